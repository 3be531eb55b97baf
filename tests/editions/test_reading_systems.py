"""The finished samples in real reading systems: epub.js and foliate-js, in Chromium.

Debian's Chromium has no hyphenation dictionary (Chrome fetches them as a component), so that no
hyphen can show there: what is held is that the text asks for French hyphenation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from lxml import etree

from tests import readers
from tests.conftest import PUBLICATIONS

X = {"x": "http://www.w3.org/1999/xhtml", "o": "http://www.idpf.org/2007/opf"}
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
NIGHT = "rgb(238, 238, 238)"


class Book:
    """The documents of an EPUB, read without any reading system."""

    def __init__(self, path: Path) -> None:
        with ZipFile(path) as archive:
            package = etree.fromstring(archive.read("EPUB/content.opf"))
            named = {i.get("id"): i.get("href") for i in package.iterfind(".//o:item", X)}
            self.spine = [named[i.get("idref")] for i in package.iterfind(".//o:itemref", X)]
            self.documents = {n: etree.fromstring(archive.read(f"EPUB/{n}")) for n in self.spine}

    def links(self, kind: str) -> list[tuple[str, str]]:
        """The words and target of each link of a navigation list: ``toc``, ``page-list``."""
        (nav,) = (n for n in self.documents["nav.xhtml"].iter("{*}nav") if n.get(EPUB_TYPE) == kind)
        return [(_plain("".join(a.itertext())), a.get("href", "")) for a in nav.iter("{*}a")]

    def words_at(self, href: str) -> str:
        """The first words from the target of a link on."""
        name, _, target = href.partition("#")
        (body,) = self.documents[name].iterfind("x:body", X)
        start = body if not target else next(e for e in body.iter() if e.get("id") == target)
        said, reached = [], False
        for event, element in etree.iterwalk(body, events=("start", "end")):
            if event == "start":
                reached = reached or element is start
                said.append(element.text if reached else "")
            elif element is not body:
                said.append(element.tail if reached else "")
        return _plain("".join(s or "" for s in said))[:60].strip()

    def notes(self) -> dict[str, str]:
        """The target of each call of a note, by the name of the note."""
        return {
            f"{name}#{a.get('id')}": f"{name}{a.get('href')}"
            for name, document in self.documents.items()
            for a in document.iterfind(".//x:a[@role='doc-noteref']", X)
        }


def _plain(text: str) -> str:
    return re.sub(r"[\s\u00a0\u202f\u2060]+", " ", text).strip()


@pytest.fixture(scope="module", params=readers.SYSTEMS)
def system(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module", params=PUBLICATIONS)
def path(request: pytest.FixtureRequest, edition_of: dict[str, Path]) -> Path:
    return edition_of[request.param] / f"{request.param}.epub"


@pytest.fixture(scope="module")
def book(path: Path) -> Book:
    return Book(path)


@pytest.fixture(scope="module")
def seen(system: str, path: Path) -> dict[str, Any]:
    return readers.observe(system, path)


def _arrived(visits: Iterable[dict[str, Any]]) -> list[tuple[str, str, bool]]:
    return [(v["href"], v["text"].strip(), v["visible"]) for v in visits]


def test_nothing_fails_and_nothing_is_asked_of_the_network(seen: dict[str, Any]) -> None:
    assert seen["errors"] == []


def test_every_document_opens_at_its_first_words(seen: dict[str, Any], book: Book) -> None:
    assert _arrived(seen["sections"]) == [(n, book.words_at(n), True) for n in book.spine]


def test_the_contents_lead_to_their_words(seen: dict[str, Any], book: Book) -> None:
    links = book.links("toc")
    assert [_plain(v["label"]) for v in seen["contents"]] == [label for label, _ in links]
    assert _arrived(seen["contents"]) == [(h, book.words_at(h), True) for _, h in links]


def test_the_page_list_leads_to_the_first_words_of_each_page(
    system: str, seen: dict[str, Any], book: Book
) -> None:
    links = book.links("page-list")
    assert _arrived(seen["pages"]) == [(h, book.words_at(h), True) for _, h in links]
    # epub.js takes every label for a number: a roman folio is "NaN" to it.
    known = [f if system == "foliate" or f.isdigit() else "NaN" for f, _ in links]
    assert [v["label"] for v in seen["pages"]] == known


def test_a_note_opens_and_leads_back_to_its_call(
    path: Path, seen: dict[str, Any], book: Book
) -> None:
    calls = book.notes()
    assert bool(calls) == (path.stem == "l-estran")
    assert {n["call"] for n in seen["notes"]} == set(calls)
    for note in seen["notes"]:
        words = book.words_at(calls[note["call"]])
        # A pop-up holds the note alone, and may end before the words that follow it in the book.
        opened = note["opened"]["text"].strip()
        assert opened and words.startswith(opened[:40]), (opened, words)
        assert note["opened"]["visible"] and note["returned"], note


def test_the_reader_commands_size_and_colour(seen: dict[str, Any]) -> None:
    assert seen["dressed"]
    assert [e for e in seen["dressed"] if abs(e["grown"] - 1.6) > 0.02] == []
    assert [e for e in seen["dressed"] if e["color"] != NIGHT] == []


def test_the_running_text_asks_for_french_hyphenation(seen: dict[str, Any]) -> None:
    asking = [e for e in seen["dressed"] if e["tag"] == "p" and e["hyphens"] == "auto"]
    assert len(asking) >= 5
    assert {e["lang"].partition("-")[0] for e in asking} == {"fr"}


def test_nothing_leaves_a_screen_of_320_pixels(seen: dict[str, Any]) -> None:
    assert seen["wide"] == []
