"""Pages as an index prints them."""

from __future__ import annotations

import pytest

from publish.diagnostics import Place
from publish.edition.index.locators import Span, locators
from publish.edition.index.marks import Index, Mark

FOLIOS = ["i", "ii", "iii", "iv", *map(str, range(1, 40))]


def said(*places: Span | tuple[Span, str], folios: list[str] = FOLIOS) -> list[str]:
    """What is printed for marks on these pages of the numbering, from 1 where it is arabic."""
    marks, spans = [], {}
    for number, place in enumerate(places):
        span, note = place if isinstance(place[0], tuple) else (place, "")
        name = f"m{number}"
        spans[f"a--{name}"] = span
        marks.append(Mark(Index.SUBJECTS, ("x",), Place("a.md"), "a", name, name, note=str(note)))
    return [one.said for one in locators(marks, spans, folios)]


def at(page: int, to: int = 0) -> Span:
    return page + 3, (to or page) + 3


def in_note(page: int, number: int) -> tuple[Span, str]:
    return at(page), str(number)


@pytest.mark.parametrize(
    "places, printed",
    [
        ([at(12)], ["12"]),
        ([at(12), at(12), at(12)], ["12"]),  # once for each page
        ([at(30), at(4), at(12)], ["4", "12", "30"]),
        ([at(12), at(13)], ["12", "13"]),  # two mentions
        ([at(12, 13)], ["12-13"]),  # one passage
        ([at(12), at(13), at(14)], ["12-14"]),
        ([at(12), at(13, 14), at(20)], ["12-14", "20"]),
        ([at(5, 9), at(7), at(9)], ["5-9"]),
        ([(2, 2), (3, 3), at(1), at(2)], ["iii", "iv", "1", "2"]),  # roman and arabic stay apart
        ([in_note(12, 3)], ["12\u00a0n.\u00a03"]),
        ([at(12), in_note(12, 3)], ["12", "et\u00a0n.\u00a03"]),
        ([in_note(12, 3), in_note(12, 4), in_note(12, 3)], ["12\u00a0n.\u00a03", "et\u00a04"]),
        ([in_note(12, 3), at(2)], ["2", "12\u00a0n.\u00a03"]),
    ],
)
def test_locators(places: list[Span], printed: list[str]) -> None:
    assert said(*places) == printed


def test_a_place_that_print_does_not_show_has_no_locator() -> None:
    mark = Mark(Index.SUBJECTS, ("x",), Place("a.md"), "a", "gone", "gone")
    assert locators([mark], {}, FOLIOS) == []
