"""Books of every size: text within the margins, whole lines, on one grid over facing pages."""

from __future__ import annotations

from statistics import mean

import pymupdf
import pytest

from publish.article import E
from publish.pdf.design import page
from publish.pdf.layout import lay_out
from publish.publication import Print
from publish.settings import page_size
from tests.books import MADE, SENTENCE, article, edition

FORMATS = ("A5", "A4", "148 × 210 mm", "Royal", "poche", "120mm x 190mm")
TITLE = "Une enquête, très longue, sur les ports de la côte et sur tous ceux qui y vivent"
DRAWN = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_IGNORE_ACTUALTEXT
Line = tuple[float, float, float, str]
"""Left, right, baseline, text."""


def drawn(sheet: pymupdf.Page) -> list[Line]:
    """The lines of a page, those in pieces put together."""
    lines: dict[float, Line] = {}
    for block in sheet.get_text("dict", flags=DRAWN)["blocks"]:
        for span in (s for line in block.get("lines", ()) for s in line["spans"]):
            x0, _, x1, _ = span["bbox"]
            y = round(span["origin"][1], 1)
            left, right, _, said = lines.get(y, (x0, x1, y, ""))
            lines[y] = (min(left, x0), max(right, x1), y, said + span["text"])
    return sorted(lines.values(), key=lambda line: line[2])


@pytest.mark.parametrize("theme", ["livre", "revue"])
@pytest.mark.parametrize("name", FORMATS)
def test_a_book_of_this_size(name: str, theme: str) -> None:
    paper = Print(*page_size(name), theme=theme, recto_openings=False)
    wanted = page(paper)
    prose = [E.p(SENTENCE * n) for n in (9, 4, 14, 1, 7, 11, 3) * 4]
    made = edition(article("ports", *prose, title=TITLE), print=paper)
    layout = lay_out(made, MADE)
    assert layout.diagnostics == []
    first = layout.anchors["ports"]
    lengths: list[int] = []
    grids: set[float] = set()
    with pymupdf.open(stream=layout.write(), filetype="pdf") as pdf:
        inner = range(first + 1, layout.anchors["colophon"] - 1)
        assert len(inner) >= 2
        for number in inner:
            zones = layout.pages[number]
            recto = number % 2 == 0
            left, right = (wanted.inner, wanted.outer) if recto else (wanted.outer, wanted.inner)
            assert (zones.top, zones.bottom) == (
                pytest.approx(wanted.top, abs=0.1),
                pytest.approx(wanted.height - wanted.bottom, abs=0.1),
            )
            lines = drawn(pdf[number])
            for x0, x1, _, said in lines:
                hung = 0.75 * wanted.font_size  # hyphens and points stand beyond the edge
                assert left - hung <= x0, said
                assert x1 <= wanted.width - right + hung, said
            text = [line for line in lines if zones.top < line[2] < zones.bottom]
            assert wanted.lines - 1 <= len(text) <= wanted.lines  # one less keeps two together
            for _, _, y, said in text:
                step = (y - zones.top) / wanted.leading
                grids.add(round(step % 1, 1))
                assert abs(step % 1 - (text[0][2] - zones.top) / wanted.leading % 1) < 0.02, said
            full = [line for line in text if line[1] - line[0] > 0.98 * wanted.measure]
            lengths += [len(line[3].strip()) for line in full]
    assert len(grids) == 1
    assert 60 <= mean(lengths) <= 70
