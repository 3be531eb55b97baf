"""The cases of ``cases.tsv``: a language, inline XHTML, what it becomes, the rule it is about.

No-break spaces are written as character references, to be seen. A ``</p><p>`` in a case makes it
one of several paragraphs. Where input and output are the same, the rule is the one that must not
be tempted.
"""

from __future__ import annotations

import re
from collections import Counter
from csv import QUOTE_NONE, DictReader
from pathlib import Path

import pytest

from publish.typography import RULE_NAMES, typeset
from tests.typography.documents import article, body, done

CASES = [
    pytest.param(
        *(row[k] for k in ("language", "input", "output", "rule")), id=f"{line}-{row['rule']}"
    )
    for line, row in enumerate(
        DictReader(
            (Path(__file__).parent / "cases.tsv").read_text("utf-8").splitlines(),
            delimiter="\t",
            quoting=QUOTE_NONE,
        ),
        2,
    )
]


@pytest.mark.parametrize(("language", "given", "wanted", "rule"), CASES)
def test_case(language: str, given: str, wanted: str, rule: str) -> None:
    set_once = done(f"<p>{given}</p>", language)
    assert body(set_once.article) == body(article(f"<p>{wanted}</p>", language))
    assert typeset(set_once.article).changes == ()
    rules = {change.rule for change in set_once.changes}
    assert rule in rules if given != wanted else not rules


def test_every_rule_has_cases_for_and_against() -> None:
    changed = Counter(p.values[3] for p in CASES if p.values[1] != p.values[2])
    kept = Counter(p.values[3] for p in CASES if p.values[1] == p.values[2])
    assert [rule for rule in RULE_NAMES if changed[rule] < 3 or kept[rule] < 1] == []


def test_there_are_enough_of_each_kind() -> None:
    assert len(CASES) >= 500
    assert len({p.values[:2] for p in CASES}) == len(CASES)
    assert sum(p.values[1] == p.values[2] for p in CASES) >= 150
    assert sum("</" in str(p.values[1]) for p in CASES) >= 80


def test_the_documentation_has_the_rules_in_their_order() -> None:
    documented = (Path(__file__).parents[2] / "docs" / "typography.md").read_text("utf-8")
    assert re.findall(r"^\| `([\w-]+)` \|", documented, re.MULTILINE)[: len(RULE_NAMES)] == list(
        RULE_NAMES
    )
