"""The paragraphs of the text found again in the lines of a PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bench.composition.glyphs import Line, normal
from bench.composition.text import Block

_HEADING_WITHIN = 8
_PARAGRAPH_WITHIN = 600
"""How many lines further on a block is looked for: what stands between is front matter."""
_SMALLEST = 0.95
"""Lines of smaller type than this share of the text's are running heads, folios, notes."""


class NotFoundError(Exception):
    """A paragraph of the text that is not in the PDF."""


@dataclass(frozen=True)
class SetLine:
    """A line of a paragraph, in points.

    ``spaces`` are its word spaces (U+0020 in the text, never a no-break space): from the end of the
    advance of the last glyph before to the start of the next. ``divided``: a word is divided at its
    end with a hyphen that the text does not have; ``hyphen``: it ends in a hyphen inside a word,
    the text's own (peut-/être) or another.
    """

    page: int
    baseline: float
    left: float
    right: float
    spaces: tuple[float, ...]
    divided: bool
    hyphen: bool


@dataclass(frozen=True)
class SetParagraph:
    """A paragraph as set: its text and its lines."""

    text: str
    lines: tuple[SetLine, ...]


@dataclass(frozen=True)
class _Passage:
    """A block as glyphs show it: signs without spaces, and where words begin in it."""

    signs: str
    after_space: frozenset[int]
    after_gap: frozenset[int]


def match(blocks: Sequence[Block], lines: Sequence[Line], size: float) -> list[SetParagraph]:
    """Every paragraph of ``blocks``, whose type is of ``size`` points.

    Headings are passed over, and so is everything that is not of the text. Raises
    :class:`NotFoundError` for a paragraph that is not there as a run of whole lines.
    """
    candidates = [line for line in lines if line.size >= size * _SMALLEST]
    found: list[SetParagraph] = []
    at = 0
    for block in blocks:
        passage = _passage(block.text)
        within = _HEADING_WITHIN if block.level else _PARAGRAPH_WITHIN
        for start in range(at, min(at + within, len(candidates))):
            taken = _take(passage, candidates, start)
            if taken is not None:
                at = start + len(taken)
                if not block.level:
                    found.append(SetParagraph(block.text, tuple(taken)))
                break
        else:
            if not block.level:
                near = " / ".join(_text(line) for line in candidates[at : at + 3])
                raise NotFoundError(f"{block.text[:120]!r} is not after line {at}: {near!r}")
    return found


def _text(line: Line) -> str:
    return "".join(glyph.text for glyph in line.glyphs)


def _passage(text: str) -> _Passage:
    signs = ""
    after_space: set[int] = set()
    after_gap: set[int] = set()
    for sign in text:
        if sign == " ":
            after_space.add(len(signs))
        if sign.isspace():
            after_gap.add(len(signs))
        signs += normal(sign)
    return _Passage(signs, frozenset(after_space), frozenset(after_gap))


def _take(passage: _Passage, lines: Sequence[Line], start: int) -> list[SetLine] | None:
    """The lines from ``start`` that hold the passage and nothing else, or ``None``."""
    taken: list[SetLine] = []
    at = 0
    while at < len(passage.signs):
        if start + len(taken) >= len(lines):
            return None
        line = lines[start + len(taken)]
        text = _text(line)
        own = passage.signs.startswith(text, at)
        if not own and not (text.endswith("-") and passage.signs.startswith(text[:-1], at)):
            return None
        end = at + len(text) - (not own)
        if not own and (end == at or end == len(passage.signs)):
            return None
        inside = end < len(passage.signs) and end not in passage.after_gap
        hyphen = text.endswith("-") and inside
        taken.append(_set_line(line, at, passage, divided=hyphen and not own, hyphen=hyphen))
        at = end
    return taken


def _set_line(line: Line, at: int, passage: _Passage, *, divided: bool, hyphen: bool) -> SetLine:
    spaces: list[float] = []
    right = line.glyphs[0].left
    place = at
    for glyph in line.glyphs:
        if place > at and place in passage.after_space:
            spaces.append(glyph.left - right)
        right = glyph.right
        place += len(glyph.text)
    left = line.glyphs[0].left
    return SetLine(line.page, line.baseline, left, right, tuple(spaces), divided, hyphen)
