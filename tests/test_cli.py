"""The command as a user runs it: exit status, messages in their language, never a traceback."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from tests.conftest import MANUSCRIPTS
from tests.test_pipeline import TEXT, TOML, digests

Make = Callable[..., Path]
FRENCH, ENGLISH = "fr_FR.UTF-8", "en_GB.UTF-8"


def run(
    *arguments: str | Path, cwd: Path, locale: str = FRENCH
) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG"))}
    done = subprocess.run(
        [sys.executable, "-m", "publish", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        cwd=cwd,
        env={**environment, "LC_ALL": locale, "PYTHONUTF8": "1"},
        timeout=120,
        check=False,
    )
    assert "Traceback" not in done.stderr + done.stdout, done.stderr
    return done


def test_build_of_a_sample(tmp_path: Path) -> None:
    done = run("build", MANUSCRIPTS / "le-caucase", "--output", tmp_path, cwd=tmp_path)
    assert done.returncode == 0
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert lines[:2] == [str(tmp_path / "le-caucase" / f"le-caucase.{s}") for s in ("epub", "pdf")]
    assert "mots, tous dans les éditions" in lines[2]
    assert "points à regarder : 0 ; sur les épreuves : " in lines[2]
    assert (tmp_path / "le-caucase" / "le-caucase.pdf").read_bytes().startswith(b"%PDF")


def test_the_files_for_the_printer(publication: Make, tmp_path: Path) -> None:
    folder = publication(publication__toml=TOML, a__txt=TEXT)
    done = run("build", folder, "--press", "--only", "pdf", "--quiet", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    names = ("essai.pdf", "essai-press.pdf", "essai-cover-press.pdf")
    assert done.stdout.split() == [f"build/essai/{name}" for name in names]


def test_the_printer_needs_the_pdf(publication: Make, tmp_path: Path) -> None:
    done = run("build", publication(a__txt=TEXT), "--press", "--only", "epub", cwd=tmp_path)
    assert done.returncode == 2
    assert "ôtez --only epub" in done.stderr
    assert not (tmp_path / "build").exists()


def test_build_of_a_manuscript_from_another_folder(publication: Make, tmp_path: Path) -> None:
    folder = publication(a__txt=TEXT)
    done = run("build", folder / "a.txt", "--only", "epub", cwd=tmp_path, locale=ENGLISH)
    assert done.returncode == 0
    assert sorted(p.name for p in (tmp_path / "build" / "a").iterdir()) == [
        "a.epub",
        "a.onix.xml",
        "report.html",
        "report.json",
        "xhtml",
    ]
    assert "date-missing" in done.stderr
    assert "words, all in the editions" in done.stdout


def test_several_publications_at_once_with_something_to_say(tmp_path: Path) -> None:
    """They are built by processes of their own, whose problems come back."""
    for name in ("un", "deux", "faux"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.md").write_text("# T\n\nTexte [lien](rien.md).\n")
    (tmp_path / "faux" / "b.md").write_text("# U\n\n![x](absent.png)\n")
    arguments = ("--only", "epub", "--json", "--jobs", "2")
    done = run("build", "un", "deux", "faux", *arguments, cwd=tmp_path)
    said = json.loads(done.stdout)
    assert done.returncode == 1
    assert [e["files"] for e in said["editions"]] == [
        ["build/un/un.epub"],
        ["build/deux/deux.epub"],
        [],
    ]
    assert sorted(d["code"] for d in said["diagnostics"]) == [
        *["date-missing"] * 3,
        "image-missing",
        *["link-dead"] * 3,
    ]


def test_manuscripts_is_the_default(tmp_path: Path) -> None:
    for name in ("un", "deux"):
        (tmp_path / "manuscripts" / name).mkdir(parents=True)
        (tmp_path / "manuscripts" / name / "a.txt").write_text(TEXT)
    done = run("build", "--only", "epub", "--quiet", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stderr == ""
    assert done.stdout.split() == ["build/deux/deux.epub", "build/un/un.epub"]


FAULTS = [
    ({}, "no-manuscripts", "Il n’y a aucun manuscrit", "There is no manuscript"),
    (
        {"publication__toml": '[publication]\ntitel = "X"\n', "a__txt": TEXT},
        "key-unknown",
        "Vouliez-vous écrire « title » ?",
        "Did you mean “title”?",
    ),
    (
        {"publication__toml": TOML + '[contents]\norder = ["b.txt"]\n', "a__txt": TEXT},
        "manuscript-missing",
        "« b.txt » est dans [contents] order, mais pas dans le dossier.",
        "“b.txt” is in [contents] order, but not in the folder.",
    ),
    (
        {"publication__toml": '[publication]\ntitle = "Été"\n'.encode("latin-1"), "a__txt": TEXT},
        "toml-encoding",
        "n’est pas en UTF-8",
        "not in UTF-8",
    ),
    (
        {"publication__toml": TOML, "a__md": f"# T\n\n{TEXT}\n\n![x](absent.png)\n"},
        "image-missing",
        "L’image « absent.png » est introuvable.",
        "The image “absent.png” cannot be found.",
    ),
    (
        {"publication__toml": TOML, "a__txt": b"\x00\x01"},
        "not-text",
        "Ce fichier n’est pas du texte.",
        "This file is not text.",
    ),
]


@pytest.mark.parametrize(("files", "code", "sentence", "_"), FAULTS, ids=[f[1] for f in FAULTS])
def test_what_is_wrong_is_said(
    publication: Make,
    tmp_path: Path,
    files: dict[str, str | bytes],
    code: str,
    sentence: str,
    _: str,
) -> None:
    done = run("build", publication(**files), cwd=tmp_path)
    assert done.returncode == 1
    assert f"erreur [{code}]" in done.stderr
    assert sentence in done.stderr
    assert "→" in done.stderr
    assert done.stdout == ""
    assert not list(tmp_path.glob("build/*/*"))


def test_all_that_is_wrong_is_said_at_once_in_english(publication: Make, tmp_path: Path) -> None:
    folders = [publication(**files).rename(tmp_path / code) for files, code, _, _ in FAULTS]
    done = run("check", *folders, cwd=tmp_path, locale=ENGLISH)
    assert done.returncode == 1
    for _, code, _, sentence in FAULTS:
        assert f"error [{code}]" in done.stderr
        assert sentence in done.stderr


def test_the_line_is_told(publication: Make, tmp_path: Path) -> None:
    folder = publication(
        publication__toml=TOML, a__md="# T\n\nVoici une belle image.\n\n![x](absent.png)\n"
    )
    done = run("build", folder, cwd=tmp_path)
    assert "a.md\n  5 : erreur [image-missing]" in done.stderr


def test_a_missing_path(tmp_path: Path) -> None:
    done = run("build", "absent.txt", cwd=tmp_path)
    assert done.returncode == 1
    assert "absent.txt\n  erreur [path-missing]" in done.stderr
    english = run("build", "absent.txt", cwd=tmp_path, locale=ENGLISH)
    assert "This file or folder does not exist." in english.stderr


def test_a_format_that_is_not_read(publication: Make, tmp_path: Path) -> None:
    done = run("build", publication(a__xyz="x") / "a.xyz", cwd=tmp_path)
    assert done.returncode == 1
    assert "[format-unknown]" in done.stderr


def test_latin_1_is_read_with_a_word_about_it(publication: Make, tmp_path: Path) -> None:
    accents = "L’été à l’île d’Aix\n\nÀ Noël, l’hôte mangeait des œufs brûlés ; c’était déjà ça.\n"
    folder = publication(publication__toml=TOML, a__txt=accents.encode("cp1252"))
    done = run("build", folder, "--only", "epub", cwd=tmp_path)
    assert done.returncode == 0
    assert "attention [encoding-guessed]" in done.stderr
    assert "points à regarder : 1" in done.stdout
    text = (tmp_path / "build" / "essai" / "xhtml" / "a.xhtml").read_text("utf-8")
    assert "L’été à l’île d’Aix" in text
    assert "œufs brûlés" in text


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_names_that_are_not_utf_8_are_shown(publication: Make, tmp_path: Path) -> None:
    """Files out of an old archive keep the bytes of its names."""
    folder = publication(b__txt=TEXT).rename(tmp_path / os.fsdecode("été".encode("cp1252")))
    (folder / os.fsdecode("phé.md".encode("cp1252"))).write_text("# T\n\nUn [lien](rien.md).\n")
    done = run("build", folder, "--only", "epub", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "phé.md\n  3 : attention [link-dead]" in done.stderr
    (report,) = tmp_path.glob("build/*/report.json")
    assert "phé.md" in json.loads(report.read_text("utf-8"))["structure"]


def test_quiet_says_errors_only(publication: Make, tmp_path: Path) -> None:
    folder = publication(a__md="# T\n\nTexte [lien](rien.md).\n")
    quiet = run("build", folder, "--only", "epub", "--quiet", cwd=tmp_path)
    assert (quiet.returncode, quiet.stderr) == (0, "")
    assert quiet.stdout.split() == ["build/essai/essai.epub"]
    (folder / "b.md").write_text("# T\n\n![x](absent.png)\n")
    failed = run("build", folder, "--quiet", cwd=tmp_path)
    assert failed.returncode == 1
    assert "[image-missing]" in failed.stderr
    assert "[link-dead]" not in failed.stderr


def test_json_for_machines(publication: Make, tmp_path: Path) -> None:
    folder = publication(publication__toml=TOML, a__md="# T\n\nTexte [lien](rien.md).\n")
    done = run("build", folder, "--only", "epub", "--json", cwd=tmp_path)
    said = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert [(d["code"], d["severity"], d["file"], d["line"]) for d in said["diagnostics"]] == [
        ("link-dead", "warning", "essai/a.md", 3)
    ]
    assert said["editions"] == [
        {"slug": "essai", "files": ["build/essai/essai.epub"], "words": 3, "pages": None}
    ]


def test_check_writes_nothing(publication: Make, tmp_path: Path) -> None:
    folder = publication(publication__toml=TOML, a__txt=TEXT)
    before = digests(tmp_path)
    well = run("check", folder, cwd=tmp_path)
    assert (well.returncode, well.stdout) == (0, "")
    assert "Rien à signaler." in well.stderr
    (folder / "b.md").write_text("# T\n\n![x](absent.png)\n")
    wrong = run("check", folder, "--json", cwd=tmp_path)
    assert wrong.returncode == 1
    assert [d["code"] for d in json.loads(wrong.stdout)["diagnostics"]] == ["image-missing"]
    (folder / "b.md").unlink()
    assert digests(tmp_path) == before


def test_normalise_to_the_terminal_and_to_a_file(publication: Make, tmp_path: Path) -> None:
    folder = publication(a__txt=TEXT)
    done = run("normalise", folder / "a.txt", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    root = etree.fromstring(done.stdout.encode())
    assert root.findtext(".//{*}h1") == "Titre"
    before = set(tmp_path.rglob("*"))
    again = run("normalise", folder / "a.txt", "-o", "a.xhtml", cwd=tmp_path)
    assert (again.returncode, again.stdout) == (0, "")
    assert (tmp_path / "a.xhtml").read_text("utf-8") == done.stdout
    assert set(tmp_path.rglob("*")) - before == {tmp_path / "a.xhtml"}


def test_normalise_the_model_manuscript(tmp_path: Path) -> None:
    (source,) = (MANUSCRIPTS / "le-caucase").glob("*.txt")
    root = etree.fromstring(run("normalise", source, cwd=tmp_path).stdout.encode())
    said = [(e.get("class"), e.text) for e in root.iterfind(".//{*}header/{*}p")]
    assert said[0] == ("rubric", "Le Caucase")
    assert [e.text for e in root.iter("{*}h2")] == ["Une entraide face à l’agresseur"]


def test_normalise_what_is_not_a_file(tmp_path: Path) -> None:
    done = run("normalise", "absent.txt", cwd=tmp_path)
    assert done.returncode == 1
    assert "[path-missing]" in done.stderr
    assert done.stdout == ""


def test_normalise_into_a_folder_that_is_not_there(publication: Make, tmp_path: Path) -> None:
    folder = publication(a__txt=TEXT)
    done = run("normalise", folder / "a.txt", "-o", "absent/a.xhtml", cwd=tmp_path)
    assert done.returncode == 1
    assert "absent/a.xhtml\n  erreur [output-unwritable]" in done.stderr


def test_new_is_ready_to_build(tmp_path: Path) -> None:
    done = run("new", "Revue d’été", cwd=tmp_path)
    assert done.returncode == 0
    assert "Revue d’été" in done.stdout
    built = run("build", "Revue d’été", "--json", cwd=tmp_path)
    said = json.loads(built.stdout)
    assert built.returncode == 0
    assert said["diagnostics"] == []
    assert said["editions"][0]["files"] == [
        f"build/revue-d-ete/revue-d-ete.{suffix}" for suffix in ("epub", "pdf")
    ]
    again = run("new", "Revue d’été", cwd=tmp_path)
    assert again.returncode == 2
    assert "existe déjà" in again.stderr


@pytest.mark.parametrize("name", ['Le "grand" large\\', "x\n[y]"])
def test_new_with_any_name_can_be_checked(tmp_path: Path, name: str) -> None:
    assert run("new", name, cwd=tmp_path).returncode == 0
    done = run("check", name, "--json", cwd=tmp_path)
    assert (done.returncode, json.loads(done.stdout)["diagnostics"]) == (0, [])


@pytest.mark.parametrize(
    "arguments",
    [
        ("bild",),
        ("build", "--only", "docx"),
        ("build", "--jobs", "0"),
        ("normalise",),
    ],
)
def test_wrong_usage_is_2(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr


def test_help_in_both_languages(tmp_path: Path) -> None:
    assert "Des manuscrits bruts" in run("--help", cwd=tmp_path).stdout
    assert "From raw manuscripts" in run("--help", cwd=tmp_path, locale=ENGLISH).stdout


def test_an_output_that_is_a_file(publication: Make, tmp_path: Path) -> None:
    (tmp_path / "build").write_text("x")
    done = run("build", publication(publication__toml=TOML, a__txt=TEXT), cwd=tmp_path)
    assert done.returncode in (1, 2)
    assert done.stderr


def test_a_device_is_written_to_and_a_link_is_kept(publication: Make, tmp_path: Path) -> None:
    """As root, replacing /dev/null by a file would break the machine."""
    folder = publication(a__txt=TEXT)
    pipe, aim, link = tmp_path / "pipe", tmp_path / "aim.xhtml", tmp_path / "link.xhtml"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    assert run("normalise", folder / "a.txt", "-o", pipe, cwd=tmp_path).returncode == 0
    assert os.read(reader, 100).startswith(b"<?xml")
    os.close(reader)
    assert pipe.is_fifo()
    link.symlink_to(aim)
    assert run("normalise", folder / "a.txt", "-o", link, cwd=tmp_path).returncode == 0
    assert link.is_symlink()
    assert aim.read_bytes().startswith(b"<?xml")


def test_normalise_keeps_every_word_as_it_was_written(publication: Make, tmp_path: Path) -> None:
    line = 'L\'Etat du XXIe siècle : "oeuvre" à 14h30, la 2ème de 15000 pages est là !'
    source = publication(a__md=f"# Titre\n\n{line}\n") / "a.md"

    def body(*options: str) -> str:
        done = run("normalise", source, *options, cwd=tmp_path)
        (paragraph,) = etree.fromstring(done.stdout.encode()).iterfind(".//{*}article/{*}p")
        return "".join(paragraph.itertext())

    said = body()
    assert re.findall(r"\w+", said) == re.findall(r"\w+", line)
    assert "« oeuvre »" in said.replace("\xa0", " ") and "L’Etat" in said and "là\u202f!" in said
    whole = body("--typography")
    assert "œuvre" in whole and "14\xa0h\xa030" in whole and "État" in whole


def test_normalise_many_into_a_folder(publication: Make, tmp_path: Path) -> None:
    folder = publication(a__txt=TEXT, a__md="# Titre\n\nUn texte.\n")
    (folder / "sud").mkdir()
    for number in range(40):  # more than one process reads
        text = f"# Titre {number}\n\nUn texte.\n"
        (folder / "sud" / f"{number:02}.md").write_text(text, "utf-8")
    (folder / "vide.txt").write_text("", "utf-8")
    done = run("normalise", folder, "-o", "articles", "--jobs", "2", cwd=tmp_path)
    assert done.returncode == 1
    assert "vide.txt" in done.stderr and "[file-empty]" in done.stderr
    made = {str(p.relative_to(tmp_path / "articles")) for p in tmp_path.rglob("*.xhtml")}
    assert made == {"a.xhtml", "a-2.xhtml", *(f"sud/{n:02}.xhtml" for n in range(40))}
    title = etree.parse(tmp_path / "articles" / "sud" / "07.xhtml").findtext(".//{*}h1")
    assert title == "Titre 7"


def test_normalise_many_needs_a_folder(publication: Make, tmp_path: Path) -> None:
    folder = publication(a__txt=TEXT, b__txt=TEXT)
    done = run("normalise", folder / "a.txt", folder / "b.txt", cwd=tmp_path)
    assert done.returncode == 2
    assert "-o" in done.stderr
