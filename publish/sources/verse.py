"""Verse in a plain text: short lines that stand together, of one measure, that run on and rhyme."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from lxml import etree

from publish.article import E
from publish.sources.lexicon import BYLINE, DEBRIS, words_of

<<<<<<< HEAD
FEWEST = 3
"""So many lines are a stanza at least."""
=======
SPACES = " \t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"
"""The signs that an author sets a line of verse in by."""
_EM = "\u2003"
"""What a line is set in by, once for each step: a space that nothing joins or drops."""
_WIDTHS = {"\t": 2, "\u2003": 2, "\u2001": 2, "\u3000": 2}
"""In halves of a step: a tab and a wide space are one, two common spaces are one."""
_DEEPEST = 8
_FEWEST = 3
>>>>>>> main
_WIDTH = 70
_WORDS = range(2, 14)
_WORDS_OF_A_LINE = 2.5
_CAPITALS = 0.7
_RHYMES = 0.5
_FEWEST_SYLLABLES = 6
_ENOUGH = 5.0
_EVIDENCE = {
    "rhymes": 2.5,
    "one measure": 2.0,
    "a comma at the end of a line": 1.5,
    "a sentence that begins with a capital and runs over lines": 1.5,
    "capitals at the heads of lines": 1.0,
    "in another language": 1.0,
    "no sentence ends before the last line": 0.5,
}
"""What tells verse from lists, headers and addresses, and what it counts for."""
_VOWELS = re.compile(r"[aeiouyœæ]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_FRENCH = words_of(
    "le la les l des du d un une au aux dans pour sur je il elle nous vous ce cette son sa ses mon "
    "ma pas plus qu"
)
"""Small words that French has and Latin, English or German have not."""


<<<<<<< HEAD
def may_be_verse(line: str) -> bool:
    """Whether a line has the length of one of verse, and its letters."""
=======
def set_in(space: str) -> str:
    """The space at the head of a line of verse in whole steps, each an em space.

    One space alone is a slip of the hand.
    """
    halves = sum(_WIDTHS.get(sign, 1) for sign in space)
    return _EM * min(halves // 2, _DEEPEST)


def is_stanza(lines: Sequence[str]) -> bool:
    """Whether lines that stand together are verse.

    Prose in short lines is a list, a header, an address: it has no commas at the ends of its lines
    and does not rhyme.
    """
    if len(lines) < _FEWEST or not all(
        len(line) <= _WIDTH and len(line.split()) in _WORDS for line in lines
    ):
        return False
    capitals = sum(line.lstrip("«“—– ")[:1].isupper() for line in lines)
    running = sum(line.endswith((",", ";")) or line[-1:].isalpha() for line in lines)
    sounds = Counter(map(_sound, lines))
    rhyming = sum(count for count in sounds.values() if count > 1)
>>>>>>> main
    return (
        len(line) <= _WIDTH
        and len(line.split()) in _WORDS
        and not any(map(str.isdigit, line))
        and not BYLINE.match(line)
        and not DEBRIS.match(line)
    )


def is_stanza(lines: Sequence[str], *, first: bool, wrapped: bool) -> bool:
    """Whether lines that stand together are verse; ``first`` are those at the head of a text.

    In a text that is ``wrapped`` at a column prose too comes in lines of one length that run on:
    there lines of verse begin with capitals.
    """
    if len(lines) < FEWEST or not all(map(may_be_verse, lines)):
        return False
    if sum(len(line.split()) for line in lines) < _WORDS_OF_A_LINE * len(lines):
        return False
    if sum(line[0] in "—–-" for line in lines) > 1:
        # A list, or people who talk.
        return False
    evidence = set(_evidence(lines, wrapped=wrapped))
    if wrapped and "capitals at the heads of lines" not in evidence:
        return False
    if first and not {"rhymes", "a comma at the end of a line"} <= evidence:
        # At the head of an article stand its rubric, its title, its author.
        return False
    return sum(_EVIDENCE[name] for name in evidence) >= _ENOUGH


def _evidence(lines: Sequence[str], *, wrapped: bool) -> Iterator[str]:
    capitals = sum(line.lstrip("«“—– ")[:1].isupper() for line in lines)
    if capitals >= _CAPITALS * len(lines):
        yield "capitals at the heads of lines"
    elif not wrapped and lines[0].lstrip("«“—– ")[:1].isupper():
        yield "a sentence that begins with a capital and runs over lines"
    if any(line.endswith(",") for line in lines):
        yield "a comma at the end of a line"
    if not any(line.rstrip(" »")[-1:] in ".!?:…" for line in lines[:-1]):
        yield "no sentence ends before the last line"
    sounds = Counter(map(_sound, lines))
    if sum(count for count in sounds.values() if count > 1) >= _RHYMES * len(lines):
        yield "rhymes"
    said = {word.casefold() for line in lines for word in _LETTERS.findall(line)}
    foreign = not said & _FRENCH
    if foreign:
        yield "in another language"
    measures = [_syllables(line) for line in lines]
    longest = max(measures)
    # Elisions and diphthongs are read in more ways than one, and a hexameter has 13 to 17.
    spread = 3 if longest >= 13 else 2 if foreign or longest >= 10 else 1
    if min(measures) >= _FEWEST_SYLLABLES and longest - min(measures) <= spread:
        yield "one measure"


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in letters if not unicodedata.combining(c))


def _sound(line: str) -> str:
    """How a line ends, roughly: its last letters without accents and without a mute s, x, e."""
    letters = "".join(c for c in _plain(line) if c.isalpha())
    return letters.rstrip("sxe")[-2:]


def _syllables(line: str) -> int:
    """How many syllables a line of verse has, roughly: a mute e counts before a consonant only."""
    words = _LETTERS.findall(_plain(line))
    count = 0
    for word, after in zip(words, [*words[1:], ""], strict=True):
        count += len(_VOWELS.findall(word)) or 1
        mute = word.rstrip("s").endswith("e") and len(_VOWELS.findall(word)) > 1
        if mute and (not after or (after[0] in "aeiouyhœæ" and word.endswith("e"))):
            count -= 1
    return count


def verse(stanzas: Sequence[Sequence[str]]) -> etree._Element:
    """The stanzas as ``div.verse``: a ``p`` for each, its lines ended by ``br``."""
    element = E.div({"class": "verse"})
    for stanza in stanzas:
        paragraph = etree.SubElement(element, E.p().tag)
        paragraph.text = stanza[0]
        for line in stanza[1:]:
            end = etree.SubElement(paragraph, E.br().tag)
            end.tail = line
    return element
