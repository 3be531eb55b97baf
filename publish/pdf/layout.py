"""Layout and writing with WeasyPrint, the pages' geometry, and what the engine complained of."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import count

import pymupdf
import weasyprint
from lxml import etree
from weasyprint.formatting_structure.boxes import (
    Box,
    FootnoteAreaBox,
    PageBox,
    ReplacedBox,
    TableRowGroupBox,
)

from publish.diagnostics import Diagnostic, Kind, Place, RefusedError, Severity
from publish.edition.assemble import guessed, paginated
from publish.edition.back import Summary, has_back
from publish.edition.index.locators import Places, Span
from publish.edition.index.volume import NAME as INDEX
from publish.edition.model import Edition, Matter
from publish.edition.references import pages_told
from publish.numerals import roman
from publish.pdf.back import SUMMARY_SIZES, set_back
from publish.pdf.blocks import setting
from publish.pdf.boxes import descendants
from publish.pdf.composition import Tally, composing
from publish.pdf.composition.paragraph import Hyphenate
from publish.pdf.contents import runs_over
from publish.pdf.design import stylesheet
from publish.pdf.document import BLOCK, closing_document, print_document
from publish.pdf.economy import sparing
from publish.pdf.footnotes import dividing
from publish.pdf.hyphens import divisions, hyphenating
from publish.pdf.initials import WORD
from publish.pdf.notes import beside, homeless, strayed_figures
from publish.pdf.rendering import faults, listening, render
from publish.pdf.standards import VARIANT, declare, label_pages, trim_pages
from publish.pdf.tagging import tagging
from publish.pdf.written import write_once
from publish.typography.hyphenation import Exceptions

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
    article because no page could hold them, as ``document--id``. ``summary`` is what
    the back cover says of the book. ``write`` gives the PDF; what the engine then complains of is
    added to ``diagnostics``.
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
    summary: Summary
    write: Callable[[], bytes]

    @property
    def inside(self) -> range:
        """The pages of the book between those of its cover, which have no label."""
        numbered = [number for number, page in enumerate(self.pages) if page.label]
        return range(numbered[0], numbered[-1] + 1) if numbered else range(0)


@dataclass(frozen=True)
class _Inside:
    """The pages of a book without the back of its cover, as WeasyPrint set them from ``source``.

    ``edition`` tells the pages that it has there, whose numbers are ``folios``.
    """

    document: weasyprint.Document
    edition: Edition
    source: etree._Element
    folios: Sequence[str]
    moved: frozenset[str]
    composed: Tally
    problems: list[Diagnostic]


def _inside(
    edition: Edition, made: dt.datetime, css: str, exceptions: Exceptions, divide: Hyphenate
) -> _Inside:
    """The book set; raises :class:`RefusedError` when something cannot be loaded.

    Where references tell pages the book is set again until all of them are right: what they say
    moves what follows. The engine could count them while it sets a page, but it loses notes of the
    pages that it then sets anew.
    """
    name = edition.publication.slug
    moved: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()
    tight = False
    again = single = 0
    printed = guessed(edition)
    for tries in count():
        source = print_document(printed, made, moved, kept, tight=tight)
        with (
            listening(name) as problems,
            hyphenating(exceptions),
            composing(divide) as tally,
            dividing(),
            setting(),
            sparing(),
        ):
            document = render(source, css, edition)
            # A note moved makes room: the pages are others, and so may be what they cannot hold.
            pages = [page._page_box for page in document.pages]
            long, strayed = homeless(pages), strayed_figures(pages)
            over = not tight and runs_over(pages)
            if long or strayed or over:
                if long:
                    moved |= long if single < _TRIES else beside(long, source)
                    single += 1
                kept |= strayed
                tight |= over
                again += 1
                continue
            places = _places(document)
            folio = _folios(edition, places)
            folios = [folio(number) for number in range(len(document.pages))]
            before, printed = printed, paginated(edition, places, folios)
            if pages_told(before) == pages_told(printed):
                document = _closed(document, printed, made, css, places, folios)
                folios = [folio(number) for number in range(len(document.pages))]
                return _Inside(document, printed, source, folios, moved, tally, problems)
        if tries > again + _SETTLES:
            break
    raise RefusedError([REFERENCES_UNSETTLED.at(Place(name))])


def lay_out(edition: Edition, made: dt.datetime) -> Layout:
    """The pages of an edition; raises :class:`RefusedError` when something cannot be loaded."""
    css = stylesheet(edition.publication.print)
    name = edition.publication.slug
    exceptions = Exceptions.of(edition.publication.hyphenation)
    divide = divisions(exceptions)
    inside = _inside(edition, made, css, exceptions, divide)
    document, problems, folios = inside.document, inside.problems, list(inside.folios)
    seal = hashlib.blake2b(etree.tostring(inside.source) + css.encode(), digest_size=16)
    for closing in inside.edition.of(Matter.INDEX):
        seal.update(etree.tostring(closing.root))
    summary = Summary((), SUMMARY_SIZES[0])
    if has_back(edition.publication):
        on_verso = document.pages[-1]._page_box.page_type.side == "left"
        with listening(name) as heard, hyphenating(exceptions), composing(divide), setting():
            back = set_back(edition, css, inside_ends_on_verso=on_verso)
        document = document.copy([*document.pages, *back.document.pages])
        folios += [""] * len(back.document.pages)
        problems += [*heard, *back.problems]
        seal.update(etree.tostring(back.source))
        summary = back.summary
    for page in document.pages:
        # The engine makes an annotation for every box inside a link, over that of the link.
        page.links = [link for link in page.links if link[-1].link]
    anchors = {anchor: first for anchor, (first, _) in _places(document).items()}
    declare(document.metadata)
    floating: set[str] = set()
    laid = tuple(_printed(document, folios, floating))

    def finish(_: object, pdf: object) -> None:
        label_pages(pdf, [page.label for page in laid])
        trim_pages(pdf)
        write_once(pdf)

    def write() -> bytes:
        target = BytesIO()
        with listening(name) as more, composing(divide), tagging(document), sparing():
            document.write_pdf(
                target,
                pdf_variant=VARIANT,
                pdf_identifier=seal.digest(),
                finisher=finish,
            )
        problems.extend(more)
        return target.getvalue()

    if edition.publication.print.styles:
        problems += faults(edition)
    boxes = tuple(page._page_box for page in document.pages)
    return Layout(
        inside.edition,
        laid,
        boxes,
        anchors,
        inside.source,
        frozenset(floating),
        inside.moved,
        problems,
        inside.composed,
        summary,
        write,
    )


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
    closing = render(closing_document(edition, made, side), css + counted, edition)
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
    with listening(name):
        document = render(print_document(alone, made), css, edition)
        cover = document.write_pdf(finisher=lambda _, pdf: trim_pages(pdf))
    with pymupdf.open(stream=cover) as pdf:
        zoom = width / pdf[0].rect.width
        pixmap = pdf[0].get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), alpha=False)
        return bytes(pixmap.tobytes("png"))


def sheet(edition: Edition, source: etree._Element, css: str) -> bytes:
    """One page apart from the book, set with the edition’s images, as PDF.

    The origin is the corner of the trimmed page; what bleeds lies beyond.
    """
    name = edition.publication.slug
    with listening(name):
        document = render(source, css, edition)
        seal = hashlib.blake2b(etree.tostring(source) + css.encode(), digest_size=16).digest()
        return bytes(document.write_pdf(pdf_identifier=seal))


_SCALE = 0.75
"""Points in a CSS pixel, the unit of WeasyPrint's layout."""


def _printed(
    document: weasyprint.Document, folios: Sequence[str], floating: set[str]
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
        for inner in descendants(box):
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
            folios[number],
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
