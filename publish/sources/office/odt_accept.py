"""An ODT made plain for Pandoc: wrappers and fields opened, frames laid out, spaces bounded.

Each step is here because Pandoc 3.9 loses words or structure without it (the list is in
docs/manuscripts.md): text boxes, fields, numbered paragraphs, ruby, bibliographies.
"""

from __future__ import annotations

from lxml import etree

from publish.article import remove_keeping_tail
from publish.sources.office import marks
from publish.sources.office.odt_terms import (
    ASIDE,
    CONTENTS,
    DRAW,
    PARAGRAPHS,
    SVG,
    TABLE,
    TEXT,
    Styles,
    t,
)
from publish.sources.office.styles import Use

COUNT = "count"
"""How many spaces one element stands for, kept from Pandoc: in verse they tell its indent."""
BOXED = "boxed"
"""The attribute of a paragraph that stood in a text box."""

_KEPT_INLINE = frozenset(
    map(
        t,
        (
            *("span", "a", "s", "tab", "line-break", "note", "note-body", "p", "h"),
            *("list", "list-item", "bookmark", "bookmark-start", "bookmark-end"),
        ),
    )
)
_OPENED_BLOCKS = frozenset(
    map(t, ("section", "numbered-paragraph", "bibliography", "index-body", "index-title"))
)
_DROPPED = frozenset(
    map(t, ("bibliography-source", "soft-page-break", "change", "change-start", "change-end"))
)

_STANDARD = ("urn:oasis:", "http://www.w3.org/", "http://purl.org/dc/")
"""Namespaces of OpenDocument and of what it makes use of: MathML, XLink, Dublin Core."""
_BLOCKS = frozenset((t("list"), f"{{{TABLE}}}table"))


def accept(body: etree._Element, styles: Styles) -> None:
    """Make the body plain, in place."""
    for element in [e for e in body.iter() if e.tag in _DROPPED or e.tag in ASIDE]:
        # Pandoc wants the numbers of notes where they are; descriptions of images are read later.
        if element.tag != t("note-citation") and etree.QName(element).namespace != SVG:
            drop(element)
    for element in [e for e in body.iter() if e.tag in _OPENED_BLOCKS]:
        dissolve(element)
    for element in list(body.iter(t("list-header"))):
        element.tag = t("list-item")
    for element in list(body.iter(t("s"))):
        count = element.attrib.pop(t("c"), "1")
        if count.isdecimal() and len(count) < 3:
            element.set(COUNT, count)
    _ruby(body)
    _fields(body)
    _headings_out_of_lists(body, styles)
    _notes(body, styles)
    _tables(body)
    _rows(body)


def drop(element: etree._Element) -> None:
    """Take an element out, not the text after it."""
    if element.getparent() is not None:
        remove_keeping_tail(element)


def dissolve(element: etree._Element) -> None:
    """Put what an element holds in its place."""
    parent = element.getparent()
    if parent is None:
        return
    index = parent.index(element)
    before = parent[index - 1] if index else None
    if element.text:
        if before is None:
            parent.text = (parent.text or "") + element.text
        else:
            before.tail = (before.tail or "") + element.text
    children = list(element)
    parent[index : index + 1] = children
    tail = element.tail
    if tail:
        last = parent[index + len(children) - 1] if children or index else None
        if last is None:
            parent.text = (parent.text or "") + tail
        else:
            last.tail = (last.tail or "") + tail


def _ruby(body: etree._Element) -> None:
    """The reading of a word after it, between parentheses."""
    for reading in list(body.iter(t("ruby-text"))):
        reading.text = f" ({reading.text or ''}"
        if len(reading):
            reading[-1].tail = f"{reading[-1].tail or ''}) "
        else:
            reading.text += ") "


def _fields(body: etree._Element) -> None:
    """Fields give the words that they show."""
    for paragraph in list(body.iter(*PARAGRAPHS)):
        for element in list(paragraph.iter()):
            name = element.tag
            if element is paragraph or name in _KEPT_INLINE or name in CONTENTS:
                continue
            namespace = str(etree.QName(element).namespace)
            if namespace == TEXT or not namespace.startswith(_STANDARD):
                # What LibreOffice adds to the standard (content controls) holds text as well.
                dissolve(element)


def _headings_out_of_lists(body: etree._Element, styles: Styles) -> None:
    """LibreOffice puts a numbered heading into a list of its own."""
    for items in list(body.iter(t("list"))):
        if any((s := styles.of(p)) and s.use is Use.HEADING for p in items.iter(*PARAGRAPHS)):
            for item in items.findall(t("list-item")):
                dissolve(item)
            dissolve(items)


