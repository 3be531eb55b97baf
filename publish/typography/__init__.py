"""French micro-typography on the text of blocks, across inline markup (docs/typography.md)."""

from publish.typography.engine import Change, Typeset, typeset, typeset_text

__all__ = ["Change", "Typeset", "typeset", "typeset_text"]
