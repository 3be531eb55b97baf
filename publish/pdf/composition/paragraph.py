"""A paragraph as the engine holds it, read as one text with its places and possible breaks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.percent import resolve_percentages
from weasyprint.text.line_break import get_log_attrs

from publish.pdf.composition.breaking import Breaks, Cost
from publish.pdf.composition.measure import Measured, measure
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


@dataclass(frozen=True)
class Break:
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
    penalty: float
    divided: bool


@dataclass(frozen=True)
class Paragraph:
    """The text of a line box, its leaves, the place of each character, its possible breaks."""

    leaves: tuple[Leaf, ...]
    text: str
    places: Sequence[float]
    spaces: Sequence[int]
    possible: tuple[Break, ...]
    em: float

    def breaks(self, beyond: int) -> tuple[Breaks, list[Break]]:
        """The breaks after the character ``beyond``, in em, and what each one is."""
        used = [b for b in self.possible if b.resume > beyond]
        em, places, spaces = self.em, self.places, self.spaces
        figures = Breaks(
            [(places[b.content] + b.hyphen - b.right) / em for b in used],
            [(places[b.resume] + b.left) / em for b in used],
            [spaces[b.content] for b in used],
            [spaces[b.resume] for b in used],
            [b.penalty for b in used],
            [b.divided for b in used],
        )
        return figures, used


def read(
    linebox: Any, containing: Any, context: Any, hyphenate: Hyphenate, cost: Cost
) -> Paragraph:
    """The paragraph in a line box; raises :class:`UnplannableError` when it cannot be planned."""
    leaves = tuple(_Gathering(containing, context).of(linebox))
    text = "".join(leaf.text for leaf in leaves)
    if not text.strip(" ") or _IDEOGRAPHIC.search(text):
        raise UnplannableError
    places = [leaf.x + x for leaf in leaves for x in leaf.measured.x[:-1]]
    places.append(leaves[-1].x + leaves[-1].measured.width)
    spaces, count = [], 0
    for sign in text:
        spaces.append(count)
        count += sign in " \u00a0"
    spaces.append(count)
    reading = _Reading(text, places, leaves, context, cost)
    divided = list(reading.in_words(hyphenate, linebox.style["lang"] or ""))
    known = {b.resume for b in divided}
    possible = [*divided, *reading.after_words(linebox.style["lang"], known)]
    possible.sort(key=lambda b: b.resume)
    end = len(text.rstrip(" "))
    possible.append(Break(end, len(text), 0.0, reading.hanging_right(end - 1), 0.0, 0.0, False))
    return Paragraph(leaves, text, places, spaces, tuple(possible), linebox.style["font_size"])


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

    def after_words(self, lang: str, known: Collection[int]) -> Iterator[Break]:
        """The breaks after spaces, dashes, hyphens of compounds, and marks of technical names.

        Those in ``known`` are given already; after a hyphen of a word no others are, but for a
        compound that begins with an acronym (CD-Rom).
        """
        text = self.text
        attributes = get_log_attrs(text, lang)
        for match in _AFTER.finditer(text):
            at = match.start()
            before = text[at - 1]
            if at in known:
                continue
            if before == " ":
                if attributes[at].is_line_break or self._parts_words(at):
                    yield self._break(len(text[:at].rstrip(" ")), at, 0.0, 0.0, False)
            elif before == "-" and is_word(self._token(at)):
                if _ACRONYM.search(text[max(at - _ACRONYM_REACH, 0) : at]):
                    yield self._break(at, at, 0.0, self.cost.hyphen[1], True)
            elif before in _JOINTS:
                if self._joins(at):
                    yield self._break(at, at, 0.0, self.cost.joint, False)
            elif attributes[at].is_line_break:
                yield self._break(at, at, 0.0, self.cost.dash, before in "-\u2010")

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

    def in_words(self, hyphenate: Hyphenate, language: str) -> Iterator[Break]:
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
            hyphen = self._hyphen(style) if begin < end else 0.0
            for place, quality in found[begin:end]:
                if place in whole:
                    continue
                added = 0.0 if self.text[place - 1] in "-\u2010" else hyphen
                yield self._break(place, place, added, self.cost.hyphen[quality], True)

    def _hyphen(self, style: Any) -> float:
        sign = style["hyphenate_character"]
        cache = style.cache.setdefault("publish_hyphens", {})
        key = (sign, style["font_size"], *style["font_family"], style["font_style"])
        key += (style["font_weight"], style["font_variant_caps"])
        if key not in cache:
            cache[key] = measure(sign, style, self.context).width
        return float(cache[key])

    def _break(
        self, content: int, resume: int, hyphen: float, penalty: float, divided: bool
    ) -> Break:
        right = hyphen * HANGING_RIGHT["-"] if hyphen else self.hanging_right(content - 1)
        left = HANGING_LEFT.get(self.text[resume], 0.0)
        left *= self.places[resume + 1] - self.places[resume]
        return Break(content, resume, hyphen, right, left, penalty, divided)

    def hanging_right(self, at: int) -> float:
        """How far the character ``at`` may hang out when it ends a line."""
        share = HANGING_RIGHT.get(self.text[at], 0.0)
        return share * (self.places[at + 1] - self.places[at])
