"""Marks of images whose values stand without quotation marks: ``{width=40%}``.

The plugin takes letters and digits alone there, and leaves the rest as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from markdown_it.token import Token

_PART = r"(?:[.#][\w:-]+|[A-Za-z][\w:-]*=(?:\"[^\"{}]*\"|[^\s\"{}]+))"
_MARK = re.compile(rf"\{{\s*{_PART}(?:\s+{_PART})*\s*\}}")
_PARTS = re.compile(r"([.#])([\w:-]+)|([A-Za-z][\w:-]*)=(?:\"([^\"{}]*)\"|([^\s\"{}]+))")


def with_marks(tokens: list[Token]) -> list[Token]:
    """The tokens; where an image alone makes a paragraph, a mark behind or before it is its own."""
    for token in tokens:
        if token.type == "inline" and token.children:
            token.children = _marked(token.children)
    return tokens


def _marked(children: list[Token]) -> list[Token]:
    kinds = [child.type for child in children]
    if kinds == ["image", "text"]:
        image, mark = children
    elif kinds == ["text", "softbreak", "image"]:
        mark, _, image = children
    else:
        return children
    if not _MARK.fullmatch(mark.content.strip()):
        return children
    _take(image, _PARTS.findall(mark.content))
    return [image]


def _take(image: Token, parts: Iterable[tuple[str, str, str, str, str]]) -> None:
    for sign, name, key, quoted, bare in parts:
        if sign == ".":
            image.attrJoin("class", name)
        elif sign == "#":
            image.attrSet("id", name)
        elif not key.startswith("on") and key not in ("src", "href", "alt", "title"):
            image.attrSet(key, quoted or bare)
