"""What a file says of itself to a printer: PDF/X-4 (ISO 15930-7:2010), and what it may not hold."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
from lxml import etree
from pikepdf import Array, Dictionary, Name, String

from publish import __version__
from publish.press.colours import Press, Pressed
from publish.press.inks import Inks
from publish.press.marks import Sheet

VERSION = "PDF/X-4"
_KEPT_OF_PAGE = frozenset(("/Type", "/Parent", "/Contents", "/Resources", "/Group"))
_KEPT_OF_FILE = frozenset(("/Type", "/Pages"))

_SPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
}
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True)
class About:
    """What a file is: its title, who made the book, when, and a name that is its own."""

    title: str
    authors: Sequence[str]
    made: dt.datetime
    name: str


@dataclass(frozen=True)
class Condition:
    """The printing condition that a file is made for: a registered name, or one of its own."""

    identifier: str
    description: str
    registry: str = ""


def finished(
    pdf: pikepdf.Pdf, sheets: Sequence[Sheet], inks: Inks, condition: Condition, about: About
) -> tuple[bytes, Pressed]:
    """The file for the printer, of pages that stand at the origin with their trimmed size.

    ``sheets`` has one for each page. The same pages give the same bytes.
    """
    press = Press(pdf, inks)
    press.pages([sheet.margin for sheet in sheets])
    marks = {sheet: sheet.marks(coloured=press.found.coloured) for sheet in set(sheets)}
    registration = pdf.make_indirect(_registration())
    for page, sheet in zip(pdf.pages, sheets, strict=True):
        for key in set(page.obj.keys()) - _KEPT_OF_PAGE:
            del page[key]
        _place(pdf, page, sheet, marks[sheet])
        if press.found.coloured:
            # No page uses other spaces any more: its colours are in inks of the device.
            page["/Resources"]["/ColorSpace"] = Dictionary(Registration=registration)
    for key in set(pdf.Root.keys()) - _KEPT_OF_FILE:
        del pdf.Root[key]
    _declare(pdf, inks, condition, about)
    target = BytesIO()
    pdf.save(target, force_version="1.6", deterministic_id=True)
    return target.getvalue(), press.found


def _place(pdf: pikepdf.Pdf, page: Any, sheet: Sheet, marks: bytes) -> None:
    """Put a page on its sheet, cut at the bleed, with its marks."""
    left, bottom, right, top = sheet.bled
    m = sheet.margin
    frame = b"q %.4f %.4f %.4f %.4f re W n 1 0 0 1 %.4f %.4f cm" % (
        left,
        bottom,
        right - left,
        top - bottom,
        m,
        m,
    )
    content = b"\n".join([frame, page["/Contents"].read_bytes(), b"Q", marks])
    page["/Contents"] = pdf.make_stream(content)
    for name, box in (("Media", sheet.media), ("Bleed", sheet.bled), ("Trim", sheet.trim)):
        page[f"/{name}Box"] = Array([round(value, 4) for value in box])


def _registration() -> Array:
    """The colour that shows on every plate."""
    tint = Dictionary(
        FunctionType=2,
        Domain=Array([0, 1]),
        C0=Array([0, 0, 0, 0]),
        C1=Array([1, 1, 1, 1]),
        N=1,
    )
    return Array([Name.Separation, Name.All, Name.DeviceCMYK, tint])


def _declare(pdf: pikepdf.Pdf, inks: Inks, condition: Condition, about: About) -> None:
    profile = pdf.make_stream(inks.profile)
    profile["/N"] = 4
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(condition.identifier),
        Info=String(condition.description),
        DestOutputProfile=profile,
    )
    if condition.registry:
        intent["/RegistryName"] = String(condition.registry)
    pdf.Root["/OutputIntents"] = Array([intent])
    metadata = pdf.make_stream(_metadata(about))
    metadata["/Type"], metadata["/Subtype"] = Name.Metadata, Name.XML
    pdf.Root["/Metadata"] = metadata
    stamp = String(about.made.strftime("D:%Y%m%d%H%M%SZ"))
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    pdf.trailer["/Info"] = pdf.make_indirect(
        Dictionary(
            Title=String(about.title),
            Author=String(", ".join(about.authors)),
            Creator=String(_creator()),
            Producer=String(_creator()),
            CreationDate=stamp,
            ModDate=stamp,
            Trapped=Name("/False"),
            GTS_PDFXVersion=String(VERSION),
        )
    )


def _creator() -> str:
    return f"publish {__version__}"


def _metadata(about: About) -> bytes:
    """The same in XMP, with the identification of the standard (ISO 15930-7, §6.2)."""
    stamp = about.made.strftime("%Y-%m-%dT%H:%M:%SZ")
    document = uuid.uuid5(uuid.NAMESPACE_URL, f"{about.name}\n{stamp}").urn
    said = {
        "pdfxid:GTS_PDFXVersion": VERSION,
        "pdf:Trapped": "False",
        "pdf:Producer": _creator(),
        "xmp:CreatorTool": _creator(),
        "xmp:CreateDate": stamp,
        "xmp:ModifyDate": stamp,
        "xmp:MetadataDate": stamp,
        "xmpMM:DocumentID": document.replace("urn:", ""),
        "xmpMM:RenditionClass": "default",
        "xmpMM:VersionID": "1",
    }
    root = etree.Element(_name("rdf:RDF"), nsmap=_SPACES)
    about_it = etree.SubElement(root, _name("rdf:Description"), {_name("rdf:about"): ""})
    for name, value in said.items():
        etree.SubElement(about_it, _name(name)).text = value
    _listed(about_it, "dc:title", "rdf:Alt", [about.title], {_LANGUAGE: "x-default"})
    if about.authors:
        _listed(about_it, "dc:creator", "rdf:Seq", about.authors, {})
    packet = etree.tostring(root, encoding="utf-8", pretty_print=True)
    head = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'.encode()
    body = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">\n' + packet + b"</x:xmpmeta>\n"
    return head + body + b'<?xpacket end="r"?>'


def _listed(
    parent: etree._Element,
    name: str,
    kind: str,
    values: Sequence[str],
    attributes: Mapping[str, str],
) -> None:
    holder = etree.SubElement(etree.SubElement(parent, _name(name)), _name(kind))
    for value in values:
        etree.SubElement(holder, _name("rdf:li"), dict(attributes)).text = value


def _name(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{_SPACES[prefix]}}}{local}"
