"""Verse in a plain text: short lines that begin with capitals, run on, and rhyme."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence

from lxml import etree

from publish.article import E

_FEWEST = 3
_WIDTH = 70
_WORDS = range(2, 14)
_CAPITALS = 0.7
_RHYMES = 0.5


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
