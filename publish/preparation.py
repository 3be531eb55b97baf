"""The first stages, of articles: manuscripts read, held against their words, set by typography.

They stand apart from the stages of the editions so that a call that makes none does not wait for
the engines of layout to be loaded.
"""

from __future__ import annotations

import filecmp
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from publish.article import Article, slugify
from publish.diagnostics import Diagnostic, Kind, Place, Severity
from publish.files import TooLargeError, read_regular
from publish.proof import articles as proofs
from publish.proof.articles import Conservation
from publish.publication import Publication
from publish.settings import FILE_UNREADABLE
from publish.sources import Manuscript, Reading, read
from publish.sources.apparatus import without_notes_heading
from publish.sources.encoding import decode
from publish.sources.guidance import Guidance, returning_lines
from publish.sources.limits import FILE_LARGE, Limits
from publish.typography import Change, Typeset, typeset
from publish.typography.corrections import Correction, listed
from publish.words import words

Progress = Callable[[str, str, int, int], None]
"""Told as work goes on: the stage, what it is about, how much is done, out of how much."""

TITLE_TWICE = Kind(
    "title-twice",
    Severity.WARNING,
    fr="« {name} » et « {other} » ont le même titre : « {title} ».",
    fr_hint="Si c’est deux fois le même article, sortez l’un des deux du dossier ; sinon, "
    "distinguez les titres : le sommaire les montre l’un sous l’autre.",
    en="“{name}” and “{other}” have the same title: “{title}”.",
    en_hint="If it is the same article twice, take one of them out of the folder; otherwise tell "
    "the titles apart: the contents show one under the other.",
)
PLAIN_TEXT = (".txt", ".text", ".md", ".markdown")


@dataclass(frozen=True)
class Articles:
    """The articles of a publication before and after typography, and what was seen on the way."""

    publication: Publication
    readings: tuple[tuple[Path, Article, Reading], ...]
    typeset: tuple[tuple[Path, Article], ...]
    changes: dict[str, tuple[Change, ...]]
    respelled: int
    diagnostics: tuple[Diagnostic, ...]


def nothing(_stage: str, _about: str, _done: int, _of: int) -> None:
    """Progress that nobody follows."""


@dataclass(frozen=True)
class Prepared:
    """One manuscript: what was read in it, and its article as typography set it, if it has one."""

    path: Path
    reading: Reading
    typeset: Typeset | None
    proof: Conservation
    diagnostics: tuple[Diagnostic, ...]
    """What was seen on the way; the differences that the proof found are not among it yet."""


def prepare_one(
    publication: Publication,
    path: Path,
    returning: frozenset[str] = frozenset(),
    *,
    keep_words: bool = False,
) -> Prepared:
    """Read a manuscript, hold its article against its words, set its typography.

    ``returning`` are the lines that come back in other manuscripts of the publication. With
    ``keep_words`` typography sets what stands between the words and respells none, and a heading
    over the notes stays.
    """
    name = publication.name_of(path)
    guidance = Guidance(
        publication.structure.get(name, {}),
        publication.keep_debris,
        returning,
        publication.passages.get(name, {}),
        publication.infer_languages,
    )
    reading = read_manuscript(path, name, publication.language, publication.limits, guidance)
    proof = Conservation()
    if not keep_words:
        reading = without_notes_heading(reading)
    if reading.article is None:
        return Prepared(path, reading, None, proof, reading.diagnostics)
    done = typeset(reading.article, publication.typography_off, keep_words=keep_words)
    proofs.hold_prepared(reading.article, reading.words, done, proof)
    return Prepared(path, reading, done, proof, reading.diagnostics + done.diagnostics)


