"""Characters that carry no word: taken out or replaced, each kind told once with its number."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from publish.diagnostics import Diagnostic, Kind, Place, Severity
from publish.sources.soft_hyphens import restored

DEBRIS_CLEANED = Kind(
    "debris-cleaned",
    Severity.NOTE,
    fr="{count} caractère(s) invisible(s) retiré(s) : {name}.",
    fr_hint="Rien à faire : ils viennent d’un copier-coller et ne portent aucun mot.",
    en="{count} invisible character(s) taken out: {name}.",
    en_hint="Nothing to do: they come with pasting and carry no word.",
)
HYPHEN_RESTORED = Kind(
    "hyphen-restored",
    Severity.NOTE,
    fr="« {word} » était écrit avec un trait d’union conditionnel : il en a reçu un vrai.",
    fr_hint="Vérifiez ce mot ; s’il s’écrit d’un seul tenant, corrigez le manuscrit.",
    en="“{word}” was written with a soft hyphen: it was given a real one.",
    en_hint="Check this word; if it is written in one piece, correct the manuscript.",
)
SYMBOL_REPLACED = Kind(
    "symbol-replaced",
    Severity.NOTE,
    fr="{count} signe(s) d’une police de symboles remplacé(s) : {name} par « {sign} ».",
    fr_hint="Vérifiez ce signe ; un autre s’écrit directement dans le manuscrit.",
    en="{count} sign(s) of a symbol font replaced: {name} by “{sign}”.",
    en_hint="Check this sign; another one is written straight into the manuscript.",
)
SYMBOL_UNKNOWN = Kind(
    "symbol-unknown",
    Severity.WARNING,
    fr="{count} signe(s) que seule sa police d’origine peut montrer retiré(s) : {name} dans "
    "« {text} ».",
    fr_hint="Écrivez à la place le signe voulu : les éditions n’ont pas cette police.",
    en="{count} sign(s) that only their own font can show taken out: {name} in “{text}”.",
    en_hint="Write the sign that is meant in its place: the editions do not have that font.",
)

MARKS_CUT = Kind(
    "marks-cut",
    Severity.WARNING,
    fr="{count} accents sont empilés sur une seule lettre, dans « {text} » : trente sont gardés.",
    fr_hint="Écrivez ce mot sans les signes de trop.",
    en="{count} accents are piled up on one letter, in “{text}”: thirty are kept.",
    en_hint="Write this word without the signs too many.",
)

# Joiners are kept where they join: in emoji and in the scripts that need them.
_JOINED = "[\u0590-\u08ff\u0900-\u0dff\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]"
DEBRIS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069"
    "\ufeff\ufdd0-\ufdef\ufff0-\ufffc\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17))
    + f"]|[\u200c\u200d](?!{_JOINED})|(?<!{_JOINED})[\u200c\u200d]"
)
"""Characters that carry no word: controls, soft hyphens, zero-width and directional marks, halves
of characters, signs that stand for an object."""
_MARK = (
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u20d0-\u20ff\ua66f-\ua67d\ua8e0-\ua8f1\ufe20-\ufe2f]"
)
_PILE = re.compile(f"({_MARK}{{30}}){_MARK}+")
"""More marks on a letter than any writing has (Unicode Standard Annex 15, 13, D3 and D4)."""
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_RARE = re.compile(
    "[^\t\n\r\x20-\x7e\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u2012-\u2027\u202f-\u205f"
    "\u2070-\u20cf\u2100-\u2fff]"
)
"""What is not among the signs that Western texts are written with, none of which is cleaned."""
_SYMBOLS = {
    # Word keeps the codes of the fonts Symbol and Wingdings at U+F000 and above.
    "\uf0b7": "•",
    "\uf0a7": "▪",
    "\uf0a8": "◦",
    "\uf06c": "•",
    "\uf06e": "▪",
    "\uf076": "•",
    "\uf0d8": "‣",
    "\uf0fc": "✓",
    "\uf0e0": "→",
    "\uf0ae": "→",
    "\uf02d": "–",
    "\uf020": " ",
    "\uf0b4": "×",
    "\uf0b0": "°",
    "\uf0b1": "±",
    "\uf0a3": "≤",
    "\uf0b3": "≥",
    "\uf0bc": "…",
}
_TOLD = 20
"""The most piles of marks that are told one by one."""
_HYPHENS = str.maketrans("\u2010\u2011", "--")


def clean(text: str, name: str) -> tuple[str, list[Diagnostic]]:
    """The text without what carries no word, and what was taken out or replaced."""
    if not _RARE.search(text):
        return text, []
    text, mended = restored(text)
    problems = [
        HYPHEN_RESTORED.at(Place(name, text.count("\n", 0, at) + 1), word=word)
        for at, word in mended
    ]
    problems += _debris(text, name)
    # The hyphen of U+2010 looks like U+002D and is kept for the divisions of the print edition.
    text = DEBRIS.sub("", text).translate(_HYPHENS)
    problems += [*_piles(text, name), *_private(text, name)]
    text = _PILE.sub(r"\1", text)
    return _PRIVATE.sub(lambda m: _SYMBOLS.get(m.group(), ""), text), problems


def _debris(text: str, name: str) -> Iterator[Diagnostic]:
    for sign, (line, count, _) in _counted(DEBRIS, text).items():
        yield DEBRIS_CLEANED.at(Place(name, line), count=count, name=_named(sign))


def _piles(text: str, name: str) -> Iterator[Diagnostic]:
    for match in islice(_PILE.finditer(text), _TOLD):
        line = text.count("\n", 0, match.start()) + 1
        shown = " ".join(text[max(0, match.start() - 20) : match.start()].split())
        yield MARKS_CUT.at(Place(name, line), count=len(match.group()), text=shown)


def _private(text: str, name: str) -> Iterator[Diagnostic]:
    for sign, (line, count, around) in _counted(_PRIVATE, text).items():
        place = Place(name, line)
        if sign in _SYMBOLS:
            named = _named(sign)
            yield SYMBOL_REPLACED.at(place, count=count, name=named, sign=_SYMBOLS[sign])
        else:
            yield SYMBOL_UNKNOWN.at(place, count=count, name=_named(sign), text=around)


def _named(sign: str) -> str:
    return f"U+{ord(sign):04X} {unicodedata.name(sign, '')}".strip()


def _counted(pattern: re.Pattern[str], text: str) -> dict[str, tuple[int, int, str]]:
    """For each sign found: its first line, its number, the words around its first place."""
    first: dict[str, int] = {}
    count: dict[str, int] = {}
    for match in pattern.finditer(text):
        first.setdefault(match.group(), match.start())
        count[match.group()] = count.get(match.group(), 0) + 1
    return {
        sign: (text.count("\n", 0, at) + 1, count[sign], _around(text, at))
        for sign, at in first.items()
    }


def _around(text: str, at: int) -> str:
    shown = text[max(0, at - 20) : at] + "…" + text[at + 1 : at + 20]
    return " ".join(_PRIVATE.sub("", shown).split())
