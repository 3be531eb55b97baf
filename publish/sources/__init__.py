"""Manuscripts in, articles out: one module for each format, one for the inference of structure.

A reader is a function ``read(manuscript) -> Reading``. It turns bytes into bare blocks
(:mod:`publish.sources.blocks`), has :mod:`publish.sources.structure` name the roles that the
format does not tell, and :mod:`publish.sources.assemble` make the article of them. To add a
format, write its module and name it in :data:`READERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib import import_module

from publish.diagnostics import Kind, Place, Severity
from publish.sources.languages import with_languages
from publish.sources.manuscript import Manuscript, Reading

__all__ = ["READERS", "Manuscript", "Reading", "read"]

Reader = Callable[[Manuscript], Reading]


def _reader(module: str, function: str = "read") -> Reader:
    """A reader that is loaded when its first manuscript comes: no text waits for those of Word."""

    def loaded(manuscript: Manuscript) -> Reading:
        reader: Reader = getattr(import_module(f"{__name__}.{module}"), function)
        return reader(manuscript)

    return loaded


_TEXT, _MARKDOWN, _HTML = _reader("text"), _reader("markdown"), _reader("html")

READERS: Mapping[str, Reader] = {
    ".txt": _TEXT,
    ".text": _TEXT,
    ".md": _MARKDOWN,
    ".markdown": _MARKDOWN,
    ".docx": _reader("office", "read_docx"),
    ".odt": _reader("office", "read_odt"),
    ".rtf": _reader("office", "read_rtf"),
    ".epub": _reader("epub"),
    ".tex": _reader("latex"),
    ".html": _HTML,
    ".htm": _HTML,
    ".xhtml": _HTML,
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
    reading = reader(manuscript)
    if reading.article is None:
        return reading
    guidance = manuscript.guidance
    found = with_languages(
        reading.article,
        named=bool(reading.language),
        forced=guidance.languages,
        infer=guidance.infer_languages,
    )
    return replace(
        reading,
        article=found.article,
        passages=found.passages,
        diagnostics=reading.diagnostics + found.diagnostics,
    )
