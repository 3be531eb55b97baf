"""The finished samples in real reading systems: epub.js and foliate-js, in Chromium.

Debian’s Chromium has no hyphenation dictionary (Chrome fetches them as a component): the tests give
it the French patterns (``tests/readers/hyb.py``).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyphen
import pytest

from tests import readers
from tests.conftest import PUBLICATIONS
from tests.readers.book import Book, plain

RUNNING = ("p", "li", "dd", "td", "figcaption", "th")
NIGHT = "rgb(238, 238, 238)"


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
    assert [plain(v["label"]) for v in seen["contents"]] == [label for label, _ in links]
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


def test_words_are_divided_as_french_wants_it(path: Path, seen: dict[str, Any]) -> None:
    """Two letters at least before the hyphen, three after it, words of six: styles/epub.css."""
    patterns = pyphen.Pyphen(lang="fr", left=2, right=3)
    divided = [d for d in seen["divided"] if d["in"] in RUNNING]
    assert len(divided) >= (30 if path.stem == "l-estran" else 4)
    assert {d["lang"].partition("-")[0] for d in divided} == {"fr"}
    for one in divided:
        word = one["word"].lower().replace("’", "'")
        assert len(word) >= 6 and one["at"] in patterns.positions(word), one


def test_titles_are_not_divided(seen: dict[str, Any]) -> None:
    assert [d for d in seen["divided"] if d["in"] not in RUNNING] == []


def test_superiors_do_not_push_lines_apart(seen: dict[str, Any]) -> None:
    assert seen["uneven"] == []


def test_nothing_leaves_a_screen_of_320_pixels(seen: dict[str, Any]) -> None:
    assert seen["wide"] == []
