"""Tables that only place things on a page are none; tables of data stay tables."""

from __future__ import annotations

import pytest
from lxml import etree

from publish.article import tag, text
from publish.sources import Reading
from tests.sources.office import all_of, codes, header, of, quoted, root
from tests.sources.office.make import docx, drawing, p, picture

LONG = (
    "Le conseil s’est réuni mardi soir dans la grande salle, devant une centaine d’habitants venus "
    "écouter le débat sur le budget et sur la route."
)
PROSE = (
    "Il faut trois semaines de beau temps pour que l’eau, passée de bassin en bassin, devienne "
    "assez lourde et que la première fleur blanchisse le bord des œillets."
)
TITLE = p("Le sel de la presqu’île", "Titre")
SHOWN = "Un tas de sel"
IMAGE = p(drawing("i1", SHOWN))
LINES = "".join(
    f'<w:{side} w:val="single" w:sz="4"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def grid(*rows: list[str], lines: str = "") -> str:
    """A table, with lines around its cells or without."""
    made = "".join(f"<w:tr>{''.join(f'<w:tc>{c}</w:tc>' for c in row)}</w:tr>" for row in rows)
    columns = '<w:gridCol w:w="3000"/>' * max(map(len, rows))
    borders = f"<w:tblPr><w:tblBorders>{lines}</w:tblBorders></w:tblPr>"
    return f"<w:tbl>{borders}<w:tblGrid>{columns}</w:tblGrid>{made}</w:tbl>"


def read(body: str) -> Reading:
    data = docx(
        body,
        links={"i1": ("image", "media/i.png", False)},
        media={"word/media/i.png": picture()},
    )
    return of("essai.docx", data)


def outline(article: etree._Element) -> list[str]:
    """The blocks of the body: a figure by its caption, a paragraph by its first words."""
    made = []
    for block in article[1:]:
        caption = next((text(e) for e in block.iter() if tag(e) == "figcaption"), "")
        said = caption if tag(block) == "figure" else " ".join(text(block).split()[:2])
        made.append(f"{tag(block)} {said}".strip())
    return made


AROUND = "p Le conseil", "p Le conseil"


@pytest.mark.parametrize(
    ("table", "blocks"),
    [
        # A picture over its caption, in one cell, in two, in one paragraph.
        (grid([IMAGE], [p("Le mulon.")]), ["figure Le mulon."]),
        (grid([IMAGE], [p("Le mulon.")], lines=LINES), ["figure Le mulon."]),
        (grid([IMAGE + p("Le mulon.")], lines=LINES), ["figure Le mulon."]),
        (grid([p("Le mulon.")], [IMAGE]), ["figure Le mulon."]),
        (grid([IMAGE, p("Le mulon.")]), ["figure Le mulon."]),
        (
            grid([IMAGE], [p("Le mulon.") + p("Photo : Gwenaël Riou")]),
            ["figure Le mulon.Photo : Gwenaël Riou"],
        ),
        # Two pictures over their captions, or over one.
        (
            grid([IMAGE, IMAGE], [p("À gauche."), p("À droite.")]),
            ["figure À gauche.", "figure À droite."],
        ),
        (grid([IMAGE, IMAGE], [p("Deux vues."), p("")]), ["figure Deux vues."]),
        (grid([IMAGE, IMAGE]), ["figure"]),
        # A picture beside its text.
        (grid([IMAGE, p(PROSE) + p(PROSE)]), ["figure", "p Il faut", "p Il faut"]),
        (
            grid([IMAGE, p(PROSE + PROSE)], [IMAGE, p(PROSE + PROSE)]),
            ["figure", "p Il faut", "figure", "p Il faut"],
        ),
        # Columns of prose.
        (grid([p(PROSE), p(PROSE)]), ["p Il faut", "p Il faut"]),
    ],
)
def test_a_table_of_layout_is_its_pictures_and_texts(table: str, blocks: list[str]) -> None:
    found = read(TITLE + p("Ana Roux", "Signature1") + p(LONG) + table + p(LONG))
    article = root(found)
    assert outline(article) == [AROUND[0], *blocks, AROUND[1]]
    assert {e.get("alt") for e in all_of(article, "img")} <= {SHOWN}
    assert "office-table-layout" in codes(found)


@pytest.mark.parametrize(
    "table",
    [
        grid([p("Année"), p("Sel")], [p("2024"), p("9,4")], lines=LINES),
        grid([p("Année"), p("Sel")], [p("2024"), p("9,4")]),
        grid([p("Année"), p("2024"), p("2025")]),
        grid([p("Oiseau"), p("Image")], [p("Avocette"), IMAGE], [p("Échasse"), IMAGE]),
        grid([IMAGE, p(PROSE + PROSE)], [IMAGE, p(PROSE + PROSE)], lines=LINES),
        grid([p(PROSE), p(PROSE)], lines=LINES),
        grid([p("Pour"), p("Contre")], [p(PROSE), p(PROSE)]),
        grid([p("Brest")], [p("Lorient")], [p("Vannes")], lines=LINES),
    ],
)
def test_a_table_of_data_stays_one(table: str) -> None:
    found = read(TITLE + p(LONG) + table + p(LONG))
    assert [tag(e) for e in root(found)[1:]] == ["p", "table", "p"]
    assert codes(found).isdisjoint({"office-table-layout", "office-table-box"})


@pytest.mark.parametrize(
    "table",
    [
        grid([p("Repères", run="<w:b/>") + p(PROSE)], lines=LINES),
        grid([p("Repères", "Titre1") + p(PROSE)], lines=LINES),
        grid([p("Repères", run="<w:b/>")], [p(PROSE)], lines=LINES),
    ],
)
def test_a_frame_around_a_text_is_its_paragraphs_and_opens_no_section(table: str) -> None:
    found = read(TITLE + p(LONG) + p("Un pari", "Titre1") + p(LONG) + table + p(LONG))
    article = root(found)
    (section,) = all_of(article, "section")
    said = [(tag(e), text(e)) for e in section]
    assert said[2:] == [("p", "Repères"), ("p", PROSE), ("p", LONG)]
    assert [text(e) for e in all_of(article, "strong")] == ["Repères"]
    (told,) = quoted(found, "office-table-box")
    assert told.startswith("Repères Il faut")


def test_a_frame_around_the_article_is_none() -> None:
    found = read(grid([TITLE + p(LONG) + p("Un pari", "Titre1") + p(PROSE)]))
    article = root(found)
    assert header(article)["h1"] == "Le sel de la presqu’île"
    assert [text(e) for e in all_of(article, "h2")] == ["Un pari"]
    assert codes(found) == set()


def test_a_title_beside_a_picture_is_no_caption() -> None:
    found = read(grid([IMAGE, TITLE + p("Ana Roux", "Signature1")]) + p(LONG) + p(PROSE))
    assert header(root(found)) == {"h1": "Le sel de la presqu’île", "byline": "Ana Roux"}
