"""The boxes of a page that is set, wherever they hang in the tree of the engine."""

from __future__ import annotations

from collections.abc import Iterator

from weasyprint.formatting_structure.boxes import Box
from weasyprint.layout.absolute import AbsolutePlaceholder


def descendants(box: Box) -> Iterator[Box]:
    """The boxes in a box, in the order of the document."""
    for child in getattr(box, "children", ()):
        # What is positioned hangs in the tree behind a placeholder.
        inner = child._box if isinstance(child, AbsolutePlaceholder) else child
        yield inner
        yield from descendants(inner)
