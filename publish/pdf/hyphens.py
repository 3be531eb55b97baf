"""WeasyPrint divides French words as docs/hyphenation.md says, and the others as it always does.

This is the only file that touches WeasyPrint's internals for this (version 70). Three functions
are wrapped: the building of boxes, to tell each text box which characters stand around it in its
paragraph; the split of a text box, to know where in its text a line begins; and the split of a
first line, where words are divided. Out of :func:`hyphenating` all three do what they did.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, wraps
from math import inf
from typing import Any, NamedTuple

import pyphen
from weasyprint import document
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline, preferred
from weasyprint.text.line_break import create_layout, first_line_metrics, line_size

from publish.typography.hyphenation import Break, Exceptions, Quality, is_word, text_breaks

_AROUND = 80
"""How many characters of its paragraph a text box knows on either side."""

_LOOSE = 0.25
"""What each space of a line may gain, in em, before a last resort is taken: about its own width."""
_LOOSE_END = 3.0
"""What a piece inside a line may leave empty, in em, before a last resort is taken."""

_LAST_LINE = 6
"""How many characters a division leaves at least for the last line of a paragraph: more than one
syllable, which the manuals call a thief's line (Greffier, p. 12; Dumont, § 2)."""

_PLAIN_WORD = re.compile(r"[^\W\d_]{6,}")

_exceptions: ContextVar[Exceptions | None] = ContextVar("exceptions", default=None)
_piece: ContextVar[tuple[str, str, str]] = ContextVar("piece", default=("", "", ""))


@contextmanager
def hyphenating(exceptions: Exceptions) -> Iterator[None]:
    """While this is open, documents rendered in this thread have their French words so divided."""
    _install()
    token = _exceptions.set(exceptions)
    try:
        yield
    finally:
        _exceptions.reset(token)


def divisions(exceptions: Exceptions) -> Callable[[str, str], Sequence[tuple[int, int]]]:
    """The places where the words of a text may be divided, each with its quality.

    For a text and its language; French by our rules, other languages by their patterns.
    """

    def places(text: str, language: str) -> Sequence[tuple[int, int]]:
        if _is_french(language):
            return list(text_breaks(text, 0, None, exceptions))
        known = pyphen.language_fallback(language)
        if known is None:
            return []
        patterns = _patterns(known)
        return [
            (match.start() + place, int(Quality.GOOD))
            for match in _PLAIN_WORD.finditer(text)
            for place in patterns.positions(match.group())
        ]

    return places


@cache
def _patterns(language: str) -> pyphen.Pyphen:
    return pyphen.Pyphen(lang=language, left=2, right=3)


def _is_french(language: str) -> bool:
    return language.lower() == "fr" or language.lower().startswith("fr-")


def _install() -> None:
    if document.build_formatting_structure.__module__ == __name__:
        return
    document.build_formatting_structure = _named(_building(document.build_formatting_structure))
    inline.split_text_box = _named(_splitting(inline.split_text_box))
    inline.split_first_line = preferred.split_first_line = _named(
        _dividing(inline.split_first_line)
    )


def _named(function: Callable[..., Any]) -> Callable[..., Any]:
    function.__module__ = __name__
    return function


