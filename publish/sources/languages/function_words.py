"""The cheap test that comes first: whose function words does a text have?

Half of the words of any French text are among some hundred articles, prepositions, pronouns and
auxiliaries. Where another language has more of its own than French has, or where French has next to
none, the text is worth the question to the library; all others cost a look at each word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

_WORD = re.compile(r"[^\W\d_]+")

_FILE = Path(__file__).with_suffix(".txt")


def _read(source: str) -> dict[str, frozenset[str]]:
    """The words of each language; a language goes on where lines are set in."""
    lines = (line for line in source.splitlines() if line and not line.startswith("#"))
    entries = re.split(r"\n(?! )", "\n".join(lines))
    parted = (entry.partition(":") for entry in entries)
    return {language: frozenset(words.split()) for language, _, words in parted}


FUNCTION_WORDS: Mapping[str, frozenset[str]] = _read(_FILE.read_text("utf-8"))
"""The function words of each language (primary subtag), in small letters."""

_LANGUAGES_OF: Mapping[str, tuple[str, ...]] = {
    word: tuple(language for language, words in FUNCTION_WORDS.items() if word in words)
    for word in frozenset().union(*FUNCTION_WORDS.values())
}
_OWN: Mapping[str, frozenset[str]] = {
    language: own.difference(*(words for o, words in FUNCTION_WORDS.items() if o != language))
    for language, own in FUNCTION_WORDS.items()
}
"""The function words that a language shares with no other of these."""
_NONE: frozenset[str] = frozenset()
_PLAINLY = 0.05
"""Where so many of the words between two spaces, and one more, are French’s alone, it is French."""
_HARDLY = 0.12
_ENOUGH = 8
_CAPITALS = 0.3


def words(text: str) -> list[str]:
    """The words of a text in small letters; what stands before an apostrophe is one of its own."""
    return _WORD.findall(text.casefold())


def counted(words: Sequence[str]) -> Counter[str]:
    """How many of the words are function words of each language."""
    found: Counter[str] = Counter()
    for word in words:
        for language in _LANGUAGES_OF.get(word, ()):
            found[language] += 1
    return found


def is_plainly(text: str, home: str) -> bool:
    """Whether a text is in the language ``home``, at a glance: that of nearly every block is."""
    between_spaces = text.split()
    own = _OWN.get(home, _NONE)
    return len(list(filter(own.__contains__, between_spaces))) > 1 + _PLAINLY * len(between_spaces)


def may_be_foreign(text: str, home: str) -> bool:
    """Whether the library is to be asked what language a text is in.

    ``home`` is the primary subtag of the language of what stands around it. Four words or less
    want two function words of one other language. A longer text with function words of no language
    known here may be in one that is not, if it has next to none of French either and is no list of
    names.
    """
    said = words(text)
    found = counted(said)
    at_home = found.pop(home, 0)
    best = max(found.values(), default=0)
    if best > at_home and (best > 1 or len(said) > 4):
        return True
    if len(said) < _ENOUGH or at_home >= _HARDLY * len(said):
        return False
    capitals: int = sum(word[0].isupper() for word in _WORD.findall(text))
    return capitals <= _CAPITALS * len(said)


def is_at_home(words: Sequence[str], home: str) -> bool:
    """Whether a text has more function words of ``home`` than of any other language."""
    found = counted(words)
    own = found.pop(home, 0)
    return own >= max(found.values(), default=0) + 1
