"""The text of a block as one string, and the way back from that string to its inline elements.

Rules see the whole text of a block, whatever elements it runs through; what they must not touch
(code, notes, other languages, addresses) stands in it as object replacement characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from publish.article import XML_LANG, is_note_call, tag

OPAQUE = "\ufffc"
"""Stands for each character that no rule may see."""

BREAK = "\n"
"""Stands for a line break: the end of a line of verse or of an address."""

TEXT_BLOCKS = frozenset(
    ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "td", "th", "caption", "figcaption")
)
_INLINE = frozenset(
    ("em", "strong", "i", "b", "cite", "q", "abbr", "sup", "sub", "span", "a", "time")
)
_PROTECTED = frozenset(("code", "kbd", "math"))

PROTECTED_TEXT = re.compile(
    r"""
      (?:https?|ftp|file|mailto|doi|urn|tel):[^\s«»<>]*[^\s«»<>.,;:!?)\]’'"…]   # addresses
    | \bwww\.[^\s«»<>]*[^\s«»<>.,;:!?)\]’'"…]
    | \b[\w.+-]+@[\w-]+(?:\.[\w-]+)+                                       # e-mail
    | (?<!\w)[@#]\w[\w.-]*                                                 # handles, hashtags
    | \b(?:[\w-]+\.)+(?:fr|com|org|net|eu|be|ch|ca|io|info|gouv)\b(?:/[^\s«»<>]*[\w/])?
    | \b[\w-]+\.(?:txt|md|html?|xhtml|pdf|docx?|odt|rtf|epub|png|jpe?g|gif|svg|csv|json|toml|py)\b
    | \bISBN(?:-1[03])?[\s\u00a0:]*[\dX][\dX \u00a0\u202f-]{8,}[\dX]       # identifiers
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True)
class Edit:
    """Characters ``start`` to ``end`` of a text become ``after``."""

    start: int
    end: int
    after: str


@dataclass
class Slot:
    """A string of the tree: the ``text`` of an element, or its ``tail``."""

    element: etree._Element
    tail: bool
    value: str
    free: bool
    """Whether rules may see it."""

    @property
    def takes(self) -> bool:
        """Whether new text may be put at its end."""
        return self.free

    def store(self) -> None:
        """Write the string back to the tree."""
        if self.tail:
            self.element.tail = self.value
        else:
            self.element.text = self.value


class Run:
    """The inline text of one block."""

    def __init__(self, block: etree._Element, language: str):
        self.slots = list(_slots(block, language, language, top=True))

    @property
    def text(self) -> str:
        """The text as it stands, protected parts too."""
        return "".join(slot.value for slot in self.slots)

    @property
    def visible(self) -> str:
        """The text as rules see it, of the same length."""
        seen = "".join(slot.value if slot.free else OPAQUE * len(slot.value) for slot in self.slots)
        return PROTECTED_TEXT.sub(lambda match: OPAQUE * len(match.group()), seen)

    def apply(self, edits: Iterable[Edit]) -> None:
        """Carry out edits that do not overlap, given in the order of the text.

        New text goes where the old one began; text put in between two slots goes to the end of the
        first one that is free.
        """
        for edit in reversed(list(edits)):
            self._apply(edit)

    def _apply(self, edit: Edit) -> None:
        position, placed = 0, False
        ends = list(_bounds(self.slots))
        for slot, (first, last) in zip(self.slots, ends, strict=True):
            inside = first <= edit.start < last or (
                edit.start == edit.end == last and slot.takes and first < last
            )
            take_from, take_to = max(edit.start, first), min(edit.end, last)
            if inside and not placed:
                head = slot.value[: edit.start - first]
                tail = slot.value[max(take_to, edit.start) - first :]
                slot.value, placed = head + edit.after + tail, True
            elif take_from < take_to:
                slot.value = slot.value[: take_from - first] + slot.value[take_to - first :]
            position = last
        if not placed and edit.start == position and self.slots:
            self.slots[-1].value += edit.after

    def store(self) -> None:
        """Write the text back to the tree."""
        for slot in self.slots:
            slot.store()


def _bounds(slots: list[Slot]) -> Iterator[tuple[int, int]]:
    position = 0
    for slot in slots:
        yield position, position + len(slot.value)
        position += len(slot.value)


def _slots(
    element: etree._Element, language: str, outer: str, *, top: bool = False
) -> Iterator[Slot]:
    name = tag(element)
    free = language.split("-", maxsplit=1)[0] == outer.split("-", maxsplit=1)[0]
    if not top and (name in _PROTECTED or is_note_call(element) or not element.tag):
        free = False
    if element.text:
        yield Slot(element, False, element.text, free)
    for child in element:
        inner = tag(child)
        if inner in _INLINE or inner in _PROTECTED:
            spoken = child.get("lang") or child.get(XML_LANG) or language
            if not free and not top:
                spoken = "zxx"
            yield from _slots(child, spoken, outer)
        elif inner:
            yield _Mark(child, BREAK if inner != "img" else OPAQUE)
        if child.tail:
            yield Slot(child, True, child.tail, free)


class _Mark(Slot):
    """A sign in the text for an element without text of its own; it is never written back."""

    def __init__(self, element: etree._Element, sign: str):
        super().__init__(element, False, sign, True)

    @property
    def takes(self) -> bool:
        """A sign takes no text: what is put into it would be lost."""
        return False

    def store(self) -> None:
        """Nothing to write."""
