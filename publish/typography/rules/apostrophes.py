"""Apostrophes and primes."""

from __future__ import annotations

import re

from publish.typography.rules.matching import S, in_order
from publish.typography.runs import OPAQUE, Edit
from publish.typography.spacing import NO_BREAK, Spacing

_STRAIGHT = re.compile(rf"['\u00b4`\u02bc\u2018](?<=[^\W\d_¹²³].)(?=[^\W_]|[«“„\"{OPAQUE}]|<<)")
_DOUBLED = re.compile(r"['’]['’](?<=[^\W\d_]..)(?=[^\W\d_])")
_APART = re.compile(rf"['\u00b4`](?<=[cdjlmnstuCDJLMNSTU].)(?={S}+[aeiouyhàâéèêëîïôœ])")
_ELIDED = re.compile(r"(?:^|[\W_])(?:[cdjlmnst]|(?:jus|lors|puis)?qu)$", re.IGNORECASE)
_AND = re.compile(r"(?<=[ \u00a0])['‘][nN]['’](?=[ \u00a0])")


def apostrophe(text: str, _: Spacing) -> list[Edit]:
    """A straight apostrophe after a letter and before a word is an elision: ``l'eau`` → ``l’eau``.

    So is one typed twice, and one with a space after it, which stays. After a digit it may be a
    prime (5'10), at the start of a word a quotation mark: left alone.
    """
    edits = [Edit(m.start(), m.end(), "’") for m in _STRAIGHT.finditer(text)]
    if "''" in text or "’’" in text or "'’" in text or "’'" in text:
        edits += [Edit(m.start(), m.end(), "’") for m in _DOUBLED.finditer(text)]
    for match in _APART.finditer(text):
        if _ELIDED.search(text[max(0, match.start() - 8) : match.start()]):
            edits.append(Edit(*match.span(), "’"))
    for match in _AND.finditer(text):
        # Rock ’n’ roll: two elisions, no quotation.
        edits += [Edit(at, at + 1, "’") for at in (match.start(), match.end() - 1)]
    return in_order(edits)


_FEET = re.compile(rf"\d(?<![\w'′.,]\d)\d{{0,2}}('){S}?\d{{1,2}}(?:[.,]\d+)?(\"|''|″)(?![\w'])")
_ARC = re.compile(rf"°{S}?\d{{1,2}}(['’])(?:{S}?\d{{1,2}}(?:[.,]\d+)?(\"|''|”|’’))?(?![\w'])")
_HELD = re.compile(
    rf"(?:\d{S}?°|\d['’′])(?P<space>{S})(?=\d{{1,2}}(?:[.,]\d+)?(?:['’]+|[\"”′″]))"
    rf"|(?<=[′″'’\"”])(?P<name>{S})(?=[NSEOW](?!\w))"
)


def primes(text: str, _: Spacing) -> list[Edit]:
    """Minutes and seconds, feet and inches take primes: ``5'10"`` → ``5′10″``, ``48° 51'``.

    The parts of an angle are held together, and its point of the compass to it.
    """
    edits = [
        Edit(*match.span(group), sign)
        for pattern in (_FEET, _ARC)
        for match in pattern.finditer(text)
        for group, sign in ((1, "′"), (2, "″"))
        if match.group(group) and match.group(group) != sign
    ]
    if "°" in text:
        edits += [
            Edit(*match.span(group), NO_BREAK)
            for match in _HELD.finditer(text)
            for group, space in match.groupdict().items()
            if space and space != NO_BREAK
        ]
    return in_order(edits)
