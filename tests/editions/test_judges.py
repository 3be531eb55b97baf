"""The finished samples before the judges: EPUBCheck, Ace, veraPDF, qpdf, Poppler."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pymupdf
import pytest

from tests import judges


@pytest.fixture
def epub(edition: Path) -> Path:
    return edition / f"{edition.name}.epub"


@pytest.fixture
def pdf(edition: Path) -> Path:
    return edition / f"{edition.name}.pdf"


def test_epubcheck_has_nothing_to_say(epub: Path) -> None:
    assert judges.epubcheck(epub) == []


def test_ace_finds_no_violation(epub: Path) -> None:
    assert judges.ace(epub) == []


def test_verapdf_finds_no_rule_of_pdf_ua_1_broken(pdf: Path) -> None:
    assert judges.verapdf(pdf) == []


def test_verapdf_finds_no_rule_of_pdf_a_2a_broken(pdf: Path) -> None:
    assert judges.verapdf(pdf, "2a") == []


def test_qpdf_finds_the_file_sound(pdf: Path) -> None:
    done = subprocess.run(["qpdf", "--check", pdf], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No syntax or stream encoding errors found" in done.stdout


TITLES = {
    "le-caucase": ["L’Azerbaïdjan et le Koweït souhaitent renforcer leur coopération militaire"],
    "l-estran": [
        "La ligne qui bouge",
        "À Saint-Clair, la dune reprend ses droits",
        "La criée de Port-Maria passe à l’encan en ligne",
        "Sept rendez-vous pour le printemps",
        "Les veilleurs éteints",
        "Åsmund Bjørnstad\u00a0: «\u00a0Un phare habité est un phare qui sèche\u00a0»",
        "Pour un droit de la marée",
        "Trois livres pour une longue traversée",
        "Carnet d’un arpenteur de grèves",
    ],
}


def tagged(tree: str, name: str) -> list[str]:
    """The text of each element of that name in the tag tree, as Poppler prints it."""
    found: list[str] = []
    depth: int | None = None
    for line in tree.splitlines():
        indent = len(line) - len(line.lstrip())
        if depth is not None and indent > depth:
            found[-1] += "".join(re.findall(r'^\s*"(.*)"$', line))
            continue
        depth = None
        if line.strip().partition(" ")[0].rstrip(":") == name:
            depth = indent
            found.append("")
    return found


def test_the_tag_tree_says_the_structure(edition: Path, pdf: Path) -> None:
    tree = judges.structure(pdf)
    assert tree.splitlines()[0].split()[0] == "Document"
    headings = [h.strip() for h in tagged(tree, "H1")]
    for title in TITLES[edition.name]:
        assert sum(_same(title, said) for said in headings) == 1, (title, headings)
    if edition.name == "l-estran":
        assert len(tagged(tree, "Table")) == 1
        assert len(tagged(tree, "TH")) == 4
        assert len(tagged(tree, "TD")) == 16
        assert tree.count("/Scope /Column") == 4
        assert len(tagged(tree, "Figure")) >= 1
        assert sum("1. " in said or "garder tout" in said for said in tagged(tree, "LI")) >= 1
        subheads = tagged(tree, "H2")
        assert any(_same("Une invention de la Restauration", said) for said in subheads)
        assert any(_same("Enfer, purgatoire, paradis", said) for said in tagged(tree, "H3"))


def _same(one: str, other: str) -> bool:
    """Whether two texts are the same but for spaces, which Poppler does not keep at line ends."""
    return re.sub(r"\s", "", one) == re.sub(r"\s", "", other)


def test_figures_have_their_alternative_text(edition_of: dict[str, Path]) -> None:
    path = edition_of["l-estran"] / "l-estran.pdf"
    with pymupdf.open(path) as pdf:
        objects = [pdf.xref_object(n) for n in range(1, pdf.xref_length())]
        alternatives = [
            pdf.xref_get_key(n + 1, "Alt")[1]
            for n, said in enumerate(objects)
            if "/Alt" in said and "/Figure" in said
        ]
    assert len(alternatives) == 2
    assert alternatives[0].startswith("Coupe d’un phare en mer")
    assert alternatives[1] == "Code-barres\u00a0: ISBN 978-2-00-000001-3"
