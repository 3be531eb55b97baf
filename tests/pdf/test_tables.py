"""Tables longer than a page, and wider than the measure."""

from __future__ import annotations

import re
from pathlib import Path

import pymupdf
from lxml import etree
from weasyprint.formatting_structure.boxes import TextBox

from publish.article import E
from publish.pdf.layout import Layout, lay_out
from publish.proof.articles import Conservation
from publish.proof.conservation import hold_pdf
from publish.publication import Print
from tests.books import MADE, SENTENCE, article, edition
from tests.judges import structure, verapdf

PAPER = Print(recto_openings=False)


def table(rows: int, *heads: str, cell: str = "") -> etree._Element:
    head = E.tr(*(E.th({"scope": "col"}, name) for name in heads))
    body = [E.tr(*(E.td(cell or f"{name} {n}") for name in heads)) for n in range(rows)]
    return E.table(E.caption("Tous les phares"), E.thead(head), E.tbody(*body))


def laid(made: etree._Element) -> tuple[Layout, bytes]:
    book = edition(article("ports", E.p(SENTENCE), made, E.p(SENTENCE)), print=PAPER)
    layout = lay_out(book, MADE)
    data = layout.write()
    proof = Conservation()
    hold_pdf(book, layout, data, proof)
    assert proof.differences == []
    return layout, data


def test_the_heads_of_a_long_table_are_said_on_each_page_and_read_once(tmp_path: Path) -> None:
    layout, data = laid(table(200, "Nom", "Lieu"))
    path = tmp_path / "book.pdf"
    path.write_bytes(data)
    with pymupdf.open(path) as pdf:
        pages = [p.get_text() for p in pdf if re.search(r"Nom \d+", p.get_text())]
    assert len(pages) >= 7
    assert all("Nom\nLieu" in said for said in pages)
    assert "Tous les phares" in pages[0]
    tree = structure(path)
    rows = re.findall(r"^ *TR\b", tree, flags=re.MULTILINE)
    assert len(rows) == 201
    assert len(re.findall(r"^ *TH\b", tree, flags=re.MULTILINE)) == 2
    assert len(re.findall(r"^ *Table\b", tree, flags=re.MULTILINE)) == 1
    assert sum(bool(p.repeated) for p in layout.pages) == len(pages) - 1
    assert verapdf(path) == []
    assert verapdf(path, "2a") == []


def test_no_row_is_cut() -> None:
    layout, _ = laid(table(60, "Nom", "Lieu", cell=SENTENCE))
    seen: dict[object, int] = {}
    for number, page in enumerate(layout.boxes):
        for box in page.descendants():
            if box.element_tag == "tr" and box.element.getparent().tag != "thead":
                assert seen.setdefault(box.element, number) == number


def test_short_tables_stand_on_one_page() -> None:
    for before in range(3, 8):
        paragraphs = [E.p(SENTENCE * 3) for _ in range(before)]
        book = edition(article("ports", *paragraphs, table(10, "Nom", "Lieu")), print=PAPER)
        layout = lay_out(book, MADE)
        holding = [
            number
            for number, page in enumerate(layout.boxes)
            if any(b.element_tag in ("td", "caption") for b in page.descendants())
        ]
        assert len(holding) == 1


def test_wide_tables_stay_within_the_measure() -> None:
    layout, _ = laid(table(3, *[f"Particularit{n}" for n in range(9)], cell="réglementation"))
    # Words that no rule divides are cut anywhere, and miss nowhere.
    laid(table(2, *[f"Nom{n}" for n in range(8)], cell="XKCDQWRTZPSDFGHJKLMNBVCXZQWRT"))
    for page in layout.boxes:
        for box in page.descendants():
            if isinstance(box, TextBox) and box.element_tag in ("td", "th"):
                assert box.position_x + box.width <= page.content_box_x() + page.width + 1
