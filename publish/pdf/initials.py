"""The first letter of an article, large: standing on its line, or let into two or three lines.

A letter let in reaches from the head of the capitals of the first line to the foot of the last line
beside it. Its size and its place are computed from the measures of the face. It stands in the print
document before its paragraph (``div.initial``), so that the plan of the paragraph knows how much
shorter the lines beside it are. The rest of its word is set in small capitals; who copies or
listens meets the word whole. As French custom wants, an apostrophe is as large as its letter
(« L’ »), and the guillemet that opens a quotation before it keeps the size of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont
from lxml import etree
from weasyprint.formatting_structure import boxes

from publish.article import E, tag, text
from publish.pdf.design import Page
from publish.resources import FONTS

DROPPED, REST, NEXT = "initial dropped", "initial-rest", "initial-next"
"""The classes of a letter that is let in, of the rest of its word, of the word after one that is a
word alone."""
WORD = "data-word"
"""The word that begins with a letter let in, on the letter; what opens the quotation included."""

_FIRST = re.compile(r"([«“‘][\s\u00a0\u202f]?)?([^\W\d_][’']?)")
_REST = re.compile(r"[^\W\d_]*")
_SIGNS = 67
"""The signs of a full line."""


class _Face(NamedTuple):
    """The measures of the text face in em."""

    capitals: float
    ascent: float
    descent: float


@cache
def _face() -> _Face:
    with TTFont(FONTS / "LibertinusSerif-Regular.otf", lazy=True) as font:
        em = font["head"].unitsPerEm
        line = font["hhea"]
        return _Face(font["OS/2"].sCapHeight / em, line.ascent / em, -line.descent / em)


@cache
def _bearing(sign: str) -> float:
    """The white that a letter has on its left, in em."""
    with TTFont(FONTS / "LibertinusSerif-Regular.otf", lazy=True) as font:
        name = font.getBestCmap().get(ord(sign))
        if name is None:
            return 0.0
        pen = BoundsPen(font.getGlyphSet())
        font.getGlyphSet()[name].draw(pen)
        return pen.bounds[0] / font["head"].unitsPerEm if pen.bounds else 0.0


def set_initial(root: etree._Element, lines: int, page: Page) -> None:
    """Set the first letter of an article’s text apart, let into so many lines; 1 lets it stand.

    Only a paragraph begins so; one too short to pass its letter has it standing.
    """
    passed = (e for e in root if tag(e) != "header" and e.get("class") != "epigraph")
    opening = next(passed, None)
    if opening is None or tag(opening) != "p" or opening.get("class"):
        return
    said = opening.text or ""
    first = _FIRST.match(said)
    if first is None:
        return
    quote, letter = first.group(1) or "", first.group(2)
    opening.set("class", "opened")
    if lines == 1 or len(text(opening)) < (lines + 0.5) * _SIGNS:
        apart = E.span({"class": "initial"}, letter.rstrip("’'"))
        apart.tail = said[first.end() - len(letter) + len(letter.rstrip("’'")) :]
        opening.text = quote
        opening.insert(0, apart)
        return
    whole = said[first.end() : first.end() + 1].isspace()
    rest = _REST.match(said, first.end() + whole)
    assert rest is not None
    size, height = _measures(lines, page)
    style = f"font-size: {size:.3f}pt; line-height: {height:.3f}pt"
    style += f"; height: {lines * page.leading - 1:.3f}pt"
    if not quote:
        style += f"; margin-left: {-_bearing(letter[0]) * size:.3f}pt"
    dropped = E.div({"class": DROPPED, "style": style})
    # A letter that is a word of its own is said with the space after it.
    dropped.set(WORD, quote + letter + (" " if whole else rest.group()))
    if quote:
        raised = f"vertical-align: {(lines - 1) * page.leading:.3f}pt"
        dropped.append(E.span({"class": "opening", "style": raised}, quote))
        dropped[0].tail = letter
    else:
        dropped.text = letter
    opening.text = None
    word = E.span({"class": NEXT if whole else REST}, rest.group())
    word.tail = said[rest.end() :]
    opening.insert(0, word)
    opening.addprevious(dropped)


def _measures(lines: int, page: Page) -> tuple[float, float]:
    """The size of a letter let in and the height of its line, in points.

    The line of the letter is so high that its foot stands on that of the last line beside it.
    """
    face = _face()
    body, leading = page.font_size, page.leading
    size = ((lines - 1) * leading + face.capitals * body) / face.capitals
    middle = (face.ascent - face.descent) / 2
    return size, 2 * ((lines - 0.5) * leading + middle * (body - size))


def say_whole(pages: Sequence[Any]) -> None:
    """Note on the boxes of letters let in that they are said with the rest of their word."""
    for page in pages:
        for box in page._page_box.descendants():
            if not isinstance(box, boxes.TextBox) or box.element is None:
                continue
            kind = box.element.get("class")
            if kind == REST:
                box.publish_said = ""
            elif kind == DROPPED:
                box.publish_said = box.element.get(WORD)
            elif kind == "opening":
                box.publish_said = ""
