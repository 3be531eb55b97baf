"""A publication's folder: what is found in it, in which order, and what is missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publish.article import E
from publish.diagnostics import Diagnostic
from publish.publication import Contributor, Publication, find
from tests.books import article
from tests.test_settings import TOML_LINES

HEAD = '[publication]\ntitle = "Essai"\n'
Make = Callable[..., Path]


def loaded(path: Path) -> tuple[Publication, list[Diagnostic]]:
    (publication,), problems = find([path])
    return publication, problems


def refused(path: Path) -> list[tuple[str, int | None]]:
    publications, problems = find([path])
    assert publications == []
    return [(p.code, p.place.line) for p in problems]


def names(publication: Publication) -> list[str]:
    return [publication.name_of(path) for path in publication.manuscripts]


def test_a_folder_without_configuration(publication: Make) -> None:
    folder = publication(
        b__txt="B", a__md="A", notes__csv="x", README__md="lisez", _brouillon__txt="x"
    )
    found, problems = loaded(folder)
    assert problems == []
    assert (found.slug, found.title, found.language) == ("essai", "", "fr")
    assert names(found) == ["a.md", "b.txt"]


def test_folders_are_parts_in_the_order_of_names(publication: Make) -> None:
    folder = publication(c__txt="C")
    for part in ("b", "a", ".git", "_vieux"):
        (folder / part).mkdir()
        (folder / part / "x.txt").write_text("X")
    assert names(loaded(folder)[0]) == ["a/x.txt", "b/x.txt", "c.txt"]


def test_everything_that_the_configuration_says(publication: Make) -> None:
    toml = HEAD + (
        'subtitle = "S"\nlanguage = "fr-CH"\nidentifier = "urn:isbn:978-2-07-040850-4"\n'
        'publisher = "P"\ndate = 2026-01-15T10:00:00Z\nrights = "R"\ndescription = "D"\n'
        'subjects = ["a", "b"]\n[[contributors]]\nname = "N"\nrole = "trl"\nsort = "S"\n'
        '[[contributors]]\nname = "M"\n'
        '[print]\nformat = "A4"\ntheme = "livre"\nbleed = "5mm"\nrecto_openings = false\n'
    )
    found, problems = loaded(publication(publication__toml=toml, a__txt="A"))
    assert problems == []
    assert found.isbn == "9782070408504"
    assert found.isbn_written == "978-2-07-040850-4"
    assert found.date == dt.date(2026, 1, 15)
    assert found.contributors == (Contributor("N", "trl", "S"), Contributor("M", "aut", ""))
    assert (found.print.width, found.print.height) == ("210mm", "297mm")
    assert (found.print.theme, found.print.bleed) == ("livre", "5mm")
    assert found.print.recto_openings is False
    assert found.subjects == ("a", "b")


def test_the_order_given_is_the_order(publication: Make) -> None:
    toml = HEAD + '[contents]\norder = ["b.txt", "./a.txt"]\n'
    found, problems = loaded(publication(publication__toml=toml, a__txt="A", b__txt="B"))
    assert problems == []
    assert names(found) == ["b.txt", "a.txt"]


def test_a_folder_in_the_order_is_all_that_it_holds(publication: Make) -> None:
    folder = publication(
        publication__toml=HEAD + '[contents]\norder = ["z", "a.txt"]\n', a__txt="A"
    )
    (folder / "z").mkdir()
    for name in ("2.txt", "1.txt"):
        (folder / "z" / name).write_text("Z")
    assert names(loaded(folder)[0]) == ["z/1.txt", "z/2.txt", "a.txt"]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ('["a.txt", "absent.txt"]', [("manuscript-missing", 4)]),
        ('[\n"a.txt",\n"a.txt"]', [("manuscript-twice", 5)]),
        ('["a.txt", "../secret.txt"]', [("outside-folder", 4)]),
        ('["a.txt", "/etc/hostname"]', [("outside-folder", 4)]),
    ],
)
def test_what_is_wrong_in_the_order(
    publication: Make, order: str, expected: list[tuple[str, int]]
) -> None:
    folder = publication(publication__toml=HEAD + f"[contents]\norder = {order}\n", a__txt="A")
    (folder.parent / "secret.txt").write_text("secret")
    assert refused(folder) == expected


def test_a_link_out_of_the_folder_is_refused(publication: Make) -> None:
    folder = publication(publication__toml=HEAD + '[contents]\norder = ["a.txt"]\n')
    (folder.parent / "secret.txt").write_text("secret")
    (folder / "a.txt").symlink_to(folder.parent / "secret.txt")
    assert ("outside-folder", 4) in refused(folder)


def test_a_link_out_of_the_folder_is_refused_without_order_too(publication: Make) -> None:
    folder = publication(publication__toml=HEAD, b__txt="B")
    (folder.parent / "secret.txt").write_text("secret")
    (folder / "a.txt").symlink_to(folder.parent / "secret.txt")
    assert [code for code, _ in refused(folder)] == ["outside-folder"]


def test_a_missing_manuscript_names_those_that_are_there(publication: Make) -> None:
    toml = HEAD + '[contents]\norder = ["absent.txt"]\n'
    _, problems = find([publication(publication__toml=toml, a__txt="A", b__txt="B")])
    assert "a.txt, b.txt" in problems[0].hint("fr")


def test_a_manuscript_left_out_is_told(publication: Make) -> None:
    toml = HEAD + '[contents]\norder = ["a.txt"]\n'
    found, (problem,) = loaded(publication(publication__toml=toml, a__txt="A", b__txt="B"))
    assert names(found) == ["a.txt"]
    assert (problem.code, problem.severity) == ("manuscript-unlisted", "warning")
    assert "b.txt" in problem.message("fr")


@pytest.mark.parametrize(
    ("cover", "code"), [("absente.jpg", "cover-missing"), ("../une.jpg", "outside-folder")]
)
def test_a_cover_that_cannot_be(publication: Make, cover: str, code: str) -> None:
    folder = publication(publication__toml=HEAD + f'cover = "{cover}"\n', a__txt="A")
    (folder.parent / "une.jpg").write_bytes(b"x")
    assert refused(folder) == [(code, 3)]


@pytest.mark.parametrize("name", ["b.doc", "b.PDF", "b.pages", "b.xlsx"])
def test_a_document_that_no_reader_takes_is_told(publication: Make, name: str) -> None:
    """An author’s article in an old format must not be missing from the review unnoticed."""
    folder = publication(publication__toml=HEAD, a__txt="A")
    (folder / "part").mkdir()
    (folder / "part" / "c.txt").write_text("C")
    for path in (folder / name, folder / "part" / name):
        path.write_bytes(b"x")
    found, problems = loaded(folder)
    assert names(found) == ["a.txt", "part/c.txt"]
    assert [(p.code, Path(p.place.file).name) for p in problems] == [("document-unread", name)] * 2


def test_a_part_of_which_nothing_is_read_is_told_once(publication: Make) -> None:
    folder = publication(publication__toml=HEAD, a__txt="A")
    for part in ("1-dossier", "_vieux", "images"):
        (folder / part).mkdir()
    for name in ("1-dossier/b.doc", "1-dossier/c.pdf", "_vieux/d.doc", "images/e.png"):
        (folder / name).write_bytes(b"x")
    _, (problem,) = loaded(folder)
    assert (problem.code, problem.severity) == ("folder-unread", "warning")
    assert Path(problem.place.file).name == "1-dossier"
    assert "b.doc, c.pdf" in problem.message("fr")


def test_a_folder_beside_publications_of_which_nothing_is_read_is_told(tmp_path: Path) -> None:
    for name in ("un/a.txt", "deux/b.doc", "trois/photo.jpg"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_bytes(b"x")
    publications, (problem,) = find([tmp_path])
    assert [p.slug for p in publications] == ["un"]
    assert (problem.code, problem.values["name"]) == ("folder-unread", "deux")


def test_a_folder_inside_a_part_is_told(publication: Make) -> None:
    folder = publication(publication__toml=HEAD, a__txt="A")
    (folder / "1-dossier" / "suite").mkdir(parents=True)
    (folder / "1-dossier" / "suite" / "b.txt").write_text("B")
    found, (problem,) = loaded(folder)
    assert names(found) == ["a.txt"]
    assert (problem.code, problem.values["name"]) == ("folder-deep", "1-dossier/suite")


@pytest.mark.parametrize(
    "name", ["~$b.docx", ".DS_Store", "Thumbs.db", "desktop.ini", "photo.jpg", "_old.doc"]
)
def test_what_systems_leave_in_a_folder_is_passed_over(publication: Make, name: str) -> None:
    folder = publication(publication__toml=HEAD, a__txt="A")
    (folder / name).write_bytes(b"\0")
    assert loaded(folder)[1] == []


def test_a_copy_of_a_manuscript_is_told(publication: Make) -> None:
    folder = publication(publication__toml=HEAD, a__txt="Un texte", b__txt="Autre !!")
    (folder / "a (1).txt").write_text("Un texte")
    _, problems = loaded(folder)
    ((code, values),) = [(p.code, p.values) for p in problems]
    assert (code, values) == ("manuscript-copy", {"name": "a (1).txt", "other": "a.txt"})


def test_a_title_is_wanted_for_several_articles(publication: Make) -> None:
    toml = '[publication]\npublisher = "X"\n'
    assert refused(publication(publication__toml=toml, a__txt="A", b__txt="B")) == [
        ("title-missing", None)
    ]
    assert loaded(publication(publication__toml=toml, a__txt="A"))[1] == []


def test_an_empty_folder(publication: Make) -> None:
    assert refused(publication()) == [("no-manuscripts", None)]
    assert refused(publication(publication__toml=HEAD)) == [("no-manuscripts", None)]


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    assert refused(tmp_path / "absent") == [("path-missing", None)]


def test_a_manuscript_alone_is_a_publication(publication: Make) -> None:
    folder = publication(a__txt="A", b__txt="B")
    found, problems = loaded(folder / "b.txt")
    assert problems == []
    assert (found.slug, names(found)) == ("b", ["b.txt"])


def test_the_configuration_names_its_folder(publication: Make) -> None:
    folder = publication(publication__toml=HEAD, a__txt="A")
    assert loaded(folder / "publication.toml")[0].folder == folder


def test_a_folder_of_publications(tmp_path: Path) -> None:
    for name in ("deux", "un", ".cache", "_vieux", "vide"):
        (tmp_path / name).mkdir()
        if name != "vide":
            (tmp_path / name / "a.txt").write_text("A")
    publications, problems = find([tmp_path])
    assert problems == []
    assert [p.slug for p in publications] == ["deux", "un"]


def test_one_bad_publication_does_not_hide_the_others(tmp_path: Path) -> None:
    for name in ("bon", "faux"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text("A")
    (tmp_path / "faux" / "publication.toml").write_text("[publicatoin]\n")
    publications, problems = find([tmp_path])
    assert [p.slug for p in publications] == ["bon"]
    assert [p.code for p in problems] == ["table-unknown"]


def test_two_publications_of_one_name_are_told(tmp_path: Path) -> None:
    """The second one would take the place of the first."""
    for folder in ("a/essai", "b/Essai"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "a.txt").write_text("A")
    first, second = tmp_path / "a" / "essai", tmp_path / "b" / "Essai"
    publications, (problem,) = find([first, second])
    assert [p.folder for p in publications] == [first]
    assert (problem.code, problem.place.file) == ("name-taken", str(second))
    assert str(first) in problem.message("fr")


def test_one_article_completes_what_is_not_said() -> None:
    given_ = Publication("essai", Path("/essai"), "", ())
    done = given_.completed([article("un", title="Les ports", byline="Par Jeanne Roux")])
    assert done.title == "Les ports"
    assert done.contributors == (Contributor("Jeanne Roux"),)
    assert done.identifier.startswith("urn:uuid:")
    assert done.completed([]) == done


def test_the_identifier_made_is_always_the_same_and_one_for_each() -> None:
    def made(title: str, publisher: str = "") -> str:
        named = Publication("essai", Path("/essai"), title, (), publisher=publisher)
        return named.completed([]).identifier

    assert made("A") == made("A") != made("B")
    assert made("A", "P") != made("A")


def test_what_is_said_is_kept() -> None:
    said = Publication(
        "essai", Path("/e"), "T", (), contributors=(Contributor("X"),), identifier="urn:uuid:1"
    )
    made = article("un", E.p("Texte."), title="Autre", byline="Par Y")
    assert said.completed([made]) == said


@given(st.lists(TOML_LINES, max_size=8).map("\n".join))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_no_configuration_makes_it_fail(tmp_path: Path, source: str) -> None:
    (tmp_path / "a.txt").write_text("A")
    (tmp_path / "publication.toml").write_bytes(source.encode("utf-8", "surrogatepass"))
    publications, problems = find([tmp_path])
    assert len(publications) == 1 or any(p.severity == "error" for p in problems)
