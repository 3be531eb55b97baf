"""Marks put into a document's text before Pandoc reads it, found again in its syntax tree.

Pandoc tells neither where a paragraph stood in the document nor, in some formats, its style, the
language of a passage or the description of an image. So each paragraph, passage and image is
numbered in its text, with private characters (Unicode 16, §23.5) that no reader of text touches.
"""

from __future__ import annotations

import re

_PARAGRAPH, _PASSAGE, _OBJECT, _END, _CLOSE = "\ue5c0", "\ue5c1", "\ue5c2", "\ue5c3", "\ue5c4"

MARK = re.compile(f"(?P<kind>[{_PARAGRAPH}{_PASSAGE}{_OBJECT}])(?P<number>\\d+){_END}|{_CLOSE}")
"""A mark; a match without ``kind`` closes a passage."""
FOREIGN = re.compile(f"[{_PARAGRAPH}-{_CLOSE}]")
"""The characters of marks, which no manuscript may bring along."""


def paragraph(number: int) -> str:
    """The mark at the start of paragraph ``number``."""
    return f"{_PARAGRAPH}{number}{_END}"


CLOSED = _CLOSE
"""The mark at the end of a passage."""


def opened(number: int) -> str:
    """The mark at the start of passage ``number``."""
    return f"{_PASSAGE}{number}{_END}"


def passage(number: int, text: str) -> str:
    """The text of passage ``number`` between its marks."""
    return f"{opened(number)}{text}{CLOSED}"


def placed(number: int) -> str:
    """The mark where image ``number`` stands."""
    return f"{_OBJECT}{number}{_END}"


def is_paragraph(kind: str) -> bool:
    """Whether a mark is that of a paragraph."""
    return kind == _PARAGRAPH


def is_passage(kind: str) -> bool:
    """Whether a mark opens a passage."""
    return kind == _PASSAGE


def is_placed(kind: str | None) -> bool:
    """Whether a mark stands for an image, or another thing that is placed."""
    return kind == _OBJECT
