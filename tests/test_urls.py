from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.urls import external, relative


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("https://a.example/b?c=d#e", "https://a.example/b?c=d#e"),
        ("https://a.example/#/#salle:b", "https://a.example/#/%23salle:b"),
        ("https://a.example/100 % à", "https://a.example/100%20%25%20%C3%A0"),
        ("https://été.example/", "https://xn--t-9fab.example/"),
        ("http://a.example/<x>|y", "http://a.example/%3Cx%3E%7Cy"),
        ("http://a.example/%C3%A9", "http://a.example/%C3%A9"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("tel:+33 1 02", "tel:+33%201%2002"),
        ("http://", ""),
        ("http://a b/", ""),
        ("http://a:99999/", ""),
        ("javascript:alert(1)", ""),
        ("JaVaScRiPt:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("mailto:", ""),
        ("a.md", ""),
    ],
)
def test_external(address: str, written: str) -> None:
    assert external(address) == written


@given(st.text())
def test_what_comes_out_is_a_url_of_a_known_scheme_or_nothing(text: str) -> None:
    for address in (external(text), external("https://a.example/" + text)):
        assert address == "" or re.fullmatch(r"(?i:https?|mailto|tel):[!-~]+", address)
        assert external(address) == address


@given(st.text())
def test_a_relative_address_holds_no_unsafe_sign(text: str) -> None:
    assert not re.search(r"[\s<>\"\\^`{|}\[\]\x00-\x1f]", relative(text))
    assert relative(text).count("#") <= 1
