"""Notes typed by hand: their calls, ``[1]``, ``(1)`` or ``¹``, and the list where they stand.

A list is taken for notes only when everything fits: its numbers run from 1 without a gap, and each
of them is called before it. Then the calls become links and the list becomes notes; their signs
are words of the apparatus, which each edition counts anew. When anything does not fit, the text
stays as it is, and the numbers under the heading « Notes » are words: what they answer to is not
known, and no list may count them anew.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from lxml import etree

from publish.article import EPUB_TYPE, E, is_note_call, tag
from publish.sources.blocks import Block, Role
from publish.sources.note_calls import (
    CALLS,
    SUPERIOR,
    Change,
    called,
    line_of,
    number_of,
    put_calls,
    replaced,
    take_off,
)
from publish.words import words

HEADING = re.compile(
    r"(?:notes?(?: et références)?|références|notes? de (?:bas de page|fin)|footnotes?|endnotes?)"
    r"\s*:?",
    re.IGNORECASE,
)
"""The words of a heading over a list of notes."""

_MARK = re.compile(rf"\s*(?:\[(\d{{1,3}})\]|\((\d{{1,3}})\)|([{SUPERIOR}]{{1,3}}))\s*(?=\S)")
_TYPED = re.compile(r"\s*(\d{1,3})(?:[.)]|\s?[-–—:])\s+(?=\S)")
"""The number of a note as that of a list."""
_NUMBERED = re.compile(r"(\d{1,3})[.)]")
_GAP = 3
"""How many blocks without a number a note may have besides its first."""
_FLOWING = frozenset(("p", "ul", "ol", "dl", "blockquote", "figure", "table", "pre", "div"))
"""What a note may hold."""


@dataclass(frozen=True)
class _List:
    """Where the notes stand: the first block of each, the end of the last one, their style."""

    starts: Sequence[int]
    end: int
    style: str


def with_typed_notes(blocks: Sequence[Block], said: Sequence[str]) -> tuple[list[Block], list[str]]:
    """The blocks with calls and notes made, and the words without their signs.

    Notes are blocks of the role ``NOTE`` whose element is the finished ``aside``; ``said`` are the
    words of the manuscript. Both come back unchanged when there are no notes typed by hand.
    """
    if any(is_note_call(e) for block in blocks for e in block.element.iter("{*}a")):
        # The format has notes of its own: « [1] » is something else here.
        return list(blocks), list(said)
    made, changes = with_notes(blocks)
    rest = replaced(said, changes) if changes else list(said)
    return (list(blocks), list(said)) if rest is None else (made, rest)


def with_notes(blocks: Sequence[Block]) -> tuple[list[Block], list[Change]]:
    """The blocks with calls and notes made, and what that takes from the words of the text."""
    parts = [(place, part) for place, block in enumerate(blocks) for part in _parts(block)]
    lists = list(_lists_of_notes([part for _, part in parts]))
    # A list as any other, « Pour aller plus loin », waits behind those that say what they are.
    lists.sort(key=lambda a: a.style == "1" and not _is_headed(parts[a.starts[0] - 1][1]))
    calls = {style: _Calls(blocks, style) for style in CALLS}
    for found in lists:
        begin = parts[found.starts[0]][0]
        end = parts[found.end][0] if found.end < len(parts) else len(blocks)
        if found.end < len(parts) and end == parts[found.end - 1][0]:
            # The rest of a list that goes on with other numbers: these are no notes.
            continue
        for style in _styles(found, blocks[begin - 1] if begin else None):
            if calls[style].answered(len(found.starts), begin, in_order=style == "1"):
                listed = [part for _, part in parts[found.starts[0] : found.end]]
                starts = [start - found.starts[0] for start in found.starts]
                body, gone = _with_calls(blocks[:begin], style, range(1, len(starts) + 1))
                notes, signs = _notes(listed, starts)
                return [*_headed(body), *notes, *blocks[end:]], gone + signs
    return _with_numbers(blocks), []


class _Calls:
    """The calls of a style in the blocks, looked for when they are asked for."""

    def __init__(self, blocks: Sequence[Block], style: str):
        self._blocks = blocks
        self._style = style

    @cached_property
    def _found(self) -> list[tuple[int, int]]:
        """The block and the number of each call, in order."""
        return [
            (place, number)
            for place, block in enumerate(self._blocks)
            for number in called(block.element, self._style)
        ]

    @cached_property
    def _first(self) -> dict[int, int]:
        """The block in which each number is called first."""
        first: dict[int, int] = {}
        for place, number in self._found:
            first.setdefault(number, place)
        return first

    def answered(self, count: int, end: int, *, in_order: bool) -> bool:
        """Whether the blocks before ``end`` call the notes 1 to ``count``.

        ``in_order`` asks for two at the least, each called once, in their order, and nothing else.
        """
        if not all(self._first.get(number, end) < end for number in range(1, count + 1)):
            return False
        if not in_order:
            return True
        before = bisect_left(self._found, (end, 0))
        numbers = [number for _, number in self._found[:count]]
        return 1 < count == before and numbers == list(range(1, count + 1))


def _styles(found: _List, before: Block | None) -> Iterator[str]:
    """The styles in which the calls of a list may be written, the likeliest first."""
    # A number in parentheses is a year, a rank, a quantity too: under « Notes » it is a call.
    headed = before is not None and _is_headed(before)
    if found.style != "1":
        yield found.style
    yield from (s for s in ("¹[(" if headed else "¹[") if s != found.style)
    yield "1"


def _is_headed(before: Block) -> bool:
    return HEADING.fullmatch(before.text) is not None


def _headed(blocks: list[Block]) -> list[Block]:
    """The blocks, « Notes » at their end a heading."""
    if blocks and blocks[-1].role is None and _is_headed(blocks[-1]):
        blocks[-1] = replace(blocks[-1], role=Role.HEADING)
    return blocks


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


def beginnings_of_notes(lines: Sequence[str]) -> set[int]:
    """Which lines of a paragraph begin the notes of a list, ``[1] …`` and so on under each other.

    Empty when the first line does not, when there is one note only, or when a number is left out.
    """
    found = {place: number_of(m) for place, line in enumerate(lines) if (m := _MARK.match(line))}
    rising = all(after == before + 1 for before, after in pairwise(found.values()))
    return set(found) if 0 in found and len(found) > 1 and rising else set()


# --- the list ----------------------------------------------------------------------------------


def _parts(block: Block) -> Iterator[Block]:
    """A block, or the items of a numbered list and the lines of a paragraph that may be notes."""
    element = block.element
    if tag(element) == "ol" and not element.get("type") and element.get("start", "1") == "1":
        for number, item in enumerate(element, 1):
            yield replace(block, element=item, marker=f"{number}.", blank_before=0)
        return
    if tag(element) == "p" and block.role is not Role.MARKUP and _number(block) == 1:
        lines = list(_lines(element))
        if len(lines) > 1 and all(_number(replace(block, element=e)) for e in lines[:2]):
            yield from (replace(block, element=e, marker="") for e in lines)
            return
    yield block


def _lines(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The lines of a paragraph, each a paragraph; a line without a number goes on with the last."""
    copy = deepcopy(paragraph)
    line = E.p(copy.text or "")
    for child in list(copy):
        tail = child.tail
        if tag(child) == "br":
            rest = E.p(tail or "")
            rest.extend(_up_to_break(child))
            if _mark_of(line_of(rest)) is not None:
                yield line
                line = E.p(tail or "")
                continue
        line.append(child)
    yield line


