"""The order of the entries: the Unicode Collation Algorithm with the usage of French indexes.

Letters first, accents only between words that are the same without them, small letters before
capitals; œ is oe. After NF Z44-001 words are compared one by one, apostrophes do not count, a
hyphen parts words as a space does. The root table of Unicode is that of French (CLDR has taken
back the comparison of accents from the end of the word since 1.9, and keeps it for Canada).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import pairwise

from pyuca import Collator

from publish.numerals import roman

Key = tuple[tuple[tuple[int, ...], ...], ...]
"""The parts of an entry that commas part, at three levels: letters, accents, case."""

_SMALL_WORDS = {
    "fr": r"(?:(?:le|la|les|un|une|des|du|de|à|au|aux|en|et|dans|par|pour|sur|avec)\s+|[ld]’)+",
    "en": r"(?:(?:the|a|an|of|in|on|and|for|from|by|with|to|at)\s+)+",
}
_ROMAN = re.compile(r"(?<=\s)([IVXLCDM]{2,}|[IVX])(?:er|re|e)?(?!\w)")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_APOSTROPHES = re.compile(r"['’ʼ]")
_PARTING = re.compile(r"[\s\u00a0\u202f‐‑–—-]+")
_SIGNS = re.compile(r"[^\w\s]+")


@cache
def _collator() -> Collator:
    return Collator()


def sort_key(said: str, language: str) -> Key:
    """What entries are compared by; ``language`` is a BCP 47 tag.

    Articles and prepositions in small letters at the head do not count (« de la criée » stands
    among the c’s), those of names do (« La Fontaine »). What a comma parts is compared part by
    part, so that all Martins come before Martin-Dupont. Numbers are compared by what they say,
    roman ones after a word too: Charles V, Charles IX.
    """
    return tuple(_part(part, language) for part in _filed(said, language).split(","))


def initial(said: str, language: str) -> str:
    """The letter that heads an entry: A to Z, a letter of another script, ``0-9``, or ``#``."""
    for sign in unicodedata.normalize("NFKD", _filed(said, language)):
        if sign.isalpha():
            return {"Œ": "O", "Æ": "A", "Ø": "O", "ẞ": "S"}.get(sign.upper()[:1], sign.upper()[:1])
        if sign.isdigit():
            return "0-9"
    return "#"


def _filed(said: str, language: str) -> str:
    """An entry without the small words at its head that do not count."""
    said = said.replace("'", "’").strip()
    small = _SMALL_WORDS.get(language.partition("-")[0].lower())
    rest = re.sub(rf"^{small}", "", said) if small else said
    return rest if any(c.isalnum() for c in rest) else said


def _part(said: str, language: str) -> tuple[tuple[int, ...], ...]:
    said = _ROMAN.sub(_arabic, f" {said}")
    said = re.sub(r"\d+", lambda m: m.group().zfill(9), said)
    said = _PARTING.sub(" ", _APOSTROPHES.sub("", said))
    said = _SIGNS.sub("", said).strip()
    levels: list[tuple[int, ...]] = []
    level: list[int] = []
    for weight in (*_collator().sort_key(said), 0):
        if weight:
            level.append(weight)
        elif len(levels) < 3:
            levels.append(tuple(level))
            level = []
    if language.lower() == "fr-ca" and len(levels) > 1:
        # CAN/CSA-Z243.4.1: accents count from the end of the word (CLDR, fr-CA).
        levels[1] = levels[1][::-1]
    return tuple(levels)


def _arabic(match: re.Match[str]) -> str:
    """A roman numeral as an arabic one; what only looks like one (« DIM ») stays."""
    values = [_VALUES[letter] for letter in match.group(1)]
    number = sum(-v if v < after else v for v, after in pairwise([*values, 0]))
    return str(number) if roman(number).upper() == match.group(1) else match.group()
