"""The cover as it is printed: back, spine and front on one sheet, with bleed and marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

from lxml import etree
from lxml.builder import E
from PIL import Image, ImageOps
from weasyprint.formatting_structure.boxes import Box, PageBox

from publish.edition.cover import data_address, ground_of
from publish.edition.model import Edition, Matter
from publish.images.raster import decoding
from publish.pdf.design import MILLIMETRE, geometry, points
from publish.pdf.document import bare
from publish.pdf.layout import sheet
from publish.press import barcode
from publish.resources import STYLES
from publish.typography import typeset_text

NARROWEST = 5 * MILLIMETRE
"""The narrowest spine that bears a text: on a thinner one it would slip onto the faces."""
_SUMMARY_SIZES = (11.0, 10.5, 10.0, 9.5, 9.0)
"""Sizes of the summary in points, from the one wanted to the smallest that is read with ease."""
_SPINE_SHARE, _SPINE_SIZE, _SPINE_LINES = 0.6, 13.0, 3
"""The text on the spine: the share of the width that its lines fill, the most points of its type,
the most lines it may have."""
_SPINE_LEADING = 1.2
_LETTER = 0.5
"""The mean width of a letter in em."""


def spread(edition: Edition, spine: float) -> tuple[bytes, float, bool]:
    """The cover of an edition with a spine so many points wide: PDF, width, does the summary fit.

    The PDF has one page of the trimmed size whose drawing goes on beyond the edges.
    """
    paper = edition.publication.print
    width = 2 * points(paper.width) + spine
    for size in _SUMMARY_SIZES:
        source, css = _document(edition, spine), _style(edition, spine, width, size)
        pdf, page = sheet(edition, source, css)
        if fits := _fits(page):
            break
    return pdf, width, fits


def _style(edition: Edition, spine: float, width: float, summary: float) -> str:
    publication = edition.publication
    paper = publication.print
    size = _spine_size(edition, spine)
    names = ("fonts.css", "cover.css", "spread.css")
    sheets = "\n".join((STYLES / name).read_text("utf-8") for name in names)
    # What French books do, from foot to head; English ones read the other way (ISO 6357).
    turn = "-90deg" if publication.language.startswith("fr") else "90deg"
    leaf, bleed = points(paper.width) + points(paper.bleed), points(paper.bleed)
    # The lengths of a page hold here too, its size does not.
    return f"""{geometry(paper)}
{sheets}
@page {{ size: {width:.3f}pt {points(paper.height):.3f}pt; margin: 0; bleed: {bleed:.3f}pt }}
@page :left {{ margin: 0 }} @page :right {{ margin: 0 }}
:root {{ --spread-width: {width:.3f}pt; --spine: {spine:.3f}pt; --leaf: {leaf:.3f}pt;
  --front: {points(paper.width) + spine:.3f}pt; --spine-size: {size:.2f}pt; --turn: {turn};
  --summary-size: {summary}pt }}
