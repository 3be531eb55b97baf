"""``report.json`` holds what the contract says, ``report.html`` the same for people."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree, html

from publish.diagnostics import Place
from publish.edition.images import IMAGE_MISSING
from publish.proof.articles import Conservation
from publish.proof.compare import Difference
from publish.report import Report, as_html, as_json
from publish.sources import Manuscript, read
from publish.sources.languages import Passage
from publish.typography import Change

LOST = Difference("lost", ("la", "mer"), "ports", "p-1", "devant […] qui monte")
ADDED = Difference("added", ("sel",), "dunes", "", "sel")


def report(*differences: tuple[str, Difference]) -> Report:
    return Report(
        "L’eau & <le sel>",
        Conservation(120, 118, 121, list(differences)),
        [IMAGE_MISSING.at(Place("a.md", 4), name="<plan>.png")],
        32,
        {"lines": 400, "divided": 60},
        {"a.md": [Change("p-1", 3, 4, "'", "’", "apostrophe"), Change("p-1", 9, 9, "", " ", "x")]},
        {"a.md": []},
    )


def test_the_contract() -> None:
    said = json.loads(as_json(report(("epub", LOST), ("pdf", ADDED)), "fr"))
    assert said["words"] == {
        "source": 120,
        "epub": 118,
        "pdf": 121,
        "lost": [
            {
                "words": "la mer",
                "edition": "epub",
                "document": "ports",
                "block": "p-1",
                "context": "devant […] qui monte",
            }
        ],
        "added": [
            {"words": "sel", "edition": "pdf", "document": "dunes", "block": "", "context": "sel"}
        ],
    }
    assert said["pages"] == 32
    assert said["composition"] == {"lines": 400, "divided": 60}
    assert said["typography"] == {"a.md": 2}
    assert [d["code"] for d in said["diagnostics"]] == ["image-missing"]
    assert said["diagnostics"][0]["message"] == "L’image « <plan>.png » est introuvable."


def test_the_samples_lose_and_gain_nothing(edition: Path) -> None:
    said = json.loads((edition / "report.json").read_text("utf-8"))
    words = said["words"]
    assert words["lost"] == words["added"] == []
    assert words["source"] == words["epub"] == words["pdf"] > 250
    assert said["diagnostics"] == []
    assert said["pages"] >= 8
    assert 0 < said["composition"]["divided"] < said["composition"]["lines"]
    for inferred in (entry for entries in said["structure"].values() for entry in entries):
        assert 0 < inferred["confidence"] <= 1
        assert inferred["line"] >= 1
        assert inferred["reasons"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_for_people(language: str) -> None:
    data = as_html(report(("epub", LOST)), language)
    page = html.document_fromstring(data.decode())
    said = page.text_content()
    assert page.get("lang") == language
    assert "L’eau & <le sel>" in said
    assert "<plan>.png" in said
    assert "32" in said
    assert ("n’ont pas été publiées" if language == "fr" else "were not published") in said
    assert "<script" not in data.decode()
    etree.HTML(data.decode())


def test_the_page_says_when_all_is_well() -> None:
    well = Report("Essai", Conservation(1, 1, 1), [], None, {})
    said = html.document_fromstring(as_html(well, "fr").decode()).text_content()
    assert "Tous les mots des manuscrits sont dans les éditions." in said
    assert "Rien à signaler." in said


def test_passages_in_other_languages_are_listed() -> None:
    given = replace(report(), passages={"a.md": [Passage("en", 0.987, 4, "The <sea> gives")]})
    said = json.loads(as_json(given, "fr"))
    assert said["languages"] == {
        "a.md": [{"language": "en", "line": 4, "confidence": 0.99, "text": "The <sea> gives"}]
    }
    page = html.fromstring(as_html(given, "fr").decode())
    (row,) = [r for r in page.iter("tr") if r.findtext("td") == "en"]
    assert [cell.text for cell in row] == ["en", "4", "99\u202f%", "The <sea> gives"]


def test_the_page_names_the_structure_in_the_language_of_its_reader() -> None:
    read_as = read(Manuscript(Path("a.md"), "a.md", "a", "fr", b"# Un\n\n> Deux.\n")).inferred
    well = Report("Essai", Conservation(1, 1, 1), [], None, {}, inferred={"a.md": read_as})
    said = html.document_fromstring(as_html(well, "fr").decode())
    rows = [[cell.text for cell in row.iter("td")][:3] for row in said.iter("tr")]
    assert rows[1:] == [["titre", "1", "100\u202f%"], ["citation", "3", "100\u202f%"]]
    said = html.document_fromstring(as_html(well, "en").decode())
    assert [row[0].text for row in said.iter("tr")][1:] == ["title", "blockquote"]
