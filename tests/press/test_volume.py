"""Sheets and spine."""

from __future__ import annotations

import pytest

from publish.press.volume import Signature, leaves, signatures, spine
from publish.publication import Print

MM = 72 / 25.4


def test_the_sheets_of_a_book() -> None:
    assert signatures(200) == (Signature(4, 50), Signature(8, 25), Signature(16, 13))
    assert signatures(1) == (Signature(4, 1), Signature(8, 1), Signature(16, 1))


def test_leaves() -> None:
    assert [leaves(n) for n in (0, 1, 2, 3, 200)] == [0, 1, 1, 2, 100]


@pytest.mark.parametrize(
    ("weight", "bulk", "pages", "millimetres"),
    [
        (90, 1.25, 200, 11.2),  # 100 leaves of 0.1125 mm
        (80, 1.8, 320, 23.0),  # bulky paper of novels
        (115, 0.9, 64, 3.3),  # coated paper
    ],
)
def test_the_spine_of_paper(weight: int, bulk: float, pages: int, millimetres: float) -> None:
    found = spine(Print(paper_weight=weight, paper_bulk=bulk), pages)
    assert found / MM == pytest.approx(millimetres, abs=0.051)


def test_the_spine_that_the_printer_gave() -> None:
    assert spine(Print(spine="12.5mm"), 200) == pytest.approx(12.5 * MM)
