"""Structure inferred from bare blocks: the rubric, the title, the subheads (docs/inference.md).

Each block yields evidence by name (:mod:`publish.sources.evidence`); each state weighs it
(``structure.toml``); the best sequence of states under the grammar of an article
(:data:`FOLLOWERS`) wins (Viterbi, IEEE Transactions on Information Theory 13, 1967). The
confidence of a role is its probability given the whole article (the forward-backward algorithm).
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache, cached_property
from operator import add, itemgetter, mul
from pathlib import Path

from publish.dates import date_inside
from publish.sources.blocks import Block, Role, Structured
from publish.sources.captions import Caption, captions
from publish.sources.evidence import gather
from publish.sources.levels import levels
from publish.sources.lexicon import UPDATE

WEIGHTS_FILE = Path(__file__).with_name("structure.toml")

_MOST = 2_000
"""So many blocks are looked at; those after them are paragraphs and items."""
MARKED = "marked in the source"
"""The reason of a role that was not inferred."""


class State(StrEnum):
    """Where a block stands on the way through an article: a role at a place of the grammar."""

    OPENING_DEBRIS = "opening-debris"
    OPENING_DATE = "opening-date"
    HEADER_DEBRIS = "header-debris"
    RUBRIC = "rubric"
    TITLE = "title"
    SUBTITLE = "subtitle"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    BYLINE_MORE = "byline-more"
    DATELINE = "dateline"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list-item"
    QUOTATION = "quotation"
    ATTRIBUTION = "attribution"
    PULLQUOTE = "pullquote"
    QUESTION = "question"
    ANSWER = "answer"
    CREDIT = "credit"
    DEBRIS = "debris"
    SIGNATURE = "signature"
    SIGNATURE_MORE = "signature-more"

    @property
    def role(self) -> Role:
        """The role of a block in this state: a signature at the end is the byline too."""
        return _ROLES.get(self) or Role(self.value)


_ROLES = {
    State.OPENING_DEBRIS: Role.DEBRIS,
    State.OPENING_DATE: Role.DATELINE,
    State.HEADER_DEBRIS: Role.DEBRIS,
    State.SIGNATURE: Role.BYLINE,
    State.SIGNATURE_MORE: Role.BYLINE_MORE,
}

HEADER = (
    State.RUBRIC,
    State.TITLE,
    State.SUBTITLE,
    State.STANDFIRST,
    State.BYLINE,
    State.BYLINE_MORE,
    State.DATELINE,
)
"""The states of the header of an article."""
FITTED = (
    *HEADER,
    State.PARAGRAPH,
    State.HEADING,
    State.LIST_ITEM,
    State.QUOTATION,
    State.ATTRIBUTION,
    State.PULLQUOTE,
    State.QUESTION,
    State.ANSWER,
    State.CREDIT,
    State.DEBRIS,
    State.SIGNATURE,
)
"""The states whose weights are fitted; those of the others are set by hand beside one of these."""

_BODY = (
    State.PARAGRAPH,
    State.HEADING,
    State.LIST_ITEM,
    State.QUOTATION,
    State.PULLQUOTE,
    State.QUESTION,
    State.ANSWER,
    State.CREDIT,
    State.DEBRIS,
)
_OPENINGS = (State.OPENING_DEBRIS, State.OPENING_DATE)
_HEADER_END = (State.STANDFIRST, State.BYLINE, State.DATELINE, State.HEADER_DEBRIS)
_INSIDE = (*_BODY, State.SIGNATURE)
STARTS = (State.RUBRIC, State.TITLE, *_OPENINGS)
"""The states in which an article may begin."""
FOLLOWERS: Mapping[State, Sequence[State]] = {
    State.OPENING_DEBRIS: STARTS,
    State.OPENING_DATE: STARTS,
    State.RUBRIC: (State.TITLE, *_OPENINGS),
    State.TITLE: (State.SUBTITLE, *_HEADER_END, *_BODY),
    State.SUBTITLE: (*_HEADER_END, *_BODY),
    State.STANDFIRST: (*_HEADER_END, *_BODY),
    **dict.fromkeys(
        (State.BYLINE, State.BYLINE_MORE),
        (State.BYLINE_MORE, State.STANDFIRST, State.DATELINE, State.HEADER_DEBRIS, *_BODY),
    ),
    State.DATELINE: (State.STANDFIRST, State.BYLINE, State.HEADER_DEBRIS, *_BODY),
    State.HEADER_DEBRIS: (*_HEADER_END, *_BODY),
    **dict.fromkeys(_BODY, _INSIDE),
    State.PARAGRAPH: (*_INSIDE, State.ATTRIBUTION),
    State.QUOTATION: (*_INSIDE, State.ATTRIBUTION),
    State.ATTRIBUTION: _INSIDE,
    **dict.fromkeys(
        (State.SIGNATURE, State.SIGNATURE_MORE),
        (State.SIGNATURE_MORE, State.PARAGRAPH, State.LIST_ITEM, State.CREDIT, State.DEBRIS),
    ),
}
"""Which state may follow which."""
ENDS = tuple(
    s
    for s in State
    if s not in (State.RUBRIC, State.SUBTITLE, State.STANDFIRST, State.HEADER_DEBRIS, *_OPENINGS)
)
"""The states in which an article may end: what announces a text needs one."""

_ONCE = (Role.RUBRIC, Role.TITLE, Role.SUBTITLE, Role.BYLINE, Role.DATELINE)
_PER_UNIT = 100
_FORBIDDEN = -200 * _PER_UNIT
"""What it costs to leave the grammar: more than all evidence, yet marks may force it."""


# --- the weights ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Weights:
    """What each piece of evidence counts for each state, and each step from state to state.

    Both are log-odds. ``by_hand`` gives for a state without labelled examples the state whose
    weights it shares, and what sets it apart from that one. The decoder counts in whole hundredths,
    as the file has them: their sums are the same in whatever order evidence comes out of a set, so
    that two states which are worth the same are so in every run.
    """

    evidence: Mapping[str, Mapping[State, float]]
    steps: Mapping[State, Mapping[State, float]]
    by_hand: Mapping[State, tuple[State, Mapping[str, float]]] = field(default_factory=dict)

    @cached_property
    def vectors(self) -> Mapping[str, tuple[int, ...]]:
        """For each piece of evidence its weight for each state, in hundredths, as in ``State``."""
        names = set(self.evidence).union(*(apart for _, apart in self.by_hand.values()))
        return {name: tuple(self._weight(name, state) for state in State) for name in names}

    def _weight(self, name: str, state: State) -> int:
        like, apart = self.by_hand.get(state, (state, {}))
        weight = self.evidence.get(name, {}).get(like, 0.0) + apart.get(name, 0.0)
        return round(weight * _PER_UNIT)

    @cached_property
    def matrix(self) -> tuple[tuple[int, ...], ...]:
        """For each state the cost of each step to another, in hundredths, as in ``State``."""
        return tuple(
            tuple(
                self._step(before, after) if after in FOLLOWERS[before] else _FORBIDDEN
                for after in State
            )
            for before in State
        )

    @cached_property
    def into(self) -> tuple[tuple[int, ...], ...]:
        """For each state the cost of the steps into it, from the states that may stand before."""
        return tuple(
            tuple(self.matrix[before][after] for before in befores)
            for after, befores in enumerate(_BEFORE)
        )

    @cached_property
    def odds_into(self) -> tuple[tuple[float, ...], ...]:
        """The same steps as odds."""
        return tuple(tuple(map(_odds, costs)) for costs in self.into)

    @cached_property
    def odds_out(self) -> tuple[tuple[float, ...], ...]:
        """For each state the odds of the steps out of it, to the states that may follow."""
        return tuple(
            tuple(_odds(self.matrix[before][after]) for after in afters)
            for before, afters in enumerate(_AFTER)
        )

    def _step(self, before: State, after: State) -> int:
        before, after = (self.by_hand.get(s, (s,))[0] for s in (before, after))
        return round(self.steps.get(before, {}).get(after, 0.0) * _PER_UNIT)


def _odds(hundredths: int) -> float:
    return math.exp(hundredths / _PER_UNIT)


def read_weights(path: Path = WEIGHTS_FILE) -> Weights:
    """The weights in a file."""
    content = tomllib.loads(path.read_text("utf-8"))
    by_hand = {}
    for state, table in content["by-hand"].items():
        apart = {name: float(weight) for name, weight in table.items() if name != "like"}
        by_hand[State(state)] = (State(table["like"]), apart)
    return Weights(_by_state(content["evidence"]), _by_state_twice(content["steps"]), by_hand)


def _by_state(table: Mapping[str, Mapping[str, float]]) -> dict[str, dict[State, float]]:
    return {name: {State(s): w for s, w in row.items()} for name, row in table.items()}


def _by_state_twice(table: Mapping[str, Mapping[str, float]]) -> dict[State, dict[State, float]]:
    return {State(name): row for name, row in _by_state(table).items()}


_weights = cache(read_weights)


# --- decoding ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Decided:
    """The state of a block, its probability in 0..1, and the evidence that told, heaviest first.

    ``reasons`` set the state apart from ``rival``, the likeliest state of another role.
    """

    state: State
    confidence: float
    reasons: tuple[str, ...]
    rival: State


_STATES = tuple(State)
_PLACES = {state: place for place, state in enumerate(_STATES)}
_STATE_ROLES = tuple(state.role for state in State)
_STARTING = tuple(0 if state in STARTS else _FORBIDDEN for state in State)
_ENDING = tuple(0 if state in ENDS else _FORBIDDEN for state in State)
_BEFORE = tuple(
    tuple(_PLACES[before] for before in State if after in FOLLOWERS[before]) for after in State
)
"""For each state those that may stand before it, by their places."""
_AFTER = tuple(tuple(_PLACES[after] for after in FOLLOWERS[before]) for before in State)
"""For each state those that may follow it, by their places."""


def _taking(places: tuple[int, ...]) -> Callable[[Sequence[float]], tuple[float, ...]]:
    """What takes the values at some places out of a column of all."""
    if len(places) == 1:  # of one place an itemgetter gives the bare value
        return lambda column: (column[places[0]],)
    return itemgetter(*places)


_TAKEN = tuple(map(_taking, _BEFORE))
"""For each state what takes the values of those that may stand before it."""
_TAKEN_AFTER = tuple(map(_taking, _AFTER))
"""For each state what takes the values of those that may follow it."""
_OTHERS = tuple(
    tuple(place for place, other in enumerate(_STATE_ROLES) if other is not role)
    for role in _STATE_ROLES
)
"""For each state those of another role, by their places."""
_NO_SCORE = (0,) * len(State)
_REASONS = 5
_TELLING = 0.1 * _PER_UNIT
"""What is worth no more than this is no reason."""


def decode(
    blocks: Sequence[Block], evidence: Sequence[frozenset[str]], weights: Weights
) -> list[Decided]:
    """The best states for blocks with this evidence."""
    if not blocks:
        return []
    marked = {b.role for b in blocks if b.role is not None}
    scores = [_scores(b, seen, marked, weights) for b, seen in zip(blocks, evidence, strict=True)]
    states = _best(scores, weights)
    while twice := _twice(states):
        # The way around one may lead to another: each pass forbids one block more at least.
        _only_the_best(*twice, scores, weights)
        states = _best(scores, weights)
    chances = _chances(scores, weights)
    return [
        _decided(state, chance, score, seen, weights)
        for state, chance, score, seen in zip(states, chances, scores, evidence, strict=True)
    ]


def _scores(block: Block, seen: frozenset[str], marked: set[Role], weights: Weights) -> list[int]:
    known = weights.vectors
    vectors = [known[name] for name in seen if name in known]
    total = list(map(sum, zip(_NO_SCORE, *vectors, strict=True)))
    if block.role is None and block.subhead and not marked:
        return total
    for place, role in enumerate(_STATE_ROLES):
        if block.role is not None:
            possible = role is block.role
        elif role in _ONCE and role in marked:
            possible = False
        else:
            possible = block.subhead or role is not Role.HEADING
        if not possible:
            total[place] += 2 * _FORBIDDEN
    return total


def _best(scores: Sequence[Sequence[int]], weights: Weights) -> list[State]:
    """The sequence of states with the highest sum of scores and steps."""
    states = range(len(_STATES))
    steps = tuple(zip(_BEFORE, _TAKEN, weights.into, strict=True))
    total = [a + b for a, b in zip(scores[0], _STARTING, strict=True)]
    origins: list[list[int]] = []
    for score in scores[1:]:
        anywhere = max(states, key=total.__getitem__)
        outside = total[anywhere] + _FORBIDDEN
        origin, following = [], []
        for (befores, taken, costs), gain in zip(steps, score, strict=True):
            candidates = list(map(add, taken(total), costs))
            best, value = anywhere, max(candidates)
            if value > outside:
                best = befores[candidates.index(value)]
            else:
                value = outside
            origin.append(best)
            following.append(value + gain)
        origins.append(origin)
        total = following
    total = [a + b for a, b in zip(total, _ENDING, strict=True)]
    state = max(states, key=total.__getitem__)
    found = [state]
    for origin in reversed(origins):
        state = origin[state]
        found.append(state)
    return [_STATES[i] for i in reversed(found)]


def _twice(states: Sequence[State]) -> tuple[Role, list[int]] | None:
    """The first role that an article has once and these states have more often, and where."""
    for once in _ONCE:
        places = [i for i, s in enumerate(states) if _STATE_ROLES[_PLACES[s]] is once]
        if len(places) > 1:
            return once, places
    return None


def _only_the_best(
    role: Role,
    places: Sequence[int],
    scores: Sequence[list[int]],
    weights: Weights,
) -> None:
    """Forbid a role that an article has once to all blocks but the likeliest one."""
    chances = _chances(scores, weights)
    having = [i for i, one in enumerate(_STATE_ROLES) if one is role]
    kept = max(places, key=lambda place: sum(chances[place][i] for i in having))
    for place in places:
        if place != kept:
            for i in having:
                scores[place][i] += 2 * _FORBIDDEN


def _chances(scores: Sequence[Sequence[int]], weights: Weights) -> list[list[float]]:
    """The probability of each state of each block, given all blocks (forward-backward).

    Sums are kept in the ordinary scale, each column divided by its greatest value.
    """
    into = tuple(zip(_TAKEN, weights.odds_into, strict=True))
    out = tuple(zip(_TAKEN_AFTER, weights.odds_out, strict=True))
    outside = _odds(_FORBIDDEN)
    emitted = []
    for score in scores:
        top = max(score)
        emitted.append([_odds(s - top) for s in score])
    forward = [_scaled([_odds(a) * b for a, b in zip(_STARTING, emitted[0], strict=True)])]
    for emission in emitted[1:]:
        before = forward[-1]
        column = [outside + sum(map(mul, taken(before), odds)) for taken, odds in into]
        forward.append(_scaled(list(map(mul, emission, column))))
    backward = [[_odds(a) for a in _ENDING]]
    for emission in reversed(emitted[1:]):
        after = list(map(mul, emission, backward[-1]))
        backward.append(
            _scaled([outside + sum(map(mul, taken(after), odds)) for taken, odds in out])
        )
    backward.reverse()
    return [_normed(list(map(mul, f, b))) for f, b in zip(forward, backward, strict=True)]


def _scaled(values: list[float]) -> list[float]:
    top = max(values)
    return [v / top for v in values] if top > 0 else [1.0] * len(values)


def _normed(values: list[float]) -> list[float]:
    total = sum(values)
    return [v / total for v in values] if total > 0 else [1 / len(values)] * len(values)


def _decided(
    state: State,
    chance: Sequence[float],
    scores: Sequence[int],
    seen: frozenset[str],
    weights: Weights,
) -> Decided:
    place = _PLACES[state]
    others = _OTHERS[place]
    confidence = 1.0 - sum(chance[i] for i in others)
    rival = max(others, key=list(zip(chance, scores, strict=True)).__getitem__)
    known = weights.vectors
    # Sorted by what they lost, the weightiest come first, equal ones by name.
    losses = [
        (known[name][rival] - known[name][place], name)
        for name in seen
        if name in known and name != "any block"
    ]
    reasons = tuple(name for loss, name in sorted(losses)[:_REASONS] if -loss > _TELLING)
    return Decided(state, min(max(confidence, 0.0), 1.0), reasons, _STATES[rival])


# --- what a reader asks for ----------------------------------------------------------------------


@dataclass(frozen=True)
class Inferred:
    """The role given to a block that the source did not mark.

    ``confidence`` is the probability of the role, in 0..1; ``reasons`` name the evidence, the
    weightiest first; ``rival`` is the role that came next, ``None`` for marked blocks.
    """

    structured: Structured
    confidence: float
    reasons: tuple[str, ...]
    rival: Role | None = None


def infer(blocks: Sequence[Block], returning: Iterable[str] = ()) -> list[Inferred]:
    """The role of every block. Blocks whose ``role`` is set keep it, with confidence 1.

    ``returning`` are the folded lines that stand at the head or the foot of other articles of the
    publication. Finished elements (``Role.MARKUP``) stand outside of the sequence: a figure before
    the title says nothing about it. So do their captions, and notes, yet the neighbours of notes
    see them.
    """
    if len(blocks) > _MOST:
        rest = [replace(b, role=b.role or _plain(b)) for b in blocks[_MOST:]]
        return [
            *infer(blocks[:_MOST], returning),
            *(Inferred(Structured(b, b.role, b.level), 1.0, ()) for b in rest if b.role),
        ]
    legends = captions(blocks)
    # The style of a caption beside no picture and no table says that it is no title either.
    blocks = [
        replace(b, role=Role.PARAGRAPH) if b.role is Role.CAPTION and i not in legends else b
        for i, b in enumerate(blocks)
    ]
    seen = [b for i, b in enumerate(blocks) if b.role is not Role.MARKUP and i not in legends]
    evidence = gather(seen, returning)
    chain = [(b, e) for b, e in zip(seen, evidence, strict=True) if b.role is not Role.NOTE]
    decided = decode([b for b, _ in chain], [e for _, e in chain], _weights())
    ready = iter(zip(decided, _levels([b for b, _ in chain], decided), strict=True))
    return [
        _caption(block, legends[index])
        if index in legends
        else Inferred(Structured(block, block.role, block.level), 1.0, (MARKED,))
        if block.role in (Role.MARKUP, Role.NOTE)
        else _inferred(block, *next(ready))
        for index, block in enumerate(blocks)
    ]


def _caption(block: Block, found: Caption) -> Inferred:
    structured = Structured(block, Role.CAPTION, details={"beside": found.side})
    if block.role is Role.CAPTION:
        return Inferred(structured, 1.0, (MARKED,))
    return Inferred(structured, found.confidence, found.reasons, Role.PARAGRAPH)


def _plain(block: Block) -> Role:
    return Role.LIST_ITEM if block.marker else Role.PARAGRAPH


def _levels(blocks: Sequence[Block], decided: Sequence[Decided]) -> list[int]:
    """The level of each block that is a subhead; marked ones keep theirs."""
    places = [
        i
        for i, (block, one) in enumerate(zip(blocks, decided, strict=True))
        if block.role is None and one.state is State.HEADING
    ]
    found = [block.level for block in blocks]
    if all(block.role is not Role.HEADING for block in blocks):
        for place, level in zip(places, levels([blocks[i].text for i in places]), strict=True):
            found[place] = level
    return found


def _date_of(text: str) -> str:
    """The date of an article in its dateline; that of a later state stands after it."""
    return date_inside(text) or date_inside(UPDATE.split(text, maxsplit=1)[0])


def _inferred(block: Block, decided: Decided, level: int) -> Inferred:
    role = block.role or decided.state.role
    details = {}
    if role is Role.DATELINE and (iso := block.datetime or _date_of(block.text)):
        details["datetime"] = iso
    structured = Structured(block, role, level, details)
    if block.role is not None:
        return Inferred(structured, 1.0, (MARKED,))
    return Inferred(structured, decided.confidence, decided.reasons, decided.rival.role)
