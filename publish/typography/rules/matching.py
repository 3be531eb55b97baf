"""What rules share: edits out of the matches of a pattern, the letters and signs of French."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from publish.typography.runs import CALL, OPAQUE, Edit
from publish.typography.spacing import SPACES

S = f"[{SPACES}]"
"""One space of any width."""

CAPITAL = "A-ZÀ-ÖØ-ÞŒ"
"""The capital letters of French, for a character class."""

SMALL = "a-zß-öø-ÿœ"
"""The small letters of French, for a character class."""

SEEN = f"{OPAQUE}{CALL}"
"""What stands for text that rules do not see."""


END = rf"(?!{OPAQUE}|{CALL}+[\w{OPAQUE}])"
"""No text goes on unseen from here in the same word."""


def to(
    pattern: re.Pattern[str], text: str, after: str, group: str | int = "space"
) -> Iterator[Edit]:
    """Edits that set the group of each match to ``after``, where it is something else."""
    for match in pattern.finditer(text):
        if match.group(group) != after:
            yield Edit(match.start(group), match.end(group), after)


def in_order(edits: Iterable[Edit]) -> list[Edit]:
    """Edits in the order of the text, without those that overlap an earlier one."""
    given = list(edits)
    if len(given) < 2:
        return given
    kept: list[Edit] = []
    for edit in sorted(given, key=lambda e: (e.start, e.end)):
        if not kept or (edit.start >= kept[-1].end and edit != kept[-1]):
            kept.append(edit)
    return kept
