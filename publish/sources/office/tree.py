"""Pandoc's syntax tree as blocks of the profile."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from publish.article import E, epigraph, tag, text
from publish.dates import iso_date
from publish.diagnostics import Diagnostic, Place
from publish.sources.blocks import Block, Role
from publish.sources.office.characters import debris
from publish.sources.office.inlines import Inlines, append, bare, holds
from publish.sources.office.layout_tables import (
    TABLE_BOX,
    TABLE_LAYOUT,
    LaidOut,
    first_paragraph,
    laid_out,
)
from publish.sources.office.prepared import Paragraph, Prepared
from publish.sources.office.styles import Style, Use
from publish.sources.rules import with_rules

_TYPES = {"LowerAlpha": "a", "UpperAlpha": "A", "LowerRoman": "i", "UpperRoman": "I"}
_ALIGNMENTS = {"AlignLeft": "start", "AlignCenter": "center", "AlignRight": "end"}
_ROLES: Mapping[Use, Role] = {
    Use.RUBRIC: Role.RUBRIC,
    Use.TITLE: Role.TITLE,
    Use.SUBTITLE: Role.SUBTITLE,
    Use.STANDFIRST: Role.STANDFIRST,
    Use.BYLINE: Role.BYLINE,
    Use.DATELINE: Role.DATELINE,
    Use.HEADING: Role.HEADING,
    Use.CAPTION: Role.CAPTION,
}
_CLASSES: Mapping[Use, str] = {
    Use.ATTRIBUTION: "attribution",
    Use.CREDIT: "credit",
    Use.QUESTION: "question",
    Use.ANSWER: "answer",
}
_QUOTE = 80
"""How many characters of a table that is taken apart are quoted: all of it stays in the article."""
_FLOW = frozenset(
    ("p", "ul", "ol", "dl", "blockquote", "figure", "table", "pre", "hr", "aside", "div")
)


@dataclass(frozen=True)
class Item:
    """An element on its way to be a block, with what is known of its paragraph."""

    element: etree._Element
    paragraph: Paragraph

    @property
    def use(self) -> Use | None:
        """What the style of the paragraph says."""
        return self.paragraph.style.use if self.paragraph.style else None


class Tree:
    """The blocks and notes of a document, from its syntax tree."""

    def __init__(self, blocks: Sequence[Any], ready: Prepared, place: Place):
        self._ready = ready
        self._place = place
        self._told: list[Diagnostic] = []
        self._inlines = Inlines(ready, place, self._flow, _targets(blocks) | ready.targets)
        items: list[Item] = []
        for block in blocks:
            items += self._items(block, first=not items)
        self.blocks: list[Block] = with_rules([_block(item) for item in _grouped(items)])
        self.notes: list[tuple[etree._Element, int]] = self._inlines.notes
        self.problems: list[Diagnostic] = [
            *self._told,
            *self._inlines.problems,
            *debris(self._inlines.texts, place),
        ]
        self.images: set[str] = self._inlines.images

    def _items(self, block: Mapping[str, Any], *, first: bool = False) -> Iterator[Item]:
        """The items of one block of the document's body, the ``first`` or a later one."""
        kind, content = str(block["t"]), _content(block)
        self._inlines.paragraph = 0
        if kind in ("Para", "Plain", "Header"):
            element = E.p()
            self._inlines.fill(element, content[2] if kind == "Header" else content)
            paragraph = self._paragraph()
            if kind == "Header" and paragraph.style is None:
                style = Style(Use.HEADING, int(content[0]))
                paragraph = Paragraph(paragraph.number, style, False, paragraph.blank_before)
            if holds(element):
                element = _trimmed(element)
                yield Item(bare(element) if paragraph.style else element, paragraph)
        elif kind == "Div":
            for inner in content[1]:
                yield from self._items(inner, first=first)
        elif kind == "Table" and (found := self._laid_out(content)) is not None:
            yield from self._parts(found, first=first)
        else:
            for element in self._flow([block]):
                yield Item(element, self._paragraph())

    def _laid_out(self, content: Any) -> LaidOut | None:
        """What a table holds that is none of data."""
        numbers = first_paragraph(content)
        known = self._ready.paragraphs
        unruled = 0 < numbers <= len(known) and known[numbers - 1].unruled
        return laid_out(content, self._ready, ruled=not unruled)

    def _parts(self, found: LaidOut, *, first: bool) -> Iterator[Item]:
        """The items of a table that serves to lay out a page.

        A frame at the head of the document, or around most of it, is a look of the page: what is
        in it is the article, and what stands beside its picture is no caption.
        """
        boxed = found.boxed and not first
        boxed = boxed and 2 * len(found.text.split()) <= len(self._ready.words)
        problems = 0
        for part in found.parts:
            items = [item for block in part.blocks for item in self._items(block)]
            if items and not problems:
                problems = 1
                self._tell(found, items[0].paragraph.number, boxed=boxed)
            if part.together:
                images = [e for item in items for e in item.element.iter() if tag(e) == "img"]
                yield Item(E.figure(*images), items[0].paragraph)
            elif part.captioned and not first and all(map(_may_caption, items)):
                yield from _captioned(items)
            else:
                yield from map(_boxed, items) if boxed else items

    def _tell(self, found: LaidOut, number: int, *, boxed: bool) -> None:
        kind = TABLE_BOX if found.boxed else TABLE_LAYOUT
        if boxed or not found.boxed:
            place = replace(self._place, line=number)
            quote = found.text if len(found.text) <= _QUOTE else f"{found.text[:_QUOTE].rstrip()}…"
            self._told.append(kind.at(place, text=quote or "…"))

    def _paragraph(self) -> Paragraph:
        number = self._inlines.paragraph
        known = self._ready.paragraphs
        return known[number - 1] if 0 < number <= len(known) else Paragraph(max(number, 1))

    def _flow(self, blocks: Sequence[Any]) -> list[etree._Element]:
        """Blocks inside others, as finished elements."""
        made: list[etree._Element] = []
        for block in blocks:
            kind, content = block["t"], _content(block)
            if kind in ("Para", "Plain"):
                made += self._inner_paragraph(content)
            elif kind == "Header":
                strong = E.strong()
                self._inlines.fill(strong, content[2])
                made += [E.p(strong)] if holds(strong) else []
            elif kind in _MAKERS:
                made += [e for e in [_MAKERS[kind](self, content)] if e is not None]
            elif kind == "Div":
                made += self._flow(content[1])
        return made

    def _inner_paragraph(self, inlines: Sequence[Any]) -> list[etree._Element]:
        element = E.p()
        self._inlines.fill(element, inlines)
        if not holds(element):
            return []
        return [_figure(element) if _only_images(element) else _trimmed(element)]

    def _quotation(self, content: Any) -> etree._Element | None:
        inner = self._flow(content)
        return E.blockquote(*inner) if inner else None

    def _bullets(self, content: Any) -> etree._Element | None:
        return E.ul(*(self._into(E.li(), item) for item in content)) if content else None

    def _numbered(self, content: Any) -> etree._Element | None:
        (start, style, _), items = content
        element = E.ol()
        if start != 1:
            element.set("start", str(start))
        if style["t"] in _TYPES:
            element.set("type", _TYPES[style["t"]])
        element.extend([self._into(E.li(), item) for item in items])
        return element if len(element) else None

    def _definitions(self, content: Any) -> etree._Element | None:
        element = E.dl()
        for term, meanings in content:
            dt = E.dt()
            self._inlines.fill(dt, term)
            dds = [self._into(E.dd(), meaning) for meaning in meanings]
            element.extend([dt, *(dds or [E.dd()])])
        return element if len(element) else None

    def _lines(self, content: Any) -> etree._Element | None:
        line = E.p()
        for number, inlines in enumerate(content):
            if number:
                line.append(E.br())
            self._inlines.fill(line, inlines)
        return E.div({"class": "verse"}, line) if holds(line) else None

    def _code(self, content: Any) -> etree._Element | None:
        code = E.code()
        append(code, content[1])
        return E.pre(code) if content[1].strip() else None

    def _rule(self, _content: Any) -> etree._Element | None:
        return E.hr()

    def _raw(self, content: Any) -> etree._Element | None:
        element = E.p(" ".join(content[1].split()))
        return element if holds(element) else None

    def _pandoc_figure(self, content: Any) -> etree._Element | None:
        _, (_, caption), inner = content
        images = [i for e in self._flow(inner) for i in e.iter() if tag(i) == "img"]
        legend = _inlined(self._flow(caption), "figcaption")
        if not images:
            return E.p(*legend) if legend is not None and holds(legend) else None
        for image in images:
            image.tail = None
        return E.figure(*images, *([legend] if legend is not None else []))

    def _into(self, into: etree._Element, blocks: Sequence[Any]) -> etree._Element:
        """Blocks put into a list item, a definition or a cell: a lone paragraph without its ``p``.

        The profile takes either text and then lists, or blocks only.
        """
        made = self._flow(blocks)
        lists = ("ul", "ol") if tag(into) == "li" else ()
        first, rest = (made[0], made[1:]) if made else (None, [])
        bare = first is not None and tag(first) == "p" and not first.get("class")
        if first is not None and bare and all(tag(e) in lists for e in rest):
            into.text = first.text
            into.extend([*first, *rest])
        else:
            into.extend(made)
        return into

    def _table(self, content: Any) -> etree._Element | None:
        _, (_, caption), columns, head, bodies, foot = content
        alignments = [_ALIGNMENTS.get(c[0]["t"], "") for c in columns]
        element = E.table()
        legend = _inlined(self._flow(caption), "caption")
        if legend is not None:
            element.append(legend)
        header = [self._row(row, alignments, heads=True) for row in head[1]]
        if header:
            element.append(E.thead(*header))
        for _, _, headers, rows in bodies:
            made = [self._row(row, alignments, heads=True) for row in headers]
            made += [self._row(row, alignments) for row in rows]
            if made:
                element.append(E.tbody(*made))
        footer = [self._row(row, alignments) for row in foot[1]]
        if footer:
            element.append(E.tfoot(*footer))
        return element if any(True for e in element.iter() if tag(e) == "tr") else None

    def _row(self, row: Any, alignments: Sequence[str], *, heads: bool = False) -> etree._Element:
        element, column = E.tr(), 0
        for _, alignment, rows, columns, blocks in row[1]:
            cell = self._into(E.td(), blocks)
            if heads and holds(cell):
                # An empty corner heads nothing.
                cell.tag = E.th().tag
                cell.set("scope", "col")
            for name, span in (("colspan", columns), ("rowspan", rows)):
                if span > 1:
                    cell.set(name, str(span))
            own = _ALIGNMENTS.get(alignment["t"], "")
            inherited = alignments[column] if column < len(alignments) else ""
            if own or inherited:
                cell.set("class", own or inherited)
            column += columns
            element.append(cell)
        return element if len(element) else E.tr(E.td())


