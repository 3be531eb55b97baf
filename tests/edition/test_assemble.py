"""The order of an edition: front matter, parts by folder or rubric, unique names, colophon."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import pytest

from publish import __version__
from publish.article import E, text
from publish.edition.assemble import assemble
from publish.edition.model import Document, Edition, Matter
from publish.publication import Contributor
from tests.books import FOLDER, article, beside, edition, publication


def outline(book: Edition) -> list[tuple[str, str]]:
    return [(d.name, d.part) for d in book.documents]


def only(book: Edition, matter: Matter) -> Document:
    (document,) = book.of(matter)
    return document


def test_an_edition_without_parts() -> None:
    book = edition(article("ports"), article("dunes"))
    assert [(d.matter, d.name) for d in book.documents] == [
        (Matter.COVER, "cover"),
        (Matter.HALF_TITLE, "half-title"),
        (Matter.TITLE_PAGE, "title-page"),
        (Matter.ARTICLE, "ports"),
        (Matter.ARTICLE, "dunes"),
        (Matter.COLOPHON, "colophon"),
    ]


def test_rubrics_make_parts() -> None:
    book = edition(
        article("un", rubric="Côte"), article("deux", rubric="Côte"), article("trois", rubric="Mer")
    )
    assert outline(book)[3:-1] == [
        ("part-1", ""),
        ("un", "part-1"),
        ("deux", "part-1"),
        ("part-2", ""),
        ("trois", "part-2"),
    ]
    assert [d.title for d in book.of(Matter.PART)] == ["Côte", "Mer"]


@pytest.mark.parametrize(
    "rubrics",
    [("Côte", "Mer", "Côte"), ("Côte", "Mer", "Idées"), ("Côte", "Côte"), ("", "", "")],
    ids=["one returns", "each its own", "one for all", "none"],
)
def test_rubrics_that_make_no_parts(rubrics: tuple[str, ...]) -> None:
    articles = [
        article(f"a{n}", **({"rubric": name} if name else {})) for n, name in enumerate(rubrics)
    ]
    assert not list(edition(*articles).of(Matter.PART))


def test_an_article_without_rubric_stands_alone_among_parts() -> None:
    book = edition(article("edito"), article("un", rubric="Côte"), article("deux", rubric="Côte"))
    assert outline(book)[3:-1] == [
        ("edito", ""),
        ("part-1", ""),
        ("un", "part-1"),
        ("deux", "part-1"),
    ]
    assert [(d.name, [h.name for h in held]) for d, held in book.parts()][3:-1] == [
        ("edito", []),
        ("part-1", ["un", "deux"]),
    ]


def test_folders_make_parts_and_lose_their_numbers() -> None:
    articles = [
        (FOLDER / "edito.txt", article("edito", rubric="Côte")),
        (FOLDER / "01-grand_large" / "un.txt", article("un", rubric="Côte")),
        (FOLDER / "2" / "deux.txt", article("deux")),
    ]
    book, problems = assemble(publication(), articles)
    assert not problems
    assert [(d.name, d.title, d.part) for d in book.documents][3:-1] == [
        ("edito", "Edito", ""),
        ("part-1", "Grand large", ""),
        ("un", "Un", "part-1"),
        ("part-2", "2", ""),
        ("deux", "Deux", "part-2"),
    ]


def test_names_are_unique() -> None:
    articles = []
    for number, slug in enumerate(("cover", "ports", "ports", "nav", "part-1", "colophon")):
        made = article(slug)
        folder = FOLDER / str(number)
        articles.append((folder / f"{slug}.txt", made))
    renamed = [
        (p, type(a)(a.slug, a.root, f"{p.parent.name}/{a.source}", a.lines)) for p, a in articles
    ]
    book, _ = assemble(publication(), renamed)
    names = [d.name for d in book.documents]
    assert len(set(names)) == len(names)
    assert [d.name for d in book.articles()] == [
        "cover-2",
        "ports",
        "ports-2",
        "nav-2",
        "part-1-2",
        "colophon-2",
    ]


def test_the_title_page_says_who_what_and_when() -> None:
    book = edition(article("un"), subtitle="Sous-titre")
    said = {
        e.get("class"): text(e) for e in only(book, Matter.TITLE_PAGE).root.iter("{*}p", "{*}h1")
    }
    assert said == {
        "author": "Jeanne Roux",
        "title": "Petit livre",
        "subtitle": "Sous-titre",
        "publisher": "La Dune",
        "date": "janvier 2026",
    }


def test_the_title_page_of_many_authors_names_none_but_the_editors() -> None:
    authors = [Contributor(f"Auteur {n}") for n in range(4)]
    book = edition(article("un"), contributors=(*authors, Contributor("Léa Blanc", "edt")))
    root = only(book, Matter.TITLE_PAGE).root
    assert "Auteur" not in text(root)
    assert "Direction\u00a0: Léa Blanc" in "".join(root.itertext())


def test_the_half_title_says_the_title_alone() -> None:
    assert text(only(edition(article("un")), Matter.HALF_TITLE).root) == "Petit livre"


def test_the_colophon_says_everything() -> None:
    people = (
        Contributor("Jeanne Roux"),
        Contributor("Paul Noir", "ill"),
        Contributor("Léa Blanc", "edt"),
        Contributor("Max Gris", "zzz"),
    )
    book = edition(
        article("un"),
        contributors=people,
        rights="© 2026, les auteurs",
        identifier="urn:isbn:9782000000013",
    )
    root = only(book, Matter.COLOPHON).root
    lines = ["".join(e.itertext()) for e in root]
    assert lines == [
        "Petit livre",
        "Direction\u00a0: Léa Blanc",
        "Textes\u00a0: Jeanne Roux",
        "Illustrations\u00a0: Paul Noir",
        "Contributions\u00a0: Max Gris",
        "La Dune",
        "© 2026, les auteurs",
        "ISBN 9782000000013",
        "Publié le 15 janvier 2026",
        f"Composé en Libertinus avec publish {__version__}, WeasyPrint {version('weasyprint')} "
        f"et EbookLib {version('ebooklib')}.",
    ]
    assert root.get("role") == "doc-colophon"


def test_the_edition_speaks_the_language_of_the_publication() -> None:
    book = edition(article("un"), language="en-GB")
    said = [text(e) for e in only(book, Matter.COLOPHON).root]
    assert "Published on 15 January 2026" in said
    assert "Text: Jeanne Roux" in said
    assert [d.title for d in book.documents][:3] == ["Cover", "Half-title", "Title page"]


def test_articles_keep_their_own_language() -> None:
    french = article("un")
    english = article("deux", E.p("It's low tide!"))
    english.root.set("lang", "en")
    book = edition(french, english)
    assert [d.language for d in book.articles()] == ["fr", "en"]


def test_the_articles_given_stay_as_they_were(tmp_path: Path) -> None:
    made = article("un", E.p(E.a({"href": "nulle-part.md"}, "lien")))
    _, problems = assemble(publication(tmp_path), beside([made], tmp_path))
    assert [p.code for p in problems] == ["link-dead"]
    assert next(made.root.iter("{*}a")).get("href") == "nulle-part.md"
