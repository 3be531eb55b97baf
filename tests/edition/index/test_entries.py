"""Entries made of marks, the references between them, and the marks as editions keep them."""

from __future__ import annotations

import pytest
from lxml import etree

from publish.article import E, text
from publish.edition.assemble import assemble, paginated
from publish.edition.index.volume import index_of
from tests.books import SENTENCE, article, beside, call, note, publication


def mark(said: str | etree._Element = "", **about: str) -> etree._Element:
    given = {f"data-{name.replace('_', '-')}": value for name, value in about.items()}
    return E.span({"class": "index", **given}, said)


def indexed(*content: object, **about: object) -> tuple[list[str], list[tuple[str, int | None]]]:
    """What the entries of the index of one article say, and the codes and lines of its problems."""
    ports = article("ports", E.p({"id": "p-1"}, SENTENCE, *content))
    made, problems = assemble(publication(**about), beside([ports]))
    assert all(p.place.file == "ports.txt" for p in problems)
    index = [d.root for d in made.documents if d.name == "index"]
    line = ports.lines["p-1"]
    found = [(p.code, None if p.place.line == line else p.place.line) for p in problems]
    return [_said(item) for root in index for item in root.iter("{*}li")], found


def _said(item: etree._Element) -> str:
    """An entry without its sub-entries, under the entries it belongs to."""
    own = (item.text or "") + "".join(
        "".join(e.itertext()) + (e.tail or "") for e in item if not e.tag.endswith("ul")
    )
    above = next((a for a in item.iterancestors("{*}li")), None)
    return own if above is None else f"{_said(above)} > {own}"


def test_marks_of_the_same_words_are_one_entry() -> None:
    said, problems = indexed(mark("Criée"), mark("criée"), mark("criée."), mark("Œuvre"))
    assert said == ["criée", "Œuvre"]
    assert problems == []


def test_sub_entries() -> None:
    said, _ = indexed(
        mark("a", entry="pêche > à pied > coques"), mark("pêche"), mark("b", entry="pêche > bulots")
    )
    assert said == ["pêche", "pêche > bulots", "pêche > à pied", "pêche > à pied > coques"]


def test_a_fourth_level_is_none() -> None:
    said, _ = indexed(mark("x", entry="a > b > c > d"))
    assert said == ["a", "a > b", "a > b > c"]


def test_names_are_filed_under_the_family_and_stand_apart() -> None:
    said, _ = indexed(
        mark("Victor Hugo", index="names"), mark("mer"), mark("Anne Roux", index="names")
    )
    assert said == ["Hugo, Victor", "Roux, Anne", "mer"]


def test_italics_of_the_words_marked_are_kept() -> None:
    ports = article("ports", E.p(SENTENCE, mark(E.em("La Mer"))))
    made, _ = assemble(publication(), beside([ports]))
    index = next(d.root for d in made.documents if d.name == "index")
    assert [text(e) for e in index.iter("{*}em")] == ["La Mer"]


def test_entries_are_set_as_french_wants_it() -> None:
    said, _ = indexed(mark("x", entry="L'Estran : revue > nº 7"))
    assert said[0] == "L’Estran\u00a0: revue"


def test_references() -> None:
    said, problems = indexed(
        mark("BCE", see="banque > centrale"),
        mark("x", entry="banque > centrale"),
        mark("euro", see_also="banque"),
        mark("Hugo", see="Victor Hugo", index="names"),
        mark("Victor Hugo", index="names"),
        mark("poète", see="Victor Hugo"),
    )
    assert problems == []
    assert said == [
        "Hugo, voir Hugo, Victor",
        "Hugo, Victor",
        "banque",
        "banque > centrale",
        "BCE, voir banque, centrale",
        "euro. Voir aussi banque",
        "poète, voir Hugo, Victor",
    ]


@pytest.mark.parametrize(
    "content, code",
    [
        ([mark("a", see="b")], "index-see-unknown"),
        ([mark("a", see_also="b")], "index-see-unknown"),
        ([mark("a", see="b"), mark("b", see="a")], "index-see-loop"),
        ([mark("a", see="a")], "index-see-loop"),
        ([mark("a", see_also="a")], "index-see-loop"),
        ([mark("a", see="b"), mark("b", see="c"), mark("c")], "index-see-loop"),
        ([mark("a"), mark("a", see="b"), mark("b")], "index-see-beside-pages"),
        ([mark("")], "index-mark-empty"),
        ([mark(" , ")], "index-mark-empty"),
        ([mark("x", entry=" > ")], "index-mark-empty"),
    ],
)
def test_what_is_wrong_is_told_at_its_line(content: list[object], code: str) -> None:
    _, problems = indexed(*content)
    assert {p for p, _ in problems} == {code}
    assert all(line is None for _, line in problems)


