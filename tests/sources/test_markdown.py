from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.article import XHTML, faults, is_note, is_note_call, tag, text
from publish.proof.reading import article_words
from tests.sources.test_text import LONG, outline, reading


def codes(source: str) -> list[tuple[str, int | None]]:
    return [(d.code, d.place.line) for d in reading(source, ".md").diagnostics]


def root(source: str):  # type: ignore[no-untyped-def]
    found = reading(source, ".md")
    assert found.article is not None, found.diagnostics
    return found.article.root


def test_the_first_heading_is_the_title_and_the_others_open_sections() -> None:
    said = outline(f"# Titre\n\n{LONG}\n\n# Un\n\n{LONG}\n\n## Deux\n\n{LONG}\n", ".md")
    assert [(n, t) for n, t in said if n != "p"] == [("h1", "Titre"), ("h2", "Un"), ("h3", "Deux")]


def test_without_any_mark_structure_is_inferred() -> None:
    said = outline(f"Rubrique\n\nUn titre assez long pour en être un\n\n{LONG}\n\n{LONG}\n", ".md")
    assert [name for name, _ in said] == ["rubric", "h1", "p", "p"]


def test_front_matter_makes_the_header() -> None:
    article = root(
        "---\nRubrique: Monde\ntitre: Un *titre*\nSous-titre: Un sous-titre\n"
        "auteurs:\n  - Jeanne Roux\n  - name: Erik Ødegård\ndate: 2026-03-01\n---\n\nTexte.\n"
    )
    said = {e.get("class") or tag(e): text(e) for e in article[0]}
    assert said == {
        "rubric": "Monde",
        "h1": "Un titre",
        "subtitle": "Un sous-titre",
        "byline": "Jeanne Roux, Erik Ødegård",
        "dateline": "1er mars 2026",
    }
    assert article.find(f".//{{{XHTML}}}time").get("datetime") == "2026-03-01"
    assert article.find(f".//{{{XHTML}}}h1/{{{XHTML}}}em") is not None


def test_front_matter_names_the_language() -> None:
    assert root("---\ntitle: A title\nlang: en\n---\n\nText.\n").get("lang") == "en"


@pytest.mark.parametrize(
    ("source", "code", "line"),
    [
        ("---\ntitre: Le port : une histoire\n---\n\nT.\n", "front-matter-invalid", 2),
        ("---\n- liste\n---\n\nT.\n", "front-matter-invalid", 2),
        ("---\ntitre: A\ndate: 2026-02-31\n---\n\nT.\n", "front-matter-date", 3),
        ("---\ntitre: A\ndate: 2026-13-40\n---\n\nT.\n", "front-matter-date", 3),
        ("---\ntitre: A\ndate: 31 février 2026\n---\n\nT.\n", "front-matter-date", 3),
        ("---\ntitre: A\ndate: 31 février\n---\n\nT.\n", "front-matter-date", 3),
        ("---\ntitre: A\nchapau: mer\n---\n\nT.\n", "front-matter-key", 3),
        ("---\ntitre: A\nstandfrist: mer\n---\n\nT.\n", "front-matter-key", 3),
        ("---\ntitre: [[1]]\n---\n\nT.\n", "front-matter-type", 2),
        ("---\ntitre: A\ntags: mer\n---\n\nT.\n", "front-matter-unused", 3),
        ("# T\n\nUn mot[^a].\n", "note-undefined", 3),
        ("# T\n\nUn mot.\n\n[^a]: perdue\n", "note-uncalled", 5),
        ("# T\n\nMot[^a].\n\n[^a]: un\n\n[^a]: deux\n", "note-twice", 7),
        ("# T\n\nMot[^a].\n\n[^a]:\n", "note-undefined", 5),
        ("# T\n\n![](a.png)\n", "alt-missing", 3),
        ("# T\n\n![x](https://a.example/b.png)\n", "image-remote", 3),
        ("# T\n\n[mot](file:///etc/passwd)\n", "link-refused", 3),
        ("# T\n\nUn <u>mot</u>.\n", "html-inline", 3),
        ("# T\n\n<div>Un mot.</div>\n", "html-block", 3),
        ("# T\n\nMot <!-- secret -->.\n", "comment-left-out", 3),
    ],
)
def test_problems_name_their_line(source: str, code: str, line: int) -> None:
    assert (code, line) in codes(source)


