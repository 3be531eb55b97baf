"""The index as a document of the edition (EPUB Indexes 1.0, DPUB-ARIA doc-index)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import deepcopy
from itertools import groupby

from lxml import etree

from publish.article import EPUB_TYPE, E
from publish.edition.index.collation import initial
from publish.edition.index.entries import Catalogue, Entry, walk
from publish.edition.index.locators import Locator
from publish.edition.index.marks import Index, Mark
from publish.edition.model import Document, Matter
from publish.edition.terms import term
from publish.typography import typeset_text

NAME = "index"
"""The name of the document of the index, which no article may bear."""
LETTERS_FROM = 20
"""The entries from which on each letter has its heading."""

Locate = Callable[[Iterable[Mark]], Sequence[Locator]]
"""Gives the locators of marks; none as long as there are no pages."""


def index_document(
    indexes: Mapping[Index, Sequence[Entry]], language: str, locate: Locate
) -> Document:
    """The index of a publication: of names, of subjects, or both under one title."""
    title = term("index", language)
    root = E.section({"class": "index", EPUB_TYPE: "index", "role": "doc-index"})
    root.set("aria-label", title)
    root.append(E.h1({"class": "title"}, title))
    if any(mark.note for found in indexes.values() for e in walk(found) for mark in e.marks):
        note = typeset_text(term("index-notes", language), language)
        root.append(E.p({"class": "headnote", EPUB_TYPE: "index-headnotes"}, note))
    kinds = [kind for kind in Index if indexes.get(kind)]
    catalogue = Catalogue(indexes)
    for kind in kinds:
        part = _Part(kind, indexes[kind], catalogue, language, locate)
        if len(kinds) == 1:
            root.extend(part.groups(2))
        else:
            heading = E.h2(term(f"index-{kind}", language))
            root.append(E.section({"class": "index-part", "id": kind}, heading, *part.groups(3)))
    return Document(NAME, Matter.INDEX, title, language, root)


class _Part:
    """One index: its entries under the letters that they begin with."""

    def __init__(
        self,
        kind: Index,
        found: Sequence[Entry],
        catalogue: Catalogue,
        language: str,
        locate: Locate,
    ):
        self._kind, self._found, self._language = kind, found, language
        self._catalogue, self._locate = catalogue, locate
        self._ids = {
            id(entry): f"{index}-{n}"
            for n, ((index, _), entry) in enumerate(catalogue.known.items(), 1)
        }

    def groups(self, level: int) -> list[etree._Element]:
        """A group for each letter, headed by it where there are entries enough."""
        made = []
        headed = len(self._found) >= LETTERS_FROM
        for letter, entries in groupby(self._found, key=self._letter if headed else _together):
            group = E.section({"class": "group", EPUB_TYPE: "index-group"})
            if headed:
                group.append(E(f"h{level}", {"class": "letter"}, letter))
            group.append(self._list(entries))
            made.append(group)
        return [E.div({"class": "columns"}, *made)]

    def _letter(self, entry: Entry) -> str:
        return initial(entry.sort or entry.label, self._language)

    def _list(self, entries: Iterable[Entry]) -> etree._Element:
        return E.ul({EPUB_TYPE: "index-entry-list"}, *(self._entry(e) for e in entries))

    def _entry(self, entry: Entry) -> etree._Element:
        item = E.li({EPUB_TYPE: "index-entry", "id": self._ids[id(entry)]})
        label = E.span({EPUB_TYPE: "index-term"}, entry.label)
        if entry.heading is not None:
            label = deepcopy(entry.heading)
            label.set(EPUB_TYPE, "index-term")
        item.append(label)
        for locator in self._locate(entry.marks):
            # « et n. 3 » goes on with the page before it.
            _say(item, " " if locator.said.startswith("et\u00a0") else ", ")
            href = f"{locator.document}.xhtml#{locator.identifier}"
            item.append(E.a({"href": href, EPUB_TYPE: "index-locator"}, locator.said))
        self._refer(item, entry.see, "see", "index-xref-preferred", ", ")
        self._refer(item, entry.see_also, "see-also", "index-xref-related", ". ")
        if entry.children:
            item.set("class", "holder")
            item.append(self._list(entry.children))
        return item

    def _refer(
        self, item: etree._Element, said: Iterable[str], name: str, kind: str, before: str
    ) -> None:
        for number, target in enumerate(said):
            word = term(f"index-{name}", self._language)
            _say(item, before if number == 0 else typeset_text(" ; ", self._language))
            if number == 0:
                item.append(E.em(word.capitalize() if before == ". " else word))
                _say(item, " ")
            entry = self._catalogue.find(target, self._kind)
            if entry is None:
                item.append(E.span({EPUB_TYPE: kind}, typeset_text(target, self._language)))
            else:
                link = {"href": f"#{self._ids[id(entry)]}", EPUB_TYPE: kind}
                item.append(E.a(link, ", ".join(entry.names)))


def _together(_: Entry) -> str:
    return ""


def _say(item: etree._Element, said: str) -> None:
    item[-1].tail = (item[-1].tail or "") + said
