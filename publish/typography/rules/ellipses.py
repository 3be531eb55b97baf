"""Points de suspension: one character (Lexique des règles typographiques, « ponctuation »)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.typography.runs import Edit
from publish.typography.spacing import Spacing

_THREE = re.compile(r"(?<![./\\])\.{3}(?![./\\])")


def ellipsis(text: str, _: Spacing) -> Iterator[Edit]:
    """Exactly three full stops become ``…``; paths such as ``../..`` and longer rows are left."""
    for match in _THREE.finditer(text):
        yield Edit(match.start(), match.end(), "…")
