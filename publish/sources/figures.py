"""Where a figure stands, as its mark says: in the text, to the left or right, over the measure."""

from __future__ import annotations

import re
from collections.abc import Collection

from publish.diagnostics import Kind, Severity

PLACES = ("wide", "bleed", "left", "right")
_ALL = ("wide", "bleed")
"""The places that say the width too."""
SIZES = {"third": 33, "half": 50, "two-thirds": 67}
"""The widths a figure may have, in hundredths of the measure."""
_WHOLE = 84
"""From this width on a figure is as wide as the measure."""
_THEIRS = {
    "alignleft": "left",
    "alignright": "right",
    "alignwide": "wide",
    "alignfull": "wide",
}
"""The names that WordPress gives to the same places; its ``aligncenter`` is where all stand."""
_NEAR = 5
"""How far from the width asked for the one set may be without a word, in the same hundredths."""
_PERCENT = re.compile(r"\s*(\d{1,4}(?:[.,]\d{1,4})?)\s*%\s*")

FIGURE_WIDTH = Kind(
    "figure-width",
    Severity.NOTE,
    fr="Une image demande {width} de largeur ; elle en a {set} %.",
    fr_hint="Une figure a le tiers, la moitié, les deux tiers ou toute la largeur : écrivez "
    ".third, .half, .two-thirds ou .wide pour choisir.",
    en="An image asks for {width} of width; it has {set} %.",
    en_hint="A figure has a third, the half, two thirds or all of the width: write .third, .half, "
    ".two-thirds or .wide to choose.",
)
FIGURE_WIDTH_UNREAD = Kind(
    "figure-width-unread",
    Severity.WARNING,
    fr="La largeur « {width} » d’une image n’est pas une part de la ligne : elle est sans effet.",
    fr_hint="Écrivez une marque, .third, .half, .two-thirds ou .wide, ou une part : width=50%.",
    en="The width “{width}” of an image is no share of the line: it has no effect.",
    en_hint="Write a mark, .third, .half, .two-thirds or .wide, or a share: width=50%.",
)


def figure_class(names: Collection[str], width: str = "") -> str:
    """The ``class`` of a ``figure`` whose mark has these names and this width (``40%``).

    One place at most, then one size: the width is set to the nearest of :data:`SIZES`, or to the
    whole measure; one that is no share of the measure says nothing (:func:`width_told`). Other
    names are none of ours.
    """
    names = {_THEIRS.get(name, name) for name in names}
    place = next((name for name in PLACES if name in names), "")
    size = next((name for name in SIZES if name in names), "")
    wanted = _share(width)
    if wanted is not None and not size:
        if wanted < _WHOLE:
            size = min(SIZES, key=lambda name: abs(SIZES[name] - wanted))
        else:
            place = place or "wide"
    return " ".join(name for name in (place, "" if place in _ALL else size) if name)


def width_told(width: str, placed: str) -> tuple[Kind, dict[str, str]] | None:
    """What the editor has to know of a width for which the figure has the class ``placed``."""
    if not width.strip():
        return None
    wanted = _share(width)
    if wanted is None:
        return FIGURE_WIDTH_UNREAD, {"width": width.strip()}
    names = placed.split()
    given = next((SIZES[n] for n in names if n in SIZES), SIZES["half"])
    if any(name in _ALL for name in names):
        given = 100
    if abs(given - wanted) <= _NEAR or (given == 100 and wanted >= _WHOLE):
        return None
    return FIGURE_WIDTH, {"width": width.strip(), "set": str(given)}


def _share(width: str) -> float | None:
    found = _PERCENT.fullmatch(width)
    return float(found.group(1).replace(",", ".")) if found else None
