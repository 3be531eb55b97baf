"""Words whose divisions are given: our own list (``exceptions.txt``), and those of an editor."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

APOSTROPHES = "’'\u02bc"

_ONE_APOSTROPHE = dict.fromkeys(map(ord, APOSTROPHES), "’")
_ENTRY = re.compile(rf"[^\W\d_]+(?:[-{APOSTROPHES}][^\W\d_]+)*")


@dataclass(frozen=True, eq=False)
class Exceptions:
    """Words without their hyphens, in lower case, and the places where hyphens stood."""

    words: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    beginnings: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, entries: Iterable[str]) -> Exceptions:
        """From entries such as ``Azer-baïdjan``; a star at the end makes a beginning of words."""
        words: dict[str, tuple[int, ...]] = {}
        beginnings: dict[str, tuple[int, ...]] = {}
        for entry in entries:
            into = beginnings if entry.endswith("*") else words
            letters, places = _read(entry.rstrip("*"))
            into[letters] = places
        return cls(words, beginnings)

    def word(self, letters: str) -> tuple[int, ...] | None:
        """The places given for a word (:func:`folded`, without hyphens), ``None`` when not here."""
        return self.words.get(letters)

    def beginning(self, letters: str) -> tuple[int, tuple[int, ...]] | None:
        """The longest known beginning of a word: its length, and the places given in it."""
        for end in range(len(letters), 2, -1):
            places = self.beginnings.get(letters[:end])
            if places is not None:
                return end, places
        return None


NONE = Exceptions()


def is_entry(entry: str) -> bool:
    """Whether an editor may write this: one word of letters, hyphens where it may be divided."""
    return _ENTRY.fullmatch(entry) is not None


def folded(word: str) -> str:
    """A word in lower case with one kind of apostrophe, as long as before.

    The few capitals whose small letter is not one character (``İ``) are left alone.
    """
    lower = word.lower()
    if len(lower) != len(word):
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in word)
    return lower.translate(_ONE_APOSTROPHE)


def _read(entry: str) -> tuple[str, tuple[int, ...]]:
    parts = folded(entry).split("-")
    places, length = [], 0
    for part in parts[:-1]:
        length += len(part)
        places.append(length)
    return "".join(parts), tuple(places)


def _own() -> Exceptions:
    lines = (Path(__file__).parent / "exceptions.txt").read_text("utf-8").splitlines()
    return Exceptions.of(line for line in map(str.strip, lines) if line and line[0] != "#")


OWN = _own()
