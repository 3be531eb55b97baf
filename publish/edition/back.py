"""The back cover: the summary, the series and the publisher, the price, the ISBN with its bars.

Print has it, as the last page of the reading PDF and on the cover’s sheet for the printer. The EPUB
says the same in its metadata, which reading systems and booksellers show beside the cover.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from lxml import etree
from PIL import Image, ImageOps

from publish.article import E
from publish.edition import barcode
from publish.edition.cover import data_address, ground_of
from publish.edition.model import Edition, Matter
from publish.edition.series import series_and_number
from publish.edition.terms import term
from publish.edition.titles import set_title
from publish.images.raster import decoding
from publish.publication import Publication
from publish.typography import typeset_text

NAME = "back-cover"
"""Its name among those of the documents, and its class."""

Shape = tuple[float, float]
"""Width and height."""


@dataclass(frozen=True)
class Summary:
    """The summary as the back cover has it: its paragraphs, the size of its type in points."""

    paragraphs: Sequence[str]
    size: float


def has_back(publication: Publication) -> bool:
    """Whether a back cover would say more than the front does: a summary, an ISBN or a price."""
    paper = publication.print
    return bool(
        publication.description.strip() or paper.isbn or publication.isbn or paper.price.strip()
    )


def back(edition: Edition, shape: Shape, summary: Summary) -> etree._Element:
    """The back cover as a section, its ground not drawn.

    ``shape`` is what the picture of the front fills.
    """
    publication = edition.publication
    root = E.section({"class": NAME, "lang": publication.language})
    ink = ink_on(ground(edition, shape))
    root.set("style", f"color: {ink}; --summary-size: {summary.size}pt")
    paragraphs = (set_title(E.p(), p, publication.language) for p in summary.paragraphs)
    said = E.div({"class": "summary"}, *paragraphs)
    foot = E.div({"class": "foot"})
    house = E.div({"class": "house"})
    if publication.series:
        house.append(E.p({"class": "series"}, series_and_number(publication)))
    if publication.publisher:
        house.append(E.p({"class": "publisher"}, publication.publisher))
    if len(house):
        foot.append(house)
    if publication.print.price:
        price = typeset_text(publication.print.price, publication.language)
        foot.append(E.p({"class": "price"}, price))
    if isbn := isbn_of(publication):
        foot.append(_code(*isbn, publication.language))
    root.extend([said, foot])
    return root


def summary_of(publication: Publication) -> list[str]:
    """The paragraphs of the whole summary, set by the rules of its language."""
    paragraphs = publication.description.strip().splitlines()
    return [typeset_text(p.strip(), publication.language) for p in paragraphs if p.strip()]


def isbn_of(publication: Publication) -> tuple[str, str] | None:
    """The digits of the ISBN and how it is written; the printed book’s own where it has one."""
    paper = publication.print
    if paper.isbn:
        return paper.isbn, paper.isbn_written or paper.isbn
    if publication.isbn:
        return publication.isbn, publication.isbn_written or publication.isbn
    return None


def ground(edition: Edition, shape: Shape) -> str:
    """The colour behind the back: that of the designed cover, or of the left edge of its picture.

    ``shape`` is what the picture fills.
    """
    picture = edition.images[edition.cover] if edition.cover else b""
    return (picture and _edge(picture, shape)) or ground_of(edition.publication)


def design(edition: Edition) -> str:
    """The style of the designed cover, its drawing; empty for a picture."""
    front = next(edition.of(Matter.COVER)).root
    return "" if edition.cover else front.get("style") or ""


def ink_on(colour: str) -> str:
    """Black or white, whichever is read better on a ground (WCAG 2.2, relative luminance)."""
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    ]
    luminance = sum(
        part * share for part, share in zip(linear, (0.2126, 0.7152, 0.0722), strict=True)
    )
    return "#fff" if 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 else "#000"


def _code(digits: str, written: str, language: str) -> etree._Element:
    """The bar code with its digits, which stand under the bars that say them.

    Who hears it is told the number once: the digits under the bars are hidden.
    """
    bars = E.div({"class": "bars"})
    said = typeset_text(term("bar-code", language, isbn=written), language)
    bars.append(E.img({"src": data_address(barcode.ean13(digits)), "alt": said}))
    first, second = barcode.QUIET_LEFT + 3, barcode.QUIET_LEFT + 50
    for text, left, width in (
        (digits[0], 0, barcode.QUIET_LEFT - 2),
        (digits[1:7], first, 42),
        (digits[7:], second, 42),
    ):
        style = f"left: {left * barcode.MODULE:.2f}mm; width: {width * barcode.MODULE:.2f}mm"
        bars.append(E.p({"class": "digits", "style": style, "aria-hidden": "true"}, text))
    number = term("isbn", language, isbn=written)
    return E.div({"class": "code"}, E.p({"class": "isbn"}, number), bars)


def _edge(picture: bytes, shape: Shape) -> str:
    """The mean colour of the left edge of a picture; nothing for a drawing."""
    try:
        with decoding(), Image.open(BytesIO(picture)) as image:
            shown = ImageOps.fit(
                image.convert("RGB"), (50, max(1, round(50 * shape[1] / shape[0])))
            )
            strip = shown.crop((0, 0, 1, shown.height)).resize((1, 1), Image.Resampling.BOX)
            red, green, blue = strip.tobytes()
    except OSError:
        return ""
    return f"#{red:02x}{green:02x}{blue:02x}"
