from __future__ import annotations

import itertools
import re
import statistics
from collections.abc import Iterator

import pymupdf
import pytest
import weasyprint
from weasyprint.draw import text as drawing
from weasyprint.layout import block, inline
from weasyprint.text.fonts import FontConfiguration

from publish.pdf.composition import Tally, composing
from publish.pdf.composition.drawing import Drawer
from publish.resources import FONTS
from publish.words import words

TEXT = (
    "La composition d’une page commence par celle de ses paragraphes, et celle d’un paragraphe par "
    "le choix des endroits où finissent ses lignes. Un compositeur qui ne regarde que la ligne en "
    "cours la remplit tant qu’il peut, puis passe à la suivante ; il laisse derrière lui des "
    "blancs inégaux que l’œil remarque avant d’en comprendre la cause. Celui qui considère le "
    "paragraphe entier accepte un léger sacrifice ici pour éviter là une extravagance. "
)
STYLE = """
@font-face { font-family: L; src: url(%s) }
@page { size: 148mm 100mm; margin: 10mm 20mm }
html { font: 11pt/14pt L; --text-wrap: %s } body { margin: 0 }
p { margin: 0; text-indent: 1.3em; text-align: justify; hyphens: auto;
  hyphenate-limit-chars: 6 2 3; orphans: 2; widows: 2 } %s
"""
LEFT, RIGHT = 20 * 72 / 25.4, 128 * 72 / 25.4
HYPHEN = "\u2010"


def every_letter(text: str, language: str) -> list[tuple[int, int]]:
    """A language in which a word may be divided anywhere."""
    pairs = enumerate(itertools.pairwise(text), 1)
    return [(place, 0) for place, (a, b) in pairs if a.isalpha() and b.isalpha()]


def composed(body: str, css: str = "", *, wrap: str = "pretty") -> tuple[pymupdf.Document, Tally]:
    sheet = STYLE % ((FONTS / "LibertinusSerif-Regular.otf").as_uri(), wrap, css)
    fonts = FontConfiguration()
    with composing(every_letter) as tally:
        html = weasyprint.HTML(string=f'<html lang="fr"><body>{body}</body></html>')
        data = html.write_pdf(
            stylesheets=[weasyprint.CSS(string=sheet, font_config=fonts)], font_config=fonts
        )
    return pymupdf.open(stream=data, filetype="pdf"), tally


Sign = tuple[str, float, float]
"""A character, its left and its right edge."""


def lines(pdf: pymupdf.Document) -> Iterator[list[Sign]]:
    for page in pdf:
        found: dict[float, list[list[Sign]]] = {}
        for part in page.get_text("rawdict")["blocks"]:
            for span in (span for line in part.get("lines", ()) for span in line["spans"]):
                signs = [(c["c"], c["bbox"][0], c["bbox"][2]) for c in span["chars"]]
                found.setdefault(round(span["chars"][0]["origin"][1]), []).append(signs)
        for _, spans in sorted(found.items()):
            yield [sign for signs in sorted(spans, key=lambda s: s[0][1]) for sign in signs]


def gaps(pdf: pymupdf.Document) -> list[float]:
    """The word spaces of all lines but the last one, in points."""
    return [
        after[1] - before[2]
        for signs in list(lines(pdf))[:-1]
        for before, space, after in zip(signs, signs[1:], signs[2:], strict=False)
        if space[0] in " \u00a0"
    ]


def said(signs: list[Sign]) -> str:
    return "".join(sign for sign, _, _ in signs).rstrip()


def joined(pdf: pymupdf.Document) -> list[str]:
    text = ""
    for signs in lines(pdf):
        line = said(signs)
        text += line[:-1] if line.endswith(HYPHEN) else line + " "
    return words(text)


def test_every_line_fills_the_measure_but_for_what_hangs_out() -> None:
    pdf, tally = composed(f"<p>{TEXT * 3}</p>")
    assert (tally.planned, tally.left) == (1, 0)
    *full, last = lines(pdf)
    assert len(full) > 10
    for number, signs in enumerate(full):
        visible = [sign for sign in signs if sign[0].strip()]
        _, begin, end = visible[-1]
        assert -0.1 <= end - RIGHT <= 0.61 * (end - begin) + 0.1, said(signs)
        indent = 1.3 * 11 if number == 0 else 0.0
        assert -3.0 <= visible[0][1] - LEFT - indent <= 0.1, said(signs)
    assert last[-1][2] < RIGHT


