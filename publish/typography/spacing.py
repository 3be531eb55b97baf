"""The spaces of each variety of French."""

from __future__ import annotations

from dataclasses import dataclass

NO_BREAK = "\u00a0"
NARROW = "\u202f"
SPACES = " \u00a0\u202f\u2009\u2006\u2005\u200a"
"""The white space that rules take for one another inside a line."""


@dataclass(frozen=True)
class Spacing:
    """What stands before ``; ! ?``, before ``:``, and inside « »."""

    high: str = NARROW
    colon: str = NO_BREAK
    guillemet: str = NO_BREAK
    decimal_comma: bool = True


VARIETIES = {
    "fr": Spacing(),
    # Office québécois de la langue française: no space before ; ! ? where a thin one cannot be had.
    "fr-ca": Spacing(high=""),
    # Guide du typographe (Lausanne): the thin space everywhere; a point in sums of money.
    "fr-ch": Spacing(colon=NARROW, guillemet=NARROW, decimal_comma=False),
}


def spacing(language: str) -> Spacing:
    """The spacing of a BCP 47 tag; that of France where the variety has none of its own."""
    return VARIETIES.get(language.lower(), VARIETIES["fr"])
