"""The bench's tables, in Markdown: a row for each measure, a column for each engine."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bench.composition.engines import Engine, Run
from bench.composition.measure import Composition

_QUALITY: tuple[tuple[str, Callable[[Composition], str]], ...] = (
    ("word space, mean (em)", lambda c: f"{c.space_mean:.3f}"),
    ("word space, standard deviation (em)", lambda c: f"{c.space_deviation:.4f}"),
    ("… of the means of lines (em)", lambda c: f"{c.line_deviation:.4f}"),
    ("lines above 1.5 × natural", lambda c: f"{c.above_half:.2%}"),
    ("lines above 2 ×", lambda c: f"{c.above_double:.2%}"),
    ("lines below 0.8 ×", lambda c: f"{c.below:.1%}"),
    ("contrast of neighbouring lines (em)", lambda c: f"{c.contrast:.3f}"),
    ("overfull lines", lambda c: f"{c.overfull}"),
    ("lines that end in a hyphen", lambda c: f"{c.hyphens:.1%}"),
    ("… of a word divided there", lambda c: f"{c.divided:.1%}"),
    ("longest ladder", lambda c: f"{c.longest_ladder}"),
    ("ladders of three and more", lambda c: f"{c.ladders}"),
    ("hyphens at the foot of a recto", lambda c: f"{c.hyphens_recto}"),
    ("… of any page", lambda c: f"{c.hyphens_page}"),
    ("hyphens on the last line but one", lambda c: f"{c.hyphens_before_last}"),
    ("runts (last line under 2.5 em)", lambda c: f"{c.runts}"),
    ("widows", lambda c: f"{c.widows}"),
    ("orphans", lambda c: f"{c.orphans}"),
    ("lines", lambda c: f"{c.lines}"),
    ("… whose spaces are measured", lambda c: f"{c.justified}"),
    ("pages", lambda c: f"{c.pages}"),
)


def comparison(results: Sequence[tuple[Engine, Run, Composition]]) -> str:
    """The table of all engines; times also as ratios to the first."""
    head = [f"{engine.title} {run.version}" for engine, run, _ in results]
    rows = [[name, *(show(c) for _, _, c in results)] for name, show in _QUALITY]
    runs = [run for _, run, _ in results]
    rows += _times("seconds, whole process", [run.spent.seconds for run in runs])
    rows += _times("processor seconds", [run.spent.processor for run in runs])
    for step in ("layout", "writing"):
        rows += _times(
            f"{step}: processor seconds",
            [run.steps[step][1] if step in run.steps else None for run in runs],
        )
    rows.append(["memory, largest process (MB)", *(f"{run.spent.memory:.0f}" for run in runs)])
    return _markdown(["", *head], rows)


def long_run(results: Sequence[tuple[Engine, Run, int]]) -> str:
    """The table of the whole handbook: seconds of each step, wall and processor."""
    rows = [
        [f"{step}, {clock} seconds", *(f"{run.steps[step][n]:.1f}" for _, run, _ in results)]
        for step in ("layout", "writing")
        for n, clock in enumerate(("wall", "processor"))
    ]
    rows += [
        ["both, processor seconds"]
        + [f"{run.steps['layout'][1] + run.steps['writing'][1]:.1f}" for _, run, _ in results],
        ["whole process, wall seconds", *(f"{run.spent.seconds:.1f}" for _, run, _ in results)],
        ["whole process, processor s", *(f"{run.spent.processor:.1f}" for _, run, _ in results)],
        ["memory (MB)", *(f"{run.spent.memory:.0f}" for _, run, _ in results)],
        ["pages", *(f"{pages}" for *_, pages in results)],
        ["size (MB)", *(f"{run.pdf.stat().st_size / 1e6:.1f}" for _, run, _ in results)],
    ]
    return _markdown(["", *(f"{e.title} {run.version}" for e, run, _ in results)], rows)


def _times(name: str, seconds: Sequence[float | None]) -> list[list[str]]:
    base = seconds[0]
    shown = [
        "–"
        if value is None
        else f"{value:.1f}" + (f" ({value / base:.2f} ×)" if base and number else "")
        for number, value in enumerate(seconds)
    ]
    return [[name, *shown]]


def _markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    table = [head, *rows]
    widths = [max(len(row[column]) for row in table) for column in range(len(head))]
    lines = [
        "| " + " | ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)) + " |"
        for row in table
    ]
    return "\n".join([lines[0], "|" + "|".join("-" * (w + 2) for w in widths) + "|", *lines[1:]])
