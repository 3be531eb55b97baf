"""``publication.toml`` read and checked: every key known, of the right type, with its line."""

from __future__ import annotations

import datetime as dt
import difflib
import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from itertools import islice
from pathlib import Path
from typing import Any

from publish.diagnostics import Diagnostic, Kind, Place, Severity
from publish.files import NOT_A_FILE, TooLargeError, is_regular, read_regular, unfit
from publish.identifiers import bare, is_doi, is_isbn_shape, is_issn, is_thema, isbn_check_digit
from publish.sources.limits import FILE_LARGE, Limits
from publish.sources.marks import NAMES
from publish.typography import RULE_NAMES
from publish.typography.hyphenation import is_entry

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
TOML_QUOTES = Kind(
    "toml-quotes",
    Severity.ERROR,
    fr='Les guillemets {quotes} n’entourent pas une valeur : il y faut le signe ".',
    fr_hint='Écrivez : clé = "valeur". Le traitement de texte les a changés : un éditeur de texte '
    "simple ne le fait pas.",
    en='The quotation marks {quotes} do not enclose a value: it wants the sign ".',
    en_hint='Write: key = "value". The word processor changed them: a plain text editor does not.',
)
TOML_DATE = Kind(
    "toml-date",
    Severity.ERROR,
    fr="La date {date} n’existe pas, ou n’est pas écrite dans l’ordre année, mois, jour.",
    fr_hint="Écrivez par exemple : date = 2026-01-15",
    en="The date {date} does not exist, or is not written in the order year, month, day.",
    en_hint="Write for example: date = 2026-01-15",
)
TOML_STRING = Kind(
    "toml-string",
    Severity.ERROR,
    fr="La valeur « {value} » n’est pas entre guillemets.",
    fr_hint='Écrivez : {key} = "{value}"',
    en="The value “{value}” is not between quotation marks.",
    en_hint='Write: {key} = "{value}"',
)
KEY_UNKNOWN = Kind(
    "key-unknown",
    Severity.ERROR,
    fr="La clé « {key} » n’existe pas dans [{table}].",
    fr_hint="Vouliez-vous écrire « {nearest} » ? Les clés de [{table}] : {known}.",
    en="There is no key “{key}” in [{table}].",
    en_hint="Did you mean “{nearest}”? The keys of [{table}]: {known}.",
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
KEY_ALONE = Kind(
    "key-alone",
    Severity.ERROR,
    fr="« {key} » ne dit rien sans « {other} ».",
    fr_hint="Ajoutez dans la même partie : {example}",
    en="“{key}” says nothing without “{other}”.",
    en_hint="Add to the same table: {example}",
)
VALUE_CHARACTER = Kind(
    "value-character",
    Severity.ERROR,
    fr="« {key} » contient un caractère invisible ({sign}).",
    fr_hint="Tapez de nouveau ce texte à la main, sans le coller.",
    en="“{key}” holds an invisible character ({sign}).",
    en_hint="Type this text again by hand, without pasting it.",
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
    "royal": ("156mm", "234mm"),
    "poche": ("108mm", "178mm"),
}
"""Trimmed page sizes that have a name: width and height as CSS lengths."""

THEMES = ("livre", "revue")
NOTES = ("foot", "end")
"""Where print sets the notes: at the foot of pages, or after their article."""

_BLEED = re.compile(r"\d{1,2}(\.\d{1,3})?(mm|pt)|\d(\.\d{1,3})?(cm|in)")
_SIDES = (50, 1200)
"""The shortest and the longest side of a page in millimetres."""
_LONGEST_TEXT = 5_000
"""The most characters in a text of ``publication.toml``."""
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
    return isinstance(value, str) and len(value) <= _LONGEST_TEXT


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _format_name(value: str) -> str | None:
    """The format of this name, however its letters are capitalised."""
    return next((name for name in FORMATS if name.casefold() == value.strip().casefold()), None)


def _is_format(value: Any) -> bool:
    if not isinstance(value, str):
        return False
    size = _SIZE.fullmatch(value)
    if size is None:
        return _format_name(value) is not None
    low, high = _SIDES
    return all(low <= float(side.replace(",", ".")) <= high for side in size.groups())


def _is_bleed(value: Any) -> bool:
    return isinstance(value, str) and _BLEED.fullmatch(value) is not None


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < 2**63


def _is_divided(value: Any) -> bool:
    return _is_texts(value) and all(map(is_entry, value))


def _such(is_such: Callable[[str], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and is_such(value)


def _matching(pattern: re.Pattern[str]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def _text(example: str) -> _Key:
    return _Key(_is_text, "un texte entre guillemets", "a text in quotes", example)


def _one_of(names: Iterable[str], example: str) -> _Key:
    known = ", ".join(names)
    return _Key(
        lambda v: v in tuple(names), f"une de ces valeurs : {known}", f"one of: {known}", example
    )


DEBRIS = ("keep", "drop")
"""What becomes of what a web page left in a paste."""


def _count(example: str) -> _Key:
    return _Key(_is_count, "un nombre entier au-dessus de zéro", "a whole number above 0", example)


def _line_number() -> _Key:
    return _Key(
        lambda v: isinstance(v, int) and not isinstance(v, bool) and v > 0,
        "un numéro de ligne",
        "a line number",
        "line = 12",
    )


def _switch(example: str) -> _Key:
    return _Key(lambda v: isinstance(v, bool), "true ou false", "true or false", example)


def _initials(value: object) -> bool:
    return isinstance(value, bool) or value in (2, 3)


def _between(low: int, high: int, example: str) -> _Key:
    return _Key(
        lambda v: isinstance(v, int) and not isinstance(v, bool) and low <= v <= high,
        f"un nombre entier de {low} à {high}",
        f"a whole number from {low} to {high}",
        example,
    )


def _number(low: float, high: float, example: str) -> _Key:
    return _Key(
        lambda v: isinstance(v, int | float) and not isinstance(v, bool) and low <= v <= high,
        f"un nombre de {low} à {high}",
        f"a number from {low} to {high}",
        example,
    )


SIGNATURES = (2, 4, 8, 12, 16, 24, 32)
"""Pages of a folded sheet."""

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
        "doi": _Key(
            _such(is_doi),
            "un DOI : 10., un nombre, une barre, un nom",
            "a DOI: 10., a number, a slash, a name",
            'doi = "10.5555/estran.7"',
        ),
        "series": _text('series = "L’Estran"'),
        "number": _count("number = 7"),
        "issn": _Key(
            _such(is_issn),
            "un ISSN de huit signes dont la clé est juste",
            "an ISSN of eight signs with the right check digit",
            'issn = "2999-0009"',
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
        "thema": _Key(
            lambda v: _is_texts(v) and all(map(is_thema, v)),
            "une liste de codes Thema, chacun suivi de son intitulé si l’on veut",
            "a list of Thema codes, each followed by its heading if wanted",
            'thema = ["WQH Histoire locale"]',
        ),
        "cover": _text('cover = "cover.jpg"'),
        "dedication": _text('dedication = "À Jeanne."'),
        "colophon": _Key(
            _is_texts,
            "une liste de textes",
            "a list of texts",
            'colophon = ["Dépôt légal : janvier 2026"]',
        ),
    },
    "contributors": {
        "name": _text('name = "Jeanne Kervella"'),
        "role": _Key(
            _matching(_RELATOR),
            "un code MARC de trois lettres : aut (auteur), edt (direction), trl (traduction), "
            "aui (préface), aft (postface), ill (illustrations), pht (photographies), "
            "pbd (direction de la publication), ctb (contributions)…",
            "a MARC relator code of three letters: aut (author), edt (editor), trl (translator), "
            "aui (foreword), aft (afterword), ill (illustrations), pht (photographs), "
            "pbd (publishing director), ctb (contributions)…",
            'role = "aut"',
        ),
        "sort": _text('sort = "Kervella, Jeanne"'),
    },
    "contents": {
        "order": _Key(
            _is_texts, "une liste de fichiers", "a list of files", 'order = ["01-ports.txt"]'
        ),
    },
    "parts": {
        "folder": _text('folder = "1-ports"'),
        "title": _text('title = "Les ports"'),
    },
    "typography": {
        "off": _Key(
            lambda v: _is_texts(v) and all(name in RULE_NAMES for name in v),
            f"une liste de règles parmi : {', '.join(RULE_NAMES)}",
            f"a list of rules among: {', '.join(RULE_NAMES)}",
            'off = ["ligatures"]',
        ),
    },
    "sources": {
        "debris": _one_of(DEBRIS, 'debris = "keep"'),
        "infer_languages": _switch("infer_languages = true"),
    },
    "passages": {
        "file": _text('file = "01-ports.txt"'),
        "line": _line_number(),
        "language": _Key(
            _matching(_LANGUAGE), "un code de langue", "a language code", 'language = "en"'
        ),
    },
    "structure": {
        "file": _text('file = "01-ports.txt"'),
        "line": _line_number(),
        "role": _one_of(NAMES, 'role = "intertitre"'),
    },
    "print": {
        "format": _Key(
            _is_format,
            f"un format connu ({', '.join(FORMATS)}) ou deux mesures de 50 à 1 200 mm",
            f"a known format ({', '.join(FORMATS)}) or two measures from 50 to 1,200 mm",
            'format = "148 × 210 mm"',
        ),
        "theme": _one_of(THEMES, 'theme = "revue"'),
        "notes": _one_of(NOTES, 'notes = "end"'),
        "bleed": _Key(_is_bleed, "une petite longueur", "a small length", 'bleed = "3mm"'),
        "recto_openings": _switch("recto_openings = true"),
        "isbn": _text('isbn = "9782070408504"'),
        "spine": _Key(_is_bleed, "une petite longueur", "a small length", 'spine = "12mm"'),
        "paper_weight": _between(20, 600, "paper_weight = 90"),
        "paper_bulk": _number(0.5, 4, "paper_bulk = 1.25"),
        "signature": _Key(
            lambda v: isinstance(v, int) and v in SIGNATURES,
            f"un de ces nombres : {', '.join(map(str, SIGNATURES))}",
            f"one of: {', '.join(map(str, SIGNATURES))}",
            "signature = 16",
        ),
        "profile": _text('profile = "imprimeur.icc"'),
        "ink_limit": _between(150, 400, "ink_limit = 300"),
        "price": _text('price = "18 €"'),
    },
    "theme": {
        "accent": _Key(
            _matching(re.compile(r"#([0-9A-Fa-f]{3}){1,2}")),
            "une couleur : # et trois ou six chiffres hexadécimaux",
            "a colour: # and three or six hexadecimal digits",
            'accent = "#7a1f1f"',
        ),
        "initials": _Key(_initials, "true, 2, 3 ou false", "true, 2, 3 or false", "initials = 2"),
        "body_size": _number(7, 16, "body_size = 10.5"),
        "leading": _number(8, 26, "leading = 13.5"),
        "title_size": _number(1, 2.6, "title_size = 2.4"),
        "title_align": _one_of(("left", "center"), 'title_align = "center"'),
        "heading_size": _number(0.9, 2, "heading_size = 1.2"),
        "heading_weight": _one_of(("regular", "semibold"), 'heading_weight = "regular"'),
        "indent": _Key(
            _matching(re.compile(r"\d(\.\d{1,3})?(em|mm)|\d{1,2}(\.\d{1,3})?pt")),
            "une petite longueur",
            "a small length",
            'indent = "1em"',
        ),
    },
    "epub": {
        "fonts": _switch("fonts = false"),
        "image_pixels": _count("image_pixels = 4_000_000"),
        "image_bytes": _count("image_bytes = 1_000_000"),
    },
    "accessibility": {
        "conformance": _switch("conformance = false"),
        "certified_by": _text('certified_by = "Association L’Estran"'),
        "report": _Key(
            _matching(re.compile(r"https?://\S+")),
            "une adresse web",
            "a web address",
            'report = "https://estran.example/accessibilite"',
        ),
        "contact": _Key(
            _matching(re.compile(r"[^\s@]+@[^\s@]+")),
            "une adresse électronique",
            "an e-mail address",
            'contact = "lecteurs@estran.example"',
        ),
    },
    "limits": {field.name: _count(f"{field.name} = {field.default}") for field in fields(Limits)},
    "hyphenation": {
        "exceptions": _Key(
            _is_divided,
            "une liste de mots sans espaces, avec un trait d’union à chaque coupe permise",
            "a list of words without spaces, with a hyphen wherever they may be divided",
            'exceptions = ["Azer-baïdjan"]',
        ),
    },
}
_ONLY_WITH = {("publication", "number"): "series", ("publication", "issn"): "series"}
_REQUIRED = {
    "contributors": ("name",),
    "parts": ("folder", "title"),
    "passages": ("file", "language"),
    "structure": ("file", "line", "role"),
}
_LISTS = ("contributors", "parts", "passages", "structure")
_MOST = 1_000_000
"""The most bytes in a ``publication.toml``; those of real publications have a few thousand."""
_TOLD = 50
"""The most problems told of one file: finding the line of each takes reading it again."""
_DEEP_KEY = re.compile(r"(?<![\w\"'-])(?:[\w\"'-]++[ \t]*+\.[ \t]*+){40}")
"""A key of forty parts; the time that tomllib takes grows with the square of their number."""
_NO_END = "nesting without end"


def read_settings(toml: Path, name: str) -> tuple[dict[str, Any], list[Diagnostic]]:
    """The content of ``publication.toml`` and everything wrong with it; ``name`` is for messages.

    The content is fit for use only when no problem is an error.
    """
    if not is_regular(toml):
        return {}, [NOT_A_FILE.at(Place(name), name=toml.name)]
    try:
        source = read_regular(toml, _MOST).decode("utf-8-sig")
    except TooLargeError as error:
        problem = FILE_LARGE.at(Place(name), found=error.size, limit=_MOST, name="publication.toml")
        return {}, [problem]
    except OSError as error:
        return {}, [FILE_UNREADABLE.at(Place(name), reason=error.strerror)]
    except UnicodeDecodeError:
        return {}, [TOML_ENCODING.at(Place(name))]
    try:
        if deep := _DEEP_KEY.search(source):
            line = source.count("\n", 0, deep.start()) + 1
            raise ValueError(f"{_NO_END} (at line {line})")
        settings = tomllib.loads(source)
    except (RecursionError, ValueError) as error:
        return {}, [_syntax_problem(error, source, name)]
    return settings, list(islice(_problems(settings, source, name), _TOLD))


_ENTRY = re.compile(r"\s*(?P<key>[\w-]+)\s*=\s*(?P<value>[^\s#].*?)\s*(?:#.*)?")
_OTHER_QUOTES = re.compile(r"([«“”„‘’‹])[^\"]*?([»“”’›]?)")
_DIGITS_OF_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b")


def _syntax_problem(error: Exception, source: str, name: str) -> Diagnostic:
    """Why the source is not TOML; of the mistakes that are often made, in words of their own."""
    if isinstance(error, RecursionError):
        return TOML_SYNTAX.at(Place(name), reason=_NO_END)
    line = re.search(r"at line (\d+)", str(error))
    place = Place(name, int(line.group(1)) if line else None)
    lines = source.splitlines()
    entry = _ENTRY.fullmatch(lines[place.line - 1]) if place.line and lines else None
    if entry is not None:
        key, value = entry["key"], entry["value"]
        if quotes := _OTHER_QUOTES.fullmatch(value):
            return TOML_QUOTES.at(place, quotes=" ".join(filter(None, quotes.groups())))
        if date := _DIGITS_OF_DATE.match(value):
            return TOML_DATE.at(place, date=date.group())
        if value[0].isalpha():
            return TOML_STRING.at(place, key=key, value=value)
    return TOML_SYNTAX.at(place, reason=re.sub(r" \(at .*", "", str(error)))


def page_size(name: str) -> tuple[str, str]:
    """Width and height of a page format, as CSS lengths: of a name, or of ``148 × 210 mm``."""
    size = _SIZE.fullmatch(name)
    if size is None:
        return FORMATS[_format_name(name) or name]
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
        other = _ONLY_WITH.get((name, key), key)
        if other not in table:
            yield KEY_ALONE.at(place, key=key, other=other, example=_KEYS[name][other].example)


def _value_problems(table: str, key: str, given: Any, place: Place) -> Iterator[Diagnostic]:
    known = _KEYS[table].get(key)
    if known is None:
        keys = _KEYS[table]
        yield KEY_UNKNOWN.at(
            place, key=key, table=table, nearest=_nearest(key, keys), known=", ".join(keys)
        )
    elif not known.accepts(given):
        yield VALUE_TYPE.at(
            place, key=key, expected_fr=known.fr, expected_en=known.en, example=known.example
        )
    elif sign := _unfit(given):
        yield VALUE_CHARACTER.at(place, key=key, sign=sign)
    elif key == "isbn" or (key == "identifier" and given.startswith("urn:isbn:")):
        yield from _isbn_problems(bare(given.removeprefix("urn:isbn:")), place)


def _unfit(given: Any) -> str:
    texts = given if isinstance(given, list) else [given]
    signs = (unfit(re.sub(r"[\n\t]", " ", text)) for text in texts if isinstance(text, str))
    return next(filter(None, signs), "")


def _isbn_problems(digits: str, place: Place) -> Iterator[Diagnostic]:
    if not is_isbn_shape(digits):
        yield ISBN_SHAPE.at(place, value=digits[:40])
    elif (check := isbn_check_digit(digits)) != digits[12]:
        yield ISBN_WRONG.at(place, value=digits, digit=check)


_FRENCH_NAMES = {
    "titre": "title",
    "soustitre": "subtitle",
    "langue": "language",
    "identifiant": "identifier",
    "collection": "series",
    "revue": "series",
    "numero": "number",
    "editeur": "publisher",
    "droits": "rights",
    "copyright": "rights",
    "resume": "description",
    "presentation": "description",
    "sujets": "subjects",
    "motscles": "subjects",
    "couverture": "cover",
    "dedicace": "dedication",
    "acheve": "colophon",
    "depotlegal": "colophon",
    "parties": "parts",
    "dossier": "folder",
    "nom": "name",
    "auteur": "contributors",
    "auteurs": "contributors",
    "contributeurs": "contributors",
    "ordre": "order",
    "sommaire": "contents",
    "impression": "print",
    "papier": "print",
    "fondsperdus": "bleed",
    "dos": "spine",
    "cahier": "signature",
    "prix": "price",
    "profil": "profile",
    "couleur": "accent",
    "lettrines": "initials",
    "lettrine": "initials",
    "corps": "body_size",
    "interligne": "leading",
    "alinea": "indent",
    "accessibilite": "accessibility",
    "fichier": "file",
    "ligne": "line",
    "cesures": "hyphenation",
    "cesure": "hyphenation",
    "typographie": "typography",
}
"""The words that French has for the keys, without accents: no likeness of letters finds these."""


def _nearest(word: str, known: Iterable[str]) -> str:
    names = list(known)
    bare_word = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if c.isalpha())
    if (meant := _FRENCH_NAMES.get(bare_word)) in names:
        return str(meant)
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
            if key is None and current.split(".")[0] == table and max(count, 0) >= index:
                return number
        elif assignment:
            name = assignment.group(1)
            if key is None and not current and name == table:
                return number
            if name == key and current == table and count == index:
                return number
    return None
