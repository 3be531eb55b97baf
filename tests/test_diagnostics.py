"""Problems as values: every kind can be said, in both languages, with the same values."""

from __future__ import annotations

import importlib
import pkgutil
import re
import string

import pytest

import publish
from publish.diagnostics import (
    KINDS,
    Diagnostic,
    Kind,
    Place,
    RefusedError,
    Severity,
    has_errors,
    user_language,
)

for module in pkgutil.walk_packages(publish.__path__, "publish."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def test_there_are_kinds() -> None:
    assert len(KINDS) > 30


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_kind(kind: Kind) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", kind.code)
    sentences = (kind.fr, kind.fr_hint, kind.en, kind.en_hint)
    assert all(s.strip() and s == s.strip() for s in sentences)
    # Values for one language only are named so: expected_fr, expected_en.
    for french, english in ((kind.fr, kind.en), (kind.fr_hint, kind.en_hint)):
        values_fr = {name.removesuffix("_fr") for name in fields(french)}
        assert values_fr == {name.removesuffix("_en") for name in fields(english)}
    values = {name: f"<{name}>" for s in sentences for name in fields(s)}
    problem = kind.at(Place("essai.txt", 3), **values)
    for language, message, hint in (("fr", kind.fr, kind.fr_hint), ("en", kind.en, kind.en_hint)):
        said = problem.message(language) + problem.hint(language)
        assert all(f"<{name}>" in said for name in fields(message) | fields(hint))


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_french_sentences_are_french_typography(kind: Kind) -> None:
    for sentence in (kind.fr, kind.fr_hint):
        prose = re.sub(r'\w+ = .*|"[^"]*"', "", sentence)
        assert "'" not in prose
        assert "..." not in prose
        assert not re.search(r"\w[;!?»]", prose)


def test_a_code_names_one_thing() -> None:
    taken = next(iter(KINDS.values()))
    with pytest.raises(ValueError, match="declared twice"):
        Kind(taken.code, Severity.NOTE, "a", "b", "c", "d")
    assert KINDS[taken.code] is taken


def some(severity: Severity) -> Diagnostic:
    return next(k for k in KINDS.values() if k.severity is severity).at(Place("a.txt", 1))


def test_only_errors_forbid_the_editions() -> None:
    assert not has_errors([])
    assert not has_errors([some(Severity.WARNING), some(Severity.NOTE)])
    assert has_errors([some(Severity.WARNING), some(Severity.ERROR)])


def test_a_place_is_read_as_file_and_line() -> None:
    assert str(Place("a.txt")) == "a.txt"
    assert str(Place("a.txt", 12)) == "a.txt:12"


def test_a_record_says_everything() -> None:
    problem = KINDS["image-missing"].at(Place("a.md", 4), name="plan.png")
    assert problem.as_record("fr") == {
        "code": "image-missing",
        "severity": "error",
        "file": "a.md",
        "line": 4,
        "message": "L’image « plan.png » est introuvable.",
        "hint": "Déposez-la dans le dossier de l’article, ou corrigez son nom dans le texte.",
    }


def test_a_refusal_carries_its_reasons() -> None:
    problem = KINDS["image-missing"].at(Place("a.md", 4), name="plan.png")
    refusal = RefusedError([problem])
    assert refusal.diagnostics == (problem,)
    assert "a.md:4" in str(refusal)


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8", "LC_MESSAGES": "fr_CH"}, "fr"),
        ({"LANG": "", "LC_ALL": ""}, "en"),
        ({"LC_ALL": "C", "LANG": "fr_FR"}, "en"),
        ({}, "en"),
    ],
)
def test_the_language_of_the_user(environment: dict[str, str], language: str) -> None:
    assert user_language(environment) == language
