"""Layout and writing with WeasyPrint, the pages' geometry, and what the engine complained of."""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import count

import pymupdf
import weasyprint
from cssselect2 import ElementWrapper
from lxml import etree
from weasyprint.formatting_structure.boxes import (
    Box,
    FootnoteAreaBox,
    PageBox,
    ReplacedBox,
    TableRowGroupBox,
)
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from publish.diagnostics import Diagnostic, Kind, Place, RefusedError, Severity
from publish.edition.assemble import guessed, paginated
from publish.edition.index.locators import Places, Span
from publish.edition.index.volume import NAME as INDEX
from publish.edition.model import Edition, Matter
from publish.edition.references import pages_told
from publish.numerals import roman
from publish.pdf.blocks import setting
from publish.pdf.composition import Tally, composing
from publish.pdf.design import stylesheet
from publish.pdf.document import BLOCK, closing_document, print_document
from publish.pdf.economy import sparing
from publish.pdf.fetcher import BASE, Fetcher
from publish.pdf.footnotes import dividing
from publish.pdf.glyphs import ENGINE_SAYS
from publish.pdf.hyphens import divisions, hyphenating
from publish.pdf.initials import WORD
from publish.pdf.notes import beside, homeless, strayed_figures
from publish.pdf.standards import VARIANT, declare, label_pages, trim_pages
from publish.pdf.tagging import tagging
from publish.pdf.written import write_once
from publish.publication import STYLES
from publish.typography.hyphenation import Exceptions

ENGINE_MESSAGE = Kind(
    "layout-message",
    Severity.WARNING,
    fr="La mise en page signale : {message}",
    fr_hint="Regardez la page concernée du PDF ; si rien n’y manque, vous pouvez passer outre.",
    en="The layout says: {message}",
    en_hint="Look at the page of the PDF; if nothing is missing there, you may pass over it.",
)
RESOURCE_REFUSED = Kind(
    "resource-refused",
    Severity.ERROR,
    fr="La mise en page demande un fichier qui n’est pas de l’édition : {message}",
    fr_hint="Retirez cette référence du manuscrit, ou de la feuille de style print.css.",
    en="The layout asks for a file that is not of the edition: {message}",
    en_hint="Take this reference out of the manuscript, or of the stylesheet print.css.",
)
STYLE_FAULT = Kind(
    "style-fault",
    Severity.WARNING,
    fr="La mise en page ne comprend pas une règle de la feuille de style : {message}",
    fr_hint="Corrigez cette ligne de print.css : elle est sans effet.",
    en="The layout does not understand a rule of the stylesheet: {message}",
    en_hint="Correct this line of print.css: it has no effect.",
)
REFERENCES_UNSETTLED = Kind(
    "references-unsettled",
    Severity.ERROR,
    fr="Les renvois à des pages ne trouvent pas de place : chaque numéro en déplace un autre.",
    fr_hint="Changez un mot près d’un renvoi « p. … » qui tombe au bas d’une page.",
    en="The references to pages do not settle: each number moves another one.",
    en_hint="Change a word near a reference “p. …” that comes at the foot of a page.",
)


Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True)
class PrintedPage:
    """One page as laid out, lengths in points from its top left corner.

    ``label`` is the folio (``iv``, ``12``), empty where no number applies. ``top`` and ``bottom``
    bound the area of the text; ``notes`` is where the footnotes begin, or ``bottom``. ``markers``
    are the places of the numbers and bullets of lists, ``repeated`` those of the heads of tables
    that go on from an earlier page, ``pictures`` those of images, ``floating`` those of figures
    that stand apart from the text around them, each as left, top, right, bottom; ``initials`` those
    of letters let into their lines, with the words that these begin.
    """

    label: str
    width: float
    height: float
    top: float
    bottom: float
    notes: float
    markers: tuple[Rectangle, ...] = ()
    repeated: tuple[Rectangle, ...] = ()
    pictures: tuple[Rectangle, ...] = ()
    floating: tuple[Rectangle, ...] = ()
    initials: tuple[tuple[Rectangle, str], ...] = ()


