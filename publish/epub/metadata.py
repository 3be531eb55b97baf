"""The metadata of the package document (EPUB 3.3, §5.5; EPUB Accessibility 1.1, §2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from lxml import etree

from publish.edition.model import Edition
from publish.epub.documents import image_sources
from publish.epub.terms import term

OPF = "http://www.idpf.org/2007/opf"
DC = "http://purl.org/dc/elements/1.1/"
IDENTIFIER_ID = "identifier"
_CREATORS = ("aut", "edt")


def metadata(
    edition: Edition, modified: dt.datetime, cover_id: str, *, paginated: bool = False
) -> etree._Element:
    """The ``metadata`` element of an edition; ``paginated`` when printed pages are marked."""
    publication = edition.publication
    root = etree.Element(f"{{{OPF}}}metadata", nsmap={None: OPF, "dc": DC})
    _dc(root, "identifier", publication.identifier, IDENTIFIER_ID)
    _dc(root, "title", publication.title, "title")
    _refine(root, "title", "title-type", "main")
    if publication.subtitle:
        _dc(root, "title", publication.subtitle, "subtitle")
        _refine(root, "subtitle", "title-type", "subtitle")
    _dc(root, "language", publication.language)
    _contributors(root, edition)
    _dc(root, "publisher", publication.publisher)
    _dc(root, "date", publication.date.isoformat() if publication.date else "")
    _dc(root, "rights", publication.rights)
    _dc(root, "description", publication.description)
    for subject in publication.subjects:
        _dc(root, "subject", subject)
    if paginated:
        _pagination(root, edition)
    _meta(root, "dcterms:modified", modified.strftime("%Y-%m-%dT%H:%M:%SZ"))
    for name, value in _accessibility(edition, paginated):
        _meta(root, name, value)
    # EPUB 2 reading systems find the cover by this name.
    etree.SubElement(root, f"{{{OPF}}}meta", name="cover", content=cover_id)
    return root


def _contributors(root: etree._Element, edition: Edition) -> None:
    for number, contributor in enumerate(edition.publication.contributors, 1):
        name = "creator" if contributor.role in _CREATORS else "contributor"
        identifier = f"contributor-{number}"
        _dc(root, name, contributor.name, identifier)
        role = _refine(root, identifier, "role", contributor.role)
        role.set("scheme", "marc:relators")
        if contributor.sort:
            _refine(root, identifier, "file-as", contributor.sort)


def _pagination(root: etree._Element, edition: Edition) -> None:
    """Which edition the pages are those of: said as EPUB 3.3 has it (``source-of``, §D.3), and as
    EPUB Accessibility has it since (``pageBreakSource``)."""
    publication = edition.publication
    title = ". ".join(filter(None, (publication.title, publication.subtitle)))
    source = term("print-edition", publication.language).format(title=title)
    _dc(root, "source", source, "print-edition")
    _refine(root, "print-edition", "source-of", "pagination")
    _meta(root, "pageBreakSource", source)


def _accessibility(edition: Edition, paginated: bool) -> Iterator[tuple[str, str]]:
    """What is true of this edition; no conformance is claimed that no check bears out."""
    language = edition.publication.language
    pictures = [
        image
        for document in edition.documents
        for image in document.root.iter("{http://www.w3.org/1999/xhtml}img")
    ]
    described = all((image.get("alt") or "").strip() for image in pictures)
    illustrated = any(image_sources(d) for d in edition.documents)
    yield "schema:accessMode", "textual"
    if illustrated:
        yield "schema:accessMode", "visual"
    if described:
        yield "schema:accessModeSufficient", "textual"
    if illustrated:
        yield "schema:accessModeSufficient", "textual,visual"
    features = [
        "tableOfContents",
        "readingOrder",
        "structuralNavigation",
        "displayTransformability",
    ]
    if described and illustrated:
        features.append("alternativeText")
    if paginated:
        features += ["pageBreakMarkers", "pageNavigation"]
    for feature in features:
        yield "schema:accessibilityFeature", feature
    yield "schema:accessibilityHazard", "none"
    summary = [term("summary", language)]
    if described and illustrated:
        summary.append(term("summary-images", language))
    yield "schema:accessibilitySummary", " ".join(summary)


def _dc(root: etree._Element, name: str, text: str, identifier: str = "") -> None:
    if text:
        element = etree.SubElement(root, f"{{{DC}}}{name}")
        element.text = text
        if identifier:
            element.set("id", identifier)


def _meta(root: etree._Element, name: str, text: str) -> None:
    etree.SubElement(root, f"{{{OPF}}}meta", property=name).text = text


def _refine(root: etree._Element, target: str, name: str, text: str) -> etree._Element:
    element = etree.SubElement(root, f"{{{OPF}}}meta", refines=f"#{target}", property=name)
    element.text = text
    return element
