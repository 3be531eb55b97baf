"""The proof on a finished publication: one word less or more is told at its line."""

from __future__ import annotations

import hashlib
import zipfile
from copy import deepcopy
from dataclasses import dataclass, replace
from io import BytesIO

import pytest
from lxml import etree

from publish.article import Article, E
from publish.diagnostics import Diagnostic
from publish.edition.assemble import assemble, with_cover_image
from publish.edition.model import Edition
from publish.epub import package
from publish.pdf.layout import lay_out
from publish.preparation import prepare
from publish.proof import articles as proofs
from publish.proof import conservation
from publish.proof.articles import Conservation
from publish.publication import Print, find
from publish.typography import Typeset
from tests.books import MADE, article, call, note
from tests.books import edition as book
from tests.conftest import MANUSCRIPTS


@dataclass(frozen=True)
class Sample:
    """The edition as it is printed and as it is packaged, with a picture of its cover."""

    edition: Edition
    pictured: Edition
    articles: dict[str, Article]
    epub: bytes

    def line(self, words: str) -> tuple[str, int]:
        """The manuscript and the line, from 1, where these words stand."""
        for path in self.edition.publication.manuscripts:
            for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
                if line.startswith(words):
                    return path.name, number
        raise AssertionError(words)


@pytest.fixture(scope="module")
def sample() -> Sample:
    """L’Estran, ready to be set."""
    (publication,), _ = find([MANUSCRIPTS / "l-estran"])
    prepared = prepare(publication)
    edition, _ = assemble(prepared.publication, prepared.typeset)
    articles = dict(
        zip((d.name for d in edition.articles()), (a for _, a in prepared.typeset), strict=True)
    )
    edition = lay_out(edition, MADE).edition
    pictured = with_cover_image(edition, b"\x89PNG\r\n\x1a\n")
    return Sample(edition, pictured, articles, package(pictured, modified=MADE))


