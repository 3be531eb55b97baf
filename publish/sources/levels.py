"""The levels of subheads that nothing marks: their numbers and their capitals tell them apart.

Kinds of subheads, from the highest: parts, chapters, Roman numbers, letters, Arabic numbers, and
numbers of several places (« 3.1 »). Subheads in capitals stand above those in small letters.
Without two such kinds in an article all its subheads are of one level.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_KINDS = (
    ("part", re.compile(r"(?:\S+\s)?(?:partie|livre|acte)\b", re.IGNORECASE)),
    ("chapter", re.compile(r"(?:\S+\s)?(?:chapitre|scène)\b", re.IGNORECASE)),
    ("roman", re.compile(r"[IVX]{1,5}\s?[.)–-]\s*\S")),
    ("letter", re.compile(r"[A-H]\s?[.)–-]\s*\S")),
    ("places", re.compile(r"\d{1,2}\.\d{1,2}\.?\s*\S")),
    ("arabic", re.compile(r"\d{1,2}\s?[.)°–-]\s*\S")),
)
_RANKS = ("part", "chapter", "roman", "letter", "arabic", "places")
TOP = 2
"""The level of the subheads right under the title."""


def levels(subheads: Sequence[str]) -> list[int]:
    """The level of each subhead, 2 or more, from their texts in order."""
    kinds = [_kind(text) for text in subheads]
    numbered = [rank for rank in _RANKS if rank in kinds]
    capitals = [_is_capitals(text) for text in subheads]
    above = sum(capitals) > 1 and not all(capitals) and capitals[0]
    found = []
    for kind, capital in zip(kinds, capitals, strict=True):
        level = TOP + (numbered.index(kind) if kind else 0)
        if above and not capital and kind == (kinds[0] if kinds[0] else ""):
            level += 1
        found.append(level)
    return found


def _kind(text: str) -> str:
    return next((name for name, pattern in _KINDS if pattern.match(text)), "")


def _is_capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 2 and all(c.isupper() for c in letters)
