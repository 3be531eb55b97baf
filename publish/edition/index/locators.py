"""Locators: the pages of an entry, as French indexes print them.

Each page stands once. Three pages in a row and more, or two of one passage, are a range (12-14);
two pages that each mention an entry stay two (12, 13). What stands in a note alone is « 12 n. 3 »,
what stands in the text of the page too « 12 et n. 3 ».
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from publish.edition.index.marks import Mark

Span = tuple[int, int]
"""The first and the last page of a passage, from 0."""
Places = Mapping[str, Span]
"""The pages of places of the edition: ``document--id``, or the name of a document."""


@dataclass(frozen=True)
class Locator:
    """What an index says of a place, and the document and ``id`` that it leads to."""

    said: str
    document: str
    identifier: str


@dataclass
class _Run:
    first: int
    last: int
    mark: Mark


def locators(marks: Iterable[Mark], places: Places, folios: Sequence[str]) -> list[Locator]:
    """The locators of the marks of one entry; ``folios`` gives the number of each page."""
    known = [(mark, span) for mark in marks if (span := _span(mark, places)) is not None]
    runs = _merged([(m, s) for m, s in known if not m.note], folios)
    noted: dict[int, list[Mark]] = {}
    for mark, (page, _) in known:
        if mark.note and all(
            m.note != mark.note or m.document != mark.document for m in noted.get(page, ())
        ):
            noted.setdefault(page, []).append(mark)
    found: list[tuple[int, Locator]] = []
    for run in runs:
        said = folios[run.first]
        if run.last > run.first:
            said += f"-{folios[run.last]}"
        elif run.first in noted:
            here = noted.pop(run.first)
            found.append((run.first, _locator(said, run.mark)))
            found += [(run.first, one) for one in _after(here)]
            continue
        found.append((run.first, _locator(said, run.mark)))
    for page, here in noted.items():
        first, *others = here
        found.append((page, _locator(f"{folios[page]}\u00a0n.\u00a0{first.note}", first)))
        found += [(page, _locator(f"et\u00a0{m.note}", m)) for m in others]
    return [locator for _, locator in sorted(found, key=lambda one: one[0])]


def _after(here: Sequence[Mark]) -> list[Locator]:
    """The notes of a page whose text is named already: « et n. 3 »."""
    first, *others = here
    return [
        _locator(f"et\u00a0n.\u00a0{first.note}", first),
        *(_locator(f"et\u00a0{m.note}", m) for m in others),
    ]


def _locator(said: str, mark: Mark) -> Locator:
    return Locator(said, mark.document, mark.identifier)


def _span(mark: Mark, places: Places) -> Span | None:
    name = mark.document if mark.extent == "." else f"{mark.document}--{mark.extent}"
    return places.get(name)


def _merged(known: Iterable[tuple[Mark, Span]], folios: Sequence[str]) -> list[_Run]:
    """Passages as runs of pages, those that touch joined where that makes a range."""
    passages: list[_Run] = []
    for mark, (first, last) in sorted(known, key=lambda one: one[1]):
        if passages and first <= passages[-1].last:
            passages[-1].last = max(passages[-1].last, last)
        else:
            passages.append(_Run(first, last, mark))
    joined: list[_Run] = []
    for passage in passages:
        run = joined[-1] if joined else None
        if run is not None and passage.first == run.last + 1 and _alike(run, passage, folios):
            run.last = passage.last
        else:
            joined.append(_Run(passage.first, passage.last, passage.mark))
    return [part for run in joined for part in _parts(run, passages)]


def _alike(run: _Run, passage: _Run, folios: Sequence[str]) -> bool:
    """Whether the folios of two runs count on: roman and arabic ones do not."""
    return folios[run.last].isdigit() == folios[passage.first].isdigit()


def _parts(run: _Run, passages: Sequence[_Run]) -> list[_Run]:
    """A run of two pages that are mentioned one by one is no range."""
    within = [p for p in passages if run.first <= p.first and p.last <= run.last]
    return within if run.last - run.first == 1 else [run]
