"""Marks of the index and references to pages in HTML, and the places that they lead to.

An editor writes ``<span class="index">`` and ``<a class="page">``; in a page saved from the web
these classes are the site’s own, and only attributes count (``data-entry``, ``data-page``).
``data-type="indexterm"`` is that of HTMLBook, which took it from DocBook.
"""

from __future__ import annotations

from lxml import etree

from publish.sources.html.tree import is_block, name
from publish.sources.indexing import anchor_fault, index_of, mark

ANCHOR = "{urn:publish:html}anchor"
"""Attribute of an empty element that names the place where it stands."""

_OURS = ("data-entry", "data-see", "data-see-also")
_HTMLBOOK = {
    "data-see": "see",
    "data-seealso": "see-also",
    "data-primary-sortas": "sort",
}
_PAGES = ("page", "folio")


def index_mark(element: etree._Element, *, bare: bool) -> etree._Element | None:
    """The mark of the index that an element is, ``None`` when it is none.

    ``bare`` where a class alone is enough: in a fragment that an editor wrote.
    """
    if is_block(element):
        return None
    if element.get("data-type") == "indexterm":
        levels = [element.get(f"data-{n}") or "" for n in ("primary", "secondary", "tertiary")]
        given = {k: element.get(n) or "" for n, k in _HTMLBOOK.items()}
        return mark("subjects", {"key": " > ".join(filter(None, levels)), **given})
    given_index = element.get("data-index")
    classes = (element.get("class") or "").split()
    index = index_of(classes) if bare and name(element) == "span" else ""
    if given_index is None and not index and not any(element.get(n) for n in _OURS):
        return None
    known = index_of([given_index or ""]) or ("names" if given_index == "names" else "")
    attributes = {str(k): v for k, v in element.attrib.items() if str(k).startswith("data-")}
    attributes.pop("data-index", None)
    if given_index and not known and given_index != "subjects":
        # The short form: <span data-index="criée">.
        attributes.setdefault("data-entry", given_index)
    return mark(known or index or "subjects", attributes)


def asks_page(link: etree._Element, *, bare: bool) -> str:
    """The class of a link that asks for the page where it leads, empty for others."""
    asked = (link.get("data-page") or "").split()
    if bare:
        asked += (link.get("class") or "").split()
        if not "".join(link.itertext()).strip() and next(link.iter("img"), None) is None:
            asked.append("page")
    return next((name for name in asked if name in _PAGES), "")


def name_places(body: etree._Element, slug: str, *, bare: bool) -> None:
    """Put an empty ``span`` where each place begins that a reference to a page leads to."""
    places = {e.get("id") or e.get("name"): e for e in reversed(list(body.iter())) if _named(e)}
    taken = {slug}
    for link in list(body.iter("a")):
        href = link.get("href") or ""
        place = places.get(href[1:]) if href.startswith("#") else None
        if place is None or not asks_page(link, bare=bare):
            continue
        identifier = f"b-{href[1:]}".replace(":", "-")
        link.set("href", f"#{identifier}")
        if anchor_fault(identifier, taken) is None:
            taken.add(identifier)
            _name(place, identifier)


def _named(element: etree._Element) -> bool:
    return bool(name(element) and (element.get("id") or element.get("name")))


def _name(place: etree._Element, identifier: str) -> None:
    while not (place.text or "").strip() and len(place) and is_block(place[0]):
        place = place[0]
    span = place.makeelement("span")
    span.set(ANCHOR, identifier)
    span.sourceline = place.sourceline  # type: ignore[misc]
    if name(place) in ("img", "br", "hr"):
        place.addprevious(span)
        return
    span.tail, place.text = place.text, None
    place.insert(0, span)
