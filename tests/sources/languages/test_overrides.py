"""The editor says in what language a block is: in the text, or in ``publication.toml``."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.diagnostics import RefusedError
from publish.normalised import normalised
from publish.preparation import Articles, prepare
from publish.publication import load_folder
from publish.sources.blocks import Role
from publish.sources.marks import split
from tests.sources.languages.cases import marked, passages

ENGLISH = "The harbour lights went out one after the other, and nobody said a word."
FRENCH = "Le port était calme, et tous les bateaux étaient rentrés avant la nuit."
TEXT = f"Au port\n\n{FRENCH}\n\n{ENGLISH}\n\n{FRENCH}\n"


def test_a_mark_in_the_text() -> None:
    mark, rest = split("@langue-en-GB: Colour")
    assert (mark and mark.language, mark and mark.role, rest) == ("en-GB", None, "Colour")
    for line in ("@citation: @langue-en: Colour", "@language-en: @citation : Colour"):
        mark, rest = split(line)
        assert mark is not None
        assert (mark.language, mark.role, rest) == ("en", Role.QUOTATION, "Colour")


@pytest.mark.parametrize(
    "line", ["@langue: Colour", "@langue-english-very: C", "@langue-en:", "@en: C"]
)
def test_what_is_no_mark_is_text(line: str) -> None:
    assert split(line) == (None, line)


def test_a_mark_wins_over_what_is_found() -> None:
    told = passages(TEXT.replace(ENGLISH, f"@langue-fr: {ENGLISH}"))
    assert told.article is not None
    assert marked(told.article) == ["fr"]
    assert not told.passages
    assert "langue" not in told.words


def test_a_mark_where_nothing_is_found() -> None:
    told = passages(TEXT.replace(ENGLISH, "@langue-la: Fluctuat"))
    assert told.article is not None
    assert marked(told.article) == ["la"]


def made(folder: Path, settings: str, text: str = TEXT) -> Articles:
    (folder / "a.txt").write_text(text, "utf-8")
    (folder / "publication.toml").write_text(f'[publication]\ntitle = "P"\n{settings}', "utf-8")
    publication, _ = load_folder(folder)
    return prepare(publication)


def test_the_language_of_a_line_in_the_settings(tmp_path: Path) -> None:
    for language, expected in (("fr", []), ("gv", ["gv"])):
        entry = f'[[passages]]\nfile = "a.txt"\nline = 5\nlanguage = "{language}"\n'
        articles = made(tmp_path, entry)
        assert marked(articles.typeset[0][1]) == expected
        assert not [d for d in articles.diagnostics if d.code.startswith("passage")]


def test_the_language_of_an_article_in_the_settings(tmp_path: Path) -> None:
    articles = made(tmp_path, '[[passages]]\nfile = "a.txt"\nlanguage = "en"\n')
    article = articles.typeset[0][1]
    assert article.language == "en"
    assert marked(article) == ["fr", "fr"]


def test_no_inference(tmp_path: Path) -> None:
    articles = made(tmp_path, "[sources]\ninfer_languages = false\n")
    assert marked(articles.typeset[0][1]) == []


def test_a_line_where_no_block_begins(tmp_path: Path) -> None:
    articles = made(tmp_path, '[[passages]]\nfile = "a.txt"\nline = 4\nlanguage = "en"\n')
    (problem,) = [d for d in articles.diagnostics if d.code == "passage-line"]
    assert problem.place.line == 4


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as refused:
        made(tmp_path, '[[passages]]\nfile = "b.txt"\nlanguage = "en"\n')
    assert [d.code for d in refused.value.diagnostics] == ["structure-file"]


def test_an_entry_without_language_or_with_none(tmp_path: Path) -> None:
    for entry in ('file = "a.txt"', 'file = "a.txt"\nlanguage = "anglais !"'):
        with pytest.raises(RefusedError) as refused:
            made(tmp_path, f"[[passages]]\n{entry}\n")
        assert [d.code for d in refused.value.diagnostics] == ["value-type"]


def test_it_is_explained(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    publication, _ = load_folder(tmp_path)
    (told,) = normalised(publication, explain="fr")
    lines = told.explained.splitlines()
    assert lines[-2] == "Langues"
    assert lines[-1].split()[:4] == ["5", "anglais", "(en)", "100%"]
