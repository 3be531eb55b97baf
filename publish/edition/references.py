"""Cross references that tell the printed page: « p. 12 », in both editions.

A link of the class ``page`` asks for it. Its number stands in a ``span.page-number``, which is
empty until the pages are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from publish.article import XHTML, E, classes
from publish.edition.index.locators import Places
from publish.edition.model import Edition
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
            if form == FOLIO and not said:
                _bind(link)


def _bind(link: etree._Element) -> None:
    """A number alone stays on the line of the « p. » before it."""
    previous, parent = link.getprevious(), link.getparent()
    if previous is not None:
        previous.tail = _PAGE.sub("\u00a0", previous.tail or "")
    elif parent is not None:
        parent.text = _PAGE.sub("\u00a0", parent.text or "")


_PAGE = re.compile(r"(?<=\bp\.) \Z|(?<=\bpp\.) \Z|(?<=\bpage) \Z|(?<=\bpages) \Z")


def numbers(root: etree._Element) -> Iterator[tuple[etree._Element, etree._Element]]:
    """The links of a document that tell a page, each with the element that says it."""
    for span in root.iter("{*}span"):
        link = span.getparent()
        if NUMBER in classes(span) and link is not None:
            yield link, span


def pages_told(edition: Edition) -> tuple[str, ...]:
    """What the references of an edition say, in reading order; nothing before pages are known."""
    documents = (d.root for d in edition.documents)
    return tuple(span.text or "" for root in documents for _, span in numbers(root))


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
