"""The navigation document (EPUB 3.3, §7) and the NCX (OPF 2.0.1, §2.4.1) from one tree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from publish.article import EPUB_TYPE, XHTML, XML_LANG, E, serialise, tag, text, without_notes
from publish.edition.model import Document, Edition, Matter
from publish.edition.pages import CONTENTS
from publish.edition.titles import copied
from publish.epub.documents import STYLESHEET, file_name
from publish.epub.page_breaks import PageBreak, in_document, place_in_contents
from publish.epub.reflow import repeat_languages
from publish.epub.terms import term

_HEADING = re.compile(r"h[2-6]")
_NCX = "http://www.daisy.org/z3986/2005/ncx/"


@dataclass(frozen=True)
class Entry:
    """An entry of the contents: what it says, where it leads, what it holds.

    ``heading`` is the element that says it in the book, with its markup.
    """

    label: str
    href: str
    children: tuple[Entry, ...] = ()
    heading: etree._Element | None = None


_HEADED = (Matter.PART, Matter.ARTICLE, Matter.INDEX)
"""Documents that the contents call by their heading."""


def contents(edition: Edition) -> tuple[Entry, ...]:
    """The contents: parts hold articles, articles hold their sections."""
    entries = []
    for document, held in edition.parts():
        if document.matter in (Matter.TITLE_PAGE, Matter.COLOPHON, *_HEADED):
            children = tuple(_entry(d) for d in held) + tuple(_sections(document))
            entries.append(replace(_entry(document), children=children))
    return tuple(entries)


def _entry(document: Document) -> Entry:
    opens = document.matter in _HEADED
    heading = document.heading if opens else None
    return Entry(document.title, file_name(document), tuple(_sections(document)), heading)


def _sections(document: Document) -> Iterator[Entry]:
    if document.matter is Matter.ARTICLE:
        yield from _inner(document.root, file_name(document))


def _inner(root: etree._Element, file: str) -> Iterator[Entry]:
    for section in root.iterchildren(f"{{{XHTML}}}section"):
        heading = next((e for e in section if _HEADING.fullmatch(tag(e))), None)
        if heading is not None:
            label = text(without_notes(heading))
            href = f"{file}#{section.get('id')}"
            yield Entry(label, href, tuple(_inner(section, file)), heading)


def navigation_document(
    edition: Edition, entries: Sequence[Entry], breaks: Sequence[PageBreak] = ()
) -> bytes:
    """``nav.xhtml``: contents, landmarks, and where pages are marked the list of pages."""
    language = edition.publication.language
    title = term("contents", language)
    toc = E.nav(
        {EPUB_TYPE: "toc", "role": "doc-toc", "id": "toc"}, E.h1(title), _list(entries, language)
    )
    landmarks = E.nav(
        {EPUB_TYPE: "landmarks", "id": "landmarks", "hidden": "hidden"},
        E.h2(term("landmarks", language)),
        E.ol(*(_landmark(*mark) for mark in _landmarks(edition))),
    )
    head = E.head(
        E.meta(charset="utf-8"),
        E.title(title),
        E.link(rel="stylesheet", type="text/css", href=STYLESHEET),
    )
    body = E.body({EPUB_TYPE: "frontmatter"}, toc, landmarks)
    if breaks:
        body.append(_page_list(breaks, language))
        place_in_contents(toc, in_document(breaks, CONTENTS))
    html = E.html(head, body)
    html.set("lang", language)
    repeat_languages(html)
    return serialise(html)


def _page_list(breaks: Sequence[PageBreak], language: str) -> etree._Element:
    attributes = {EPUB_TYPE: "page-list", "role": "doc-pagelist", "id": "page-list"}
    return E.nav(
        {**attributes, "hidden": "hidden"},
        E.h2(term("pages", language)),
        E.ol(*(E.li(E.a({"href": b.href}, b.folio)) for b in breaks)),
    )


def _list(entries: Sequence[Entry], language: str) -> etree._Element:
    items = []
    for entry in entries:
        link = E.a({"href": entry.href})
        if entry.heading is None:
            link.text = entry.label
        else:
            copied(link, entry.heading, language)
        item = E.li(link)
        if entry.children:
            item.append(_list(entry.children, language))
        items.append(item)
    return E.ol(*items)


def guide(edition: Edition) -> list[dict[str, str]]:
    """The landmarks as the guide of EPUB 2 names them."""
    names = {"bodymatter": "text", "titlepage": "title-page"}
    return [
        {"type": names.get(kind, kind), "href": href, "title": label}
        for kind, href, label in _landmarks(edition)
    ]


def _landmarks(edition: Edition) -> Iterator[tuple[str, str, str]]:
    language = edition.publication.language
    kinds = {Matter.COVER: "cover", Matter.TITLE_PAGE: "titlepage"}
    for document in edition.documents:
        if document.matter in kinds:
            yield kinds[document.matter], file_name(document), document.title
    yield "toc", "nav.xhtml", term("contents", language)
    first = next(edition.of(Matter.PART, Matter.ARTICLE), None)
    if first is not None:
        yield "bodymatter", file_name(first), term("text", language)
    for document in edition.of(Matter.INDEX):
        yield "index", file_name(document), document.title


def _landmark(kind: str, href: str, label: str) -> etree._Element:
    return E.li(E.a({EPUB_TYPE: kind, "href": href}, label))


def ncx(
    edition: Edition,
    entries: Sequence[Entry],
    order: Sequence[str],
    breaks: Sequence[PageBreak] = (),
) -> bytes:
    """``toc.ncx`` for old reading systems: the same contents and pages, in their play order.

    ``order`` names all places of the book that a link can lead to, in reading order.
    """
    root = etree.Element(f"{{{_NCX}}}ncx", nsmap={None: _NCX}, version="2005-1")
    root.set(XML_LANG, edition.publication.language)
    head = etree.SubElement(root, f"{{{_NCX}}}head")
    metas = {
        "dtb:uid": edition.publication.identifier,
        "dtb:depth": str(_depth(entries)),
        "dtb:totalPageCount": str(len(breaks)),
        "dtb:maxPageNumber": str(max((_value(b.folio) for b in breaks), default=0)),
    }
    for name, content in metas.items():
        etree.SubElement(head, f"{{{_NCX}}}meta", name=name, content=content)
    _labelled(root, "docTitle", edition.publication.title)
    nav_map = etree.SubElement(root, f"{{{_NCX}}}navMap")
    led_to = {*_hrefs(entries), *(b.href for b in breaks)}
    play = {href: n for n, href in enumerate((h for h in order if h in led_to), 1)}
    _points(nav_map, entries, play)
    if breaks:
        _page_targets(root, breaks, play, term("pages", edition.publication.language))
    return etree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _depth(entries: Sequence[Entry]) -> int:
    return 1 + max((_depth(e.children) for e in entries), default=0) if entries else 0


def _labelled(parent: etree._Element, name: str, label: str) -> None:
    holder = etree.SubElement(parent, f"{{{_NCX}}}{name}")
    etree.SubElement(holder, f"{{{_NCX}}}text").text = label


def _hrefs(entries: Sequence[Entry]) -> Iterator[str]:
    for entry in entries:
        yield entry.href
        yield from _hrefs(entry.children)


def _points(parent: etree._Element, entries: Sequence[Entry], play: Mapping[str, int]) -> None:
    for entry in entries:
        number = play[entry.href]
        point = etree.SubElement(parent, f"{{{_NCX}}}navPoint", id=f"point-{number}")
        point.set("playOrder", str(number))
        _labelled(point, "navLabel", entry.label)
        etree.SubElement(point, f"{{{_NCX}}}content", src=entry.href)
        _points(point, entry.children, play)


def _page_targets(
    root: etree._Element, breaks: Sequence[PageBreak], play: Mapping[str, int], label: str
) -> None:
    """The pages (OPF 2.0.1, ANSI/NISO Z39.86 §8.4.4): ``front`` where folios are roman."""
    pages = etree.SubElement(root, f"{{{_NCX}}}pageList", id="page-list")
    pages.set("class", "page-list")  # the schema of the NCX wants one
    _labelled(pages, "navLabel", label)
    front = 0
    for one in breaks:
        value = _value(one.folio)
        front += not value
        target = etree.SubElement(pages, f"{{{_NCX}}}pageTarget", id=one.identifier)
        target.set("type", "normal" if value else "front")
        target.set("value", str(value or front))
        target.set("playOrder", str(play[one.href]))
        _labelled(target, "navLabel", one.folio)
        etree.SubElement(target, f"{{{_NCX}}}content", src=one.href)


def _value(folio: str) -> int:
    """The number that an arabic folio says; 0 for others."""
    return int(folio) if folio.isdigit() else 0
