"""DOCX: the document made ready for Pandoc, with what Pandoc does not tell of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from copy import deepcopy
from itertools import islice

from lxml import etree

from publish.article import E
from publish.diagnostics import RefusedError
from publish.sources.manuscript import Manuscript
from publish.sources.office import marks
from publish.sources.office.container import Archive, exceeded, packed
from publish.sources.office.docx_accept import BOXED, accept
from publish.sources.office.docx_parts import Parts, read_parts, relationships_name
from publish.sources.office.docx_terms import (
    CHART,
    DIAGRAM,
    PACKAGE,
    WP,
    A,
    R,
    Styles,
    V,
    ancestors,
    child,
    contents_texts,
    counting_lists,
    is_contents,
    is_on,
    is_placeholder,
    said,
    value,
    w,
)
from publish.sources.office.docx_words import document_words
from publish.sources.office.fields import (
    INDEX_RANGE,
    Field,
    index_mark,
    page_reference,
    read_field,
)
from publish.sources.office.formulas import from_office, is_laid_out, m
from publish.sources.office.inlines import anchor
from publish.sources.office.looks import may_head, stands_out
from publish.sources.office.pandoc import check_length
from publish.sources.office.prepared import (
    COMMENT_ASIDE,
    CONTENTS_ASIDE,
    EMBEDDED_PART,
    FORMULA_FLAT,
    HEADINGS_NUMBERED,
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
from publish.sources.office.styles import Style, Use
from publish.sources.verse import SPACES, set_in

_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def prepare(manuscript: Manuscript) -> Prepared:
    """The document ready for Pandoc; raises :class:`RefusedError` when it cannot be read."""
    archive = Archive(manuscript)
    parts = read_parts(archive)
    _check_bounds(parts)
    ready = Prepared("docx-auto_identifiers")
    ready.words = document_words(parts.document, _notes(parts), parts.styles)
    check_length(ready.words, archive.place)
    _report_asides(parts, ready)
    _leave_out(parts, ready)
    return _Marker(parts, ready, manuscript.language).marked()


def _notes(parts: Parts) -> dict[str, etree._Element]:
    return {
        f"{kind.removesuffix('s')}Reference:{note.get(w('id'))}": note
        for kind, (_, root) in parts.notes.items()
        for note in root.iter(w(kind.removesuffix("s")))
    }


def _check_bounds(parts: Parts) -> None:
    limits, place = parts.archive.limits, parts.archive.place
    count = sum(1 for root in _roots(parts) for _ in root.iter(w("p")))
    if count > limits.blocks:
        raise RefusedError([exceeded(place, limits, "blocks", count)])
    for table in parts.document.iter(w("tbl")):
        cells = sum(1 for _ in table.iter(w("tc")))
        if cells > limits.table_cells:
            raise RefusedError([exceeded(place, limits, "table_cells", cells)])
    for name in ("altChunk", "subDoc"):
        if next(parts.document.iter(w(name)), None) is not None:
            raise RefusedError([EMBEDDED_PART.at(place, what=name)])


def _roots(parts: Parts) -> list[etree._Element]:
    return [parts.document, *(root for _, root in parts.notes.values())]


def _report_asides(parts: Parts, ready: Prepared) -> None:
    """Quote the comments, the headers and the footers."""
    place = parts.archive.place
    for comment in [] if parts.comments is None else parts.comments.iter(w("comment")):
        author = comment.get(w("author")) or "?"
        for text in quotations(said(comment)):
            ready.problems.append(COMMENT_ASIDE.at(place, author=author, text=text))
    furniture = dict.fromkeys(said(root) for root in parts.furniture)
    for text in (q for f in furniture if any(map(str.isalpha, f)) for q in quotations(f)):
        ready.problems.append(PAGE_FURNITURE.at(place, text=text))


def _leave_out(parts: Parts, ready: Prepared) -> None:
    """Take out hidden text, tables of contents and controls left empty, and quote them."""
    place, styles = parts.archive.place, parts.styles
    for root in _roots(parts):
        made = contents_texts(root)
        contents = [e for e in root.iter(w("sdt"), w("p")) if is_contents(e, styles)]
        known = frozenset(contents)
        outermost = [e for e in contents if known.isdisjoint(e.iterancestors())]
        rest = made.difference(e for holder in outermost for e in holder.iter())
        text = " ".join(map(said, outermost))
        text += "".join(f" {e.text or ''}" for e in root.iter(w("t")) if e in rest)
        ready.problems += [CONTENTS_ASIDE.at(place, text=q) for q in quotations(text)]
        for element in [*contents, *made]:
            _remove(element)
        for control in [e for e in root.iter(w("sdt")) if is_placeholder(e)]:
            ready.problems += [
                PLACEHOLDER_ASIDE.at(place, text=q) for q in quotations(said(control))
            ]
            _remove(control)
        hidden = [r for r in root.iter(w("r")) if styles.hides(r) and not _is_code(r)]
        for text in (q for r in hidden for q in quotations(said(r))):
            ready.problems.append(HIDDEN_TEXT.at(place, text=text))
        for run in hidden:
            _remove(run)


def _is_code(run: etree._Element) -> bool:
    """Whether a run is of a field’s code, which Word hides itself."""
    return any(e.tag in (w("instrText"), w("fldChar")) for e in run)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


_TABLE_HEADINGS = frozenset(("table heading", "titre de tableau", "en-tête de tableau"))


def _heads(root: etree._Element, styles: Styles) -> None:
    """Say of a first row in the style of heads that it is the head: Writer’s export does not."""
    for table in root.iter(w("tbl")):
        row = table.find(w("tr"))
        said = [] if row is None else [p for p in row.iter(w("p")) if "".join(p.itertext()).strip()]
        names = {styles.names.get(value(p, "pPr", "pStyle"), "").casefold() for p in said}
        if row is None or not names or not names <= _TABLE_HEADINGS:
            continue
        if row.find(w("trPr")) is None:
            row.insert(0, etree.Element(w("trPr")))
        properties = row.find(w("trPr"))
        if properties is not None and properties.find(w("tblHeader")) is None:
            properties.append(etree.Element(w("tblHeader")))


class _Marker:
    """Numbers the paragraphs, passages and pictures of a document."""

    def __init__(self, parts: Parts, ready: Prepared, language: str):
        self.parts = parts
        self.ready = ready
        self.styles: Styles = parts.styles
        self.publication_language = language
        self.main_language = ""
        self.counting = counting_lists(parts.numbering)

    def marked(self) -> Prepared:
        """The document with its marks, as the only parts that Pandoc is given."""
        for root in _roots(self.parts):
            accept(root)
            _heads(root, self.styles)
            for text in root.iter(w("t")):
                if text.text:
                    text.text = marks.FOREIGN.sub(" ", text.text)
        self._keep_indents()
        self.main_language = self._main_language()
        for root in _roots(self.parts):
            self._coded(root)
        for root in _roots(self.parts):
            self._anchors(root)
            self._formulas(root)
            self._pictures(root)
            self._paragraphs(root)
        self._boxes()
        self.ready.data = packed(self._package())
        return self.ready

    # --- paragraphs ---

    def _paragraphs(self, root: etree._Element) -> None:
        blank = 0
        unruled = frozenset(t for t in root.iter(w("tbl")) if not self.styles.ruled(t))
        for paragraph in list(root.iter(w("p"))):
            texts = [t for t in paragraph.iter(w("t")) if t.text]
            if not texts:
                blank += 1
                continue
            style = self.styles.of(paragraph)
            number = len(self.ready.paragraphs) + 1
            known = Paragraph(
                number,
                style,
                style is None and root is self.parts.document and self._heading_like(paragraph),
                blank,
                paragraph.attrib.pop(BOXED, "") == "true",
                bool(unruled) and next(ancestors(paragraph, "tbl"), None) in unruled,
            )
            blank = 0
            self.ready.paragraphs.append(known)
            if style is not None and style.use is Use.VERSE:
                _keep_heads_of_lines(paragraph)
            if style is not None:
                self._plain(paragraph, style)
            self._passages(paragraph)
            self._mark(paragraph, marks.paragraph(number))

    def _plain(self, paragraph: etree._Element, style: Style) -> None:
        """Take off what Pandoc would understand otherwise: the style, the indent, the number."""
        properties = paragraph.find(w("pPr"))
        if properties is None:
            return
        counted = self.styles.number(paragraph) in self.counting
        if style.use is Use.HEADING and counted:
            numbered = HEADINGS_NUMBERED.at(self.parts.archive.place)
            if numbered not in self.ready.problems:
                self.ready.problems.append(numbered)
        for name in ("pStyle", "ind", "outlineLvl", "numPr"):
            for found in properties.findall(w(name)):
                properties.remove(found)

    def _mark(self, paragraph: etree._Element, mark: str) -> None:
        run = etree.Element(w("r"))
        etree.SubElement(run, w("t")).text = mark
        properties = paragraph.find(w("pPr"))
        paragraph.insert(0 if properties is None else paragraph.index(properties) + 1, run)

    def _heading_like(self, paragraph: etree._Element) -> bool:
        text = said(paragraph)
        if not may_head(text):
            return False
        if (
            self.styles.number(paragraph) in self.counting
            or next(ancestors(paragraph, "tbl"), None) is not None
        ):
            return False
        runs = [r for r in paragraph.iter(w("r")) if any((t.text or "").strip() for t in r)]
        bold = [self.styles.bold(r, paragraph) for r in runs]
        sizes = [self.styles.points(r, paragraph) for r in runs]
        capitals = all(is_on(child(r, "rPr"), "caps") for r in runs)
        underlined = all(value(r, "rPr", "u") not in ("", "none") for r in runs)
        return stands_out(bold, sizes, self.styles.size) or capitals or underlined

    def _keep_indents(self) -> None:
        """Pandoc takes an indented paragraph for a quotation: not where most are indented."""
        paragraphs = [p for p in self.parts.document.iter(w("p")) if said(p)]
        indents = [i for p in paragraphs if (i := child(p, "pPr", "ind")) is not None]
        if 2 * len(indents) > len(paragraphs):
            for indent in indents:
                _remove(indent)

    def _boxes(self) -> None:
        for paragraph in self.parts.document.iter(w("p")):
            text = said(paragraph)
            mark = marks.MARK.match(text)
            known = self.ready.paragraphs[int(mark["number"]) - 1] if mark else None
            caption = known is not None and known.style == Style(Use.CAPTION)
            if known is not None and known.boxed and not caption:
                bare = marks.MARK.sub("", text)
                self.ready.problems += [
                    TEXT_BOX.at(self.parts.archive.place, text=q) for q in quotations(bare)
                ]

    # --- passages ---

    def _main_language(self) -> str:
        counted: Counter[str] = Counter()
        for run in self.parts.document.iter(w("r")):
            counted[self._language(run)] += sum(len(t.text or "") for t in run.iter(w("t")))
        # Where nothing is said, the document is in the language of its publication.
        main = counted.most_common(1)[0][0] if counted else ""
        return main or self.publication_language

    def _language(self, run: etree._Element) -> str:
        language = value(run, "rPr", "lang") or self._default_language
        return language if _LANGUAGE.fullmatch(language) else ""

    @property
    def _default_language(self) -> str:
        root = self.parts.styles_root
        return value(root, "docDefaults", "rPrDefault", "rPr", "lang")

    def _passages(self, paragraph: etree._Element) -> None:
        """Mark the runs in another language, where the document knows its own.

        Word notes the language of the keyboard: a document said to be wholly in English inside a
        French publication says nothing, and no passage of it is trusted.
        """
        if not _same(self.main_language, self.publication_language):
            return
        for run in list(paragraph.iter(w("r"))):
            language = value(run, "rPr", "lang")
            texts = [t for t in run.iter(w("t")) if t.text]
            if not texts or not _LANGUAGE.fullmatch(language):
                continue
            if _same(language, self.main_language) or not any(map(str.isalpha, said(run))):
                continue
            self.ready.passages.append(Passage(language))
            for text in texts:
                text.text = marks.passage(len(self.ready.passages), text.text or "")

    # --- entries of an index, numbers of pages ---

    def _coded(self, root: etree._Element) -> None:
        """Replace the fields that editions read by marks."""
        for coded in list(root.iter(w("publish"))):
            placed = self._placed_by(read_field(coded.get(w("val"), "")))
            parent = coded.getparent()
            if parent is None or placed is None:
                _remove(coded)
                continue
            self.ready.placed.append(placed)
            parent.replace(coded, _text(marks.placed(len(self.ready.placed))))

    def _placed_by(self, field: Field) -> etree._Element | None:
        said = next(iter(field.arguments), "")
        if field.name == "PAGEREF":
            self.ready.targets.add(said)
            return page_reference(anchor(said))
        if "r" in field.switches:
            problem = INDEX_RANGE.at(self.parts.archive.place, entry=said)
            self.ready.problems.append(problem)
        return index_mark(said, field.switches.get("t", ""), field.switches.get("f", ""))

    def _anchors(self, root: etree._Element) -> None:
        """Mark the bookmarks that those numbers lead to: Pandoc drops what no link leads to."""
        for bookmark in list(root.iter(w("bookmarkStart"))):
            name = bookmark.get(w("name"), "")
            if name not in self.ready.targets:
                continue
            holder = bookmark.getparent()
            run = etree.Element(w("r"))
            self.ready.placed.append(E.span(id=anchor(name)))
            run.append(_text(marks.placed(len(self.ready.placed))))
            if holder is not None and holder.tag == w("p"):
                bookmark.addprevious(run)
                continue
            # A bookmark between paragraphs begins with the next one.
            following = (p for e in bookmark.itersiblings() for p in e.iter(w("p")))
            for paragraph in islice(following, 1):
                properties = paragraph.find(w("pPr"))
                paragraph.insert(0 if properties is None else 1, run)

    # --- formulas and pictures ---

    def _formulas(self, root: etree._Element) -> None:
        """Replace formulas by marks; what stands around several of them goes."""
        for formula in list(root.iter(m("oMath"))):
            element = from_office(formula)
            text = "".join(element.itertext())
            if is_laid_out(element):
                self.ready.problems.append(FORMULA_FLAT.at(self.parts.archive.place, text=text))
            run = etree.Element(w("r"))
            if text.strip():
                self.ready.placed.append(element)
                run.append(_text(marks.placed(len(self.ready.placed))))
            formula.addprevious(run)
            _remove(formula)
        for around in list(root.iter(m("oMathPara"))):
            for run in around.iter(w("r")):
                around.addprevious(run)
            _remove(around)

    def _pictures(self, root: etree._Element) -> None:
        """Replace pictures by marks; those that float follow the paragraph of their anchor."""
        # Backwards, so that several that float from one paragraph keep their order.
        for holder in reversed(list(root.iter(w("drawing"), w("pict"), w("object")))):
            found = list(self._found(holder))
            paragraph = next(ancestors(holder, "p"), None)
            floats = next(holder.iter(f"{{{WP}}}anchor"), None) is not None
            texts = []
            for picture in found:
                self.ready.placed.append(picture)
                texts.append(_text(marks.placed(len(self.ready.placed))))
            if texts and floats and paragraph is not None:
                own = etree.Element(w("p"))
                etree.SubElement(own, w("r")).extend(texts)
                paragraph.addnext(own)
            else:
                for text in texts:
                    holder.addprevious(text)
            if not found:
                self._report_object(holder)
            _remove(holder)

    def _found(self, holder: etree._Element) -> Iterable[Picture]:
        described = next(holder.iter(f"{{{WP}}}docPr"), None)
        alt, decorative = "", False
        if described is not None:
            alt = described.get("descr") or described.get("title") or ""
            decorative = any(e.get("val") == "1" for e in described.iter(_DECORATIVE))
        for blip in holder.iter(f"{{{A}}}blip"):
            embedded, linked = blip.get(f"{{{R}}}embed"), blip.get(f"{{{R}}}link")
            yield from self._picture(embedded or linked or "", alt, decorative)
        for data in holder.iter(f"{{{V}}}imagedata"):
            shape = data.getparent()
            own = "" if shape is None else shape.get("alt", "")
            yield from self._picture(data.get(f"{{{R}}}id", ""), own or alt, decorative)

    def _picture(self, identifier: str, alt: str, decorative: bool) -> Iterable[Picture]:
        if identifier not in self.parts.relationships:
            return
        name = self.parts.target(identifier)
        place = self.parts.archive.place
        if not name or name not in self.parts.archive.names:
            address = self.parts.relationships[identifier][1]
            self.ready.problems.append(IMAGE_LINKED.at(place, name=address))
            return
        size = len(self.ready.images.setdefault(name, self.parts.archive.read(name)))
        if size > self.parts.archive.limits.image_bytes:
            limits = self.parts.archive.limits
            raise RefusedError([exceeded(place, limits, "image_bytes", size)])
        yield Picture(name, " ".join(alt.split()), decorative)

    def _report_object(self, holder: etree._Element) -> None:
        charts = [e for e in holder.iter(f"{{{CHART}}}chart") if e.get(f"{{{R}}}id")]
        diagrams = list(holder.iter(f"{{{DIAGRAM}}}relIds"))
        what = "graphique" if charts else "SmartArt" if diagrams else "objet OLE"
        if not charts and not diagrams and holder.tag != w("object"):
            # Words drawn in shapes that are no text boxes; a drawing without words says nothing.
            drawn = [e.text or "" for e in holder.iter(f"{{{A}}}t")]
            drawn += [e.get("string") or "" for e in holder.iter(f"{{{V}}}textpath")]
            for text in quotations(" ".join(drawn)):
                found = OBJECT_ASIDE.at(self.parts.archive.place, what="dessin, WordArt", text=text)
                self.ready.problems.append(found)
            return
        names = [self.parts.target(e.get(f"{{{R}}}id", "")) for e in charts]
        names += [self.parts.target(e.get(f"{{{R}}}dm", "")) for e in diagrams]
        archive = self.parts.archive
        texts = [said(archive.xml(n)) for n in names if n in archive.names]
        for text in quotations(" ".join(texts)) or ["…"]:
            self.ready.problems.append(OBJECT_ASIDE.at(archive.place, what=what, text=text))

    # --- what Pandoc is given ---

    def _package(self) -> dict[str, bytes]:
        """The parts that carry text, written anew; nothing else of the archive goes on."""
        name = self.parts.name
        kept = {name: _written(self.parts.document)}
        links = []
        for identifier, (kind, target, external) in self.parts.relationships.items():
            if kind in ("styles", "numbering", "footnotes", "endnotes") and not external:
                links.append((identifier, kind, f"/word/{kind}.xml", False))
            elif kind == "hyperlink":
                links.append((identifier, kind, target, external))
        for kind, root in (
            ("styles", self.parts.styles_root),
            ("numbering", self.parts.numbering),
            *((kind, root) for kind, (_, root) in self.parts.notes.items()),
        ):
            if root is not None:
                kept[f"word/{kind}.xml"] = _written(root)
        for kind, (part, _) in self.parts.notes.items():
            rels = relationships_name(part)
            if rels in self.parts.archive.names:
                kept[relationships_name(f"word/{kind}.xml")] = _written(
                    self.parts.archive.xml(rels)
                )
        kept[relationships_name(name)] = _relationships(links)
        kept[relationships_name("")] = _relationships([("r1", "officeDocument", f"/{name}", False)])
        return kept


def _keep_heads_of_lines(paragraph: etree._Element) -> None:
    """What lines of verse are set in by, as spaces that Pandoc keeps: it drops tabs and blanks."""
    head = True
    for element in list(paragraph.iter(w("t"), w("tab"), w("br"), w("cr"))):
        if element.tag in (w("br"), w("cr")):
            head = True
        elif element.tag == w("tab"):
            holder = element.getparent()
            if head and holder is not None and holder.tag == w("r"):
                element.tag, element.text = w("t"), set_in("\t")
        elif head and element.text:
            bare = element.text.lstrip(SPACES)
            element.text = set_in(element.text[: len(element.text) - len(bare)]) + bare
            head = not bare


def _same(one: str, other: str) -> bool:
    """Whether two BCP 47 tags are of the same language."""
    return one.lower().split("-")[0] == other.lower().split("-")[0]


def _text(text: str) -> etree._Element:
    element = etree.Element(w("t"))
    element.text = text
    return element


def _written(root: etree._Element) -> bytes:
    written: bytes = etree.tostring(deepcopy(root), encoding="utf-8", xml_declaration=True)
    return written


def _relationships(links: Iterable[tuple[str, str, str, bool]]) -> bytes:
    root = etree.Element(f"{{{PACKAGE}}}Relationships")
    for identifier, kind, target, external in links:
        element = etree.SubElement(root, f"{{{PACKAGE}}}Relationship")
        element.set("Id", identifier)
        element.set("Type", f"{R}/{kind}")
        element.set("Target", target)
        if external:
            element.set("TargetMode", "External")
    return _written(root)
