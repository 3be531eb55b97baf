"""The cover's sheet: its measures, its texts, its bar code."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest

from publish import pipeline
from publish.edition.barcode import ean13
from publish.publication import find
from tests.barcode import scanned
from tests.press.test_files import TEXT, TOML, photograph

Make = Callable[..., Path]
MM = 72 / 25.4
LONG = "Ce livre raconte une longue histoire de phares, de digues et de marées. " * 60


def cover(folder: Path, output: Path) -> tuple[Path, list[str]]:
    (publication,), _ = find([folder])
    built = pipeline.build(publication, output, press=True)
    assert built.folder is not None, built.diagnostics
    return built.folder / "essai-cover-press.pdf", [d.code for d in built.diagnostics]


def texts(page: pymupdf.Page) -> str:
    return " ".join(page.get_text(sort=True).split())


def test_its_measures(publication: Make, tmp_path: Path) -> None:
    toml = TOML + 'spine = "12mm"\nbleed = "5mm"\nformat = "poche"\n'
    path, _ = cover(publication(publication__toml=toml, a__txt=TEXT), tmp_path)
    with pymupdf.open(path) as pdf:
        assert len(pdf) == 1
        page = pdf[0]
        assert page.trimbox.width / MM == pytest.approx(2 * 108 + 12, abs=0.01)
        assert page.trimbox.height / MM == pytest.approx(178, abs=0.01)
        assert page.bleedbox.width / MM == pytest.approx(2 * 108 + 12 + 10, abs=0.01)


def test_its_texts(publication: Make, tmp_path: Path) -> None:
    toml = TOML + 'spine = "12mm"\nprice = "18 €"\n'
    path, codes = cover(publication(publication__toml=toml, a__txt=TEXT), tmp_path)
    with pymupdf.open(path) as pdf:
        said = texts(pdf[0])
        spine = [
            line
            for block in pdf[0].get_text("dict")["blocks"]
            for line in block.get("lines", ())
            if abs(line["dir"][1]) == 1
        ]
    for text in ("Deux phrases sur le livre.", "ISBN 978-2-07-040850-4", "18 €", "La Dune"):
        assert text in said.replace("\u00a0", " ")
    (title,) = spine
    assert "".join(span["text"] for span in title["spans"]) == "Essai d’encres"
    assert title["dir"] == (0, -1)  # from foot to head, as French spines are read
    assert not {"summary-missing", "summary-long"} & set(codes)


def test_the_bar_code_says_the_isbn(publication: Make, tmp_path: Path) -> None:
    path, _ = cover(publication(publication__toml=TOML, a__txt=TEXT), tmp_path)
    with pymupdf.open(path) as pdf:
        digits = scanned(pdf[0], "ISBN 978-2-07-040850-4")
    assert digits == "9782070408504"


def test_bars_are_drawn_for_any_number() -> None:
    assert ean13("9782070408504") != ean13("9782070408511")
    assert ean13("9782070408504").count("M") == 30


def test_the_number_of_the_printed_book_comes_first(publication: Make, tmp_path: Path) -> None:
    toml = TOML + 'isbn = "978-2-00-000001-3"\n'
    path, _ = cover(publication(publication__toml=toml, a__txt=TEXT), tmp_path)
    with pymupdf.open(path) as pdf:
        said = texts(pdf[0])
    assert "978-2-00-000001-3" in said
    assert "978-2-07-040850-4" not in said


def test_without_isbn_there_is_no_bar_code(publication: Make, tmp_path: Path) -> None:
    toml = '[publication]\ntitle = "Essai"\ndate = 2026-01-15\n'
    path, codes = cover(publication(publication__toml=toml, a__txt=TEXT), tmp_path)
    with pymupdf.open(path) as pdf:
        assert "ISBN" not in texts(pdf[0])
    assert "summary-missing" in codes


def test_a_long_title_stands_on_the_spine_in_several_lines(
    publication: Make, tmp_path: Path
) -> None:
    title = (
        "Histoire des phares, des sémaphores et des balises de la côte, de l’Antiquité à nos jours"
    )
    toml = TOML.replace("Essai d’encres", title) + 'spine = "20mm"\nformat = "poche"\n'
    path, _ = cover(publication(publication__toml=toml, a__txt=TEXT), tmp_path)
    with pymupdf.open(path) as pdf:
        page = pdf[0]
        lines = [
            line
            for block in page.get_text("dict")["blocks"]
            for line in block.get("lines", ())
            if line["dir"] == (0, -1)
        ]
        middle = (page.trimbox.x0 + page.trimbox.x1) / 2
    assert len({round(line["bbox"][0]) for line in lines}) > 1
    assert min(span["size"] for line in lines for span in line["spans"]) > 8
    left, right = (f(one["bbox"][at] for one in lines) for f, at in ((min, 0), (max, 2)))
    assert (left + right) / 2 == pytest.approx(middle, abs=2)
    assert right - left < 20 * MM


def test_a_thin_spine_bears_no_text(publication: Make, tmp_path: Path) -> None:
    path, _ = cover(publication(publication__toml=TOML, a__txt=TEXT), tmp_path)
    with pymupdf.open(path) as pdf:
        blocks = pdf[0].get_text("dict")["blocks"]
    assert all(line["dir"] == (1, 0) for block in blocks for line in block.get("lines", ()))


def test_a_summary_too_long_is_told(publication: Make, tmp_path: Path) -> None:
    toml = TOML.replace("Deux phrases sur le livre.", LONG)
    _, codes = cover(publication(publication__toml=toml, a__txt=TEXT), tmp_path)
    assert "summary-long" in codes


def test_a_picture_covers_the_bleed(publication: Make, tmp_path: Path) -> None:
    toml = TOML.replace("[print]", 'cover = "a.jpg"\n[print]\nspine = "10mm"')
    path, _ = cover(publication(publication__toml=toml, a__txt=TEXT, a__jpg=photograph()), tmp_path)
    with pymupdf.open(path) as pdf:
        page = pdf[0]
        (shown,) = page.get_image_info()
        bleed = page.bleedbox
        front = page.trimbox.x0 + 158 * MM
        top, bottom = bleed.y0 + 1, bleed.y0 + 60
        spine = pymupdf.Rect(front - 9 * MM, top, front - 1, bottom)
        face = pymupdf.Rect(front + 1, top, front + 9 * MM, bottom)
        grounds, faces = (page.get_pixmap(clip=area).color_count() for area in (spine, face))
    picture = pymupdf.Rect(shown["bbox"])
    assert picture.x0 <= front + 0.1
    assert grounds == 1  # the picture is cut at the fold
    assert faces > 20
    assert picture.x1 >= bleed.x1 - 0.1
    assert picture.height >= bleed.height - 0.1
