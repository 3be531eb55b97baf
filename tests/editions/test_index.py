"""The index and the references of two finished editions: each page told is where the words stand.

Both files are read: the PDF page by page, with its links; the EPUB with its marks of pages.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pymupdf
import pytest
from lxml import etree

from publish.article import EPUB_TYPE, E, text
from publish.words import words
from tests import judges
from tests.books import MADE, SENTENCE, article
from tests.books import edition as edition_of_articles
from tests.conftest import build
from tests.pagination import astray, both

FILLING = (SENTENCE * 9).strip()
PORTS = f"""---
titre: Les ports
auteur: Anne Roux
---

Le port où [Nicolas Baverez]{{.nom}} parle de la [criée]{{.index}} et de la [mer]{{.index}},
voir [](#bas), et [les dunes](dunes.txt){{.page}}[^1].

{{.index key="pêche > à pied"}}
## La pêche à pied

{FILLING}

{FILLING}

{FILLING}

Ici [Nicolas Baverez]{{.nom}} revient, et l’[œil de la tempête]{{.index}}. L’[ONU]{{.index
voir="Nations unies"}} aussi.

## Le large

{FILLING}

{FILLING}

{{#bas}}
Tout en bas, la [Criée]{{.index voir-aussi="mer"}} rouvre, disent les [Nations unies]{{.nom}}.

[^1]: La note dit [Simone de Beauvoir]{{.nom}}.
"""
DUNES = f"""Les dunes

Par Paul Mas

@index: criée ; dune
@noms: Baverez, Nicolas
Une dune avance sur la criée, dit Nicolas Baverez, et nul ne sait encore où elle s’arrêtera.

{FILLING}

{FILLING}
"""
TOML = '[publication]\ntitle = "Essai"\npublisher = "La Dune"\ndate = 2026-01-15\n'


@dataclass(frozen=True)
class Locator:
    """A page that the index of a finished edition tells: of which entry, and where it leads."""

    entry: str
    said: str
    target: str


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("index") / "essai"
    folder.mkdir()
    (folder / "publication.toml").write_text(TOML)
    (folder / "01-ports.md").write_text(PORTS)
    (folder / "dunes.txt").write_text(DUNES)
    made = build(folder, folder.parent / "build")
    assert made.folder, made.diagnostics
    assert not [d for d in made.diagnostics if d.code.startswith(("index", "reference", "link"))], (
        made.diagnostics
    )
    return made.folder


@pytest.fixture(scope="module")
def chapters(built: Path) -> dict[str, etree._Element]:
    with zipfile.ZipFile(built / "essai.epub") as archive:
        return {
            name.removeprefix("EPUB/"): etree.fromstring(archive.read(name))
            for name in archive.namelist()
            if name.endswith(".xhtml")
        }


def entries(index: etree._Element) -> Iterator[tuple[str, str]]:
    """The entries of the EPUB’s index, each with all that it says, sub-entries apart."""
    for item in index.iter("{*}li"):
        term = next(e for e in item if e.get(EPUB_TYPE) == "index-term")
        sub = sum((len(text(e)) for e in item if e.tag.endswith("ul")), 0)
        said = text(item)
        yield text(term), said[: len(said) - sub].strip()


def locators(index: etree._Element) -> Iterator[Locator]:
    for item in index.iter("{*}li"):
        term = next(e for e in item if e.get(EPUB_TYPE) == "index-term")
        for link in item:
            if link.get(EPUB_TYPE) == "index-locator":
                yield Locator(text(term), text(link), str(link.get("href")))


def test_what_the_index_says(chapters: dict[str, etree._Element]) -> None:
    said = dict(entries(chapters["index.xhtml"]))
    assert list(said) == [
        *("Baverez, Nicolas", "Beauvoir, Simone de", "Nations unies"),
        *("criée", "dune", "mer", "œil de la tempête", "ONU", "pêche", "à pied"),
    ]
    assert re.fullmatch(r"Baverez, Nicolas, 1, \d+, \d+", said["Baverez, Nicolas"])
    assert said["Beauvoir, Simone de"] == "Beauvoir, Simone de, 1 n. 1"
    assert re.fullmatch(r"criée, 1, \d+, \d+\. Voir aussi mer", said["criée"])
    assert said["ONU"] == "ONU, voir Nations unies"
    assert said["pêche"] == "pêche"
    assert re.fullmatch(r"à pied, 1-\d+", said["à pied"])


def page_of(chapter: etree._Element, target: etree._Element) -> str:
    """The folio of the mark of a page that stands last before an element."""
    folio = ""
    for element in chapter.iter():
        if element is target:
            return folio
        if element.get("role") == "doc-pagebreak":
            folio = str(element.get("aria-label"))
    raise AssertionError("not in the chapter")


def place(chapters: dict[str, etree._Element], href: str, here: str) -> tuple[str, etree._Element]:
    name, _, fragment = href.partition("#")
    chapter = chapters[name or here]
    found = [e for e in chapter.iter() if e.get("id") == fragment] if fragment else [chapter[1]]
    assert len(found) == 1, href
    return name or here, found[0]


WORDS = {
    "Baverez, Nicolas": "Nicolas Baverez",
    "Beauvoir, Simone de": "Simone de Beauvoir",
    "à pied": "La",
}


def test_each_locator_of_the_epub_leads_to_the_words_on_the_page_that_it_names(
    chapters: dict[str, etree._Element],
) -> None:
    found = list(locators(chapters["index.xhtml"]))
    assert len(found) == 12
    for locator in found:
        name, target = place(chapters, locator.target, "index.xhtml")
        wanted = WORDS.get(locator.entry, locator.entry)
        assert words(text(target)) == words(wanted)
        if "n." not in locator.said:  # a note stands at the end of its chapter
            assert page_of(chapters[name], target) == locator.said.partition("-")[0]


def printed_pages(pdf: pymupdf.Document) -> dict[str, list[str]]:
    return {page.get_label(): words(page.get_text()) for page in pdf}


def stands(wanted: list[str], page: list[str]) -> bool:
    return any(page[i : i + len(wanted)] == wanted for i in range(len(page)))


def test_each_locator_of_the_pdf_names_a_page_where_the_words_are_printed(
    built: Path, chapters: dict[str, etree._Element]
) -> None:
    with pymupdf.open(built / "essai.pdf") as pdf:
        pages = printed_pages(pdf)
        index = [p for p in pdf if "Beauvoir, Simone de, " in p.get_text()]
        assert len(index) == 1
        said = " ".join(index[0].get_text().split())
        links = [k for k in index[0].get_links() if k["kind"] in (1, 4)]
        leads = {
            " ".join(index[0].get_textbox(k["from"]).split()): pdf[k["page"]].get_label()
            for k in links
        }
    for locator in locators(chapters["index.xhtml"]):
        first, _, last = locator.said.partition("-")
        first = first.partition("\u00a0")[0].partition(" ")[0]
        wanted = words(WORDS.get(locator.entry, locator.entry))
        assert stands(wanted, pages[first]), (locator, pages[first])
        # The same number stands in the printed index, and its link leads to that page.
        assert locator.said.replace("\u00a0", " ") in said
        assert leads[locator.said.replace("\u00a0", " ")] == first
        if last:
            assert last in pages


def test_a_page_of_the_text_that_holds_the_words_is_in_the_index(
    built: Path, chapters: dict[str, etree._Element]
) -> None:
    """The other way round: no page where the name is printed is missing."""
    told = {
        locator.said
        for locator in locators(chapters["index.xhtml"])
        if locator.entry == "Baverez, Nicolas"
    }
    with pymupdf.open(built / "essai.pdf") as pdf:
        holding = {
            p for p, said in printed_pages(pdf).items() if stands(["nicolas", "baverez"], said)
        }
    assert told == holding


def test_references_tell_the_page_in_both_editions(
    built: Path, chapters: dict[str, etree._Element]
) -> None:
    links = [e for e in chapters["ports.xhtml"].iter("{*}a") if e.get("class") == "page"]
    assert len(links) == 2
    with pymupdf.open(built / "essai.pdf") as pdf:
        pages = printed_pages(pdf)
        opening = " ".join(
            pdf[next(i for i, p in enumerate(pdf) if p.get_label() == "1")].get_text().split()
        )
    for link, first in zip(links, ("Tout en bas", "Les dunes"), strict=True):
        folio = text(link).rstrip(")").rpartition("\u00a0")[2].rpartition(" ")[2]
        assert stands(words(first), pages[folio])
        assert " ".join(text(link).split()) in opening
        name, target = place(chapters, str(link.get("href")), "ports.xhtml")
        assert page_of(chapters[name], target) == folio or target.tag.endswith("body")
    assert re.fullmatch(r"p\. \d+", text(links[0]))
    assert re.fullmatch(r"les dunes \(p\. \d+\)", text(links[1]))


def test_the_contents_of_both_editions_name_the_index(
    built: Path, chapters: dict[str, etree._Element]
) -> None:
    (toc,) = (e for e in chapters["nav.xhtml"].iter("{*}nav") if e.get(EPUB_TYPE) == "toc")
    assert "index.xhtml" in [e.get("href") for e in toc.iter("{*}a")]
    (landmarks,) = (
        e for e in chapters["nav.xhtml"].iter("{*}nav") if e.get(EPUB_TYPE) == "landmarks"
    )
    assert "index" in [e.get(EPUB_TYPE) for e in landmarks.iter("{*}a")]
    with pymupdf.open(built / "essai.pdf") as pdf:
        outline = pdf.get_toc()
        at = next(page for level, title, page in outline if (level, title) == (1, "Index"))
        folio = pdf[at - 1].get_label()
        contents = next(p for p in pdf if p.get_text().lstrip().startswith("Sommaire"))
        assert re.search(rf"Index\W+{folio}\b", contents.get_text())
        assert pdf[at - 1].get_text().lstrip().startswith("Index")
        assert [t for level, t, _ in outline if level == 2][-2:] == ["Noms", "Sujets"]


def test_no_word_is_lost_or_added_and_the_numbers_are_not_counted(built: Path) -> None:
    report = json.loads((built / "report.json").read_bytes())
    counted = report["words"]
    assert counted["source"] == counted["epub"] == counted["pdf"]
    assert counted["lost"] == counted["added"] == []


def test_the_judges_have_nothing_to_say(built: Path) -> None:
    assert judges.epubcheck(built / "essai.epub") == []
    assert judges.ace(built / "essai.epub") == []
    assert judges.verapdf(built / "essai.pdf") == []
    assert judges.verapdf(built / "essai.pdf", "2a") == []


def test_the_tag_tree_has_an_index_of_lists(built: Path) -> None:
    tree = judges.structure(built / "essai.pdf")
    index = tree[tree.index("\n  Index") :]
    assert len(re.findall(r"^\s+L \(block\)", index, re.MULTILINE)) >= 3
    assert len(re.findall(r"^\s+Reference", index, re.MULTILINE)) == 12
    assert "/ListNumbering /None" in index


def mark(said: str, **about: str) -> etree._Element:
    given = {f"data-{name.replace('_', '-')}": value for name, value in about.items()}
    return E.span({"class": "index", **given}, said)


def test_an_index_of_many_pages_moves_none_before_it_and_both_editions_keep_their_pages() -> None:
    def blocks(marked: bool) -> list[etree._Element]:
        found = []
        for number in range(70):
            said: list[object] = [f"Mot{number % 13}", " et ", f"Chose{number}", "."]
            if marked:
                said = [
                    *(mark(f"Mot{number % 13}"), " et "),
                    *(mark(f"Chose{number}", entry=f"chose > numéro {number} > détail"), "."),
                ]
            found.append(E.p(SENTENCE * 2, *said))
        return found

    bare = edition_of_articles(article("ports", *blocks(False)), article("dunes"))
    made = edition_of_articles(article("ports", *blocks(True)), article("dunes"))
    epub, pdf, layout = both(made, MADE)
    _, _, before = both(bare, MADE)
    assert layout.diagnostics == []
    body = [p.label for p in layout.pages].index("1")
    pages = layout.anchors["index"]
    assert len(layout.pages) - pages > 3
    with pymupdf.open(stream=pdf) as book:
        told = [(page.get_label(), p.label) for page, p in zip(book, layout.pages, strict=True)]
    assert all(label == folio for label, folio in told if folio)
    assert layout.anchors["dunes"] == before.anchors["dunes"]
    assert astray(epub, pdf, layout.pages) == []
    assert body < pages


def test_the_same_book_gives_the_same_bytes() -> None:
    made = edition_of_articles(article("ports", E.p(SENTENCE, mark("criée"))), article("dunes"))
    one, other = both(made, MADE), both(made, MADE)
    assert one[:2] == other[:2]
