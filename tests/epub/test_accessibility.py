"""The claim of accessibility: made where the checks bear it out, else left out with the reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from publish.article import E
from publish.diagnostics import Severity
from publish.edition.assemble import assemble, with_cover_image
from publish.edition.cover import PALETTE
from publish.edition.model import Edition
from publish.epub import accessibility
from publish.epub.accessibility import CONFORMANCE
from publish.publication import Accessibility
from tests import books
from tests.books import article, beside, publication
from tests.edition.test_images import picture
from tests.epub.test_package import Book

SOUND = (
    E.p("Texte avec ", E.a({"href": "https://estran.example/"}, "le site de la revue"), "."),
    E.table(E.tbody(E.tr(E.th({"scope": "row"}, "Quai"), E.td("12")))),
    E.p(E.em({"lang": "en"}, "the tide"), " monte."),
)


def met(made: Edition) -> list[tuple[str, int]]:
    """The criteria that an edition does not meet, with the number of places."""
    return [(b.check.criterion, len(b.places)) for b in accessibility.barriers(made)]


def test_a_sound_book_claims_conformance_and_names_who_answers_for_it() -> None:
    book = Book(books.edition(article("ports", *SOUND)))
    assert met(book.edition) == []
    assert book.meta("dcterms:conformsTo") == [CONFORMANCE]
    assert book.meta("a11y:certifiedBy") == ["La Dune"]
    assert "WCAG 2.2, niveau AA" in book.meta("schema:accessibilitySummary")[0]
    assert list(accessibility.diagnostics(book.edition, {})) == []


def test_a_certifier_and_a_report_are_named() -> None:
    given = Accessibility(certified_by="Valentin Haüy", report="https://avh.example/7")
    book = Book(books.edition(article("ports", *SOUND), accessibility=given))
    assert book.meta("a11y:certifiedBy") == ["Valentin Haüy"]
    (link,) = book.opf.iter("{http://www.idpf.org/2007/opf}link")
    assert dict(link.attrib) == {"rel": "a11y:certifierReport", "href": "https://avh.example/7"}


@pytest.mark.parametrize(
    "given", [{"publisher": ""}, {"accessibility": Accessibility(conformance=False)}]
)
def test_no_claim_without_somebody_to_answer_for_it_or_against_their_will(
    given: dict[str, object],
) -> None:
    book = Book(books.edition(article("ports", *SOUND), **given))
    assert book.meta("dcterms:conformsTo") == book.meta("a11y:certifiedBy") == []
    said = [d.code for d in accessibility.diagnostics(book.edition, {})]
    assert said == []


@pytest.mark.parametrize(
    ("block", "criterion"),
    [
        (E.table(E.tbody(E.tr(E.td("Quai"), E.td("12")))), "1.3.1"),
        (E.p("Voir ", E.a({"href": "https://estran.example/"}, "ici"), "."), "2.4.4"),
        (E.p(E.a({"href": "https://estran.example/"}, "\u00a0"), "Voir."), "2.4.4"),
        (E.section(E.h3("Un niveau sauté"), E.p("Texte.")), "1.3.1"),
        (E.p(E.em({"lang": "anglais!"}, "the tide")), "3.1.2"),
    ],
)
def test_each_barrier_leaves_the_claim_out_and_is_told_with_its_line(
    block: etree._Element, criterion: str
) -> None:
    made = article("ports", E.p("Texte."), block)
    edition = books.edition(made)
    assert met(edition) == [(criterion, 1)]
    (problem,) = accessibility.diagnostics(edition, {"ports": made})
    assert problem.severity is Severity.WARNING
    assert (problem.place.file, criterion in problem.message("fr")) == ("ports.txt", True)
    assert problem.place.line in {made.line_of(e) for e in block.iter()}
    book = Book(edition)
    assert book.meta("dcterms:conformsTo") == book.meta("a11y:certifiedBy") == []
    assert "n’est pas affirmée" in book.meta("schema:accessibilitySummary")[0]


@pytest.mark.parametrize("alt", ["", " ", "IMG_2034.JPG", "phare.png"])
def test_an_image_whose_alternative_says_nothing(tmp_path: Path, alt: str) -> None:
    (tmp_path / "plan.png").write_bytes(picture())
    silent = article("ports", E.figure(E.img(src="plan.png", alt=alt)))
    made, _ = assemble(publication(tmp_path), beside([silent], tmp_path))
    edition = with_cover_image(made, picture())
    assert met(edition) == [("1.1.1", 1)]
    claims = accessibility.claims(edition, paginated=False)
    assert (claims.illustrated, claims.described, claims.conforms) == (True, False, False)


def test_a_designed_cover_can_be_read() -> None:
    """WCAG 2.2, 1.4.6: 7 to 1 for white letters on every ground of the palette."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for ground in PALETTE:
        assert 1.05 / (luminance(ground) + 0.05) >= 7, ground
