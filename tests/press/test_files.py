"""The files for the printer: what they are, what they hold, and that their pages are the book's."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pymupdf
import pytest
from PIL import Image, ImageChops, ImageCms

from publish import pipeline
from publish.press.inks import heaviest
from publish.publication import Publication, find
from tests.conftest import MANUSCRIPTS
from tests.edition.test_images import picture
from tests.press.x4 import box, faults

Make = Callable[..., Path]
MM = 72 / 25.4
TEXT = "Titre\n\nUn paragraphe assez long pour en être un, avec sa ponctuation et tout le reste.\n"
TOML = """[publication]
title = "Essai d’encres"
identifier = "urn:isbn:978-2-07-040850-4"
date = 2026-01-15
publisher = "La Dune"
description = "Deux phrases sur le livre."
[print]
"""
DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100" viewBox="0 0 200 100">
<defs><linearGradient id="g"><stop offset="0" stop-color="#c00"/><stop offset="1"
 stop-color="#00c" stop-opacity="0.2"/></linearGradient></defs>
<rect width="200" height="50" fill="url(#g)"/><circle cx="50" cy="75" r="20" fill="#0a0"
 opacity="0.5"/><path d="M0 99H200" stroke="#888"/></svg>"""


def found(folder: Path) -> Publication:
    (publication,), problems = find([folder])
    assert not problems
    return publication


def photograph(mode: str = "RGB") -> bytes:
    """A colour picture of 1600 by 1200 pixels as a JPEG."""
    bands = [Image.linear_gradient("L").rotate(90 * turn).resize((1600, 1200)) for turn in range(3)]
    target = BytesIO()
    Image.merge("RGB", bands).convert(mode).save(target, "JPEG", quality=90)
    return target.getvalue()


def veiled() -> bytes:
    """A PNG with transparency."""
    target = BytesIO()
    image = Image.new("RGBA", (400, 300), (200, 40, 40, 255))
    image.putalpha(Image.linear_gradient("L").resize((400, 300)))
    image.save(target, "PNG")
    return target.getvalue()


