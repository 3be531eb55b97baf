"""What stands around the text: a dedication, the titles of parts, lines of the colophon."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from publish.article import text
from publish.edition.assemble import assemble
from publish.edition.model import Matter
from publish.pdf.layout import lay_out
from publish.publication import find
from tests.books import FOLDER, MADE, article, edition, publication
from tests.epub.test_package import Book

HEAD = '[publication]\ntitle = "Essai"\n'


@pytest.mark.parametrize(
    ("folder", "title"),
    [
        ("2-la-mer", "La mer"),
        ("02_l’enfance", "L’enfance"),
        ("1 L’Enfance de Jean-Paul", "L’Enfance de Jean-Paul"),
        ("3 au-delà", "au-delà"),
        ("4-Le Havre", "Le Havre"),
        ("1914-1918", "1914-1918"),
    ],
)
def test_the_name_of_a_folder_is_read_as_a_title(folder: str, title: str) -> None:
    book, _ = assemble(publication(), [(FOLDER / folder / "un.txt", article("un"))])
    (part,) = book.of(Matter.PART)
    assert part.title == title


def test_a_part_has_the_title_that_the_editor_gives_it() -> None:
    made = publication(parts={"1-lenfance": "L'enfance, ou le XXe siècle"})
    book, _ = assemble(made, [(FOLDER / "1-lenfance" / "un.txt", article("un"))])
    (part,) = book.of(Matter.PART)
    assert text(part.root) == "L’enfance, ou le XXe siècle"


def folder_of(tmp_path: Path, toml: str) -> Path:
    (tmp_path / "1-ports").mkdir()
    (tmp_path / "1-ports" / "un.txt").write_text("Un\n\nTexte.\n", "utf-8")
    (tmp_path / "publication.toml").write_text(HEAD + toml, "utf-8")
    return tmp_path


def test_titles_of_parts_are_read_and_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    toml = '[[parts]]\nfolder = "1-ports"\ntitle = "Les ports"\n'
    (made,), problems = find([folder_of(tmp_path, toml)])
    assert (dict(made.parts), problems) == ({"1-ports": "Les ports"}, [])
    (tmp_path / "publication.toml").write_text(HEAD + toml.replace("1-", "2-"), "utf-8")
    made_of_it, (problem,) = find([tmp_path])
    assert made_of_it == []
    assert (problem.code, problem.place.line) == ("part-folder", 4)
    assert "1-ports" in problem.hint("fr")


def test_a_dedication_has_a_right_hand_page_of_its_own_before_the_contents() -> None:
    book = edition(article("un"), dedication="À Jeanne,\n  qui n'a pas lu ce livre.\n")
    (page,) = book.of(Matter.DEDICATION)
    assert [text(p) for p in page.root] == ["À Jeanne,", "qui n’a pas lu ce livre."]
    assert page.root.get("role") == "doc-dedication"
    layout = lay_out(book, MADE)
    at = layout.anchors["dedication"]
    assert (at - layout.anchors["half-title"]) % 2 == 0
    with pymupdf.open(stream=layout.write(), filetype="pdf") as pdf:
        assert pdf[at].get_text().split("\n")[:2] == ["À Jeanne,", "qui n’a pas lu ce livre."]
        assert "Sommaire" in pdf[at + 2].get_text()


def test_the_epub_has_the_dedication_before_the_contents() -> None:
    book = Book(edition(article("un"), dedication="À Jeanne."))
    hrefs = [str(item.get("idref")) for item in book.opf.iter("{*}itemref")]
    assert hrefs[:5] == ["cover", "half-title", "title-page", "dedication", "nav"]


def test_without_a_dedication_there_is_no_page() -> None:
    assert list(edition(article("un"), dedication=" \n").of(Matter.DEDICATION)) == []


def test_the_colophon_says_what_the_editor_adds() -> None:
    added = ("Achevé d'imprimer à Mayenne", "Dépôt légal : janvier 2026")
    (page,) = edition(article("un"), colophon=added).of(Matter.COLOPHON)
    said = [text(p) for p in page.root if p.get("class") == "said"]
    assert said == ["Achevé d’imprimer à Mayenne", "Dépôt légal : janvier 2026"]
