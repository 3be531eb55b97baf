"""Where a sheet is cut and folded: its boxes, and the marks outside of what is printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from publish.pdf.design import MILLIMETRE

_APART = 1 * MILLIMETRE
"""Between what bleeds and the marks, and between these and the edge of the sheet."""
_LENGTH = 5 * MILLIMETRE
_WEIGHT = 0.25
"""The width of a mark in points: a hairline that every press holds."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Sheet:
    """A page as the printer gets it, in points from its lower left corner.

    ``width`` and ``height`` are those of the trimmed page; ``folds`` the distances of folds from
    its left edge.
    """

    width: float
    height: float
    bleed: float
    folds: Sequence[float] = ()

    @property
    def margin(self) -> float:
        """What lies around the trimmed page."""
        return self.bleed + 2 * _APART + _LENGTH

    @property
    def media(self) -> Box:
        """The whole sheet."""
        return (0, 0, self.width + 2 * self.margin, self.height + 2 * self.margin)

    @property
    def trim(self) -> Box:
        """The page as it is cut."""
        m = self.margin
        return (m, m, m + self.width, m + self.height)

    @property
    def bled(self) -> Box:
        """The page with what is cut away from colours that reach its edges."""
        left, bottom, right, top = self.trim
        b = self.bleed
        return (left - b, bottom - b, right + b, top + b)

    def marks(self, *, coloured: bool) -> bytes:
        """Crop marks at the corners, dashed marks where the sheet is folded.

        On a sheet of black alone they are black; otherwise they show on every plate, in the colour
        space ``/Registration``.
        """
        colour = b"/Registration CS 1 SCN" if coloured else b"0 0 0 1 K"
        lines = [b"q", colour, b"%g w" % _WEIGHT]
        lines += [b"%.4f %.4f m %.4f %.4f l S" % line for line in self._crops()]
        if self.folds:
            lines.append(b"[3 2] 0 d")
            lines += [b"%.4f %.4f m %.4f %.4f l S" % line for line in self._folds()]
        return b"\n".join([*lines, b"Q"])

    def _crops(self) -> Iterator[Box]:
        left, bottom, right, top = self.trim
        for x in (left, right):
            yield from self._uprights(x)
        near = self.bleed + _APART
        for y in (bottom, top):
            yield (left - near, y, left - near - _LENGTH, y)
            yield (right + near, y, right + near + _LENGTH, y)

    def _folds(self) -> Iterator[Box]:
        for fold in self.folds:
            yield from self._uprights(self.margin + fold)

    def _uprights(self, x: float) -> Iterator[Box]:
        _, bottom, _, top = self.trim
        near = self.bleed + _APART
        yield (x, bottom - near, x, bottom - near - _LENGTH)
        yield (x, top + near, x, top + near + _LENGTH)
