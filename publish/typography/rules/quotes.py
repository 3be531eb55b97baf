"""Quotation marks: « » outside, “ ” inside (Lexique des règles typographiques, « guillemets »)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.typography.runs import OPAQUE, Edit
from publish.typography.spacing import SPACES, Spacing

_MARK = re.compile('["«»“”„]')
_BEFORE_OPENING = SPACES + "\n([{—–-/’'«“\"" + OPAQUE
_AFTER_CLOSING = SPACES + '\n)]}—–-/.,;:!?…»”"' + OPAQUE


def guillemets(text: str, _: Spacing) -> Iterator[Edit]:
    """Straight and curly double quotes become guillemets, or “ ” inside guillemets.

    Quotes are paired inside the block; one without a partner is left as it is, since nothing tells
    where its quotation ends. A double quote right after a digit and without an opening one before
    it is an inch or a second, and stays.
    """
    pairs = _pairs(text)
    closings = {closing for _, closing in pairs}
    openings = dict(pairs)
    depth = 0
    for match in _MARK.finditer(text):
        at, sign = match.start(), match.group()
        if at in openings:
            after = "«" if depth == 0 else "“"
            if sign != after:
                yield Edit(at, at + 1, after)
            depth += 1
        elif at in closings:
            depth -= 1
            after = "»" if depth == 0 else "”"
            if sign != after:
                yield Edit(at, at + 1, after)
        elif sign == "«":
            depth += 1
        elif sign == "»":
            depth = max(depth - 1, 0)


def _pairs(text: str) -> list[tuple[int, int]]:
    """The quotes to be set, as pairs of places; guillemets bound them but are not among them."""
    found: list[tuple[int, int]] = []
    open_marks: list[tuple[int, str]] = []
    for match in _MARK.finditer(text):
        at, sign = match.start(), match.group()
        if sign == "«" or sign in "“„" or (sign == '"' and _opens(text, at, open_marks)):
            open_marks.append((at, sign))
            continue
        wanted = {"»": "«", "”": "“„"}.get(sign, '"')
        while open_marks and open_marks[-1][1] not in wanted:
            if any(mark in wanted for _, mark in open_marks):
                open_marks.pop()
            else:
                break
        if open_marks and open_marks[-1][1] in wanted:
            opening, _ = open_marks.pop()
            if sign != "»":
                found.append((opening, at))
    return found


def _opens(text: str, at: int, open_marks: list[tuple[int, str]]) -> bool:
    before = text[at - 1] if at else "\n"
    after = text[at + 1] if at + 1 < len(text) else "\n"
    can_open = before in _BEFORE_OPENING and after not in SPACES + "\n"
    can_close = before not in SPACES + "\n" and (after in _AFTER_CLOSING)
    if can_open and can_close:
        return not any(mark == '"' for _, mark in open_marks)
    return can_open
