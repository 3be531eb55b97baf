"""The contents in print: their last page never holds one entry alone."""

from __future__ import annotations

from typing import Any

import pytest

from publish.article import E
from publish.edition.model import Edition
from publish.pdf.contents import TIGHT
from publish.pdf.layout import Layout, lay_out
from publish.publication import Print
from tests.books import MADE, article, edition
from tests.pagination import astray, both


def book(entries: int, *, parts: bool = False, theme: str = "revue") -> Edition:
    def head(number: int) -> dict[str, Any]:
        return {"byline": "Par Léa Blanc", **({"rubric": f"Côte {number // 4}"} if parts else {})}

    articles = [
        article(f"a{n}", E.p("Mot."), title=f"Titre {n}", **head(n)) for n in range(entries)
    ]
    return edition(*articles, print=Print(recto_openings=False, theme=theme))


def held(layout: Layout) -> list[list[str]]:
    """The classes of what each page of the contents has, entries and titles of parts."""
    found = []
    for page in layout.boxes[layout.anchors["contents"] :]:
        items = [box for box in page.descendants() if box.element_tag == "li"]
        if not any(box.element_tag == "nav" for box in page.descendants()):
            break
        found.append([box.element.get("class") for box in items])
    return found


def is_tight(layout: Layout) -> bool:
    return any(TIGHT in (nav.get("class") or "").split() for nav in layout.source.iter("nav"))


def test_an_entry_that_alone_runs_over_is_taken_back() -> None:
    """Twelve entries fill a page of this book: the thirteenth finds room on it too."""
    pages = {n: held(lay_out(book(n), MADE)) for n in (12, 13, 14, 15)}
    assert {n: [len(page) for page in found] for n, found in pages.items()} == {
        12: [12],
        13: [13],
        14: [12, 2],
        15: [12, 3],
    }
    assert [n for n in pages if is_tight(lay_out(book(n), MADE))] == [13]


@pytest.mark.parametrize(("theme", "numbers"), [("livre", range(9, 14)), ("revue", range(18, 23))])
def test_parts_are_not_parted_from_their_entries(theme: str, numbers: range) -> None:
    for entries in numbers:
        for page in (found := held(lay_out(book(entries, parts=True, theme=theme), MADE))):
            assert page[-1] != "part", (entries, found)
        if len(found) > 1:
            assert found[-1].count("article") >= 2, (entries, found)


def test_the_pages_of_the_contents_are_those_of_the_epub() -> None:
    for entries in (13, 14):
        epub, pdf, layout = both(book(entries), MADE)
        assert astray(epub, pdf, layout.pages) == []
