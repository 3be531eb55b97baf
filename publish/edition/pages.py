"""Where the pages of the print edition begin in the text of the edition: shared by both outputs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from publish.article import tag

CONTENTS = "nav"
"""The name by which a page of the contents names its document, which no document may bear."""


@dataclass(frozen=True)
class PageStart:
    """The place in the edition where a printed page begins.

    ``folio`` is its number, printed or not (``iv``, ``12``). ``document`` names the document;
    ``block`` is the ``id`` of a block in it, empty for the document as a whole. ``offset`` counts
    the characters of that block before the page: its text as ``itertext`` gives it, where each
    image counts for one. In the contents (``document`` is :data:`CONTENTS`) ``block`` names the
    document whose entry begins the page, and is empty at their head.
    """

    folio: str
    document: str
    block: str = ""
    offset: int = 0


OBJECT = "\ufffc"
"""What stands for an image in a text (Unicode: OBJECT REPLACEMENT CHARACTER)."""


@dataclass(frozen=True)
class Run:
    """A piece of a text: it begins at ``start`` and stands first in ``holder``, or after it when
    ``is_tail``; an image is a run of one character, :data:`OBJECT`."""

    start: int
    holder: etree._Element
    is_tail: bool
    text: str


def runs(root: etree._Element) -> Iterator[Run]:
    """The text of an element in order: a run, empty or not, at the start and the end of each."""
    at = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        is_tail = event != "start"
        if is_tail:
            text = "" if element is root else element.tail or ""
        else:
            text = OBJECT if tag(element) == "img" else element.text or ""
        yield Run(at, element, is_tail, text)
        at += len(text)
