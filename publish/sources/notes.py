"""Notes of a plain text: their calls, ``[1]``, ``(1)`` or ``¹``, and the list where they stand.

A list is taken for notes only when everything fits: its numbers run from 1 without a gap, and each
of them is called before it. Then the calls become links and the list becomes notes; their signs
are words of the apparatus, which each edition counts anew. When anything does not fit, the text
stays as it is, and the numbers under the heading « Notes » are words: what they answer to is not
known, and no list may count them anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace

from lxml import etree

from publish.article import EPUB_TYPE, E
from publish.sources.blocks import Block, Role

HEADING = re.compile(
    r"(?:notes?(?: et références)?|références|notes? de (?:bas de page|fin)|footnotes?|endnotes?)"
    r"\s*:?",
    re.IGNORECASE,
)
"""The words of a heading over a list of notes."""

_SUPERIOR = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_DIGITS = str.maketrans(_SUPERIOR, "0123456789")
_MARK = re.compile(rf"(?:\[(\d{{1,3}})\]|\((\d{{1,3}})\)|([{_SUPERIOR}]{{1,3}}))\s*(?=\S)")
_NUMBERED = re.compile(r"(\d{1,3})[.)]")
_CALLS = {
    "[": re.compile(r"\s?\[(\d{1,3})\]"),
    "(": re.compile(r"\s?\((\d{1,3})\)"),
    # Not a power: m², 10³ (a superior sign after a unit or a digit is no call).
    "¹": re.compile(
        rf"(?<=[^\W\d_]|[»”\"’.,;:!?)\]%…])(?<!\bm)(?<!\b[kcdm]m)([{_SUPERIOR}]{{1,3}})"
    ),
}
_GAP = 3
"""How many blocks without a number a note may have besides its first."""


@dataclass(frozen=True)
class _List:
    """Where the notes stand: the first block of each, and the end of the last one."""

    starts: Sequence[int]
    end: int
    style: str


def with_notes(blocks: Sequence[Block], text: str) -> tuple[list[Block], str]:
    """The blocks with calls and notes made, and the text without their signs.

    Notes are blocks of the role ``NOTE`` whose element is the finished ``aside``; ``text`` is that
    of the manuscript. Both come back unchanged when there are no notes.
    """
    found = _list_of_notes(blocks)
    if found is None:
        return list(blocks), text
    first = found.starts[0]
    # A number in parentheses is a year, a rank, a quantity too: under « Notes » it is a call.
    others = "[¹(" if HEADING.fullmatch(blocks[first - 1].text) else "[¹"
    for style in (found.style, *(s for s in others if s != found.style)):
        called = {int(n) for b in blocks[:first] for n in _called(b.text, style)}
        if called >= set(range(1, len(found.starts) + 1)):
            known = range(1, len(found.starts) + 1)
            return list(_made(blocks, found, style, known)), _bare(text, blocks, found, style)
    return _with_numbers(blocks), text


def _with_numbers(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, those under « Notes » that no call answers to with their numbers as words."""
    found: list[Block] = []
    listed = False
    for block in blocks:
        listed = bool(HEADING.fullmatch(block.text) or (listed and block.marker))
        if listed and _NUMBERED.fullmatch(block.marker):
            element = deepcopy(block.element)
            element.text = f"{block.marker} {element.text or ''}"
            found.append(replace(block, element=element, marker="", role=Role.PARAGRAPH))
        else:
            found.append(block)
    return found


def _list_of_notes(blocks: Sequence[Block]) -> _List | None:
    """The last run of blocks numbered from 1."""
    numbers = [_number(b) for b in blocks]
    start = next((i for i in reversed(range(len(blocks))) if numbers[i] == 1), None)
    if not start:
        return None
    starts, gap = [start], 0
    for index in range(start + 1, len(blocks)):
        if numbers[index] == len(starts) + 1:
            starts.append(index)
            gap = 0
        else:
            gap += 1
            if gap > _GAP:
                break
    match = _MARK.match(blocks[start].text)
    style = "¹" if match is None or match[3] else match[0].strip()[0]
    if style == "¹" and match is None and len(starts) != starts[-1] - starts[0] + 1:
        return None
    return _List(starts, starts[-1] + 1, style)


def _number(block: Block) -> int | None:
    match = _NUMBERED.fullmatch(block.marker) or (None if block.marker else _MARK.match(block.text))
    if match is None:
        return None
    return int(next(g for g in match.groups() if g).translate(_DIGITS))


def _called(text: str, style: str) -> Iterator[str]:
    return (m[1].translate(_DIGITS) for m in _CALLS[style].finditer(text))


def _made(blocks: Sequence[Block], found: _List, style: str, known: range) -> Iterator[Block]:
    seen: dict[int, int] = {}
    first = found.starts[0]
    for block in blocks[:first]:
        yield _with_calls(block, style, known, seen)
    ends = [*found.starts[1:], found.end]
    for number, (start, end) in enumerate(zip(found.starts, ends, strict=True), 1):
        paragraphs = [_without_mark(blocks[start]), *(b.text for b in blocks[start + 1 : end])]
        aside = {"id": f"n{number}", "role": "doc-footnote", EPUB_TYPE: "footnote"}
        element = E.aside(aside, *(E.p(p) for p in paragraphs))
        yield replace(blocks[start], element=element, role=Role.NOTE, marker=f"[{number}]")
    yield from blocks[found.end :]


def _without_mark(block: Block) -> str:
    return block.text if block.marker else _MARK.sub("", block.text, count=1)


def _with_calls(block: Block, style: str, known: range, seen: dict[int, int]) -> Block:
    """The block with its calls as links; ``seen`` counts the calls of each note."""
    element = E.p()
    place, last = 0, None
    text = block.text
    for match in _CALLS[style].finditer(text):
        number = int(match[1].translate(_DIGITS))
        if number not in known:
            continue
        _append(element, last, text[place : match.start()])
        seen[number] = seen.get(number, 0) + 1
        name = f"r{number}" if seen[number] == 1 else f"r{number}-{seen[number]}"
        call = {"href": f"#n{number}", "id": name, "role": "doc-noteref", EPUB_TYPE: "noteref"}
        last = E.a(call, str(number))
        element.append(last)
        place = match.end()
    if last is None:
        return block
    _append(element, last, text[place:])
    return replace(block, element=element)


def _append(element: etree._Element, last: etree._Element | None, text: str) -> None:
    if last is None:
        element.text = text
    else:
        last.tail = text


def _bare(text: str, blocks: Sequence[Block], found: _List, style: str) -> str:
    """The text of the manuscript without the signs of its calls and of its notes."""
    lines = text.split("\n")
    known = range(1, len(found.starts) + 1)

    def taken(match: re.Match[str]) -> str:
        return "" if int(match[1].translate(_DIGITS)) in known else match[0]

    begin = blocks[found.starts[0]].line - 1
    head = _CALLS[style].sub(taken, "\n".join(lines[:begin]))
    tail = lines[begin:]
    for start in found.starts:
        block = blocks[start]
        at = block.line - 1 - begin
        sign = _NUMBERED if block.marker else _MARK
        tail[at] = sign.sub("", tail[at], count=1)
    return "\n".join([head, *tail])