def _notes(body: etree._Element, styles: Styles) -> None:
    """Pandoc drops the lists of a note: their items are paragraphs of it. It takes the hanging
    indent that Writer gives a note for a quotation: what has no meaning of its own has no style."""
    for note in list(body.iter(t("note-body"))):
        for element in list(note.iter(t("list"), t("list-item"))):
            dissolve(element)
        for paragraph in note.iter(*PARAGRAPHS):
            if styles.of(paragraph) is None:
                paragraph.attrib.pop(t("style-name"), None)


def _tables(body: etree._Element) -> None:
    """Open what lies around rows; give tables in cells and covered cells as paragraphs."""
    for group in list(body.iter(f"{{{TABLE}}}table-row-group", f"{{{TABLE}}}table-rows")):
        dissolve(group)
    # Backwards, so that the innermost table is opened first.
    for table in reversed(list(body.iter(f"{{{TABLE}}}table"))):
        if next(table.iterancestors(f"{{{TABLE}}}table-cell"), None) is not None:
            for paragraph in list(table.iter(*PARAGRAPHS)):
                if next(paragraph.iterancestors(*PARAGRAPHS), None) is None:
                    paragraph.tail = None
                    table.addprevious(paragraph)
            drop(table)
    last: etree._Element | None = None
    for cell in list(body.iter(f"{{{TABLE}}}table-cell", f"{{{TABLE}}}covered-table-cell")):
        if cell.tag == f"{{{TABLE}}}table-cell":
            last = cell
        elif last is not None:
            # Writer keeps what a merged cell held, and shows it when the cells are parted again.
            last.extend(list(cell))


def _rows(body: etree._Element) -> None:
    """Rows of equal width, as Pandoc wants them."""
    for table in list(body.iter(f"{{{TABLE}}}table")):
        inner = table.iterfind(f".//{{{TABLE}}}table-row")
        rows = [r for r in inner if next(r.iterancestors(f"{{{TABLE}}}table")) is table]
        widths = [sum(repeated(cell, "columns") for cell in row) for row in rows]
        for row, width in zip(rows, widths, strict=True):
            for _ in range(max(widths) - width):
                etree.SubElement(row, f"{{{TABLE}}}table-cell")


def repeated(element: etree._Element, what: str) -> int:
    """How often a cell or a row is repeated; what is no number counts as more than any bound."""
    number = element.get(f"{{{TABLE}}}number-{what}-repeated", "1")
    return int(number) if number.isdigit() and len(number) < 10 else 10**9


def drawings(body: etree._Element) -> list[etree._Element]:
    """The frames and shapes of the body that lie in no other, nor in one another's groups."""
    return [
        e
        for e in body.iter()
        if etree.QName(e).namespace == DRAW and (p := e.getparent()) is not None and not _in_draw(p)
    ]


def _in_draw(parent: etree._Element) -> bool:
    return etree.QName(parent).namespace == DRAW


def lay_out(drawing: etree._Element, mark: str) -> None:
    """Replace a drawing by the mark of its picture; its text follows the anchor's paragraph.

    What floats makes a paragraph of its own after that paragraph.
    """
    holder = next(drawing.iterancestors(*PARAGRAPHS), None)
    content = _content(drawing)
    for element in content:
        for paragraph in element.iter(*PARAGRAPHS):
            paragraph.set(BOXED, "true")
    floats = drawing.get(t("anchor-type"), "paragraph") not in ("as-char",)
    alone = holder is None or not _has_text(holder)
    if mark and floats and not alone:
        own = etree.Element(t("p"))
        own.text = mark
        content.insert(0, own)
        mark = ""
    if holder is None:
        own = etree.Element(t("p"))
        own.text = mark
        drawing.addprevious(own)
        for element in content:
            drawing.addprevious(element)
        drop(drawing)
        return
    for element in reversed(content):
        holder.addnext(element)
        element.tail = None
    drawing.tail = mark + (drawing.tail or "")
    drop(drawing)


def _has_text(paragraph: etree._Element) -> bool:
    texts = paragraph.itertext(t("p"), t("h"), t("span"), t("a"))
    return bool(marks.MARK.sub("", "".join(texts)).strip())


def _content(drawing: etree._Element) -> list[etree._Element]:
    """The blocks in a drawing, whatever frames and shapes are around them."""
    blocks: list[etree._Element] = []
    for element in drawing:
        if etree.QName(element).namespace == DRAW:
            blocks += _content(element)
        elif element.tag in PARAGRAPHS or element.tag in _BLOCKS:
            blocks.append(element)
    return blocks
