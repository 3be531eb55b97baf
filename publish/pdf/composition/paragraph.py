"""A paragraph as the engine holds it, read as one text with its places and possible breaks."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes
from weasyprint.layout.percent import resolve_percentages
from weasyprint.text.ffi import ffi
from weasyprint.text.line_break import get_log_attrs

from publish.pdf.composition.breaking import Breaks, Cost
from publish.pdf.composition.measure import Measured, measure, measured_once
from publish.typography.hyphenation import is_word

Hyphenate = Callable[[str, str], Sequence[tuple[int, int]]]
"""The places where the words of a text in a language may be divided, with their quality: 0 to 2."""

HANGING_RIGHT = {
    **dict.fromkeys("-\u2010", 0.6),
    **dict.fromkeys(".,…", 0.55),
    **dict.fromkeys(";:’", 0.35),
    **dict.fromkeys("–»”", 0.25),
    **dict.fromkeys("!?)", 0.12),
    **dict.fromkeys("rvwyktf", 0.06),
}
HANGING_LEFT = {
    **dict.fromkeys("«“’", 0.25),
    **dict.fromkeys("—–", 0.15),
    **dict.fromkeys("(", 0.1),
    **dict.fromkeys("ATVWYJ", 0.06),
    **dict.fromkeys("vwy", 0.05),
}
"""How much of a sign may hang out of the measure on each side, as a share of its width."""

_AFTER = re.compile(r"(?<=[^\w\u2019'\u00a0\u202f])(?=[^ ])|(?<=[/_])(?=\w)")
_SPACES = " \u00a0"
_SPACE = re.compile("[ \u00a0]")
_IDEOGRAPHIC = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uac00-\uffdc]")
_TECHNICAL = re.compile(r"[/_@\\=]|\w{3,}[.:]\w{2,}")
_WORDLY = re.compile(r"\w")
_ACRONYM = re.compile(r"(?<!\w)[A-Z]{2,}-$")
_ACRONYM_REACH = 12
_OPTION = re.compile(r"(?<![^\s(\[«“])--?[A-Za-z][\w-]+")
_JOINTS = frozenset("/._=?&@:\\")
_JOINT_REACH = 3


class UnplannableError(Exception):
    """The paragraph holds something that only the engine can break around."""


@dataclass(frozen=True)
class Leaf:
    """A text box of the paragraph.

    ``path`` is made of the indexes that lead to it from the line box; ``first`` is the place of its
    first character in the text of the paragraph, ``x`` its left edge on the unbroken line.
    """

    path: tuple[int, ...]
    box: Any
    first: int
    x: float
    measured: Measured

    @property
    def text(self) -> str:
        """The text of the box."""
        return str(self.box.text)

    @property
    def end(self) -> int:
        """The place in the paragraph after its last character."""
        return self.first + len(self.box.text)


class Break(NamedTuple):
    """A place where a line may end: what it ends with, where the next one goes on.

    ``content`` is the end of what is seen, ``resume`` the first character of the next line.
    ``hyphen`` is the width of the hyphen that is added; ``right`` and ``left`` hang out of the
    measure, of this line and of the next; all in pixels.
    """

    content: int
    resume: int
    hyphen: float
    right: float
    left: float
    divided: bool


class _Place(NamedTuple):
    """A break as it is found: where, with what hyphen, at what cost."""

    resume: int
    content: int
    hyphen: float
    penalty: float
    divided: bool


@dataclass(frozen=True)
class Paragraph:
    """The text of a line box, its leaves, the place of each character, its possible breaks.

    ``figures`` are those of ``possible``, in order.
    """

    leaves: tuple[Leaf, ...]
    text: str
    places: Sequence[float]
    possible: Sequence[_Place]
    figures: Breaks
    em: float

    def spaces_before(self, character: int) -> int:
        """How many word spaces stand before a character."""
        return sum(self.text.count(space, 0, character) for space in _SPACES)

    def breaks(self, beyond: int) -> tuple[Breaks, int]:
        """The breaks after the character ``beyond``, in em, and the number of the first one."""
        first = bisect_right(self.possible, beyond, key=_resume_of)
        return (self.figures.after(first) if first else self.figures), first

    def at(self, number: int) -> Break:
        """The break of that number."""
        resume, content, hyphen, _, divided = self.possible[number]
        end, start = self.figures.ends[number] * self.em, self.figures.starts[number] * self.em
        right, left = self.places[content] + hyphen - end, start - self.places[resume]
        return Break(content, resume, hyphen, right, left, divided)


def _resume_of(place: _Place) -> int:
    return place.resume


def read(
    linebox: Any, containing: Any, context: Any, hyphenate: Hyphenate, cost: Cost
) -> Paragraph:
    """The paragraph in a line box; raises :class:`UnplannableError` when it cannot be planned."""
    leaves = tuple(_Gathering(containing, context).of(linebox))
    text = "".join(leaf.text for leaf in leaves)
    if not text.strip(" ") or _IDEOGRAPHIC.search(text):
        raise UnplannableError
    places = array("d")
    for leaf in leaves:
        if leaf.x:
            places.extend(leaf.x + x for x in leaf.measured.x)
        else:
            places.extend(leaf.measured.x)
        places.pop()
    places.append(leaves[-1].x + leaves[-1].measured.width)
    reading = _Reading(text, places, leaves, context, cost)
    language = linebox.style["lang"] or ""
    possible = list(reading.in_words(hyphenate, language))
    possible += reading.after_words(language, {place.resume for place in possible})
    possible.sort()
    possible.append(_Place(len(text), len(text.rstrip(" ")), 0.0, 0.0, False))
    em = float(linebox.style["font_size"])
    return Paragraph(leaves, text, places, possible, _figures(text, places, possible, em), em)


def _figures(text: str, places: Sequence[float], possible: Sequence[_Place], em: float) -> Breaks:
    """Where the lines that end at these breaks end, and where those after them start."""
    ends, starts = array("d"), array("d")
    spaces_to, spaces_from = array("l"), array("l")
    spaces, counted, end = 0, 0, len(text)
    unbroken = "\u00a0" in text
    for resume, content, hyphen, _, _ in possible:
        x = places[content]
        if hyphen:
            x += hyphen * (1 - HANGING_RIGHT["-"])
        else:
            x -= HANGING_RIGHT.get(text[content - 1], 0.0) * (x - places[content - 1])
        ends.append(x / em)
        spaces += text.count(" ", counted, content)
        if unbroken:
            spaces += text.count("\u00a0", counted, content)
        spaces_to.append(spaces)
        if content < resume:
            spaces += text.count(" ", content, resume)
            x = places[resume]
        else:
            x = places[content]
        spaces_from.append(spaces)
        counted = resume
        if resume < end:
            hanging = HANGING_LEFT.get(text[resume])
            if hanging:
                x += hanging * (places[resume + 1] - x)
        starts.append(x / em)
    return Breaks(
        ends,
        starts,
        spaces_to,
        spaces_from,
        [place.content for place in possible],
        [place.resume for place in possible],
        [place.penalty for place in possible],
        [place.divided for place in possible],
    )


class _Gathering:
    """Walks the inline boxes of a line box and keeps count of the way."""

    def __init__(self, containing: Any, context: Any):
        self.containing, self.context = containing, context
        self.x, self.first = 0.0, 0

    def of(self, parent: Any, path: tuple[int, ...] = ()) -> Iterator[Leaf]:
        for index, child in enumerate(parent.children):
            if isinstance(child, boxes.TextBox):
                if child.text:
                    yield self._leaf(child, (*path, index))
            elif not child.is_in_normal_flow():
                if child.is_floated():
                    raise UnplannableError
            elif isinstance(child, boxes.InlineBox) and not child.is_leader:
                resolve_percentages(child, self.containing)
                self.x += _side(child, "left")
                yield from self.of(child, (*path, index))
                self.x += _side(child, "right")
            else:
                raise UnplannableError

    def _leaf(self, box: Any, path: tuple[int, ...]) -> Leaf:
        if box.style["white_space"] != "normal" or "\n" in box.text or "\u00ad" in box.text:
            raise UnplannableError
        resolve_percentages(box, self.containing)
        leaf = Leaf(path, box, self.first, self.x, measure(box.text, box.style, self.context))
        self.x += leaf.measured.width
        self.first = leaf.end
        return leaf


def _side(box: Any, side: str) -> float:
    margin = getattr(box, f"margin_{side}")
    inner = getattr(box, f"padding_{side}") + getattr(box, f"border_{side}_width")
    return float(inner if margin == "auto" else margin + inner)


@dataclass(frozen=True)
class _Reading:
    """Finds the breaks of a paragraph."""

    text: str
    places: Sequence[float]
    leaves: Sequence[Leaf]
    context: Any
    cost: Cost

    def after_words(self, lang: str, known: Collection[int]) -> Iterator[_Place]:
        """The breaks after spaces, dashes, hyphens of compounds, and marks of technical names.

        Those in ``known`` are given already; after a hyphen of a word no others are, but for a
        compound that begins with an acronym (CD-Rom).
        """
        text = self.text
        attributes = _line_breaks(text, lang)
        for match in _AFTER.finditer(text):
            at = match.start()
            before = text[at - 1]
            if at in known:
                continue
            if before == " ":
                if attributes[at] & 1 or self._parts_words(at):
                    content = at - 1
                    while content and text[content - 1] == " ":
                        content -= 1
                    yield _Place(at, content, 0.0, 0.0, False)
            elif before == "-" and is_word(self._token(at)):
                if _ACRONYM.search(text[max(at - _ACRONYM_REACH, 0) : at]):
                    yield _Place(at, at, 0.0, self.cost.hyphen[1], True)
            elif before in _JOINTS:
                if self._joins(at):
                    yield _Place(at, at, 0.0, self.cost.joint, False)
            elif attributes[at] & 1:
                yield _Place(at, at, 0.0, self.cost.dash, before in "-\u2010")

    def _parts_words(self, at: int) -> bool:
        """Whether the space before ``at`` stands between two words, however they are written.

        Unicode (UAX 14) lets no line end before what might be punctuation after a space
        (« in /etc », « les .deb ») nor between a closing guillemet and a parenthesis.
        """
        text = self.text
        begin, end = text.rfind(" ", 0, at - 1) + 1, text.find(" ", at)
        after = _WORDLY.search(text, at, end if end > 0 else len(text))
        return after is not None and _WORDLY.search(text, begin, at) is not None

    def _token(self, at: int) -> str:
        """What stands around a character between two spaces."""
        before = max(self.text.rfind(space, 0, at) for space in _SPACES) + 1
        after = _SPACE.search(self.text, at)
        return self.text[before : after.start() if after else len(self.text)]

    def _joins(self, at: int) -> bool:
        """Whether the mark before ``at`` holds together a path, an address, a file name."""
        if self.text[at] in _JOINTS:
            return False
        token = self._token(at)
        before = at - max(self.text.rfind(space, 0, at) for space in _SPACES) - 1
        long_enough = _JOINT_REACH <= before <= len(token) - _JOINT_REACH
        return long_enough and _TECHNICAL.search(token) is not None

    def in_words(self, hyphenate: Hyphenate, language: str) -> Iterator[_Place]:
        """The divisions of words, each by the language and the style of its box."""
        shared = list(hyphenate(self.text, language)) if language else []
        # An option of a command takes no hyphen that it does not have.
        whole = {
            at
            for option in _OPTION.finditer(self.text)
            for at in range(*option.span())
            if self.text[at - 1] != "-"
        }
        for leaf in self.leaves:
            style = leaf.box.style
            if style["hyphens"] != "auto":
                continue
            spoken, found = style["lang"] or "", shared
            if spoken != language:
                found = [(leaf.first + at, q) for at, q in hyphenate(leaf.text, spoken)]
            begin, end = (bisect_right(found, (edge, 9)) for edge in (leaf.first, leaf.end))
            hyphens: dict[str, float] = {"-": 0.0, "\u2010": 0.0}
            for place, quality in found[begin:end]:
                if place in whole:
                    continue
                letter = self.text[place - 1]
                if letter not in hyphens:
                    hyphens[letter] = self._hyphen(letter, style)
                yield _Place(place, place, hyphens[letter], self.cost.hyphen[quality], True)

    def _hyphen(self, letter: str, style: Any) -> float:
        """What a hyphen adds after a letter, to which it may stand closer than elsewhere."""
        both = letter + style["hyphenate_character"]
        alone, ended = (measured_once(text, style, self.context) for text in (letter, both))
        return ended.width - alone.width


def _line_breaks(text: str, lang: str) -> list[int]:
    """For each place in a text a number that is odd where Unicode (UAX 14) lets a line end."""
    attributes = get_log_attrs(text, lang)
    return memoryview(ffi.buffer(attributes)).cast("I").tolist()
