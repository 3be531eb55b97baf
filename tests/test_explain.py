from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner
from lxml import etree

from publish.cli import main
from tests.articles import SAMPLES

MODEL = SAMPLES / "le-caucase" / "000_c54b5d4d12b68403.txt"


def test_explain_tells_each_block_instead_of_the_article() -> None:
    done = CliRunner().invoke(main, ["normalise", str(MODEL), "--explain", "--quiet"])
    assert done.exit_code == 0
    lines = [line for line in done.output.splitlines() if line[:5].strip()]
    assert [int(line[:5]) for line in lines] == [1, 3, 5, 9, 13, 17, 21, 25, 29, 33]
    assert "Une entraide face à l’agresseur" in lines[5]
    assert "%" in lines[5]


def test_explain_beside_the_article(tmp_path: Path) -> None:
    target = tmp_path / "article.xhtml"
    arguments = ["normalise", str(MODEL), "--explain", "--quiet", "-o", str(target)]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 0
    assert "Le Caucase" in done.output
    assert etree.parse(target).getroot() is not None


def test_explain_says_what_is_marked_in_the_manuscript(tmp_path: Path) -> None:
    source = tmp_path / "a.md"
    quoted = "{.epigraph}\n> Toujours recommencée.\n\n> Une citation.\n\n"
    table = "| A | B |\n|---|---|\n| 1 | 2 |\n\n"
    source.write_text(f"# Titre\n\n{quoted}{table}### Plus bas\n\nTexte.\n", "utf-8")
    environment = {"LANGUAGE": "fr", "LANG": "fr_FR.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-m", "publish", "normalise", str(source), "--explain", "--quiet"],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    names = [line[7:].split("  ")[0] for line in done.stdout.splitlines() if line[:5].strip()]
    assert names == ["titre", "épigraphe", "citation", "tableau", "intertitre 3", "paragraphe"]
