"""Blocks on the grid, figures whole and beside the text, titles balanced, lines turned over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pymupdf
import pytest
from lxml import etree
from PIL import Image
from weasyprint.formatting_structure.boxes import Box, LineBox, TextBox

from publish.article import E
from publish.edition.assemble import assemble
from publish.edition.model import Edition
from publish.pdf.blocks import KEPT
from publish.pdf.design import page
from publish.pdf.layout import Layout, lay_out
from publish.pdf.page_map import page_map
from publish.proof.articles import Conservation
from publish.proof.conservation import hold_pdf
from publish.publication import Print
from tests.books import MADE, SENTENCE, article, beside, call, edition, note, publication
from tests.judges import structure, verapdf
from tests.pagination import astray, both

PAPER = Print(recto_openings=False)
FLOATS = "article > figure, section > figure { float: left; width: 100% }"
"""What the guide has an editor write so that text goes on before a figure without room."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a picture of 600 by 900 pixels."""
    data = BytesIO()
    Image.new("RGB", (600, 900), "grey").save(data, "PNG")
    (tmp_path / "phare.png").write_bytes(data.getvalue())
    return tmp_path


def figure(kind: str = "", caption: str = "La légende du phare.") -> etree._Element:
    made = E.figure(E.img(src="phare.png", alt="Un phare"), E.figcaption(caption))
    if kind:
        made.set("class", kind)
    return made


def book(folder: Path, *blocks: etree._Element, paper: Print = PAPER) -> Edition:
    return edition(article("ports", *blocks), article("suite"), folder=folder, print=paper)


def figures(layout: Layout) -> Iterator[tuple[int, Box]]:
    for number, box in enumerate(layout.boxes):
        seen = set()  # the boxes without a name inside of a figure have its element too
        for inner in box.descendants():
            if inner.element_tag == "figure" and inner.height and inner.element not in seen:
                seen.add(inner.element)
                yield number, inner


def lost(made: Edition, layout: Layout) -> list[object]:
    proof = Conservation()
    hold_pdf(made, layout, layout.write(), proof)
    return list(proof.differences)


def text_of(box: Box) -> str:
    return "".join(b.text for b in box.descendants() if isinstance(b, TextBox))


# --- figures -------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["", "wide", "left", "right", "left third", "half"])
@pytest.mark.parametrize("before", [1, 9])
def test_a_figure_stands_whole_on_one_page(folder: Path, kind: str, before: int) -> None:
    paragraphs = [E.p(SENTENCE * 3) for _ in range(before)]
    after = [E.p(SENTENCE * 4) for _ in range(8)]
    made = book(folder, *paragraphs, figure(kind), *after)
    layout = lay_out(made, MADE)
    ((number, box),) = figures(layout)
    assert text_of(box) == "La légende du phare."
    bottom = box.position_y + box.margin_top + box.border_height()
    assert bottom <= layout.boxes[number].content_box_y() + layout.boxes[number].height + 1
    assert lost(made, layout) == []
    starts = [start.folio for start in page_map(made, layout)]
    assert starts == [p.label for p in layout.pages if p.label]


def test_a_figure_without_room_lets_the_text_go_on(folder: Path) -> None:
    went_on = 0
    for count in (3, 4, 5):
        before = [E.p(SENTENCE * 3) for _ in range(count)]
        after = [E.p(SENTENCE * 4) for _ in range(8)]
        paper = replace(PAPER, styles=FLOATS)
        layout = lay_out(book(folder, *before, figure(), *after, paper=paper), MADE)
        ((number, box),) = figures(layout)
        here, previous = layout.boxes[number], layout.boxes[number - 1]
        if box.position_y > here.content_box_y() + 1:
            continue  # there was room
        went_on += 1
        assert box.position_y == pytest.approx(here.content_box_y())
        assert box.position_x == pytest.approx(here.content_box_x())
        lines = [b for b in previous.children[0].descendants() if isinstance(b, LineBox)]
        foot = previous.content_box_y() + previous.height
        assert foot - max(line.position_y + line.height for line in lines) < lines[0].height * 2.5
    assert went_on > 0


