"""The stages together: whole or not at all, whatever is wrong, and what is told."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from publish import pipeline
from publish.diagnostics import has_errors
from publish.preparation import article_slug, prepare
from publish.publication import Publication, find
from publish.sources import READERS
from tests.conftest import build
from tests.edition.test_images import picture

Make = Callable[..., Path]
TEXT = "Titre\n\nUn paragraphe assez long pour en être un, avec sa ponctuation et tout le reste.\n"
TOML = '[publication]\ntitle = "Essai"\ndate = 2026-01-15\n'


def found(folder: Path) -> Publication:
    (publication,), _ = find([folder])
    return publication


def digests(folder: Path) -> dict[str, str]:
    return {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in folder.rglob("*")
        if p.is_file()
    }


def codes(built: pipeline.Built) -> list[str]:
    return [d.code for d in built.diagnostics]


def test_a_build_gives_the_editions_the_articles_and_the_report(
    publication: Make, tmp_path: Path
) -> None:
    output = tmp_path / "build"
    built = pipeline.build(found(publication(publication__toml=TOML, a__txt=TEXT)), output)
    assert codes(built) == []
    assert built.folder == output / "essai"
    made = sorted(digests(output))
    pages = [name for name in made if name.startswith("essai/pages/")]
    assert len(pages) == built.pages
    assert [name for name in made if name not in pages] == [
        ".essai.lock",
        "essai/essai.epub",
        "essai/essai.onix.xml",
        "essai/essai.pdf",
        "essai/report.html",
        "essai/report.json",
        "essai/xhtml/a.xhtml",
    ]
    assert built.files == [output / "essai" / "essai.epub", output / "essai" / "essai.pdf"]
    assert built.words == 16
    assert built.pages == json.loads((output / "essai" / "report.json").read_text())["pages"]


@pytest.mark.parametrize("only", ["epub", "pdf"])
def test_one_edition_alone(publication: Make, tmp_path: Path, only: str) -> None:
    output = tmp_path / "build"
    folder = publication(publication__toml=TOML, a__txt=TEXT)
    built = pipeline.build(found(folder), output, only=only)
    assert built.files == [output / "essai" / f"essai.{only}"]
    said = json.loads((output / "essai" / "report.json").read_text())
    other = {"epub": "pdf", "pdf": "epub"}[only]
    assert said["words"][only] == 16
    assert said["words"][other] is None
    assert not (output / "essai" / f"essai.{other}").exists()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("b__md", "# B\n\n![plan](absent.png)\n", "image-missing"),
        ("b__md", "# B\n\n![plan](../dehors.png)\n", "image-outside"),
        ("b__md", "# B\n\n![plan](plan.png)\n", "image-unreadable"),
        ("b__txt", b"\x00\x01\x02", "not-text"),
        ("b__txt", " \n", "file-empty"),
    ],
)
def test_a_build_that_fails_leaves_the_earlier_editions_byte_for_byte(
    publication: Make, tmp_path: Path, name: str, content: str | bytes, code: str
) -> None:
    output = tmp_path / "build"
    (tmp_path / "dehors.png").write_bytes(picture())
    folder = publication(publication__toml=TOML, a__txt=TEXT, plan__png="pas une image")
    assert pipeline.build(found(folder), output).folder
    before = digests(output)
    data = content if isinstance(content, bytes) else content.encode()
    (folder / name.replace("__", ".")).write_bytes(data)
    built = pipeline.build(found(folder), output)
    assert built.folder is None
    assert built.files == []
    assert code in codes(built)
    assert digests(output) == before


def test_a_layout_that_is_refused_leaves_them_too(
    publication: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The font is gone when the layout asks for it: nothing is published, the problem is told."""
    output = tmp_path / "build"
    folder = publication(publication__toml=TOML, a__txt=TEXT)
    assert pipeline.build(found(folder), output).folder
    before = digests(output)
    monkeypatch.setattr("publish.pdf.fetcher.FONTS", tmp_path / "nowhere")
    built = pipeline.build(found(folder), output)
    assert built.folder is None
    assert "resource-refused" in codes(built)
    assert digests(output) == before


