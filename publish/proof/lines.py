"""The lines of the print edition as they were laid out: where they stand, what is in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from publish.pdf.composition.drawing import NONE

Rectangle = tuple[float, float, float, float]

NATURAL = 0.25
"""The width of a space of the text face that nothing stretches, in em."""
_POINTS = 0.75
"""Points in a CSS pixel, the unit of the layout."""


@dataclass(frozen=True)
class Line:
    """One line of a block; lengths in points from the top left corner of its page.

    ``page`` counts from 0. ``box`` is left, top, right, bottom of what is set; ``right`` the end of
    the measure; ``em`` the size of the type. ``space`` is how wide the spaces are, as a multiple of
    the natural one. ``element`` is the block of the print document that holds the line.
    """

    page: int
    text: str
    box: Rectangle
    right: float
    em: float
    space: float
    element: etree._Element


def printed_lines(pages: Sequence[Any]) -> Iterator[Line]:
    """The lines of text of laid out pages in the order of the boxes, without heads and feet.

    The head of a table that goes on is said again on each page, and counts on the first alone.
    """
    heads: set[object] = set()
    for number, page in enumerate(pages):
        for child in page.children:
            if not isinstance(child, boxes.MarginBox):
                yield from _lines(number, child, page, heads)


def _lines(page: int, box: Any, holder: Any, heads: set[object]) -> Iterator[Line]:
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    if isinstance(box, boxes.TableRowGroupBox) and box.is_header:
        if box.element in heads:
            return
        heads.add(box.element)
    if isinstance(box, boxes.LineBox):
        texts = list(_texts(box))
        if texts and box.element is not None and not (box.element_tag or "").endswith("marker"):
            yield _line(page, box, texts, holder)
    for child in getattr(box, "children", ()):
        yield from _lines(page, child, box, heads)


def _texts(holder: Any) -> Iterator[Any]:
    for child in holder.children:
        if isinstance(child, boxes.TextBox):
            yield child
        elif isinstance(child, boxes.InlineBox) and not child.is_leader:
            yield from _texts(child)


def _line(page: int, box: Any, texts: Sequence[Any], holder: Any) -> Line:
    left = min(text.position_x for text in texts)
    right = max(text.position_x + text.width for text in texts)
    corners = (left, box.position_y, right, box.position_y + box.height)
    x0, y0, x1, y1 = (corner * _POINTS for corner in corners)
    end = (holder.content_box_x() + holder.width) * _POINTS
    seen = [_space(text) for text in texts if " " in text.text or "\u00a0" in text.text]
    space = max(seen, default=1.0)
    em = box.style["font_size"] * _POINTS
    said = "".join(text.text for text in texts)
    return Line(page, said, (x0, y0, x1, y1), end, em, space, box.element)


def _space(text: Any) -> float:
    """How wide the spaces of a text box look, as a multiple of the natural one."""
    natural = NATURAL * text.style["font_size"]
    spread = getattr(text, "publish_spread", NONE)
    wide = (natural + text.justification_spacing) * (1 + spread.scale)
    # Where letters are set apart, a space stands between two of their distances.
    return float((wide + 2 * spread.track) / natural)
