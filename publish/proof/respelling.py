"""The words of an article as typography set it, read back to those of the manuscript.

Typography changes spelling in two ways, and by rules that are named: it puts spaces into what was
one word (``14h30``), and it changes letters (``2ème``, ``Etat``). Both are undone here only where
its own list has a change that says so, each change once; whatever else differs, stays different.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from publish.proof.reading import Word
from publish.typography import LETTER_CHANGES, Change
from publish.words import fold

_MOST_PARTS = 8
"""The most words that spaces make of one."""


def read_back(
    expected: Sequence[Word], found: Sequence[str], changes: Iterable[Change]
) -> list[str]:
    """``found`` with the listed respellings undone, to be held against ``expected``."""
    allowed = _Allowed(changes)
    read: list[str] = []
    at = 0
    for word in expected:
        parts = (
            1
            if found[at : at + 1] == [word.word]
            else allowed.parts(word, found[at : at + _MOST_PARTS])
        )
        if not parts:
            break
        read.append(word.word)
        at += parts
    return read + list(found[at:])


class _Allowed:
    """What typography may have done to the words of each block: spaces put in, letters changed."""

    def __init__(self, changes: Iterable[Change]):
        self._spaces: Counter[str] = Counter()
        self._letters: dict[str, Counter[tuple[str, str, str]]] = {}
        for change in changes:
            if not change.before and change.after.isspace():
                self._spaces[change.block] += 1
            elif LETTER_CHANGES.get(change.rule, _never)(change.before, change.after):
                letters = self._letters.setdefault(change.block, Counter())
                letters[change.rule, fold(change.before), fold(change.after)] += 1

    def parts(self, word: Word, found: Sequence[str]) -> int:
        """How many of the words found are this word, 0 when nothing explains them."""
        for count in range(1, len(found) + 1):
            if count > 1 and self._spaces[word.block] < count - 1:
                break
            joined = "".join(found[:count])
            if joined == word.word or self._respelled(word, joined):
                self._spaces[word.block] -= count - 1
                return count
        return 0

    def _respelled(self, word: Word, found: str) -> bool:
        letters = self._letters.get(word.block, Counter())
        for change, left in letters.items():
            rule, before, after = change
            whole = rule == "capital-accents"
            fits = word.word == before if whole else word.word.endswith(before)
            if left and fits and word.word.removesuffix(before) + after == found:
                letters[change] -= 1
                return True
        return False


def _never(_before: str, _after: str) -> bool:
    return False
