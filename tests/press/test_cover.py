"""The cover's sheet: its measures, its texts, its bar code."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from pathlib import Path

import pymupdf
import pytest
from PIL import Image

from publish import pipeline
from publish.edition.barcode import ean13
from publish.publication import find
from tests.press.test_files import TEXT, TOML, photograph

Make = Callable[..., Path]
MM = 72 / 25.4
LONG = "Ce livre raconte une longue histoire de phares, de digues et de marées. " * 60

# ISO/IEC 15420: the widths of the bars of each digit, and how the first six say the one before.
WIDTHS = ["3211", "2221", "2122", "1411", "1132", "1231", "1114", "1312", "1213", "3112"]
FIRST = [
    "OOOOOO",
    "OOEOEE",
    "OOEEOE",
    "OOEEEO",
    "OEOOEE",
    "OEEOOE",
    "OEEEOO",
    "OEOEOE",
    "OEOEEO",
    "OEEOEO",
]


def cover(folder: Path, output: Path) -> tuple[Path, list[str]]:
    (publication,), _ = find([folder])
    built = pipeline.build(publication, output, press=True)
    assert built.folder is not None, built.diagnostics
    return built.folder / "essai-cover-press.pdf", [d.code for d in built.diagnostics]


def scanned(row: bytes, dark: int) -> str:
    """The digits of an EAN-13 in a row of pixels, read as a scanner does: by widths of bars."""
    runs = [(key, len(list(group))) for key, group in groupby(value < dark for value in row)]
    bars = [length for _, length in runs[1:-1]]
    assert len(bars) == 3 + 24 + 5 + 24 + 3
    module = sum(bars) / 95
    widths = [round(length / module) for length in bars]
    assert widths[:3] == widths[-3:] == [1, 1, 1]
    digits, parities = "", ""
    for at in (*range(3, 27, 4), *range(32, 56, 4)):
        said = "".join(map(str, widths[at : at + 4]))
        odd = said in WIDTHS
        parities += "O" if odd else "E"
        digits += str(WIDTHS.index(said if odd else said[::-1]))
    return str(FIRST.index(parities[:6])) + digits


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
        page = pdf[0]
        (place,) = page.search_for("ISBN 978-2-07-040850-4")
        # The bars lie under the number, 37.29 mm wide with their quiet zones.
        middle = (place.x0 + place.x1) / 2
        row = pymupdf.Rect(middle - 18 * MM, place.y1 + 20, middle + 18 * MM, place.y1 + 22)
        shown = page.get_pixmap(clip=row, dpi=1200, colorspace=pymupdf.csGRAY)
    image = Image.frombytes("L", (shown.width, shown.height), shown.samples)
    line = image.crop((0, image.height // 2, image.width, image.height // 2 + 1)).tobytes()
    assert scanned(line, 128) == "9782070408504"


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
