"""The marks of the index in the articles of an edition: found, understood, given an ``id``.

In the article profile a mark is a ``span.index``; ``data-entry`` names its entry where that is not
the words marked, its levels parted by « > ». docs/index.md tells how each format writes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from lxml import etree

from publish.article import (
    XHTML,
    Article,
    E,
    classes,
    is_note,
    is_note_call,
    tag,
    text,
    without_notes,
)
from publish.diagnostics import Diagnostic, Kind, Place, Severity
from publish.edition.index.personal import doubtful, inverted
from publish.edition.titles import copied
from publish.typography import typeset_text

INDEX_MARK_EMPTY = Kind(
    "index-mark-empty",
    Severity.WARNING,
    fr="Une marque d’index ne marque aucun mot et ne nomme aucune entrée : elle est ignorée.",
    fr_hint="Écrivez le mot entre les crochets, [criée]{{.index}}, ou l’entrée : "
    '[]{{.index key="criée"}}.',
    en="A mark of the index marks no word and names no entry: it is passed over.",
    en_hint="Write the word in the brackets, [tide]{{.index}}, or the entry: "
    '[]{{.index key="tide"}}.',
)

INDEX_NAME_AS_IT_IS = Kind(
    "index-name-as-it-is",
    Severity.NOTE,
    fr="Dans l’index, « {name} » est classé à son premier mot.",
    fr_hint='Si c’est un prénom, dites le nom à classer : [{name}]{{.nom key="{proposal}"}}.',
    en="In the index “{name}” is filed under its first word.",
    en_hint='If that is a given name, say how to file it: [{name}]{{.name key="{proposal}"}}.',
)

LEVEL = " > "
"""What parts an entry from a sub-entry in ``data-entry``."""
DEEPEST = 3
"""Entry, sub-entry, and one below: no deeper level is read at a glance."""
INDEXED = "indexed"
"""The class of the words marked, in the documents of an edition."""


class Index(StrEnum):
    """The two indexes of a publication; the values are those of ``data-index``."""

    NAMES = "names"
    SUBJECTS = "subjects"


@dataclass(frozen=True)
class Mark:
    """A mark: where it stands, and the entry that it asks for.

    ``identifier`` is the ``id`` of the words marked in their ``document``, ``extent`` that of the
    element whose pages are meant (the words, a block, a section). ``levels`` names the entry,
    ``heading`` says its last level with its markup. ``see`` makes a cross-reference of it, without
    pages. ``note`` is the number of the note in which the mark stands.
    """

    index: Index
    levels: tuple[str, ...]
    place: Place
    document: str = ""
    identifier: str = ""
    extent: str = ""
    heading: etree._Element | None = None
    sort: str = ""
    see: str = ""
    see_also: str = ""
    note: str = ""


def gather(article: Article, document: str) -> tuple[list[Mark], list[Diagnostic]]:
    """The marks of an article, which becomes that of an edition: ``span.indexed`` with their ids.

    ``document`` is its name in the edition. The tree of the article is changed.
    """
    marks: list[Mark] = []
    problems: list[Diagnostic] = []
    taken = {e.get("id") for e in article.root.iter() if e.get("id")}
    numbers = _note_numbers(article.root)
    for number, span in enumerate(_spans(article.root), 1):
        place = Place(article.source, article.line_of(span))
        index = Index(span.get("data-index") or Index.SUBJECTS)
        levels, heading = _levels(span, index, article.language)
        see, see_also = (span.get(f"data-{name}") or "" for name in ("see", "see-also"))
        if not levels:
            problems.append(INDEX_MARK_EMPTY.at(place))
            _dissolve(span)
            continue
        if index is Index.NAMES and not span.get("data-entry") and doubtful(levels[0]):
            first, *rest = levels[0].split()
            proposal = f"{' '.join(rest)}, {first}"
            problems.append(INDEX_NAME_AS_IT_IS.at(place, name=levels[0], proposal=proposal))
        mark = Mark(
            index, levels, place, heading=heading, sort=span.get("data-sort") or "", see=see
        )
        if see:
            _dissolve(span)
            marks.append(mark)
            continue
        note = next((a for a in span.iterancestors() if is_note(a)), None)
        extent = _extent(span)
        identifier = span.get("id") or _unused(f"index-{number}", taken)
        _plain(span, identifier)
        marks.append(
            Mark(
                index,
                levels,
                place,
                document,
                identifier,
                extent or identifier,
                heading,
                mark.sort,
                see_also=see_also,
                note="" if note is None else numbers.get(note.get("id") or "", ""),
            )
        )
    return marks, problems


def _spans(root: etree._Element) -> list[etree._Element]:
    return [e for e in root.iter(f"{{{XHTML}}}span") if "index" in classes(e)]


def _note_numbers(root: etree._Element) -> dict[str, str]:
    numbers: dict[str, str] = {}
    for call in (e for e in root.iter() if is_note_call(e)):
        numbers.setdefault((call.get("href") or "").removeprefix("#"), text(call))
    return numbers


_EDGES = " \u00a0\u202f.,;:!?…«»“”()[]"


def _levels(
    span: etree._Element, index: Index, language: str
) -> tuple[tuple[str, ...], etree._Element | None]:
    """The entry that a mark names, and what it says with its markup where that is its own words."""
    given = span.get("data-entry")
    if given:
        said = [typeset_text(" ".join(level.split()), language) for level in given.split(">")]
        levels = tuple(level for level in said if level)[:DEEPEST]
        if index is Index.NAMES and levels:
            levels = (inverted(levels[0]), *levels[1:])
        return levels, None
    said_here = text(without_notes(span)).strip(_EDGES)
    if not said_here:
        return (), None
    if index is Index.NAMES:
        said_here = inverted(said_here)
    heading = copied(E.span(), span)
    marked_up = len(heading) and "".join(heading.itertext()) == said_here
    return (said_here,), heading if marked_up else None


def _extent(span: etree._Element) -> str:
    """The ``id`` of the block or section that a mark covers, empty for its own words."""
    wanted = span.get("data-extent")
    if wanted == "section":
        held = (a for a in span.iterancestors() if tag(a) in ("section", "article"))
        holder = next(held, None)
        # The article is known by the name of its document, not by an id in it.
        return "" if holder is None else ("." if tag(holder) == "article" else _id(holder))
    if wanted == "block":
        return next((_id(a) for a in span.iterancestors() if a.get("id")), "")
    return ""


def _id(element: etree._Element) -> str:
    return element.get("id") or ""


def _unused(wanted: str, taken: set[str | None]) -> str:
    while wanted in taken:
        wanted += "-i"
    taken.add(wanted)
    return wanted


def _plain(span: etree._Element, identifier: str) -> None:
    """Leave of a mark what editions need; one without words takes the word that it touches."""
    for name in [n for n in span.attrib if str(n).startswith("data-")]:
        del span.attrib[name]
    span.set("class", INDEXED)
    span.set("id", identifier)
    if "".join(span.itertext()).strip():
        return
    before, after = _text_before(span), span.tail or ""
    # Backwards: a search from the front would begin anew at each letter of a long word.
    word = _LAST.match(before[::-1])
    if word is not None:
        _cut_before(span, len(before) - word.end())
        span.text = word.group()[::-1]
        return
    word = _FIRST.match(after)
    if word is not None:
        span.text, span.tail = word.group(), after[word.end() :]


_LAST = re.compile(r"[.,;:!?…»”)\]]*[^\W_](?:[\w’'-]*[^\W_])?")
"""A word from its end to its beginning, the signs behind it too."""
_FIRST = re.compile(r"[^\W_](?:[\w’'-]*[^\W_])?")


def _text_before(element: etree._Element) -> str:
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        return previous.tail or ""
    return "" if parent is None else parent.text or ""


def _cut_before(element: etree._Element, at: int) -> None:
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        previous.tail = (previous.tail or "")[:at]
    elif parent is not None:
        parent.text = (parent.text or "")[:at]


def _dissolve(span: etree._Element) -> None:
    """Take a mark off, but not the words in it."""
    parent = span.getparent()
    assert parent is not None
    at, previous = parent.index(span), span.getprevious()
    children, tail = list(span), span.tail or ""
    if children:
        children[-1].tail = (children[-1].tail or "") + tail
    said = (span.text or "") + ("" if children else tail)
    if previous is not None:
        previous.tail = (previous.tail or "") + said
    else:
        parent.text = (parent.text or "") + said
    parent[at : at + 1] = children


def anchors(marks: tuple[Mark, ...]) -> Iterator[tuple[str, str]]:
    """The places that the index needs to know the pages of: document and ``id``."""
    for mark in marks:
        if mark.identifier:
            yield mark.document, mark.identifier
            yield mark.document, mark.extent
