"""The numbers that books, series and articles are known by, and their check digits."""

from __future__ import annotations

import re

_ISSN = re.compile(r"\d{4}-?\d{3}[\dX]")
_DOI = re.compile(r"10\.\d{4,9}(\.\d+)*/[!-~]+")
_THEMA = re.compile(r"([A-Z][A-Z0-9]{0,9}|[1-6][A-Z0-9]*(-[A-Z0-9]+)*)(\s+\S.*)?")


def bare(number: str) -> str:
    """A number without the spaces and hyphens that make it easy to read."""
    return re.sub(r"[\s-]", "", number)


def is_isbn_shape(digits: str) -> bool:
    """Whether bare digits could be an ISBN: thirteen of them, beginning with 978 or 979."""
    return re.fullmatch(r"97[89]\d{10}", digits, re.ASCII) is not None


def isbn_check_digit(digits: str) -> str:
    """The last digit that an ISBN should have (ISO 2108: weights 1 and 3, modulo 10)."""
    total = sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(digits[:12]))
    return str(-total % 10)


def is_issn(number: str) -> bool:
    """Whether a text is an ISSN with its check digit (ISO 3297: weights 8 to 2, modulo 11)."""
    if not _ISSN.fullmatch(number):
        return False
    signs = bare(number)
    total = sum(int(d) * (8 - i) for i, d in enumerate(signs[:7]))
    return signs[7] == "0123456789X"[-total % 11]


def is_doi(name: str) -> bool:
    """Whether a text is a DOI name: ``10.5555/estran.7`` (ISO 26324)."""
    return _DOI.fullmatch(name) is not None


def is_thema(entry: str) -> bool:
    """Whether a text is a Thema code, with or without its heading: ``WQH Histoire locale``.

    Subject categories begin with a letter, qualifiers with a digit from 1 to 6 (EDItEUR, Thema).
    """
    return _THEMA.fullmatch(entry) is not None
