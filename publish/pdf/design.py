"""The page: its size, its margins, its lines; the stylesheets that apply to a publication."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from publish.publication import Look, Print
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


_SIGN = 0.41
"""The mean width of a character of French text in Libertinus Serif, in em, spaces among them."""
_SIGNS = 67.5
"""The characters aimed at on a line; 60 to 70 are easy to read."""
_MOST_SIGNS = 76
"""The most characters on a line where the editor gives the size of the type."""
_SIZES = (9.0, 12.5)
"""The smallest and the largest type in points."""
_NARROW, _WIDE = 108 * MILLIMETRE, 148 * MILLIMETRE
"""Widths of a pocket book, whose margins are small, and of A5."""


def page(paper: Print) -> Page:
    """The page of a print edition.

    Margins stand in the proportion 9 : 11 inside to outside; together they take 27 % of the width,
    and 23 % of that of a pocket book. The type is sized for 60 to 70 characters a line, on A5 11 on
    14 points over 108 mm. Where the largest type would set more on a line, the margins grow, above
    and below too. The text block holds a whole number of lines, and its foot is higher than its
    head. The editor’s size of the type and leading come first.
    """
    width, height = points(paper.width), points(paper.height)
    wide = min(max((width - _NARROW) / (_WIDE - _NARROW), 0.0), 1.0)
    natural = width * (1 - 25 / 108 - wide * (40 / 148 - 25 / 108))
    low, high = _SIZES
    asked = paper.look.body_size
    font_size = asked or min(max(round(natural / (_SIGN * _SIGNS) * 2) / 2, low), high)
    measure = min(natural, font_size * _SIGN * (_MOST_SIGNS if asked else _SIGNS + 1))
    spare = natural - measure
    inner, outer = ((width - measure) * share for share in (0.45, 0.55))
    leading = max(paper.look.leading or round(font_size * 14 / 11 * 2) / 2, font_size)
    top = height * 0.0865 + spare / 6
    lines = int((height - top - height * 0.112 - spare / 4) // leading)
    return Page(
        width, height, inner, outer, top, height - top - lines * leading, font_size, leading, lines
    )


IMAGE_LINES = 22
"""The greatest height of an image in lines of text, as ``styles/print.css`` has it."""
_PIXELS_PER_INCH = 96
"""The resolution at which CSS sets an image that has room (CSS Images 3, 5.2)."""


FIGURES = {"wide": 1.0, "two-thirds": 0.64, "half": 0.47, "left": 0.47, "right": 0.47} | {
    "third": 0.31
}
"""The widths of figures with a mark, as shares of the measure (``styles/print.css``)."""


def image_width(
    paper: Print, width: int, height: int, marks: Collection[str] = frozenset()
) -> float:
    """The width in points at which print sets an image of so many pixels among the text.

    It is never wider than the measure nor higher than :data:`IMAGE_LINES` lines. ``marks`` are the
    classes of its figure: one that says a width sets the image in it whatever its pixels.
    """
    p = page(paper)
    natural = width * 72 / _PIXELS_PER_INCH
    shares = [share for mark, share in FIGURES.items() if mark in marks]
    if "bleed" in marks:
        bled = 2 * points(paper.bleed)
        return max(p.width + bled, (p.height + bled) * width / height)
    if shares:
        natural = min(shares) * p.measure
    return min(natural, p.measure, IMAGE_LINES * p.leading * width / height)


def geometry(paper: Print) -> str:
    """The CSS of the page itself: its size and margins, and the lengths that stylesheets use."""
    p = page(paper)
    return f"""
@page {{ size: {p.width:.3f}pt {p.height:.3f}pt; bleed: {paper.bleed};
  font: {max(p.font_size * 9 / 11, 7.5):.2f}pt/12pt "Libertinus Serif" }}
@page :right {{ margin: {p.top:.3f}pt {p.outer:.3f}pt {p.bottom:.3f}pt {p.inner:.3f}pt }}
@page :left {{ margin: {p.top:.3f}pt {p.inner:.3f}pt {p.bottom:.3f}pt {p.outer:.3f}pt }}
:root {{
  --font-size: {p.font_size}pt; --line: {p.leading}pt;
  --text-height: {p.lines * p.leading}pt;
  --side: {(p.inner + p.outer) / 2:.3f}pt;
  --bleed: {paper.bleed}; --page-width: {p.width:.3f}pt; --page-height: {p.height:.3f}pt;
}}
"""


def stylesheet(paper: Print) -> str:
    """The CSS of a print edition: fonts, page, the common sheet, the theme, the editor’s choices.

    The editor’s own stylesheet is apart, so that the lines of its faults are those of the file.
    """
    names = ("fonts.css", "cover.css", "print.css", f"themes/{paper.theme}.css")
    sheets = [(STYLES / name).read_text("utf-8") for name in names]
    return geometry(paper) + "\n".join([*sheets, _choices(paper.look)])


_WEIGHTS = {"regular": "400", "semibold": "600"}


def _choices(look: Look) -> str:
    """The custom properties of themes that the editor sets (``styles/print.css`` names them)."""
    chosen = {
        "accent": look.accent,
        "title-size": f"{look.title_size}em" if look.title_size else "",
        "title-align": look.title_align,
        "heading-size": f"{look.heading_size}em" if look.heading_size else "",
        "heading-weight": _WEIGHTS.get(look.heading_weight, ""),
        "indent": look.indent,
    }
    set_ones = "; ".join(f"--{name}: {value}" for name, value in chosen.items() if value)
    return f":root {{ {set_ones} }}\n" if set_ones else ""
