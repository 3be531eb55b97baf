"""The documents that the edition adds to the articles: title pages, parts, colophon."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from itertools import groupby

from lxml import etree

from publish import __version__
from publish.article import EPUB_TYPE, E, text
from publish.dates import long_date, month_and_year
from publish.edition.model import Document, Matter
from publish.edition.series import is_issue, place_in_series
from publish.edition.terms import term
from publish.edition.titles import set_title
from publish.publication import Publication
from publish.typography import typeset_text


def half_title(publication: Publication) -> Document:
    """The half-title (faux-titre): the title alone."""
    root = _section("half-title", "halftitlepage", _title(publication, E.p({"class": "title"})))
    return _document(publication, "half-title", Matter.HALF_TITLE, root)


def title_page(publication: Publication) -> Document:
    """Authors, title, subtitle; publisher and date at the foot."""
    authors = [c.name for c in publication.contributors if c.role == "aut"]
    children = []
    if 0 < len(authors) <= 3:
        children += [E.p({"class": "author"}, name) for name in authors]
    children.append(_title(publication, E.h1({"class": "title"})))
    if publication.subtitle:
        subtitle = E.p({"class": "subtitle"})
        children.append(set_title(subtitle, publication.subtitle, publication.language))
    series = _series(publication)
    if series is not None and is_issue(publication):
        children.append(series)
    editors = [c.name for c in publication.contributors if c.role == "edt"]
    if editors:
        children.append(E.p({"class": "editor"}, _credit(publication, "edt", editors)))
    foot = E.div({"class": "foot"})
    if series is not None and not is_issue(publication):
        foot.append(series)
    if publication.publisher:
        foot.append(E.p({"class": "publisher"}, publication.publisher))
    if publication.date:
        when = month_and_year(publication.date, publication.language)
        foot.append(E.p({"class": "date"}, when))
    if len(foot):
        children.append(foot)
    root = _section("title-page", "titlepage", *children)
    return _document(publication, "title-page", Matter.TITLE_PAGE, root)


def dedication(publication: Publication) -> tuple[Document, ...]:
    """The dedication on a right-hand page of its own, each line of it a paragraph; or nothing."""
    lines = [line.strip() for line in publication.dedication.splitlines() if line.strip()]
    if not lines:
        return ()
    said = [set_title(E.p(), line, publication.language) for line in lines]
    root = _section("dedication", "dedication", *said)
    root.set("role", "doc-dedication")
    return (_document(publication, "dedication", Matter.DEDICATION, root),)


def part(publication: Publication, number: int, title: str) -> Document:
    """The opening of a part."""
    heading = set_title(E.h1({"class": "title"}), title, publication.language)
    root = _section("part", "part", heading)
    root.set("role", "doc-part")
    return Document(f"part-{number}", Matter.PART, text(heading), publication.language, root)


def colophon(publication: Publication) -> Document:
    """Who made the book, whose it is, how to find it, and with what it was set."""
    language = publication.language
    lines: list[etree._Element] = [_title(publication, E.p({"class": "title"}))]
    series = _series(publication)
    if series is not None:
        lines.append(series)
    ordered = sorted(publication.contributors, key=lambda c: (c.role != "edt", c.role != "aut"))
    for role, group in groupby(ordered, key=lambda c: c.role):
        lines.append(E.p(_credit(publication, role, [c.name for c in group])))
    if publication.publisher:
        lines.append(E.p({"class": "publisher"}, publication.publisher))
    if publication.rights:
        lines.append(E.p({"class": "rights"}, publication.rights))
    lines += [E.p({"class": "identifier"}, said) for said in _identifiers(publication)]
    if publication.date:
        when = long_date(publication.date, language)
        lines.append(E.p({"class": "date"}, _set(term("published", language, date=when), language)))
    lines += [set_title(E.p({"class": "said"}), said, language) for said in publication.colophon]
    tools = term(
        "made-with",
        language,
        publish=__version__,
        weasyprint=version("weasyprint"),
        ebooklib=version("ebooklib"),
    )
    lines.append(E.p({"class": "tools"}, _set(tools, language)))
    root = _section("colophon", "colophon", *lines)
    root.set("role", "doc-colophon")
    return _document(publication, "colophon", Matter.COLOPHON, root)


def _identifiers(publication: Publication) -> Iterator[str]:
    """The numbers of the publication, each of its own line."""
    language, paper = publication.language, publication.print
    written = publication.isbn_written or publication.isbn
    if paper.isbn:
        yield term("isbn-print", language, isbn=paper.isbn_written or paper.isbn)
    if written:
        yield term("isbn-epub" if paper.isbn else "isbn", language, isbn=written)
    if publication.doi:
        yield term("doi", language, doi=publication.doi)
    if publication.issn:
        yield term("issn", language, issn=publication.issn)
    if not (written or paper.isbn or publication.doi):
        yield term("identifier", language, identifier=publication.identifier)


def _title(publication: Publication, holder: etree._Element) -> etree._Element:
    return set_title(holder, publication.title, publication.language)


def _series(publication: Publication) -> etree._Element | None:
    said = place_in_series(publication)
    return set_title(E.p({"class": "series"}), said, publication.language) if said else None


def _credit(publication: Publication, role: str, names: list[str]) -> str:
    language = publication.language
    label = term(role, language)
    return _set(term("by-role", language, role=label, names=", ".join(names)), language)


def _set(text: str, language: str) -> str:
    return typeset_text(text, language)


def _section(name: str, epub_type: str, *children: etree._Element) -> etree._Element:
    return E.section({"class": name, EPUB_TYPE: epub_type}, *children)


def _document(
    publication: Publication, name: str, matter: Matter, root: etree._Element
) -> Document:
    title = term(name, publication.language)
    root.set("aria-label", title)
    return Document(name, matter, title, publication.language, root)