@dataclass(frozen=True)
class Layout:
    """A book laid out: its pages, and the page (from 0) where each anchor stands.

    ``edition`` is what was set, with the pages that its references and its index tell. ``boxes``
    are the engine’s own, one for each page. ``floating`` holds the figures that stand apart from
    the text around them, as ``document--id``. ``moved`` holds the notes that stand after their
    article because no page could hold them, as ``document--id``. ``write`` gives the PDF; what the
    engine then complains of is added to ``diagnostics``.
    """

    edition: Edition
    pages: tuple[PrintedPage, ...]
    boxes: tuple[PageBox, ...]
    anchors: dict[str, int]
    source: etree._Element
    floating: frozenset[str]
    moved: frozenset[str]
    diagnostics: list[Diagnostic]
    composed: Tally
    write: Callable[[], bytes]


def lay_out(edition: Edition, made: dt.datetime) -> Layout:
    """The pages of an edition; raises :class:`RefusedError` when something cannot be loaded.

    Where references tell pages the book is set again until all of them are right: what they say
    moves what follows. The engine could count them while it sets a page, but it loses notes of the
    pages that it then sets anew.
    """
    css = stylesheet(edition.publication.print)
    name = edition.publication.slug
    exceptions = Exceptions.of(edition.publication.hyphenation)
    divide = divisions(exceptions)
    moved: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()
    moves = 0
    printed = guessed(edition)
    for tries in count():
        source = print_document(printed, made, moved, kept)
        with (
            _listening(name) as problems,
            hyphenating(exceptions),
            composing(divide) as tally,
            dividing(),
            setting(),
            sparing(),
        ):
            document = _render(source, css, edition)
            # A note moved makes room: the pages are others, and so may be what they cannot hold.
            pages = [page._page_box for page in document.pages]
            long, strayed = homeless(pages), strayed_figures(pages)
            if long or strayed:
                moved |= long if moves < _TRIES or not long else beside(long, source)
                kept |= strayed
                moves += 1
                continue
            places = _places(document)
            folio = _folios(edition, places)
            folios = [folio(number) for number in range(len(document.pages))]
            before, printed = printed, paginated(edition, places, folios)
            if pages_told(before) == pages_told(printed):
                document = _closed(document, printed, made, css, places, folios)
                break
        if tries > moves + _SETTLES:
            raise RefusedError([REFERENCES_UNSETTLED.at(Place(name))])
    for page in document.pages:
        # The engine makes an annotation for every box inside a link, over that of the link.
        page.links = [link for link in page.links if link[-1].link]
    anchors = {anchor: first for anchor, (first, _) in _places(document).items()}
    seal = hashlib.blake2b(etree.tostring(source) + css.encode(), digest_size=16)
    for closing in printed.of(Matter.INDEX):
        seal.update(etree.tostring(closing.root))

    declare(document.metadata)
    floating: set[str] = set()
    laid = tuple(_printed(document, folio, floating))

    def finish(_: object, pdf: object) -> None:
        label_pages(pdf, [page.label for page in laid])
        trim_pages(pdf)
        write_once(pdf)

    def write() -> bytes:
        target = BytesIO()
        with _listening(name) as more, composing(divide), tagging(document), sparing():
            document.write_pdf(
                target,
                pdf_variant=VARIANT,
                pdf_identifier=seal.digest(),
                finisher=finish,
            )
        problems.extend(more)
        return target.getvalue()

    if edition.publication.print.styles:
        problems += _faults(edition)
    boxes = tuple(page._page_box for page in document.pages)
    apart = frozenset(floating)
    return Layout(printed, laid, boxes, anchors, source, apart, moved, problems, tally, write)


def _places(document: weasyprint.Document) -> dict[str, Span]:
    """The first and the last page, from 0, of each anchor: an element cut by pages is on each."""
    places: dict[str, Span] = {}
    for number, page in enumerate(document.pages):
        for anchor in page.anchors:
            first, _ = places.get(anchor, (number, number))
            places[anchor] = first, number
    return places


