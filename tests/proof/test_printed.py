"""The words of a finished PDF: divided words joined, notes, markers, heads of tables apart."""

from __future__ import annotations

from lxml import etree

from publish.article import E
from publish.pdf.layout import Layout, lay_out
from publish.proof.printed import PrintedWords, read_pdf
from publish.words import words
from tests.books import MADE, SENTENCE, article, call, edition, note


def printed(*blocks: etree._Element) -> tuple[PrintedWords, Layout]:
    layout = lay_out(edition(article("essai", *blocks)), MADE)
    return read_pdf(layout.write(), layout.pages), layout


def contains(found: list[str], wanted: list[str]) -> bool:
    return any(found[i : i + len(wanted)] == wanted for i in range(len(found)))


def test_divided_words_are_joined() -> None:
    found, _ = printed(*(E.p({"id": f"p-{i}"}, SENTENCE * 3) for i in range(6)))
    assert found.divided > 0
    assert contains(found.text, words(SENTENCE * 18))


def test_words_divided_at_a_page_s_end_are_joined() -> None:
    """A text long enough to fill pages: every word whole, the pages in order."""
    found, layout = printed(E.p(SENTENCE * 60))
    assert contains(found.text, words(SENTENCE * 60))
    assert found.pages == sorted(found.pages)
    start = layout.anchors["essai"]
    assert {start, start + 1, start + 2} <= set(found.pages)


def test_a_hyphen_of_the_text_stays_where_it_is() -> None:
    text = "Rendez-vous là-bas, vice-président, tire-fesses, porte-à-faux, arc-en-ciel. " * 12
    found, _ = printed(E.p(text))
    assert contains(found.text, words(text))


def test_notes_are_read_apart_with_their_numbers() -> None:
    body = [E.p(f"Texte de la note {i}", call(i), f" et suite {i}.") for i in (1, 2)]
    notes = [note(1, E.p("Premier pied."), E.p("Encore.")), note(2, E.p("Second pied."))]
    found, _ = printed(*body, *notes)
    assert found.notes == words("1 Premier pied Encore 2 Second pied")
    assert contains(found.text, ["texte", "de", "la", "note", "11", "et", "suite", "1"])
    assert "pied" not in found.text


def test_markers_of_lists_are_apart() -> None:
    found, _ = printed(
        E.ol({"start": "8"}, *(E.li(f"entrée {n}") for n in ("huit", "neuf", "dix"))),
        E.ul(E.li("puce")),
    )
    assert found.markers == ["8", "9", "10"]
    assert contains(found.text, words("entrée huit entrée neuf entrée dix puce"))


def test_heads_of_tables_said_again_are_apart() -> None:
    rows = [E.tr(E.td(f"ligne{i}"), E.td(f"valeur{i}")) for i in range(70)]
    head = E.thead(E.tr(E.th({"scope": "col"}, "Clef"), E.th({"scope": "col"}, "Somme")))
    found, layout = printed(E.table(head, E.tbody(*rows)))
    pages = sum(bool(page.repeated) for page in layout.pages)
    assert pages >= 1
    assert found.repeated == ["clef", "somme"] * pages
    assert found.text.count("clef") == 1
    body = [word for i in range(70) for word in (f"ligne{i}", f"valeur{i}")]
    assert contains(found.text, body)


def test_heads_and_feet_are_apart() -> None:
    found, layout = printed(E.p(SENTENCE * 60))
    second = layout.anchors["essai"] + 1
    assert layout.pages[second].label == "2"
    assert found.margins[second] == ["petit", "livre", "2"]
    assert found.margins[second + 1] == ["essai", "3"]
