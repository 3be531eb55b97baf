"""Manuscripts in, articles out: one module for each format, one for the inference of structure.

A reader is a function ``read(manuscript) -> Reading``. It turns bytes into bare blocks
(:mod:`publish.sources.blocks`), has :mod:`publish.sources.structure` name the roles that the
format does not tell, and :mod:`publish.sources.assemble` make the article of them. To add a
format, write its module and name it in :data:`READERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from publish.diagnostics import Kind, Place, Severity
from publish.sources import html, markdown, office, text
from publish.sources.manuscript import Manuscript, Reading

__all__ = ["READERS", "Manuscript", "Reading", "read"]

READERS: Mapping[str, Callable[[Manuscript], Reading]] = {
    ".txt": text.read,
    ".text": text.read,
    ".md": markdown.read,
    ".markdown": markdown.read,
    ".docx": office.read_docx,
    ".odt": office.read_odt,
    ".rtf": office.read_rtf,
    ".html": html.read,
    ".htm": html.read,
    ".xhtml": html.read,
}
"""The reader for each file name extension, in lower case."""

FORMAT_UNKNOWN = Kind(
    "format-unknown",
    Severity.ERROR,
    fr="Le format « {suffix} » n’est pas lu par cet outil.",
    fr_hint="Enregistrez l’article dans un de ces formats : {known}.",
    en="The format “{suffix}” cannot be read by this tool.",
    en_hint="Save the article in one of these formats: {known}.",
)


def read(manuscript: Manuscript) -> Reading:
    """The article of a manuscript, by the reader for its file name extension."""
    reader = READERS.get(manuscript.path.suffix.lower())
    if reader is None:
        problem = FORMAT_UNKNOWN.at(
            Place(manuscript.name),
            suffix=manuscript.path.suffix or manuscript.path.name,
            known=", ".join(sorted(READERS)),
        )
        return Reading(None, (), (problem,))
    return reader(manuscript)
