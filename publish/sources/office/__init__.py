"""Documents of word processors, read through Pandoc (docs/manuscripts.md).

A document is made ready (``docx``, ``odt``, ``rtf``): checked, made plain, its paragraphs
numbered, its words read for the proof. Pandoc turns it into a syntax tree, ``tree`` turns that
into blocks, ``roles`` lets styles and inference name them.
"""

from __future__ import annotations

from publish.sources.manuscript import Manuscript, Reading
from publish.sources.office import docx, odt, rtf
from publish.sources.office.reading import read_with


def read_docx(manuscript: Manuscript) -> Reading:
    """The article in a Word document."""
    return read_with(docx.prepare, manuscript)


def read_odt(manuscript: Manuscript) -> Reading:
    """The article in a document of LibreOffice Writer."""
    return read_with(odt.prepare, manuscript)


def read_rtf(manuscript: Manuscript) -> Reading:
    """The article in an RTF document."""
    return read_with(rtf.prepare, manuscript)
