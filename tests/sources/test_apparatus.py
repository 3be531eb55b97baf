"""« Notes » over notes: in the article it heads them, in the editions it is left out and told."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from publish.article import tag, text
from publish.proof.reading import article_words
from publish.sources import Manuscript, Reading, read
from publish.sources.apparatus import without_notes_heading
from tests.sources.office.make import docx, note, odt, odt_note, p, r, t
from tests.sources.test_text import LONG

CALLED = f"Titre\n\n{LONG} Un[1].\n\n{LONG}\n\n"


def of(name: str, data: bytes) -> Reading:
    path = Path(name)
    return read(Manuscript(path, name, "essai", "fr", data))


def said(found: Reading) -> list[str]:
    """The texts of the blocks of the body, the notes’ left out, and the names of rules."""
    assert found.article is not None
    held = Counter(w.word for w in article_words(found.article.root, "essai"))
    assert held == Counter(found.words)
    return [
        text(e) or tag(e)
        for e in found.article.root.iter()
        if tag(e) in ("p", "h2", "hr") and e.getparent() is not None
        if tag(e.getparent()) in ("article", "section")
    ]


def _docx(style: str) -> bytes:
    ends = '<w:endnote w:id="2"><w:p><w:r><w:t>La fin.</w:t></w:r></w:p></w:endnote>'
    body = p("Titre", "Titre") + p(r(LONG) + note("endnote", 2)) + p(LONG) + p("Notes", style)
    return docx(body, endnotes=ends)


MANUSCRIPTS = {
    "text": ("a.txt", f"{CALLED}Notes\n\n[1] La fin.\n".encode()),
    "text, a colon": ("a.txt", f"{CALLED}NOTES :\n\n[1] La fin.\n".encode()),
    "text, a rule": ("a.txt", f"{CALLED}***\n\nNotes\n\n[1] La fin.\n".encode()),
    "Markdown": ("a.md", f"# Titre\n\n{LONG}[^1]\n\n## Notes\n\n[^1]: La fin.\n".encode()),
    "Word": ("a.docx", _docx("")),
    "Word, a heading": ("a.docx", _docx("Titre1")),
    "Writer": (
        "a.odt",
        odt(t("Titre", "Title") + t(LONG + odt_note("endnote", "La fin.")) + t("Notes")),
    ),
}


@pytest.mark.parametrize(("name", "data"), MANUSCRIPTS.values(), ids=MANUSCRIPTS)
def test_the_heading_of_notes_stays_in_the_article_and_leaves_the_editions(
    name: str, data: bytes
) -> None:
    whole = of(name, data)
    heading = said(whole)[-1]
    assert heading.casefold().rstrip(" :") == "notes"
    found = without_notes_heading(whole)
    assert {one.removesuffix(" Un1.").rstrip("1") for one in said(found)} == {LONG}
    told = [d for d in found.diagnostics if d.code == "notes-heading-left-out"]
    assert [d.values["quote"] for d in told] == [heading]
    assert all(d.place.line for d in told)


@pytest.mark.parametrize(
    "source",
    [
        f"{CALLED}Notes\n\n{LONG}\n\n[1] Une note.\n",
        f"{CALLED}@intertitre: Notes\n\n[1] Une note.\n",
        f"Titre\n\n{LONG}\n\n{LONG}\n\nNotes\n",
    ],
)
def test_a_heading_over_more_than_notes_or_asked_for_stays(source: str) -> None:
    whole = of("a.txt", source.encode())
    assert without_notes_heading(whole) == whole
    assert "Notes" in said(whole)


def test_a_section_after_the_notes_stays() -> None:
    source = f"# T\n\n{LONG}[^1]\n\n## Notes\n\n[^1]: La fin.\n\n## Sources\n\n{LONG}\n"
    assert said(without_notes_heading(of("a.md", source.encode())))[1:] == ["Sources", LONG]