_MAKERS: Mapping[str, Callable[[Tree, Any], etree._Element | None]] = {
    "BlockQuote": Tree._quotation,
    "BulletList": Tree._bullets,
    "OrderedList": Tree._numbered,
    "DefinitionList": Tree._definitions,
    "LineBlock": Tree._lines,
    "CodeBlock": Tree._code,
    "HorizontalRule": Tree._rule,
    "RawBlock": Tree._raw,
    "Figure": Tree._pandoc_figure,
    "Table": Tree._table,
}


def _content(node: Mapping[str, Any]) -> Any:
    """What a node of the tree holds; some hold nothing."""
    return node.get("c")


def _targets(node: Any) -> frozenset[str]:
    """The bookmarks of the document that a link leads to."""
    found: set[str] = set()
    pending = [node]
    while pending:
        item = pending.pop()
        if isinstance(item, dict):
            if item.get("t") == "Link" and str(item["c"][2][0]).startswith("#"):
                found.add(item["c"][2][0][1:])
            pending += item.values()
        elif isinstance(item, list):
            pending += item
    return frozenset(found)


def _may_caption(item: Item) -> bool:
    """Whether the style of a text beside a picture does not say that it is something else."""
    return item.use in (None, Use.CAPTION, Use.CREDIT)


def _captioned(items: Sequence[Item]) -> Iterator[Item]:
    """Pictures, and the paragraphs beside them as one caption of several lines."""
    lines: list[Item] = []
    for item in items:
        element = item.element
        if tag(element) != "p" or any(tag(e) == "img" for e in element.iter()):
            style = Style(Use.CAPTION)
            mixed = tag(element) == "p" and not _only_images(element)
            paragraph = replace(item.paragraph, style=style) if mixed else item.paragraph
            yield Item(element, paragraph)
        else:
            lines.append(item)
    if not lines:
        return
    caption = lines[0].element
    for line in lines[1:]:
        caption.append(E.br())
        append(caption, line.element.text or "")
        caption.extend(list(line.element))
    yield Item(bare(caption), replace(lines[0].paragraph, style=Style(Use.CAPTION)))


