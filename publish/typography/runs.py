"""The text of a block as one string, and the way back from that string to its inline elements.

Rules see the whole text of a block, whatever elements it runs through; what they must not touch
(code, other languages, addresses) stands in it as object replacement characters, the call of a
note as a sign of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from lxml import etree

from publish.article import XML_LANG, E, classes, is_note_call, tag

OPAQUE = "\ufffc"
"""Stands for each character that no rule may see."""

CALL = "\ufff9"
"""Stands for each character of the call of a note."""

BREAK = "\n"
"""Stands for a line break: the end of a line of verse or of an address."""

TEXT_BLOCKS = frozenset(
    ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "td", "th", "caption", "figcaption")
)
INLINE = frozenset(
    ("em", "strong", "i", "b", "cite", "q", "abbr", "sup", "sub", "span", "a", "time")
)
PROTECTED = frozenset(("code", "kbd", "samp", "var", "math", "pre"))

PROTECTED_TEXT = re.compile(
    r"""
      (?:https?|ftp|file|mailto|doi|urn|tel):[^\s«»<>]*[^\s«»<>.,;:!?)\]’'"…]   # addresses
    | \bwww\.[^\s«»<>]*[^\s«»<>.,;:!?)\]’'"…]
    | \b[\w.+-]+@[\w-]+(?:\.[\w-]+)+                                       # e-mail
    | (?<!\w)[@#]\w[\w.-]*                                                 # handles, hashtags
    | \b[A-Z]:\\[^\s«»<>“”„",;]*[^\s«»<>“”„".,;:!?)\]]                             # paths
    | (?<![^\s«»(\[“”„‚‘"'’′″=])(?:~|\.\.?)?/(?:[\w.+-]+/)+[^\s«»<>“”„",;:!?)\]]*[\w/]
    | \b(?:[\w-]+\.)+(?:fr|com|org|net|eu|be|ch|ca|io|info|gouv|co|re|paris)\b(?:/[^\s«»<>]*[\w/])?
    | (?:(?<![\w.])|(?<=\.\.\.))\.{0,2}[\w-]*\.(?:txt|md|html?|xhtml|php|xml|pdf|docx?|odt|rtf
      |epub|png|jpe?g|gif|svg|csv|json|ya?ml|toml|py|js|css|zip|exe|mp3|mp4|htaccess|gitignore|env)\b
    | \b(?:ISBN|ISSN)(?:-1[03])?[\s\u00a0\u202f:]*[\dX][\dX \u00a0\u202f-]{6,}[\dX]  # identifiers
    | \b10\.\d{4,}/[^\s«»<>]*[\w]
    | \b[A-Z]{2}\d{2}(?:[ \u00a0\u202f]?[A-Z\d]{4}){3,}(?:[ \u00a0\u202f]?[A-Z\d]{1,4})?\b
    | &(?:\#\d+|\#x[0-9A-Fa-f]+|\w+);                                       # references
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DOTTED = re.compile(r"\.\w")
_PARTED = re.compile(r":\w")
_NUMBERED = re.compile(r"IS[BS]N|[A-Z]{2}\d\d", re.IGNORECASE)
_DIGITS = frozenset("0123456789")
_PROTECTING = frozenset("@#&/\\")


_CODE = re.compile(
    r"[{\[]\s*[\"“«]\s*\w+\s*[\"”»]\s*:|\b(?:function|return|var|const|class)\b[^{]*\{[^}]*;"
    r"|\)\s*\{[^{}]*;\s*\}"
)
"""A block that is code, though nothing marks it as such."""


def protected(text: str) -> Iterator[re.Match[str]]:
    """The places of a text that no rule may touch: addresses, names of files, identifiers."""
    return PROTECTED_TEXT.finditer(text) if _may_protect(text, frozenset(text)) else iter(())


class Wrap(StrEnum):
    """An element that a rule puts around characters; its name is that of the element or class."""

    SUPERIOR = "sup"
    SMALL_CAPITALS = "smallcaps"

    def element(self) -> etree._Element:
        """A new, empty element of this kind."""
        if self is Wrap.SUPERIOR:
            return E.sup()
        return E.span({"class": "smallcaps"})


class Edit(NamedTuple):
    """Characters ``start`` to ``end`` of a text become ``after``, in an element when ``wrap`` says.

    An edit may cross the bounds of elements: each piece is then wrapped where it stands. What is
    in such an element already is not wrapped again.
    """

    start: int
    end: int
    after: str
    wrap: Wrap | None = None


@dataclass
class Slot:
    """A string of the tree: the ``text`` of an element, or its ``tail``."""

    element: etree._Element
    tail: bool
    value: str
    sign: str = ""
    """What rules see for each character; the text itself when empty."""
    within: frozenset[str] = frozenset()
    """The kinds of :class:`Wrap` around it."""

    @property
    def free(self) -> bool:
        """Whether rules may see it."""
        return not self.sign

    @property
    def seen(self) -> str:
        """The string as rules see it."""
        return self.sign * len(self.value) if self.sign else self.value

    def store(self) -> None:
        """Write the string back to the tree."""
        if self.tail:
            if self.value != (self.element.tail or ""):
                self.element.tail = self.value
        elif self.value != (self.element.text or ""):
            self.element.text = self.value


class _Mark(Slot):
    """A sign in the text for an element without text of its own; it is never written back."""

    def __init__(self, element: etree._Element, sign: str):
        super().__init__(element, False, sign)

    def store(self) -> None:
        """Nothing to write."""


class _Beside(Slot):
    """The letter beside a passage that begins or ends within a word; it is never written back."""

    def __init__(self, element: etree._Element, letter: str):
        super().__init__(element, False, letter, OPAQUE)

    def store(self) -> None:
        """It belongs to the text around."""


class Run:
    """The inline text of one block, or of a passage inside one, in one language."""

    def __init__(self, block: etree._Element, language: str):
        self.slots = list(_slots(block, language))
        if tag(block) in INLINE:
            before, after = _letter_before(block), _letter_after(block)
            self.slots[:0] = [_Beside(block, before)] if before else []
            self.slots += [_Beside(block, after)] if after else []
        self.block = block
        self.language = language
        self._text: str | None = None
        self._visible: str | None = None
        self._signs: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        """The text as it stands, protected parts too."""
        if self._text is None:
            self._text = "".join([slot.value for slot in self.slots])
        return self._text

    @property
    def visible(self) -> str:
        """The text as rules see it, of the same length."""
        if self._visible is None:
            seen = "".join([slot.seen for slot in self.slots])
            self._signs = frozenset(seen)
            if "{" in seen and _CODE.search(seen):
                seen = OPAQUE * len(seen)
            elif _may_protect(seen, self._signs):
                seen = PROTECTED_TEXT.sub(lambda match: OPAQUE * len(match.group()), seen)
                self._signs |= {OPAQUE}
            self._visible = seen
        return self._visible

    @property
    def signs(self) -> frozenset[str]:
        """The characters of the visible text, and perhaps some that were there before."""
        self.visible  # noqa: B018  (it is found with the visible text)
        return self._signs

    def changed_by(self, edits: Iterable[Edit]) -> list[Edit]:
        """Those of the edits that would change something, and no word that is seen in part."""
        text = self.text
        changing = [
            edit
            for edit in edits
            if text[edit.start : edit.end] != edit.after
            or (edit.wrap is not None and not self._is_within(edit))
        ]
        if OPAQUE in self.signs:
            return [edit for edit in changing if not self._respells_a_part(edit)]
        return changing

    def _respells_a_part(self, edit: Edit) -> bool:
        """Whether letters change in a word that goes on in what no rule may see."""
        text, visible = self.text, self.visible
        if _letters(text[edit.start : edit.end]) == _letters(edit.after):
            return False
        start, end = edit.start, edit.end
        while start and text[start - 1].isalnum():
            start -= 1
        while end < len(text) and text[end].isalnum():
            end += 1
        return OPAQUE in visible[start:end]

    def apply(self, edits: Sequence[Edit]) -> None:
        """Carry out edits that do not overlap, given in the order of the text.

        New text goes where the old one began; text put in between two slots goes to the end of the
        first one that is free.
        """
        # What is protected stays so: no edit touches it.
        visible = spliced(self.visible, edits)
        if len(self.slots) == 1 and not any(edit.wrap for edit in edits):
            self.slots[0].value = spliced(self.text, edits)
        else:
            self._apply_in_slots(edits)
        self._text, self._visible = None, visible
        self._signs = self._signs.union(*[edit.after for edit in edits])

    def _apply_in_slots(self, edits: Sequence[Edit]) -> None:
        bounds = list(_bounds(self.slots))
        pieces: dict[int, list[_Piece]] = {}
        index = 0
        for edit in edits:
            while bounds[index][1] < edit.start:
                index += 1
            for at, piece in self._pieces(edit, bounds, index):
                pieces.setdefault(at, []).append(piece)
        self.slots = [
            new
            for at, slot in enumerate(self.slots)
            for new in (_rewritten(slot, pieces[at]) if at in pieces else (slot,))
        ]

    def store(self) -> None:
        """Write the text back to the tree."""
        for slot in self.slots:
            slot.store()

    def _is_within(self, edit: Edit) -> bool:
        return all(
            edit.wrap in slot.within
            for slot, (first, last) in zip(self.slots, _bounds(self.slots), strict=True)
            if max(first, edit.start) < min(last, edit.end)
        )

    def _pieces(
        self, edit: Edit, bounds: Sequence[tuple[int, int]], index: int
    ) -> Iterator[tuple[int, _Piece]]:
        """What an edit does to each slot; ``index`` is the first one that it can touch."""
        covered = range(
            index,
            next((i for i in range(index, len(bounds)) if bounds[i][0] > edit.end), len(bounds)),
        )
        # What keeps its length keeps each character in its place.
        in_place = edit.start < edit.end == edit.start + len(edit.after)
        target = -1 if in_place else self._place(edit, bounds, covered)
        for at in covered:
            first, last = bounds[at]
            start, end = max(edit.start, first) - first, min(edit.end, last) - first
            if at == target:
                yield at, _Piece(start, max(start, end), edit.after, edit.wrap)
            elif start < end:
                offset = first - edit.start
                after = edit.after[offset + start : offset + end] if in_place else ""
                yield at, _Piece(start, end, after, edit.wrap)

    def _place(self, edit: Edit, bounds: Sequence[tuple[int, int]], covered: Iterable[int]) -> int:
        """The slot that takes the new text: the free one where the old text begins."""
        best, rank = -1, 4
        for at in covered:
            slot, (first, last) = self.slots[at], bounds[at]
            if first > edit.start or not slot.free or isinstance(slot, _Mark):
                continue
            if edit.start < edit.end:
                fit = 0 if edit.start < last else 3
            else:
                fit = 0 if first < edit.start == last else 1 if edit.start < last else 2
            if fit < rank:
                best, rank = at, fit
        return best


def _may_protect(text: str, signs: frozenset[str]) -> bool:
    """Whether it is worth while to look for what is protected."""
    return (
        not _PROTECTING.isdisjoint(signs)
        # Two patterns that begin with a sign are found faster than one with either.
        or _DOTTED.search(text) is not None
        or (":" in signs and _PARTED.search(text) is not None)
        or (not _DIGITS.isdisjoint(signs) and _NUMBERED.search(text) is not None)
    )


class _Piece(NamedTuple):
    """Characters of one slot and what they become."""

    start: int
    end: int
    after: str
    wrap: Wrap | None


def _rewritten(slot: Slot, pieces: Sequence[_Piece]) -> Iterator[Slot]:
    """The slot with its pieces rewritten, as the slots it becomes: new elements split it."""
    current, text, position = slot, [], 0
    value = slot.value
    for piece in pieces:
        text.append(value[position : piece.start])
        position = piece.end
        if piece.wrap is None or piece.wrap in slot.within or not piece.after:
            text.append(piece.after)
            continue
        current.value = "".join(text)
        yield current
        element = piece.wrap.element()
        if current.tail:
            # What stands between the two elements is written by ``store``.
            current.element.tail = None
            current.element.addnext(element)
        else:
            current.element.insert(0, element)
        yield Slot(element, False, piece.after, within=slot.within | {piece.wrap})
        current, text = Slot(element, True, "", within=slot.within), []
    text.append(value[position:])
    current.value = "".join(text)
    yield current


def spliced(text: str, edits: Iterable[Edit]) -> str:
    """The text with edits carried out that do not overlap, in the order of the text."""
    pieces, position = [], 0
    for edit in edits:
        pieces += [text[position : edit.start], edit.after]
        position = edit.end
    return "".join([*pieces, text[position:]])


def _bounds(slots: list[Slot]) -> Iterator[tuple[int, int]]:
    position = 0
    for slot in slots:
        end = position + len(slot.value)
        yield position, end
        position = end


def primary(language: str) -> str:
    """The primary subtag of a BCP 47 tag, in lower case: ``fr`` of ``fr-CA``."""
    return language.split("-", maxsplit=1)[0].lower()


def spoken_in(element: etree._Element) -> str:
    """The language that an element names, empty for none."""
    return element.get("lang") or element.get(XML_LANG) or ""


def _slots(
    element: etree._Element, language: str, sign: str = "", within: frozenset[str] = frozenset()
) -> Iterator[Slot]:
    yield Slot(element, False, element.text or "", sign, within)
    for child in element:
        inner = tag(child)
        if inner == "a" and child.get("class") in ("page", "folio") and not len(child):
            # The number of a page will stand there: what comes before it stays apart.
            yield Slot(child, False, child.text or "", sign, within)
            yield _Mark(child, OPAQUE)
        elif inner in INLINE or inner in PROTECTED:
            yield from _slots(
                child, language, sign or _sign(child, language), within | _kind(child)
            )
        elif inner:
            yield _Mark(child, BREAK if inner != "img" else OPAQUE)
        yield Slot(child, True, child.tail or "", sign, within)


def _letter_before(element: etree._Element) -> str:
    """The letter that an inline element follows without a space, or nothing."""
    node: etree._Element | None = element
    while node is not None and tag(node) in INLINE:
        previous, parent = node.getprevious(), node.getparent()
        if previous is not None:
            text = previous.tail or _inside(previous)
        else:
            text = (parent.text or "") if parent is not None else ""
        if text:
            return text[-1] if text[-1].isalnum() else ""
        node = previous if previous is not None else parent
    return ""


def _letter_after(element: etree._Element) -> str:
    """The letter that follows an inline element without a space, or nothing."""
    node: etree._Element | None = element
    while node is not None and tag(node) in INLINE:
        following = node.getnext()
        text = node.tail or (_inside(following) if following is not None else "")
        if text:
            return text[0] if text[0].isalnum() else ""
        node = following if following is not None else node.getparent()
    return ""


def _inside(element: etree._Element) -> str:
    """The text of an inline element; a space for what ends a word."""
    if tag(element) not in INLINE or is_note_call(element):
        return " "
    return "".join(element.itertext())


def _letters(text: str) -> str:
    return "".join([c for c in text if c.isalnum()])


def _sign(element: etree._Element, language: str) -> str:
    if is_note_call(element):
        return CALL
    spoken = spoken_in(element)
    if tag(element) in PROTECTED or (spoken and primary(spoken) != primary(language)):
        return OPAQUE
    return ""


def _kind(element: etree._Element) -> frozenset[str]:
    if tag(element) == "sup":
        return frozenset((Wrap.SUPERIOR,))
    return frozenset((Wrap.SMALL_CAPITALS,)) & classes(element)
