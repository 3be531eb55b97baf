"""Notes that the foot of a page cannot hold: the engine would set them beyond the paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lxml import etree
from weasyprint.formatting_structure.boxes import FootnoteAreaBox, PageBox

from publish.article import Article
from publish.diagnostics import Diagnostic, Kind, Place, Severity

NOTE_TOO_LONG = Kind(
    "note-too-long",
    Severity.ERROR,
    fr="Cette note est plus longue que la page qui la porte : « {quote}… »",
    fr_hint="Mettez-en une partie dans le texte, ou partagez-la en plusieurs notes.",
    en="This note is longer than the page that holds it: “{quote}…”",
    en_hint="Put a part of it into the text, or make several notes of it.",
)
_QUOTE = 60
_TOLERANCE = 1.0
"""How far beyond the text block notes may reach, in pixels: rounding alone."""


def overlong(pages: Sequence[PageBox], articles: Mapping[str, Article]) -> Iterator[Diagnostic]:
    """A problem for each page whose notes rise above its text block, at the first of them.

    ``articles`` gives the article of each document that is one.
    """
    for page in pages:
        area = next((b for b in page.children if isinstance(b, FootnoteAreaBox)), None)
        if area is None or not area.children:
            continue
        if area.position_y < page.content_box_y() - _TOLERANCE:
            longest = max(area.children, key=lambda note: note.margin_height())
            yield NOTE_TOO_LONG.at(_place(longest.element, articles), quote=_said(longest.element))


def _place(note: etree._Element, articles: Mapping[str, Article]) -> Place:
    name, _, identifier = (note.get("id") or "").partition("--")
    article = articles.get(name)
    return Place(name) if article is None else Place(article.source, article.lines.get(identifier))


def _said(note: etree._Element) -> str:
    return " ".join("".join(note.itertext()).split())[:_QUOTE].rstrip()
