"""Marks of the index and cross references as the formats write them (docs/index.md)."""

from __future__ import annotations

import re
import unicodedata
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
        if known != "sort":
            said = _levels(said)
        if known and said:
            span.set(f"data-{known}", said)
    if extent:
        span.set("data-extent", extent)
    return span


def entry(index: str, levels: Iterable[str], **about: str) -> etree._Element:
    """A mark that names its entry by levels; ``about`` gives ``sort``, ``see``, ``see_also``."""
    said = " > ".join(" ".join(level.replace(">", " ").split()) for level in levels)
    given = {name.replace("_", "-"): value for name, value in about.items() if value}
    return mark(index, {"key": said, **given})


_REFERENCE = re.compile(
    r"(?P<entry>.+?),?\s+(?P<kind>voir aussi|voir|see also|see)\s+(?P<target>.+)"
)


_MOST_SEARCHED = 100
"""The entries of a line whose words are looked for; beyond, they are of the whole paragraph."""


def mark_words(element: etree._Element, index: str, named: str) -> None:
    """Mark in a paragraph the words of entries that « ; » parts, else the paragraph as a whole.

    Words are found without case; a name also in its natural order, or by the family name alone.
    """
    entries = filter(None, (part.strip(" .") for part in named.split(";")))
    for number, one in enumerate(entries):
        reference = _REFERENCE.fullmatch(one)
        about = {"key": one}
        if reference is not None:
            kind = "see-also" if "a" in reference["kind"] else "see"
            about = {"key": reference["entry"], kind: reference["target"]}
        span = mark(index, about)
        if span.get("data-see"):
            element.insert(0, span)
            span.tail, element.text = element.text, None
        elif number >= _MOST_SEARCHED or not _wrap(element, span, _forms(about["key"], index)):
            span.set("data-extent", "block")
            element.insert(0, span)
            span.tail, element.text = element.text, None


def _forms(said: str, index: str) -> list[str]:
    """What an entry may be called in the text, the surest first."""
    last = _levels(said).rpartition(">")[2].strip()
    family, comma, given = (part.strip() for part in last.partition(","))
    forms = [f"{given} {family}", family] if comma and index == "names" else [last]
    if index == "names" and not comma:
        forms += last.split()[-1:]
    return [form for form in forms if any(map(str.isalnum, form))]


def _wrap(element: etree._Element, span: etree._Element, forms: Iterable[str]) -> bool:
    """Put a mark around the first of these words that stands in the bare text of a paragraph."""
    for form in forms:
        words = r"[\s\u00a0]+".join(map(re.escape, form.replace("’", "'").split()))
        words = words.replace("'", "['’]")
        # The plural counts: « phare » is found in « les phares ».
        pattern = re.compile(rf"(?<!\w){words}(?:e?s|x)?(?!\w)", re.IGNORECASE)
        for holder, tail in [(element, False), *((child, True) for child in element)]:
            said = (holder.tail if tail else holder.text) or ""
            match = pattern.search(said)
            if match is None:
                continue
            span.text, span.tail = match.group(), said[match.end() :]
            if tail:
                span_tail, holder.tail = span.tail, None
                holder.addnext(span)
                holder.tail, span.tail = said[: match.start()], span_tail
            else:
                holder.text = said[: match.start()]
                holder.insert(0, span)
            return True
    return False


def _levels(said: str) -> str:
    return " > ".join(level for level in (part.strip() for part in said.split(">")) if level)


def anchor_name(given: str) -> str:
    """The name of a place as addresses hold it, without its accents: « repère » is ``repere``."""
    plain = given.replace("œ", "oe").replace("Œ", "Oe").replace("æ", "ae").replace("Æ", "Ae")
    decomposed = unicodedata.normalize("NFD", plain)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def anchor_fault(name: str, taken: Iterable[str]) -> tuple[str, str] | None:
    """Why a name cannot be that of a place, in French and in English; ``None`` when it can."""
    if not _ANCHOR.fullmatch(name):
        return "ce n’est pas un nom", "it is no name"
    if _RESERVED.fullmatch(name):
        return "l’outil s’en sert lui-même", "the tool uses it itself"
    if name in taken:
        return "il est donné deux fois", "it is given twice"
    return None
