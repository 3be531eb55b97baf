"""The same manuscripts give the same bytes, in any folder, time zone, and process."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import MANUSCRIPTS, PUBLICATIONS


@pytest.mark.parametrize("name", PUBLICATIONS)
def test_two_builds_are_alike(name: str, tmp_path: Path, edition_of: dict[str, Path]) -> None:
    """One made here, one from a copy elsewhere with another zone, seed, locale and rights."""
    elsewhere = tmp_path / "un autre dossier"
    shutil.copytree(MANUSCRIPTS / name, elsewhere / name)
    environment = {
        **os.environ,
        "TZ": "Pacific/Kiritimati",
        "PYTHONHASHSEED": "4242",
        "LC_ALL": "en_GB.UTF-8",
    }
    command = [sys.executable, "-m", "publish", "build", name, "--output", tmp_path / "out"]
    done = subprocess.run(
        command, cwd=elsewhere, env=environment, umask=0o077, check=False, capture_output=True
    )
    assert done.returncode == 0, done.stderr
    for suffix in ("epub", "pdf"):
        here, there = (
            hashlib.sha256((folder / f"{name}.{suffix}").read_bytes()).hexdigest()
            for folder in (edition_of[name], tmp_path / "out" / name)
        )
        assert here == there, suffix


def test_the_time_given_from_outside_is_that_of_the_files(tmp_path: Path) -> None:
    made = {}
    for zone, epoch in (("UTC", "1767225600"), ("Asia/Tokyo", "1767225600"), ("UTC", "86400")):
        output = tmp_path / f"{zone.replace('/', '-')}-{epoch}"
        source = MANUSCRIPTS / "le-caucase"
        command = [sys.executable, "-m", "publish", "build", source, "--output", output]
        environment = {**os.environ, "TZ": zone, "SOURCE_DATE_EPOCH": epoch}
        subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)
        made[zone, epoch] = [
            (output / "le-caucase" / f"le-caucase.{s}").read_bytes() for s in ("epub", "pdf")
        ]
    first, same, other = made.values()
    assert first == same
    assert first[0] != other[0]
    assert first[1] != other[1]
