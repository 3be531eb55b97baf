"""The issue of a review, the volume of a series: told where a reader looks for it."""

from __future__ import annotations

import pytest

from publish.article import text
from publish.edition.model import Edition, Matter
from publish.edition.series import place_in_series
from tests.books import article, edition, publication


def said(book: Edition, matter: Matter, name: str) -> list[str]:
    (document,) = book.of(matter)
    return [text(e) for e in document.root.iter("{*}p") if name in (e.get("class") or "").split()]


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        ({}, ""),
        ({"series": "Bibliothèque d’Ouest"}, "Bibliothèque d’Ouest"),
        (
            {"series": "Bibliothèque d’Ouest", "number": 31},
            "Bibliothèque d’Ouest, nº\u00a031",
        ),
        ({"series": "Petit livre", "number": 12}, "nº\u00a012"),
        ({"series": "petit livre", "number": 12, "subtitle": "Gens de mer"}, "nº\u00a012"),
        ({"series": "Petit livre", "number": 12, "subtitle": "Revue, nº 12"}, ""),
        ({"series": "Petit livre", "number": 12, "subtitle": "De 1912 à 1940"}, "nº\u00a012"),
        ({"series": "Petit livre"}, ""),
    ],
)
def test_what_is_said_of_the_series(about: dict[str, object], expected: str) -> None:
    assert place_in_series(publication(**about)) == expected


def test_a_review_bears_its_number_on_the_cover_the_title_page_and_in_the_colophon() -> None:
    book = edition(article("un"), series="Petit livre", number=12)
    assert said(book, Matter.COVER, "issue") == ["nº 12"]
    assert said(book, Matter.TITLE_PAGE, "series") == ["nº 12"]
    assert said(book, Matter.COLOPHON, "series") == ["nº 12"]


def test_a_book_names_its_series_above_the_publisher_and_in_the_colophon() -> None:
    book = edition(article("un"), series="Bibliothèque d’Ouest", number=31)
    assert said(book, Matter.COVER, "issue") == []
    (page,) = book.of(Matter.TITLE_PAGE)
    foot = page.root.find("{*}div[@class='foot']")
    assert foot is not None
    assert [p.get("class") for p in foot] == ["series", "publisher", "date"]
    assert said(book, Matter.COLOPHON, "series") == ["Bibliothèque d’Ouest, nº 31"]


def test_without_a_series_nothing_is_said_of_it() -> None:
    book = edition(article("un"))
    assert said(book, Matter.TITLE_PAGE, "series") == said(book, Matter.COLOPHON, "series") == []


def test_libraries_tell_the_issues_of_a_review_apart() -> None:
    book = edition(article("un"), series="Petit livre", number=12)
    assert book.publication.title == "Petit livre, nº 12"
    assert text(next(book.of(Matter.TITLE_PAGE)).heading) == "Petit livre"
    named = edition(article("un"), series="Petit livre", number=12, subtitle="Revue, nº 12")
    assert named.publication.title == "Petit livre"
    assert edition(article("un"), series="Ouest", number=3).publication.title == "Petit livre"
