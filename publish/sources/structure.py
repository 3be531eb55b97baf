"""Structure inferred from bare blocks: the rubric, the title, the subheads (docs/inference.md).

Each block yields evidence by name; each role weighs it (:data:`WEIGHTS`); the best sequence of
roles under the grammar of an article (:data:`FOLLOWERS`) wins (Viterbi, IEEE Transactions on
Information Theory 13, 1967).
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from publish.dates import iso_date
from publish.sources.blocks import Block, Role, Structured

_BY = re.compile(r"(?:par|propos recueillis par|textes? de|un article de|de notre \w+)\s", re.I)
_NAME = re.compile(
    r"(?:[A-ZÀ-ÖØ-Þ][\w’'.-]++(?:\s(?:de|du|des|d’|von|van|al|el|et|le|la)\b)?+[\s,]*+){2,5}"
)
_MARKED = ("marked in the source",)
_STOP = re.compile(r"[.!?…;][\s»”\")]*$")
_VERBS = re.compile(
    r"\b(?:est|sont|était|étaient|fut|furent|sera|seront|a|ont|avait|avaient|aura|peut|peuvent|doit|"
    r"doivent|fait|font|va|vont|n’a|n’est|n’ont|c’est|s’est|se sont|il y a)\b",
    re.IGNORECASE,
)

WEIGHTS: Mapping[Role, Mapping[str, float]] = {
    Role.RUBRIC: {
        "bias": -3.0,
        "first": 3.0,
        "up to 5 words": 2.0,
        "more than 8 words": -6.0,
        "final punctuation": -5.0,
        "next is longer and short": 2.5,
        "next is long": -4.0,
        "name and nothing else": -0.5,
        "verb": -1.5,
        "signature words": -5.0,
        "date": -3.0,
    },
    Role.TITLE: {
        "bias": 0.0,
        "first": 2.0,
        "second": 1.0,
        "third or later": -6.0,
        "more than 30 words": -4.0,
        "final stop": -2.0,
        "up to 5 words": -0.5,
        "signature words": -4.0,
        "date": -4.0,
        "list marker": -4.0,
    },
    Role.SUBTITLE: {
        "bias": -4.0,
        "early": 1.0,
        "final punctuation": -3.0,
        "up to 14 words": 1.0,
        "more than 30 words": -4.0,
        "signature words": -4.0,
        "date": -4.0,
        "list marker": -4.0,
        "next is long": -1.0,
        "name and nothing else": -2.0,
    },
    Role.STANDFIRST: {
        "bias": -2.2,
        "early": 1.5,
        "late": -8.0,
        "much shorter than paragraphs": 1.8,
        "up to 5 words": -3.0,
        "short without a stop": -1.5,
        "more than 80 words": -2.5,
        "before a signature": 3.0,
        "final punctuation": 0.8,
        "next is long": 0.5,
        "signature words": -4.0,
        "date": -4.0,
        "list marker": -4.0,
        "one of many short paragraphs": -2.0,
        "ends with a colon": -3.0,
        "speech dash": -3.0,
        "question": -2.0,
    },
    Role.BYLINE: {
        "bias": -4.0,
        "signature words": 5.0,
        "name and nothing else": 3.2,
        "early": 1.0,
        "last": 1.0,
        "more than 14 words": -5.0,
        "final punctuation": -2.0,
        "late": -0.5,
        "list marker": -4.0,
        "next is long": 0.3,
    },
    Role.DATELINE: {
        "bias": -4.0,
        "date": 7.0,
        "late": -2.0,
        "more than 14 words": -6.0,
        "list marker": -4.0,
    },
    Role.HEADING: {
        "bias": -0.3,
        "up to 5 words": 1.4,
        "up to 14 words": 1.2,
        "more than 14 words": -2.0,
        "more than 30 words": -5.0,
        "final stop": -4.0,
        "question": 1.2,
        "next is long": 1.6,
        "next is not longer": -2.6,
        "last": -7.0,
        "list marker": -6.0,
        "signature words": -4.0,
        "date": -3.0,
        "ends with a colon": -2.5,
        "ends with a comma": -4.0,
        "speech dash": -5.0,
        "small letter first": -3.0,
        "opens and closes guillemets": -2.0,
        "bracketed": -4.0,
        "one of many short paragraphs": -1.0,
        "exclamation": -1.2,
        "after a heading": -1.0,
        "blank lines before": 0.4,
    },
    Role.PARAGRAPH: {
        "bias": 1.0,
        "final punctuation": 1.2,
        "more than 14 words": 1.5,
        "speech dash": 1.0,
        "ends with a colon": 1.0,
        "list marker": -3.0,
    },
    Role.LIST_ITEM: {"bias": -6.0, "list marker": 14.0},
    Role.QUOTATION: {
        "bias": -4.0,
        "opens and closes guillemets": 3.0,
        "more than 14 words": 1.0,
        "quotations are rare here": 1.2,
        "between paragraphs": 0.8,
        "final punctuation": -0.5,
        "list marker": -4.0,
    },
}
"""What each piece of evidence counts for each role, in log-odds set by hand."""

_BODY = (Role.PARAGRAPH, Role.HEADING, Role.LIST_ITEM, Role.QUOTATION)
_HEADER_END = (Role.STANDFIRST, Role.BYLINE, Role.DATELINE)
FOLLOWERS: Mapping[Role | None, Sequence[Role]] = {
    None: (Role.RUBRIC, Role.TITLE),
    Role.RUBRIC: (Role.TITLE,),
    Role.TITLE: (Role.SUBTITLE, *_HEADER_END, *_BODY),
    Role.SUBTITLE: (*_HEADER_END, *_BODY),
    Role.STANDFIRST: (*_HEADER_END, *_BODY),
    Role.BYLINE: (Role.STANDFIRST, Role.DATELINE, *_BODY),
    Role.DATELINE: (Role.STANDFIRST, Role.BYLINE, *_BODY),
    Role.HEADING: _BODY,
    Role.PARAGRAPH: (*_BODY, Role.BYLINE),
    Role.LIST_ITEM: (*_BODY, Role.BYLINE),
    Role.QUOTATION: (*_BODY, Role.BYLINE),
}
"""Which role may follow which; ``None`` stands for the start."""


@dataclass(frozen=True)
class Inferred:
    """The role given to a block that the source did not mark.

    ``confidence`` is in 0..1; ``reasons`` name the evidence, the weightiest first.
    """

    structured: Structured
    confidence: float
    reasons: tuple[str, ...]


def infer(blocks: Sequence[Block]) -> list[Inferred]:
    """The role of every block. Blocks whose ``role`` is set keep it, with confidence 1.

    Finished elements (``Role.MARKUP``) stand outside of the sequence: a figure before the title
    says nothing about it.
    """
    sequence = [block for block in blocks if block.role is not Role.MARKUP]
    decided = iter(_decide(sequence))
    return [
        Inferred(Structured(block, Role.MARKUP), 1.0, _MARKED)
        if block.role is Role.MARKUP
        else next(decided)
        for block in blocks
    ]


def _decide(blocks: Sequence[Block]) -> list[Inferred]:
    if not blocks:
        return []
    lengths = [len(block.text.split()) for block in blocks]
    typical = median([n for n in lengths if n > 8] or [1])
    rare = sum(block.text.startswith("«") for block in blocks) <= 2
    evidence = [_evidence(blocks, i, typical, rare) for i in range(len(blocks))]
    scores = [_scores(block, seen) for block, seen in zip(blocks, evidence, strict=True)]
    roles = _once(_best(scores), scores)
    return [
        _inferred(block, role, score, seen)
        for block, role, score, seen in zip(blocks, roles, scores, evidence, strict=True)
    ]


def _evidence(
    blocks: Sequence[Block], index: int, typical: float, quotations_are_rare: bool
) -> frozenset[str]:
    """The names of the evidence that a block and its neighbours give.

    ``typical`` is the median length in words of the longer blocks.
    """
    block = blocks[index]
    text, count = block.text, len(block.text.split())
    later = blocks[index + 1] if index + 1 < len(blocks) else None
    after = len(later.text.split()) if later else 0
    stop = bool(_STOP.search(text))
    seen = {
        "bias": True,
        "first": index == 0,
        "second": index == 1,
        "third or later": index > 1,
        "early": index <= 4,
        "late": index > 5,
        "last": later is None,
        "up to 5 words": count <= 5,
        "up to 14 words": 5 < count <= 14,
        "short without a stop": count <= 14 and not stop,
        "more than 8 words": count > 8,
        "more than 14 words": count > 14,
        "more than 30 words": count > 30,
        "more than 80 words": count > 80,
        "final punctuation": stop,
        "final stop": stop and not text.rstrip(' »”")').endswith(("?", "!")),
        "question": text.rstrip(" »").endswith("?") and count <= 45,
        "exclamation": text.rstrip(" »").endswith("!"),
        "ends with a colon": text.endswith(":"),
        "ends with a comma": text.endswith((",", ";")),
        "next is long": after > 14,
        "next is not longer": after <= count,
        "next is longer and short": count < after <= 30 and later is not None and not later.marker,
        "before a signature": later is not None and bool(_BY.match(later.text)) and after <= 14,
        "much shorter than paragraphs": count < 0.6 * typical,
        "one of many short paragraphs": typical < 22,
        "signature words": bool(_BY.match(text)) and count <= 14,
        "name and nothing else": bool(_NAME.fullmatch(text)) and count <= 6,
        "date": bool(iso_date(text)),
        "verb": bool(_VERBS.search(text)),
        "list marker": bool(block.marker),
        "speech dash": text.startswith(("—", "–", "- ")),
        "small letter first": text[:1].islower(),
        "bracketed": text.startswith(("(", "[")) and text.endswith((")", "]")),
        "opens and closes guillemets": text.startswith("«") and text.rstrip(" .").endswith("»"),
        "quotations are rare here": quotations_are_rare,
        "between paragraphs": 0 < index < len(blocks) - 1 and after > 8,
        "blank lines before": block.blank_before > 0,
    }
    return frozenset(name for name, holds in seen.items() if holds)


def _scores(block: Block, seen: frozenset[str]) -> dict[Role, float]:
    def possible(role: Role) -> bool:
        if block.role is None:
            return block.subhead or role is not Role.HEADING
        return role is block.role

    return {
        role: sum(weight for name, weight in weights.items() if name in seen)
        if possible(role)
        else -1000.0
        for role, weights in WEIGHTS.items()
    }


def _best(scores: Sequence[Mapping[Role, float]]) -> list[Role]:
    """The sequence of roles with the highest sum of scores that the grammar allows."""
    best: list[dict[Role, tuple[float, Role | None]]] = []
    for score in scores:
        column: dict[Role, tuple[float, Role | None]] = {}
        if not best:
            column = {role: (score[role], None) for role in FOLLOWERS[None]}
        else:
            for before, (total, _) in best[-1].items():
                for role in FOLLOWERS[before]:
                    value = total + score[role]
                    if role not in column or value > column[role][0]:
                        column[role] = (value, before)
        best.append(column)
    # An article has a title: a rubric alone is none.
    ends = {r: v for r, v in best[-1].items() if r is not Role.RUBRIC} or best[-1]
    last: Role | None = max(ends, key=lambda r: ends[r][0])
    roles: list[Role] = []
    for column in reversed(best):
        assert last is not None
        roles.append(last)
        last = column[last][1]
    return roles[::-1]


def _once(roles: list[Role], scores: Sequence[Mapping[Role, float]]) -> list[Role]:
    """At most one byline and one dateline: the others are what they look like otherwise."""
    for unique in (Role.BYLINE, Role.DATELINE):
        places = [i for i, role in enumerate(roles) if role is unique]
        if len(places) > 1:
            kept = max(places, key=lambda i: scores[i][unique])
            for i in places:
                if i != kept:
                    roles[i] = Role.PARAGRAPH
    return roles


def _inferred(
    block: Block, role: Role, scores: Mapping[Role, float], seen: frozenset[str]
) -> Inferred:
    role = block.role or role
    details = {}
    if role is Role.DATELINE and (iso := block.datetime or iso_date(block.text)):
        details["datetime"] = iso
    structured = Structured(block, role, block.level, details)
    if block.role is not None:
        return Inferred(structured, 1.0, _MARKED)
    total = sum(math.exp(min(s, 50.0)) for s in scores.values())
    confidence = math.exp(min(scores[role], 50.0)) / total
    weights = WEIGHTS[role]
    reasons = sorted((n for n in weights if n in seen and n != "bias"), key=lambda n: -weights[n])
    return Inferred(structured, confidence, tuple(reasons[:4]))
