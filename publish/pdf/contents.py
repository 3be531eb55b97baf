"""The contents in print: no entry alone on their last page.

The stylesheet keeps the last two entries together. Where these two alone run over, a typographer
sets the contents a little tighter, so that they find room on the page before.
"""

from __future__ import annotations

from collections.abc import Sequence

from weasyprint.formatting_structure.boxes import Box, PageBox

from publish.pdf.boxes import descendants
from publish.pdf.footnotes import lowest

TIGHT = "tight"
"""The class of contents whose entries stand nearer to each other."""

_FEW = 2
"""The most entries that are worth bringing back to the page before."""


def runs_over(pages: Sequence[PageBox]) -> bool:
    """Whether the last page of the contents holds so little that tighter entries would not need it.

    What tighter entries win is the half of the space between them (``styles/print.css``).
    """
    held = [(page, *found) for page in pages if (found := _contents(page)) is not None]
    if len(held) < 2:
        return False
    (page, full, entries), (_, nav, last) = held[-2:]
    if len(last) > _FEW:
        return False
    wanted = lowest(nav) - float(nav.content_box_y())
    room = float(page.content_box_y() + page.height) - lowest(full)
    won = sum(float(entry.margin_bottom) for entry in entries) / 2
    return wanted <= room + won


def _contents(page: PageBox) -> tuple[Box, list[Box]] | None:
    """The contents on a page and their entries there."""
    nav = next((box for box in descendants(page) if box.element_tag == "nav"), None)
    if nav is None:
        return None
    return nav, [box for box in descendants(nav) if _is_entry(box)]


def _is_entry(box: Box) -> bool:
    return box.element_tag == "li" and "article" in (box.element.get("class") or "").split()
