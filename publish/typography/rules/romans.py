"""Roman numerals as French text has them: up to 89, in capitals."""

from __future__ import annotations

import re

NUMERAL = r"(?:L?X{1,3}(?:IX|IV|V?I{0,3})|X?L(?:IX|IV|V?I{0,3})|IX|IV|VI{0,3}|I{1,3})"
"""A well-made Roman numeral from I to LXXXIX."""

_WORTH = {"I": 1, "V": 5, "X": 10, "L": 50}
_WELL_MADE = re.compile(NUMERAL)


def value(numeral: str) -> int:
    """The number that a Roman numeral stands for, 0 for what is none."""
    if not _WELL_MADE.fullmatch(numeral):
        return 0
    total = 0
    for sign, following in zip(numeral, f"{numeral[1:]} ", strict=True):
        worth = _WORTH[sign]
        total += -worth if worth < _WORTH.get(following, 0) else worth
    return total
