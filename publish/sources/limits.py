"""What a manuscript may ask of the machine: every bound has a name and can be set (docs/limits.md).

The bounds are far above what an article needs and far below what hurts: with them every manuscript
is read or refused within seconds and a gigabyte.
"""

from __future__ import annotations

from dataclasses import dataclass

from publish.diagnostics import Kind, Severity


@dataclass(frozen=True)
class Limits:
    """The bounds on one manuscript; the keys of ``[limits]`` in ``publication.toml``."""

    manuscript_bytes: int = 32_000_000
    """The size of a manuscript's file."""
    unpacked_bytes: int = 256_000_000
    """The size of all that a DOCX, ODT or EPUB holds once unpacked."""
    unpacked_files: int = 5_000
    """The number of files in a DOCX, ODT or EPUB."""
    nesting: int = 60
    """How deep lists, quotations and elements may lie in one another."""
    blocks: int = 50_000
    """The number of paragraphs, items and cells of a manuscript."""
    paragraph_bytes: int = 8_000_000
    """The size of one paragraph in UTF-8; the XML parser takes no text beyond 10 000 000."""
    table_cells: int = 20_000
    """The number of cells of one table."""
    image_pixels: int = 60_000_000
    """The size of an image; an A4 page with bleed at 600 dpi has 37 million pixels."""
    image_bytes: int = 64_000_000
    """The size of an image's file."""


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
