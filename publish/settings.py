"""``publication.toml`` read and checked: every key known, of the right type, with its line."""

from __future__ import annotations

import datetime as dt
import difflib
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publish.diagnostics import Diagnostic, Kind, Place, Severity
from publish.typography import RULE_NAMES

TOML_SYNTAX = Kind(
    "toml-syntax",
    Severity.ERROR,
    fr="Cette ligne n’est pas du TOML : {reason}",
    fr_hint='Une ligne s’écrit : clé = "valeur". Vérifiez les guillemets et les crochets.',
    en="This line is not TOML: {reason}",
    en_hint='A line reads: key = "value". Check the quotes and the brackets.',
)
TOML_ENCODING = Kind(
    "toml-encoding",
    Severity.ERROR,
    fr="Le fichier n’est pas en UTF-8.",
    fr_hint="Enregistrez-le de nouveau en choisissant le codage UTF-8.",
    en="The file is not in UTF-8.",
    en_hint="Save it again with the UTF-8 encoding.",
)
KEY_UNKNOWN = Kind(
    "key-unknown",
    Severity.ERROR,
    fr="La clé « {key} » n’existe pas dans [{table}].",
    fr_hint="Vouliez-vous écrire « {nearest} » ?",
    en="There is no key “{key}” in [{table}].",
    en_hint="Did you mean “{nearest}”?",
)
TABLE_UNKNOWN = Kind(
    "table-unknown",
    Severity.ERROR,
    fr="La partie [{key}] n’existe pas.",
    fr_hint="Vouliez-vous écrire [{nearest}] ?",
    en="There is no table [{key}].",
    en_hint="Did you mean [{nearest}]?",
)
VALUE_TYPE = Kind(
    "value-type",
    Severity.ERROR,
    fr="« {key} » attend {expected_fr}.",
    fr_hint="Écrivez par exemple : {example}",
    en="“{key}” wants {expected_en}.",
    en_hint="Write for instance: {example}",
)
ISBN_WRONG = Kind(
    "isbn-wrong",
    Severity.ERROR,
    fr="L’ISBN {value} est faux : sa clé devrait être {digit}.",
    fr_hint="Comparez-le avec celui que l’agence a donné (treize chiffres).",
    en="The ISBN {value} is wrong: its check digit should be {digit}.",
    en_hint="Compare it with the one the agency gave (thirteen digits).",
)
ISBN_SHAPE = Kind(
    "isbn-shape",
    Severity.ERROR,
    fr="« {value} » n’est pas un ISBN : il faut treize chiffres qui commencent par 978 ou 979.",
    fr_hint="Comparez-le avec celui que l’agence a donné, ou retirez la clé.",
    en="“{value}” is no ISBN: thirteen digits that begin with 978 or 979 are wanted.",
    en_hint="Compare it with the one the agency gave, or take the key out.",
)
FILE_UNREADABLE = Kind(
    "file-unreadable",
    Severity.ERROR,
    fr="Le fichier ne peut pas être lu : {reason}",
    fr_hint="Vérifiez les droits du fichier, ou copiez-le de nouveau.",
    en="The file cannot be read: {reason}",
    en_hint="Check the file’s permissions, or copy it again.",
)

FORMATS: Mapping[str, tuple[str, str]] = {
    "A5": ("148mm", "210mm"),
    "A4": ("210mm", "297mm"),
    "royal": ("140mm", "216mm"),
    "poche": ("108mm", "178mm"),
}
"""Trimmed page sizes that have a name: width and height as CSS lengths."""

THEMES = ("livre", "revue")

_LENGTH = re.compile(r"\d+(\.\d+)?(mm|cm|in|pt)")
_SIZE = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:mm)?\s*[x×]\s*(\d+(?:[.,]\d+)?)\s*(?:mm)?")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_RELATOR = re.compile(r"[a-z]{3}")


@dataclass(frozen=True)
class _Key:
    """What a key takes: a test of the value, the words for it, an example."""

    accepts: Callable[[Any], bool]
    fr: str
    en: str
    example: str


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(v, str) for v in value)


