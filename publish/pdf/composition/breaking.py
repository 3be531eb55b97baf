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

    scaling: float = 0.02
    """How much letters may be widened or narrowed, as a share of their width; they give first."""
    stretch: float = 0.06
    """How much a word space may grow before it is felt; a natural space has 0.25."""
    shrink: float = 0.055
    """How much a word space may shrink before it is felt."""
    narrowest: float = 0.1
    """How much it may shrink at the most: two fifths."""
    widest: float = 0.119
    """How much it may grow at the most, wherever there is a way; with what the letters’ own
    widening adds to it, it then has half more than a natural space."""
    tracking: float = 0.018
    """How far letters may be set apart where spaces would grow beyond ``widest``."""
    gaping: float = 0.244
    """How much more makes it twice a natural space."""
    last_tracking: float = 0.033
    """How far letters may be set apart where spaces would grow beyond ``gaping``."""
    hyphen: tuple[float, float, float] = (141.0, 175.0, 584.0)
    """For a division of each quality: good, tolerable, last resort."""
    dash: float = 25.0
    """For a break after a hyphen or a dash of the text."""
    joint: float = 187.0
    """For a break inside a path or an address, after one of its marks."""
    ladder: float = 6000.0
    """For a second divided line in a row; a third is made only where nothing else will do."""
    contrast: float = 3000.0
    """For a loose line beside a tight one."""
    loose: float = 100_000.0
    """For a line whose spaces grow beyond ``widest``."""
    gap: float = 20_000_000.0
    """For one whose spaces grow beyond ``gaping``."""
    runt: float = 2.5
    """The least length of the last line."""


NEVER = 1e9
"""The cost of what is done only where there is no other way: a third divided line in a row, or one
at the foot of a page."""

_SHUNNED = NEVER / 200
"""The cost of a runt; that of a division before the last line is the double."""

_LETTER = 0.3
"""The mean width of the narrowest letters that fill a line of a text face."""

_SCALED = 10.0
"""The badness of letters widened or narrowed as far as they may be."""

_WORST = NEVER * 1e3
"""The most that the strain of a line can cost: more than anything else, for a gap that has no end
is the worst of all."""


@dataclass(frozen=True)
class Breaks:
    """The places where a paragraph may be broken, in order, the last one its end.

    ``ends[i]`` and ``starts[i]`` are positions along the unbroken paragraph, in em: where the line
    that ends at ``i`` ends (with its hyphen, without what may hang out of the measure), and where
    the one after it starts. ``spaces_to[i]`` and ``spaces_from[i]`` count the word spaces before
    these positions, ``letters_to[i]`` and ``letters_from[i]`` all characters, spaces among them.
    ``penalties[i]`` is the cost of breaking there, ``divided[i]`` whether the line ends with a
    hyphen.
    """

    ends: Sequence[float]
    starts: Sequence[float]
    spaces_to: Sequence[int]
    spaces_from: Sequence[int]
    letters_to: Sequence[int]
    letters_from: Sequence[int]
    penalties: Sequence[float]
    divided: Sequence[bool]

    def after(self, first: int) -> Breaks:
        """Those from number ``first`` on."""
        return Breaks(
            self.ends[first:],
            self.starts[first:],
            self.spaces_to[first:],
            self.spaces_from[first:],
            self.letters_to[first:],
            self.letters_from[first:],
            self.penalties[first:],
            self.divided[first:],
        )


@dataclass(slots=True)
class _Node:
    """A break reached at the least cost: by how many divided lines in a row, how loosely."""

    cost: float
    at: int
    row: int
    looseness: int
    line: int
    before: _Node | None


@dataclass(frozen=True)
class Given:
    """What a line gives: ``scale`` of the width of its letters, ``space`` more for each space,
    ``track`` for each letter."""

    scale: float
    space: float
    track: float = 0.0


def giving(gap: float, width: float, spaces: int, letters: int, cost: Cost) -> Given:
    """How a line fills ``gap`` more than its ``width``, or gives it back; lengths in em.

    Letters are widened or narrowed as far as they may be before the spaces give; letters are set
    apart only where spaces would look wider than ``widest``, and more where they would gape.
    ``letters`` counts the spaces too.
    """
    scale = max(-cost.scaling, min(gap / width, cost.scaling)) if width else 0.0
    if not spaces:
        return Given(min(scale, 0.0), 0.0)
    left = gap - scale * width
    track = 0.0
    for limit, most in ((cost.widest, cost.tracking), (cost.gaping, cost.last_tracking)):
        # Between two words stand two letters’ distances besides the space.
        wanted = (left - spaces * limit) / max(letters - 2 * spaces, 1)
        track = max(track, min(wanted, most))
    return Given(scale, (left - track * letters) / spaces, track)


