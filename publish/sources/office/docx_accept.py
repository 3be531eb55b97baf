"""A DOCX made plain for Pandoc: changes accepted, wrappers and fields opened, boxes laid out.

Each step is here because Pandoc 3.9 loses words without it (the list is in docs/manuscripts.md):
the results of simple fields, moved text, paragraphs that anchor a text box, custom XML, ruby.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy

from lxml import etree

from publish.article import remove_keeping_tail
from publish.sources.office.docx_terms import (
    MC,
    W,
    child,
    is_deleted,
    is_drop_cap,
    symbol,
    value,
    w,
)
from publish.sources.office.fields import read_field

BOXED = "boxed"
"""The attribute of a paragraph that stood in a text box."""

_PROPERTIES = frozenset(map(w, ("rPr", "trPr", "numPr", "tcPr", "tblPr", "pPr", "sectPr")))
_CHANGES = frozenset(
    map(w, ("rPrChange", "pPrChange", "tblPrChange", "tcPrChange", "trPrChange", "sectPrChange"))
) | frozenset(map(w, ("tblGridChange", "tblPrExChange", "numberingChange")))
_WRAPPERS = frozenset(
    map(w, ("ins", "moveTo", "smartTag", "customXml", "sdtContent", "fldSimple", "dir", "bdo"))
) | {f"{{{MC}}}Choice"}
_MARKERS = frozenset(
    map(
        w,
        (
            *("commentReference", "proofErr", "smartTagPr", "customXmlPr", "sdtPr", "sdtEndPr"),
            *("lastRenderedPageBreak", "softHyphen", "permStart", "permEnd"),
            # The description of a table, which nobody sees; Pandoc makes a caption of it.
            *("tblCaption", "tblDescription"),
            *(
                f"{kind}{end}"
                for kind in (
                    *("moveFromRange", "moveToRange", "commentRange", "customXmlInsRange"),
                    *("customXmlDelRange", "customXmlMoveFromRange", "customXmlMoveToRange"),
                )
                for end in ("Start", "End")
            ),
        ),
    )
)


def accept(root: etree._Element) -> None:
    """Make the part plain, in place."""
    _alternatives(root)
    _changes(root)
    _simple_fields(root)
    _unwrap(root)
    _ruby(root)
    _symbols(root)
    _raised(root)
    _breaks(root)
    _fields(root)
    _note_marks(root)
    _lay_out_boxes(root)
    _join_paragraphs(root)
    _grids(root)
    _split_runs(root)


def _each(root: etree._Element, *names: str) -> Iterator[etree._Element]:
    return iter(list(root.iter(*map(w, names))))


def _drop(element: etree._Element) -> None:
    if element.getparent() is not None:
        remove_keeping_tail(element)


def _open(element: etree._Element) -> None:
    """Put the children of an element in its place."""
    parent = element.getparent()
    if parent is not None:
        index = parent.index(element)
        parent[index : index + 1] = list(element)


def _alternatives(root: etree._Element) -> None:
    for element in list(root.iter(f"{{{MC}}}AlternateContent")):
        choices = [e for e in element if e.tag == f"{{{MC}}}Choice"]
        kept = choices[0] if choices else None
        if kept is None:
            kept = next((e for e in element if e.tag == f"{{{MC}}}Fallback"), None)
        element[:] = [] if kept is None else list(kept)
        _open(element)


def _changes(root: etree._Element) -> None:
    for row in _each(root, "tr"):
        if row.find(f"{w('trPr')}/{w('del')}") is not None:
            _drop(row)
    for table in _each(root, "tbl"):
        if next(table.iter(w("tr")), None) is None:
            _drop(table)
    for element in _each(root, "del", "moveFrom"):
        parent = element.getparent()
        if parent is not None and parent.tag not in _PROPERTIES:
            _drop(element)
    for element in [e for e in root.iter() if e.tag in _CHANGES or e.tag in _MARKERS]:
        _drop(element)


def _unwrap(root: etree._Element) -> None:
    for element in [e for e in root.iter() if e.tag in _WRAPPERS]:
        parent = element.getparent()
        if parent is not None and parent.tag not in _PROPERTIES:
            _open(element)
    for element in _each(root, "sdt"):
        _open(element)


def _ruby(root: etree._Element) -> None:
    """The reading of a word after it, between parentheses."""
    for ruby in _each(root, "ruby"):
        base = [r for e in ruby.iterfind(w("rubyBase")) for r in e.iter(w("r"))]
        reading = [r for e in ruby.iterfind(w("rt")) for r in e.iter(w("r"))]
        parent = ruby.getparent()
        anchor = parent if parent is not None and parent.tag == w("r") else ruby
        for new in reversed([*base, _text_run(" ("), *reading, _text_run(") ")]):
            anchor.addnext(new)
        _drop(ruby)


def _text_run(text: str) -> etree._Element:
    run = etree.Element(w("r"), nsmap={"w": W})
    run.append(_text(text))
    return run


def _text(text: str) -> etree._Element:
    element = etree.Element(w("t"), nsmap={"w": W})
    element.text = text
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element


def _symbols(root: etree._Element) -> None:
    for element in _each(root, "sym"):
        parent = element.getparent()
        if parent is not None and (letter := symbol(element)):
            parent.replace(element, _text(letter))


def _breaks(root: etree._Element) -> None:
    """Breaks of lines stay, breaks of pages and columns are a space."""
    for element in _each(root, "cr"):
        element.tag = w("br")
    for element in _each(root, "ptab"):
        element.tag = w("tab")
    for element in _each(root, "br"):
        if element.get(w("type"), "textWrapping") != "textWrapping":
            parent = element.getparent()
            if parent is not None:
                parent.replace(element, _text(" "))


def _fields(root: etree._Element) -> None:
    """Fields give their results; only links stay fields, when they begin and end in a paragraph.

    Entries of an index and numbers of pages become a ``w:publish``, whose value is their code; what
    Word says of the page goes, for ours are others.
    """
    stack: list[list[etree._Element]] = []
    kept: set[etree._Element] = set()
    for element in _each(root, "fldChar", "instrText", "t"):
        kind = element.get(w("fldCharType"))
        if kind == "begin":
            stack.append([])
        if not stack:
            continue
        for field in stack:
            field.append(element)
        if kind == "end":
            _field(stack.pop(), kept)
    for element in _each(root, "fldChar", "instrText", "delInstrText"):
        if element not in kept:
            _drop(element)


def _field(field: Sequence[etree._Element], kept: set[etree._Element]) -> None:
    """One field, from its beginning to its end: its signs, its code, the texts of its result."""
    codes = [e for e in field if e.tag == w("instrText")]
    signs = [e for e in field if e.tag == w("fldChar")]
    code = "".join(e.text or "" for e in codes)
    read = read_field(code)
    name = read.name
    one = len({next(e.iterancestors(w("p")), None) for e in field}) == 1
    if name in _CODED:
        field[0].addprevious(etree.Element(w("publish"), {w("val"): code.strip()}))
        for text in (e for e in field if e.tag == w("t")):
            text.text = ""
    elif name == "HYPERLINK" and one:
        kept.update([*signs, *codes])
    elif name == "REF" and "h" in read.switches and read.arguments and one and codes:
        # A reference that Ctrl+click follows is a link to a bookmark of the document.
        codes[0].text = f' HYPERLINK \\l "{read.arguments[0]}" '
        kept.update([*signs, codes[0]])


def _simple_fields(root: etree._Element) -> None:
    for field in _each(root, "fldSimple"):
        code = field.get(w("instr"), "")
        if read_field(code).name in _CODED:
            for text in field.iter(w("t")):
                text.text = ""
            run = etree.Element(w("r"), nsmap={"w": W})
            run.append(etree.Element(w("publish"), {w("val"): code.strip()}))
            field.addprevious(run)


_CODED = ("XE", "PAGEREF")


def _note_marks(root: etree._Element) -> None:
    """A sign that the author set in place of a note's number goes: notes are numbered anew."""
    for run in _each(root, "r"):
        if any(e.get(w("customMarkFollows")) for e in run):
            for text in run.findall(w("t")):
                _drop(text)


