"""What an edition is made of; filled by :mod:`publish.edition.assemble`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from lxml import etree

from publish.article import authors, without_by
from publish.edition.index.marks import Mark
from publish.publication import Publication


class Matter(StrEnum):
    """What a document of the edition is."""

    COVER = "cover"
    HALF_TITLE = "half-title"
    TITLE_PAGE = "title-page"
    DEDICATION = "dedication"
    PART = "part"
    ARTICLE = "article"
    INDEX = "index"
    COLOPHON = "colophon"


@dataclass(frozen=True)
class Document:
    """One document of the edition.

    ``name`` is unique in the edition and fit for a file name without its extension and for an XML
    id. ``root`` is its content: an ``article`` element of the profile, or a ``section`` element of
    the same vocabulary for the others. ``part`` names the document of the part that holds it,
    empty at the top level. ``title`` is what the contents call it.
    """

    name: str
    matter: Matter
    title: str
    language: str
    root: etree._Element
    part: str = ""

    @property
    def heading(self) -> etree._Element | None:
        """The element that holds the title of a part or of an article."""
        return next(self.root.iter("{*}h1"), None)

    @property
    def byline(self) -> str:
        """Who signs, as the contents say it: without « Par »; empty where nobody does."""
        signed = next((e for e in self.root.iter() if e.get("class") == "byline"), None)
        return "" if signed is None else without_by(authors(signed))


@dataclass(frozen=True)
class Edition:
    """A publication ready to be set and packaged.

    ``images`` gives the bytes of each image by the path that ``img`` elements and the cover use
    (``images/plan.png``); ``cover`` is one of these paths. ``marks`` are those of the index.
    """

    publication: Publication
    documents: tuple[Document, ...]
    images: Mapping[str, bytes] = field(default_factory=dict)
    cover: str = ""
    marks: tuple[Mark, ...] = ()

    def of(self, *matters: Matter) -> Iterator[Document]:
        """The documents of these kinds, in reading order."""
        return (d for d in self.documents if d.matter in matters)

    def articles(self) -> Iterator[Document]:
        """The articles, in reading order."""
        return self.of(Matter.ARTICLE)

    def parts(self) -> Iterator[tuple[Document, tuple[Document, ...]]]:
        """Each top-level document with the documents that it holds, in reading order."""
        for document in self.documents:
            if not document.part:
                yield document, tuple(d for d in self.documents if d.part == document.name)
