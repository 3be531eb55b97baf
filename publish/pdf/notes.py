"""Notes that the feet of their article's pages cannot hold: they become endnotes of it.

A note goes on from foot to foot (``publish.pdf.footnotes``), but its article may end before it
does, and what cannot be cut (a picture, a table in a note) may be higher than a page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lxml import etree
from weasyprint.formatting_structure.boxes import Box, FootnoteAreaBox, MarginBox, PageBox

from publish.article import Article
from publish.diagnostics import Diagnostic, Kind, Place, Severity
from publish.pdf.document import BLOCK
from publish.pdf.footnotes import lowest

NOTE_MOVED = Kind(
    "note-moved",
    Severity.NOTE,
    fr="Trop longue pour les pages de son article, cette note est imprimée après : « {quote}… »",
    fr_hint='Partagez-la en plusieurs notes, ou demandez [print] notes = "end" pour toutes.',
    en="Too long for the pages of its article, this note is printed after it: “{quote}…”",
    en_hint='Make several notes of it, or ask for [print] notes = "end" for all.',
)
_QUOTE = 60
_TOLERANCE = 1.0
"""How far beyond the text block notes may reach, in pixels: rounding alone."""


def homeless(pages: Sequence[PageBox]) -> frozenset[str]:
    """The first note (its ``id``) of each article that stands on a page without a line of the
    article, and the longest one of each page whose notes rise above its text block, or into what
    stands there: a page that begins with the rest of a note may have no room for a high figure."""
    found = set()
    strayed: dict[str, str] = {}
    for page in pages:
        area = next((b for b in page.children if isinstance(b, FootnoteAreaBox)), None)
        if area is None or not area.children:
            continue
        held = _documents(page)
        notes = {_name(note): note for note in area.children}
        for name in notes:
            document, _, _ = name.partition("--")
            if document not in held:
                strayed.setdefault(document, name)
        rises = area.position_y < page.content_box_y() - _TOLERANCE
        if rises or _flow_bottom(page) > area.position_y + _TOLERANCE:
            found.add(max(notes, key=lambda name: notes[name].margin_height()))
    return frozenset(found) | frozenset(strayed.values())


def _flow_bottom(page: PageBox) -> float:
    apart = FootnoteAreaBox | MarginBox
    return max((lowest(b) for b in page.children if not isinstance(b, apart)), default=0.0)


def strayed_figures(pages: Sequence[PageBox]) -> frozenset[str]:
    """The figures (each its ``id``) that went on to a page without a line of their article."""
    found = set()
    for page in pages:
        held = _documents(page)
        html = next(child for child in page.children if child.element_tag == "html")
        waited = (_name(box) for box in html.children if box.element_tag == "figure")
        found |= {name for name in waited if name.partition("--")[0] not in held}
    return frozenset(found)


def _name(box: Box) -> str:
    return str(box.element.get("id") or box.element.get(BLOCK))


def _documents(page: PageBox) -> set[str]:
    """The names of the documents that have text on a page."""
    html = next(child for child in page.children if child.element_tag == "html")
    bodies = [child for child in html.children if child.element_tag == "body"]
    return {str(b.element.get("id")) for body in bodies for b in body.children if b.children}


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
