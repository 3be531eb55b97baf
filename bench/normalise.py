"""Throughput of the readers against Pandoc: python -m bench.normalise [--articles 1000].

Articles of about 800 words of French (:mod:`bench.prose`), as text and as Markdown, from files to
files: ``publish normalise`` as an editor calls it, its start-up included, with its inference, its
typography and its proof of words, which Pandoc does not do; Pandoc once for each file, and once on
all files together. Beside the time that passes stands that of the processors, with all processes of
a command: on a machine that others use too it is the steadier one. Peak memory is that of one
process for 100 articles and for all.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pypandoc

from bench.prose import article

READERS = {"text": "txt", "markdown": "md"}


def lay(folder: Path, kind: str, count: int) -> list[Path]:
    """So many articles of a kind in a folder."""
    folder.mkdir()
    paths = [folder / f"{number:04}-article.{READERS[kind]}" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_text(article(number, marked=kind == "markdown"), "utf-8")
    return paths


class Cost(NamedTuple):
    """What a command took: seconds, seconds of processor, the peak memory of a process in MB."""

    seconds: float
    processor: float
    memory: int = 0


def measured(command: Sequence[str]) -> Cost:
    """What a command costs in a fresh process."""
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    seconds = time.perf_counter() - start
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    count = parser.parse_args().articles
    print(f"{count} articles of 800 words; Pandoc {pypandoc.get_pandoc_version()}")
    with tempfile.TemporaryDirectory() as scratch:
        for kind in READERS:
            _compare(Path(scratch), kind, count)


def _compare(scratch: Path, kind: str, count: int) -> None:
    paths = lay(scratch / kind, kind, count)
    few = scratch / f"{kind}-few"
    lay(few, kind, min(100, count))
    jobs = os.cpu_count() or 1
    ours = [sys.executable, "-m", "publish", "normalise", "--quiet"]

    def run(folder: Path, processes: int) -> Cost:
        # Each time a new folder: a file system may wait for the disk where a file is replaced.
        out = tempfile.mkdtemp(dir=scratch)
        return measured([*ours, str(folder), "-o", out, "--jobs", str(processes)])

    one, one_few = run(paths[0].parent, 1), run(few, 1)
    several = run(paths[0].parent, jobs)
    pandoc = [pypandoc.get_pandoc_path(), "--sandbox", "--from", "markdown", "--to", "html5"]
    html = str(scratch / "out.html")
    runs = [measured([*pandoc, str(path), "-o", html]) for path in paths]
    each = Cost(sum(run.seconds for run in runs), sum(run.processor for run in runs))
    together = measured([*pandoc, *map(str, paths), "-o", html])
    print(f"\n{kind}")
    head = f"  {'':34}{'s':>8}{'CPU s':>8}{'articles/s':>12}{'MB at 100':>11}{f'MB at {count}':>12}"
    print(head + f"{'x Pandoc each':>15}{'(CPU)':>8}{'x Pandoc all':>14}")
    for name, cost, small, large in (
        ("publish normalise, one process", one, one_few.memory, one.memory),
        (f"publish normalise, {jobs} processes", several, 0, 0),
        ("Pandoc once for each file", each, 0, 0),
        ("Pandoc once on all", together, 0, together.memory),
    ):
        seconds = cost.seconds
        took = f"{seconds:8.1f}{cost.processor:8.1f}{count / seconds:12.1f}"
        sizes = f"{small or '—':>11}{large or '—':>12}"
        ratios = f"{each.seconds / seconds:15.1f}{each.processor / cost.processor:8.1f}"
        print(f"  {name:34}{took}{sizes}{ratios}{together.seconds / seconds:14.2f}")


if __name__ == "__main__":
    main()