def _boxed(item: Item) -> Item:
    """An item of a box: its heading opens no section, which what follows the box would stand in."""
    element, paragraph = item.element, replace(item.paragraph, boxed=True)
    if item.use is not Use.HEADING or tag(element) != "p":
        return Item(element, paragraph)
    strong = E.strong()
    strong.text = element.text
    strong.extend(list(element))
    return Item(E.p(strong), replace(paragraph, style=None))


def _inlined(elements: Sequence[etree._Element], name: str) -> etree._Element | None:
    """The paragraphs of a caption as one element with inline content only."""
    made = E(name)
    for element in elements:
        if holds(made):
            append(made, " ")
        append(made, element.text or "")
        made.extend(list(element) if tag(element) == "p" else [E.span(text(element))])
    return made if holds(made) else None


def _trimmed(element: etree._Element) -> etree._Element:
    """A paragraph without white space or line breaks at its ends."""
    while len(element) and tag(element[0]) == "br" and not (element.text or "").strip():
        element.text = (element[0].tail or "").lstrip(" ")
        element.remove(element[0])
    while len(element) and tag(element[-1]) == "br" and not (element[-1].tail or "").strip():
        element.remove(element[-1])
    element.text = (element.text or "").lstrip(" \u00a0\u202f")
    if len(element):
        element[-1].tail = (element[-1].tail or "").rstrip(" \u00a0\u202f") or None
    else:
        element.text = element.text.rstrip(" \u00a0\u202f")
    return element


