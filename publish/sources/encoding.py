"""Bytes to text: the encoding found or guessed, line ends and Unicode forms made the same."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from publish.diagnostics import Diagnostic, Kind, Place, Severity

ENCODING_GUESSED = Kind(
    "encoding-guessed",
    Severity.WARNING,
    fr="Le fichier n’est pas en UTF-8 ; il est lu comme du {encoding}.",
    fr_hint="Vérifiez les accents, puis enregistrez-le en UTF-8 pour ne plus rien laisser deviner.",
    en="The file is not in UTF-8; it is read as {encoding}.",
    en_hint="Check the accents, then save it in UTF-8 so that nothing is left to guess.",
)
NOT_TEXT = Kind(
    "not-text",
    Severity.ERROR,
    fr="Ce fichier n’est pas du texte.",
    fr_hint="Ouvrez-le dans le logiciel qui l’a fait et enregistrez-le en texte (UTF-8).",
    en="This file is not text.",
    en_hint="Open it in the program that made it and save it as text (UTF-8).",
)
FILE_EMPTY = Kind(
    "file-empty",
    Severity.ERROR,
    fr="Le manuscrit est vide.",
    fr_hint="Copiez-y l’article, ou retirez le fichier.",
    en="The manuscript is empty.",
    en_hint="Put the article into it, or take the file away.",
)
DEBRIS_CLEANED = Kind(
    "debris-cleaned",
    Severity.NOTE,
    fr="{count} caractère(s) invisible(s) retiré(s) : {name}.",
    fr_hint="Rien à faire : ils viennent d’un copier-coller et ne portent aucun mot.",
    en="{count} invisible character(s) taken out: {name}.",
    en_hint="Nothing to do: they come with pasting and carry no word.",
)

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_GUESSES = (("cp1252", "Windows-1252"), ("iso8859-15", "ISO-8859-15"), ("mac_roman", "Mac Roman"))
_FRENCH = frozenset("àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ«»’‘“”…–—€°²\u00a0ñáíóúãõ")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
DEBRIS = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069"
    "\ufeff\ufff9-\ufffc\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Characters that carry no word: controls, soft hyphens, zero-width and directional marks."""


@dataclass(frozen=True)
class Decoded:
    """The text of a manuscript; ``text`` is empty when an error is among ``diagnostics``."""

    text: str
    diagnostics: tuple[Diagnostic, ...]


def decode(data: bytes, name: str) -> Decoded:
    """The text in NFC with ``\\n`` at line ends, without characters that carry nothing."""
    place = Place(name)
    problems: list[Diagnostic] = []
    text, guessed = _decoded(data)
    if text is None:
        return Decoded("", (NOT_TEXT.at(place),))
    if guessed:
        problems.append(ENCODING_GUESSED.at(place, encoding=guessed))
    text = _LINE_ENDS.sub("\n", text)
    problems += _debris(text, name)
    # The hyphen of U+2010 looks like U+002D and is kept for the divisions of the print edition.
    text = DEBRIS.sub("", text).replace("\u2010", "-").replace("\u2011", "-")
    text = unicodedata.normalize("NFC", text)
    if not text.strip():
        return Decoded("", (*problems, FILE_EMPTY.at(place)))
    return Decoded(text, tuple(problems))


def _decoded(data: bytes) -> tuple[str | None, str]:
    """The text and the name of the encoding that was guessed, if any."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, errors="replace"), ""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return (None if "\x00" in text else text), ""
    if b"\x00" in data:
        return None, ""
    encoding, label = max(_GUESSES, key=lambda guess: _likeness(data, guess[0]))
    text = data.decode(encoding, errors="replace")
    controls = sum(1 for c in text if c < " " and c not in "\t\n\r\x0b\x0c")
    if controls > len(text) / 100:
        return None, ""
    return text, label


def _likeness(data: bytes, encoding: str) -> int:
    """How French the letters beyond ASCII come out: one point each, three lost for a stranger."""
    beyond = [c for c in data.decode(encoding, errors="replace") if c > "\x7f"]
    return sum(1 if c in _FRENCH else -3 for c in beyond)


def _debris(text: str, name: str) -> list[Diagnostic]:
    first: dict[str, int] = {}
    count: dict[str, int] = {}
    for match in DEBRIS.finditer(text):
        sign = match.group()
        first.setdefault(sign, text.count("\n", 0, match.start()) + 1)
        count[sign] = count.get(sign, 0) + 1
    return [
        DEBRIS_CLEANED.at(
            Place(name, line),
            count=count[sign],
            name=f"U+{ord(sign):04X} {unicodedata.name(sign, '')}".strip(),
        )
        for sign, line in first.items()
    ]
