"""Which passages are marked, block by block; nothing but marks is changed."""

from __future__ import annotations

import re

import pytest

from tests.sources.languages.cases import article_with, cases, marked


@pytest.mark.parametrize(("expected", "block"), list(cases()))
def test_what_is_marked(expected: str, block: str) -> None:
    wanted = [] if expected == "-" else re.split(r" (?=[a-z]{2,3}(?:-\w+)?\|)", expected)
    assert marked(article_with(block)) == wanted
