"""Throughput of the readers against Pandoc: python -m bench.normalise [--articles 1000].

Articles of 800 generated words, as text and as Markdown, from files to files: ``publish normalise``
as an editor calls it, its start-up included, with its inference, its typography and its proof of
words, which Pandoc does not do; Pandoc once for each file, and once on all files together. Peak
memory is that of one process for 100 articles and for all.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import pypandoc

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

    def run(folder: Path, processes: int) -> tuple[float, int]:
        # Each time a new folder: a file system may wait for the disk where a file is replaced.
        out = tempfile.mkdtemp(dir=scratch)
        return measured([*ours, str(folder), "-o", out, "--jobs", str(processes)])

    one, memory = run(paths[0].parent, 1)
    _, memory_few = run(few, 1)
    several, _ = run(paths[0].parent, jobs)
    pandoc = [pypandoc.get_pandoc_path(), "--sandbox", "--from", "markdown", "--to", "html5"]
    html = str(scratch / "out.html")
    start = time.perf_counter()
    for path in paths:
        subprocess.run([*pandoc, str(path), "-o", html], check=True)
    each = time.perf_counter() - start
    together, memory_together = measured([*pandoc, *map(str, paths), "-o", html])
    print(f"\n{kind}")
    head = f"  {'':40}{'s':>8}{'articles/s':>12}{'MB at 100':>11}{f'MB at {count}':>12}"
    print(head + f"{'x Pandoc each':>15}{'x Pandoc all':>14}")
    for name, seconds, small, large in (
        ("publish normalise, one process", one, memory_few, memory),
        (f"publish normalise, {jobs} processes", several, 0, 0),
        ("Pandoc once for each file", each, 0, 0),
        ("Pandoc once on all", together, 0, memory_together),
    ):
        sizes = f"{small or '—':>11}{large or '—':>12}"
        ratios = f"{each / seconds:15.1f}{together / seconds:14.2f}"
        print(f"  {name:40}{seconds:8.1f}{count / seconds:12.1f}{sizes}{ratios}")


if __name__ == "__main__":
    main()
