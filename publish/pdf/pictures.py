"""The pictures of pixels as the print edition sets them: how large, how fine, where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree
from weasyprint.formatting_structure.boxes import PageBox, ReplacedBox

from publish.article import Article
from publish.diagnostics import Diagnostic, Kind, Place, Severity
from publish.edition.model import Edition
from publish.images import raster
from publish.pdf.boxes import descendants
from publish.pdf.document import BLOCK
from publish.publication import TOML

COARSE, FINE = 200, 300
"""Dots an inch: below the first a picture looks rough in print (``publish.edition.images`` says so
at every build), from the second on it is as sharp as print can be."""

IMAGE_MIDDLING = Kind(
    "image-middling",
    Severity.NOTE,
    fr="L’image « {name} » est imprimée à {dpi} points par pouce ; l’usage est d’en donner {fine}.",
    fr_hint="Si vous en avez une plus grande, prenez-la : il faut {wanted} pixels de large.",
    en="The image “{name}” is printed at {dpi} dots per inch; the custom is to give {fine}.",
    en_hint="If you have a larger one, take it: {wanted} pixels of width are wanted.",
)


@dataclass(frozen=True)
class Printed:
    """A picture on a page: its name in the edition, its width in pixels, its dots an inch.

    ``page`` counts from 0, ``box`` is left, top, right, bottom in points, ``element`` what shows
    it.
    """

    name: str
    pixels: int
    dpi: float
    page: int
    box: tuple[float, float, float, float]
    element: etree._Element


def printed(edition: Edition, pages: Sequence[PageBox]) -> Iterator[Printed]:
    """Each picture of pixels of the edition where it is set; drawings are fine at any size."""
    sizes = {
        name: raster.size(data)
        for name, data in edition.images.items()
        if not name.endswith(".svg")
    }
    for number, page in enumerate(pages):
        for box in descendants(page):
            if not isinstance(box, ReplacedBox):
                continue
            name = box.element.get("src") or ""
            if name not in sizes or not box.width or not box.height:
                continue
            width, height = sizes[name]
            # What fills its box is enlarged until both sides reach it (CSS Images 3, 5.5).
            scale = max(box.width / width, box.height / height)
            x, y = box.content_box_x(), box.content_box_y()
            corners = (x, y, x + box.width, y + box.height)
            left, top, right, bottom = (corner * _POINTS for corner in corners)
            yield Printed(
                name, width, _PIXELS / scale, number, (left, top, right, bottom), box.element
            )


_PIXELS = 96
"""CSS pixels an inch."""
_POINTS = 72 / _PIXELS


def middling(pictures: Sequence[Printed], articles: Mapping[str, Article]) -> Iterator[Diagnostic]:
    """The pictures that print shows well, but not at its finest; each once, where it is largest."""
    worst: dict[str, Printed] = {}
    for picture in pictures:
        if picture.name not in worst or picture.dpi < worst[picture.name].dpi:
            worst[picture.name] = picture
    for name, picture in worst.items():
        if picture.dpi >= COARSE and round(picture.dpi) < FINE:
            yield IMAGE_MIDDLING.at(
                place(picture.element, articles),
                name=name.rpartition("/")[2],
                dpi=round(picture.dpi),
                fine=FINE,
                wanted=round(picture.pixels * FINE / picture.dpi),
            )


def place(element: etree._Element, articles: Mapping[str, Article]) -> Place:
    """The line of the manuscript where an element of the print document comes from."""
    holder: etree._Element | None = element
    while holder is not None:
        named = holder.get("id") or holder.get(BLOCK) or ""
        name, apart, identifier = named.partition("--")
        article = articles.get(name)
        if article is not None:
            return Place(article.source, article.lines.get(identifier) if apart else None)
        holder = holder.getparent()
    return Place(TOML)
