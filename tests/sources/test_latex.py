"""LaTeX in: French commands, unknown commands, files that are called, what is no LaTeX."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.article import faults, is_note, tag, text
from publish.diagnostics import Place
from publish.sources import Manuscript, Reading, read
from publish.sources.latex_aside import left_aside

ARTICLE = (Path(__file__).parent / "samples" / "phare.tex").read_text("utf-8")


def reading(source: str | bytes) -> Reading:
    data = source if isinstance(source, bytes) else source.encode()
    return read(Manuscript(Path("a.tex"), "a.tex", "a", "fr", data))


def test_an_article_with_its_head_its_notes_and_its_french() -> None:
    found = reading(ARTICLE)
    assert found.article is not None
    assert faults(found.article) == []
    root = found.article.root
    heads = [(e.get("class"), text(e)) for e in root[0]]
    assert heads == [
        (None, "Le phare d’Ouessant"),
        ("standfirst", "Un résumé de ce qui suit, en une phrase."),
        ("byline", "Jeanne Roux, Paul Dupont"),
        ("dateline", "12 mars 2024"),
    ]
    assert [text(e) for e in root.iter() if tag(e) in ("h2", "h3")] == ["La lampe", "Le vent"]
    assert [text(e) for e in root.iter() if is_note(e)] == ["À l’huile."]
    said = " ".join("".join(root.itertext()).split())
    assert "« bonjour » dit Verne le 1er mai." in said
    assert "rouge Un mot perdu. Voir [hugo] page" in said
    assert "L’œuvre naïve, a2." in said
    assert "secret" not in said


def test_what_is_not_known_or_not_read_is_told_with_its_line() -> None:
    told = [(d.code, d.place.line, d.values) for d in reading(ARTICLE).diagnostics]
    assert ("latex-command-unknown", 12, {"command": r"\encadre"}) in told
    assert ("latex-command-unknown", 12, {"command": r"\inconnu"}) in told
    assert ("latex-include", 15, {"command": r"\input{/etc/passwd}"}) in told
    assert "alt-missing" in {code for code, _, _ in told}


@pytest.mark.parametrize(("data", "code"), [(b"", "file-empty"), (b"\x00\x01\x02", "not-text")])
def test_what_is_no_latex_is_told(data: bytes, code: str) -> None:
    found = reading(data)
    assert (found.article, [d.code for d in found.diagnostics]) == (None, [code])


PIECES = (r"\a{b}", r"\begin{c}", r"\end{c}", *"{}$&%", r"\\", r"\section{d}", "mot")


@settings(max_examples=30)
@given(st.lists(st.sampled_from(PIECES)))
def test_any_latex_gives_an_article_or_problems(pieces: list[str]) -> None:
    found = reading("\n".join(pieces))
    assert (found.article is None) == any(d.severity == "error" for d in found.diagnostics)


ASIDE = r"""% !TEX program = lualatex
%%%%%%%%%%%%%%%%%%%
\documentclass{article}
\usepackage[french]{babel}
\geometry{margin=2cm} % marges larges
% \usepackage{lipsum}
\newcommand{\lieu}[1]{\textit{#1}}
\title{Le phare}
\author{Jeanne Roux}
\institute{CNRS, Brest}
\begin{document}
Il vente 50\% plus fort à \lieu{Ouessant}. % vérifier ce chiffre
% À voir :
% demander à la rédactrice.
Suite du texte, \verb|a % b| ici.

\begin{comment}
Ce passage est commenté.
\end{comment}
\iffalse Celui-ci aussi. \fi
\begin{verbatim}
code % pas un commentaire
\end{verbatim}
\begin{thebibliography}{9}
\bibitem[Hugo, 1866]{hugo} Victor Hugo, \emph{Les Travailleurs de la mer}.
\end{thebibliography}
\end{document}
Notes de travail.
"""


def test_what_latex_leaves_out_is_quoted_with_its_line() -> None:
    found = reading(ASIDE)
    assert [(d.code, d.place.line, *d.values.values()) for d in found.diagnostics] == [
        ("latex-preamble", 5, r"\geometry"),
        ("latex-comment", 5, "marges larges"),
        ("latex-preamble-text", 10, r"\institute", "CNRS, Brest"),
        ("latex-comment", 12, "vérifier ce chiffre À voir : demander à la rédactrice."),
        ("latex-comment", 17, "Ce passage est commenté. Celui-ci aussi."),
        ("latex-after-end", 27, "Notes de travail."),
    ]
    assert found.article is not None
    said = " ".join("".join(found.article.root.itertext()).split())
    assert "Il vente 50% plus fort à Ouessant. Suite du texte, a % b ici." in said
    assert "code % pas un commentaire" in said


def test_a_bibliography_is_a_list_without_the_width_of_its_labels() -> None:
    found = reading(ASIDE)
    assert found.article is not None
    items = [text(e) for e in found.article.root.iter() if tag(e) == "li"]
    assert items == ["[hugo] Victor Hugo, Les Travailleurs de la mer."]
    assert [text(e) for e in found.article.root.iter() if tag(e) == "h2"] == ["Références"]


@pytest.mark.parametrize(
    "piece",
    [
        r"\begin{comment}",
        r"\iffalse ",
        "%",
        "{",
        r"\x{a b c d ",
        "[{",
        "% \\begin{document}\n",
        "%a\nb\n",
    ],
)
def test_sources_that_never_close_are_read_in_one_pass(piece: str) -> None:
    assert left_aside(piece * 20_000 + r"\begin{document}mot", Place("a.tex")) is not None
