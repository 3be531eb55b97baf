"""Tabs in listings, set as the spaces they stand for.

What a tab is depends on the face of the type: where it is not that of a terminal, columns do not
meet, and a word may touch the next one.
"""

from __future__ import annotations

from lxml import etree

from publish.article import XHTML

COLUMNS = 8
"""The distance of tab stops in characters, as terminals have it."""


def expand(root: etree._Element) -> None:
    """Put spaces for the tabs of each ``pre``, up to the next stop of its line; one at least."""
    for listing in root.iter(f"{{{XHTML}}}pre"):
        if "\t" in "".join(listing.itertext()):
            column = 0
            for event, element in etree.iterwalk(listing, events=("start", "end")):
                if event == "start":
                    element.text, column = _spaced(element.text, column)
                elif element is not listing:
                    element.tail, column = _spaced(element.tail, column)


def _spaced(text: str | None, column: int) -> tuple[str | None, int]:
    """The text that begins in a column without its tabs, and the column where it ends."""
    if not text:
        return None, column
    pieces = []
    for sign in text:
        piece = " " * (COLUMNS - column % COLUMNS) if sign == "\t" else sign
        column = 0 if sign == "\n" else column + len(piece)
        pieces.append(piece)
    return "".join(pieces), column
