"""The packaging of an EPUB, its time beside Pandoc's and its size; the Debian Handbook in French.

    python -m bench.epub words [--words 150000]    time of each step, of Pandoc on the same text
    python -m bench.epub handbook FOLDER TARGET    make a publication of the handbook's HTML

FOLDER is ``html/fr-FR`` of Debian's package debian-handbook (``apt-get download debian-handbook``,
``dpkg-deb -x``): some 500 pages with images and tables, under GPL or CC BY-SA.
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
import shutil
import statistics
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pypandoc
from lxml import html

from publish.article import Article, E, document, serialise
from publish.edition.assemble import with_cover_image
from publish.edition.model import Edition
from publish.edition.pages import PageStart
from publish.epub import accessibility, package
from publish.epub.images import for_screens
from publish.epub.onix import Measure, onix
from publish.words import words
from tests import books
from tests.edition.test_images import picture

MADE = dt.datetime(2026, 1, 15, tzinfo=dt.UTC)
CHAPTER = 5_000
"""The words of a chapter."""
PAGE = 350
"""The words of a printed page."""

TOML = """\
[publication]
title = "Le cahier de l’administrateur Debian"
publisher = "Freexian"
date = 2022-09-22
description = "Debian Bullseye, de la découverte à la maîtrise."
rights = "GPL 2 ou suivante, ou CC BY-SA 3.0."

[[contributors]]
name = "Raphaël Hertzog"
sort = "Hertzog, Raphaël"

[[contributors]]
name = "Roland Mas"
sort = "Mas, Roland"

[contents]
order = [{order}]

[print]
theme = "livre"
recto_openings = false
"""


def handbook(source: Path, target: Path) -> int:
    """The pages of the handbook in their order, with their images; how many there are."""
    target.mkdir(parents=True)
    names = list(_in_order(source))
    for name in names:
        shutil.copy(source / name, target / name)
    for folder in ("images", "Common_Content"):
        if (source / folder).is_dir():
            shutil.copytree(source / folder, target / folder)
    order = ", ".join(f'"{name}"' for name in names)
    (target / "publication.toml").write_text(TOML.format(order=order), "utf-8")
    return len(names)


def _in_order(source: Path) -> Iterator[str]:
    """The names of the files as their links to the next one lead, the table of contents apart."""
    name, seen = "index.html", set()
    while name and name not in seen:
        seen.add(name)
        if name != "index.html":
            yield name
        found = html.parse(source / name).xpath("//*[local-name()='link'][@rel='next']/@href")
        name = found[0] if found else ""


def book(number: int, sentences: list[str]) -> Edition:
    """A book of so many words: chapters with subheads, a quotation, a note and a table in each."""
    articles = []
    said = [sentences[n % len(sentences)] for n in range(number * 2)]
    at = written = 0
    while written < number:
        blocks, length = [], 0
        while length < CHAPTER:
            paragraph = " ".join(said[at : at + 5])
            at += 5
            length += len(list(words(paragraph)))
            blocks.append(E.p(paragraph))
        written += length
        sections = [
            E.section(E.h2(f"Partie {n}"), *blocks[n * 10 : n * 10 + 10])
            for n in range(1, len(blocks) // 10)
        ]
        rest = blocks[(len(blocks) // 10) * 10 :] if len(blocks) >= 20 else blocks[10:]
        rows = [E.tr(E.td(f"Ligne {n}"), E.td(str(n))) for n in range(10)]
        head = E.thead(E.tr(E.th({"scope": "col"}, "Nom"), E.th({"scope": "col"}, "Rang")))
        articles.append(
            books.article(
                f"chapitre-{len(articles) + 1}",
                *blocks[:10],
                E.p("Une note", books.call(1), "."),
                E.blockquote(E.p(said[at])),
                E.table(head, E.tbody(*rows)),
                *sections,
                *([E.section(E.h2("Fin"), *rest)] if rest else []),
                books.note(1, E.p(said[at + 1])),
            )
        )
    made = books.edition(*articles, title="Un livre", description="Pour la mesure.")
    return with_cover_image(made, picture(size=(1200, 1700)))


def pages(edition: Edition) -> list[PageStart]:
    """A page about every so many words, as the layout would tell them."""
    found: list[PageStart] = []
    for article in edition.articles():
        since = PAGE
        for block in article.root.iter("{*}p"):
            if since >= PAGE and block.get("id"):
                since = 0
                found.append(PageStart(str(len(found) + 1), article.name, str(block.get("id"))))
            since += len(list(words("".join(block.itertext()))))
    return found


def timed(times: dict[str, list[float]], name: str, work: Callable[[], object]) -> object:
    start = time.perf_counter()
    result = work()
    times.setdefault(name, []).append(time.perf_counter() - start)
    return result


def compare(number: int, runs: int) -> None:
    """Our packaging and Pandoc's of the same text, in turns, medians in seconds."""
    sentences = re.split(r"(?<=[.!?])\s+", _text())
    edition = book(number, sentences)
    starts = pages(edition)
    times: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sources = []
        for one in edition.articles():
            article = Article(one.name, one.root, "")
            path = folder / f"{one.name}.xhtml"
            path.write_bytes(serialise(document(article)))
            sources.append(str(path))
        for _ in range(runs):
            packaged = timed(times, "images", lambda: for_screens(edition))
            assert isinstance(packaged, Edition)
            epub = timed(
                times, "package", lambda e=packaged: package(e, modified=MADE, pages=starts)
            )
            assert isinstance(epub, bytes)
            claims = accessibility.claims(packaged, paginated=True)
            measure = Measure(number, len(starts), len(epub))
            timed(times, "onix", lambda e=packaged, c=claims, m=measure: onix(e, c, m, MADE))
            target = folder / "pandoc.epub"
            timed(
                times,
                "Pandoc",
                lambda t=target: pypandoc.convert_file(
                    sources,
                    "epub3",
                    format="html",
                    outputfile=str(t),
                    extra_args=["--toc", "--quiet"],
                ),
            )
        ours = sum(statistics.median(v) for k, v in times.items() if k != "Pandoc")
        size = target.stat().st_size
    print(f"{number} words, {sum(1 for _ in edition.articles())} chapters, {len(starts)} pages")
    for step, took in times.items():
        print(f"{step:10} {statistics.median(took):6.2f} s")
    print(f"{'together':10} {ours:6.2f} s")
    with zipfile.ZipFile(BytesIO(epub)) as archive:
        fonts = sum(i.compress_size for i in archive.infolist() if i.filename.endswith(".otf"))
    print(f"EPUB {len(epub)} bytes, of which fonts {fonts}; Pandoc's {size} bytes")


def _text() -> str:
    """French prose to repeat: that of the samples."""
    folder = Path(__file__).parent.parent / "manuscripts"
    return " ".join(p.read_text("utf-8") for p in sorted(folder.rglob("*.txt")))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("words")
    one.add_argument("--words", type=int, default=150_000)
    one.add_argument("--runs", type=int, default=3)
    two = commands.add_parser("handbook")
    two.add_argument("folder", type=Path)
    two.add_argument("target", type=Path)
    given = parser.parse_args()
    if given.command == "words":
        compare(given.words, given.runs)
    else:
        print(handbook(given.folder, given.target), "pages in", given.target)


if __name__ == "__main__":
    main()
