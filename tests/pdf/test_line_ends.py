"""The lines of titles end where the sense allows it."""

from __future__ import annotations

import pymupdf
import pytest

from publish.article import Article, E
from publish.pdf.layout import lay_out
from publish.pdf.line_ends import bound
from publish.publication import Print
from tests.books import MADE, article, edition


def test_articles_prepositions_and_conjunctions_go_with_the_next_word() -> None:
    assert bound("Le vol de la mer, qui est là") == (
        "Le\u00a0vol de\u00a0la\u00a0mer, qui\u00a0est\u00a0là"
    )
    assert bound("La mer de ") == "La\u00a0mer de\u00a0"


def test_a_part_of_a_word_and_a_last_word_are_let_be() -> None:
    assert bound("Faut-il y aller, dit-il. Celui-ci par") == "Faut-il y aller, dit-il. Celui-ci par"


def title(said: str, language: str = "fr") -> list[str]:
    """The lines of the title of an article, as they are printed on A5."""
    made = article("ports", title=said)
    made.root.set("lang", language)
    return printed(made)


def printed(made: Article) -> list[str]:
    book = edition(made, print=Print(recto_openings=False))
    layout = lay_out(book, MADE)
    with pymupdf.open(stream=layout.write(), filetype="pdf") as pdf:
        found = [
            ("".join(s["text"] for s in line["spans"]), line["spans"][0]["size"])
            for block in pdf[layout.anchors["ports"]].get_text("dict")["blocks"]
            for line in block.get("lines", ())
        ]
    largest = max(size for _, size in found)
    return [" ".join(text.split()) for text, size in found if size == largest]


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        (
            "Écrire le naufrage : la relation de l’Utile (1761)",
            ["Écrire le naufrage :", "la relation de l’Utile (1761)"],
        ),
        (
            "Histoire des ports de la Manche et de leurs marins",
            ["Histoire des ports de la Manche", "et de leurs marins"],
        ),
    ],
)
def test_no_line_of_a_title_ends_with_a_word_that_leads_on(said: str, lines: list[str]) -> None:
    assert title(said) == lines


def test_a_title_takes_no_line_more_for_it() -> None:
    """Where the words are so long that they would take one, the lines end as they fall."""
    long = "Anticonstitutionnellement le incompréhensiblement de l’extraordinaire"
    assert len(title(long)) == len(title(long.replace(" le ", " xx "), "en"))


def test_an_italic_word_in_a_title_is_no_barrier() -> None:
    made = article("ports")
    heading = made.root.find(".//{*}h1")
    assert heading is not None
    heading.text = "Écrire le naufrage : la "
    heading.append(E.em("relation"))
    heading[-1].tail = " de l’Utile (1761)"
    lines = printed(made)
    assert len(lines) == 2
    assert not lines[0].endswith(" la")
