"""Captions typed as paragraphs: in the figure or table that they stand beside, every word kept."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.article import faults, tag, text
from publish.proof.reading import article_words
from publish.sources import Manuscript, Reading, read
from publish.sources.apparatus import without_notes_heading
from publish.sources.blocks import Role
from publish.sources.guidance import Guidance
from publish.sources.marks import Mark
from tests.sources.office.make import docx, drawing, p, picture, r, table
from tests.sources.test_text import LONG

PICTURE = p(drawing("i1", "Un tas de sel"))
TABLE = table(["Année", "Sel"], ["2024", "9,4"])


def of(data: bytes, name: str, roles: dict[int, Mark] | None = None) -> Reading:
    path = Path(name)
    found = read(Manuscript(path, name, "essai", "fr", data, guidance=Guidance(roles or {})))
    assert found.article is not None, found.diagnostics
    held = Counter(w.word for w in article_words(found.article.root, "essai"))
    assert held == Counter(found.words)
    return found


def document(*parts: str, roles: dict[int, Mark] | None = None) -> Reading:
    """An article of Word: a title, two paragraphs, a subhead, then these parts."""
    body = p("Le sel", "Titre") + p(LONG) + p(LONG) + p("Les mulons", "Titre1") + "".join(parts)
    made = docx(
        body,
        links={"i1": ("image", "media/image1.png", False)},
        media={"word/media/image1.png": picture()},
    )
    return of(made, "essai.docx", roles)


def markdown(*parts: str) -> Reading:
    return of("\n\n".join(("# Le sel", LONG, LONG, *parts)).encode(), "essai.md")


def outline(found: Reading) -> list[str]:
    """The blocks after the head: « figure: caption », « table: caption », or their names."""
    assert found.article is not None
    shown = []
    for element in found.article.root.iter():
        name = tag(element)
        if name in ("figure", "table"):
            held = [text(e) for e in element if tag(e) in ("figcaption", "caption")]
            shown.append(": ".join((name, *held)))
        elif element.getparent() is None or tag(element.getparent()) not in ("article", "section"):
            continue
        elif name == "p" and text(element) != LONG:
            shown.append(f"p: {text(element)}")
    return shown


@pytest.mark.parametrize(
    "said",
    [
        "Fig. 1 — Le mulon, à la fin du jour.",
        "Figure 2. Un autre mulon",
        "FIGURE 3\u00a0: Un autre",
        "Figures 4 et 5 – Deux mulons",
        "Ill. IV. Un mulon",
        "Figure 6",
        "Figure 7 Le mulon",
        "Tableau 8 : tonnes, en image",
        "Légende : un tas de sel.",
        "Photo : Gwenaël Riou",
        "(Photo : Gwenaël Riou)",
    ],
)
def test_a_caption_after_a_picture(said: str) -> None:
    for found in (document(PICTURE, p(said), p(LONG)), markdown("![Un tas](a.png)", said, LONG)):
        assert outline(found) == [f"figure: {' '.join(said.split())}"]
        (told,) = (i for i in found.inferred if i.structured.role is Role.CAPTION)
        assert 0.5 < told.confidence < 1
        assert "right after a picture" in told.reasons


@pytest.mark.parametrize("style", ["", "Lgende"])
@pytest.mark.parametrize("parts", ["before", "after"])
def test_a_caption_beside_a_table(style: str, parts: str) -> None:
    said = p("Tableau 1 – Tonnes récoltées", style)
    order = (said, TABLE) if parts == "before" else (TABLE, said)
    assert outline(document(*order, p(LONG))) == ["table: Tableau 1 – Tonnes récoltées"]


def test_the_habit_of_the_article_tells_between_two_pictures() -> None:
    above = [p("Figure 1 : haut"), PICTURE, p("Figure 2 : bas"), PICTURE, p(LONG)]
    assert outline(document(*above)) == ["figure: Figure 1 : haut", "figure: Figure 2 : bas"]
    below = [PICTURE, p("Figure 1 : haut"), PICTURE, p("Figure 2 : bas"), p(LONG)]
    assert outline(document(*below)) == ["figure: Figure 1 : haut", "figure: Figure 2 : bas"]


def test_a_caption_in_the_paragraph_of_its_picture() -> None:
    within = p(drawing("i1", "Un tas") + "<w:r><w:br/></w:r>" + r("Figure 3 : le mulon."))
    assert outline(document(within, p(LONG))) == ["figure: Figure 3 : le mulon."]
    assert outline(markdown("![Un tas](a.png)\nFig. 3 — le mulon.", LONG)) == [
        "figure: Fig. 3 — le mulon."
    ]


@pytest.mark.parametrize(
    "parts",
    [
        (PICTURE, p("Figure 4 montre que le sel est blanc."), p(LONG)),
        (PICTURE, p(LONG), p("Figure 4 : loin de l’image")),
        (PICTURE, p("Les mulons blanchissent.")),
        (TABLE, p("Photo : Gwenaël Riou")),
    ],
)
def test_what_says_no_caption_or_stands_elsewhere_is_a_paragraph(parts: tuple[str, ...]) -> None:
    assert any(shown.startswith("p: ") for shown in outline(document(*parts)))
    assert not any(": " in shown for shown in outline(document(*parts)) if shown[0] != "p")


def test_a_picture_with_a_caption_takes_no_other() -> None:
    found = document(PICTURE, p("Le mulon", "Lgende"), p("Photo : Gwenaël Riou"), p(LONG))
    assert outline(found) == ["figure: Le mulon", "p: Photo : Gwenaël Riou"]


def test_the_style_of_a_caption_beside_nothing_is_a_paragraph() -> None:
    assert outline(document(p("Le mulon", "Lgende"), p(LONG))) == ["p: Le mulon"]


def test_the_editor_has_the_last_word() -> None:
    parts = (PICTURE, p("Figure 1 : le mulon"), p("Le paludier"), p(LONG))
    found = document(*parts, roles={6: Mark(Role.PARAGRAPH)})
    assert outline(found) == ["figure", "p: Figure 1 : le mulon", "p: Le paludier"]
    found = document(PICTURE, p("Le paludier"), p(LONG), roles={6: Mark(Role.CAPTION)})
    assert outline(found) == ["figure: Le paludier"]
    assert "caption-alone" not in [d.code for d in found.diagnostics]


def test_a_mark_of_a_caption_beside_nothing_is_told() -> None:
    found = of(f"Titre\n\n{LONG}\n\n@légende: Le mulon\n\n{LONG}\n".encode(), "essai.txt")
    assert outline(found) == ["p: Le mulon"]
    told = [(d.code, d.place.line) for d in found.diagnostics]
    assert told == [("caption-alone", 5)]


def test_captions_of_html() -> None:
    source = (
        f"<h1>Le sel</h1><p>{LONG}</p><p>{LONG}</p><p><img src='a.png' alt='Un tas'></p>"
        f"<p>Fig. 1 — <em>Le mulon</em></p><p>{LONG}</p><p>Tableau 1. Tonnes</p>"
        f"<table><tr><th>Année</th><th>Sel</th></tr><tr><td>2024</td><td>9,4</td></tr></table>"
    )
    found = of(source.encode(), "essai.html")
    assert outline(found) == ["figure: Fig. 1 — Le mulon", "table: Tableau 1. Tonnes"]


HTML = st.sampled_from(
    [
        *("<img src='a.png' alt='Mot'>", "<p><img src='a.png' alt='Mot'></p>", "<p>", "</p>"),
        *("<p>Fig. 1 — Mot</p>", "<p>Tableau 2. Mot", "Photo : Mot", "<br>", "<em>", "</em>"),
        *("<figure><img src='b.png' alt=''></figure>", "<table><tr><td>Mot", "</table>", "<h2>"),
        *("<figcaption>Mot", "</figcaption>", "<p>* * *</p>", "<hr>", "<p>Notes</p>", "<ul><li>"),
        *("<a href='#fn1' id='r1'>1</a>", "<p id='fn1'>1. Mot</p>", f"<p>{LONG}</p>"),
    ]
)
MARKDOWN = st.sampled_from(
    [
        *(
            "![Mot](a.png)",
            "Fig. 1 — Mot",
            "Tableau 2. *Mot*",
            "Photo : Mot",
            "|a|b|\n|-|-|\n|1|2|",
        ),
        *("## Notes", "Notes", "[^1]: Mot", "Mot[^1]", "* * *", "⁂", "{.left}\n![Mot](b.png)"),
        *("![Mot](a.png)\nFig. 3 : Mot", ": Mot", "## Figure 1 : Mot", "> Légende : Mot", LONG),
    ]
)


@given(st.lists(HTML, max_size=16).map("".join))
def test_no_word_of_html_is_lost(source: str) -> None:
    sound(f"<h1>Titre</h1>{source}".encode(), "essai.html")


@given(st.lists(MARKDOWN, max_size=12).map("\n\n".join))
def test_no_word_of_markdown_is_lost(source: str) -> None:
    sound(f"# Titre\n\n{source}\n".encode(), "essai.md")


def sound(data: bytes, name: str) -> None:
    """Of the profile, with every word, as a reading and as the editions have it; or an error."""
    found = read(Manuscript(Path(name), name, "essai", "fr", data))
    assert "profile-fault" not in [d.code for d in found.diagnostics], found.diagnostics
    for one in (found, without_notes_heading(found)):
        if one.article is not None:
            assert faults(one.article) == []
            held = Counter(w.word for w in article_words(one.article.root, "essai"))
            assert held == Counter(one.words)
