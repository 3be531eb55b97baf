"""Hostile manuscripts, images, settings and names, each built in a fresh process without network.

    python -m bench.hostile [WORDS…]      all inputs, or those whose name holds one of the words

Prints for each what was answered, in how many seconds, how many of these the processor worked (a
busy machine stretches only the first), with how much memory, whether the earlier editions are as
they were, and what broke a rule: an answer takes at most 10 s and 1 GB, is an edition or a
diagnostic, shows no traceback and no control character, and nothing from outside the publication's
folder is in the editions. Exits with 1 when a rule is broken.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

from bench.hostile_inputs import CANARY, CASES, Case, picture
from publish.sources import READERS

SECONDS = 10
MEGABYTES = 1024
_KILL_AFTER = 60
_CODE = re.compile(r"(?:error|warning|note) \[([a-z0-9-]+)\]")
_CONTROLS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


@dataclass
class Answer:
    """What the command said to one input."""

    status: int
    seconds: float
    processor: float
    """The seconds of it that the processor worked: what a busy machine does not stretch."""
    megabytes: int
    said: str
    untouched: bool
    broken: list[str] = field(default_factory=list)

    @property
    def codes(self) -> str:
        """The codes of the diagnostics, each once, those of errors first."""
        errors = re.findall(r"error \[([a-z0-9-]+)\]", self.said)
        return " ".join(dict.fromkeys([*errors, *_CODE.findall(self.said)])) or "—"


def main() -> None:
    wanted = sys.argv[1:]
    guard = _network_guard()
    print(f"network: {'cut off by unshare' if guard else 'NOT cut off (unshare is not allowed)'}")
    print(f"{'input':58} {'exit':>4} {'s':>5} {'CPU':>5} {'MB':>5} {'kept':>4}  diagnostics")
    failures = 0
    for case in CASES:
        if wanted and not any(word in case.name for word in wanted):
            continue
        if case.suffix and case.suffix not in READERS:
            nothing = "   —     —     —     —    — "
            print(f"{case.name:58} {nothing} {case.suffix} is not read by this build")
            continue
        answer = answer_to(case, guard)
        kept = "yes" if answer.untouched else "new" if answer.status == 0 else "NO"
        print(
            f"{case.name:58} {answer.status:4} {answer.seconds:5.1f} {answer.processor:5.1f} "
            f"{answer.megabytes:5} {kept:>4}  {answer.codes}",
            flush=True,
        )
        for rule in answer.broken:
            print(f"    BROKEN: {rule}")
        failures += bool(answer.broken)
    print(f"{failures} broken")
    sys.exit(1 if failures else 0)


def _network_guard() -> list[str]:
    for command in (["unshare", "-n"], ["unshare", "-rn"]):
        if (
            shutil.which("unshare")
            and subprocess.run([*command, "true"], check=False).returncode == 0
        ):
            return command
    return []


def answer_to(case: Case, guard: list[str]) -> Answer:
    """The answer of ``publish build`` to a case, with the rules that it breaks."""
    with tempfile.TemporaryDirectory() as scratch:
        top = Path(scratch)
        folder, output = top / "essai", top / "out"
        folder.mkdir()
        (top / "secret.txt").write_text(f"{CANARY}\n\n{CANARY} est écrit ici.\n", "utf-8")
        (top / "secret.png").write_bytes(picture())
        earlier = output / "essai"
        earlier.mkdir(parents=True)
        for name in ("essai.epub", "essai.pdf", "report.json"):
            (earlier / name).write_text("earlier edition")
        before = _fingerprint(earlier)
        target = _laid(case, folder)
        answer = _run(target, output, guard)
        answer.untouched = _fingerprint(earlier) == before
        answer.broken = list(_broken(answer, output))
        return answer


def _laid(case: Case, folder: Path) -> Path:
    """Lay a case into its folder, in a process of its own: what that takes is not measured."""
    with ProcessPoolExecutor(1, mp_context=get_context("fork")) as pool:
        return pool.submit(_lay, CASES.index(case), folder).result()


def _lay(number: int, folder: Path) -> Path:
    return CASES[number].make(folder) or folder


def _run(target: Path, output: Path, guard: list[str]) -> Answer:
    command = [*guard, sys.executable, "-m", "publish", "build", "--jobs", "1"]
    log = output.parent / "said"
    with log.open("wb") as said:
        start = time.monotonic()
        process = subprocess.Popen(
            [*command, "--output", str(output), os.fspath(target)],
            stdout=said,
            stderr=said,
            stdin=subprocess.DEVNULL,
            env={
                **os.environ,
                "LC_ALL": "C.UTF-8",
                "PYTHONPATH": str(Path(__file__).parent.parent),
            },
        )
        while (done := os.wait4(process.pid, os.WNOHANG))[0] == 0:
            if time.monotonic() - start > _KILL_AFTER:
                process.kill()
            time.sleep(0.01)
        seconds = time.monotonic() - start
    status = os.waitstatus_to_exitcode(done[1])
    process.returncode = status
    text = log.read_bytes().decode("utf-8", errors="surrogateescape")
    used = done[2]
    processor = used.ru_utime + used.ru_stime
    return Answer(status, seconds, processor, used.ru_maxrss // 1024, text, untouched=False)


def _broken(answer: Answer, output: Path) -> list[str]:
    rules = {
        f"answered after {answer.seconds:.1f} s": answer.seconds > SECONDS,
        f"took {answer.megabytes} MB": answer.megabytes > MEGABYTES,
        f"exit status {answer.status}": answer.status not in (0, 1),
        "traceback shown": "Traceback" in answer.said,
        "no diagnostic": answer.status == 1 and not _CODE.search(answer.said),
        "control characters shown": bool(_CONTROLS.search(answer.said)),
        "earlier editions changed": answer.status != 0 and not answer.untouched,
        "something from outside is in the editions": _leaks(output),
    }
    return [rule for rule, holds in rules.items() if holds]


def _fingerprint(folder: Path) -> str:
    digest = hashlib.blake2b()
    for path in sorted(folder.rglob("*")):
        digest.update(f"{path.relative_to(folder)} {path.stat().st_mtime_ns}".encode())
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()


def _leaks(output: Path) -> bool:
    """Whether the canary, the first line of /etc/passwd or the outside picture is in an output."""
    marks = (CANARY.encode(), CANARY.lower().encode(), b"root:x:0:0", picture()[-80:])
    for path in output.rglob("*"):
        if not path.is_file():
            continue
        contents = [path.read_bytes()]
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                contents += [archive.read(name) for name in archive.namelist()]
        if any(mark in content for mark in marks for content in contents):
            return True
    return False


if __name__ == "__main__":
    main()