@pytest.mark.parametrize("count", [3, 4, 5])
def test_the_text_waits_for_a_figure_without_room(folder: Path, count: int) -> None:
    """So the EPUB’s list of pages is right: each page begins with the words of its mark."""
    before = [E.p(SENTENCE * 3) for _ in range(count)]
    after = [E.p(SENTENCE * 4) for _ in range(8)]
    made = book(folder, *before, figure(), *after)
    epub, pdf, layout = both(made, MADE)
    assert astray(epub, pdf, layout.pages) == []


def test_a_figure_at_the_end_of_an_article_stays_in_it(folder: Path) -> None:
    for count in range(6, 11):
        before = [E.p(SENTENCE * 3) for _ in range(count)]
        layout = lay_out(book(folder, *before, figure(), E.p(SENTENCE)), MADE)
        ((number, _),) = figures(layout)
        assert number < layout.anchors["suite"]


@pytest.mark.parametrize("before", [8, 12])
def test_a_figure_whose_caption_calls_a_long_note_keeps_its_words(
    folder: Path, before: int
) -> None:
    noted = figure()
    noted[-1].append(call(1))
    blocks = [E.p(SENTENCE * before), noted, E.p(SENTENCE * 30), note(1, E.p(SENTENCE * 14))]
    made = book(
        folder, *blocks, paper=replace(PAPER, styles=FLOATS + " figure img { height: 15cm }")
    )
    layout = lay_out(made, MADE)
    proof = Conservation()
    hold_pdf(made, layout, layout.write(), proof)
    assert not proof.differences


def test_a_figure_that_does_not_float_is_not_set_over_the_rest_of_a_note(folder: Path) -> None:
    called = E.p(SENTENCE * 9, call(1))
    blocks = [called, figure(), E.p(SENTENCE * 30), note(1, E.p(SENTENCE * 25))]
    made = book(folder, *blocks)
    layout = lay_out(made, MADE)
    proof = Conservation()
    hold_pdf(made, layout, layout.write(), proof)
    assert not proof.differences
    assert layout.moved


@pytest.mark.parametrize("high", [13, 14, 15])
def test_a_figure_that_leaves_no_room_for_text_leaves_it_for_the_rest_of_a_note(
    folder: Path, high: int
) -> None:
    called = E.p(SENTENCE * 13, call(1))
    blocks = [called, figure(), E.p(SENTENCE * 30), note(1, E.p(SENTENCE * 25))]
    paper = replace(PAPER, styles=f"{FLOATS} figure img {{ height: {high}cm }}")
    made = book(folder, *blocks, paper=paper)
    layout = lay_out(made, MADE)
    proof = Conservation()
    hold_pdf(made, layout, layout.write(), proof)
    assert not proof.differences


def test_a_figure_that_would_stray_into_the_next_article_is_kept(folder: Path) -> None:
    paper = Print(recto_openings=False, styles="figure img { height: 13cm }")
    kept = 0
    for count in (4, 5):
        before = [E.p(SENTENCE * 3) for _ in range(count)]
        made = book(folder, *before, figure("left third"), E.p(SENTENCE * 8), paper=paper)
        layout = lay_out(made, MADE)
        ((number, _),) = figures(layout)
        assert number < layout.anchors["suite"]
        assert lost(made, layout) == []
        kept += KEPT in next(layout.source.iter("figure")).get("class", "").split()
    assert kept > 0


@pytest.mark.parametrize("after", [4, 7], ids=["kept", "going on"])
@pytest.mark.parametrize("before", [21, 25])
def test_no_page_ends_with_the_heading_before_a_figure_beside_the_text(
    folder: Path, after: int, before: int
) -> None:
    lines = [E.p("Une ligne de texte assez courte, pas plus.") for _ in range(before)]
    section = E.section(E.h2("Le refuge des phares"), figure("left"), E.p(SENTENCE * after))
    made = book(folder, *lines, section)
    layout = lay_out(made, MADE)
    (page,) = (b for b in layout.boxes if any(i.element_tag == "h2" for i in b.descendants()))
    heading = next(i for i in page.descendants() if i.element_tag == "h2")
    below = [
        b
        for b in page.descendants()
        if isinstance(b, LineBox) and b.element_tag == "p" and b.position_y > heading.position_y
    ]
    assert len(below) >= 2
    assert lost(made, layout) == []


