"""The seconds of layout and of writing, told on stdout."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import TypeVar

Pages = TypeVar("Pages")


def timed(lay_out: Callable[[], Pages], write: Callable[[Pages], bytes]) -> bytes:
    """The PDF; prints wall and processor seconds of both steps as one JSON object."""
    clocks = [(time.perf_counter(), time.process_time())]
    pages = lay_out()
    clocks.append((time.perf_counter(), time.process_time()))
    pdf = write(pages)
    clocks.append((time.perf_counter(), time.process_time()))
    began, laid_out, written = clocks
    steps = {
        "layout": (laid_out[0] - began[0], laid_out[1] - began[1]),
        "writing": (written[0] - laid_out[0], written[1] - laid_out[1]),
    }
    print(json.dumps(steps))
    return pdf
