"""Marks of the index and cross references as the formats write them (docs/index.md)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from lxml import etree

from publish.article import E
from publish.diagnostics import Kind, Severity

INDEX_MARK_UNREAD = Kind(
    "index-mark-unread",
    Severity.WARNING,
    fr="« {quote} » n’est pas lu comme une marque d’index et reste dans le texte.",
    fr_hint='Écrivez [mots]{{.index key="entrée"}} : des guillemets droits, les noms key, see, '
    "see-also, sort (ou cle, voir, voir-aussi, tri), sans accent.",
    en="“{quote}” is not read as a mark of the index and stays in the text.",
    en_hint='Write [words]{{.index key="entry"}}: straight quotes, the names key, see, see-also, '
    "sort.",
)
ANCHOR_REFUSED = Kind(
    "anchor-refused",
    Severity.WARNING,
    fr="Le repère « {name} » est ignoré : {reason_fr}.",
    fr_hint="Donnez à chaque endroit un nom qui n’est qu’à lui, d’une lettre puis de lettres, "
    "chiffres ou tirets : {{#la-criee}}.",
    en="The anchor “{name}” is passed over: {reason_en}.",
    en_hint="Give each place a name of its own, a letter and then letters, digits or hyphens: "
    "{{#the-market}}.",
)

_CLASSES = {
    "index": "subjects",
    "sujet": "subjects",
    "subject": "subjects",
    "nom": "names",
    "name": "names",
}
_ATTRIBUTES = {
    **dict.fromkeys(("key", "entry", "cle", "entree", "clé", "entrée"), "entry"),
    **dict.fromkeys(("see", "voir"), "see"),
    **dict.fromkeys(("see-also", "voir-aussi"), "see-also"),
    **dict.fromkeys(("sort", "tri"), "sort"),
}
UNREAD = re.compile(r"\{[^{}\n]*\.(?:index|nom|name)\b[^{}\n]*\}")
"""What was meant as a mark and is none."""
_ANCHOR = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_RESERVED = re.compile(r"[nr]\d+(-\d+)?|title|page-.*|index-\d.*")
"""Ids that the editions give."""


def index_of(names: Iterable[str]) -> str:
    """The index that classes ask for, ``names`` or ``subjects``; empty when they ask for none."""
    found = [_CLASSES[name.casefold()] for name in names if name.casefold() in _CLASSES]
    return max(found, key=lambda index: index == "names", default="")


def mark(index: str, given: Mapping[str, object], extent: str = "") -> etree._Element:
    """A mark of the index, still without words.

    ``given`` holds the attributes as the editor wrote them, in French or in English; ``extent`` is
    ``block`` or ``section`` where it covers more than its words.
    """
    span = E.span({"class": "index", "data-index": index})
    for name, value in given.items():
        known = _ATTRIBUTES.get(str(name).casefold().removeprefix("data-"))
        said = " ".join(str(value).split())
        if known and said:
            span.set(f"data-{known}", _levels(said) if known != "sort" else said)
    if extent:
        span.set("data-extent", extent)
    return span


def entry(index: str, levels: Iterable[str], **about: str) -> etree._Element:
    """A mark that names its entry by levels; ``about`` gives ``sort``, ``see``, ``see_also``."""
    said = " > ".join(" ".join(level.replace(">", " ").split()) for level in levels)
    given = {name.replace("_", "-"): value for name, value in about.items() if value}
    return mark(index, {"key": said, **given})


def _levels(said: str) -> str:
    return " > ".join(level for level in (part.strip() for part in said.split(">")) if level)


def anchor_fault(name: str, taken: Iterable[str]) -> tuple[str, str] | None:
    """Why a name cannot be that of a place, in French and in English; ``None`` when it can."""
    if not _ANCHOR.fullmatch(name):
        return "ce n’est pas un nom", "it is no name"
    if _RESERVED.fullmatch(name):
        return "l’outil s’en sert lui-même", "the tool uses it itself"
    if name in taken:
        return "il est donné deux fois", "it is given twice"
    return None