def prepare(publication: Publication, progress: Progress = nothing) -> Articles:
    """Prepare every manuscript of a publication, in order."""
    problems: list[Diagnostic] = []
    readings: list[tuple[Path, Article, Reading]] = []
    finished: list[tuple[Path, Article]] = []
    changes: dict[str, tuple[Change, ...]] = {}
    proof = Conservation()
    returning = returning_in(publication)
    for number, path in enumerate(publication.manuscripts):
        progress("read", publication.name_of(path), number, len(publication.manuscripts))
        one = prepare_one(publication, path, returning)
        problems += one.diagnostics
        proof.respelled += one.proof.respelled
        proof.differences += one.proof.differences
        if one.reading.article is not None and one.typeset is not None:
            readings.append((path, one.reading.article, one.reading))
            finished.append((path, one.typeset.article))
            changes[one.reading.article.source] = one.typeset.changes
    problems += _titles_twice(readings)
    by_slug = {article.slug: article for _, article, _ in readings}
    problems += proofs.diagnostics(proof, by_slug, publication.language)
    completed = publication.completed([article for _, article in finished])
    return Articles(
        completed, tuple(readings), tuple(finished), changes, proof.respelled, tuple(problems)
    )


def _titles_twice(readings: Iterable[tuple[Path, Article, Reading]]) -> Iterator[Diagnostic]:
    """The articles that have the title of an earlier one; exact copies are told as such before."""
    titled: dict[tuple[str, ...], tuple[Path, Article]] = {}
    for path, article, _ in readings:
        key = tuple(words(article.title))
        other, earlier = titled.setdefault(key, (path, article))
        if key and other != path and not _is_copy(path, other):
            heading = article.part("h1")
            line = None if heading is None else article.lines.get(heading.get("id", ""))
            place = Place(article.source, line)
            names = {"name": article.source, "other": earlier.source}
            yield TITLE_TWICE.at(place, title=article.title, **names)


def _is_copy(path: Path, other: Path) -> bool:
    try:
        return filecmp.cmp(path, other, shallow=False)
    except OSError:
        return False


def returning_in(publication: Publication) -> frozenset[str]:
    """The lines that come back from one manuscript of a publication to another."""
    return returning_lines(_texts(publication))


def _texts(publication: Publication) -> Iterator[str]:
    """The manuscripts that are text already, to see what comes back from one to another."""
    for path in publication.manuscripts:
        if len(publication.manuscripts) > 1 and path.suffix.lower() in PLAIN_TEXT:
            with suppress(OSError, TooLargeError):
                data = read_regular(path, publication.limits.manuscript_bytes)
                yield decode(data, publication.name_of(path), publication.limits).text


def read_manuscript(
    path: Path,
    name: str,
    language: str,
    limits: Limits | None = None,
    guidance: Guidance | None = None,
) -> Reading:
    """The article of one manuscript; a file that cannot be read is a problem like another."""
    limits = limits or Limits()
    most = limits.manuscript_bytes
    try:
        data = read_regular(path, most)
    except TooLargeError as error:
        problem = FILE_LARGE.at(Place(name), found=error.size, limit=most, name="manuscript_bytes")
        return Reading(None, (), (problem,))
    except OSError as error:
        problem = FILE_UNREADABLE.at(Place(name), reason=error.strerror)
        return Reading(None, (), (problem,))
    manuscript = Manuscript(path, name, article_slug(path), language, data, limits)
    return read(replace(manuscript, guidance=guidance or Guidance()))


def article_slug(path: Path) -> str:
    """The name of an article in the editions: that of its file without its number of order.

    It becomes an ``id``, which cannot begin with a digit (XML, production 4 of Namespaces), nor be
    that of a note or of its call in the article (``n1``, ``r1``).
    """
    name = slugify(path.stem)[:_SLUG_LENGTH].strip("-")
    bare = name.lstrip("0123456789").lstrip("-") or name
    free = bare[:1].isalpha() and not _NOTE.fullmatch(bare)
    return bare if free else f"article-{bare}".strip("-")


_NOTE = re.compile(r"[nr]\d+(-\d+)?")
_SLUG_LENGTH = 80
"""The longest name of an article in the editions: the names of files are made of it."""


def corrections(publication: Publication) -> list[Correction]:
    """Every change that typography makes to the articles, as a corrector would list them."""
    articles = prepare(publication)
    return [
        c
        for _, before, _ in articles.readings
        for c in listed(before, articles.changes[before.source])
    ]
