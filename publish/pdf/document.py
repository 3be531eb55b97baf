"""The edition as the one document that WeasyPrint sets: front matter, contents, notes in place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy

from lxml import etree

from publish import __version__
from publish.article import (
    BLOCKS,
    EPUB_TYPE,
    XHTML,
    E,
    is_note,
    is_note_call,
    remove_keeping_tail,
    tag,
    text,
    without_notes,
)
from publish.edition.index.marks import anchors
from publish.edition.index.volume import NAME as INDEX
from publish.edition.model import Document, Edition, Matter
from publish.edition.terms import term
from publish.edition.titles import copied
from publish.edition.verse import hang_verse
from publish.pdf.blocks import KEPT
from publish.pdf.contents import TIGHT
from publish.pdf.design import page
from publish.pdf.initials import DROPPED, set_initial
from publish.pdf.listings import hang_listings
from publish.pdf.plates import fit_plates
from publish.pdf.tables import fit_tables
from publish.publication import Print

SOURCE = "data-source"
"""Where an element of the print document comes from: the number of the document in the edition, and
that of the element in the document, both from 0."""

BLOCK = "data-block"
"""What names a block that no link leads to, in the form of an ``id``."""

RUNNING_HEAD_LENGTH = 64
"""The most characters a running head may have on an A5 page; longer titles are cut at a word."""
_HEAD_MEASURE = 306.0
"""The measure of that page in points."""


def is_endnote(edition: Edition, document: str, note: str, moved: frozenset[str]) -> bool:
    """Whether a note (its ``id`` in the document of that name) stands after its article in print.

    ``moved`` holds the notes that the foot of their page cannot hold, each as ``document--id``.
    """
    return edition.publication.print.notes == "end" or f"{document}--{note}" in moved


def print_document(
    edition: Edition,
    made: dt.datetime,
    moved: frozenset[str] = frozenset(),
    kept: frozenset[str] = frozenset(),
    *,
    tight: bool = False,
) -> etree._Element:
    """The whole book as an ``html`` element without namespaces, as WeasyPrint takes it.

    Ids are made unique by the name of their document (``ports--p-3f9a2c``), and kept only where a
    link leads: the engine makes a place in the PDF of each one, and a style apart for its element.
    The other blocks have theirs in :data:`BLOCK`. The body of a note stands at its first call, as a
    ``div.footnote`` with its number in ``data-number``; an endnote (:func:`is_endnote`) stands as a
    ``div.endnote`` at the end of its document, and links back. ``kept`` holds the
    figures that may not go to the next page (``publish.pdf.blocks``); where ``tight``, the entries
    of the contents stand nearer to each other. Of the index there is the heading.
    """
    body = E.body()
    first = True
    for number, document in enumerate(edition.documents):
        root = _placed(document, edition, number, moved)
        if first and document.matter in (Matter.PART, Matter.ARTICLE):
            body.append(_contents(edition, tight=tight))
            root.set("class", f"{root.get('class', '')} opening".strip())
            first = False
        if document.matter is Matter.INDEX:
            # Its pages are set when those before it are known (closing_document).
            del root[1:]
        body.append(root)
    for figure in body.iter(f"{{{XHTML}}}figure"):
        if figure.get("id") in kept or _little_follows(figure):
            figure.set("class", f"{figure.get('class') or ''} {KEPT}".strip())
    for article in body.iter(f"{{{XHTML}}}article"):
        _hold_short_paragraphs(article)
    _ids_of_targets(body, _led_to(edition))
    html = E.html({"lang": edition.publication.language}, _head(edition, made), body)
    return bare(html)


_ONE_LINE, _THREE_LINES = 55, 165
"""The signs of a paragraph that fills a line at most, or three, whatever the format."""


def _hold_short_paragraphs(article: etree._Element) -> None:
    """One line does not stand under a subhead at a foot, nor do three end an article alone.

    What the stylesheet asks of the lines of a paragraph (``orphans``, ``widows``) says nothing of
    paragraphs that have fewer.
    """
    for heading in article.iter(*(f"{{{XHTML}}}h{level}" for level in range(2, 7))):
        led = heading.getnext()
        if led is not None and tag(led) == "p" and len(text(led)) <= _ONE_LINE:
            _add_class(led, "led")
    holders = [article, *article.iter(f"{{{XHTML}}}section")]
    flow = [e for holder in holders for e in holder if tag(e) == "p"]
    if flow and flow[-1].getnext() is None and len(text(flow[-1])) <= _THREE_LINES:
        _add_class(flow[-1], "last")


def _add_class(element: etree._Element, name: str) -> None:
    element.set("class", f"{element.get('class') or ''} {name}".strip())


_FOLLOWING = 1200
"""The signs of an article below which a figure before them is kept where it is: half a page."""


def _little_follows(figure: etree._Element) -> bool:
    """Whether a figure stands in another block, or so near the end of its article that it may not
    go to the next page."""
    holder = figure.getparent()
    if holder is None or tag(holder) not in ("article", "section"):
        return True
    following = 0
    for paragraph in _paragraphs_after(figure):
        following += len(text(paragraph))
        if following > _FOLLOWING:
            return False
    return True


def _paragraphs_after(element: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs that come after an element in its article."""
    holder: etree._Element | None = element
    while holder is not None and tag(holder) != "article":
        for sibling in holder.itersiblings():
            yield from sibling.iter(f"{{{XHTML}}}p")
        holder = holder.getparent()


