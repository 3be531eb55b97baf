"""Tables on the page: which ones pages may cut, and how small the type of wide ones is."""

from __future__ import annotations

from lxml import etree

from publish.article import XHTML, tag, text
from publish.pdf.design import Page

LONG = 15
"""The most rows of a table that no page cuts; the heads of longer ones are said again."""
_SIZE, _SMALLEST = 0.88, 0.62
"""The size of the type in tables, and of the widest ones, in sizes of the body."""
_SIGN = 0.47
"""The mean width of a sign of a long word in a table, in em: figures are wider than letters."""
_GAP = 1.5
"""The signs that two columns keep apart."""


def fit_tables(root: etree._Element, page: Page) -> None:
    """Mark the tables of a print document: ``long``, and ``crowded`` with a smaller type.

    A column is at least as wide as its longest word. Where the smallest type is still too large,
    words are divided, at last anywhere.
    """
    for table in root.iter(f"{{{XHTML}}}table"):
        marks = ["long"] if sum(1 for _ in table.iter(f"{{{XHTML}}}tr")) > LONG else []
        room = page.measure / (page.font_size * _SIGN)
        wanted = sum(_columns(table)) * _SIZE
        if wanted > room:
            marks.append("crowded")
            size = max(_SIZE * room / wanted, _SMALLEST)
            table.set("style", f"font-size: {size:.3f}em")
        if marks:
            table.set("class", " ".join(marks))


def _columns(table: etree._Element) -> list[float]:
    """The signs that each column wants at least: those of its longest word, and the gap."""
    wanted: list[float] = []
    for row in table.iter(f"{{{XHTML}}}tr"):
        at = 0
        for cell in (c for c in row if tag(c) in ("td", "th")):
            span = int(cell.get("colspan") or 1)
            longest = max(map(len, text(cell).split()), default=0)
            wanted += [_GAP] * (at + span - len(wanted))
            if span == 1:
                wanted[at] = max(wanted[at], longest + _GAP)
            at += span
    return wanted