def rewritten(epub: bytes, name: str, old: str, new: str) -> bytes:
    """The archive with one text of one of its documents changed."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(epub)) as before, zipfile.ZipFile(target, "w") as after:
        for entry in before.infolist():
            data = before.read(entry)
            if entry.filename == f"EPUB/{name}.xhtml":
                assert data.count(old.encode()) == 1
                data = data.replace(old.encode(), new.encode())
            after.writestr(entry, data)
    return target.getvalue()


def told(sample: Sample, proof: Conservation, language: str = "fr") -> list[Diagnostic]:
    return proofs.diagnostics(proof, sample.articles, language)


def held_epub(sample: Sample, epub: bytes) -> tuple[Conservation, list[Diagnostic]]:
    proof = Conservation()
    conservation.hold_epub(sample.pictured, epub, proof)
    return proof, told(sample, proof)


def test_a_whole_epub_has_every_word(sample: Sample) -> None:
    proof, problems = held_epub(sample, sample.epub)
    assert problems == []
    assert proof.epub is not None
    assert proof.epub > 2_000


@pytest.mark.parametrize(
    ("document", "old", "new", "code", "words", "begins"),
    [
        ("saint-clair", "replantée d’oyats", "replantée", "lost", "d oyats", "La municipalité"),
        ("criee", "Depuis le 2", "Depuis bien le 2", "added", "bien", "C'est la fin"),
        ("phares", "poulie, par", "par", "lost", "poulie", "[^ballon]:"),
        ("phares", "et descendu par", "et par", "lost", "descendu", "Personne n’habite"),
        ("phares", "en mer et leur", "en mer, leur", "lost", "et", "| Phare"),
        ("agenda", "gants fournis", "gants", "lost", "fournis", "• Du 20"),
        ("tribune", "Ce que la loi ne", "Ce que la ne", "lost", "loi", "Ce que la loi"),
        ("lectures", "triste fortune", "fortune", "lost", "triste", "> Oh"),
    ],
)
def test_a_word_of_the_epub_that_changes_is_told(
    sample: Sample, document: str, old: str, new: str, code: str, words: str, begins: str
) -> None:
    """The line is that where the block begins: lists, tables and verse are one block each."""
    proof, problems = held_epub(sample, rewritten(sample.epub, document, old, new))
    whole, _ = held_epub(sample, sample.epub)
    (problem,) = problems
    assert problem.code == f"words-{code}"
    assert problem.values["words"] == words
    assert (problem.place.file, problem.place.line) == sample.line(begins)
    assert proof.epub is not None
    assert whole.epub is not None
    change = len(words.split()) * (1 if code == "added" else -1)
    assert proof.epub == whole.epub + change


def test_a_document_that_vanishes_from_the_epub_is_lost_whole(sample: Sample) -> None:
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(sample.epub)) as before, zipfile.ZipFile(target, "w") as after:
        for entry in before.infolist():
            data = before.read(entry)
            if entry.filename == "EPUB/content.opf":
                package_document = etree.fromstring(data)
                (reference,) = package_document.xpath("//*[@idref='carnet']")
                reference.getparent().remove(reference)
                data = etree.tostring(package_document)
            after.writestr(entry, data)
    proof, problems = held_epub(sample, target.getvalue())
    assert problems
    assert {d.place.file for d in problems} == {"09-carnet.txt"}
    assert sum(len(d.words) for _, d in proof.differences) > 100


def changed(edition: Edition, name: str, old: str, new: str) -> Edition:
    """The edition with one text of one of its articles changed."""
    documents = []
    for document in edition.documents:
        root = deepcopy(document.root)
        if document.name == name:
            (holder,) = [
                (e, attribute)
                for e in root.iter()
                for attribute in ("text", "tail")
                if old in (getattr(e, attribute) or "")
            ]
            setattr(holder[0], holder[1], getattr(*holder).replace(old, new))
        documents.append(replace(document, root=root))
    return replace(edition, documents=tuple(documents))


def test_words_of_the_pdf_that_change_are_told(sample: Sample) -> None:
    """One layout for all: words lost and added in text, list, note, title, and their lines."""
    other = changed(sample.edition, "saint-clair", "replantée d’oyats", "replantée")
    other = changed(other, "criee", "Depuis le 2", "Depuis bien le 2")
    other = changed(other, "phares", "poulie, par", "par")
    other = changed(other, "agenda", "gants fournis", "gants")
    layout = lay_out(other, MADE)
    proof = Conservation()
    counts = conservation.hold_pdf(sample.edition, layout, layout.write(), proof)
    problems = told(sample, proof)
    assert [(d.code, d.values["words"], d.place.file, d.place.line) for d in problems] == [
        ("words-lost", "d oyats", *sample.line("La municipalité")),
        ("words-added", "bien", *sample.line("C'est la fin")),
        ("words-lost", "fournis", *sample.line("• Du 20")),
        ("words-lost", "poulie", *sample.line("[^ballon]:")),
    ]
    assert counts["lines"] > counts["divided"] > 0
    epub, _ = held_epub(sample, sample.epub)
    assert proof.pdf is not None
    assert epub.epub is not None
    assert proof.pdf == epub.epub - 3


def printed_differences(expected: Edition, set_: Edition) -> list[tuple[str, tuple[str, ...]]]:
    """What the proof says of the PDF of one edition held against another one."""
    layout, proof = lay_out(set_, MADE), Conservation()
    conservation.hold_pdf(expected, layout, layout.write(), proof)
    return [(d.kind, d.words) for _, d in proof.differences]


def numbered(first: int) -> Edition:
    items = E.ol({"start": str(first)}, E.li("un"), E.li("deux"))
    return book(article("ports", items))


def test_numbers_of_lists_that_are_not_those_of_the_manuscript_are_told() -> None:
    assert printed_differences(numbered(3), numbered(3)) == []
    assert printed_differences(numbered(3), numbered(4)) == [("lost", ("3",)), ("added", ("5",))]


def test_a_running_head_that_is_no_title_is_told() -> None:
    long = book(article("ports", E.p("Le port et la mer. " * 300), title="Les ports"))
    other = changed(long, "ports", "Les ports", "Les ports")
    renamed = replace(
        other,
        documents=tuple(
            replace(d, title="Un intrus") if d.name == "ports" else d for d in other.documents
        ),
    )
    found = printed_differences(long, renamed)
    assert ("added", ("un", "intrus")) in found


def test_a_note_that_is_not_printed_is_told() -> None:
    def noted(said: str) -> Edition:
        return book(article("ports", E.p("Mot", call(1), "."), note(1, E.p(said))))

    assert printed_differences(noted("Une note."), noted("Une note.")) == []
    assert printed_differences(noted("Une note."), noted("Une.")) == [("lost", ("note",))]


def test_the_sentences_name_the_edition_and_the_words(sample: Sample) -> None:
    broken = rewritten(sample.epub, "agenda", "gants fournis", "gants")
    proof = Conservation()
    conservation.hold_epub(sample.pictured, broken, proof)
    (french,) = told(sample, proof)
    (english,) = told(sample, proof, "en")
    assert french.message("fr").startswith("L’EPUB a perdu « fournis » (")
    assert "gants […]" in french.message("fr")
    assert english.message("en").startswith("The EPUB has lost “fournis” (")


def test_an_article_that_is_not_its_manuscript_is_told() -> None:
    made = article("ports", E.p({"id": "p-1"}, "Le port et la mer."))
    proof = Conservation()
    proofs.hold_articles([(made, ["ports", "le", "port", "la", "mer", "monte"])], proof)
    assert proof.source == 6
    assert [(w, d.kind, d.words) for w, d in proof.differences] == [
        ("article", "lost", ("monte",)),
        ("article", "added", ("et",)),
    ]


def test_a_typography_that_loses_a_word_is_told() -> None:
    before = article("ports", E.p({"id": "p-1"}, "Le port et la mer."))
    after = article("ports", E.p({"id": "p-1"}, "Le port, la mer."))
    proof = Conservation()
    proofs.hold_typography(before, Typeset(after, ()), proof)
    (problem,) = proofs.diagnostics(proof, {"ports": before}, "fr")
    assert problem.code == "words-lost"
    assert str(problem.place) == f"ports.txt:{before.lines['p-1']}"
    assert "La typographie" in problem.message("fr")


TRACE = "GET /viewtopic?highlight=" + "%252echr(".join(f"{n})" for n in range(32, 120))


def held(printed: Edition, wanted: Edition) -> list[tuple[str, tuple[str, ...]]]:
    """What the proof says of the PDF of one edition, held against another one."""
    layout = lay_out(printed, MADE)
    proof = Conservation()
    conservation.hold_pdf(wanted, layout, layout.write(), proof)
    return [(d.kind, d.words) for _, d in proof.differences]


def test_a_line_of_code_longer_than_the_page_is_printed_whole() -> None:
    listing = E.pre(f"{TRACE}\n#set_var EASYRSA_CERT_EXPIRE\t825")
    made = book(article("ports", E.p("Une trace :"), listing))
    assert held(made, made) == []


def test_a_letter_less_in_a_cut_word_is_told() -> None:
    made = book(article("ports", E.p("Une trace :"), E.pre(TRACE)))
    other = book(article("ports", E.p("Une trace :"), E.pre(TRACE.replace("(57)", "(5)"))))
    assert held(made, other)


def test_a_narrow_space_after_code_is_a_space() -> None:
    """A line drawn so close that its spaces are as narrow as they may be."""
    said = " repository, carefully selected by the Stable Release Managers. All updates are "
    more = " mailing list."
    blocks = (
        E.p("Un."),
        E.p(
            "In practice, this repository is a subset of the ",
            *(E.code("proposed-updates"), said, "announced on the "),
            *(E.code("debian-stable-announce@lists.debian.org"), more),
        ),
    )
    made = book(article("ports", *blocks), print=Print())
    assert held(made, made) == []


def test_a_digest_longer_than_the_line_is_printed_whole() -> None:
    digest = "9f86d081884c7d65" * 8
    made = book(article("ports", E.p(f"Voir https://estran.example/a et {digest} au port.")))
    assert held(made, made) == []
    assert held(made, book(article("ports", E.p(f"Voir https://estran.example/a et {digest}"))))


def test_a_head_that_calls_a_note_may_be_said_again() -> None:
    rows = [E.tr(E.td(f"Feu {n}"), E.td("Un feu de la côte, et son gardien.")) for n in range(60)]
    head = E.thead(E.tr(E.th("Feu", call(1)), E.th("Garde")))
    made = book(article("ports", E.table(head, E.tbody(*rows)), note(1, E.p("Une note."))))
    assert held(made, made) == []


@pytest.mark.parametrize(
    "foreign", ["שלום", "שלום עולם", "שָׁלוֹם", "سلام", "السلام عليكم", "الله أكبر", "Москва", "λόγος"]
)
def test_other_scripts_are_read_as_they_are_printed(foreign: str) -> None:
    made = book(article("ports", E.p(f"Le mot {foreign} ouvre la lettre ; {foreign}, et encore.")))
    assert held(made, made) == []
    assert held(
        made, book(article("ports", E.p(f"Le mot {foreign} ouvre la lettre ;, et encore.")))
    )


def test_letters_that_no_font_has_are_told_with_what_to_install() -> None:
    unknown = "\U00014400\U00014401"  # Anatolian hieroglyphs
    made = book(article("ports", E.p(f"Le mot {unknown} ouvre la lettre.")))
    layout, proof = lay_out(made, MADE), Conservation()
    conservation.hold_pdf(made, layout, layout.write(), proof)
    (problem,) = proofs.diagnostics(proof, {}, "fr")
    assert problem.code == "letters-unprintable"
    assert unknown in problem.message("fr")


def test_words_without_an_end_are_told_as_what_they_are() -> None:
    digests = [hashlib.sha512(str(number).encode()).hexdigest() for number in range(400)]
    made = book(article("ports", *(E.p(" ".join(digests[i : i + 20])) for i in range(0, 400, 20))))
    layout, proof = lay_out(made, MADE), Conservation()
    conservation.hold_pdf(made, layout, layout.write(), proof)
    found = proofs.diagnostics(proof, {}, "fr")
    assert {problem.code for problem in found} == {"word-endless"}
    assert "128 lettres" in found[0].message("fr")
