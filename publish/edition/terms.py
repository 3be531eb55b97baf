"""The words that an edition itself says, in the language of the publication."""

from __future__ import annotations

import datetime as dt

_FRENCH = {
    "contents": "Sommaire",
    "cover": "Couverture",
    "half-title": "Faux-titre",
    "title-page": "Page de titre",
    "colophon": "Colophon",
    "made-with": "Composé en Libertinus avec publish {publish}, WeasyPrint {weasyprint} "
    "et EbookLib {ebooklib}.",
    "isbn": "ISBN {isbn}",
    "identifier": "Identifiant : {identifier}",
    "published": "Publié le {date}",
    "by-role": "{role} : {names}",
    "separator": " : ",
    "aut": "Textes",
    "edt": "Direction",
    "trl": "Traduction",
    "ill": "Illustrations",
    "pht": "Photographies",
    "ctb": "Contributions",
    "cov": "Couverture",
    "bkd": "Conception graphique",
    "pfr": "Correction",
    "aui": "Préface",
    "aft": "Postface",
}
_ENGLISH = {
    "contents": "Contents",
    "cover": "Cover",
    "half-title": "Half-title",
    "title-page": "Title page",
    "colophon": "Colophon",
    "made-with": "Set in Libertinus with publish {publish}, WeasyPrint {weasyprint} "
    "and EbookLib {ebooklib}.",
    "isbn": "ISBN {isbn}",
    "identifier": "Identifier: {identifier}",
    "published": "Published on {date}",
    "by-role": "{role}: {names}",
    "separator": ": ",
    "aut": "Text",
    "edt": "Editor",
    "trl": "Translation",
    "ill": "Illustrations",
    "pht": "Photographs",
    "ctb": "Contributions",
    "cov": "Cover",
    "bkd": "Design",
    "pfr": "Proof-reading",
    "aui": "Foreword",
    "aft": "Afterword",
}
_MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "en": "January February March April May June July August September October November December",
}


def term(name: str, language: str, **values: str) -> str:
    """A term of the edition; an unknown MARC relator gives the general word for contributors."""
    words = _FRENCH if language.startswith("fr") else _ENGLISH
    return words.get(name, words["ctb"]).format_map(values)


def long_date(date: dt.date, language: str) -> str:
    """A date as it is written out: « 1er mars 2026 », “1 March 2026”."""
    french = language.startswith("fr")
    month = _MONTHS["fr" if french else "en"].split()[date.month - 1]
    day = "1er" if french and date.day == 1 else str(date.day)
    return f"{day} {month} {date.year}"


def month_and_year(date: dt.date, language: str) -> str:
    """« mars 2026 », “March 2026”."""
    return long_date(date, language).split(" ", 1)[1]
