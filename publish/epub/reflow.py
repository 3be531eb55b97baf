"""What the documents need beyond their markup so that any width of screen suits them.

Verse whose turned lines hang, tables that become lists, languages that old readers hear.

Nothing is said that the document does not say already, and no text is moved.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from publish.article import XHTML, XML_LANG, E, classes, tag, text, without_notes
from publish.typography import typeset_text

NARROW = 34
"""The characters of a line on the narrowest screen, 320 CSS pixels wide (WCAG 2.2, 1.4.10), at the
size of tables."""
_VERY_WIDE = 42
"""The characters beyond which the columns of a table want more than 22 em."""


def repeat_languages(html: etree._Element) -> None:
    """Say each ``lang`` as ``xml:lang`` too, the only one that EPUB 2 reading systems hear."""
    for element in html.iter(f"{{{XHTML}}}*"):
        if language := element.get("lang"):
            element.set(XML_LANG, language)


def fit_tables(body: etree._Element, language: str) -> bool:
    """Mark the tables too wide for a narrow screen; whether there are any.

    Such a table stands in ``div.wide``. Where each column has one heading, its cells say it
    (``data-label``), so that the rows can be set one below the other.
    """
    found = False
    for table in list(body.iter(f"{{{XHTML}}}table")):
        width = _least_width(table)
        if width <= NARROW:
            continue
        found = True
        _label(table, language, "very-wide" if width > _VERY_WIDE else "labelled")
        wrapper = E.div({"class": "wide"})
        table.addprevious(wrapper)
        wrapper.tail, table.tail = table.tail, None
        wrapper.append(table)
    return found


def _least_width(table: etree._Element) -> int:
    """The characters that the longest words of the columns take side by side, spaces between."""
    widths: dict[int, int] = {}
    for row in table.iter(f"{{{XHTML}}}tr"):
        for column, cell in _cells(row):
            longest = max(map(len, text(cell).split()), default=0)
            widths[column] = max(longest // _span(cell), widths.get(column, 0))
    return sum(widths.values()) + len(widths)


def _label(table: etree._Element, language: str, name: str) -> None:
    """Give the cells their headings, and the table the class ``name``, where that can be done."""
    heads = list(table.iterfind(f"{{{XHTML}}}thead/{{{XHTML}}}tr"))
    rows = [r for r in table.iter(f"{{{XHTML}}}tr") if r not in heads]
    spans = any(c.get("rowspan") or c.get("colspan") for r in (*heads, *rows) for c in r)
    if len(heads) != 1 or spans:
        return
    labels = [text(without_notes(cell)) for _, cell in _cells(heads[0])]
    table.set("class", " ".join(sorted(classes(table) | {name})))
    for row in rows:
        for (_, cell), label in zip(_cells(row), labels, strict=False):
            if label and tag(cell) == "td" and (len(cell) or (cell.text or "").strip()):
                cell.set("data-label", typeset_text(f"{label} : ", language).rstrip())


def _cells(row: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    column = 0
    for cell in row.iterchildren(f"{{{XHTML}}}th", f"{{{XHTML}}}td"):
        yield column, cell
        column += _span(cell)


def _span(cell: etree._Element) -> int:
    said = cell.get("colspan") or ""
    return max(1, int(said)) if said.isdecimal() else 1
