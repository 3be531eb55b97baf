"""French text never loads the library that tells languages apart."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

FRENCH = "Le port était calme, et tous les bateaux étaient rentrés avant la nuit. " * 3
PAGE = (
    "<!DOCTYPE html><html lang='fr'><head><title>Au port</title><meta property='og:type' "
    f"content='article'></head><body><article><h1>Au port</h1>{'<p>' + FRENCH + '</p>'}"
    f"{'<p>' + FRENCH + '</p>'}</article></body></html>"
)
ENGLISH = "The harbour lights went out one after the other, and nobody said a word."
LOADED = """
import sys
from pathlib import Path
from publish.preparation import prepare
from publish.publication import find
(publication,), _ = find([Path(sys.argv[1])])
prepare(publication)
print(*sorted({"numpy", "py3langid"} & set(sys.modules)))
"""


@pytest.mark.parametrize(
    ("name", "text", "loaded"),
    [
        ("a.txt", f"Au port\n\n{FRENCH}\n\nTous droits réservés\n", ""),
        ("a.html", PAGE, ""),
        ("a.txt", f"Au port\n\n{FRENCH}\n\n{ENGLISH}\n", "numpy py3langid"),
    ],
)
def test_what_is_loaded(tmp_path: Path, name: str, text: str, loaded: str) -> None:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", LOADED, path], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == loaded
