from __future__ import annotations

import os
import subprocess
import sys
from string import Formatter

import polib

from tests.locale import CATALOGUE, compiled


def test_the_binary_catalogue_is_that_of_the_source() -> None:
    assert CATALOGUE.with_suffix(".mo").read_bytes() == compiled()


def test_translations_take_the_same_values() -> None:
    for entry in polib.pofile(str(CATALOGUE)):
        sources = {_names(entry.msgid), _names(entry.msgid_plural or entry.msgid)}
        assert all(_names(t) in sources for t in entry.msgstr_plural.values() or [entry.msgstr])


def _names(sentence: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(sentence) if name)


def test_wrong_usage_is_told_in_the_language_of_the_user() -> None:
    for language, told in (("fr_FR.UTF-8", "Vouliez-vous écrire"), ("en_GB.UTF-8", "Did you mean")):
        done = subprocess.run(
            [sys.executable, "-m", "publish", "build", "--outputs", "x"],
            capture_output=True,
            text=True,
            env={**os.environ, "LC_ALL": language, "LANGUAGE": "", "PYTHONUTF8": "1"},
            check=False,
        )
        assert done.returncode == 2
        assert told in done.stderr
