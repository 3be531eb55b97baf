"""A place where a word may be divided."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple


class Quality(IntEnum):
    """How well a word is divided at a place; the greater, the more a line has to gain by it."""

    GOOD = 0
    TOLERABLE = 1
    LAST_RESORT = 2


class Break(NamedTuple):
    """A word may be divided before its character ``position``.

    A hyphen is added unless the character before is one already (``porte-|monnaie``).
    """

    position: int
    quality: Quality
