"""Where glyphs start and where their advances end, whatever operators put them there."""

from __future__ import annotations

from pathlib import Path

import pytest
import weasyprint

from bench.composition.glyphs import Line, lines, normal
from publish.resources import FONTS
from tests.bench.handmade import HELVETICA, LEFT, SIZE, pdf, pdf_of_operators

NEAR = 0.01
"""Points: PDF writers round to a hundredth or less."""


def gaps(line: Line) -> list[float]:
    return [two.left - one.right for one, two in zip(line.glyphs, line.glyphs[1:], strict=False)]


def widest(line: Line, count: int) -> list[float]:
    """The gaps between words: the widest ones, in their order."""
    wide = sorted(gaps(line))[-count:]
    return [gap for gap in gaps(line) if gap in wide]


def text(line: Line) -> str:
    return "".join(glyph.text for glyph in line.glyphs)


def test_gaps_between_words_are_those_of_the_page(tmp_path: Path) -> None:
    (line,) = lines(pdf(tmp_path / "a.pdf", [[("Tout", 2.75, "va", 4.2, "bien")]]))
    assert text(line) == "Toutvabien"
    assert line.page == 0
    assert line.size == pytest.approx(SIZE)
    assert line.glyphs[0].left == pytest.approx(LEFT, abs=NEAR)
    assert widest(line, 2) == pytest.approx([2.75, 4.2], abs=NEAR)


def test_lines_go_down_the_page_and_over_pages(tmp_path: Path) -> None:
    found = lines(pdf(tmp_path / "a.pdf", [[("un",), ("deux",)], [("trois",)]]))
    assert [(line.page, text(line)) for line in found] == [(0, "un"), (0, "deux"), (1, "trois")]
    assert found[1].baseline - found[0].baseline == pytest.approx(14, abs=NEAR)


def test_word_spacing_and_adjustments_count(tmp_path: Path) -> None:
    operators = "BT /helv 11 Tf 1.5 Tw 50 500 Td (mot mot) Tj [(a) -250 (b)] TJ ET"
    (line,) = lines(pdf_of_operators(tmp_path / "a.pdf", operators))
    space = HELVETICA.text_length(" ", 11)
    assert widest(line, 2) == pytest.approx([space + 1.5, 2.75], abs=NEAR)


@pytest.mark.parametrize(
    "scale", ["98 Tz 1 0 0 1 50 500 Tm", "0.98 0 0 1 50 500 Tm"], ids=["Tz", "text matrix"]
)
def test_scaled_letters_advance_by_their_scale(tmp_path: Path, scale: str) -> None:
    # The next word is placed by itself, 3 points after the end of the scaled word.
    start = 50 + HELVETICA.text_length("minimum", 11) * 0.98 + 3
    operators = f"BT /helv 11 Tf {scale} (minimum) Tj 1 0 0 1 {start:.4f} 500 Tm (mot) Tj ET"
    (line,) = lines(pdf_of_operators(tmp_path / "a.pdf", operators))
    assert text(line) == "minimummot"
    assert max(gaps(line)) == pytest.approx(3, abs=NEAR)
    # A matrix that scales one way alone changes the size by its mean: the line stays text.
    assert line.size == pytest.approx(11, rel=0.03)


def test_ligatures_are_whole_and_end_where_they_end(tmp_path: Path) -> None:
    html = f"""<style>@font-face {{ font-family: L; src: url("{
        (FONTS / "LibertinusSerif-Regular.otf").as_uri()
    }") }}
    @page {{ size: 420pt 595pt; margin: 50pt }} p {{ margin: 0; font: 11pt/14pt L;
    word-spacing: 2pt }}</style><p lang="fr">wifi effilé ‘ﬁn’"""
    weasyprint.HTML(string=html).write_pdf(tmp_path / "a.pdf")
    (line,) = lines(tmp_path / "a.pdf")
    assert text(line) == "wifieffilé‘fin’"
    assert widest(line, 2) == pytest.approx([4.75, 4.75], abs=0.01)


def test_what_runs_over_the_edge_of_the_page_is_there(tmp_path: Path) -> None:
    (line,) = lines(pdf(tmp_path / "a.pdf", [[("dedans", 340.0, "dehors", 3.0, "loin")]]))
    assert text(line) == "dedansdehorsloin"


def test_signs_compared_are_folded() -> None:
    assert normal("ﬁ") == "fi"
    assert normal("\u2010") == normal("\u00ad") == normal("\u2011") == "-"
    assert normal("\u202f") == normal("\u00a0") == normal(" ") == ""
    assert normal("—") == "—"


def test_the_glyphs_are_read_and_not_what_is_said_of_them(tmp_path: Path) -> None:
    marked = "/Span <</ActualText (maison)>> BDC (mai-) Tj EMC"
    (line,) = lines(pdf_of_operators(tmp_path / "a.pdf", f"BT /helv 11 Tf 50 500 Td {marked} ET"))
    assert text(line) == "mai-"
