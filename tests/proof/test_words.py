"""Words as the proof counts them, read from articles and edition documents."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from publish.article import E, identify
from publish.proof.reading import PRINTED, article_words, list_numbers, read
from publish.words import words

CALL, NOTE = {"role": "doc-noteref"}, {"role": "doc-footnote"}


def root(*blocks: etree._Element) -> etree._Element:
    article = E.article({"id": "essai"}, E.header(E.h1("Titre")), *blocks)
    identify(article)
    return article


def said(*blocks: etree._Element) -> list[str]:
    return [w.word for w in article_words(root(*blocks), "essai")][1:]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("L’eau, l'air", ["l", "eau", "l", "air"]),
        ("Œuvre et ŒUVRE", ["oeuvre", "et", "oeuvre"]),
        ("ﬁn de l\u00adau\u00adto", ["fin", "de", "lauto"]),
        ("12\u202f500 m³", ["12", "500", "m3"]),
        ("1ᵉʳ, ２", ["1er", "2"]),
        ("va-t-il", ["va", "t", "il"]),
        ("snake_case", ["snake", "case"]),
        ("— … « »", []),
        ("Straße", ["strasse"]),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    assert words(text) == found


@given(st.text(), st.text())
def test_words_stay_apart_at_a_space(one: str, other: str) -> None:
    assert words(f"{one} {other}") == words(one) + words(other)


def test_inline_elements_do_not_end_a_word_and_blocks_do() -> None:
    assert said(E.p("é", E.em("lé"), "ment")) == ["élément"]
    assert said(E.p("un"), E.p("deux")) == ["un", "deux"]
    assert said(E.ul(E.li("un"), E.li("deux"))) == ["un", "deux"]
    assert said(E.table(E.tr(E.td("un"), E.td("deux")))) == ["un", "deux"]
    assert said(E.p("un", E.br(), "deux")) == ["un", "deux"]


def test_each_word_knows_its_block() -> None:
    article = root(E.p({"id": "a"}, "un"), E.blockquote({"id": "q"}, E.p({"id": "b"}, "deux")))
    assert [(w.word, w.block) for w in article_words(article, "essai")] == [
        ("titre", "title"),
        ("un", "a"),
        ("deux", "b"),
    ]


def test_lists_count_with_their_numbers() -> None:
    three = E.ol({"start": "3"}, E.li("trois"), E.li("quatre"))
    assert said(three) == ["3", "trois", "4", "quatre"]
    letters = E.ol({"type": "a"}, E.li("un"), E.li("deux"))
    assert said(letters) == ["a", "un", "b", "deux"]
    roman = E.ol({"type": "I", "start": "9"}, E.li("un"), E.li("deux"))
    assert said(roman) == ["ix", "un", "x", "deux"]
    assert list_numbers(root(three, letters)) == ["3", "4", "a", "b"]


def test_notes_come_after_the_text_in_the_order_of_their_calls() -> None:
    article = root(
        E.aside({"id": "n2", **NOTE}, E.p("seconde")),
        E.p("texte", E.a({"href": "#n1", **CALL}, "1"), "!", E.a({"href": "#n2", **CALL}, "2")),
        E.aside({"id": "n1", **NOTE}, E.p("première")),
    )
    assert [w.word for w in article_words(article, "e")][1:] == ["texte", "première", "seconde"]
    body, notes = read(article, "e", PRINTED)
    assert [w.word for w in body][1:] == ["texte1", "2"]
    assert [[w.word for w in note] for note in notes.values()] == [
        ["1", "première"],
        ["2", "seconde"],
    ]


def test_comments_are_no_words() -> None:
    block = E.p("un")
    block.append(etree.Comment("caché"))
    block[0].tail = " deux"
    assert said(block) == ["un", "deux"]
