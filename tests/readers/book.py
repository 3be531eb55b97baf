"""An EPUB as it is written, to hold against what a reading system shows of it."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

from lxml import etree

X = {"x": "http://www.w3.org/1999/xhtml", "o": "http://www.idpf.org/2007/opf"}
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"


class Book:
    """The documents of an EPUB, read without any reading system."""

    def __init__(self, path: Path) -> None:
        with ZipFile(path) as archive:
            package = etree.fromstring(archive.read("EPUB/content.opf"))
            named = {i.get("id"): i.get("href") for i in package.iterfind(".//o:item", X)}
            self.spine = [named[i.get("idref")] for i in package.iterfind(".//o:itemref", X)]
            self.documents = {n: etree.fromstring(archive.read(f"EPUB/{n}")) for n in self.spine}

    def links(self, kind: str) -> list[tuple[str, str]]:
        """The words and target of each link of a navigation list: ``toc``, ``page-list``."""
        (nav,) = (n for n in self.documents["nav.xhtml"].iter("{*}nav") if n.get(EPUB_TYPE) == kind)
        return [(plain("".join(a.itertext())), a.get("href", "")) for a in nav.iter("{*}a")]

    def words(self, name: str) -> str:
        """All words of a document."""
        (body,) = self.documents[name].iterfind("x:body", X)
        return plain("".join(body.itertext()))

    def words_at(self, href: str) -> str:
        """The first words from the target of a link on."""
        name, _, target = href.partition("#")
        (body,) = self.documents[name].iterfind("x:body", X)
        start = body if not target else next(e for e in body.iter() if e.get("id") == target)
        said, reached = [], False
        for event, element in etree.iterwalk(body, events=("start", "end")):
            if event == "start":
                reached = reached or element is start
                said.append(element.text if reached else "")
            elif element is not body:
                said.append(element.tail if reached else "")
        return plain("".join(s or "" for s in said))[:60].strip()

    def notes(self) -> dict[str, str]:
        """The target of each call of a note, by the name of the note."""
        return {
            f"{name}#{a.get('id')}": f"{name}{a.get('href')}"
            for name, document in self.documents.items()
            for a in document.iterfind(".//x:a[@role='doc-noteref']", X)
        }


def plain(text: str) -> str:
    """The text with every run of spaces as one space."""
    return re.sub(r"[\s\u00a0\u202f\u2060]+", " ", text).strip()
