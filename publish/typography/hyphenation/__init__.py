"""Where French words may be divided at the end of a line, and how well (docs/hyphenation.md).

:func:`breaks` answers for one word, :func:`text_breaks` for the words of a running text.
"""

from publish.typography.hyphenation.exceptions import NONE, Exceptions, is_entry
from publish.typography.hyphenation.model import Break, Quality
from publish.typography.hyphenation.text import text_breaks
from publish.typography.hyphenation.words import breaks, is_word

__all__ = ["NONE", "Break", "Exceptions", "Quality", "breaks", "is_entry", "is_word", "text_breaks"]
