"""The pieces of a page without blocks in them, from which its article is chosen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from publish.sources.html.hints import beside
from publish.sources.html.tree import is_block, name, text_of
from publish.words import words

_LINKED = 0.6
"""From this share of linked words on, a text that was not found is a list of links."""
_LEAST = 20
"""A text with as many words, few of them links, is a sentence of prose."""
_SOME = 0.3
_PASSED = frozenset(("blockquote", "section", "figure", "center", "font"))
"""Elements in which a text still stands among the texts around them."""


@dataclass(eq=False)
class Leaf:
    """A piece of the page without blocks in it: a paragraph, a caption, an image, a menu entry."""

    element: etree._Element
    text: str
    words: list[str]
    linked: int
    good: bool = False
    kept: bool = False

    @property
    def count(self) -> int:
        """The number of its words."""
        return len(self.words)

    @property
    def is_link(self) -> bool:
        """Whether it is made of links."""
        return self.count > 0 and self.linked > _LINKED * self.count


def leaves_of(body: etree._Element) -> list[Leaf]:
    """The leaves of a page, top to bottom: what holds words or an image, and no block."""
    holding: set[etree._Element] = set()
    for element in body.iter():
        if is_block(element) and element is not body:
            parent = element.getparent()
            while parent is not None and parent not in holding:
                holding.add(parent)
                parent = parent.getparent()
    leaves: list[Leaf] = []
    inside: etree._Element | None = None
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if event == "end":
            if element is inside:
                inside = None
            continue
        if inside is not None or element in holding or not isinstance(element.tag, str):
            continue
        inside = element
        text = text_of(element)
        said = words(text)
        if said or any(name(e) == "img" for e in element.iter()):
            leaves.append(Leaf(element, text, said, _words_of_links(element, len(said))))
    return leaves


def _words_of_links(element: etree._Element, count: int) -> int:
    if any(name(a) == "a" and a.get("href") for a in element.iterancestors()):
        return count
    return sum(len(words(text_of(a))) for a in element.iter("a") if a.get("href"))


def bulk_of_prose(leaves: Iterable[Leaf]) -> list[Leaf]:
    """The paragraphs of the element that holds more prose than any other of the page.

    Whatever calls itself something beside an article is not looked at.
    """
    held: dict[etree._Element, list[Leaf]] = {}
    frames: dict[etree._Element, bool] = {}
    for leaf in leaves:
        if leaf.count < _LEAST or leaf.linked > _SOME * leaf.count:
            continue
        holder = leaf.element.getparent()
        while holder is not None and name(holder) in _PASSED:
            holder = holder.getparent()
        if holder is not None and not _in_frame(holder, frames):
            held.setdefault(holder, []).append(leaf)
    return max(held.values(), key=lambda found: sum(x.count for x in found), default=[])


def _in_frame(element: etree._Element, known: dict[etree._Element, bool]) -> bool:
    """Whether an element, or one around it, says by its name that it is beside articles."""
    path: list[etree._Element] = []
    found = False
    for ancestor in (element, *element.iterancestors()):
        if ancestor in known:
            found = known[ancestor]
            break
        path.append(ancestor)
    for ancestor in reversed(path):
        found = found or bool(beside(ancestor))
        known[ancestor] = found
    return found
