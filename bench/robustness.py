"""Kills builds at random moments and builds under other clocks: do the editions hold?

    python -m bench.robustness [--kills 10] [--seed 0] [PUBLICATION]

Prints a line for each kill and for each build; exits with 1 when earlier editions were touched,
when the build after a kill fails, or when two builds of the same manuscripts differ.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
ZONES = ("Pacific/Kiritimati", "America/Noronha")


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument(
        "publication", nargs="?", type=Path, default=ROOT / "manuscripts/l-estran"
    )
    arguments.add_argument("--kills", type=int, default=10)
    arguments.add_argument("--seed", type=int, default=0)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        same = _compare_zones(given.publication, Path(folder))
        intact = _kill(given.publication, Path(folder), given.kills, random.Random(given.seed))
    return 0 if same and intact else 1


def _start(publication: Path, output: Path, **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "publish", "build", str(publication), "--output", str(output)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **environment},
        start_new_session=True,
    )


def _digests(output: Path, *suffixes: str) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(output.rglob("*"))
        if path.is_file() and not path.name.startswith(".") and path.suffix.endswith(suffixes or "")
    }


def _compare_zones(publication: Path, folder: Path) -> bool:
    """Two builds of copies in two folders, under two time zones and hash seeds."""
    found = []
    for number, zone in enumerate(ZONES):
        copy = folder / f"copy-{number}" / publication.name
        shutil.copytree(publication, copy)
        output = folder / f"zone-{number}"
        process = _start(copy, output, TZ=zone, PYTHONHASHSEED=str(number))
        assert process.wait() == 0
        found.append(_digests(output, "epub", "pdf"))
        for name, digest in found[-1].items():
            print(f"{zone:20} {name:20} {digest}")
    print("identical" if found[0] == found[1] else "DIFFERENT")
    return found[0] == found[1]


def _kill(publication: Path, folder: Path, kills: int, chance: random.Random) -> bool:
    output = folder / "killed"
    began = time.monotonic()
    assert _start(publication, output).wait() == 0
    whole = time.monotonic() - began
    before = _digests(output)
    good = True
    for number in range(1, kills + 1):
        process = _start(publication, output)
        moment = chance.uniform(0.05, 0.98) * whole
        time.sleep(moment)
        os.killpg(process.pid, signal.SIGKILL)
        killed = process.wait() == -signal.SIGKILL
        intact = _digests(output / publication.name) == before
        good &= intact
        print(
            f"kill {number:2} after {moment:5.2f} s of {whole:.2f}: "
            f"{'killed' if killed else 'had ended'}, earlier editions "
            f"{'intact' if intact else 'TOUCHED'}"
        )
    succeeded = _start(publication, output).wait() == 0 and _digests(output) == before
    print("the next build", "succeeds with the same bytes" if succeeded else "FAILS")
    return good and succeeded


if __name__ == "__main__":
    sys.exit(main())
