from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from publish.article import tag, text
from publish.diagnostics import RefusedError
from publish.preparation import prepare
from publish.proof.reading import article_words
from publish.publication import load_folder
from publish.sources import Manuscript, Reading, read
from publish.sources.guidance import Guidance, returning_lines
from publish.sources.marks import NAMES, split, without_marks
from tests.sources.test_text import LONG, outline, reading

DEBRIS = f"Le port\n\n{LONG}\n\nLire aussi : La digue de l’Ouest\n\n{LONG}\n"


def guided(source: str, guidance: Guidance) -> Reading:
    path = Path("essai.txt")
    return read(
        replace(Manuscript(path, path.name, "essai", "fr", source.encode()), guidance=guidance)
    )


# --- marks ---------------------------------------------------------------------------------------


def test_a_mark_forces_a_role() -> None:
    source = f"@titre: {LONG}\n\n@paragraphe: Une salle pleine\n\n{LONG}\n\n@intertitre2: {LONG}\n"
    assert [name for name, _ in outline(source)] == ["h1", "p", "p", "h2"]
    assert "titre" not in reading(source).words
    assert "intertitre2" not in reading(source).words


def test_a_mark_needs_no_blank_line() -> None:
    source = f"Le port\n{LONG}\n@citation: La mer monte\n@exergue: Elle attend\n{LONG}\n"
    assert [n for n, _ in outline(source)] == ["h1", "p", "blockquote", "p", "p", "p"]


def test_only_known_names_are_marks() -> None:
    for line in ("@paul : oui", "@portnavalo", "titre: oui", "voir @titre", "@titre:", "@titre"):
        assert split(line)[0] is None
        assert without_marks(line) == line


@pytest.mark.parametrize("name", NAMES)
def test_every_mark_conserves_the_words(name: str) -> None:
    found = reading(f"Le port\n\n{LONG}\n\n@{name}: La mer monte\n\n{LONG}\n")
    assert found.article is not None, found.diagnostics
    said = sorted(w.word for w in article_words(found.article.root, "essai"))
    assert said == sorted(found.words)
    assert name not in said


def test_what_stands_once_is_forced_once() -> None:
    found = reading(f"@titre: Le port\n\n@titre: La digue\n\n{LONG}\n")
    assert found.article is not None
    assert [text(e) for e in found.article.root.iter() if tag(e) == "h1"] == ["Le port"]
    assert "role-twice" in [d.code for d in found.diagnostics]


# --- debris --------------------------------------------------------------------------------------


def test_debris_is_kept_and_told() -> None:
    found = reading(DEBRIS)
    assert "La digue de l’Ouest" in " ".join(t for _, t in outline(DEBRIS)) or found.article
    (told,) = [d for d in found.diagnostics if d.code == "web-debris-kept"]
    assert told.values["quote"] == "Lire aussi : La digue de l’Ouest"
    assert told.place.line == 5


def test_debris_is_left_out_on_demand_and_told() -> None:
    found = guided(DEBRIS, Guidance(keep_debris=False))
    assert found.article is not None
    said = [w.word for w in article_words(found.article.root, "essai")]
    assert "ouest" not in said
    assert sorted(said) == sorted(found.words)
    assert [d.code for d in found.diagnostics if d.code.startswith("web-debris")] == [
        "web-debris-left-out"
    ]


def test_a_mark_keeps_what_looks_like_debris() -> None:
    source = DEBRIS.replace("Lire aussi", "@paragraphe: Lire aussi")
    assert not [d for d in reading(source).diagnostics if d.code.startswith("web-debris")]


# --- what the publication says -------------------------------------------------------------------


def test_a_role_forced_by_its_line() -> None:
    source = f"Le port\n\n{LONG}\n\n{LONG}\n"
    found = guided(source, Guidance({3: NAMES["chapô"], 4: NAMES["titre"]}))
    assert found.article is not None
    assert found.article.part("standfirst") is not None
    assert [d.values["line"] for d in found.diagnostics if d.code == "structure-line"] == ["4"]


def test_lines_that_return() -> None:
    articles = [f"Carnets du large\n\nTitre {n}\n\n{LONG}\n\nPaul\n" for n in range(3)]
    assert returning_lines(articles) == {"carnets du large", "paul"}


def publication(folder: Path, toml: str) -> Path:
    (folder / "publication.toml").write_text(f'[publication]\ntitle = "Essai"\n{toml}', "utf-8")
    (folder / "01-port.txt").write_text(DEBRIS, "utf-8")
    return folder


def test_publication_toml_forces_roles_and_drops_debris(tmp_path: Path) -> None:
    toml = '[sources]\ndebris = "drop"\n[[structure]]\nfile = "01-port.txt"\nline = 3\n'
    folder = publication(tmp_path, f'{toml}role = "chapô"\n')
    prepared = prepare(load_folder(folder)[0])
    article = prepared.typeset[0][1]
    assert article.part("standfirst") is not None
    assert "web-debris-left-out" in [d.code for d in prepared.diagnostics]
    assert not [d for d in prepared.diagnostics if d.severity == "error"]


@pytest.mark.parametrize(
    ("toml", "code"),
    [
        ('[sources]\ndebris = "burn"\n', "value-type"),
        ('[[structure]]\nfile = "x.txt"\nline = 3\nrole = "chapô"\n', "structure-file"),
        ('[[structure]]\nfile = "01-port.txt"\nline = 0\nrole = "chapô"\n', "value-type"),
        ('[[structure]]\nfile = "01-port.txt"\nline = 3\nrole = "chapeau"\n', "value-type"),
        ('[[structure]]\nfile = "01-port.txt"\nline = 3\n', "value-type"),
    ],
)
def test_what_publication_toml_says_wrong(tmp_path: Path, toml: str, code: str) -> None:
    with pytest.raises(RefusedError) as refused:
        load_folder(publication(tmp_path, toml))
    assert code in [d.code for d in refused.value.diagnostics]


def test_uncertain_roles_are_told_with_the_mark_that_mends_them() -> None:
    # Several texts of odd lines: no weights can be sure of all of them.
    lines = ("Demain", "Un mot", "Et puis encore", "La mer", "Le vent", "Paul", "Rien")
    texts = ["\n\n".join(("Le port", *lines[i:], LONG)) for i in range(len(lines))]
    read_texts = [reading(f"{text}\n") for text in texts]
    doubts = [d for r in read_texts for d in r.diagnostics if d.code == "structure-uncertain"]
    unsure = [i for r in read_texts for i in r.inferred if i.rival and i.confidence < 0.5]
    plain = ("paragraph", "list-item", "answer", "debris")
    assert len(doubts) == sum(i.structured.role not in plain for i in unsure)
    assert doubts
    for doubt in doubts:
        assert "@" in doubt.hint("fr") and "@" in doubt.hint("en")
