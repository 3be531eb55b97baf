"""No chapter can vanish: whatever EbookLib loses or alters on its way is found out."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from ebooklib import epub

from publish.edition.assemble import with_cover_image
from publish.epub import package
from publish.epub.package import PackagingError
from tests import books
from tests.books import MADE, article
from tests.edition.test_images import picture

EDITION = with_cover_image(books.edition(*(article(n) for n in ("ports", "dunes"))), picture())


def forgets(book: epub.EpubBook) -> None:
    book.items = [i for i in book.items if i.file_name != "dunes.xhtml"]


def empties(book: epub.EpubBook) -> None:
    next(i for i in book.items if i.file_name == "dunes.xhtml").content = b""


def doubles(book: epub.EpubBook) -> None:
    book.items.append(next(i for i in book.items if i.file_name == "dunes.xhtml"))


def loses_an_image(book: epub.EpubBook) -> None:
    book.items = [i for i in book.items if i.media_type != "image/png"]


def cuts_the_spine(book: epub.EpubBook) -> None:
    book.spine = book.spine[:-1]


def turns_the_spine(book: epub.EpubBook) -> None:
    book.spine = book.spine[::-1]


@pytest.mark.parametrize(
    "fault", [forgets, empties, doubles, loses_an_image, cuts_the_spine, turns_the_spine]
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_fault_of_the_library_is_found_out(
    monkeypatch: pytest.MonkeyPatch, fault: Callable[[epub.EpubBook], None]
) -> None:
    """The library is made faulty; what holds the archive against the edition is ours and whole."""
    begin = epub.EpubWriter.__init__

    def faulty(self: Any, name: Any, book: epub.EpubBook, options: Any = None) -> None:
        fault(book)
        begin(self, name, book, options)

    monkeypatch.setattr(epub.EpubWriter, "__init__", faulty)
    with pytest.raises(PackagingError):
        package(EDITION, modified=MADE)


def test_a_file_that_is_not_written_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    write = zipfile.ZipFile.writestr

    def faulty(self: zipfile.ZipFile, info: zipfile.ZipInfo, *given: Any, **more: Any) -> None:
        if info.filename != "EPUB/dunes.xhtml":
            write(self, info, *given, **more)

    monkeypatch.setattr(zipfile.ZipFile, "writestr", faulty)
    with pytest.raises(PackagingError, match=r"dunes\.xhtml"):
        package(EDITION, modified=MADE)


def test_nothing_is_found_where_nothing_is_lost() -> None:
    assert package(EDITION, modified=MADE)
