"""When a paragraph without style looks like a heading: short, alone, bold or large throughout."""

from __future__ import annotations

from collections.abc import Sequence

HEADING_WORDS = 20
"""The most words of a paragraph that may be a heading by its look."""
LARGER = 1.15
"""How much larger than ordinary text a heading without style is at least."""

_SENTENCE_END = (".", ",", ";", "…")


def may_head(text: str) -> bool:
    """Whether the words of a paragraph can be those of a heading."""
    return 0 < len(text.split()) <= HEADING_WORDS and not text.endswith(_SENTENCE_END)


def stands_out(bold: Sequence[bool], sizes: Sequence[float], ordinary: float) -> bool:
    """Whether runs are all bold, or all larger than ordinary text (sizes in points)."""
    return bool(bold) and (all(bold) or min(sizes) >= LARGER * ordinary)
