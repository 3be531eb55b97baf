from __future__ import annotations

from itertools import combinations
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.pdf.composition import breaking
from publish.pdf.composition.breaking import Breaks, Cost, choose, giving

COST = Cost()
SPACE, LETTER = 0.25, 0.5


def paragraph(words: list[float], divided: dict[int, float] | None = None) -> Breaks:
    """Words of these widths (em); ``divided`` gives a word's number the place of its division."""
    ends, starts, to, since, penalties, hyphens = [], [], [], [], [], []
    x, spaces = 0.0, 0
    for number, width in enumerate(words):
        place = (divided or {}).get(number)
        if place is not None:
            ends.append(x + place * width + 0.3)
            starts.append(x + place * width)
            to.append(spaces)
            since.append(spaces)
            penalties.append(COST.hyphen[0])
            hyphens.append(True)
        x += width
        ends.append(x)
        to.append(spaces)
        x, spaces = x + SPACE, spaces + 1
        starts.append(x)
        since.append(spaces)
        penalties.append(0.0)
        hyphens.append(False)
    letters = [round(end / LETTER) for end in ends]
    return Breaks(ends, starts, to, since, letters, letters, penalties, hyphens)


def test_a_paragraph_of_one_line_is_not_broken() -> None:
    breaks = paragraph([2.0, 3.0, 1.0])
    assert choose(breaks, [20.0], COST) == [2]


def test_the_whole_paragraph_is_weighed_not_the_line() -> None:
    # First-fit puts ten words on the first line; the second one then holds eight, and gapes.
    breaks = paragraph([1.75] * 18 + [6.0] + [1.75] * 9)
    chosen = choose(breaks, [20.0], COST)
    assert chosen is not None
    assert chosen[:2] == [8, 17]


def test_nothing_fits_when_a_word_is_longer_than_the_line() -> None:
    assert choose(paragraph([4.0, 30.0, 4.0]), [10.0], COST) is None


DIVISIBLE = [1.75] * 9 + [5.0]
"""The words of a line of 20 em that fills best with the first two fifths of the long one."""


def test_a_line_in_whole_does_not_end_with_a_hyphen() -> None:
    breaks = paragraph([*DIVISIBLE, *[1.75] * 20], {9: 0.4})
    free = choose(breaks, [20.0], COST)
    assert free is not None
    assert breaks.divided[free[0]]
    bound = choose(breaks, [20.0], COST, whole=(0,))
    assert bound is not None
    assert not breaks.divided[bound[0]]


def test_the_last_line_but_one_is_not_divided() -> None:
    breaks = paragraph([*DIVISIBLE, 1.75, 1.75], {9: 0.4})
    chosen = choose(breaks, [20.0], COST)
    assert chosen is not None
    assert len(chosen) == 2
    assert not breaks.divided[chosen[0]]


def test_the_last_line_is_no_runt() -> None:
    # Ten words fill a line well, and would leave the eleventh alone on the next one.
    breaks = paragraph([1.8] * 10 + [1.0])
    chosen = choose(breaks, [20.0], COST)
    assert chosen is not None
    assert breaks.ends[-1] - breaks.starts[chosen[-2]] >= COST.runt


def test_lengths_are_those_of_the_lines_in_turn() -> None:
    breaks = paragraph([2.0] * 12)
    chosen = choose(breaks, [4.25, 4.25, 8.75], COST)
    assert chosen is not None
    assert [chosen[0], chosen[1]] == [1, 3]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.floats(1.0, 6.0), min_size=2, max_size=9),
    st.dictionaries(st.integers(0, 8), st.sampled_from([0.4, 0.5, 0.6]), max_size=2),
    st.floats(7.0, 14.0),
)
def test_no_other_choice_of_breaks_costs_less(
    words: list[float], divided: dict[int, float], measure: float
) -> None:
    breaks = paragraph(words, {k: v for k, v in divided.items() if k < len(words)})
    chosen = choose(breaks, [measure], COST)
    every = _all_choices(breaks, measure)
    if chosen is None:
        assert not any(tolerance for tolerance, _ in every)
        return
    cost = dict(_cost_by_tolerance(breaks, chosen, measure))
    least = [
        min((c for t, c in every if t == tolerance), default=None) for tolerance in _tolerances()
    ]
    known = [c for c in least if c is not None]
    wanted = next((c for c in known if c < breaking._SHUNNED), min(known))
    assert next(iter(cost.values())) == pytest.approx(wanted)