def test_an_article_ends_with_four_lines_on_its_last_page() -> None:
    counts = []
    for before in range(20, 34):
        lines = [E.p("Une ligne de texte assez courte, pas plus.") for _ in range(before)]
        layout = lay_out(edition(article("ports", *lines, E.p(SENTENCE * 5)), print=PAPER), MADE)
        pages = [
            b for b in layout.boxes if any(i.element_tag == "article" for i in b.descendants())
        ]
        if len(pages) > 1:
            counts.append(sum(isinstance(i, LineBox) for i in pages[-1].children[0].descendants()))
    assert counts
    assert min(counts) >= 4


def test_text_stands_beside_a_figure_in_it(folder: Path) -> None:
    after = [E.p(SENTENCE * 6) for _ in range(6)]
    made = book(folder, E.p(SENTENCE), figure("left"), *after)
    layout = lay_out(made, MADE)
    ((number, box),) = figures(layout)
    measure = layout.boxes[number].width
    assert box.width == pytest.approx(measure * 0.47, rel=0.01)
    beside = [
        b
        for b in layout.boxes[number].descendants()
        if isinstance(b, LineBox)
        and box.position_y < b.position_y < box.position_y + box.height
        and b.position_x > box.position_x + box.width
    ]
    assert len(beside) > 8
    assert layout.composed.left == 0


def test_a_wide_figure_fills_the_measure(folder: Path) -> None:
    data = BytesIO()
    Image.new("RGB", (300, 150), "grey").save(data, "PNG")
    (folder / "phare.png").write_bytes(data.getvalue())
    made, problems = assemble(
        publication(folder, print=PAPER),
        beside([article("ports", figure("wide"), E.p(SENTENCE * 9))], folder),
    )
    assert [problem.code for problem in problems] == ["image-resolution"]
    layout = lay_out(made, MADE)
    ((number, box),) = figures(layout)
    image = next(b for b in box.descendants() if b.element_tag == "img")
    assert image.width == pytest.approx(layout.boxes[number].width)


def test_the_tags_keep_the_place_of_a_figure_in_the_text(folder: Path, tmp_path: Path) -> None:
    before = [E.p(SENTENCE * 3) for _ in range(8)]
    after = [E.p(f"Après {n}. " + SENTENCE * 4) for n in range(8)]
    made = book(folder, *before, figure(), *after, figure("right"), E.p(SENTENCE * 9))
    path = tmp_path / "book.pdf"
    path.write_bytes(lay_out(made, MADE).write())
    tree = structure(path)
    assert tree.index("La légende") < tree.index("Après 0")
    assert verapdf(path) == []
    assert verapdf(path, "2a") == []


# --- the grid ------------------------------------------------------------------------------------


def mixed(folder: Path) -> Edition:
    """An article with every kind of block, over many pages."""
    cells = [E.tr(E.td(f"Ligne {n}"), E.td(str(n))) for n in range(4)]
    parts = (
        lambda: E.ul(E.li("Un."), E.li(SENTENCE)),
        lambda: E.blockquote(E.p(SENTENCE * 2)),
        figure,
        lambda: E.table(E.caption("Un tableau"), E.tbody(*cells)),
        lambda: E.aside({"class": "pullquote"}, E.p("Une phrase mise en exergue ici.")),
        lambda: E.div({"class": "verse"}, E.p("Oh ! combien", E.br(), "de marins")),
        lambda: E.pre("un\ndeux"),
        lambda: E.dl(E.dt("Terme"), E.dd(SENTENCE)),
        E.hr,
    )
    blocks = [E.p(SENTENCE * 3)]
    for number, part in enumerate(parts):
        heading = E.h2(f"Un intertitre {number} " + "assez long pour deux lignes " * (number % 2))
        deeper = E.section(E.h3("Plus bas"), E.p(SENTENCE * 5))
        blocks.append(E.section(heading, E.p(SENTENCE * 4), part(), E.p(SENTENCE * 5), deeper))
    return book(folder, *blocks)


