"""Notes that go on at the foot of the next page."""

from __future__ import annotations

import random
import re
from itertools import pairwise
from pathlib import Path

import pymupdf
import pytest
from weasyprint.formatting_structure.boxes import FootnoteAreaBox, LineBox

from publish.article import E
from publish.edition.model import Edition
from publish.pdf.layout import Layout, lay_out
from publish.pdf.page_map import page_map
from publish.proof.articles import Conservation
from publish.proof.conservation import hold_pdf
from publish.publication import Print
from tests.books import MADE, SENTENCE, article, call, edition, note
from tests.judges import structure, verapdf

PAPER = Print(recto_openings=False)


def book(*lengths: int, more: int = 0) -> Edition:
    """Paragraphs with a note of so many sentences each, which says its number; ``more`` without."""
    paragraphs = [
        E.p(SENTENCE * 3, call(n), f" suite{n}. ", SENTENCE * 2) for n in range(1, len(lengths) + 1)
    ]
    paragraphs += [E.p(SENTENCE * 5) for _ in range(more)]
    notes = [note(n, E.p(f"Note{n} " + SENTENCE * s)) for n, s in enumerate(lengths, 1)]
    return edition(article("ports", *paragraphs, *notes), article("suite"), print=PAPER)


def feet(layout: Layout) -> list[list[tuple[str, int]]]:
    """For each page the notes at its foot, with the number of their lines there."""
    found = []
    for page in layout.boxes:
        areas = [box for box in page.children if isinstance(box, FootnoteAreaBox)]
        found.append(
            [
                (
                    str(note.element.get("id")).removeprefix("ports--"),
                    sum(isinstance(box, LineBox) for box in note.descendants()),
                )
                for area in areas
                for note in area.children
            ]
        )
    return found


def calls(layout: Layout) -> list[list[str]]:
    """For each page the notes called on it."""
    return [
        list(
            dict.fromkeys(
                str(box.element.get("id")).removeprefix("ports--")
                for box in page.descendants()
                if (box.element_tag or "").endswith("::footnote-call")
            )
        )
        for page in layout.boxes
    ]


def lost(made: Edition, layout: Layout) -> list[object]:
    proof = Conservation()
    hold_pdf(made, layout, layout.write(), proof)
    return list(proof.differences)


def holds_together(made: Edition) -> Layout:
    """The layout of a book, in which every note begins on the page of its call and stays whole."""
    layout = lay_out(made, MADE)
    assert layout.diagnostics == []
    assert lost(made, layout) == []
    begun: set[str] = set()
    for page, foot, called in zip(layout.boxes, feet(layout), calls(layout), strict=True):
        new = [name for name, _ in foot if name not in begun]
        assert new == called
        begun |= set(new)
        for area in (box for box in page.children if isinstance(box, FootnoteAreaBox)):
            assert area.position_y >= page.content_box_y() - 1
    return layout


LENGTHS = (2, 14, 1, 12, 9, 2, 13, 3)
"""Notes of which some are cut, whatever the page."""


def cuts(layout: Layout) -> list[tuple[list[tuple[str, int]], list[tuple[str, int]]]]:
    """The feet of the pages on which a note is cut, each with that of the next page."""
    found = feet(layout)
    return [(here, after) for here, after in pairwise(found) if here and here[-1][0] in dict(after)]


def test_a_note_without_room_begins_below_its_call_and_goes_on() -> None:
    layout = holds_together(book(*LENGTHS))
    assert len(cuts(layout)) >= 2
    for here, after in cuts(layout):
        assert after[0][0] == here[-1][0]
        assert min(here[-1][1], after[0][1]) >= 2
    assert layout.moved == frozenset()


def test_pages_of_text_with_a_cut_note_are_full() -> None:
    layout = holds_together(book(2, 14, 1, 12, 9, 2, 13, 3, 15, 1, 1, 1))
    cut = [n for n, foot in enumerate(feet(layout)) if foot and n + 1 < len(layout.boxes)]
    cut = [n for n in cut if feet(layout)[n][-1][0] in dict(feet(layout)[n + 1])]
    assert len(cut) >= 4
    for number in cut:
        page = layout.boxes[number]
        flow, area = page.children[0], page.children[1]
        assert isinstance(area, FootnoteAreaBox)
        lines = [b for b in flow.descendants() if isinstance(b, LineBox)]
        bottom = max(line.position_y + line.height for line in lines)
        assert area.position_y - bottom < 2.5 * lines[0].height