def test_the_words_are_those_of_the_text() -> None:
    pdf, _ = composed(f"<p>{TEXT * 4}</p><p>{TEXT}</p>")
    assert joined(pdf) == words(TEXT * 5)


def test_spaces_are_more_even_than_those_of_the_engine() -> None:
    ours = gaps(composed(f"<p>{TEXT * 5}</p>")[0])
    theirs = gaps(composed(f"<p>{TEXT * 5}</p>", wrap="wrap")[0])
    assert statistics.pstdev(ours) < 0.7 * statistics.pstdev(theirs)


def test_no_page_ends_with_a_hyphen() -> None:
    pdf, _ = composed(f"<p>{TEXT * 40}</p>")
    assert len(pdf) > 4
    ends = [said(list(lines_of)[-1]) for lines_of in ([*lines_page] for lines_page in pages(pdf))]
    divided = [said(signs) for signs in lines(pdf) if said(signs).endswith(HYPHEN)]
    assert divided
    assert not [end for end in ends if end.endswith(HYPHEN)]


def pages(pdf: pymupdf.Document) -> Iterator[list[list[Sign]]]:
    for number in range(len(pdf)):
        one = pymupdf.open()
        one.insert_pdf(pdf, from_page=number, to_page=number)
        yield list(lines(one))


@pytest.mark.parametrize(
    ("body", "css"),
    [
        ("<p>{0}<em>{0}</em>{0}</p>", ""),
        ("<p><b>{0}<i>{0}</i></b><i>{0}</i>{0}</p>", "b { padding: 0 4pt; margin-left: 2pt }"),
        ("<blockquote><p>{0}{0}</p></blockquote>", "blockquote { margin: 7pt 50pt }"),
        ("<ul><li><p>{0}</p></li><li>{0}</li></ul>", "li { text-align: justify }"),
        ("<p>{0}<a href='#x'>{0}</a><sup>1</sup> {0}</p>", "sup { font-size: 7pt }"),
        ("<p>{0}<span class='note'>{0}</span>{0}</p>", ".note { float: footnote }"),
        (
            "<div class='f'></div><p>{0}{0}</p>",
            ".f { float: left; width: 90pt; height: 60pt }",
        ),
        ("<p>{0}</p>", "p { letter-spacing: .5pt }"),
        ("<p>{0}</p>", "p { font-size: 30pt; line-height: 36pt }"),
    ],
)
def test_whatever_the_markup_no_word_is_lost(body: str, css: str) -> None:
    pdf, tally = composed(body.format(TEXT), css)
    assert tally.planned > 0
    assert tally.left == 0
    found = joined(pdf)
    wanted = re.sub(r"<[^>]+>", " ", body.format(TEXT))
    assert sorted(word for word in found if word != "1") == sorted(
        word for word in words(wanted) if word != "1"
    )


def test_lines_beside_a_float_keep_clear_of_it() -> None:
    css = ".f { float: left; width: 90pt; height: 60pt; margin: 0 }"
    pdf, _ = composed(f"<div class='f'></div><p>{TEXT * 3}</p>", css)
    found = list(lines(pdf))
    assert all(signs[0][1] >= LEFT + 90 - 3 for signs in found[:4])
    assert all(abs(signs[-1][2] - RIGHT) < 5 for signs in found[:-1])
    assert found[6][0][1] < LEFT + 3


@pytest.mark.parametrize(
    "body",
    [
        "<p>{0}<br>{0}</p>",
        "<p>{0}<span style='display: inline-block'>bloc</span>{0}</p>",
        "<p>{0}<span style='float: left'>flottant</span>{0}</p>",
        "<p>{0}日本語の文章。{0}</p>",
    ],
)
def test_what_cannot_be_planned_is_left_to_the_engine_and_counted(body: str) -> None:
    pdf, tally = composed(body.format(TEXT))
    assert tally.left == 1
    assert joined(pdf).count("considère") == 2


@pytest.mark.parametrize("css", ["p { text-align: left }", "p { --text-wrap: wrap }"])
def test_what_does_not_ask_is_not_planned(css: str) -> None:
    _, tally = composed(f"<p>{TEXT}</p>", css)
    assert (tally.planned, tally.left) == (0, 0)


