"""The text of an RTF document as a syntax tree of Pandoc's kind (``pandoc-types`` 1.23)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from publish.sources.office import marks
from publish.sources.office.rtf_flow import Entry, Look, Row, Run, Table, Written
from publish.sources.office.rtf_styles import Level

_SPACES = re.compile(r"[ \t]+")
_NUMBERS = {1: "UpperRoman", 2: "LowerRoman", 3: "UpperAlpha", 4: "LowerAlpha"}
_BULLET, _NOTHING = 23, 255
"""Formats of numbers (``\\levelnfc``)."""
_NEAR = 40
"""Edges of cells nearer than this, in twips, are one: writers round."""
_NO_ATTRIBUTES: list[Any] = ["", [], []]


@dataclass
class Lists:
    """The lists of a document, and how far each has counted."""

    levels: Mapping[int, Sequence[Level]]
    counted: dict[int, dict[int, int]] = field(default_factory=dict)
    """By the number of the list, then by the level."""

    def level(self, number: int, depth: int) -> Level | None:
        """What a level of list ``number`` looks like; ``None`` when it has no mark."""
        levels = self.levels.get(number, ())
        found = levels[depth] if depth < len(levels) else Level()
        return None if not number or found.format == _NOTHING else found

    def next(self, number: int, depth: int, level: Level) -> int:
        """The number of the next item; those of the levels below begin anew."""
        counted = self.counted.get(number, {})
        value = counted.get(depth, level.start - 1) + 1
        above = {at: count for at, count in counted.items() if at < depth}
        self.counted[number] = {**above, depth: value}
        return value


def syntax_tree(
    entries: Sequence[Entry], lists: Lists, bookmarks: Collection[str]
) -> list[dict[str, Any]]:
    """The blocks of the entries. A link to none of ``bookmarks`` leads nowhere and is left out."""
    made: list[dict[str, Any]] = []
    listed: list[Written] = []
    for entry in entries:
        if isinstance(entry, Written) and _level(entry, lists) is not None:
            listed.append(entry)
            continue
        made += _lists(listed, lists, bookmarks)
        listed = []
        if isinstance(entry, Table):
            made.append(_table(entry, lists, bookmarks))
        elif entry.number:
            made.append(_paragraph(entry, lists, bookmarks))
    return made + _lists(listed, lists, bookmarks)


def _level(written: Written, lists: Lists) -> Level | None:
    if not written.number:
        return None
    return lists.level(written.layout.list, written.layout.level)


def _lists(
    items: Sequence[Written], lists: Lists, bookmarks: Collection[str]
) -> list[dict[str, Any]]:
    """The lists of consecutive items, each deeper one in the item before it."""
    made: list[dict[str, Any]] = []
    open_: list[tuple[int, int, list[Any]]] = []
    for item in items:
        number, depth = item.layout.list, item.layout.level
        level = lists.level(number, depth) or Level()
        while open_ and (
            open_[-1][0] > depth or (open_[-1][0] == depth and open_[-1][1] != number)
        ):
            open_.pop()
        value = lists.next(number, depth, level)
        content = [_paragraph(item, lists, bookmarks)]
        if open_ and open_[-1][0] == depth:
            open_[-1][2].append(content)
            continue
        into = open_[-1][2][-1] if open_ else made
        contents: list[Any] = [content]
        into.append(_list(level, value, contents))
        open_.append((depth, number, contents))
    return made


def _list(level: Level, first: int, items: list[Any]) -> dict[str, Any]:
    if level.format == _BULLET:
        return {"t": "BulletList", "c": items}
    style = {"t": _NUMBERS.get(level.format, "Decimal")}
    return {"t": "OrderedList", "c": [[first, style, {"t": "Period"}], items]}


def _paragraph(written: Written, lists: Lists, bookmarks: Collection[str]) -> dict[str, Any]:
    inlines: list[Any] = [_string(marks.paragraph(written.number))]
    after_space = True
    for run in written.runs:
        if run.note is not None:
            inlines.append({"t": "Note", "c": syntax_tree(run.note, lists, bookmarks)})
            after_space = False
        elif run.bookmark:
            inlines.append({"t": "Span", "c": [[run.bookmark, [], []], []]})
        else:
            text = _SPACES.sub(" ", run.text)
            text = text.lstrip(" ") if after_space else text
            after_space = text.endswith((" ", "\n")) if text else after_space
            inlines += _dressed(run, list(_text(text)), bookmarks)
    return {"t": "Para", "c": inlines}


def _text(text: str) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(text.split("\n")):
        if number:
            yield {"t": "LineBreak"}
        if line:
            yield _string(line)


def _string(text: str) -> dict[str, Any]:
    return {"t": "Str", "c": text}


def _dressed(run: Run, inlines: list[Any], bookmarks: Collection[str]) -> list[Any]:
    """The inlines in the elements of their look."""
    if not inlines:
        return []
    look = run.look
    if not run.text.strip():
        # White space has no look, and would part words that look alike.
        look = replace(Look(), address=look.address)
    dresses = {
        "SmallCaps": look.smallcaps,
        "Superscript": look.raised > 0,
        "Subscript": look.raised < 0,
        "Strikeout": look.struck,
        "Underline": look.underlined,
        "Emph": look.italic,
        "Strong": look.bold,
    }
    for kind, worn in dresses.items():
        if worn:
            inlines = [{"t": kind, "c": inlines}]
    address = look.address
    if address and not (address.startswith("#") and address[1:] not in bookmarks):
        inlines = [{"t": "Link", "c": [_NO_ATTRIBUTES, inlines, [address, ""]]}]
    return inlines


# --- tables ---


@dataclass
class _Cell:
    content: list[Any]
    columns: int = 1
    rows: int = 1


def _table(table: Table, lists: Lists, bookmarks: Collection[str]) -> dict[str, Any]:
    rows = _grid(table.rows, lists, bookmarks)
    width = max(sum(cell.columns for cell in row) for row in rows)
    heads = next((i for i, row in enumerate(table.rows) if not row.heads), len(rows))
    if heads == len(rows) or any(c.rows > heads - i for i in range(heads) for c in rows[i]):
        heads = 0
    made = [[_NO_ATTRIBUTES, [_cell(cell) for cell in row]] for row in rows]
    columns = [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}]] * width
    body = [_NO_ATTRIBUTES, 0, [], made[heads:]]
    head, foot = [_NO_ATTRIBUTES, made[:heads]], [_NO_ATTRIBUTES, []]
    return {"t": "Table", "c": [_NO_ATTRIBUTES, [None, []], columns, head, [body], foot]}


def _cell(cell: _Cell) -> list[Any]:
    return [_NO_ATTRIBUTES, {"t": "AlignDefault"}, cell.rows, cell.columns, cell.content]


def _grid(rows: Sequence[Row], lists: Lists, bookmarks: Collection[str]) -> list[list[_Cell]]:
    """The cells of each row, with the columns and rows that they span.

    Where the edges of the cells are not known, or no grid, each cell has its column and short rows
    are filled.
    """
    contents = [[syntax_tree(cell, lists, bookmarks) for cell in row.cells] for row in rows]
    edges = _columns(rows)
    if not edges:
        width = max(map(len, contents))
        return [
            [*map(_Cell, row), *(_Cell([]) for _ in range(width - len(row)))] for row in contents
        ]
    made: list[list[_Cell]] = []
    above: dict[tuple[int, int], _Cell] = {}
    for row, content in zip(rows, contents, strict=True):
        cells, left, below = list[_Cell](), 0, dict[tuple[int, int], _Cell]()
        for edge, inner in zip(row.edges, content, strict=True):
            right = _column(edges, edge.right)
            owner = above.get((left, right))
            if edge.continues and owner is not None and not inner:
                owner.rows += 1
            else:
                owner = _Cell(inner, right - left)
                cells.append(owner)
            below[left, right] = owner
            left = right
        cells += [_Cell([]) for _ in range(len(edges) - left)]
        made.append(cells)
        above = below
    if not all(made):
        # A row all of whose cells go on from the one above is none.
        return _grid([replace(row, edges=()) for row in rows], lists, bookmarks)
    return made


def _columns(rows: Sequence[Row]) -> list[int]:
    """The right edges of the columns of a table; none when the rows do not lie on a grid."""
    for row in rows:
        rights = [edge.right for edge in row.edges]
        if not rights or any(b - a <= _NEAR for a, b in pairwise(rights)):
            return []
    columns: list[int] = []
    for right in sorted({edge.right for row in rows for edge in row.edges}):
        if not columns or right - columns[-1] > _NEAR:
            columns.append(right)
    return columns if len(columns) <= _MOST_COLUMNS else []


_MOST_COLUMNS = 60
"""More columns than any page holds are the noise of edges that do not meet."""


def _column(columns: Sequence[int], right: int) -> int:
    """The number of columns up to an edge."""
    return next(i for i, c in enumerate(columns, 1) if right - c <= _NEAR)
