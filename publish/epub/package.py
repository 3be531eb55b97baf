"""The package, written by EbookLib and read again to see that nothing changed on the way."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

from ebooklib import epub
from lxml import etree

from publish.article import serialise
from publish.edition.model import Edition, Matter
from publish.edition.pages import CONTENTS, PageStart
from publish.epub import fonts
from publish.epub.accessibility import Claims, claims
from publish.epub.documents import (
    FIGURE_STYLESHEET,
    STYLESHEET,
    TABLE_STYLESHEET,
    file_name,
    image_sources,
    properties,
    stylesheets,
    tree,
)
from publish.epub.metadata import IDENTIFIER_ID, OPF, metadata
from publish.epub.navigation import contents, guide, navigation_document, ncx
from publish.epub.page_breaks import PageBreak, in_document, page_breaks
from publish.epub.terms import term
from publish.resources import FONTS, STYLES

_MEDIA_TYPES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "svg": "image/svg+xml",
}
_FOLDER = "EPUB"
_EARLIEST = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)


class PackagingError(Exception):
    """EbookLib wrote something else than it was given: a fault of the program, not of the text."""


def package(edition: Edition, *, modified: dt.datetime, pages: Iterable[PageStart] = ()) -> bytes:
    """The finished EPUB; the same edition, pages and ``modified`` (in UTC) give the same bytes.

    ``pages`` are those of the print edition, in their order. Raises :class:`PackagingError` when
    the archive does not hold what was given, byte for byte and in its order.
    """
    breaks = page_breaks(edition, pages)
    spine, others = _items(edition, breaks)
    # Kept apart from what EbookLib holds: what it loses is missed all the same.
    given = {item.file_name: item.content for item in (*spine, *others)}
    reading_order = [item.file_name for item in spine]
    target = BytesIO()
    book = _book(edition, spine, others)
    _Writer(target, book, edition, modified, claims(edition, paginated=bool(breaks))).write()
    data = target.getvalue()
    _verify(data, given, reading_order)
    return data


def _book(edition: Edition, spine: list[Any], others: list[Any]) -> epub.EpubBook:
    book = epub.EpubBook()
    book.FOLDER_NAME = _FOLDER
    book.IDENTIFIER_ID = IDENTIFIER_ID
    for item in (*spine, *others):
        book.add_item(item)
    book.spine = spine
    book.guide = guide(edition)
    return book


def _items(edition: Edition, breaks: tuple[PageBreak, ...]) -> tuple[list[Any], list[Any]]:
    """The documents in reading order, and what else the package holds."""
    language = edition.publication.language
    entries = contents(edition)
    spine: list[Any] = []
    others: list[Any] = []
    order: list[str] = []
    styles: set[str] = set()
    # The contents stand after the front matter, as in print.
    last_front = list(edition.of(*_FRONT))[-1]
    for document in edition.documents:
        html = tree(document, term("back", language), in_document(breaks, document.name))
        order += _places(file_name(document), html)
        styles |= set(stylesheets(html))
        data = serialise(html)
        item = _item(document.name, file_name(document), "application/xhtml+xml", data)
        item.properties = list(properties(document))
        spine.append(item)
        if document is last_front:
            data = navigation_document(edition, entries, breaks)
            nav = _item("nav", "nav.xhtml", item.media_type, data)
            order += [nav.file_name, *(b.href for b in in_document(breaks, CONTENTS))]
            nav.properties = ["nav"]
            spine.append(nav)
    data = ncx(edition, entries, order, breaks)
    others.append(_item("ncx", "toc.ncx", "application/x-dtbncx+xml", data))
    faces = fonts.faces(edition)
    style = (STYLES / "epub.css").read_bytes()
    if faces:
        style += (STYLES / "epub-fonts.css").read_bytes()
    others.append(_item("css", STYLESHEET, "text/css", style))
    if TABLE_STYLESHEET in styles:
        style = (STYLES / "epub-tables.css").read_bytes()
        others.append(_item("css-tables", TABLE_STYLESHEET, "text/css", style))
    if FIGURE_STYLESHEET in styles:
        style = (STYLES / "epub-figures.css").read_bytes()
        others.append(_item("css-figures", FIGURE_STYLESHEET, "text/css", style))
    for number, (path, data) in enumerate(faces.items(), 1):
        others.append(_item(f"font-{number}", path, fonts.MEDIA_TYPE, data))
    shown = {source for document in edition.documents for source in image_sources(document)}
    for number, path in enumerate(sorted(shown), 1):
        media_type = _MEDIA_TYPES[path.rsplit(".", 1)[-1]]
        image = _item(f"image-{number}", path, media_type, edition.images[path])
        if path == edition.cover:
            image.id, image.properties = "cover-image", ["cover-image"]
        others.append(image)
    return spine, others


_FRONT = (Matter.COVER, Matter.HALF_TITLE, Matter.TITLE_PAGE, Matter.DEDICATION)


def _places(file: str, html: etree._Element) -> Iterator[str]:
    """Where links into a document can lead, in reading order."""
    yield file
    yield from (f"{file}#{e.get('id')}" for e in html.iter(etree.Element) if e.get("id"))


def _item(identifier: str, path: str, media_type: str, data: bytes) -> Any:
    item = epub.EpubItem(uid=identifier, file_name=path, media_type=media_type, content=data)
    item.properties = []
    return item


_PREFIXES = "schema: http://schema.org/ a11y: http://www.idpf.org/epub/vocab/package/a11y/#"
"""Reserved ones, named all the same: validators of before know fewer of them."""


class _Writer(epub.EpubWriter):  # type: ignore[misc]
    """EbookLib's writer with our metadata, our NCX in the spine, and stamps that do not move."""

    def __init__(
        self,
        target: BytesIO,
        book: epub.EpubBook,
        edition: Edition,
        modified: dt.datetime,
        claimed: Claims,
    ):
        super().__init__(target, book, {"raise_exceptions": True})
        self._edition = edition
        self._modified = modified
        self._claims = claimed

    def _write_opf_metadata(self, root: etree._Element) -> None:
        # EbookLib makes the package element without a namespace for its children: name it here.
        root.attrib.pop("prefix", None)
        root.set("prefix", _PREFIXES)
        root.attrib.pop("{http://www.w3.org/XML/1998/namespace}lang", None)
        root.set("{http://www.w3.org/XML/1998/namespace}lang", self._edition.publication.language)
        root.append(metadata(self._edition, self._modified, "cover-image", self._claims))

    def _write_opf_spine(self, root: etree._Element, ncx_id: str | None) -> None:
        super()._write_opf_spine(root, "ncx")

    def _write_opf_file(self, root: etree._Element) -> None:
        # The elements that EbookLib adds have no namespace but the one they inherit in the file.
        bare = etree.tostring(root)
        tree = etree.fromstring(bare)
        etree.cleanup_namespaces(tree)
        etree.indent(tree)
        data = etree.tostring(tree, encoding="utf-8", xml_declaration=True) + b"\n"
        self.out.writestr(f"{_FOLDER}/content.opf", data)

    def write(self) -> None:
        stamp = max(self._modified, _EARLIEST).timetuple()[:6]
        with _StampedZip(self.file_name, stamp) as self.out:
            self.out.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
            self._write_container()
            self._write_opf()
            self._write_items()
            if self._edition.publication.epub.fonts:
                self.out.writestr(fonts.LICENCE, (FONTS / "OFL.txt").read_bytes())


