"""What PDF/X-4 forbids or asks for (ISO 15930-7), looked for in a file: no free validator does."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from lxml import etree
from PIL import ImageCms

XMP = {
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
INKS = ("/DeviceGray", "/DeviceCMYK")
FILE_KEYS = {"/Type", "/Pages", "/Metadata", "/OutputIntents"}
PAGE_KEYS = {"/Type", "/Parent", "/Contents", "/Resources", "/MediaBox", "/BleedBox", "/TrimBox"}
BLENDS = {"/Normal", "/Compatible"}
Box = tuple[float, float, float, float]


def faults(data: bytes) -> list[str]:
    """Everything in a file that PDF/X-4 or a printer would refuse."""
    if not data.startswith(b"%PDF-1.6"):
        return [f"header {data[:8]!r}"]
    with pikepdf.open(BytesIO(data)) as pdf:
        return [*_file(pdf), *_metadata(pdf), *_pages(pdf), *_objects(pdf), *_operators(pdf)]


def _file(pdf: pikepdf.Pdf) -> Iterator[str]:
    if pdf.is_encrypted:
        yield "encrypted"
    if len(pdf.trailer.get("/ID", [])) != 2:
        yield "no identifier"
    if set(pdf.Root.keys()) - FILE_KEYS:
        yield f"in the catalogue: {set(pdf.Root.keys()) - FILE_KEYS}"
    (intent,) = pdf.Root.OutputIntents
    if intent.S != "/GTS_PDFX" or not str(intent.OutputConditionIdentifier):
        yield "output intent"
    profile = intent.DestOutputProfile
    opened = ImageCms.ImageCmsProfile(BytesIO(profile.read_bytes())).profile
    if (int(profile.N), opened.xcolor_space.strip(), opened.device_class) != (4, "CMYK", "prtr"):
        yield f"profile {opened.xcolor_space} {opened.device_class}"


def _metadata(pdf: pikepdf.Pdf) -> Iterator[str]:
    metadata = pdf.Root.Metadata
    if "/Filter" in metadata:
        yield "metadata compressed"
    root = etree.fromstring(metadata.read_bytes())

    def said(name: str) -> str:
        return "".join(root.xpath(f"string(//{name})", namespaces=XMP)).strip()

    info = pdf.trailer.Info
    wanted = {
        "pdfxid:GTS_PDFXVersion": "PDF/X-4",
        "pdf:Trapped": str(info.Trapped)[1:],
        "dc:title": str(info.Title),
        "xmpMM:VersionID": "1",
        "xmpMM:RenditionClass": "default",
    }
    for name, value in wanted.items():
        if said(name) != value:
            yield f"{name}: {said(name)!r}, not {value!r}"
    if said("pdf:Trapped") not in ("True", "False"):
        yield "trapped neither true nor false"
    for name in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate", "xmpMM:DocumentID"):
        if not said(name):
            yield f"no {name}"
    digits = "".join(filter(str.isdigit, said("xmp:CreateDate")))
    if digits != "".join(filter(str.isdigit, str(info.CreationDate))):
        yield "two dates of creation"


def _pages(pdf: pikepdf.Pdf) -> Iterator[str]:
    for number, page in enumerate(pdf.pages, 1):
        if set(page.obj.keys()) - PAGE_KEYS - {"/Group"}:
            yield f"page {number}: {set(page.obj.keys()) - PAGE_KEYS}"
        media, bleed, trim = (box(page, name) for name in ("Media", "Bleed", "Trim"))
        if not (_inside(trim, bleed) and _inside(bleed, media)):
            yield f"page {number}: boxes {media} {bleed} {trim}"


def box(page: Any, name: str) -> Box:
    """A box of a page, in points."""
    left, bottom, right, top = (float(value) for value in page.obj[f"/{name}Box"])
    return left, bottom, right, top


def _inside(inner: Box, outer: Box) -> bool:
    return outer[0] < inner[0] < inner[2] < outer[2] and outer[1] < inner[1] < inner[3] < outer[3]


def _objects(pdf: pikepdf.Pdf) -> Iterator[str]:
    for item in pdf.objects:
        yield from _dictionary(item)


def _dictionary(item: Any) -> Iterator[str]:
    if isinstance(item, pikepdf.Array):
        for value in item:
            yield from _dictionary(value)
        return
    if not isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        return
    kind = item.get("/Subtype")
    if kind == "/Image" and item.get("/ColorSpace") not in INKS and "/ImageMask" not in item:
        yield f"picture in {item.get('/ColorSpace')}"
    if "/ShadingType" in item and item["/ColorSpace"] not in INKS:
        yield f"gradient in {item['/ColorSpace']}"
    if item.get("/S") == "/Transparency" and item.get("/CS", "/DeviceCMYK") not in INKS:
        yield f"group in {item['/CS']}"
    if item.get("/Type") == "/FontDescriptor" and not {
        "/FontFile",
        "/FontFile2",
        "/FontFile3",
    } & set(item.keys()):
        yield f"font {item.get('/FontName')} is not embedded"
    for key in (
        "/TR",
        "/TR2",
        "/HT",
        "/OPI",
        "/Alternates",
        "/JS",
        "/AA",
        "/OpenAction",
        "/Annots",
    ):
        if key in item and item[key] != "/Default":
            yield f"{key}"
    if item.get("/BM", "/Normal") not in BLENDS:
        yield f"blend mode {item['/BM']}"
    if "/Filter" in item and "LZW" in str(item["/Filter"]):
        yield "LZW"
    for key, value in item.items():
        if key != "/Parent" and not getattr(value, "is_indirect", False):
            yield from _dictionary(value)


def _operators(pdf: pikepdf.Pdf) -> Iterator[str]:
    holders: list[Any] = list(pdf.pages)
    holders += [
        item
        for item in pdf.objects
        if isinstance(item, pikepdf.Stream)
        and (item.get("/Subtype") == "/Form" or item.get("/PatternType") == 1)
    ]
    for holder in holders:
        for instruction in pikepdf.parse_content_stream(holder):
            operator = str(instruction.operator)
            if operator in ("rg", "RG", "INLINE IMAGE", "BDC", "BMC"):
                yield f"operator {operator}"
            if operator.lower() == "cs" and instruction.operands[0] not in (
                *INKS,
                "/Pattern",
                "/Registration",
            ):
                yield f"colour space {instruction.operands[0]}"