def _matching(pattern: re.Pattern[str]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def _text(example: str) -> _Key:
    return _Key(_is_text, "un texte entre guillemets", "a text in quotes", example)


def _one_of(names: Iterable[str], example: str) -> _Key:
    known = ", ".join(names)
    return _Key(
        lambda v: v in tuple(names), f"une de ces valeurs : {known}", f"one of: {known}", example
    )


_KEYS: Mapping[str, Mapping[str, _Key]] = {
    "publication": {
        "title": _text('title = "L’Estran"'),
        "subtitle": _text('subtitle = "Revue du littoral"'),
        "language": _Key(
            _matching(_LANGUAGE), "un code de langue", "a language code", 'language = "fr"'
        ),
        "identifier": _Key(
            _matching(re.compile(r"urn:(isbn|uuid):\S.*")),
            "un identifiant qui commence par urn:isbn: ou urn:uuid:",
            "an identifier that begins with urn:isbn: or urn:uuid:",
            'identifier = "urn:isbn:9782070408504"',
        ),
        "publisher": _text('publisher = "Éditions de la Dune"'),
        "date": _Key(
            lambda v: isinstance(v, dt.date),
            "une date sans guillemets",
            "a date without quotes",
            "date = 2026-01-15",
        ),
        "rights": _text('rights = "© 2026, les auteurs"'),
        "description": _text('description = "…"'),
        "subjects": _Key(_is_texts, "une liste de textes", "a list of texts", 'subjects = ["mer"]'),
        "cover": _text('cover = "cover.jpg"'),
    },
    "contributors": {
        "name": _text('name = "Jeanne Kervella"'),
        "role": _Key(
            _matching(_RELATOR),
            "un code MARC de trois lettres",
            "a MARC relator code of three letters",
            'role = "aut"',
        ),
        "sort": _text('sort = "Kervella, Jeanne"'),
    },
    "contents": {
        "order": _Key(
            _is_texts, "une liste de fichiers", "a list of files", 'order = ["01-ports.txt"]'
        ),
    },
    "typography": {
        "off": _Key(
            lambda v: _is_texts(v) and all(name in RULE_NAMES for name in v),
            f"une liste de règles parmi : {', '.join(RULE_NAMES)}",
            f"a list of rules among: {', '.join(RULE_NAMES)}",
            'off = ["ligatures"]',
        ),
    },
    "print": {
        "format": _Key(
            lambda v: v in FORMATS or _matching(_SIZE)(v),
            f"un format connu ({', '.join(FORMATS)}) ou deux mesures",
            f"a known format ({', '.join(FORMATS)}) or two measures",
            'format = "148 × 210 mm"',
        ),
        "theme": _one_of(THEMES, 'theme = "revue"'),
        "bleed": _Key(_matching(_LENGTH), "une longueur", "a length", 'bleed = "3mm"'),
        "recto_openings": _Key(
            lambda v: isinstance(v, bool), "true ou false", "true or false", "recto_openings = true"
        ),
    },
}
_REQUIRED = {"contributors": ("name",)}
_LISTS = ("contributors",)


def read_settings(toml: Path, name: str) -> tuple[dict[str, Any], list[Diagnostic]]:
    """The content of ``publication.toml`` and everything wrong with it; ``name`` is for messages.

    The content is fit for use only when no problem is an error.
    """
    try:
        source = toml.read_bytes().decode("utf-8-sig")
    except OSError as error:
        return {}, [FILE_UNREADABLE.at(Place(name), reason=error.strerror)]
    except UnicodeDecodeError:
        return {}, [TOML_ENCODING.at(Place(name))]
    try:
        settings = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        place = Place(name, int(line.group(1)) if line else None)
        return {}, [TOML_SYNTAX.at(place, reason=re.sub(r" \(at .*", "", str(error)))]
    return settings, list(_problems(settings, source, name))


def page_size(name: str) -> tuple[str, str]:
    """Width and height of a page format, as CSS lengths: of a name, or of ``148 × 210 mm``."""
    size = _SIZE.fullmatch(name)
    if size is None:
        return FORMATS[name]
    width, height = (f"{measure.replace(',', '.')}mm" for measure in size.groups())
    return width, height


def line_of(source: str, words: str) -> int | None:
    """The first line that holds these words, from 1."""
    return next((n for n, line in enumerate(source.splitlines(), 1) if words in line), None)


def _problems(settings: Mapping[str, Any], source: str, file: str) -> Iterator[Diagnostic]:
    for name, value in settings.items():
        place = Place(file, _key_line(source, name, None))
        if name not in _KEYS:
            yield TABLE_UNKNOWN.at(place, key=name, nearest=_nearest(name, _KEYS))
            continue
        tables = value if name in _LISTS else [value]
        if not isinstance(tables, list) or not all(isinstance(t, dict) for t in tables):
            head = f"[[{name}]]" if name in _LISTS else f"[{name}]"
            yield VALUE_TYPE.at(
                place, key=name, expected_fr=f"la forme {head}", expected_en=head, example=head
            )
            continue
        for index, table in enumerate(tables):
            yield from _table_problems(name, table, source, file, index)


def _table_problems(
    name: str, table: Mapping[str, Any], source: str, file: str, index: int
) -> Iterator[Diagnostic]:
    for key in _REQUIRED.get(name, ()):
        if key not in table:
            known = _KEYS[name][key]
            yield VALUE_TYPE.at(
                Place(file, _key_line(source, name, None, index)),
                key=key,
                expected_fr=known.fr,
                expected_en=known.en,
                example=known.example,
            )
    for key, given in table.items():
        place = Place(file, _key_line(source, name, key, index))
        yield from _value_problems(name, key, given, place)


def _value_problems(table: str, key: str, given: Any, place: Place) -> Iterator[Diagnostic]:
    known = _KEYS[table].get(key)
    if known is None:
        yield KEY_UNKNOWN.at(place, key=key, table=table, nearest=_nearest(key, _KEYS[table]))
    elif not known.accepts(given):
        yield VALUE_TYPE.at(
            place, key=key, expected_fr=known.fr, expected_en=known.en, example=known.example
        )
    elif key == "identifier" and given.startswith("urn:isbn:"):
        yield from _isbn_problems(re.sub(r"[\s-]", "", given.removeprefix("urn:isbn:")), place)


def _isbn_problems(digits: str, place: Place) -> Iterator[Diagnostic]:
    """ISO 2108: thirteen digits, the last one a check digit with weights 1 and 3."""
    if not re.fullmatch(r"97[89]\d{10}", digits):
        yield ISBN_SHAPE.at(place, value=digits)
        return
    total = sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(digits[:12]))
    check = str(-total % 10)
    if check != digits[12]:
        yield ISBN_WRONG.at(place, value=digits, digit=check)


def _nearest(word: str, known: Iterable[str]) -> str:
    names = list(known)
    return next(iter(difflib.get_close_matches(word, names, n=1, cutoff=0)), names[0])


_HEAD = re.compile(r"\s*\[{1,2}\s*([^\]]+?)\s*\]")
_ASSIGNMENT = re.compile(r"""\s*["']?([\w-]+)["']?\s*=""")


def _key_line(source: str, table: str, key: str | None, index: int = 0) -> int | None:
    """The line of a key, or of its table's head; found in the source, for tomllib keeps no places.

    ``index`` counts the heads of a list of tables from 0.
    """
    current, count = "", -1
    for number, line in enumerate(source.splitlines(), 1):
        head, assignment = _HEAD.match(line), _ASSIGNMENT.match(line)
        if head:
            current = head.group(1).strip("\"'")
            count += current == table
            if key is None and current.split(".")[0] == table and count >= index:
                return number
        elif assignment:
            name = assignment.group(1)
            if key is None and not current and name == table:
                return number
            if name == key and current == table and count == index:
                return number
    return None
