"""The back cover set: the page that ends the reading PDF, and the size of its summary.

The page is laid out apart from the book, which does not move for it. It is a verso, as on paper:
where the book ends on one, the inside of the cover comes between as a blank page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import weasyprint
from lxml import etree
from weasyprint.formatting_structure.boxes import Box, PageBox

from publish.article import E
from publish.diagnostics import Diagnostic, Kind, Place, Severity
from publish.edition.back import NAME, Shape, Summary, design, ground, summary_of
from publish.edition.back import back as back_cover
from publish.edition.model import Edition
from publish.pdf.boxes import descendants
from publish.pdf.design import points
from publish.pdf.document import bare
from publish.pdf.rendering import render
from publish.publication import TOML, Print

SUMMARY_SIZES = (11.0, 10.5, 10.0, 9.5, 9.0)
"""Sizes of the summary in points, from the one wanted to the smallest that is read with ease."""

SUMMARY_LONG = Kind(
    "summary-long",
    Severity.WARNING,
    fr="Le texte de quatrième de couverture est trop long : il y finit après « {end} ».",
    fr_hint="Raccourcissez description sous [publication].",
    en="The text of the back cover is too long: it ends there after “{end}”.",
    en_hint="Shorten description under [publication].",
)
_QUOTE = 40


@dataclass(frozen=True)
class Back:
    """The back cover as set: its pages, what they were set from, the summary there.

    ``problems`` says whether the summary is too long even at the smallest size.
    """

    document: weasyprint.Document
    source: etree._Element
    summary: Summary
    problems: tuple[Diagnostic, ...] = ()


def set_back(edition: Edition, css: str, *, inside_ends_on_verso: bool) -> Back:
    """The back cover of an edition, with the largest summary that there is room for.

    One that the smallest type does not hold ends with the last word that there is room for.
    """

    def made(paragraphs: Sequence[str], size: float) -> tuple[Back, bool]:
        summary = Summary(tuple(paragraphs), size)
        source = _document(edition, summary, with_inner=inside_ends_on_verso)
        document = render(source, css, edition)
        return Back(document, source, summary), _fits(document.pages[-1]._page_box)

    whole = summary_of(edition.publication)
    for size in SUMMARY_SIZES:
        back, fits = made(whole, size)
        if fits:
            return back
    fitting, too_many = 0, sum(len(p.split(" ")) for p in whole)
    while too_many - fitting > 1:
        middle = (fitting + too_many) // 2
        if made(_begun(whole, middle), size)[1]:
            fitting = middle
        else:
            too_many = middle
    back, _ = made(_begun(whole, fitting), size)
    end = " ".join(back.summary.paragraphs).removesuffix(_CUT)[-_QUOTE:].partition(" ")[2]
    return replace(back, problems=(SUMMARY_LONG.at(Place(TOML), end=end),))


_CUT = "\u00a0[…]"
"""What stands for the rest of a summary that is too long."""


def _begun(paragraphs: Sequence[str], count: int) -> list[str]:
    """The first words of these paragraphs, with a mark where they end."""
    kept: list[str] = []
    for paragraph in paragraphs:
        said = paragraph.split(" ")[:count]
        count -= len(said)
        if said:
            kept.append(" ".join(said))
    return [*kept[:-1], kept[-1] + _CUT] if kept else []


def leaf(paper: Print) -> Shape:
    """What a picture given as cover fills: the page, and what bleeds on three of its sides."""
    bleed = points(paper.bleed)
    return points(paper.width) + bleed, points(paper.height) + 2 * bleed


def _document(edition: Edition, summary: Summary, *, with_inner: bool) -> etree._Element:
    publication = edition.publication
    shape = leaf(publication.print)
    root = back_cover(edition, shape, summary)
    root.set("id", NAME)
    root.set("style", f"{root.get('style')}; background: {ground(edition, shape)}")
    if drawing := design(edition):
        # The front goes on round the spine.
        root.insert(0, E.div({"class": "mirrored", "style": drawing}))
    body = E.body(*([E.div({"class": "inner-cover"})] if with_inner else []), root)
    html = E.html({"lang": publication.language}, E.head(E.title(publication.title)), body)
    html.set("style", f"break-before: {'right' if with_inner else 'left'}")
    return bare(html)


def _fits(page: PageBox) -> bool:
    """Whether the summary ends a line above what stands at the foot."""
    found = {kind: box for box in descendants(page) for kind in (_kind(box),) if kind}
    summary = found.pop("summary", None)
    if summary is None or not found:
        return True  # a stylesheet has taken one out: the proof of words tells
    bottom = float(summary.position_y + summary.height)
    return bottom + _LINE <= min(float(box.position_y) for box in found.values())


_LINE = 20
"""A line of the summary in pixels."""


def _kind(box: Box) -> str:
    kind = "" if box.element is None else box.element.get("class") or ""
    return (
        kind if kind in ("summary", "foot", "house") and "::" not in (box.element_tag or "") else ""
    )
