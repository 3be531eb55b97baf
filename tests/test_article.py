from __future__ import annotations

from copy import deepcopy

import pytest
from lxml import etree

from publish.article import XHTML, Article, E, faults, identify, serialise, slugify
from publish.article import document as whole

NOTE = {"role": "doc-footnote", "{http://www.idpf.org/2007/ops}type": "footnote"}
CALL = {"role": "doc-noteref", "{http://www.idpf.org/2007/ops}type": "noteref"}


def article(*body: etree._Element) -> Article:
    root = E.article({"lang": "fr", "id": "essai"}, E.header(E.h1("Titre")), *body)
    identify(root)
    return Article("essai", root, "essai.txt")


def reasons(*body: etree._Element) -> str:
    return " / ".join(fault.reason for fault in faults(article(*body)))


def test_a_plain_article_is_of_the_profile() -> None:
    assert faults(article(E.p("Texte."), E.section(E.h2("Sous-titre"), E.p("Suite.")))) == []


@pytest.mark.parametrize(
    "element",
    [
        E.p({"style": "color: red"}, "rouge"),
        E.p({"onclick": "x()"}, "clic"),
        E.script("alert(1)"),
        E.p(E.font("vieux")),
        E.center("vieux"),
        E.h3("niveau sauté"),
        E.table(E.tr(E.th("sans portée"))),
        E.figure(E.img(src="sans-texte.png")),
        E.aside({"class": "encart"}, E.p("classe inconnue")),
        E.div(E.p("division nue")),
    ],
    ids=lambda e: e.tag.rsplit("}")[-1],
)
def test_what_the_schema_refuses(element: etree._Element) -> None:
    assert faults(article(element))


def test_empty_paragraphs_are_refused() -> None:
    assert "empty p" in reasons(E.p())
    assert "empty p" in reasons(E.p("\u00a0"))


def test_notes_and_calls_go_together() -> None:
    call = E.a({"href": "#n1", "id": "r1", **CALL}, "1")
    note = E.aside({"id": "n1", **NOTE}, E.p("Texte."))
    assert reasons(E.p("Mot", call), note) == ""
    assert "nothing calls" in reasons(E.p("Mot"), E.aside({"id": "n1", **NOTE}, E.p("Texte.")))
    lonely = E.a({"href": "#n1", "id": "r1", **CALL}, "1")
    assert "without its note" in reasons(E.p("Mot", lonely))


def test_ids_are_unique() -> None:
    assert "id given twice" in reasons(E.p({"id": "a"}, "un"), E.p({"id": "a"}, "deux"))


def test_ids_stay_when_blocks_come_and_go() -> None:
    before = article(E.p("Premier."), E.p("Second."))
    after = article(E.p("Nouveau."), E.p("Premier."), E.p("Second."))
    assert [p.get("id") for p in before.root.iter(f"{{{XHTML}}}p")] == [
        p.get("id") for p in after.root.iter(f"{{{XHTML}}}p")
    ][1:]


def test_ids_stay_when_typography_changes() -> None:
    raw, done = (
        article(E.p("L'eau : « oui » !")),
        article(E.p("L’eau\u00a0: «\u00a0oui\u00a0»\u202f!")),
    )
    assert raw.root[1].get("id") == done.root[1].get("id")


def test_ids_stay_when_notes_are_numbered_anew() -> None:
    def noted(number: str) -> etree._Element:
        call = E.a({"href": "#n1", "id": "r1", **CALL}, number)
        return article(E.section(E.h2("Un", call), E.p("Mot", deepcopy(call), "."))).root

    one, two = ([e.get("id") for e in noted(number).iter()] for number in "12")
    assert one == two
    assert "un" in one


def test_equal_blocks_have_ids_of_their_own() -> None:
    root = article(E.p("Encore."), E.p("Encore.")).root
    assert root[1].get("id") != root[2].get("id")


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("L’Œuvre au noir", "l-oeuvre-au-noir"),
        ("1er mai : « Ça ira ! »", "1er-mai-ca-ira"),
        ("Ægypten", "aegypten"),
        ("日本", ""),
    ],
)
def test_slugify(title: str, slug: str) -> None:
    assert slugify(title) == slug


def test_serialised_as_xhtml() -> None:
    data = serialise(whole(article(E.p("Texte."))))
    assert data.startswith(b"<?xml version='1.0' encoding='utf-8'?>\n<!DOCTYPE html>\n")
    assert etree.fromstring(data).get("lang") == "fr"


def _many(number: int = 1_200) -> list[etree._Element]:
    return [E.p(f"Texte {i}.") for i in range(number)]


def test_an_article_of_very_many_blocks_is_judged_as_a_short_one() -> None:
    assert faults(article(*_many(), E.section(E.h2("Suite"), *_many()))) == []


@pytest.mark.parametrize("place", [0, 499, 500, 501, 999, 1_000, 1_199])
@pytest.mark.parametrize("inside", [False, True])
def test_a_fault_among_very_many_blocks_is_found(place: int, inside: bool) -> None:
    blocks = _many()
    blocks[place].set("style", "color: red")
    body = [E.section(E.h2("Suite"), *blocks)] if inside else blocks
    assert faults(article(*body))


def test_what_may_not_stand_among_very_many_blocks_is_found() -> None:
    section = E.section(E.h2("Suite"), E.p("Texte."))
    assert faults(article(*_many(), section, E.p("Après la section.")))
    blocks = _many()
    blocks[700].tail = "du texte nu"
    assert faults(article(*blocks))
    assert faults(article(*_many(), E.h2("Sans section"), *_many()))
