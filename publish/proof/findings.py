"""What a proof-reader looks for on the printed pages, found in their lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, pairwise

from lxml import etree

from publish.pdf.divided import HYPHEN
from publish.pdf.glyphs import lacking
from publish.pdf.pictures import COARSE, Printed
from publish.proof.lines import Line, Rectangle

LOOSE = 1.5
"""Spaces wider than so many natural ones are seen as holes."""
_LADDER = 3
"""So many divided lines one under the other are a ladder."""
_RUNT = 2.5
"""A last line shorter than this, in em, hangs under its paragraph."""
_HANGS = 0.4
"""How far hyphens and full stops hang out of the measure at most, in em; more is too much."""


class Fault(StrEnum):
    """What can be wrong, from what is seen first to what is only worth knowing."""

    OVERFULL = "overfull"
    GLYPH = "glyph"
    IMAGE = "image"
    WIDOW = "widow"
    ORPHAN = "orphan"
    LADDER = "ladder"
    LOOSE = "loose"
    RUNT = "runt"
    DIVISION = "division"


@dataclass(frozen=True)
class Finding:
    """One thing to look at: its page from 0, the place on it in points, what is read there.

    ``measure`` says how much: the spaces as a multiple of the natural one, the lines of a ladder,
    the dots an inch of a picture, how far a line goes beyond its measure in points. ``element`` is
    the one of the print document it belongs to.
    """

    fault: Fault
    page: int
    box: Rectangle
    text: str
    element: etree._Element
    measure: float = 0.0


def find(lines: Sequence[Line], pictures: Sequence[Printed]) -> list[Finding]:
    """Everything there is to look at, by kind, the worst first where there is a worst."""
    found = [*_of_paragraphs(lines), *_of_lines(lines), *_of_pictures(pictures)]
    kinds = list(Fault)
    return sorted(found, key=lambda f: (kinds.index(f.fault), -_weight(f), f.page, f.box[1]))


def _weight(finding: Finding) -> float:
    if finding.fault is Fault.IMAGE:
        return -finding.measure
    return 0.0 if finding.fault is Fault.DIVISION else finding.measure


def _of_lines(lines: Sequence[Line]) -> Iterator[Finding]:
    for line in lines:
        if line.space > LOOSE:
            yield _at(line, Fault.LOOSE, line.text, line.space)
        beyond = line.box[2] - line.right
        if beyond > _HANGS * line.em:
            yield _at(line, Fault.OVERFULL, line.text, beyond)
        for sign in sorted(lacking(line.text)):
            yield _at(line, Fault.GLYPH, sign)


def _at(line: Line, fault: Fault, text: str, measure: float = 0.0) -> Finding:
    return Finding(fault, line.page, line.box, text, line.element, measure)


def _of_pictures(pictures: Sequence[Printed]) -> Iterator[Finding]:
    for picture in pictures:
        if picture.dpi < COARSE:
            name = picture.name.rpartition("/")[2]
            yield Finding(
                Fault.IMAGE, picture.page, picture.box, name, picture.element, picture.dpi
            )


def _of_paragraphs(lines: Sequence[Line]) -> Iterator[Finding]:
    for paragraph in paragraphs(lines):
        yield from _divisions(paragraph)
        yield from _ladders(paragraph)
        if len(paragraph) < 2:
            continue
        first, second, *_ = paragraph
        *_, before, last = paragraph
        if first.page != second.page:
            yield _at(first, Fault.ORPHAN, first.text)
        if before.page != last.page:
            yield _at(last, Fault.WIDOW, last.text)
        if _is_justified(paragraph) and last.box[2] - last.box[0] < _RUNT * last.em:
            yield _at(last, Fault.RUNT, last.text)


def paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each block, over pages, in the order in which the blocks begin."""
    blocks: dict[etree._Element, list[Line]] = {}
    for line in lines:
        blocks.setdefault(line.element, []).append(line)
    return list(blocks.values())


def _is_justified(paragraph: Sequence[Line]) -> bool:
    return any(line.space != 1 for line in paragraph)


_LAST_WORD = re.compile(r"[^\s\u00a0\u202f]*$")
_FIRST_WORD = re.compile(r"^[^\s\u00a0\u202f]*")


def _divisions(paragraph: Sequence[Line]) -> Iterator[Finding]:
    """Each word divided between two lines, with a hyphen where it is."""
    for line, following in pairwise(paragraph):
        if _is_divided(line):
            head, rest = _LAST_WORD.search(line.text), _FIRST_WORD.search(following.text)
            assert head is not None
            assert rest is not None
            word = head.group().removesuffix(HYPHEN) + "-" + rest.group()
            # Worse where the eye has to turn the page for the rest of the word.
            yield _at(line, Fault.DIVISION, word, float(line.page != following.page))


def _ladders(paragraph: Sequence[Line]) -> Iterator[Finding]:
    # A ladder is seen on one page.
    def kind(line: Line) -> tuple[int, bool]:
        return line.page, _is_divided(line)

    for (page, divided), group in groupby(paragraph, key=kind):
        run = list(group)
        if divided and len(run) >= _LADDER:
            box = _around([line.box for line in run])
            text = " / ".join(_ending(line.text) for line in run)
            yield Finding(Fault.LADDER, page, box, text, run[0].element, len(run))


def _is_divided(line: Line) -> bool:
    return line.text.endswith(HYPHEN)


def _ending(text: str) -> str:
    word = _LAST_WORD.search(text)
    return "" if word is None else word.group()


def _around(boxes: Sequence[Rectangle]) -> Rectangle:
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)
