"""The calls of notes (Lexique, « appels de notes »)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.typography.rules.matching import S
from publish.typography.runs import CALL, Edit
from publish.typography.spacing import Spacing

_AFTER = re.compile(rf"(?P<mark>{S}?[;:!?]|[,.])(?P<call>{CALL}+)(?=\s(?!\s*[;:!?,.…])|$|[)\]»—–])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:etc|cf|p|pp|vol|op|cit|ibid|id|éd|[A-Z]|J\.-C|M|MM|coll|fig|t|n))$"
)


def note_calls(text: str, _: Spacing) -> Iterator[Edit]:
    """The call of a note comes before the punctuation: ``mot.¹`` → ``mot¹.``"""
    for match in _AFTER.finditer(text):
        mark, start = match.group("mark"), match.start()
        before = text[max(0, start - 8) : start]
        if not before.strip() or before[-1] in "»?!.…\n":
            continue
        if mark == "." and _ABBREVIATED.search(before):
            continue
        yield Edit(match.start("mark"), match.end("mark"), "")
        yield Edit(match.end("call"), match.end("call"), mark)
