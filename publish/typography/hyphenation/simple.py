"""Where a simple word may be divided: Liang's French patterns, and the rules that stand above.

A simple word is all letters, in lower case, without hyphen or apostrophe. The patterns are those
of TeX (*hyph-fr*) as Pyphen carries them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

import pyphen

from publish.typography.hyphenation.exceptions import OWN
from publish.typography.hyphenation.model import Break, Quality
from publish.typography.hyphenation.unlucky import is_unlucky

BEFORE, AFTER = 2, 3
"""The fewest letters before and after a division (Bureau de la traduction, Canada)."""

SHORT = 6
"""Words with fewer letters are divided only as a last resort."""

VOWELS = "aàáâãäåæeéèêëiìíîïoòóôõöœuùúûüyýÿ"
_LETTERS = re.compile(r"[a-zß-öø-ÿœ]+")
_SOUNDED = re.compile(f"[{VOWELS}]")
_MUTE_SYLLABLE = re.compile(rf"[^{VOWELS}]*(?:(?<=[qg])u)?e(?:s|nt)?")
_ENT = re.compile(rf"[^{VOWELS}]+(?:(?<=[qg])u)?ent")
_BEFORE_MUTE = frozenset("èêâîô")

_PATTERNS = pyphen.Pyphen(lang="fr", left=1, right=1)

_CONSONANT = "[bcdfghjklmnpqrtvwxz]"
_PREFIX = re.compile(
    rf"""
      (?!dés(?:astr|ert|ign|in(?:en|volt)|ir|ist|ol|ormais|u[eéè]|id[ée]r         # no prefix
        |a(?:cral|tell|lin)|ensibil|exua|ilic|o(?:cial|rb|rpt)|u(?:bj|lf|rch)|yn))  # dé-
      dés(?=[aeiouéèêâîôûœh])
    | més(?=alli|aventur|ententes?$|estim|intellig|us[aeé]|offr)
    | mal(?=appris|avis|entend|intention|odor|honn|heur|habil|adroi|adress)
    | sub(?=aquat|atom|alpin|équat|orbit|urbain|aigu)
    | sur(?=invest|interpr)
    | (?:extra|infra|géo|télé|néo|rétro|kiné|péri|anti|para|auto|macro|micro|radio|photo)
        (?=s(?:ci|co|ta|té|tr|to|pa|ph){_CONSONANT})
    """,
    re.VERBOSE,
)
"""Living prefixes where the patterns err, with the first letters of what follows them."""


@lru_cache(maxsize=1 << 17)
def simple_breaks(word: str) -> tuple[Break, ...]:
    """The divisions of a simple word, from left to right."""
    if not _LETTERS.fullmatch(word) or len(word) < BEFORE + AFTER:
        return ()
    given = OWN.word(word)
    if given is not None:
        return tuple(Break(place, quality(word, place)) for place in given)
    places, prefix = _places(word)
    # The patterns leave some consonants between two breaks: co-ck-ney, dés-a-m-bi-guïté.
    ends = sorted(places | {len(word)})
    sounded = [at for at, following in pairwise(ends) if _SOUNDED.search(word, at, following)]
    return tuple(
        Break(place, _weighed(word, place, prefix))
        for place in sounded
        if BEFORE <= place <= len(word) - AFTER and is_allowed(word, place)
    )


def is_allowed(word: str, place: int) -> bool:
    """Whether no rule forbids to divide a simple word before its letter ``place``."""
    head, rest = word[:place], word[place:]
    return not (
        (head[-1] in VOWELS and rest[0] in VOWELS)
        or _is_between_vowels(word, place)
        or is_mute(word, place)
        or not (_SOUNDED.search(head) and _SOUNDED.search(rest))
        or is_unlucky(head, rest)
    )


def is_mute(word: str, place: int) -> bool:
    """Whether the rest is a single mute syllable: ``-que``, ``-tres``, ``-vent`` of a verb.

    The patterns know the words in *-ent* where it is sounded; there it is never mute but after a
    vowel that only stands before a mute syllable (``complè-tent``).
    """
    rest = word[place:]
    if _ENT.fullmatch(rest):
        vowels = _SOUNDED.findall(word[:place])
        return bool(vowels) and vowels[-1] in _BEFORE_MUTE and rest != "ment"
    return _MUTE_SYLLABLE.fullmatch(rest) is not None


def quality(word: str, place: int) -> Quality:
    """How well the length of the two parts makes it."""
    if len(word) < SHORT:
        return Quality.LAST_RESORT
    if place == BEFORE or len(word) - place == AFTER:
        return Quality.TOLERABLE
    return Quality.GOOD


def _places(word: str) -> tuple[set[int], int]:
    """The places of the patterns and of our beginnings, and where a prefix ends, or 0."""
    places = {int(place) for place in _PATTERNS.positions(word)}
    beginning = OWN.beginning(word)
    if beginning is not None:
        end, given = beginning
        return {place for place in places if place >= end} | set(given), 0
    match = _PREFIX.match(word)
    if match is None:
        return places, 0
    end = match.end()
    # The syllable that runs over the end of the prefix gives way: dé-sap-poin-té, dés-ap-poin-té.
    wrong = {end - 1}
    if word[end] not in VOWELS and word[end + 1] not in VOWELS:
        wrong.add(end + 1)
    return (places - wrong) | {end}, end


def _weighed(word: str, place: int, prefix: int) -> Quality:
    found = quality(word, place)
    if prefix and place == prefix + 1:
        return max(found, Quality.TOLERABLE)
    return found


def _is_between_vowels(word: str, place: int) -> bool:
    """Whether the place touches an x or a y that stands between two vowels."""
    return any(
        word[at] in "xy" and 0 < at < len(word) - 1 and _are_vowels(word[at - 1], word[at + 1])
        for at in (place - 1, place)
    )


def _are_vowels(one: str, other: str) -> bool:
    return one in VOWELS and other in VOWELS
