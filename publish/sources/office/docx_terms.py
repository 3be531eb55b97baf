"""The vocabulary of WordprocessingML (ECMA-376, part 1) that both readings of a DOCX share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from publish.sources.office.prepared import alike
from publish.sources.office.styles import Style, Use, style_of

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
V = "urn:schemas-microsoft-com:vml"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

_GREEK = {
    f"{ord(latin):02X}": greek
    for latin, greek in zip(
        "abgdezhqiklmnxoprstufcywABGDEZHQIKLMNXOPRSTUFCYW",
        "αβγδεζηθικλμνξοπρστυφχψωΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ",
        strict=True,
    )
}
_OFF = ("0", "false", "off", "none")


def w(name: str) -> str:
    """The qualified name of an element or attribute of WordprocessingML."""
    return f"{{{W}}}{name}"


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The element at the end of a path of first children, ``None`` when there is none."""
    for name in path:
        element = None if element is None else element.find(w(name))
    return element


def value(element: etree._Element | None, *path: str) -> str:
    """The ``w:val`` of the element at the end of a path, empty when there is none."""
    found = child(element, *path)
    return "" if found is None else found.get(w("val"), "")


def is_on(properties: etree._Element | None, name: str) -> bool | None:
    """Whether a toggle property is on; ``None`` when nothing says so (ECMA-376 §17.7.3)."""
    found = child(properties, name)
    return None if found is None else found.get(w("val"), "true") not in _OFF


def _draws(side: etree._Element) -> bool:
    """Whether a side of a border is a line."""
    return side.get(w("val"), "nil") not in ("nil", "none")


