"""Notes at the foot that go on at the foot of the next page.

WeasyPrint sets a note whole: where its page has no room for it, the line that calls it goes to the
next page and leaves a hole, and a note longer than a page is set beyond the paper. Here a note for
which the page has not room enough begins below its call all the same, keeps two lines on each side
of the cut, and goes on before the other notes of the next page. It takes at most
:data:`_SHARE` of a page where it is cut, unless the text leaves more.

The engine takes notes line by line (``layout/block.py``): a line is set, ``layout_footnote`` puts
its notes into the area at the foot, and a note that does not fit is reported to the next page.
While :func:`dividing` is in force, the area is ours to fill. Written against WeasyPrint 70; nothing
else knows of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import inf
from typing import Any

from weasyprint.formatting_structure import boxes, build
from weasyprint.layout import LayoutContext, block
from weasyprint.layout import page as paging

_SHARE, _WHOLE = 0.75, 0.9
"""The most of a page’s height that a note takes where it is cut, and where it ends."""

_Skip = dict[int, Any]
"""A place in a box as the engine has it: the index of a child, then the place in it."""


class _Kept(list[Any]):
    """The notes of a page. The engine sends notes away while a list of them is true: these stay,
    since the text has gone on below their calls."""

    def __bool__(self) -> bool:
        return False


@dataclass
class _Page:
    """The notes of the page that is being made.

    ``carried`` are those that an earlier page has left to it, ``starts`` says where those begin
    that began there; ``rest`` is the one that is cut, and where it goes on; ``limit`` the greatest
    height of the area in pixels; ``line`` the last line of text set, the room kept below it, and
    whether the next line has to follow it here; ``flow`` the text of the page.
    """

    carried: tuple[Any, ...] = ()
    starts: dict[Any, _Skip] = field(default_factory=dict)
    rest: tuple[Any, _Skip] | None = None
    limit: float = inf
    line: tuple[Any, float, bool] | None = None
    flow: Any = None


@dataclass
class _Book:
    """What pages leave to the next ones, by the index of the page that takes it: pages are made
    again one by one when a number in them changes. Figures that found no room are left too."""

    left: dict[int, tuple[tuple[Any, ...], dict[Any, _Skip], dict[Any, Any]]] = field(
        default_factory=dict
    )
    upcoming: int = 0
    page: _Page = field(default_factory=_Page)
    in_area: bool = False


class _Dividing:
    def __init__(self) -> None:
        self.theirs: dict[str, Callable[..., Any]] = {
            name: getattr(holder, name) for holder, name in _REPLACED
        }

    # --- pages ------------------------------------------------------------------------------------

    def remake_page(self, index: int, context: Any, root_box: Any, html: Any) -> Any:
        """One page; the notes that the one before has left come first."""
        book = _book(context)
        carried, starts, figures = book.left.get(index, _NOTHING)
        if index != book.upcoming:
            context.reported_footnotes = list(carried)
            context.broken_out_of_flow = dict(figures)
        book.page = page = _Page(carried, starts)
        made, resume_at = self.theirs["remake_page"](index, context, root_box, html)
        if page.rest is not None:
            context.reported_footnotes.insert(0, page.rest[0])
        going_on = {note: starts[note] for note in context.reported_footnotes if note in starts}
        going_on |= dict([page.rest] if page.rest is not None else ())
        left = tuple(context.reported_footnotes), going_on, dict(context.broken_out_of_flow)
        before = book.left.get(index + 1, _NOTHING)
        if _names(left) != _names(before) and (resume_at is not None or left[0]):
            context.page_maker[index + 1][-1]["content_changed"] = True
        book.left[index + 1] = left
        book.upcoming = index + 1
        return made, resume_at

    def block_level_layout(self, context: Any, box: Any, *others: Any, **named: Any) -> Any:
        """A block on the page itself: its text, or at last the area of the notes."""
        page = _book(context).page
        if not isinstance(box, boxes.FootnoteAreaBox):
            layout = self.theirs["block_level_layout"]
            result = layout(context, box, *others, **named)
            if result[0] is None and box.element_tag == "html":
                # A figure and a note of earlier pages leave no room for a line. The engine’s own
                # way loses its place inside of a paragraph, or sets the text before it again.
                space, place, holder, _, *more = others
                empty = box.copy_with_children([])
                page_alone = layout(context, empty, space, None, holder, True, *more, **named)
                result = page_alone[0], place, *result[2:]
            page.flow = result[0]
            return result
        if not box.children:
            return self.theirs["block_level_layout"](context, box, *others, **named)
        limit = page.limit
        if page.rest is not None:
            limit = max(limit, box.position_y - lowest(page.flow))
        area, page.rest = _laid(context, limit, named["absolute_boxes"])
        return (area,)

    def iter_line_boxes(
        self, context: Any, box: Any, position_y: float, bottom_space: float, skip: Any, *more: Any
    ) -> Iterator[Any]:
        """The lines of a paragraph; which one is the last of the page so far is kept."""
        book = _book(context)
        first = skip is None
        for line, resume_at in self.theirs["iter_line_boxes"](
            context, box, position_y, bottom_space, skip, *more
        ):
            if not book.in_area:
                book.page.line = line, bottom_space, first and resume_at is not None
            first = False
            yield line, resume_at

    # --- the area of the notes --------------------------------------------------------------------

    def layout_footnote(self, context: Any, note: Any) -> bool:
        """Put a note into the area; whether there is no room for any of it."""
        page = _book(context).page
        context.footnotes.remove(note)
        # An empty marker is a line of its own, behind which a note might be cut.
        note.children = [child for child in note.children if not _is_empty_marker(child)]
        context.current_page_footnotes = _Kept([*context.current_page_footnotes, note])
        if page.rest is not None:
            return True  # nothing comes behind a note that is not at its end
        _update(context)
        area = context.current_footnote_area
        share, room = (part * area.page.height for part in (_SHARE, _WHOLE))
        if page.line is not None:
            line, below, followed = page.line
            bottom = line.position_y + line.height * (2 if followed else 1)
            room = area.position_y - below - bottom
        if area.margin_height() <= room:
            return False
        page.limit = min(room, share)
        return not _update(context)

    def unlayout_footnote(self, context: Any, note: Any) -> None:
        """Take a note back whose line leaves the page."""
        # Of a paragraph that goes on the engine takes back the notes of earlier pages too.
        if note in context.footnotes or note in _book(context).page.carried:
            return
        context.footnotes.append(note)
        if note in context.reported_footnotes:
            context.reported_footnotes.remove(note)
        _take_away(context, note)

    def report_footnote(self, context: Any, note: Any) -> None:
        """Leave a note to the next page."""
        context.reported_footnotes.append(note)
        _take_away(context, note)


_REPLACED: Sequence[tuple[Any, str]] = (
    (paging, "remake_page"),
    (paging, "block_level_layout"),
    (block, "iter_line_boxes"),
    (LayoutContext, "layout_footnote"),
    (LayoutContext, "unlayout_footnote"),
    (LayoutContext, "report_footnote"),
)


_NOTHING: tuple[tuple[Any, ...], dict[Any, _Skip], dict[Any, Any]] = ((), {}, {})


def _names(left: tuple[tuple[Any, ...], dict[Any, _Skip], dict[Any, Any]]) -> object:
    """What a page leaves, as it compares with what it left when it was made before."""
    notes, starts, figures = left
    return notes, starts, [(box.element, at) for box, _, _, at in figures.values()]


def _book(context: Any) -> _Book:
    book: _Book = context.__dict__.setdefault("publish_notes", _Book())
    return book


def _is_empty_marker(box: Any) -> bool:
    return (box.element_tag or "").endswith("::footnote-marker") and not box.children


def _take_away(context: Any, note: Any) -> None:
    page = _book(context).page
    context.current_page_footnotes = _Kept(n for n in context.current_page_footnotes if n != note)
    if page.rest is not None and page.rest[0] is note:
        page.limit = inf
    _update(context)


def _update(context: Any) -> bool:
    """Lay out the area and give the text what it leaves; whether its notes are all begun."""
    page, area = _book(context).page, context.current_footnote_area
    if area.height != "auto":
        context.page_bottom += area.margin_height()
    area.children, area.height, page.rest = context.current_page_footnotes, "auto", None
    if not len(area.children):
        page.limit = inf
        return True
    laid, page.rest = _laid(context, page.limit)
    begun = laid is not None
    if laid is None:
        page.limit = inf
        laid, page.rest = _laid(context, inf)
    area.height = laid.height
    context.page_bottom -= area.margin_height()
    return begun


def _laid(
    context: Any, limit: float, positioned: list[Any] | None = None
) -> tuple[Any, tuple[Any, _Skip] | None]:
    """The area at most ``limit`` pixels high, and the last of its notes where it is cut, with the
    place; no area where that would leave a note without its beginning.

    What is positioned in it (the numbers of lists) is added to ``positioned``, for the page to
    place.
    """
    book, area = _book(context), context.current_footnote_area
    notes = area.children
    start = book.page.starts.get(notes[0])
    copy = build.create_anonymous_boxes(area.deepcopy())
    bottom, context.page_bottom = context.page_bottom, area.position_y + limit
    outer, book.in_area = book.in_area, True
    try:
        laid, resume_at, *_ = block.block_level_layout(
            context,
            copy,
            0,
            None if start is None else {0: start},
            area.page,
            page_is_empty=start is not None or limit == inf,
            absolute_boxes=positioned,
            fixed_boxes=positioned,
        )
    finally:
        context.page_bottom, book.in_area = bottom, outer
    if laid is None or resume_at is None:
        return laid, None
    ((last, place),) = resume_at.items()
    if last < len(notes) - 1 or place is None:
        return None, None
    # A box that is cut fills the page, but the text wants what the notes leave.
    laid.height = lowest(laid) - laid.content_box_y()
    return laid, (notes[last], place)


def lowest(box: Any) -> float:
    """Where the lowest of what is set in a box ends."""
    if box is None:
        return 0.0
    if isinstance(box, boxes.LineBox | boxes.ReplacedBox | boxes.TableCellBox):
        return float(box.position_y + box.margin_height())
    placed = (
        child for child in getattr(box, "children", ()) if not child.is_absolutely_positioned()
    )
    return max(map(lowest, placed), default=float(box.position_y))


@contextmanager
def dividing() -> Iterator[None]:
    """While this is in force, notes at the foot go on from page to page."""
    ours = _Dividing()
    for holder, name in _REPLACED:
        setattr(holder, name, _bound(ours, name, holder))
    try:
        yield
    finally:
        for holder, name in _REPLACED:
            setattr(holder, name, ours.theirs[name])


def _bound(ours: _Dividing, name: str, holder: Any) -> Callable[..., Any]:
    """One of our functions; as a method of the engine's it takes the object first as well."""
    function: Callable[..., Any] = getattr(ours, name)
    if holder is not LayoutContext:
        return function

    def method(context: Any, note: Any) -> Any:
        return function(context, note)

    return method
