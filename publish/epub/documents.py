"""The documents of the edition as XHTML files of the EPUB."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from lxml import etree

from publish.article import (
    EPUB_TYPE,
    MATHML,
    XHTML,
    E,
    is_note,
    is_note_call,
    serialise,
    tag,
)
from publish.edition.model import Document, Matter
from publish.edition.verse import hang_verse
from publish.epub.page_breaks import PageBreak, place
from publish.epub.reflow import fit_tables, repeat_languages

STYLESHEET = "styles/epub.css"
TABLE_STYLESHEET = "styles/epub-tables.css"
FIGURE_STYLESHEET = "styles/epub-figures.css"
_BODY_TYPES = {
    Matter.PART: "bodymatter",
    Matter.ARTICLE: "bodymatter",
    Matter.INDEX: "backmatter",
    Matter.COLOPHON: "backmatter",
}


def file_name(document: Document) -> str:
    """The path of a document in the package; documents lie side by side, beside ``images/``."""
    return f"{document.name}.xhtml"


def render(document: Document, back: str, breaks: Sequence[PageBreak] = ()) -> bytes:
    """A document as it stands in the package."""
    return serialise(tree(document, back, breaks))


def tree(document: Document, back: str, breaks: Sequence[PageBreak] = ()) -> etree._Element:
    """A document with the marks of its pages; ``back`` labels the links back from notes.

    Notes stay in their document, so that reading systems show them as pop-ups, each with its number
    and a link back to its first call for those that do not.
    """
    root = deepcopy(document.root)
    root.tail = None
    body = E.body(root)
    place(body, breaks)
    _link_notes(root, back)
    hang_verse(body)
    for quotation in body.iter(f"{{{XHTML}}}blockquote"):
        if quotation.get("class") == "epigraph":
            quotation.set(EPUB_TYPE, "epigraph")
            quotation.set("role", "doc-epigraph")
    wide = fit_tables(body, document.language)
    body.set(EPUB_TYPE, _BODY_TYPES.get(document.matter, "frontmatter"))
    head = E.head(
        E.meta(charset="utf-8"),
        E.title(document.title),
        *(
            E.link(rel="stylesheet", type="text/css", href=href)
            for href in (
                STYLESHEET,
                *([TABLE_STYLESHEET] if wide else ()),
                *([FIGURE_STYLESHEET] if _has_placed_figures(body) else ()),
            )
        ),
    )
    html = E.html(head, body)
    html.set("lang", document.language)
    repeat_languages(html)
    return html


def _has_placed_figures(body: etree._Element) -> bool:
    return any(figure.get("class") for figure in body.iter(f"{{{XHTML}}}figure"))


def stylesheets(html: etree._Element) -> list[str]:
    """The paths of the stylesheets that a finished document asks for."""
    return [link.get("href") or "" for link in html[0].iter(f"{{{XHTML}}}link")]


def properties(document: Document) -> tuple[str, ...]:
    """The manifest properties that the content of a document calls for (EPUB 3.3, D.8)."""
    mathml = any(True for _ in document.root.iter(f"{{{MATHML}}}math"))
    return ("mathml",) if mathml else ()


def image_sources(document: Document) -> list[str]:
    """The paths of the images that a document shows."""
    return [e.get("src") or "" for e in document.root.iter(f"{{{XHTML}}}img")]


def _link_notes(root: etree._Element, back: str) -> None:
    """DPUB-ARIA 1.1: doc-noteref leads to doc-footnote, doc-backlink leads back."""
    calls: dict[str, tuple[str, str]] = {}
    for call in (e for e in root.iter() if is_note_call(e)):
        name = (call.get("href") or "").removeprefix("#")
        calls.setdefault(name, (call.get("id") or "", "".join(call.itertext())))
    for note in [e for e in root.iter() if is_note(e)]:
        target, number = calls[note.get("id") or ""]
        link = E.a({"href": f"#{target}", "role": "doc-backlink", "class": "number"}, f"{number}.")
        link.set("aria-label", f"{back} {number}")
        link.tail = "\u00a0"
        first = note[0]
        if tag(first) != "p":
            first = E.p()
            note.insert(0, first)
        link.tail += first.text or ""
        first.text = None
        first.insert(0, link)
