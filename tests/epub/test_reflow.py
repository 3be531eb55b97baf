"""Documents that suit any screen, under a stylesheet that leaves the reader in command."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
import tinycss2
from lxml import etree

from publish.article import XHTML, E, text
from publish.edition.assemble import with_cover_image
from publish.edition.verse import hang_verse
from publish.epub import package
from publish.epub.reflow import fit_tables
from publish.resources import STYLES
from tests import books, judges
from tests.books import MADE, article
from tests.edition.test_images import picture

CITY = ("Ville", "Population", "Superficie", "Département", "Préfecture", "Observations")


def table(heads: tuple[str, ...], *rows: tuple[str, ...]) -> etree._Element:
    return E.table(
        E.thead(E.tr(*(E.th({"scope": "col"}, h) for h in heads))),
        E.tbody(*(E.tr(*(E.td(said) for said in row)) for row in rows)),
    )


def lines(stanza: etree._Element) -> list[str]:
    return [text(e) for e in stanza if e.get("class") == "line"]


# --- verse ---------------------------------------------------------------------------------------


def test_each_line_of_verse_has_an_element_and_keeps_its_end() -> None:
    stanza = E.p("Ô temps, ", E.em("suspends"), " ton vol,", E.br(), "et vous, heures propices")
    body = E.body(E.article(E.div({"class": "verse"}, stanza), E.p("Prose", E.br(), "de suite.")))
    before = "".join(body.itertext())
    hang_verse(body)
    assert lines(stanza) == ["Ô temps, suspends ton vol,", "et vous, heures propices"]
    assert [etree.QName(e).localname for e in stanza] == ["span", "br", "span"]
    assert "".join(body.itertext()) == before
    assert lines(body[0][1]) == []


def test_a_line_that_ends_inside_emphasis() -> None:
    stanza = E.p("Un ", E.em({"id": "e"}, "deux", E.br(), "trois ", E.b("quatre", E.br())), "cinq")
    body = E.body(E.article(E.div({"class": "verse"}, stanza)))
    hang_verse(body)
    assert lines(stanza) == ["Un deux", "trois quatre", "cinq"]
    assert "".join(body.itertext()) == "Un deuxtrois quatrecinq"
    assert [text(e) for e in stanza.iter(f"{{{XHTML}}}em")] == ["deux", "trois quatre"]
    assert len([e for e in stanza.iter() if e.get("id") == "e"]) == 1


# --- tables --------------------------------------------------------------------------------------


def test_a_table_that_fits_a_narrow_screen_stays_as_it_is() -> None:
    body = E.body(E.article(table(("Port", "Quai"), ("Brest", "12"))))
    before = etree.tostring(body)
    assert not fit_tables(body, "fr")
    assert etree.tostring(body) == before


def test_the_cells_of_a_wide_table_say_their_heading() -> None:
    row = ("Brest", "139 456", "49,51 km²", "Finistère", "Quimper", "sous-préfecture")
    body = E.body(E.article(table(CITY, row)))
    assert fit_tables(body, "fr")
    cells = list(body.iter(f"{{{XHTML}}}td"))
    assert [c.get("data-label") for c in cells] == [f"{head}\u00a0:" for head in CITY]
    assert [text(c) for c in cells] == list(row)
    (wrapper,) = body[0]
    assert wrapper.get("class") == "wide"
    assert wrapper[0].get("class") == "very-wide"


def test_an_empty_cell_says_no_heading() -> None:
    body = E.body(table(CITY, ("Brest", "139 000", "49 km²", "Finistère", "", " ")))
    assert fit_tables(body, "fr")
    said = [bool(c.get("data-label")) for c in body.iter(f"{{{XHTML}}}td")]
    assert said == [True, True, True, True, False, False]


def test_a_table_a_little_too_wide_stays_one_on_a_wider_screen() -> None:
    heads = ("Phare", "Allumage", "Hauteur", "Entretien annuel")
    body = E.body(E.article(table(heads, ("La Basse-Noire", "1881", "38", "27 500"))))
    assert fit_tables(body, "fr")
    assert [t.get("class") for t in body.iter(f"{{{XHTML}}}table")] == ["labelled"]


def test_no_heading_is_guessed_where_cells_span() -> None:
    wide = table(CITY, ("Brest", "139 456", "49,51 km²", "Finistère", "Quimper"))
    next(wide.iter(f"{{{XHTML}}}td")).set("colspan", "2")
    body = E.body(E.article(wide))
    assert fit_tables(body, "fr")
    assert not [c for c in body.iter() if c.get("data-label")]
    assert wide.get("class") is None


def archive_of(*blocks: etree._Element) -> zipfile.ZipFile:
    made = with_cover_image(books.edition(article("ports", *blocks)), picture())
    return zipfile.ZipFile(BytesIO(package(made, modified=MADE)))


def test_only_documents_with_wide_tables_ask_for_their_stylesheet() -> None:
    row = ("Brest", "139 456", "49,51 km²", "Finistère", "Quimper", "sous-préfecture")
    archive = archive_of(E.p("Texte."), table(CITY, row))
    asking = [
        name
        for name in archive.namelist()
        if name.endswith(".xhtml") and b"epub-tables.css" in archive.read(name)
    ]
    assert asking == ["EPUB/ports.xhtml"]
    assert "EPUB/styles/epub-tables.css" in archive.namelist()
    assert "EPUB/styles/epub-tables.css" not in archive_of(E.p("Texte.")).namelist()


def test_figures_with_a_place_float_on_wide_screens_alone(tmp_path: Path) -> None:
    (tmp_path / "phare.png").write_bytes(picture())
    figure = E.figure({"class": "left third"}, E.img(src="phare.png", alt="Un phare"))
    made = with_cover_image(
        books.edition(article("ports", figure, E.p("Texte.")), folder=tmp_path), picture()
    )
    data = package(made, modified=MADE)
    archive = zipfile.ZipFile(BytesIO(data))
    assert b"epub-figures.css" in archive.read("EPUB/ports.xhtml")
    assert b"epub-figures.css" not in archive.read("EPUB/colophon.xhtml")
    rules = tinycss2.parse_stylesheet(archive.read("EPUB/styles/epub-figures.css").decode())
    outside = tinycss2.serialize([r for r in rules if r.type == "qualified-rule"])
    assert "float" not in outside
    (tmp_path / "book.epub").write_bytes(data)
    assert judges.epubcheck(tmp_path / "book.epub") == []


def test_the_judges_have_nothing_to_say(tmp_path: Path) -> None:
    row = ("Brest", "139 456", "49,51 km²", "Finistère", "Quimper", "sous-préfecture")
    verse = E.div({"class": "verse"}, E.p("Ô ", E.em("temps", E.br(), "suspends")))
    foreign = E.p(E.em({"lang": "en"}, "the tide"), " monte.")
    archive = archive_of(foreign, verse, table(CITY, row))
    assert archive.filename is None and isinstance(archive.fp, BytesIO)
    path = tmp_path / "essai.epub"
    path.write_bytes(archive.fp.getvalue())
    assert judges.epubcheck(path) == []
    assert judges.ace(path) == []


def test_empty_elements_have_no_end_tag() -> None:
    """A reader that takes the file for HTML makes two line ends of ``<br></br>``."""
    verse = E.div({"class": "verse"}, E.p("Ô temps", E.br(), "suspends"))
    document = archive_of(E.p("Un", E.br(), "deux."), verse, E.hr()).read("EPUB/ports.xhtml")
    assert document.count(b"<br/>") == 2
    assert b"<hr " in document
    for name in (b"br", b"hr", b"img", b"meta", b"link"):
        assert b"</" + name + b">" not in document


# --- languages -----------------------------------------------------------------------------------


def test_every_language_is_said_for_old_readers_too() -> None:
    root = etree.fromstring(
        archive_of(E.p(E.em({"lang": "en"}, "the tide"), " monte.")).read("EPUB/ports.xhtml")
    )
    said = [
        (e.get("lang"), e.get("{http://www.w3.org/XML/1998/namespace}lang")) for e in root.iter()
    ]
    assert ("en", "en") in said
    assert all(one == other for one, other in said)


# --- the stylesheet ------------------------------------------------------------------------------

SHEETS = ("epub.css", "epub-fonts.css", "epub-tables.css", "epub-figures.css")


def declarations(sheet: str) -> Iterator[tuple[str, str, str]]:
    """Selector, property and value of each declaration, inside of at-rules too."""

    def rules(found: list[object]) -> Iterator[tuple[str, str, str]]:
        for rule in found:
            kind = getattr(rule, "type", "")
            if kind == "at-rule" and rule.at_keyword in ("container", "media"):  # type: ignore[attr-defined]
                yield from rules(tinycss2.parse_rule_list(rule.content))  # type: ignore[attr-defined]
            elif kind == "qualified-rule":
                selector = tinycss2.serialize(rule.prelude).strip()  # type: ignore[attr-defined]
                for entry in tinycss2.parse_blocks_contents(rule.content):  # type: ignore[attr-defined]
                    if entry.type == "declaration":
                        yield selector, entry.lower_name, tinycss2.serialize(entry.value).strip()
                    else:
                        assert entry.type in ("whitespace", "comment"), entry
            else:
                assert kind in ("whitespace", "comment", "at-rule"), rule

    yield from rules(tinycss2.parse_stylesheet((STYLES / sheet).read_text("utf-8")))


@pytest.mark.parametrize("sheet", SHEETS)
def test_the_reader_is_in_command(sheet: str) -> None:
    running = {"html", "body", "p", "li", "article", "section", "div"}
    for selector, name, value in declarations(sheet):
        selectors = {s.strip() for s in selector.split(",")}
        if selectors & running:
            assert name not in ("font-size", "line-height", "text-align", "color"), selector
            assert name not in ("max-width", "width", "letter-spacing", "word-spacing"), selector
        if "body" in selectors or "html" in selectors:
            assert not name.startswith(("margin", "padding")), selector
        assert "color" not in name or (selector, value) in (
            ("a", "inherit"),
            ("hr", "inherit"),
            ("img", "#fff"),
        ), (selector, name, value)
        assert not name.startswith("background") or selector == "img"
        assert name != "font-family" or selector in ("body", "code, pre")
        assert "!important" not in value
        hidden = selector.endswith(" thead")
        absolute = [t for t in value.split() if t.rstrip("0123456789.") != t and t[-2:] == "pt"]
        assert not absolute, (selector, value)
        assert hidden or "px" not in value, (selector, value)


def test_old_readers_find_only_what_they_know_in_the_main_stylesheet() -> None:
    said = (STYLES / "epub.css").read_text("utf-8") + (STYLES / "epub-fonts.css").read_text("utf-8")
    at_rules = {r.at_keyword for r in tinycss2.parse_stylesheet(said) if r.type == "at-rule"}
    assert at_rules == {"font-face"}
    for new in (
        "calc(",
        "var(",
        ":not(",
        ":is(",
        ":where(",
        "clamp(",
        "@supports",
        "lh;",
    ):
        assert new not in said
    assert not [v for _, _, v in declarations("epub.css") if v.startswith(".")]


def test_hyphenation_has_limits_in_each_dialect() -> None:
    said = {(name, value) for s, name, value in declarations("epub.css") if s.startswith("p,")}
    assert {
        ("hyphens", "auto"),
        ("-webkit-hyphens", "auto"),
        ("-epub-hyphens", "auto"),
        ("hyphenate-limit-chars", "6 2 3"),
        ("-webkit-hyphenate-limit-before", "2"),
        ("-webkit-hyphenate-limit-after", "3"),
        ("-ms-hyphenate-limit-chars", "6 2 3"),
    } <= said