def ancestors(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The elements of this name that an element lies in, the nearest first."""
    return element.iterancestors(w(name))


@dataclass
class Styles:
    """The styles of a document: for each id its name, its parent and its properties."""

    names: dict[str, str] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    elements: dict[str, etree._Element] = field(default_factory=dict)
    normal: str = ""
    size: float = 10.0
    """The size of ordinary text in points (10 when nothing says so: ECMA-376 §17.3.2.38)."""

    def of(self, paragraph: etree._Element) -> Style | None:
        """What the style of a paragraph means, or its outline level when the style has no name."""
        identifier = value(paragraph, "pPr", "pStyle")
        chain = self._chain(identifier)
        known = style_of([self.names.get(i, i) for i in chain])
        if known is not None:
            return known
        levels = [value(paragraph, "pPr", "outlineLvl")]
        levels += [value(self.elements.get(i), "pPr", "outlineLvl") for i in chain]
        level = next((n for n in levels if n), "")
        # Level 9 is body text (ECMA-376 §17.3.1.20).
        return Style(Use.HEADING, int(level) + 1) if level.isdigit() and int(level) < 9 else None

    def hides(self, run: etree._Element) -> bool:
        """Whether a run is hidden text, by its own properties or by those of its styles."""
        own = child(run, "rPr")
        paragraph = next(ancestors(run, "p"), None)
        chain = self._chain(value(own, "rStyle"))
        chain += self._chain("" if paragraph is None else value(paragraph, "pPr", "pStyle"))
        said = [is_on(own, "vanish")]
        said += [is_on(child(self.elements.get(i), "rPr"), "vanish") for i in chain]
        return next((on for on in said if on is not None), False)

    def bold(self, run: etree._Element, paragraph: etree._Element) -> bool:
        """Whether a run comes out bold, by itself or by the styles that it has."""
        said = [is_on(p, "b") for p in self._properties(run, paragraph)]
        return next((on for on in said if on is not None), False)

    def points(self, run: etree._Element, paragraph: etree._Element) -> float:
        """The size of a run in points."""
        halves = [value(p, "sz") for p in self._properties(run, paragraph)]
        return next((int(s) / 2 for s in halves if s.isdigit() and len(s) < 5), self.size)

    def number(self, paragraph: etree._Element) -> str:
        """The id of the list that a paragraph is in, ``0`` when it is in none."""
        chain = self._chain(value(paragraph, "pPr", "pStyle"))
        said = [value(paragraph, "pPr", "numPr", "numId")]
        said += [value(self.elements.get(i), "pPr", "numPr", "numId") for i in chain]
        return next((n for n in said if n), "0")

    def ruled(self, table: etree._Element) -> bool:
        """Whether lines are drawn around the cells of a table, by itself or by its style."""
        chain = self._chain(value(table, "tblPr", "tblStyle"))
        sides: dict[str, bool] = {}
        for holder in (table, *(self.elements.get(i) for i in chain)):
            borders = child(holder, "tblPr", "tblBorders")
            for side in () if borders is None else borders:
                sides.setdefault(etree.QName(side).localname, _draws(side))
        if any(sides.values()):
            return True
        holders = [table, *(self.elements[i] for i in chain if i in self.elements)]
        return any(_draws(e) for h in holders for b in h.iter(w("tcBorders")) for e in b)

    def _chain(self, identifier: str) -> list[str]:
        return alike(self.parents, identifier)

    def _properties(
        self, run: etree._Element, paragraph: etree._Element
    ) -> Iterator[etree._Element | None]:
        own = child(run, "rPr")
        yield own
        for start in (value(own, "rStyle"), value(paragraph, "pPr", "pStyle") or self.normal):
            for identifier in self._chain(start):
                yield child(self.elements.get(identifier), "rPr")


def read_styles(root: etree._Element | None) -> Styles:
    """The styles of a document from its part ``styles.xml``."""
    styles = Styles()
    if root is None:
        return styles
    for style in root.iter(w("style")):
        identifier = style.get(w("styleId"), "")
        aliases = value(style, "aliases")
        name = value(style, "name") or identifier
        styles.names[identifier] = f"{name},{aliases}" if aliases else name
        styles.parents[identifier] = value(style, "basedOn")
        styles.elements[identifier] = style
        if style.get(w("default")) in ("1", "true") and style.get(w("type")) == "paragraph":
            styles.normal = identifier
    sizes = [value(styles.elements.get(styles.normal), "rPr", "sz")]
    sizes.append(value(root, "docDefaults", "rPrDefault", "rPr", "sz"))
    styles.size = next((int(s) / 2 for s in sizes if s.isdigit() and len(s) < 5), 10.0)
    return styles


def counting_lists(root: etree._Element | None) -> frozenset[str]:
    """The ids of the lists that show a number or a bullet, from the part ``numbering.xml``."""
    if root is None:
        return frozenset()
    shown = {
        abstract.get(w("abstractNumId"))
        for abstract in root.iter(w("abstractNum"))
        if any(value(level, "numFmt") != "none" for level in abstract.iter(w("lvl")))
    }
    return frozenset(
        number.get(w("numId"), "")
        for number in root.iter(w("num"))
        if value(number, "abstractNumId") in shown
    )


def is_drop_cap(paragraph: etree._Element) -> bool:
    """Whether a paragraph is the large initial of the next one."""
    frame = child(paragraph, "pPr", "framePr")
    return frame is not None and frame.get(w("dropCap"), "none") != "none"


def is_deleted(paragraph: etree._Element) -> bool:
    """Whether the end of a paragraph was deleted, so that the next one goes on in it."""
    mark = child(paragraph, "pPr", "rPr")
    return mark is not None and any(child(mark, n) is not None for n in ("del", "moveFrom"))


def is_contents(element: etree._Element, styles: Styles) -> bool:
    """Whether a paragraph or a content control is of a table of contents made by Word."""
    if element.tag == w("sdt"):
        return value(element, "sdtPr", "docPartObj", "docPartGallery") == "Table of Contents"
    known = styles.of(element) if element.tag == w("p") else None
    return known is not None and known.use is Use.CONTENTS


def is_placeholder(element: etree._Element) -> bool:
    """Whether a content control still shows what is to be written into it."""
    return element.tag == w("sdt") and is_on(child(element, "sdtPr"), "showingPlcHdr") is True


_CONTENTS_FIELDS = ("TOC", "INDEX", "TOA")


def contents_texts(root: etree._Element) -> frozenset[etree._Element]:
    """The texts that Word made: results of the fields of tables of contents and indexes.

    A field that does not end is none.
    """
    open_: list[tuple[str, list[etree._Element]]] = []
    found: set[etree._Element] = set()
    for element in root.iter(w("fldChar"), w("instrText"), w("t"), w("tab")):
        kind = element.get(w("fldCharType"))
        if kind == "begin":
            open_.append(("", []))
        elif open_ and kind == "end":
            code, texts = open_.pop()
            if code.strip().upper().startswith(_CONTENTS_FIELDS):
                found.update(texts)
            elif open_:
                open_[-1][1].extend(texts)
        elif open_ and element.tag == w("instrText"):
            code, texts = open_[-1]
            open_[-1] = (code + (element.text or ""), texts)
        elif open_:
            open_[-1][1].append(element)
    for simple in root.iter(w("fldSimple")):
        if simple.get(w("instr"), "").strip().upper().startswith(_CONTENTS_FIELDS):
            found.update(simple.iter(w("t"), w("tab")))
    return frozenset(found)


def symbol(element: etree._Element) -> str:
    """The Greek letter that a ``w:sym`` shows in the font Symbol, empty for any other sign."""
    code = element.get(w("char"), "")
    if element.get(w("font")) != "Symbol" or len(code) != 4:
        return ""
    return _GREEK.get(code[2:].upper(), "")


def said(element: etree._Element) -> str:
    """The text in an element as it stands, a space between paragraphs: for quotation."""
    pieces = [
        (e.text or "") if e.tag in (w("t"), w("delText"), f"{{{A}}}t", f"{{{M}}}t") else " "
        for e in element.iter(
            w("t"), w("delText"), w("p"), w("br"), w("tab"), f"{{{A}}}t", f"{{{A}}}p", f"{{{M}}}t"
        )
    ]
    return " ".join("".join(pieces).split())


Relationships = Mapping[str, tuple[str, str, bool]]
"""By identifier: the type's last name (``image``), the target, whether it lies outside."""