def test_a_note_longer_than_two_pages_goes_on_and_on() -> None:
    layout = holds_together(book(1, 60, more=16))
    places = [n for n, foot in enumerate(feet(layout)) if "n2" in dict(foot)]
    assert len(places) >= 3
    assert places == list(range(places[0], places[-1] + 1))


def test_short_notes_are_not_cut() -> None:
    layout = holds_together(book(*([1] * 12)))
    for before, after in zip(feet(layout), feet(layout)[1:], strict=False):
        assert not set(dict(before)) & set(dict(after))


@pytest.mark.parametrize("seed", range(4))
def test_no_word_is_lost_whatever_the_notes_hold(seed: int) -> None:
    chance = random.Random(seed)
    blocks, notes = [], []
    for number in range(1, 13):
        blocks.append(E.p(SENTENCE * chance.randint(1, 6), call(number), ". ", SENTENCE))
        body = [E.p(f"Note{number} " + SENTENCE * chance.choice([1, 2, 5, 9, 16]))]
        if chance.random() < 0.5:
            body.append(E.ul(*[E.li(SENTENCE) for _ in range(chance.randint(1, 6))]))
        if chance.random() < 0.3:
            body.append(E.blockquote(E.p(SENTENCE * 2)))
        notes.append(note(number, *body))
    made = edition(article("ports", *blocks, *notes), article("suite"), print=PAPER)
    layout = lay_out(made, MADE)
    assert lost(made, layout) == []
    labels = [start.folio for start in page_map(made, layout)]
    assert labels == [page.label for page in layout.pages if page.label]


def test_pages_made_again_for_their_numbers_keep_what_notes_left_them() -> None:
    """A page number in the text is known late: the engine makes that page again, alone."""
    paper = Print(
        recto_openings=False,
        styles='a[href="#ports--fin"]::after { content: " " target-counter(attr(href), page) }',
    )
    paragraphs = [E.p(SENTENCE * 3, call(n), f". {SENTENCE * 2}") for n in range(1, 7)]
    for paragraph in paragraphs:
        paragraph.append(E.a({"href": "#fin"}, "fin"))
    notes = [note(n, E.p(f"Note{n} " + SENTENCE * 11)) for n in range(1, 7)]
    end = E.section({"id": "fin"}, E.h2("Fin"), E.p(SENTENCE))
    made = edition(article("ports", *paragraphs, end, *notes), print=paper)
    layout = lay_out(made, MADE)
    said = "".join(
        box.text
        for page in layout.boxes
        for area in page.children
        if isinstance(area, FootnoteAreaBox)
        for box in area.descendants()
        if hasattr(box, "text")
    )
    solid = re.sub(r"[\s\u2010\u00a0]", "", said)
    body = re.sub(r"\s", "", SENTENCE * 11)
    assert solid == "".join(f"{n}.Note{n}{body}" for n in range(1, 7))


def test_one_note_in_the_tags_whatever_pages_cut_it(tmp_path: Path) -> None:
    layout = lay_out(book(*LENGTHS), MADE)
    path = tmp_path / "book.pdf"
    path.write_bytes(layout.write())
    assert cuts(layout)
    tree = structure(path)
    roles = re.findall(r"^ *(Reference|Note)\b", tree, flags=re.MULTILINE)
    assert roles[-2 * len(LENGTHS) :] == ["Reference", "Note"] * len(LENGTHS)
    assert verapdf(path) == []
    assert verapdf(path, "2a") == []


def test_words_divided_by_the_cut_are_copied_whole() -> None:
    layout = lay_out(book(*LENGTHS), MADE)
    with pymupdf.open(stream=layout.write(), filetype="pdf") as pdf:
        copied = " ".join(page.get_text() for page in pdf)
    assert "\u2010" not in copied


def test_the_rest_of_a_note_stands_under_a_rule_of_its_own() -> None:
    layout = lay_out(book(*LENGTHS), MADE)
    for page in layout.boxes:
        for area in (box for box in page.children if isinstance(box, FootnoteAreaBox)):
            assert area.padding_top > 0
            assert area.margin_top > 0
