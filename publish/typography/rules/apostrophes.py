"""Apostrophes and primes."""

from __future__ import annotations

import re

from publish.typography.rules.matching import in_order
from publish.typography.runs import OPAQUE, Edit
from publish.typography.spacing import Spacing

_STRAIGHT = re.compile(rf"['\u00b4`\u02bc\u2018](?<=[^\W\d_¹²³].)(?=[^\W_]|[«“„\"{OPAQUE}])")
_AND = re.compile(r"(?<=[ \u00a0])['‘][nN]['’](?=[ \u00a0])")


def apostrophe(text: str, _: Spacing) -> list[Edit]:
    """A straight apostrophe after a letter and before a word is an elision: ``l'eau`` → ``l’eau``.

    After a digit it may be a prime (5'10), at the start of a word a quotation mark: left alone.
    """
    edits = [Edit(m.start(), m.end(), "’") for m in _STRAIGHT.finditer(text)]
    for match in _AND.finditer(text):
        # Rock ’n’ roll: two elisions, no quotation.
        edits += [Edit(at, at + 1, "’") for at in (match.start(), match.end() - 1)]
    return in_order(edits)


_FEET = re.compile(r"\d(?<![\w'′.,]\d)\d{0,2}(')\d{1,2}(?:[.,]\d+)?(\"|''|″)(?![\w'])")
_ARC = re.compile(
    r"°[ \u00a0\u202f]?\d{1,2}(['’])(?:[ \u00a0\u202f]?\d{1,2}(?:[.,]\d+)?(\"|''|”|’’))?"
    r"(?![\w'])"
)


def primes(text: str, _: Spacing) -> list[Edit]:
    """Minutes and seconds, feet and inches take primes: ``5'10"`` → ``5′10″``, ``48° 51'``."""
    return in_order(
        Edit(*match.span(group), sign)
        for pattern in (_FEET, _ARC)
        for match in pattern.finditer(text)
        for group, sign in ((1, "′"), (2, "″"))
        if match.group(group) and match.group(group) != sign
    )
