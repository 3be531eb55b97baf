"""Calls of notes that were typed by hand, found in the trees of blocks and put in as links.

A tree is read as one line in which a number set as a superior is written with superior digits, so
that « mot<sup>1</sup> » and « mot¹ » are one and the same.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from lxml import etree

from publish.article import EPUB_TYPE, PARAGRAPHS, E, tag
from publish.words import words

SUPERIOR = "⁰¹²³⁴⁵⁶⁷⁸⁹"
PLAIN_DIGITS = str.maketrans(SUPERIOR, "0123456789")
_RAISED = str.maketrans("0123456789", SUPERIOR)
_BEFORE = r"[^\W\d_»”\"’.,;:!?)\]%…]"
CALLS = {
    "[": re.compile(r"\[(\d{1,3})\]"),
    "(": re.compile(r"\((\d{1,3})\)"),
    # Not a power: m², 10³ (a superior sign after a unit or a digit is no call).
    "¹": re.compile(
        rf"(?:(?<={_BEFORE})|(?<={_BEFORE}\s))(?<!\bm)(?<!\b[kcdm]m)([{SUPERIOR}]{{1,3}})"
    ),
    # A superior that lost its place when it was pasted: after a word or its punctuation.
    "1": re.compile(
        r"(?:(?<=[a-zà-öø-ÿœ]{2})|(?<=[a-zà-öø-ÿœ»”][.,;:!?…])|(?<=»))(\d{1,3})(?![\w%])(?![.,]\d)"
    ),
}
"""The signs of a call by the style of the list that answers to it."""

_SEALED = frozenset(("pre", "code", "math", "img"))
"""What no call stands in."""
_WRAPPERS = frozenset(("sup", "a", "em", "strong", "span", "small", "i", "b", "u"))
_DIGITS = re.compile(r"\s*\d{1,3}\s*")


@dataclass
class _Piece:
    """A piece of text of a tree: the ``text`` of a node, or its ``tail``."""

    node: etree._Element
    is_tail: bool
    said: str
    sealed: bool = False
    stands_for: bool = False
    """Whether it is the space that a line end is worth, which stands in no tree."""

    def write(self, said: str) -> None:
        if self.is_tail:
            self.node.tail = said
        else:
            self.node.text = said


@dataclass(frozen=True)
class _Sign:
    """The sign of a call: the index of its piece in the run, where it stands in it, its number."""

    place: int
    start: int
    end: int
    number: int


@dataclass(frozen=True)
class Change:
    """The words of a stretch of text, as they were and without the signs of notes in it."""

    before: Sequence[str]
    after: Sequence[str]


def line_of(element: etree._Element) -> str:
    """All text in an element as one line, superiors as such, a space where blocks meet."""
    return " ".join("".join(p.said for p in run) for run in _runs(element))


def called(element: etree._Element, style: str) -> Iterator[int]:
    """The numbers of the calls in an element, in order."""
    for run in _runs(element):
        yield from (sign.number for sign in _signs(run, style))


def number_of(match: re.Match[str]) -> int:
    """The number in the first group of a match, whichever digits it is written in."""
    return int(next(g for g in match.groups() if g).translate(PLAIN_DIGITS))


def put_calls(
    element: etree._Element, style: str, known: range, seen: dict[int, int]
) -> list[Change]:
    """Make links of the calls of ``known`` notes in an element, which is changed.

    ``seen`` counts the calls of each note so far. Returns the stretches that lost signs.
    """
    changes = []
    for run in _runs(element):
        found = [sign for sign in _signs(run, style) if sign.number in known]
        if not found:
            continue
        before = words("".join(p.said for p in run))
        names = []
        for sign in found:
            seen[sign.number] = seen.get(sign.number, 0) + 1
            again = f"-{seen[sign.number]}" if seen[sign.number] > 1 else ""
            names.append(f"r{sign.number}{again}")
        # From the end, so that what is not done yet stays where it was found.
        for sign, name in reversed(list(zip(found, names, strict=True))):
            _put(run, sign, name)
        changes.append(Change(before, words("".join(p.said for p in run))))
    return changes


def take_off(element: etree._Element, sign: re.Pattern[str]) -> list[Change]:
    """Take the sign at the head of an element off, which is changed."""
    for run in _runs(element):
        said = "".join(p.said for p in run)
        match = sign.match(said)
        if match is None:
            return []
        left = match.end()
        for piece in run:
            gone = min(left, len(piece.said))
            piece.said = piece.said[gone:]
            if not piece.stands_for:
                piece.write(_of_node(piece)[gone:])
            left -= gone
        for wrapper in [e for e in element.iter() if tag(e) in _WRAPPERS]:
            if not len(wrapper) and not (wrapper.text or "").strip():
                _unwrap(wrapper)
        return [Change(words(said), words(said[match.end() :]))]
    return []


def _put(run: Sequence[_Piece], sign: _Sign, name: str) -> None:
    piece = run[sign.place]
    attributes = {"href": f"#n{sign.number}", "id": name, "role": "doc-noteref"}
    call = E.a({**attributes, EPUB_TYPE: "noteref"}, str(sign.number))
    whole = _of_node(piece)
    head, call.tail = whole[: sign.start], whole[sign.end :]
    if piece.is_tail:
        piece.node.tail = None
        piece.node.addnext(call)
    else:
        piece.node.insert(0, call)
    piece.write(head)
    piece.said = piece.said[: sign.start] + piece.said[sign.end :]
    _close_up(run, sign.place, sign.start)
    parent = call.getparent()
    while parent is not None and tag(parent) in _WRAPPERS and _is_alone(call, parent):
        call.tail = parent.tail
        parent.tail = None
        grand = parent.getparent()
        assert grand is not None
        grand.replace(parent, call)
        parent = grand


def _close_up(run: Sequence[_Piece], place: int, start: int) -> None:
    """Take away a space before the call that was put in at ``start`` of a piece."""
    if start == 0:
        place = next((i for i in reversed(range(place)) if run[i].said), -1)
        if place < 0 or run[place].sealed:
            return
        start = len(run[place].said)
    piece = run[place]
    if piece.said[start - 1 : start].isspace():
        piece.said = piece.said[: start - 1] + piece.said[start:]
        whole = _of_node(piece)
        piece.write(whole[: start - 1] + whole[start:])


def _is_alone(call: etree._Element, parent: etree._Element) -> bool:
    return len(parent) == 1 and not (parent.text or "").strip() and not (call.tail or "").strip()


def _of_node(piece: _Piece) -> str:
    return (piece.node.tail if piece.is_tail else piece.node.text) or ""


def _unwrap(element: etree._Element) -> None:
    parent, previous = element.getparent(), element.getprevious()
    if parent is None:
        return
    if previous is None:
        parent.text = (parent.text or "") + (element.tail or "")
    else:
        previous.tail = (previous.tail or "") + (element.tail or "")
    parent.remove(element)


def _signs(run: Sequence[_Piece], style: str) -> Iterator[_Sign]:
    """The signs of a style in a run that stand whole in one of its pieces."""
    said = "".join(p.said for p in run)
    if style in "[(" and style not in said:
        return
    begins = list(accumulate((len(p.said) for p in run), initial=0))
    for match in CALLS[style].finditer(said):
        place = bisect_right(begins, match.start()) - 1
        if match.end() <= begins[place + 1] and not run[place].sealed:
            start = match.start() - begins[place]
            yield _Sign(place, start, start + len(match[0]), number_of(match))


def _runs(element: etree._Element) -> list[list[_Piece]]:
    """The pieces of an element, parted where one paragraph ends and the next begins."""
    found = _pieces(element, sealed=False, raised=False)
    return [
        [p for p in group if p is not None]
        for parted, group in groupby(found, lambda p: p is None)
        if not parted
    ]


def _pieces(element: etree._Element, *, sealed: bool, raised: bool) -> Iterator[_Piece | None]:
    """The pieces of an element in order, ``None`` where a stretch of text ends."""
    name = tag(element)
    sealed = sealed or name in _SEALED or (name == "a" and not _is_bare_sign(element))
    raised = raised or (
        name == "sup" and _DIGITS.fullmatch("".join(element.itertext())) is not None
    )
    ends = name in PARAGRAPHS or name == "img"
    if ends:
        yield None
    if element.text and name:
        said = element.text.translate(_RAISED) if raised else element.text
        yield _Piece(element, False, said, sealed)
    for child in element:
        yield from _pieces(child, sealed=sealed, raised=raised)
        if tag(child) == "br":
            # One stretch with what stands before, but another word.
            yield _Piece(child, True, " ", sealed=True, stands_for=True)
        if child.tail:
            said = child.tail.translate(_RAISED) if raised else child.tail
            yield _Piece(child, True, said, sealed)
    if ends:
        yield None


def _is_bare_sign(link: etree._Element) -> bool:
    """Whether a link is nothing but the sign of a note that leads nowhere else."""
    said = "".join(link.itertext()).strip()
    if not (link.get("href") or "#").startswith("#") or link.get("role") is not None:
        return False
    return any(sign.fullmatch(said) for sign in (CALLS["["], CALLS["("], _DIGITS))


def replaced(said: Sequence[str], changes: Sequence[Change]) -> list[str] | None:
    """The words with the changes made, each where its words stand in a row.

    ``None`` when the words of one of them stand nowhere.
    """
    found = f" {' '.join(said)} "
    start = 0
    for change in changes:
        before, after = (f" {' '.join(w)} " if w else " " for w in (change.before, change.after))
        place = found.find(before, start)
        if place < 0:
            place = found.find(before)
        if place < 0 and list(change.before[1:]) == list(change.after):
            # The number of a list that the format counts itself: its witness has it at the end.
            before, after = f" {change.before[0]} ", " "
            place = found.rfind(before)
        if place < 0:
            return None
        found = found[:place] + after + found[place + len(before) :]
        start = place
    return found.split()
