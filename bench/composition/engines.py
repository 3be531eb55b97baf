"""Each engine in a process of its own: the PDF it makes, its seconds, its memory."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from bench.composition import sources
from bench.composition.text import Block, save
from publish.resources import FONTS

ROOT = Path(__file__).parent.parent.parent
_LOG_END = 600


class EngineFailedError(Exception):
    """An engine that ended without a PDF; holds the end of what it said."""


@dataclass(frozen=True)
class Spent:
    """What a process used: wall seconds, processor seconds, megabytes of its largest process."""

    seconds: float
    processor: float
    memory: float


@dataclass(frozen=True)
class Run:
    """A text set by an engine.

    ``steps`` gives wall and processor seconds of ``layout`` and ``writing`` where the engine's own
    process can tell them apart.
    """

    pdf: Path
    version: str
    spent: Spent
    steps: dict[str, tuple[float, float]]


@dataclass(frozen=True)
class Engine:
    """An engine: how it is called in the table, what it needs, how it sets a text.

    ``lacks`` says what to install, or nothing. ``command`` writes what the engine reads into a
    folder and gives the command that makes ``out.pdf`` there. ``tagged``: it writes PDF/UA-1 here
    and tells its steps apart. ``warm``: its first run on a machine makes caches.
    """

    name: str
    title: str
    lacks: Callable[[], str]
    command: Callable[[Sequence[Block], Path], list[str]]
    version: Callable[[], str]
    tagged: bool = False
    warm: bool = False


def run(engine: Engine, blocks: Sequence[Block], folder: Path, *, one_core: bool = False) -> Run:
    """Set the text in ``folder``, made when missing. Raises :class:`EngineFailedError`."""
    if engine.warm:
        _set(engine, blocks[:2], folder.with_name(f"{folder.name}-warm"), one_core=one_core)
    spent, said = _set(engine, blocks, folder, one_core=one_core)
    steps: dict[str, tuple[float, float]] = json.loads(said) if engine.tagged else {}
    return Run(folder / "out.pdf", engine.version(), spent, steps)


def _set(
    engine: Engine, blocks: Sequence[Block], folder: Path, *, one_core: bool
) -> tuple[Spent, str]:
    folder.mkdir(exist_ok=True)
    (folder / "out.pdf").unlink(missing_ok=True)
    command = engine.command(blocks, folder)
    cores = os.sched_getaffinity(0)
    with (folder / "said.txt").open("wb") as said, (folder / "log.txt").open("wb") as log:
        if one_core:
            os.sched_setaffinity(0, {min(cores)})
        began = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdout=said,
            stderr=log,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        os.sched_setaffinity(0, cores)
        # wait4 gives the use of this process and of those that it waited for.
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - began
    if process.returncode or not (folder / "out.pdf").exists():
        ends = [(folder / name).read_text("utf-8", "replace") for name in ("said.txt", "log.txt")]
        raise EngineFailedError(f"{''.join(e[-_LOG_END:] for e in ends).strip()}")
    spent = Spent(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
    return spent, (folder / "said.txt").read_text("utf-8", "replace")


def _module(name: str) -> Callable[[], str]:
    def lacks() -> str:
        return "" if importlib.util.find_spec(name) else f"pip install {name}"

    return lacks


def _program(name: str, packages: str) -> Callable[[], str]:
    def lacks() -> str:
        return "" if shutil.which(name) else f"apt-get install --no-install-recommends {packages}"

    return lacks


def _setter(name: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", f"bench.composition.setters.{name}", *arguments]


def _weasyprint(blocks: Sequence[Block], folder: Path) -> list[str]:
    (folder / "out.html").write_text(sources.html(blocks), "utf-8")
    return _setter("weasyprint_alone", "out.html", "out.pdf")


def _publish(blocks: Sequence[Block], folder: Path) -> list[str]:
    save(blocks, folder / "blocks.json")
    return _setter("this_project", "blocks.json", "out.pdf")


def _typst(blocks: Sequence[Block], folder: Path) -> list[str]:
    (folder / "out.typ").write_text(sources.typst(blocks), "utf-8")
    return _setter("typst_alone", "out.typ", "out.pdf", str(FONTS))


def _lualatex(*, microtype: bool) -> Callable[[Sequence[Block], Path], list[str]]:
    def command(blocks: Sequence[Block], folder: Path) -> list[str]:
        (folder / "out.tex").write_text(sources.tex(blocks, microtype=microtype), "utf-8")
        return ["lualatex", "-interaction=nonstopmode", "-halt-on-error", "out.tex"]

    return command


def _chromium(blocks: Sequence[Block], folder: Path) -> list[str]:
    (folder / "out.html").write_text(sources.html(blocks), "utf-8")
    return [
        "chromium",
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={folder / 'profile'}",
        "--no-pdf-header-footer",
        f"--print-to-pdf={folder / 'out.pdf'}",
        (folder / "out.html").as_uri(),
    ]


def _said_by(*command: str) -> Callable[[], str]:
    def number() -> str:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        found = re.search(r"\d+(\.\d+)+", done.stdout)
        return found.group() if found else "?"

    return number


_TEXLIVE = "texlive-luatex texlive-lang-french texlive-latex-recommended"
ENGINES = (
    Engine(
        "weasyprint",
        "WeasyPrint",
        _module("weasyprint"),
        _weasyprint,
        lambda: version("weasyprint"),
        tagged=True,
    ),
    Engine(
        "publish",
        "publish",
        _module("publish"),
        _publish,
        lambda: version("publish-fr"),
        tagged=True,
    ),
    Engine("typst", "Typst", _module("typst"), _typst, lambda: version("typst")),
    Engine(
        "lualatex",
        "LuaLaTeX",
        _program("lualatex", _TEXLIVE),
        _lualatex(microtype=False),
        _said_by("lualatex", "--version"),
        warm=True,
    ),
    Engine(
        "microtype",
        "LuaLaTeX + microtype",
        _program("lualatex", _TEXLIVE),
        _lualatex(microtype=True),
        _said_by("lualatex", "--version"),
        warm=True,
    ),
    Engine(
        "chromium",
        "Chromium",
        _program("chromium", "chromium"),
        _chromium,
        _said_by("chromium", "--version"),
    ),
)
"""The first is the one that the others are held against."""
