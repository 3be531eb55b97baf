"""The text of an RTF document as it runs: paragraphs of runs, rows of cells, one after the other.

What a control word says holds for the paragraph that it stands in, and that paragraph is known at
its end (RTF 1.9.1, « Paragraph Formatting Properties »). So nothing is decided before a paragraph
ends: it then goes to the open cell, or closes the table before it. No order of control words can
make a word fall between two cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Look:
    """How characters look. ``raised`` is 1 above the line, -1 below, 0 on it.

    ``address`` is where a link leads, empty outside of links.
    """

    bold: bool = False
    italic: bool = False
    underlined: bool = False
    struck: bool = False
    smallcaps: bool = False
    raised: int = 0
    address: str = ""


@dataclass
class Run:
    """Characters that look alike, the call of a note, or a bookmark."""

    look: Look
    parts: list[str] = field(default_factory=list)
    note: list[Entry] | None = None
    bookmark: str = ""

    @property
    def text(self) -> str:
        """The characters: a writer may give them one by one."""
        return "".join(self.parts)


@dataclass(frozen=True)
class Layout:
    """What is said of a paragraph: its style, its list (``ls``) and level in it, its table."""

    style: int = 0
    outline: int | None = None
    list: int = 0
    level: int = 0
    in_table: bool = False


@dataclass(frozen=True)
class Written:
    """A paragraph: its number among those that hold something (0 for an empty one), its runs."""

    number: int
    runs: Sequence[Run]
    layout: Layout


@dataclass(frozen=True)
class Edge:
    """The right edge of a cell in twips, and whether the cell goes on with the one above it."""

    right: int
    continues: bool = False


@dataclass(frozen=True)
class Row:
    """A row of a table; ``edges`` is empty when they are not those of its cells."""

    cells: Sequence[Sequence[Written]]
    edges: Sequence[Edge] = ()
    heads: bool = False


@dataclass
class Table:
    """Rows that follow one another."""

    rows: list[Row] = field(default_factory=list)


Entry = Written | Table


@dataclass
class Flow:
    """A run of paragraphs: the body, a note, a text box.

    ``number`` is that of the open paragraph, 0 while it holds nothing.
    """

    note: bool = False
    boxed: bool = False
    number: int = 0
    blank: int = 0
    runs: list[Run] = field(default_factory=list)
    layout: Layout | None = None
    """That of the last text of the open paragraph."""
    looks: list[tuple[bool, float]] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    cell: list[Written] = field(default_factory=list)
    cells: list[list[Written]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    """All that was said in it, for the proof."""
    told: int = 0
    """How much of that was said before the open paragraph."""

    @property
    def text(self) -> str:
        """The text of the open paragraph."""
        return "".join(run.text for run in self.runs)

    def add(self, look: Look, text: str) -> None:
        """Put characters at the end of the open paragraph."""
        last = self.runs[-1] if self.runs else None
        if last is not None and last.look == look and last.note is None and not last.bookmark:
            last.parts.append(text)
        else:
            self.runs.append(Run(look, [text]))

    def taken(self, layout: Layout) -> Written:
        """The open paragraph, which ends here."""
        written = Written(self.number, tuple(self.runs), self.layout or layout)
        # What an empty paragraph marks, a place or an entry of the index, goes to the next one.
        self.runs = (
            [] if self.number else [run for run in self.runs if run.text.strip() or run.bookmark]
        )
        self.layout, self.number = None, 0
        self.looks.clear()
        return written

    def unsay(self) -> None:
        """Take back what the open paragraph said: it is left out."""
        del self.said[self.told :]

    def put(self, written: Written, *, in_row: bool) -> None:
        """A paragraph that has ended, into the open cell or after the table that ends before it."""
        if in_row:
            self.cell.append(written)
            return
        if written.number:
            self.end_row((), heads=False)
            self.entries.append(written)

    def end_cell(self) -> None:
        """End the open cell, whatever it holds."""
        self.cells.append(self.cell)
        self.cell = []

    def end_row(self, edges: Sequence[Edge], *, heads: bool) -> None:
        """End the open row, when there is one; ``edges`` are those of the row as it is defined."""
        if any(written.number for written in self.cell):
            self.end_cell()
        self.cell = []
        if not self.cells:
            return
        last = self.entries[-1] if self.entries else None
        table = last if isinstance(last, Table) else Table()
        if table is not last:
            self.entries.append(table)
        known = edges if len(edges) == len(self.cells) else ()
        table.rows.append(Row(self.cells, known, heads))
        self.cells = []

    def beside(self, entries: Sequence[Entry]) -> None:
        """Paragraphs of text boxes, after the paragraph that they are anchored to."""
        if self.cells or self.cell:
            self.cell += paragraphs(entries)
        else:
            self.entries += entries


def paragraphs(entries: Sequence[Entry]) -> list[Written]:
    """The paragraphs of entries, those in tables too, in order."""
    found: list[Written] = []
    for entry in entries:
        if isinstance(entry, Written):
            found.append(entry)
        else:
            found += [w for row in entry.rows for cell in row.cells for w in cell]
    return found


def bookmarks_in(entries: Sequence[Entry]) -> set[str]:
    """The bookmarks in the paragraphs of entries and in their notes."""
    found: set[str] = set()
    for written in paragraphs(entries):
        for run in written.runs:
            found |= {run.bookmark} - {""}
            found |= bookmarks_in(run.note or ())
    return found
