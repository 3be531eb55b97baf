"""EPUBs in reading systems: what each makes of them, in how long.

    python -m bench.readers BOOK.epub [BOOK.epub …] [--pictures FOLDER]

epub.js and foliate-js are those of the tests (``make .venv/.judges``); MuPDF comes with PyMuPDF.
calibre is wanted here alone, and left out of the table when it is not there:
``apt-get install --no-install-recommends calibre``. It has no KEPUB output of its own; its EPUB
output, which it rewrites as for any device, stands for it.
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
from zipfile import ZipFile

import pymupdf
from lxml import etree

from tests import readers


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
    """The book in a reading system of the tests."""
    seen = readers.observe(system, book)
    unseen = [
        f"{v['href']} is not on screen"
        for kind in ("sections", "contents", "pages")
        for v in seen[kind]
        if not v["visible"]
    ]
    opened = f"{len(seen['sections'])} of {spine(book)}"
    return Row(system, opened, seen["errors"], unseen + [f"wide: {w}" for w in seen["wide"]])


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


def rows(book: Path) -> Iterator[tuple[Row, float]]:
    """Each reader’s row, with the seconds that it took."""
    tasks: list[Callable[[], Row]] = [partial(browser, s, book) for s in readers.SYSTEMS]
    tasks.append(partial(mupdf, book))
    if shutil.which("ebook-convert"):
        tasks += [partial(calibre, book, "azw3"), partial(calibre, book, "epub")]
    for task in tasks:
        start = time.perf_counter()
        row = task()
        yield row, time.perf_counter() - start


def main() -> None:
    """Prints the table, and beneath it each error and warning."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("books", nargs="+", type=Path)
    parser.add_argument("--pictures", type=Path, help="a folder for pictures of the screens")
    arguments = parser.parse_args()
    print("| book | reader | chapters | errors | warnings | seconds |\n|---|---|---|---|---|---|")
    said = []
    for book in arguments.books:
        for row, seconds in rows(book):
            counts = f"{len(row.errors)} | {len(row.warnings)} | {seconds:.1f}"
            print(f"| {book.stem} | {row.reader} | {row.chapters} | {counts} |", flush=True)
            said += [f"{book.stem}, {row.reader}: {line}" for line in row.errors + row.warnings]
        if arguments.pictures:
            arguments.pictures.mkdir(parents=True, exist_ok=True)
            for system in readers.SYSTEMS:
                readers.picture(system, book, arguments.pictures)
    print(*said, sep="\n")


if __name__ == "__main__":
    main()
