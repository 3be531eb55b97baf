"""The record for booksellers: valid by the schema of EDItEUR, true of the EPUB it goes with."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import onixcheck
import pytest
from lxml import etree

from publish.article import E
from publish.edition.assemble import with_cover_image
from publish.epub import accessibility
from publish.epub.onix import NAMESPACE, Measure, onix
from publish.publication import Accessibility, Contributor, Print, Subject
from tests import books
from tests.books import MADE, article
from tests.edition.test_images import picture

MEASURE = Measure(words=1234, pages=56, size=78_901)
FULL: dict[str, Any] = {
    "title": "L’Estran",
    "subtitle": "Revue",
    "identifier": "urn:isbn:9782000000013",
    "doi": "10.5555/estran.7",
    "series": "L’Estran",
    "number": 7,
    "issn": "2999-0009",
    "language": "fr-CA",
    "description": "Phares & balises.",
    "subjects": ("Mer", "Sel"),
    "thema": (Subject("1DDF", "France"), Subject("WQH", "Histoire locale"), Subject("WN")),
    "contributors": (
        Contributor("Léa Blanc", "edt", "Blanc, Léa"),
        Contributor("Jeanne Roux"),
        Contributor("Paul Noir", "trl"),
        Contributor("Ana Vert", "xyz"),
    ),
    "print": Print(isbn="9782070408504", recto_openings=False),
    "accessibility": Accessibility(
        report="https://dune.example/7", contact="acces@dune.example", certified_by="AVH"
    ),
}


def record(*blocks: etree._Element, **about: Any) -> bytes:
    edition = with_cover_image(books.edition(article("ports", *blocks), **about), picture())
    claims = accessibility.claims(edition, paginated=True)
    return onix(edition, claims, MEASURE, MADE)


def valid(data: bytes, folder: Path) -> list[str]:
    """The faults by both schemas that EDItEUR publishes of ONIX 3.0."""
    path = folder / "record.xml"
    path.write_bytes(data)
    return [m.short for m in onixcheck.validate(str(path), schemas=("xsd", "rng"))]


def said(data: bytes, path: str) -> list[str]:
    """The texts of all elements at a path."""
    steps = "/".join(f"{{{NAMESPACE}}}{step}" for step in path.split("/"))
    return ["".join(e.itertext()).strip() for e in etree.fromstring(data).iterfind(f".//{steps}")]


def codes(data: bytes) -> dict[str, str]:
    """The codes of accessibility (list 196) with their descriptions."""
    found = {}
    for feature in etree.fromstring(data).iter(f"{{{NAMESPACE}}}ProductFormFeature"):
        kind, value, *rest = ("".join(e.itertext()) for e in feature)
        if kind == "09":
            found[value] = "".join(rest)
    return found


@pytest.mark.parametrize(
    "about",
    [
        {},
        FULL,
        {"publisher": "", "contributors": (), "date": None},
        {"language": "br", "series": "Bro"},
        {"accessibility": Accessibility(conformance=False)},
    ],
)
def test_every_record_is_valid(tmp_path: Path, about: dict[str, Any]) -> None:
    assert valid(record(**about), tmp_path) == []


def test_the_judge_sees_a_fault(tmp_path: Path) -> None:
    broken = record(**FULL).replace(b"<ProductForm>ED<", b"<ProductForm>E1<")
    assert valid(broken, tmp_path) != []


def test_what_the_trade_asks_for() -> None:
    data = record(**FULL)
    assert said(data, "Product/ProductIdentifier/IDValue") == [
        *("9782000000013", "9782000000013", "10.5555/estran.7")
    ]
    assert said(data, "ProductForm") == ["ED"]
    assert said(data, "ProductFormDetail") == ["E101", "E200"]
    assert said(data, "ContributorRole") == ["B01", "A01", "B06", "Z99"]
    assert said(data, "PersonNameInverted") == ["Blanc, Léa"]
    assert said(data, "LanguageCode") + said(data, "CountryCode") == ["fre", "CA"]
    assert said(data, "Extent/ExtentValue") == ["56", "1234", "78901"]
    assert said(data, "Extent/ExtentUnit") == ["03", "02", "17"]
    assert said(data, "Subject/SubjectSchemeIdentifier") == ["94", "93", "93", "20"]
    assert said(data, "Subject/SubjectCode") == ["1DDF", "WQH", "WN"]
    (main,) = etree.fromstring(data).iter(f"{{{NAMESPACE}}}MainSubject")
    follower = main.getnext().getnext()  # type: ignore[union-attr]
    assert follower is not None and follower.text == "WQH"
    assert said(data, "TextContent/Text") == ["Phares & balises."]
    assert said(data, "PublisherName") == ["La Dune"]
    assert said(data, "PublishingDate/Date") == ["20260115"]
    assert said(data, "RelatedProduct/ProductIdentifier/IDValue") == ["9782070408504"]
    assert said(data, "Collection/TitleDetail/TitleElement/PartNumber") == ["7"]
    assert said(data, "CollectionIdentifier/IDValue") == ["29990009"]


def test_a_book_without_isbn_has_a_number_of_its_own() -> None:
    data = record()
    assert said(data, "Product/ProductIdentifier/ProductIDType") == ["01"]
    assert said(data, "Product/ProductIdentifier/IDValue")[0].startswith("urn:uuid:")


def test_the_codes_of_accessibility_are_those_of_the_checks() -> None:
    sound = codes(record(**FULL))
    assert {"04", "82", "85", "14", "52", "19", "41", "11", "13", "22", "36"} <= sound.keys()
    assert (sound["90"], sound["94"]) == ("AVH", "https://dune.example/7")
    assert (sound["91"], sound["99"]) == ("20260115", "acces@dune.example")
    assert "WCAG 2.2" in sound["00"]
    barred = codes(record(E.table(E.tbody(E.tr(E.td("Quai"), E.td("12"))))))
    assert not {"04", "82", "85", "90", "91", "40"} & barred.keys()
    assert "n’est pas affirmée" in barred["00"]


def test_the_same_values_give_the_same_bytes() -> None:
    assert record(**FULL) == record(**FULL)


def test_the_samples(edition: Path, tmp_path: Path) -> None:
    data = (edition / f"{edition.name}.onix.xml").read_bytes()
    assert valid(data, tmp_path) == []
    epub = edition / f"{edition.name}.epub"
    assert said(data, "Extent/ExtentValue")[-1] == str(epub.stat().st_size)
    with zipfile.ZipFile(epub) as archive:
        claimed = b"WCAG 2.2 Level AA" in archive.read("EPUB/content.opf")
    assert ("85" in codes(data)) == claimed
