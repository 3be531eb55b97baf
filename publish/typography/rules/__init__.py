"""The rules, in the order in which they apply; the list is closed.

A rule is a function from the visible text of a block and the spacing of its language to edits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from publish.typography.rules.abbreviations import abbreviations, initials, superior_letters
from publish.typography.rules.apostrophes import apostrophe, primes
from publish.typography.rules.capitals import accent_changes, capital_accents
from publish.typography.rules.dashes import compounds, dashes, dialogue_dash, ranges
from publish.typography.rules.ellipses import comma_ellipsis, ellipsis, etcetera
from publish.typography.rules.ligatures import ligatures
from publish.typography.rules.notes import note_calls
from publish.typography.rules.numbers import (
    decimals,
    digit_groups,
    exponents,
    telephones,
    thousands,
    times,
    units,
)
from publish.typography.rules.ordinals import centuries, ordinals, regnal_numbers, shortened
from publish.typography.rules.punctuation import (
    brackets,
    colon,
    doubled_commas,
    doubled_spaces,
    high_punctuation,
    low_punctuation,
    missing_space,
    repeated_marks,
)
from publish.typography.rules.quotes import guillemet_spaces, guillemets
from publish.typography.runs import CALL, Edit
from publish.typography.spacing import SPACES, Spacing

Find = Callable[[str, Spacing], Iterable[Edit]]

_DIGITS = "0123456789"
_ROMAN = "IVXL"


@dataclass(frozen=True)
class Rule:
    """A rule; a text must hold one of ``signs`` and one of ``others`` for it to have a place."""

    find: Find
    signs: frozenset[str]
    others: frozenset[str]

    def __call__(self, text: str, spacing: Spacing) -> list[Edit]:
        """The edits that the rule makes to a text, in order."""
        return list(self.find(text, spacing))


def _rule(find: Find, signs: str, others: str = "") -> Rule:
    return Rule(find, frozenset(signs), frozenset(others or signs))


RULES: Mapping[str, Rule] = {
    "apostrophe": _rule(apostrophe, "'\u00b4`\u02bc\u2018"),
    "etcetera": _rule(etcetera, "…."),
    "ellipsis": _rule(ellipsis, "…."),
    "comma-ellipsis": _rule(comma_ellipsis, "…", ","),
    "primes": _rule(primes, "'’′″", _DIGITS),
    "doubled-spaces": _rule(doubled_spaces, SPACES),
    "doubled-commas": _rule(doubled_commas, ","),
    "low-punctuation": _rule(low_punctuation, ",."),
    "brackets": _rule(brackets, "()[]"),
    "missing-space": _rule(missing_space, ",!?"),
    "guillemets": _rule(guillemets, '"“”„«<'),
    "note-calls": _rule(note_calls, CALL),
    "compounds": _rule(compounds, "–—"),
    "dialogue-dash": _rule(dialogue_dash, "-—–"),
    "guillemet-spaces": _rule(guillemet_spaces, "«»"),
    "repeated-marks": _rule(repeated_marks, "!?"),
    "high-punctuation": _rule(high_punctuation, ";!?"),
    "colon": _rule(colon, ":"),
    "telephones": _rule(telephones, "0+", _DIGITS),
    "exponents": _rule(exponents, "23", "m"),
    "decimals": _rule(decimals, ".", _DIGITS),
    "digit-groups": _rule(digit_groups, _DIGITS),
    "thousands": _rule(thousands, _DIGITS),
    "units": _rule(units, _DIGITS),
    "times": _rule(times, "hH", _DIGITS),
    "centuries": _rule(centuries, _ROMAN + "ivxl"),
    "ordinals": _rule(ordinals, _DIGITS + _ROMAN),
    "regnal-numbers": _rule(regnal_numbers, _ROMAN + "1"),
    "superior-letters": _rule(superior_letters, "MDP", "er"),
    "abbreviations": _rule(abbreviations, "MDVPpnNvtcafl§."),
    "initials": _rule(initials, ".", SPACES),
    "ranges": _rule(ranges, "-–—", _DIGITS),
    "dashes": _rule(dashes, "-"),
    "ligatures": _rule(ligatures, "oOaA"),
    "capital-accents": _rule(capital_accents, "EIAOC"),
}

LETTER_CHANGES: Mapping[str, Callable[[str, str], bool]] = {
    "ordinals": lambda before, after: shortened(before) == after,
    "centuries": lambda before, after: shortened(before) == after,
    "capital-accents": accent_changes,
}
"""The only rules that change letters, each with the test of whether it made such a change."""
