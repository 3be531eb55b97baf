"""Dates as they are written out, in French and in English."""

from __future__ import annotations

import datetime as dt
import re

MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août"),
    *("septembre", "octobre", "novembre", "décembre"),
)
_ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
_SHORTENED = {
    **{name: number for number, name in enumerate(MONTHS, 1)},
    **{name.lower(): number for number, name in enumerate(_ENGLISH_MONTHS, 1)},
    **{name.lower()[:3]: number for number, name in enumerate(_ENGLISH_MONTHS, 1)},
    **{"janv": 1, "févr": 2, "fév": 2, "avr": 4, "juil": 7, "sept": 9, "déc": 12, "fevrier": 2},
    **{"aout": 8, "decembre": 12},
}
_MONTH = "|".join(sorted(_SHORTENED, key=len, reverse=True))
_LONG = re.compile(
    rf"(?:(?:publié |mis à jour |paru )?le )?(?:(?:lun|mar|mercre|jeu|vendre|same)di |dimanche )?"
    rf"(?P<day>\d{{1,2}})(?:er)? (?P<month>{_MONTH})\.? (?P<year>\d{{4}})",
    re.IGNORECASE,
)
_DAY = re.compile(
    rf"(?:le )?(?P<day>\d{{1,2}})(?:er)? (?P<month>{'|'.join(MONTHS)})", re.IGNORECASE
)
_SHORT = re.compile(r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4})")
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")


def iso_date(text: str) -> str:
    """The date that a text is, in ISO 8601; empty when the text is anything but one date."""
    text = " ".join(text.split()).rstrip(".")
    for pattern in (_LONG, _SHORT, _ISO):
        match = pattern.fullmatch(text)
        if match:
            month = match.group("month").lower()
            number = _SHORTENED.get(month) or int(month)
            try:
                return dt.date(
                    int(match.group("year")), number, int(match.group("day"))
                ).isoformat()
            except ValueError:
                return ""
    return ""


def is_impossible(text: str) -> bool:
    """Whether a text is one date by its form that no calendar has: « 31 février », 2026-13-40."""
    text = " ".join(text.split()).rstrip(".")
    if day := _DAY.fullmatch(text):
        # The 29th of February is one in some years.
        return not iso_date(f"{day['day']} {day['month']} 2000")
    return any(p.fullmatch(text) for p in (_LONG, _SHORT, _ISO)) and not iso_date(text)


def date_inside(text: str) -> str:
    """The only date in a text, in ISO 8601; empty when there is none or more than one."""
    found = {iso_date(m.group()) for p in (_LONG, _SHORT, _ISO) for m in p.finditer(text)} - {""}
    return found.pop() if len(found) == 1 else ""


def first_date(text: str) -> str:
    """The first date in a text, in ISO 8601; empty when there is none."""
    found = [m for p in (_LONG, _SHORT, _ISO) for m in p.finditer(text) if iso_date(m.group())]
    return iso_date(min(found, key=lambda m: m.start()).group()) if found else ""


def long_date(date: dt.date, language: str) -> str:
    """A date as it is written out: « 1er mars 2026 », “1 March 2026”."""
    french = language.startswith("fr")
    month = (MONTHS if french else _ENGLISH_MONTHS)[date.month - 1]
    day = "1er" if french and date.day == 1 else str(date.day)
    return f"{day} {month} {date.year}"


def month_and_year(date: dt.date, language: str) -> str:
    """« mars 2026 », “March 2026”."""
    return long_date(date, language).split(" ", 1)[1]
