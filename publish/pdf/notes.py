"""Notes that the foot of a page cannot hold: they become endnotes of their article.

WeasyPrint never divides a note between pages: one that is longer than the text block would be set
beyond the paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lxml import etree
from weasyprint.formatting_structure.boxes import FootnoteAreaBox, PageBox

from publish.article import Article
from publish.diagnostics import Diagnostic, Kind, Place, Severity

NOTE_MOVED = Kind(
    "note-moved",
    Severity.NOTE,
    fr="Trop longue pour un pied de page, cette note est imprimée après l’article : « {quote}… »",
    fr_hint='Partagez-la en plusieurs notes, ou demandez [print] notes = "end" pour toutes.',
    en="No foot of a page can hold this note, printed at the end of the article: “{quote}…”",
    en_hint='Make several notes of it, or ask for [print] notes = "end" for all.',
)
_QUOTE = 60
_TOLERANCE = 1.0
"""How far beyond the text block notes may reach, in pixels: rounding alone."""


def overlong(pages: Sequence[PageBox]) -> frozenset[str]:
    """The longest note (its ``id``) of each page whose notes rise above its text block."""
    found = set()
    for page in pages:
        area = next((b for b in page.children if isinstance(b, FootnoteAreaBox)), None)
        if area is None or not area.children:
            continue
        if area.position_y < page.content_box_y() - _TOLERANCE:
            longest = max(area.children, key=lambda note: note.margin_height())
            found.add(str(longest.element.get("id")))
    return frozenset(found)


def beside(notes: frozenset[str], source: etree._Element) -> frozenset[str]:
    """The notes at the foot in the articles of ``notes``, these included."""
    articles = {note.partition("--")[0] for note in notes}
    feet = (str(e.get("id")) for e in source.iter("div") if e.get("class") == "footnote")
    return frozenset(note for note in feet if note.partition("--")[0] in articles)


def told(
    moved: frozenset[str], source: etree._Element, articles: Mapping[str, Article]
) -> Iterator[Diagnostic]:
    """A note for each of those moved, in the order of ``source``.

    ``articles`` gives the article of each document that is one.
    """
    for note in source.iter("div"):
        if note.get("id") in moved:
            yield NOTE_MOVED.at(_place(note, articles), quote=_said(note))


def _place(note: etree._Element, articles: Mapping[str, Article]) -> Place:
    name, _, identifier = (note.get("id") or "").partition("--")
    article = articles.get(name)
    return Place(name) if article is None else Place(article.source, article.lines.get(identifier))


def _said(note: etree._Element) -> str:
    """Its first words, without the number."""
    _, _, said = " ".join("".join(note.itertext()).split()).partition(" ")
    return said[:_QUOTE].rstrip()
