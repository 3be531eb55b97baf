"""From blocks with known roles to an article: header, sections that nest, lists, quotations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import replace

from lxml import etree

from publish.article import XML_LANG, Article, E, epigraph, identify
from publish.sources.blocks import HEADER, Role, Structured
from publish.sources.captions import AFTER, WITHIN, figure_of, give, is_open

_CLASSES = (Role.QUESTION, Role.ANSWER, Role.CREDIT)
"""Roles of the body that are the class of a paragraph."""
_QUOTED = (Role.QUOTATION, Role.EPIGRAPH)
_ONCE = (Role.RUBRIC, Role.SUBTITLE, Role.BYLINE, Role.DATELINE)
_ORDERED = re.compile(r"(\d+|[a-zA-Z])[.)°]?\)?$")


def assemble(
    blocks: Sequence[Structured],
    *,
    slug: str,
    language: str,
    source: str,
    notes: Iterable[tuple[etree._Element, int]] = (),
) -> Article:
    """The article made of ``blocks`` (in their order) and ``notes`` (``aside`` elements, lines).

    The header gathers its roles in the order of the profile. A heading opens a section at the
    next level allowed by the one that holds it: a level-4 subhead right under the title opens a
    level-2 section, since the profile leaves no level out.
    """
    blocks = list(_signed(_once(blocks)))
    root = E.article({"lang": language, "id": slug})
    root.set(XML_LANG, language)
    header = etree.SubElement(root, E.header().tag)
    placed: list[tuple[etree._Element, int]] = []

    for role in HEADER:
        for structured in blocks:
            if structured.role is role:
                element = _header_element(structured)
                header.append(element)
                placed.append((element, structured.block.line))

    body = _Body(root, placed)
    for structured in blocks:
        if structured.role not in (*HEADER, Role.NOTE):
            body.add(structured)

    listed = [(s.block.element, s.block.line) for s in blocks if s.role is Role.NOTE]
    for note, line in [*listed, *notes]:
        root.append(note)
        placed.append((note, line))

    identify(root)
    # lxml keeps xml:lang beside lang only where it is wanted: on the document, not the article.
    root.attrib.pop(XML_LANG)
    lines: dict[str, int] = {}
    # What a section holds was placed after it, and has lines of its own.
    for element, line in placed:
        lines.update({inner.get("id", ""): line for inner in element.iter() if inner.get("id")})
    return Article(slug, root, source, lines)


def _once(blocks: Iterable[Structured]) -> Iterator[Structured]:
    """The blocks, a second one of a role that the header holds once being a paragraph."""
    seen: set[Role] = set()
    for structured in blocks:
        if structured.role in _ONCE and structured.role in seen:
            yield replace(structured, role=Role.PARAGRAPH)
        else:
            yield structured
        seen.add(structured.role)


def _signed(blocks: Iterable[Structured]) -> Iterator[Structured]:
    """The blocks, those that go on with the byline being further lines of it."""
    blocks = list(blocks)
    signed = next((s for s in blocks if s.role is Role.BYLINE), None)
    more = [s for s in blocks if s.role is Role.BYLINE_MORE]
    for structured in blocks:
        if structured.role is not Role.BYLINE_MORE:
            yield _with_lines(structured, more) if structured is signed else structured
        elif signed is None:
            yield replace(structured, role=Role.PARAGRAPH)


def _with_lines(byline: Structured, more: Sequence[Structured]) -> Structured:
    if not more:
        return byline
    element = deepcopy(byline.block.element)
    for structured in more:
        line = deepcopy(structured.block.element)
        end = etree.SubElement(element, E.br().tag)
        end.tail = line.text
        element.extend(list(line))
    return replace(byline, block=replace(byline.block, element=element))


def _content(into: etree._Element, structured: Structured) -> etree._Element:
    given = structured.block.element
    into.text = given.text
    marker = structured.block.marker
    if structured.role is not Role.LIST_ITEM and any(c.isalnum() for c in marker):
        # The number of what turned out to be no item of a list is a word of it.
        into.text = f"{marker} {given.text or ''}"
    if len(given):
        into.extend(list(deepcopy(given)))
    for name in ("lang", "dir", "id"):
        if given.get(name):
            into.set(name, given.get(name, ""))
    return into


def _header_element(structured: Structured) -> etree._Element:
    role = structured.role
    if role is Role.TITLE:
        return _content(E.h1(), structured)
    if role is Role.DATELINE and structured.details.get("datetime"):
        time = _content(E.time({"datetime": structured.details["datetime"]}), structured)
        return E.p({"class": "dateline"}, time)
    return _content(E.p({"class": str(role)}), structured)


class _Body:
    """The body under construction: the open sections, and the list or quotation that grows."""

    def __init__(self, root: etree._Element, placed: list[tuple[etree._Element, int]]):
        self.open: list[tuple[int, etree._Element]] = [(1, root)]
        self.placed = placed
        self.growing: tuple[Role, str, etree._Element] | None = None
        self.caption: etree._Element | None = None
        """A caption that stands before its figure or table."""

    def add(self, structured: Structured) -> None:
        line = structured.block.line
        if structured.role is Role.HEADING:
            self.growing = None
            element = self._section(structured)
        elif structured.role is Role.LIST_ITEM:
            element = self._list(structured)
        elif structured.role is Role.QUOTATION:
            element = _content(E.p(), structured)
            self._grow(Role.QUOTATION, "", E.blockquote).append(element)
        elif structured.role is Role.EPIGRAPH:
            element = _content(E.p(), structured)
            self._grow(Role.EPIGRAPH, "", epigraph).append(element)
        elif structured.role is Role.ATTRIBUTION:
            element = _content(E.p({"class": "attribution"}), structured)
            quoting = self.growing is not None and self.growing[0] in _QUOTED
            (self.growing[2] if self.growing and quoting else self.open[-1][1]).append(element)
            self.growing = None
        elif structured.role is Role.PULLQUOTE:
            self.growing = None
            element = E.aside({"class": "pullquote"}, _content(E.p(), structured))
            self.open[-1][1].append(element)
        elif structured.role is Role.MARKUP:
            self.growing = None
            element = deepcopy(structured.block.element)
            self.open[-1][1].append(element)
            if self.caption is not None and is_open(element):
                give(element, self.caption)
            self.caption = None
        elif structured.role is Role.CAPTION:
            self.growing = None
            element = self._caption(structured)
        else:
            self.growing = None
            element = _content(E.p(), structured)
            if structured.role in _CLASSES:
                element.set("class", str(structured.role))
            self.open[-1][1].append(element)
        self.placed.append((element, line))

    def _caption(self, structured: Structured) -> etree._Element:
        """A caption put into the figure or table that it stands beside."""
        element = _content(E.p(), structured)
        side = structured.details["beside"]
        if side == AFTER:
            self.caption = element
        elif side == WITHIN:
            figure = figure_of(element)
            self.open[-1][1].append(figure)
            return figure
        else:
            give(self.open[-1][1][-1], element)
        return element

    def _section(self, structured: Structured) -> etree._Element:
        while self.open[-1][0] >= max(structured.level, 2):
            self.open.pop()
        depth = len(self.open) + 1
        heading = _content(E(f"h{min(depth, 6)}"), structured)
        section = E.section(heading)
        self.open[-1][1].append(section)
        if depth <= 6:
            self.open.append((max(structured.level, 2), section))
        return section

    def _list(self, structured: Structured) -> etree._Element:
        marker = structured.block.marker
        number = _ORDERED.match(marker)
        family = "ul"
        if number:
            family = "ol-1" if number.group(1).isdigit() else "ol-a"
        growing = self.growing
        if growing and number and family == growing[1]:
            start = int(growing[2].get("start", "1"))
            if _ordinal(number.group(1)) != start + len(growing[2]):
                self.growing = None
        items = self._grow(Role.LIST_ITEM, family, E.ol if number else E.ul)
        if number and not len(items):
            ordinal = _ordinal(number.group(1))
            if ordinal != 1:
                items.set("start", str(ordinal))
            if family == "ol-a":
                items.set("type", "A" if number.group(1).isupper() else "a")
        item = _content(E.li(), structured)
        items.append(item)
        return item if len(items) > 1 else items

    def _grow(self, role: Role, family: str, make: object) -> etree._Element:
        if self.growing is None or self.growing[:2] != (role, family):
            element: etree._Element = make()  # type: ignore[operator]
            self.open[-1][1].append(element)
            self.growing = (role, family, element)
        return self.growing[2]


def _ordinal(marker: str) -> int:
    return int(marker) if marker.isdigit() else ord(marker.lower()) - ord("a") + 1
