"""The wheel carries its styles, its fonts and its schema, and works from any folder."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.test_pipeline import TEXT, TOML


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]
    subprocess.run([*pip, "wheel", "--no-deps", "-w", folder, ROOT], check=True)
    (made,) = folder.glob("*.whl")
    return made


def test_what_the_wheel_carries(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    styles = {
        f"publish/styles/{p.relative_to(ROOT / 'styles').as_posix()}"
        for p in (ROOT / "styles").rglob("*")
        if p.is_file()
    }
    assert styles <= names
    preview = {f"publish/preview/{p.name}" for p in (ROOT / "publish" / "preview").glob("*.*")}
    assert preview <= names and len(preview) > 10
    assert "publish/article.rng" in names
    assert any(name.endswith(".otf") for name in names)
    assert not [name for name in names if name.startswith(("tests/", "manuscripts/"))]


def test_installed_elsewhere_it_builds(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "venv"
    venv.create(environment, symlinks=True)
    python = environment / "bin" / "python"
    site = next((environment / "lib").glob("python*/site-packages"))
    # The dependencies are those of this environment, the package is that of the wheel.
    (here,) = {p for p in sys.path if p.endswith("site-packages") and sys.prefix in p}
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q", "--python", python]
    subprocess.run([*pip, "install", "--no-deps", "--no-index", wheel], check=True)
    (site / "zz-dependencies.pth").write_text(f"{here}\n")
    work = tmp_path / "work"
    (work / "essai").mkdir(parents=True)
    (work / "essai" / "publication.toml").write_text(TOML)
    (work / "essai" / "a.txt").write_text(TEXT)
    bare = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    where = subprocess.run(
        [python, "-c", "import publish.resources as r; print(r.STYLES, r.ARTICLE_SCHEMA)"],
        cwd=work,
        env=bare,
        capture_output=True,
        text=True,
        check=True,
    )
    assert where.stdout.split() == [
        str(site / "publish" / "styles"),
        str(site / "publish" / "article.rng"),
    ]
    done = subprocess.run(
        [environment / "bin" / "publish", "build", "essai"],
        cwd=work,
        env=bare,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split()[:2] == ["build/essai/essai.epub", "build/essai/essai.pdf"]
    assert (work / "build" / "essai" / "essai.pdf").read_bytes().startswith(b"%PDF-")
