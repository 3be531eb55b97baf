"""Counts of spaces, hyphens, ladders, lone lines and short lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from statistics import pstdev

import pytest

from bench.composition.glyphs import lines
from bench.composition.matching import SetLine, SetParagraph, match
from bench.composition.measure import Composition, measure
from bench.composition.pages import faults, picture_worst
from bench.composition.text import Block
from tests.bench.handmade import pdf

SIZE = 10.0
FULL = SetLine(0, 0.0, 50.0, 250.0, (2.5, 2.5), divided=False, hyphen=False)
HYPHENATED = replace(FULL, divided=True, hyphen=True)
LAST = replace(FULL, right=150.0, spaces=(9.0,))


def spaced(*spaces: float) -> SetLine:
    return replace(FULL, spaces=spaces)


def of(*paragraphs: Sequence[SetLine]) -> Composition:
    return measure([SetParagraph("", tuple(lines)) for lines in paragraphs], SIZE)


def on(page: int, *lines: SetLine) -> list[SetLine]:
    return [replace(line, page=page) for line in lines]


def test_spaces_are_in_em_without_those_of_the_last_line() -> None:
    found = of([spaced(2.0, 3.0), spaced(4.5), LAST])
    assert found.justified == 2
    assert found.space_mean == pytest.approx((0.2 + 0.3 + 0.45) / 3)
    assert found.space_deviation == pytest.approx(pstdev([0.2, 0.3, 0.45]))
    assert found.line_deviation == pytest.approx(0.1)


def test_loose_and_tight_lines_are_counted_beyond_the_bounds() -> None:
    found = of([spaced(3.75), spaced(3.76), spaced(5.01), spaced(2.0), spaced(1.99), LAST])
    assert found.above_half == pytest.approx(2 / 5)
    assert found.above_double == pytest.approx(1 / 5)
    assert found.below == pytest.approx(1 / 5)


def test_lines_of_one_word_have_no_space() -> None:
    found = of([spaced(2.0), spaced(), spaced(4.0), LAST])
    assert found.justified == 2
    assert found.lines == 4


def test_contrast_is_between_neighbours_of_one_paragraph() -> None:
    first = [spaced(2.0), spaced(3.0), spaced(), spaced(9.0), spaced(9.5), LAST]
    found = of(first, [spaced(2.5), LAST])
    assert found.contrast == pytest.approx((0.1 + 0.05) / 2)


def test_hyphens_are_a_share_of_lines_that_go_on_and_the_texts_own_are_told_apart() -> None:
    found = of([HYPHENATED, replace(FULL, hyphen=True), FULL, LAST])
    assert found.hyphens == pytest.approx(2 / 3)
    assert found.divided == pytest.approx(1 / 3)


def test_ladders_end_with_their_paragraph() -> None:
    found = of([HYPHENATED] * 3 + [FULL, HYPHENATED, LAST], [HYPHENATED] * 2 + [LAST])
    assert found.longest_ladder == 3
    assert found.ladders == 1


def test_hyphens_at_the_foot_of_rectos_and_versos() -> None:
    recto = on(0, FULL, HYPHENATED) + on(1, FULL, LAST)
    verso = on(1, FULL, HYPHENATED) + on(2, FULL, LAST)
    found = of(recto, verso, verso)
    assert found.hyphens_page == 3
    assert found.hyphens_recto == 1
    assert found.hyphens_before_last == 0
    assert found.pages == 3


def test_a_hyphen_on_the_last_line_but_one() -> None:
    assert of([FULL, HYPHENATED, LAST], [HYPHENATED, FULL, LAST]).hyphens_before_last == 1


def test_a_runt_is_shorter_than_two_and_a_half_em_and_not_alone() -> None:
    short = replace(LAST, right=LAST.left + 24.9)
    longer = replace(LAST, right=LAST.left + 25.1)
    assert of([FULL, FULL, short], [FULL, FULL, longer], [short]).runts == 1


def test_widows_and_orphans() -> None:
    widow = on(0, FULL, FULL) + on(1, LAST)
    orphan = on(0, FULL) + on(1, FULL, LAST)
    both = on(0, FULL) + on(1, LAST)
    neither = on(0, FULL, FULL) + on(1, FULL, LAST)
    found = of(widow, orphan, both, neither, on(1, LAST), [FULL, FULL, LAST])
    assert (found.widows, found.orphans) == (2, 2)


def test_overfull_lines_stand_out_of_the_margin_of_their_side() -> None:
    verso = [replace(line, right=line.right - 20) for line in on(1, FULL, FULL, FULL, LAST)]
    hanging = replace(FULL, right=254.9)
    over = replace(FULL, right=255.1)
    over_verso = on(1, replace(FULL, right=240.0))
    found = of([FULL, FULL, FULL, hanging, over, LAST], [*over_verso, *verso])
    assert found.overfull == 2


def test_the_worst_page_is_pictured(tmp_path: Path) -> None:
    good, bad = ("un", 2.75, "deux"), ("un", 9.0, "deux")
    path = pdf(tmp_path / "a.pdf", [[good, good, good], [bad, bad, good]])
    text = "un deux un deux un deux"
    paragraphs = match([Block(0, text), Block(0, text)], lines(path), 11)
    assert [fault.line.page for fault in faults(paragraphs, 11) if fault.kind == "loose"] == [1, 1]
    (told,) = picture_worst(path, paragraphs, 11, tmp_path / "engine", count=1)
    picture = tmp_path / "engine-002.png"
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert told == f"{picture}: 2 loose"