def test_a_word_longer_than_the_line_is_left_to_the_engine() -> None:
    pdf, _ = composed(f"<p>{TEXT}{'m' * 3}{'1' * 120} {TEXT}</p>")
    assert joined(pdf).count("considère") == 2


DRAWN = [
    ("<p>{0}</p>", ""),
    ("<p>effet difficile affluence {0} offre suffit efficace {0}</p>", ""),
    ("<p>AVATAR Tokyo, VA « Wagner », T. Yvetot {0}</p>", ""),
    ("<p>{0} <u>souligné {0}</u> {0}</p>", "u { text-decoration: underline }"),
    ("<p>{0} <b>{0}</b> {0}</p>", "b { letter-spacing: 1pt; font-variant-caps: small-caps }"),
    ("<p>{0} e\u0301te\u0301 x\u0323\u0302 {0}</p>", ""),
    ("<p>{0} שלום עולם {0} مرحبا {0}</p>", ""),
    ("<p>{0} x\u200by \u2603 {0}</p>", ""),
]


@pytest.mark.parametrize(("body", "css"), DRAWN)
def test_a_text_drawn_from_its_measures_stands_where_pango_draws_it(
    body: str, css: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, tally = composed(body.format(TEXT), css)
    assert (tally.planned, tally.left) == (1, 0)
    monkeypatch.setattr(Drawer, "draw", lambda *_: False)
    theirs, _ = composed(body.format(TEXT), css)
    for mine, yours in zip(lines(ours), lines(theirs), strict=True):
        assert [sign for sign, _, _ in mine] == [sign for sign, _, _ in yours]
        for one, other in zip(mine, yours, strict=True):
            # Pango cuts what is added to a space, to a thousandth of an em.
            assert one[1] == pytest.approx(other[1], abs=0.6), said(mine)


def test_afterwards_the_engine_is_as_it_was() -> None:
    names = ("get_next_linebox", "split_inline_box", "split_text_box", "text_align")
    before = [getattr(inline, name) for name in names]
    before += [block._linebox_layout, drawing.draw_first_line]
    composed(f"<p>{TEXT}</p>")
    after = [getattr(inline, name) for name in names]
    assert before == [*after, block._linebox_layout, drawing.draw_first_line]


def test_the_same_text_is_composed_the_same_way() -> None:
    first, second = (composed(f"<p>{TEXT * 3}</p>")[0] for _ in range(2))
    assert [said(s) for s in lines(first)] == [said(s) for s in lines(second)]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Le fichier se trouve dans /etc/apt/sources.list.d/ comme tous les autres. ", "/etc/"),
        ("Une version «\u00a0longue\u00a0» (un ou plusieurs mots) et une autre, brève. ", "(un"),
        ("La commande prend --force-overwrite pour ignorer toute erreur de ce genre. ", "--"),
    ],
)
def test_a_line_begins_with_a_technical_name_and_never_ends_within_its_mark(
    text: str, start: str
) -> None:
    # At many measures each place of the text comes to the end of some line.
    found: list[str] = []
    for width in range(60, 100, 3):
        pdf, tally = composed(f"<p>{text * 6}</p>", f"p {{ width: {width}mm }}")
        assert (tally.planned, tally.left) == (1, 0)
        found += [said(signs).strip() for signs in lines(pdf)]
    assert any(line.startswith(start) for line in found)
    lasts = [line.split()[-1] for line in found]
    assert not {"/", "-", "--"} & set(lasts)
    assert not any(last.startswith("--") and last.endswith(HYPHEN) for last in lasts)


def test_a_plan_made_for_the_foot_of_a_page_is_forgotten_on_the_next() -> None:
    # A paragraph of three lines cannot be cut; where its page ends, it is composed as elsewhere.
    css = "p { text-indent: 0 }"
    paragraph = f"<p>{TEXT[:175]}</p>"
    alone = [said(signs) for signs in lines(composed(paragraph, css)[0])]
    assert len(alone) == 3
    for filled in range(11, 18):
        pdf, _ = composed("<p>ligne</p>" * filled + paragraph, css)
        assert [said(signs) for signs in lines(pdf)][filled:] == alone
