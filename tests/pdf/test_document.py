"""The one document that is printed: notes in place, ids unique, running heads, contents."""

from __future__ import annotations

from lxml import etree

from publish.article import E, text
from publish.pdf.document import BLOCK, RUNNING_HEAD_LENGTH, print_document, running_head
from publish.publication import Contributor, Print
from tests.books import MADE, article, call, edition, note

NOTED = (
    E.p({"id": "p-1"}, "Mot", call(1), " et suite", call(1, "n1"), " puis", call(2), "."),
    note(1, E.p("Première."), E.p("Suite.")),
    note(2, E.ul(E.li("Liste."))),
)


def printed(*articles: object, **about: object) -> etree._Element:
    return print_document(edition(*articles, **about), MADE)  # type: ignore[arg-type]


def by_id(root: etree._Element, name: str) -> etree._Element:
    (element,) = [e for e in root.iter() if name in (e.get("id"), e.get(BLOCK))]
    return element


def test_notes_stand_at_their_first_call() -> None:
    root = printed(article("ports", *NOTED))
    paragraph = by_id(root, "ports--p-1")
    assert [(e.tag, e.get("class"), e.tail) for e in paragraph] == [
        ("div", "footnote", " et suite"),
        ("sup", "note-call", " puis"),
        ("div", "footnote", "."),
    ]
    first, again, second = paragraph
    assert [(p.tag, p.get("data-number"), p.text) for p in first] == [
        ("p", "1", "Première."),
        ("p", None, "Suite."),
    ]
    assert [(e.tag, e.get("data-number")) for e in second] == [("p", "2"), ("ul", None)]
    assert again[0].get("href") == f"#{first.get('id')}"
    assert not list(root.iter("aside"))


def test_ids_are_unique_and_links_follow_them() -> None:
    def linked(slug: str, other: str) -> object:
        links = E.p(E.a({"href": "#p-1"}, "ici"), E.a({"href": f"{other}.txt#p-1"}, "là"))
        return article(slug, E.p({"id": "p-1"}, "Même repère."), links)

    root = printed(linked("ports", "dunes"), linked("dunes", "ports"))
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    assert len(set(ids)) == len(ids)
    targets = [str(a.get("href")) for a in root.iter("a")]
    assert all(target.removeprefix("#") in ids for target in targets)
    assert targets[-4:] == ["#ports--p-1", "#dunes--p-1", "#dunes--p-1", "#ports--p-1"]


def test_ids_stand_only_where_a_link_leads() -> None:
    linked = E.p(E.a({"href": "dunes.txt#p-1"}, "là"), {"id": "p-2"})
    root = printed(article("ports", linked), article("dunes", E.p({"id": "p-1"}, "Repère.")))
    assert by_id(root, "dunes--p-1").get("id")
    assert by_id(root, "ports--p-2").get(BLOCK)
    assert {e.get("id") for e in root.iter("p")} == {None, "dunes--p-1"}


def test_links_out_of_the_book_stay() -> None:
    away = "https://estran.example/plan.xhtml#p-1"
    root = printed(article("ports", E.p(E.a({"href": away}, "plan"))))
    assert away in [a.get("href") for a in root.iter("a")]


def test_running_heads_are_rubric_and_title() -> None:
    root = printed(
        article("ports", title="Les ports", rubric="Côte"), article("dunes", title="Les dunes")
    )
    heads = [
        (h.get("data-verso"), h.get("data-recto")) for h in root.iter("h1") if h.get("data-recto")
    ]
    assert heads == [("Côte", "Les ports"), ("Petit livre", "Les dunes")]


def test_long_running_heads_are_cut_at_a_word() -> None:
    title = "Une enquête, très longue : sur les ports de la côte et sur tous ceux qui y vivent"
    head = running_head(title, Print())
    assert len(head) <= RUNNING_HEAD_LENGTH + 1
    assert head == "Une enquête, très longue : sur les ports de la côte et sur tous…"
    assert running_head("Court", Print()) == "Court"
    assert running_head("x" * RUNNING_HEAD_LENGTH, Print()) == "x" * RUNNING_HEAD_LENGTH
    assert running_head("Un mot " * 8 + "puis : « suite", Print()).endswith("puis…")
    assert (
        running_head(title, Print("108mm", "178mm"))
        == "Une enquête, très longue : sur les ports de la…"
    )


def test_the_contents_stand_before_the_first_text() -> None:
    root = printed(
        article("un", rubric="Côte", byline="Par Léa"),
        article("deux", rubric="Côte"),
        article("trois", rubric="Mer"),
    )
    body = root[1]
    assert [e.get("id") for e in body] == [
        *("cover", "half-title", "title-page", "contents", "part-1", "un", "deux"),
        *("part-2", "trois", "colophon"),
    ]
    assert "opening" in (by_id(root, "part-1").get("class") or "")
    assert sum("opening" in (e.get("class") or "").split() for e in body) == 1
    entries = [(e.get("href"), text(e)) for e in by_id(root, "contents").iter("a")]
    assert entries == [
        ("#part-1", "Côte"),
        ("#un", "Un"),
        ("#deux", "Deux"),
        ("#part-2", "Mer"),
        ("#trois", "Trois"),
    ]
    said = [text(e) for e in by_id(root, "contents").iter("p")]
    assert said == ["Léa", "Un", "Deux", "Trois"]


def test_openings_are_recto_when_asked() -> None:
    for recto in (True, False):
        root = printed(article("ports"), print=Print(recto_openings=recto))
        assert ("recto" in (by_id(root, "ports").get("class") or "").split()) is recto


def test_the_metadata_of_the_document() -> None:
    root = printed(
        article("ports"),
        contributors=(
            Contributor("Jeanne Roux"),
            Contributor("Léa", "edt"),
            Contributor("X", "ill"),
        ),
        description="Une description.",
        subjects=("Mer", "Sel"),
    )
    meta = {m.get("name"): m.get("content") for m in root.iter("meta")}
    assert meta["author"] == "Jeanne Roux, Léa"
    assert meta["description"] == "Une description."
    assert meta["keywords"] == "Mer, Sel"
    assert meta["dcterms.created"] == meta["dcterms.modified"] == "2026-01-15T00:00:00Z"
    assert root.get("lang") == "fr"


def test_lists_begin_at_their_number() -> None:
    root = printed(article("ports", E.ol({"start": "8"}, E.li("huit")), E.ol(E.li("un"))))
    first, second = list(by_id(root, "ports").iter("ol"))
    assert first.get("style") == "counter-reset: list-item 7"
    assert second.get("style") is None


def test_names_have_no_namespace() -> None:
    root = printed(article("ports", *NOTED))
    assert all(isinstance(e.tag, str) and "{" not in e.tag for e in root.iter())
    assert all("{" not in str(name) for e in root.iter() for name in e.attrib)
