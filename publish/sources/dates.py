"""Dates as they are written out in French."""

from __future__ import annotations

import datetime as dt
import re

MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août"),
    *("septembre", "octobre", "novembre", "décembre"),
)
_LONG = re.compile(
    rf"(?:(?:publié |mis à jour |paru )?le )?(?:(?:lun|mar|mercre|jeu|vendre|same)di |dimanche )?"
    rf"(?P<day>\d{{1,2}})(?:er)? (?P<month>{'|'.join(MONTHS)}) (?P<year>\d{{4}})",
    re.IGNORECASE,
)
_SHORT = re.compile(r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4})")
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})")


def iso_date(text: str) -> str:
    """The date that a text is, in ISO 8601; empty when the text is anything but one date."""
    text = " ".join(text.split()).rstrip(".")
    for pattern in (_LONG, _SHORT, _ISO):
        match = pattern.fullmatch(text)
        if match:
            month = match.group("month").lower()
            number = MONTHS.index(month) + 1 if month in MONTHS else int(month)
            try:
                return dt.date(
                    int(match.group("year")), number, int(match.group("day"))
                ).isoformat()
            except ValueError:
                return ""
    return ""
