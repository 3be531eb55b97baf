"""Captions that were typed as paragraphs beside a picture or a table: « Fig. 1 — … ».

A paragraph is one when it says so by its first words and stands right beside a figure or a table
that has none yet. Under a picture and over a table is where captions stand (Imprimerie nationale,
*Lexique*, « légende », « tableau »); where the article shows another habit, that one is followed.
Every word stays, the label among them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from publish.article import E, remove_keeping_tail, tag, text
from publish.sources.blocks import Block, Role

BEFORE, AFTER, WITHIN = "before", "after", "within"
"""Where the figure or table stands, seen from its caption; within: in the same paragraph."""

_MOST_WORDS = 120
_NAMES = {"figure": "figcaption", "table": "caption"}
_ONE = r"(?:n[°º]\s?)?(?:\d{1,3}(?:[.-]\d{1,3})*|[IVX]{1,6})(?:\s?(?:bis|ter|[a-z])\b)?"
_NUMBERS = rf"{_ONE}(?:\s?(?:et|à|,|-|–)\s?{_ONE})*"
_PICTURES = (
    r"fig(?:ure)?s?\.?|ill(?:ustration)?s?\.?|images?|photo(?:graphie)?s?|cartes?|schémas?|"
    r"graphiques?|dessins?|croquis|plans?|planches?|pl\.|gravures?|documents?|doc\.|clichés?"
)
_TABLES = r"tabl(?:eau(?:x)?|e)|tab\."
_LABELS = {
    "figure": r"légende|caption|photo(?:graphie)?s?|image|illustration|dessin|carte|cliché|"
    r"crédits?(?:\s(?:photo(?:graphique)?s?|images?))?",
    "table": r"légende|caption",
}


def _pattern(numbered: str, labels: str) -> re.Pattern[str]:
    closed = rf"(?P<numbered>(?:{numbered})\s?{_NUMBERS}\s?(?:[.:)—–-]|$))"
    title = rf"(?P<title>(?:{numbered})\s?{_NUMBERS}\s(?=(?-i:[A-ZÀ-ÖØ-Þ«])))"
    return re.compile(rf"\(?(?:{closed}|{title}|(?P<label>(?:{labels})\s?:\s?\S))", re.IGNORECASE)


_WORDS = {
    # Tables also come as pictures.
    "figure": _pattern(f"{_PICTURES}|{_TABLES}", _LABELS["figure"]),
    "table": _pattern(_TABLES, _LABELS["table"]),
}
_REASONS = {
    "numbered": (0.97, "label and number of a caption"),
    "label": (0.9, "label of a caption"),
    "title": (0.75, "label and number, then a capital"),
}
_SIDES = {
    BEFORE: {"figure": "right after a picture", "table": "right after a table"},
    AFTER: {"figure": "right before a picture", "table": "right before a table"},
    WITHIN: {"figure": "in the paragraph of a picture"},
}
_USUAL = {"figure": BEFORE, "table": AFTER}


@dataclass(frozen=True)
class Caption:
    """A paragraph that is a caption: where its figure stands, how sure that is, and why."""

    side: str
    confidence: float
    reasons: tuple[str, ...]


def captions(blocks: Sequence[Block]) -> dict[int, Caption]:
    """The captions among blocks, by their places; each figure or table has one at most.

    A block whose role is ``CAPTION`` needs no words that say so. What the editor has named
    otherwise is none.
    """
    found: dict[int, Caption] = {}
    possible: dict[int, dict[str, tuple[str, float, str]]] = {}
    for index, block in enumerate(blocks):
        if not _may_be(block):
            continue
        if any(tag(e) == "img" for e in block.element.iter()):
            if (said := _said(block, "figure")) and _follows_pictures(block.element):
                found[index] = Caption(WITHIN, said[0], (said[1], _SIDES[WITHIN]["figure"]))
            continue
        sides = {side: one for side in (BEFORE, AFTER) if (one := _beside(blocks, index, side))}
        if sides:
            possible[index] = sides
    usual = {kind: _habit(possible, kind) for kind in _USUAL}
    taken: set[int] = set()
    for index, sides in possible.items():
        for side in sorted(sides, key=lambda side: side != usual[sides[side][0]]):
            kind, confidence, reason = sides[side]
            place = index + (-1 if side == BEFORE else 1)
            if place not in taken:
                taken.add(place)
                found[index] = Caption(side, confidence, (reason, _SIDES[side][kind]))
                break
    return found


def _may_be(block: Block) -> bool:
    if block.role is Role.CAPTION:
        return True
    plain = block.role in (None, Role.PARAGRAPH) and not block.told and not block.marker
    return plain and tag(block.element) == "p" and not block.element.get("class")


def _said(block: Block, kind: str) -> tuple[float, str] | None:
    """How surely the first words are those of a caption of this kind, and which they are."""
    words = block.text
    match = _WORDS[kind].match(words)
    if match is None or len(words.split()) > _MOST_WORDS:
        return None
    return _REASONS[str(match.lastgroup)]


def _beside(blocks: Sequence[Block], index: int, side: str) -> tuple[str, float, str] | None:
    """The kind of what a block may be the caption of on one side, how surely, and why."""
    place = index + (-1 if side == BEFORE else 1)
    if not 0 <= place < len(blocks) or blocks[place].role is not Role.MARKUP:
        return None
    kind = tag(blocks[place].element)
    if not is_open(blocks[place].element):
        return None
    said = _said(blocks[index], kind)
    if said is None and blocks[index].role is Role.CAPTION:
        said = (1.0, "")
    return None if said is None else (kind, *said)


def _habit(possible: Mapping[int, Mapping[str, tuple[str, float, str]]], kind: str) -> str:
    """On which side of their captions the figures of an article stand: as those that have one."""
    alone = [next(iter(sides.items())) for sides in possible.values() if len(sides) == 1]
    lone = [side for side, one in alone if one[0] == kind]
    usual = _USUAL[kind]
    other = AFTER if usual == BEFORE else BEFORE
    return other if lone.count(other) > lone.count(usual) else usual


def _follows_pictures(element: etree._Element) -> bool:
    """Whether a paragraph is pictures and then text, nothing being said before or between them."""
    last = [e for e in element.iter() if tag(e) == "img"][-1]
    return not "".join(map(str, last.xpath("preceding::text()"))).strip()


# --- what becomes of them ------------------------------------------------------------------------


def is_open(element: etree._Element) -> bool:
    """Whether an element is a figure or a table without a caption."""
    name = _NAMES.get(tag(element))
    return name is not None and all(tag(e) != name for e in element)


def give(element: etree._Element, caption: etree._Element) -> None:
    """Put a paragraph into a figure or table that is open, as its caption."""
    name = _NAMES[tag(element)]
    caption.tag = E(name).tag
    element.insert(len(element) if name == "figcaption" else 0, caption)


def figure_of(paragraph: etree._Element) -> etree._Element:
    """The figure that a paragraph with pictures and then their caption makes."""
    figure = E.figure()
    for image in [e for e in paragraph.iter() if tag(e) == "img"]:
        remove_keeping_tail(image)
        figure.append(image)
    while len(paragraph) and not text(paragraph[0]) and not (paragraph.text or "").strip():
        paragraph.text = (paragraph[0].tail or "").lstrip()
        paragraph.remove(paragraph[0])
    give(figure, paragraph)
    return figure