def _all_choices(breaks: Breaks, measure: float) -> list[tuple[float, float]]:
    """The tolerances under which each choice of breaks stands, with its cost."""
    last = len(breaks.ends) - 1
    found = []
    for size in range(last + 1):
        for inner in combinations(range(last), size):
            found += _cost_by_tolerance(breaks, [*inner, last], measure)
    return found


def _cost_by_tolerance(
    breaks: Breaks, chosen: list[int], measure: float
) -> list[tuple[float, float]]:
    x, spaces, signs, worst, cost, row, before = 0.0, 0, 0, 0.0, 0.0, 0, 1
    for number, at in enumerate(chosen):
        width = breaks.ends[at] - x
        last = at == len(breaks.ends) - 1
        count = breaks.spaces_to[at] - spaces
        letters = breaks.letters_to[at] - signs
        strain = breaking._strain(measure - width, width, count, letters, COST, last)
        if strain is None:
            return []
        strained, looseness, beyond = strain
        worst = max(worst, beyond)
        cost += strained + breaks.penalties[at] ** 2
        if last:
            cost += 2 * breaking._SHUNNED if row else 0
            cost += breaking._SHUNNED if number and width < COST.runt else 0
        row = row + 1 if breaks.divided[at] else 0
        cost += 0 if row < 2 else COST.ladder if row == 2 else breaking.NEVER
        cost += COST.contrast if abs(looseness - before) > 1 else 0
        before = looseness
        x, spaces = breaks.starts[at], breaks.spaces_from[at]
        signs = breaks.letters_from[at]
    return [(t, cost) for t in _tolerances() if worst <= t]


def _tolerances() -> tuple[float, ...]:
    return COST.widest, COST.gaping, inf


def test_a_third_divided_line_in_a_row_is_never_chosen_where_another_way_exists() -> None:
    words = [*DIVISIBLE, 1.75] * 6
    breaks = paragraph(words, dict.fromkeys(range(9, len(words), 11), 0.4))
    chosen = choose(breaks, [20.0], COST)
    assert chosen is not None
    rows = "".join("-" if breaks.divided[at] else "." for at in chosen)
    assert "---" not in rows
    assert "-" in rows


def test_a_division_before_the_last_line_is_better_than_a_hole() -> None:
    # Undivided, the first line would hold four words of nine, and its spaces would gape.
    breaks = paragraph([3.0] * 4 + [6.0, 3.0, 3.0], {4: 0.5})
    chosen = choose(breaks, [17.0], COST)
    assert chosen is not None
    assert [breaks.divided[at] for at in chosen] == [True, False]


@pytest.mark.parametrize("gap", [-1.6, -0.7, -0.4, 0.0, 0.3, 0.5, 0.9, 1.6, 2.0, 2.6, 3.2, 4.0])
def test_what_a_line_gives_fills_its_gap(gap: float) -> None:
    width, spaces, letters = 25.0, 9, 56
    given = giving(gap, width, spaces, letters, COST)
    filled = given.scale * width + given.space * spaces + given.track * letters
    assert filled == pytest.approx(gap)
    assert abs(given.scale) <= COST.scaling
    if abs(gap) <= COST.scaling * width:
        assert given.space == pytest.approx(0.0)


def test_letters_are_set_apart_only_where_spaces_would_look_too_wide() -> None:
    def seen(gap: float) -> tuple[float, float]:
        given = giving(gap, 25.0, 9, 56, COST)
        # The space itself is widened with the letters, and stands between two of their distances.
        return SPACE * (1 + given.scale) + given.space + 2 * given.track, given.track

    space, track = seen(1.5)
    assert (space < 1.5 * SPACE, track) == (True, 0.0)
    for gap in (1.7, 2.0, 2.2):
        space, track = seen(gap)
        assert 1.49 * SPACE < space < 1.5 * SPACE
        assert 0.0 < track <= COST.tracking
    for gap in (3.6, 3.9):
        space, track = seen(gap)
        assert 1.98 * SPACE < space < 2 * SPACE
        assert COST.tracking < track <= COST.last_tracking
