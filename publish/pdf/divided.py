"""Words divided at the end of a line, whole in the text layer.

The piece of a word that ends a line is drawn apart and said as the whole word (ActualText, ISO
32000-1, §14.9.4), the piece that begins the next line is said as nothing: who copies, searches or
listens meets the word undivided.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.text.line_break import create_layout, line_size

from publish.pdf.composition.drawing import NONE, Piece
from publish.pdf.composition.measure import unshaped

HYPHEN = "\u2010"
"""The sign that is added where a word is divided; no text holds it otherwise."""

_LAST_WORD = re.compile(r"[^\s\u00a0\u202f]*$")
_FIRST_WORD = re.compile(r"[^\s\u00a0\u202f]+")


def join_divided(pages: Sequence[Any]) -> None:
    """Split the text boxes of the pages at divided words, and note on the pieces what they say."""
    open_ends: dict[etree._Element, tuple[Any, Any]] = {}
    for page in pages:
        for line in list(_lines(page._page_box)):
            texts = list(_texts(line))
            if not texts or line.element is None:
                continue
            before = open_ends.pop(line.element, None)
            if before is not None:
                texts[0] = _joined(before, texts[0])
            holder, last = texts[-1]
            if last.text.endswith((HYPHEN, "-")):
                open_ends[line.element] = holder, last


def _lines(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        inner = child._box if isinstance(child, AbsolutePlaceholder) else child
        if isinstance(inner, boxes.MarginBox):
            continue
        if isinstance(inner, boxes.LineBox):
            yield inner
        yield from _lines(inner)


def _texts(holder: Any) -> Iterator[tuple[Any, Any]]:
    """The text boxes of a line with the boxes that hold them."""
    for child in holder.children:
        if isinstance(child, boxes.TextBox):
            yield holder, child
        elif isinstance(child, boxes.InlineBox):
            yield from _texts(child)


def _joined(before: tuple[Any, Any], after: tuple[Any, Any]) -> tuple[Any, Any]:
    """Split both boxes; what stands in the place of the second one at the end of its line."""
    (first_holder, first), (second_holder, second) = before, after
    head = _LAST_WORD.search(first.text)
    rest = _FIRST_WORD.match(second.text)
    if head is None or rest is None or not head.group().rstrip(HYPHEN + "-"):
        return after
    if first.text.endswith("-") and not rest.group()[0].isalnum():
        return after
    whole = head.group().removesuffix(HYPHEN) + rest.group()
    ending = _cut(first_holder, first, head.start())[-1]
    ending.publish_said = whole
    beginning, *others = _cut(second_holder, second, rest.end())
    beginning.publish_said = ""
    return second_holder, others[-1] if others else beginning


def _cut(holder: Any, box: Any, at: int) -> list[Any]:
    """The pieces of a text box cut before a character, put in its place."""
    texts = [text for text in (box.text[:at], box.text[at:]) if text]
    if len(texts) == 1:
        return [box]
    parts = box.publish_piece.cut(at) if hasattr(box, "publish_piece") else None
    pieces = []
    x = box.position_x
    for text, wide, part in zip(
        texts, _widths(box, texts, parts), parts or (None, None), strict=True
    ):
        piece = box.copy()
        piece.text, piece.position_x, piece.width = text, x, wide
        piece.pango_layout = unshaped(text, box.style)
        piece.pango_layout.justification_spacing = box.pango_layout.justification_spacing
        if part is not None:
            piece.publish_piece = part
        elif hasattr(box, "publish_piece"):
            del piece.publish_piece
        pieces.append(piece)
        x += wide
    place = next(i for i, child in enumerate(holder.children) if child is box)
    holder.children = [*holder.children[:place], *pieces, *holder.children[place + 1 :]]
    return pieces


def _widths(box: Any, texts: Sequence[str], parts: Sequence[Piece] | None) -> tuple[float, float]:
    """How wide two pieces of a text box are. One of them is a piece of a word."""
    # The piece without spaces tells: nothing is stretched in it but the letters.
    alone = 0 if not any(space in texts[0] for space in " \u00a0") else 1
    if parts is None:
        layout = create_layout(texts[alone], box.style, None, None, 0)
        width, _ = line_size(layout.get_first_line()[0], box.style)
        letters = len(texts[alone])
    else:
        width, letters = parts[alone].width, parts[alone].letters
    spread = getattr(box, "publish_spread", NONE)
    wide = float(width * (1 + spread.scale) + letters * spread.track)
    return (wide, box.width - wide) if alone == 0 else (box.width - wide, wide)
