"""The vocabulary of OpenDocument text (ISO/IEC 26300) that both readings of an ODT share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from publish.sources.office.prepared import alike
from publish.sources.office.styles import Style, Use, style_of

_URN = "urn:oasis:names:tc:opendocument:xmlns"
OFFICE = f"{_URN}:office:1.0"
STYLE = f"{_URN}:style:1.0"
TEXT = f"{_URN}:text:1.0"
TABLE = f"{_URN}:table:1.0"
DRAW = f"{_URN}:drawing:1.0"
FO = f"{_URN}:xsl-fo-compatible:1.0"
SVG = f"{_URN}:svg-compatible:1.0"
META = f"{_URN}:meta:1.0"
LOEXT = "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"
DC = "http://purl.org/dc/elements/1.1/"
XLINK = "http://www.w3.org/1999/xlink"

PARAGRAPHS = (f"{{{TEXT}}}p", f"{{{TEXT}}}h")
NOTE = f"{{{TEXT}}}note"
OBJECT = f"{{{DRAW}}}object"
BODY = f"{{{OFFICE}}}text"

CONTENTS = frozenset(
    f"{{{TEXT}}}{name}"
    for name in (
        "table-of-content",
        "illustration-index",
        "table-index",
        "object-index",
        "user-index",
        "alphabetical-index",
    )
)
"""Tables that LibreOffice makes; a bibliography is text that the author wants to keep."""
ASIDE = frozenset(
    (
        f"{{{TEXT}}}tracked-changes",
        f"{{{TEXT}}}note-citation",
        f"{{{TEXT}}}number",
        f"{{{OFFICE}}}annotation",
        f"{{{OFFICE}}}annotation-end",
        f"{{{OFFICE}}}forms",
        f"{{{OFFICE}}}event-listeners",
        f"{{{SVG}}}title",
        f"{{{SVG}}}desc",
        f"{{{TEXT}}}toc-mark",
        f"{{{TEXT}}}sequence-decls",
        f"{{{TEXT}}}variable-decls",
        f"{{{TEXT}}}user-field-decls",
        f"{{{TEXT}}}script",
    )
)
"""What is in the text of the file but not in that of the document."""


def t(name: str) -> str:
    """The qualified name of an element or attribute of the text namespace."""
    return f"{{{TEXT}}}{name}"


@dataclass
class Styles:
    """The styles of a document: for each name its shown name, its parent and its properties."""

    names: dict[str, str] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    properties: dict[str, dict[str, str]] = field(default_factory=dict)
    levels: dict[str, str] = field(default_factory=dict)
    ruled: set[str] = field(default_factory=set)
    """The styles of cells with a line on one side at least."""
    size: float = 12.0
    """The size of ordinary text in points."""

    def of(self, paragraph: etree._Element) -> Style | None:
        """What the style of a paragraph means, or its outline level when the style has no name."""
        chain = self.chain(paragraph.get(t("style-name"), ""))
        known = style_of([self.names.get(n, n) for n in chain])
        if known is not None:
            return known
        if paragraph.tag == t("h"):
            level = paragraph.get(t("outline-level"), "1")
            return Style(Use.HEADING, int(level) if level.isdigit() and len(level) < 3 else 1)
        level = next((self.levels[n] for n in chain if self.levels.get(n)), "")
        return Style(Use.HEADING, int(level)) if level.isdigit() and 0 < len(level) < 3 else None

    def chain(self, name: str) -> list[str]:
        """The style and those that it is based on."""
        return alike(self.parents, name)

    def property(self, name: str, *styles: str) -> str:
        """The value of a text property in the first style, or its parents, that has it."""
        for style in styles:
            for ancestor in self.chain(style):
                if name in self.properties.get(ancestor, {}):
                    return self.properties[ancestor][name]
        return ""

    def hides(self, element: etree._Element) -> bool:
        """Whether a span or a paragraph is hidden text."""
        if element.tag in (t("hidden-text"), t("hidden-paragraph")):
            return element.get(t("is-hidden"), "true") == "true"
        style = element.get(t("style-name"), "")
        named = element.tag in (t("span"), *PARAGRAPHS)
        return named and self.property("display", style) == "none"

    def points(self, *styles: str) -> float:
        """The size of text in points: percentages are of ordinary text."""
        size = self.property("font-size", *styles)
        number = size.rstrip("pt%")
        if not number.replace(".", "", 1).isdigit():
            return self.size
        return float(number) * (self.size / 100 if size.endswith("%") else 1)


def read_styles(*roots: etree._Element) -> Styles:
    """The styles of a document from ``styles.xml`` and ``content.xml``."""
    styles = Styles()
    for root in roots:
        for style in root.iter(f"{{{STYLE}}}style", f"{{{STYLE}}}default-style"):
            default = style.tag == f"{{{STYLE}}}default-style"
            name = "" if default else style.get(f"{{{STYLE}}}name", "")
            properties = {
                etree.QName(str(key)).localname: str(value)
                for element in style.iterfind(f"{{{STYLE}}}text-properties")
                for key, value in element.attrib.items()
            }
            if default:
                size = properties.get("font-size", "").removesuffix("pt")
                if style.get(f"{{{STYLE}}}family") == "paragraph" and size.isdigit():
                    styles.size = float(size)
                continue
            styles.names[name] = style.get(f"{{{STYLE}}}display-name", name)
            styles.parents[name] = style.get(f"{{{STYLE}}}parent-style-name", "")
            styles.properties[name] = properties
            if any(_draws(e) for e in style.iterfind(f"{{{STYLE}}}table-cell-properties")):
                styles.ruled.add(name)
            styles.levels[name] = style.get(f"{{{STYLE}}}default-outline-level", "")
    standard = styles.property("font-size", "Standard").removesuffix("pt")
    if standard.isdigit():
        styles.size = float(standard)
    return styles


_NO_LINE = re.compile(r"none|hidden|0(\.0*)?([a-z]|$)")
_SIDES = ("", "-top", "-bottom", "-left", "-right")


def _draws(properties: etree._Element) -> bool:
    """Whether the properties of a cell draw a line on one of its sides."""
    sides = (properties.get(f"{{{FO}}}border{side}", "none") for side in _SIDES)
    return any(not _NO_LINE.match(side) for side in sides)


def said(element: etree._Element) -> str:
    """The text in an element as it stands, a space between paragraphs: for quotation."""
    return " ".join("".join(_pieces(element)).split())


_UNSAID = (
    f"{{{DC}}}creator",
    f"{{{DC}}}date",
    f"{{{META}}}creator-initials",
    f"{{{LOEXT}}}sender-initials",
    t("note-citation"),
)
"""What a comment or a note says of itself; ``…-source`` is the pattern of a table of contents."""


def _pieces(element: etree._Element) -> Iterator[str]:
    if element.tag in _UNSAID or str(element.tag).endswith("-source"):
        return
    yield " " if element.tag in (*PARAGRAPHS, t("s"), t("tab"), t("line-break")) else ""
    yield element.text or ""
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""
    yield " " if element.tag in PARAGRAPHS else ""


def is_placeholder(element: etree._Element) -> bool:
    """Whether an element is a control that still shows what is to be written into it."""
    said = element.get(f"{{{LOEXT}}}showing-place-holder")
    return said == "true" and element.tag == f"{{{LOEXT}}}content-control"


TELLS_PAGE = tuple(f"{{{TEXT}}}{name}" for name in ("reference-ref", "bookmark-ref"))
"""Cross-references, which may tell the page of what they refer to."""


def tells_page(element: etree._Element) -> bool:
    """Whether a cross-reference shows a page as LibreOffice counts them: ours takes its place."""
    return element.tag in TELLS_PAGE and element.get(f"{{{TEXT}}}reference-format") == "page"
