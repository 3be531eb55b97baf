"""The finished pages: folios, contents, running heads, bookmarks, divisions of words."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pymupdf
import pytest
from lxml import etree
from PIL import Image

from publish.article import E
from publish.edition.assemble import assemble
from publish.edition.model import Edition
from publish.pdf import design
from publish.pdf.layout import Layout, lay_out, picture
from publish.proof.printed import HYPHEN
from publish.publication import Print
from tests.books import MADE, SENTENCE, article, beside, edition, publication

MM = 72 / 25.4
PDFUA = "http://www.aiim.org/pdfua/ns/id/"


DRAWN = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_IGNORE_ACTUALTEXT
"""What is drawn is read, not what is said of it."""


class Book:
    """A book laid out, and its PDF opened."""

    def __init__(self, made: Edition):
        self.edition = made
        self.layout: Layout = lay_out(made, MADE)
        self.data = self.layout.write()
        self.pdf = pymupdf.open(stream=self.data, filetype="pdf")

    def page(self, anchor: str) -> int:
        return self.layout.anchors[anchor]

    def lines(self, number: int, top: float, bottom: float) -> list[str]:
        """The lines of text of a page between two heights."""
        return [
            "".join(span["text"] for span in line["spans"])
            for block in self.pdf[number].get_text("dict", flags=DRAWN)["blocks"]
            for line in block.get("lines", ())
            if top <= line["spans"][0]["origin"][1] < bottom
        ]

    def head(self, number: int) -> list[str]:
        return self.lines(number, 0, self.layout.pages[number].top)

    def foot(self, number: int) -> list[str]:
        page = self.layout.pages[number]
        return self.lines(number, page.bottom, page.height)

    def text(self, number: int) -> list[str]:
        page = self.layout.pages[number]
        return self.lines(number, page.top, page.bottom)


@pytest.fixture(scope="module")
def book() -> Book:
    def long() -> list[etree._Element]:
        return [E.p(SENTENCE * 5) for _ in range(16)]

    inner = E.section(E.h3("Un autre"), E.p(SENTENCE))
    section = E.section(E.h2("Un intertitre"), E.p(SENTENCE), inner)
    return Book(
        edition(
            article("ports", *long(), section, title="Les ports", rubric="Côte", byline="Par Léa"),
            article("dunes", *long(), title="Les dunes", rubric="Côte"),
            article("carnet", title="Carnet", rubric="Mer"),
            title="Petit livre",
        )
    )


def test_nothing_is_complained_of(book: Book) -> None:
    assert book.layout.diagnostics == []


def test_the_pages_have_the_size_asked(book: Book) -> None:
    for page in book.pdf:
        assert page.rect.width == pytest.approx(148 * MM, abs=0.1)
        assert page.rect.height == pytest.approx(210 * MM, abs=0.1)


def test_another_size() -> None:
    made = Book(edition(article("ports"), print=Print("108mm", "178mm", "livre")))
    assert {(round(p.rect.width / MM), round(p.rect.height / MM)) for p in made.pdf} == {(108, 178)}


def test_folios_are_roman_before_the_text_and_arabic_in_it(book: Book) -> None:
    labels = [page.label for page in book.layout.pages]
    front, text = book.page("half-title"), book.page("part-1")
    assert labels[:front] == [""] * front
    assert labels[front : front + 5] == ["i", "ii", "iii", "iv", "v"]
    assert labels[text:] == [str(n) for n in range(1, len(labels) - text + 1)]
    assert book.page("contents") % 2 == 0
    assert text % 2 == 0


def test_the_folio_printed_is_the_label(book: Book) -> None:
    printed = {n: book.foot(n) for n in range(len(book.layout.pages)) if book.foot(n)}
    assert len(printed) > 4
    assert all(said == [book.layout.pages[n].label] for n, said in printed.items())


@pytest.mark.parametrize(("theme", "printed"), [("revue", True), ("livre", False)])
def test_an_article_is_found_by_the_folio_of_its_first_page_and_a_chapter_bears_none(
    theme: str, printed: bool
) -> None:
    articles = [article(name, E.p(SENTENCE * 5)) for name in ("un", "deux", "trois")]
    made = Book(edition(*articles, print=Print(recto_openings=False, theme=theme)))
    for name in ("un", "deux", "trois"):
        at = made.page(name)
        assert made.foot(at) == ([made.layout.pages[at].label] if printed else [])
        assert made.head(at) == []


def test_the_first_part_bears_no_folio(book: Book) -> None:
    assert book.foot(book.page("part-1")) == []


def test_openings_carry_no_running_head_and_other_pages_do(book: Book) -> None:
    for name in ("part-1", "ports", "dunes", "part-2", "carnet", "contents", "colophon"):
        assert book.head(book.page(name)) == [], name
    for name, title in (("ports", "Les ports"), ("dunes", "Les dunes")):
        first = book.page(name)
        last = book.page({"ports": "dunes", "dunes": "part-2"}[name])
        inner = list(range(first + 1, last))
        assert len(inner) >= 2
        # The first page of the file is a recto.
        assert [book.head(n) for n in inner] == [[title if n % 2 == 0 else "Côte"] for n in inner]


def test_the_contents_say_where_the_articles_are(book: Book) -> None:
    said = " ".join(book.text(book.page("contents")))
    for name, title in (("ports", "Les ports"), ("dunes", "Les dunes"), ("carnet", "Carnet")):
        label = book.layout.pages[book.page(name)].label
        after = said.split(title, 1)[1].replace(".", " ").split()
        assert after[0] == label


def test_the_links_of_the_contents_lead_there(book: Book) -> None:
    links = [
        link["page"]
        for link in book.pdf[book.page("contents")].get_links()
        if link["kind"] in (pymupdf.LINK_GOTO, pymupdf.LINK_NAMED)
    ]
    wanted = {book.page(name) for name in ("part-1", "ports", "dunes", "part-2", "carnet")}
    assert set(links) == wanted


def test_bookmarks_hold_parts_articles_and_subheads(book: Book) -> None:
    marks = [(level, title, page - 1) for level, title, page in book.pdf.get_toc()]
    assert [(level, title) for level, title, _ in marks] == [
        (1, "Sommaire"),
        (1, "Côte"),
        (2, "Les ports"),
        (3, "Un intertitre"),
        (4, "Un autre"),
        (2, "Les dunes"),
        (1, "Mer"),
        (2, "Carnet"),
    ]
    pages = {title: page for _, title, page in marks}
    assert pages["Les ports"] == book.page("ports")
    assert pages["Carnet"] == book.page("carnet")


def test_metadata_and_language(book: Book) -> None:
    assert book.pdf.metadata["title"] == "Petit livre"
    assert book.pdf.metadata["author"] == "Jeanne Roux"
    assert book.pdf.metadata["creationDate"].startswith("D:20260115000000")
    catalog = book.pdf.xref_object(book.pdf.pdf_catalog())
    assert "/Lang (fr)" in catalog
    assert "/Marked true" in catalog
    assert "/DisplayDocTitle true" in catalog
    said = etree.fromstring(book.pdf.get_xml_metadata().partition("?>")[2].rpartition("<?")[0])
    assert [d.get(f"{{{PDFUA}}}part") for d in said.iter("{*}Description") if d.attrib].count(
        "1"
    ) == 1


def test_fonts_are_embedded_and_ours(book: Book) -> None:
    fonts = {font[3] for page in range(len(book.pdf)) for font in book.pdf.get_page_fonts(page)}
    assert fonts
    assert all("Libertinus" in name and "+" in name for name in fonts)


def test_openings_on_the_recto_when_asked() -> None:
    articles = [article(name) for name in ("ports", "dunes", "carnet")]
    asked = Book(edition(*articles, print=Print(recto_openings=True)))
    assert [asked.page(a.slug) % 2 for a in articles] == [0, 0, 0]
    follows = Book(edition(*articles, print=Print(recto_openings=False)))
    assert [follows.page(a.slug) - follows.page("ports") for a in articles] == [0, 1, 2]


def test_words_are_divided_where_french_divides_them() -> None:
    narrow = Print("62mm", "110mm", "livre")
    book = Book(edition(article("ports", *[E.p(SENTENCE * 5) for _ in range(4)]), print=narrow))
    ends = [
        line.rstrip()
        for number in range(book.page("ports"), len(book.pdf))
        for line in book.text(number)
        if line.rstrip().endswith((HYPHEN, "-"))
    ]
    assert len(ends) > 10
    for line in ends:
        stem = line.split()[-1].rstrip(HYPHEN + "-").rsplit("’", 1)[-1]
        assert len(stem) >= 2


def test_addresses_are_never_divided_by_a_hyphen() -> None:
    """A hyphen in an address would be copied and typed as part of it."""
    address = "https://estran.example/programme/manifestations/exceptionnelles"
    paragraphs = [
        E.p("x" * n + " Le programme complet est tenu à jour à l’adresse " + address + ".")
        for n in range(1, 30)
    ]
    made = Book(edition(article("agenda", *paragraphs)))
    for number in range(made.page("agenda"), len(made.pdf)):
        lines = made.text(number)
        for line, following in pairwise(lines):
            if line.rstrip().endswith(HYPHEN):
                last = line.split()[-1]
                assert "://" not in last, (line, following)
                assert last.rstrip(HYPHEN) not in address, (line, following)


def test_the_address_of_the_sample_stands_whole(edition_of: dict[str, Path]) -> None:
    with pymupdf.open(edition_of["l-estran"] / "l-estran.pdf") as pdf:
        said = "".join(page.get_text() for page in pdf)
    assert "https://estran.example/agenda" in said.replace("\n", "")


def test_two_writings_give_the_same_bytes(book: Book) -> None:
    assert book.layout.write() == book.data
    assert lay_out(book.edition, MADE).write() == book.data


def test_the_picture_of_the_cover(book: Book) -> None:
    data = picture(book.edition, 600, MADE)
    pixmap = pymupdf.Pixmap(data)
    assert data.startswith(b"\x89PNG")
    assert pixmap.width == 600
    assert pixmap.height == pytest.approx(600 * 210 / 148, abs=1)
    assert len(set(pixmap.samples[:: len(pixmap.samples) // 4000])) > 2


def test_the_cover_picture_given_fills_the_whole_page(tmp_path: Path) -> None:
    """What bounds the pictures among the text does not bound that of the cover."""
    Image.new("RGB", (1600, 2200), (20, 60, 90)).save(tmp_path / "une.jpg", "JPEG")
    made = publication(tmp_path, cover=tmp_path / "une.jpg")
    book, problems = assemble(made, beside([article("un")], tmp_path))
    assert problems == []
    with pymupdf.open(stream=lay_out(book, MADE).write(), filetype="pdf") as pdf:
        drawn = pdf[0].get_pixmap(dpi=20)
    corners = [(0, 0), (drawn.width - 1, 0), (0, drawn.height - 1)]
    for at in [*corners, (drawn.width - 1, drawn.height - 1)]:
        assert drawn.pixel(*at) == pytest.approx((20, 60, 90), abs=6)


LONG_TITLE = "Le départ, ou comment l’on quitte sans le savoir la maison de son enfance"


def test_the_folio_of_a_long_title_stands_at_the_end_of_its_last_line_in_the_contents() -> None:
    paper = Print("108mm", "178mm", recto_openings=False, theme="livre")
    made = Book(edition(article("un", title=LONG_TITLE, byline="Par Léa Roux"), print=paper))
    spans = [
        span
        for block in made.pdf[made.page("contents")].get_text("dict", flags=DRAWN)["blocks"]
        for line in block.get("lines", ())
        for span in line["spans"]
    ]
    where = {span["text"].strip(): span for span in spans}
    assert "Léa Roux" in where
    folio, end = where["1"], next(s for said, s in where.items() if said.endswith("enfance"))
    assert folio["origin"][1] == pytest.approx(end["origin"][1], abs=0.5)
    shape = design.page(paper)
    assert folio["bbox"][2] == pytest.approx(shape.width - shape.outer, abs=1)