def _only_images(element: etree._Element) -> bool:
    images = [e for e in element.iter() if tag(e) == "img"]
    return bool(images) and not text(element).strip("\u00a0\u202f ")


def _figure(element: etree._Element, caption: etree._Element | None = None) -> etree._Element:
    images = [e for e in element.iter() if tag(e) == "img"]
    for image in images:
        image.tail = None
    figure = E.figure(*images)
    if caption is not None:
        figure.append(caption)
    return figure


def _block(item: Item) -> Block:
    paragraph, element = item.paragraph, item.element
    if tag(element) != "p" or element.get("class"):
        return Block(element, paragraph.number, Role.MARKUP, blank_before=paragraph.blank_before)
    role = _ROLES.get(item.use) if item.use else None
    if role is None and paragraph.boxed:
        role = Role.PARAGRAPH
    return Block(
        element,
        paragraph.number,
        role,
        level=paragraph.style.level if role is Role.HEADING and paragraph.style else 2,
        blank_before=paragraph.blank_before,
        subhead=paragraph.heading_like,
        datetime=(iso_date(text(element)) or "") if role is Role.DATELINE else "",
    )


def _grouped(items: Sequence[Item]) -> list[Item]:
    """The items with those that make one block together joined: quotations, verse, captions."""
    made: list[Item] = []
    pending: Item | None = None
    for item in map(_with_figure, items):
        if item.use is Use.CAPTION and tag(item.element) == "p":
            if any(tag(e) == "img" for e in item.element.iter()):
                made.append(_captioned_image(item))
            elif not _take_caption(made, item):
                _keep(made, pending)
                pending = item
            continue
        if pending is not None:
            if not _give_caption(item.element, pending):
                made.append(pending)
            pending = None
        _join(made, item)
    _keep(made, pending)
    return made


def _with_figure(item: Item) -> Item:
    """A paragraph that holds nothing but images is a figure."""
    if tag(item.element) == "p" and _only_images(item.element):
        return Item(_figure(item.element), item.paragraph)
    return item


def _keep(made: list[Item], pending: Item | None) -> None:
    """A caption that was kept for a figure or table that did not come."""
    if pending is not None:
        made.append(pending)


def _captioned_image(item: Item) -> Item:
    """A caption that holds its image: so LibreOffice makes figures."""
    images = [e for e in item.element.iter() if tag(e) == "img"]
    figure = E.figure()
    for image in images:
        parent = image.getparent()
        if parent is not None:
            _lift(image, parent)
        figure.append(image)
    caption = _trimmed(item.element)
    caption.tag = E.figcaption().tag
    if holds(caption):
        figure.append(caption)
    return Item(figure, Paragraph(item.paragraph.number))


