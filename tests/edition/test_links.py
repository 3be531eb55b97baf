"""Links inside an edition: they lead somewhere, or are taken off with their words kept."""

from __future__ import annotations

import pytest

from publish.article import E, text
from publish.edition import links
from tests.books import article, call, note

NAMES = {"ports.txt": "ports", "01-dunes.md": "dunes"}


def resolved(href: str) -> tuple[str | None, list[tuple[str, str, str]]]:
    """Where a link of the first article leads, and the problems told."""
    here = article("ports", E.p({"id": "p-1"}, "Voir ", E.a({"href": href}, "ceci"), "."))
    there = article("dunes", E.p({"id": "sable"}, "Du sable."))
    there = type(there)("dunes", there.root, "01-dunes.md", there.lines)
    (first, _), problems = links.resolve([here, there], NAMES)
    link = next(first.root.iter("{*}a"))
    assert text(first.root).endswith("Voir ceci.")
    line = here.lines["p-1"]
    assert all(p.place.line == line for p in problems)
    return link.get("href"), [(p.code, p.place.file, p.values["target"]) for p in problems]


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("01-dunes.md", "dunes.xhtml"),
        ("./01-dunes.md", "dunes.xhtml"),
        ("01%2Ddunes.md", "dunes.xhtml"),
        ("01-dunes.md#sable", "dunes.xhtml#sable"),
        ("#p-1", "#p-1"),
        ("ports.txt#p-1", "ports.xhtml#p-1"),
        ("https://estran.example/", "https://estran.example/"),
        ("mailto:a@b.fr", "mailto:a@b.fr"),
        ("https:/estran.example/", "https://estran.example/"),
    ],
)
def test_links_that_lead_somewhere(href: str, target: str) -> None:
    assert resolved(href) == (target, [])


@pytest.mark.parametrize(
    "href", ["02-rien.md", "#nulle-part", "01-dunes.md#nulle-part", "../secret.txt", "#", ""]
)
def test_links_that_lead_nowhere(href: str) -> None:
    assert resolved(href) == (None, [("link-dead", "ports.txt", href)])


@pytest.mark.parametrize(
    ("name", "href", "told"),
    [
        ("byline", "/auteurs/jeanne-roux.html", []),
        ("byline", "spip.php?auteur12", []),
        ("rubric", "../rubrique/mer/", []),
        ("byline", "02-rien.md", ["link-dead"]),
        ("standfirst", "/auteurs/jeanne-roux", ["link-dead"]),
    ],
)
def test_links_of_a_site_s_own_head_are_no_matter(name: str, href: str, told: list[str]) -> None:
    made = article("ports", E.p("Texte."))
    made.root[0].append(E.p({"class": name}, E.a({"href": href}, "Jeanne Roux")))
    (done,), problems = links.resolve([made], NAMES)
    assert [p.code for p in problems] == told
    assert [e.get("href") for e in done.root.iter("{*}a")] == [None]


def test_a_place_that_is_not_there_is_told_once_for_each_article() -> None:
    made = [
        article(name, E.p(*(E.a({"href": h}, "là") for h in ("rien.md", "rien.md", "pas.md"))))
        for name in ("ports", "dunes")
    ]
    _, problems = links.resolve(made, {a.source: a.slug for a in made})
    assert [p.values["target"] for p in problems] == ["rien.md", "pas.md"] * 2


def test_calls_of_notes_are_left() -> None:
    made = article("ports", E.p("Mot", call(1), "."), note(1, E.p("Note.")))
    (done,), problems = links.resolve([made], NAMES)
    assert problems == []
    assert next(done.root.iter("{*}a")).get("href") == "#n1"


@pytest.mark.parametrize("name", ["page", "folio"])
def test_a_reference_to_a_page_that_is_not_there_is_an_error(name: str) -> None:
    here = article("ports", E.p({"id": "p-1"}, "Voir ", E.a({"href": "#rien", "class": name})))
    _, problems = links.resolve([here], NAMES)
    assert [(p.code, p.severity, p.place.line) for p in problems] == [
        ("reference-dead", "error", here.lines["p-1"])
    ]


def test_a_link_out_of_the_book_has_no_page() -> None:
    link = E.a({"href": "https://estran.example/", "class": "page"}, "là")
    (made,), problems = links.resolve([article("ports", E.p(link))], NAMES)
    assert [p.code for p in problems] == ["page-outside"]
    assert [e.get("class") for e in made.root.iter("{*}a")] == [None]
