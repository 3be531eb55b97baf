"""LaTeX in: French commands, unknown commands, files that are called, what is no LaTeX."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.article import faults, is_note, tag, text
from publish.sources import Manuscript, Reading, read

ARTICLE = (Path(__file__).parent / "samples" / "phare.tex").read_text("utf-8")


def reading(source: str | bytes) -> Reading:
    data = source if isinstance(source, bytes) else source.encode()
    return read(Manuscript(Path("a.tex"), "a.tex", "a", "fr", data))


def test_an_article_with_its_head_its_notes_and_its_french() -> None:
    found = reading(ARTICLE)
    assert found.article is not None
    assert faults(found.article) == []
    root = found.article.root
    heads = [(e.get("class"), text(e)) for e in root[0]]
    assert heads == [
        (None, "Le phare d’Ouessant"),
        ("standfirst", "Un résumé de ce qui suit, en une phrase."),
        ("byline", "Jeanne Roux, Paul Dupont"),
        ("dateline", "12 mars 2024"),
    ]
    assert [text(e) for e in root.iter() if tag(e) in ("h2", "h3")] == ["La lampe", "Le vent"]
    assert [text(e) for e in root.iter() if is_note(e)] == ["À l’huile."]
    said = " ".join("".join(root.itertext()).split())
    assert "« bonjour » dit Verne le 1er mai." in said
    assert "rouge Un mot perdu. Voir [hugo] page" in said
    assert "L’œuvre naïve, a2." in said
    assert "secret" not in said


def test_what_is_not_known_or_not_read_is_told_with_its_line() -> None:
    told = [(d.code, d.place.line, d.values) for d in reading(ARTICLE).diagnostics]
    assert ("latex-command-unknown", 12, {"command": r"\encadre"}) in told
    assert ("latex-command-unknown", 12, {"command": r"\inconnu"}) in told
    assert ("latex-include", 15, {"command": r"\input{/etc/passwd}"}) in told
    assert "alt-missing" in {code for code, _, _ in told}


@pytest.mark.parametrize(("data", "code"), [(b"", "file-empty"), (b"\x00\x01\x02", "not-text")])
def test_what_is_no_latex_is_told(data: bytes, code: str) -> None:
    found = reading(data)
    assert (found.article, [d.code for d in found.diagnostics]) == (None, [code])


PIECES = (r"\a{b}", r"\begin{c}", r"\end{c}", *"{}$&%", r"\\", r"\section{d}", "mot")


@settings(max_examples=30)
@given(st.lists(st.sampled_from(PIECES)))
def test_any_latex_gives_an_article_or_problems(pieces: list[str]) -> None:
    found = reading("\n".join(pieces))
    assert (found.article is None) == any(d.severity == "error" for d in found.diagnostics)
