"""The back cover of the reading PDF: when there is one, where, what it says, how it is read."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pymupdf
import pytest
from PIL import Image

from publish.article import E
from publish.edition.assemble import assemble
from publish.edition.back import NAME, has_back, ink_on
from publish.edition.model import Edition
from publish.pdf.back import SUMMARY_SIZES
from publish.pdf.layout import Layout, lay_out
from publish.pdf.page_map import page_map
from publish.proof.articles import Conservation
from publish.proof.conservation import hold_pdf
from publish.publication import Print
from tests import judges
from tests.barcode import scanned
from tests.books import MADE, SENTENCE, article, beside, edition, publication
from tests.press.test_cover import LONG

MM = 72 / 25.4
ISBN = {"identifier": "urn:isbn:9782070408504", "isbn_written": "978-2-07-040850-4"}
SUMMARY = "Une digue, trois saisons.\nEt la mer qui n’attend pas."


def book(pages: int = 1, **about: Any) -> Edition:
    given = {"description": SUMMARY, "series": "Rivages", "number": 3, **ISBN, **about}
    return edition(article("ports", *[E.p(SENTENCE * 6) for _ in range(pages * 4)]), **given)


def labels(data: bytes) -> list[str]:
    with pymupdf.open(stream=data) as pdf:
        return [page.get_label() for page in pdf]


def said(data: bytes, page: int = -1) -> str:
    with pymupdf.open(stream=data) as pdf:
        return " ".join(pdf[page].get_text().split())


def differences(made: Edition, layout: Layout, data: bytes) -> list[object]:
    proof = Conservation()
    hold_pdf(made, layout, data, proof)
    return [difference for _, difference in proof.differences]


def figures(data: bytes) -> list[str]:
    """The alternative texts of the pictures."""
    with pikepdf.open(BytesIO(data)) as pdf:
        items = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]
        return [str(item.Alt) for item in items if item.get("/S") == "/Figure"]


@pytest.mark.parametrize(
    ("about", "shown"),
    [
        ({}, False),
        ({"series": "Rivages", "publisher": "La Dune"}, False),  # the front and the colophon do
        ({"description": " \n "}, False),
        ({"description": "Une digue."}, True),
        (ISBN, True),
        ({"print": Print(isbn="9782070408504")}, True),
        ({"print": Print(price="18 €")}, True),
    ],
)
def test_there_is_one_where_it_has_something_to_say(about: dict[str, Any], shown: bool) -> None:
    assert has_back(publication(**about)) is shown
    layout = lay_out(edition(article("ports"), **about), MADE)
    assert (NAME in layout.anchors) is shown
    assert (layout.pages[-1].label == "") is shown


def test_it_is_the_last_page_and_a_verso_whatever_the_book_ends_with() -> None:
    found = set()
    for pages in range(1, 4):
        layout = lay_out(book(pages), MADE)
        last = len(layout.pages) - 1
        assert layout.anchors[NAME] == last
        assert last % 2 == 1
        cover = ["c3", "c4"] if last - layout.inside.stop else ["c4"]
        found.add(tuple(cover))
        data = layout.write()
        assert labels(data)[layout.inside.stop :] == cover
        assert labels(data)[: layout.inside.start] == ["c1", "c2"]
        assert labels(data)[layout.inside.stop - 1] == layout.pages[layout.inside.stop - 1].label
        if len(cover) == 2:
            assert said(data, -2) == ""
    assert len(found) == 2


def test_what_it_says() -> None:
    made = book(print=Print(price="18 €", recto_openings=False))
    layout = lay_out(made, MADE)
    data = layout.write()
    wanted = "Une digue, trois saisons. Et la mer qui n’attend pas. Rivages, nº 3 La Dune 18 € "
    assert said(data).startswith(wanted + "ISBN 978-2-07-040850-4")
    assert differences(made, layout, data) == []


def test_a_century_is_set_as_in_the_text() -> None:
    made = book(description="La côte au XVIe siècle.")
    data = lay_out(made, MADE).write()
    with pymupdf.open(stream=data) as pdf:
        spans = [
            (span["text"], round(span["size"], 1))
            for block in pdf[-1].get_text("dict")["blocks"]
            for line in block.get("lines", ())
            for span in line["spans"]
        ]
    sizes = dict(spans)
    assert sizes["e"] < sizes["La côte au xvi"] == sizes["\u00a0siècle."]


@pytest.mark.parametrize("theme", ["livre", "revue"])
def test_its_bar_code_can_be_scanned(theme: str) -> None:
    data = lay_out(book(print=Print(theme=theme, recto_openings=False)), MADE).write()
    with pymupdf.open(stream=data) as pdf:
        digits = scanned(pdf[-1], "ISBN 978-2-07-040850-4")
    assert digits == "9782070408504"


def test_who_hears_it_is_told_the_number_and_no_loose_digits(tmp_path: Path) -> None:
    data = lay_out(book(), MADE).write()
    path = tmp_path / "book.pdf"
    path.write_bytes(data)
    assert figures(data) == ["Code-barres\u00a0: ISBN 978-2-07-040850-4"]
    read = judges.structure(path).rpartition("ISBN 978-2-07-040850-4")
    assert "782070" not in read[0] + read[2]
    assert judges.verapdf(path) == []
    assert judges.verapdf(path, "2a") == []


def test_the_pages_of_the_text_and_the_bookmarks_are_those_of_a_book_without_it() -> None:
    bare, whole = (
        lay_out(made, MADE)
        for made in (edition(article("ports")), edition(article("ports"), **ISBN))
    )
    assert page_map(bare.edition, bare) == page_map(whole.edition, whole)
    marks = []
    for layout in (bare, whole):
        with pymupdf.open(stream=layout.write()) as pdf:
            marks.append(pdf.get_toc())
    assert marks[0] == marks[1]


def test_a_long_summary_is_set_smaller_and_one_too_long_is_told() -> None:
    short, long, endless = (
        lay_out(book(description=LONG[: 72 * times]), MADE) for times in (2, 28, 60)
    )
    assert short.summary.size == SUMMARY_SIZES[0]
    assert SUMMARY_SIZES[-1] <= long.summary.size < SUMMARY_SIZES[0]
    assert [d.code for d in short.diagnostics + long.diagnostics] == []
    (told,) = endless.diagnostics
    assert told.code == "summary-long"
    (kept,) = endless.summary.paragraphs
    assert kept.endswith("\u00a0[…]")
    assert kept.removesuffix("\u00a0[…]").endswith(str(told.values["end"]))
    assert len(kept) > len(long.summary.paragraphs[0])
    data = endless.write()
    assert differences(endless.edition, endless, data) == []
    with pymupdf.open(stream=data) as pdf:
        (code,) = pdf[-1].search_for("ISBN")
        assert all(b[3] < code.y0 for b in pdf[-1].get_text("blocks") if "phares" in b[4])


def test_what_a_stylesheet_hides_of_it_is_missed() -> None:
    styles = "section.back-cover .summary { display: none }"
    made = book(print=Print(recto_openings=False, styles=styles))
    layout = lay_out(made, MADE)
    assert differences(made, layout, layout.write()) != []


def test_it_takes_the_colour_of_a_picture_given_as_cover(tmp_path: Path) -> None:
    cover = tmp_path / "une.jpg"
    Image.new("RGB", (1600, 2300), (240, 230, 200)).save(cover)
    made, problems = assemble(
        publication(tmp_path, cover=cover, **ISBN), beside([article("ports")], tmp_path)
    )
    assert not problems
    with pymupdf.open(stream=lay_out(made, MADE).write()) as pdf:
        shown = pdf[-1].get_pixmap(dpi=20)
        red, green, blue = shown.pixel(shown.width // 2, shown.height // 4)
        inks = {span["color"] for b in pdf[-1].get_text("dict")["blocks"] for span in spans(b)}
    assert max(abs(red - 240), abs(green - 230), abs(blue - 200)) <= 4
    assert inks == {0}


def spans(block: dict[str, Any]) -> list[dict[str, Any]]:
    return [span for line in block.get("lines", ()) for span in line["spans"]]


@pytest.mark.parametrize(("ground", "ink"), [("#1d3b4a", "#fff"), ("#f0e6c8", "#000")])
def test_the_ink_that_is_read_on_a_ground(ground: str, ink: str) -> None:
    assert ink_on(ground) == ink


def test_an_article_of_that_name_does_not_take_its_place() -> None:
    made = edition(article(NAME), **ISBN)
    layout = lay_out(made, MADE)
    assert [d.name for d in made.articles()] == [f"{NAME}-2"]
    assert layout.anchors[NAME] == len(layout.pages) - 1