def _lift(element: etree._Element, parent: etree._Element) -> None:
    """Take an element out of its parent, leaving the text after it."""
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    element.tail = None
    parent.remove(element)


def _take_caption(made: list[Item], item: Item) -> bool:
    """Give a caption to the figure right before it."""
    last = made[-1].element if made else None
    return last is not None and tag(last) == "figure" and _give_caption(last, item)


def _give_caption(element: etree._Element, item: Item) -> bool:
    """Put a caption into a figure or a table that has none yet."""
    name = {"figure": "figcaption", "table": "caption"}.get(tag(element))
    if name is None or any(tag(e) == name for e in element):
        return False
    item.element.tag = E(name).tag
    element.insert(len(element) if name == "figcaption" else 0, item.element)
    return True


def _join(made: list[Item], item: Item) -> None:
    """Add an item, to the block before it where both are parts of one."""
    element, use = item.element, item.use
    last = made[-1] if made else None
    if last is not None and tag(element) == tag(last.element) == "ul":
        last.element.extend(list(element))
        return
    if tag(element) != "p" or use is None:
        made.append(item)
        return
    if use in _CLASSES:
        element.set("class", _CLASSES[use])
    if last is not None and use is Use.ATTRIBUTION and tag(last.element) in ("blockquote", "aside"):
        last.element.append(element)
        return
    if use in _JOINED:
        _JOINED[use](made, item)
    else:
        made.append(item)


_SENTENCE_ENDS = tuple(".!?…»”")


def _join_quotation(made: list[Item], item: Item) -> None:
    """A quotation of several paragraphs is one."""
    last = made[-1] if made else None
    if last is not None and last.use is Use.QUOTATION and tag(last.element) == "blockquote":
        last.element.append(item.element)
    else:
        made.append(Item(E.blockquote(item.element), item.paragraph))


def _join_epigraph(made: list[Item], item: Item) -> None:
    """An epigraph of several paragraphs is one; where the last is no sentence, it is its source."""
    last = made[-1] if made else None
    if last is None or last.use is not Use.EPIGRAPH or tag(last.element) != "blockquote":
        made.append(Item(epigraph(item.element), item.paragraph))
        return
    before = last.element[-1]
    if text(before).endswith(_SENTENCE_ENDS) and not text(item.element).endswith(_SENTENCE_ENDS):
        item.element.set("class", "attribution")
    last.element.append(item.element)


def _join_pullquote(made: list[Item], item: Item) -> None:
    """Two pull quotes are two when an empty line parts them."""
    last = made[-1] if made else None
    same = last is not None and last.use is Use.PULLQUOTE and not item.paragraph.blank_before
    if last is not None and same and tag(last.element) == "aside":
        last.element.append(item.element)
    else:
        made.append(Item(E.aside({"class": "pullquote"}, item.element), item.paragraph))


def _join_verse(made: list[Item], item: Item) -> None:
    """A verse a paragraph, or a stanza a paragraph with line breaks; empty lines part stanzas."""
    last = made[-1] if made else None
    element = item.element
    if last is None or last.use is not Use.VERSE or tag(last.element) != "div":
        made.append(Item(E.div({"class": "verse"}, element), item.paragraph))
        return
    stanza = last.element[-1]
    if item.paragraph.blank_before or any(tag(e) == "br" for e in element):
        last.element.append(element)
        return
    stanza.append(E.br())
    append(stanza, element.text or "")
    stanza.extend(list(element))


def _join_code(made: list[Item], item: Item) -> None:
    last = made[-1] if made else None
    if last is None or last.use is not Use.CODE or tag(last.element) != "pre":
        item.element.tag = E.code().tag
        made.append(Item(E.pre(item.element), item.paragraph))
        return
    code = last.element[0]
    append(code, "\n" * (1 + item.paragraph.blank_before) + (item.element.text or ""))
    code.extend(list(item.element))


_JOINED: Mapping[Use, Callable[[list[Item], Item], None]] = {
    Use.QUOTATION: _join_quotation,
    Use.EPIGRAPH: _join_epigraph,
    Use.PULLQUOTE: _join_pullquote,
    Use.VERSE: _join_verse,
    Use.CODE: _join_code,
}
