"""Reading systems made by others, run in Chromium on finished editions; what they show as data."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from tests.readers import hyb

HERE = Path(__file__).parent
SYSTEMS = ("epubjs", "foliate")


def observe(system: str, book: Path, *, minutes: int = 4) -> dict[str, Any]:
    """What the reading system shows of a book on a telephone, as `observe.js` lists it."""
    return dict(json.loads(_drive(system, book, minutes=minutes)))


def picture(system: str, book: Path, folder: Path) -> None:
    """Writes a picture of each document's beginning at three sizes of screen: telephone,
    e-reader, tablet."""
    _drive(system, book, folder)


def _drive(system: str, book: Path, *more: Path, minutes: int = 4) -> str:
    with tempfile.TemporaryDirectory() as home:
        profile = Path(home) / "profile"
        hyb.install(profile)
        done = subprocess.run(
            ["node", HERE / "drive.mjs", system, book, profile, *more],
            capture_output=True,
            text=True,
            check=False,
            timeout=minutes * 60,
            env={**os.environ, "HOME": home},
        )
    assert done.returncode == 0, done.stderr
    return done.stdout
