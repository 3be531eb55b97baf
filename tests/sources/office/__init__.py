"""Documents of word processors; ``make.py`` beside this file makes those that are kept here."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

from lxml import etree

from publish.article import XHTML, tag, text
from publish.proof.reading import article_words
from publish.sources import Manuscript, Reading, read

HERE = Path(__file__).parent


@cache
def reading(name: str) -> Reading:
    """The reading of a document of this folder."""
    return of(name, (HERE / name).read_bytes())


def of(name: str, data: bytes) -> Reading:
    """The reading of a document in memory."""
    return read(Manuscript(Path(name), name, "essai", "fr", data))


def root(found: Reading) -> etree._Element:
    """The article of a reading; every word of the manuscript is in it."""
    assert found.article is not None, [d.message("en") for d in found.diagnostics]
    said = Counter(w.word for w in article_words(found.article.root, "essai"))
    assert said == Counter(found.words)
    return found.article.root


def all_of(element: etree._Element, *names: str) -> list[etree._Element]:
    """The elements of these names, in order."""
    return [e for e in element.iter() if tag(e) in names]


def one(element: etree._Element, name: str) -> etree._Element:
    """The only element of this name."""
    (found,) = element.iter(f"{{{XHTML}}}{name}")
    return found


def header(article: etree._Element) -> dict[str, str]:
    """The header of an article: its parts by name."""
    return {e.get("class") or tag(e): text(e) for e in article[0]}


def codes(found: Reading) -> set[str]:
    """The codes of the problems."""
    return {d.code for d in found.diagnostics}


def quoted(found: Reading, code: str) -> list[str]:
    """What the problems with this code quote."""
    return [d.values["text"] for d in found.diagnostics if d.code == code]
