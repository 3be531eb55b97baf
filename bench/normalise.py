"""Throughput of the readers against Pandoc: python -m bench.normalise [--articles 1000].

Articles of 800 generated words, as text and as Markdown. This project reads them in one process
through :mod:`publish.pipeline`, typography included, which Pandoc does not do; Pandoc runs once for
each file, and once on all files together. Peak memory is that of a fresh process for 100 and for
all articles, read one after the other without keeping them, and kept as a build keeps them.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pypandoc

from publish import preparation
from publish.preparation import read_manuscript
from publish.publication import load_folder
from publish.typography import typeset

# fmt: off
WORDS = (
    "le", "la", "les", "un", "une", "des", "port", "quai", "vent", "marée", "phare", "digue",
    "bateau", "équipage", "matin", "soir", "été", "hiver", "conseil", "maire", "habitants",
    "budget", "route", "pierre", "sable", "œuvre", "cœur", "déjà", "après", "avant", "contre",
    "sous", "avec", "pour", "dans", "sur", "pendant", "rappelle", "annonce", "raconte",
    "décide", "montre", "explique", "attend", "regarde",
)
# fmt: on
READERS = {"text": "txt", "markdown": "md"}


def article(number: int, kind: str) -> str:
    """An article of 800 words with a title and two subheads; always the same for a number."""
    chance = random.Random(number)
    head = "# " if kind == "markdown" else ""
    sub = "## " if kind == "markdown" else ""
    blocks = [f"{head}{_sentence(chance, 7).rstrip('.')} no {number}"]
    for part in range(16):
        if part in (5, 10):
            blocks.append(f"{sub}{_sentence(chance, 4).rstrip('.')}")
        blocks.append(" ".join(_sentence(chance, 12) for _ in range(4)))
    return "\n\n".join(blocks) + "\n"


def _sentence(chance: random.Random, length: int) -> str:
    said = " ".join(chance.choice(WORDS) for _ in range(length))
    return f"{said[:1].upper()}{said[1:]}."


def lay(folder: Path, kind: str, count: int) -> list[Path]:
    """So many articles of a kind in a folder."""
    folder.mkdir()
    paths = [folder / f"{number:04}-article.{READERS[kind]}" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_text(article(number, kind), "utf-8")
    return paths


def stream(folder: Path) -> int:
    """Read and typeset the articles of a folder one after the other; their number."""
    publication, _ = load_folder(folder)
    done = 0
    for path in publication.manuscripts:
        reading = read_manuscript(path, path.name, "fr")
        assert reading.article is not None, reading.diagnostics
        typeset(reading.article)
        done += 1
    return done


def prepare(folder: Path) -> int:
    """The same as a build does it, all articles kept, the proof included; their number."""
    publication, _ = load_folder(folder)
    return len(preparation.prepare(publication).typeset)


WAYS: dict[str, Callable[[Path], int]] = {"stream": stream, "prepare": prepare}


def measured(command: Sequence[str]) -> tuple[float, int]:
    """Seconds and peak memory in MB of a command in a fresh process."""
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    return time.perf_counter() - start, usage.ru_maxrss // 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--child", nargs=2, metavar=("WAY", "FOLDER"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        way, folder = arguments.child
        WAYS[way](Path(folder))
        return
    count = arguments.articles
    pandoc = pypandoc.get_pandoc_path()
    print(f"{count} articles of 800 words; Pandoc {pypandoc.get_pandoc_version()}")
    with tempfile.TemporaryDirectory() as scratch:
        for kind in READERS:
            _compare(Path(scratch), kind, count, pandoc)


def _compare(scratch: Path, kind: str, count: int, pandoc: str) -> None:
    paths = lay(scratch / kind, kind, count)
    few = scratch / f"{kind}-few"
    lay(few, kind, min(100, count))
    child = [sys.executable, "-m", "bench.normalise", "--child"]
    here, memory = measured([*child, "stream", str(scratch / kind)])
    _, memory_few = measured([*child, "stream", str(few)])
    kept, memory_kept = measured([*child, "prepare", str(scratch / kind)])
    _, memory_kept_few = measured([*child, "prepare", str(few)])
    options = [pandoc, "--sandbox", "--from", "markdown", "--to", "html5"]
    start = time.perf_counter()
    for path in paths:
        subprocess.run([*options, str(path)], stdout=subprocess.DEVNULL, check=True)
    each = time.perf_counter() - start
    together, memory_together = measured([*options, *map(str, paths)])
    print(f"\n{kind}")
    print(f"  {'':44}{'s':>8}{'articles/s':>12}{'MB at 100':>11}{f'MB at {count}':>12}")
    for name, seconds, small, large in (
        ("this project, read and typeset", here, memory_few, memory),
        ("this project, as a build prepares (with proof)", kept, memory_kept_few, memory_kept),
        ("Pandoc once for each file", each, 0, 0),
        ("Pandoc once on all", together, 0, memory_together),
    ):
        sizes = f"{small or '—':>11}{large or '—':>12}"
        print(f"  {name:46}{seconds:6.1f}{count / seconds:12.1f}{sizes}")
    print(f"  ratio to Pandoc once for each file: {each / here:.1f}; as a build: {each / kept:.1f}")
    print(
        f"  ratio to Pandoc once on all: {together / here:.2f}; as a build: {together / kept:.2f}"
    )


if __name__ == "__main__":
    main()
