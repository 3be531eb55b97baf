"""The lines under a title that say who wrote an article and when."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.article import Article, tag, text
from publish.proof.articles import Conservation, hold_articles
from publish.sources import Manuscript, Reading, read

PROSE = (
    "<p>La crue a pris la vallée de nuit, sans que les sirènes aient sonné, et les habitants des "
    "maisons basses sont montés sur les toits avec ce qu’ils avaient sous la main.</p>"
    "<p>Au matin, les barques des pompiers passaient à hauteur des enseignes, dans un silence que "
    "personne n’avait entendu depuis le chantier du barrage.</p>"
    "<p>Le maire a promis un repas chaud à chacun, une salle pour la nuit et un compte des pertes "
    "avant la fin de la semaine, puis il est reparti sous la pluie.</p>"
)


def reading(markup: str) -> Reading:
    return read(Manuscript(Path("a.html"), "a.html", "a", "fr", markup.encode()))


def article(markup: str) -> Article:
    found = reading(markup)
    assert found.article is not None, found.diagnostics
    proof = Conservation()
    hold_articles([(found.article, found.words)], proof)
    assert proof.differences == []
    return found.article


def head(markup: str) -> dict[str, str]:
    return {e.get("class") or tag(e): text(e) for e in article(markup).root[0]}


def days(markup: str) -> list[str]:
    return [e.get("datetime", "") for e in article(markup).root[0].iter() if tag(e) == "time"]


def page(line: str, more: str = "") -> str:
    return (
        f"<html lang='fr'><head><title>La crue — Le Fil</title>{more}</head><body><nav><ul><li>"
        "<a href='/'>Accueil</a></li><li><a href='/p'>Politique</a></li></ul></nav><main><article>"
        f"<h1>La crue</h1>{line}{PROSE}</article></main><footer>Mentions légales</footer>"
        "</body></html>"
    )


LINES = {
    "bars": (
        "<p class='txt'>Le Fil | 04.05.2015 à 13h36 • Mis à jour le 05.05.2015 à 20h13 | Par "
        "Élise Morvan (avec Luc Sand)</p>",
        "Par Élise Morvan (avec Luc Sand)",
        "04.05.2015 à 13h36 • Mis à jour le 05.05.2015 à 20h13",
        "2015-05-04",
    ),
    "list in a list": (
        "<ul class='metas'><li><ul><li class='auteur'>Par Élise Morvan, Luc Sand</li>"
        "<li class='date-maj'>Mis à jour le 06/04/2013 à 10:37</li></ul></li></ul>",
        "Par Élise Morvan, Luc Sand",
        "Mis à jour le 06/04/2013 à 10:37",
        "2013-04-06",
    ),
    "side by side": (
        "<div class='entry-meta'><span class='by-author vcard'><a href='/m'>Élise Morvan</a></span>"
        "<span class='category'><a href='/c'>Vie locale</a></span><span class='date'><a href='/d'>"
        "<time class='published' datetime='2020-01-20'>20 janvier 2020</time><time class='updated' "
        "datetime='2020-01-20'>20 janvier 2020</time></a></span></div>",
        "Élise Morvan",
        "20 janvier 2020",
        "2020-01-20",
    ),
    "name first": (
        "<p>Par Élise Morvan, le 3 mars 2024</p>",
        "Par Élise Morvan",
        "le 3 mars 2024",
        "2024-03-03",
    ),
    "day first": (
        "<p>Publié le 3 mars 2024 à 18h30 par Élise Morvan</p>",
        "par Élise Morvan",
        "Publié le 3 mars 2024 à 18h30",
        "2024-03-03",
    ),
    "a word in a block of its own": (
        "<div class='date'>Le <div class='field'>06 novembre 2019</div></div>"
        "<p class='author'>Élise Morvan</p>",
        "Élise Morvan",
        "Le 06 novembre 2019",
        "2019-11-06",
    ),
}


@pytest.mark.parametrize(("line", "byline", "dateline", "day"), LINES.values(), ids=LINES)
def test_a_line_of_a_page_is_cut_into_its_signature_and_its_date(
    line: str, byline: str, dateline: str, day: str
) -> None:
    found = head(page(line))
    assert (found.get("byline"), found.get("dateline")) == (byline, dateline)
    assert days(page(line)) == [day]
    assert [text(e)[:11] for e in article(page(line)).root if tag(e) == "p"][:1] == [
        "La crue a pr"[:11]
    ]


def test_what_is_of_no_head_in_such_a_line_is_told() -> None:
    told = [d.values["start"] for d in reading(page(LINES["bars"][0])).diagnostics]
    assert "Le Fil" in told


@pytest.mark.parametrize("line", ["name first", "day first"])
def test_a_fragment_has_such_lines_too(line: str) -> None:
    markup, byline, dateline, day = LINES[line]
    found = head(f"<h1>La crue</h1>{markup}{PROSE}")
    assert (found.get("byline"), found.get("dateline")) == (byline, dateline)
    assert days(f"<h1>La crue</h1>{markup}{PROSE}") == [day]


@pytest.mark.parametrize(
    "sentence",
    [
        "Le 3 mars 2024, Élise Morvan a remis son rapport.",
        "Par un arrêté du 3 mars 2024, le préfet interdit la pêche.",
        "Née le 3 mars 1924 par un matin de neige, elle n’a jamais quitté le bourg.",
        "Paris, le 3 mars 2024",
        "© Élise Morvan - La fête du port - 31 octobre 2015",
    ],
)
def test_a_sentence_with_a_day_in_it_is_no_such_line(sentence: str) -> None:
    body = [
        text(e)
        for e in article(f"<h1>La crue</h1>{PROSE}<p>{sentence}</p>{PROSE}").root.iter()
        if tag(e) == "p"
    ]
    assert sentence in body


def test_the_day_that_is_shown_counts_and_not_that_of_the_last_change() -> None:
    time = "<time datetime='2019-07-03T10:18:46Z'>Publié le 29 juin 2019</time>"
    line = f"<div class='time'>{time}</div>"
    assert days(page(line)) == ["2019-06-29"]
