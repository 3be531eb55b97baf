"""What the PDF says of itself: PDF/UA-1 beside PDF/A-2a, and the labels of its pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pydyf
from lxml import etree

VARIANT = "pdf/a-2a"
"""WeasyPrint declares one standard; :func:`declare` adds PDF/UA-1 (ISO 14289-1, §5)."""

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_IDENTIFICATION = """
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
  xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
  <rdf:Description rdf:about="" pdfuaid:part="1"/>
  <rdf:Description rdf:about="">
    <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
      <pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
      <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
      <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
      <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
        <pdfaProperty:name>part</pdfaProperty:name>
        <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
        <pdfaProperty:category>internal</pdfaProperty:category>
        <pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
      </rdf:li></rdf:Seq></pdfaSchema:property>
    </rdf:li></rdf:Bag></pdfaExtension:schemas>
  </rdf:Description>
</rdf:RDF>
"""


def declare(metadata: Any) -> None:
    """Make a document’s metadata name PDF/UA-1 too, with the schema that PDF/A wants for it."""
    theirs = metadata.generate_rdf_metadata

    def generate(*given: Any) -> bytes:
        rdf = etree.fromstring(theirs(*given))
        rdf.extend(etree.fromstring(_IDENTIFICATION))
        etree.cleanup_namespaces(rdf)
        return etree.tostring(rdf, encoding="utf-8")

    metadata.generate_rdf_metadata = generate


def label_pages(pdf: Any, labels: Sequence[str]) -> None:
    """Give the pages their folios (ISO 32000-1, §12.4.2); those without one are of the cover.

    Its pages are called as printers call them: ``c1`` the front, ``c2`` behind it, ``c3`` inside
    the back, ``c4`` the back.
    """
    numbers = pydyf.Array()
    expected = ""
    numbered = any(labels)
    for page, label in enumerate(labels):
        after = numbered and not any(labels[page:])
        style, prefix, number = _style(label, _LEAVES - len(labels) + page if after else page)
        key = f"{style}{prefix}"
        if f"{key}{number}" != expected:
            entry = pydyf.Dictionary({"S": f"/{style}", "St": number})
            if prefix:
                entry["P"] = pydyf.String(prefix)
            numbers.extend([page, entry])
        expected = f"{key}{number + 1}"
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": numbers})


def trim_pages(pdf: Any) -> None:
    """Give the pages their trimmed size: what bleeds is drawn, beyond their edge."""
    for item in pdf.objects:
        if isinstance(item, pydyf.Dictionary) and item.get("Type") == "/Page":
            item["MediaBox"] = item["BleedBox"] = item["TrimBox"]


_LEAVES = 4
"""The pages of a cover."""


def _style(label: str, page: int) -> tuple[str, str, int]:
    if not label:
        return "D", "c", page + 1
    if label.isdigit():
        return "D", "", int(label)
    return "r", "", _from_roman(label)


def _from_roman(numeral: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}[c] for c in numeral]
    return sum(
        -value if any(later > value for later in values[at + 1 : at + 2]) else value
        for at, value in enumerate(values)
    )