def test_without_marks_there_is_no_index() -> None:
    assert indexed("rien") == ([], [])
    assert index_of((), "fr") == ((), [])


def test_letters_head_the_entries_of_a_long_index() -> None:
    said = [f"{letter}{number:02}" for letter in "abc" for number in range(8)]
    ports = article("ports", E.p(SENTENCE, *(mark(one) for one in said)))
    made, _ = assemble(publication(), beside([ports]))
    index = next(d.root for d in made.documents if d.name == "index")
    assert [text(e) for e in index.iter("{*}h2")] == ["A", "B", "C"]


def test_an_index_in_english() -> None:
    said, _ = indexed(mark("a", see="b"), mark("b"), language="en")
    assert said == ["a, see b", "b"]


def marked_words(*content: object) -> list[str]:
    ports = article("ports", E.p(*content), note(1, E.p("La note", mark(entry="x"), ".")))
    before = "".join(ports.root.itertext())
    made, _ = assemble(publication(), beside([ports]))
    (document,) = made.articles()
    assert "".join(document.root.itertext()) == before
    assert not any(str(n).startswith("data-") for e in document.root.iter() for n in e.attrib)
    return [text(e) for e in document.root.iter("{*}span") if e.get("class") == "indexed"]


def test_a_mark_without_words_takes_the_word_that_it_touches() -> None:
    said = marked_words(
        *("La criée", mark(entry="a"), " ferme, ", mark(entry="b"), "tôt, dit-elle."),
        *(mark(entry="c"), " Fin", call(1), mark(entry="d")),
    )
    assert said == ["criée", "tôt", "dit-elle.", "", "note"]


def test_a_reference_is_no_word_of_the_mark_and_marks_with_see_are_taken_off() -> None:
    said = marked_words("Un ", mark("mot", see="x"), " et ", mark("autre"), call(1), ".")
    assert said == ["autre", "note"]


def test_pages_are_told_where_they_are_known() -> None:
    ports = article(
        "ports",
        E.p({"id": "bas"}, SENTENCE, mark("criée")),
        E.p(
            E.a({"href": "#bas", "class": "page"}),
            E.a({"href": "#bas", "class": "folio"}),
            E.a({"href": "#bas", "class": "page"}, "là"),
        ),
    )
    made, problems = assemble(publication(), beside([ports]))
    assert problems == []
    places = {"ports--bas": (4, 5), "ports--index-1": (5, 5)}
    told = paginated(made, places, ["", "i", "ii", "iii", "1", "2"])
    said = [text(e) for e in next(told.articles()).root.iter("{*}a")]
    assert said == ["p. 1", "1", "là (p. 1)"]
    index = next(d.root for d in told.documents if d.name == "index")
    assert [(text(e), e.get("href")) for e in index.iter("{*}a")] == [("2", "ports.xhtml#index-1")]
    # The edition that was given is not changed.
    assert [text(e) for e in next(made.articles()).root.iter("{*}a")] == ["", "", "là"]


@pytest.mark.parametrize("before", ["p. ", "Voir p. ", "page ", "pp. "])
def test_the_number_of_a_page_stays_with_its_word(before: str) -> None:
    folio = E.a({"href": "#bas", "class": "folio"})
    ports = article("ports", E.p({"id": "bas"}, before, folio, "."))
    made, _ = assemble(publication(), beside([ports]))
    (told,) = paginated(made, {"ports--bas": (0, 0)}, ["7"]).articles()
    assert "".join(told.root.itertext()).endswith(f"{before.rstrip()}\u00a07.")


@pytest.mark.parametrize(
    "name, told",
    [
        ("Ed Ricketts", True),
        ("Anne Roux", False),
        ("Louis XIV", False),
        ("Nations unies", False),
        ("Les Amis des Sœurs", False),
        ("Napoléon", False),
    ],
)
def test_a_name_that_may_be_filed_wrongly_is_told(name: str, told: bool) -> None:
    _, problems = indexed(mark(name, index="names"))
    assert [code for code, _ in problems] == ["index-name-as-it-is"] * told
    assert indexed(mark(name, index="names", entry=name))[1] == []