def _up_to_break(end: etree._Element) -> Iterator[etree._Element]:
    for sibling in end.itersiblings():
        if tag(sibling) == "br":
            return
        yield deepcopy(sibling)


def _lists_of_notes(blocks: Sequence[Block]) -> Iterator[_List]:
    """Runs of blocks numbered from 1, the last first."""
    numbers = [_number(b) for b in blocks]
    for start in reversed([i for i, n in enumerate(numbers) if n == 1 and i]):
        starts, gap = [start], 0
        for index in range(start + 1, len(blocks)):
            if numbers[index] == len(starts) + 1:
                starts.append(index)
                gap = 0
            else:
                gap += 1
                if gap > _GAP or blocks[index].role is Role.HEADING:
                    break
        style = _style(blocks[start])
        if style != "1" or len(starts) == starts[-1] - starts[0] + 1:
            yield _List(starts, starts[-1] + 1, style)


def _style(block: Block) -> str:
    match = None if block.marker else _MARK.match(line_of(block.element))
    if match is None:
        return "1"
    return "¹" if match[3] else match[0].strip()[0]


def _number(block: Block) -> int | None:
    if block.told or block.role in (Role.HEADING, Role.TITLE):
        return None
    if block.marker:
        match = _NUMBERED.fullmatch(block.marker)
    elif block.role is Role.MARKUP:
        return None
    else:
        # Most paragraphs begin with a letter: these are not read as a whole.
        head = next((t for t in block.element.itertext() if t.strip()), "").lstrip()[:1]
        may_be = head in "[(" or head.isdigit()
        match = _mark_of(line_of(block.element)) if may_be and head else None
    return None if match is None else number_of(match)


