"""Both editions set, hyphenate and name each passage in its own language."""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

from publish import pipeline
from publish.article import XML_LANG
from publish.publication import find
from tests.articles import HERE

NAME = "voix-etrangeres"
WANTED = Counter(en=2, de=2, es=1, it=1, la=1, el=1, ru=1)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("languages")
    (publication,), _ = find([HERE / f"{NAME}.txt"])
    done = pipeline.build(publication, folder)
    assert done.folder is not None
    return done.folder


def test_the_epub_names_each_language_in_both_ways(built: Path) -> None:
    with zipfile.ZipFile(built / f"{NAME}.epub") as archive:
        html = etree.fromstring(archive.read(f"EPUB/{NAME}.xhtml"))
    named = [e for e in html.iter() if e.get("lang") not in (None, "fr")]
    assert Counter(str(e.get("lang")) for e in named) == WANTED
    assert all(e.get("lang") == e.get(XML_LANG) for e in named)


def test_the_tags_of_the_pdf_name_each_language(built: Path) -> None:
    with pikepdf.open(built / f"{NAME}.pdf") as pdf:
        said = Counter(languages(pdf.Root.StructTreeRoot))
    del said["fr"]
    assert said == WANTED


def languages(node: pikepdf.Object) -> Iterator[str]:
    if isinstance(node, pikepdf.Array):
        for inner in node:
            yield from languages(inner)
    elif isinstance(node, pikepdf.Dictionary):
        if "/Lang" in node:
            yield str(node.Lang)
        if "/K" in node:
            yield from languages(node.K)


def test_each_passage_is_set_by_its_own_rules(built: Path) -> None:
    (article,) = (built / "xhtml").glob("*.xhtml")
    text = article.read_text("utf-8")
    # French has a space before these signs, and guillemets around what others say.
    assert "it never says thank you!</span>\u00a0» Personne" in text
    assert "the curlew calls;<br" in text
    assert "an Deck gehen! Wir" in text
    assert '«\u00a0<span lang="de">Wer nicht wagt' in text
