"""What a manuscript may ask of the machine: every bound has a name and can be set (docs/limits.md).

The bounds are far above what an article needs and far below what hurts: with them every manuscript
is read or refused within seconds and a gigabyte.
"""

from __future__ import annotations

from dataclasses import dataclass

from publish.diagnostics import Diagnostic, Kind, Place, Severity


@dataclass(frozen=True)
class Limits:
    """The bounds on one manuscript and its images; the keys of ``[limits]``."""

    manuscript_bytes: int = 32_000_000
    """The size of a manuscript's file."""
    unpacked_bytes: int = 256_000_000
    """The size of all that a DOCX, ODT or EPUB holds once unpacked."""
    unpacked_files: int = 5_000
    """The number of files in a DOCX, ODT or EPUB."""
    text_characters: int = 3_000_000
    """The length of a text; the seven volumes of a very long novel have 7 million characters."""
    paragraph_characters: int = 100_000
    """The length of one paragraph, which is set and hyphenated as a whole."""
    word_characters: int = 2_000
    """The length of one word or address: more than that is data, not text."""
    brackets: int = 10_000
    """The opening brackets of Markdown in a paragraph; for several paragraphs, the root of the sum
    of their squares, as the time goes that they take."""
    nesting: int = 60
    """How deep lists, quotations and elements may lie in one another."""
    attributes: int = 1_000
    """The number of attributes of one element."""
    blocks: int = 30_000
    """The number of paragraphs, items and cells of a manuscript; of lines in a text."""
    paragraph_bytes: int = 8_000_000
    """The size of one paragraph in UTF-8; the XML parser takes none beyond 10 000 000."""
    table_cells: int = 5_000
    """The number of cells of one table."""
    image_pixels: int = 40_000_000
    """The size of an image; an A4 page with bleed at 600 dpi has 37 million pixels."""
    image_bytes: int = 64_000_000
    """The size of an image's file."""
    drawing_bytes: int = 1_000_000
    """The size of an SVG file, which is kept as text and drawn by both editions."""
    drawing_elements: int = 50_000
    """The number of elements that an SVG draws, each counted as often as it is referred to."""


LIMIT_EXCEEDED = Kind(
    "limit-exceeded",
    Severity.ERROR,
    fr="Ce manuscrit dépasse une limite : {name} = {limit} (trouvé : {found}).",
    fr_hint="Partagez-le en plusieurs articles ; s’il doit rester entier, relevez {name} sous "
    "[limits] dans publication.toml.",
    en="This manuscript exceeds a limit: {name} = {limit} (found: {found}).",
    en_hint="Split it into several articles; if it must stay whole, raise {name} under [limits] "
    "in publication.toml.",
)
FILE_LARGE = Kind(
    "file-large",
    Severity.ERROR,
    fr="Le fichier est trop lourd : {found} octets, la limite est de {limit}.",
    fr_hint="Vérifiez que c’est bien un article ; s’il l’est, relevez {name} sous [limits] dans "
    "publication.toml.",
    en="The file is too heavy: {found} bytes, the limit is {limit}.",
    en_hint="See whether it is an article; if it is, raise {name} under [limits] in "
    "publication.toml.",
)


def exceeded(place: Place, limits: Limits, name: str, found: int) -> Diagnostic | None:
    """The problem when ``found`` is above the limit called ``name``."""
    limit = getattr(limits, name)
    if found <= limit:
        return None
    return LIMIT_EXCEEDED.at(place, name=name, limit=limit, found=found)
