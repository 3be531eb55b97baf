"""The lines of a finished PDF, from the places of its glyphs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import pymupdf

_SAME_LINE = 1.0
"""The most that two baselines of one line lie apart, in points."""
_NO_WIDTH = 1e-3
"""Signs after the first of a ligature come as glyphs narrower than this, in points."""
_FLAGS = (
    pymupdf.TEXT_PRESERVE_LIGATURES
    | pymupdf.TEXT_PRESERVE_WHITESPACE
    | pymupdf.TEXT_INHIBIT_SPACES
    | pymupdf.TEXT_IGNORE_ACTUALTEXT
)
_HYPHENS = dict.fromkeys(map(ord, "\u00ad\u2010\u2011"), "-")


@dataclass(frozen=True)
class Glyph:
    """A glyph: the signs it stands for, where it starts and where its advance ends, in points.

    Both take the text matrix into account: a glyph scaled to 98 % advances by 98 %.
    """

    text: str
    left: float
    right: float


@dataclass(frozen=True)
class Line:
    """The glyphs on one baseline of a page (from 0), left to right, without the spaces."""

    page: int
    baseline: float
    size: float
    glyphs: tuple[Glyph, ...]


def lines(pdf: Path) -> list[Line]:
    """All lines, page by page from the top."""
    with pymupdf.open(pdf) as document:
        return [line for page in document for line in _page_lines(page)]


def normal(text: str) -> str:
    """Signs as they are compared: ligatures undone, one hyphen, no white space of any kind."""
    return "".join(unicodedata.normalize("NFKC", text.translate(_HYPHENS)).split())


def _page_lines(page: pymupdf.Page) -> Iterator[Line]:
    row: list[tuple[float, float, Glyph]] = []
    for entry in sorted(_glyphs(page), key=lambda entry: entry[0]):
        if row and entry[0] - row[0][0] > _SAME_LINE:
            yield _line(page.number, row)
            row = []
        row.append(entry)
    if row:
        yield _line(page.number, row)


def _glyphs(page: pymupdf.Page) -> Iterator[tuple[float, float, Glyph]]:
    """The glyphs as drawn: baseline, size of the type, glyph."""
    # Without a clip, what an overfull line pushes over the edge of the page would be left out.
    everywhere = pymupdf.INFINITE_RECT()
    for block in page.get_text("rawdict", flags=_FLAGS, clip=everywhere)["blocks"]:
        for line in block.get("lines", ()):
            for span in line["spans"]:
                last: Glyph | None = None
                baseline = 0.0
                for char in span["chars"]:
                    text = normal(char["c"])
                    left, _, right, _ = char["bbox"]
                    if last and right - left < _NO_WIDTH:
                        last = Glyph(last.text + text, last.left, last.right)
                        continue
                    if last and last.text:
                        yield baseline, span["size"], last
                    last = Glyph(text, left, right)
                    baseline = char["origin"][1]
                if last and last.text:
                    yield baseline, span["size"], last


def _line(page: int, row: list[tuple[float, float, Glyph]]) -> Line:
    glyphs = sorted((glyph for *_, glyph in row), key=lambda glyph: glyph.left)
    return Line(page, row[0][0], median(size for _, size, _ in row), tuple(glyphs))
