r"""Which of the old encodings a text is in, by how French its letters beyond ASCII come out.

A byte beyond ASCII is judged with the letters on its two sides: ``\xd5`` between two small letters
is an apostrophe of Mac Roman and no « Õ », ``\xbd`` after a « c » is an « œ » of ISO-8859-15 and
no « ½ ».
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

ENCODINGS = (("cp1252", "Windows-1252"), ("iso8859-15", "ISO-8859-15"), ("mac_roman", "Mac Roman"))
"""The encodings told apart: Python's names and those shown; the first wins where all agree."""

_SAMPLE = 20_000
"""How many bytes beyond ASCII are judged: those of a book tell no more."""

_COMMON = frozenset("éèàêçùâîôûëïœ")
_RARE = frozenset("üÿæäöñáíóúãõåø")
_CAPITALS = frozenset("ÉÈÀÊÇÂÎÔÛËÏŒÙÜÆÄÖÅØ")
_OPENING = frozenset("«“‘„")
_CLOSING = frozenset("»”")
_AFTER_NUMBER = frozenset("°€²³½¼¾%‰ºª")
_APART = frozenset("–—•·…†‡§©®™£\u00a0")


def guess(data: bytes) -> tuple[str, str]:
    """The likeliest of :data:`ENCODINGS` for bytes that are not UTF-8."""
    found = Counter(_neighbourhoods(data))
    return max(ENCODINGS, key=lambda encoding: _likeness(found, encoding[0]))


def _neighbourhoods(data: bytes) -> Iterator[bytes]:
    """Each byte beyond ASCII with the byte before it and the byte after it."""
    padded = b" " + data + b" "
    for match in islice(re.finditer(rb"[\x80-\xff]", padded), _SAMPLE):
        yield padded[match.start() - 1 : match.start() + 2]


def _likeness(found: Counter[bytes], encoding: str) -> int:
    return sum(
        _score(*bytes_.decode(encoding, errors="replace")) * count
        for bytes_, count in found.items()
    )


def _score(before: str, sign: str, after: str) -> int:
    """How likely a sign is in French between its neighbours, from -12 to 4."""
    if sign == "\ufffd" or sign < "\xa0":
        return -12
    in_word = before.isalpha() or after.isalpha()
    if sign in _COMMON:
        if sign == "œ" and after not in "uidsncp":
            return -4
        alone = not in_word and sign not in "àéô"
        return (-4 if alone else 4) if not before.isupper() else 1
    if sign in _CAPITALS:
        # A capital stands at the start of a word, or amid capitals; À and Ô stand alone too.
        if before.islower() or (before.isupper() and after.islower()):
            return -6
        if sign in "ÎŒ":
            return 2 if after.lower() in ("uid" if sign == "Œ" else "l") else -1
        return 2 if after.isalpha() or sign in "ÀÔ" or before.isupper() else -3
    if sign == "’":
        return 4 if in_word else -1
    if sign in _OPENING:
        return -2 if before.isalpha() or after.isdigit() else 2
    if sign in _CLOSING:
        return 2 if not after.isalpha() else -2
    if sign in _AFTER_NUMBER:
        return 1 if before.isdigit() or (before in " \u00a0n" and not after.isalpha()) else -3
    if sign in _APART:
        return -3 if before.isalpha() and after.isalpha() and sign not in "·…\u00a0–—" else 1
    if sign in _RARE:
        return 0 if in_word else -4
    return -4
