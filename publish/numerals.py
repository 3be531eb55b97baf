"""Numbers as lists and folios write them."""

from __future__ import annotations

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def roman(number: int) -> str:
    """A number in lower-case roman numerals."""
    numeral = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        numeral += letters * count
    return numeral


def alphabetic(number: int) -> str:
    """A number in lower-case letters: a, b, … z, aa (CSS Counter Styles 3, §3.1.4)."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def marker(number: int, kind: str) -> str:
    """The number of a list item, by the ``type`` of its ``ol``: 1, a, A, i or I."""
    if number < 1 or kind not in ("a", "A", "i", "I"):
        return str(number)
    written = alphabetic(number) if kind in "aA" else roman(number)
    return written.upper() if kind.isupper() else written
