"""Several publications built at once, and what becomes of a fault of the tool itself."""

from __future__ import annotations

import os
import signal
import tempfile
import traceback
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from multiprocessing import Manager
from pathlib import Path
from queue import Empty, Queue
from typing import Any

from publish.diagnostics import Diagnostic, Kind, Place, Severity
from publish.pipeline import Built, build
from publish.preparation import Progress
from publish.publication import Publication

Follow = Callable[[str, str, str, int, int], None]

TOOL_FAULT = Kind(
    "tool-fault",
    Severity.ERROR,
    fr="L’outil s’est arrêté sur une faute de sa part : {reason}",
    fr_hint="Gardez les manuscrits et signalez-la, avec le fichier {trace} ; rien n’est publié.",
    en="The tool stopped on a fault of its own: {reason}",
    en_hint="Keep the manuscripts and report it, with the file {trace}; nothing is published.",
)


def build_all(
    publications: Sequence[Publication],
    output: Path,
    *,
    only: str,
    press: bool,
    jobs: int,
    language: str,
    follow: Follow,
) -> list[Built]:
    """Build each publication, ``jobs`` at a time, each in its own process if there are several.

    ``follow`` is told the slug, the stage, what it is about, how much is done, out of how much. A
    fault of the tool is a problem of the publication it befell.
    """
    make = partial(_make, output=output, only=only, press=press, language=language)
    if len(publications) < 2 or jobs < 2:
        return [make(p, progress=partial(follow, p.slug)) for p in publications]
    workers = min(jobs, len(publications))
    with Manager() as manager, ProcessPoolExecutor(workers, initializer=_be_a_worker) as pool:
        events: Queue[Any] = manager.Queue()
        futures = [pool.submit(_build_one, make, p, events, os.getpid()) for p in publications]
        while not all(future.done() for future in futures):
            _tell(events, follow)
        return [_result(f, p) for f, p in zip(futures, publications, strict=True)]


def _make(
    publication: Publication,
    output: Path,
    only: str,
    language: str,
    progress: Progress,
    *,
    press: bool,
) -> Built:
    try:
        return build(
            publication, output, only=only, press=press, language=language, progress=progress
        )
    except Exception as error:  # the edge: an editor is told, whatever the fault
        return Built(publication, [_fault(publication, error)])


def _fault(publication: Publication, error: BaseException) -> Diagnostic:
    name = f"publish-{publication.slug}-"
    with tempfile.NamedTemporaryFile("w", prefix=name, suffix=".txt", delete=False) as trace:
        trace.writelines(traceback.format_exception(error))
    place = Place(str(publication.folder))
    return TOOL_FAULT.at(place, reason=f"{type(error).__name__}: {error}", trace=trace.name)


def _be_a_worker() -> None:
    # An interruption from the keyboard reaches the workers too: they have nothing to say about it.
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _result(future: Future[Built], publication: Publication) -> Built:
    try:
        return future.result()
    except Exception as error:  # a worker that died, for want of memory for instance
        return Built(publication, [_fault(publication, error)])


def _tell(events: Queue[Any], follow: Follow) -> None:
    try:
        follow(*events.get(timeout=0.1))
    except Empty:
        return


def _build_one(make: Any, publication: Publication, events: Queue[Any], parent: int) -> Built:
    def progress(*event: object) -> None:
        if os.getppid() != parent:
            # The command was killed: nobody waits for this build any more.
            os._exit(1)
        events.put((publication.slug, *event))

    built: Built = make(publication, progress=progress)
    return built
