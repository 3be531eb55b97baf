from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from publish.article import XHTML, tag, text
from tests.articles import HERE, normalised, pairs, shortfalls


def _cases() -> Iterator[object]:
    """The pairs; those that fall short must fail, so that their list can only shrink."""
    known = shortfalls()
    for manuscript, golden in pairs():
        marks = [pytest.mark.xfail(strict=True)] if manuscript.name in known else []
        yield pytest.param(manuscript, golden, id=manuscript.name, marks=marks)


def test_shortfalls_name_manuscripts() -> None:
    assert shortfalls() <= {manuscript.name for manuscript, _ in pairs()}


@pytest.mark.parametrize(("manuscript", "golden"), _cases())
def test_golden(manuscript: Path, golden: Path) -> None:
    assert normalised(manuscript) == golden.read_text("utf-8")


def test_model_manuscript() -> None:
    """The structure of the model, said here too, so that no golden file can drift from it."""
    golden = HERE / "le-caucase" / "000_c54b5d4d12b68403.xhtml"
    article = etree.parse(golden).find(f".//{{{XHTML}}}article")
    assert article is not None
    header = {e.get("class") or tag(e): text(e) for e in article[0]}
    assert header == {
        "rubric": "Le Caucase",
        "h1": "L’Azerbaïdjan et le Koweït souhaitent renforcer leur coopération militaire",
        "standfirst": "C’est en 1994 que les relations diplomatiques ont démarré entre les deux "
        "pays.",
    }
    subheads = [text(e) for e in article.iter(f"{{{XHTML}}}h2")]
    assert subheads == ["Une entraide face à l’agresseur"]
    paragraphs = [e for e in article.iter(f"{{{XHTML}}}p") if e not in list(article[0])]
    assert len(paragraphs) == 6
    assert all(text(p).strip("\u00a0 ") for p in paragraphs)
