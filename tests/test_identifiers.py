"""Numbers of the book trade: shapes and check digits, as the registries publish them."""

from __future__ import annotations

import pytest

from publish.identifiers import bare, is_doi, is_isbn_shape, is_issn, is_thema, isbn_check_digit


@pytest.mark.parametrize("number", ["978-2-07-040850-4", "979-10-90636-07-1", "978 0 306 40615 7"])
def test_isbn(number: str) -> None:
    digits = bare(number)
    assert is_isbn_shape(digits)
    assert isbn_check_digit(digits) == digits[12]


def test_no_isbn() -> None:
    assert not is_isbn_shape("977207040850")
    assert not is_isbn_shape("٩٧٨٢٠٧٠٤٠٨٥٠٤")
    assert isbn_check_digit("9782070408503") == "4"


@pytest.mark.parametrize("number", ["0378-5955", "2049-3630", "2434-561X", "03785955"])
def test_issn(number: str) -> None:
    assert is_issn(number)


@pytest.mark.parametrize("number", ["0378-5954", "2434-561x", "X378-5955", "0378-595", ""])
def test_no_issn(number: str) -> None:
    assert not is_issn(number)


def test_doi() -> None:
    assert is_doi("10.5555/estran.7")
    assert is_doi("10.1000.10/123(4)")
    for wrong in (
        "https://doi.org/10.5555/x",
        "10.5/x",
        "10.5555/",
        "10.5555/a b",
        "doi:10.5555/x",
    ):
        assert not is_doi(wrong)


def test_thema() -> None:
    for code in ("WQH", "A", "1DDF-FR-AB", "3MR", "WQH Histoire locale"):
        assert is_thema(code)
    for wrong in ("wqh", "WQH  ", "7ABC", "Histoire locale", ""):
        assert not is_thema(wrong)
