"""Composition of paragraphs: lines broken for the whole paragraph at once (docs/composition.md)."""

from publish.pdf.composition.engine import Tally, composing

__all__ = ["Tally", "composing"]
