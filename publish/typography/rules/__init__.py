"""The rules, in the order in which they apply; the list is closed.

A rule is a function from the visible text of a block and the spacing of its language to edits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from publish.typography.rules.apostrophes import apostrophe
from publish.typography.rules.ellipses import ellipsis
from publish.typography.rules.quotes import guillemets
from publish.typography.rules.spaces import (
    abbreviations,
    colon,
    dialogue_dash,
    doubled_spaces,
    guillemet_spaces,
    high_punctuation,
    low_punctuation,
    thousands,
    units,
)
from publish.typography.runs import Edit
from publish.typography.spacing import Spacing

Rule = Callable[[str, Spacing], Iterable[Edit]]

RULES: Mapping[str, Rule] = {
    "apostrophe": apostrophe,
    "ellipsis": ellipsis,
    "guillemets": guillemets,
    "doubled-spaces": doubled_spaces,
    "low-punctuation": low_punctuation,
    "guillemet-spaces": guillemet_spaces,
    "high-punctuation": high_punctuation,
    "colon": colon,
    "thousands": thousands,
    "units": units,
    "abbreviations": abbreviations,
    "dialogue-dash": dialogue_dash,
}
