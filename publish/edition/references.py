"""Cross references that tell the printed page: « p. 12 », in both editions.

A link of the class ``page`` asks for it. Its number stands in a ``span.page-number``, which is
empty until the pages are known; print counts it while it sets the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from publish.article import XHTML, E, classes
from publish.edition.index.locators import Places
from publish.edition.terms import term

NUMBER = "page-number"
"""The class of the element that says the page."""
BESIDE = "beside"
"""Its second class where the link has words of its own: the page stands in brackets."""
FOLIO = "folio"
"""The class of a link, and of the element in it, that says the number alone."""


def prepare(root: etree._Element) -> None:
    """Give each link that asks for its page the element that will say it.

    Without words of its own a ``page`` says « p. 12 », with them « (p. 12) » after them.
    """
    for link in root.iter(f"{{{XHTML}}}a"):
        asked = classes(link) & {"page", FOLIO}
        if asked and link.get("href"):
            said = "".join(link.itertext()).strip()
            form = FOLIO if FOLIO in asked else BESIDE if said else ""
            link.append(E.span({"class": f"{NUMBER} {form}".strip()}))


def numbers(root: etree._Element) -> Iterator[tuple[etree._Element, etree._Element]]:
    """The links of a document that tell a page, each with the element that says it."""
    for span in root.iter("{*}span"):
        link = span.getparent()
        if NUMBER in classes(span) and link is not None:
            yield link, span


def place_of(href: str, document: str) -> str:
    """The name by which :data:`Places` knows where an internal link leads."""
    path, _, fragment = href.partition("#")
    name = path.removesuffix(".xhtml") or document
    return f"{name}--{fragment}" if fragment else name


def fill(
    root: etree._Element, document: str, places: Places, folios: Sequence[str], language: str
) -> None:
    """Say in each reference of a document the page where it leads."""
    for link, span in numbers(root):
        place = places.get(place_of(link.get("href") or "", document))
        if place is not None:
            form = next((f for f in (BESIDE, FOLIO) if f in classes(span)), "page")
            span.text = term(f"reference-{form}", language, page=folios[place[0]])
