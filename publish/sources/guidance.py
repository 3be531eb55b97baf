"""What a publication knows of the structure of its manuscripts: its choices, what comes back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from publish.sources.evidence import folded
from publish.sources.marks import Mark

_EDGE = 2
_MOST_WORDS = 10


@dataclass(frozen=True)
class Guidance:
    """What the publication says of one manuscript.

    ``roles`` are forced on the blocks that begin at these lines (``[[structure]]`` in
    ``publication.toml``). ``languages`` are those of blocks that begin at these lines, and at line
    0 that of the article (``[[passages]]``); ``infer_languages`` tells whether passages in other
    languages are looked for. ``keep_debris`` tells whether what a web page left in a paste stays in
    the article. ``returning`` are the folded lines that stand at the head or the foot of several
    manuscripts.
    """

    roles: Mapping[int, Mark] = field(default_factory=dict)
    keep_debris: bool = True
    returning: frozenset[str] = frozenset()
    languages: Mapping[int, str] = field(default_factory=dict)
    infer_languages: bool = True


def returning_lines(texts: Iterable[str]) -> frozenset[str]:
    """The short lines at the head or the foot of more than one text, folded.

    A rubric comes back from article to article, and so does the name of an author.
    """
    seen: Counter[str] = Counter()
    for text in texts:
        lines = [line for line in text.split("\n") if line.strip()]
        edges = lines[:_EDGE] + lines[-_EDGE:]
        seen.update({folded(line) for line in edges if len(line.split()) <= _MOST_WORDS})
    return frozenset(line for line, count in seen.items() if count > 1 and line)
