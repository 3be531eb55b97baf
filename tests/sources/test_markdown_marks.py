"""Marks before blocks of every kind, lines of verse, raised and lowered letters."""

from __future__ import annotations

import pytest

from publish.article import XHTML, tag, text
from tests.sources.test_markdown import codes, root
from tests.sources.test_text import LONG

HEAD = f"---\ntitre: Un\n---\n\n{LONG}\n\n"


@pytest.mark.parametrize(
    ("name", "block"),
    [
        ("table", "| A | B |\n|---|---|\n| 1 | 2 |\n"),
        ("blockquote", "> Une citation.\n"),
        ("ul", "- un\n- deux\n"),
        ("ol", "1. un\n2. deux\n"),
        ("dl", "Terme\n: sa définition\n"),
        ("div", "> Un vers,\n> un autre.\n"),
    ],
)
def test_a_place_may_be_named_before_any_block(name: str, block: str) -> None:
    marks = "{#repère .verse}" if name == "div" else "{#repère}"
    source = f"{HEAD}{marks}\n{block}\nVoir [](#repère).\n"
    (made,) = (e for e in root(source).iter() if e.get("id") == "repere")
    assert tag(made) == name
    assert codes(source) == []


def test_a_quotation_and_a_list_may_be_in_another_language() -> None:
    source = f"{HEAD}{{lang=en}}\n> A quotation.\n\n{{lang=la}}\n- verba\n- facta\n"
    assert [
        e.get("lang") for e in root(source).iter(f"{{{XHTML}}}blockquote", f"{{{XHTML}}}ul")
    ] == [
        "en",
        "la",
    ]


def test_a_whole_table_or_list_may_be_indexed() -> None:
    table = '{.index key="sel"}\n| A | B |\n|---|---|\n| 1 | 2 |\n'
    source = f'{HEAD}{table}\n{{.index key="mer"}}\n- un\n'
    marks = [
        (e.get("data-entry"), tag(e.getparent()))
        for e in root(source).iter()
        if e.get("data-entry")
    ]
    assert marks == [("sel", "th"), ("mer", "li")]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("{.encadré}\n> Un texte.\n", "encadré"),
        ("{.note}\nUn texte.\n", "note"),
        ("Un [mot]{.rouge} là.\n", "rouge"),
        ("{.chapo}\n## Un inter\n\nTexte.\n", "chapo"),
    ],
)
def test_a_mark_without_effect_is_told(source: str, name: str) -> None:
    line = 8 if source.startswith("{") else 7
    assert codes(HEAD + source) == [("mark-unknown", line)]
    assert name not in text(root(HEAD + source))


def test_marks_that_have_one_are_not() -> None:
    source = "{.verse}\n> Un vers.\n\n[xxi]{.smallcaps} et [Victor Hugo]{.nom} et [mer]{.index}\n"
    assert codes(HEAD + source) == []


def verse(source: str) -> list[str]:
    (made,) = (e for e in root(HEAD + source).iter() if e.get("class") == "verse")
    lines = []
    for stanza in made:
        lines.append(stanza.text or "")
        for child in stanza:
            if tag(child) == "br":
                lines.append(child.tail or "")
            else:
                lines[-1] += "".join(child.itertext()) + (child.tail or "")
        lines.append("/")
    return lines[:-1]


def test_each_line_of_verse_ends_one_with_or_without_its_bar() -> None:
    lines = ["Un vers qui court,", "un autre.", "/", "Un troisième."]
    assert verse("{.verse}\n> Un vers qui court,\n> un autre.\n>\n> Un troisième.\n") == lines
    assert verse("{.verse}\n> Un vers qui court,\\\n> un autre.\n>\n> Un troisième.\n") == lines
    assert verse("{.verse}\nUn vers qui court,\nun autre.\n") == lines[:2]


def test_lines_of_verse_are_set_in_as_the_poet_did() -> None:
    source = (
        "{.verse}\n> Franches *commères*\\\n>   Qui vendez\n>     harengs\n> \u00a0\u00a0et morue\n"
    )
    assert verse(source) == [
        "Franches commères",
        "\u2003Qui vendez",
        "\u2003\u2003harengs",
        "\u2003et morue",
    ]
    assert verse("{.verse}\n>     Premier vers\n>  second\n") == [
        "\u2003\u2003Premier vers",
        "second",
    ]


def test_letters_are_raised_and_lowered_as_pandoc_does() -> None:
    article = root(f"{HEAD}Le f^o^ 118 v^o^, l’H~2~O et le m^3^.^[Une note.]\n")
    said = [(tag(e), text(e)) for e in article.iter() if tag(e) in ("sup", "sub")]
    assert said == [("sup", "o"), ("sup", "o"), ("sub", "2"), ("sup", "3")]
    assert codes(f"{HEAD}Le f^o^ 118.\n") == []


@pytest.mark.parametrize("plain", ["Environ ~10 km ou ~20 km.", "2^3 et 4^5", "a ^ b", "~~~", "x^"])
def test_signs_that_raise_nothing_stay(plain: str) -> None:
    assert plain.strip("~") in text(root(f"{HEAD}Il dit : {plain}\n"))


def test_the_name_of_a_place_may_have_accents_as_the_guide_writes_it() -> None:
    source = f"{HEAD}Un [cœur]{{#cœur-d-été}} là.\n\nVoir [](#cœur-d-été), [](b.md#Été).\n"
    links = [e.get("href") for e in root(source).iter(f"{{{XHTML}}}a")]
    assert links == ["#coeur-d-ete", "b.md#Ete"]
    assert [e.get("id") for e in root(source).iter(f"{{{XHTML}}}span")] == ["coeur-d-ete"]
    assert codes(source) == []
