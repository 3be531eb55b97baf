"""Quotation marks: « » outside, “ ” inside (Lexique des règles typographiques, « guillemets »)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.typography.runs import OPAQUE, Edit
from publish.typography.spacing import SPACES, Spacing

_MARK = re.compile('["«»“”„]')
_BEFORE_OPENING = SPACES + "\n([{—–-/’'«“»”\"" + OPAQUE
_AFTER_CLOSING = SPACES + '\n)]}—–-/.,;:!?…»”"' + OPAQUE
_NEVER_AFTER_OPENING = SPACES + "\n»”"
_NEVER_BEFORE_CLOSING = SPACES + "\n«“„"


def guillemets(text: str, _: Spacing) -> Iterator[Edit]:
    """Straight and curly double quotes become guillemets, or “ ” inside guillemets.

    Quotes are paired inside the block; one without a partner is left as it is, since nothing tells
    where its quotation ends. A double quote right after a digit and without an opening one before
    it is an inch or a second, and stays.
    """
    pairs = dict(_pairs(text))
    inside: list[tuple[str, int]] = []
    for match in _MARK.finditer(text):
        at, sign = match.start(), match.group()
        if at in pairs:
            signs = "“”" if inside else "«»"
            inside.append((signs[1], pairs[at]))
            if sign != signs[0]:
                yield Edit(at, at + 1, signs[0])
        elif inside and inside[-1][1] == at:
            after = inside.pop()[0]
            if sign != after:
                yield Edit(at, at + 1, after)
        elif sign == "«":
            inside.append(("»", _UNKNOWN))
        elif sign == "»" and inside and inside[-1][1] == _UNKNOWN:
            inside.pop()


_UNKNOWN = -1
"""Where a guillemet closes that is not ours to set."""


def _pairs(text: str) -> list[tuple[int, int]]:
    """The quotes to be set, as pairs of places; guillemets bound them but are not among them."""
    found: list[tuple[int, int]] = []
    open_marks: list[tuple[int, str]] = []
    for match in _MARK.finditer(text):
        at, sign = match.start(), match.group()
        if sign == "«" or sign in "“„" or (sign == '"' and _opens(text, at, open_marks)):
            open_marks.append((at, sign))
            continue
        wanted = {"»": "«", "”": "“„"}.get(sign, '"„')
        partner = _last(open_marks, wanted)
        if sign == "»":
            # Without a partner it ends what an earlier block opened: nothing that opened since goes
            # on beyond it.
            del open_marks[partner or 0 :]
        elif partner is not None and not any(mark == "«" for _, mark in open_marks[partner:]):
            found.append((open_marks[partner][0], at))
            del open_marks[partner:]
    return found


def _last(open_marks: list[tuple[int, str]], wanted: str) -> int | None:
    """The place in the list of the last mark that is one of those wanted."""
    places = (i for i in reversed(range(len(open_marks))) if open_marks[i][1] in wanted)
    return next(places, None)


def _opens(text: str, at: int, open_marks: list[tuple[int, str]]) -> bool:
    before = text[at - 1] if at else "\n"
    after = text[at + 1] if at + 1 < len(text) else "\n"
    can_open = before in _BEFORE_OPENING and after not in _NEVER_AFTER_OPENING
    can_close = before not in _NEVER_BEFORE_CLOSING and after in _AFTER_CLOSING
    if can_open and can_close:
        return not any(mark == '"' for _, mark in open_marks)
    return can_open
