"""The words of a DOCX read straight from its parts: the witness that Pandoc is held against."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from publish.sources.office.docx_terms import (
    MC,
    M,
    Styles,
    is_contents,
    is_deleted,
    is_drop_cap,
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
    reader = _Reader(styles)
    found = words("".join(reader.pieces(document)))
    for box in reader.boxes:
        # A box may hold boxes: the list grows while it is read.
        for paragraph in box:
            found += words("".join(reader.pieces(paragraph)))
    # Notes call no notes; each is read once, however often it is called.
    for key in dict.fromkeys(reader.called):
        if key in notes:
            found += words("".join(reader.pieces(notes[key])))
    return found


class _Reader:
    def __init__(self, styles: Styles):
        self.styles = styles
        self.called: list[str] = []
        self.boxes: list[etree._Element] = []

    def pieces(self, element: etree._Element) -> Iterator[str]:
        """The text of an element, with spaces where words end."""
        tag = element.tag
        if tag in _TEXT:
            yield element.text or ""
            return
        if tag in _REMOVED or (tag in (w("p"), w("sdt")) and is_contents(element, self.styles)):
            return
        if tag == w("r") and self.styles.hides(element):
            return
        if tag == w("tr") and element.find(f"{w('trPr')}/{w('del')}") is not None:
            return
        if tag in (w("footnoteReference"), w("endnoteReference")):
            self.called.append(f"{tag.rsplit('}')[-1]}:{element.get(w('id'))}")
            return
        if tag == w("ruby"):
            for inner in (*element.iterfind(w("rubyBase")), *element.iterfind(w("rt"))):
                yield from self.pieces(inner)
            return
        if tag == w("txbxContent"):
            self.boxes.append(element)
            return
        separate = tag in _SEPARATORS
        if separate:
            yield " "
        custom = tag == w("r") and any(e.get(w("customMarkFollows")) for e in element)
        for inner in self._chosen(element):
            # The sign that stands for a note's number goes with the number.
            if not (custom and inner.tag == w("t")):
                yield from self.pieces(inner)
        runs_on = tag == w("p") and (is_drop_cap(element) or is_deleted(element))
        if separate or (tag == w("p") and not runs_on):
            yield " "

    def _chosen(self, element: etree._Element) -> list[etree._Element]:
        """The children; of alternatives (ECMA-376 part 3, §10.2.1), the first."""
        if element.tag != f"{{{MC}}}AlternateContent":
            return list(element)
        choices = [e for e in element if e.tag == f"{{{MC}}}Choice"]
        return choices[:1] or list(element)
