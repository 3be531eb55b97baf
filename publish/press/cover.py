"""The cover as it is printed: back, spine and front on one sheet, with bleed and marks."""

from __future__ import annotations

from lxml import etree
from lxml.builder import E

from publish.edition.back import Summary, back, design, ground, ink_on
from publish.edition.model import Edition, Matter
from publish.pdf.back import leaf
from publish.pdf.design import MILLIMETRE, geometry, points
from publish.pdf.document import bare
from publish.pdf.layout import sheet
from publish.resources import STYLES

NARROWEST = 5 * MILLIMETRE
"""The narrowest spine that bears a text: on a thinner one it would slip onto the faces."""
_SPINE_SHARE, _SPINE_SIZE, _SPINE_LINES = 0.6, 13.0, 3
"""The text on the spine: the share of the width that its lines fill, the most points of its type,
the most lines it may have."""
_SPINE_LEADING = 1.2
_LETTER = 0.5
"""The mean width of a letter in em."""


def spread(edition: Edition, spine: float, summary: Summary) -> tuple[bytes, float]:
    """The cover of an edition with a spine so many points wide: PDF, width.

    The PDF has one page of the trimmed size whose drawing goes on beyond the edges. ``summary`` is
    the text on the back.
    """
    width = 2 * points(edition.publication.print.width) + spine
    pdf = sheet(edition, _document(edition, spine, summary), _style(edition, spine, width))
    return pdf, width


def _style(edition: Edition, spine: float, width: float) -> str:
    publication = edition.publication
    paper = publication.print
    size = _spine_size(edition, spine)
    names = ("fonts.css", "cover.css", "spread.css")
    sheets = "\n".join((STYLES / name).read_text("utf-8") for name in names)
    # What French books do, from foot to head; English ones read the other way (ISO 6357).
    turn = "-90deg" if publication.language.startswith("fr") else "90deg"
    leaf, bleed = points(paper.width) + points(paper.bleed), points(paper.bleed)
    # The lengths of a page hold here too, its size does not.
    return f"""{geometry(paper)}
{sheets}
@page {{ size: {width:.3f}pt {points(paper.height):.3f}pt; margin: 0; bleed: {bleed:.3f}pt }}
@page :left {{ margin: 0 }} @page :right {{ margin: 0 }}
:root {{ --spread-width: {width:.3f}pt; --spine: {spine:.3f}pt; --leaf: {leaf:.3f}pt;
  --front: {points(paper.width) + spine:.3f}pt; --spine-size: {size:.2f}pt; --turn: {turn} }}
"""


def _spine_size(edition: Edition, spine: float) -> float:
    """The size of the type on the spine: as large as a few lines of it can be set."""
    publication = edition.publication
    letters = len(" ".join([publication.title, *_authors(edition)])) + 2
    room = points(publication.print.height) * _SPINE_LENGTH / (letters * _LETTER)
    return max(
        min(spine * _SPINE_SHARE / (lines * _SPINE_LEADING), _SPINE_SIZE, room * lines)
        for lines in range(1, _SPINE_LINES + 1)
    )


_SPINE_LENGTH = 0.8
"""How much of the height of the book the text on its spine takes at most."""


def _document(edition: Edition, spine: float, summary: Summary) -> etree._Element:
    publication = edition.publication
    front = bare(next(edition.of(Matter.COVER)).root)
    front.attrib.pop("style", None)
    body = E.div({"class": "spread"})
    shape = leaf(publication.print)
    colour = ground(edition, shape)
    body.append(E.div({"class": "ground whole", "style": f"background: {colour}"}))
    if edition.cover:
        # The picture, which covers the bleed too; the section of the cover has nothing else.
        body.append(E.div({"class": "ground front"}, *front.iter("img")))
    else:
        for place in ("beyond", "mirrored", "front"):
            body.append(E.div({"class": f"ground {place}", "style": design(edition)}))
        body.append(E.div({"class": "face"}, front))
    if spine >= NARROWEST:
        text = E.p()
        turned = E.div({"class": "turned"}, text)
        authors = " · ".join(_authors(edition))
        if authors:
            text.append(E.span({"class": "author"}, authors))
        text.append(E.span({"class": "title"}, publication.title))
        body.append(E.div({"class": "spine", "style": f"color: {ink_on(colour)}"}, turned))
    body.append(bare(back(edition, shape, summary)))
    return E.html({"lang": publication.language}, E.head(E.title(publication.title)), E.body(body))


def _authors(edition: Edition) -> list[str]:
    names = [c.name for c in edition.publication.contributors if c.role == "aut"]
    return names if len(names) <= 2 else []
