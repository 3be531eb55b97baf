"""Pictures of the pages that are composed worst, their faults marked in the margin."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pymupdf

from bench.composition.matching import SetLine, SetParagraph
from bench.composition.measure import LADDER, NATURAL, is_runt, word_spaces

_DPI = 150
_LOOSE, _TIGHT, _HYPHEN = (0.85, 0.1, 0.1), (0.1, 0.3, 0.85), (0.9, 0.6, 0.0)
_COLOURS = {"loose": _LOOSE, "tight": _TIGHT}


@dataclass(frozen=True)
class Fault:
    """What is wrong with a line: its kind, and how much it counts (1: a reader sees it)."""

    line: SetLine
    kind: str
    weight: float


def faults(paragraphs: Sequence[SetParagraph], size: float) -> Iterator[Fault]:
    """Lines looser than 1.5 × or tighter than 0.8 × the natural space, ladders, hyphens, runts."""
    for paragraph in paragraphs:
        for line, space in zip(paragraph.lines, word_spaces(paragraph, size), strict=False):
            if space is not None and space > 1.5 * NATURAL:
                yield Fault(line, "loose", min(2 * (space / NATURAL - 1.5), 4))
            elif space is not None and space < 0.8 * NATURAL:
                yield Fault(line, "tight", 4 * (0.8 - space / NATURAL))
        ladder = 0
        for line in paragraph.lines:
            ladder = ladder + 1 if line.hyphen else 0
            if ladder >= LADDER:
                yield Fault(line, "ladder", 1)
        for one, two in pairwise(paragraph.lines):
            if one.hyphen and one.page != two.page:
                yield Fault(one, "hyphen at the foot", 1)
        if len(paragraph.lines) > 1 and paragraph.lines[-2].hyphen:
            yield Fault(paragraph.lines[-2], "hyphen before the last line", 0.5)
        if is_runt(paragraph, size):
            yield Fault(paragraph.lines[-1], "runt", 0.5)


def picture_worst(
    pdf: Path, paragraphs: Sequence[SetParagraph], size: float, target: Path, count: int = 3
) -> list[str]:
    """Write ``target-PAGE.png`` for the worst pages; says of each what is wrong there."""
    by_page: dict[int, list[Fault]] = defaultdict(list)
    for fault in faults(paragraphs, size):
        by_page[fault.line.page].append(fault)
    worst = sorted(by_page, key=lambda page: -sum(f.weight for f in by_page[page]))[:count]
    told: list[str] = []
    with pymupdf.open(pdf) as document:
        for number in worst:
            page = document[number]
            margin = max(f.line.right for f in by_page[number]) + size / 2
            for fault in by_page[number]:
                base = fault.line.baseline
                colour = _COLOURS.get(fault.kind, _HYPHEN)
                x = margin + (4 if colour is _HYPHEN else 0)
                bar = pymupdf.Rect(x, base - 0.7 * size, x + 2.5, base + 0.2 * size)
                page.draw_rect(bar, color=None, fill=colour)
            path = target.with_name(f"{target.name}-{number + 1:03}.png")
            page.get_pixmap(dpi=_DPI).save(path)
            kinds = Counter(fault.kind for fault in by_page[number])
            told.append(f"{path}: " + ", ".join(f"{n} {kind}" for kind, n in kinds.most_common()))
    return told
