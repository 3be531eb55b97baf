"""Where a word of a text may be divided, with its elisions, its hyphens and its capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from publish.typography.hyphenation.exceptions import (
    APOSTROPHES,
    NONE,
    OWN,
    Exceptions,
    folded,
)
from publish.typography.hyphenation.model import Break, Quality
from publish.typography.hyphenation.simple import AFTER, BEFORE, simple_breaks

_MARKS = "-\u2011" + APOSTROPHES
_CORE = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{_MARKS}](?=[^\W_]))*[{APOSTROPHES}]?")
_FRINGE = re.compile(r"[^\w\s@#/\\+=<>_]*")
_PARTS = re.compile(rf"([{_MARKS}])")
_LONG = 8
"""A part of a compound with so many letters may be divided for itself, if need be."""


@lru_cache(maxsize=1 << 17)
def breaks(word: str, *, name: bool = False, exceptions: Exceptions = NONE) -> tuple[Break, ...]:
    """Where a word may be divided, from left to right, and how well.

    ``word`` is a run of characters without spaces as it stands in the text, with the punctuation
    that touches it. ``name`` says that it is a proper name: capitalised inside a sentence. The
    exceptions of an editor win over every rule. The answer is empty for all that is no word:
    numbers, addresses, acronyms, words with digits or with capitals inside.
    """
    core = _core(word)
    if core is None:
        return ()
    start, end = core
    letters = word[start:end]
    if _is_acronym(letters):
        return ()
    given = _given(letters, exceptions)
    if given is None:
        given = tuple(_weighed(letters, name=name, exceptions=exceptions))
    return tuple(Break(start + place, quality) for place, quality in given)


def is_word(word: str) -> bool:
    """Whether a run of characters is a word with the punctuation that touches it."""
    return _core(word) is not None


def _core(word: str) -> tuple[int, int] | None:
    """Where the letters of a word begin and end; ``None`` when other things stand among them."""
    before = _FRINGE.match(word)
    assert before is not None
    match = _CORE.match(word, before.end())
    if match is None or not _FRINGE.fullmatch(word, match.end()):
        return None
    return match.span()


def _is_acronym(letters: str) -> bool:
    """Whether there is a capital elsewhere than at the start of a part: ``SNCF``, ``iPhone``."""
    return not letters[1:].islower() and any(
        c.isupper() for part in _PARTS.split(letters) for c in part[1:]
    )


def _given(letters: str, exceptions: Exceptions) -> tuple[Break, ...] | None:
    """What an editor, or our own list, says of the word as a whole."""
    simple = letters.isalpha()
    if simple and not exceptions.words:
        return None
    bare = folded(letters).replace("-", "")
    places = exceptions.word(bare)
    if places is None and not simple:
        places = OWN.word(bare)
    if places is None:
        return None
    return tuple(Break(_with_hyphens(letters, place), Quality.GOOD) for place in places)


def _with_hyphens(letters: str, place: int) -> int:
    """A place counted without the hyphens of a word, counted with them and after one."""
    at = 0
    while place or (at < len(letters) and letters[at] == "-"):
        place -= letters[at] != "-"
        at += 1
    return at


def _weighed(letters: str, *, name: bool, exceptions: Exceptions) -> Iterator[Break]:
    pieces = _PARTS.split(letters)
    compound = "-" in pieces or "\u2011" in pieces
    at = 0
    for index, part in enumerate(pieces):
        if index % 2:
            at += 1
            if part == "-":
                yield from _at_hyphen(pieces, index, at, name=name)
            continue
        mark = pieces[index + 1] if index + 1 < len(pieces) else ""
        places = exceptions.word(folded(part))
        if places is not None:
            yield from (Break(at + place, Quality.GOOD) for place in places)
        elif mark and mark in APOSTROPHES:
            yield from _in_elided(part, at, pieces, index, name=name)
        else:
            for place, quality in simple_breaks(folded(part)):
                yield Break(at + place, _degraded(part, quality, name=name, compound=compound))
        at += len(part)


def _degraded(part: str, quality: Quality, *, name: bool, compound: bool) -> Quality:
    """Names only if nothing else serves; a compound at its hyphen first."""
    if name or (compound and (quality is not Quality.GOOD or len(part) < _LONG)):
        return Quality.LAST_RESORT
    return Quality.TOLERABLE if compound else quality


def _in_elided(part: str, at: int, pieces: list[str], index: int, *, name: bool) -> Iterator[Break]:
    """``jus-qu’alors``, ``quel-qu’un``: before the *qu* of an elided conjunction, nowhere else."""
    if len(part) < BEFORE + 3 or not part.endswith("qu") or name:
        return
    rest = "".join(pieces[index + 1 :])
    if 2 + sum(c.isalpha() for c in rest) >= AFTER:
        yield Break(at + len(part) - 2, Quality.TOLERABLE)


_PRONOUNS = frozenset(("il", "elle", "on", "ils", "elles", "en", "y"))


def _at_hyphen(pieces: list[str], index: int, at: int, *, name: bool) -> Iterator[Break]:
    """The break after a hyphen, if both sides have letters enough and no consonant links them."""
    before, after = pieces[index - 1], pieces[index + 1]
    head = sum(len(piece) for piece in pieces[:index:2])
    rest = sum(len(piece) for piece in pieces[index + 1 :: 2])
    if head < BEFORE or rest < AFTER:
        return
    if after in _PRONOUNS and before[-1:] in ("t", "d", "s", "z"):
        return
    if name or (index > 1 and len(before) < BEFORE + 1):
        yield Break(at, Quality.TOLERABLE)
    else:
        yield Break(at, Quality.GOOD)
