"""The words of a finished EPUB."""

from __future__ import annotations

from publish.article import E
from publish.epub import package
from publish.proof.packaged import read_epub
from tests.books import MADE, article, call, edition, note


def test_documents_in_the_order_of_the_spine_with_their_words() -> None:
    ports = article(
        "ports", E.p("Des ", E.em("po"), "rts", call(1), "."), note(1, E.p("Ou havres."))
    )
    book = edition(ports, article("dunes", E.p("Du sable.")))
    found = {path: [w.word for w in said] for path, said in read_epub(package(book, modified=MADE))}
    assert list(found) == [
        "EPUB/cover.xhtml",
        "EPUB/half-title.xhtml",
        "EPUB/title-page.xhtml",
        "EPUB/ports.xhtml",
        "EPUB/dunes.xhtml",
        "EPUB/colophon.xhtml",
    ]
    assert found["EPUB/ports.xhtml"] == ["ports", "des", "ports", "ou", "havres"]
    assert found["EPUB/dunes.xhtml"] == ["dunes", "du", "sable"]
    assert found["EPUB/half-title.xhtml"] == ["petit", "livre"]
