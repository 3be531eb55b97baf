"""The apostrophe: U+2019 (Lexique des règles typographiques, « apostrophe »)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.typography.runs import OPAQUE, Edit
from publish.typography.spacing import Spacing

_STRAIGHT = re.compile(rf"(?<=[^\W\d_])['\u00b4`\u02bc\u2018](?=[^\W_]|[«“„\"{OPAQUE}])")


def apostrophe(text: str, _: Spacing) -> Iterator[Edit]:
    """A straight apostrophe after a letter and before a word is an elision: ``l'eau`` → ``l’eau``.

    After a digit it may be a prime (5'10), at the start of a word a quotation mark: left alone.
    """
    for match in _STRAIGHT.finditer(text):
        yield Edit(match.start(), match.end(), "’")
