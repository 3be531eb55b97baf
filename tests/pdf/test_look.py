"""What an editor decides of the pages: properties of the theme, a stylesheet of the folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pymupdf
import pytest
from weasyprint.formatting_structure.boxes import TextBox

from publish.article import E, identify
from publish.diagnostics import RefusedError
from publish.edition.model import Edition
from publish.pdf.design import page
from publish.pdf.initials import DROPPED
from publish.pdf.layout import Layout, lay_out
from publish.proof.articles import Conservation
from publish.proof.conservation import hold_pdf
from publish.publication import Look, Print, find
from publish.settings import THEMES
from tests.books import MADE, SENTENCE, article, call, edition, note
from tests.judges import structure, verapdf

TOML = '[publication]\ntitle = "Essai"\n'


def book(
    look: Look | None = None, theme: str = "revue", styles: str = "", text: str = ""
) -> Edition:
    inner = E.section(E.h2("Un intertitre"), E.p(SENTENCE))
    blocks = (E.p(text or SENTENCE * 3), E.p(SENTENCE), inner)
    paper = Print(recto_openings=False, theme=theme, look=look or Look(), styles=styles)
    return edition(article("ports", *blocks, rubric="Côte", byline="Par Léa"), print=paper)


def spans(made: Edition, layout: Layout) -> Iterator[tuple[str, float, int, str, float]]:
    """Of the opening page of the article: text, size, colour, font, left edge."""
    with pymupdf.open(stream=layout.write(), filetype="pdf") as pdf:
        for block in pdf[layout.anchors["ports"]].get_text("dict")["blocks"]:
            for span in (s for line in block.get("lines", ()) for s in line["spans"]):
                said = (span["text"].strip(), round(span["size"], 2), span["color"], span["font"])
                yield (*said, span["bbox"][0])


def drawn(
    look: Look | None, theme: str = "revue", styles: str = ""
) -> dict[str, tuple[object, ...]]:
    made = book(look, theme, styles)
    return {said: rest for said, *rest in spans(made, lay_out(made, MADE))}  # type: ignore[misc]


@pytest.mark.parametrize("theme", THEMES)
def test_the_properties_set_the_page(theme: str) -> None:
    look = Look("#7a1f1f", 1, 10.0, 13.0, 2.5, "", 1.5, "regular", "2em")
    seen = drawn(look, theme)
    size, colour, _, _ = seen["Ports"]
    assert (size, colour) == (pytest.approx(25), 0)
    size, colour, font, _ = seen["Un intertitre"]
    assert (size, colour) == (pytest.approx(15), 0x7A1F1F)
    assert "Semibold" not in str(font)
    size, colour, _, _ = seen["L"]
    assert (size, colour) == (pytest.approx(26, rel=0.02), 0x7A1F1F)


def test_each_theme_has_its_own_alignment_and_an_editor_may_choose_the_other() -> None:
    left, center = drawn(None, "revue")["Ports"][3], drawn(None, "livre")["Ports"][3]
    inner = page(Print()).inner
    assert left == pytest.approx(inner, abs=1)
    assert float(str(center)) > inner + 50
    assert drawn(Look(title_align="center"), "revue")["Ports"][3] == pytest.approx(center)
    assert drawn(Look(title_align="left"), "livre")["Ports"][3] == pytest.approx(inner, abs=1)


def test_the_size_of_the_body_keeps_whole_lines() -> None:
    made = page(Print(look=Look(body_size=10, leading=13.5)))
    assert (made.font_size, made.leading) == (10, 13.5)
    assert made.height - made.top - made.bottom == pytest.approx(made.lines * 13.5)
    assert page(Print(look=Look(body_size=12, leading=8))).leading == 12


@pytest.mark.parametrize(
    ("text", "initial"),
    [
        ("Le port.", "L"),
        ("« Le port » est loin.", "L"),
        ("L’eau monte.", "L"),
        ("1914 commence.", None),
        ("À marée basse.", "À"),
    ],
)
def test_initials(text: str, initial: str | None) -> None:
    made = book(Look(initials=1), text=text)
    layout = lay_out(made, MADE)
    found = [
        "".join(e.itertext()) for e in layout.source.iter("span") if e.get("class") == "initial"
    ]
    assert found == ([initial] if initial else [])
    proof = Conservation()
    hold_pdf(made, layout, layout.write(), proof)
    assert proof.differences == []


LONG = SENTENCE * 4
"""A paragraph long enough to pass a letter of three lines."""


@pytest.mark.parametrize("lines", [2, 3])
@pytest.mark.parametrize(
    ("text", "letter", "word"),
    [
        ("Le port. " + LONG, "L", "Le"),
        ("L’homme du port. " + LONG, "L’", "L’homme"),
        ("D’autres ports. " + LONG, "D’", "D’autres"),
        ("« Le port » est loin. " + LONG, "«\u00a0L", "«\u00a0Le"),
        ("À marée basse. " + LONG, "À", "À"),
        ("ONU ou pas. " + LONG, "O", "ONU"),
    ],
)
def test_a_letter_is_let_into_its_lines(lines: int, text: str, letter: str, word: str) -> None:
    made = book(Look(initials=lines), text=text.replace("« ", "«\u00a0"))
    layout = lay_out(made, MADE)
    (dropped,) = [e for e in layout.source.iter("div") if e.get("class") == DROPPED]
    assert "".join(dropped.itertext()) == letter
    data = layout.write()
    proof = Conservation()
    hold_pdf(made, layout, data, proof)
    assert proof.differences == []
    geometry = page(made.publication.print)
    with pymupdf.open(stream=data, filetype="pdf") as pdf:
        sheet = pdf[layout.anchors["ports"]]
        copied = " ".join(sheet.get_text().split())
        spans = [
            s for b in sheet.get_text("dict")["blocks"] for n in b["lines"] for s in n["spans"]
        ]
    assert word.replace("\u00a0", " ") in copied.replace("\u00a0", " ")
    large = max(spans, key=lambda s: s["size"])
    beside = sorted(
        round(s["origin"][1], 2)
        for s in spans
        if abs(s["size"] - geometry.font_size) < 0.4
        and s["origin"][0] > large["bbox"][2] - 2
        and s["origin"][1] < large["origin"][1] + 1
    )
    # The foot of the letter stands on the last line beside it, its head is that of capitals.
    assert beside[-1] == pytest.approx(large["origin"][1], abs=0.1)
    assert large["origin"][1] - large["size"] * 0.658 == pytest.approx(
        beside[-1] - (lines - 1) * geometry.leading - geometry.font_size * 0.658, abs=0.1
    )
    assert layout.composed.left == 0


def test_a_letter_stands_where_its_paragraph_is_too_short_for_it() -> None:
    layout = lay_out(book(Look(initials=3), text="Le port est loin."), MADE)
    assert not [e for e in layout.source.iter("div") if e.get("class") == DROPPED]
    assert [e for e in layout.source.iter("span") if e.get("class") == "initial"]


def test_the_tags_have_the_letter_in_its_paragraph(tmp_path: Path) -> None:
    made = book(Look(accent="#7a1f1f", initials=3), text="L’homme du port. " + LONG)
    path = tmp_path / "book.pdf"
    path.write_bytes(lay_out(made, MADE).write())
    said = " ".join(structure(path).split())
    assert re.search('"L’" Span [(]inline[)] "homme"', said)
    assert verapdf(path) == []
    assert verapdf(path, "2a") == []


def test_the_judges_have_nothing_to_say(tmp_path: Path) -> None:
    made = book(Look(accent="#7a1f1f", initials=1), styles="h2 { color: #00f }")
    (tmp_path / "book.pdf").write_bytes(lay_out(made, MADE).write())
    assert verapdf(tmp_path / "book.pdf") == []
    assert verapdf(tmp_path / "book.pdf", "2a") == []


def test_a_stylesheet_comes_after_the_theme() -> None:
    seen = drawn(Look(accent="#7a1f1f"), styles=":root { --heading-size: 2em; --accent: #00f }")
    assert seen["Un intertitre"][:2] == [pytest.approx(22), 0x0000FF]


def test_faults_of_a_stylesheet_are_told_with_their_line() -> None:
    layout = lay_out(
        book(styles="h2 { color: #00f }\nh3 { colour: red }\n@page { size: blue }\n"), MADE
    )
    told = [(d.code, d.place.file, d.place.line) for d in layout.diagnostics]
    assert told == [("style-fault", "print.css", 2), ("style-fault", "print.css", 3)]
    assert "colour" in layout.diagnostics[0].message("fr")


@pytest.mark.parametrize(
    "styles",
    [
        '@import "https://estran.example/a.css";',
        "article { background: url(file:///etc/hostname) }",
        "article { background: url(../secret.png) }",
    ],
)
def test_a_stylesheet_asks_for_nothing_from_outside(styles: str) -> None:
    with pytest.raises(RefusedError) as refused:
        lay_out(book(styles=styles), MADE)
    assert [d.code for d in refused.value.diagnostics] == ["resource-refused"]


def test_both_are_read_from_the_folder(tmp_path: Path) -> None:
    (tmp_path / "publication.toml").write_text(TOML + "[theme]\ninitials = true\nleading = 14\n")
    (tmp_path / "a.txt").write_text("Titre\n\nUn paragraphe.\n")
    (tmp_path / "print.css").write_text("h2 { color: red }\n")
    (publication,), problems = find([tmp_path])
    assert problems == []
    assert publication.print.look == Look(initials=1, leading=14)
    assert publication.print.styles == "h2 { color: red }\n"


def test_a_property_that_does_not_exist_names_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "publication.toml").write_text(TOML + '[theme]\nbody-siz = 9\naccent = "red"\n')
    (tmp_path / "a.txt").write_text("Titre\n\nUn paragraphe.\n")
    found, problems = find([tmp_path])
    assert found == []
    assert [(d.code, d.place.line) for d in problems] == [("key-unknown", 4), ("value-type", 5)]
    assert "body_size" in problems[0].hint("fr")


@pytest.mark.parametrize(
    ("data", "code"), [(b"\xff\xfe", "toml-encoding"), (b" " * 200_001, "file-large")]
)
def test_a_stylesheet_that_cannot_be_read(data: bytes, code: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Titre\n\nUn paragraphe.\n")
    (tmp_path / "print.css").write_bytes(data)
    found, problems = find([tmp_path])
    assert found == []
    assert [d.code for d in problems] == [code]


def test_a_title_of_a_book_in_italic_matter_stands_upright() -> None:
    """« la relation de l’Utile » in a standfirst: the italics of italics are roman; notes apart."""
    noted = E.caption("Parts du ", E.em("Danycan"), call(1))
    table = E.table(noted, E.tbody(E.tr(E.td("Un"), E.td("Deux"))))
    section = E.section(E.h2("Titre"), E.section(E.h3("De l’", E.em("Utile")), E.p("Texte.")))
    made = article("ports", table, section, note(1, E.p("Voir ", E.em("Corsaires"), ".")))
    head = made.root[0]
    head.append(E.p({"class": "standfirst"}, "Le naufrage du ", E.em("Brutus"), " en mer."))
    identify(made.root)
    book = edition(made, print=Print(recto_openings=False))
    drawn = [(said, font) for said, _, _, font, _ in spans(book, lay_out(book, MADE))]
    names = ("Danycan", "Utile", "Brutus", "Corsaires")
    slanted = {n for n in names for said, font in drawn if n in said and "Italic" in font}
    assert slanted == {"Corsaires"}


def test_a_ragged_standfirst_and_a_caption_divide_no_word() -> None:
    """They have room to be ragged in: a divided word is worth the fullness of justified lines."""
    words = "Extraordinairement particulièrement anticonstitutionnellement longuement " * 4
    table = E.table(E.caption(words), E.tbody(E.tr(E.td("Un"), E.td("Deux"))))
    made = edition(article("ports", table, standfirst=words), print=Print(recto_openings=False))
    layout = lay_out(made, MADE)
    with pymupdf.open(stream=layout.write(), filetype="pdf") as pdf:
        text = pdf[layout.anchors["ports"]].get_text("text", flags=pymupdf.TEXT_IGNORE_ACTUALTEXT)
    assert [line for line in text.split("\n") if line.rstrip().endswith(("-", "\u2010"))] == []


def test_a_raised_letter_is_no_small_capital() -> None:
    """« Dr Paul Guivarc’h » signs in small capitals, but his title keeps its small r."""
    made = article("ports")
    made.root[0].append(E.p({"class": "byline"}, "Par D", E.sup("r"), " Paul"))
    layout = lay_out(edition(made), MADE)
    caps = {
        inner.text.strip(): inner.style["font_variant_caps"]
        for box in layout.boxes
        for inner in box.descendants()
        if isinstance(inner, TextBox)
    }
    assert (caps["Par D"], caps["r"]) == ("small-caps", "normal")
