"""The marks of printed pages in the documents (DPUB-ARIA 1.1, doc-pagebreak)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from lxml import etree

from publish.article import BLOCKS, EPUB_TYPE, PARAGRAPHS, E, tag
from publish.edition.model import Edition
from publish.edition.pages import OBJECT, PageStart, runs


@dataclass(frozen=True)
class PageBreak:
    """The mark of a page: ``start`` says where it stands, ``identifier`` is its ``id``."""

    start: PageStart
    identifier: str

    @property
    def folio(self) -> str:
        """The number of the page."""
        return self.start.folio

    @property
    def href(self) -> str:
        """Where a link to the page leads, from the folder of the documents."""
        return f"{self.start.document}.xhtml#{self.identifier}"


def page_breaks(edition: Edition, pages: Iterable[PageStart]) -> tuple[PageBreak, ...]:
    """The marks of pages, each with an ``id`` that its document does not have yet."""
    taken = {d.name: {e.get("id") for e in d.root.iter()} for d in edition.documents}
    breaks = []
    for start in pages:
        identifier = f"page-{start.folio}"
        while identifier in taken.get(start.document, ()):
            identifier = f"print-{identifier}"
        breaks.append(PageBreak(start, identifier))
    return tuple(breaks)


def place(body: etree._Element, breaks: Sequence[PageBreak]) -> None:
    """Put the marks of a document into it; ``body`` holds nothing but its root.

    Between blocks a mark is an empty ``div``, where it stands outside of all that begins with it;
    in a paragraph, and in an item, a cell or a stanza, an empty ``span``.
    """
    root = body[0]
    pieces = [run for run in runs(root) if run.text]
    ends = [run.start + len(run.text) for run in pieces]
    begins = {run.holder: run.start for run in runs(root) if not run.is_tail}
    blocks = {e.get("id"): e for e in root.iter() if tag(e) in BLOCKS}
    groups = [(where, list(same)) for where, same in groupby(breaks, key=_where)]
    # From the end, so that the places before stay as they were counted.
    for (block, offset), same in reversed(groups):
        holder = blocks[block] if block else root
        if not offset:
            _before(holder, same)
            continue
        at = begins[holder] + offset
        index = bisect_right(ends, at)
        if index == len(pieces):
            root.extend(_marks(same, "div"))
            continue
        run = pieces[index]
        formula = _formula(run.holder)
        before = run.text[: at - run.start]
        if formula is not None and not (run.is_tail and run.holder is formula):
            _before(formula, same)
        elif run.text == OBJECT or not (run.is_tail or before.strip()):
            _before(run.holder, same)
        elif run.is_tail:
            parent = run.holder.getparent()
            assert parent is not None
            # What follows the next page was taken out already.
            rest = (run.holder.tail or "")[len(before) :]
            run.holder.tail = before
            _insert(parent, parent.index(run.holder) + 1, same, rest)
        else:
            rest = (run.holder.text or "")[len(before) :]
            run.holder.text = before
            _insert(run.holder, 0, same, rest)


def place_in_contents(toc: etree._Element, breaks: Sequence[PageBreak]) -> None:
    """Put the marks of the contents before them, and into the links of their entries."""
    links = {link.get("href"): link for link in toc.iter("{*}a")}
    for (name, _), same in groupby(breaks, key=_where):
        link = links.get(f"{name}.xhtml") if name else None
        if link is None:
            for mark in _marks(same, "div"):
                toc.addprevious(mark)
        else:
            text, link.text = link.text or "", None
            _insert(link, 0, list(same), text)


def in_document(breaks: Iterable[PageBreak], name: str) -> list[PageBreak]:
    """The marks that stand in a document."""
    return [b for b in breaks if b.start.document == name]


def _where(mark: PageBreak) -> tuple[str, int]:
    return mark.start.block, mark.start.offset


_LEVEL = BLOCKS | PARAGRAPHS | {"article", "header", "thead", "tbody", "tfoot", "tr"}
_HOLDERS = frozenset(("body", "article", "section", "header", "blockquote", "aside", "div"))
"""Elements between whose children a ``div`` may stand without troubling their style."""


def _before(element: etree._Element, same: Sequence[PageBreak]) -> None:
    """Put marks before all that begins with an element."""
    begun = list(_begun(element))
    for outer in reversed(begun):
        parent = outer.getparent()
        assert parent is not None
        if tag(outer) in _LEVEL and tag(parent) in _HOLDERS and parent.get("class") != "verse":
            _insert(parent, parent.index(outer), same, name="div")
            return
    inline = [e for e in begun if tag(e) not in _LEVEL]
    if inline:
        element = inline[-1]
    else:
        while not (element.text or "").strip() and len(element) and tag(element[0]) in _LEVEL:
            element = element[0]
        if tag(element) not in ("hr", "figure"):
            text, element.text = element.text or "", None
            _insert(element, 0, same, text)
            return
        element = element[0] if len(element) else element
    parent = element.getparent()
    assert parent is not None
    in_flow = tag(element) == "hr" or tag(parent) == "figure"
    _insert(parent, parent.index(element), same, name="div" if in_flow else "span")


def _begun(element: etree._Element) -> Iterator[etree._Element]:
    """The element and those that begin with it, outwards as far as the body’s only child."""
    yield element
    parent = element.getparent()
    while parent is not None and tag(parent) != "body":
        if element.getprevious() is not None or (parent.text or "").strip():
            return
        yield parent
        element, parent = parent, parent.getparent()


def _formula(element: etree._Element) -> etree._Element | None:
    holder: etree._Element | None = element
    while holder is not None and tag(holder) != "math":
        holder = holder.getparent()
    return holder


def _insert(
    parent: etree._Element,
    index: int,
    same: Sequence[PageBreak],
    tail: str = "",
    name: str = "span",
) -> None:
    """Put marks at a place among the children of ``parent``, ``tail`` after the last of them."""
    marks = _marks(same, name)
    marks[-1].tail = tail or None
    parent[index:index] = marks


def _marks(breaks: Iterable[PageBreak], name: str) -> list[etree._Element]:
    marks = []
    for one in breaks:
        mark = E(name, {"id": one.identifier, "role": "doc-pagebreak", "aria-label": one.folio})
        mark.set(EPUB_TYPE, "pagebreak")
        mark.text = ""  # written with an end tag, for readers that take the file for HTML
        marks.append(mark)
    return marks
