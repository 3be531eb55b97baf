"""``publish preview`` as an editor uses it: the command, in Chromium, on copies of the samples."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import MANUSCRIPTS, ROOT
from tests.readers.book import Book

HERE = Path(__file__).parent
_ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "fr_FR.UTF-8"}


def _interruptible() -> None:
    """What a shell runs in the background ignores interruptions, and so do its children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def previewing(*arguments: str | Path, cwd: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The command with a free port and no browser; its address, and the process."""
    command = [sys.executable, "-m", "publish", "preview", *arguments, "--no-browser"]
    with subprocess.Popen(
        [str(part) for part in command],
        cwd=cwd,
        env=_ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=_interruptible,  # noqa: PLW1509  (it sets a signal, nothing else)
    ) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            found = re.search(r"http://127\.0\.0\.1:\d+/", line)
            assert found, line + (process.stderr.read() if process.stderr else "")
            yield found[0], process
        finally:
            process.kill()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, edition_of: dict[str, Path]) -> Path:
    """A folder as an editor has it: the manuscripts of both samples, and their editions."""
    folder = tmp_path_factory.mktemp("preview")
    shutil.copytree(MANUSCRIPTS, folder / "manuscripts")
    shutil.copytree(edition_of["l-estran"].parent, folder / "build")
    return folder


@pytest.fixture(scope="module")
def seen(folder: Path) -> dict[str, Any]:
    manuscript = folder / "manuscripts" / "l-estran" / "05-phares.md"
    with previewing("--port", "0", cwd=folder) as (address, _):
        done = subprocess.run(
            ["node", HERE / "drive.mjs", address, manuscript],
            capture_output=True,
            text=True,
            check=False,
            timeout=420,
        )
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


@pytest.fixture(scope="module")
def book(edition_of: dict[str, Path]) -> Book:
    return Book(edition_of["l-estran"] / "l-estran.epub")


def test_both_panes_open_and_nothing_fails(seen: dict[str, Any]) -> None:
    assert seen["errors"] == []
    assert seen["opened"]["document"] == "cover.xhtml"
    assert seen["opened"]["sheet"] == "Page c1"
    assert len(seen["asked"]) == 1, "something of elsewhere was asked for"
    assert seen["sandbox"] == "allow-same-origin"


def test_pages_are_drawn_for_the_screen(seen: dict[str, Any]) -> None:
    for page in (seen["opened"], seen["field"]):
        assert page["sharp"] == pytest.approx(2, abs=0.01)  # the device's pixels


def test_the_page_list_moves_both_panes(seen: dict[str, Any], book: Book) -> None:
    links = dict(book.links("page-list"))
    assert [page["asked"] for page in seen["listed"]] == list(links)
    for page in seen["listed"]:
        folio = page["asked"]
        assert page["folio"] == folio
        assert page["sheet"] == f"Page {folio}"
        assert page["document"] == links[folio].split("#")[0]
        assert 0 <= page["mark"] < page["height"], f"page {folio} begins off the screen"
        assert page["hash"] == f"#l-estran/{folio}"


def test_pages_lie_open_as_printed(seen: dict[str, Any]) -> None:
    """Versos are even, on the left of the recto that follows."""
    folios = {page["asked"] for page in seen["listed"]}
    for page in seen["listed"]:
        if page["asked"].isdigit():
            verso = int(page["asked"]) // 2 * 2
            left = f"Page {verso}" if verso else "Page vi"
            right = [f"Page {verso + 1}"] if str(verso + 1) in folios else []
            assert page["open"] == [left, *right]


def test_a_page_is_text_for_who_hears_it(seen: dict[str, Any]) -> None:
    assert "Les veilleurs éteints" in seen["field"]["spoken"]


def test_the_keyboard_turns_the_pages(seen: dict[str, Any]) -> None:
    assert (seen["field"]["folio"], seen["field"]["document"]) == ("9", "phares.xhtml")
    assert (seen["right"]["folio"], seen["right"]["sheet"]) == ("10", "Page 10")
    assert 0 <= seen["right"]["mark"] < seen["right"]["height"]
    assert (seen["left"]["folio"], seen["left"]["document"]) == ("8", "part-3.xhtml")
    assert seen["closed"]


def test_a_page_that_is_not_there_is_told(seen: dict[str, Any]) -> None:
    assert seen["unknown"]["invalid"] == "true"
    assert " ".join(seen["unknown"]["said"].split()) == "Il n’y a pas de page « 999 »."
    assert seen["unknown"]["sheet"] == seen["left"]["sheet"]


def test_scrolling_the_text_turns_the_pages(seen: dict[str, Any], book: Book) -> None:
    assert (seen["wheel"]["folio"], seen["wheel"]["sheet"]) == ("12", "Page 12")
    last = [folio for folio, link in book.links("page-list") if link.startswith("phares.xhtml")][-1]
    assert (seen["end"]["folio"], seen["end"]["sheet"]) == (last, f"Page {last}")


def test_a_link_of_the_book_turns_the_pages(seen: dict[str, Any]) -> None:
    assert seen["followed"]["document"] == "criee.xhtml"
    assert (seen["followed"]["folio"], seen["followed"]["sheet"]) == ("6", "Page 6")


def test_size_night_and_width_are_the_readers(seen: dict[str, Any]) -> None:
    before, after = seen["dressed"]["before"], seen["dressed"]["after"]
    assert after["size"] > before["size"] * 1.2
    assert after["width"] == 390
    light = [int(n) for n in re.findall(r"\d+", after["color"])[:3]]
    assert min(light) > 190 > max(int(n) for n in re.findall(r"\d+", before["color"])[:3])
    assert (after["folio"], after["document"]) == (before["folio"], before["document"])


def test_a_judge_of_accessibility_finds_nothing(seen: dict[str, Any]) -> None:
    assert seen["axe"] == []


def test_what_is_written_appears_and_the_place_is_kept(seen: dict[str, Any]) -> None:
    before, after = seen["changed"]["before"], seen["changed"]["after"]
    assert "que l’on vient d’écrire" not in before["text"]
    assert "que l’on vient d’écrire" in after["text"]
    assert after["folio"] == before["folio"] == "11"
    assert after["sheet"] == before["sheet"]
    assert abs(after["mark"] - before["mark"]) < 4
    assert after["scrolled"] > 100


def test_an_error_is_told_and_the_earlier_edition_stays(seen: dict[str, Any]) -> None:
    broken = seen["broken"]
    assert "que l’on vient d’écrire" in broken["text"]
    assert broken["sheet"] == "Page 11"
    for told in ("05-phares.md, ligne", "« absente.png » est introuvable", "Déposez-la dans"):
        assert told in " ".join(broken["said"].split()), broken["said"]
    assert broken["alert"].startswith("Les éditions n’ont pas été refaites")
    assert broken["status"] == "Non refaites"


def test_once_mended_all_is_as_it_was(seen: dict[str, Any], folder: Path) -> None:
    assert seen["mended"]["folio"] == "11"
    assert seen["mended"]["text"] == seen["changed"]["before"]["text"]
    assert seen["mended"]["status"] in ("À jour", "Éditions refaites")


def test_another_publication_can_be_chosen(seen: dict[str, Any]) -> None:
    assert seen["other"]["hash"] == "#le-caucase/c1"
    assert seen["other"]["sheet"] == "Page c1"


def test_an_address_with_loose_percent_signs_stops_nothing(seen: dict[str, Any]) -> None:
    assert seen["errors"] == []
    assert seen["strange"]["sheet"] == "Page 9"


def test_a_narrow_window_shows_one_pane_and_all_its_commands(seen: dict[str, Any]) -> None:
    assert seen["narrow"]["overflow"] <= 0
    assert seen["narrow"]["outside"] == []
    assert seen["narrow"]["panes"] == ["epub"]
    assert (seen["narrowPaper"]["folio"], seen["narrowPaper"]["open"]) == ("10", ["Page 10"])
    # What was turned in one pane is found in the other.
    assert (seen["narrowText"]["folio"], seen["narrowText"]["document"]) == ("10", "phares.xhtml")
    assert 0 <= seen["narrowText"]["mark"] < seen["narrowText"]["height"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_without_a_word_too_many(folder: Path, number: signal.Signals) -> None:
    with previewing("--port", "0", "--no-watch", cwd=folder) as (_, process):
        os.killpg(process.pid, number)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err.strip()) == (0, "", "Aperçu fermé.")


def test_it_ends_in_the_middle_of_a_build(folder: Path, tmp_path: Path) -> None:
    with previewing(
        folder / "manuscripts", "--output", tmp_path / "build", "--port", "0", cwd=folder
    ) as (_, process):
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err.strip()) == (0, "", "Aperçu fermé.")
    assert not list(tmp_path.glob("build/*/*.epub"))


def refused(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """The command where it cannot begin."""
    return subprocess.run(
        [sys.executable, "-m", "publish", "preview", *arguments, "--no-browser"],
        cwd=cwd,
        env=_ENVIRONMENT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_taken_port_is_told(folder: Path) -> None:
    with previewing("--port", "0", "--no-watch", cwd=folder) as (address, _):
        port = address.rstrip("/").rsplit(":", 1)[1]
        done = refused("--port", port, cwd=folder)
    assert done.returncode == 1
    assert f"[port-taken] Le port {port} ne peut pas être ouvert" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_source_that_is_not_there_is_told(folder: Path) -> None:
    done = refused("nulle-part", cwd=folder)
    assert done.returncode == 1
    assert "[path-missing]" in done.stderr and "Traceback" not in done.stderr
