"""The touch on WeasyPrint: its lines end where the paragraph’s plan says. Nothing else knows of it.

WeasyPrint takes a line at a time (``layout/inline.py``): ``get_next_linebox`` fills one through
``split_inline_box`` and ``split_text_box``, ``text_align`` spreads it. While :func:`composing` is
in force these four are ours; ``_linebox_layout`` (``layout/block.py``) is asked again when a page
would end with a hyphen, ``draw_text`` (``draw/__init__.py``) draws what was measured, and where
only Pango can, ``draw_first_line`` (``draw/text.py``) widens its letters. A paragraph that cannot
be planned is left to the functions of WeasyPrint. Written against WeasyPrint 70.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import inf
from typing import Any

from weasyprint import draw
from weasyprint.draw import text as drawing
from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, inline
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.matrix import Matrix
from weasyprint.text.line_break import strut

from publish.pdf.composition.breaking import Cost, choose, giving
from publish.pdf.composition.drawing import NONE, Drawer, Piece, Spread
from publish.pdf.composition.measure import measure, measured_once, unshaped
from publish.pdf.composition.paragraph import (
    Break,
    Hyphenate,
    Leaf,
    Paragraph,
    UnplannableError,
    read,
)

PROPERTY = "__text_wrap"
"""The custom property ``--text-wrap`` of the stylesheet; ``pretty`` asks for planned lines."""

_FOOT_TRIES = 3


@dataclass
class Tally:
    """How many paragraphs were planned, and how many were left to the engine’s own breaking."""

    planned: int = 0
    left: int = 0


@dataclass(frozen=True)
class _Line:
    """A planned line: where it begins and ends, what hangs out of it on the left, its length."""

    start: int
    end: Break
    left: float
    length: float
    is_last: bool


@dataclass
class _Plan:
    """The lines of a paragraph by the character where each begins."""

    paragraph: Paragraph
    leaves: dict[int, Leaf]
    in_flow: bool
    """Whether nothing among the boxes of the paragraph floats or is positioned."""
    lines: dict[int, _Line] = field(default_factory=dict)
    tops: dict[int, float] = field(default_factory=dict)
    """Where the lines beside floats were meant to stand."""

    def choose(
        self, start: int, lengths: Sequence[float], cost: Cost, whole: Collection[int] = ()
    ) -> None:
        """Plan the lines from the character ``start`` on; none when that cannot be.

        ``lengths`` are those of the lines in pixels, the last one that of all others.
        """
        paragraph, em = self.paragraph, self.paragraph.em
        figures, first = paragraph.breaks(start)
        origin = (paragraph.places[start] / em, paragraph.spaces_before(start), start)
        chosen = choose(figures, [n / em for n in lengths], cost, start=origin, whole=whole)
        left, last = 0.0, len(paragraph.possible) - 1
        for count, number in enumerate(chosen or ()):
            end = paragraph.at(first + number)
            length = lengths[min(count, len(lengths) - 1)]
            self.lines[start] = _Line(start, end, left, length, first + number == last)
            start, left = end.resume, end.left


class _Composer:
    def __init__(self, hyphenate: Hyphenate, cost: Cost):
        self.hyphenate, self.cost, self.tally = hyphenate, cost, Tally()
        self.plan: _Plan | None = None
        self.line: _Line | None = None
        self.drawer = Drawer()
        self.strut = _strut
        self.theirs: dict[str, Callable[..., Any]] = {
            name: getattr(module, name) for module, name in _REPLACED
        }

    # --- planning ---------------------------------------------------------------------------------

    def get_next_linebox(
        self,
        context: Any,
        linebox: Any,
        position_y: float,
        bottom_space: float,
        skip_stack: Any,
        containing_block: Any,
        *others: Any,
    ) -> Any:
        """A line filled as planned. ``others`` end with the styles of first letter and line."""
        outer = self.plan, self.line
        self.plan = self.line = None
        if others[-1] is None and others[-2] is None and _asks(linebox):
            linebox.position_y = position_y
            self._look_up(context, linebox, skip_stack, containing_block)
        try:
            if self.plan is not None and self.line is not None and not context.excluded_shapes:
                leaf = _only_leaf(self.plan, self.line, linebox, skip_stack)
                if leaf is not None:
                    return self._filled(context, linebox, leaf, containing_block)
            line, resume_at = self.theirs["get_next_linebox"](
                context, linebox, position_y, bottom_space, skip_stack, containing_block, *others
            )
            if line is not None and self.line is not None:
                line.publish_plan = self.plan, self.line
            return line, resume_at
        finally:
            self.plan, self.line = outer

    def _look_up(self, context: Any, linebox: Any, skip_stack: Any, containing: Any) -> None:
        beside = bool(context.excluded_shapes)
        plans = linebox.__dict__.setdefault("publish_plans", {})
        key = (containing.width, beside)
        if key not in plans:
            plans[key] = self._plan(context, linebox, containing)
        plan: _Plan | None = plans[key]
        start = None if plan is None else _character(plan.paragraph, skip_stack)
        if plan is None or start is None:
            return
        top = linebox.position_y
        if start not in plan.lines or (beside and abs(plan.tops.get(start, -inf) - top) > 0.01):
            plan.choose(start, _lengths(context, linebox, containing), self.cost)
            if beside:
                _stand(plan, start, top, _strut(linebox.style)[0])
        self.line = plan.lines.get(start)
        self.plan = plan if self.line else None

    def _plan(self, context: Any, linebox: Any, containing: Any) -> _Plan | None:
        if "publish_paragraph" not in linebox.__dict__:
            linebox.publish_paragraph = self._read(context, linebox, containing)
        paragraph: Paragraph | None = linebox.publish_paragraph
        if paragraph is None:
            return None
        leaves = {id(leaf.box): leaf for leaf in paragraph.leaves}
        in_flow = all(child.is_in_normal_flow() for child in linebox.children)
        return _Plan(paragraph, leaves, in_flow)

    def _read(self, context: Any, linebox: Any, containing: Any) -> Paragraph | None:
        try:
            paragraph = read(linebox, containing, context, self.hyphenate, self.cost)
        except UnplannableError:
            self.tally.left += 1
            return None
        self.tally.planned += 1
        return paragraph

    # --- filling a line ---------------------------------------------------------------------------

    def split_inline_box(
        self, context: Any, box: Any, position_x: float, max_x: float, *others: Any
    ) -> Any:
        """What stands on the line; a planned line ends by its plan, and is spread at once."""
        if self.plan is None or self.line is None:
            return self.theirs["split_inline_box"](context, box, position_x, max_x, *others)
        line, *rest = self.theirs["split_inline_box"](context, box, position_x, inf, *others)
        if isinstance(box, boxes.LineBox):
            planned, indent = self.line, box.text_indent
            width = line.width - indent
            gap = planned.length + planned.left + planned.end.right - width
            if gap < 0 or not planned.is_last:
                _spread(line, _given(line, width, gap, self.cost, self.plan.paragraph.em))
            # What hangs out of the measure must not push the line below a float.
            line.width = min(line.width, planned.length + indent)
        return line, *rest

    def split_text_box(
        self, context: Any, box: Any, available_width: Any, skip: int, is_line_start: bool = True
    ) -> Any:
        """The part of a text box that stands on the line: the box, where to go on, ``False``."""
        leaf = self.plan.leaves.get(id(box)) if self.plan is not None else None
        if leaf is None or self.line is None:
            return self.theirs["split_text_box"](
                context, box, available_width, skip, is_line_start=is_line_start
            )
        end, text = self.line.end, leaf.text
        begin = len(text.encode()[:skip].decode())
        if begin >= len(text):
            return None, None, False
        stop = min(max(end.content - leaf.first, begin), len(text))
        here = not self.line.is_last and end.resume <= leaf.end
        new = None
        if stop > begin:
            divided = end.hyphen if here else 0.0
            new = _cut(context, box, leaf, begin, stop, divided)
        return new, len(text[: end.resume - leaf.first].encode()) if here else None, False

    def _filled(self, context: Any, linebox: Any, leaf: Leaf, containing: Any) -> Any:
        """The planned line whose text stands in one box, as WeasyPrint’s functions would make it.

        Nothing stands beside it, nothing hangs on it: most lines of a book are such.
        """
        assert self.plan is not None
        assert self.line is not None
        planned, indent, top = self.line, linebox.text_indent, linebox.position_y
        begin, stop = planned.start - leaf.first, planned.end.content - leaf.first
        text = _cut(context, leaf.box, leaf, begin, stop, planned.end.hyphen)
        line = linebox.copy_with_children([text])
        line.position_x = containing.content_box_x() - planned.left
        text.position_x = line.position_x + indent
        gap = planned.length + planned.left + planned.end.right - text.width
        if gap < 0 or not planned.is_last:
            _spread(text, _given(line, text.width, gap, self.cost, self.plan.paragraph.em))
        line.width = min(text.width, planned.length) + indent
        # The strut and the text stand on one baseline.
        height, baseline = _strut(linebox.style)
        line.baseline = max(baseline, text.baseline)
        below = max(height - baseline, text.margin_height() - text.baseline)
        line.height = line.baseline + below
        line.margin_top = line.margin_bottom = 0
        line.position_y, text.position_y = top, top + line.baseline - text.baseline
        line.publish_plan = self.plan, planned
        if planned.is_last:
            return line, None
        resume = len(leaf.text[: planned.end.resume - leaf.first].encode())
        return line, {leaf.path[0]: {resume: None}}

    # --- placing a line ---------------------------------------------------------------------------

    def text_align(self, context: Any, line: Any, available_width: float, last: bool) -> float:
        """How far a line moves to the right: a planned one fills its measure already."""
        if self.line is None:
            return float(self.theirs["text_align"](context, line, available_width, last))
        return -self.line.left

    def draw_text(
        self, stream: Any, textbox: Any, offset_x: Any, overflow: Any, ellipsis: Any = "none"
    ) -> None:
        """Draw a text with its letters as wide and as far apart as its line wants them."""
        piece: Piece | None = getattr(textbox, "publish_piece", None)
        style = textbox.style
        if (
            piece is not None
            and overflow != "ellipsis"
            and ellipsis == "none"
            and style["text_decoration_line"] == "none"
            and style["visibility"] == "visible"
        ):
            stream.set_color(style["color"])
            if self.drawer.draw(stream, textbox, piece, textbox.publish_spread):
                return
        self.theirs["draw_text"](stream, textbox, offset_x, overflow, ellipsis)

    def draw_first_line(
        self, stream: Any, textbox: Any, overflow: Any, ellipsis: Any, matrix: Any
    ) -> Any:
        """The same where Pango has to shape the text again."""
        spread: Spread = getattr(textbox, "publish_spread", NONE)
        track = spread.track / (1 + spread.scale)
        if track:
            stream.stream.append(f"{track:.4f} Tc".encode())
        matrix = Matrix(a=1 + spread.scale) @ matrix
        emojis = self.theirs["draw_first_line"](stream, textbox, overflow, ellipsis, matrix)
        if track:
            stream.stream.append(b"0 Tc")
        return emojis

    # --- the foot of the page ---------------------------------------------------------------------

    def _linebox_layout(
        self, context: Any, box: Any, index: int, child: Any, new_children: list[Any], *others: Any
    ) -> Any:
        """The lines of a paragraph on this page; planned again when the last one is divided."""
        kept = len(new_children)
        layout = self.theirs["_linebox_layout"]
        result = layout(context, box, index, child, new_children, *others)
        replanned: dict[int, tuple[_Plan, dict[int, _Line]]] = {}
        for _ in range(_FOOT_TRIES):
            abort, stop, *_, notes, _ = result
            lines = new_children[kept:]
            if abort or not stop or notes or not _may_be_planned_again(lines):
                break
            plan, first = lines[0].publish_plan
            replanned.setdefault(id(plan), (plan, dict(plan.lines)))
            lengths = [line.publish_plan[1].length for line in lines]
            plan.choose(first.start, lengths, self.cost, whole=(len(lines) - 1,))
            again, final = new_children[:kept], lines[-1].publish_plan[1]
            result = layout(context, box, index, child, again, *others)
            new_children[kept:] = again[kept:]
            if len(again) - kept == len(lines) and again[-1].publish_plan[1].end is final.end:
                break
        for plan, planned in replanned.values():
            # The engine may still move these lines to another page, where the first plan is best.
            plan.lines = planned
        return result


_REPLACED: Sequence[tuple[Any, str]] = (
    (inline, "get_next_linebox"),
    (inline, "split_inline_box"),
    (inline, "split_text_box"),
    (inline, "text_align"),
    (inline, "strut"),
    (block, "_linebox_layout"),
    (draw, "draw_text"),
    (drawing, "draw_first_line"),
)


def _strut(style: Any) -> tuple[float, float]:
    """The height of a line and its baseline: WeasyPrint’s ``strut``, once for a style."""
    known: tuple[float, float] | None = style.__dict__.get("publish_strut")
    if known is None:
        known = style.publish_strut = strut(style)
    return known


def _asks(linebox: Any) -> bool:
    """Whether a line box wants to be planned: justified from left to right, and ``pretty``."""
    style = linebox.style
    if (
        (linebox.element_tag or "").endswith("::marker")
        or style["text_align_all"] != "justify"
        or style["direction"] != "ltr"
    ):
        return False
    return any(getattr(token, "value", None) == "pretty" for token in style[PROPERTY] or ())


def _lengths(context: Any, linebox: Any, containing: Any) -> tuple[float, ...]:
    """The lengths of the lines from here on, as far as floats shorten them, then that of others."""
    measure = containing.width
    if not context.excluded_shapes:
        return (measure - linebox.text_indent, measure)
    y, height = linebox.position_y, _strut(linebox.style)[0]
    linebox.width, linebox.height = 0, height
    lengths: list[float] = []
    while height > 0:
        linebox.position_y = y + len(lengths) * height
        _, top, length = inline.avoid_collisions(context, linebox, containing, outer=False)
        # The sum of places may fall short of the measure by a rounding.
        if length > measure - 0.01 or top > linebox.position_y:
            break
        lengths.append(length - (0 if lengths else linebox.text_indent))
    linebox.position_y = y
    return (*(lengths or [measure - linebox.text_indent]), measure)


def _stand(plan: _Plan, start: int, top: float, height: float) -> None:
    """Note where the lines from ``start`` on are meant to stand."""
    while start in plan.lines:
        plan.tops[start] = top
        if plan.lines[start].is_last:
            return
        start, top = plan.lines[start].end.resume, top + height


def _character(paragraph: Paragraph, skip_stack: Any) -> int | None:
    """The character that a place of the engine means, spaces passed over; ``None`` at the end."""
    path: list[int] = []
    while skip_stack is not None:
        ((step, skip_stack),) = skip_stack.items()
        path.append(step or 0)
    for leaf in paragraph.leaves:
        depth = len(leaf.path)
        if tuple(path[:depth]) == leaf.path and len(path) > depth:
            at = leaf.first + len(leaf.text.encode()[: path[depth]].decode())
        elif leaf.path >= tuple(path):
            at = leaf.first
        else:
            continue
        rest = paragraph.text[at:]
        at += len(rest) - len(rest.lstrip(" "))
        return at if at < len(paragraph.text) else None
    return None


def _only_leaf(plan: _Plan, line: _Line, linebox: Any, skip_stack: Any) -> Leaf | None:
    """The leaf that holds all that stands on a line; ``None`` where there is more than text."""
    index = 0 if skip_stack is None else next(iter(skip_stack))
    children = linebox.children
    for leaf in plan.paragraph.leaves:
        if leaf.path == (index,):
            break
    else:
        return None
    inside = leaf.first <= line.start and line.end.content <= leaf.end
    if not inside or line.end.resume > leaf.end:
        return None
    if line.is_last and index + 1 < len(children):
        return None
    plain = leaf.box.style["vertical_align"] == "baseline" and plan.in_flow
    return leaf if plain else None


def _cut(context: Any, box: Any, leaf: Leaf, begin: int, stop: int, hyphen: float) -> Any:
    """A text box with its characters from ``begin`` to ``stop``, measured already."""
    content, style = leaf.text[begin:stop], box.style
    measured = leaf.measured
    if not (measured.parts_at(begin) and measured.parts_at(stop)):
        # A line ends inside a ligature: its letters stand apart.
        measured, begin, stop = measure(content, style, context), 0, len(content)
    ends = measured_once(style["hyphenate_character"], style, context) if hyphen else None
    new = box.copy_with_text(content + style["hyphenate_character"] if hyphen else content)
    new.publish_piece = piece = Piece(measured, begin, stop, ends, hyphen)
    new.publish_spread = NONE
    new.width, new.height = piece.width, measured.height
    new.pango_layout = unshaped(new.text, style)
    half_leading = (_strut(style)[0] - new.height) / 2
    new.margin_top = new.margin_bottom = half_leading
    new.baseline = measured.baseline + half_leading
    return new


def _given(line: Any, width: float, gap: float, cost: Cost, em: float) -> Spread:
    """How a line whose text is ``width`` pixels wide fills ``gap`` more, or gives them back."""
    letters = sum(_letters(b) for b in line.descendants() if isinstance(b, boxes.TextBox))
    spaces = inline.count_expandable_spaces(line)
    given = giving(gap / em, width / em, spaces, letters, cost)
    return Spread(given.scale, given.space * em, given.track * em)


def _letters(box: Any) -> int:
    piece: Piece | None = getattr(box, "publish_piece", None)
    return len(box.text) if piece is None else piece.letters


def _spread(box: Any, spread: Spread, moved: float = 0.0) -> float:
    """Spread what stands on a line; how far the next thing moves."""
    if isinstance(box, boxes.TextBox):
        box.position_x += moved
        spaces: int = inline.count_expandable_spaces(box)
        more: float = (
            box.width * spread.scale + spaces * spread.space + _letters(box) * spread.track
        )
        box.width += more
        box.publish_spread = spread
        # The text matrix will widen the spaces too.
        box.justification_spacing = spread.space / (1 + spread.scale)
        box.pango_layout.justification_spacing = box.justification_spacing
        return moved + more
    if isinstance(box, boxes.LineBox | boxes.InlineBox):
        before = moved
        box.position_x += moved
        for child in box.children:
            if child.is_in_normal_flow():
                moved = _spread(child, spread, moved)
        box.width += moved - before
        return moved
    box.translate(moved, 0)
    return moved


def _may_be_planned_again(lines: Sequence[Any]) -> bool:
    """Whether the last of these lines is divided, and nothing else hangs on them."""
    if not lines or not all(hasattr(line, "publish_plan") for line in lines):
        return False
    placed = any(
        isinstance(child, AbsolutePlaceholder) for line in lines for child in line.descendants()
    )
    return bool(lines[-1].publish_plan[1].end.divided) and not placed


@contextmanager
def composing(hyphenate: Hyphenate, cost: Cost | None = None) -> Iterator[Tally]:
    """While this is in force, paragraphs that ask for it are composed as a whole."""
    composer = _Composer(hyphenate, cost or Cost())
    for module, name in _REPLACED:
        setattr(module, name, getattr(composer, name))
    try:
        yield composer.tally
    finally:
        for module, name in _REPLACED:
            setattr(module, name, composer.theirs[name])
