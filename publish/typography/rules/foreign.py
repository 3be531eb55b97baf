"""Passages in other languages: their own quotes and apostrophes, none of the spaces of French.

The marks are those of the locale data of CLDR (English, German, Spanish, Italian).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from publish.typography.rules.matching import SEEN, in_order
from publish.typography.runs import Edit, spliced
from publish.typography.spacing import SPACES

_QUOTES: Mapping[str, tuple[str, str, str, str]] = {
    "en": ("“", "”", "‘", "’"),
    "de": ("„", "“", "‚", "‘"),
    "es": ("«", "»", "“", "”"),
    "it": ("«", "»", "“", "”"),
}
"""Opening and closing quotes of the first and of the second level."""

_S = f"[{SPACES}]"
_OF_FRENCH = re.compile(
    rf"(?<=[\w)\]”’»\"']){_S}+(?=[!?]+(?:…|\.\.\.)?(?:[{SPACES}\n)\]»”’\"'{SEEN}]|\Z))"
    rf"|(?<=[^\W\d_]|[)\]”’»\"']){_S}+(?=[;:](?:[{SPACES}\n{SEEN}]|\Z))"
)
"""Spaces before ``! ? ; :`` that French alone has; those of faces, ratios and code are others."""
_INSIDE = re.compile(rf"(?<=«){_S}+|{_S}+(?=»)")
"""Spaces inside guillemets, which other languages set close."""

_STRAIGHT = re.compile("[\"']")
_BEFORE = SPACES + "\n([{—–-/¿¡«“„‘‚\"'" + SEEN
_AFTER = SPACES + "\n)]}—–-/.,;:!?…»”“’‘\"'" + SEEN


def is_known(language: str) -> bool:
    """Whether passages in this language (a primary subtag) are set."""
    return language in _QUOTES


def spaces(text: str, language: str) -> list[Edit]:
    """The spaces that French sets and this language does not, taken off."""
    edits = [Edit(match.start(), match.end(), "") for match in _OF_FRENCH.finditer(text)]
    if "«" in _QUOTES[language]:
        edits += [Edit(match.start(), match.end(), "") for match in _INSIDE.finditer(text)]
    return in_order(edits)


def quotes_and_apostrophes(text: str, language: str) -> list[Edit]:
    """Straight quotes and apostrophes as the language sets them; quotes without a partner stay.

    A text whose marks are so entangled that they would be set otherwise a second time is left.
    """
    edits = _found(text, language)
    return [] if _found(spliced(text, edits), language) else edits


def _found(text: str, language: str) -> list[Edit]:
    edits: list[Edit] = []
    pending: list[tuple[int, str]] = []
    for match in _STRAIGHT.finditer(text):
        at, sign = match.start(), match.group()
        before = text[at - 1] if at else "\n"
        after = text[at + 1] if at + 1 < len(text) else "\n"
        opens = before in _BEFORE and after not in SPACES + "\n"
        closes = before not in SPACES + "\n" and after in _AFTER
        if sign == "'" and before.isalpha() and after.isalnum():
            edits.append(Edit(at, at + 1, "’"))
        elif closes and any(s == sign for _, s in pending):
            while pending[-1][1] != sign:
                pending.pop()
            start, _ = pending.pop()
            edits += _pair(start, at, len(pending), language)
        elif opens:
            pending.append((at, sign))
        elif sign == "'" and before.isalpha():
            # The elided end of a word: dogs’.
            edits.append(Edit(at, at + 1, "’"))
    return in_order(edits)


def _pair(start: int, end: int, depth: int, language: str) -> list[Edit]:
    level = 2 * (depth % 2)
    opening, closing = _QUOTES[language][level : level + 2]
    return [Edit(start, start + 1, opening), Edit(end, end + 1, closing)]
