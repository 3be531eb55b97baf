"""Texts drawn from the glyphs that their measuring gave, without shaping them again.

What is written is what WeasyPrint’s ``draw_first_line`` writes (``draw/text.py``): glyphs in
hexadecimal, and between them what one is narrower than the font says, in thousandths of an em.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from weasyprint.text.ffi import FROM_UNITS, pango

from publish.pdf.composition.measure import Measured, Shape

_SPACES = re.compile("[ \u00a0]")
_SPACE = " "
"""Stands behind a glyph that is a word space, where a line adds to it."""


@dataclass(frozen=True)
class Spread:
    """What a line gives: ``scale`` of its letters, ``space`` for each space, ``track`` for each
    letter (pixels)."""

    scale: float
    space: float
    track: float


NONE = Spread(0.0, 0.0, 0.0)


@dataclass(frozen=True)
class Piece:
    """The characters of a measured text that a text box shows, then a hyphen or nothing.

    ``hyphen`` is as wide as ``added`` pixels there, for it may stand closer to its letter.
    """

    measured: Measured
    begin: int
    stop: int
    hyphen: Measured | None = None
    added: float = 0.0

    @property
    def width(self) -> float:
        """How wide it is before anything is spread, in pixels."""
        return self.measured.x[self.stop] - self.measured.x[self.begin] + self.added

    @property
    def letters(self) -> int:
        """How many glyphs it has, spaces among them: what letters are set apart from each other."""
        ended = 0 if self.hyphen is None else len(self.hyphen.text)
        shape = self.measured.shape
        if shape is None:
            return self.stop - self.begin + ended
        return shape.first[self.stop] - shape.first[self.begin] + ended

    def cut(self, at: int) -> tuple[Piece, Piece] | None:
        """The piece as two, cut before its character ``at``; ``None`` inside a ligature."""
        middle = self.begin + at
        if middle > self.stop or not self.measured.parts_at(middle):
            return None
        head = Piece(self.measured, self.begin, middle)
        return head, Piece(self.measured, middle, self.stop, self.hyphen, self.added)


@dataclass(frozen=True)
class _Font:
    """A font of the PDF, its size in pixels, and how its glyphs are written by id and width."""

    pdf: Any
    pango: Any
    size: float
    written: dict[tuple[int, int], str]

    @property
    def is_plain(self) -> bool:
        """Whether its glyphs are outlines, not pictures."""
        font = self.pdf
        return not (font.bitmap or font.svg or font.png or font.colr)


class Drawer:
    """Draws pieces; what it learns of fonts and texts serves all pages of a document."""

    def __init__(self) -> None:
        self._fonts: dict[Any, _Font] = {}
        self._texts: dict[Shape, list[str]] = {}

    def draw(self, stream: Any, box: Any, piece: Piece, spread: Spread) -> bool:
        """Draw the letters of a text box; ``False`` when only Pango can."""
        if not self._can_draw(stream, piece.measured):
            return False
        if piece.hyphen is not None and not self._can_draw(stream, piece.hyphen):
            return False
        scale = 1 + spread.scale
        track = spread.track / scale
        x, y = box.position_x, box.position_y + box.baseline
        stream.begin_text()
        if track:
            stream.stream.append(f"{track:.4f} Tc".encode())
        stream.stream.append(f"{scale:.5f} 0 0 -1 {x:.3f} {y:.3f} Tm".encode())
        for font, glyphs in self._parts(stream, piece, spread.space / scale):
            stream.set_font_size(font.pdf.hash, font.size)
            stream.stream.append(f"[<{glyphs}>] TJ".encode())
        if track:
            stream.stream.append(b"0 Tc")
        stream.end_text()
        return True

    def _can_draw(self, stream: Any, measured: Measured) -> bool:
        shape = measured.shape
        return shape is not None and all(
            self._font(stream, font).is_plain for _, font in shape.fonts
        )

    def _parts(self, stream: Any, piece: Piece, space: float) -> Iterator[tuple[_Font, str]]:
        """The glyphs of a piece by their fonts, with what is added to its spaces (pixels)."""
        shape = piece.measured.shape
        assert shape is not None
        glyphs = self._glyphs(stream, piece.measured, shape)
        begin, stop = shape.first[piece.begin], shape.first[piece.stop]
        for first, end, pango_font in shape.parts(begin, stop):
            font = self._font(stream, pango_font)
            more = f">{-space * 1000 / font.size:.1f}<" if space else ""
            text = "".join(glyphs[first:end]).replace(_SPACE, more)
            if end == stop and piece.hyphen is not None:
                closer = round((piece.hyphen.width - piece.added) * 1000 / font.size)
                text += f">{closer}<" if closer else ""
            yield font, text
        if piece.hyphen is not None:
            yield from self._parts(stream, Piece(piece.hyphen, 0, len(piece.hyphen.text)), 0.0)

    def _font(self, stream: Any, pango_font: Any) -> _Font:
        known = self._fonts.get(pango_font)
        if known is None:
            pdf, size = stream.add_font(pango_font)
            known = self._fonts[pango_font] = _Font(pdf, pango_font, size, {})
        return known

    def _glyphs(self, stream: Any, measured: Measured, shape: Shape) -> list[str]:
        """How each glyph of a text is written; a sign after those that are word spaces."""
        known = self._texts.get(shape)
        if known is not None:
            return known
        found: list[str] = []
        for first, end, pango_font in shape.parts(0, len(shape.ids)):
            font = self._font(stream, pango_font)
            keys = list(zip(shape.ids[first:end], shape.widths[first:end], strict=True))
            for glyph, key in enumerate(keys, first):
                if key not in font.written:
                    self._learn(stream, font, key, _said(measured.text, shape, glyph))
            found += map(font.written.__getitem__, keys)
        for match in _SPACES.finditer(measured.text):
            found[shape.first[match.start()]] += _SPACE
        self._texts[shape] = found
        return found

    def _learn(self, stream: Any, font: _Font, key: tuple[int, int], said: str) -> None:
        """How a glyph of a certain width is written, and what it stands for."""
        glyph, width = key
        font.pdf.to_unicode.setdefault(glyph, said)
        widths = font.pdf.widths
        if glyph not in widths:
            pango.pango_font_get_glyph_extents(
                font.pango, glyph, stream.ink_rect, stream.logical_rect
            )
            widths[glyph] = round(stream.logical_rect.width * 1000 * FROM_UNITS / font.size)
        narrower = round(widths[glyph] - width * 1000 * FROM_UNITS / font.size)
        font.written[key] = f"{glyph:04x}>{narrower}<" if narrower else f"{glyph:04x}"


def _said(text: str, shape: Shape, glyph: int) -> str:
    """The characters that a glyph stands for."""
    begin = shape.first.index(glyph)
    end = next(at for at in range(begin + 1, len(shape.first)) if shape.first[at] >= 0)
    return text[begin:end]
