"""The front matter of a manuscript: what its YAML says about the head of the article.

Markdown has it by its syntax. In a plain text lines between two ``---`` are one where they name at
least one element of the head as a key: ``titre: …``.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from reprlib import Repr
from typing import Any

import yaml

from publish.dates import is_impossible, long_date
from publish.diagnostics import Diagnostic, Kind, Place, Severity
from publish.sources.blocks import Role
from publish.sources.cleaning import clean
from publish.sources.inline import LANGUAGE_INVALID, is_language

FRONT_MATTER_INVALID = Kind(
    "front-matter-invalid",
    Severity.ERROR,
    fr="L’en-tête entre les deux lignes --- ne se lit pas à partir d’ici.",
    fr_hint='Une ligne s’écrit : titre: "…". Mettez entre guillemets un texte qui contient « : ».',
    en="The header between the two lines --- cannot be read from here on.",
    en_hint='A line reads: title: "…". Put a text that contains “: ” between quotes.',
)
FRONT_MATTER_TYPE = Kind(
    "front-matter-type",
    Severity.ERROR,
    fr="Dans l’en-tête, « {key} » n’est ni un texte ni une liste de textes.",
    fr_hint='Écrivez {key}: "…", ou une liste : {key}: ["…", "…"].',
    en="In the header, “{key}” is neither a text nor a list of texts.",
    en_hint='Write {key}: "…", or a list: {key}: ["…", "…"].',
)
FRONT_MATTER_TWICE = Kind(
    "front-matter-twice",
    Severity.ERROR,
    fr="Dans l’en-tête, « {key} » dit une seconde fois ce qu’une autre ligne dit déjà.",
    fr_hint="Gardez une seule des deux lignes.",
    en="In the header, “{key}” says again what another line says already.",
    en_hint="Keep one of the two lines.",
)
FRONT_MATTER_UNUSED = Kind(
    "front-matter-unused",
    Severity.NOTE,
    fr="Dans l’en-tête, « {key}: {quote} » n’est pas repris dans l’article.",
    fr_hint="Sont repris : rubrique, titre, sous-titre, chapô, auteurs, date, langue.",
    en="In the header, “{key}: {quote}” is not shown in the article.",
    en_hint="Shown are: rubric, title, subtitle, standfirst, authors, date, language.",
)
FRONT_MATTER_KEY = Kind(
    "front-matter-key",
    Severity.WARNING,
    fr="Dans l’en-tête, la clé « {key} » n’existe pas : « {quote} » n’est pas repris.",
    fr_hint="Vouliez-vous écrire « {nearest_fr} » ?",
    en="In the header, there is no key “{key}”: “{quote}” is not shown.",
    en_hint="Did you mean “{nearest_en}”?",
)
FRONT_MATTER_DATE = Kind(
    "front-matter-date",
    Severity.ERROR,
    fr="Dans l’en-tête, « {given} » n’est aucun jour du calendrier.",
    fr_hint="Écrivez l’année, le mois et le jour : date: 2026-03-14. Ou en toutes lettres : "
    "14 mars 2026.",
    en="In the header, “{given}” is no day of the calendar.",
    en_hint="Write the year, the month and the day: date: 2026-03-14. Or in words: 14 mars 2026.",
)

_KEYS: Mapping[str, Role] = {
    **dict.fromkeys(("rubrique", "surtitre", "rubric", "category", "categorie"), Role.RUBRIC),
    **dict.fromkeys(("titre", "title"), Role.TITLE),
    **dict.fromkeys(("soustitre", "subtitle"), Role.SUBTITLE),
    **dict.fromkeys(("chapo", "chapeau", "standfirst", "abstract", "resume"), Role.STANDFIRST),
    **dict.fromkeys(("auteur", "auteurs", "auteure", "autrice", "autrices"), Role.BYLINE),
    **dict.fromkeys(("author", "authors", "byline", "signature"), Role.BYLINE),
    "date": Role.DATELINE,
}
_LANGUAGE = ("langue", "language", "lang")
_FRENCH: Mapping[str, str] = {
    "rubric": "rubrique",
    "category": "rubrique",
    "title": "titre",
    "subtitle": "sous-titre",
    "soustitre": "sous-titre",
    "chapo": "chapô",
    "chapeau": "chapô",
    "standfirst": "chapô",
    "abstract": "résumé",
    "resume": "résumé",
    "author": "auteur",
    "authors": "auteurs",
    "byline": "signature",
    "language": "langue",
    "lang": "langue",
}
"""How an editor writes the French name of a key, where it differs from the key."""
_ENGLISH: Mapping[Role, str] = {
    Role.RUBRIC: "rubric",
    Role.TITLE: "title",
    Role.SUBTITLE: "subtitle",
    Role.STANDFIRST: "standfirst",
    Role.BYLINE: "author",
    Role.DATELINE: "date",
}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_BLOCK = re.compile(r"---[ \t]*\n(.*?)\n---[ \t]*(?:\n|$)", re.DOTALL)
_MOST_LINES = 60
_ALIKE = 0.75
_QUOTED = 60
_SHORT = Repr()
"""Lists that hold each other may be written in one line and fill the memory when they are shown."""
_SHORT.maxlevel, _SHORT.maxlist, _SHORT.maxdict, _SHORT.maxstring = 2, 8, 8, _QUOTED


@dataclass(frozen=True)
class Field:
    """One element of the head: its role, its text in Markdown, its line, its date in ISO 8601."""

    role: Role
    text: str
    line: int
    datetime: str = ""


@dataclass
class FrontMatter:
    """The head that the front matter gives; ``language`` is empty when it names none."""

    fields: list[Field] = field(default_factory=list)
    language: str = ""
    diagnostics: list[Diagnostic] = field(default_factory=list)


def parted(text: str) -> tuple[str, str] | None:
    """The front matter of a plain text and the text without it, its lines left blank.

    ``None`` where there is none.
    """
    found = _BLOCK.match(text)
    if found is None or found[1].count("\n") >= _MOST_LINES:
        return None
    keys = (line.partition(":") for line in found[1].split("\n"))
    if not any(colon and _plain(key) in _KEYS for key, colon, _ in keys):
        return None
    return found[1], "\n" * found[0].count("\n") + text[found.end() :]


def read_front_matter(source: str, file: str, language: str) -> FrontMatter:
    """The front matter in ``source``, the YAML between the two ``---`` lines.

    Several authors are joined by commas, so that no word is added. A date given as ``2026-03-14``
    is written out in the ``language`` of the publication.
    """
    found = FrontMatter()
    values = _values(source, file)
    if isinstance(values, Diagnostic):
        found.diagnostics.append(values)
        return found
    for key, value in values.items():
        line = _line(source, str(key))
        place = Place(file, line)
        name = _plain(str(key))
        if value is None:
            continue
        if name in _LANGUAGE and isinstance(value, str):
            if is_language(value):
                found.language = value
            else:
                found.diagnostics.append(LANGUAGE_INVALID.at(place, given=value))
        elif name not in _KEYS:
            found.diagnostics.append(_unknown(place, str(key), value))
        else:
            if _KEYS[name] is Role.DATELINE and isinstance(value, str) and is_impossible(value):
                found.diagnostics.append(FRONT_MATTER_DATE.at(place, given=value))
                continue
            try:
                fields = list(_fields(_KEYS[name], value, line, found.language or language))
            except TypeError:
                found.diagnostics.append(FRONT_MATTER_TYPE.at(place, key=key))
            else:
                _add(found, str(key), fields, file)
    return found


class _Loader(yaml.SafeLoader):
    """Takes what has the form of a date and is none for a text."""

    def timestamp(self, node: yaml.ScalarNode) -> object:
        """The date of a scalar, or its text."""
        try:
            return self.construct_yaml_timestamp(node)
        except ValueError:
            return self.construct_scalar(node)


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _Loader.timestamp)


def _unknown(place: Place, key: str, value: object) -> Diagnostic:
    """What is to be said of a key that means nothing here, with the nearest that does."""
    said = _SHORT.repr(value) if isinstance(value, list | dict) else str(value)
    quote = " ".join(said.split())
    quote = quote if len(quote) <= _QUOTED else f"{quote[:_QUOTED].rstrip()}…"
    near = get_close_matches(_plain(key), [*_KEYS, *_LANGUAGE], 1, _ALIKE)
    if not near:
        return FRONT_MATTER_UNUSED.at(place, key=key, quote=quote)
    english = _ENGLISH[_KEYS[near[0]]] if near[0] in _KEYS else "language"
    french = _FRENCH.get(near[0], near[0])
    names = {"nearest_fr": french, "nearest_en": english}
    return FRONT_MATTER_KEY.at(place, key=key, quote=quote, **names)


def _values(source: str, file: str) -> dict[Any, Any] | Diagnostic:
    """What the YAML says, or why it says nothing."""
    try:
        values = yaml.load(source, _Loader)  # it makes what the safe one makes, and no more
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else None
        return FRONT_MATTER_INVALID.at(Place(file, line))
    except (yaml.YAMLError, ValueError, RecursionError):
        return FRONT_MATTER_INVALID.at(Place(file, 1))
    if values is None:
        return {}
    return values if isinstance(values, dict) else FRONT_MATTER_INVALID.at(Place(file, 2))


def _add(found: FrontMatter, key: str, fields: list[Field], file: str) -> None:
    """Put fields into the head: those that say something, without debris, each role once."""
    taken = {f.role for f in found.fields}
    for one in fields:
        text, cleaned = clean(one.text, file)
        place = Place(file, one.line)
        found.diagnostics += [replace(problem, place=place) for problem in cleaned]
        if not text.strip():
            continue
        if one.role in taken and one.role is not Role.STANDFIRST:
            found.diagnostics.append(FRONT_MATTER_TWICE.at(place, key=key))
        else:
            found.fields.append(replace(one, text=unicodedata.normalize("NFC", text)))


def _fields(role: Role, value: Any, line: int, language: str) -> Iterator[Field]:
    """The fields of one key; raises ``TypeError`` for what is neither text nor list of texts."""
    if isinstance(value, dt.datetime):
        value = value.date()
    if role is Role.DATELINE and isinstance(value, str) and (day := _ISO.fullmatch(value.strip())):
        value = dt.date(*map(int, day.groups()))
    if role is Role.DATELINE and isinstance(value, dt.date):
        yield Field(role, long_date(value, language), line, value.isoformat())
        return
    texts = [_text(item) for item in (value if isinstance(value, list) else [value])]
    if role is Role.STANDFIRST:
        # A block of YAML (|) keeps blank lines: each paragraph is one.
        for text in texts:
            for paragraph in re.split(r"\n\s*\n", text.strip()):
                yield Field(role, " ".join(paragraph.split()), line)
        return
    yield Field(role, ", ".join(texts), line)


def _text(value: Any) -> str:
    if isinstance(value, dict) and isinstance(value.get("name", value.get("nom")), str):
        value = value.get("name", value.get("nom"))
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise TypeError
    return " ".join(str(value).split()) if not isinstance(value, str) else value.strip()


def _plain(key: str) -> str:
    """A key without case, accents, spaces or hyphens: « Sous-titre » is ``soustitre``."""
    decomposed = unicodedata.normalize("NFKD", key.casefold())
    return "".join(c for c in decomposed if c.isalnum())


def _line(source: str, key: str) -> int:
    """The line of a key in the manuscript: the front matter begins on its second line."""
    pattern = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*:")
    lines = enumerate(source.split("\n"), 2)
    return next((number for number, line in lines if pattern.match(line)), 2)
