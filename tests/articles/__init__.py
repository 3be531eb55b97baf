"""Golden articles: what each manuscript becomes.

A golden file ``NAME.xhtml`` stands beside its manuscript, those of the sample publications stand in
in folders of their names. ``python -m tests.articles`` writes anew those whose outline is the same;
``shortfalls.txt`` names those that the inference does not reach yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from publish.article import classes, document, tag
from publish.preparation import prepare
from publish.publication import find
from publish.words import words

HERE = Path(__file__).parent
SHORTFALLS = HERE / "shortfalls.txt"
SAMPLES = HERE.parent.parent / "manuscripts"
MANUSCRIPTS = (".txt", ".md", ".html", ".htm")


def pairs() -> Iterator[tuple[Path, Path]]:
    """Each manuscript with its golden file."""
    for path in sorted(HERE.iterdir()):
        if path.suffix in MANUSCRIPTS and path != SHORTFALLS:
            yield path, path.with_suffix(".xhtml")
    for folder in sorted(SAMPLES.iterdir()):
        for path in sorted(folder.iterdir()):
            if path.suffix in MANUSCRIPTS:
                yield path, HERE / folder.name / f"{path.stem}.xhtml"


def normalised(manuscript: Path) -> str:
    """The article of a manuscript in the profile, typography set, one block a line."""
    (publication,), _ = find([manuscript])
    prepared = prepare(publication)
    assert not [d for d in prepared.diagnostics if d.severity == "error"], prepared.diagnostics
    html = document(prepared.typeset[0][1])
    etree.cleanup_namespaces(html)
    # Line ends between blocks only: those inside a paragraph would be content.
    return etree.tostring(html, encoding="unicode", pretty_print=True)


def outline(golden: str) -> list[tuple[str, int, list[str], list[str]]]:
    """The elements of an article with their depth, classes and words, ids and typography aside."""
    return [
        (tag(e), len(list(e.iterancestors())), sorted(classes(e)), words("".join(e.itertext())))
        for e in etree.fromstring(golden).iter(etree.Element)
    ]


def shortfalls() -> set[str]:
    """The names of the manuscripts whose golden articles the inference does not reach."""
    lines = SHORTFALLS.read_text("utf-8").splitlines()
    return {name for line in lines if (name := line.split("#")[0].strip())}
