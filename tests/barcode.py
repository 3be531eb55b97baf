"""Reads the bar code of a page as a scanner does."""

from __future__ import annotations

from itertools import groupby

import pymupdf
from PIL import Image

MM = 72 / 25.4

# ISO/IEC 15420: the widths of the bars of each digit, and how the first six say the one before.
WIDTHS = ["3211", "2221", "2122", "1411", "1132", "1231", "1114", "1312", "1213", "3112"]
FIRST = [
    "OOOOOO",
    "OOEOEE",
    "OOEEOE",
    "OOEEEO",
    "OEOOEE",
    "OEEOOE",
    "OEEEOO",
    "OEOEOE",
    "OEOEEO",
    "OEEOEO",
]


def scanned(page: pymupdf.Page, number: str) -> str:
    """The digits of the EAN-13 whose bars lie under ``number``, 37.29 mm wide with quiet zones."""
    (place,) = page.search_for(number)
    middle = (place.x0 + place.x1) / 2
    row = pymupdf.Rect(middle - 18 * MM, place.y1 + 20, middle + 18 * MM, place.y1 + 22)
    shown = page.get_pixmap(clip=row, dpi=1200, colorspace=pymupdf.csGRAY)
    image = Image.frombytes("L", (shown.width, shown.height), shown.samples)
    line = image.crop((0, image.height // 2, image.width, image.height // 2 + 1)).tobytes()
    return _digits(line, 128)


def _digits(row: bytes, dark: int) -> str:
    """The digits of an EAN-13 in a row of pixels, read by the widths of bars."""
    runs = [(key, len(list(group))) for key, group in groupby(value < dark for value in row)]
    bars = [length for _, length in runs[1:-1]]
    assert len(bars) == 3 + 24 + 5 + 24 + 3
    module = sum(bars) / 95
    widths = [round(length / module) for length in bars]
    assert widths[:3] == widths[-3:] == [1, 1, 1]
    digits, parities = "", ""
    for at in (*range(3, 27, 4), *range(32, 56, 4)):
        said = "".join(map(str, widths[at : at + 4]))
        odd = said in WIDTHS
        parities += "O" if odd else "E"
        digits += str(WIDTHS.index(said if odd else said[::-1]))
    return str(FIRST.index(parities[:6])) + digits
