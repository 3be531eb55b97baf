"""The faces of the EPUB: those of the print edition, cut down to the signs that the book has.

OpenType with PostScript outlines, not WOFF2: both are core media types (EPUB 3.3, §3.2), but
reading systems built on Adobe’s engine, and those of before 2016, show only the former, and the
archive compresses it anyway.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import BytesIO
from string import ascii_letters, digits, punctuation

from fontTools import subset

from publish.edition.model import Edition
from publish.resources import FONTS

MEDIA_TYPE = "font/otf"
FACES = ("Regular", "Italic", "Bold", "BoldItalic")
"""The faces that ``styles/epub-fonts.css`` names. Each has all the signs of the book: a reader who
asks for bold text, or a style that is not ours, finds them."""
FEATURES = (
    *("ccmp", "locl", "mark", "mkmk", "kern", "liga", "calt"),
    *("smcp", "c2sc", "onum", "lnum", "pnum", "tnum", "sups", "subs", "frac"),
)
"""The features kept, as OpenType calls them: composition of accents, kerning, ligatures; small
capitals, figures of every kind, superiors, fractions."""
LICENCE = "META-INF/Libertinus-OFL.txt"
"""The licence travels with the fonts (SIL OFL 1.1, condition 2), where no reader takes it for a
part of the book."""

_FRENCH = "àâæçéèêëîïôœùûüÿÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ«»‹›“”‘’–—…·"
_ALWAYS = frozenset(ascii_letters + digits + punctuation + _FRENCH + " \u00a0\u2010\u202f")
"""Signs that the package and reading systems themselves set in the face of the text: the titles of
the navigation, hyphens, numbers."""
_NAMES = (0, 1, 2, 3, 4, 5, 6, 13, 14)
"""Entries of the name table that stay: names, copyright (0), licence (13) and its address (14)."""


def faces(edition: Edition) -> Mapping[str, bytes]:
    """Each face by its path in the package; none where the publication leaves fonts out."""
    if not edition.publication.epub.fonts:
        return {}
    signs = _signs(edition)
    return {f"fonts/{name}": _cut(name, signs) for name in map(_file, FACES)}


def _file(face: str) -> str:
    return f"LibertinusSerif-{face}.otf"


def _signs(edition: Edition) -> frozenset[str]:
    """The signs of the documents, and what their titles are made of in the contents."""
    texts = [d.title for d in edition.documents]
    texts += ["".join(d.root.itertext()) for d in edition.documents]
    return _ALWAYS.union(*texts)


def _cut(name: str, signs: Iterable[str]) -> bytes:
    """A font with these signs alone; the same signs give the same bytes."""
    options = subset.Options(
        layout_features=list(FEATURES),
        name_IDs=list(_NAMES),
        drop_tables=["DSIG", "prep", "gasp"],  # a signature no longer true; hints that CFF ignores
        notdef_outline=True,
        recalc_timestamp=False,
    )
    font = subset.load_font(str(FONTS / name), options, lazy=True)
    try:
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=map(ord, signs))
        cutter.subset(font)
        data = BytesIO()
        font.save(data)
    finally:
        font.close()
    return data.getvalue()
