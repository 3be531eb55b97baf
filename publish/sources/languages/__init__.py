"""The languages of an article: which it is written in, which passages are in another.

A foreign passage that nothing marks would be set with French spaces, hyphenated in French and read
aloud in French. :func:`with_languages` finds such passages and gives them their ``lang``; how it
judges is told in ``docs/languages.md``.
"""

from publish.sources.languages.article import Identified, Passage, with_languages

__all__ = ["Identified", "Passage", "with_languages"]
