"""Editions built once for all tests that look at finished ones."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from publish import pipeline
from publish.publication import find

# On a machine that only says yes or no, a property is tried on the same examples every time; who
# works on the code has new ones at each run.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("new", deadline=None)
settings.load_profile("same" if os.environ.get("CI") else "new")

ROOT = Path(__file__).parent.parent
MANUSCRIPTS = ROOT / "manuscripts"
PUBLICATIONS = ("le-caucase", "l-estran")


def build(source: Path, output: Path) -> pipeline.Built:
    (publication,), problems = find([source])
    built = pipeline.build(publication, output)
    built.diagnostics = problems + built.diagnostics
    return built


@pytest.fixture(scope="session")
def edition_of(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The folder of each finished sample: ``NAME.epub``, ``NAME.pdf``, ``report.json``."""
    output = tmp_path_factory.mktemp("editions")
    folders = {}
    for name in PUBLICATIONS:
        built = build(MANUSCRIPTS / name, output)
        assert built.folder == output / name, built.diagnostics
        folders[name] = built.folder
    return folders


@pytest.fixture(params=PUBLICATIONS)
def edition(request: pytest.FixtureRequest, edition_of: dict[str, Path]) -> Path:
    """Each finished sample in turn."""
    return edition_of[request.param]


@pytest.fixture
def publication(tmp_path: Path) -> Callable[..., Path]:
    """Makes a publication's folder from names and contents of files."""

    def make(**files: str | bytes) -> Path:
        folder = tmp_path / "essai"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for name, content in files.items():
            path = folder / name.replace("__", ".")
            data = content if isinstance(content, bytes) else content.encode()
            path.write_bytes(data)
        return folder

    return make
