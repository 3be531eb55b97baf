"""Pandoc as a process of its own: sandboxed, bounded in time, memory and output."""

from __future__ import annotations

import json
import math
import resource
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pypandoc

from publish.diagnostics import Kind, Place, RefusedError, Severity

PANDOC_OVERRUN = Kind(
    "pandoc-overrun",
    Severity.ERROR,
    fr="Ce document demande trop de temps ou de mémoire pour être lu.",
    fr_hint="Partagez-le en plusieurs articles, ou enregistrez-le dans un autre format.",
    en="This document takes too much time or memory to be read.",
    en_hint="Split it into several articles, or save it in another format.",
)
PANDOC_FAILED = Kind(
    "pandoc-failed",
    Severity.ERROR,
    fr="Ce document n’a pas pu être lu : {reason}",
    fr_hint="Ouvrez-le dans Word ou LibreOffice et enregistrez-le de nouveau.",
    en="This document could not be read: {reason}",
    en_hint="Open it in Word or LibreOffice and save it again.",
)

SECONDS = 6
"""The time that a document may take; a long article takes a tenth of a second."""
WORDS = 400_000
"""More words than this are not read in that time; a novel has a hundred thousand."""
HEAP = "384M"
"""Pandoc's heap, as its runtime takes it (``-M``)."""
OUTPUT_BYTES = 48_000_000
"""The size of the syntax tree as JSON; an article of 50 000 words takes four megabytes."""

_ADDRESS_SPACE = 2_000_000_000
_OVERRUN_CODES = (251, -9, -24, -25, -11)
"""Heap exhausted (GHC's runtime), then SIGKILL, SIGXCPU, SIGXFSZ and a failed allocation."""


@cache
def _binary() -> str:
    return str(pypandoc.get_pandoc_path())


def syntax_tree(data: bytes, markup: str, place: Place) -> list[Any]:
    """The blocks of Pandoc's syntax tree (its JSON, ``pandoc-types`` 1.23) for a document.

    ``markup`` is Pandoc's name of the format. Raises :class:`RefusedError` when the document
    cannot be read within the bounds.
    """
    blocks: list[Any] = document_tree(data, markup, place)["blocks"]
    return blocks


def document_tree(data: bytes, markup: str, place: Place) -> dict[str, Any]:
    """The whole syntax tree: ``blocks``, and ``meta`` for what the document says of itself."""
    try:
        tree: dict[str, Any] = json.loads(converted(data, [f"--from={markup}", "--to=json"], place))
    except (ValueError, RecursionError):
        raise RefusedError([PANDOC_OVERRUN.at(place)]) from None
    return tree


def converted(data: bytes, options: Sequence[str], place: Place) -> bytes:
    """What Pandoc makes of a document; raises :class:`RefusedError` beyond the bounds."""
    with tempfile.TemporaryDirectory(prefix="publish-") as folder:
        source, target = Path(folder) / "source", Path(folder) / "target"
        source.write_bytes(data)
        command = [_binary(), "--sandbox", *options, "--quiet", str(source)]
        with target.open("wb") as out:
            try:
                done = subprocess.run(
                    [*command, "+RTS", f"-M{HEAP}", "-RTS"],
                    stdin=subprocess.DEVNULL,
                    stdout=out,
                    stderr=subprocess.PIPE,
                    timeout=SECONDS,
                    cwd=folder,
                    env={"LC_ALL": "C.UTF-8", "HOME": folder},
                    preexec_fn=_bound,
                    check=False,
                )
            except subprocess.TimeoutExpired:
                raise RefusedError([PANDOC_OVERRUN.at(place)]) from None
            except OSError as error:
                raise RefusedError([PANDOC_FAILED.at(place, reason=error.strerror)]) from error
        if done.returncode in _OVERRUN_CODES:
            raise RefusedError([PANDOC_OVERRUN.at(place)])
        if done.returncode:
            lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise RefusedError([PANDOC_FAILED.at(place, reason=lines[0] if lines else "?")])
        return target.read_bytes()


def check_length(words: Sequence[str], place: Place) -> None:
    """Refuse at once, by :class:`RefusedError`, what would not be read in time."""
    if len(words) > WORDS:
        raise RefusedError([PANDOC_OVERRUN.at(place)])


def _bound() -> None:
    """Bounds that hold whatever the program does; set in the child before it becomes Pandoc."""
    for bound, value in (
        (resource.RLIMIT_CPU, math.ceil(SECONDS)),
        (resource.RLIMIT_FSIZE, OUTPUT_BYTES),
        (resource.RLIMIT_AS, _ADDRESS_SPACE),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(bound, (value, value))
        except (OSError, ValueError):
            # macOS knows no bound on address space; the heap is bounded above all the same.
            continue
