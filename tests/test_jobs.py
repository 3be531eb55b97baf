"""Several publications at once: what each has to say comes back from its process."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path


def test_problems_of_several_publications_are_told(tmp_path: Path) -> None:
    for name, article in (("un", b"Un titre\n\nD\xe9j\xe0 vu."), ("deux", b"# T\n\n![a](b.png)\n")):
        (tmp_path / name).mkdir()
        suffix = "md" if article.startswith(b"#") else "txt"
        (tmp_path / name / f"a.{suffix}").write_bytes(article)
    command = [sys.executable, "-m", "publish", "build", ".", "--jobs", "2", "--json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    told = {(d["file"], d["code"]) for d in json.loads(done.stdout)["diagnostics"]}
    assert done.returncode == 1
    assert {("un/a.txt", "encoding-guessed"), ("deux/a.md", "image-missing")} <= told
    assert (tmp_path / "build" / "un" / "un.epub").exists()
    assert not (tmp_path / "build" / "deux").exists()
