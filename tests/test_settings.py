"""``publication.toml``: every kind of mistake, with its line and the nearest word."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publish.diagnostics import Diagnostic
from publish.settings import FORMATS, page_size, read_settings

HEAD = '[publication]\ntitle = "Essai"\n'


def told(tmp_path: Path, source: str | bytes) -> list[Diagnostic]:
    toml = tmp_path / "publication.toml"
    toml.write_bytes(source if isinstance(source, bytes) else source.encode())
    return read_settings(toml, "livre/publication.toml")[1]


def only(tmp_path: Path, source: str | bytes) -> Diagnostic:
    (problem,) = told(tmp_path, source)
    assert problem.place.file == "livre/publication.toml"
    return problem


def test_everything_that_can_be_said(tmp_path: Path) -> None:
    source = """
[publication]
title = "Essai"
subtitle = "Sous-titre"
language = "fr-CA"
identifier = "urn:isbn:978-2-07-040850-4"
publisher = "La Dune"
date = 2026-01-15
rights = "©"
description = "…"
subjects = ["mer", "sel"]
thema = ["WQH Histoire locale", "1DDF-FR-AB"]
doi = "10.5555/estran.7"
series = "L’Estran"
number = 7
issn = "2999-0009"
cover = "une.jpg"
dedication = "À Jeanne."
colophon = ["Dépôt légal : janvier 2026"]

[[parts]]
folder = "1-ports"
title = "Les ports"

[[contributors]]
name = "Jeanne Roux"
role = "aut"
sort = "Roux, Jeanne"

[contents]
order = ["01.txt"]

[print]
format = "148 × 210 mm"
theme = "livre"
bleed = "3mm"
recto_openings = false
isbn = "978-2-07-040850-4"
paper_weight = 90
paper_bulk = 1.8
spine = "12.5mm"
signature = 16
profile = "imprimeur.icc"
ink_limit = 280
price = "18 €"

[epub]
fonts = false