def _lay_out_boxes(root: etree._Element) -> None:
    """The paragraphs of text boxes follow the paragraph that the box is anchored to."""
    # Backwards, so that several boxes at one paragraph keep their order.
    for box in reversed(list(root.iter(w("txbxContent")))):
        holders = list(box.iterancestors(w("p")))
        content = list(box)
        _drop(box)
        for element in content:
            for paragraph in element.iter(w("p")):
                paragraph.set(BOXED, "true")
        if holders:
            for element in reversed(content):
                holders[-1].addnext(element)


_USUAL_SIZE = 22
"""Half-points of text whose size is said nowhere: Word’s own eleven points."""
_SMALLER = 0.9


def _raised(root: etree._Element) -> None:
    """Superior and inferior letters as Writer exports them: moved off the line, and smaller.

    A large initial is moved too.
    """
    for paragraph in _each(root, "p"):
        sized = [(e, _number(value(e, "sz"))) for e in paragraph.iter(w("rPr"))]
        usual = max((s for e, s in sized if not value(e, "position")), default=0) or _USUAL_SIZE
        for properties, size in sized:
            moved = value(properties, "position")
            if not _number(moved.removeprefix("-")) or not 0 < size <= _SMALLER * usual:
                continue
            if child(properties, "vertAlign") is None:
                kind = "subscript" if moved.startswith("-") else "superscript"
                properties.append(etree.Element(w("vertAlign"), {w("val"): kind}))


