"""The page: its measures and its lines."""

from __future__ import annotations

import pytest

from publish.pdf.design import page, points, stylesheet
from publish.publication import Print
from publish.settings import FORMATS, THEMES

MM = 72 / 25.4


def test_a5() -> None:
    a5 = page(Print())
    assert a5.width == pytest.approx(148 * MM)
    assert a5.height == pytest.approx(210 * MM)
    assert a5.measure == pytest.approx(108 * MM)
    assert (a5.inner, a5.outer) == (pytest.approx(18 * MM), pytest.approx(22 * MM))
    assert (a5.font_size, a5.leading) == (11, 14)


@pytest.mark.parametrize("name", FORMATS)
def test_every_page_holds_whole_lines_and_its_foot_is_the_largest_margin(name: str) -> None:
    width, height = FORMATS[name]
    made = page(Print(width, height))
    text = made.height - made.top - made.bottom
    assert text == pytest.approx(made.lines * made.leading)
    assert made.bottom > made.top
    assert made.bottom < made.top + 2 * made.leading + made.height * 0.03
    assert made.inner * 11 == pytest.approx(made.outer * 9)
    assert 9 <= made.font_size <= 12.5
    assert 1.2 < made.leading / made.font_size < 1.35
    assert (made.leading * 2).is_integer()


@pytest.mark.parametrize(
    ("length", "expected"), [("1in", 72), ("2.54cm", 72), ("25.4mm", 72), ("11.5pt", 11.5)]
)
def test_lengths(length: str, expected: float) -> None:
    assert points(length) == pytest.approx(expected)


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_comes_last_in_the_sheet(theme: str) -> None:
    sheet = stylesheet(Print(theme=theme))
    assert sheet.index("@page {") < sheet.index("@font-face") < sheet.index(f"/* {theme}:")
