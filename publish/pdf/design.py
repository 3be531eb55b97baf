"""The page: its size, its margins, its lines; the stylesheets that apply to a publication."""

from __future__ import annotations

import re
from dataclasses import dataclass

from publish.publication import Print
from publish.resources import STYLES

MILLIMETRE = 72 / 25.4
"""In points."""
_POINTS = {"mm": MILLIMETRE, "cm": 72 / 2.54, "in": 72.0, "pt": 1.0}


@dataclass(frozen=True)
class Page:
    """A page, all measures in points: margins of the recto, size of the type, leading, lines."""

    width: float
    height: float
    inner: float
    outer: float
    top: float
    bottom: float
    font_size: float
    leading: float
    lines: int

    @property
    def measure(self) -> float:
        """The length of a full line."""
        return self.width - self.inner - self.outer


def points(length: str) -> float:
    """A CSS length (mm, cm, in, pt) in points."""
    number, unit = re.fullmatch(r"([\d.]+)(mm|cm|in|pt)", length).groups()  # type: ignore[union-attr]
    return float(number) * _POINTS[unit]


def page(paper: Print) -> Page:
    """The page of a print edition.

    Margins stand in the proportion 4 : 5 inside to outside, the text block starts at two
    twenty-fifths of the height and holds a whole number of lines, so that the foot is the largest
    margin. On A5 this gives 18 and 22 mm, and a measure of 108 mm for type of 11 on 14 points;
    wider pages take larger type to keep 60 to 70 characters a line.
    """
    width, height = points(paper.width), points(paper.height)
    inner, outer = width * 18 / 148, width * 22 / 148
    measure = width - inner - outer
    font_size = min(max(round(measure / 306 * 11 * 2) / 2, 9.0), 12.5)
    leading = round(font_size * 14 / 11 * 2) / 2
    top = height * 0.0865
    lines = int((height - top - height * 0.112) // leading)
    return Page(
        width, height, inner, outer, top, height - top - lines * leading, font_size, leading, lines
    )


IMAGE_LINES = 22
"""The greatest height of an image in lines of text, as ``styles/print.css`` has it."""
_PIXELS_PER_INCH = 96
"""The resolution at which CSS sets an image that has room (CSS Images 3, 5.2)."""


def image_width(paper: Print, width: int, height: int) -> float:
    """The width in points at which print sets an image of so many pixels among the text.

    It is never wider than the measure nor higher than :data:`IMAGE_LINES` lines.
    """
    p = page(paper)
    natural = width * 72 / _PIXELS_PER_INCH
    return min(natural, p.measure, IMAGE_LINES * p.leading * width / height)


def geometry(paper: Print) -> str:
    """The CSS of the page itself: its size and margins, and the lengths that stylesheets use."""
    p = page(paper)
    return f"""
@page {{ size: {p.width:.3f}pt {p.height:.3f}pt; bleed: {paper.bleed} }}
@page :right {{ margin: {p.top:.3f}pt {p.outer:.3f}pt {p.bottom:.3f}pt {p.inner:.3f}pt }}
@page :left {{ margin: {p.top:.3f}pt {p.inner:.3f}pt {p.bottom:.3f}pt {p.outer:.3f}pt }}
:root {{
  --font-size: {p.font_size}pt; --line: {p.leading}pt;
  --text-height: {p.lines * p.leading}pt;
  --bleed: {paper.bleed}; --page-width: {p.width:.3f}pt; --page-height: {p.height:.3f}pt;
}}
"""


def stylesheet(paper: Print) -> str:
    """The CSS of a print edition: fonts, page, the common sheet, the theme."""
    names = ("fonts.css", "cover.css", "print.css", f"themes/{paper.theme}.css")
    return geometry(paper) + "\n".join((STYLES / name).read_text("utf-8") for name in names)
