"""Whether the layout can draw a drawing: tried on a page of its own before it enters an edition.

What a renderer does with numbers that make no sense is known only by trying; a drawing that is
taken for good here cannot stop a whole book later.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import weasyprint
from weasyprint.logger import LOGGER

from publish.pdf.fetcher import BASE, Fetcher

SECONDS = 4
"""The time to draw one drawing; a detailed map takes one second."""


class _TooSlowError(Exception):
    pass


def undrawable(drawing: bytes) -> str:
    """Why an SVG cannot be drawn, empty when it can."""
    page = weasyprint.HTML(
        string='<img src="images/drawing.svg" alt="" style="max-width: 100%; max-height: 90vh">',
        base_url=BASE,
        url_fetcher=Fetcher({"images/drawing.svg": drawing}),
    )
    level, handlers = LOGGER.level, LOGGER.handlers[:]
    LOGGER.handlers[:] = []
    LOGGER.setLevel(100)
    try:
        with _within(SECONDS):
            page.write_pdf()
    except Exception as error:
        # The renderer raises whatever senseless numbers make it run into.
        return f"{type(error).__name__.strip('_')}: {error}"[:200]
    finally:
        LOGGER.handlers[:] = handlers
        LOGGER.setLevel(level)
    return ""


@contextmanager
def _within(seconds: int) -> Iterator[None]:
    """Raise :class:`_TooSlowError` after this time, where the system can tell a process so."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "SIGALRM"):
        yield
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise _TooSlowError(f"more than {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
