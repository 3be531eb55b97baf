"""Points de suspension (Lexique des règles typographiques, « ponctuation »)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.typography.rules.matching import S
from publish.typography.runs import Edit
from publish.typography.spacing import Spacing

_THREE = re.compile(r"\.{3}(?<![./\\].{3})(?![./\\])")
_REPEATED = re.compile(r"…[….]+(?![./\\])")
_AFTER_MARK = re.compile(r"(?<=[?!])\.\.(?![.\w/\\])")


def ellipsis(text: str, _: Spacing) -> Iterator[Edit]:
    """Exactly three full stops become ``…``; paths such as ``../..`` and longer rows are left."""
    for pattern in (_THREE, _REPEATED, _AFTER_MARK):
        for match in pattern.finditer(text):
            yield Edit(match.start(), match.end(), "…")


_COMMA = re.compile(rf",{S}?(?=…(?:\s|$|[»)\]]))")


def comma_ellipsis(text: str, _: Spacing) -> Iterator[Edit]:
    """No comma before an ellipsis, which takes its place: ``un, deux,…`` → ``un, deux…``."""
    for match in _COMMA.finditer(text):
        yield Edit(match.start(), match.end(), "")


_ETC = re.compile(rf"\b[Ee]tc(\.?{S}?…|\.{{2,}}(?!\w))")


def etcetera(text: str, _: Spacing) -> Iterator[Edit]:
    """``etc.`` stands for what follows: no ellipsis after it."""
    for match in _ETC.finditer(text):
        yield Edit(match.start(1), match.end(1), ".")
