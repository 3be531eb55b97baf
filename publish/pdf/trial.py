"""Whether the layout can draw a drawing: tried on a page of its own before it enters an edition.

What a renderer does with numbers that make no sense is known only by trying: some make it fail,
some make it draw without end. The trial has bounds of its own in time and memory, and a drawing
that is taken for good here cannot stop a whole book later.
"""

from __future__ import annotations

import logging
import os
import resource
import select
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import weasyprint

from publish.pdf.fetcher import BASE, Fetcher

SECONDS = 5
"""The time to draw one drawing; a detailed map takes one second."""
MEMORY = 512_000_000
"""The bytes that drawing may take beyond those already taken."""
_DONE = b"\0"


def undrawable(drawing: bytes) -> str:
    """Why an SVG cannot be drawn, empty when it can."""
    if sys.platform != "linux":
        # Elsewhere a copy of a process that has loaded its fonts does not run.
        return _reason(drawing)
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(read_end)
            _bound_memory()
            os.write(write_end, _DONE + _reason(drawing).encode(errors="replace")[:1000])
        finally:
            os._exit(0)
    os.close(write_end)
    with os.fdopen(read_end, "rb") as answer:
        ready, _, _ = select.select([answer], [], [], SECONDS)
        if not ready:
            os.kill(child, signal.SIGKILL)
        said = answer.read()
    os.waitpid(child, 0)
    if not ready:
        return f"more than {SECONDS} s to draw it"
    return said[1:].decode() if said.startswith(_DONE) else "too much memory to draw it"


def _bound_memory() -> None:
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123  (no file of ours)
        taken = int(file.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (taken + MEMORY, taken + MEMORY))


def _reason(drawing: bytes) -> str:
    page = weasyprint.HTML(
        string='<img src="images/drawing.svg" alt="" style="max-width: 100%; max-height: 90vh">',
        base_url=BASE,
        url_fetcher=Fetcher({"images/drawing.svg": drawing}),
    )
    with _heard() as heard:
        try:
            page.write_pdf()
        except Exception as error:
            # The renderer raises whatever senseless numbers make it run into.
            return f"{type(error).__name__}: {error}"[:200]
    return heard[0] if heard else ""


@contextmanager
def _heard() -> Iterator[list[str]]:
    """What the renderer complains of; nothing of it reaches the terminal."""
    heard: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            heard.append(record.getMessage())

    logger = logging.getLogger("weasyprint")
    before, propagate = logger.handlers, logger.propagate
    logger.handlers, logger.propagate = [Listener(logging.ERROR)], False
    try:
        yield heard
    finally:
        logger.handlers, logger.propagate = before, propagate
