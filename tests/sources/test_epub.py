"""EPUB in: a book made by hand, one made by this project, and those that cannot be read."""

from __future__ import annotations

import zipfile
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.article import XHTML, faults, is_note, is_note_call, tag, text
from publish.proof.reading import article_words
from publish.sources import Manuscript, Reading, read
from tests.edition.test_images import picture

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OPS/livre.opf"/></rootfiles></container>'
)
CHAPTER = (
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
    "<head><title>{name}</title></head><body>{body}</body></html>"
)
DOCUMENTS = {
    "couverture": '<img src="im%20ages/a.png" alt="Couverture"/>',
    "titre": '<section epub:type="titlepage"><p>Le phare, roman</p></section>',
    "un": '<h1>La lampe</h1><p>Elle brûle<a epub:type="noteref" href="notes.xhtml#n1">1</a>.</p>'
    '<p><img src="im%20ages/a.png" alt="Un phare"/></p>',
    "deux": '<h1>La nuit</h1><h2>Le vent</h2><p>Il se lève ; <a href="un.xhtml">retour</a>.</p>',
    "notes": '<aside epub:type="footnote" id="n1"><p>À l’huile.</p></aside>',
}


def book(documents: dict[str, str] = DOCUMENTS, **parts: str) -> bytes:
    """An EPUB with these bodies in its spine."""
    items = "".join(
        f'<item id="{n}" href="{n}.xhtml" media-type="application/xhtml+xml"/>' for n in documents
    )
    spine = "".join(
        f'<itemref idref="{n}"{" linear=" + chr(34) + "no" + chr(34) if n == "notes" else ""}/>'
        for n in documents
    )
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<metadata><dc:title>Le phare</dc:title><dc:creator>Jeanne Roux</dc:creator>"
        f"<dc:language>fr</dc:language></metadata><manifest>{items}</manifest>"
        f"<spine>{spine}</spine></package>"
    )
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("META-INF/container.xml", parts.get("container", CONTAINER))
        archive.writestr("OPS/livre.opf", parts.get("package", package))
        archive.writestr("OPS/im ages/a.png", picture("png", (9, 9)))
        for name, body in documents.items():
            archive.writestr(f"OPS/{name}.xhtml", CHAPTER.format(name=name, body=body))
        for name in ("encryption",):
            if name in parts:
                archive.writestr(f"META-INF/{name}.xml", parts[name])
    return data.getvalue()


def reading(data: bytes) -> Reading:
    return read(Manuscript(Path("livre.epub"), "livre.epub", "livre", "fr", data))


def test_the_documents_of_the_spine_are_one_article() -> None:
    found = reading(book())
    assert found.article is not None, found.diagnostics
    root = found.article.root
    assert faults(found.article) == []
    heads = [(tag(e), text(e)) for e in root.iter() if tag(e) in ("h1", "h2", "h3")]
    assert heads == [("h1", "Le phare"), ("h2", "La lampe"), ("h2", "La nuit"), ("h3", "Le vent")]
    assert found.article.authors == "Jeanne Roux"
    assert [text(e) for e in root.iter() if is_note(e)] == ["À l’huile."]
    assert len([e for e in root.iter() if is_note_call(e)]) == 1
    (image,) = root.iter(f"{{{XHTML}}}img")
    assert found.article.images[image.get("src") or ""] == picture("png", (9, 9))
    words = Counter(w.word for w in article_words(root, "livre"))
    assert words == Counter(found.words)


def test_what_is_of_the_book_alone_is_left_out_and_quoted() -> None:
    left = [d for d in reading(book()).diagnostics if d.code == "part-left-out"]
    assert [d.values["start"] for d in left] == ["Le phare, roman…"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "epub-damaged"),
        (b"PK\x03\x04", "epub-damaged"),
        (book(container="<a/>"), "epub-damaged"),
        (book(package="<package/>"), "file-empty"),
        (book(package="<package><spine><itemref idref='a'/></spine></package>"), "epub-damaged"),
        (book(package='<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "office-dtd"),
        (
            book(encryption='<encryption><EncryptionMethod Algorithm="aes"/></encryption>'),
            "epub-protected",
        ),
    ],
)
def test_what_cannot_be_read_is_told(data: bytes, code: str) -> None:
    found = reading(data)
    assert found.article is None
    assert code in {d.code for d in found.diagnostics}


@given(st.binary(max_size=300), st.integers(0, len(book())))
def test_any_bytes_give_an_article_or_problems(junk: bytes, at: int) -> None:
    whole = book()
    found = reading(whole[:at] + junk + whole[at + len(junk) :])
    assert (found.article is None) == any(d.severity == "error" for d in found.diagnostics)


@given(st.dictionaries(st.sampled_from("abc"), st.text(max_size=200), max_size=3))
def test_any_documents_give_an_article_or_problems(bodies: dict[str, str]) -> None:
    found = reading(book(bodies))
    assert (found.article is None) == any(d.severity == "error" for d in found.diagnostics)
    if found.article is not None:
        assert faults(found.article) == []
