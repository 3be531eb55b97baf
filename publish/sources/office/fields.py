"""Fields of word processors that mark entries of an index or tell pages (ECMA-376 §17.16.5).

``XE "entry:sub-entry;sort key" \\t "Voir …" \\f "n"`` marks an entry, ``PAGEREF bookmark`` gives
the number of a page. Both are the same in DOCX and in RTF.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from publish.article import E
from publish.diagnostics import Kind, Severity
from publish.sources.indexing import entry

INDEX_RANGE = Kind(
    "index-range-unread",
    Severity.WARNING,
    fr="L’entrée d’index « {entry} » couvre un signet : seule est reprise la page où "
    "elle se trouve.",
    fr_hint="Posez aussi une entrée à la fin du passage : trois pages qui se suivent sont jointes.",
    en="The entry “{entry}” of the index covers a bookmark: only the page where it stands "
    "is taken.",
    en_hint="Put an entry at the end of the passage too: three pages in a row are joined.",
)

_TOKEN = re.compile(r'\\(?P<switch>[A-Za-z*#@!])|"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<bare>[^\s"\\]+)')
_LEVELS = re.compile(r"(?<!\\):")
_SEE_ALSO = re.compile(r"\s*(?:voir\s+aussi|see\s+also)\s*:?\s*", re.IGNORECASE)
_SEE = re.compile(r"\s*(?:voir|cf\.|v\.|see)\s*:?\s*", re.IGNORECASE)
NAMES = frozenset(("n", "nom", "noms", "name", "names", "personnes", "auteurs", "index des noms"))
"""Identifiers of an index (``\\f``, the name of one made by the user) that make it one of names."""


@dataclass(frozen=True)
class Field:
    """A field’s code in parts: its name in capitals, its arguments, its switches with theirs."""

    name: str
    arguments: tuple[str, ...]
    switches: dict[str, str] = field(default_factory=dict)


def read_field(code: str) -> Field:
    """The parts of a field’s code; typographic quotation marks count as straight ones."""
    code = re.sub("[“”„«»]", '"', code)
    name, arguments, switches = "", list[str](), dict[str, str]()
    switch = ""
    for match in _TOKEN.finditer(code):
        said = match["bare"] if match["quoted"] is None else match["quoted"]
        if match["switch"]:
            switch = match["switch"].lower()
            switches[switch] = ""
        elif switch in ("t", "f", "r", "y"):
            switches[switch], switch = said.strip(), ""
        elif not name:
            name = said.upper()
        else:
            arguments.append(said)
    return Field(name, tuple(arguments), switches)


def index_mark(said: str, text: str = "", kind: str = "") -> etree._Element | None:
    """The mark of an entry ``main:sub:sub;sort``; ``text`` stands in place of its pages.

    ``kind`` is the identifier of its index.
    """
    said, semicolon, sort = said.partition(";")
    levels = [level.replace("\\", "").strip() for level in _LEVELS.split(said)]
    levels = [level for level in levels if level]
    if not levels:
        return None
    index = "names" if kind.strip().casefold() in NAMES else "subjects"
    about = {"sort": sort.partition(":")[0].strip() if semicolon else ""}
    text = re.sub(r"\\(.)", r"\1", text)
    if also := _SEE_ALSO.match(text):
        about["see_also"] = _target(text[also.end() :])
    elif text.strip():
        see = _SEE.match(text)
        about["see"] = _target(text[see.end() :] if see else text)
    return entry(index, levels, **about)


def _target(said: str) -> str:
    return " > ".join(part.strip() for part in said.strip(" .").split(":"))


def page_reference(anchor: str) -> etree._Element:
    """A reference of which the number alone is set: the words before it are the author’s."""
    return E.a({"class": "folio", "href": f"#{anchor}"})
