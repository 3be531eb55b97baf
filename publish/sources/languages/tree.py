"""The text of a block as one string, and an element put around a part of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from publish.article import XML_LANG, E, is_note_call, tag

HIDDEN = "\ufffc"
"""Stands for each character that is not to be judged: code, calls of notes, marked passages."""
_APART = frozenset(("code", "kbd", "samp", "var", "math", "pre", "cite"))


class Piece(NamedTuple):
    """A string of the tree: the ``text`` of an element, or its ``tail``; what is judged of it."""

    element: etree._Element
    tail: bool
    value: str
    seen: str

    @property
    def holder(self) -> etree._Element | None:
        """The element in whose content the string stands."""
        return self.element.getparent() if self.tail else self.element


def pieces(block: etree._Element) -> list[Piece]:
    """The strings of a block in order."""
    return list(_pieces(block, hidden=False))


def _pieces(element: etree._Element, *, hidden: bool) -> Iterator[Piece]:
    yield _piece(element, False, element.text or "", hidden)
    for child in element:
        name = tag(child)
        if name == "br":
            # The end of a line of verse.
            yield Piece(child, False, "\n", "\n")
        elif name:
            apart = hidden or name in _APART or is_note_call(child) or bool(marked(child))
            yield from _pieces(child, hidden=apart)
        yield _piece(child, True, child.tail or "", hidden)


def _piece(element: etree._Element, tail: bool, value: str, hidden: bool) -> Piece:
    return Piece(element, tail, value, HIDDEN * len(value) if hidden else value)


def seen(found: Sequence[Piece]) -> str:
    """The text as it is judged."""
    return "".join(piece.seen for piece in found)


def marked(element: etree._Element) -> str:
    """The language that an element names, empty for none."""
    return element.get("lang") or element.get(XML_LANG) or ""


def enclose(block: etree._Element, start: int, end: int, language: str) -> bool:
    """Mark the characters ``start`` to ``end`` of a block’s text as being in a language.

    The element that has just these characters takes the mark; else a ``span`` is put around them.
    Where they begin in one element and end in another nothing is done, and the answer is ``False``.
    """
    found, bounds = _until(block, end)
    try:
        first = next(i for i, (_, until) in enumerate(bounds) if start < until)
        last = next(i for i, (_, until) in enumerate(bounds) if end <= until)
    except StopIteration:
        return False
    first, last = _outermost(found, bounds, first, last, start, end)
    holder = found[first].holder
    if holder is None or holder is not found[last].holder:
        return False
    before = found[first].value[: max(0, start - bounds[first][0])]
    after = found[last].value[end - bounds[last][0] :] if end > bounds[last][0] else ""
    if holder is not block and not before and not after and _fills(holder, found, first, last):
        holder.set("lang", language)
        return True
    _wrap(holder, found, bounds, (first, last), (start, end), language)
    return True


def _until(block: etree._Element, end: int) -> tuple[list[Piece], list[tuple[int, int]]]:
    """The strings of a block as far as they begin before a place or at it, and their bounds."""
    found, bounds, at = [], [], 0
    for piece in _pieces(block, hidden=False):
        if at > end:
            break
        found.append(piece)
        bounds.append((at, at + len(piece.value)))
        at += len(piece.value)
    return found, bounds


def _outermost(
    found: Sequence[Piece],
    bounds: Sequence[tuple[int, int]],
    first: int,
    last: int,
    start: int,
    end: int,
) -> tuple[int, int]:
    """The pieces of one element between which the characters stand, as far out as need be.

    A quotation that begins with words in italics begins in the ``em`` and ends outside of it: it is
    taken from the (empty) end of the string before the ``em``.
    """
    while found[first].holder is not found[last].holder:
        if _depth(found[first].holder) > _depth(found[last].holder):
            if start != bounds[first][0] or first == 0:
                break
            first -= 1
        else:
            if end != bounds[last][1] or last + 1 == len(found):
                break
            last += 1
    return first, last


def _depth(element: etree._Element | None) -> int:
    return 0 if element is None else sum(1 for _ in element.iterancestors())


def _fills(holder: etree._Element, found: Sequence[Piece], first: int, last: int) -> bool:
    """Whether the pieces are all of an element’s content."""
    opening = not found[first].tail
    closing = found[last].tail and found[last].element.getnext() is None
    return opening and (closing or (first == last and not len(holder)))


def _wrap(
    holder: etree._Element,
    found: Sequence[Piece],
    bounds: Sequence[tuple[int, int]],
    places: tuple[int, int],
    range_: tuple[int, int],
    language: str,
) -> None:
    (first, last), (start, end) = places, range_
    opening, closing = found[first], found[last]
    at = min(max(0, start - bounds[first][0]), len(opening.value))
    until = max(0, end - bounds[last][0])
    span = E.span({"lang": language})
    place = 0 if not opening.tail else holder.index(opening.element) + 1
    inside = holder.index(closing.element) + 1 if closing.tail else 0
    moved = list(holder[place:inside])
    if first == last:
        span.text = opening.value[at:until]
    else:
        span.text = opening.value[at:]
    _store(opening, opening.value[:at])
    rest = closing.value[until:]
    if moved:
        moved[-1].tail = closing.value[:until]
        span.extend(moved)
    holder.insert(place, span)
    span.tail = rest


def _store(piece: Piece, value: str) -> None:
    if piece.tail:
        piece.element.tail = value
    else:
        piece.element.text = value