class _StampedZip(zipfile.ZipFile):
    """An archive whose entries all carry one time and the same rights, wherever it is made."""

    def __init__(self, target: BytesIO, stamp: tuple[int, ...]):
        super().__init__(target, "w", zipfile.ZIP_DEFLATED)
        self._stamp = stamp

    def writestr(  # type: ignore[override]
        self, name: str, data: str | bytes, compress_type: int = zipfile.ZIP_DEFLATED
    ) -> None:
        entry = zipfile.ZipInfo(name, self._stamp)  # type: ignore[arg-type]
        entry.compress_type = compress_type
        entry.create_system = 3
        entry.external_attr = 0o644 << 16
        super().writestr(entry, data, compress_type, compresslevel=9)


def _verify(data: bytes, given: Mapping[str, bytes], reading_order: Sequence[str]) -> None:
    """Hold the finished archive against what was given to be packed."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = archive.namelist()
        opf = etree.fromstring(archive.read(f"{_FOLDER}/content.opf"))
        listed = {e.get("id"): str(e.get("href")) for e in opf.iter(f"{{{OPF}}}item")}
        for path, content in given.items():
            if names.count(f"{_FOLDER}/{path}") != 1:
                raise PackagingError(f"not in the archive once: {path}")
            if archive.read(f"{_FOLDER}/{path}") != content:
                raise PackagingError(f"not in the archive as given: {path}")
        if sorted(listed.values()) != sorted(given):
            raise PackagingError("the manifest does not list what was given")
        if [listed.get(r.get("idref")) for r in opf.iter(f"{{{OPF}}}itemref")] != reading_order:
            raise PackagingError("the spine is not the order of reading")
