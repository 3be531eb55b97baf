"""Whether a text is a passage in another language, and in which: a wrong one is worse than none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publish.sources.languages.function_words import (
    FUNCTION_WORDS,
    counted,
    is_at_home,
    is_plainly,
    may_be_foreign,
    words,
)
from publish.sources.languages.identifier import Guess, guess

_SURE = 0.9
_LIKELY = 0.85
"""What is asked where the function words say the same, and those of the article are few."""
_MANY = 0.4
_SURER = 0.95
"""What is asked of a language whose function words are not known here, and of short texts that are
made of function words."""
_SUREST = 0.97
"""What is asked of a text so short that it must have two function words of its language too."""
_SHORT_BLOCK = 5
_SHORT_INLINE = 6
_ENOUGH = 6
_FEWEST = 3
_FUNCTIONAL = {"la": 0.05, "br": 0.2, "oc": 0.3}
"""The least share of function words, a tenth where nothing is said: lists have none."""
_AS_WRITTEN = frozenset(("gcf", "gcr", "vec", "lij", "wa", "fy", "kab", "mg", "vi"))
"""Languages that the library takes others for: dialects of French and Italian, jargon."""

QUOTED = re.compile(
    '«([^«»]+)»|“([^“”]+)”|„([^„“”]+)[“”]|"([^"]+)"|‹([^‹›]+)›',
)
"""What stands between quotation marks; exactly one of the groups is what was quoted."""

QUOTES = frozenset('«“„"‹')
_SENTENCE_END = re.compile(r"(?<=[.!?…:;])\s+|\n|\s[–—]\s")
_STOP = re.compile("[.!?…,;]")
_YEAR = re.compile(r"\b(?:1[4-9]|20)\d\d[a-z]?\b")
_REFERENCE = re.compile(
    r"\b(?:pp?|vol|no|n°|nº|S|t|chap|art|ch|vv?)\.?\s?\d|\((?:eds?|dir|hrsg|ed)\.\)|\b[ée]d\.|\btrad\.|\bdir\."
    r"|\b(?:ibid|op\. ?cit|loc\. ?cit|ISBN|ISSN|doi|arXiv|et al)\b|https?://|www\.|@",
    re.IGNORECASE,
)
_WRITTEN = re.compile(r"[^\W\d_]+")
_NOT_SPACE = re.compile(r"\S")


def block_language(text: str, home: str, *, prose: bool = True) -> Guess | None:
    """The language of a whole block when it is another than ``home`` (a primary subtag).

    What is quoted inside is judged apart: the rest, and each of its sentences, must not look like
    the language of the article. ``prose`` tells that the block may be a reference to a book, which
    stays as it is; titles and quotations are none.
    """
    if is_plainly(text, home) or not may_be_foreign(text, home) or not _is_written(text):
        return None
    around = QUOTED.sub(" … ", text)
    if not words(around) or is_at_home(words(around), home):
        return None
    if prose and is_reference(text):
        return None
    if any(_speaks(sentence, home) for sentence in _SENTENCE_END.split(around)):
        return None
    found = _judged(text, words(text), home, _SHORT_BLOCK)
    if found is not None and around != text and guess(around).language != found.language:
        return None
    return found


def inline_language(text: str, home: str) -> Guess | None:
    """The language of a quotation inside a block when it is another than ``home``.

    Titles in capitals, as English has them, are names and stay as they are. Few words are a
    quotation, and no title, where they have the stop of a sentence.
    """
    if is_plainly(text, home) or not may_be_foreign(text, home):
        return None
    if not _is_written(text) or is_reference(text):
        return None
    if any(_speaks(sentence, home) for sentence in _SENTENCE_END.split(text)):
        return None
    said = words(text)
    if len(said) < _SHORT_INLINE and _STOP.search(text) is None:
        return None
    found = _judged(text, said, home, _SHORT_INLINE)
    if found is not None and found.language != "de" and _is_title(text):
        return None
    return found


def _speaks(sentence: str, home: str) -> bool:
    """Whether a sentence of some length is plainly in the language of the article."""
    said = words(sentence)
    return (
        len(said) >= _FEWEST
        and is_at_home(said, home)
        and counted(said)[home] >= max(2, len(said) // 4)
    )


def _judged(text: str, said: Sequence[str], home: str, short: int) -> Guess | None:
    found = guess(text)
    if found.language in (home, *_AS_WRITTEN):
        return None
    if found.language not in FUNCTION_WORDS:
        sure = len(said) >= _ENOUGH and found.probability >= _SURER
        return found if sure else None
    own = counted(said)
    here, there = own[home], own[found.language]
    if here > there or there < _FUNCTIONAL.get(found.language, 0.1) * len(said):
        return None
    speaking = there >= _MANY * len(said) and there >= 3 * here
    full = sum(len(word) > 1 for word in said)
    if full < short:
        enough = full >= _FEWEST and there >= 2
        return found if enough and found.probability >= (_SURER if speaking else _SUREST) else None
    return found if found.probability >= (_LIKELY if speaking else _SURE) else None


def _is_written(text: str) -> bool:
    """Whether a text is of words: addresses, formulas and code have more signs than letters."""
    letters = sum(map(len, _WRITTEN.findall(text)))
    return letters >= 0.75 * len(_NOT_SPACE.findall(text))


def _capitals(text: str) -> float:
    """The share of words that begin with a capital, the first one of each sentence left out."""
    found = [
        word
        for sentence in _SENTENCE_END.split(text)
        for word in _WRITTEN.findall(sentence)[1:]
        if len(word) > 1
    ]
    return sum(word[0].isupper() for word in found) / len(found) if found else 0.0


def is_reference(text: str) -> bool:
    """Whether a text names a book or an article, as bibliographies do, or people and places."""
    capitals = _capitals(text)
    if _REFERENCE.search(text):
        return len(words(text)) < _PARAGRAPH or capitals > 0.3
    return capitals >= 0.5 or (capitals >= 0.25 and _YEAR.search(text) is not None)


_PARAGRAPH = 60
"""No reference has so many words; a paragraph may have a page or an address in it."""


def _is_title(text: str) -> bool:
    long = [word for word in _WRITTEN.findall(text) if len(word) > 3]
    return bool(long) and sum(word[0].isupper() for word in long) >= 0.6 * len(long)
