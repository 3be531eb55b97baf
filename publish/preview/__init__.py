"""``publish preview``: the finished editions side by side in a browser, made anew as one writes."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from publish.diagnostics import Kind, Place, RefusedError, Severity
from publish.preview.server import ADDRESS, Server
from publish.preview.shelf import Shelf
from publish.preview.watch import Workshop

PORT = 8640
"""The port where nobody asked for another: always the same, so that a browser knows it again."""

PORT_TAKEN = Kind(
    "port-taken",
    Severity.ERROR,
    fr="Le port {port} ne peut pas être ouvert : {reason}",
    fr_hint="Un autre aperçu l’occupe peut-être. Sans --port, un port libre est pris.",
    en="Port {port} cannot be opened: {reason}",
    en_hint="Another preview may hold it. Without --port a free one is taken.",
)


@contextmanager
def serving(
    sources: Sequence[Path], output: Path, port: int | None, language: str, *, watching: bool
) -> Iterator[Server]:
    """The preview of the publications at ``sources``, whose editions lie in ``output``.

    Raises :class:`RefusedError` when the port is taken. A request to end (SIGTERM) comes as
    ``KeyboardInterrupt``, as Ctrl-C does: both end the build that is under way.
    """
    shelf = Shelf(output.absolute(), language)
    server = _listening(shelf, port)
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    workshop = Workshop(sources, shelf)
    try:
        workshop.open(watching=watching)
        yield server
    finally:
        signal.signal(signal.SIGTERM, before)
        workshop.close()
        shelf.close()
        server.server_close()


def _listening(shelf: Shelf, port: int | None) -> Server:
    try:
        return Server(shelf, PORT if port is None else port)
    except OSError as error:
        if port is None:
            return Server(shelf, 0)
        place = Place(f"{ADDRESS}:{port}")
        reason = error.strerror or error
        raise RefusedError([PORT_TAKEN.at(place, port=port, reason=reason)]) from error
