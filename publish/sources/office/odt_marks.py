"""Entries of an index and references to pages in an ODT (ISO/IEC 26300, 7.1.18 to 7.1.21, 7.7)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from publish.article import E, remove_keeping_tail
from publish.sources.indexing import entry
from publish.sources.office import marks
from publish.sources.office.fields import NAMES, page_reference
from publish.sources.office.inlines import anchor
from publish.sources.office.odt_terms import PARAGRAPHS, TELLS_PAGE, t, tells_page
from publish.sources.office.prepared import Prepared

_KEPT = "publish-mark"
"""The attribute of an element that stands for something placed, and its number."""
_ANCHORS = ("bookmark", "reference-mark")
_MARKS = ("alphabetical-index-mark", "user-index-mark")


def gather(body: etree._Element, ready: Prepared) -> None:
    """Replace marks of the index and numbers of pages by bookmarks that stand for them."""
    for element in list(body.iter(*(t(f"{n}{e}") for n in _MARKS for e in ("", "-start")))):
        found = _entry(element, body)
        if found is not None:
            _stand_for(element, found, ready)
    for element in list(body.iter(*TELLS_PAGE)):
        name = element.get(t("ref-name"), "")
        if tells_page(element) and name:
            ready.targets.add(name)
            element.text = None
            element[:] = []
            _stand_for(element, page_reference(anchor(name)), ready)
    for element in list(body.iter(*(t(f"{n}{e}") for n in _ANCHORS for e in ("", "-start")))):
        name = element.get(t("name"), "")
        if name in ready.targets and not element.get(_KEPT):
            # Pandoc drops a bookmark to which no link leads.
            copy = etree.Element(element.tag)
            element.addprevious(copy)
            _stand_for(copy, E.span(id=anchor(name)), ready)


def put(body: etree._Element) -> None:
    """Put the marks of Pandoc’s input where those bookmarks stand."""
    for element in [e for e in body.iter(t("bookmark")) if e.get(_KEPT)]:
        element.tail = marks.placed(int(element.get(_KEPT) or 0)) + (element.tail or "")
        remove_keeping_tail(element)


def _stand_for(element: etree._Element, found: etree._Element, ready: Prepared) -> None:
    ready.placed.append(found)
    element.tag = t("bookmark")
    for name in list(element.attrib):
        del element.attrib[name]
    element.set(t("name"), f"publish-{len(ready.placed)}")
    element.set(_KEPT, str(len(ready.placed)))


def _entry(element: etree._Element, body: etree._Element) -> etree._Element | None:
    """The mark of an entry: its keys are the levels above the words it names, or encloses."""
    said = element.get(t("string-value")) or "".join(_enclosed(element))
    levels = [element.get(t(key), "") for key in ("key1", "key2")]
    levels = [level for level in (*levels, said) if level.strip()]
    if not levels:
        return None
    index = "names" if element.get(t("index-name"), "").strip().casefold() in NAMES else "subjects"
    return entry(index, levels)


def _enclosed(start: etree._Element) -> Iterator[str]:
    """The text from the start of a mark to its end, in the same paragraph."""
    holder = next(start.iterancestors(*PARAGRAPHS), None)
    if holder is None:
        return
    identifier, inside = start.get(t("id")), False
    for event, element in etree.iterwalk(holder, events=("start", "end")):
        if element is start:
            if event == "end":
                inside = True
                yield element.tail or ""
            continue
        if event == "start":
            if str(element.tag).endswith("index-mark-end") and element.get(t("id")) == identifier:
                return
            if inside:
                yield element.text or ""
        elif inside and element is not holder:
            yield element.tail or ""
