"""Points de suspension (Lexique des règles typographiques, « ponctuation »)."""

from __future__ import annotations

import re

from publish.typography.rules.matching import S, in_order
from publish.typography.runs import OPAQUE, Edit
from publish.typography.spacing import Spacing

_ROW = re.compile(r"[.…]{2,}")
_AFTER_MARK = re.compile(r"[?!]\.\.(?![.…\w/\\])")


def ellipsis(text: str, _: Spacing) -> list[Edit]:
    """Exactly three full stops, and rows that hold an ellipsis, become ``…``.

    Paths such as ``../..`` and other rows are left, but for two points after ? or !.
    """
    if ".." not in text and "…" not in text:
        return []
    edits: list[Edit] = []
    for match in _ROW.finditer(text):
        row, start, end = match.group(), match.start(), match.end()
        beside = text[start - 1 : start] + text[end : end + 1]
        if ("…" in row or row == "...") and not ("…" not in row and set(beside) & {"/", "\\"}):
            edits.append(Edit(start, end, "…"))
    edits += [Edit(m.start() + 1, m.end(), "…") for m in _AFTER_MARK.finditer(text)]
    return in_order(edits)


_COMMA = re.compile(rf",(?<=[\w»”)\]’],){S}?(?=…(?:\s|$|[»)\]]))")


def comma_ellipsis(text: str, _: Spacing) -> list[Edit]:
    """No comma before an ellipsis, which takes its place: ``un, deux,…`` → ``un, deux…``."""
    return [Edit(*match.span(), "") for match in _COMMA.finditer(text)]


_ETC = re.compile(
    rf"\b[Ee]tc(\.{{2,}}[….]*(?![\w….{OPAQUE}])"
    rf"|\.?,?{S}?(?:…|\.{{3}})[….]*(?![\w….{OPAQUE}]))"
)


def etcetera(text: str, _: Spacing) -> list[Edit]:
    """``etc.`` stands for what follows: no ellipsis after it."""
    if "tc" not in text:
        return []
    return [Edit(*match.span(1), ".") for match in _ETC.finditer(text)]
