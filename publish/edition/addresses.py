"""Web and e-mail addresses in running text: led to, and never divided with a hyphen.

So are words that no language has, digests for one: they would run over the edge of the paper.

A hyphen at a line's end inside an address would be read as a part of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml import etree

from publish.article import E, is_note_call, tag
from publish.typography.runs import protected
from publish.urls import SCHEME, external

CLASS = "address"
"""The class of what may not be hyphenated: addresses, file names, handles, identifiers."""

LONGEST = 47
"""The most letters of a word that a language has."""
_ENDLESS = re.compile(rf"[0-9A-Za-z\u00c0-\u024f_]{{{LONGEST + 1},}}")
"""A digest, or another word that no language has: it may be longer than the line, and the paper."""
_MOST_ENDLESS = 50_000
"""The letters of such words in a document that are set line by line: more are no text."""
_KEPT_WHOLE = frozenset(("code", "pre", "math", "svg"))
_WEB = re.compile(r"(?:https?://|www\.)", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def mark(root: etree._Element) -> None:
    """Give each address in the text of ``root`` an element of its own, a link where it leads.

    Inside a link, and where there is nothing to open (a file name, an ISBN), it is a ``span``.
    """
    endless = sum(len(word) for text in root.itertext() for word in _long_words(text))
    find = protected if endless > _MOST_ENDLESS else _places
    for element in list(root.iter()):
        if tag(element) and not _is_whole(element):
            _mark_text(element, find, linked=_has_ancestor(element, "a"))


_Find = Callable[[str], Iterator[re.Match[str]]]


def _mark_text(element: etree._Element, find: _Find, *, linked: bool) -> None:
    children = list(element)
    text, found = _split(element.text or "", find, linked)
    element.text = text or None  # an empty text would be written with an end tag: <br></br>
    for new in reversed(found):
        element.insert(0, new)
    for child in children:
        text, found = _split(child.tail or "", find, linked)
        child.tail = text or None
        for new in reversed(found):
            child.addnext(new)


def _split(text: str, find: _Find, linked: bool) -> tuple[str, list[etree._Element]]:
    """The text before the first address, and an element for each, what follows it as its tail."""
    matches = list(find(text))
    if not matches:
        return text, []
    ends = [*(m.start() for m in matches[1:]), len(text)]
    found = []
    for match, end in zip(matches, ends, strict=True):
        target = "" if linked else _target(match.group())
        element = E.a({"href": target}) if target else E.span()
        element.set("class", CLASS)
        element.text, element.tail = match.group(), text[match.end() : end]
        found.append(element)
    return text[: matches[0].start()], found


def _places(text: str) -> Iterator[re.Match[str]]:
    end = 0
    found = list(protected(text))
    if any(_long_words(text)):
        found += _ENDLESS.finditer(text)
    for match in sorted(found, key=lambda m: (m.start(), -m.end())):
        if match.start() >= end:
            end = match.end()
            yield match


def _long_words(text: str) -> Iterator[str]:
    return (word for word in text.split() if len(word) > LONGEST)


def _target(address: str) -> str:
    """Where an address leads, empty when nothing can open it."""
    if _MAIL.fullmatch(address):
        return external(f"mailto:{address}")
    if not _WEB.match(address):
        return ""
    return external(address if SCHEME.match(address) else f"https://{address}")


def _is_whole(element: etree._Element) -> bool:
    return is_note_call(element) or any(_has_ancestor(element, name) for name in _KEPT_WHOLE)


def _has_ancestor(element: etree._Element, name: str) -> bool:
    holder: etree._Element | None = element
    while holder is not None:
        if tag(holder) == name:
            return True
        holder = holder.getparent()
    return False
