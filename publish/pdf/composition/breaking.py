"""Where the lines of a paragraph end, chosen for all of them together.

After D. E. Knuth and M. F. Plass, « Breaking Paragraphs into Lines », Software: Practice and
Experience 11 (1981), with the widening of letters counted among what a line can give, as Hàn Thế
Thành does (*Micro-typographic extensions to the TeX typesetting system*, 2000).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import inf


@dataclass(frozen=True)
class Cost:
    """What the lines of a paragraph may give and what they cost; lengths in em of its font."""

    stretch: float = 0.09
    """How much a word space may grow before it is felt; a natural space has 0.25."""
    shrink: float = 0.083
    """How much a word space may shrink at the most: a third of a natural space."""
    scaling: float = 0.02
    """How much letters may be widened or narrowed, as a share of their width."""
    eagerness: float = 3.0
    """How much sooner letters give than spaces."""
    tracking: float = 0.01
    """How far letters may be set apart where spaces would grow beyond ``stretch``."""
    hyphen: tuple[float, float, float] = (85.0, 105.0, 350.0)
    """For a division of each quality: good, tolerable, last resort."""
    dash: float = 20.0
    """For a break after a hyphen or a dash of the text."""
    joint: float = 150.0
    """For a break inside a path or an address, after one of its marks."""
    ladder: float = 6000.0
    """For a second divided line in a row; a third is made only where nothing else will do."""
    contrast: float = 3000.0
    """For a loose line beside a tight one."""
    runt: float = 2.5
    """The least length of the last line."""


NEVER = 1e9
"""The cost of what is done only where there is no other way: a third divided line in a row, or one
at the foot of a page."""

_SHUNNED = NEVER / 200
"""The cost of a runt; that of a division before the last line is the double."""

_LETTER = 0.45
"""The mean width of a letter of a text face."""

_TOLERANCES = (1.6, 4.0, inf)
"""How far beyond ``stretch`` spaces may grow, tried in turn."""


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


@dataclass(frozen=True)
class _Node:
    """A break reached at the least cost: by how many divided lines in a row, how loosely."""

    cost: float
    at: int
    row: int
    looseness: int
    line: int
    before: _Node | None


def choose(
    breaks: Breaks,
    lengths: Sequence[float],
    cost: Cost,
    *,
    start: tuple[float, int] = (0.0, 0),
    whole: Collection[int] = (),
) -> list[int] | None:
    """The breaks that cost least, the end included; ``None`` when some line cannot fit.

    ``lengths`` are those of the lines in em, the last one that of all others; ``start`` is the
    position where the first line starts and the spaces before it. Lines whose numbers (from 0) are
    in ``whole`` do not end with a hyphen.
    """
    best: _Node | None = None
    for tolerance in _TOLERANCES:
        found = _search(breaks, lengths, cost, start, whole, tolerance)
        if found is not None and (best is None or found.cost < best.cost):
            best = found
        if best is not None and best.cost < _SHUNNED:
            break
    return _path(best) if best else None


def _search(
    breaks: Breaks,
    lengths: Sequence[float],
    cost: Cost,
    start: tuple[float, int],
    whole: Collection[int],
    tolerance: float,
) -> _Node | None:
    ends, starts, spaces_from = breaks.ends, breaks.starts, breaks.spaces_from
    last, longest, shortest = len(ends) - 1, max(lengths), min(lengths)
    counted = bool(whole) or len(lengths) > 2
    # Nodes in the order of their breaks, with where the line after each starts, and its spaces.
    nodes = [_Node(0.0, -1, 0, 1, 0, None)]
    places, counts = [start[0]], [start[1]]
    low = 0
    for at in range(last + 1):
        end, spaces_to = ends[at], breaks.spaces_to[at]
        # A line this short asks more than any tolerance gives.
        least = 0.0 if at == last or tolerance == inf else 0.7 * shortest
        best: dict[tuple[int, int, int], _Node] = {}
        while low < len(nodes) and end - places[low] > 1.1 * longest:
            low += 1
        for index in range(low, len(nodes)):
            width = end - places[index]
            if width < least and index:
                break
            node = nodes[index]
            length = lengths[min(node.line, len(lengths) - 1)]
            spaces = spaces_to - counts[index]
            ratio = _ratio(length - width, width, spaces, cost, ends_paragraph=at == last)
            if -1.0 <= ratio <= tolerance:
                found = _extended(node, ratio, at, width, breaks, whole, cost)
                key = (found.row, found.looseness, found.line if counted else 0)
                if key not in best or found.cost < best[key].cost:
                    best[key] = found
        for found in best.values():
            nodes.append(found)
            places.append(starts[at])
            counts.append(spaces_from[at])
    return min(best.values(), key=lambda node: node.cost) if best else None


def _ratio(gap: float, width: float, spaces: int, cost: Cost, *, ends_paragraph: bool) -> float:
    """How much of what it can give a line must give: -1 at the tightest, 1 and more when loose."""
    if gap < 0:
        room = spaces * cost.shrink + cost.scaling * width
        return gap / room if room else -inf
    if ends_paragraph or gap == 0:
        return 0.0
    if not spaces:
        return inf
    ratio = gap / (spaces * cost.stretch + cost.scaling * width)
    if ratio <= 1.0:
        return ratio
    # Letters have given all that they can; the rest falls on the spaces.
    given = (cost.scaling + cost.tracking / _LETTER) * width
    return max(1.0, (gap - given) / (spaces * cost.stretch))


def _extended(
    node: _Node,
    ratio: float,
    at: int,
    width: float,
    breaks: Breaks,
    whole: Collection[int],
    cost: Cost,
) -> _Node:
    badness = min(100.0 * abs(ratio) ** 3, NEVER / 1e3)
    penalty = breaks.penalties[at]
    total = node.cost + (10.0 + badness) ** 2 + penalty * penalty
    row = 0
    if breaks.divided[at]:
        row = min(node.row + 1, 3)
        if row > 1:
            total += cost.ladder if row == 2 else NEVER
        if node.line in whole:
            total += NEVER
    looseness = 0 if ratio < -0.5 else 1 if ratio <= 0.5 else 2 if ratio <= 1.0 else 3
    if abs(looseness - node.looseness) > 1:
        total += cost.contrast
    if at == len(breaks.ends) - 1:
        total += 2 * _SHUNNED if node.row else 0.0
        total += _SHUNNED if node.at >= 0 and width < cost.runt else 0.0
    return _Node(total, at, row, looseness, node.line + 1, node)


def _path(node: _Node | None) -> list[int]:
    path: list[int] = []
    while node is not None and node.at >= 0:
        path.append(node.at)
        node = node.before
    return path[::-1]
