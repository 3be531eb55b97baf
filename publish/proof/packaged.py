"""The words of a finished EPUB, read from the archive: its documents in the order of the spine."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from io import BytesIO
from urllib.parse import unquote

from lxml import etree

from publish.article import XHTML, remove_keeping_tail
from publish.proof.reading import Word, read

_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_OPF = "{http://www.idpf.org/2007/opf}"


def read_epub(data: bytes) -> Iterator[tuple[str, list[Word]]]:
    """Each document of the spine but the contents: its path in the archive, its words.

    Calls of notes and the links back from notes are apparatus, not words of the text.
    """
    with zipfile.ZipFile(BytesIO(data)) as archive:
        container = etree.fromstring(archive.read("META-INF/container.xml"))
        rootfile = next(container.iter(f"{_CONTAINER}rootfile")).get("full-path") or ""
        package = etree.fromstring(archive.read(rootfile))
        items = {i.get("id"): i for i in package.iter(f"{_OPF}item")}
        for reference in package.iter(f"{_OPF}itemref"):
            item = items[reference.get("idref")]
            if "nav" in (item.get("properties") or "").split():
                continue
            href = unquote(item.get("href") or "")
            path = posixpath.normpath(posixpath.join(posixpath.dirname(rootfile), href))
            yield path, _document_words(archive.read(path), path)


def _document_words(data: bytes, path: str) -> list[Word]:
    html = etree.fromstring(data)
    body = html.find(f"{{{XHTML}}}body")
    assert body is not None
    for link in [e for e in body.iter() if e.get("role") == "doc-backlink"]:
        remove_keeping_tail(link)
    text, notes = read(body, path)
    return text + [word for note in notes.values() for word in note]
