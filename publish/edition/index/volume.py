"""The index of a volume from the marks of its articles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from publish.diagnostics import Diagnostic
from publish.edition.index.entries import Catalogue, entries
from publish.edition.index.locators import Locator, Places, locators
from publish.edition.index.marks import Index, Mark
from publish.edition.index.matter import NAME, index_document
from publish.edition.model import Document

__all__ = ["NAME", "index_of"]


def index_of(
    marks: Sequence[Mark], language: str, places: Places | None = None, folios: Sequence[str] = ()
) -> tuple[tuple[Document, ...], list[Diagnostic]]:
    """The document of the index, none without marks, and what is wrong with the entries.

    As long as the pages are not known its entries have no locators.
    """
    indexes = {kind: entries((m for m in marks if m.index is kind), language) for kind in Index}
    problems = list(Catalogue(indexes).faults())
    if not any(indexes.values()):
        return (), problems

    def locate(of: Iterable[Mark]) -> Sequence[Locator]:
        return locators(of, places or {}, folios)

    return (index_document(indexes, language, locate),), problems