def test_lists_in_a_front_matter_that_hold_each_other_are_not_written_out() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 8)]
    source = "\n".join(["---", *lines, "titre: Un", "---", "", "Mot."])
    tracemalloc.start()
    try:
        assert [code for code, _ in codes(source)] == ["front-matter-unused"] * 8
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


def test_a_name_is_told_as_the_folder_shows_it() -> None:
    (problem,) = reading("# T\n\n![](photo%20été.png)\n", ".md").diagnostics
    assert "« photo été.png »" in problem.message("fr")


def test_nesting_without_end_is_refused() -> None:
    assert codes("# T\n\n" + ">" * 2000 + " mot\n")[0][0] == "nested-too-deep"


def test_notes_are_numbered_by_their_first_call() -> None:
    article = root("# T\n\nUn[^b] deux[^a] trois[^b].\n\n[^a]: Note a.\n\n[^b]: Note b.\n")
    calls = [(e.get("id"), e.get("href"), text(e)) for e in article.iter() if is_note_call(e)]
    assert calls == [("r1", "#n1", "1"), ("r2", "#n2", "2"), ("r1-2", "#n1", "1")]
    assert [(e.get("id"), text(e)) for e in article.iter() if is_note(e)] == [
        ("n1", "Note b."),
        ("n2", "Note a."),
    ]


def test_notes_written_in_place() -> None:
    article = root("# T\n\nUn mot^[Note *en place*.] et la suite.\n")
    assert [text(e) for e in article.iter() if is_note(e)] == ["Note en place."]


def test_an_image_alone_is_a_figure_with_its_caption() -> None:
    figure = root('# T\n\n![Un phare](p.png "La nuit")\n').find(f".//{{{XHTML}}}figure")
    assert [(tag(e), e.get("alt"), text(e)) for e in figure] == [
        ("img", "Un phare", ""),
        ("figcaption", None, "La nuit"),
    ]


def test_a_table_has_one_caption() -> None:
    html = root("# T\n\n| a |\n|--|\n| 1 |\n\n: Une\nlongue\n\n: Deux\nlignes\n")
    assert [text(e) for e in html.iter(f"{{{XHTML}}}caption")] == ["Une longue"]
    assert [text(e) for e in html.iter(f"{{{XHTML}}}p")] == [": Deux lignes"]


def test_tables_have_scopes_and_captions_and_an_empty_corner_is_no_header() -> None:
    table = root("# T\n\n|  | b |\n|--|--:|\n| 1 | 2 |\n\n: Légende\n").find(f".//{{{XHTML}}}table")
    cells = [
        (tag(e), e.get("scope"), e.get("class")) for e in table.iter() if tag(e)[0:2] in "thtd"
    ]
    assert text(table[0]) == "Légende"
    assert ("th", "col", "end") in cells
    assert [tag(e) for e in table.iter(f"{{{XHTML}}}td", f"{{{XHTML}}}th")] == [
        "td",
        "th",
        "td",
        "td",
    ]


def test_indented_text_is_a_paragraph() -> None:
    assert outline(f"# Titre\n\n    {LONG}\n", ".md")[-1][0] == "p"


