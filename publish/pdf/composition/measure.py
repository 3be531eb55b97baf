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

    ``x`` has one entry more than the text has characters, its end. Lengths are in CSS pixels;
    ``height`` and ``baseline`` are those of the line.
    """

    x: Sequence[float]
    height: float
    baseline: float

    @property
    def width(self) -> float:
        """The width of the whole text."""
        return self.x[-1]


def measure(text: str, style: Any, context: Any) -> Measured:
    """The places of the characters of a text; those inside a ligature share its width evenly."""
    layout = create_layout(text, style, context, None, 0)
    first, _ = layout.get_first_line()
    _, height = line_size(first, style)
    baseline = pango.pango_layout_get_baseline(layout.layout) * FROM_UNITS
    starts, edges = _clusters(first)
    layout.deactivate()
    return Measured(_places(starts, edges, text), height, baseline)


def _clusters(line: Any) -> tuple[list[int], list[float]]:
    """The bytes where the clusters of a line begin and their left edges, the end of it last."""
    starts: list[int] = []
    edges: list[float] = []
    x = 0
    run = line.runs[0] if line.runs != ffi.NULL else ffi.NULL
    while run != ffi.NULL:
        item, run = run.data, run.next
        offset, string = item.item.offset, item.glyphs
        count = string.num_glyphs
        for glyph, cluster in zip(
            string.glyphs[0:count], string.log_clusters[0:count], strict=True
        ):
            if not starts or starts[-1] != offset + cluster:
                starts.append(offset + cluster)
                edges.append(x * FROM_UNITS)
            x += glyph.geometry.width
    edges.append(x * FROM_UNITS)
    return starts, edges


def _places(starts: Sequence[int], edges: Sequence[float], text: str) -> Sequence[float]:
    if len(starts) == len(text):
        return edges
    edge_at = dict(zip(starts, edges, strict=False))
    places: list[float] = []
    byte = known = 0
    for sign in text:
        edge = edge_at.get(byte)
        if edge is not None:
            _share(places, known, edge)
            known = len(places)
        places.append(edges[0] if edge is None else edge)
        byte += 1 if sign < "\x80" else 2 if sign < "\u0800" else 3 if sign < "\U00010000" else 4
    _share(places, known, edges[-1])
    places.append(edges[-1])
    return places


def _share(places: list[float], known: int, edge: float) -> None:
    """Give the characters after ``places[known]`` their part of the way to ``edge``."""
    count = len(places) - known
    for step in range(1, count):
        places[known + step] = places[known] + (edge - places[known]) * step / count


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
