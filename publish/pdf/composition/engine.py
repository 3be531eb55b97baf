"""The touch on WeasyPrint: its lines end where the paragraph’s plan says. Nothing else knows of it.

WeasyPrint takes a line at a time (``layout/inline.py``): ``get_next_linebox`` fills one through
``split_inline_box`` and ``split_text_box``, ``text_align`` spreads it. While :func:`composing` is in
force these four are ours, and ``draw_first_line`` widens the letters. A paragraph that cannot be
planned is left to the functions of WeasyPrint. Written against WeasyPrint 70.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import inf
from typing import Any

from weasyprint.draw import text as drawing
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.matrix import Matrix
from weasyprint.text.line_break import strut

from publish.pdf.composition.breaking import Cost, choose
from publish.pdf.composition.measure import unshaped
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


@dataclass
class Tally:
    """How many paragraphs were planned, and how many were left to the engine."""

    planned: int = 0
    left: int = 0
    spaces: list[float] = field(default_factory=list)
    lines: int = 0
    hyph: int = 0
    bad: list = field(default_factory=list)
    rows: int = 0


@dataclass(frozen=True)
class _Line:
    end: Break
    left: float
    is_last: bool


@dataclass
class _Plan:
    """The lines of a paragraph by the character where each begins."""

    paragraph: Paragraph
    leaves: dict[int, Leaf]
    lines: dict[int, _Line] = field(default_factory=dict)


class _Composer:
    def __init__(self, hyphenate: Hyphenate, cost: Cost, tally: Tally):
        self.hyphenate, self.cost, self.tally = hyphenate, cost, tally
        self.plan: _Plan | None = None
        self.line: _Line | None = None
        self.original = {
            "get_next_linebox": inline.get_next_linebox,
            "split_inline_box": inline.split_inline_box,
            "split_text_box": inline.split_text_box,
            "text_align": inline.text_align,
        }
        self.draw_first_line: Callable[..., Any] = drawing.draw_first_line

    # --- planning ---------------------------------------------------------------------------------

    def get_next_linebox(
        self,
        context: Any,
        linebox: Any,
        position_y: float,
        bottom_space: float,
        skip_stack: Any,
        containing_block: Any,
        absolute_boxes: Any,
        fixed_boxes: Any,
        first_letter_style: Any,
        first_line_style: Any,
    ) -> Any:
        outer = self.plan, self.line
        self.plan = self.line = None
        if not (first_letter_style or first_line_style or context.excluded_shapes):
            self._look_up(context, linebox, skip_stack, containing_block)
        try:
            return self.original["get_next_linebox"](
                context,
                linebox,
                position_y,
                bottom_space,
                skip_stack,
                containing_block,
                absolute_boxes,
                fixed_boxes,
                first_letter_style,
                first_line_style,
            )
        finally:
            self.plan, self.line = outer

    def _look_up(self, context: Any, linebox: Any, skip_stack: Any, containing: Any) -> None:
        style = linebox.style
        if (
            style["text_align_all"] != "justify"
            or style["direction"] != "ltr"
            or not _is_asked(style)
        ):
            return
        width = containing.width
        plans = linebox.__dict__.setdefault("publish_plans", {})
        plan = plans.get(width)
        if plan is None and width not in plans:
            plan = plans[width] = self._read(context, linebox, containing)
        if plan is None:
            return
        start = _character(plan.paragraph, skip_stack)
        if start is None:
            return
        if start not in plan.lines:
            indent = linebox.text_indent if skip_stack is None else 0
            self._choose(plan, start, width - indent, width)
        self.line = plan.lines.get(start)
        self.plan = plan if self.line else None

    def _read(self, context: Any, linebox: Any, containing: Any) -> _Plan | None:
        try:
            paragraph = read(linebox, containing, context, self.hyphenate, self.cost)
        except UnplannableError:
            self.tally.left += 1
            return None
        self.tally.planned += 1
        return _Plan(paragraph, {id(leaf.box): leaf for leaf in paragraph.leaves})

    def _choose(self, plan: _Plan, start: int, first: float, measure: float) -> None:
        paragraph = plan.paragraph
        em = paragraph.em
        breaks, used = paragraph.breaks(start)
        chosen = choose(
            breaks,
            first / em,
            measure / em,
            self.cost,
            start=(paragraph.places[start] / em, paragraph.spaces[start]),
        )
        if chosen is None:
            return
        left = 0.0
        before = False
        for number in chosen:
            end = used[number]
            self.tally.lines += 1; self.tally.hyph += end.divided; self.tally.rows += end.divided and before; before = end.divided
            plan.lines[start] = _Line(end, left, number == chosen[-1])
            start, left = end.resume, end.left

    # --- filling a line ---------------------------------------------------------------------------

    def split_inline_box(
        self, context: Any, box: Any, position_x: float, max_x: float, *rest: Any
    ) -> Any:
        if self.plan is not None:
            max_x = inf
        return self.original["split_inline_box"](context, box, position_x, max_x, *rest)

    def split_text_box(
        self, context: Any, box: Any, available_width: Any, skip: int, is_line_start: bool = True
    ) -> Any:
        leaf = self.plan.leaves.get(id(box)) if self.plan is not None else None
        if leaf is None or self.line is None:
            return self.original["split_text_box"](
                context, box, available_width, skip, is_line_start=is_line_start
            )
        end = self.line.end
        text = leaf.text
        begin = skip if text.isascii() else len(text.encode()[:skip].decode())
        if begin >= len(text):
            return None, None, False
        stop = min(max(end.content - leaf.first, begin), len(text))
        resume = end.resume - leaf.first
        here = resume <= len(text) and not (self.line.is_last)
        content = text[begin:stop]
        divided = here and end.hyphen and stop == end.content - leaf.first
        new = None
        if content:
            x = leaf.measured.x
            width = x[stop] - x[begin]
            if divided:
                content += box.style["hyphenate_character"]
                width += end.hyphen
            new = box.copy_with_text(content)
            new.width, new.height = width, leaf.measured.height
            new.pango_layout = unshaped(content, box.style)
            line_height, _ = strut(box.style)
            half_leading = (line_height - new.height) / 2
            new.margin_top = new.margin_bottom = half_leading
            new.baseline = leaf.measured.baseline + half_leading
        return new, len(text[:resume].encode()) if here else None, False

    # --- spreading a line -------------------------------------------------------------------------

    def text_align(self, context: Any, line: Any, available_width: float, last: bool) -> float:
        if self.plan is None or self.line is None:
            return float(self.original["text_align"](context, line, available_width, last))
        planned, cost, em = self.line, self.cost, self.plan.paragraph.em
        target = available_width + planned.left + planned.end.right
        gap = target - line.width - (0 if not hasattr(line, "text_indent") else 0)
        spaces = inline.count_expandable_spaces(line)
        scale, space, track = 0.0, 0.0, 0.0
        if gap < 0 or not last:
            limit = cost.scaling * line.width
            room = spaces * (cost.stretch if gap > 0 else cost.shrink) * em + limit
            ratio = gap / room if room else 0.0
            scale = cost.scaling * max(-1.0, min(1.0, ratio * cost.eagerness))
            if spaces:
                space = (gap - scale * line.width) / spaces
                beyond = (space - cost.stretch * em) * spaces
                if beyond > 0:
                    letters = sum(len(b.text) for b in line.descendants() if isinstance(b, boxes.TextBox))
                    track = min(beyond / letters, cost.tracking * em)
                    space -= track * letters / spaces
        self.tally.spaces.extend([space / em] * (spaces if not last else 0))
        if not last and space / em > 0.125: self.tally.bad.append((round(space/em,3), sorted(self.plan.lines).index(next(k for k,v in self.plan.lines.items() if v is self.line)), len(self.plan.lines), self.plan.paragraph.text[self.line.end.resume:self.line.end.resume+14], ''.join(b.text for b in line.descendants() if isinstance(b, boxes.TextBox))))
        _spread(line, scale, space, track, 0.0)
        return -planned.left

    def draw(self, stream: Any, textbox: Any, overflow: Any, ellipsis: Any, matrix: Any) -> Any:
        scale = getattr(textbox, "publish_scale", 0.0)
        track = getattr(textbox, "publish_track", 0.0)
        if scale:
            matrix = Matrix(a=1 + scale) @ matrix
        if track:
            stream.stream.append(f"{track / (1 + scale):.4f} Tc".encode())
        emojis = self.draw_first_line(stream, textbox, overflow, ellipsis, matrix)
        if track:
            stream.stream.append(b"0 Tc")
        return emojis


def _spread(box: Any, scale: float, space: float, track: float, moved: float) -> float:
    """Widen the letters and the spaces of what stands on a line; how far the next thing moves."""
    if isinstance(box, boxes.TextBox):
        box.position_x += moved
        spaces = box.text.count(" ") + box.text.count("\u00a0")
        more = box.width * scale + spaces * space + len(box.text) * track
        box.width += more
        box.publish_scale, box.publish_track = scale, track
        # The text matrix widens the spaces too: what is added to them is given before it.
        box.justification_spacing = space / (1 + scale)
        box.pango_layout.justification_spacing = box.justification_spacing
        return moved + more
    if isinstance(box, boxes.LineBox | boxes.InlineBox):
        box.position_x += moved
        before = moved
        for child in box.children:
            if child.is_in_normal_flow():
                moved = _spread(child, scale, space, track, moved)
        box.width += moved - before
        return moved
    box.translate(moved, 0)
    return moved


def _is_asked(style: Any) -> bool:
    value = style[PROPERTY]
    return bool(value) and any(getattr(t, "value", None) == "pretty" for t in value)


def _character(paragraph: Paragraph, skip_stack: Any) -> int | None:
    """The first character of a line that goes on from a place of the engine, spaces passed over."""
    path: list[int] = []
    while skip_stack is not None:
        ((index, skip_stack),) = skip_stack.items()
        path.append(index)
    prefix = tuple(path)
    for leaf in paragraph.leaves:
        depth = len(leaf.path)
        if prefix[:depth] == leaf.path and len(prefix) > depth:
            byte = prefix[depth]
            at = leaf.first + len(leaf.text.encode()[:byte].decode())
            break
        if leaf.path >= prefix:
            at = leaf.first
            break
    else:
        return None
    while at < len(paragraph.text) and paragraph.text[at] == " ":
        at += 1
    return at if at < len(paragraph.text) else None


@contextmanager
def composing(hyphenate: Hyphenate, cost: Cost | None = None) -> Iterator[Tally]:
    """While this is in force, paragraphs that ask for it are composed as a whole."""
    tally = Tally()
    composer = _Composer(hyphenate, cost or Cost(), tally)
    for name in composer.original:
        setattr(inline, name, getattr(composer, name))
    drawing.draw_first_line = composer.draw
    try:
        yield tally
    finally:
        for name, function in composer.original.items():
            setattr(inline, name, function)
        drawing.draw_first_line = composer.draw_first_line