PIECES = st.sampled_from(
    [
        *("mot ", "l’eau ", "*", "**", "`", "[", "](a.md)", "](b.png)", "![", "[^1]", "\n", "\n\n"),
        *(
            "# ",
            "> ",
            "- ",
            "1. ",
            "7) ",
            "    ",
            "| a | b |\n|--|--|\n| c | d |\n",
            "[^1]: note\n",
        ),
        *(
            "<b>",
            "</b>",
            "<div>",
            "---\n",
            "***\n",
            "```\n",
            "{.verse}\n",
            "\\",
            ": def\n",
            "é",
            "_",
        ),
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_no_word_is_lost_or_added(source: str) -> None:
    found = reading("# Titre\n\n" + source, ".md")
    assert not [d for d in found.diagnostics if d.code == "profile-fault"], found.diagnostics
    if found.article is not None:
        said = sorted(w.word for w in article_words(found.article.root, "essai"))
        assert said == sorted(found.words)


@pytest.mark.parametrize(
    ("source", "code", "line"),
    [
        ("# T\n\nUn.\n\n[Note]: remarque\n", "reference-unused", 5),
        ("# T\n\n[a] et\n\n[a]: x.md\n[a]: y.md\n", "reference-unused", 6),
        ("# T\n\n|a|b|\n|-|-|\n|1|2|perdu|\n", "cells-too-many", 5),
        ("# T\n\n``` python titre du code\nx\n```\n", "code-title", 3),
    ],
)
def test_what_markdown_drops_is_said(source: str, code: str, line: int) -> None:
    assert (code, line) in codes(source)


@pytest.mark.parametrize(
    "source",
    [
        '# T\n\n[a] et ![b][c] et [d][a]\n\n[a]: x.md "Titre"\n[c]: y.png\n',
        "# T\n\n|a|b|\n|-|-|\n|1|2|\n|1 \\| 2|3\n|1\n",
        "# T\n\n> |a|b|\n> |-|-|\n> |1|2|\n",
        "# T\n\n``` python\nx\n```\n",
    ],
)
def test_nothing_is_said_when_nothing_is_dropped(source: str) -> None:
    said = {code for code, _ in codes(source)}
    assert not said & {"reference-unused", "cells-too-many", "code-title"}


def test_a_definition_with_a_list_in_it_is_of_the_profile() -> None:
    html = root("# T\n\nMarée\n: Mouvement\n  1. montant\n")
    (definition,) = html.iter(f"{{{XHTML}}}dd")
    assert [tag(e) for e in definition] == ["p", "ol"]


def test_notes_in_the_front_matter_are_notes_of_the_article_numbered_from_its_head() -> None:
    head = "---\ntitre: Le port^[Du titre.]\nchapo: Voici[^a] tout.\n---\n\n"
    found = reading(head + "Un texte[^a] et^[deux] trois^[c].\n\n[^a]: A.\n", ".md")
    assert found.article is not None
    assert faults(found.article) == []
    calls = [(text(e), e.get("id")) for e in found.article.root.iter() if is_note_call(e)]
    assert calls == [("1", "r1"), ("2", "r2"), ("2", "r2-2"), ("3", "r3"), ("4", "r4")]
    notes = [(e.get("id"), text(e)) for e in found.article.root.iter() if is_note(e)]
    assert notes == [("n1", "Du titre."), ("n2", "A."), ("n3", "deux"), ("n4", "c")]


@pytest.mark.parametrize(
    ("mark", "placed"),
    [
        ("{.wide}", "wide"),
        ("{.left}", "left"),
        ('{.right width="35%"}', "right third"),
        ('{width="45%"}', "half"),
        ('{width="95%"}', "wide"),
        ("{width=40%}", "third"),
        ("{width=50% .left}", "left half"),
        ("{.right width=30.5%}", "right third"),
        ("{width=300px}", None),
        ("{.right .two-thirds .strange}", "right two-thirds"),
        ("{.wide .third}", "wide"),
        ("{.bleed width=50%}", "bleed"),
        ("", None),
    ],
)
@pytest.mark.parametrize("before", [False, True])
def test_the_mark_of_an_image_places_its_figure(
    mark: str, placed: str | None, before: bool
) -> None:
    image = '![Un phare](phare.png "La légende")'
    source = f"{mark}\n{image}" if before else f"{image}{mark}"
    figure = root(f"---\ntitre: Un\n---\n\nTexte.\n\n{source}\n\nTexte.\n").find(
        f".//{{{XHTML}}}figure"
    )
    assert figure is not None
    assert figure.get("class") == placed
    assert "{" not in text(figure.getparent())


@pytest.mark.parametrize(
    ("mark", "told"),
    [
        ("{width=35%}", None),
        ("{width=100%}", None),
        ("{width=85%}", None),
        ("{.third}", None),
        ("{width=40%}", ("figure-width", "33")),
        ('{width="78%"}', ("figure-width", "67")),
        ("{.left width=90%}", ("figure-width", "50")),
        ("{width=300px}", ("figure-width-unread", "300px")),
        ('{width="6 cm"}', ("figure-width-unread", "6 cm")),
    ],
)
def test_a_width_that_is_not_the_one_asked_for_is_told(
    mark: str, told: tuple[str, str] | None
) -> None:
    source = f'---\ntitre: Un\n---\n\nTexte.\n\n![Un phare](phare.png "La légende"){mark}\n'
    said = [d for d in reading(source, ".md").diagnostics if d.code.startswith("figure")]
    assert [d.code for d in said] == ([told[0]] if told else [])
    if told:
        assert told[1] in said[0].message("fr")
        assert said[0].place.line == 7


@pytest.mark.parametrize(
    "source",
    [
        "`![Un phare](phare.png){width=40%}`",
        "```\n![Un phare](phare.png){width=40%}\n```",
        "Le mot {width=40%} reste.",
        "![Un phare](phare.png) puis {width=40%}",
        "![Un phare](phare.png){largeur=40% du texte}",
        "![Un phare](phare.png){40 %}",
    ],
)
def test_what_is_no_mark_of_an_image_stays_text(source: str) -> None:
    said = text(root(f"---\ntitre: Un\n---\n\nTexte.\n\n{source}\n"))
    assert source[source.index("{") : source.index("}") + 1] in said


@pytest.mark.parametrize(
    ("key", "french", "english"),
    [
        ("chapau", "chapô", "standfirst"),
        ("Rubriques", "rubrique", "rubric"),
        ("soutitre", "sous-titre", "subtitle"),
        ("autheur", "auteur", "author"),
        ("langage", "langue", "language"),
    ],
)
def test_a_key_that_is_nearly_one_is_told_with_it_and_its_words(
    key: str, french: str, english: str
) -> None:
    found = reading(f"---\ntitre: A\n{key}: Trois ans de travaux\n---\n\n{LONG}\n", ".md")
    (told,) = (d for d in found.diagnostics if d.code == "front-matter-key")
    assert (told.values["nearest_fr"], told.values["nearest_en"]) == (french, english)
    assert told.values["quote"] == "Trois ans de travaux"
    assert told.place.line == 3


def test_a_day_of_the_calendar_is_written_out() -> None:
    for date, said in (
        ("2026-02-28", "28 février 2026"),
        ("2026-3-1", "1er mars 2026"),
        ('"2026-03-14"', "14 mars 2026"),
        ("29 février", "29 février"),
        ("printemps 2026", "printemps 2026"),
    ):
        article = reading(f"---\ntitre: A\ndate: {date}\n---\n\n{LONG}\n", ".md").article
        assert article is not None
        assert [text(e) for e in article.root[0] if e.get("class") == "dateline"] == [said]


def test_formulas_of_tex_are_told() -> None:
    source = "# Titre\n\nOn a $E = mc^2$, puis $$\\int f$$ pour 5 $ et 10 $, ou 3$ = 4.\n"
    found = [d for d in reading(source, ".md").diagnostics if d.code == "formula-as-written"]
    assert [d.values["quote"] for d in found] == ["$E = mc^2$", "$$\\int f$$"]
