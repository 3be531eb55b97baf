"""The ink of finished sheets, as it lies on the paper: all that is drawn one over the other.

The inks of each colour and of each picture keep within the limit (``publish.press.inks``), and so
does one seen through another: between two mixtures of inks there is never more than in one of them.
Drawings may ask for more, by a blend mode that multiplies. What comes out is seen on the sheet
alone, so the sheets are drawn, at a size at which a dot of the drawing is a third of a millimetre.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import pymupdf
from PIL import Image

from publish.press.inks import heaviest, over

DPI = 72
_MOST_DOTS = 1_000_000
"""What is drawn of a sheet at once; larger sheets than A4 are drawn smaller."""
SPOT = 15.0
"""Square millimetres of too much ink, from which on a sheet does not dry in its pile."""


@dataclass(frozen=True)
class Stacked:
    """A sheet (from 0) with more ink than the limit: the most in one place, as a share, and on how
    many square millimetres there is too much."""

    page: int
    most: float
    area: float


def stacked(pdf: bytes, limit: float) -> Iterator[Stacked]:
    """The sheets of a file for the printer with more than ``limit`` of ink (3.0 for 300 %).

    What lies beyond the bleed is not looked at: marks are on every plate.
    """
    with pymupdf.open(stream=pdf, filetype="pdf") as document:
        # With its output intent MuPDF would turn these inks into those of a profile of its own.
        document.xref_set_key(document.pdf_catalog(), "OutputIntents", "null")
        for page in document:
            square_inches = page.bleedbox.width * page.bleedbox.height / 72**2
            dpi = min(DPI, math.isqrt(int(_MOST_DOTS / square_inches)))
            shown = page.get_pixmap(
                dpi=dpi, colorspace=pymupdf.csCMYK, clip=page.bleedbox, alpha=False
            )
            sheet = Image.frombytes("CMYK", (shown.width, shown.height), shown.samples)
            area = over(sheet, limit) * (25.4 / dpi) ** 2
            if area >= SPOT:
                yield Stacked(page.number, heaviest(sheet), area)
