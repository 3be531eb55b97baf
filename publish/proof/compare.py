"""Two sequences of words held against each other: what is lost, what is added, and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from publish.proof.reading import Word

_CONTEXT = 4
_ALIGNED = 4_000
"""The longest stretch that is aligned word by word; beyond it the whole stretch is reported."""


@dataclass(frozen=True)
class Difference:
    """Words lost from an edition or added to it, with the place where they stood or would stand.

    ``context`` is a few words around, the place of the difference marked by ``[…]``.
    """

    kind: Literal["lost", "added"]
    words: tuple[str, ...]
    document: str
    block: str
    context: str


def in_sequence(expected: Sequence[Word], found: Sequence[str]) -> list[Difference]:
    """The differences when order counts."""
    a, b = [w.word for w in expected], list(found)
    if a == b:
        return []
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), None)
    if start is None:
        start = min(len(a), len(b))
    end = 0
    while end < min(len(a), len(b)) - start and a[-1 - end] == b[-1 - end]:
        end += 1
    middle_a, middle_b = a[start : len(a) - end], b[start : len(b) - end]
    align = _coarse if max(len(middle_a), len(middle_b)) > _ALIGNED else _fine
    opcodes = align(middle_a, middle_b)
    differences: list[Difference] = []
    for what, i1, i2, j1, j2 in opcodes:
        if what == "equal":
            continue
        if i2 > i1:
            differences.append(_at(expected, start + i1, "lost", middle_a[i1:i2]))
        if j2 > j1:
            differences.append(_at(expected, start + i1, "added", middle_b[j1:j2]))
    return differences


def _fine(a: list[str], b: list[str]) -> list[tuple[str, int, int, int, int]]:
    return list(SequenceMatcher(None, a, b, autojunk=False).get_opcodes())


def _coarse(a: list[str], b: list[str]) -> list[tuple[str, int, int, int, int]]:
    """An alignment of long sequences by the words that both have once, in linear time.

    The anchors of patience diff: words unique on both sides, kept where their order agrees.
    """
    once_a = {w: i for i, w in enumerate(a)}
    once_b = {w: j for j, w in enumerate(b)}
    count_a, count_b = Counter(a), Counter(b)
    anchors = [(i, once_b[w]) for w, i in once_a.items() if count_a[w] == 1 and count_b.get(w) == 1]
    opcodes: list[tuple[str, int, int, int, int]] = []
    i, j = 0, 0
    for x, y in [*sorted(anchors), (len(a), len(b))]:
        if y < j:
            continue
        if a[i:x] != b[j:y]:
            opcodes += _shifted(a[i:x], b[j:y], i, j)
        i, j = x + 1, y + 1
    return opcodes


def _shifted(a: list[str], b: list[str], i: int, j: int) -> list[tuple[str, int, int, int, int]]:
    if max(len(a), len(b)) > _ALIGNED:
        return [("replace", i, i + len(a), j, j + len(b))]
    return [(w, i + i1, i + i2, j + j1, j + j2) for w, i1, i2, j1, j2 in _fine(a, b)]


def _at(
    expected: Sequence[Word], index: int, kind: Literal["lost", "added"], words: Sequence[str]
) -> Difference:
    before = [w.word for w in expected[max(0, index - _CONTEXT) : index]]
    rest = index + (len(words) if kind == "lost" else 0)
    after = [w.word for w in expected[rest : rest + _CONTEXT]]
    place = expected[min(index, len(expected) - 1)] if expected else Word("", "", "")
    context = " ".join([*before, "[…]", *after])
    return Difference(kind, tuple(words), place.document, place.block, context)


def in_any_order(expected: Sequence[Word], found: Sequence[str]) -> list[Difference]:
    """The differences when only the number of each word counts.

    So a manuscript is held against its article: a signature at the end moves to the header.
    """
    wanted, got = Counter(w.word for w in expected), Counter(found)
    differences: list[Difference] = []
    for word, number in (wanted - got).items():
        index = next(i for i, w in enumerate(expected) if w.word == word)
        differences.append(_at(expected, index, "lost", [word] * number))
    for word, number in (got - wanted).items():
        differences.append(Difference("added", (word,) * number, _document(expected), "", word))
    return differences


def _document(expected: Sequence[Word]) -> str:
    return expected[0].document if expected else ""
