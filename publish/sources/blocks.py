"""Bare blocks: what a manuscript is made of before anybody knows which block is the title."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from lxml import etree

from publish.article import text


class Role(StrEnum):
    """What a block is to the reader of the article; the values name it in reports."""

    RUBRIC = "rubric"
    TITLE = "title"
    SUBTITLE = "subtitle"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    BYLINE_MORE = "byline-more"
    """What stands under the name of the author: what he does, or the name of another."""
    DATELINE = "dateline"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    QUOTATION = "quotation"
    ATTRIBUTION = "attribution"
    """Who said the quotation above, and where; who wrote the piece of a column above."""
    EPIGRAPH = "epigraph"
    """A quotation at the head of an article or a section, which the author puts before the text."""
    PULLQUOTE = "pullquote"
    """A sentence of the article set apart, to be read before it."""
    QUESTION = "question"
    ANSWER = "answer"
    CREDIT = "credit"
    """Whom a picture is owed to."""
    CAPTION = "caption"
    """The words of the picture or table beside it."""
    DEBRIS = "debris"
    """What a web page leaves in a paste: links to other articles, buttons, adverts."""
    NOTE = "note"
    """The text of a note that stands in the manuscript's list of notes."""
    MARKUP = "markup"
    """An element already built by the reader (a table, a figure, a nested list), kept as it is."""


HEADER = (
    Role.RUBRIC,
    Role.TITLE,
    Role.SUBTITLE,
    Role.STANDFIRST,
    Role.BYLINE,
    Role.DATELINE,
)
"""The roles that stand in the header of an article, in the order of the profile."""


@dataclass(frozen=True)
class Block:
    """One block of a manuscript.

    ``element`` holds its content: for ``MARKUP`` the finished element, for all others a ``p`` with
    inline elements only. ``line`` is where it begins in the manuscript, from 1. ``role`` is known
    only where the source marks it. ``level`` is the level of a heading, 2 to 6. ``blank_before``
    counts the blank lines before the block. ``marker`` is the list marker taken from the front of
    a list item (``•``, ``3.``, ``a)``), empty for other blocks; it is not in ``element``.
    ``subhead`` tells whether a block without role may be a subhead; ``datetime`` is the ISO 8601
    date of a dateline where the source gives one. ``told`` says that the editor named its role, so
    that nothing else is made of it.
    """

    element: etree._Element
    line: int
    role: Role | None = None
    level: int = 2
    blank_before: int = 0
    marker: str = ""
    subhead: bool = True
    datetime: str = ""
    told: bool = False

    @property
    def text(self) -> str:
        """The text of the block, white space folded (no-break spaces count as white space)."""
        return text(self.element)


@dataclass(frozen=True)
class Structured:
    """A block whose role is decided, as :func:`publish.sources.assemble.assemble` takes it."""

    block: Block
    role: Role
    level: int = 2
    details: dict[str, str] = field(default_factory=dict, hash=False)
    """What belongs to the role: ``datetime`` for a dateline, ``beside`` for a caption."""
