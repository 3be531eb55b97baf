"""Marks of the index and references to pages as texts write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from publish.article import classes, faults, tag, text
from publish.proof.reading import article_words
from publish.sources import Reading
from tests.sources import test_html, test_latex
from tests.sources.test_text import LONG, reading


def article(found: Reading) -> etree._Element:
    """The article, which is of the profile and has the words of the manuscript and no other."""
    assert found.article is not None, found.diagnostics
    assert faults(found.article) == []
    said = [w.word for w in article_words(found.article.root, "")]
    assert sorted(said) == sorted(found.words)
    return found.article.root


def markdown(source: str) -> etree._Element:
    return article(reading(f"# Titre\n\n{LONG}\n\n{source}\n", ".md"))


def marks(root: etree._Element) -> list[tuple[str, dict[str, str]]]:
    """The words of each mark, and what it says."""
    return [
        (
            text(e),
            {str(k).removeprefix("data-"): str(v) for k, v in e.attrib.items() if k != "class"},
        )
        for e in root.iter("{*}span")
        if "index" in classes(e)
    ]


SUBJECT, NAME = {"index": "subjects"}, {"index": "names"}


@pytest.mark.parametrize(
    "source, said, about",
    [
        ("La [criée]{.index} ferme.", "criée", SUBJECT),
        ("La [criée]{.sujet} ferme.", "criée", SUBJECT),
        ("Dit [Nicolas Baverez]{.nom} ici.", "Nicolas Baverez", NAME),
        ("Dit [Nicolas Baverez]{.name} ici.", "Nicolas Baverez", NAME),
        (
            'Dit [l’auteur]{.index .nom key="Baverez, Nicolas"}.',
            "l’auteur",
            {**NAME, "entry": "Baverez, Nicolas"},
        ),
        (
            '[coques]{.index cle="pêche>à pied >  coques"}',
            "coques",
            {**SUBJECT, "entry": "pêche > à pied > coques"},
        ),
        ('[BCE]{.index voir="Banque centrale"}', "BCE", {**SUBJECT, "see": "Banque centrale"}),
        ('[euro]{.index see-also="monnaie"}', "euro", {**SUBJECT, "see-also": "monnaie"}),
        ('[Œuvre]{.index tri="oeuvre 1"}', "Œuvre", {**SUBJECT, "sort": "oeuvre 1"}),
        ("[*La Mer* de **Michelet**]{.index}", "La Mer de Michelet", SUBJECT),
        ('Un mot[]{.index key="x"} ici.', "", {**SUBJECT, "entry": "x"}),
        ('{.index key="x"}\nUn paragraphe.', "", {**SUBJECT, "entry": "x", "extent": "block"}),
        (
            "{.index}\n## Le large\n\nTexte.",
            "",
            {**SUBJECT, "entry": "Le large", "extent": "section"},
        ),
    ],
)
def test_marks_in_markdown(source: str, said: str, about: dict[str, str]) -> None:
    assert marks(markdown(source)) == [(said, about)]


def test_a_mark_in_a_mark_a_link_a_cell_a_heading_and_a_note() -> None:
    root = markdown(
        "[la [criée]{.index} du soir]{.index} et [un [lien]{.index}](https://a.fr)[^1]\n\n"
        "## Le [large]{.index}\n\n| a | [b]{.index} |\n|---|---|\n| c | [d]{.index} |\n\n"
        "[^1]: La [note]{.index}."
    )
    assert [said for said, _ in marks(root)] == [
        *("la criée du soir", "criée", "lien", "large", "b", "d", "note")
    ]


@pytest.mark.parametrize("written", ['{.index entrée="x"}', "{.nom key=“x”}", "{.index key=a b}"])
def test_what_was_meant_as_a_mark_is_told(written: str) -> None:
    found = reading(f"# Titre\n\n{LONG}\n\nLa [criée]{written} ferme.\n", ".md")
    assert [(d.code, d.place.line) for d in found.diagnostics] == [("index-mark-unread", 5)]


def test_references_and_their_anchors_in_markdown() -> None:
    root = markdown(
        "Voir [](#ici), [plus bas](#la){.page}, p. [](#ici){.folio}, [](02-dunes.md).\n\n"
        "{#la}\nUn paragraphe, [un mot]{#ici}.\n\n{#figure}\n![Une dune.](dune.png)"
    )
    links = [(e.get("class"), e.get("href"), text(e)) for e in root.iter("{*}a")]
    assert links == [
        ("page", "#ici", ""),
        ("page", "#la", "plus bas"),
        ("folio", "#ici", ""),
        ("page", "02-dunes.md", ""),
    ]
    named = {e.get("id"): tag(e) for e in root.iter() if e.get("id") in ("ici", "la", "figure")}
    assert named == {"la": "p", "ici": "span", "figure": "figure"}


@pytest.mark.parametrize("name", ["deux", "n1", "essai", "title", "字", "1a"])
def test_a_place_has_a_name_of_its_own(name: str) -> None:
    source = f"# Titre\n\n{LONG}\n\n[un]{{#deux}} et [deux]{{#{name}}}.\n"
    found = reading(source, ".md")
    assert [(d.code, d.place.line) for d in found.diagnostics] == [("anchor-refused", 5)]
    article(found)


def test_a_line_of_a_text_marks_the_paragraph_after_it() -> None:
    root = article(
        reading(
            f"Un titre\n\n{LONG}\n\n@index: Débat ; eau > potable; budget, voir argent\n"
            f"@noms: Jeanne Roux\n{LONG} Madame Roux le dit.\n\n{LONG}\n@sujets: route\n"
        )
    )
    found = {about.get("entry"): (said, about) for said, about in marks(root)}
    assert found == {
        "Débat": ("débat", {**SUBJECT, "entry": "Débat"}),
        "eau > potable": ("", {**SUBJECT, "entry": "eau > potable", "extent": "block"}),
        "budget": ("", {**SUBJECT, "entry": "budget", "see": "argent"}),
        "Jeanne Roux": ("Roux", {**NAME, "entry": "Jeanne Roux"}),
        "route": ("route", {**SUBJECT, "entry": "route"}),
    }
    assert [len(marks(p)) for p in root.iter("{*}p")] == [0, 4, 1]


@pytest.mark.parametrize(
    "line, entries",
    [
        ("@noms: Roux > ; >", ["", "Roux"]),
        ("@noms: ,", [","]),
        ("@sujets: route > ; ;", ["route"]),
    ],
)
def test_what_names_no_entry_marks_no_word(line: str, entries: list[str]) -> None:
    found = marks(article(reading(f"Un titre\n\n{LONG}\n\n{line}\n{LONG}\n")))
    said = [(word, about["entry"]) for word, about in found if "entry" in about]
    assert [entry for _, entry in said] == [entry for entry in entries if entry]
    assert {word.casefold() for word, _ in said} <= {"", "roux", "route"}
    assert len(found) == len(entries)


def test_other_lines_with_a_sign_are_text() -> None:
    root = article(reading(f"Un titre\n\n{LONG}\n\n@indexer: ceci reste.\n\n{LONG}\n"))
    assert marks(root) == []
    assert "@indexer: ceci reste." in "".join(root.itertext())


@given(
    st.lists(
        st.sampled_from(["@index: route", "@noms: Roux ; Mas", LONG, "", "Deux mots"]), max_size=10
    )
)
def test_whatever_lines_name_entries_no_word_is_lost(lines: list[str]) -> None:
    article(reading("\n".join(["Un titre", "", LONG, "", *lines])))


def test_marks_in_html() -> None:
    source = (
        f"<h1>Titre</h1><p>{LONG}</p><p>La <span class='index'>criée</span>, "
        "<span data-index='marée'>la mer</span>, <span class='nom'>Jeanne Roux</span>, "
        "<a data-type='indexterm' data-primary='pêche' data-secondary='à pied' "
        "data-seealso='criée'></a>voir <a href='#bas'></a> et <a class='page' href='#bas'>là</a>."
        f"</p><div id='bas'><p>{LONG} Fin.</p></div>"
    )
    root = article(test_html.reading(source))
    assert marks(root) == [
        ("criée", SUBJECT),
        ("la mer", {**SUBJECT, "entry": "marée"}),
        ("Jeanne Roux", NAME),
        ("", {**SUBJECT, "entry": "pêche > à pied", "see-also": "criée"}),
    ]
    links = [(e.get("class"), e.get("href"), text(e)) for e in root.iter("{*}a")]
    assert links == [("page", "#b-bas", ""), ("page", "#b-bas", "là")]
    (place,) = (e for e in root.iter() if e.get("id") == "b-bas")
    assert text(place.getparent()).startswith(LONG)


def test_in_a_page_of_the_web_classes_are_the_page_s_own() -> None:
    source = (
        "<!DOCTYPE html><html><head><title>Titre</title></head><body><nav><a href='/'>Accueil</a>"
        f"</nav><article><h1>Titre</h1><p>{LONG}</p><p>{LONG} <span class='index'>criée</span> "
        "<a class='page' href='#b'>là</a></p>"
        f"<p id='b'>{LONG} <span class='index' data-entry='port'>quai</span></p></article></body>"
        "</html>"
    )
    root = article(test_html.reading(source))
    assert marks(root) == [("quai", {**SUBJECT, "entry": "port"})]
    assert {e.get("class") for e in root.iter("{*}a")} == {None}


def test_makeindex_in_latex() -> None:
    source = r"""
\documentclass{article}\title{Un port}
\begin{document}\maketitle
\section{La mer}\label{sec:mer}
Jeanne Roux\index{Roux@\textsc{Roux}, Jeanne} parle\index{pêche!à pied} de tout, longuement,
p.~\pageref{sec:mer}.\index{BCE|see{banque}}\index{euro|seealso{monnaie}} Encore\index{x|textbf}.
\end{document}
"""
    root = article(test_latex.reading(source))
    assert [about for _, about in marks(root)] == [
        {**SUBJECT, "entry": "Roux, Jeanne", "sort": "Roux"},
        {**SUBJECT, "entry": "pêche > à pied"},
        {**SUBJECT, "entry": "BCE", "see": "banque"},
        {**SUBJECT, "entry": "euro", "see-also": "monnaie"},
        {**SUBJECT, "entry": "x"},
    ]
    (link,) = root.iter("{*}a")
    assert link.get("class") == "folio"
    (place,) = (e for e in root.iter() if f"#{e.get('id')}" == link.get("href"))
    assert text(place.getparent()) == "La mer"
