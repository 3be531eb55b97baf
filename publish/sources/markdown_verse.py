"""Verse in Markdown: every line of the manuscript ends one, and what it is set in by is kept.

CommonMark joins the lines of a paragraph and drops the spaces at their heads. In verse both are
the poet's: « {.verse} » before a quotation or a paragraph asks for them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from publish.sources.verse import SPACES, set_in

_HEAD = re.compile(rf"(?: {{0,3}}>[ ]?)*(?P<space>[{SPACES}]*)")


def set_verse(node: SyntaxTreeNode, source: Sequence[str]) -> None:
    """Change the paragraphs below ``node`` so that each line of ``source`` is a line of verse."""
    for inline in node.walk():
        if inline.type == "inline" and inline.token is not None and inline.token.map:
            first, after = inline.token.map
            lines = source[first:after]
            inline.token.children = _lines(inline.token.children or [], lines)


def _lines(children: Sequence[Token], source: Sequence[str]) -> list[Token]:
    spaces = [_space_of(line) for line in source]
    ends = sum(child.type in ("softbreak", "hardbreak") for child in children)
    if ends + 1 != len(spaces):
        # A construct over several lines (an image, code): which line is which is not known.
        spaces = [""] * (ends + 1)
    made = _space(spaces[0])
    line, begins = 0, True
    for child in children:
        if child.type in ("softbreak", "hardbreak"):
            line, begins = line + 1, True
            made += [Token("hardbreak", "br", 0), *_space(spaces[line])]
            continue
        if begins and child.type == "text":
            child.content = child.content.lstrip(SPACES)
        begins = begins and child.type == "text" and not child.content
        made.append(child)
    return made


def _space_of(line: str) -> str:
    found = _HEAD.match(line)
    return set_in(found["space"]) if found else ""


def _space(space: str) -> list[Token]:
    return [Token("text", "", 0, content=space)] if space else []
