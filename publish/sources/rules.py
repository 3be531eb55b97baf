"""Signs alone on a line, « * * * » or « ⁂ »: the rule that parts two passages of an article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from publish.article import E, tag
from publish.sources.blocks import Block, Role

_RULE = re.compile(r"[*⁂✻❦]|(?:[*⁂✻❦•·~_=–—-]\s?){3,}")
_OPEN = (None, Role.PARAGRAPH, Role.HEADING)


def is_rule(text: str) -> bool:
    """Whether a paragraph with this text is a rule."""
    return _RULE.fullmatch(text) is not None


def with_rules(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, those that are rules between others as ``hr``; at the ends nothing is parted."""
    return [
        replace(block, element=E.hr(), role=Role.MARKUP)
        if 0 < index < len(blocks) - 1 and _may_be(block) and is_rule(block.text)
        else block
        for index, block in enumerate(blocks)
    ]


def _may_be(block: Block) -> bool:
    plain = tag(block.element) == "p" and not block.element.get("class")
    # A place that a link leads to, or a mark of the index, is no part of a rule.
    return block.role in _OPEN and plain and not any(e.get("id") for e in block.element.iter())