def closing_document(edition: Edition, made: dt.datetime, side: str) -> etree._Element:
    """The end of the book from its index on, whose first page is on ``side``: left or right."""
    body = E.body()
    names = [document.name for document in edition.documents]
    for number in range(names.index(INDEX), len(names)):
        body.append(_placed(edition.documents[number], edition, number, frozenset()))
    _ids_of_targets(body, _led_to(edition))
    html = E.html({"lang": edition.publication.language}, _head(edition, made), body)
    html.set("style", f"break-before: {side}")
    return bare(html)


def _led_to(edition: Edition) -> set[tuple[str, str]]:
    """The places inside documents that links and the index lead to, by document and ``id``."""
    found = set(anchors(edition.marks))
    for document in edition.documents:
        for link in document.root.iter(f"{{{XHTML}}}a"):
            path, _, fragment = (link.get("href") or "").partition("#")
            if fragment and (not path or path.endswith(".xhtml")):
                found.add((path.removesuffix(".xhtml") or document.name, fragment))
    return found


def _head(edition: Edition, made: dt.datetime) -> etree._Element:
    publication = edition.publication
    head = E.head(E.title(publication.title))
    stamp = made.strftime("%Y-%m-%dT%H:%M:%SZ")
    authors = [c.name for c in publication.contributors if c.role in ("aut", "edt")]
    meta = {
        "author": ", ".join(authors),
        "description": publication.description,
        "keywords": ", ".join(publication.subjects),
        "generator": f"publish {__version__}",
        "dcterms.created": stamp,
        "dcterms.modified": stamp,
    }
    for name, content in meta.items():
        if content:
            head.append(E.meta(name=name, content=content))
    return head


def _placed(
    document: Document, edition: Edition, number: int, moved: frozenset[str]
) -> etree._Element:
    root = deepcopy(document.root)
    root.tail = None
    for place, element in enumerate(root.iter(etree.Element)):
        element.set(SOURCE, f"{number} {place}")
    fit_plates(root, page(edition.publication.print))  # while notes are still calls
    _notes_in_place(root, lambda note: is_endnote(edition, document.name, note, moved))
    _lists_numbered(root)
    hang_verse(root)
    hang_listings(root)
    fit_tables(root, page(edition.publication.print))
    _sourced(root)
    _unique_ids(root, document.name)
    root.set("id", document.name)
    root.set("lang", document.language)
    names = [document.matter.value]
    if document.part:
        names.append("in-part")
    opens = document.matter in (Matter.ARTICLE, Matter.PART, Matter.INDEX)
    if opens and edition.publication.print.recto_openings:
        names.append("recto")
    root.set("class", " ".join(dict.fromkeys([*root.get("class", "").split(), *names])))
    root.attrib.pop(EPUB_TYPE, None)
    if opens:
        paper = edition.publication.print
        rubric = next((e for e in root.iter() if e.get("class") == "rubric"), None)
        verso = text(without_notes(rubric)) if rubric is not None else edition.publication.title
        if paper.look.initials and document.matter is Matter.ARTICLE:
            set_initial(root, int(paper.look.initials), page(paper))
            _sourced(root)
        heading = next(e for e in root.iter() if tag(e) == "h1")
        # On the heading, which no page cuts: an element cut by pages sets its strings on each.
        heading.set("data-verso", running_head(verso, paper))
        heading.set("data-recto", running_head(document.title, paper))
    return root


def running_head(title: str, paper: Print) -> str:
    """The title as it fits at the head of a page: whole, or cut at a word with an ellipsis."""
    fits = min(1.0, page(paper).measure / _HEAD_MEASURE)
    length = int(RUNNING_HEAD_LENGTH * fits + 0.01)
    if len(title) <= length:
        return title
    cut = title[:length].rsplit(" ", 1)[0]
    return cut.rstrip(" ,;:.!?«»–—\u00a0\u202f") + "…"