def _building(build: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(build)
    def built(*args: Any) -> Any:
        root = build(*args)
        if _exceptions.get() is not None:
            *_, footnotes = args
            for box in (root, *footnotes):
                _surround(box)
        return root

    return built


def _surround(box: Any) -> None:
    """Give the text boxes below what stands ``before`` and ``after`` them in their paragraph."""
    pending = [box]
    while pending:
        holder = pending.pop()
        run: list[Any] = []
        _gather(holder, run, pending)
        texts = ["\ufffc" if piece is None else piece.text for piece in run]
        for index, piece in enumerate(run):
            if piece is not None:
                piece.around = _last(texts[:index]), _first(texts[index + 1 :])


def _gather(holder: Any, run: list[Any], pending: list[Any]) -> None:
    """The text boxes of one paragraph in order, ``None`` for what is no text; the rest pends."""
    for child in getattr(holder, "children", ()):
        if isinstance(child, boxes.TextBox):
            run.append(child)
        elif _is_of_the_word(child):
            _gather(child, run, pending)
        else:
            run.append(None)
            pending.append(child)


def _is_of_the_word(box: Any) -> bool:
    """Whether a word may go on in this box: not in the number of a note, ``1`` in ``mot¹``."""
    if type(box) is not boxes.InlineBox or not box.is_in_normal_flow():
        return False
    tag = str(box.element_tag)
    return tag not in ("sup", "sub") and not tag.endswith("::footnote-call")


def _last(texts: list[str]) -> str:
    found = ""
    for text in reversed(texts):
        found = text[-_AROUND:] + found
        if len(found) >= _AROUND:
            break
    return found[-_AROUND:]


def _first(texts: list[str]) -> str:
    found = ""
    for text in texts:
        found += text[:_AROUND]
        if len(found) >= _AROUND:
            break
    return found[:_AROUND]


def _splitting(split: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(split)
    def done(context: Any, box: Any, width: Any, skip: int, is_line_start: bool = True) -> Any:
        if _exceptions.get() is None:
            return split(context, box, width, skip, is_line_start)
        before, after = getattr(box, "around", ("", ""))
        passed = box.text.encode()[:skip].decode() if skip else ""
        token = _piece.set(((before + passed)[-_AROUND:], box.text[len(passed) :], after))
        try:
            return split(context, box, width, skip, is_line_start)
        finally:
            _piece.reset(token)

    return done


class _Given(NamedTuple):
    """What a first line is made of: a text, how it is set, the width there is in CSS pixels."""

    text: str
    style: Any
    context: Any
    width: float
    justification: float
    is_line_start: bool


def _dividing(split: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(split)
    def divided(
        text: str, style: Any, context: Any, max_width: Any, spacing: float, **options: bool
    ) -> Any:
        exceptions = _exceptions.get()
        if exceptions is None or not _is_ours(text, style):
            return split(text, style, context, max_width, spacing, **options)
        changed = {"hyphens": "manual", "overflow_wrap": "normal"}
        kept = {key: style[key] for key in changed}
        style.update(changed)
        try:
            line = split(text, style, context, max_width, spacing, **options)
        finally:
            style.update(kept)
        if max_width in (None, inf) or style["white_space"] in ("nowrap", "pre"):
            return line
        starts = options.get("is_line_start", True)
        given = _Given(text, style, context, max_width, spacing, starts)
        found = _divided(given, line, exceptions)
        if found is None and line[3] > max_width and kept["overflow_wrap"] != "normal":
            return split(text, style, context, max_width, spacing, **options)
        return found or line

    return divided


def _is_ours(text: str, style: Any) -> bool:
    """Whether words are to be divided here by our rules; a soft hyphen is the author's own way."""
    french = _is_french(style["lang"] or "")
    return bool(french and style["hyphens"] == "auto" and style["font_size"] and "\xad" not in text)


def _divided(given: _Given, line: Any, exceptions: Exceptions) -> Any:
    """A better line than this one without division, ``None`` when there is none.

    WeasyPrint itself ends a line after any hyphen of the text; where that is no place to end, the
    line ends earlier.
    """
    _, _, resume, width, _, _ = line
    overfull = width > given.width
    if resume is None and not overfull:
        return None
    kept = 0 if overfull else len(given.text.encode()[:resume].decode())
    first = given.text.rfind(" ", 0, kept) + 1
    breaks = _breaks(given.text, first, exceptions)
    usual = [b for b in breaks if b.quality is not Quality.LAST_RESORT]
    last_resort = _wants_last_resort(given, kept, width)
    sound = given.text[kept - 1 : kept] != "-" or any(b.position == kept for b in usual)
    if not sound and last_resort:
        # A long file name or address is rather divided at its own hyphen than left whole.
        sound = not is_word(given.text[first:].split(" ", 1)[0])
    end = kept if sound else first
    better = _longest(given, usual, end)
    if better is None and last_resort:
        better = _longest(given, breaks, end)
    if better is not None:
        return better
    if overfull:
        # Nothing fits: the shortest piece, as WeasyPrint does, for it measures columns by it.
        usable = breaks if given.is_line_start else usual
        return _ended(given, usable[0].position) if usable else None
    return None if sound else _ended_before(given, first)


def _ended_before(given: _Given, first: int) -> Any:
    """The line without the word at ``first``, which may not be divided where it would have to be.

    When the word stands first in this text but not in the line, it is given whole: too long, it
    makes WeasyPrint end the line before it. ``None`` when there is no space before it either.
    """
    if first > 0:
        return _ended(given, first)
    before, _, _ = _piece.get()
    if given.is_line_start or not before.endswith(" "):
        return None
    space = given.text.find(" ")
    return _ended(given, len(given.text) if space < 0 else space + 1)


def _breaks(text: str, first: int, exceptions: Exceptions) -> list[Break]:
    """The breaks of the words from ``first`` to the next space where the line may end."""
    stop = text.find(" ", first + 1)
    end = len(text) if stop < 0 else stop
    before, piece, after = _piece.get()
    if not piece.startswith(text[:end]):
        before = after = ""
    shift = len(before)
    ends = end == len(text)
    around = before + text[:end] + (after if ends else " ")
    found = text_breaks(around, shift + first, shift + end, exceptions)
    last = shift + end - _LAST_LINE if ends and not after else len(around)
    return [
        Break(place - shift, quality if place <= last else Quality.LAST_RESORT)
        for place, quality in found
    ]


def _wants_last_resort(given: _Given, end: int, width: float) -> bool:
    """Whether the line would be too long, or its spaces too wide, without a last resort."""
    left = given.width - width
    if left < 0:
        return given.is_line_start
    if given.style["text_align_all"] != "justify":
        return False
    em = float(given.style["font_size"])
    if not given.is_line_start:
        return left > _LOOSE_END * em
    return left > _LOOSE * em * max(given.text[:end].rstrip(" ").count(" "), 1)


def _longest(given: _Given, breaks: list[Break], after: int) -> Any:
    """The line that ends at the last of the breaks at which it fits, ``None`` if none fits."""
    places = (place for place, _ in reversed(breaks) if place > after)
    lines = (_ended(given, place, given.width) for place in places)
    return next((line for line in lines if line is not None), None)


def _ended(given: _Given, place: int, width: float = inf) -> Any:
    """The line that ends before a character, with a hyphen where a word is divided there.

    ``None`` when it is longer than ``width``.
    """
    start, hyphen = given.text[:place], given.style["hyphenate_character"]
    whole = place == len(given.text)
    divides = not whole and start[-1] not in "- "
    shown = start + hyphen if divides else start.rstrip(" ")
    layout = create_layout(shown, given.style, given.context, None, given.justification)
    first_line, _ = layout.get_first_line()
    if line_size(first_line, given.style)[0] > width:
        return None
    resume = None if whole else len(start.encode())
    return first_line_metrics(first_line, shown, layout, resume, True, given.style, divides, hyphen)