def _mark_of(line: str) -> re.Match[str] | None:
    return _MARK.match(line) or _TYPED.match(line)


# --- the notes ---------------------------------------------------------------------------------


def _with_calls(
    blocks: Sequence[Block], style: str, known: range
) -> tuple[list[Block], list[Change]]:
    made: list[Block] = []
    changes: list[Change] = []
    seen: dict[int, int] = {}
    for block in blocks:
        element = deepcopy(block.element)
        gone = put_calls(element, style, known, seen)
        changes += gone
        made.append(replace(block, element=element) if gone else block)
    return made, changes


def _notes(listed: Sequence[Block], starts: Sequence[int]) -> tuple[list[Block], list[Change]]:
    """The blocks of a list made into notes, each of which begins at one of ``starts``."""
    made: list[Block] = []
    changes: list[Change] = []
    for number, (start, end) in enumerate(pairwise([*starts, len(listed)]), 1):
        first = listed[start]
        aside = E.aside({"id": f"n{number}", "role": "doc-footnote", EPUB_TYPE: "footnote"})
        content, gone = _bare(first)
        changes += gone
        aside.extend(content)
        for block in listed[start + 1 : end]:
            element = deepcopy(block.element)
            if any(c.isalnum() for c in block.marker):
                element.text = f"{block.marker} {element.text or ''}"
            aside.append(element)
        made.append(replace(first, element=aside, role=Role.NOTE, marker=f"[{number}]"))
    return made, changes


def _bare(block: Block) -> tuple[list[etree._Element], list[Change]]:
    """What a note holds of a block, without its number, and what that takes from the words."""
    element = deepcopy(block.element)
    element.tail = None
    if block.marker:
        said = line_of(element)
        changes = [Change(words(f"{block.marker} {said}"), words(said))]
    else:
        changes = take_off(element, _MARK) or take_off(element, _TYPED)
    if tag(element) != "li":
        return [element], changes
    inner = [e for e in element if tag(e) in _FLOWING]
    paragraph = E.p(element.text or "")
    paragraph.extend(e for e in list(element) if tag(e) not in _FLOWING)
    for key in ("lang", "dir"):
        if element.get(key):
            paragraph.set(key, element.get(key, ""))
    bare = len(paragraph) or (paragraph.text or "").strip()
    return [paragraph, *inner] if bare else inner, changes
