"""The words of a DOCX read straight from its parts: the witness that Pandoc is held against."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from publish.sources.office.characters import clean
from publish.sources.office.docx_terms import (
    MC,
    M,
    Styles,
    contents_texts,
    is_contents,
    is_deleted,
    is_drop_cap,
    is_placeholder,
    symbol,
    w,
)
from publish.words import words

_SEPARATORS = frozenset(map(w, ("br", "cr", "tab", "ptab", "noBreakHyphen", "tc", "rt")))
_REMOVED = frozenset(map(w, ("del", "moveFrom", "instrText", "delText", "delInstrText")))
_TEXT = (w("t"), f"{{{M}}}t")


def document_words(
    document: etree._Element, notes: Mapping[str, etree._Element], styles: Styles
) -> list[str]:
    """The words of the body in order, then those of the notes that are called from it.

    ``notes`` are the elements of footnotes and endnotes by ``footnoteReference:ID`` and
    ``endnoteReference:ID``.
    """
    made = contents_texts(document).union(*map(contents_texts, notes.values()))
    reader = _Reader(styles, made)
    found = words(clean("".join(reader.pieces(document))))
    for box in reader.boxes:
        # A box may hold boxes: the list grows while it is read.
        for paragraph in box:
            found += words(clean("".join(reader.pieces(paragraph))))
    # A note may be called twice: it is set twice, under two numbers.
    for key in reader.called:
        if key in notes:
            found += words(clean("".join(reader.pieces(notes[key]))))
    return found


def _tells_a_page(code: str) -> bool:
    return next(iter(code.upper().split()), "") in ("PAGEREF", "XE")


class _Reader:
    def __init__(self, styles: Styles, contents: frozenset[etree._Element]):
        self.styles = styles
        self.contents = contents
        self.called: list[str] = []
        self.boxes: list[etree._Element] = []
        self._fields: list[list[str]] = []
        """The fields that are open: the code of each, then its result’s beginning."""

    def pieces(self, element: etree._Element) -> Iterator[str]:
        """The text of an element, with spaces where words end."""
        tag = element.tag
        if tag in _TEXT:
            made = element in self.contents or self._tells_a_page()
            yield "" if made else element.text or ""
        elif tag in (w("fldChar"), w("instrText")):
            self._field(element)
        elif tag == w("fldSimple") and _tells_a_page(element.get(w("instr"), "")):
            return
        elif tag == w("sym"):
            yield symbol(element)
        elif tag == w("txbxContent"):
            self.boxes.append(element)
        elif tag in (w("footnoteReference"), w("endnoteReference")):
            self.called.append(f"{etree.QName(element).localname}:{element.get(w('id'))}")
        elif not self._is_left_out(element):
            separate = tag in _SEPARATORS
            yield " " if separate else ""
            for inner in self._inner(element):
                yield from self.pieces(inner)
            runs_on = tag == w("p") and (is_drop_cap(element) or is_deleted(element))
            yield " " if separate or (tag == w("p") and not runs_on) else ""

    def _field(self, element: etree._Element) -> None:
        kind = element.get(w("fldCharType"))
        if kind == "begin":
            self._fields.append([""])
        elif self._fields and kind == "end":
            self._fields.pop()
        elif self._fields and kind == "separate":
            self._fields[-1].append("result")
        elif self._fields and kind is None:
            self._fields[-1][0] += element.text or ""

    def _tells_a_page(self) -> bool:
        """Whether a text is the number of a page of Word’s, in the place of which ours stands."""
        return any(_tells_a_page(code) for code, *_ in self._fields)

    def _is_left_out(self, element: etree._Element) -> bool:
        """Whether an element was deleted, is hidden, or was made by the word processor."""
        tag = element.tag
        if tag == w("r"):
            return self.styles.hides(element)
        if tag == w("tr"):
            return element.find(f"{w('trPr')}/{w('del')}") is not None
        contents = tag in (w("p"), w("sdt")) and is_contents(element, self.styles)
        return tag in _REMOVED or contents or is_placeholder(element)

    def _inner(self, element: etree._Element) -> list[etree._Element]:
        """The children that are read."""
        if element.tag == f"{{{MC}}}AlternateContent":
            # Of alternatives, the first (ECMA-376 part 3, §10.2.1).
            choices = [e for e in element if e.tag == f"{{{MC}}}Choice"]
            return choices[:1] or list(element)
        if element.tag == w("ruby"):
            return [*element.iterfind(w("rubyBase")), *element.iterfind(w("rt"))]
        if any(e.get(w("customMarkFollows")) for e in element):
            # The sign that stands for a note's number goes with the number.
            return [e for e in element if e.tag != w("t")]
        return list(element)
