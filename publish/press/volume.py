"""The book as a thing: how many pages its sheets make, how thick it is."""

from __future__ import annotations

from dataclasses import dataclass

from publish.pdf.design import MILLIMETRE, points
from publish.publication import Print

FOLDED = (4, 8, 16)
"""Pages of the sheets that binderies fold."""


@dataclass(frozen=True)
class Signature:
    """So many pages are printed on so many ``sheets`` of ``size`` pages."""

    size: int
    sheets: int


def signatures(pages: int) -> tuple[Signature, ...]:
    """The sheets that so many pages take, for each size of sheet."""
    return tuple(Signature(size, -(-pages // size)) for size in FOLDED)


def leaves(pages: int) -> int:
    """The leaves of paper that so many pages take."""
    return -(-pages // 2)


def thickness(paper: Print) -> float:
    """The thickness of one leaf in millimetres.

    The weight of the paper (g/m²) times its bulk (cm³/g, « main » in French) gives micrometres.
    """
    return paper.paper_weight * paper.paper_bulk / 1000


def spine(paper: Print, pages: int) -> float:
    """The width of the spine in points: the one given, else that of the leaves of the book."""
    if paper.spine:
        return points(paper.spine)
    return round(leaves(pages) * thickness(paper), 1) * MILLIMETRE
