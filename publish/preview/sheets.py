"""The pages of the finished PDF as pictures, and as text for those who do not see pictures."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

import pymupdf

from publish.preview.book import UnreadableError

NARROWEST, WIDEST = 64, 4096
"""The widths in pixels that a picture of a page may have; 4096 is A4 at some 500 dots an inch."""
_MOST = 24_000_000
"""The most pixels of a picture, those of A4 at its widest: a strip of a page is drawn narrower."""
_KEPT = 48
"""How many pictures are kept: those of a few spreads at two or three sizes of the window."""


@dataclass(frozen=True)
class Sheet:
    """A page: its label (PDF 32000-1, 12.4.2), which is its folio, and its size in points."""

    label: str
    width: float
    height: float


class Sheets:
    """A PDF in memory; MuPDF serves one thread at a time."""

    def __init__(self, data: bytes):
        """Raises :class:`UnreadableError` for what is no PDF."""
        pymupdf.TOOLS.mupdf_display_errors(False)
        self._lock = Lock()
        try:
            self._document = pymupdf.open(stream=data, filetype="pdf")
        except pymupdf.FileDataError as error:
            raise UnreadableError(str(error)) from error
        if self._document.is_repaired or not len(self._document):
            raise UnreadableError("repaired")  # cut off: what is left of it is not the edition
        self.pages = tuple(
            Sheet(page.get_label(), page.rect.width, page.rect.height)
            for page in self._document.pages()
        )
        self._kept = lru_cache(_KEPT)(self._drawn)

    def picture(self, index: int, width: int) -> bytes:
        """A page as PNG, ``width`` pixels wide, within what :data:`WIDEST` and memory allow."""
        return self._kept(index, max(NARROWEST, min(width, WIDEST)))

    def text(self, index: int) -> str:
        """The words of a page in its order of reading, a blank line between blocks."""
        with self._lock:
            blocks = self._document[index].get_text("blocks")
        return "\n\n".join(" ".join(b[4].split()) for b in blocks if not b[6])

    def as_record(self) -> list[dict[str, object]]:
        """The pages as the page in the browser gets them."""
        return [{"label": p.label, "width": p.width, "height": p.height} for p in self.pages]

    def _drawn(self, index: int, width: int) -> bytes:
        with self._lock:
            page = self.pages[index]
            scale = min(width / page.width, math.sqrt(_MOST / (page.width * page.height)))
            picture = self._document[index].get_pixmap(matrix=pymupdf.Matrix(scale, scale))
            return bytes(picture.tobytes("png"))
