"""The list of what typography changed, as a corrector marks it: place, before, after, rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from publish.article import Article
from publish.diagnostics import Place
from publish.typography.engine import Change

_SHOWN = str.maketrans({"\u00a0": "⍽", "\u202f": "␣", "\n": "¶", "\ufffc": "□", "\ufff9": "¹"})
_LONE = str.maketrans({" ": "·"})


@dataclass(frozen=True)
class Correction:
    """A change with its place in the manuscript."""

    place: Place
    change: Change

    def told(self) -> tuple[str, str]:
        """What was there and what is there now, spaces made visible, elements marked."""
        before, after = (shown(t).translate(_LONE) for t in (self.change.before, self.change.after))
        return before, f"<{self.change.element}>{after}" if self.change.element else after

    def around(self) -> tuple[str, str]:
        """What stands before and after the place."""
        left, right = self.change.context
        return shown(left), shown(right)

    def as_record(self) -> dict[str, object]:
        """The correction for machines."""
        left, right = self.change.context
        return {
            "file": self.place.file,
            "line": self.place.line,
            "block": self.change.block,
            "start": self.change.start,
            "end": self.change.end,
            "before": self.change.before,
            "after": self.change.after,
            "element": self.change.element,
            "rule": self.change.rule,
            "context": [left, right],
        }


def listed(article: Article, changes: Iterable[Change]) -> list[Correction]:
    """The changes made to an article, each at the line of its block."""
    return [Correction(Place(article.source, article.lines.get(c.block)), c) for c in changes]


def shown(text: str) -> str:
    """A text with its no-break spaces made visible."""
    return text.translate(_SHOWN)
