"""The editions made anew, in a process of its own, as manuscripts and styles change."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Condition, Event, Thread
from typing import Any

from watchfiles import Change, DefaultFilter, watch

from publish.diagnostics import Diagnostic, Kind, Place, Severity, readable
from publish.preview.shelf import Record, Shelf
from publish.publication import TOML, Publication, find
from publish.resources import STYLES

_DEBOUNCE = 400
"""Milliseconds during which changes are taken together: an editor saves in several steps."""

BUILD_DIED = Kind(
    "build-died",
    Severity.ERROR,
    fr="La composition s’est arrêtée sans rien dire ({reason}).",
    fr_hint="La mémoire manque peut-être : fermez des programmes, puis enregistrez le manuscrit "
    "pour recommencer.",
    en="The build stopped without a word ({reason}).",
    en_hint="Memory may be short: close some programs, then save the manuscript to try again.",
)
WATCH_FAILED = Kind(
    "watch-failed",
    Severity.ERROR,
    fr="Ce dossier ne peut pas être surveillé : {reason}",
    fr_hint="L’aperçu ne suivra pas vos changements : relancez-le après chacun d’eux.",
    en="This folder cannot be watched: {reason}",
    en_hint="The preview will not follow your changes: start it again after each of them.",
)


class Workshop:
    """Builds what has changed, one build after another, and puts the results on the shelf."""

    def __init__(self, paths: Sequence[Path], shelf: Shelf):
        self._paths = [path.absolute() for path in paths]
        self._shelf = shelf
        self._pending: set[Path] = set()
        self._changed = Condition()
        self._stop = Event()
        self._process: multiprocessing.process.BaseProcess | None = None

    def open(self, *, watching: bool) -> None:
        """Begin: what is finished is shown at once, what is missing or old is built.

        With ``watching`` what changes from now on is built too.
        """
        publications, problems = find(self._paths)
        output = self._shelf.output
        titles = {p.slug: p.title for p in publications}
        self._shelf.known(titles, _records(problems, self._shelf.language))
        old = set()
        for one in publications:
            shown = self._shelf.take_finished(one.slug)
            alone = one.manuscripts[0] in self._paths if one.manuscripts else False
            edition = output / one.slug / f"{one.slug}.epub"
            if not shown or _is_older(edition, one, alone, output):
                old.add(one.slug)
        Thread(target=self._build, args=(old,), daemon=True).start()
        if watching:
            for roots, deep in _watched(self._paths):
                Thread(target=self._watch, args=(roots, deep), daemon=True).start()

    def close(self) -> None:
        """End all of it, a build under way too: what it had written aside the next one clears."""
        self._stop.set()
        with self._changed:
            self._changed.notify_all()
        if self._process is not None:
            self._process.kill()

    def _watch(self, roots: Sequence[Path], deep: bool) -> None:
        changing = watch(
            *roots,
            watch_filter=_Concern(self._shelf.output),
            debounce=_DEBOUNCE,
            stop_event=self._stop,
            recursive=deep,
            raise_interrupt=False,
            ignore_permission_denied=True,
        )
        try:
            for changes in changing:
                with self._changed:
                    self._pending |= {Path(path) for _, path in changes}
                    self._changed.notify_all()
        except (OSError, RuntimeError) as error:  # no more watches left, says inotify(7)
            place = Place(readable(str(roots[0])))
            problem = WATCH_FAILED.at(place, reason=error)
            self._shelf.warn(problem.as_record(self._shelf.language))

    def _build(self, slugs: set[str]) -> None:
        """Every build, for as long as the workshop is open: that of ``slugs`` first."""
        # Ctrl-C reaches each process of the terminal: those begun from here wait to be ended by us.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        if slugs:
            self._run(slugs, frozenset())
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._pending or self._stop.is_set())
                changed, self._pending = frozenset(self._pending), set()
            if self._stop.is_set():
                return
            self._run(set(), changed)

    def _run(self, slugs: set[str], changed: frozenset[Path]) -> None:
        """One build in a process of its own: no fault of it can end the preview."""
        # Forking what has threads is not safe: a server that has none forks (macOS: see bpo-33725).
        context: Any = multiprocessing.get_context(
            "spawn" if sys.platform == "darwin" else "forkserver"
        )
        receiving, sending = context.Pipe(duplex=False)
        make = partial(_make, self._paths, self._shelf.output, self._shelf.language, slugs, changed)
        process = context.Process(target=make, args=(sending,), daemon=True)
        try:
            process.start()
        except (OSError, EOFError) as error:  # the server of processes was ended, or cannot begin
            self._rest(str(error))
            return
        self._process = process
        sending.close()
        for said in _received(receiving):
            self._put(*said)
        process.join()
        self._rest(f"{process.exitcode}" if process.exitcode else "")

    def _rest(self, died: str) -> None:
        if not self._stop.is_set():
            problems = [BUILD_DIED.at(Place(""), reason=died)] if died else []
            self._shelf.rest(_records(problems, self._shelf.language))

    def _put(self, what: str, *values: Any) -> None:
        match what:
            case "known":
                self._shelf.known(*values)
            case "stage":
                self._shelf.building(*values)
            case "built":
                slug, title, diagnostics, failed = values
                self._shelf.built(slug, title, diagnostics, failed=failed)


class _Concern(DefaultFilter):
    """What of a folder concerns a publication: not what editors and builds lay beside it."""

    def __init__(self, output: Path):
        super().__init__(ignore_paths=[output.absolute(), output.resolve()])

    def __call__(self, change: Change, path: str) -> bool:
        return super().__call__(change, path) and not Path(path).name.startswith(".")


def _watched(paths: Sequence[Path]) -> Iterator[tuple[list[Path], bool]]:
    """The folders to be watched, and whether with all that is beneath them.

    Beside a single manuscript lies whatever lies there, the whole disk perhaps: only its own folder
    is watched.
    """
    folders = [_folder(path) for path in paths]
    yield [*(folder for folder in folders if folder), STYLES], True
    if alone := [path.parent for path, folder in zip(paths, folders, strict=True) if not folder]:
        yield alone, False


def _folder(path: Path) -> Path | None:
    if path.is_dir():
        return path
    return path.parent if path.name == TOML else None


def _is_older(edition: Path, publication: Publication, alone: bool, output: Path) -> bool:
    """Whether something of a publication, or a style, is newer than its edition."""
    sources = publication.manuscripts if alone else (publication.folder, STYLES)
    try:
        made = edition.stat().st_mtime
        return any(p.lstat().st_mtime > made for s in sources for p in _tree(s, output))
    except OSError:
        return True


def _tree(path: Path, output: Path) -> Iterator[Path]:
    """A path and all beneath it but the editions; a file taken away is seen by its folder."""
    yield path
    for folder, names, files in os.walk(path):
        here = Path(folder)
        names[:] = [n for n in names if not n.startswith(".") and not (here / n).samefile(output)]
        yield from (here / name for name in (*names, *files))


# --- in the process of a build -------------------------------------------------------------------


def _make(
    paths: Sequence[Path],
    output: Path,
    language: str,
    slugs: set[str],
    changed: frozenset[Path],
    told: Connection,
) -> None:
    """Build the publications of those slugs, and those that the changed files belong to."""
    from publish.jobs import build_all  # noqa: PLC0415

    def follow(slug: str, stage: str, _about: str, _done: int, _of: int) -> None:
        try:
            told.send(("stage", slug, stage))
        except OSError:
            os._exit(1)  # the preview is gone: nobody waits for this build any more

    publications, problems = find(paths)
    titles = {p.slug: p.title for p in publications}
    told.send(("known", titles, _records(problems, language)))
    for publication in publications:
        if publication.slug not in slugs and not _touched(publication, changed):
            continue
        follow(publication.slug, "read", "", 0, 1)
        (built,) = build_all(
            [publication],
            output,
            only="",
            press=False,
            jobs=1,
            language=language,
            follow=follow,
        )
        records = _records(built.diagnostics, language)
        told.send(("built", publication.slug, built.publication.title, records, not built.folder))


def _touched(publication: Publication, changed: frozenset[Path]) -> bool:
    folders = (publication.folder.resolve(), STYLES.resolve())
    return any(path.resolve().is_relative_to(f) for path in changed for f in folders)


def _received(receiving: Connection) -> Iterator[Any]:
    """What the process says until it ends."""
    with suppress(EOFError):
        while True:
            yield receiving.recv()


def _records(problems: Iterable[Diagnostic], language: str) -> list[Record]:
    return [problem.as_record(language) for problem in problems]
