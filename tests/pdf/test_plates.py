"""Plates: pictures over the edges of a page of their own."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pymupdf
import pytest
from lxml import etree
from PIL import Image

from publish.article import E
from publish.edition.model import Edition
from publish.pdf.layout import Layout, lay_out
from publish.proof.articles import Conservation
from publish.proof.conservation import hold_pdf
from publish.publication import Print
from tests.books import MADE, SENTENCE, article, call, edition, note
from tests.judges import structure, verapdf
from tests.pagination import astray, both
from tests.press.test_files import TOML, photograph, press, separated

Make = Callable[..., Path]
MM = 72 / 25.4


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a picture of colours, sharp enough for any of these pages."""
    with Image.open(BytesIO(photograph())) as image:
        image.resize((2600, 2600)).save(tmp_path / "phare.jpg", quality=80)
    return tmp_path


def plate(caption: str = "", *, called: bool = False) -> etree._Element:
    figure = E.figure({"class": "bleed"}, E.img(src="phare.jpg", alt="Un phare"))
    if caption:
        figure.append(E.figcaption(caption, *([call(1)] if called else [])))
    return figure


def book(folder: Path, *figures: etree._Element, **paper: str) -> Edition:
    blocks = [E.p(SENTENCE * 8)]
    for figure in figures:
        blocks += [figure, E.p(SENTENCE * 24)]
    if any(e.get("href") == "#n1" for figure in figures for e in figure.iter()):
        blocks.append(note(1, E.p("Une note.")))
    given = Print(recto_openings=False, **paper)  # type: ignore[arg-type]
    return edition(article("ports", *blocks), folder=folder, print=given)


def plates(layout: Layout) -> list[int]:
    return [n for n, box in enumerate(layout.boxes) if box.page_type.name == "bleed"]


@pytest.mark.parametrize("size", [("148mm", "210mm"), ("108mm", "178mm"), ("240mm", "170mm")])
def test_a_plate_fills_a_page_of_its_own(folder: Path, size: tuple[str, str]) -> None:
    made = book(folder, plate(), width=size[0], height=size[1])
    layout = lay_out(made, MADE)
    (number,) = plates(layout)
    assert layout.pages[number].label == str(number - layout.anchors["ports"] + 1)
    with pymupdf.open(stream=layout.write()) as pdf:
        page = pdf[number]
        assert page.get_text().strip() == ""
        (shown,) = page.get_image_info()
        left, top, right, bottom = shown["bbox"]
        assert left <= -2.9 * MM
        assert top <= -2.9 * MM
        assert right >= page.rect.width + 2.9 * MM
        assert bottom >= page.rect.height + 2.9 * MM
        following = pdf[number + 1].get_text()
    assert "Le conseil municipal" in following
    assert layout.pages[number + 1].label in following.split()  # the folio is there again


@pytest.mark.parametrize("length", [1, 3, 8])
def test_its_caption_stands_below_it_on_the_page(folder: Path, length: int) -> None:
    made = book(folder, plate((SENTENCE * length).strip()))
    layout = lay_out(made, MADE)
    data = layout.write()
    proof = Conservation()
    hold_pdf(made, layout, data, proof)
    assert proof.differences == []
    (number,) = plates(layout)
    ((_, _, _, foot),) = layout.pages[number].pictures
    with pymupdf.open(stream=data) as pdf:
        page = pdf[number]
        words = page.get_text("words")
        assert min(word[1] for word in words) > foot
        assert max(word[3] for word in words) < page.rect.height - 3 * MM
        assert min(word[0] for word in words) > 10 * MM
        assert foot > page.rect.height / 2


def test_the_epub_has_the_same_pages_and_the_judge_no_word(folder: Path, tmp_path: Path) -> None:
    epub, pdf, layout = both(book(folder, plate("La légende."), plate()), MADE)
    assert len(plates(layout)) == 2
    assert astray(epub, pdf, layout.pages) == []
    path = tmp_path / "book.pdf"
    path.write_bytes(pdf)
    assert verapdf(path) == []
    assert verapdf(path, "2a") == []
    assert structure(path).count("Figure") >= 2


def test_what_cannot_stand_alone_is_set_over_the_measure(folder: Path) -> None:
    double = plate()
    double.append(E.img(src="phare.jpg", alt="Le même"))
    for figure in (plate("La légende.", called=True), plate((SENTENCE * 20).strip()), double):
        layout = lay_out(book(folder, figure), MADE)
        assert plates(layout) == []
        assert [f.get("class") for f in layout.source.iter("figure")] == ["wide"]
    inside = E.blockquote(E.p("Voici."), plate())
    assert plates(lay_out(book(folder, inside), MADE)) == []


def test_the_printer_gets_it_with_its_bleed(publication: Make, tmp_path: Path) -> None:
    folder = publication(
        publication__toml=TOML + 'bleed = "4mm"\nrecto_openings = false\n',
        a__md="# Titre\n\nTexte.\n\n![Un phare](a.jpg){.bleed}\n\nSuite.\n",
        a__jpg=photograph(),
    )
    built = press(folder, tmp_path / "build")
    assert built.folder is not None, built.diagnostics
    sheets = separated(built.folder / "essai-press.pdf", 72)
    (sheet,) = (s for s in sheets if inked(s, 0.5))
    for corner in (
        (0, 0, 9, 9),
        (sheet.width - 9, 0, sheet.width, 9),
        (0, sheet.height - 9, 9, sheet.height),
        (sheet.width - 9, sheet.height - 9, sheet.width, sheet.height),
    ):
        assert inked(sheet.crop(corner), 0.9), corner


def inked(sheet: Image.Image, share: float) -> bool:
    """Whether there is ink on such a share of a sheet."""
    bare = Image.merge("L", [sheet.convert("L")]).histogram()[255]
    return bare <= (1 - share) * sheet.width * sheet.height
