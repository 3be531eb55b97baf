"""From raw French manuscripts to an accessible EPUB 3 and a typeset, tagged PDF."""

__version__ = "0.1.0"
