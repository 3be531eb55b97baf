"""Text as Pango shapes it, once for a whole text box: the places of its characters, its glyphs.

Pango is asked for one endless line; what WeasyPrint asks it line by line, for the widths and again
for the drawing, is then read from here.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from weasyprint.text.ffi import FROM_UNITS, ffi, pango
from weasyprint.text.line_break import Layout, create_layout, line_size

_INFO, _GLYPH, _WIDTH, _X_OFFSET, _Y_OFFSET = 5, 0, 1, 2, 3
"""A glyph as Pango keeps it: five integers, and the place of four of them."""

_CAN_BE_READ = ffi.sizeof("PangoGlyphInfo") == 4 * _INFO and pango.pango_version() >= 14802
"""Older versions of Pango report the size of a font wrongly (their issue 530)."""


@dataclass(frozen=True, eq=False)
class Shape:
    """The glyphs of a text, left to right, each of a cluster of its own.

    ``ids`` and ``widths`` (in Pango’s units) go glyph by glyph. ``first[i]`` is the glyph with
    which the character ``i`` begins, -1 inside a ligature; its last entry is the number of glyphs.
    ``fonts`` are the glyphs from which a font holds, and that font of Pango.
    """

    ids: Sequence[int]
    widths: Sequence[int]
    first: Sequence[int]
    fonts: Sequence[tuple[int, Any]]

    def parts(self, begin: int, stop: int) -> Iterator[tuple[int, int, Any]]:
        """The glyphs from ``begin`` to ``stop`` by their fonts: first one, end, font."""
        ends = [*(first for first, _ in self.fonts[1:]), len(self.ids)]
        for (first, font), end in zip(self.fonts, ends, strict=True):
            if first < stop and begin < end:
                yield max(first, begin), min(end, stop), font


@dataclass(frozen=True)
class Measured:
    """A text as shaped on one endless line: ``x[i]`` is where its character ``i`` begins.

    ``x`` has one entry more than the text has characters, its end. Lengths are in CSS pixels;
    ``height`` and ``baseline`` are those of the line. ``shape`` is missing where only Pango can
    draw the text: from right to left, with accents set apart, with signs that no font has.
    """

    text: str
    x: Sequence[float]
    height: float
    baseline: float
    shape: Shape | None

    @property
    def width(self) -> float:
        """The width of the whole text."""
        return self.x[-1]

    def parts_at(self, at: int) -> bool:
        """Whether the text may be cut before the character ``at`` without being shaped anew."""
        return self.shape is None or self.shape.first[at] >= 0


def measure(text: str, style: Any, context: Any) -> Measured:
    """The places of the characters of a text; those inside a ligature share its width evenly."""
    layout = create_layout(text, style, context, None, 0)
    line, _ = layout.get_first_line()
    _, height = line_size(line, style)
    baseline = pango.pango_layout_get_baseline(layout.layout) * FROM_UNITS
    glyphs = _Glyphs()
    glyphs.read(line, layout, style.font_config)
    layout.deactivate()
    x, first = glyphs.places(text)
    shape = None
    if glyphs.drawable:
        shape = Shape(glyphs.ids, glyphs.widths, first, glyphs.fonts)
    return Measured(text, x, height, baseline, shape)


def measured_once(text: str, style: Any, context: Any) -> Measured:
    """The same for short texts that come again, such as a hyphen: measured once for a style."""
    known = style.cache.setdefault("publish_measured", {})
    key = (text, style["font_size"], *style["font_family"], style["font_style"])
    key += (style["font_weight"], style["font_variant_caps"], style["letter_spacing"])
    if key not in known:
        known[key] = measure(text, style, context)
    found: Measured = known[key]
    return found


class _Glyphs:
    """The glyphs of a line, collected from its runs."""

    def __init__(self) -> None:
        self.ids: list[int] = []
        self.widths, self.bytes = array("i"), array("i")
        self.fonts: list[tuple[int, Any]] = []
        self.drawable = _CAN_BE_READ

    def read(self, line: Any, layout: Layout, font_config: Any) -> None:
        """Take what the line holds; its fonts stay alive as long as ``font_config`` does."""
        kept = font_config.__dict__.setdefault("publish_fonts", {})
        run, last = line.runs, None
        while run != ffi.NULL:
            item, string, run = run.data.item, run.data.glyphs, run.next
            count = string.num_glyphs
            infos = memoryview(ffi.buffer(string.glyphs, 4 * _INFO * count)).cast("i")
            offset = item.offset
            clusters = memoryview(ffi.buffer(string.log_clusters, 4 * count)).cast("i")
            ids = infos[_GLYPH::_INFO].tolist()
            if (
                item.analysis.level % 2
                or any(infos[_X_OFFSET::_INFO].tolist())
                or any(infos[_Y_OFFSET::_INFO].tolist())
                or not all(0 <= number < pango.PANGO_GLYPH_EMPTY for number in ids)
            ):
                self.drawable = False
            font = item.analysis.font
            if font != last:
                # The layout holds its fonts.
                font, _ = kept.setdefault(int(ffi.cast("intptr_t", font)), (font, layout.layout))
                self.fonts.append((len(self.ids), font))
                last = font
            self.ids += ids
            self.widths.extend(infos[_WIDTH::_INFO].tolist())
            self.bytes.extend(at + offset for at in clusters.tolist())

    def places(self, text: str) -> tuple[Sequence[float], Sequence[int]]:
        """Where each character begins, and with which glyph."""
        edges = [edge * FROM_UNITS for edge in accumulate(self.widths, initial=0)]
        count = len(self.ids)
        if count == len(text) and len(set(self.bytes)) == count:
            return array("d", edges), range(count + 1)
        glyph_at: dict[int, int] = {}
        for glyph, byte in enumerate(self.bytes):
            if byte not in glyph_at:
                glyph_at[byte] = glyph
        if len(glyph_at) < count:
            self.drawable = False
        starts = (
            range(len(text))
            if text.isascii()
            else [at for at, byte in enumerate(text.encode()) if byte & 0xC0 != 0x80]
        )
        first = array("i", (glyph_at.get(byte, -1) for byte in starts))
        first.append(count)
        x = array("d", (edges[glyph] for glyph in first))
        if -1 in first:
            _share(x, first)
        return x, first


def _share(x: array[float], first: Sequence[int]) -> None:
    """Give the characters inside ligatures their part of the way."""
    at, end = 1, len(first)
    while at < end:
        if first[at] >= 0:
            at += 1
            continue
        begin = at - 1
        while first[at] < 0:
            at += 1
        step = (x[at] - x[begin]) / (at - begin)
        for inner in range(begin + 1, at):
            x[inner] = x[begin] + (inner - begin) * step


def unshaped(text: str, style: Any) -> Layout:
    """A layout that is shaped only when it is drawn; its size is known already."""
    if style["text_decoration_line"] != "none":
        layout = Layout(style)
        layout.set_text(text)
        layout.deactivate()
        return layout
    layout = Layout.__new__(Layout)
    layout.text, layout.justification_spacing, layout.max_width = text, 0, None
    layout.first_line_direction = 0
    return layout
