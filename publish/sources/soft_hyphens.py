"""Soft hyphens (U+00AD) that somebody's software wrote where a hyphen was meant.

A soft hyphen marks where a word may be divided and belongs to no word (Unicode Standard, 6.2). Some
sites and converters write it for the hyphen of a compound all the same: taken out, « peut-être »
would become « peutêtre ». Three witnesses tell: digits on both sides, the same compound with its
hyphen elsewhere in the text, and, where so few long words hold one that the text cannot have been
hyphenated by it, a part that compounds of French are made with. What writes hyphens so writes all
of them so: where these witnesses speak for most of the words that hold one, the others follow.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

SOFT_HYPHEN = "\u00ad"

_PART = "(?:[^\\W_][\u0300-\u036f]*)+"
_TOKEN = re.compile(f"{_PART}(?:\u00ad{_PART})+")
_COMPOUND = re.compile(f"{_PART}(?:[-\u2010\u2011]{_PART})+")
_LONG_WORD = re.compile("[^\\W_\u00ad]{9,}")
_HYPHENATED = 0.25
"""The share of long words with a soft hyphen from which a text was hyphenated by it."""
_HABIT = 3
"""So many words, and most of all that hold one, show that soft hyphens stand for hyphens here."""

# fmt: off
_FIRST_PARTS = frozenset((
    "celle", "celles", "celui", "ceux", "demi", "ex", "non", "semi", "sous", "vice",
))
_LAST_PARTS = frozenset((
    "ce", "ci", "elle", "elles", "eux", "il", "ils", "je", "leur", "lui", "là", "moi", "même",
    "mêmes", "nous", "on", "toi", "tu", "vous", "être",
))
# fmt: on


def restored(text: str) -> tuple[str, list[tuple[int, str]]]:
    """The text with a hyphen in place of such soft hyphens, each word mended with its offset."""
    if SOFT_HYPHEN not in text:
        return text, []
    compounds = {_folded(m.group()) for m in _COMPOUND.finditer(text)}
    tokens = list(_TOKEN.finditer(text))
    few = len(tokens) < _HYPHENATED * (1 + len(_LONG_WORD.findall(text)))
    told = {m.group() for m in tokens if _is_compound(m.group(), compounds, few=few)}
    if few and len(told) >= max(_HABIT, 1 + len({m.group() for m in tokens}) // 2):
        told = {m.group() for m in tokens}
    mended: list[tuple[int, str]] = []

    def hyphened(match: re.Match[str]) -> str:
        if match.group() not in told:
            return match.group()
        word = match.group().replace(SOFT_HYPHEN, "-")
        mended.append((match.start(), word))
        return word

    return _TOKEN.sub(hyphened, text), mended


def _is_compound(token: str, compounds: set[str], *, few: bool) -> bool:
    """Whether the parts of a word are those of a compound, by one of the three witnesses."""
    word = _folded(token.replace(SOFT_HYPHEN, "-"))
    parts = word.split("-")
    return (
        word in compounds
        or all(a[-1].isdigit() and b[0].isdigit() for a, b in pairwise(parts))
        or (few and (parts[0] in _FIRST_PARTS or parts[-1] in _LAST_PARTS))
    )


def _folded(word: str) -> str:
    return (
        unicodedata.normalize("NFC", word).casefold().replace("\u2010", "-").replace("\u2011", "-")
    )
