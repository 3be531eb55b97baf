"""The EPUB edition: EPUB 3.3 made with EbookLib, documents ours to the byte."""

from publish.epub.package import package

__all__ = ["package"]
