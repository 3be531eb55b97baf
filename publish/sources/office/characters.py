"""Characters that carry nothing, which documents bring along from pasting."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from publish.diagnostics import Diagnostic, Place
from publish.sources.cleaning import DEBRIS_CLEANED

_DEBRIS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069"
    "\ufeff\ufff9-\ufffc\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_SPACES = re.compile(r"[\t\n\r\u2028\u2029]+")


def clean(text: str) -> str:
    """Text in NFC with plain spaces and hyphens, without the characters that carry nothing."""
    text = _DEBRIS.sub("", _SPACES.sub(" ", text))
    return unicodedata.normalize("NFC", text.replace("\u2010", "-").replace("\u2011", "-"))


def debris(texts: Iterable[str], place: Place) -> list[Diagnostic]:
    """What :func:`clean` takes out of these texts."""
    found = Counter(sign for text in texts for sign in _DEBRIS.findall(text))
    return [
        DEBRIS_CLEANED.at(
            place, count=count, name=f"U+{ord(sign):04X} {unicodedata.name(sign, '')}".strip()
        )
        for sign, count in sorted(found.items())
    ]
