"""The proofs in the report: every page, and every finding with its picture."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pymupdf
import pytest
from lxml import html
from PIL import Image, ImageChops

from publish.article import E
from publish.pdf.layout import lay_out
from publish.proof.findings import Fault
from publish.proof.pictured import DPI, fonts, pictures
from publish.proof.sheets import Proofs, as_html, proofs
from publish.publication import Print
from tests.books import MADE, SENTENCE, article, edition
from tests.conftest import build

Make = Callable[..., Path]


@pytest.fixture(scope="module")
def book() -> tuple[Proofs, bytes]:
    poem = E.div({"class": "verse"}, E.p("\u00a0".join(["anticonstitutionnellement"] * 5)))
    said = (SENTENCE * 3).split()
    ports = article("ports", *(E.p(" ".join(said[n:])) for n in range(20)), poem)
    made = edition(ports, print=Print(width="108mm", height="178mm", recto_openings=False))
    layout = lay_out(made, MADE)
    pdf = layout.write()
    return proofs(made, layout, pdf, {"ports": ports}), pdf


def test_every_page_has_its_picture(book: tuple[Proofs, bytes]) -> None:
    made, pdf = book
    with pymupdf.open(stream=pdf) as document:
        assert len(made.pictures) == len(document) == len(made.labels)
        for number, picture in enumerate(made.pictures):
            with Image.open(BytesIO(picture.data)) as image:
                assert image.size == (picture.width, picture.height)
                shown = document[number].get_pixmap(dpi=DPI, colorspace=pymupdf.csGRAY)
                page = Image.frombytes("L", (shown.width, shown.height), shown.samples)
                apart = ImageChops.difference(image.convert("L"), page)
                total = sum(level * n for level, n in enumerate(apart.histogram()))
                assert total / (page.width * page.height) < 4
    assert made.pictures[0].name == "0001.jpg"  # the cover keeps its colours
    front = made.labels.index("i")
    assert made.pictures[front].name.endswith(".png")


def test_the_same_pictures_again(book: tuple[Proofs, bytes]) -> None:
    made, pdf = book
    cover = [number for number, label in enumerate(made.labels) if not label]
    assert pictures(pdf, cover) == list(made.pictures)


def test_the_fonts(book: tuple[Proofs, bytes]) -> None:
    _, pdf = book
    found = fonts(pdf)
    assert "Libertinus-Serif" in [name for name, _, _ in found]
    assert all(carried for _, _, carried in found)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_pages_in_spreads(book: tuple[Proofs, bytes], language: str) -> None:
    made, _ = book
    page = html.fragment_fromstring(as_html(made, language)[0], create_parent=True)
    spreads = [[i.get("src") for i in item.iter("img")] for item in page.iter("li")]
    names = [f"pages/{picture.name}" for picture in made.pictures]
    assert spreads[0] == names[:1]
    assert spreads[1] == names[1:3]
    assert [name for spread in spreads for name in spread] == names
    assert all(image.get("alt") for image in page.iter("img"))


def test_each_finding_has_its_picture_and_its_place(book: tuple[Proofs, bytes]) -> None:
    made, _ = book
    look = as_html(made, "fr")[1]
    page = html.fragment_fromstring(look, create_parent=True)
    assert len(made.findings) > 5
    assert len(list(page.iter("img"))) == len(made.findings)
    assert "ports.txt:" in page.text_content()
    kinds = {found.finding.fault for found in made.findings}
    assert {Fault.OVERFULL, Fault.DIVISION} <= kinds
    assert "Lignes trop pleines (1)" in page.text_content()
    for crop in page.find_class("crop"):
        (image,) = crop.iter("img")
        style = re.fullmatch(r"width:(\d+)px;height:(\d+)px", crop.get("style"))
        shift = re.fullmatch(r"margin:(-?\d+)px 0 0 (-?\d+)px", image.get("style"))
        assert style is not None
        assert shift is not None
        width, height, top, left = map(int, (*style.groups(), *shift.groups()))
        assert 0 <= -left < -left + width <= int(image.get("width"))
        assert 0 <= -top < -top + height <= int(image.get("height"))
        assert image.get("alt")


def test_a_crop_shows_the_division(book: tuple[Proofs, bytes]) -> None:
    """There is ink in the piece of the page that is shown, at its end too."""
    made, _ = book
    one = next(f.finding for f in made.findings if f.finding.fault is Fault.DIVISION)
    picture = made.pictures[one.page]
    scale = DPI / 72
    with Image.open(BytesIO(picture.data)) as image:
        left, top, right, bottom = (round(v * scale) for v in (one.box[2] - 30, *one.box[1:]))
        assert image.convert("L").crop((left, top, right, bottom)).getextrema()[0] < 100


def test_languages(book: tuple[Proofs, bytes]) -> None:
    made, _ = book
    assert "Mots coupés en fin de ligne" in as_html(made, "fr")[1]
    assert "Words divided at the end of a line" in as_html(made, "en")[1]


def test_the_report_of_a_build(edition_of: dict[str, Path]) -> None:
    folder = edition_of["l-estran"]
    page = html.document_fromstring((folder / "report.html").read_bytes())
    named = {image.get("src") for image in page.iter("img")}
    there = {f"pages/{path.name}" for path in (folder / "pages").iterdir()}
    assert named == there
    assert not list(page.iter("script"))
    said = json.loads((folder / "report.json").read_text("utf-8"))
    assert said["pages"] == len(there)
    assert {kind.value for kind in Fault} - {"division"} <= set(said["composition"])
    assert said["composition"]["overfull"] == said["composition"]["widow"] == 0


def test_a_shorter_book_leaves_no_page_of_the_longer_one(publication: Make, tmp_path: Path) -> None:
    text = "Titre\n\n" + (SENTENCE * 3 + "\n\n") * 60
    output = tmp_path / "build"
    folder = publication(a__txt=text)
    longer = build(folder, output)
    (folder / "a.txt").write_text(text[:2000])
    shorter = build(folder, output)
    assert longer.pages is not None
    assert shorter.pages is not None
    assert longer.pages > shorter.pages == len(list((output / "essai" / "pages").iterdir()))
