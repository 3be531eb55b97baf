"""Points de suspension (Lexique des règles typographiques, « ponctuation »)."""

from __future__ import annotations

import re

from publish.typography.rules.matching import S, in_order
from publish.typography.runs import Edit
from publish.typography.spacing import Spacing

_THREE = re.compile(r"\.{3}(?<![./\\].{3})(?![./\\])")
_REPEATED = re.compile(r"…[….]+(?![./\\])")
_AFTER_MARK = re.compile(r"(?<=[?!])\.\.(?![.\w/\\])")


def ellipsis(text: str, _: Spacing) -> list[Edit]:
    """Exactly three full stops become ``…``; paths such as ``../..`` and longer rows are left."""
    patterns = [_THREE, _AFTER_MARK] if ".." in text else []
    if "…" in text:
        patterns.append(_REPEATED)
    return in_order(Edit(*m.span(), "…") for pattern in patterns for m in pattern.finditer(text))


_COMMA = re.compile(rf",{S}?(?=…(?:\s|$|[»)\]]))")


def comma_ellipsis(text: str, _: Spacing) -> list[Edit]:
    """No comma before an ellipsis, which takes its place: ``un, deux,…`` → ``un, deux…``."""
    return [Edit(*match.span(), "") for match in _COMMA.finditer(text)]


_ETC = re.compile(rf"\b[Ee]tc(\.{{2,}}[….]*(?![\w….])|\.?{S}?…[….]*)")


def etcetera(text: str, _: Spacing) -> list[Edit]:
    """``etc.`` stands for what follows: no ellipsis after it."""
    if "tc" not in text:
        return []
    return [Edit(*match.span(1), ".") for match in _ETC.finditer(text)]
