"""Small books for the tests: articles made from blocks, editions made from articles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lxml import etree

from publish.article import EPUB_TYPE, Article, E, identify
from publish.edition.assemble import assemble
from publish.edition.model import Edition
from publish.publication import Contributor, Print, Publication

MADE = dt.datetime(2026, 1, 15, tzinfo=dt.UTC)
FOLDER = Path("/publication-of-the-tests")
SENTENCE = (
    "Le conseil municipal extraordinaire s’est réuni mardi soir dans la grande salle, devant une "
    "centaine d’habitants venus écouter un débat particulièrement long sur la réglementation. "
)


def article(slug: str, *blocks: etree._Element, title: str = "", **head: str) -> Article:
    """An article of these blocks; ``rubric``, ``byline``, ``standfirst`` go to its header."""
    header = E.header()
    if "rubric" in head:
        header.append(E.p({"class": "rubric"}, head.pop("rubric")))
    header.append(E.h1(title or slug.capitalize()))
    for name, said in head.items():
        header.append(E.p({"class": name}, said))
    root = E.article({"lang": "fr", "id": slug}, header, *(blocks or (E.p(SENTENCE.strip()),)))
    identify(root)
    lines = {str(e.get("id")): n for n, e in enumerate(root.iter(), 1) if e.get("id")}
    return Article(slug, root, f"{slug}.txt", lines)


def call(number: int, note: str = "") -> etree._Element:
    """The call of a note."""
    attributes = {"href": f"#{note or f'n{number}'}", "id": f"r{number}", "role": "doc-noteref"}
    return E.a({**attributes, EPUB_TYPE: "noteref"}, str(number))


def note(number: int, *blocks: etree._Element) -> etree._Element:
    """The body of a note."""
    return E.aside({"id": f"n{number}", "role": "doc-footnote", EPUB_TYPE: "footnote"}, *blocks)


def publication(folder: Path = FOLDER, **about: Any) -> Publication:
    """A publication without surprises."""
    given: dict[str, Any] = {
        "title": "Petit livre",
        "identifier": "urn:uuid:6f9619ff-8b86-4d01-b42d-00cf4fc964ff",
        "publisher": "La Dune",
        "date": dt.date(2026, 1, 15),
        "contributors": (Contributor("Jeanne Roux", "aut", "Roux, Jeanne"),),
        "print": Print(recto_openings=False),
    }
    return Publication("petit-livre", folder, manuscripts=(), **{**given, **about})


def edition(*articles: Article, folder: Path = FOLDER, **about: Any) -> Edition:
    """The edition of these articles; there must be nothing wrong with them."""
    made, problems = assemble(publication(folder, **about), beside(articles, folder))
    assert not problems, problems
    return made


def beside(articles: Sequence[Article], folder: Path = FOLDER) -> list[tuple[Path, Article]]:
    """The articles with the paths of their manuscripts."""
    return [(folder / a.source, a) for a in articles]
