"""Verse in Markdown: every line of the manuscript ends one, and what it is set in by is kept.

CommonMark joins the lines of a paragraph and drops the spaces at their heads. In verse both are
the poet's: « {.verse} » before a quotation or a paragraph asks for them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

EM = "\u2003"
"""What a line of verse is set in by, once for each step: a space that nothing joins or drops."""
_DEEPEST = 8
_SPACES = " \t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"
_HEAD = re.compile(rf"(?: {{0,3}}>[ ]?)*(?P<space>[{_SPACES}]*)")
_WIDTHS = {"\t": 2.0, "\u2003": 2.0, "\u2001": 2.0, "\u3000": 2.0}
"""In halves of a step: a tab and a wide space are one, two common spaces are one."""


def set_verse(node: SyntaxTreeNode, source: Sequence[str]) -> None:
    """Change the paragraphs below ``node`` so that each line of ``source`` is a line of verse."""
    for inline in node.walk():
        if inline.type == "inline" and inline.token is not None and inline.token.map:
            first, after = inline.token.map
            lines = source[first:after]
            inline.token.children = _lines(inline.token.children or [], lines)


def _lines(children: Sequence[Token], source: Sequence[str]) -> list[Token]:
    steps = [_steps(line) for line in source]
    ends = sum(child.type in ("softbreak", "hardbreak") for child in children)
    if ends + 1 != len(steps):
        # A construct over several lines (an image, code): which line is which is not known.
        steps = [0] * (ends + 1)
    made = _space(steps[0])
    line, begins = 0, True
    for child in children:
        if child.type in ("softbreak", "hardbreak"):
            line, begins = line + 1, True
            made += [Token("hardbreak", "br", 0), *_space(steps[line])]
            continue
        if begins and child.type == "text":
            child.content = child.content.lstrip(_SPACES)
        begins = begins and child.type == "text" and not child.content
        made.append(child)
    return made


def _steps(line: str) -> int:
    found = _HEAD.match(line)
    space = found["space"] if found else ""
    halves = sum(_WIDTHS.get(sign, 1.0) for sign in space)
    return min(round(halves / 2 + 0.01), _DEEPEST)


def _space(steps: int) -> list[Token]:
    return [Token("text", "", 0, content=EM * steps)] if steps else []
