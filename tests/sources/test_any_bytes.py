"""Any bytes in: a valid article whose words are those read, or diagnostics; never an exception."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from publish.diagnostics import has_errors
from publish.proof import articles as proofs
from publish.proof.articles import Conservation
from publish.sources import READERS, Manuscript, read
from publish.sources.limits import Limits

READ_HERE = sorted({".txt", ".md"} & set(READERS))
SAMPLES = Path(__file__).parent
SEEDS = {
    ".docx": (SAMPLES / "office" / "styled.docx").read_bytes(),
    ".odt": (SAMPLES / "office" / "styled.odt").read_bytes(),
    ".rtf": (SAMPLES / "office" / "styled.rtf").read_bytes(),
    ".epub": (SAMPLES / "samples" / "phare.epub").read_bytes(),
    ".tex": (SAMPLES / "samples" / "phare.tex").read_bytes(),
    ".html": b"<article><h1>Un titre</h1><p>Un texte<br>de <b>peu</b> de mots.</p></article>",
}
"""A manuscript of each format that is spoilt here; other properties are beside its reader."""


def hold(suffix: str, data: bytes) -> None:
    """No fault of the tool, no word lost or added, an article exactly when there is no error."""
    path = Path(f"essai{suffix}")
    found = read(Manuscript(path, path.name, "essai", "fr", data))
    assert not [d for d in found.diagnostics if d.code == "profile-fault"], found.diagnostics
    assert (found.article is None) == has_errors(found.diagnostics)
    if found.article is not None:
        proof = Conservation()
        proofs.hold_articles([(found.article, found.words)], proof)
        assert proof.differences == []


@given(st.sampled_from(READ_HERE), st.binary(max_size=300))
def test_any_bytes(suffix: str, data: bytes) -> None:
    hold(suffix, data)


@settings(max_examples=60)
@given(st.sampled_from(sorted(READERS)), st.binary(max_size=300))
def test_any_bytes_under_any_name(suffix: str, data: bytes) -> None:
    hold(suffix, data)


@settings(max_examples=60)
@given(st.sampled_from(sorted(SEEDS)), st.binary(max_size=12), st.floats(0, 1), st.integers(0, 40))
def test_a_manuscript_with_other_bytes_in_it(
    suffix: str, junk: bytes, place: float, gone: int
) -> None:
    data = SEEDS[suffix]
    at = int(place * len(data))
    hold(suffix, data[:at] + junk + data[at + gone :])


RTF_WORDS = (
    *(r"\trowd\cellx9\cellx18 ", r"\intbl ", r"\cell ", r"\row ", r"\pard ", r"\par ", r"\plain "),
    *("{", "}", r"\ls1\ilvl1 ", r"\b ", r"\super ", r"{\footnote ", r"{\shp{\*\shpinst{\shptxt "),
    *(r"\deleted ", r"\v ", r"\u233?", r"\'e9", "mot", " ", "un deux", r"\line ", r"{\pntext 1.}"),
    *(r'{\field{\*\fldinst HYPERLINK "https://a.example"}{\fldrslt ', r"\clvmrg ", r"\trhdr "),
)


@given(st.lists(st.sampled_from(RTF_WORDS), max_size=40).map("".join))
@example(r"{\shp{\*\shpinst{\shptxt \'e9\deleted ")
def test_any_order_of_rtf_words(body: str) -> None:
    lists = r"{\*\listtable{\list{\listlevel\levelnfc0}\listid7}}"
    overrides = r"{\*\listoverridetable{\listoverride\listid7\ls1}}"
    hold(".rtf", rf"{{\rtf1\ansi {lists}{overrides}Un titre\par {body}".encode())


YAML = st.sampled_from(
    [
        *("titre: ", "auteur: ", "auteurs: ", "date: ", "lang: ", "rubrique: ", "chapo: |\n  "),
        *("Un *mot*", '"\\u0000"', '"\\uD800"', "2026-03-01", "2026-02-31 10:00", "[a, b]"),
        *("2026-03-01 10:00:00", "chapau: ", "2026-13-40"),
        *(
            "{name: x}",
            "é",
            "&a ",
            "*a",
            "!!binary aGk=",
            "? ",
            ": ",
            "- ",
            "\n",
            "\n",
            "null",
            "~",
        ),
    ]
)


@given(st.lists(YAML, max_size=14).map("".join), st.sampled_from(["", "Un mot.\n", "# Titre\n"]))
@example("date: 2026-03-01 10:00:00\n", "a")
@example("titre: ''\n", "b")
@example("auteur: a\nauteurs: b\ntitre: t\n", "c")
@example("lang: é\ntitre: t\n", "c")
@example("rubrique: R\n", "N\n# *")
@example('inconnu: "\\uD800"\n', "d")
def test_any_front_matter(head: str, body: str) -> None:
    for suffix in (".md", ".txt"):
        hold(suffix, f"---\n{head}\n---\n\n{body}".encode())


@pytest.mark.parametrize(
    "source",
    [
        "---",
        "***",
        "- a\n- b",
        "| a |\n|--|",
        "> a",
        "<b>",
        "# <br>",
        "a\n\nb\n\n# c\n\nd",
        '# T\n\n{lang="é"}\na',
        "# T\n\n[a]{lang=zz-}",
        "# T\n\na^[b^[c]]",
        "# T\n\ntit\\\\re",
        "# T\n\n![a[^1]](c)\n\n[^1]: d",
    ],
)
def test_what_fuzzing_found(source: str) -> None:
    hold(".md", source.encode())


def refused(suffix: str, source: str, **limits: int) -> dict[str, str]:
    path = Path(f"essai{suffix}")
    found = read(Manuscript(path, path.name, "essai", "fr", source.encode(), Limits(**limits)))
    assert found.article is None
    (problem,) = [d for d in found.diagnostics if d.severity == "error"]
    assert problem.code == "limit-exceeded"
    return dict(problem.values)


@pytest.mark.parametrize(
    ("suffix", "source", "limits"),
    [
        (".txt", "Titre\n\n" + "mot " * 30, {"text_characters": 100}),
        (".txt", "Titre\n\n" + "mot " * 30, {"paragraph_characters": 100}),
        (".txt", "Titre\n\n" + "m" * 30, {"word_characters": 20}),
        (".html", "<h1>Titre</h1><p>" + "&lt;" * 30, {"word_characters": 20}),
        (".txt", "Titre\n\n" + "mot.\n\n" * 30, {"blocks": 20}),
        (".md", "# T\n\n" + "mot\n" * 30, {"paragraph_characters": 100}),
        (".md", "# T\n\n" + "- " * 30 + "a", {"blocks": 20}),
        (".md", "# T\n\n" + "[" * 30, {"brackets": 20}),
        (".md", "# T\n\n" + "[[[[[\n\n" * 30, {"brackets": 20}),
        (".md", "# T\n\na|b|c\n-|-|-\n" + "1|2|3\n" * 10, {"table_cells": 20}),
        (".md", "# T\n\na|b|c\n-|-|-\n" + "1\n" * 10, {"table_cells": 20}),
    ],
)
def test_each_limit_is_told_by_its_name(suffix: str, source: str, limits: dict[str, int]) -> None:
    ((name, most),) = limits.items()
    values = refused(suffix, source, **limits)
    assert (values["name"], values["limit"]) == (name, str(most))
    assert int(values["found"]) > most


def test_nesting_is_bounded_by_its_limit() -> None:
    path = Path("essai.md")
    deep = f"# T\n\n{'> ' * 12}mot".encode()
    allowed = read(Manuscript(path, "essai.md", "essai", "fr", deep, Limits(nesting=12)))
    assert allowed.article is not None
    found = read(Manuscript(path, "essai.md", "essai", "fr", deep, Limits(nesting=11)))
    assert [d.code for d in found.diagnostics] == ["nested-too-deep"]
