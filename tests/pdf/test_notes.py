"""Notes at the foot, after their article when asked, and when no foot can hold them."""

from __future__ import annotations

import re
from pathlib import Path

import pymupdf
import pytest

from publish.article import E, text
from publish.edition.model import Edition
from publish.pdf.document import print_document
from publish.pdf.layout import Layout, lay_out
from publish.pdf.notes import told
from publish.pdf.page_map import page_map
from publish.proof.articles import Conservation
from publish.proof.conservation import hold_pdf
from publish.publication import Print
from tests.books import MADE, SENTENCE, article, call, edition, note
from tests.judges import structure, verapdf

AT_END = Print(recto_openings=False, notes="end")


def book(*lengths: int, paper: Print | None = None) -> Edition:
    """An article with a note of so many sentences for each length; the first is called twice."""
    paragraphs = [E.p(SENTENCE, call(n), ".") for n in range(1, len(lengths) + 1)]
    again = E.p("Encore", call(1), ".")
    notes = [note(n, E.p(SENTENCE * s)) for n, s in enumerate(lengths, 1)]
    made = article("ports", *paragraphs, again, *notes)
    return edition(made, print=paper or Print(recto_openings=False))


def at_end(layout: Layout) -> list[str]:
    return [str(e.get("id")) for e in layout.source.iter("div") if e.get("class") == "endnote"]


def lost(made: Edition, layout: Layout, data: bytes) -> list[object]:
    proof = Conservation()
    hold_pdf(made, layout, data, proof)
    return list(proof.differences)


def test_endnotes_and_their_calls_lead_to_each_other() -> None:
    root = print_document(book(1, 2, paper=AT_END), MADE)
    (section,) = [e for e in root.iter("section") if e.get("class") == "endnotes"]
    (holder,) = list(root.iter("article"))
    assert holder[-1] is section
    calls = [sup[0] for sup in root.iter("sup") if sup.get("class") == "note-call"]
    assert [(a.get("href"), text(a)) for a in calls] == [
        ("#ports--n1", "1"),
        ("#ports--n2", "2"),
        ("#ports--n1", "1"),
    ]
    assert [e.get("id") for e in section] == ["ports--n1", "ports--n2"]
    backs = [next(e.iter("a")) for e in section]
    assert [(a.get("href"), text(a)) for a in backs] == [
        (f"#{calls[0].get('id')}", "1."),
        (f"#{calls[1].get('id')}", "2."),
    ]


def test_a_note_that_begins_with_a_list_has_its_number_before_it() -> None:
    made = edition(article("ports", E.p("Mot", call(1)), note(1, E.ul(E.li("Un.")))), print=AT_END)
    (body,) = [e for e in print_document(made, MADE).iter("div") if e.get("class") == "endnote"]
    assert [(e.tag, text(e)) for e in body] == [("p", "1."), ("ul", "Un.")]


@pytest.mark.parametrize("paper", [AT_END, Print(recto_openings=False)])
def test_every_word_is_printed_once_and_judged(paper: Print, tmp_path: Path) -> None:
    made = book(2, 60, 3, paper=paper)
    layout = lay_out(made, MADE)
    data = layout.write()
    assert layout.diagnostics == []
    assert lost(made, layout, data) == []
    (tmp_path / "book.pdf").write_bytes(data)
    assert verapdf(tmp_path / "book.pdf") == []
    assert verapdf(tmp_path / "book.pdf", "2a") == []


def test_a_note_longer_than_its_article_becomes_an_endnote() -> None:
    made = book(2, 60, 3)
    layout = lay_out(made, MADE)
    assert at_end(layout) == ["ports--n2"]
    assert layout.moved == {"ports--n2"}
    (said,) = told(layout.moved, layout.source, {})
    assert (said.code, said.severity) == ("note-moved", "note")
    assert "« Le conseil municipal" in said.message("fr")


def test_endnotes_asked_for_are_nothing_to_tell() -> None:
    layout = lay_out(book(2, 60, paper=AT_END), MADE)
    assert layout.moved == frozenset()
    assert at_end(layout) == ["ports--n1", "ports--n2"]


def test_the_tags_say_reference_and_note(tmp_path: Path) -> None:
    (tmp_path / "book.pdf").write_bytes(lay_out(book(1, 2, paper=AT_END), MADE).write())
    tree = structure(tmp_path / "book.pdf")
    roles = re.findall(r"^ *(Reference|Note|Lbl|Link)\b", tree, flags=re.MULTILINE)
    article_roles = roles[roles.index("Reference", 1) :]
    assert article_roles[:6] == ["Reference", "Link"] * 3
    assert article_roles[6:] == ["Note", "Lbl", "Link"] * 2


def test_the_links_lead_from_call_to_note_and_back() -> None:
    layout = lay_out(book(1, 60, paper=AT_END), MADE)
    with pymupdf.open(stream=layout.write(), filetype="pdf") as pdf:
        first = layout.anchors["ports"]
        leads = [(n, link["page"]) for n in range(first, len(pdf)) for link in pdf[n].get_links()]
    assert leads[:3] == [(first, first)] + [(first, first)] * 2
    assert [target for _, target in leads[3:]] == [first, first]


def test_pages_that_begin_in_endnotes_are_found_in_them() -> None:
    said = [" ".join(f"mot{n}x{k}" for k in range(400)) for n in (1, 2)]
    small = Print(width="90mm", height="120mm", recto_openings=False, notes="end")
    noted = E.p("Un", call(1), " mot", call(2), ".")
    made = edition(
        article("ports", noted, *(note(n, E.p(said[n - 1])) for n in (1, 2))), print=small
    )
    layout = lay_out(made, MADE)
    starts = {p.folio: p for p in page_map(made, layout) if p.document == "ports"}
    (document,) = made.articles()
    blocks = {str(e.get("id")): text(e) for e in document.root.iter() if e.get("id")}
    assert len(starts) > 6
    with pymupdf.open(stream=layout.write(), filetype="pdf") as pdf:
        for page, zones in zip(pdf, layout.pages, strict=True):
            start = starts.get(zones.label)
            if start is None or not start.folio.isdigit() or start.folio == "1":
                continue
            clip = pymupdf.Rect(0, zones.top, zones.width, zones.bottom)
            first = page.get_text(clip=clip).split()[0]
            assert blocks[start.block][start.offset :].startswith(first)
