"""Verse in a plain text: short lines that begin with capitals, run on, and rhyme."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence

from lxml import etree

from publish.article import E

SPACES = " \t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"
"""The signs that an author sets a line of verse in by."""
_EM = "\u2003"
"""What a line is set in by, once for each step: a space that nothing joins or drops."""
_WIDTHS = {"\t": 2, "\u2003": 2, "\u2001": 2, "\u3000": 2}
"""In halves of a step: a tab and a wide space are one, two common spaces are one."""
_DEEPEST = 8
_FEWEST = 3
_WIDTH = 70
_WORDS = range(2, 14)
_CAPITALS = 0.7
_RHYMES = 0.5


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
    return (
        capitals >= _CAPITALS * len(lines)
        and any(line.endswith(",") for line in lines)
        and running > 0
        and rhyming >= _RHYMES * len(lines)
    )


def _sound(line: str) -> str:
    """How a line ends, roughly: its last letters without accents and without a mute s, x, e."""
    plain = unicodedata.normalize("NFD", line.casefold())
    letters = "".join(c for c in plain if c.isalpha())
    return letters.rstrip("sxe")[-2:]


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
