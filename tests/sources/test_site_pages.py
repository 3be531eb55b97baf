"""Saved pages of the great families of sites: the article comes out whole, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from publish.article import Article, faults, is_note, tag, text
from publish.proof.articles import Conservation, hold_articles
from publish.sources import Manuscript, Reading, read
from publish.words import words
from tests.sources.press_pages import PRESS_PAGES
from tests.sources.site_pages import PAGES, TITLE, Page


def reading(page: Page) -> Reading:
    path = Path("page.html")
    return read(Manuscript(path, path.name, "page", "fr", page.html.encode()))


def article(page: Page) -> Article:
    found = reading(page)
    assert found.article is not None, found.diagnostics
    assert faults(found.article) == []
    return found.article


def head(page: Page) -> dict[str, str]:
    return {e.get("class") or tag(e): text(e) for e in article(page).root[0]}


def holds(said: str, wanted: str) -> bool:
    """Whether words stand in a text in a row."""
    return not wanted or f" {' '.join(words(wanted))} " in f" {' '.join(words(said))} "


EVERY = {**PAGES, **PRESS_PAGES}
families = pytest.mark.parametrize("page", EVERY.values(), ids=EVERY)


@families
def test_the_article_has_its_head(page: Page) -> None:
    found = head(page)
    assert found["h1"].endswith(TITLE)
    assert holds(found.get("standfirst", found.get("subtitle", "")), page.standfirst)
    assert holds(found.get("byline", ""), page.byline)
    assert bool(found.get("byline")) == bool(page.byline)
    assert found.get("rubric", "") == page.rubric


@families
def test_the_article_has_its_day(page: Page) -> None:
    days = [e.get("datetime", "") for e in article(page).root[0].iter() if tag(e) == "time"]
    assert days == ([page.date] if page.date else [])


@families
def test_the_article_has_its_subheads(page: Page) -> None:
    found = [text(e) for e in article(page).root.iter() if tag(e) in ("h2", "h3")]
    assert found == list(page.subheads)


@families
def test_every_word_of_the_text_is_kept_in_its_order(page: Page) -> None:
    root = article(page).root
    said = " ".join(text(e) for e in root.iter() if tag(e) in ("p", "figcaption", "li", "caption"))
    said += " ".join(text(e) for e in root.iter() if tag(e) in ("td", "th") or is_note(e))
    missing = [part for part in (*page.bodies, *page.also) if not holds(said, part)]
    # A call of a note stands in its paragraph.
    assert [part for part in missing if not holds(text(root), part)] == []
    places = [text(root).find(part[:60]) for part in page.bodies]
    assert places == sorted(places)


@families
def test_the_proof_finds_each_word_once(page: Page) -> None:
    found = reading(page)
    assert found.article is not None
    proof = Conservation()
    hold_articles([(found.article, found.words)], proof)
    assert proof.differences == []


@families
def test_nothing_of_the_frame_is_in_the_article(page: Page) -> None:
    root = article(page).root
    said, texts = text(root), {text(e) for e in root.iter()}
    long = [frame for frame in page.frame if len(words(frame)) > 2]
    assert [frame for frame in long if holds(said, frame)] == []
    assert [frame for frame in page.frame if frame in texts] == []
    assert len(long) > 1
    assert "logo" not in {e.get("alt", "") for e in root.iter() if tag(e) == "img"}


@families
def test_what_is_left_out_is_quoted(page: Page) -> None:
    told = [d for d in reading(page).diagnostics if d.code == "part-left-out"]
    assert told
    assert all(d.values["start"] for d in told)


def hashed(page: Page) -> bytes:
    """The page as build tools write it that hash every class and name."""
    found = re.sub(r'\b(class|id|data-testid)="[^"#]*"', r'\1="css-1x2y3z"', page.html)
    return re.sub(r' id="css-1x2y3z"', "", found).encode()


@families
def test_without_any_class_the_text_is_still_whole(page: Page) -> None:
    path = Path("page.html")
    found = read(Manuscript(path, path.name, "page", "fr", hashed(page)))
    assert found.article is not None, found.diagnostics
    root = found.article.root
    assert text(root[0]).find(TITLE) >= 0
    said = " | ".join(" ".join(e.itertext()) for e in root.iter() if tag(e) in ("p", "li"))
    # A number of a paragraph that no class tells stands glued to its first word.
    assert [part for part in page.bodies if not holds(said, part.split(" ", 1)[1])] == []


def test_what_parts_the_date_from_the_signature_on_one_line_stays_on_neither() -> None:
    said = "La question est mal posée, et l’on ne peut y répondre d’une phrase sans la trahir. " * 4
    page = (
        "<html lang='fr'><head><title>Les portulans — Carnet</title></head><body>"
        "<nav><ul><li><a href='/'>Accueil</a></li><li><a href='/c'>Contact</a></li></ul></nav>"
        "<main><article><h1>Les portulans</h1>"
        "<p class='meta'>12 janvier 2026, par Sophie Nédélec</p>"
        f"<p>{said}</p><h2>Trois mains</h2><p>{said}</p><p>{said}</p></article></main>"
        "<aside class='sidebar'><h2>Billets récents</h2><p><a href='/a'>Un sextant</a></p></aside>"
        "<footer>Mentions légales</footer></body></html>"
    )
    name = "a.html"
    found = read(Manuscript(Path(name), name, "a", "fr", page.encode()))
    assert found.article is not None
    head = {e.get("class") or "h1": text(e) for e in found.article.root[0]}
    assert head == {
        "h1": "Les portulans",
        "byline": "par Sophie Nédélec",
        "dateline": "12 janvier 2026",
    }
