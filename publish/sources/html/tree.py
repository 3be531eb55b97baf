"""The tree of an HTML manuscript: names, attributes, and changes that keep every word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from publish.article import remove_keeping_tail

CALL = "{urn:publish:html}call"
"""Attribute of an element that is the call of a note; its value is the note's number."""
LABEL = "{urn:publish:html}label"
"""Attribute of an element that repeats a note's number before or after its text."""
BODY = "{urn:publish:html}body"
"""Attribute of an element that holds the text of a note; its value is the note's number."""

HINT = "{urn:publish:html}hint"
"""Attribute of a block: the role that its page's markup gives it."""

BLOCK_TAGS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt "  # noqa: SIM905
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main "
    "menu nav ol p pre search section summary table tbody td tfoot th thead tr ul".split()
)
"""Elements that begin and end a line of text (HTML standard, §15.3, rendering)."""

_BOUNDARY = re.compile(r"[\s_-]+|(?<=[a-z])(?=[A-Z])")


def name(element: etree._Element) -> str:
    """The element's name in lower case; empty for comments and instructions."""
    return element.tag if isinstance(element.tag, str) else ""


def is_block(element: etree._Element) -> bool:
    """Whether the element begins a line of its own."""
    return element.tag in BLOCK_TAGS


def tokens(element: etree._Element) -> list[str]:
    """The words in the element's classes and id: ``post-Content`` gives post, content."""
    return _split(f"{element.get('class') or ''} {element.get('id') or ''}")


def class_tokens(element: etree._Element) -> list[str]:
    """The words in the element's classes alone."""
    return _split(element.get("class") or "")


def _split(names: str) -> list[str]:
    return [token.lower() for token in _BOUNDARY.split(names[:500]) if token]


def text_of(element: etree._Element) -> str:
    """The text inside an element, white space folded; a block ends a word."""
    return " ".join("".join(pieces(element)).split())


def pieces(element: etree._Element) -> Iterator[str]:
    """The pieces of text inside an element, in order, with spaces where lines begin and end."""
    yield element.text or ""
    for event, inner in etree.iterwalk(element, events=("start", "end")):
        if inner is element:
            continue
        if event == "start":
            if inner.tag in BLOCK_TAGS or inner.tag == "br":
                yield " "
            yield inner.text or ""
        else:
            if inner.tag in BLOCK_TAGS:
                yield " "
            yield inner.tail or ""


def texts(element: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """The places of text inside an element, in order: an element, and ``text`` or ``tail``."""
    yield element, "text"
    for event, inner in etree.iterwalk(element, events=("start", "end")):
        if inner is not element:
            yield inner, "text" if event == "start" else "tail"


def unwrap(element: etree._Element) -> None:
    """Take an element away; what it holds stands in its place."""
    _add_before(element, element.text)
    for child in list(element):
        element.addprevious(child)
    _add_before(element, element.tail)
    element.tail = None
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def _add_before(element: etree._Element, text: str | None) -> None:
    """Add a text right before an element."""
    if not text:
        return
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        previous.tail = (previous.tail or "") + text
    elif parent is not None:
        parent.text = (parent.text or "") + text


def remove(element: etree._Element) -> None:
    """Take an element and what it holds away; the text after it stays."""
    remove_keeping_tail(element)


def style(element: etree._Element) -> dict[str, str]:
    """The declarations of the element's ``style``, in lower case."""
    found: dict[str, str] = {}
    for declaration in (element.get("style") or "")[:5000].split(";"):
        key, colon, value = declaration.partition(":")
        if colon:
            found[key.strip().lower()] = value.strip().lower()
    return found
