"""Words as the proof of conservation counts them: runs of letters and digits, folded.

Folding takes out what typography may change: case, ligatures (œ, ﬁ), superior and full-width
forms (NFKC), soft hyphens and zero-width characters. What it never takes out is a letter or a
digit.
"""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
_INVISIBLE = dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
_FOLDED = {**_INVISIBLE, "œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae"}


def fold(text: str) -> str:
    """The text without what typography may change; its words stay apart."""
    if not text.isascii():
        # Many times faster than a table of translation, which looks every character up.
        for sign, plain in _FOLDED.items():
            text = text.replace(sign, plain)
        text = unicodedata.normalize("NFKC", text)
    return text.casefold()


def words(text: str) -> list[str]:
    """The words of a text, folded, in order."""
    return _WORD.findall(fold(text))


def written(text: str) -> list[str]:
    """The words of a text as they are written, in order."""
    return _WORD.findall(text)
