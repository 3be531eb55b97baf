"""Widths of text as Pango shapes it, taken once for a whole text box."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from weasyprint.text.ffi import FROM_UNITS, ffi, pango
from weasyprint.text.line_break import Layout, create_layout, line_size


@dataclass(frozen=True)
class Measured:
    """A text as shaped on one endless line: ``x[i]`` is where its character ``i`` begins.

    Lengths are in CSS pixels. ``height`` and ``baseline`` are those of the line.
    """

    x: Sequence[float]
    height: float
    baseline: float


def measure(text: str, style: Any, context: Any) -> Measured:
    """The places of the characters of a text; those inside a ligature share its width evenly."""
    layout = create_layout(text, style, context, None, 0)
    first, _ = layout.get_first_line()
    _, height = line_size(first, style)
    baseline = pango.pango_layout_get_baseline(layout.layout) * FROM_UNITS
    places = _places(first, text)
    layout.deactivate()
    return Measured(places, height, baseline)


def _places(line: Any, text: str) -> list[float]:
    starts: list[int] = []
    edges: list[float] = []
    x = 0
    run = line.runs[0] if line.runs != ffi.NULL else ffi.NULL
    while run != ffi.NULL:
        item = run.data
        run = run.next
        offset, string = item.item.offset, item.glyphs
        count = string.num_glyphs
        glyphs, clusters = string.glyphs[0:count], string.log_clusters[0:count]
        for glyph, cluster in zip(glyphs, clusters, strict=True):
            starts.append(offset + cluster)
            edges.append(x * FROM_UNITS)
            x += glyph.geometry.width
    starts.append(len(text.encode()))
    edges.append(x * FROM_UNITS)
    if len(starts) == len(text) + 1 and text.isascii():
        return edges
    return _spread(starts, edges, text)


def _spread(starts: Sequence[int], edges: Sequence[float], text: str) -> list[float]:
    """The edges of clusters, given by bytes, as places of characters."""
    places: list[float] = []
    byte, index, last = 0, 0, len(starts) - 1
    pending = 0
    for sign in text:
        while index < last and starts[index + 1] <= byte:
            index += 1
        if starts[index] == byte or not places:
            # Several glyphs of one cluster begin at one byte: the first one holds its edge.
            first = index
            while first and starts[first - 1] == starts[index]:
                first -= 1
            _fill(places, pending, edges[first])
            pending = len(places)
            places.append(edges[first])
        else:
            places.append(-1.0)
        code = ord(sign)
        byte += 1 if code < 0x80 else 2 if code < 0x800 else 3 if code < 0x10000 else 4
    _fill(places, pending, edges[-1])
    places.append(edges[-1])
    return places


def _fill(places: list[float], start: int, edge: float) -> None:
    """Share the width from ``places[start]`` to ``edge`` among the characters without a place."""
    count = len(places) - start
    for step in range(1, count):
        places[start + step] = places[start] + (edge - places[start]) * step / count


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
