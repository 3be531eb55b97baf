"""Plates: pictures on a page of their own that run over its edges, into the bleed."""

from __future__ import annotations

import math

from lxml import etree

from publish.article import XHTML, is_note_call, tag, text
from publish.pdf.design import MILLIMETRE, Page

BLEED = "bleed"
"""The class of a figure that is a plate."""
_CAPTION = 0.85
"""The size of captions and their leading, in those of the body (``styles/print.css``)."""
_SIGN = 0.44
"""The mean width of a sign of a caption in em, rather more than less."""
_AROUND = 2.2
"""Lines of the body that stand free above and below a caption, together."""
_LEAST = 9 * MILLIMETRE
"""The least height of the foot of a plate with a caption."""


def fit_plates(root: etree._Element, page: Page) -> None:
    """Tell each plate of a print document how high the foot is that its caption takes.

    The picture runs over all edges, or where there is a caption over all but the lower one. What
    cannot stand alone on a page becomes a figure over the measure: one in another block, one with
    several pictures, with a caption of half a page, or with a note in it, whose body has its place
    at the foot of a page.
    """
    for figure in root.iter(f"{{{XHTML}}}figure"):
        if figure.get("class") != BLEED:
            continue
        caption = next((e for e in figure if tag(e) == "figcaption"), None)
        foot = 0.0 if caption is None else max(_LEAST, _height(text(caption), page))
        if _stands_alone(figure) and foot < page.height / 2:
            figure.set("style", f"--foot: {foot:.2f}pt")
        else:
            figure.set("class", "wide")


def _stands_alone(figure: etree._Element) -> bool:
    holder = figure.getparent()
    return (
        holder is not None
        and tag(holder) in ("article", "section")
        and sum(tag(e) == "img" for e in figure) == 1
        and not any(is_note_call(e) for e in figure.iter())
    )


def _height(said: str, page: Page) -> float:
    signs = page.measure / (page.font_size * _CAPTION * _SIGN)
    return (math.ceil(len(said) / signs) * _CAPTION + _AROUND) * page.leading
