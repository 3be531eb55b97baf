"""Items of lists that were typed by hand: a bullet, a dash or a number before the words."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

_BLANKS = " \t\u00a0\u202f\u2000-\u200a\u3000"
MARKER = re.compile(rf"(?P<marker>[•●▪‣◦·*–-]|\d{{1,3}}[.)]|[a-z]\))[{_BLANKS}]+(?=\S)")
"""What may be the marker of an item, at the head of a paragraph."""
_BULLETS = frozenset("•●▪‣◦·")
_SPEECH = re.compile(
    r"(?:-t-|\b(?:dit|fit|répondit|demanda|reprit|murmura|cria|ajouta|répliqua|s[’']écria)[- ])"
    r"(?:il|elle|on|ils|elles|je|[A-ZÀ-Ý])",
)


def item_markers(texts: Sequence[str], known: Collection[int] = ()) -> list[re.Match[str] | None]:
    """For each paragraph the marker that makes it an item of a list, if it is one.

    A bullet is one wherever it stands; a dash or a number only beside another that continues it:
    a number must follow its neighbour's, since the list that is made of them counts by itself.
    Paragraphs whose place is in ``known`` have a role already, and are none.
    """
    markers = [None if i in known else MARKER.match(text) for i, text in enumerate(texts)]
    signs = [m.group("marker") if m else "" for m in markers]
    speech = _is_dialogue(texts)
    return [m if m and _is_item(signs, i, speech) else None for i, m in enumerate(markers)]


def _is_dialogue(texts: Sequence[str]) -> bool:
    """Whether the dashes of a text are those of people who talk: somebody « dit », « répondit »."""
    turns = [t for t in texts if t[:2] in ("- ", "– ")]
    return len(turns) > 1 and sum(bool(_SPEECH.search(t)) for t in turns) * 8 >= len(turns)


def _is_item(signs: Sequence[str], index: int, speech: bool) -> bool:
    sign = signs[index]
    before = signs[index - 1] if index else ""
    after = signs[index + 1] if index + 1 < len(signs) else ""
    if sign in _BULLETS:
        return True
    if sign in ("-", "–", "*"):
        return sign in (before, after) and not speech
    return _follows(before, sign) or _follows(sign, after)


def _follows(first: str, second: str) -> bool:
    if not first or not second or first[-1] != second[-1]:
        return False
    a, b = first[:-1], second[:-1]
    if a.isdigit() and b.isdigit():
        return int(b) == int(a) + 1
    return len(a) == len(b) == 1 and a.isalpha() and b.isalpha() and ord(b) == ord(a) + 1