def choose(
    breaks: Breaks,
    lengths: Sequence[float],
    cost: Cost,
    *,
    start: tuple[float, int, int] = (0.0, 0, 0),
    whole: Collection[int] = (),
) -> list[int] | None:
    """The breaks that cost least, the end included; ``None`` when some line cannot fit.

    ``lengths`` are those of the lines in em, the last one that of all others; ``start`` is the
    position where the first line starts, the spaces and the characters before it. Lines whose
    numbers (from 0) are in ``whole`` do not end with a hyphen.
    """
    best: _Node | None = None
    for tolerance in (cost.widest, cost.gaping, inf):
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
    start: tuple[float, int, int],
    whole: Collection[int],
    tolerance: float,
) -> _Node | None:
    last, longest, shortest = len(breaks.ends) - 1, max(lengths), min(lengths)
    counted = bool(whole) or len(lengths) > 2
    final = len(lengths) - 1
    # What a line may give at the most.
    narrower, wider = 1 - cost.scaling, 1 + cost.scaling + cost.last_tracking / _LETTER
    less, more = cost.narrowest, tolerance
    # The nodes of one break and one line, with where the line after them starts, and the spaces and
    # characters before it.
    groups: list[Sequence[_Node]] = [(_Node(0.0, -1, 0, 1, 0, None),)]
    places, counts, signs = [start[0]], [start[1]], [start[2]]
    low = 0
    found: dict[int, list[_Node]] = {}
    for at in range(last + 1):
        end, spaces_to, letters_to = breaks.ends[at], breaks.spaces_to[at], breaks.letters_to[at]
        toll, divided, ends = breaks.penalties[at] ** 2, breaks.divided[at], at == last
        best: dict[tuple[int, int, int], tuple[float, _Node]] = {}
        index, count = low, len(groups)
        while index < count:
            width, spaces = end - places[index], spaces_to - counts[index]
            if width * narrower - spaces * less > longest:
                # Nor will a longer one fit.
                index += 1
                low = index
                continue
            if not ends and width * wider + spaces * more < shortest:
                # Nor is a shorter one long enough.
                break
            group = groups[index]
            letters = letters_to - signs[index]
            index += 1
            line = group[0].line
            gap = lengths[line if line < final else final] - width
            strain = _strain(gap, width, spaces, letters, cost, ends)
            if strain is None or strain[2] > tolerance:
                continue
            alone = toll + strain[0]
            if divided and line in whole:
                alone += NEVER
            if ends and index > 1 and width < cost.runt:
                alone += _SHUNNED
            _reach(best, group, strain[1], alone, line if counted else 0, cost, divided, ends)
        found = {}
        for (_, row, looseness), (total, node) in best.items():
            new = _Node(total, at, row, looseness, node.line + 1, node)
            found.setdefault(new.line if counted else 1, []).append(new)
        for group in found.values():
            groups.append(group)
            places.append(breaks.starts[at])
            counts.append(breaks.spaces_from[at])
            signs.append(breaks.letters_from[at])
    return min((node for group in found.values() for node in group), key=_cost_of, default=None)


def _reach(
    best: dict[tuple[int, int, int], tuple[float, _Node]],
    group: Sequence[_Node],
    looseness: int,
    alone: float,
    line: int,
    cost: Cost,
    divided: bool,
    ends_paragraph: bool,
) -> None:
    """Keep in ``best`` what is reached from ``group`` by a line that costs ``alone`` by itself."""
    for node in group:
        total = node.cost + alone
        row = 0
        if divided:
            row = node.row + 1
            if row > 1:
                total += cost.ladder if row == 2 else NEVER
                row = min(row, 3)
        elif ends_paragraph and node.row:
            total += 2 * _SHUNNED
        if not -2 < looseness - node.looseness < 2:
            total += cost.contrast
        key = (line, row, looseness)
        if key not in best or total < best[key][0]:
            best[key] = (total, node)


def _cost_of(node: _Node) -> float:
    return node.cost


_Strain = tuple[float, int, float]
"""What a line costs by its spaces; its looseness, from 0, tight, to 3; how much its spaces grow
where that is more than they should, else 0."""


def _strain(
    gap: float, width: float, spaces: int, letters: int, cost: Cost, ends_paragraph: bool
) -> _Strain | None:
    """The strain of a line that lacks ``gap``, or has it too much; ``None`` if it cannot fit."""
    scaled = cost.scaling * width
    if gap < 0:
        if -gap <= scaled:
            return (_SCALED * gap / scaled) ** 2, 1, 0.0
        if -gap > scaled + spaces * cost.narrowest:
            return None
        ratio = (-gap - scaled) / (spaces * cost.shrink)
        return (_SCALED + 100.0 * ratio) ** 2, 1 if ratio <= 0.5 else 0, 0.0
    if ends_paragraph or gap == 0:
        return 0.0, 1, 0.0
    if not spaces:
        return _WORST, 3, inf
    if gap <= scaled:
        return (_SCALED * gap / scaled) ** 2, 1, 0.0
    # Letters have given all that they can; the rest falls on the spaces.
    more = (gap - scaled) / spaces
    ratio = more / cost.stretch
    total = (_SCALED + 100.0 * ratio) ** 2
    if ratio <= 1.0:
        return total, 1 if ratio <= 0.5 else 2, 0.0
    wide = more
    if more > cost.widest:
        apart = letters / spaces - 2
        wide = max(cost.widest, more - cost.tracking * apart)
        if wide > cost.gaping:
            wide = max(cost.gaping, more - cost.last_tracking * apart)
        if wide > cost.widest:
            total += cost.loose + (cost.gap if wide > cost.gaping else 0.0)
    return min(total, _WORST), 3, wide


def _path(node: _Node | None) -> list[int]:
    path: list[int] = []
    while node is not None and node.at >= 0:
        path.append(node.at)
        node = node.before
    return path[::-1]
