"""Tiny PDFs whose every gap is known."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pymupdf

from publish.resources import FONTS

LIBERTINUS = pymupdf.Font(fontfile=str(FONTS / "LibertinusSerif-Regular.otf"))
HELVETICA = pymupdf.Font("helv")
SIZE = 11.0
LEFT = 50.0
LEADING = 14.0

Row = Sequence[str | float]
"""Words and the gaps between them in points: ``("Un", 3.0, "mot")``."""


def pdf(path: Path, pages: Sequence[Sequence[Row]], size: float = SIZE) -> Path:
    """Pages of lines set in Libertinus Serif, each word at its place."""
    document = pymupdf.open()
    for rows in pages:
        page = document.new_page(width=420, height=595)
        writer = pymupdf.TextWriter(page.rect)
        for number, row in enumerate(rows):
            x = LEFT
            for part in row:
                if isinstance(part, str):
                    writer.append((x, 100 + number * LEADING), part, font=LIBERTINUS, fontsize=size)
                    x += LIBERTINUS.text_length(part, size)
                else:
                    x += part
        writer.write_text(page)
    document.save(path)
    document.close()
    return path


def pdf_of_operators(path: Path, operators: str) -> Path:
    """One page with these operators; the font ``/helv`` is Helvetica."""
    document = pymupdf.open()
    page = document.new_page(width=420, height=595)
    page.insert_font(fontname="helv")
    page.insert_text((0, 0), " ", fontname="helv")
    document.update_stream(page.get_contents()[0], operators.encode("latin-1"))
    document.save(path)
    document.close()
    return path
