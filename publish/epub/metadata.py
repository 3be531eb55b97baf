"""The metadata of the package document (EPUB 3.3, §5.5; EPUB Accessibility 1.1, §2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from lxml import etree

from publish.edition.model import Edition
from publish.epub.accessibility import CONFORMANCE, Claims, evaluator
from publish.epub.terms import term
from publish.publication import Publication

OPF = "http://www.idpf.org/2007/opf"
DC = "http://purl.org/dc/elements/1.1/"
IDENTIFIER_ID = "identifier"
_CREATORS = ("aut", "edt")


def metadata(
    edition: Edition, modified: dt.datetime, cover_id: str, claims: Claims
) -> etree._Element:
    """The ``metadata`` element of an edition."""
    publication = edition.publication
    root = etree.Element(f"{{{OPF}}}metadata", nsmap={None: OPF, "dc": DC})
    _identifiers(root, publication)
    _dc(root, "title", publication.title, "title")
    _refine(root, "title", "title-type", "main")
    if publication.subtitle:
        _dc(root, "title", publication.subtitle, "subtitle")
        _refine(root, "subtitle", "title-type", "subtitle")
    _dc(root, "language", publication.language)
    _contributors(root, edition)
    _series(root, publication)
    _dc(root, "publisher", publication.publisher)
    _dc(root, "date", publication.date.isoformat() if publication.date else "")
    _dc(root, "rights", publication.rights)
    _dc(root, "description", publication.description)
    _subjects(root, publication)
    _source(root, publication, paginated=claims.paginated)
    _meta(root, "dcterms:modified", modified.strftime("%Y-%m-%dT%H:%M:%SZ"))
    for name, value in _accessibility(edition, claims):
        _meta(root, name, value)
    if claims.conforms and publication.accessibility.report:
        link = etree.SubElement(root, f"{{{OPF}}}link", rel="a11y:certifierReport")
        link.set("href", publication.accessibility.report)
    # EPUB 2 reading systems find the cover by this name.
    etree.SubElement(root, f"{{{OPF}}}meta", name="cover", content=cover_id)
    return root


def _identifiers(root: etree._Element, publication: Publication) -> None:
    """The identifiers with their kinds as the book trade numbers them (ONIX, list 5)."""
    _dc(root, "identifier", publication.identifier, IDENTIFIER_ID)
    kinds = {"15": (IDENTIFIER_ID, publication.isbn), "06": ("doi", publication.doi)}
    if publication.doi:
        _dc(root, "identifier", f"doi:{publication.doi}", "doi")
    for code, (target, value) in kinds.items():
        if value:
            _refine(root, target, "identifier-type", code).set("scheme", "onix:codelist5")


def _series(root: etree._Element, publication: Publication) -> None:
    """The series and the place in it (EPUB 3.3, §D.3.2, belongs-to-collection)."""
    if not publication.series:
        return
    _meta(root, "belongs-to-collection", publication.series).set("id", "series")
    _refine(root, "series", "collection-type", "series")
    if publication.number:
        _refine(root, "series", "group-position", str(publication.number))
    if publication.issn:
        _refine(root, "series", "dcterms:identifier", f"urn:issn:{publication.issn}")


def _subjects(root: etree._Element, publication: Publication) -> None:
    """Subjects in words, then those of Thema with their codes (EPUB 3.3, §D.3, authority, term)."""
    for subject in publication.subjects:
        _dc(root, "subject", subject)
    for number, thema in enumerate(publication.thema, 1):
        _dc(root, "subject", thema.heading or thema.code, f"thema-{number}")
        _refine(root, f"thema-{number}", "authority", "Thema")
        _refine(root, f"thema-{number}", "term", thema.code)


def _contributors(root: etree._Element, edition: Edition) -> None:
    for number, contributor in enumerate(edition.publication.contributors, 1):
        name = "creator" if contributor.role in _CREATORS else "contributor"
        identifier = f"contributor-{number}"
        _dc(root, name, contributor.name, identifier)
        role = _refine(root, identifier, "role", contributor.role)
        role.set("scheme", "marc:relators")
        if contributor.sort:
            _refine(root, identifier, "file-as", contributor.sort)


def _source(root: etree._Element, publication: Publication, *, paginated: bool) -> None:
    """The print edition: named by its ISBN, else by its title where its pages are marked.

    Whose pages they are is said as EPUB 3.3 has it (``source-of``, §D.3), and as EPUB Accessibility
    has it since (``pageBreakSource``).
    """
    isbn = publication.print.isbn
    title = ". ".join(filter(None, (publication.title, publication.subtitle)))
    named = term("print-edition", publication.language).format(title=title)
    source = f"urn:isbn:{isbn}" if isbn else named
    if isbn or paginated:
        _dc(root, "source", source, "print-edition")
    if paginated:
        _refine(root, "print-edition", "source-of", "pagination")
        _meta(root, "pageBreakSource", source)


def _accessibility(edition: Edition, claims: Claims) -> Iterator[tuple[str, str]]:
    """What is true of this edition; no conformance is claimed that no check bears out."""
    yield "schema:accessMode", "textual"
    if claims.illustrated:
        yield "schema:accessMode", "visual"
    if claims.described:
        yield "schema:accessModeSufficient", "textual"
    if claims.illustrated:
        yield "schema:accessModeSufficient", "textual,visual"
    yield from (("schema:accessibilityFeature", feature) for feature in _features(claims))
    # There is no sound, and of an animated image only the first is shown.
    yield "schema:accessibilityHazard", "none"
    yield "schema:accessibilitySummary", summary(edition, claims)
    if claims.conforms:
        yield "dcterms:conformsTo", CONFORMANCE
        yield "a11y:certifiedBy", evaluator(edition)


def summary(edition: Edition, claims: Claims) -> str:
    """What a reader may expect, in sentences of the publication’s language."""
    parts = ["summary"]
    parts += ["summary-conforming"] if claims.conforms else ["summary-not-conforming"]
    parts += ["summary-images"] if claims.described and claims.illustrated else []
    parts += ["summary-pages"] if claims.paginated else []
    return " ".join(term(part, edition.publication.language) for part in parts)


def _features(claims: Claims) -> Iterator[str]:
    yield from ("tableOfContents", "readingOrder", "structuralNavigation", "ARIA")
    yield "displayTransformability"
    if claims.described and claims.illustrated:
        yield "alternativeText"
    if claims.mathematical:
        yield "MathML"
    if claims.paginated:
        yield from ("pageBreakMarkers", "pageNavigation")


def _dc(root: etree._Element, name: str, text: str, identifier: str = "") -> None:
    if text:
        element = etree.SubElement(root, f"{{{DC}}}{name}")
        element.text = text
        if identifier:
            element.set("id", identifier)


def _meta(root: etree._Element, name: str, text: str) -> etree._Element:
    element = etree.SubElement(root, f"{{{OPF}}}meta", property=name)
    element.text = text
    return element


def _refine(root: etree._Element, target: str, name: str, text: str) -> etree._Element:
    element = etree.SubElement(root, f"{{{OPF}}}meta", refines=f"#{target}", property=name)
    element.text = text
    return element
