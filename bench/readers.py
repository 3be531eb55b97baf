"""EPUBs in reading systems: what each makes of them, in how long.

    python -m bench.readers BOOK.epub [BOOK.epub …] [--pictures FOLDER]
    python -m bench.readers --handbook FOLDER        the Debian Handbook in French

FOLDER is ``html/fr-FR`` of Debian's package debian-handbook, as for ``bench.epub handbook``.

epub.js and foliate-js are those of the tests (``make .venv/.judges``); MuPDF comes with PyMuPDF.
Wanted here alone, and left out of the table when they are not there:

- calibre: ``apt-get install --no-install-recommends calibre``;
- kepubify, which makes a KEPUB (calibre 6 has no output for it):
  ``go install github.com/pgaskin/kepubify/v4/cmd/kepubify@v4.0.4``. Its result is held against the
  book, and judged by EPUBCheck.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pymupdf
from lxml import etree

from bench import epub
from publish.pipeline import build
from publish.publication import find
from tests import judges, readers
from tests.readers.book import Book


@dataclass(frozen=True)
class Row:
    """What a reader made of a book; ``chapters`` are documents opened, or pages drawn."""

    reader: str
    chapters: str
    errors: list[str]
    warnings: list[str]


def spine(book: Path) -> int:
    """The number of documents in reading order."""
    with ZipFile(book) as archive:
        name = next(n for n in archive.namelist() if n.endswith(".opf"))
        return len(etree.fromstring(archive.read(name)).findall(".//{*}itemref"))


def browser(system: str, book: Path) -> Row:
    """The book in a reading system of the tests, held against what is written in it."""
    seen = readers.observe(system, book, minutes=40)
    written = Book(book)
    wrong = [
        f"{visit['href']}: {fault}"
        for kind in ("sections", "contents", "pages")
        for visit in seen[kind]
        if (fault := _fault(visit, written.words_at(visit["href"])))
    ]
    wrong += [
        f"{note['call']} does not lead back" for note in seen["notes"] if not note["returned"]
    ]
    wrong += [f"wide: {what}" for what in seen["wide"]]
    counts = [f"{len(seen['sections'])} of {len(written.spine)}"]
    counts += [f"{len(seen['pages'])} pages, {len(seen['contents'])} entries"]
    counts += [f"{len(seen['divided'])} words divided"]
    return Row(system, ", ".join(counts), seen["errors"], wrong)


def _fault(visit: dict[str, Any], words: str) -> str:
    # epub.js takes a document for HTML, where the first line break of a listing is none.
    shown, written = ("".join(text.split()) for text in (visit["text"], words))
    if not visit["visible"]:
        return "not on screen"
    return "" if written.startswith(shown[:40]) else f"“{visit['text']}” for “{words}”"


def mupdf(book: Path) -> Row:
    """Every page drawn by MuPDF at the size of a small e-reader, with what it complains of."""
    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    pymupdf.TOOLS.reset_mupdf_warnings()
    errors, drawn = [], 0
    with pymupdf.open(book) as document:
        document.layout(width=420, height=595, fontsize=11)
        chapters, pages = document.chapter_count, document.page_count
        for page in document:
            try:
                page.get_pixmap()
                drawn += 1
            except RuntimeError as error:
                errors.append(f"page {page.number}: {error}")
    said = sorted(set(pymupdf.TOOLS.mupdf_warnings().splitlines()))
    return Row(
        "mupdf", f"{chapters} of {spine(book)}, {drawn} of {pages} pages drawn", errors, said
    )


def calibre(book: Path, extension: str) -> Row:
    """The book converted by calibre, as its own reader and most devices get it."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / f"made.{extension}"
        done = subprocess.run(
            ["ebook-convert", book, made], capture_output=True, text=True, check=False
        )
        lines = (done.stdout + done.stderr).splitlines()
        errors = [] if done.returncode == 0 and made.exists() else lines[-3:]
        kept = f"{spine(made)} of {spine(book)}" if extension == "epub" and not errors else "–"
    warned = [s for s in lines if re.search(r"\b(warn|error|fail|invalid|could not)", s, re.I)]
    return Row(f"calibre: {extension}", kept, errors, warned)


def kepub(book: Path) -> Row:
    """The book as Kobo’s devices get it, with the same words in the same documents, and valid."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            ["kepubify", "-o", folder, book], capture_output=True, text=True, check=False
        )
        made = next(Path(folder).glob("*.kepub.epub"), None)
        if done.returncode or made is None:
            return Row("kepubify", "–", (done.stdout + done.stderr).splitlines()[-3:], [])
        before, after = Book(book), Book(made)
        changed = [
            f"{name}: other words"
            for name in before.spine
            if name not in after.documents or _letters(before, name) != _letters(after, name)
        ]
        if before.links("page-list") != after.links("page-list"):
            changed.append("another page list")
        said = judges.epubcheck(made)
    return Row("kepubify", f"{len(after.spine)} of {len(before.spine)}", changed, said)


def _letters(book: Book, name: str) -> str:
    """A document without its spaces: kepubify writes HTML, where the first line break of a listing
    is none."""
    return "".join(book.words(name).split())


def rows(book: Path) -> Iterator[tuple[Row, float]]:
    """Each reader’s row, with the seconds that it took."""
    tasks: list[Callable[[], Row]] = [partial(browser, s, book) for s in readers.SYSTEMS]
    tasks.append(partial(mupdf, book))
    if shutil.which("ebook-convert"):
        tasks += [partial(calibre, book, "azw3"), partial(calibre, book, "epub")]
    if shutil.which("kepubify"):
        tasks.append(partial(kepub, book))
    for task in tasks:
        start = time.perf_counter()
        row = task()
        yield row, time.perf_counter() - start


def main() -> None:
    """Prints the table, and beneath it each error and warning."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("books", nargs="*", type=Path)
    parser.add_argument("--handbook", type=Path, help="the folder of its pages in HTML")
    parser.add_argument("--pictures", type=Path, help="a folder for pictures of the screens")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        books = list(arguments.books)
        if arguments.handbook:
            books.append(handbook(arguments.handbook, Path(folder)))
        table(books, arguments.pictures)


def handbook(source: Path, folder: Path) -> Path:
    """The EPUB of the handbook, made anew."""
    epub.handbook(source, folder / "handbook")
    (publication,), _ = find([folder / "handbook"])
    built = build(publication, folder / "build")
    assert built.folder, built.diagnostics
    return built.folder / "handbook.epub"


def table(books: list[Path], pictures: Path | None) -> None:
    """Prints a row for each book and reader as it is known, then what was said of it."""
    print("| book | reader | chapters | errors | warnings | seconds |\n|---|---|---|---|---|---|")
    said = []
    for book in books:
        for row, seconds in rows(book):
            counts = f"{len(row.errors)} | {len(row.warnings)} | {seconds:.1f}"
            print(f"| {book.stem} | {row.reader} | {row.chapters} | {counts} |", flush=True)
            said += [f"{book.stem}, {row.reader}: {line}" for line in row.errors + row.warnings]
        if pictures:
            pictures.mkdir(parents=True, exist_ok=True)
            for system in readers.SYSTEMS:
                readers.picture(system, book, pictures)
    print(*said, sep="\n")


if __name__ == "__main__":
    main()
