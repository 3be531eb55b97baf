"""Where the lines of a paragraph end, chosen for all of them together.

After D. E. Knuth and M. F. Plass, « Breaking Paragraphs into Lines », Software: Practice and
Experience 11 (1981), with glyph scaling counted among what a line can give, as Hàn Thế Thành does
(*Micro-typographic extensions to the TeX typesetting system*, 2000).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import inf


@dataclass(frozen=True)
class Cost:
    """What the lines of a paragraph cost; lengths in em of the paragraph’s font."""

    stretch: float = 0.125
    """How much a word space may grow before it is felt: half of a natural space."""
    shrink: float = 0.083
    """How much a word space may shrink at the most: a third of a natural space."""
    scaling: float = 0.02
    """How much letters may be widened or narrowed, as a share of their width."""
    eagerness: float = 3.0
    """How much sooner letters give than spaces."""
    tracking: float = 0.01
    """How far letters may be set apart, where spaces would grow beyond ``stretch``."""
    hyphen: tuple[float, float, float] = (50.0, 90.0, 400.0)
    """For a division of each quality: good, tolerable, last resort."""
    dash: float = 20.0
    """For a break after a hyphen or a dash of the text."""
    joint: float = 150.0
    """For a break inside a path or an address, after one of its marks."""
    ladder: float = 6000.0
    """For a second divided line in a row; a third is never made while anything else will do."""
    contrast: float = 3000.0
    """For a loose line beside a tight one."""
    runt: float = 2.5
    """The least length of the last line."""


_LETTER = 0.45
"""The mean width of a letter of a text face."""

NEVER = 1e9
"""The cost of what is done only where there is no other way."""


@dataclass(frozen=True)
class Breaks:
    """The places where a paragraph may be broken, in order, the last one its end.

    ``ends[i]`` and ``starts[i]`` are positions along the unbroken paragraph, in em: where the line
    that ends at ``i`` ends (with its hyphen, without what may hang out of the measure), and where
    the one after it starts. ``spaces_to[i]`` and ``spaces_from[i]`` count the word spaces before
    these positions. ``penalties[i]`` is the cost of breaking there, ``divided[i]`` whether the line
    ends with a hyphen.
    """

    ends: Sequence[float]
    starts: Sequence[float]
    spaces_to: Sequence[int]
    spaces_from: Sequence[int]
    penalties: Sequence[float]
    divided: Sequence[bool]


# A node: (cost so far, break, divided lines in a row, class of looseness, line number, parent).
_Node = tuple[float, int, int, int, int, "_Node | None"]


def choose(
    breaks: Breaks,
    first: float,
    measure: float,
    cost: Cost,
    *,
    start: tuple[float, int] = (0.0, 0),
    whole: Collection[int] = (),
) -> list[int] | None:
    """The breaks that cost least, the end included; ``None`` when some line cannot fit.

    ``first`` is the length of the first line in em, ``measure`` of all others; ``start`` is the
    position where the first line starts and the spaces before it. Lines whose numbers (from 0) are
    in ``whole`` do not end with a hyphen.
    """
    for tolerance in (1.6, 4.0, inf):
        found = _search(breaks, first, measure, cost, start, whole, tolerance)
        if found is not None:
            return found
    return None


def _search(  # noqa: PLR0912, PLR0915  (one loop, the inner one of the whole layout)
    breaks: Breaks,
    first: float,
    measure: float,
    cost: Cost,
    start: tuple[float, int],
    whole: Collection[int],
    tolerance: float,
) -> list[int] | None:
    ends, starts = breaks.ends, breaks.starts
    spaces_to, spaces_from = breaks.spaces_to, breaks.spaces_from
    penalties, divided = breaks.penalties, breaks.divided
    stretch, shrink, scaling = cost.stretch, cost.shrink, cost.scaling
    given = scaling + cost.tracking / _LETTER
    last = len(ends) - 1
    origin: _Node = (0.0, -1, 0, 1, 0, None)
    # Nodes in the order of their breaks, with the position where the line after each starts.
    nodes: list[_Node] = [origin]
    places: list[float] = [start[0]]
    counts: list[int] = [start[1]]
    low = 0
    longest = max(first, measure)
    for at in range(last + 1):
        end = ends[at]
        is_last = at == last
        best: dict[tuple[int, int], _Node] = {}
        penalty = penalties[at]
        flagged = divided[at]
        index = low
        size = len(nodes)
        shortest = 0.0 if is_last or tolerance == inf else 0.75 * measure
        while index < size:
            width = end - places[index]
            node = nodes[index]
            index += 1
            length = first if node[1] < 0 else measure
            if width < shortest and node[1] >= 0:
                break
            gap = length - width
            spaces = spaces_to[at] - counts[index - 1]
            if gap < 0:
                room = spaces * shrink + scaling * width
                if -gap > room:
                    if width > longest * 1.1 and index - 1 == low:
                        low += 1
                    continue
                ratio = gap / room
            elif is_last:
                ratio = 0.0
            else:
                room = spaces * stretch + scaling * width
                if spaces == 0:
                    if tolerance != inf:
                        continue
                    ratio = 8.0
                else:
                    ratio = gap / room
                    if ratio > 1.0:
                        # Letters have given all that they can; the rest falls on the spaces.
                        ratio = max(1.0, (gap - given * width) / (spaces * stretch))
                if ratio > tolerance:
                    continue
            bad = 100.0 * (ratio * ratio * ratio if ratio > 0 else -ratio * ratio * ratio)
            total = node[0] + (10.0 + bad) * (10.0 + bad) + penalty * penalty
            row = node[2] + 1 if flagged else 0
            if row >= 2:
                total += cost.ladder
                if row >= 3:
                    total += NEVER
            if flagged and whole and node[4] in whole:
                total += NEVER
            loose = 0 if ratio < -0.5 else 1 if ratio <= 0.5 else 2 if ratio <= 1.0 else 3
            if abs(loose - node[3]) > 1:
                total += cost.contrast
            if is_last:
                if node[2]:
                    total += NEVER / 100
                if node[1] >= 0 and width < cost.runt:
                    total += NEVER / 200
            key = (min(row, 2), loose)
            known = best.get(key)
            if known is None or total < known[0]:
                best[key] = (total, at, row, loose, node[4] + 1, node)
        for found in best.values():
            nodes.append(found)
            places.append(starts[at])
            counts.append(spaces_from[at])
        if is_last:
            if not best:
                return None
            return _path(min(best.values(), key=lambda node: node[0]))
    return None


def _path(node: _Node | None) -> list[int]:
    path: list[int] = []
    while node is not None and node[1] >= 0:
        path.append(node[1])
        node = node[5]
    return path[::-1]
