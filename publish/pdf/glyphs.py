"""Signs that the fonts of the print edition do not have."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache

from fontTools.ttLib import TTFont
from lxml import etree

from publish.article import Article
from publish.diagnostics import Diagnostic, Kind, Place, Severity
from publish.edition.model import Edition
from publish.publication import TOML
from publish.resources import FONTS

GLYPH_MISSING = Kind(
    "glyph-missing",
    Severity.WARNING,
    fr="Les polices du PDF n’ont pas le signe « {sign} » ({name}), présent {count} fois.",
    fr_hint="Regardez-le dans le PDF : une autre police de cette machine le remplace, ou une case "
    "vide. L’EPUB n’est pas touché.",
    en="The fonts of the PDF do not have the sign “{sign}” ({name}), met {count} times.",
    en_hint="Look at it in the PDF: another font of this machine stands in, or an empty box. The "
    "EPUB is not affected.",
)
ENGINE_SAYS = ".notdef glyph"
"""How the engine's own message about them begins, which names no place."""


def missing(edition: Edition, articles: Mapping[str, Article]) -> Iterator[Diagnostic]:
    """Each sign that has no glyph, once for each document, at the line where it is first met.

    ``articles`` gives the article of each document that is one.
    """
    for document in edition.documents:
        article = articles.get(document.name)
        for sign, (element, count) in _signs(document.root).items():
            place = (
                Place(TOML) if article is None else Place(article.source, article.line_of(element))
            )
            name = f"U+{ord(sign):04X} {unicodedata.name(sign, '')}".strip()
            yield GLYPH_MISSING.at(place, sign=sign, name=name, count=count)


def _signs(root: etree._Element) -> dict[str, tuple[etree._Element, int]]:
    found: dict[str, tuple[etree._Element, int]] = {}
    for element in root.iter():
        for piece in (element.text, *(child.tail for child in element)):
            for sign in lacking(piece or ""):
                first, count = found.get(sign, (element, 0))
                found[sign] = first, count + (piece or "").count(sign)
    return found


def lacking(text: str) -> set[str]:
    """The signs of a text that are seen and that the fonts of the print edition do not have."""
    return {
        sign
        for sign in set(text) - _known()
        if not sign.isspace() and unicodedata.category(sign) not in ("Cf", "Cc", "Mn")
    }


@cache
def _known() -> frozenset[str]:
    """The signs of the text face; the other styles of the family have the same."""
    with TTFont(FONTS / "LibertinusSerif-Regular.otf", lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))
