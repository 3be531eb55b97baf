"""Plain text: paragraphs by blank lines, by lines of their own, or wrapped at a column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from publish.article import E
from publish.sources.blocks import Block
from publish.sources.completion import complete
from publish.sources.effort import text_problem
from publish.sources.encoding import decode
from publish.sources.manuscript import Manuscript, Reading
from publish.words import words

_BLANKS = " \t\u00a0\u202f\u2000-\u200a\u3000"
_MARKER = re.compile(rf"(?P<marker>[•●▪‣·◦*–-]|\d{{1,3}}[.)]|[a-z]\))[{_BLANKS}]+(?=\S)")
_BULLETS = frozenset("•●▪‣◦·")
_WRAP_SHARE = 0.8
_WRAP_WIDTHS = range(45, 121)


@dataclass(frozen=True)
class _Line:
    number: int
    text: str


def read(manuscript: Manuscript) -> Reading:
    """The article in a plain text, its structure inferred."""
    decoded = decode(manuscript.data, manuscript.name, manuscript.limits)
    if not decoded.text:
        return Reading(None, (), decoded.diagnostics)
    if problem := text_problem(decoded.text, manuscript.name, manuscript.limits):
        return Reading(None, (), (*decoded.diagnostics, problem))
    return complete(manuscript, _blocks(decoded.text), words(decoded.text), decoded.diagnostics)


def _blocks(text: str) -> list[Block]:
    chunks = list(_chunks(text))
    width = _wrap_width(chunks)
    paragraphs = [p for blank, chunk in chunks for p in _paragraphs(blank, chunk, width)]
    return _with_markers(paragraphs)


def _chunks(text: str) -> Iterator[tuple[int, list[_Line]]]:
    """Runs of lines that are not blank, each with the number of blank lines before it."""
    blank, run = 0, list[_Line]()
    for number, line in enumerate(text.split("\n"), 1):
        bare = " ".join(line.split())
        if bare:
            run.append(_Line(number, bare))
            continue
        if run:
            yield blank, run
            blank, run = 0, []
        blank += 1
    if run:
        yield blank, run


def _wrap_width(chunks: Sequence[tuple[int, Sequence[_Line]]]) -> int:
    """The column at which the text is wrapped, 0 when its lines end where paragraphs do.

    A line is wrapped when the first word of the next one would not have fitted in it. The items
    of a list say nothing: each begins a line of its own.
    """
    inner = [
        (line.text, following.text)
        for _, chunk in chunks
        for line, following in pairwise(chunk)
        if not _MARKER.match(following.text)
    ]
    width = max((len(line) for line, _ in inner), default=0)
    if width not in _WRAP_WIDTHS:
        return 0
    full = sum(len(line) + 1 + len(after.split(" ", 1)[0]) > width for line, after in inner)
    return width if full >= _WRAP_SHARE * len(inner) else 0


def _paragraphs(blank: int, chunk: Sequence[_Line], width: int) -> Iterator[tuple[int, _Line]]:
    """The paragraphs of a chunk with the blank lines before each."""
    current = chunk[0]
    last = chunk[0].text
    for line in chunk[1:]:
        first_word = line.text.split(" ", 1)[0]
        wrapped = width and len(last) + 1 + len(first_word) > width
        last = line.text
        if wrapped and not _MARKER.match(line.text):
            current = _Line(current.number, f"{current.text} {line.text}")
            continue
        yield blank, current
        blank, current = 0, line
    yield blank, current


def _with_markers(paragraphs: Sequence[tuple[int, _Line]]) -> list[Block]:
    """Blocks, with the markers of list items taken off where there is a list.

    A bullet is one wherever it stands; a dash or a number only beside another that continues it:
    a number must follow its neighbour's, since the list that is made of them counts by itself.
    """
    markers = [_MARKER.match(line.text) for _, line in paragraphs]
    signs = [m.group("marker") if m else "" for m in markers]
    blocks = []
    for index, (blank, line) in enumerate(paragraphs):
        match = markers[index]
        if match and _is_item(signs, index):
            element = E.p(line.text[match.end() :])
            blocks.append(Block(element, line.number, blank_before=blank, marker=signs[index]))
        else:
            blocks.append(Block(E.p(line.text), line.number, blank_before=blank))
    return blocks


def _is_item(signs: Sequence[str], index: int) -> bool:
    sign = signs[index]
    before = signs[index - 1] if index else ""
    after = signs[index + 1] if index + 1 < len(signs) else ""
    if sign in _BULLETS:
        return True
    if sign in ("-", "–", "*"):
        return sign in (before, after)
    return _follows(before, sign) or _follows(sign, after)


def _follows(first: str, second: str) -> bool:
    if not first or not second or first[-1] != second[-1]:
        return False
    a, b = first[:-1], second[:-1]
    if a.isdigit() and b.isdigit():
        return int(b) == int(a) + 1
    return len(a) == len(b) == 1 and a.isalpha() and b.isalpha() and ord(b) == ord(a) + 1