def _grids(root: etree._Element) -> None:
    """Rows as wide as the grid: Pandoc drops the cells beyond it, or beyond the shortest row."""
    for table in _each(root, "tbl"):
        rows = table.findall(w("tr"))
        _part_cells(table)
        for row in rows:
            properties = child(row, "trPr")
            first = next((i for i, e in enumerate(row) if e.tag == w("tc")), len(row))
            for _ in range(_number(value(properties, "gridBefore"))):
                row.insert(first, _empty_cell())
            for name in ("gridBefore", "gridAfter"):
                for element in [] if properties is None else properties.findall(w(name)):
                    _drop(element)
        wide = max(map(_width, rows), default=0)
        for row in rows:
            row.extend([_empty_cell() for _ in range(wide - _width(row))])
        if table.find(w("tblGrid")) is None:
            table.insert(0, etree.Element(w("tblGrid")))
        for grid in table.findall(w("tblGrid")):
            # Without widths Pandoc takes the first row for the grid, whatever its cells span.
            grid[:] = [etree.Element(w("gridCol"), {w("w"): "1000"}) for _ in range(wide)]


def _part_cells(table: etree._Element) -> None:
    """A cell that goes on from the one above and has text of its own is one of its own."""
    for cell in table.iterfind(f"{w('tr')}/{w('tc')}"):
        merged = child(cell, "tcPr", "vMerge")
        goes_on = merged is not None and merged.get(w("val"), "continue") == "continue"
        if (
            merged is not None
            and goes_on
            and any((t.text or "").strip() for t in cell.iter(w("t")))
        ):
            _drop(merged)


def _empty_cell() -> etree._Element:
    cell = etree.Element(w("tc"))
    etree.SubElement(cell, w("p"))
    return cell


def _width(row: etree._Element) -> int:
    cells = row.findall(w("tc"))
    return sum(max(_number(value(cell, "tcPr", "gridSpan")), 1) for cell in cells)


def _number(written: str) -> int:
    return int(written) if written.isdigit() and len(written) < 4 else 0


def _split_runs(root: etree._Element) -> None:
    """A run for each call of a note: Pandoc drops what stands in the same run."""
    calls = (w("footnoteReference"), w("endnoteReference"))
    for run in _each(root, "r"):
        content = [e for e in run if e.tag != w("rPr")]
        if len(content) < 2 or not any(e.tag in calls for e in content):
            continue
        properties = child(run, "rPr")
        for element in reversed(content):
            new = etree.Element(w("r"))
            if properties is not None:
                new.append(deepcopy(properties))
            new.append(element)
            run.addnext(new)
        _drop(run)


def _join_paragraphs(root: etree._Element) -> None:
    for paragraph in _each(root, "p"):
        if not (is_deleted(paragraph) or is_drop_cap(paragraph)):
            continue
        following = paragraph.getnext()
        if following is None or following.tag != w("p"):
            continue
        properties = following.find(w("pPr"))
        index = 0 if properties is None else following.index(properties) + 1
        following[index:index] = [e for e in paragraph if e.tag != w("pPr")]
        _drop(paragraph)
