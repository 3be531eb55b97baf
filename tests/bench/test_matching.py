"""Paragraphs found again in the lines of a PDF: word spaces, hyphens, what is not of the text."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.composition.glyphs import lines
from bench.composition.matching import NotFoundError, SetParagraph, match
from bench.composition.text import Block
from tests.bench.handmade import SIZE, Row, pdf

NEAR = 0.01


def found(path: Path, blocks: list[Block], *pages: list[Row]) -> list[SetParagraph]:
    return match(blocks, lines(pdf(path / "a.pdf", pages)), SIZE)


def paragraph(text: str) -> list[Block]:
    return [Block(0, text)]


def test_spaces_are_measured_where_the_text_has_them(tmp_path: Path) -> None:
    blocks = paragraph("Le chat dort, le chien veille.")
    (one,) = found(
        tmp_path,
        blocks,
        [("Le", 2.5, "chat", 3.5, "dort,"), ("le", 2.75, "chien", 2.75, "veille.")],
    )
    assert [line.spaces for line in one.lines] == [
        pytest.approx((2.5, 3.5), abs=NEAR),
        pytest.approx((2.75, 2.75), abs=NEAR),
    ]


def test_no_break_spaces_are_no_word_spaces(tmp_path: Path) -> None:
    blocks = paragraph("Qui\u202f? dit\u00a0: moi !")
    rows: list[Row] = [("Qui", 1.4, "?", 3.0, "dit", 9.9, ":", 3.1, "moi", 3.2, "!")]
    (one,) = found(tmp_path, blocks, rows)
    assert one.lines[0].spaces == pytest.approx((3.0, 3.1, 3.2), abs=NEAR)


def test_wide_gaps_inside_words_are_no_word_spaces(tmp_path: Path) -> None:
    (one,) = found(tmp_path, paragraph("espacé mot"), [("esp", 5.0, "acé", 2.0, "mot")])
    assert one.lines[0].spaces == pytest.approx((2.0,), abs=NEAR)


def test_a_divided_word_and_a_hyphen_of_the_text_are_told_apart(tmp_path: Path) -> None:
    blocks = paragraph("Une maison peut-être vide.")
    (one,) = found(
        tmp_path, blocks, [("Une", 3.0, "mai\u2010"), ("son", 3.0, "peut-"), ("être", 3.0, "vide.")]
    )
    assert [(line.divided, line.hyphen) for line in one.lines] == [
        (True, True),
        (False, True),
        (False, False),
    ]


def test_a_hyphen_that_ends_a_word_divides_none(tmp_path: Path) -> None:
    blocks = paragraph("pré- et postface")
    (one,) = found(tmp_path, blocks, [("pré-",), ("et", 3.0, "postface")])
    assert not any(line.hyphen for line in one.lines)
    assert one.lines[0].spaces == ()


def test_a_hanging_hyphen_changes_no_space(tmp_path: Path) -> None:
    (one,) = found(tmp_path, paragraph("la maison"), [("la", 2.0, "mai", -1.5, "-"), ("son",)])
    assert one.lines[0].spaces == pytest.approx((2.0,), abs=NEAR)
    assert one.lines[0].divided


def test_front_matter_and_headings_are_passed_over(tmp_path: Path) -> None:
    blocks = [Block(2, "Apt"), Block(0, "Apt installe."), Block(0, "Puis rien.")]
    pages: list[list[Row]] = [
        [("Contenu",), ("Apt..........", 3.0, "1")],
        [("Apt",), ("Apt", 3.0, "installe."), ("12",)],
        [("Puis", 3.0, "rien.")],
    ]
    one, two = found(tmp_path, blocks, *pages)
    assert [len(one.lines), len(two.lines)] == [1, 1]
    assert (one.lines[0].page, two.lines[0].page) == (1, 2)


def test_running_heads_inside_a_paragraph_are_passed_over(tmp_path: Path) -> None:
    text = lines(pdf(tmp_path / "text.pdf", [[("Un", 3.0, "deux")], [("trois",)]]))
    heads = lines(pdf(tmp_path / "heads.pdf", [[], [("Un",)]], size=8))
    blocks = paragraph("Un deux trois")
    (one,) = match(blocks, [text[0], *heads, text[1]], SIZE)
    assert [line.page for line in one.lines] == [0, 1]


def test_a_lost_word_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="Un deux trois"):
        found(tmp_path, paragraph("Un deux trois"), [("Un", 3.0, "trois")])


def test_a_lost_end_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        found(tmp_path, paragraph("Un deux trois"), [("Un", 3.0, "deux")])


def test_a_hyphen_too_many_at_the_end_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        found(tmp_path, paragraph("Un deux"), [("Un", 3.0, "deux-")])
