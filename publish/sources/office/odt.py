"""ODT: the document made ready for Pandoc, with what Pandoc does not tell of it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import unquote

from lxml import etree

from publish.article import MATHML
from publish.diagnostics import RefusedError
from publish.sources.manuscript import Manuscript
from publish.sources.office import marks, odt_marks
from publish.sources.office.container import OFFICE_ENCRYPTED, Archive, exceeded, packed
from publish.sources.office.formulas import from_mathml
from publish.sources.office.looks import may_head, stands_out
from publish.sources.office.odt_accept import (
    BOXED,
    COUNT,
    accept,
    drawings,
    drop,
    lay_out,
    repeated,
)
from publish.sources.office.odt_terms import (
    BODY,
    CONTENTS,
    DC,
    DRAW,
    FO,
    OBJECT,
    OFFICE,
    PARAGRAPHS,
    STYLE,
    SVG,
    TABLE,
    XLINK,
    Styles,
    is_placeholder,
    read_styles,
    said,
    t,
)
from publish.sources.office.odt_words import document_words
from publish.sources.office.pandoc import check_length
from publish.sources.office.prepared import (
    COMMENT_ASIDE,
    CONTENTS_ASIDE,
    FORMULA_FLAT,
    HIDDEN_TEXT,
    IMAGE_LINKED,
    OBJECT_ASIDE,
    PAGE_FURNITURE,
    PLACEHOLDER_ASIDE,
    TEXT_BOX,
    Paragraph,
    Passage,
    Picture,
    Prepared,
    quotations,
)
from publish.sources.office.styles import Use
from publish.sources.verse import SPACES, set_in

_BOLD = ("bold", "600", "700", "800", "900")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_NO_LANGUAGE = ("zxx", "none", "und", "mul", "qxx")
_TEXT_STYLES = {
    ("bold",): "PublishBold",
    ("italic",): "PublishItalic",
    ("bold", "italic"): "PublishBoldItalic",
}
"""Text styles added to the document, for paragraphs that are bold or italic as a whole."""


def prepare(manuscript: Manuscript) -> Prepared:
    """The document ready for Pandoc; raises :class:`RefusedError` when it cannot be read."""
    archive = Archive(manuscript)
    manifest = "META-INF/manifest.xml"
    if manifest in archive.names and b"encryption-data" in archive.read(manifest):
        raise RefusedError([OFFICE_ENCRYPTED.at(archive.place)])
    if "content.xml" not in archive.names:
        raise archive.damaged("content.xml ?")
    content = archive.xml("content.xml")
    page = archive.xml("styles.xml") if "styles.xml" in archive.names else None
    body = next(content.iter(BODY), None)
    if body is None:
        raise archive.damaged("office:text ?")
    styles = read_styles(*([] if page is None else [page]), content)
    _check_bounds(archive, body)
    ready = Prepared("odt-auto_identifiers")
    formulas = _formulas(archive, body)
    ready.words = document_words(body, styles, formulas)
    check_length(ready.words, archive.place)
    _report_asides(archive, body, page, ready)
    _leave_out(archive, body, styles, ready)
    odt_marks.gather(body, ready)
    accept(body, styles)
    for element in body.iter():
        element.text = marks.FOREIGN.sub(" ", element.text) if element.text else None
        element.tail = marks.FOREIGN.sub(" ", element.tail) if element.tail else None
    marker = _Marker(archive, body, styles, ready, formulas=formulas, language=manuscript.language)
    marker.mark()
    _add_text_styles(content)
    ready.data = packed(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": etree.tostring(content, encoding="utf-8", xml_declaration=True),
            "styles.xml": etree.tostring(
                etree.Element(f"{{{OFFICE}}}document-styles") if page is None else page,
                encoding="utf-8",
                xml_declaration=True,
            ),
        }
    )
    return ready


def _formulas(archive: Archive, body: etree._Element) -> dict[str, etree._Element]:
    """The formulas of the document by the address of their objects."""
    found = {}
    for embedded in body.iter(OBJECT):
        address = embedded.get(f"{{{XLINK}}}href", "")
        part = f"{posixpath.normpath(unquote(address) or '.')}/content.xml"
        if part in archive.names:
            root = archive.xml(part)
            if etree.QName(root).namespace == MATHML:
                found[address] = from_mathml(root)
    return found


def _check_bounds(archive: Archive, body: etree._Element) -> None:
    limits, place = archive.limits, archive.place
    count = sum(1 for _ in body.iter(*PARAGRAPHS))
    if count > limits.blocks:
        raise RefusedError([exceeded(place, limits, "blocks", count)])
    for table in body.iter(f"{{{TABLE}}}table"):
        cells = sum(_cells(row) for row in table.iter(f"{{{TABLE}}}table-row"))
        if cells > limits.table_cells:
            raise RefusedError([exceeded(place, limits, "table_cells", cells)])


def _cells(row: etree._Element) -> int:
    across = sum(repeated(cell, "columns") for cell in row)
    return across * repeated(row, "rows")


def _report_asides(
    archive: Archive, body: etree._Element, page: etree._Element | None, ready: Prepared
) -> None:
    """Quote the comments, the headers and the footers."""
    for note in body.iter(f"{{{OFFICE}}}annotation"):
        author = note.findtext(f"{{{DC}}}creator") or "?"
        for text in quotations(said(note)):
            ready.problems.append(COMMENT_ASIDE.at(archive.place, author=author, text=text))
    names = ("header", "footer", "header-left", "footer-left", "header-first", "footer-first")
    elements = [] if page is None else page.iter(*(f"{{{STYLE}}}{n}" for n in names))
    for text in dict.fromkeys(said(e) for e in elements):
        if any(map(str.isalpha, text)):
            ready.problems += [PAGE_FURNITURE.at(archive.place, text=q) for q in quotations(text)]


def _leave_out(archive: Archive, body: etree._Element, styles: Styles, ready: Prepared) -> None:
    """Take out tables of contents, controls left empty and hidden text, and quote them."""
    for element in [e for e in body.iter() if e.tag in CONTENTS]:
        ready.problems += [
            CONTENTS_ASIDE.at(archive.place, text=q) for q in quotations(said(element))
        ]
        drop(element)
    for element in [e for e in body.iter() if is_placeholder(e)]:
        ready.problems += [
            PLACEHOLDER_ASIDE.at(archive.place, text=q) for q in quotations(said(element))
        ]
        drop(element)
    for element in [e for e in body.iter() if styles.hides(e)]:
        ready.problems += [HIDDEN_TEXT.at(archive.place, text=q) for q in quotations(said(element))]
        drop(element)


def _add_text_styles(content: etree._Element) -> None:
    automatic = content.find(f"{{{OFFICE}}}automatic-styles")
    if automatic is None:
        automatic = etree.Element(f"{{{OFFICE}}}automatic-styles")
        content.insert(0, automatic)
    for looks, name in _TEXT_STYLES.items():
        style = etree.SubElement(automatic, f"{{{STYLE}}}style")
        style.set(f"{{{STYLE}}}name", name)
        style.set(f"{{{STYLE}}}family", "text")
        properties = etree.SubElement(style, f"{{{STYLE}}}text-properties")
        if "bold" in looks:
            properties.set(f"{{{FO}}}font-weight", "bold")
        if "italic" in looks:
            properties.set(f"{{{FO}}}font-style", "italic")


class _Marker:
    """Numbers the paragraphs, passages and pictures of a document."""

    def __init__(
        self,
        archive: Archive,
        body: etree._Element,
        styles: Styles,
        ready: Prepared,
        *,
        formulas: Mapping[str, etree._Element],
        language: str,
    ):
        self.archive = archive
        self.body = body
        self.styles = styles
        self.ready = ready
        self.formulas = formulas
        self.tables: dict[etree._Element, bool] = {}
        """Whether the tables seen so far have no lines."""
        self.language = language.split("-", maxsplit=1)[0]

    def mark(self) -> None:
        """Put the marks in, in place."""
        odt_marks.put(self.body)
        for drawing in reversed(drawings(self.body)):
            formula = self._formula(drawing)
            placed = self._picture(drawing) if formula is None else formula
            mark = ""
            if placed is not None:
                self.ready.placed.append(placed)
                mark = marks.placed(len(self.ready.placed))
            lay_out(drawing, mark)
        for span in list(self.body.iter(t("span"))):
            self._passage(span)
        blank = 0
        for paragraph in list(self.body.iter(*PARAGRAPHS)):
            if not _own_text(paragraph):
                blank += 1
                continue
            self._paragraph(paragraph, blank)
            blank = 0

    def _paragraph(self, paragraph: etree._Element, blank: int) -> None:
        number = len(self.ready.paragraphs) + 1
        style = self.styles.of(paragraph)
        boxed = paragraph.attrib.pop(BOXED, "") == "true"
        top = paragraph.getparent() is self.body
        heading_like = style is None and top and self._heading_like(paragraph)
        unruled = not top and self._unruled(paragraph)
        self.ready.paragraphs.append(Paragraph(number, style, heading_like, blank, boxed, unruled))
        if boxed and not (style and style.use is Use.CAPTION):
            text = marks.MARK.sub("", said(paragraph))
            for quotation in quotations(text):
                self.ready.problems.append(TEXT_BOX.at(self.archive.place, text=quotation))
        if style is not None and style.use is Use.VERSE:
            _keep_heads_of_lines(paragraph)
        if style is None:
            self._wrap_look(paragraph)
        paragraph.tag = t("p")
        if style is not None:
            paragraph.attrib.pop(t("style-name"), None)
        paragraph.text = marks.paragraph(number) + (paragraph.text or "")

    def _heading_like(self, paragraph: etree._Element) -> bool:
        text = " ".join(marks.MARK.sub("", "".join(_texts(paragraph))).split())
        if not may_head(text):
            return False
        runs = [names for piece, names in _runs(paragraph, ()) if marks.MARK.sub("", piece).strip()]
        bold = [self.styles.property("font-weight", *names) in _BOLD for names in runs]
        sizes = [self.styles.points(*names) for names in runs]
        return stands_out(bold, sizes, self.styles.size)

    def _unruled(self, paragraph: etree._Element) -> bool:
        """Whether a paragraph stands in a table without lines."""
        table = next(paragraph.iterancestors(f"{{{TABLE}}}table"), None)
        if table is None:
            return False
        if table not in self.tables:
            cells = table.iter(f"{{{TABLE}}}table-cell")
            names = {cell.get(f"{{{TABLE}}}style-name", "") for cell in cells}
            chains = (name for own in names for name in self.styles.chain(own))
            self.tables[table] = self.styles.ruled.isdisjoint(chains)
        return self.tables[table]

    def _wrap_look(self, paragraph: etree._Element) -> None:
        """Bold and italics of a whole paragraph, which Pandoc does not see, as those of a span."""
        name = paragraph.get(t("style-name"), "")
        looks = []
        if self.styles.property("font-weight", name) in _BOLD:
            looks.append("bold")
        if self.styles.property("font-style", name) in ("italic", "oblique"):
            looks.append("italic")
        if not looks:
            return
        span = etree.Element(t("span"))
        span.set(t("style-name"), _TEXT_STYLES[tuple(looks)])
        span.text, paragraph.text = paragraph.text, None
        span.extend(list(paragraph))
        paragraph.append(span)

    def _passage(self, span: etree._Element) -> None:
        name = span.get(t("style-name"), "")
        language = self.styles.property("language", name)
        country = self.styles.property("country", name)
        small = self.styles.property("font-variant", name) == "small-caps"
        foreign = bool(_LANGUAGE.fullmatch(language)) and language not in _NO_LANGUAGE
        foreign = foreign and language != self.language and any(map(str.isalpha, said(span)))
        if not (foreign or small) or not "".join(span.itertext()).strip():
            return
        if re.fullmatch("[A-Z]{2}", country):
            language = f"{language}-{country}"
        self.ready.passages.append(Passage(language if foreign else "", small))
        span.text = marks.opened(len(self.ready.passages)) + (span.text or "")
        if len(span):
            span[-1].tail = (span[-1].tail or "") + marks.CLOSED
        else:
            span.text += marks.CLOSED

    # --- formulas and pictures ---

    def _formula(self, drawing: etree._Element) -> etree._Element | None:
        embedded = drawing.find(OBJECT)
        address = "" if embedded is None else embedded.get(f"{{{XLINK}}}href", "")
        element = self.formulas.get(address)
        if element is None:
            return None
        drawing.set(t("anchor-type"), "as-char")
        text = "".join(element.itertext())
        self.ready.problems.append(FORMULA_FLAT.at(self.archive.place, text=text))
        return element

    def _picture(self, drawing: etree._Element) -> Picture | None:
        place = self.archive.place
        embedded = next(drawing.iter(OBJECT, f"{{{DRAW}}}object-ole"), None)
        if embedded is not None:
            self._report_object(embedded)
            return None
        images = [e for e in drawing.iter(f"{{{DRAW}}}image") if not _in_box(e, drawing)]
        if not images:
            return None
        hrefs = [unquote(e.get(f"{{{XLINK}}}href", "")).removeprefix("./") for e in images]
        inside = [h for h in hrefs if posixpath.normpath(h) in self.archive.names]
        if not inside:
            self.ready.problems.append(IMAGE_LINKED.at(place, name=hrefs[0]))
            return None
        raster = [h for h in inside if h.lower().endswith((".png", ".jpg", ".jpeg", ".gif"))]
        name = posixpath.normpath((raster or inside)[0])
        data = self.ready.images.setdefault(name, self.archive.read(name))
        if len(data) > self.archive.limits.image_bytes:
            limits = self.archive.limits
            raise RefusedError([exceeded(place, limits, "image_bytes", len(data))])
        described = (drawing.find(f"{{{SVG}}}{n}") for n in ("desc", "title"))
        alt = next((e.text for e in described if e is not None and e.text), "")
        return Picture(name, " ".join(alt.split()))

    def _report_object(self, embedded: etree._Element) -> None:
        path = posixpath.normpath(unquote(embedded.get(f"{{{XLINK}}}href", "")) or ".")
        part = f"{path}/content.xml"
        text, what = "", "objet OLE"
        if part in self.archive.names:
            root = self.archive.xml(part)
            what = etree.QName(root).localname
            text = " ".join("".join(f"{piece} " for piece in root.itertext()).split())
        for quotation in quotations(text) or ["…"]:
            problem = OBJECT_ASIDE.at(self.archive.place, what=what, text=quotation)
            self.ready.problems.append(problem)


def _in_box(image: etree._Element, drawing: etree._Element) -> bool:
    """Whether an image lies in a paragraph inside the drawing, which places it itself."""
    for ancestor in image.iterancestors():
        if ancestor is drawing:
            return False
        if ancestor.tag in PARAGRAPHS:
            return True
    return False


def _keep_heads_of_lines(paragraph: etree._Element) -> None:
    """What lines of verse are set in by, as spaces that Pandoc keeps: it drops tabs and blanks."""
    held, begins = "", True
    for event, element in etree.iterwalk(paragraph, events=("start", "end")):
        if event == "start" and element.tag == t("line-break"):
            held, begins = "", True
        elif event == "start" and begins and element.tag in (t("s"), t("tab")):
            held += "\t" if element.tag == t("tab") else " " * int(element.get(COUNT, "1"))
            element.tag = t("span")
            element.attrib.clear()
        elif begins and not (event == "end" and element is paragraph):
            kind = "text" if event == "start" else "tail"
            said = getattr(element, kind) or ""
            bare = said.lstrip(SPACES + "\n\r")
            # Blanks at the head of a paragraph are those of the file; others count as one.
            if not (element is paragraph or said == bare):
                held += re.sub(r"[ \t\n\r]+", " ", said[: len(said) - len(bare)])
            setattr(element, kind, set_in(held) + bare if bare else "")
            begins = not bare


def _own_text(paragraph: etree._Element) -> bool:
    return any(not c.isspace() for c in "".join(_texts(paragraph)))


def _texts(element: etree._Element) -> Iterator[str]:
    """The text of a paragraph without that of its notes."""
    return (piece for piece, _ in _runs(element, ()))


def _runs(element: etree._Element, outer: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """The pieces of text of a paragraph with the styles that they have, the innermost first."""
    own = element.get(t("style-name"), "")
    names = (own, *outer) if own and element.tag != t("a") else outer
    if element.text:
        yield element.text, names
    for child in element:
        if child.tag != t("note"):
            yield from _runs(child, names)
        if child.tail:
            yield child.tail, names