"""


def _spine_size(edition: Edition, spine: float) -> float:
    """The size of the type on the spine: as large as a few lines of it can be set."""
    publication = edition.publication
    letters = len(" ".join([publication.title, *_authors(edition)])) + 2
    room = points(publication.print.height) * _SPINE_LENGTH / (letters * _LETTER)
    return max(
        min(spine * _SPINE_SHARE / (lines * _SPINE_LEADING), _SPINE_SIZE, room * lines)
        for lines in range(1, _SPINE_LINES + 1)
    )


_SPINE_LENGTH = 0.8
"""How much of the height of the book the text on its spine takes at most."""


def _document(edition: Edition, spine: float) -> etree._Element:
    publication = edition.publication
    front = bare(next(edition.of(Matter.COVER)).root)
    style = front.attrib.pop("style", "")
    body = E.div({"class": "spread"})
    if edition.cover:
        bleed = points(publication.print.bleed)
        shape = (
            points(publication.print.width) + bleed,
            points(publication.print.height) + 2 * bleed,
        )
        ground = _edge(edition.images[edition.cover], shape) or ground_of(publication)
        body.append(E.div({"class": "ground whole", "style": f"background: {ground}"}))
        # The picture, which covers the bleed too; the section of the cover has nothing else.
        body.append(E.div({"class": "ground front"}, *front.iter("img")))
    else:
        ground = ground_of(publication)
        body.append(E.div({"class": "ground whole", "style": f"background: {ground}"}))
        for place in ("beyond", "mirrored", "front"):
            body.append(E.div({"class": f"ground {place}", "style": style}))
        body.append(E.div({"class": "face"}, front))
    ink = _ink_on(ground)
    if spine >= NARROWEST:
        text = E.p()
        turned = E.div({"class": "turned"}, text)
        authors = " · ".join(_authors(edition))
        if authors:
            text.append(E.span({"class": "author"}, authors))
        text.append(E.span({"class": "title"}, publication.title))
        body.append(E.div({"class": "spine", "style": f"color: {ink}"}, turned))
    body.append(_back(edition, ink))
    return E.html({"lang": publication.language}, E.head(E.title(publication.title)), E.body(body))


def _back(edition: Edition, ink: str) -> etree._Element:
    publication = edition.publication
    summary = E.div({"class": "summary"})
    for paragraph in re.split(r"\n\s*\n|\n", publication.description.strip()):
        if paragraph.strip():
            summary.append(E.p(typeset_text(paragraph.strip(), publication.language)))
    foot = E.div({"class": "foot"})
    if publication.publisher:
        foot.append(E.p({"class": "publisher"}, publication.publisher))
    if publication.print.price:
        price = typeset_text(publication.print.price, publication.language)
        foot.append(E.p({"class": "price"}, price))
    # The number of the printed book, where it has one of its own.
    paper = publication.print
    if isbn := paper.isbn or publication.isbn:
        written = paper.isbn_written if paper.isbn else publication.isbn_written
        foot.append(_code(isbn, written or isbn))
    return E.div({"class": "back", "style": f"color: {ink}"}, summary, foot)


def _code(digits: str, written: str) -> etree._Element:
    """The bar code with its digits, which stand under the bars that say them."""
    bars = E.div({"class": "bars"})
    bars.append(E.img({"src": data_address(barcode.ean13(digits)), "alt": f"ISBN {written}"}))
    first, second = barcode.QUIET_LEFT + 3, barcode.QUIET_LEFT + 50
    for text, left, width in (
        (digits[0], 0, barcode.QUIET_LEFT - 2),
        (digits[1:7], first, 42),
        (digits[7:], second, 42),
    ):
        style = f"left: {left * barcode.MODULE:.2f}mm; width: {width * barcode.MODULE:.2f}mm"
        bars.append(E.p({"class": "digits", "style": style}, text))
    return E.div({"class": "code"}, E.p({"class": "isbn"}, f"ISBN {written}"), bars)


def _authors(edition: Edition) -> list[str]:
    names = [c.name for c in edition.publication.contributors if c.role == "aut"]
    return names if len(names) <= 2 else []


def _edge(picture: bytes, shape: tuple[float, float]) -> str:
    """The mean colour of the left edge of a picture, which the spine goes on with; else nothing.

    ``shape`` is the width and height that it fills.
    """
    try:
        with decoding(), Image.open(BytesIO(picture)) as image:
            shown = ImageOps.fit(
                image.convert("RGB"), (50, max(1, round(50 * shape[1] / shape[0])))
            )
            strip = shown.crop((0, 0, 1, shown.height)).resize((1, 1), Image.Resampling.BOX)
            red, green, blue = strip.tobytes()
    except OSError:
        return ""  # a drawing
    return f"#{red:02x}{green:02x}{blue:02x}"


def _ink_on(ground: str) -> str:
    """Black or white, whichever is read better on a ground (WCAG 2.2, relative luminance)."""
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (int(ground[at : at + 2], 16) / 255 for at in (1, 3, 5))
    ]
    luminance = sum(
        part * share for part, share in zip(linear, (0.2126, 0.7152, 0.0722), strict=True)
    )
    return "#fff" if 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 else "#000"


def _fits(page: PageBox) -> bool:
    """Whether the summary ends a line above what stands at the foot of the back."""
    found = {kind: box for box in _boxes(page) for kind in (_kind(box),) if kind}
    summary, foot = found["summary"], found["foot"]
    bottom = float(summary.position_y + summary.height)
    return bottom + _LINE <= float(foot.position_y)


_LINE = 20
"""A line of the summary in pixels."""


def _kind(box: Box) -> str:
    kind = "" if box.element is None else box.element.get("class") or ""
    return kind if kind in ("summary", "foot") and "::" not in (box.element_tag or "") else ""


def _boxes(box: Box) -> Iterator[Box]:
    for child in getattr(box, "children", ()):
        inner = getattr(child, "_box", child)
        yield inner
        yield from _boxes(inner)
