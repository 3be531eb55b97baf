"""Fit the weights of ``publish/sources/structure.toml`` to labelled articles.

    python -m bench.fit_structure FOLDER… [--cross-validate] [--write]

Needs numpy and scipy (``pip install numpy scipy``), which the package itself does not. The model is
a linear-chain conditional random field (Lafferty, McCallum and Pereira, 2001) whose chain is bound
by the grammar of an article; the weights maximise the likelihood of the labelled roles under a
Gaussian prior (L-BFGS). ``--cross-validate`` fits once for each site without its articles and
measures on them: these are the numbers to expect on articles from elsewhere.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from bench.pairs import Pair, Piece, load
from bench.structure import Tally, held, table
from bench.variations import vary
from publish.sources import text as plain_text
from publish.sources.blocks import Block, Role
from publish.sources.encoding import decode as decode_text
from publish.sources.evidence import gather
from publish.sources.structure import (
    ENDS,
    FITTED,
    FOLLOWERS,
    HEADER,
    STARTS,
    WEIGHTS_FILE,
    State,
    Weights,
    decode,
    read_weights,
)

SIGMA2 = 0.3
"""Variance of the prior: how far a weight may go from 0."""
SAMPLES = 4.0
"""How many articles one of the sample publications is worth: they are what users see first."""
OWN = 2.0
"""How many articles one of our own is worth: no two of them are of one site."""
SAMPLE_FOLDER = Path(__file__).resolve().parent.parent / "manuscripts"
RARE = 3
"""Evidence seen in fewer blocks has no weight."""
PRIOR = {
    ("any block", State.SUBTITLE): -2.0,
    ("any block", State.PULLQUOTE): -4.0,
    ("any block", State.ATTRIBUTION): -6.0,
    ("short line, after a quotation", State.ATTRIBUTION): 4.0,
    ("after a quotation, dash first", State.ATTRIBUTION): 4.0,
    ("after a quotation, closer than usual", State.ATTRIBUTION): 3.0,
    ("after a quotation, first name", State.ATTRIBUTION): 2.0,
    **{("any block", s): -6.0 for s in (State.QUESTION, State.ANSWER, State.CREDIT, State.DEBRIS)},
    ("any block", State.BYLINE_MORE): -6.0,
    ("function, under a name", State.BYLINE_MORE): 9.0,
    ("name, under a function", State.BYLINE_MORE): 9.0,
    **{("name, over a function", s): 3.0 for s in (State.BYLINE, State.SIGNATURE)},
    ("last, name and profession", State.SIGNATURE): 2.0,
    ("function, under a name", State.HEADING): -2.0,
    ("name, under a function", State.HEADING): -2.0,
    ("signs one of several pieces", State.ATTRIBUTION): 10.0,
    ("signs one of several pieces", State.HEADING): -4.0,
    ("signs one of several pieces", State.SIGNATURE): -6.0,
    ("initials alone", State.HEADING): -4.0,
    ("initials alone", State.SIGNATURE): 2.0,
    ("heads a press release", State.RUBRIC): 3.0,
    ("heads a press release", State.TITLE): -4.0,
    ("keywords", State.PARAGRAPH): 3.0,
    ("keywords", State.HEADING): -2.0,
    ("said word for word in another block", State.PULLQUOTE): 6.0,
    ("speaker’s label", State.QUESTION): 5.0,
    ("speaker’s label", State.ANSWER): 5.0,
    ("ends with a question mark", State.QUESTION): 3.0,
    ("after a question", State.ANSWER): 3.0,
    ("words of a credit", State.CREDIT): 9.0,
    ("words of web debris", State.DEBRIS): 12.0,
    ("capitals only", State.HEADING): 2.5,
    ("one of several questions", State.HEADING): 1.0,
    ("one of a numbered series", State.HEADING): 2.0,
    ("the line returns in the article", State.HEADING): 1.0,
    ("word of a subhead", State.HEADING): 1.5,
    ("last", State.TITLE): -2.0,
    ("last", State.HEADING): -2.0,
    ("greeting", State.HEADING): -4.0,
    ("closing formula", State.HEADING): -3.0,
    ("words of web debris", State.HEADING): -5.0,
    ("words of a credit", State.HEADING): -2.0,
    ("web address", State.HEADING): -1.5,
    ("a date and little else", State.DATELINE): 3.0,
    ("date of the page", State.DATELINE): 3.0,
    ("date of an update, beside another", State.DATELINE): -2.0,
    **{("place and date", s): -5.0 for s in (State.TITLE, State.BYLINE, State.SIGNATURE)},
    **{("a date and little else", s): -5.0 for s in (State.TITLE, State.BYLINE, State.SIGNATURE)},
    **{("holds a date", s): -3.0 for s in (State.BYLINE, State.SIGNATURE)},
    **{("list marker", s): -6.0 for s in FITTED if s not in (State.LIST_ITEM, State.PARAGRAPH)},
    ("list marker", State.LIST_ITEM): 4.0,
    ("place and date", State.DATELINE): 4.0,
    ("place and date", State.HEADING): -3.0,
    ("place and date", State.STANDFIRST): -4.0,
    ("as long as the paragraphs", State.STANDFIRST): -2.0,
    ("longer than the paragraphs", State.STANDFIRST): -3.0,
    ("first block of text, up to 50 words, shorter than the paragraphs", State.STANDFIRST): 2.0,
    ("short line without a stop, before a long block", State.STANDFIRST): -1.0,
    ("second, up to 50 words", State.TITLE): -2.0,
    ("ends with an exclamation mark", State.RUBRIC): -2.0,
    ("ends with a question mark", State.RUBRIC): -2.0,
    ("second, up to 14 words", State.STANDFIRST): -1.5,
    ("first, up to 4 words", State.RUBRIC): 1.0,
    ("next is not longer", State.STANDFIRST): -1.0,
    ("first block of text, like the next", State.STANDFIRST): -2.5,
    ("name of a rubric", State.RUBRIC): 2.0,
    ("signature words", State.TITLE): -5.0,
    ("signature words and a name", State.TITLE): -2.0,
    ("7 to 9 words", State.RUBRIC): -3.0,
    ("10 to 14 words", State.RUBRIC): -5.0,
    ("5 to 6 words", State.RUBRIC): -1.0,
    ("one sentence", State.RUBRIC): -3.0,
    ("signature words and a name", State.BYLINE): 2.5,
    ("signature words and a name", State.PARAGRAPH): -2.0,
    ("name and date", State.BYLINE): 3.0,
    ("first name and surname", State.BYLINE): 1.5,
    ("last, first name and surname", State.SIGNATURE): 2.0,
    ("last, first name inside", State.SIGNATURE): 2.0,
    ("last, signature words", State.SIGNATURE): 3.0,
    ("last, after a closing formula", State.SIGNATURE): 3.0,
    ("last, capitals only", State.SIGNATURE): 2.0,
    ("newsroom or initials", State.BYLINE): 3.0,
    ("newsroom or initials", State.SIGNATURE): 4.0,
    ("part or chapter", State.HEADING): 4.0,
    ("first name inside", State.BYLINE): 1.5,
    ("first name inside", State.SIGNATURE): 1.5,
    ("signature words and a name", State.SIGNATURE): 2.5,
    ("first name and surname", State.SIGNATURE): 1.5,
    ("one of several dates", State.DATELINE): -8.0,
    ("one of several dates", State.HEADING): 3.0,
    ("one of several parts", State.HEADING): 4.0,
    ("opens as an abstract", State.STANDFIRST): 6.0,
    ("quotation between paragraphs", State.QUOTATION): 5.0,
    ("interview, question", State.HEADING): 3.0,
    ("one of a numbered series, question", State.HEADING): 1.5,
    ("interview, shorter than its neighbours", State.HEADING): 2.5,
    ("interview, speaks to somebody", State.HEADING): 2.5,
    ("signature words and a name", State.HEADING): -4.0,
    **{("two sentences or more", s): -2.0 for s in (State.TITLE, State.RUBRIC)},
    ("ends with a full stop", State.TITLE): -1.5,
    **{("ends with a full stop", s): -1.5 for s in (State.BYLINE, State.SIGNATURE)},
    ("31 to 50 words", State.TITLE): -2.0,
    ("51 to 80 words", State.TITLE): -4.0,
    ("more than 80 words", State.TITLE): -6.0,
    **{("names nobody", s): -2.0 for s in (State.BYLINE, State.SIGNATURE)},
    **{("ends with a comma", s): -3.0 for s in (State.BYLINE, State.TITLE, State.RUBRIC)},
    **{("names of several people", s): 2.0 for s in (State.BYLINE, State.SIGNATURE)},
    ("names of several people", State.HEADING): -1.0,
    ("second, written like a nickname", State.TITLE): -2.0,
    ("second, written like a nickname", State.BYLINE): 2.0,
    ("third, written like a nickname", State.BYLINE): 1.0,
    ("last, written like a nickname", State.SIGNATURE): 2.0,
    ("near the end, surname in capitals", State.HEADING): -2.0,
    ("near the end, first name and surname", State.HEADING): -1.0,
    ("last but one, surname in capitals", State.HEADING): -2.0,
    ("asks the reader to click", State.HEADING): -1.0,
    ("before an introduction", State.STANDFIRST): 3.0,
    ("announces the article", State.STANDFIRST): 1.5,
    ("interview, before the first question", State.STANDFIRST): 2.0,
    **{("name and profession", s): 2.0 for s in (State.BYLINE, State.SIGNATURE)},
    ("first, holds a preposition of a phrase", State.RUBRIC): -1.5,
    ("first, its words return in the next block", State.RUBRIC): -1.0,
    ("second, words of the first line", State.TITLE): -1.0,
    ("before a greeting", State.STANDFIRST): 1.5,
    ("says its genre", State.SUBTITLE): 3.0,
    ("says its genre", State.TITLE): -1.0,
    ("name of a collective", State.BYLINE): 2.5,
    ("name of a collective", State.SIGNATURE): 2.5,
    ("ends with an exclamation mark, next is much longer", State.HEADING): 1.0,
    ("ends with an ellipsis, next is much longer", State.HEADING): 3.0,
    ("the line returns in the publication", State.RUBRIC): 3.0,
    ("the line returns in the publication", State.BYLINE): 2.0,
    ("the line returns in the publication", State.SIGNATURE): 2.0,
}
"""What every editor knows, and the labelled articles are too few to show: the prior’s centre."""
HEAD = """# What the evidence counts for each role, in log-odds: docs/inference.md explains it.
# Steps and evidence are fitted by bench/fit_structure.py; the tables [by-hand.…] are set by hand.
"""
_HEAD_KINDS = ("rubric", "title", "subtitle", "standfirst", "byline", "byline-more", "dateline")
_KINDS = {
    "subtitle": State.SUBTITLE,
    "dateline": State.DATELINE,
    "pullquote": State.PULLQUOTE,
    "question": State.QUESTION,
    "answer": State.ANSWER,
    "credit": State.CREDIT,
    "attribution": State.ATTRIBUTION,
    "byline-more": State.BYLINE_MORE,
    "rubric": State.RUBRIC,
    "title": State.TITLE,
    "standfirst": State.STANDFIRST,
    "heading": State.HEADING,
    "list_item": State.LIST_ITEM,
}
"""The states of the header that are fitted."""


@dataclass(frozen=True)
class Labelled:
    """The blocks of an article, the evidence for each, the states that it may have.

    ``untold`` are blocks whose label nobody can read in the bare text: short lines in a quotation
    that only the source marks. They are measured, and teach nothing.
    """

    pair: Pair
    blocks: Sequence[Block]
    evidence: Sequence[frozenset[str]]
    states: Sequence[State]
    weight: float = 1.0
    untold: frozenset[int] = frozenset()


def labelled(pair: Pair, returning: Iterable[str] = ()) -> Labelled:
    """A pair as the fit sees it."""
    decoded = decode_text(pair.manuscript.read_bytes(), pair.name)
    blocks = plain_text.blocks_of(decoded.text)
    evidence = gather(blocks, returning)
    head = {p.key: p for p in pair.pieces if p.kind in _HEAD_KINDS}
    body = [p for p in pair.pieces if p.kind not in _HEAD_KINDS]
    states: list[State] = []
    untold = set[int]()
    place = 0
    opened = False
    for index, block in enumerate(blocks):
        key = held(block.text)
        piece = head.pop(key, None)
        if piece is None:
            for ahead in range(place, min(place + 6, len(body))):
                if key and (body[ahead].key == key or key in body[ahead].key):
                    piece = body[ahead]
                    place = ahead + (piece.key == key)
                    break
        if piece is not None and piece.kind == "quote" and "short line alone" in evidence[index]:
            untold.add(index)
        state = State.PARAGRAPH if piece is None else _state(piece, block, opened, index)
        if state is State.PARAGRAPH and _is_debris(evidence[index], opened):
            state = State.DEBRIS
        untitled = any(piece.kind == "title" for piece in head.values())
        if not opened and (state is State.DEBRIS or (untitled and state not in HEADER)):
            states.append(State.HEADER_DEBRIS)
            continue
        if state is State.BYLINE_MORE and opened:
            states.append(State.SIGNATURE_MORE)
            continue
        if state not in HEADER:
            opened = True
        states.append(state)
    # The weights of some states are set by hand: the fit does not see their blocks.
    kept = [
        i
        for i, (block, state) in enumerate(zip(blocks, states, strict=True))
        if block.role is not Role.NOTE and state in _INDEX
    ]
    return Labelled(
        pair,
        [blocks[i] for i in kept],
        [evidence[i] for i in kept],
        _mended([states[i] for i in kept]),
        untold=frozenset(place for place, i in enumerate(kept) if i in untold),
    )


def _is_debris(evidence: frozenset[str], opened: bool) -> bool:
    return "words of web debris" in evidence or (
        not opened and "date of an update, beside another" in evidence
    )


def _mended(states: list[State]) -> list[State]:
    """The states with those that the grammar does not allow there made paragraphs."""
    for index, state in enumerate(states):
        before = states[index - 1] if index else None
        if before is not None and state not in FOLLOWERS[before]:
            if before is State.SIGNATURE:
                states[index - 1] = State.PARAGRAPH
            else:
                states[index] = State.PARAGRAPH
    return states


def varied(article: Labelled, count: int, standfirsts: Sequence[Block] = ()) -> list[Labelled]:
    """The article and ``count`` variations of it, which share its weight."""
    share = article.weight / (1 + count)
    made = [replace(article, weight=share)]
    for variation in islice(
        vary(article.blocks, article.states, article.pair.name, standfirsts), count
    ):
        evidence = gather(variation.blocks)
        made.append(Labelled(article.pair, variation.blocks, evidence, variation.states, share))
    return made


def _told(article: Labelled) -> Labelled:
    """The article without what teaches nothing."""
    kept = [i for i in range(len(article.blocks)) if i not in article.untold]
    return replace(
        article,
        blocks=[article.blocks[i] for i in kept],
        evidence=[article.evidence[i] for i in kept],
        states=[article.states[i] for i in kept],
        untold=frozenset(),
    )


def with_variations(articles: Sequence[Labelled], count: int) -> list[Labelled]:
    """The articles and their variations; these borrow standfirsts from each other."""
    articles = [_told(a) for a in articles]
    standfirsts = [
        b
        for a in articles
        for b, s in zip(a.blocks, a.states, strict=True)
        if s is State.STANDFIRST
    ]
    return [v for a in articles for v in varied(a, count, standfirsts)]


def is_date(block: Block) -> bool:
    """Whether a block is a date, or a place and a date."""
    return bool({"a date and little else", "place and date"} & gather([block])[0])


def _state(piece: Piece, block: Block, opened: bool, index: int) -> State:
    if opened and piece.kind in _HEAD_KINDS and not piece.kind.startswith("byline"):
        return State.PARAGRAPH
    if piece.kind in _KINDS:
        if piece.kind == "list_item" and not block.marker:
            return State.PARAGRAPH
        return _KINDS[piece.kind]
    if piece.kind == "byline":
        return State.SIGNATURE if opened else State.BYLINE
    if piece.kind == "quote" and block.text[:1] in '«“"' and block.text.rstrip(" .")[-1:] in '»”"':
        return State.QUOTATION
    if not opened and 0 < index <= 4 and is_date(block):
        return State.DATELINE
    return State.PARAGRAPH


# --- the fit -------------------------------------------------------------------------------------

_S = len(FITTED)
_INDEX = {state: i for i, state in enumerate(FITTED)}
_NEVER = -1e4
_SMALLEST = 0.04
"""Smaller weights are left out of the file."""


def _constraints() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    allowed = np.full((_S, _S), _NEVER)
    for before, followers in FOLLOWERS.items():
        for state in followers:
            if before in _INDEX and state in _INDEX:
                allowed[_INDEX[before], _INDEX[state]] = 0
    start = np.full(_S, _NEVER)
    end = np.full(_S, _NEVER)
    for state in STARTS:
        if state in _INDEX:
            start[_INDEX[state]] = 0
    for state in ENDS:
        if state in _INDEX:
            end[_INDEX[state]] = 0
    return allowed, start, end


@dataclass(frozen=True)
class _Material:
    """The articles as matrices: the rows are blocks, all first ones, all second ones, and so on.

    ``reach`` counts the articles that have a block at each place, the longest articles first;
    ``rows`` are the rows of each place, ``last`` the row of the last block of each article.
    """

    names: Sequence[str]
    evidence: csr_matrix
    gold: np.ndarray
    gold_steps: np.ndarray
    share: np.ndarray
    reach: Sequence[int]
    rows: Sequence[slice]
    last: np.ndarray
    prior: np.ndarray


def _material(articles: Sequence[Labelled]) -> _Material:
    articles = sorted(articles, key=lambda a: -len(a.blocks))
    counts = Counter(name for a in articles for found in a.evidence for name in found)
    names = sorted({n for n, c in counts.items() if c >= RARE} | {n for n, _ in PRIOR})
    place = {name: i for i, name in enumerate(names)}
    lengths = [len(a.blocks) for a in articles]
    reach = [sum(length > t for length in lengths) for t in range(lengths[0])]
    offsets = np.concatenate([[0], np.cumsum(reach)])
    rows, columns = [], []
    gold = np.zeros((offsets[-1], _S))
    gold_steps = np.zeros((_S, _S))
    for i, article in enumerate(articles):
        for t, found in enumerate(article.evidence):
            row = offsets[t] + i
            gold[row, _INDEX[article.states[t]]] = article.weight
            for name in found & place.keys():
                rows.append(row)
                columns.append(place[name])
        for before, after in pairwise(article.states):
            gold_steps[_INDEX[before], _INDEX[after]] += article.weight
    prior = np.zeros(len(names) * _S + _S * _S)
    for (name, state), weight in PRIOR.items():
        prior[place[name] * _S + _INDEX[state]] = weight
    shape = (int(offsets[-1]), len(names))
    return _Material(
        names,
        csr_matrix((np.ones(len(rows)), (rows, columns)), shape=shape),
        gold,
        gold_steps,
        np.array([a.weight for a in articles]),
        reach,
        [slice(offsets[t], offsets[t + 1]) for t in range(len(reach))],
        np.array([offsets[n - 1] + i for i, n in enumerate(lengths)]),
        prior,
    )


def _loss(theta: np.ndarray, material: _Material, sigma2: float) -> tuple[float, np.ndarray]:
    """The negative logarithm of the posterior of these weights, and its gradient."""
    allowed, start, end = _constraints()
    possible = allowed == 0
    weights = theta[: -_S * _S].reshape(-1, _S)
    steps = theta[-_S * _S :].reshape(_S, _S)
    scores = material.evidence @ weights
    odds = np.exp(np.where(possible, steps, _NEVER))
    tops = scores.max(1)
    emitted = np.exp(scores - tops[:, None])
    share = material.share
    forward, logs = _forward(emitted, tops, odds, np.exp(start), material)
    backward, expected = _backward(emitted, forward, odds, np.exp(end), material)
    total = logs + np.log((forward[material.last] * np.exp(end)).sum(1))
    posterior = forward * backward
    shares = np.concatenate([share[:k] for k in material.reach])[:, None]
    posterior *= shares / posterior.sum(1)[:, None]
    gold_score = (material.gold * scores).sum()
    gold_score += (material.gold_steps * np.where(possible, steps, 0)).sum()
    away = theta - material.prior
    value = (share * total).sum() - gold_score + (away**2).sum() / (2 * sigma2)
    gradient = np.concatenate(
        [
            (material.evidence.T @ (posterior - material.gold)).reshape(-1),
            np.where(possible, expected - material.gold_steps, 0).reshape(-1),
        ]
    )
    return value, gradient + away / sigma2


def _forward(
    emitted: np.ndarray, tops: np.ndarray, odds: np.ndarray, start: np.ndarray, m: _Material
) -> tuple[np.ndarray, np.ndarray]:
    """The forward sums, each row divided by its greatest, and the logarithms taken out so."""
    forward = np.empty_like(emitted)
    logs = np.zeros(len(m.share))
    for t, (rows, k) in enumerate(zip(m.rows, m.reach, strict=True)):
        coming = forward[m.rows[t - 1]][:k] @ odds if t else start
        here = coming * emitted[rows]
        scale = here.max(1)
        forward[rows] = here / scale[:, None]
        logs[:k] += np.log(scale) + tops[rows]
    return forward, logs


def _backward(
    emitted: np.ndarray, forward: np.ndarray, odds: np.ndarray, end: np.ndarray, m: _Material
) -> tuple[np.ndarray, np.ndarray]:
    """The backward sums, and how often each step is expected."""
    backward = np.empty_like(emitted)
    expected = np.zeros((_S, _S))
    for t in range(len(m.reach) - 1, -1, -1):
        ahead = m.reach[t + 1] if t + 1 < len(m.reach) else 0
        here = backward[m.rows[t]]
        here[ahead:] = end
        if ahead:
            coming = emitted[m.rows[t + 1]] * backward[m.rows[t + 1]]
            here[:ahead] = coming @ odds.T
            here[:ahead] /= here[:ahead].max(1)[:, None]
            left = forward[m.rows[t]][:ahead]
            norm = ((left @ odds) * coming).sum(1)
            expected += (left * (m.share[:ahead] / norm)[:, None]).T @ coming * odds
    return backward, expected


def fit(articles: Sequence[Labelled], sigma2: float = SIGMA2, steps: int = 200) -> Weights:
    """The weights that fit these articles best."""
    material = _material(articles)
    done = minimize(
        _loss,
        material.prior,
        args=(material, sigma2),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": steps},
    )
    weights = done.x[: -_S * _S].reshape(-1, _S)
    steps_found = done.x[-_S * _S :].reshape(_S, _S)
    return Weights(
        {
            name: {
                state: round(float(weights[i, j]), 2)
                for j, state in enumerate(FITTED)
                if abs(weights[i, j]) > _SMALLEST
            }
            for i, name in enumerate(material.names)
        },
        {
            before: {
                after: round(float(steps_found[i, _INDEX[after]]), 2)
                for after in FOLLOWERS[before]
                if after in _INDEX
            }
            for i, before in enumerate(FITTED)
        },
        read_weights().by_hand,
    )


def write_weights(weights: Weights, path: Path) -> None:
    """Write fitted weights into the file; the tables set by hand there stay as they are."""
    hand = "[by-hand." + path.read_text("utf-8").split("\n[by-hand.", 1)[1]

    def row(name: str, values: Mapping[State, float]) -> str:
        said = ", ".join(f"{s} = {w:g}" for s, w in sorted(values.items(), key=lambda x: -x[1]))
        return f'"{name}" = {{ {said} }}'

    lines = [HEAD, "[steps]"]
    lines += [row(s, v) for s, v in weights.steps.items()]
    lines += ["", "[evidence]"]
    lines += [row(n, v) for n, v in sorted(weights.evidence.items()) if v]
    path.write_text("\n".join(lines) + "\n\n" + hand, "utf-8")


def calibration(articles: Sequence[Labelled], weights: Weights) -> Iterator[tuple[float, bool]]:
    """The confidence of each inferred role but plain paragraphs, and whether it is right."""
    for article in articles:
        decided = decode(article.blocks, article.evidence, weights)
        for one, state in zip(decided, article.states, strict=True):
            if one.state not in (State.PARAGRAPH, State.LIST_ITEM):
                yield one.confidence, one.state.role is state.role


def calibration_table(pairs: Sequence[tuple[float, bool]]) -> str:
    """How often roles of some confidence are right."""
    rows = ["confidence   blocks   right"]
    for low in (0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99):
        high = {0.3: 0.5, 0.9: 0.95, 0.95: 0.99, 0.99: 1.01}.get(low, low + 0.1)
        inside = [right for confidence, right in pairs if low <= confidence < high]
        if inside:
            share = sum(inside) / len(inside)
            rows.append(f"{low:.2f}–{min(high, 1):.2f}   {len(inside):7}   {share:.3f}")
    return "\n".join(rows)


def measure(article: Labelled, weights: Weights, tally: Tally) -> None:
    """Hold the roles that these weights give against those of the article."""
    roles = [d.state for d in decode(article.blocks, article.evidence, weights)]
    made = [
        (_kind(state), held(block.text)) for state, block in zip(roles, article.blocks, strict=True)
    ]
    tally.add_keys(article.pair, made)


def _kind(state: State) -> str:
    return {"signature": "byline", "list-item": "list_item", "quotation": "quote"}.get(
        state, str(state)
    )


def balanced(articles: Sequence[Labelled]) -> list[Labelled]:
    """The articles, those of a large site with less weight each than those of a small one."""
    sizes = Counter(a.pair.site for a in articles)
    mean = len(articles) / len(sizes)
    return [
        replace(
            a,
            weight=(mean / sizes[a.pair.site]) ** 0.5
            * (SAMPLES if SAMPLE_FOLDER in a.pair.manuscript.resolve().parents else 1.0)
            * (OWN if a.pair.site == "own" else 1.0),
        )
        for a in articles
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--cross-validate", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--sigma2", type=float, default=SIGMA2)
    parser.add_argument("--errors", default="")
    parser.add_argument("--variations", type=int, default=3)
    args = parser.parse_args()
    pairs = {p.name: p for folder in reversed(args.folders) for p in load(folder)}
    articles = balanced([labelled(p) for p in pairs.values()])
    if args.cross_validate:
        tally = Tally()
        elsewhere = Tally()
        sureness: list[tuple[float, bool]] = []
        by_site: dict[str, Tally] = defaultdict(Tally)
        for site in sorted({a.pair.site for a in articles}):
            others = with_variations([a for a in articles if a.pair.site != site], args.variations)
            weights = fit(others, args.sigma2)
            held_out = [a for a in articles if a.pair.site == site]
            sureness += calibration(held_out, weights)
            for article in articles:
                if article.pair.site == site:
                    measure(article, weights, tally)
                    measure(article, weights, by_site[site])
                    if site != "own":
                        measure(article, weights, elsewhere)
        for site, one in sorted(by_site.items()):
            print(f"{site:14}", one.line())
        print(table(tally))
        print("without our own articles:")
        print(table(elsewhere))
        print(calibration_table(sureness))
        for error in tally.errors:
            if args.errors and args.errors in error[0]:
                print(*error)
    weights = fit(with_variations(articles, args.variations), args.sigma2)
    tally = Tally()
    for article in articles:
        measure(article, weights, tally)
    print(table(tally))
    if args.write:
        write_weights(weights, WEIGHTS_FILE)


if __name__ == "__main__":
    main()
