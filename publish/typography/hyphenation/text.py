"""The words of a running text: where they begin and end, which are proper names, their breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.typography.hyphenation.exceptions import NONE, Exceptions
from publish.typography.hyphenation.model import Break
from publish.typography.hyphenation.words import breaks

_WORD = re.compile(r"[^\s\ufffc—–…]+")
_OPENING = " \u00a0\u202f\u2009«»“”„\"'‘’([{—–-\ufffc\t\n"
_ENDS = frozenset(".!?…")
_ABBREVIATION = re.compile(
    r"(?:^|[^\w])(?:[A-ZÀÉÈ]|MM|Me|Mgr|Dr|Pr|St|Ste|av|apr|cf|éd|dir|coll|art|vol|chap)\.$"
)
_ELIDED = re.compile(r"\W*[^\W\d_]{1,7}[’'\u02bc](?=\w)")
_INITIAL = re.compile(r"[^\W\d_]")
_FAR = 60
"""How far back the end of a sentence is looked for, in characters."""


def text_breaks(
    text: str, start: int = 0, end: int | None = None, exceptions: Exceptions = NONE
) -> Iterator[Break]:
    """The breaks between ``start`` and ``end`` of a text, counted from the text's beginning.

    The text is that of a whole paragraph, or enough of it to know how words begin and end and
    whether a capital opens a sentence.
    """
    stop = len(text) if end is None else end
    at = start
    while at > 0 and _WORD.fullmatch(text[at - 1]):
        at -= 1
    for match in _WORD.finditer(text, at):
        if match.start() >= stop:
            return
        word = match.group()
        name = not word.islower() and _is_name(text, match.start(), word)
        for place, quality in breaks(word, name=name, exceptions=exceptions):
            position = match.start() + place
            if start < position < stop:
                yield Break(position, quality)


def _is_name(text: str, at: int, word: str) -> bool:
    """Whether the word at ``at`` has a capital that no beginning of a sentence explains.

    After an elision (``l’Estran``) a capital is always that of a name. In doubt a word is taken for
    a name, which costs little: it is divided only as a last resort.
    """
    elided = _ELIDED.match(word)
    first = _INITIAL.search(word, elided.end() if elided else 0)
    if first is None or not first.group().isupper():
        return False
    return elided is not None or not _opens_sentence(text[max(0, at - _FAR) : at])


def _opens_sentence(before: str) -> bool:
    """Whether a sentence begins after these characters."""
    said = before.rstrip(_OPENING)
    if not said:
        return True
    if said[-1] == ":":
        return any(mark in before[len(said) :] for mark in "«“—")
    return said[-1] in _ENDS and not _ABBREVIATION.search(said)
