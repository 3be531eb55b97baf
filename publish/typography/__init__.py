"""French micro-typography on the text of blocks, across inline markup (docs/typography.md)."""

from publish.typography.engine import (
    RULE_NAMES,
    Change,
    Typeset,
    typeset,
    typeset_inline,
    typeset_text,
)
from publish.typography.rules import LETTER_CHANGES

__all__ = [
    "LETTER_CHANGES",
    "RULE_NAMES",
    "Change",
    "Typeset",
    "typeset",
    "typeset_inline",
    "typeset_text",
]
