"""What is built, and when: the workshop on small publications."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from publish.preview.shelf import Shelf
from publish.preview.watch import Workshop
from tests.test_pipeline import TEXT, TOML

State = dict[str, Any]


@contextmanager
def working(*paths: Path, output: Path, watching: bool = True) -> Iterator[Shelf]:
    shelf = Shelf(output, "fr")
    workshop = Workshop(paths, shelf)
    workshop.open(watching=watching)
    try:
        yield shelf
    finally:
        workshop.close()
        shelf.close()


def until(shelf: Shelf, wanted: Callable[[State], bool]) -> State:
    """The first state that is as wanted; none within a minute is a failure."""
    version, end = -2, time.monotonic() + 60
    while time.monotonic() < end:
        state: State = shelf.state()
        if wanted(state):
            return state
        version = shelf.wait(int(state["version"]), 1)
    raise AssertionError(f"never came: {shelf.state()} (version {version})")


def resting(state: State) -> bool:
    shown = state["publications"]
    return bool(shown) and all(p["revision"] and not p["stage"] for p in shown)


def revisions(state: State) -> dict[str, str]:
    return {p["slug"]: p["revision"] for p in state["publications"]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    one = tmp_path / "manuscrits" / "un"
    one.mkdir(parents=True)
    (one / "publication.toml").write_text(TOML)
    (one / "a.txt").write_text(TEXT)
    return one.parent


def test_a_manuscript_alone_beside_its_editions_is_built_once_for_each_change(
    tmp_path: Path,
) -> None:
    manuscript = tmp_path / "a.txt"
    manuscript.write_text(TEXT)
    (tmp_path / "autre.md").write_text("Un autre.")
    with working(manuscript, output=tmp_path / "build") as shelf:
        until(shelf, resting)
        time.sleep(1)  # the end of the build is told too
        before = shelf.state()
        # The editions, their lock and what editors lay beside a file are no changes.
        (tmp_path / ".a.txt.swp").write_text("…")
        (tmp_path / "a.txt~").write_text("…")
        (tmp_path / "build" / "a" / "note.txt").write_text("…")
        time.sleep(2.5)
        assert shelf.state()["version"] == before["version"]
        manuscript.write_text(TEXT + "\n\nEncore une phrase.\n")
        until(shelf, lambda s: resting(s) and revisions(s) != revisions(before))


def test_publications_come_and_go_in_a_folder(folder: Path, tmp_path: Path) -> None:
    with working(folder, output=tmp_path / "build") as shelf:
        first = until(shelf, resting)
        assert set(revisions(first)) == {"un"}
        shutil.copytree(folder / "un", tmp_path / "deux")
        (tmp_path / "deux").rename(folder / "deux")
        second = until(shelf, lambda s: resting(s) and len(s["publications"]) == 2)
        assert revisions(second)["un"] == revisions(first)["un"]
        # What is wrong with one leaves it on show, and is told.
        toml = folder / "deux" / "publication.toml"
        toml.write_text(TOML.replace("title", "titel"))
        wrong = until(shelf, lambda s: bool(s["problems"]))
        assert wrong["problems"][0]["line"] and "titel" in wrong["problems"][0]["message"]
        assert set(revisions(wrong)) == {"un", "deux"}
        shutil.rmtree(folder / "deux")
        gone = until(shelf, lambda s: len(s["publications"]) == 1)
        assert gone["problems"] == []


def test_at_the_start_only_what_is_old_is_built(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "build"
    with working(folder, output=output, watching=False) as shelf:
        made = until(shelf, resting)
    stamp = (output / "un" / "un.epub").stat().st_mtime_ns
    with working(folder, output=output, watching=False) as shelf:
        shown = shelf.state()
        assert resting(shown) and revisions(shown) == revisions(made)
        time.sleep(1)
        assert (output / "un" / "un.epub").stat().st_mtime_ns == stamp
    (folder / "un" / "b.txt").write_text(TEXT)
    later = time.time() + 3600  # after whatever the builds take
    os.utime(folder / "un" / "b.txt", (later, later))
    with working(folder, output=output, watching=False) as shelf:
        longer = until(shelf, lambda s: resting(s) and revisions(s) != revisions(made))
    # What was taken away is seen by its folder.
    (folder / "un" / "b.txt").unlink()
    os.utime(folder / "un", (later + 3600, later + 3600))
    with working(folder, output=output, watching=False) as shelf:
        until(shelf, lambda s: resting(s) and revisions(s) == revisions(made) != revisions(longer))
