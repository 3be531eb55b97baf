"""Where a figure stands, as its mark says: in the text, to the left or right, over the measure."""

from __future__ import annotations

import re
from collections.abc import Collection

PLACES = ("wide", "left", "right")
SIZES = {"third": 33, "half": 50, "two-thirds": 67}
"""The widths a figure may have, in hundredths of the measure."""
_WHOLE = 84
"""From this width on a figure is as wide as the measure lets it."""
_THEIRS = {
    "alignleft": "left",
    "alignright": "right",
    "alignwide": "wide",
    "alignfull": "wide",
}
"""The names that WordPress gives to the same places; its ``aligncenter`` is where all stand."""
_PERCENT = re.compile(r"\s*(\d+(?:\.\d+)?)\s*%\s*")


def figure_class(names: Collection[str], width: str = "") -> str:
    """The ``class`` of a ``figure`` whose mark has these names and this width (``40%``).

    One place at most, then one size: the width is set to the nearest of :data:`SIZES`, and one that
    is no share of the measure says nothing. Other names are none of ours.
    """
    names = {_THEIRS.get(name, name) for name in names}
    place = next((name for name in PLACES if name in names), "")
    size = next((name for name in SIZES if name in names), "")
    share = _PERCENT.fullmatch(width)
    if share and not size and float(share.group(1)) < _WHOLE:
        wanted = float(share.group(1))
        size = min(SIZES, key=lambda name: abs(SIZES[name] - wanted))
    return " ".join(name for name in (place, "" if place == "wide" else size) if name)
