"""Bytes to text: the encoding found or guessed, mojibake repaired, debris taken out.

Every step that changes what the editor sees, or that could be wrong, is a diagnostic.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from publish.diagnostics import Diagnostic, Kind, Place, Severity
from publish.sources.cleaning import clean
from publish.sources.guessing import guess
from publish.sources.limits import Limits, exceeded
from publish.sources.mojibake import repair

ENCODING_GUESSED = Kind(
    "encoding-guessed",
    Severity.WARNING,
    fr="Le fichier n’est pas en UTF-8 ; il est lu comme du {encoding}.",
    fr_hint="Vérifiez les accents, puis enregistrez-le en UTF-8 pour ne plus rien laisser deviner.",
    en="The file is not in UTF-8; it is read as {encoding}.",
    en_hint="Check the accents, then save it in UTF-8 so that nothing is left to guess.",
)
ENCODING_MIXED = Kind(
    "encoding-mixed",
    Severity.WARNING,
    fr="Cette ligne n’est pas en UTF-8 comme le reste ; elle est lue comme du {encoding} : {text}",
    fr_hint="Vérifiez ses accents, puis enregistrez le fichier en UTF-8.",
    en="This line is not in UTF-8 like the rest; it is read as {encoding}: {text}",
    en_hint="Check its accents, then save the file in UTF-8.",
)
CHARACTER_LOST = Kind(
    "character-lost",
    Severity.WARNING,
    fr="{count} caractère(s) illisible(s) (�), perdu(s) avant que l’article n’arrive ici : {text}",
    fr_hint="Récrivez ces mots d’après l’original : ce qui manque n’est plus dans le fichier.",
    en="{count} unreadable character(s) (�), lost before the article came here: {text}",
    en_hint="Write these words again from the original: what is missing is not in the file.",
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

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_MIXED_SHARE = 0.8
"""The share of lines beyond ASCII that must be UTF-8 for the others to be strangers among them."""
_MIXED_TOLD = 20
"""The most lines of another encoding that are told one by one."""
_LATIN = re.compile("[\t\n\r\x20-\x7e\u00a0-\u017f\u2010-\u203a\u20ac]")


@dataclass(frozen=True)
class Decoded:
    """The text of a manuscript; ``text`` is empty when an error is among ``diagnostics``."""

    text: str
    diagnostics: tuple[Diagnostic, ...]


def decode(data: bytes, name: str, limits: Limits | None = None) -> Decoded:
    """The text in NFC with ``\\n`` at line ends, without characters that carry nothing.

    With ``limits``, a text that is longer than they allow is refused before it is looked at.
    """
    place = Place(name)
    text, problems = _decoded(data, name)
    if text is None:
        return Decoded("", (*problems, NOT_TEXT.at(place)))
    if limits and (problem := exceeded(place, limits, "text_characters", len(text))):
        return Decoded("", (*problems, problem))
    text, repairs = repair(text, name)
    text = _LINE_ENDS.sub("\n", text)
    text, cleanings = clean(text, name)
    text = unicodedata.normalize("NFC", text)
    problems += [*repairs, *cleanings, *_lost(text, name)]
    if not text.strip():
        return Decoded("", (*problems, FILE_EMPTY.at(place)))
    return Decoded(text, tuple(problems))


def _decoded(data: bytes, name: str) -> tuple[str | None, list[Diagnostic]]:
    """The text, ``None`` when it is none, and what was guessed."""
    place = Place(name)
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, errors="replace"), []
    if b"\x00" in data:
        encoding = _wide(data)
        if not encoding:
            return None, []
        label = encoding.upper().removesuffix("-LE").removesuffix("-BE")
        text = data.decode(encoding, errors="replace")
        return text, [ENCODING_GUESSED.at(place, encoding=label)]
    try:
        # Half characters (surrogates) that some programs write are debris, not another encoding.
        text = data.decode("utf-8", errors="surrogatepass")
    except UnicodeDecodeError:
        pass
    else:
        return _joined(text), []
    encoding, label = guess(data)
    mixed = _mixed(data, encoding, label, name)
    if mixed is not None:
        return mixed
    text = data.decode(encoding, errors="replace")
    controls = sum(1 for c in text if c < " " and c not in "\t\n\r\x0b\x0c")
    if controls > len(text) / 100:
        return None, []
    return text, [ENCODING_GUESSED.at(place, encoding=label)]


def _wide(data: bytes) -> str:
    """UTF-16 without its mark: the order of bytes that makes nearly all of it Latin, or nothing."""
    if len(data) % 2:
        return ""
    sample = data[:20_000]
    for encoding in ("utf-16-le", "utf-16-be"):
        text = sample.decode(encoding, errors="replace")
        plain = sum(c.isascii() and (c.isprintable() or c in "\t\r\n") for c in text)
        if len(_LATIN.findall(text)) > 0.9 * len(text) and plain > 0.5 * len(text):
            return encoding
    return ""


def _joined(text: str) -> str:
    """The text with the halves of characters beyond U+FFFF joined where both are there."""
    if not re.search("[\ud800-\udbff][\udc00-\udfff]", text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def _mixed(
    data: bytes, encoding: str, label: str, name: str
) -> tuple[str, list[Diagnostic]] | None:
    """UTF-8 with lines pasted in another encoding; ``None`` when UTF-8 is not the rule."""
    lines = data.split(b"\n")
    decoded: list[str] = []
    strangers: list[int] = []
    regular = 0
    for number, line in enumerate(lines, 1):
        try:
            decoded.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            decoded.append(line.decode(encoding, errors="replace"))
            strangers.append(number)
        else:
            regular += not line.isascii()
    if regular < _MIXED_SHARE * (regular + len(strangers)):
        return None
    told = [
        ENCODING_MIXED.at(Place(name, n), encoding=label, text=_excerpt(decoded[n - 1]))
        for n in strangers[:_MIXED_TOLD]
    ]
    return "\n".join(decoded), told


def _excerpt(line: str) -> str:
    beyond = next((i for i, c in enumerate(line) if c > "\x7f"), 0)
    return " ".join(line[max(0, beyond - 30) : beyond + 50].split())


def _lost(text: str, name: str) -> list[Diagnostic]:
    at = text.find("\ufffd")
    if at < 0:
        return []
    line = text.count("\n", 0, at) + 1
    shown = " ".join(text[max(0, at - 30) : at + 30].split())
    return [CHARACTER_LOST.at(Place(name, line), count=text.count("\ufffd"), text=shown)]
