"""Blocks as a book wants them: on the grid of lines, figures whole, titles balanced.

Three custom properties of the stylesheet ask for it, for which CSS has names that WeasyPrint does
not know yet (``block-step``, ``text-wrap: balance``). Custom properties are inherited; a block
counts as asking where the block that holds it does not.

- ``--grid: snap``: what follows the block stands on a line of the grid (``--line``) that begins at
  the head of each page, so that the lines of facing pages stand side by side. ``center`` puts what
  has to be added half above the content.
- ``--wrap: balance``: the lines of the block are about as long as each other, and end where the
  sense allows it (:mod:`publish.pdf.line_ends`).

A figure that floats, beside the text or where an editor’s stylesheet lets it, is set in one piece:
its picture is never apart from its caption. Where its page has no room for it, the text goes on,
and the figure stands at the head of the next page; one of the class :data:`KEPT` takes the text
with it instead. The margins of what begins a page are dropped (CSS Fragmentation 3, 5.2). Written
against WeasyPrint 70; nothing else knows of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from math import inf
from typing import Any

from weasyprint.css.properties import Dimension
from weasyprint.formatting_structure import boxes
from weasyprint.layout import block
from weasyprint.layout import page as paging

from publish.pdf.design import points
from publish.pdf.line_ends import bound

KEPT = "kept"
"""The class of a figure that stands where it is: too little text of its article comes after it."""

_PIXEL = 0.75
"""Points in a CSS pixel."""
_ROUNDING = 0.01
"""Pixels that are no distance."""
_WIDE = 0.8
"""No words of a title are on the average wider than this to the letter, in em: capitals are."""
_HALVINGS = 7
"""How often the width of a balanced title is halved: to a hundredth of the measure."""


class _Setting:
    def __init__(self) -> None:
        self.theirs: dict[str, Callable[..., Any]] = {
            name: getattr(module, name) for module, name in _REPLACED
        }

    def block_level_layout(
        self,
        context: Any,
        box: Any,
        bottom_space: float,
        skip_stack: Any,
        containing_block: Any,
        page_is_empty: bool = True,
        absolute_boxes: Any = None,
        fixed_boxes: Any = None,
        adjoining_margins: Any = None,
        *others: Any,
        **named: Any,
    ) -> Any:
        """A block, balanced and on the grid where it asks for it."""
        if page_is_empty and not adjoining_margins and _at_head(context, box):
            # The engine drops the margins below a page break only where another one meets them.
            adjoining_margins = [0]
            # It takes every page with a name for one that was forced.
            context.forced_break = context.page_maker[context.current_page - 1][1]["break"] != "any"
        layout = self.theirs["block_level_layout"]
        if _own(box, containing_block, "__wrap") == "balance" and skip_stack is None:
            self._balance(context, box, containing_block)
        broken = tuple(context.broken_out_of_flow)
        result = layout(
            context,
            box,
            bottom_space,
            skip_stack,
            containing_block,
            page_is_empty,
            absolute_boxes,
            fixed_boxes,
            adjoining_margins,
            *others,
            **named,
        )
        if result[0] is None:
            # The block is set anew on the next page, and its figures with it.
            for figure in context.broken_out_of_flow.keys() - broken:
                del context.broken_out_of_flow[figure]
        if not page_is_empty and _ends_before_its_figure(box, result[0], result[1]):
            # For a float the engine looks for an earlier break in the same block alone.
            block.remove_placeholders(context, [result[0]], absolute_boxes, fixed_boxes)
            return None, None, {"break": "any", "page": None}, [], False, result[-1]
        asked = _own(box, containing_block, "__grid")
        if asked in ("snap", "center") and result[0] is not None and result[1] is None:
            _snap(context, result[0], bottom_space, centred=asked == "center")
        return result

    def float_layout(
        self,
        context: Any,
        box: Any,
        containing_block: Any,
        absolute: Any,
        fixed: Any,
        bottom_space: float,
        skip_stack: Any,
    ) -> Any:
        """A floating block; a figure stands whole on its page, or at the head of the next one."""
        layout = self.theirs["float_layout"]
        if box.element_tag != "figure":
            return layout(context, box, containing_block, absolute, fixed, bottom_space, skip_stack)
        if _at_head(context, box) and _said(box, "__grid") != "none":
            box.style = box.style.copy()
            box.style["margin_top"] = Dimension(0, "px")
        if skip_stack is not None:
            # It comes from a page with other margins.
            containing_block = containing_block.copy()
            edge = context.current_footnote_area.page.content_box_x()
            containing_block.position_x = box.position_x = edge
        figure, _ = layout(context, box, containing_block, absolute, fixed, -inf, None)
        if _said(box, "__grid") != "none":
            _snap(context, figure, bottom_space, centred=True)
        bottom = figure.position_y + figure.margin_top + figure.border_height()
        if not context.overflows_page(bottom_space, bottom) or _at_head(context, figure):
            return figure, None
        if KEPT in (box.element.get("class") or "").split():
            # The engine breaks the page before what is too high, and does not count margins.
            figure.height += figure.margin_top
            return figure, None
        context.excluded_shapes.remove(figure)
        block.remove_placeholders(context, [figure], absolute, fixed)
        return _nothing(figure), {0: None}

    def _balance(self, context: Any, box: Any, containing_block: Any) -> None:
        """Pad a block so far that its lines are as even as their number allows."""
        if getattr(box, "publish_balanced", None) == containing_block.width:
            return
        box.publish_balanced = containing_block.width
        if any(inner.footnote for inner in box.descendants()):
            return  # setting it twice would set its notes twice
        if _is_one_line(box, containing_block):
            return
        plain = box.style
        lines = self._lines(context, box, containing_block)
        if lines < 2:
            return
        texts = [(t, t.text) for t in box.descendants() if isinstance(t, boxes.TextBox)]
        for inner, said in texts:
            if str(inner.style["lang"] or "").startswith("fr"):
                inner.text = bound(said)
        if self._lines(context, box, containing_block) > lines:
            # Lines that end as they fall are better than one more.
            for inner, said in texts:
                inner.text = said
        low, high = 0.0, float(containing_block.width) / 2
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            box.style = _padded(plain, middle)
            if self._lines(context, box, containing_block) > lines:
                high = middle
            else:
                low = middle
        box.style = _padded(plain, low)

    def _lines(self, context: Any, box: Any, containing_block: Any) -> int:
        """How many lines a block takes; it stands as before."""
        place = box.position_x, box.position_y
        laid = self.theirs["block_level_layout"](context, box, -inf, None, containing_block)[0]
        box.position_x, box.position_y = place
        return sum(isinstance(child, boxes.LineBox) for child in laid.children)


def _ends_before_its_figure(box: Any, laid: Any, resume_at: Any) -> bool:
    """Whether a page would end with a heading, since the figure that floats behind it goes on."""
    if laid is None or not resume_at or not laid.children:
        return False
    ((index, place),) = resume_at.items()
    following = box.children[index] if place is None and index < len(box.children) else None
    floats = following is not None and following.element_tag == "figure" and following.is_floated()
    return floats and laid.children[-1].style["break_after"] == "avoid"


def _is_one_line(box: Any, containing_block: Any) -> bool:
    """Whether a block is so short that one line holds it for certain: it need not be tried."""
    texts = [inner for inner in box.descendants() if isinstance(inner, boxes.TextBox)]
    widest = sum(len(inner.text) * inner.style["font_size"] for inner in texts) * _WIDE
    return widest < containing_block.width and not any("\n" in inner.text for inner in texts)


_REPLACED: Sequence[tuple[Any, str]] = (
    (block, "block_level_layout"),
    (block, "float_layout"),
    (paging, "float_layout"),
)


def _nothing(figure: Any) -> Any:
    """What stands in the place of a figure that goes to the next page: a box without height."""
    empty = figure.copy_with_children([])
    empty.style = figure.style.copy()
    # Nothing has to wait for it, and nothing leads to it.
    empty.style["float"], empty.style["anchor"] = "none", None
    # A heading before it stays with the text behind it.
    empty.style["break_after"] = "avoid"
    empty.height = 0
    for name in ("margin_top", "margin_bottom", "padding_top", "padding_bottom"):
        setattr(empty, name, 0)
    return empty


def _at_head(context: Any, box: Any) -> bool:
    page = context.current_footnote_area.page
    return bool(abs(box.position_y - page.content_box_y()) < _ROUNDING)


def _own(box: Any, containing_block: Any, name: str) -> str:
    """What a block asks for with a custom property that the block around it does not have."""
    said = _said(box, name)
    return "" if said == _said(containing_block, name) else said


def _said(box: Any, name: str) -> str:
    tokens = getattr(box, "style", {})[name] if hasattr(box, "style") else ()
    return next((str(t.value) for t in tokens or () if getattr(t, "type", "") == "ident"), "")


def _padded(style: Any, width: float) -> Any:
    """The style of a block whose lines end ``width`` pixels early, on both sides where centred."""
    copy = style.copy()
    sides = ["right"] if style["text_align_all"] != "center" else ["left", "right"]
    for side in sides:
        copy[f"padding_{side}"] = Dimension(width / len(sides), "px")
    return copy


def _snap(context: Any, box: Any, bottom_space: float, *, centred: bool) -> None:
    """Make a block higher until it ends on the grid, or at the foot of the page."""
    line = next((t for t in box.style["__line"] or () if t.type == "dimension"), None)
    if line is None:
        return
    height = points(f"{line.value}{line.unit}") / _PIXEL
    top = context.current_footnote_area.page.content_box_y()
    bottom = box.position_y + box.margin_top + box.border_height()
    more = (top - bottom) % height
    if more < _ROUNDING or height - more < _ROUNDING:
        return
    more = min(more, max(context.page_bottom - bottom_space - bottom, 0))
    box.height += more
    if centred:
        for child in box.children:
            child.translate(0, more / 2)


@contextmanager
def setting() -> Iterator[None]:
    """While this is in force, blocks are set as their custom properties ask."""
    ours = _Setting()
    for module, name in _REPLACED:
        setattr(module, name, getattr(ours, name))
    try:
        yield
    finally:
        for module, name in _REPLACED:
            setattr(module, name, ours.theirs[name])
