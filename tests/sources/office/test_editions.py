"""A DOCX and an ODT through to both editions, with their notes and images in place."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pymupdf
import pytest
from lxml import etree

from publish import pipeline
from publish.article import is_note, is_note_call, tag, text
from publish.publication import find
from tests.sources.office import HERE
from tests.sources.office.make import picture


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> pipeline.Built:
    folder = tmp_path_factory.mktemp("publications") / "marais"
    folder.mkdir()
    shutil.copy(HERE / "styled.docx", folder / "01-sel.docx")
    shutil.copy(HERE / "libreoffice-styled.odt", folder / "02-sel-encore.odt")
    (folder / "publication.toml").write_text(
        '[publication]\ntitle = "Le marais"\ndate = 2026-02-01\n', "utf-8"
    )
    (publication,), problems = find([folder])
    assert problems == []
    made = pipeline.build(publication, tmp_path_factory.mktemp("editions"))
    assert made.folder is not None, [d.message("en") for d in made.diagnostics]
    return made


def test_no_problem_is_left(built: pipeline.Built) -> None:
    # The pictures of the fixture are small, and it is one article twice; nothing else is said.
    assert {d.code for d in built.diagnostics} == {"image-resolution", "title-twice"}


def test_the_epub_holds_images_and_notes(built: pipeline.Built) -> None:
    epub = next(path for path in built.files if path.suffix == ".epub")
    with zipfile.ZipFile(epub) as opened:
        names = opened.namelist()
        images = [n for n in names if n.endswith(".png") and "cover" not in n]
        assert [opened.read(n) for n in images].count(picture()) == 1
        shown = b"".join(opened.read(n) for n in names if n.endswith(".xhtml"))
        assert shown.count(b"<img") == 3  # the cover, and the same picture twice
        for name in ("sel", "sel-encore"):
            page = next(n for n in names if n.endswith(f"/{name}.xhtml"))
            root = etree.fromstring(opened.read(page))
            assert sum(1 for e in root.iter() if is_note_call(e)) == 2
            notes = [text(e) for e in root.iter() if is_note(e)]
            assert any("Les vannes sont faites de chêne ou d’ardoise." in n for n in notes)
            sources = [e.get("src") or "" for e in root.iter() if tag(e) == "img"]
            assert len(sources) == 1
            assert str(Path(sources[0]).name) in {Path(n).name for n in images}


def test_the_pdf_shows_images_and_notes(built: pipeline.Built) -> None:
    pdf = next(path for path in built.files if path.suffix == ".pdf")
    with pymupdf.open(pdf) as document:
        pages = [" ".join(page.get_text().split()) for page in document]
        said = " ".join(pages)
        assert said.count("Les vannes sont faites de chêne") == 2
        # The note stands on the page of its call.
        called = next(p for p in pages if "Avant l’aube, les paludiers" in p)
        assert "Les vannes sont faites de chêne" in called
        shown = [(i["width"], i["height"]) for page in document for i in page.get_image_info()]
        assert shown.count((240, 160)) == 2