[accessibility]
conformance = true
certified_by = "La Dune"
report = "https://dune.example/7"
contact = "acces@dune.example"
"""
    assert told(tmp_path, source) == []


@pytest.mark.parametrize(
    ("lines", "code", "line"),
    [
        ('doi = "doi:10.5555/x"', "value-type", 3),
        ('series = "S"\nissn = "2999-0000"', "value-type", 4),
        ('issn = "2999-0009"', "key-alone", 3),
        ("number = 7", "key-alone", 3),
        ('series = "S"\nnumber = "7"', "value-type", 4),
        ('thema = ["Histoire"]', "value-type", 3),
        ('[print]\nisbn = "9782070408503"', "isbn-wrong", 4),
        ('[accessibility]\nreport = "dune"', "value-type", 4),
        ('[accessibility]\ncontact = "dune"', "value-type", 4),
        ('[epub]\nfonts = "non"', "value-type", 4),
    ],
)
def test_numbers_of_the_trade_that_cannot_be(
    tmp_path: Path, lines: str, code: str, line: int
) -> None:
    problem = only(tmp_path, f"{HEAD}{lines}\n")
    assert (problem.code, problem.place.line) == (code, line)


def test_the_nearest_key_of_the_new_tables(tmp_path: Path) -> None:
    problem = only(tmp_path, f'{HEAD}[accessibility]\ncertifed = "La Dune"\n')
    assert "« certified_by »" in problem.hint("fr")


@pytest.mark.parametrize(
    "line",
    [
        "paper_weight = 3",
        'paper_weight = "90 g"',
        "paper_bulk = 9",
        "paper_bulk = true",
        "signature = 10",
        "ink_limit = 100",
        "ink_limit = 300.5",
        'spine = "12"',
        "price = 18",
    ],
)
def test_a_measure_that_no_press_has(tmp_path: Path, line: str) -> None:
    problem = only(tmp_path, f"{HEAD}\n[print]\n{line}\n")
    assert (problem.code, problem.place.line) == ("value-type", 5)
    assert line.split(maxsplit=1)[0] in problem.message("fr")


def test_the_nearest_key_of_the_press(tmp_path: Path) -> None:
    problem = only(tmp_path, f"{HEAD}\n[print]\npaper_wieght = 90\n")
    assert "paper_weight" in problem.hint("fr")


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    assert told(tmp_path, b"\xef\xbb\xbf" + HEAD.encode()) == []


@pytest.mark.parametrize(
    ("source", "code", "line", "nearest"),
    [
        (HEAD + 'editeur = "X"\n', "key-unknown", 3, ""),
        (HEAD + 'subtitel = "X"\n', "key-unknown", 3, "subtitle"),
        (HEAD + 'langue = "fr"\n', "key-unknown", 3, "language"),
        (HEAD + '"isbn" = "X"\n', "key-unknown", 3, ""),
        (HEAD + "\n[print]\nformt = 'A5'\n", "key-unknown", 5, "format"),
        (
            HEAD + '[[contributors]]\nname = "A"\nrole = "aut"\nsorte = "A"\n',
            "key-unknown",
            6,
            "sort",
        ),
        ('[publicatoin]\ntitle = "X"\n', "table-unknown", 1, "publication"),
        (HEAD + "\n[impression]\n", "table-unknown", 4, ""),
        ('title = "X"\n', "table-unknown", 1, ""),
        (HEAD + "\n[printer.deep]\n", "table-unknown", 4, "print"),
    ],
)
def test_words_that_are_not_known(
    tmp_path: Path, source: str, code: str, line: int, nearest: str
) -> None:
    problem = only(tmp_path, source)
    assert (problem.code, problem.place.line) == (code, line)
    assert problem.values["nearest"]
    assert not nearest or problem.values["nearest"] == nearest
    assert problem.values["nearest"] in problem.hint("fr")


def test_the_line_is_that_of_the_right_table(tmp_path: Path) -> None:
    source = (
        HEAD + '[[contributors]]\nname = "A"\n\n[[contributors]]\nname = 3\n\n'
        '[[contributors]]\nname = "C"\n'
    )
    problem = only(tmp_path, source)
    assert (problem.code, problem.place.line) == ("value-type", 7)


@pytest.mark.parametrize(
    ("line", "example"),
    [
        ("title = 3", 'title = "'),
        ("title = ['a']", 'title = "'),
        ('language = "Français"', 'language = "fr"'),
        ('date = "2026-01-15"', "date = 2026"),
        ("date = 10:00:00", "date = 2026"),
        ('subjects = "mer"', "subjects = ["),
        ("subjects = [1]", "subjects = ["),
        ("cover = true", 'cover = "'),
        ('identifier = "9782070408504"', 'identifier = "urn:isbn:'),
        ('identifier = "urn:doi:10.1/x"', 'identifier = "urn:isbn:'),
    ],
)
def test_values_of_the_wrong_kind(tmp_path: Path, line: str, example: str) -> None:
    problem = only(tmp_path, f'[publication]\npublisher = "X"\n{line}\n')
    assert (problem.code, problem.place.line) == ("value-type", 3)
    assert problem.hint("fr").partition(" : ")[2].startswith(example)


@pytest.mark.parametrize(
    ("table", "line"),
    [
        ("print", 'format = "B12"'),
        ("print", "format = 5"),
        ("print", "format = ['A5']"),
        ("print", 'theme = "baroque"'),
        ("print", "theme = ['revue']"),
        ("print", 'bleed = "3 cubits"'),
        ("print", 'recto_openings = "oui"'),
        ("contents", 'order = "01.txt"'),
        ("contents", "order = [1]"),
    ],
)
def test_values_of_the_wrong_kind_in_other_tables(tmp_path: Path, table: str, line: str) -> None:
    problem = only(tmp_path, f"{HEAD}[{table}]\n{line}\n")
    assert (problem.code, problem.place.line) == ("value-type", 4)


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ('publication = "X"\n', 1),
        ("[[publication]]\ntitle = 'X'\n", 1),
        (HEAD + "[contributors]\nname = 'X'\n", 3),
        (HEAD + "contents = 3\n[contributors]\n", None),
    ],
)
def test_tables_of_the_wrong_shape(tmp_path: Path, source: str, line: int | None) -> None:
    problems = told(tmp_path, source)
    assert problems
    if line is not None:
        assert (problems[0].code, problems[0].place.line) == ("value-type", line)


def test_a_contributor_without_a_name(tmp_path: Path) -> None:
    problem = only(tmp_path, HEAD + '\n[[contributors]]\nrole = "aut"\n')
    assert (problem.code, problem.place.line) == ("value-type", 4)
    assert "name" in problem.message("fr")


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (HEAD + "publisher X\n", 3),
        (HEAD + 'publisher = "X\n', 3),
        (HEAD + 'title = "encore"\n', 3),
        ("[publication\n", 1),
        ("= 3\n", 1),
    ],
)
def test_what_is_not_toml(tmp_path: Path, source: str, line: int) -> None:
    problem = only(tmp_path, source)
    assert (problem.code, problem.place.line) == ("toml-syntax", line)


def test_what_ends_too_early(tmp_path: Path) -> None:
    assert only(tmp_path, HEAD + "subjects = [").code == "toml-syntax"


def test_latin_1_is_told(tmp_path: Path) -> None:
    problem = only(tmp_path, '[publication]\ntitle = "Été"\n'.encode("latin-1"))
    assert problem.code == "toml-encoding"


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "publication.toml").mkdir()
    _, (problem,) = read_settings(tmp_path / "publication.toml", "publication.toml")
    assert problem.code == "not-a-file"


@pytest.mark.parametrize(
    ("isbn", "code"),
    [
        ("978-2-07-040850-4", ""),
        ("9782070408504", ""),
        ("979 10 90648 00 0", "isbn-wrong"),
        ("978-2-07-040850-5", "isbn-wrong"),
        ("978-2-07-040580-4", "isbn-wrong"),
        ("2-07-040850-4", "isbn-shape"),
        ("978207040850X", "isbn-shape"),
        ("97720704085044", "isbn-shape"),
        ("9712070408504", "isbn-shape"),
    ],
)
def test_isbn(tmp_path: Path, isbn: str, code: str) -> None:
    problems = told(tmp_path, f'{HEAD}identifier = "urn:isbn:{isbn}"\n')
    assert [p.code for p in problems] == ([code] if code else [])
    assert all(p.place.line == 3 for p in problems)


def test_a_wrong_isbn_says_its_check_digit(tmp_path: Path) -> None:
    problem = only(tmp_path, f'{HEAD}identifier = "urn:isbn:978-2-07-040850-5"\n')
    assert problem.values["digit"] == "4"


@given(st.integers(0, 999_999_999), st.integers(0, 9))
def test_one_check_digit_in_ten_is_right(stem: int, other: int) -> None:
    """ISO 2108: the weighted sum of all thirteen digits is a multiple of ten."""
    digits = f"978{stem:09d}{other}"
    right = sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(digits)) % 10 == 0
    with TemporaryDirectory() as folder:
        problems = told(Path(folder), f'{HEAD}identifier = "urn:isbn:{digits}"\n')
    assert (problems == []) is right


def test_sizes_of_pages() -> None:
    assert page_size("A5") == FORMATS["A5"] == ("148mm", "210mm")
    assert page_size("148 × 210 mm") == ("148mm", "210mm")
    assert page_size("Royal") == ("156mm", "234mm")
    assert page_size("a5") == page_size("A5")
    assert page_size("120mm x 190mm") == ("120mm", "190mm")
    assert page_size("110mm x 178,5mm") == ("110mm", "178.5mm")


def test_values_come_as_they_are(tmp_path: Path) -> None:
    toml = tmp_path / "publication.toml"
    toml.write_text(HEAD + "date = 2026-01-15\n")
    content, problems = read_settings(toml, "x")
    assert problems == []
    assert content == {"publication": {"title": "Essai", "date": dt.date(2026, 1, 15)}}


# --- any text ------------------------------------------------------------------------------------

KEYS = st.sampled_from(
    ["title", "date", "identifier", "order", "name", "format", "cover", "subjects", "tilte", '"é"']
)
VALUES = st.sampled_from(
    [
        *('"X"', "3", "2026-01-15", "2026-01-15T10:00:00Z", "10:00:00", "true", "[]", "['a', 3]"),
        *("{}", "{a = 1}", "[{}]", '"urn:isbn:x"', '"urn:isbn:"', '"urn:uuid:é"', "nan", "0x1F"),
        *('"""\nx\n"""', '"A5"', '"1x1"', '"', "1e400", "99999999999999999999999"),
    ]
)
HEADS = st.sampled_from(
    [
        *("[publication]", "[[contributors]]", "[contents]", "[print]", "[print.x]", "[[print]]"),
        *("[publikation]", "[contributors]", "[a.'b.c']", "[[contributors.x]]", "['publication']"),
    ]
)
TOML_LINES = st.one_of(
    HEADS,
    st.builds("{} = {}".format, KEYS, VALUES),
    st.builds("publication.{} = {}".format, KEYS, VALUES),
    st.text(max_size=12),
)


@given(st.lists(TOML_LINES, max_size=10).map("\n".join))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_makes_it_fail(tmp_path: Path, source: str) -> None:
    toml = tmp_path / "publication.toml"
    toml.write_bytes(source.encode("utf-8", "surrogatepass"))
    _, problems = read_settings(toml, "publication.toml")
    lines = len(source.splitlines()) + 1
    for problem in problems:
        assert problem.message("fr")
        assert problem.hint("en")
        assert problem.place.line is None or 1 <= problem.place.line <= lines


@given(st.binary(max_size=60))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_make_it_fail(tmp_path: Path, data: bytes) -> None:
    toml = tmp_path / "publication.toml"
    toml.write_bytes(data)
    content, problems = read_settings(toml, "publication.toml")
    assert content == {} or not any(p.code.startswith("toml") for p in problems)


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("titre = «\u00a0Cahiers\u00a0»", "toml-quotes", "« »"),
        ("titre = “Cahiers” # le titre", "toml-quotes", "“ ”"),
        ("date = 2026-02-31", "toml-date", "2026-02-31"),
        ("date = 31/12/2026", "toml-date", "31/12/2026"),
        ("publisher = Association L’Estran", "toml-string", "Association L’Estran"),
        ("=", "toml-syntax", ""),
    ],
)
def test_what_an_editor_writes_that_is_not_toml(
    tmp_path: Path, line: str, code: str, words: str
) -> None:
    problem = only(tmp_path, f"{HEAD}{line}\n")
    assert (problem.code, problem.place.line) == (code, 3)
    assert words in problem.message("fr")
    assert words in problem.message("en")


@pytest.mark.parametrize(
    ("table", "key", "meant"),
    [
        ("publication", "éditeur", "publisher"),
        ("publication", "Sous-titre", "subtitle"),
        ("publication", "titel", "title"),
        ("print", "prix", "price"),
    ],
)
def test_a_key_in_french_is_understood(tmp_path: Path, table: str, key: str, meant: str) -> None:
    head = "" if table == "publication" else f"[{table}]\n"
    problem = only(tmp_path, f'{HEAD}{head}"{key}" = "x"\n')
    assert f"« {meant} »" in problem.hint("fr")
