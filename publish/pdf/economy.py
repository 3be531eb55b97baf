"""What WeasyPrint does again for every page, done once.

Its work grows with the square of the pages where it goes through the styles of all earlier pages
for each page, and where it names all pages for each entry of the outline. Written against
WeasyPrint 70.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pydyf
from weasyprint.layout import page


@contextmanager
def sparing() -> Iterator[None]:
    """While this is in force, layout and writing take no time for what they have done before."""
    theirs = page.set_page_type_computed_styles
    page.set_page_type_computed_styles = _Styles(theirs).set
    references = pydyf.PDF.page_references
    pydyf.PDF.page_references = property(_page_references)
    try:
        with _uncollected():
            yield
    finally:
        page.set_page_type_computed_styles = theirs
        pydyf.PDF.page_references = references


class _Styles:
    """The styles of pages and of their margins, one set for all pages that the same rules match."""

    def __init__(self, theirs: Callable[[Any, Any, Any], None]):
        self._theirs = theirs
        self._known: dict[tuple[Any, ...], dict[str | None, Any]] = {}

    def set(self, page_type: Any, html: Any, style_for: Any) -> None:
        """WeasyPrint’s ``set_page_type_computed_styles``."""
        # Those of earlier pages are computed already.
        style_for.get_cascaded_styles().clear()
        computed = style_for.get_computed_styles()
        matched = (style_for, *_matched(page_type, style_for))
        known = self._known.get(matched)
        if known is None:
            before = len(computed)
            self._theirs(page_type, html, style_for)
            added = list(computed)[before:]
            self._known[matched] = {
                pseudo: computed[element, pseudo]
                for element, pseudo in added
                if element == page_type
            }
            return
        for pseudo, style in known.items():
            computed[page_type, pseudo] = style


def _matched(page_type: Any, style_for: Any) -> Iterator[int]:
    """The rules that match a type of page."""
    for sheet, _, _ in style_for._sheets:
        for number, (_, selectors, _) in enumerate(sheet.page_rules):
            for place, (_, _, selector) in enumerate(selectors):
                if style_for._page_type_match(selector, page_type):
                    yield from (id(sheet), number, place)


def _page_references(pdf: Any) -> tuple[bytes, ...]:
    numbers = pdf.pages["Kids"][::3]
    known: tuple[int, tuple[bytes, ...]] = getattr(pdf, "publish_references", (-1, ()))
    if known[0] != len(numbers):
        known = len(numbers), tuple(b"%d 0 R" % number for number in numbers)
        pdf.publish_references = known
    return known[1]


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collection of cycles: a sixth of the time goes into it, and the boxes of the
    pages all stay alive, so that it finds next to nothing."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            # What was made is old at once, or the first collection would go through all of it.
            gc.freeze()
            gc.unfreeze()
            gc.enable()