def test_a_fault_of_the_program_leaves_them_too(
    publication: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "build"
    folder = publication(publication__toml=TOML, a__txt=TEXT)
    assert pipeline.build(found(folder), output).folder
    before = digests(output)

    def broken(*_: object, **__: object) -> bytes:
        raise ZeroDivisionError

    monkeypatch.setattr("publish.pipeline.package", broken)
    with pytest.raises(ZeroDivisionError):
        pipeline.build(found(folder), output)
    assert digests(output) == before


def test_an_output_that_cannot_be_written_is_told(publication: Make, tmp_path: Path) -> None:
    (tmp_path / "build").write_text("a file")
    built = pipeline.build(
        found(publication(publication__toml=TOML, a__txt=TEXT)), tmp_path / "build"
    )
    assert built.folder is None
    assert codes(built) == ["output-unwritable"]


def test_a_manuscript_that_vanished_is_told(publication: Make, tmp_path: Path) -> None:
    folder = publication(publication__toml=TOML, a__txt=TEXT, b__txt=TEXT)
    known = found(folder)
    (folder / "b.txt").unlink()
    built = pipeline.build(known, tmp_path / "build")
    assert codes(built) == ["file-unreadable"]
    assert built.diagnostics[0].place.file == "b.txt"


def test_check_writes_nothing_and_tells_the_same(publication: Make) -> None:
    folder = publication(a__txt=TEXT, b__md="# B\n\n![x](absent.png)\n\n[lien](rien.md)\n")
    before = digests(folder.parent)
    problems = pipeline.check(found(folder))
    assert [(p.code, p.place.file) for p in problems] == [
        ("image-missing", "b.md"),
        ("link-dead", "b.md"),
    ]
    assert digests(folder.parent) == before


def test_a_publication_without_a_date_is_told(publication: Make, tmp_path: Path) -> None:
    folder = publication(a__txt=TEXT)
    assert codes(pipeline.build(found(folder), tmp_path / "build")) == ["date-missing"]


@pytest.mark.parametrize(
    ("epoch", "date", "moment"),
    [
        ("86400", dt.date(2026, 1, 15), dt.datetime(1970, 1, 2, tzinfo=dt.UTC)),
        ("", dt.date(2026, 1, 15), dt.datetime(2026, 1, 15, tzinfo=dt.UTC)),
        ("hier", dt.date(2026, 1, 15), dt.datetime(2026, 1, 15, tzinfo=dt.UTC)),
        ("", None, dt.datetime(1980, 1, 1, tzinfo=dt.UTC)),
    ],
)
def test_the_time_that_files_carry(
    monkeypatch: pytest.MonkeyPatch, epoch: str, date: dt.date | None, moment: dt.datetime
) -> None:
    monkeypatch.setitem(os.environ, "SOURCE_DATE_EPOCH", epoch)
    assert pipeline.moment(Publication("e", Path("/e"), "E", (), date=date)) == moment


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("02-saint-clair.txt", "saint-clair"),
        ("Œuvre d’art.md", "oeuvre-d-art"),
        ("000_c54b.txt", "c54b"),
        ("2026.txt", "article-2026"),
        ("日本.txt", "article"),
        # The article’s own notes have these names.
        ("n1.txt", "article-n1"),
        ("03-r2-2.txt", "article-r2-2"),
    ],
)
def test_the_names_of_articles(name: str, slug: str) -> None:
    assert article_slug(Path(name)) == slug


@given(st.text(st.characters(exclude_characters="/\0"), min_size=1))
@example("11-24-chronique.html")
@example("2024-12")
def test_the_name_of_an_article_can_be_an_identifier(name: str) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9-]*", article_slug(Path(name)))


def test_two_articles_of_one_title_are_told_with_both_files(publication: Make) -> None:
    folder = publication(
        publication__toml=TOML,
        a__txt=TEXT,
        b__txt="Titre !\n\nUn autre paragraphe, assez long aussi pour en être un, tout à fait.\n",
        c__txt="Autre titre\n\nUn paragraphe, assez long lui aussi pour en être un, tout à fait.\n",
    )
    (told,) = (d for d in prepare(found(folder)).diagnostics if d.code == "title-twice")
    assert (told.values["name"], told.values["other"]) == ("b.txt", "a.txt")
    assert (told.place.file, told.place.line, told.severity) == ("b.txt", 1, "warning")
    # An exact copy is told as one, and not again.
    (folder / "b.txt").write_text(TEXT)
    assert not [d for d in prepare(found(folder)).diagnostics if d.code == "title-twice"]


def test_progress_names_every_stage_and_every_manuscript(publication: Make, tmp_path: Path) -> None:
    heard: list[tuple[str, str]] = []
    folder = publication(publication__toml=TOML, a__txt=TEXT, b__txt=TEXT)
    pipeline.build(
        found(folder),
        tmp_path / "build",
        progress=lambda stage, about, done, of: heard.append((stage, about)),
    )
    stages = list(dict.fromkeys(stage for stage, _ in heard))
    assert stages == ["read", "edition", "layout", "package"]
    assert [about for stage, about in heard if stage == "read"] == ["a.txt", "b.txt"]


def test_articles_of_one_name_in_two_folders(publication: Make, tmp_path: Path) -> None:
    folder = publication(publication__toml=TOML)
    for part in ("nord", "sud"):
        (folder / part).mkdir()
        (folder / part / "edito.txt").write_text(TEXT.replace("Titre", f"Le {part}"))
    built = pipeline.build(found(folder), tmp_path / "build")
    assert codes(built) == []
    assert built.folder is not None
    assert sorted(p.name for p in (built.folder / "xhtml").iterdir()) == [
        "edito-2.xhtml",
        "edito.xhtml",
    ]


def test_every_format_read_is_a_manuscript_in_a_folder(publication: Make) -> None:
    folder = publication()
    for number, suffix in enumerate(READERS):
        (folder / f"{number}{suffix}").write_text(TEXT)
    assert {p.suffix for p in found(folder).manuscripts} == set(READERS)


def test_a_note_longer_than_its_page_is_printed_after_its_article(tmp_path: Path) -> None:
    """The engine would set it beyond the paper; the words proof holds what is printed instead."""
    note = "Le conseil s’est réuni mardi soir dans la grande salle. " * 80
    article = tmp_path / "essai.md"
    notes = f"[^1]: Courte.\n\n[^2]: {note}\n"
    article.write_text(f"# Titre\n\nUn paragraphe[^1], une suite[^2].\n\n{notes}", "utf-8")
    built = build(article, tmp_path / "build")
    told = [(d.severity, d.place.line) for d in built.diagnostics if d.code == "note-moved"]
    assert told == [("note", 7)]
    assert not has_errors(built.diagnostics)
    assert built.folder is not None