@pytest.mark.parametrize("theme", ["livre", "revue"])
def test_the_lines_of_all_pages_stand_on_one_grid(folder: Path, theme: str) -> None:
    made = mixed(folder)
    paper = Print(recto_openings=False, theme=theme)
    made = replace(made, publication=replace(made.publication, print=paper))
    geometry = page(paper)
    layout = lay_out(made, MADE)
    checked = 0
    with pymupdf.open(stream=layout.write(), filetype="pdf") as pdf:
        for number in range(layout.anchors["ports"], layout.anchors["suite"]):
            for block in pdf[number].get_text("dict")["blocks"]:
                for line in block.get("lines", ()):
                    span = line["spans"][0]
                    y = line["spans"][0]["origin"][1]
                    body = abs(span["size"] - geometry.font_size) < 0.1
                    if not body or not geometry.top < y < geometry.height - geometry.bottom:
                        continue
                    if span["flags"] & (pymupdf.TEXT_FONT_ITALIC | pymupdf.TEXT_FONT_BOLD):
                        continue
                    off = (y - geometry.top) % geometry.leading
                    checked += 1
                    first = _first_baseline(layout, geometry.leading)
                    away = (off - first + geometry.leading / 2) % geometry.leading
                    assert abs(away - geometry.leading / 2) < 0.1, (number, span["text"])
    assert checked > 120


def _first_baseline(layout: Layout, leading: float) -> float:
    """How far below the head of a page its first line of text stands, within a line."""
    for box in layout.boxes[layout.anchors["ports"] + 1 :]:
        for line in box.descendants():
            if isinstance(line, LineBox) and line.element_tag == "p":
                off = float(line.position_y + line.baseline - box.content_box_y()) * 0.75
                return off % leading
    raise AssertionError


def test_what_begins_a_page_stands_on_its_first_line() -> None:
    """The space above a subhead is dropped below a page break, and kept in the page."""
    tops = set()
    for count in range(6, 12):
        before = [E.p(SENTENCE) for _ in range(count)]
        sections = [E.section(E.h2(f"Partie {n}"), E.p(SENTENCE * 4)) for n in range(6)]
        layout = lay_out(edition(article("ports", *before, *sections), print=PAPER), MADE)
        for number in range(layout.anchors["ports"] + 1, layout.anchors["colophon"]):
            here = layout.boxes[number]
            first = next(b for b in here.descendants() if isinstance(b, LineBox))
            assert first.position_y == pytest.approx(here.content_box_y())
            tops.add(first.element_tag)
    assert tops == {"h2", "p"}


# --- titles --------------------------------------------------------------------------------------


def test_no_title_ends_with_a_lone_short_word(folder: Path) -> None:
    title = "Une histoire de phares qui se raconte encore au bord de la mer du Nord"
    inner = E.section(E.h2(f"{title} et de l’océan"), E.p(SENTENCE))
    made = edition(article("ports", E.p(SENTENCE), inner, title=title), print=PAPER)
    layout = lay_out(made, MADE)
    found = 0
    for box in (b for p in layout.boxes for b in p.descendants()):
        if box.element_tag in ("h1", "h2") and box.children and "phares" in text_of(box):
            widths = [
                sum(t.width for t in line.children if hasattr(t, "width")) for line in box.children
            ]
            if len(widths) > 1:
                found += 1
                assert widths[-1] > 0.6 * max(widths)
    assert found == 2


# --- lines turned over ---------------------------------------------------------------------------


