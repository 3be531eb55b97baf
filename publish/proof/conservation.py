"""Conservation of words: manuscript, article, EPUB and PDF held against each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from publish.article import XHTML, Article, tag, text, without_notes
from publish.diagnostics import Diagnostic, Kind, Place, Severity
from publish.edition.model import Document, Edition, Matter
from publish.edition.terms import term
from publish.pdf.document import running_head
from publish.pdf.layout import Layout
from publish.proof.compare import Difference, in_any_order, in_sequence
from publish.proof.packaged import read_epub
from publish.proof.printed import PrintedWords, read_pdf
from publish.proof.reading import PRINTED, Word, article_words, list_numbers, read
from publish.proof.respelling import read_back
from publish.typography import Typeset
from publish.words import words

WORDS_LOST = Kind(
    "words-lost",
    Severity.ERROR,
    fr="{where} a perdu « {words} » (… {context} …).",
    fr_hint="C’est une faute de l’outil : gardez le manuscrit et signalez-la ; rien n’est publié.",
    en="{where} has lost “{words}” (… {context} …).",
    en_hint="It is a fault of the tool: keep the manuscript and report it; nothing is published.",
)
WORDS_ADDED = Kind(
    "words-added",
    Severity.ERROR,
    fr="{where} a un mot de trop : « {words} » (… {context} …).",
    fr_hint="C’est une faute de l’outil : gardez le manuscrit et signalez-la ; rien n’est publié.",
    en="{where} has a word too many: “{words}” (… {context} …).",
    en_hint="It is a fault of the tool: keep the manuscript and report it; nothing is published.",
)

_MOST = 20
"""The most differences told one by one; when there are more, the cause is one and the same."""


@dataclass
class Conservation:
    """The numbers of words of the manuscripts and of the editions, and every difference found.

    Words of the apparatus (title pages, contents, running heads, folios, calls of notes) are
    compared but not counted: ``epub`` and ``pdf`` count the words of the articles, the numbers of
    their lists among them, as ``source`` does.
    """

    source: int = 0
    epub: int | None = None
    pdf: int | None = None
    differences: list[tuple[str, Difference]] = field(default_factory=list)
    respelled: int = 0
    """How many words more there are since typography put spaces into some (14 h 30): the editions
    are counted as the manuscripts have them."""


def hold_articles(
    manuscripts: Iterable[tuple[Article, Sequence[str]]], proof: Conservation
) -> None:
    """Hold each article against the words that were read in its manuscript, in any order."""
    for article, source in manuscripts:
        proof.source += len(source)
        expected = [Word(word, article.slug, "") for word in source]
        got = [w.word for w in article_words(article.root, article.slug)]
        _note(proof, "article", in_any_order(expected, got))


def hold_typography(before: Article, after: Typeset, proof: Conservation) -> None:
    """Hold an article as typography set it against the article as it was.

    Words are the same but for the respellings that its list of changes has one by one.
    """
    expected = article_words(before.root, before.slug)
    got = [w.word for w in article_words(after.article.root, before.slug)]
    proof.respelled += len(got) - len(expected)
    _note(proof, "typography", in_sequence(expected, read_back(expected, got, after.changes)))


def hold_epub(edition: Edition, data: bytes, proof: Conservation) -> None:
    """Hold the finished EPUB against the edition, document by document."""
    found = [(path, said) for path, said in read_epub(data)]
    expected = [(d, _packaged(d)) for d in edition.documents]
    proof.epub = -proof.respelled
    by_name = {path.rsplit("/", 1)[-1].removesuffix(".xhtml"): said for path, said in found}
    for document, wanted in expected:
        got = [w.word for w in by_name.pop(document.name, [])]
        differences = in_sequence(wanted, got)
        _note(proof, "epub", differences)
        if document.matter is Matter.ARTICLE:
            proof.epub += len(article_words(document.root, document.name)) + _balance(differences)
    for name, said in by_name.items():
        added = in_sequence([], [w.word for w in said])
        _note(proof, "epub", [Difference(d.kind, d.words, name, "", d.context) for d in added])


def hold_pdf(edition: Edition, layout: Layout, data: bytes, proof: Conservation) -> dict[str, int]:
    """Hold the finished PDF against the edition: text, notes, then heads and feet.

    Returns what was counted of its composition: ``lines``, and ``divided`` of them.
    """
    found = read_pdf(data, layout.pages)
    wanted_text: list[Word] = []
    wanted_notes: list[Word] = []
    first = True
    for document in edition.documents:
        if first and document.matter in (Matter.PART, Matter.ARTICLE):
            wanted_text += _contents_words(edition, layout)
            first = False
        body, notes = read(document.root, document.name, PRINTED)
        wanted_text += body
        wanted_notes += [word for note in notes for word in note]
    differences = in_sequence(wanted_text, found.text) + in_sequence(wanted_notes, found.notes)
    _note(proof, "pdf", differences)
    articles = list(edition.of(Matter.ARTICLE))
    proof.pdf = sum(len(article_words(d.root, d.name)) for d in articles) - proof.respelled
    names = {d.name for d in articles}
    proof.pdf += _balance(d for d in differences if d.document in names)
    _note(proof, "pdf", _apparatus_differences(edition, found))
    _note(proof, "pdf", _margin_differences(edition, layout, found.margins))
    return {"lines": found.lines, "divided": found.divided}


def _packaged(document: Document) -> list[Word]:
    body, notes = read(document.root, document.name)
    return body + [word for note in notes for word in note]


def _balance(differences: Iterable[Difference]) -> int:
    return sum(len(d.words) * (1 if d.kind == "added" else -1) for d in differences)


def _apparatus_differences(edition: Edition, found: PrintedWords) -> Iterator[Difference]:
    """Numbers of lists that are not those expected, heads of tables that no table has."""
    numbers = [
        Word(number, document.name, "")
        for document in edition.documents
        for number in list_numbers(document.root)
    ]
    yield from in_any_order(numbers, found.markers)
    heads = {
        word
        for document in edition.documents
        for head in document.root.iter(f"{{{XHTML}}}thead")
        for word in words(" ".join(head.itertext()))
    }
    strange = tuple(word for word in found.repeated if word not in heads)
    if strange:
        yield Difference("added", strange, "", "", " ".join(found.repeated))


def _contents_words(edition: Edition, layout: Layout) -> list[Word]:
    language = edition.publication.language
    said = [term("contents", language)]
    for document, held in edition.parts():
        if document.matter is Matter.PART:
            said.append(document.title)
        for entry in held or (document,):
            if entry.matter is Matter.ARTICLE:
                said += [
                    _byline(entry),
                    entry.title,
                    layout.pages[layout.anchors[entry.name]].label,
                ]
    return [Word(word, "contents", "") for piece in said for word in words(piece)]


def _byline(document: Document) -> str:
    byline = next((e for e in document.root.iter() if e.get("class") == "byline"), None)
    return "" if byline is None else text(without_notes(byline))


def _margin_differences(
    edition: Edition, layout: Layout, margins: Sequence[Sequence[str]]
) -> list[Difference]:
    """What stands in the margins of the pages beyond a running head and the page's folio."""
    heads = [words(running_head(edition.publication.title)), []]
    for document in edition.of(Matter.PART, Matter.ARTICLE):
        heads.append(words(running_head(document.title)))
        rubric = next((e for e in document.root.iter() if e.get("class") == "rubric"), None)
        if rubric is not None and tag(rubric) == "p":
            heads.append(words(running_head(text(without_notes(rubric)))))
    allowed = set(map(tuple, heads))
    differences: list[Difference] = []
    for page, said in zip(layout.pages, margins, strict=True):
        folio = words(page.label)
        head = said[: len(said) - len(folio)] if folio and said[-len(folio) :] == folio else said
        if tuple(head) not in allowed:
            differences.append(Difference("added", tuple(head), "", page.label, " ".join(said)))
    return differences


def _note(proof: Conservation, where: str, differences: Iterable[Difference]) -> None:
    proof.differences += [(where, difference) for difference in differences]


def diagnostics(
    proof: Conservation, articles: Mapping[str, Article], language: str
) -> list[Diagnostic]:
    """The differences as problems, each at the line of the manuscript where it stands."""
    problems = []
    for where, difference in proof.differences[:_MOST]:
        kind = WORDS_LOST if difference.kind == "lost" else WORDS_ADDED
        problems.append(
            kind.at(
                _place(difference, articles),
                where=_WHERE[where]["fr" if language.startswith("fr") else "en"],
                words=" ".join(difference.words[:_MOST]),
                context=difference.context,
            )
        )
    return problems


_WHERE = {
    "article": {"fr": "L’article", "en": "The article"},
    "typography": {"fr": "La typographie", "en": "The typography"},
    "epub": {"fr": "L’EPUB", "en": "The EPUB"},
    "pdf": {"fr": "Le PDF", "en": "The PDF"},
}


def _place(difference: Difference, articles: Mapping[str, Article]) -> Place:
    article = articles.get(difference.document)
    if article is None:
        return Place(difference.document or difference.block)
    return Place(article.source, article.lines.get(difference.block))
