"""The words of an ODT read straight from its XML: the witness that Pandoc is held against."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from publish.sources.office.characters import clean
from publish.sources.office.odt_terms import (
    ASIDE,
    CONTENTS,
    DRAW,
    NOTE,
    OBJECT,
    PARAGRAPHS,
    TABLE,
    XLINK,
    Styles,
    is_placeholder,
    t,
    tells_page,
)
from publish.words import words

_SPACES = (t("s"), t("tab"), t("line-break"), t("ruby-text"))


def document_words(
    body: etree._Element, styles: Styles, formulas: Mapping[str, etree._Element]
) -> list[str]:
    """The words of the body in order, then those of notes and of text boxes.

    ``formulas`` are those of the document by the address of their objects.
    """
    reader = _Reader(styles, formulas)
    found = words(clean("".join(reader.pieces(body))))
    for element in reader.apart:
        # A box may hold notes and boxes: the list grows while it is read.
        pieces = [piece for inner in element for piece in reader.pieces(inner)]
        found += words(clean("".join(pieces)))
    return found


class _Reader:
    def __init__(self, styles: Styles, formulas: Mapping[str, etree._Element]):
        self.styles = styles
        self.formulas = formulas
        self.apart: list[etree._Element] = []

    def pieces(self, element: etree._Element) -> Iterator[str]:
        """The text of an element, with spaces where words end."""
        name = str(element.tag)
        aside = name in ASIDE or name in CONTENTS or tells_page(element)
        if aside or is_placeholder(element) or self.styles.hides(element):
            return
        embedded = element.find(OBJECT)
        address = "" if embedded is None else embedded.get(f"{{{XLINK}}}href", "")
        if address in self.formulas:
            yield from (str(piece) for piece in self.formulas[address].itertext())
            return
        if name == NOTE or etree.QName(element).namespace == DRAW:
            self.apart.append(element)
            return
        separate = name in PARAGRAPHS or name in _SPACES or name.startswith(f"{{{TABLE}}}")
        if separate:
            yield " "
        yield element.text or ""
        for child in element:
            yield from self.pieces(child)
            yield child.tail or ""
        if separate:
            yield " "
