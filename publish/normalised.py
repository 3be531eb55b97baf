"""Manuscripts as articles of the profile, one after the other: none is kept, however many come."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from publish.article import alone, document, serialise
from publish.diagnostics import Diagnostic, has_errors
from publish.preparation import prepare_one, returning_in
from publish.proof import articles as proofs
from publish.publication import Publication
from publish.sources.explain import explained

_MANY = 32
"""From how many manuscripts on a second process is worth its start."""
_CHUNK = 8


@dataclass(frozen=True)
class Normalised:
    """An article as a file: its bytes, what was seen on the way.

    ``data`` is ``None`` when the manuscript has errors. ``explained`` tells why each block is what
    it is, when it was asked for.
    """

    path: Path
    data: bytes | None
    diagnostics: tuple[Diagnostic, ...]
    explained: str = ""


def normalised(
    publication: Publication, *, typography: bool = False, explain: str = "", jobs: int = 1
) -> Iterator[Normalised]:
    """The manuscripts of a publication in order, by ``jobs`` processes when they are many.

    Words stay as they were written unless ``typography`` is asked for. ``explain`` is the language
    of the explanation, if there is to be one.
    """
    one = partial(
        _normalised,
        publication=publication,
        returning=returning_in(publication),
        typography=typography,
        explain=explain,
    )
    manuscripts = publication.manuscripts
    if jobs < 2 or len(manuscripts) < _MANY:
        yield from map(one, manuscripts)
        return
    # The publication goes to each process once, not with each manuscript.
    with ProcessPoolExecutor(jobs, initializer=_begin, initargs=(one,)) as pool:
        yield from pool.map(_next, manuscripts, chunksize=_CHUNK)


def _normalised(
    path: Path, publication: Publication, returning: frozenset[str], typography: bool, explain: str
) -> Normalised:
    one = prepare_one(publication, path, returning, keep_words=not typography)
    article, problems = one.reading.article, list(one.diagnostics)
    if article is None or one.typeset is None:
        return Normalised(path, None, tuple(problems))
    problems += proofs.diagnostics(one.proof, {article.slug: article}, publication.language)
    data = None if has_errors(problems) else serialise(alone(document(one.typeset.article)))
    told = explained(one.reading.inferred, explain, one.reading.passages) if explain else ""
    return Normalised(path, data, tuple(problems), told)


_one: list[partial[Normalised]] = []


def _begin(one: partial[Normalised]) -> None:
    _one.append(one)


def _next(path: Path) -> Normalised:
    return _one[0](path)


def unused(wanted: str, taken: set[str]) -> str:
    """The name wanted, with a number where it was taken already; it is taken from now on."""
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted}-{number}"
    taken.add(name)
    return name
