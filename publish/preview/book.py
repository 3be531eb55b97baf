"""The finished EPUB, read again as a reading system reads it: members, spine, contents, pages."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import unquote

from lxml import etree

_CONTAINER = "META-INF/container.xml"
_TYPE = "{http://www.idpf.org/2007/ops}type"
_DC = "{http://purl.org/dc/elements/1.1/}"


_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError)
"""What :mod:`zipfile` raises for an archive some of whose bytes are others than were written."""


class UnreadableError(Exception):
    """A finished edition is not what an edition is: cut off, or of another kind."""


@dataclass(frozen=True)
class Entry:
    """A link of the navigation document: its words, where it leads, the links beneath it.

    ``href`` is the name of a member of the archive, with its fragment where there is one.
    """

    label: str
    href: str
    children: tuple[Entry, ...] = ()

    def as_record(self) -> dict[str, object]:
        """The entry as the page in the browser gets it."""
        return {
            "label": self.label,
            "href": self.href,
            "children": [child.as_record() for child in self.children],
        }


@dataclass(frozen=True)
class Book:
    """An EPUB: what its package document lists, and the bytes of each of its members by name.

    ``spine`` are names of members in reading order, ``marks`` the page list, whose labels are the
    folios of the print edition.
    """

    title: str
    language: str
    members: Mapping[str, tuple[str, bytes]]
    spine: tuple[str, ...]
    contents: tuple[Entry, ...]
    marks: tuple[Entry, ...]

    def as_record(self) -> dict[str, object]:
        """The book as the page in the browser gets it, without the members."""
        return {
            "title": self.title,
            "language": self.language,
            "spine": list(self.spine),
            "contents": [entry.as_record() for entry in self.contents],
            "marks": [{"label": mark.label, "href": mark.href} for mark in self.marks],
        }


def read(data: bytes) -> Book:
    """The book in an archive; raises :class:`UnreadableError`.

    A member is known by the name that the package document gives it (EPUB 3.3, §5.6.2): the names
    are looked up, never opened as paths.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            root = _parse(archive.read(_CONTAINER)).find(".//{*}rootfile")
            package = str(root.get("full-path")) if root is not None else ""
            opf = _parse(archive.read(package))
            items = {
                str(item.get("id")): (
                    _resolved(package, str(item.get("href"))),
                    str(item.get("media-type")),
                    str(item.get("properties") or "").split(),
                )
                for item in opf.iterfind(".//{*}item")
            }
            members = {name: (kind, archive.read(name)) for name, kind, _ in items.values()}
            spine = tuple(items[str(r.get("idref"))][0] for r in opf.iterfind(".//{*}itemref"))
            nav = next(name for name, _, properties in items.values() if "nav" in properties)
            lists = {
                str(n.get(_TYPE)): tuple(_entries(n, nav))
                for n in _parse(members[nav][1]).iter("{*}nav")
            }
            title = opf.findtext(f".//{_DC}title") or ""
            language = opf.findtext(f".//{_DC}language") or ""
    except (*_DAMAGE, KeyError, StopIteration, etree.XMLSyntaxError) as error:
        raise UnreadableError(str(error)) from error
    return Book(title, language, members, spine, lists.get("toc", ()), lists.get("page-list", ()))


def _parse(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def _resolved(base: str, href: str) -> str:
    """The name of a member that a link leads to from another; the fragment stays as written."""
    path, sign, fragment = href.partition("#")
    name = posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(path)))
    return f"{name}{sign}{fragment}"


def _entries(holder: etree._Element, nav: str) -> Iterator[Entry]:
    for item in holder.iterfind("{*}ol/{*}li"):
        link = item.find("{*}a")
        if link is not None:
            label = "".join(link.itertext()).strip()
            yield Entry(label, _resolved(nav, link.get("href", "")), tuple(_entries(item, nav)))
