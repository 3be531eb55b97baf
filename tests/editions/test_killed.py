"""A build that is killed leaves the earlier editions whole, and the next build succeeds."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.conftest import MANUSCRIPTS
from tests.test_pipeline import digests

NAME = "le-caucase"
KILLS = 5


def command(output: Path) -> list[str | Path]:
    return [sys.executable, "-m", "publish", "build", MANUSCRIPTS / NAME, "--output", output]


def test_kill_at_any_moment(tmp_path: Path) -> None:
    """Killed earlier and earlier, five times: what is seen is one whole build or the other."""
    output, other = tmp_path / "out", tmp_path / "other"
    # Another time than the publication's own, so that the two builds differ in their bytes.
    earlier = {**os.environ, "SOURCE_DATE_EPOCH": "86400"}
    subprocess.run(command(output), check=True, capture_output=True, env=earlier)
    begun = time.monotonic()
    subprocess.run(command(other), check=True, capture_output=True)
    delay = time.monotonic() - begun
    editions = output / NAME
    before, later = digests(editions), digests(other / NAME)
    assert before.keys() == later.keys()
    assert before != later
    kills = 0
    while kills < KILLS:
        delay *= 0.93
        building = subprocess.Popen(
            command(output),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            assert building.wait(delay) == 0
        except subprocess.TimeoutExpired:
            os.killpg(building.pid, signal.SIGKILL)
            kills += building.wait() == -signal.SIGKILL
        seen = digests(editions)
        assert seen in (before, later)
        if seen == later:
            subprocess.run(command(output), check=True, capture_output=True, env=earlier)
            assert digests(editions) == before
    subprocess.run(command(output), check=True, capture_output=True)
    assert digests(editions) == later
    assert sorted(p.name for p in output.iterdir()) == [f".{NAME}.lock", NAME]


def test_kill_while_the_editions_are_aside(tmp_path: Path) -> None:
    """Killed as soon as files stand aside, the moment when a careless delivery would show them."""
    subprocess.run(command(tmp_path), check=True, capture_output=True)
    editions, aside = tmp_path / NAME, tmp_path / f".{NAME}.aside"
    before = digests(editions)
    building = subprocess.Popen(
        command(tmp_path),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={**os.environ, "SOURCE_DATE_EPOCH": "86400"},
    )
    while building.poll() is None and not list(aside.glob("*.pdf")):
        time.sleep(0.005)
    os.killpg(building.pid, signal.SIGKILL)
    assert building.wait() == -signal.SIGKILL
    assert aside.exists()
    assert digests(editions) == before
    subprocess.run(command(tmp_path), check=True, capture_output=True)
    assert digests(editions) == before
    assert not aside.exists()
