"""What the lines of the paragraphs tell of the composition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import fmean, median, pstdev

from bench.composition.matching import SetLine, SetParagraph

NATURAL = 0.25
"""The word space of Libertinus Serif in em."""
RUNT = 2.5
"""A last line shorter than this, in em, is a runt."""
OVERFULL = 0.5
"""A line longer than the measure by more than this, in em, is overfull: more than protrusion."""
LADDER = 3


@dataclass(frozen=True)
class Composition:
    """The quality of one PDF; spaces in em, shares of 1.

    Spaces are those of justified lines (all but the last of each paragraph) with two words or more.
    ``space_mean`` and ``space_deviation`` are over all word spaces, so that a line counts with the
    number of its own; ``line_deviation``, the shares of loose and tight lines and the contrast are
    over lines, each with the mean of its spaces. ``hyphens`` and ``divided`` are shares of the
    lines that could end in a hyphen: all but the last of each paragraph.
    """

    lines: int
    justified: int
    pages: int
    space_mean: float
    space_deviation: float
    line_deviation: float
    above_half: float
    above_double: float
    below: float
    overfull: int
    divided: float
    hyphens: float
    longest_ladder: int
    ladders: int
    hyphens_recto: int
    hyphens_page: int
    hyphens_before_last: int
    runts: int
    widows: int
    orphans: int
    contrast: float


def measure(paragraphs: Sequence[SetParagraph], size: float) -> Composition:
    """The composition of the paragraphs of one PDF, set in type of ``size`` points."""
    lines = [line for paragraph in paragraphs for line in paragraph.lines]
    spaces = [space for p in paragraphs for space in word_spaces(p, size) if space is not None]
    each = [space / size for p in paragraphs for line in p.lines[:-1] for space in line.spaces]
    ladders = [length for p in paragraphs for length in _ladders(p)]
    breaks = [line for p in paragraphs for line in _before_page_breaks(p)]
    justified = [line for p in paragraphs for line in p.lines[:-1]]
    differences = [
        abs(one - two)
        for p in paragraphs
        for one, two in pairwise(word_spaces(p, size))
        if one is not None and two is not None
    ]
    return Composition(
        lines=len(lines),
        justified=len(spaces),
        pages=max(line.page for line in lines) - min(line.page for line in lines) + 1,
        space_mean=_mean(each),
        space_deviation=_deviation(each),
        line_deviation=_deviation(spaces),
        above_half=_share(space > 1.5 * NATURAL for space in spaces),
        above_double=_share(space > 2 * NATURAL for space in spaces),
        below=_share(space < 0.8 * NATURAL for space in spaces),
        overfull=len(overfull(justified, size)),
        divided=_share(line.divided for line in justified),
        hyphens=_share(line.hyphen for line in justified),
        longest_ladder=max(ladders, default=0),
        ladders=sum(length >= LADDER for length in ladders),
        hyphens_recto=sum(line.hyphen for line in breaks if line.page % 2 == 0),
        hyphens_page=sum(line.hyphen for line in breaks),
        hyphens_before_last=sum(len(p.lines) > 1 and p.lines[-2].hyphen for p in paragraphs),
        runts=sum(is_runt(p, size) for p in paragraphs),
        widows=sum(_parts(p)[-1] == 1 < len(_parts(p)) for p in paragraphs if len(p.lines) > 1),
        orphans=sum(_parts(p)[0] == 1 < len(_parts(p)) for p in paragraphs if len(p.lines) > 1),
        contrast=_mean(differences),
    )


def word_spaces(paragraph: SetParagraph, size: float) -> list[float | None]:
    """The word space of each justified line in em; ``None`` for a line of one word."""
    return [fmean(row.spaces) / size if row.spaces else None for row in paragraph.lines[:-1]]


def is_runt(paragraph: SetParagraph, size: float) -> bool:
    """Whether the last of several lines is all but empty."""
    last = paragraph.lines[-1]
    return len(paragraph.lines) > 1 and last.right - last.left < RUNT * size


def overfull(justified: Sequence[SetLine], size: float) -> list[SetLine]:
    """The lines that run out of the measure; the margin of a verso or recto is that of most."""
    found: list[SetLine] = []
    for side in (0, 1):
        here = [line for line in justified if line.page % 2 == side]
        if here:
            margin = median(line.right for line in here)
            found += [line for line in here if line.right > margin + OVERFULL * size]
    return found


def _ladders(paragraph: SetParagraph) -> Iterator[int]:
    """The lengths of the runs of lines that end in hyphens."""
    for hyphen, run in groupby(paragraph.lines, key=lambda line: line.hyphen):
        if hyphen:
            yield len(list(run))


def _before_page_breaks(paragraph: SetParagraph) -> Iterator[SetLine]:
    return (one for one, two in pairwise(paragraph.lines) if one.page != two.page)


def _parts(paragraph: SetParagraph) -> list[int]:
    """How many lines of the paragraph are on each page that it runs over."""
    return [len(list(run)) for _, run in groupby(paragraph.lines, key=lambda line: line.page)]


def _mean(values: Sequence[float]) -> float:
    return fmean(values) if values else 0.0


def _deviation(values: Sequence[float]) -> float:
    return pstdev(values) if values else 0.0


def _share(facts: Iterable[bool]) -> float:
    counted = list(facts)
    return sum(counted) / len(counted) if counted else 0.0