def _notes_in_place(root: etree._Element, at_end: Callable[[str], bool]) -> None:
    notes = {e.get("id") or "": e for e in root.iter() if is_note(e)}
    for note in notes.values():
        remove_keeping_tail(note)
    endnotes = E.section({"class": "endnotes"})
    for call in [e for e in root.iter() if is_note_call(e)]:
        name = (call.get("href") or "").removeprefix("#")
        number = text(call)
        body = notes.pop(name) if name in notes else None
        if body is not None:
            # The number stands in the first paragraph: a block after a marker would start a line.
            if not len(body) or tag(body[0]) != "p":
                body.insert(0, E.p())
            if at_end(name):
                endnotes.append(_endnote(name, number, call, body))
        if body is None or at_end(name):
            link = E.a({"href": f"#{name}", SOURCE: call.get(SOURCE) or ""}, number)
            if body is not None:
                link.set("id", call.get("id") or "")
            _replace(call, E.sup(link, {"class": "note-call"}))
            continue
        body[0].set("data-number", number)
        footnote = E.div({"class": "footnote", "id": name, "data-number": number}, *body)
        footnote.set(SOURCE, call.get(SOURCE) or "")
        _replace(call, footnote)
    if len(endnotes):
        root.append(endnotes)


def _endnote(name: str, number: str, call: etree._Element, body: etree._Element) -> etree._Element:
    """A note for the end of its document, which begins with its number, a link to its call."""
    first = body[0]
    back = E.a({"class": "note-number", "href": f"#{call.get('id')}"}, f"{number}.")
    back.tail = f"\u00a0{first.text or ''}"
    first.text = None
    first.insert(0, back)
    return E.div({"class": "endnote", "id": name}, *body)


def _sourced(root: etree._Element) -> None:
    """Give the elements added around text the source of the element that held it."""
    for added in root.iter(f"{{{XHTML}}}span", f"{{{XHTML}}}div"):
        holder = added.getparent()
        if added.get("class") == DROPPED:
            holder = added.getnext()  # its paragraph
        if added.get(SOURCE) is None and holder is not None and holder.get(SOURCE):
            added.set(SOURCE, holder.get(SOURCE) or "")


def _lists_numbered(root: etree._Element) -> None:
    """WeasyPrint takes the first number of a list from CSS alone."""
    for items in root.iter(f"{{{XHTML}}}ol"):
        if items.get("start"):
            before = int(items.attrib.pop("start")) - 1
            items.set("style", f"counter-reset: list-item {before}")


def _replace(old: etree._Element, new: etree._Element) -> None:
    parent = old.getparent()
    assert parent is not None
    new.tail = old.tail
    parent.replace(old, new)


def _unique_ids(root: etree._Element, name: str) -> None:
    """Ids by document, those of links like those of elements."""
    for element in root.iter():
        href = element.get("href") or ""
        if href.startswith("#"):
            element.set("href", f"#{name}--{href[1:]}")
        elif tag(element) == "a" and ".xhtml" in href and "://" not in href:
            other, _, fragment = href.partition(".xhtml")
            element.set("href", f"#{other}--{fragment[1:]}" if fragment else f"#{other}")
        if element.get("id"):
            element.set("id", f"{name}--{element.get('id')}")


def _ids_of_targets(body: etree._Element, led_to: Iterable[tuple[str, str]]) -> None:
    """Ids only for documents, notes, and where a link or the index leads."""
    wanted = {(link.get("href") or "").removeprefix("#") for link in body.iter(etree.Element)}
    wanted |= {f"{name}--{identifier}" for name, identifier in led_to}
    for element in body.iter(etree.Element):
        identifier = element.get("id")
        if not identifier or identifier in wanted or element.getparent() is body:
            continue
        if element.get("class") in ("footnote", "endnote"):
            continue
        del element.attrib["id"]
        if tag(element) in BLOCKS:
            element.set(BLOCK, identifier)


def _contents(edition: Edition, *, tight: bool) -> etree._Element:
    title = term("contents", edition.publication.language)
    entries = E.ol(*(_entries(edition)))
    kind = f"contents {TIGHT}" if tight else "contents"
    return E.nav({"class": kind, "id": "contents"}, E.h1(title), entries)


def _entries(edition: Edition) -> Iterator[etree._Element]:
    language = edition.publication.language
    for document, held in edition.parts():
        if document.matter in (Matter.ARTICLE, Matter.INDEX):
            yield _entry(document, language)
        elif document.matter is Matter.PART:
            entry = E.li({"class": "part"}, _link(document, language))
            entry.append(E.ol(*(_entry(d, language) for d in held)))
            yield entry


def _entry(document: Document, language: str) -> etree._Element:
    entry = E.li({"class": "article" if document.matter is Matter.ARTICLE else "article index"})
    if document.byline:
        entry.append(E.p({"class": "by"}, document.byline))
    entry.append(E.p(_link(document, language)))
    return entry


def _link(document: Document, language: str) -> etree._Element:
    link = E.a({"href": f"#{document.name}"})
    if document.heading is None:
        link.text = document.title
        return link
    return copied(link, document.heading, language)


def bare(element: etree._Element) -> etree._Element:
    """The same tree with bare names: WeasyPrint knows HTML elements by these."""
    copy = etree.Element(tag(element))
    for name, value in element.attrib.items():
        copy.set(etree.QName(name).localname, value)
    copy.text, copy.tail = element.text, element.tail
    copy.extend([bare(child) for child in element if isinstance(child.tag, str)])
    return copy
