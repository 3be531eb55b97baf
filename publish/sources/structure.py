"""Structure inferred from bare blocks: the rubric, the title, the subheads (docs/inference.md)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from publish.sources.blocks import Block, Structured


@dataclass(frozen=True)
class Inferred:
    """The role given to a block that the source did not mark.

    ``confidence`` is in 0..1; ``reasons`` name the evidence, the weightiest first.
    """

    structured: Structured
    confidence: float
    reasons: tuple[str, ...]


def infer(blocks: Sequence[Block], language: str) -> list[Inferred]:
    """The role of every block. Blocks whose ``role`` is set keep it, with confidence 1."""
    raise NotImplementedError
