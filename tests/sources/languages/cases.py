"""The cases of ``passages.tsv`` as articles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from publish.article import XML_LANG, Article, tag
from publish.sources import Manuscript, Reading, read

CASES = Path(__file__).with_name("passages.tsv")
_BEFORE = "Le port était calme, et tous les bateaux étaient rentrés avant la nuit."
_AFTER = "Les marins sont repartis le lendemain, sans un mot pour ceux qui restaient à terre."


def cases() -> Iterator[tuple[str, str]]:
    """What must be marked, and the block."""
    for line in CASES.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            expected, block = line.split("\t")
            yield expected, block


def article_with(block: str) -> Article:
    """A French article in Markdown with this block in the middle."""
    text = f"---\ntitre: Au port\n---\n\n{_BEFORE}\n\n{block}\n\n{_AFTER}\n"
    reading = read(Manuscript(Path("a.md"), "a.md", "a", "fr", text.encode()))
    assert reading.article is not None, reading.diagnostics
    return reading.article


def passages(text: str) -> Reading:
    """What is read in a plain text."""
    return read(Manuscript(Path("a.txt"), "a.txt", "a", "fr", text.encode()))


def marked(article: Article) -> list[str]:
    """The languages marked in an article: of a whole block, or with the words of the passage."""
    found = []
    for element in article.root.iter():
        language = element.get("lang") or element.get(XML_LANG)
        if language and tag(element) != "article":
            whole = tag(element) not in ("span", "em", "i")
            found.append(language if whole else f"{language}|{''.join(element.itertext())}")
    return found
