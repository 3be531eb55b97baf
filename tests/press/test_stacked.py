"""The ink of whole sheets: what lies one over the other."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pymupdf
import pytest

from publish.press.inks import heaviest
from publish.press.stacked import SPOT, stacked
from tests.press.test_files import TOML, press, separated

Make = Callable[..., Path]
MM = 72 / 25.4
BLENDED = """<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300" viewBox="0 0 400 300">
<defs><filter id="f"><feBlend mode="multiply"/></filter></defs>
<rect width="300" height="300" fill="#1060a0"/>
<rect x="100" width="300" height="300" fill="#b02060"{}/></svg>"""
MULTIPLIED = ' filter="url(#f)"'


def sheet(*squares: tuple[str, str, float], width: float = 100, height: float = 100) -> bytes:
    """A page in millimetres with squares of inks: a state (``M`` multiplies), inks, the side."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(width * MM, height * MM))
    page.BleedBox = pikepdf.Array([10 * MM, 10 * MM, (width - 10) * MM, (height - 10) * MM])
    page.Resources = pikepdf.Dictionary(
        ExtGState=pikepdf.Dictionary(
            M=pikepdf.Dictionary(BM=pikepdf.Name.Multiply),
            H=pikepdf.Dictionary(BM=pikepdf.Name.Normal, ca=0.5),
            N=pikepdf.Dictionary(BM=pikepdf.Name.Normal, ca=1),
        )
    )
    drawn = [
        f"/{state} gs {inks} k {20 * MM:.3f} {20 * MM:.3f} {side * MM:.3f} {side * MM:.3f} re f"
        for state, inks, side in squares
    ]
    page.Contents = pdf.make_stream("\n".join(drawn).encode())
    target = BytesIO()
    pdf.save(target)
    return target.getvalue()


def test_inks_that_multiply_are_found() -> None:
    data = sheet(("N", "1 .5 0 0", 20), ("M", "0 .5 1 0", 20))
    (found,) = stacked(data, 2.0)
    assert found.page == 0
    assert found.most == pytest.approx(2.75, abs=0.02)
    assert found.area == pytest.approx(400, rel=0.05)
    assert list(stacked(data, 2.8)) == []


def test_what_covers_or_is_seen_through_adds_nothing() -> None:
    assert list(stacked(sheet(("N", "1 1 0 0", 20), ("N", "0 0 1 1", 20)), 2.0)) == []
    assert list(stacked(sheet(("N", "1 1 0 0", 20), ("H", "0 0 1 1", 20)), 2.0)) == []


def test_small_spots_and_what_lies_beyond_the_bleed_do_not_count() -> None:
    side = SPOT**0.5
    assert list(stacked(sheet(("N", "1 1 1 0", side - 0.5)), 2.5)) == []
    assert len(list(stacked(sheet(("N", "1 1 1 0", side + 0.5)), 2.5))) == 1
    with pymupdf.open(stream=sheet(("N", "1 1 1 0", 20)), filetype="pdf") as pdf:
        pdf[0].set_bleedbox(pymupdf.Rect(0, 0, 15 * MM, 15 * MM))
        assert list(stacked(pdf.tobytes(), 2.5)) == []


def test_a_large_sheet_is_measured_too() -> None:
    (found,) = stacked(sheet(("N", "1 1 1 0", 200), width=1200, height=900), 2.5)
    assert found.area == pytest.approx(200**2, rel=0.05)


def test_a_drawing_whose_colours_multiply_is_told_with_its_page(
    publication: Make, tmp_path: Path
) -> None:
    codes = {}
    for name, mode in (("plain", ""), ("blended", MULTIPLIED)):
        folder = publication(
            publication__toml=TOML + "ink_limit = 200\nrecto_openings = false\n",
            a__md="# Titre\n\nTexte.\n\n![Un dessin.](c.svg)\n",
            c__svg=BLENDED.format(mode),
        )
        built = press(folder, tmp_path / name)
        assert built.folder is not None, built.diagnostics
        codes[name] = {d.code: d for d in built.diagnostics}
        plates = separated(built.folder / "essai-press.pdf")
        assert (max(map(heaviest, plates)) > 2.02) is bool(mode)
    assert "ink-stacked" not in codes["plain"]
    told = codes["blended"]["ink-stacked"]
    assert "Page 1 :" in told.message("fr")
    assert "(200 %)" in told.message("fr")


def test_the_measure_is_that_of_ghostscript(publication: Make, tmp_path: Path) -> None:
    folder = publication(
        publication__toml=TOML + "ink_limit = 200\nrecto_openings = false\n",
        a__md="# Titre\n\nTexte.\n\n![Un dessin.](c.svg)\n",
        c__svg=BLENDED.format(MULTIPLIED),
    )
    built = press(folder, tmp_path)
    assert built.folder is not None
    path = built.folder / "essai-press.pdf"
    ours = max(found.most for found in stacked(path.read_bytes(), 2.0))
    assert ours == pytest.approx(max(map(heaviest, separated(path, 72))), abs=0.05)
