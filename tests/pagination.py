"""The pages of two finished editions side by side: what the PDF prints, what the EPUB marks."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

import pymupdf
from lxml import etree

from publish.article import EPUB_TYPE, XHTML, is_note, tag, text
from publish.edition.assemble import with_cover_image
from publish.edition.model import Edition
from publish.epub import package
from publish.pdf.layout import Layout, PrintedPage, lay_out, picture
from publish.pdf.page_map import page_map
from publish.words import fold

DRAWN = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_IGNORE_ACTUALTEXT
"""What is drawn is read, not what is said of it."""

OPF = "{http://www.idpf.org/2007/opf}"


@dataclass
class Page:
    """A page as one edition has it: its letters and digits in order, how many images it shows."""

    folio: str
    letters: str = ""
    images: int = 0
    notes: str = ""
    contents: bool = False


def both(edition: Edition, made: dt.datetime) -> tuple[bytes, bytes, Layout]:
    """The EPUB and the PDF of an edition, and the layout of its pages."""
    layout = lay_out(edition, made)
    pdf = layout.write()
    cover = b"" if edition.cover else picture(edition, 200, made)
    packaged = with_cover_image(layout.edition, cover)
    return package(packaged, modified=made, pages=page_map(layout.edition, layout)), pdf, layout


def astray(
    epub: bytes, pdf: bytes, layout: Sequence[PrintedPage], first: int | None = None
) -> list[str]:
    """Each page whose text in the EPUB, from its mark to the next, is not that of the paper.

    ``first`` compares so many letters alone.
    """
    paper, marked = printed(pdf, layout), list(packaged(epub))
    if [p.folio for p in paper] != [p.folio for p in marked]:
        return [f"folios {[p.folio for p in paper]} {[p.folio for p in marked]}"]
    wrong = []
    for one, other in zip(paper, marked, strict=True):
        text_differs = one.letters[:first] != other.letters[:first]
        if not one.letters and one.notes:  # a page with nothing but the rest of a note
            text_differs = other.letters != "" or not other.notes.startswith(one.notes[:40])
        if text_differs or (one.images != other.images and not one.contents):
            shown = f"{one.letters[:50]}…{one.letters[-20:]} ({one.images})"
            wrong.append(
                f"{one.folio}: {shown} ≠ {other.letters[:50]}…{other.letters[-20:]} "
                f"({other.images})"
            )
    return wrong


def letters(said: str) -> str:
    return "".join(filter(str.isalnum, fold(said)))


def printed(pdf: bytes, layout: Sequence[PrintedPage]) -> list[Page]:
    """The numbered pages of a PDF: text without heads, feet, notes, and numbers of lists."""
    pages = []
    with pymupdf.open(stream=pdf, filetype="pdf") as document:
        for sheet, zones in zip(document, layout, strict=True):
            # The rule above the notes is an image too.
            shown = [i for i in sheet.get_image_info() if i["bbox"][1] < zones.notes - 12]
            page = Page(zones.label, images=len(shown))
            for block in sheet.get_text("dict", flags=DRAWN)["blocks"]:
                for span in (s for line in block.get("lines", ()) for s in line["spans"]):
                    x0, _, x1, _ = span["bbox"]
                    x, y = (x0 + x1) / 2, span["origin"][1]
                    apart = (*zones.markers, *zones.repeated)
                    inside = any(a <= x <= c and b <= y <= d for a, b, c, d in apart)
                    if zones.top <= y <= zones.bottom and not inside:
                        if y < zones.notes:
                            page.letters += letters(span["text"])
                        else:
                            page.notes += letters(span["text"])
            if zones.label:
                pages.append(page)
    return pages


def packaged(epub: bytes) -> Iterator[Page]:
    """The pages of an EPUB in the order of its spine, each from its mark to the next."""
    with zipfile.ZipFile(BytesIO(epub)) as archive:
        opf = etree.fromstring(archive.read("EPUB/content.opf"))
        hrefs = {i.get("id"): str(i.get("href")) for i in opf.iter(f"{OPF}item")}
        bodies = {}
        for reference in opf.iter(f"{OPF}itemref"):
            href = hrefs[reference.get("idref")]
            bodies[href] = etree.fromstring(archive.read(f"EPUB/{href}"))[1]
    page = Page("")
    for href, body in bodies.items():
        pieces = _contents(body, bodies) if href == "nav.xhtml" else _pieces(body, in_note=False)
        for kind, said in pieces:
            if kind == "page":
                if page.folio:
                    yield page
                page = Page(said, contents=href == "nav.xhtml")
            elif kind == "image":
                page.images += 1
            elif kind == "note":
                page.notes += letters(said)
            else:
                page.letters += letters(said)
    yield page


def _pieces(element: etree._Element, *, in_note: bool) -> Iterator[tuple[str, str]]:
    if element.get("role") == "doc-pagebreak":
        assert not len(element) and not element.text
        assert element.get(EPUB_TYPE) == "pagebreak"
        yield "page", str(element.get("aria-label"))
        return
    if element.get("role") == "doc-backlink":
        return
    if tag(element) == "img":
        yield "image", ""
    in_note = in_note or is_note(element)
    yield "note" if in_note else "text", element.text or ""
    for child in element:
        yield from _pieces(child, in_note=in_note)
        yield "note" if in_note else "text", child.tail or ""


def _contents(body: etree._Element, bodies: dict[str, etree._Element]) -> Iterator[tuple[str, str]]:
    """The contents as print has them: bylines and folios, neither subheads nor front matter."""
    for element in body:
        if element.get("role") == "doc-pagebreak":
            yield "page", str(element.get("aria-label"))
    (toc,) = (e for e in body if e.get(EPUB_TYPE) == "toc")
    yield "text", text(toc[0])
    for link in toc.iter(f"{{{XHTML}}}a"):
        yield from (piece for piece in _pieces(link, in_note=False) if piece[0] == "page")
        held = bodies.get(str(link.get("href")))
        whole = held is not None and (
            tag(held[-1]) == "article" or held[-1].get("role") in ("doc-part", "doc-index")
        )
        if held is None or not whole:
            continue
        byline = next((e for e in held.iter() if e.get("class") == "byline"), None)
        signed = "" if byline is None else text(byline)
        yield "text", re.sub(r"^[Pp]ar (?=[A-ZÀ-Þ])", "", signed)
        yield "text", text(link)
        if held[-1].get("role") != "doc-part":
            yield "text", str(held[-2].get("aria-label"))
