"""Pictures of the printed pages, for the report: small files that show letters and lines well."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO

import pymupdf
from PIL import Image

DPI = 110
"""Dots an inch of the pictures: hyphens and accents are told apart."""
_GREYS = 16
_QUALITY = 70


@dataclass(frozen=True)
class Picture:
    """The picture of a page: the name of its file, its bytes, its size in pixels."""

    name: str
    data: bytes
    width: int
    height: int


def pictures(pdf: bytes, coloured: Collection[int]) -> list[Picture]:
    """A picture of each page of a PDF; pages (from 0) that are ``coloured`` keep their colours."""
    with (
        pymupdf.open(stream=pdf, filetype="pdf") as document,
        ThreadPoolExecutor(max_workers=2) as pool,
    ):
        # One page is drawn while another is written: MuPDF draws one at a time.
        waiting = [pool.submit(_encoded, *page) for page in _rendered(document, coloured)]
        return [picture.result() for picture in waiting]


def _rendered(
    document: pymupdf.Document, coloured: Collection[int]
) -> Iterator[tuple[int, Image.Image]]:
    for number in range(len(document)):
        space, mode = (pymupdf.csRGB, "RGB") if number in coloured else (pymupdf.csGRAY, "L")
        shown = document[number].get_pixmap(dpi=DPI, colorspace=space, alpha=False, annots=False)
        yield number, Image.frombytes(mode, (shown.width, shown.height), shown.samples)


def _encoded(number: int, image: Image.Image) -> Picture:
    """A page of text in sixteen greys, which is smaller than a JPEG and has sharper letters."""
    target = BytesIO()
    if image.mode == "RGB":
        image.save(target, "JPEG", quality=_QUALITY)
        return Picture(f"{number + 1:04}.jpg", target.getvalue(), *image.size)
    step = 255 / (_GREYS - 1)
    greys = image.point([round(level / step) for level in range(256)])
    greys.putpalette([round(grey * step) for grey in range(_GREYS) for _ in range(3)])
    greys.save(target, "PNG", bits=4, compress_level=4)
    return Picture(f"{number + 1:04}.png", target.getvalue(), *image.size)


def fonts(pdf: bytes) -> list[tuple[str, str, bool]]:
    """The fonts of a PDF: name, kind, whether the file carries them; in the order of names."""
    with pymupdf.open(stream=pdf, filetype="pdf") as document:
        # Pages share their resources: each set is looked at once.
        sets: dict[str, int] = {}
        for number in range(len(document)):
            key = document.xref_get_key(document.page_xref(number), "Resources")[1]
            sets.setdefault(key, number)
        found = {
            (name.rpartition("+")[2], kind, extension != "n/a")
            for number in sets.values()
            for _, extension, kind, name, *_ in document.get_page_fonts(number)
        }
    return sorted(found)