def _closed(
    document: weasyprint.Document,
    edition: Edition,
    made: dt.datetime,
    css: str,
    places: Places,
    folios: Sequence[str],
) -> weasyprint.Document:
    """The book with the pages from its index on set anew, now that the index knows its pages.

    The index stands behind all that it tells of, so that no page before it moves.
    """
    if INDEX not in places:
        return document
    start = places[INDEX][0]
    side = document.pages[start]._page_box.page_type.side
    counted = f"\n@page :first {{ counter-reset: page {folios[start]} }}\n"
    closing = _render(closing_document(edition, made, side), css + counted, edition)
    return document.copy([*document.pages[:start], *closing.pages])


_SETTLES = 6
"""How often the book is set again for its references; the second time nearly always is the last."""
_TRIES = 2
"""How often single notes are moved; then all those of the articles in question are."""


def picture(edition: Edition, width: int, made: dt.datetime) -> bytes:
    """The cover as print sets it, as a PNG ``width`` pixels wide."""
    name = edition.publication.slug
    alone = replace(edition, documents=tuple(edition.of(Matter.COVER)))
    css = stylesheet(edition.publication.print)
    with _listening(name):
        document = _render(print_document(alone, made), css, edition)
        cover = document.write_pdf(finisher=lambda _, pdf: trim_pages(pdf))
    with pymupdf.open(stream=cover) as pdf:
        zoom = width / pdf[0].rect.width
        pixmap = pdf[0].get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), alpha=False)
        return bytes(pixmap.tobytes("png"))


def sheet(edition: Edition, source: etree._Element, css: str) -> tuple[bytes, PageBox]:
    """One page apart from the book, set with the edition’s images: its PDF, and its box.

    The origin is the corner of the trimmed page; what bleeds lies beyond.
    """
    name = edition.publication.slug
    with _listening(name):
        document = _render(source, css, edition)
        seal = hashlib.blake2b(etree.tostring(source) + css.encode(), digest_size=16).digest()
        return document.write_pdf(pdf_identifier=seal), document.pages[0]._page_box


class _Book(weasyprint.HTML):  # type: ignore[misc]
    """A document given as a tree: parsing its HTML would close a ``p`` at the blocks of a note."""

    def __init__(self, root: etree._Element, fetcher: Fetcher):
        self.base_url = BASE
        self.url_fetcher = fetcher
        self.media_type = "print"
        self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element


def _render(source: etree._Element, css: str, edition: Edition) -> weasyprint.Document:
    """The document laid out; raises :class:`RefusedError` for what is not of the edition."""
    fetcher, own = Fetcher(edition.images), edition.publication.print.styles
    fonts = FontConfiguration()
    try:
        sheets = [weasyprint.CSS(string=css, base_url=BASE, url_fetcher=fetcher, font_config=fonts)]
        if own:
            with _listening(STYLES):  # its faults are told once, by _faults
                sheets.append(
                    weasyprint.CSS(
                        string=own, base_url=BASE, url_fetcher=fetcher, font_config=fonts
                    )
                )
        return _Book(source, fetcher).render(stylesheets=sheets, font_config=fonts)
    except FatalURLFetchingError as error:
        place = Place(edition.publication.slug)
        raise RefusedError([RESOURCE_REFUSED.at(place, message=error)]) from error


def _faults(edition: Edition) -> list[Diagnostic]:
    """What the engine does not take in the stylesheet beside the articles, each with its line."""
    with _listening(STYLES) as heard:
        try:
            weasyprint.CSS(
                string=edition.publication.print.styles,
                base_url=BASE,
                url_fetcher=Fetcher(edition.images),
                font_config=FontConfiguration(),
            )
        except FatalURLFetchingError as error:
            raise RefusedError([RESOURCE_REFUSED.at(Place(STYLES), message=error)]) from error
    return [_fault(str(said.values["message"])) for said in heard]