def lines_of(layout: Layout, name: str) -> list[list[Box]]:
    """The lines of text of each line of the source."""
    found, seen = [], set()
    for box in (b for p in layout.boxes for b in p.descendants()):
        if (
            box.element_tag == "span"
            and box.element not in seen
            and box.element.get("class") == "line"
        ):
            holders = [e.tag for e in box.element.iterancestors()]
            if name in holders and hasattr(box, "children"):
                lines = [b for b in box.descendants() if isinstance(b, LineBox)]
                if lines:
                    seen.add(box.element)
                    found.append(lines)
    return found


def test_verse_turned_over_hangs(folder: Path) -> None:
    long = "Oh ! combien de marins, combien de capitaines qui sont partis joyeux un matin clair"
    made = book(folder, E.div({"class": "verse"}, E.p(long, E.br(), "Dans ce morne horizon")))
    layout = lay_out(made, MADE)
    first, second = lines_of(layout, "p")
    assert len(first) == 2
    assert first[1].children[0].position_x > first[0].children[0].position_x + 10
    assert second[0].children[0].position_x == pytest.approx(first[0].children[0].position_x)
    assert lost(made, layout) == []


def test_listings_are_set_in_a_face_of_one_width_and_turned_over_without_hyphens(
    folder: Path,
) -> None:
    long = "for name in names: print('une ligne qui ne tient pas', name, 'sur la mesure', file=out)"
    made = book(folder, E.p(SENTENCE), E.pre(E.code(f"# début\n\n{long}\nreturn")))
    layout = lay_out(made, MADE)
    lines = lines_of(layout, "pre")
    assert max(map(len, lines)) == 2
    turned = next(found for found in lines if len(found) == 2)
    assert turned[1].children[0].position_x > turned[0].children[0].position_x + 5
    assert lost(made, layout) == []
    with pymupdf.open(stream=layout.write(), filetype="pdf") as pdf:
        fonts = {f[3].split("+")[-1] for n in range(len(pdf)) for f in pdf.get_page_fonts(n)}
        said = "".join(p.get_text() for p in pdf)
    assert any("Plex-Mono" in font or "PlexMono" in font for font in fonts), fonts
    assert "\u2010" not in said


@pytest.mark.parametrize("before", [24, 25, 27])
def test_no_item_of_a_list_stands_alone_at_the_foot_or_the_head_of_a_page(before: int) -> None:
    """Wherever the page ends, two items at least go with a heading, and two with the last page."""
    items = [E.li(f"Article {word} de la liste.") for word in ("premier", "second", "dernier")]
    section = E.section(E.h2("Ce qui reste"), E.ul(*items))
    text = [E.p(f"Ligne {number}.") for number in range(before)]
    made = edition(article("ports", *text, section), article("suite"), print=PAPER)
    layout = lay_out(made, MADE)
    with pymupdf.open(stream=layout.write(), filetype="pdf") as pdf:
        where = [
            next(n for n, page in enumerate(pdf) if word in page.get_text())
            for word in ("Ce qui reste", "premier", "second", "dernier")
        ]
    assert where[0] == where[1] == where[2] == where[3]


@pytest.mark.parametrize("before", range(26, 34))
def test_no_subhead_stands_at_the_foot_over_one_line_and_no_short_end_stands_alone(
    before: int,
) -> None:
    """What has fewer lines than orphans and widows ask for is held with its neighbours."""
    end = "Un dernier mot, qui ne fait que deux lignes et qui n’a rien à faire seul sur une page."
    section = E.section(E.h2("Notes"), E.p("Une seule ligne."), E.p(SENTENCE * 2), E.p(end))
    text = [E.p(f"Ligne {number}.") for number in range(before)]
    layout = lay_out(edition(article("ports", *text, section), article("suite"), print=PAPER), MADE)
    with pymupdf.open(stream=layout.write(), filetype="pdf") as pdf:
        pages = [page.get_text().split("\n") for page in pdf]
    (holder,) = (page for page in pages if "Notes" in page)
    at = holder.index("Une seule ligne.")
    assert holder[at + 1].startswith("Le conseil")
    (last,) = (page for page in pages if any("dernier mot" in line for line in page))
    assert sum(len(line) > 12 for line in last) >= 4
