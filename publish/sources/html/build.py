"""Blocks of HTML as blocks of the profile.

The tree comes flattened (:mod:`publish.sources.html.lines`): what holds blocks is a list, a
quotation, a table, a figure; everything else is one text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from publish.article import EPUB_TYPE, E, epigraph, tag, text
from publish.diagnostics import Diagnostic, Kind, Place
from publish.sources.blocks import Role
from publish.sources.figures import figure_class
from publish.sources.html.inline import Inline, address, append
from publish.sources.html.notes import Note
from publish.sources.html.semantics import given_role
from publish.sources.html.tree import BODY, HINT, is_block, name, remove, style, text_of, unwrap
from publish.sources.inline import Report
from publish.sources.limits import LIMIT_EXCEEDED, Limits

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_ONE_TEXT = (*_HEADINGS, "dt", "pre")
_FLOW = frozenset(
    ("p", "ul", "ol", "dl", "blockquote", "figure", "table", "pre", "hr", "aside", "div")
)
_SPACE = re.compile(r"[ \t\n\r\f]+")
_RULE = re.compile(r"(?:[*•⁂✻❦~_–—=-]\s?){1,12}")
"""Signs alone in a paragraph: the rule of who had no other."""
_SIDES = {"left": "", "start": "", "center": "center", "right": "end", "end": "end"}
_MOST_SPAN = 1000


@dataclass(frozen=True)
class Piece:
    """A block as it comes out of the page.

    ``element`` is finished unless it is a ``p`` whose role is open. ``level`` is 1 to 6 for a
    heading, else 0. ``hint`` is the role that the page's own classes name; ``datetime`` the day
    that a ``time`` in it tells.
    """

    element: etree._Element
    line: int
    level: int = 0
    hint: Role | None = None
    datetime: str = ""

    @property
    def is_paragraph(self) -> bool:
        """Whether it is a plain paragraph, whose role may still be found."""
        return tag(self.element) == "p" and not self.element.get("class") and not self.level


class Builder:
    """Turns a tree into pieces; keeps what is wrong with it."""

    def __init__(self, file: str, limits: Limits):
        self.file, self.limits = file, limits
        self.problems: list[Diagnostic] = []
        self.inline: Inline
        self._blocks = 0

    def at(self, element: etree._Element) -> Report:
        """Reports a problem at the line of an element."""

        def report(kind: Kind, **values: object) -> None:
            self.problems.append(kind.at(Place(self.file, element.sourceline), **values))

        return report

    def pieces(self, root: etree._Element) -> list[Piece]:
        """The pieces of the article, top to bottom, without the texts of its notes."""
        found = [piece for child in _content(root) for piece in self._pieces(child)]
        if self._blocks > self.limits.blocks:
            self.at(root)(
                LIMIT_EXCEEDED, name="blocks", limit=self.limits.blocks, found=self._blocks
            )
        return found

    def note(self, note: Note) -> tuple[etree._Element, int]:
        """The ``aside`` of a note, with its line."""
        inside = note.body
        content = list(self._flow(inside)) or [E.p("…")]
        attributes = {"id": f"n{note.number}", "role": "doc-footnote", EPUB_TYPE: "footnote"}
        return E.aside(attributes, *content), inside.sourceline or 1

    def _pieces(self, source: etree._Element) -> Iterator[Piece]:
        line = source.sourceline or 1
        if source.get(BODY):
            return
        if name(source) in _HEADINGS and not _holds_blocks(source):
            heading = self._text(source)
            if _says_something(heading):
                for image in [e for e in heading.iter() if tag(e) == "img"]:
                    # A heading that is a picture says nothing in a table of contents.
                    if text(heading):
                        yield Piece(E.figure(E.img(dict(image.attrib))), line)
                        remove(image)
                if not text(heading):
                    images = [E.img(dict(e.attrib)) for e in heading.iter() if tag(e) == "img"]
                    yield Piece(E.figure(*images) if images else E.p(*heading), line)
                    return
                hint = given_role(source)
                yield Piece(heading, line, int(name(source)[1]), hint, _day(source))
            return
        for element in self._block(source):
            if tag(element) == "p" and _RULE.fullmatch(text(element)):
                yield Piece(E.hr(), line)
                continue
            hint = given_role(source) if tag(element) == "p" else None
            yield Piece(element, line, 0, hint, _day(source))

    def _flow(self, source: etree._Element) -> Iterator[etree._Element]:
        """The blocks that an element holds; its text is one when it holds none."""
        if not _holds_blocks(source):
            yield from self._paragraph(source)
            return
        for child in _content(source):
            if not child.get(BODY):
                yield from self._block(child)

    def _block(self, source: etree._Element) -> Iterator[etree._Element]:
        self._blocks += 1
        kind = name(source)
        if source.get(BODY):
            return
        makers = {
            **dict.fromkeys(("ul", "ol", "dir", "menu"), self._list),
            **dict.fromkeys((*_HEADINGS, "dt"), self._strong),
            "blockquote": self._quotation,
            "figure": self._figure,
            "table": self._table,
            "dl": self._definitions,
            "pre": self._preformatted,
        }
        if source.get(HINT) == "verse":
            yield from self._verse(source)
        elif kind == "hr":
            yield E.hr()
        elif kind in makers and not (kind in _ONE_TEXT and _holds_blocks(source)):
            yield from makers[kind](source)
        else:
            yield from self._flow(source)

    def _preformatted(self, source: etree._Element) -> Iterator[etree._Element]:
        element = E.pre()
        self.inline.fill(element, source)
        if text(element):
            yield element

    def _text(self, source: etree._Element) -> etree._Element:
        """A ``p`` with the inline content of an element, its white space folded."""
        element = E.p()
        self.inline.fill(element, source)
        tidy(element)
        language = self.inline.language(source)
        if language:
            element.set("lang", language)
        if source.get("dir") == "rtl":
            element.set("dir", "rtl")
        return element

    def _paragraph(self, source: etree._Element) -> Iterator[etree._Element]:
        element = self._text(source)
        if not _says_something(element):
            return
        images = [e for e in element.iter() if tag(e) == "img"]
        placed = figure_class(_placed(source))
        if images and not text(element).strip("\u00a0\u202f"):
            yield _placed_figure([E.img(dict(image.attrib)) for image in images], placed)
        elif images and placed:
            # An image that the text flows around is no sign of a line.
            for image in images:
                remove(image)
            yield _placed_figure(images, placed)
            tidy(element)
            yield element
        else:
            yield element

    def _strong(self, source: etree._Element) -> Iterator[etree._Element]:
        """A heading where no section can open: a paragraph in bold."""
        for element in self._paragraph(source):
            if tag(element) == "p" and not any(tag(e) == "strong" for e in element.iter()):
                strong = E.strong()
                _move(element, strong)
                element.append(strong)
            yield element

    def _list(self, source: etree._Element) -> Iterator[etree._Element]:
        ordered = name(source) == "ol"
        element = E.ol() if ordered else E.ul()
        if ordered:
            _number(element, source)
        for child in _content(source):
            if not child.get(BODY) and _is_item(child):
                self._blocks += 1
                element.append(self._held(E.li(), child))
        if len(element) and _says_something(element):
            yield element

    def _held(self, into: etree._Element, source: etree._Element) -> etree._Element:
        """Content put into an item, a cell or a definition: bare text where it is one text."""
        blocks = list(self._flow(source))
        first = blocks[0] if blocks else None
        rest = blocks[1:]
        lists_only = tag(into) == "li" and all(tag(e) in ("ul", "ol") for e in rest)
        bare = first is not None and tag(first) == "p" and not first.get("class")
        if first is not None and bare and (not rest or lists_only):
            _move(first, into)
            for key in ("lang", "dir"):
                if first.get(key):
                    into.set(key, first.get(key, ""))
            into.extend(rest)
            return into
        into.extend(blocks)
        return into

    def _quotation(self, source: etree._Element) -> Iterator[etree._Element]:
        inner = list(self._flow(source))
        if not inner:
            return
        last = inner[-1]
        if tag(last) == "p" and (
            (len(inner) > 1 and text(last).startswith(("—", "–", "-- ")))
            or _is_attribution(source, last)
        ):
            last.set("class", "attribution")
        if source.get(HINT) == "pullquote":
            yield E.aside({"class": "pullquote"}, *inner)
            return
        element = (epigraph if source.get(HINT) == "epigraph" else E.blockquote)(*inner)
        cited = address(source.get("cite") or "")
        if cited.startswith(("http://", "https://")):
            element.set("cite", cited)
        yield element

    def _verse(self, source: etree._Element) -> Iterator[etree._Element]:
        if _holds_blocks(source):
            inner = [e for child in _content(source) for e in self._stanzas(child)]
            if len(inner) > 2 and not any(tag(e) == "br" for p in inner for e in p.iter()):
                inner = _stanza_of_lines(inner)
        elif name(source) == "pre":
            inner = _parted(_lines(self._pre(source)))
        else:
            inner = list(self._paragraph(source))
        if inner and all(_is_plain(e) for e in inner):
            yield E.div({"class": "verse"}, *inner)
        else:
            yield from inner

    def _stanzas(self, source: etree._Element) -> Iterator[etree._Element]:
        """The blocks of a part of a poem; of a part that is a poem itself its stanzas."""
        for element in self._block(source):
            if tag(element) == "div" and element.get("class") == "verse":
                yield from list(element)
            else:
                yield element

    def _pre(self, source: etree._Element) -> etree._Element:
        element = E.p()
        self.inline.fill(element, source)
        return element

    def _figure(self, source: etree._Element) -> Iterator[etree._Element]:
        captions = [
            caption
            for caption in source.iter("figcaption")
            if next(caption.iterancestors("figcaption"), None) is None
        ]
        images = [self.inline.image(e) for e in source.iter("img") if not _inside(e, captions)]
        kept = [image for image in images if image is not None]
        caption: etree._Element | None = None
        for found in captions:
            said = self._caption(found)
            if caption is None:
                caption = said
            else:
                caption.append(E.br())
                _move(said, caption)
        others = [] if _is_bare(source, captions) else list(self._others(source))
        quoting = [e for e in others if tag(e) in ("blockquote", "aside", "table", "pre")]
        yield from others
        if kept:
            figure = _placed_figure(kept, figure_class(_placed(source)))
            if caption is not None and _says_something(caption):
                caption.tag = E.figcaption().tag
                figure.append(caption)
            yield figure
        elif caption is not None and _says_something(caption):
            table = next((e for e in quoting if tag(e) == "table"), None)
            if table is not None and tag(table[0]) != "caption":
                caption.tag = E.caption().tag
                table.insert(0, caption)
            else:
                caption.set("class", "attribution" if quoting else "credit")
                yield caption

    def _caption(self, source: etree._Element) -> etree._Element:
        """The text of a caption; its paragraphs are lines of it."""
        if not _holds_blocks(source):
            return self._text(source)
        whole = E.p()
        for block in self._flow(source):
            for paragraph in (e for e in block.iter() if tag(e) in ("p", "li", "td", "th", "pre")):
                if len(whole) or whole.text:
                    whole.append(E.br())
                for inner in [e for e in paragraph if tag(e) in _FLOW]:
                    paragraph.remove(inner)
                _move(paragraph, whole)
        tidy(whole)
        return whole

    def _others(self, source: etree._Element) -> Iterator[etree._Element]:
        """What a figure holds beside its images and its caption."""
        if not _holds_blocks(source):
            copy = E.p()
            self.inline.fill(copy, source)
            for image in [e for e in copy.iter() if tag(e) == "img"]:
                remove(image)
            tidy(copy)
            if _says_something(copy):
                yield copy
            return
        for child in _content(source):
            if name(child) == "figcaption":
                continue
            if next(child.iter("img"), None) is not None and not text_of(child):
                continue
            for element in self._block(child):
                for image in [e for e in element.iterdescendants() if tag(e) == "img"]:
                    remove(image)
                if _says_something(element) and tag(element) != "figure":
                    yield element

    def _table(self, source: etree._Element) -> Iterator[etree._Element]:
        cells = sum(1 for _ in source.iter("td", "th"))
        if cells > self.limits.table_cells:
            most = self.limits.table_cells
            self.at(source)(LIMIT_EXCEEDED, name="table_cells", limit=most, found=cells)
            return
        captions, parts, strays = _parts(source)
        for stray in strays:
            yield from self._block(stray)
        element = E.table()
        for found in captions:
            said = self._caption(found)
            if _says_something(said) and not len(element):
                said.tag = E.caption().tag
                element.append(said)
            elif _says_something(said):
                yield said
        for kind, rows in parts.items():
            made = [self._row(row, head=kind == "thead") for row in rows]
            group = E(kind, *(row for row in made if len(row)))
            if len(group):
                element.append(group)
        if any(tag(e) in parts for e in element):
            yield element
        elif len(element):
            element[0].tag = E.p().tag
            yield element[0]

    def _row(self, source: etree._Element, *, head: bool) -> etree._Element:
        cells = enumerate(_cells(source))
        return E.tr(*(self._cell(cell, head=head, first=index == 0) for index, cell in cells))

    def _cell(self, source: etree._Element, *, head: bool, first: bool) -> etree._Element:
        self._blocks += 1
        content = self._held(E.td(), source)
        if (name(source) == "th" or head) and _says_something(content):
            scope = (source.get("scope") or "").lower()
            if scope not in ("col", "row", "colgroup", "rowgroup"):
                scope = "row" if first and not head else "col"
                if head and _span(source, "colspan") > 1:
                    scope = "colgroup"
            content.tag = E.th().tag
            content.set("scope", scope)
            if len(content) == 1 and tag(content[0]) == "strong" and not content.text:
                unwrap(content[0])
        for span in ("colspan", "rowspan"):
            if _span(source, span) > 1:
                content.set(span, str(_span(source, span)))
        side = style(source).get("text-align") or (source.get("align") or "").lower()
        if _SIDES.get(side):
            content.set("class", _SIDES[side])
        return content

    def _definitions(self, source: etree._Element) -> Iterator[etree._Element]:
        children = [c for c in _content(source) if not c.get(BODY)]
        children = [c for c in children if name(c) in ("dt", "dd") or _is_item(c)]
        kinds = [name(c) for c in children]
        pattern = "".join({"dt": "t", "dd": "d"}.get(k, "x") for k in kinds)
        if not re.fullmatch(r"(?:t+d+)+", pattern):
            for child in children:
                if name(child) == "dt" and not _holds_blocks(child):
                    yield from self._strong(child)
                else:
                    yield from self._flow(child) if name(child) == "dd" else self._block(child)
            return
        element = E.dl()
        for child in children:
            self._blocks += 1
            if name(child) == "dt":
                term = self._caption(child)
                term.tag = E.dt().tag
                element.append(term)
            else:
                element.append(self._held(E.dd(), child))
        yield element


def tidy(element: etree._Element) -> None:
    """Fold white space as a browser does; take away emphasis of nothing and breaks at the ends."""
    for inner in list(element.iter()):
        if (
            inner.getparent() is not None  # one inside another went with it
            and inner is not element
            and tag(inner) in _EMPTY_SAYS_NOTHING
            and not _says_something(inner)
            and not _is_place(inner)
        ):
            content = "".join(inner.itertext())
            if not len(inner) or not any(tag(e) == "br" for e in inner.iter()):
                inner.text = None
                for child in list(inner):
                    inner.remove(child)
                inner.tail = content + (inner.tail or "")
                remove(inner)
    _merge(element)
    _strip_no_break(element)
    after_space = True
    last: tuple[etree._Element, str] | None = None
    for holder, kind in _texts(element):
        if kind == "br":
            if last is not None:
                _set(last, _get(last).rstrip(" "))
            after_space, last = True, None
            continue
        if kind == "thing":
            after_space, last = False, None
            continue
        said = _SPACE.sub(" ", _get((holder, kind)))
        if after_space:
            said = said.lstrip(" ")
        _set((holder, kind), said)
        if said:
            after_space, last = said.endswith(" "), (holder, kind)
    if last is not None:
        _set(last, _get(last).rstrip(" "))
    _trim_breaks(element)


def _is_place(element: etree._Element) -> bool:
    """Whether an element without words marks a place all the same."""
    return bool(element.get("id")) or element.get("class") in ("index", "page", "folio")


def _strip_no_break(element: etree._Element) -> None:
    """No-break spaces before the first word or after the last hold nothing apart."""
    places = [p for p in _texts(element) if p[1] in ("text", "tail", "thing")]
    for place in places:
        if place[1] == "thing":
            break
        said = _get(place).lstrip(" \t\n\r\f\u00a0")
        _set(place, said)
        if said:
            break
    for place in reversed(places):
        if place[1] == "thing":
            break
        said = _get(place).rstrip(" \t\n\r\f\u00a0")
        _set(place, said)
        if said:
            break


_EMPTY_SAYS_NOTHING = frozenset(
    ("em", "strong", "cite", "q", "abbr", "sup", "sub", "code", "span", "a", "time")
)


def _texts(element: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    yield element, "text"
    for event, inner in etree.iterwalk(element, events=("start", "end")):
        if inner is element:
            continue
        if event == "start":
            if tag(inner) == "br":
                yield inner, "br"
            elif tag(inner) in ("img", "math") or inner.get("class") in ("page", "folio"):
                yield inner, "thing"
            yield inner, "text"
        else:
            yield inner, "tail"


def _get(place: tuple[etree._Element, str]) -> str:
    holder, kind = place
    return (holder.text if kind == "text" else holder.tail) or ""


def _set(place: tuple[etree._Element, str], said: str) -> None:
    holder, kind = place
    if kind == "text":
        holder.text = said or None
    else:
        holder.tail = said or None


def _trim_breaks(element: etree._Element) -> None:
    while len(element) and tag(element[-1]) == "br" and not (element[-1].tail or "").strip():
        element.remove(element[-1])
        if len(element):
            element[-1].tail = (element[-1].tail or "").rstrip(" ") or None
        else:
            element.text = (element.text or "").rstrip(" ") or None
    while len(element) and tag(element[0]) == "br" and not (element.text or "").strip():
        element.text = element[0].tail
        element.remove(element[0])


def _merge(element: etree._Element) -> None:
    """Two emphases of one kind side by side, as word processors cut them, are one."""
    for inner in list(element.iter()):
        following = inner.getnext()
        said: list[str] = []
        while (
            following is not None
            and tag(inner) in ("em", "strong", "span", "sup", "sub")
            and following.tag == inner.tag
            and dict(following.attrib) == dict(inner.attrib)
            and not inner.tail
        ):
            said.append(following.text or "")
            for child in list(following):
                append(inner, "".join(said))
                said.clear()
                inner.append(child)
            inner.tail, following.tail = following.tail, None
            element_of = following.getparent()
            assert element_of is not None
            element_of.remove(following)
            following = inner.getnext()
        append(inner, "".join(said))


def _move(source: etree._Element, into: etree._Element) -> None:
    """Put the content of an element at the end of another."""
    append(into, source.text or "")
    source.text = None
    for child in list(source):
        into.append(child)


def _placed(source: etree._Element) -> set[str]:
    """The classes that say where a figure stands: its own; ``alignleft`` also its images’."""
    own = (source.get("class") or "").split() if name(source) == "figure" else []
    holders = [source, *source.iter("img")]
    aligned = [one for e in holders for one in (e.get("class") or "").split()]
    return {*own, *(one for one in aligned if one.startswith("align"))}


def _placed_figure(images: Sequence[etree._Element], placed: str) -> etree._Element:
    figure = E.figure(*images)
    if placed:
        figure.set("class", placed)
    return figure


def _is_plain(element: etree._Element) -> bool:
    return tag(element) == "p" and not element.get("class")


def _lines(element: etree._Element) -> etree._Element:
    """A text whose line ends are breaks, as in verse set with ``pre``; its inline elements stay."""
    for holder, kind in list(_texts(element)):
        if kind not in ("text", "tail"):
            continue
        first, *others = _get((holder, kind)).split("\n")
        _set((holder, kind), first)
        parent = holder if kind == "text" else holder.getparent()
        assert parent is not None
        place = 0 if kind == "text" else parent.index(holder) + 1
        for number, line in enumerate(others):
            end = E.br()
            end.tail = line or None
            parent.insert(place + number, end)
    _trim_breaks(element)
    return element


def _parted(element: etree._Element) -> list[etree._Element]:
    """The stanzas of a text: two breaks in a row part them."""
    stanzas = [E.p()]
    append(stanzas[-1], element.text or "")
    pending = 0
    for child in list(element):
        said, child.tail = child.tail or "", None
        if tag(child) == "br":
            pending += 1
        else:
            _break(stanzas, pending)
            pending = 0
            stanzas[-1].append(child)
        if said.strip():
            _break(stanzas, pending)
            pending = 0
            append(stanzas[-1], said)
    return [stanza for stanza in stanzas if _says_something(stanza)]


def _break(stanzas: list[etree._Element], breaks: int) -> None:
    """End a line, or a stanza where more than one line has ended."""
    if breaks > 1:
        stanzas.append(E.p())
    elif breaks:
        stanzas[-1].append(E.br())


def _stanza_of_lines(lines: Sequence[etree._Element]) -> list[etree._Element]:
    """Verses that are a paragraph each as one stanza; what is no verse among them as it is."""
    if not all(map(_is_plain, lines)):
        return list(lines)
    stanza = E.p()
    for number, line in enumerate(lines):
        if number:
            stanza.append(E.br())
        _move(line, stanza)
    return [stanza]


def _content(element: etree._Element) -> list[etree._Element]:
    return [child for child in element if isinstance(child.tag, str)]


def _holds_blocks(element: etree._Element) -> bool:
    return any(is_block(child) for child in element)


def _says_something(element: etree._Element) -> bool:
    """Whether there is anything to show; the numbers of a list are words of the manuscript."""
    if text(element).strip("\u00a0\u202f"):
        return True
    return any(tag(e) in ("img", "math", "ol") for e in element.iter())


def _is_item(element: etree._Element) -> bool:
    return bool(text_of(element)) or any(name(e) in ("img", "math") for e in element.iter())


def _is_attribution(source: etree._Element, last: etree._Element) -> bool:
    """Whether the last text of a quotation is its source: all of it a ``cite``, or a ``footer``."""
    if len(last) == 1 and tag(last[0]) == "cite" and not (last.text or "").strip():
        return not (last[0].tail or "").strip()
    children = [c for c in _content(source) if _is_item(c)]
    return len(children) > 1 and name(children[-1]) == "footer"


def _is_bare(source: etree._Element, captions: Sequence[etree._Element]) -> bool:
    """Whether a figure holds nothing but images and captions."""
    said = len(text_of(source)) - sum(len(text_of(c)) for c in captions)
    return said <= len(captions) and not any(
        name(e) in ("table", "pre", "blockquote", "hr") for e in source.iter()
    )


def _inside(element: etree._Element, holders: Sequence[etree._Element]) -> bool:
    return any(ancestor in holders for ancestor in element.iterancestors())


def _parts(
    table: etree._Element,
) -> tuple[list[etree._Element], dict[str, list[etree._Element]], list[etree._Element]]:
    """The captions of a table, the rows of its head, body and foot, and what is none of these."""
    captions: list[etree._Element] = []
    rows: dict[str, list[etree._Element]] = {"thead": [], "tbody": [], "tfoot": []}
    strays: list[etree._Element] = []
    for child in _content(table):
        kind = name(child)
        if kind == "caption":
            captions.append(child)
        elif kind == "tr":
            rows["tbody"].append(child)
        elif kind in rows:
            rows[kind] += [row for row in _content(child) if name(row) == "tr"]
            strays += [row for row in _content(child) if name(row) != "tr"]
        else:
            strays.append(child)
    found = [row for group in rows.values() for row in group]
    strays += [c for row in found for c in _content(row) if name(c) not in ("td", "th")]
    if not rows["thead"] and len(rows["tbody"]) > 1 and _heads(rows["tbody"][0]):
        rows["thead"].append(rows["tbody"].pop(0))
    return captions, rows, strays


def _cells(row: etree._Element) -> list[etree._Element]:
    return [child for child in row if name(child) in ("td", "th")]


def _heads(row: etree._Element) -> bool:
    cells = _cells(row)
    return any(map(text_of, cells)) and all(
        name(cell) == "th" or not text_of(cell) or _is_all_bold(cell) for cell in cells
    )


def _is_all_bold(cell: etree._Element) -> bool:
    bold = [e for e in cell.iter("b", "strong") if text_of(e)]
    return bool(bold) and text_of(bold[0]) == text_of(cell)


def _span(source: etree._Element, name_of: str) -> int:
    given = (source.get(name_of) or "").strip()
    if not (given.isascii() and given.isdigit() and len(given) < 7):
        return 1
    return int(given) if 1 <= int(given) <= _MOST_SPAN else 1


def _number(element: etree._Element, source: etree._Element) -> None:
    start = (source.get("start") or "").strip()
    if start.isascii() and start.isdigit() and len(start) < 6 and int(start) != 1:
        element.set("start", str(int(start)))
    kind = source.get("type") or ""
    if kind in ("a", "A", "i", "I"):
        element.set("type", kind)


def _day(source: etree._Element) -> str:
    for element in source.iter("time"):
        match = re.match(r"\d{4}-\d{2}-\d{2}", (element.get("datetime") or "").strip())
        if match:
            return match.group()
    return ""
