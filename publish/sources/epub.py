"""EPUB 2 and 3: the documents of the spine, one after the other, as one article.

The package is read as EPUB 3.3 says (§5, package document): what stands before and after the text
for the book alone (cover, title page, navigation, colophon) is left out and quoted; notes that
have a document of their own come with those that call them. The whole then goes through the reader
of HTML (:mod:`publish.sources.html`): an EPUB holds nothing that a web page could not.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import unquote, urlsplit

from lxml import etree

from publish.article import Article
from publish.diagnostics import Diagnostic, Kind, Place, RefusedError, Severity
from publish.sources import html
from publish.sources.html.parsing import parse
from publish.sources.html.tree import text_of
from publish.sources.html.visible import PART_LEFT_OUT
from publish.sources.manuscript import Manuscript, Reading
from publish.sources.office.container import Archive
from publish.words import words

EPUB_DAMAGED = Kind(
    "epub-damaged",
    Severity.ERROR,
    fr="Ce livre numérique est abîmé ou incomplet : {reason}.",
    fr_hint="Demandez un autre fichier, ou convertissez-le de nouveau en EPUB.",
    en="This e-book is damaged or incomplete: {reason}.",
    en_hint="Ask for another file, or convert it to EPUB again.",
)
EPUB_PROTECTED = Kind(
    "epub-protected",
    Severity.ERROR,
    fr="Ce livre numérique est verrouillé (DRM) : son texte ne peut pas être lu.",
    fr_hint="Demandez à l’éditeur un fichier sans verrou.",
    en="This e-book is locked (DRM): its text cannot be read.",
    en_hint="Ask the publisher for a file without a lock.",
)

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
"""Obfuscation of fonts, which locks no text (EPUB 3.3, §4.3)."""
_DC = "{http://purl.org/dc/elements/1.1/}"
_XHTML = "application/xhtml+xml"
_FRAME = frozenset(
    "cover titlepage halftitlepage toc landmarks loi lot colophon copyright-page "  # noqa: SIM905
    "title-page text-cover".split()
)
"""What is of the book and not of its text: EPUB Structural Semantics, and the guide of EPUB 2."""
_QUOTED = 80


def read(manuscript: Manuscript) -> Reading:
    """The article of an EPUB."""
    try:
        book = _Book(manuscript)
        reading = html.read(replace(manuscript, data=book.joined()), whole=True)
        article = reading.article and _with_images(reading.article, book)
    except RefusedError as refused:
        return Reading(None, (), tuple(refused.diagnostics))
    # Lines of the joined documents are lines of no file that the editor has.
    place = Place(manuscript.name)
    problems = tuple(replace(problem, place=place) for problem in reading.diagnostics)
    return replace(reading, article=article, diagnostics=(*book.problems, *problems))


def _with_images(article: Article, book: _Book) -> Article:
    used = {e.get("src") or "" for e in article.root.iter("{*}img")}
    images = {src: book.archive.read(name) for src, name in book.images.items() if src in used}
    return replace(article, images={**article.images, **images}, lines={})


class _Epub(Archive):
    def damaged(self, reason: str) -> RefusedError:
        return RefusedError([EPUB_DAMAGED.at(self.place, reason=reason)])


@dataclass(frozen=True)
class _Item:
    """An item of the manifest: its path in the archive, its type, its properties."""

    path: str
    media_type: str
    properties: frozenset[str]


class _Book:
    """An EPUB opened; raises :class:`RefusedError` when it cannot be read."""

    def __init__(self, manuscript: Manuscript):
        self.manuscript = manuscript
        self.archive = _Epub(manuscript)
        self.problems: list[Diagnostic] = []
        self.images: dict[str, str] = {}
        """The name of each image in the archive, by its address in the article."""
        if _ENCRYPTION in self.archive.names:
            ways = self.archive.xml(_ENCRYPTION).iter("{*}EncryptionMethod")
            if any(way.get("Algorithm") not in _FONTS for way in ways):
                raise RefusedError([EPUB_PROTECTED.at(self.archive.place)])
        root_file = self.archive.xml(_CONTAINER).find(".//{*}rootfile")
        self.path = "" if root_file is None else unquote(root_file.get("full-path") or "")
        if self.path not in self.archive.names:
            raise self.archive.damaged(self.path or _CONTAINER)
        self.package = self.archive.xml(self.path)
        folder = posixpath.dirname(self.path)
        self.items = {
            item.get("id") or "": _Item(
                _inside(folder, item.get("href") or ""),
                item.get("media-type") or "",
                frozenset((item.get("properties") or "").split()),
            )
            for item in self.package.iter("{*}item")
        }

    def joined(self) -> bytes:
        """The text of the book as one HTML document: its title, its authors, its documents."""
        kept: list[tuple[str, etree._Element]] = []
        spine = list(self._spine())
        for item in spine:
            body = self._body(item)
            if body is None:
                continue
            if self._is_frame(item, body, first=item is spine[0] and len(spine) > 1):
                said = text_of(body)
                if said:
                    found = {"count": len(words(said)), "start": f"{said[:_QUOTED]}…"}
                    self.problems.append(PART_LEFT_OUT.at(self.archive.place, **found))
                continue
            kept.append((item.path, body))
        numbers = {path: number for number, (path, _) in enumerate(kept, 1)}
        for path, body in kept:
            self._bring_together(path, body, numbers)
        language = self._said("language")
        pieces = [f'<html lang="{language}"><meta charset="utf-8"><body>'.encode()]
        pieces += self._head([body for _, body in kept])
        for _, body in kept:
            body.tag = "div"
            pieces.append(etree.tostring(body, encoding="utf-8", method="html"))
        return b"\n".join([*pieces, b"</body></html>"])

    def _spine(self) -> Iterator[_Item]:
        later: list[_Item] = []
        for reference in self.package.iter("{*}itemref"):
            item = self.items.get(reference.get("idref") or "")
            if item is None or item.path not in self.archive.names:
                raise self.archive.damaged(item.path if item else str(reference.get("idref")))
            if reference.get("linear") == "no":
                later.append(item)
            else:
                yield item
        yield from later

    def _body(self, item: _Item) -> etree._Element | None:
        if item.media_type not in (_XHTML, "text/html", "application/x-dtbook+xml"):
            return None
        data = self.archive.read(item.path)
        parsed = parse(replace(self.manuscript, data=data))
        if parsed.root is None:
            empty = all(problem.code == "file-empty" for problem in parsed.diagnostics)
            if empty:
                return None
            raise RefusedError(list(parsed.diagnostics))
        return next(parsed.root.iter("body"), None)

    def _is_frame(self, item: _Item, body: etree._Element, *, first: bool) -> bool:
        if "nav" in item.properties:
            return True
        if not text_of(body):
            # A picture by itself is a plate, at the very beginning the cover.
            return first or next(body.iter("img", "image"), None) is None
        guide = {
            r.get("type") or ""
            for r in self.package.iter("{*}reference")
            if _inside(posixpath.dirname(self.path), r.get("href") or "") == item.path
        }
        outermost = [body, *body][:3] if len(body) < 3 else [body, *list(body)[:1]]
        types = {t for e in outermost for t in _types(e)}
        return bool((guide | types) & _FRAME)

    def _bring_together(self, path: str, body: etree._Element, numbers: dict[str, int]) -> None:
        """Make the addresses of a document those of the whole."""
        prefix = f"d{numbers[path]}-"
        for element in body.iter(etree.Element):
            if element.get("id"):
                element.set("id", prefix + (element.get("id") or ""))
            if element.tag == "img":
                element.set("src", self._image(path, element.get("src") or ""))
            elif element.tag == "image":  # of SVG, around the picture of a page
                target = next((v for k, v in element.attrib.items() if k.endswith("href")), "")
                element.tag = "img"
                element.set("src", self._image(path, target))
            elif element.tag == "a" and element.get("href"):
                element.set("href", self._link(path, element.get("href") or "", numbers))

    def _image(self, path: str, target: str) -> str:
        name = _inside(posixpath.dirname(path), target)
        if urlsplit(target).scheme or name not in self.archive.names:
            return target
        known = next((src for src, held in self.images.items() if held == name), "")
        suffix = posixpath.splitext(name)[1].lower()
        src = known or f"image-{len(self.images) + 1}{suffix}"
        self.images[src] = name
        return src

    def _link(self, path: str, target: str, numbers: dict[str, int]) -> str:
        parts = urlsplit(target)
        if parts.scheme or parts.netloc:
            return target
        name = _inside(posixpath.dirname(path), target) if parts.path else path
        if name not in numbers:
            return target
        return f"#d{numbers[name]}-{parts.fragment}" if parts.fragment else f"#d{numbers[name]}"

    def _head(self, bodies: list[etree._Element]) -> list[bytes]:
        """The title and the authors, where the text does not begin with them; headings below."""
        title = self._said("title")
        first = next((e for body in bodies for e in body.iter("h1", "h2", "h3")), None)
        if not title or (first is not None and words(text_of(first)) == words(title)):
            return []
        for element in (e for body in bodies for e in body.iter("h1", "h2", "h3", "h4", "h5")):
            element.tag = f"h{int(str(element.tag)[1]) + 1}"
        head = etree.Element("header")
        etree.SubElement(head, "h1").text = title
        authors = [" ".join((e.text or "").split()) for e in self.package.iter(f"{_DC}creator")]
        if any(authors):
            byline = etree.SubElement(head, "p", {"class": "byline"})
            byline.text = ", ".join(a for a in authors if a)
        return [etree.tostring(head, encoding="utf-8", method="html")]

    def _said(self, name: str) -> str:
        element = self.package.find(f".//{_DC}{name}")
        return "" if element is None else " ".join("".join(element.itertext()).split())


def _inside(folder: str, href: str) -> str:
    """The path in the archive that an address leads to from a folder of it."""
    try:
        path = unquote(urlsplit(href).path)
    except ValueError:
        return ""
    return posixpath.normpath(posixpath.join(folder, path)) if path else ""


def _types(element: etree._Element) -> Iterator[str]:
    for key, value in element.attrib.items():
        if key in ("epub:type", "role") or key.endswith("}type"):
            for kind in value.split():
                yield kind.removeprefix("doc-")
