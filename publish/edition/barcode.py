"""The bar code of an ISBN, EAN-13, as a drawing (GS1 General Specifications, §5.2)."""

from __future__ import annotations

from itertools import groupby

import barcode

MODULE = 0.33
"""The width of the narrowest bar in millimetres, at nominal size; other lengths count in it."""
QUIET_LEFT, QUIET_RIGHT = 11, 7
BAR_HEIGHT = 69.24
GUARD_MORE = 5
"""How far the guard bars go down beyond the others."""
DIGITS_HEIGHT = 9
WIDTH = QUIET_LEFT + 95 + QUIET_RIGHT
HEIGHT = BAR_HEIGHT + DIGITS_HEIGHT


def ean13(digits: str) -> str:
    """The bars as SVG, in modules, with their quiet zones and room for the digits below."""
    code = barcode.get_barcode_class("ean13")(digits, guardbar=True)
    (modules,) = code.build()
    bars, at = [], QUIET_LEFT
    for sign, run in groupby(modules):
        width = len(list(run))
        if sign != "0":
            height = BAR_HEIGHT + (GUARD_MORE if sign == "G" else 0)
            bars.append(f"M{at} 0h{width}v{height}h-{width}z")
        at += width
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH * MODULE:.3f}mm" '
        f'height="{HEIGHT * MODULE:.3f}mm" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<path d="{"".join(bars)}" fill="#000"/></svg>'
    )
