"""Editions put in their place: whole or not at all."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from publish.delivery import staging


def seen(folder: Path) -> dict[str, str]:
    return {
        p.relative_to(folder).as_posix(): p.read_text() for p in folder.rglob("*") if p.is_file()
    }


def deliver(output: Path, **files: str) -> None:
    with staging(output, "essai") as folder:
        for name, content in files.items():
            (folder / name).write_text(content)


def test_the_first_delivery(tmp_path: Path) -> None:
    output = tmp_path / "a" / "b"
    deliver(output, epub="1")
    assert seen(output / "essai") == {"epub": "1"}
    assert {p.name for p in output.iterdir()} == {"essai", ".essai.lock"}


def test_the_next_one_takes_its_place_and_keeps_what_it_does_not_make(tmp_path: Path) -> None:
    deliver(tmp_path, epub="1", pdf="1")
    (tmp_path / "essai" / "notes").mkdir()
    (tmp_path / "essai" / "notes" / "a.txt").write_text("à moi")
    deliver(tmp_path, epub="2")
    assert seen(tmp_path / "essai") == {"epub": "2", "pdf": "1", "notes/a.txt": "à moi"}
    assert {p.name for p in tmp_path.iterdir()} == {"essai", ".essai.lock"}


def test_nothing_is_seen_before_the_end(tmp_path: Path) -> None:
    deliver(tmp_path, epub="1")
    with staging(tmp_path, "essai") as folder:
        (folder / "epub").write_text("2")
        assert seen(tmp_path / "essai") == {"epub": "1"}
    assert seen(tmp_path / "essai") == {"epub": "2"}


@pytest.mark.parametrize("raised", [ValueError, KeyboardInterrupt, OSError, SystemExit])
def test_a_failure_leaves_what_was_there(tmp_path: Path, raised: type[BaseException]) -> None:
    deliver(tmp_path, epub="1")

    def fail() -> None:
        with staging(tmp_path, "essai") as folder:
            (folder / "epub").write_text("2")
            raise raised

    with pytest.raises(raised):
        fail()
    assert seen(tmp_path / "essai") == {"epub": "1"}
    assert {p.name for p in tmp_path.iterdir()} == {"essai", ".essai.lock"}


def test_what_a_killed_build_left_is_removed(tmp_path: Path) -> None:
    (tmp_path / ".essai.aside").mkdir()
    (tmp_path / ".essai.aside" / "epub").write_text("half")
    with staging(tmp_path, "essai") as folder:
        assert seen(folder) == {}
        (folder / "pdf").write_text("1")
    assert seen(tmp_path / "essai") == {"pdf": "1"}


def test_two_builds_of_one_publication_wait_for_each_other(tmp_path: Path) -> None:
    inside, events = threading.Event(), []

    def second() -> None:
        inside.wait()
        with staging(tmp_path, "essai") as folder:
            events.append("second begins")
            (folder / "epub").write_text("2")

    waiting = threading.Thread(target=second)
    waiting.start()
    with staging(tmp_path, "essai") as folder:
        inside.set()
        waiting.join(0.3)
        (folder / "epub").write_text("1")
        events.append("first ends")
    waiting.join()
    assert events == ["first ends", "second begins"]
    assert seen(tmp_path / "essai") == {"epub": "2"}


def test_other_publications_do_not_wait(tmp_path: Path) -> None:
    with staging(tmp_path, "un") as one, staging(tmp_path, "deux") as two:
        (one / "a").write_text("1")
        (two / "a").write_text("2")
    assert seen(tmp_path / "un") == {"a": "1"}
    assert seen(tmp_path / "deux") == {"a": "2"}


def test_no_reader_ever_sees_a_mixture(tmp_path: Path) -> None:
    """A process delivers again and again, of two files always alike; another one looks."""
    code = (
        "import sys; from pathlib import Path; from publish.delivery import staging\n"
        "for n in range(120):\n"
        "    with staging(Path(sys.argv[1]), 'essai') as folder:\n"
        "        for name in ('a', 'b'): (folder / name).write_text(str(n))\n"
    )
    deliver(tmp_path, a="x", b="x")
    writer = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)])
    looks = 0
    while writer.poll() is None:
        # One handle on the folder: what it names is one delivery, whatever takes its place.
        try:
            handle = os.open(tmp_path / "essai", os.O_RDONLY | os.O_DIRECTORY)
        except FileNotFoundError:
            pytest.fail("there was a moment without editions")
        try:
            pair = []
            for name in ("a", "b"):
                with os.fdopen(os.open(name, os.O_RDONLY, dir_fd=handle)) as file:
                    pair.append(file.read())
            assert pair[0] == pair[1]
            looks += 1
        except FileNotFoundError:
            pass  # The delivery held was already taken away after its replacement.
        finally:
            os.close(handle)
    assert writer.returncode == 0
    assert looks > 20
    assert seen(tmp_path / "essai") == {"a": "119", "b": "119"}


def test_an_output_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("a file")
    with pytest.raises(OSError, match=r"."), staging(tmp_path / "build", "essai"):
        pass