def _fault(message: str) -> Diagnostic:
    where = re.search(r",? at (\d+):\d+", message)
    if where is None:
        return STYLE_FAULT.at(Place(STYLES), message=message)
    said = message[: where.start()] + message[where.end() :]
    return STYLE_FAULT.at(Place(STYLES, int(where.group(1))), message=said)


_SCALE = 0.75
"""Points in a CSS pixel, the unit of WeasyPrint's layout."""


def _printed(
    document: weasyprint.Document, folio: Callable[[int], str], floating: set[str]
) -> Iterator[PrintedPage]:
    """The pages; the figures that float are added to ``floating``."""
    seen: set[object] = set()
    for number, page in enumerate(document.pages):
        box = page._page_box
        bottom = box.content_box_y() + box.height
        area = next((b for b in box.children if isinstance(b, FootnoteAreaBox)), None)
        markers: list[Rectangle] = []
        repeated: list[Rectangle] = []
        pictures: list[Rectangle] = []
        figures: list[Rectangle] = []
        initials: list[tuple[Rectangle, str]] = []
        for inner in _descendants(box):
            if inner.is_outside_marker:
                markers.append(_rectangle(inner))
            elif isinstance(inner, TableRowGroupBox) and inner.is_header:
                if inner.element in seen:
                    repeated.append(_rectangle(inner))
                seen.add(inner.element)
            elif inner.is_floated() and inner.element.get(WORD):
                initials.append((_rectangle(inner), inner.element.get(WORD)))
            elif inner.element_tag == "figure" and inner.is_floated():
                figures.append(_rectangle(inner))
                floating.add(inner.element.get("id") or inner.element.get(BLOCK) or "")
            if isinstance(inner, ReplacedBox):
                pictures.append(_rectangle(inner))
        yield PrintedPage(
            folio(number),
            page.width * _SCALE,
            page.height * _SCALE,
            box.content_box_y() * _SCALE,
            bottom * _SCALE,
            (area.position_y if area is not None else bottom) * _SCALE,
            tuple(markers),
            tuple(repeated),
            tuple(pictures),
            tuple(figures),
            tuple(initials),
        )


def _descendants(box: Box) -> Iterator[Box]:
    for child in box.children:
        # What is positioned hangs in the tree behind a placeholder.
        inner = child._box if isinstance(child, AbsolutePlaceholder) else child
        yield inner
        yield from _descendants(inner)


def _rectangle(box: Box) -> Rectangle:
    x, y = box.position_x, box.position_y
    corners = (x, y, x + box.margin_width(), y + box.margin_height())
    left, top, right, bottom = (corner * _SCALE for corner in corners)
    return left, top, right, bottom


def _folios(edition: Edition, places: Places) -> Callable[[int], str]:
    """The numbering of ``styles/print.css``: roman from the half-title, arabic from the text."""
    front, _ = places.get("half-title", (0, 0))
    body = min(
        (places[d.name][0] for d in edition.of(Matter.PART, Matter.ARTICLE)), default=len(places)
    )

    def folio(page: int) -> str:
        if page < front:
            return ""
        return roman(page - front + 1) if page < body else str(page - body + 1)

    return folio


@contextmanager
def _listening(name: str) -> Iterator[list[Diagnostic]]:
    """What WeasyPrint logs, as diagnostics; nothing of it reaches the terminal."""
    heard: list[Diagnostic] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.getMessage().startswith(ENGINE_SAYS):
                return  # said by publish.pdf.glyphs, with its place
            heard.append(ENGINE_MESSAGE.at(Place(name), message=record.getMessage()))

    logger = logging.getLogger("weasyprint")
    listener = Listener(logging.WARNING)
    before, propagate, level = logger.handlers, logger.propagate, logger.level
    logger.handlers, logger.propagate = [listener], False
    logger.setLevel(logging.WARNING)
    try:
        yield heard
    finally:
        logger.handlers, logger.propagate = before, propagate
        logger.setLevel(level)
