"""What a proof-reader looks for: found where it is, and nowhere else."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree

from bench.composition import glyphs
from publish.article import E
from publish.pdf.layout import lay_out
from publish.pdf.pictures import Printed
from publish.proof.findings import Fault, Finding, find, paragraphs
from publish.proof.lines import Line, printed_lines
from publish.publication import Print
from tests.books import MADE, SENTENCE, article, edition

P = etree.Element("p")
FULL = "une ligne pleine, comme le sont toutes celles d’un livre"


def line(number: int, text: str = FULL, page: int = 0, **other: object) -> Line:
    """A line of the block ``P`` on a measure of 300 points that begins at 50."""
    given = {"right": 350.0, "em": 11.0, "space": 1.1, "element": P, "end": 350.0, **other}
    box = (50.0, 14.0 * number, float(str(given.pop("end"))), 14.0 * number + 14)
    return Line(page, text, box, **given)  # type: ignore[arg-type]


def faults(lines: Sequence[Line], pictures: Sequence[Printed] = ()) -> list[tuple[Fault, int, str]]:
    return [(f.fault, f.page, f.text) for f in find(lines, pictures)]


def kinds(lines: Sequence[Line]) -> list[Fault]:
    return [fault for fault, *_ in faults(lines)]


def test_a_plain_paragraph_has_none() -> None:
    assert kinds([line(1), line(2), line(3, end=200.0, space=1.0)]) == []


def test_loose_lines_the_worst_first() -> None:
    found = find([line(1, "a b", space=1.6), line(2, "c d", space=2.2), line(3, space=1.5)], [])
    assert [(f.fault, f.text, f.measure) for f in found] == [
        (Fault.LOOSE, "c d", 2.2),
        (Fault.LOOSE, "a b", 1.6),
    ]


def test_a_hyphen_may_hang_and_a_word_may_not() -> None:
    hanging = line(1, end=353.0)
    assert kinds([hanging, line(2)]) == []
    (found,) = find([line(1, "anticonstitutionnellement", end=360.0), line(2)], [])
    assert (found.fault, found.measure) == (Fault.OVERFULL, 10.0)


def test_divided_words() -> None:
    lines = [
        line(1, "on les dit « parti\u2010"),
        line(2, "culièrement\u00a0» peut-"),
        line(3, "être", page=1),
    ]
    assert [f for f in faults(lines) if f[0] is Fault.DIVISION] == [
        (Fault.DIVISION, 0, "parti-culièrement")
    ]


def test_a_division_before_a_page_is_told_apart() -> None:
    (there,) = (
        f for f in find([line(1, "a par\u2010"), line(2, "tir", page=1)], []) if f.text == "par-tir"
    )
    assert there.measure == 1


def test_ladders() -> None:
    divided = [line(n, f"ligne {n} cou\u2010") for n in (1, 2, 3)]
    assert Fault.LADDER not in kinds([*divided[:2], line(3), line(4)])
    ladder = next(f for f in find([*divided, line(4), line(5)], []) if f.fault is Fault.LADDER)
    assert ladder.measure == 3
    assert ladder.box == (50, 14, 350, 56)
    apart = [*divided[:2], line(1, "ligne cou\u2010", page=1), line(2, page=1), line(3, page=1)]
    assert Fault.LADDER not in kinds(apart)


def test_lone_lines() -> None:
    assert faults([line(1), line(2), line(1, "seule ligne", page=1)]) == [
        (Fault.WIDOW, 1, "seule ligne")
    ]
    assert faults([line(1, "seule ligne"), line(1, page=1), line(2, page=1)]) == [
        (Fault.ORPHAN, 0, "seule ligne")
    ]
    assert kinds([line(1, page=0), line(2, page=1)]) == [Fault.WIDOW, Fault.ORPHAN]
    assert kinds([line(1), line(2), line(1, page=1), line(2, page=1)]) == []
    assert kinds([line(1, end=150.0)]) == []


def test_short_last_lines() -> None:
    assert faults([line(1), line(2, "si.", end=65.0, space=1.0)]) == [(Fault.RUNT, 0, "si.")]
    title = [line(1, "Un titre", space=1.0, end=120.0), line(2, "ici", space=1.0, end=65.0)]
    assert kinds(title) == []


def test_signs_without_glyph() -> None:
    assert faults([line(1, "le signe 漢 et le soleil")]) == [(Fault.GLYPH, 0, "漢")]


def test_pictures_of_too_few_dots() -> None:
    image = etree.Element("img")
    pictures = [
        Printed("images/a.png", 300, dpi, 4, (0, 0, 100, 100), image) for dpi in (96, 199, 201, 300)
    ]
    assert [(f.fault, f.page, f.text, f.measure) for f in find([], pictures)] == [
        (Fault.IMAGE, 4, "a.png", 96),
        (Fault.IMAGE, 4, "a.png", 199),
    ]


# --- on real pages -------------------------------------------------------------------------------


def laid_out(*blocks: etree._Element, paper: Print | None = None) -> list[Line]:
    book = edition(article("ports", *blocks), print=paper or Print(recto_openings=False))
    return list(printed_lines(lay_out(book, MADE).boxes))


def found(*blocks: etree._Element, paper: Print | None = None) -> list[Finding]:
    return find(laid_out(*blocks, paper=paper), [])


def test_lines_are_those_of_the_pages() -> None:
    lines = [
        one for one in laid_out(E.p(SENTENCE * 4)) if "conseil" in one.element.xpath("string()")
    ]
    (paragraph,) = paragraphs(lines)
    said = "".join(one.text.removesuffix("\u2010") for one in paragraph)
    assert said.replace(" ", "") == (SENTENCE * 4).replace(" ", "")
    for one in paragraph[:-1]:
        assert abs(one.box[2] - one.right) < 0.4 * one.em  # justified, but for what hangs
        assert one.em == 11
    tops = [one.box[1] for one in paragraph]
    assert tops == sorted(tops)


def test_heads_of_tables_said_again_are_no_lines_of_their_own() -> None:
    head = E.thead(E.tr(E.th("Phare"), E.th("Allumage")))
    rows = [E.tr(E.td(f"Feu {n}"), E.td(str(1800 + n))) for n in range(60)]
    table = E.table(head, E.tbody(*rows))
    lines = laid_out(table)
    assert len({one.page for one in lines if one.text.startswith("Feu")}) > 1
    assert [one.text for one in lines].count("Phare") == 1
    assert {f.fault for f in found(table)} & {Fault.WIDOW, Fault.ORPHAN} == set()


def test_a_word_that_no_line_holds() -> None:
    poem = E.div({"class": "verse"}, E.p("\u00a0".join(["anticonstitutionnellement"] * 5)))
    assert Fault.OVERFULL in {f.fault for f in found(poem)}


def test_narrow_columns_have_loose_lines() -> None:
    narrow = Print(width="50mm", height="120mm", recto_openings=False)
    loose = [f for f in found(E.p(SENTENCE * 5), paper=narrow) if f.fault is Fault.LOOSE]
    assert loose
    assert all(f.measure > 1.5 for f in loose)


def test_spaces_are_as_wide_as_the_glyphs_of_the_pdf_leave_them(tmp_path: Path) -> None:
    """Whether letters are widened, set apart, or neither."""
    narrow = Print(width="80mm", height="150mm", recto_openings=False)
    book = edition(article("ports", *(E.p(SENTENCE * n) for n in range(1, 12))), print=narrow)
    layout = lay_out(book, MADE)
    (tmp_path / "out.pdf").write_bytes(layout.write())
    measured: dict[tuple[int, int], float] = {}
    for row in glyphs.lines(tmp_path / "out.pdf"):
        gaps = [after.left - before.right for before, after in pairwise(row.glyphs)]
        spaces = [gap / row.size for gap in gaps if gap > 0.12 * row.size]
        if len(spaces) > 3:
            measured[row.page, round(row.baseline)] = statistics.median(spaces) / 0.25
    compared = 0
    for one in printed_lines(layout.boxes):
        height = one.box[1] + 0.72 * (one.box[3] - one.box[1])
        near = [
            wide
            for (page, baseline), wide in measured.items()
            if page == one.page and abs(baseline - height) < 3
        ]
        if len(near) == 1 and one.text.count(" ") > 3:
            assert near[0] == pytest.approx(one.space, abs=0.05), one.text
            compared += abs(one.space - 1) > 0.1
    assert compared > 20


def test_the_divisions_of_a_long_text() -> None:
    """As many as there are lines that end with the sign of a division."""
    said = (SENTENCE * 3).split()
    small = Print(width="108mm", height="178mm", recto_openings=False)
    lines = laid_out(*(E.p(" ".join(said[n:])) for n in range(20)), paper=small)
    divided = [f for f in find(lines, []) if f.fault is Fault.DIVISION]
    assert len(divided) == sum(one.text.endswith("\u2010") for one in lines) > 0
    assert all(f.text.replace("-", "") in SENTENCE.replace("-", "") for f in divided)