def press(folder: Path, output: Path) -> pipeline.Built:
    return pipeline.build(found(folder), output, press=True)


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the sample review, with the files for the printer."""
    built = press(MANUSCRIPTS / "l-estran", tmp_path_factory.mktemp("press"))
    assert built.folder is not None, built.diagnostics
    names = ["l-estran.epub", "l-estran.pdf", "l-estran-press.pdf", "l-estran-cover-press.pdf"]
    assert [path.name for path in built.files] == names
    return built.folder


@pytest.fixture
def coloured(publication: Make, tmp_path: Path) -> pipeline.Built:
    """A book with every kind of colour: photographs, a transparent picture, a drawing, a cover."""
    text = "# Titre\n\nTexte.\n\n" + "".join(
        f"![Une image.]({name})\n\n" for name in ("a.jpg", "b.png", "c.svg", "d.jpg", "e.jpg")
    )
    folder = publication(
        publication__toml=TOML.replace("[print]", 'cover = "a.jpg"\n[print]\nink_limit = 180'),
        a__md=text,
        a__jpg=photograph(),
        b__png=veiled(),
        c__svg=DRAWING,
        d__jpg=photograph("L"),
        e__jpg=photograph("CMYK"),
    )
    built = press(folder, tmp_path / "build")
    assert built.folder is not None, built.diagnostics
    return built


def separated(path: Path, dpi: int = 40) -> list[Image.Image]:
    """The pages inside their bleed as Ghostscript separates them, in four inks."""
    made = subprocess.run(
        [
            *("gs", "-q", "-dBATCH", "-dNOPAUSE", "-dUseBleedBox", "-sDEVICE=tiff32nc"),
            *(f"-r{dpi}", f"-sOutputFile={path.with_suffix('.%03d.tif')}", str(path)),
        ],
        check=True,
        capture_output=True,
    )
    assert b"rror" not in made.stdout + made.stderr
    pages = []
    for sheet in sorted(path.parent.glob(f"{path.stem}.*.tif")):
        with Image.open(sheet) as image:
            image.load()
            pages.append(image)
        sheet.unlink()
    return pages


@pytest.mark.parametrize("name", ["l-estran-press.pdf", "l-estran-cover-press.pdf"])
def test_the_review_is_pdf_x_4(review: Path, name: str) -> None:
    assert faults((review / name).read_bytes()) == []


@pytest.mark.parametrize("name", ["essai-press.pdf", "essai-cover-press.pdf"])
def test_a_book_in_colours_is_pdf_x_4(coloured: pipeline.Built, name: str) -> None:
    assert coloured.folder is not None
    assert faults((coloured.folder / name).read_bytes()) == []


def test_the_reading_pdf_is_none(review: Path) -> None:
    """The checks see something: they refuse a file that was not made for the press."""
    assert faults((review / "l-estran.pdf").read_bytes())


def test_text_is_black_alone(review: Path) -> None:
    for number, page in enumerate(separated(review / "l-estran-press.pdf"), 1):
        for ink in "CMY":
            assert page.getchannel(ink).getextrema() == (0, 0), (number, ink)
    assert page.mode == "CMYK"


def test_black_text_is_solid(review: Path) -> None:
    with pikepdf.open(review / "l-estran-press.pdf") as pdf:
        colours = {
            tuple(float(value) for value in i.operands)
            for page in pdf.pages
            for i in pikepdf.parse_content_stream(page)
            if str(i.operator) in ("k", "K")
        }
    assert (0, 0, 0, 1) in colours
    assert all(colour[:3] == (0, 0, 0) for colour in colours)


def test_the_boxes(review: Path) -> None:
    with pikepdf.open(review / "l-estran-press.pdf") as pdf:
        for page in pdf.pages:
            trim, bleed, media = (box(page, name) for name in ("Trim", "Bleed", "Media"))
            assert trim[2] - trim[0] == pytest.approx(148 * MM, abs=0.01)
            assert trim[3] - trim[1] == pytest.approx(210 * MM, abs=0.01)
            assert [round(a - b, 2) for a, b in zip(trim[:2], bleed[:2], strict=True)] == [8.5, 8.5]
            assert media[:2] == (0, 0)


def test_the_pages_are_those_of_the_reading_pdf(review: Path) -> None:
    """The same signs at the same places, from the half-title on."""
    with (
        pymupdf.open(review / "l-estran.pdf") as reading,
        pymupdf.open(review / "l-estran-press.pdf") as printed,
    ):
        first = 2
        assert len(reading) == first + len(printed) + 1  # the back of the cover
        assert reading[first].get_text().strip() == printed[0].get_text().strip() == "L’Estran"
        for number, page in enumerate(printed):
            left, top = page.trimbox.tl - page.mediabox.tl
            drawn = pymupdf.TEXTFLAGS_WORDS | pymupdf.TEXT_IGNORE_ACTUALTEXT
            wanted = reading[first + number].get_text("words", flags=drawn)
            got = page.get_text("words", flags=drawn)
            assert [w[4] for w in got] == [w[4] for w in wanted]
            for one, other in zip(got, wanted, strict=True):
                assert one[0] - left == pytest.approx(other[0], abs=0.01)
                assert one[1] - top == pytest.approx(other[1], abs=0.01)


def test_a_page_looks_the_same(review: Path) -> None:
    with (
        pymupdf.open(review / "l-estran.pdf") as reading,
        pymupdf.open(review / "l-estran-press.pdf") as printed,
    ):
        for number in (2, 6, 15):
            sheet = printed[number]
            one = sheet.get_pixmap(clip=sheet.trimbox, colorspace=pymupdf.csGRAY)
            other = reading[number + 2].get_pixmap(colorspace=pymupdf.csGRAY)
            images = [Image.frombytes("L", (p.width, p.height), p.samples) for p in (one, other)]
            size = min(images[0].size, images[1].size)
            apart = ImageChops.difference(*(i.crop((0, 0, *size)) for i in images))
            mean = sum(v * n for v, n in enumerate(apart.histogram())) / (size[0] * size[1])
            assert mean < 4, number


def test_no_place_has_more_ink_than_the_limit(coloured: pipeline.Built) -> None:
    assert coloured.folder is not None
    for name in ("essai-press.pdf", "essai-cover-press.pdf"):
        pages = separated(coloured.folder / name)
        assert max(map(heaviest, pages)) > 1.5
        for page in pages:
            # What is veiled is mixed by the press's software; rounding is all that may be added.
            assert heaviest(page) <= 1.8 + 0.05


def test_pictures_are_in_inks(coloured: pipeline.Built) -> None:
    assert coloured.folder is not None
    with pikepdf.open(coloured.folder / "essai-press.pdf") as pdf:
        spaces = sorted(
            str(item.ColorSpace)
            for item in pdf.objects
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"
        )
    # The colour photograph, the transparent one with its mask, the grey one, that in inks.
    assert spaces == ["/DeviceCMYK"] * 3 + ["/DeviceGray"] * 2


def test_a_photograph_keeps_its_colours(coloured: pipeline.Built) -> None:
    """What Ghostscript shows of the press file through its profile is near the reading PDF."""
    assert coloured.folder is not None
    with (
        pymupdf.open(coloured.folder / "essai.pdf") as reading,
        pymupdf.open(coloured.folder / "essai-press.pdf") as printed,
    ):
        first = 2
        number = next(n for n, page in enumerate(printed) if page.get_image_info())
        place = pymupdf.Rect(printed[number].get_image_info()[0]["bbox"])
        there = pymupdf.Rect(reading[first + number].get_image_info()[0]["bbox"])
        inks = printed[number].get_pixmap(clip=place, colorspace=pymupdf.csRGB)
        screen = reading[first + number].get_pixmap(clip=there, colorspace=pymupdf.csRGB)
        images = [Image.frombytes("RGB", (p.width, p.height), p.samples) for p in (inks, screen)]
        one, other = (image.resize((4, 4), Image.Resampling.BOX).tobytes() for image in images)
    apart = [abs(a - b) for a, b in zip(one, other, strict=True)]
    assert sum(apart) / len(apart) < 40
    assert len(set(one)) > 10


HALVES = """<svg xmlns="http://www.w3.org/2000/svg" width="400" height="200" viewBox="0 0 400 200">
<defs><linearGradient id="g"><stop offset="0.5" stop-color="#c00"/><stop offset="0.5"
 stop-color="#00c"/></linearGradient></defs><rect width="400" height="200" fill="url(#g)"/></svg>"""


def test_a_gradient_stays_in_its_place(publication: Make, tmp_path: Path) -> None:
    """A pattern does not move with the content of its page: it is moved apart."""
    folder = publication(
        publication__toml=TOML, a__md="# A\n\nVoici un beau dessin.\n\n![x](p.svg)\n", p__svg=HALVES
    )
    built = press(folder, tmp_path / "build")
    assert built.folder is not None
    edges = []
    for name in ("essai.pdf", "essai-press.pdf"):
        with pymupdf.open(built.folder / name) as pdf:
            page = next(p for p in pdf if "Voici un beau" in p.get_text())
            shown = page.get_pixmap(clip=page.trimbox, dpi=72)
            image = Image.frombytes("RGB", (shown.width, shown.height), shown.samples)
            red, _, blue = (band.point(lambda v: 255 * (v > 130)) for band in image.split())
            reds, blues = (
                ImageChops.subtract(one, other).getbbox()
                for one, other in ((red, blue), (blue, red))
            )
            assert reds is not None
            assert blues is not None
            edges.append((*reds[::2], *blues[::2]))
    assert edges[0] == pytest.approx(edges[1], abs=2)
    assert edges[0][1] == pytest.approx(edges[0][2], abs=1)


def test_what_the_editor_is_told(coloured: pipeline.Built) -> None:
    told = {d.code: d for d in coloured.diagnostics}
    assert "press-pages" in told
    assert "ink-bounded" in told
    assert told["ink-bounded"].place.file == "a.md"
    assert "summary-missing" not in told
    assert coloured.folder is not None
    said = json.loads((coloured.folder / "report.json").read_text("utf-8"))
    assert "press-pages" in {d["code"] for d in said["diagnostics"]}


@pytest.mark.parametrize(
    ("pixels", "code"), [(300, "image-resolution"), (1100, "image-middling"), (1500, "")]
)
def test_a_picture_too_coarse_for_print(
    publication: Make, tmp_path: Path, pixels: int, code: str
) -> None:
    """The measure is 108 mm: 1276 dots at 300 an inch, 850 at 200."""
    target = BytesIO()
    Image.new("L", (pixels, pixels // 2), 128).save(target, "PNG")
    folder = publication(
        publication__toml=TOML, a__md="# A\n\nTexte.\n\n![plan](p.png)\n", p__png=target.getvalue()
    )
    told = [d for d in press(folder, tmp_path / "build").diagnostics if d.code.startswith("image")]
    assert [(d.code, d.place.file, d.place.line) for d in told] == (
        [(code, "a.md", 5)] if code else []
    )


def test_the_sheets_are_filled_up(publication: Make, tmp_path: Path) -> None:
    folder = publication(publication__toml=TOML + "signature = 16\n", a__txt=TEXT)
    built = press(folder, tmp_path / "build")
    assert built.folder is not None
    with pikepdf.open(built.folder / "essai-press.pdf") as pdf:
        assert len(pdf.pages) == 16
    assert faults((built.folder / "essai-press.pdf").read_bytes()) == []
    (told,) = (d for d in built.diagnostics if d.code == "press-pages")
    assert "16 pages" in told.message("fr")
    assert "1 × 16 = 16" in told.message("fr")
    assert re.search(r"dos de \d+,\d mm", told.message("fr"))
    assert re.search(r"spine of \d+\.\d mm", told.message("en"))


def test_the_same_bytes_again(coloured: pipeline.Built, tmp_path: Path) -> None:
    assert coloured.folder is not None
    again = pipeline.build(coloured.publication, tmp_path / "again", press=True)
    assert again.folder is not None
    for name in ("essai-press.pdf", "essai-cover-press.pdf"):
        assert (again.folder / name).read_bytes() == (coloured.folder / name).read_bytes()


def test_the_profile_of_the_printer(publication: Make, tmp_path: Path) -> None:
    from publish.press.book import PROFILE  # noqa: PLC0415

    folder = publication(
        publication__toml=TOML + 'profile = "presse.icc"\n',
        a__txt=TEXT,
        presse__icc=PROFILE.read_bytes(),
    )
    built = press(folder, tmp_path / "build")
    assert built.folder is not None
    with pikepdf.open(built.folder / "essai-press.pdf") as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert str(intent.OutputConditionIdentifier) == "Custom"
        assert str(intent.Info) == "FOGRA39L Coated"
        assert intent.DestOutputProfile.read_bytes() == PROFILE.read_bytes()


def test_a_profile_of_another_kind(publication: Make, tmp_path: Path) -> None:
    screen = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    output = tmp_path / "build"
    for data in (screen, b"rien"):
        folder = publication(
            publication__toml=TOML + 'profile = "presse.icc"\n', a__txt=TEXT, presse__icc=data
        )
        built = press(folder, output)
        assert [d.code for d in built.diagnostics] == ["profile-unfit"]
        assert built.folder is None
        assert not (output / "essai").exists()
    assert pipeline.build(found(folder), output).folder is not None  # only the press asks for it


def test_a_profile_that_is_not_there(publication: Make) -> None:
    folder = publication(publication__toml=TOML + 'profile = "presse.icc"\n', a__txt=TEXT)
    _, (problem,) = find([folder])
    assert (problem.code, problem.place.line) == ("profile-missing", 8)


def test_files_of_an_earlier_build_are_told(publication: Make, tmp_path: Path) -> None:
    folder = publication(publication__toml=TOML, a__txt=TEXT)
    press(folder, tmp_path / "build")
    built = pipeline.build(found(folder), tmp_path / "build")
    assert [d.code for d in built.diagnostics] == ["press-earlier"]
    assert (tmp_path / "build" / "essai" / "essai-press.pdf").exists()
    assert [path.name for path in built.files] == ["essai.epub", "essai.pdf"]


def test_an_emoji_from_another_font_is_told(publication: Make, tmp_path: Path) -> None:
    """Fonts of coloured pictures cannot be made into inks: whoever has one installed is told."""
    folder = publication(publication__toml=TOML, a__txt=TEXT + "\nUn phare 🗼 au loin.\n")
    built = press(folder, tmp_path / "build")
    assert built.folder is not None
    broken = faults((built.folder / "essai-press.pdf").read_bytes())
    assert bool(broken) == ("colour-kept" in {d.code for d in built.diagnostics})


def test_a_small_picture(publication: Make, tmp_path: Path) -> None:
    folder = publication(
        publication__toml=TOML, a__md="# A\n\nTexte.\n\n![plan](p.png)\n", p__png=picture()
    )
    built = press(folder, tmp_path / "build")
    assert built.folder is not None
    assert faults((built.folder / "essai-press.pdf").read_bytes()) == []
