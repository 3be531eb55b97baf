"""What is on show: each publication's last finished editions, and how it stands with the next."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import stat
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Condition

from publish.diagnostics import Kind, Place, Severity
from publish.preview import book
from publish.preview.book import Book, UnreadableError
from publish.preview.sheets import Sheets

EDITION_LINK = Kind(
    "edition-link",
    Severity.ERROR,
    fr="« {name} » est un lien ou n’est pas un fichier ordinaire : l’aperçu ne le montre pas.",
    fr_hint="L’aperçu ne lit que le dossier des éditions : supprimez le lien, puis refaites-les.",
    en="“{name}” is a link or no ordinary file: the preview does not show it.",
    en_hint="The preview reads the folder of the editions alone: remove the link, build again.",
)
EDITION_DAMAGED = Kind(
    "edition-damaged",
    Severity.ERROR,
    fr="« {name} » est abîmé : l’aperçu ne peut pas le lire.",
    fr_hint="Refaites les éditions : publish build.",
    en="“{name}” is damaged: the preview cannot read it.",
    en_hint="Make the editions again: publish build.",
)

Record = dict[str, object]
"""A diagnostic as it stands in ``report.json``."""


@dataclass(frozen=True)
class Editions:
    """The two editions of one build; ``revision`` names their bytes."""

    revision: str
    book: Book
    sheets: Sheets

    def as_record(self) -> Record:
        """Both editions as the page in the browser gets them."""
        return {**self.book.as_record(), "pages": self.sheets.as_record()}


@dataclass
class _Shown:
    title: str
    editions: Editions | None = None
    earlier: Editions | None = None
    diagnostics: Sequence[Record] = ()
    failed: bool = False
    stage: str = ""


@dataclass
class Shelf:
    """The publications in a folder of editions, told to the browser as they change.

    Everything can be called from any thread.
    """

    output: Path
    language: str
    problems: Sequence[Record] = ()
    _shown: dict[str, _Shown] = field(default_factory=dict)
    _standing: list[Record] = field(default_factory=list)
    _changed: Condition = field(default_factory=Condition)
    _version: int = 0
    _closed: bool = False

    def known(self, titles: dict[str, str], problems: Sequence[Record]) -> None:
        """The publications that there are, their titles (empty where none is set) by slug.

        ``problems`` are what is wrong with those left out.
        While there are errors those known before stay: one of them may be the one left out.
        """
        with self._changed:
            refused = any(problem["severity"] == Severity.ERROR for problem in problems)
            for slug in () if refused else self._shown.keys() - titles.keys():
                del self._shown[slug]
            for slug, title in titles.items():
                shown = self._shown.setdefault(slug, _Shown(slug))
                shown.title = title or shown.title
            self.problems = problems
            self._tell()

    def building(self, slug: str, stage: str) -> None:
        """A build has come to a stage of the pipeline."""
        with self._changed:
            if slug in self._shown and self._shown[slug].stage != stage:
                self._shown[slug].stage = stage
                self._tell()

    def built(self, slug: str, title: str, diagnostics: Sequence[Record], *, failed: bool) -> None:
        """A build has ended: new editions are taken from the folder, or the earlier ones stay."""
        editions, said = (None, diagnostics) if failed else self._taken(slug)
        with self._changed:
            shown = self._shown.setdefault(slug, _Shown(title))
            shown.title, shown.stage = title, ""
            shown.diagnostics = said
            shown.failed = failed or editions is None
            if editions and (not shown.editions or editions.revision != shown.editions.revision):
                # Requests that are under way still ask for the pages of the earlier ones.
                shown.earlier, shown.editions = shown.editions, editions
            self._tell()

    def rest(self, problems: Sequence[Record] = ()) -> None:
        """No build is going on, whatever was said of one; ``problems`` are of no book."""
        with self._changed:
            for shown in self._shown.values():
                shown.stage = ""
            self.problems = [*self.problems, *problems]
            self._tell()

    def warn(self, problem: Record) -> None:
        """What is wrong from now on, whatever is built."""
        with self._changed:
            self._standing.append(problem)
            self._tell()

    def take_finished(self, slug: str) -> bool:
        """Show the editions that lie finished in the folder; whether there are any."""
        editions, said = self._taken(slug)
        failed = bool(said) and editions is None
        with self._changed:
            title = editions.book.title if editions else slug
            self._shown[slug] = _Shown(title, editions, diagnostics=said, failed=failed)
            self._tell()
        return editions is not None

    def editions(self, slug: str, revision: str) -> Editions | None:
        """The editions of that name and revision, the last but one too."""
        with self._changed:
            shown = self._shown.get(slug)
            both = (shown.editions, shown.earlier) if shown else ()
            return next((e for e in both if e and e.revision == revision), None)

    def state(self) -> Record:
        """All that the browser shows but the books themselves."""
        with self._changed:
            return {
                "version": self._version,
                "problems": [*self._standing, *self.problems],
                "publications": [
                    {
                        "slug": slug,
                        "title": shown.title,
                        "revision": shown.editions.revision if shown.editions else None,
                        "failed": shown.failed,
                        "stage": shown.stage,
                        "diagnostics": list(shown.diagnostics),
                    }
                    for slug, shown in self._shown.items()
                ],
            }

    def wait(self, version: int, seconds: float) -> int:
        """The version of the state, as soon as it is another than ``version``; -1 at the end."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._version != version, seconds)
            return -1 if self._closed else self._version

    def close(self) -> None:
        """Nothing will change any more: whoever waits is told."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _tell(self) -> None:
        self._version += 1
        self._changed.notify_all()

    def _taken(self, slug: str) -> tuple[Editions | None, list[Record]]:
        """The editions as they lie in the folder, with what their report says of them.

        Where there are none that can be shown, why.
        """
        epub, pdf, report = f"{slug}.epub", f"{slug}.pdf", "report.json"
        try:
            found = _read(self.output, slug, epub, pdf, report)
        except OSError as error:
            return None, [self._problem(EDITION_LINK, slug, Path(str(error.filename)).name)]
        if len(found) < 3:
            return None, []
        both = [found[epub], found[pdf]]
        digest = hashlib.sha256(b"".join(hashlib.sha256(d).digest() for d in both)).hexdigest()
        name = epub
        try:
            read = book.read(found[epub])
            name = pdf
            editions = Editions(digest[:16], read, Sheets(found[pdf]))
            name = report
            return editions, _said(found[report])
        except UnreadableError:
            return None, [self._problem(EDITION_DAMAGED, slug, name)]

    def _problem(self, kind: Kind, slug: str, name: str) -> Record:
        return kind.at(Place(slug), name=name).as_record(self.language)


def _said(report: bytes) -> list[Record]:
    """The diagnostics in a report; raises :class:`UnreadableError` where it is none."""
    try:
        said = json.loads(report)["diagnostics"]
        if {problem["severity"] for problem in said} <= set(Severity):
            return list(said)
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise UnreadableError(str(error)) from error
    raise UnreadableError("severity")


def _read(output: Path, slug: str, *names: str) -> dict[str, bytes]:
    """Those files of a publication's folder among the editions that there are, of one build.

    Raises ``OSError`` where the folder or a file is a symbolic link, or no ordinary one: each step
    is opened from the one before it and follows no link, whatever happens meanwhile.
    """
    found = {}
    with ExitStack() as held:

        def opened(step: str, flags: int, within: int | None = None) -> int:
            descriptor = os.open(step, os.O_RDONLY | flags, dir_fd=within)
            held.callback(os.close, descriptor)
            return descriptor

        with suppress(FileNotFoundError):
            build = opened(os.fspath(output), os.O_DIRECTORY)
            folder = opened(slug, os.O_DIRECTORY | os.O_NOFOLLOW, build)
            for name in names:
                file = opened(name, os.O_NOFOLLOW | os.O_NONBLOCK, folder)
                if not stat.S_ISREG(os.fstat(file).st_mode):
                    raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), name)
                with os.fdopen(file, "rb", closefd=False) as reading:
                    found[name] = reading.read()
    return found
