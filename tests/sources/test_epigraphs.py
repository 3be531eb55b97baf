"""A quotation put before the text, in every format that can tell one."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest
from lxml import etree

from publish.article import E, epigraph, faults, tag, text
from publish.epub.documents import render
from publish.pdf.layout import lay_out
from publish.publication import Look, Print
from publish.sources import Manuscript, read
from tests.books import MADE, SENTENCE, article, edition

TEXT = (
    "Dans la nuit du 31 juillet au premier août, la flûte se brisa sur l’île de Sable, et trois "
    "relations manuscrites nous en restent, que l’on voudrait lire ici comme des textes."
)
LINES = ("La mer, la mer, toujours recommencée !", "Paul Valéry, Le Cimetière marin")


def found(name: str, source: str) -> etree._Element:
    made = read(Manuscript(Path(name), name, "essai", "fr", source.encode()))
    assert made.article is not None, made.diagnostics
    assert not faults(made.article)
    return made.article.root


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("a.md", f"# Titre\n\n{{.epigraph}}\n> {LINES[0]}\n>\n> — {LINES[1]}\n\n{TEXT}\n"),
        ("a.md", f"# Titre\n\n{{.épigraphe}}\n> {LINES[0]}\n>\n> — {LINES[1]}\n\n{TEXT}\n"),
        (
            "a.txt",
            f"@titre: Titre\n\n@épigraphe: {LINES[0]}\n\n@attribution: — {LINES[1]}\n\n{TEXT}\n",
        ),
        (
            "a.html",
            f"<article><h1>Titre</h1><blockquote class='epigraph'><p>{LINES[0]}</p><p>— {LINES[1]}"
            f"</p></blockquote><p>{TEXT}</p><p>{TEXT}</p></article>",
        ),
    ],
)
def test_an_epigraph_is_told_from_a_quotation(name: str, source: str) -> None:
    root = found(name, source)
    (made,) = root.iter("{*}blockquote")
    assert made.get("class") == "epigraph"
    assert [(p.get("class"), text(p)) for p in made] == [
        (None, LINES[0]),
        ("attribution", f"— {LINES[1]}"),
    ]
    following = made.getnext()
    assert following is not None
    assert text(following) == TEXT


def test_a_quotation_stays_one() -> None:
    (made,) = found("a.md", f"# Titre\n\n{TEXT}\n\n> {LINES[0]}\n").iter("{*}blockquote")
    assert made.get("class") is None


def test_it_stands_to_the_right_and_the_initial_is_that_of_the_text() -> None:
    quoted = epigraph(E.p(LINES[0]), E.p({"class": "attribution"}, LINES[1]))
    paper = Print(recto_openings=False, look=Look(initials=1))
    book = edition(article("ports", quoted, E.p(SENTENCE * 2)), print=paper)
    layout = lay_out(book, MADE)
    with pymupdf.open(stream=layout.write(), filetype="pdf") as pdf:
        page = pdf[layout.anchors["ports"]]
        spans = [
            span
            for block in page.get_text("dict")["blocks"]
            for line in block.get("lines", ())
            for span in line["spans"]
        ]
    lefts = {s["text"].strip(): s["bbox"][0] for s in spans}
    (quotation,) = (left for said, left in lefts.items() if said.startswith("La mer"))
    assert quotation > lefts["Ports"] + 80
    large = [s["text"] for s in spans if s["size"] > 20]
    assert large == ["Ports", "L"]


def test_the_epub_says_that_it_is_one() -> None:
    (document,) = edition(article("ports", epigraph(E.p(LINES[0])), E.p(SENTENCE))).articles()
    (made,) = etree.fromstring(render(document, "retour")).iter("{*}blockquote")
    assert made.get("role") == "doc-epigraph"
    assert made.get("{http://www.idpf.org/2007/ops}type") == "epigraph"
    assert tag(made) == "blockquote"
