from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from publish.article import tag, text
from publish.proof.reading import article_words
from publish.sources import Manuscript, Reading, read
from publish.sources.limits import Limits
from publish.words import words

LONG = (
    "Le conseil s’est réuni mardi soir dans la grande salle, devant une centaine d’habitants venus "
    "écouter le débat sur le budget et sur la route."
)


def reading(source: str, suffix: str = ".txt") -> Reading:
    path = Path(f"essai{suffix}")
    return read(Manuscript(path, path.name, "essai", "fr", source.encode()))


def outline(source: str, suffix: str = ".txt") -> list[tuple[str, str]]:
    article = reading(source, suffix).article
    assert article is not None
    names = ("h1", "h2", "h3", "li", "p", "blockquote")
    return [
        (e.get("class") or tag(e), text(e)[:24]) for e in article.root.iter() if tag(e) in names
    ]


def test_lines_of_no_break_spaces_are_blank() -> None:
    said = outline(f"Un titre\n\u00a0\n{LONG}\n \u00a0\t\n{LONG}\n")
    assert [name for name, _ in said] == ["h1", "p", "p"]


def test_paragraphs_on_lines_of_their_own() -> None:
    said = outline(f"Un titre\n{LONG}\n{LONG}\n{LONG}\n")
    assert [name for name, _ in said] == ["h1", "p", "p", "p"]


def test_bullets_make_a_list_and_numbers_keep_their_start() -> None:
    article = reading(f"Un titre\n\n{LONG}\n\n3. trois\n4. quatre\n\n{LONG}\n\n• a\n• b\n").article
    assert article is not None
    lists = [e for e in article.root.iter() if tag(e) in ("ol", "ul")]
    assert [(tag(e), e.get("start"), len(e)) for e in lists] == [("ol", "3", 2), ("ul", None, 2)]


def test_a_number_alone_is_no_list() -> None:
    said = outline(
        f"Un titre\n\n{LONG}\n\n1981. Une année de vent, de sel et de colère à la fois.\n"
    )
    assert said[-1][1].startswith("1981. Une")


def test_the_number_of_an_item_that_becomes_the_title_is_kept() -> None:
    assert outline("3. trois\n4. quatre\n")[0] == ("h1", "3. trois")


def test_a_single_line_is_a_title() -> None:
    assert outline("Juste un titre") == [("h1", "Juste un titre")]


def test_the_line_of_each_block_is_known() -> None:
    article = reading(f"Un titre\n\n{LONG}\n\n{LONG[::-1]}\n").article
    assert article is not None
    assert list(article.lines.values()) == [1, 3, 5]


def test_the_lines_of_what_a_section_holds_are_known() -> None:
    source = f"Un titre\n\n{LONG}\n\nUn intertitre\n\n{LONG[::-1]}\n\n{LONG.upper()}\n"
    article = reading(source).article
    assert article is not None
    lines = [article.lines[e.get("id") or ""] for e in article.root.iter() if tag(e) in ("h2", "p")]
    assert lines == [3, 5, 7, 9]


LINES = st.text(
    st.sampled_from("abcdéœ’'\"«» .,;:!?-–—•…1234567890()[]\u00a0\u202f\tABÉ*#<&"), max_size=60
)


@given(st.lists(LINES, max_size=14).map("\n".join))
@example("3. trois\n4. quatre\n")
@example("a) un\nb) deux\n")
def test_no_word_is_lost_or_added(source: str) -> None:
    found = reading(source)
    if found.article is None:
        assert found.diagnostics
        return
    assert sorted(w.word for w in article_words(found.article.root, "essai")) == sorted(
        words(source)
    )


POEM = (
    "Le pont de bois a quatre planches,\nQuatre planches et pas un clou,\n"
    "La rivière y passe en dimanches,\nEt le vent y joue comme un fou."
)


def test_stanzas_that_rhyme_are_verse() -> None:
    article = reading(f"Un titre\n\n{LONG}\n\n{POEM}\n\n{POEM}\n\n{LONG}\n").article
    assert article is not None
    (poem,) = [e for e in article.root.iter() if e.get("class") == "verse"]
    assert [tag(e) for e in poem] == ["p", "p"]
    assert len([e for e in poem[0] if tag(e) == "br"]) == 3


LATIN = (
    "Arma virumque cano, Troiae qui primus ab oris\n"
    "Italiam fato profugus Laviniaque venit\n"
    "litora, multum ille et terris iactatus et alto"
)
SONG = (
    "Qui veut ses couteaux pour la fête\nLes donne au vent de la Saint-Jean\n"
    "Le vent les rend quand il s’arrête"
)


@pytest.mark.parametrize("poem", [LATIN, SONG], ids=["hexameters", "a song"])
@pytest.mark.parametrize("blank", ["\n\n", "\n"], ids=["blank lines", "none"])
def test_three_lines_of_one_measure_are_verse(poem: str, blank: str) -> None:
    article = reading(blank.join(("Un titre", LONG, poem, LONG)) + "\n").article
    assert article is not None
    (verse,) = [e for e in article.root.iter() if e.get("class") == "verse"]
    assert len([e for e in verse[0] if tag(e) == "br"]) == 2


@pytest.mark.parametrize(
    "lines",
    [
        "La présentation des comptes\nLa discussion sur le local\nLe bilan de la trésorière",
        "The Old Man and the Sea\nFor Whom the Bell Tolls\nA Farewell to Arms",
        "Jeanne Kervella, présidente\nPaul Le Goff, trésorier\nMarie Bihan, secrétaire",
        "Rosa canina\nRosa gallica\nRosa alpina",
        "Mairie de Saint-Aubin\nplace de la République\nSaint-Aubin-sur-Mer",
        "– Une voile rouge, neuve,\n– Une voile noire, usée,\n– Une voile blanche, trouée",
    ],
    ids=["agenda", "titles", "people", "plants", "address", "items"],
)
def test_three_lines_of_prose_are_no_verse(lines: str) -> None:
    article = reading(f"Un titre\n\n{LONG}\n\n{lines}\n\n{LONG}\n").article
    assert article is not None
    assert not [e for e in article.root.iter() if e.get("class") == "verse"]


def test_prose_wrapped_at_a_column_is_no_verse() -> None:
    """Three full lines of prose have one measure and run on, as hexameters do."""
    prose = "Arma virumque cano Troiae qui primus ab oris Italiam fato profugus venit et "
    wrapped = "\n\n".join(textwrap.fill(prose * n, 50) for n in (2, 3, 5))
    article = reading(f"Un titre\n\n{wrapped}\n").article
    assert article is not None
    assert not [e for e in article.root.iter() if e.get("class") == "verse"]


def test_short_lines_that_do_not_rhyme_are_no_verse() -> None:
    lines = "Un titre\nParis\nLe port de Brest\nLa digue et la mer\nLes bateaux\n"
    article = reading(f"Un titre\n\n{LONG}\n\n{lines}\n{LONG}\n").article
    assert article is not None
    assert not [e for e in article.root.iter() if e.get("class") == "verse"]


def test_a_line_of_stars_is_a_rule() -> None:
    article = reading(f"Un titre\n\n{LONG}\n\n* * *\n\n{LONG}\n").article
    assert article is not None
    assert [tag(e) for e in article.root.iter() if tag(e) == "hr"] == ["hr"]


def test_turns_of_a_dialogue_are_no_list() -> None:
    turns = "- Combien de marches ? demanda-t-il.\n\n- Deux cents, répondit Paul.\n"
    said = outline(f"Un titre\n\n{LONG}\n\n{turns}\n{LONG}\n")
    assert "li" not in [name for name, _ in said]


def test_notes_on_lines_of_their_own_are_not_wrapped() -> None:
    article = reading(
        f"Un titre\n\n{LONG} Un[1], deux[2], trois[3].\n\n"
        "[1] Les prix sont ceux de 1781, d’après le registre du port de Loudun.\n"
        "[2] Archives du port de la Vienne, liasses quatre cent douze à quinze.\n"
        "[3] Voir Colette Raimbault, Les Chiens du sel, Poitiers.\n"
    ).article
    assert article is not None
    assert len([e for e in article.root.iter() if e.get("role") == "doc-footnote"]) == 3


def test_a_paragraph_that_no_parser_takes_is_told() -> None:
    far = Limits(
        text_characters=10**8, paragraph_characters=10**8, word_characters=10**8, blocks=10
    )
    source = f"Un titre\n\n{'a' * 8_000_001}\n"
    done = read(Manuscript(Path("a.txt"), "a.txt", "a", "fr", source.encode(), far))
    assert done.article is None
    assert [d.kind.code for d in done.diagnostics] == ["limit-exceeded"]
    assert done.diagnostics[0].place is not None
    assert done.diagnostics[0].place.line == 3


def test_an_indented_line_begins_a_paragraph_of_a_wrapped_text() -> None:
    wrapped = (
        "Un titre\n\n"
        "    Le projectionniste arrivait par le car de deux heures avec trois\n"
        "boîtes rondes sous le bras, et les enfants lui faisaient cortège jusqu’à\n"
        "la salle des fêtes.\n"
        "    Nous tendions nous-mêmes le drap. Il y avait, en bas à gauche, une\n"
        "reprise au fil rouge que nous retrouvions dans tous les films du jeudi.\n"
    )
    assert [t for name, t in outline(wrapped) if name == "p"] == [
        "Le projectionniste arriv",
        "Nous tendions nous-mêmes",
    ]


def test_a_line_that_begins_with_a_dash_after_a_stop_is_not_wrapped() -> None:
    quotation = "« La mer ne rend rien, elle prête, et elle se souvient de chacun. »"
    who = "— Jeanne Kervella, Les Digues"
    said = outline(f"Un titre\n\n{LONG}\n\n{quotation}\n{who}\n\n{LONG}\n")
    assert (said[-2][0], said[-2][1]) == ("attribution", who[:24])


def test_a_front_matter_in_a_text() -> None:
    head = "---\nrubrique: Mer\ntitre: Le sel\nchapô: Une saison.\nauteur: Jeanne Roux\n"
    found = reading(f"{head}date: 2026-02-28\nlangue: fr-CA\n---\n\n{LONG}\n\nUn mot\n\n{LONG}\n")
    assert found.article is not None
    assert found.article.language == "fr-CA"
    said = {e.get("class") or tag(e): text(e) for e in found.article.root[0]}
    assert said == {
        "rubric": "Mer",
        "h1": "Le sel",
        "standfirst": "Une saison.",
        "byline": "Jeanne Roux",
        "dateline": "28 février 2026",
    }
    held = sorted(w.word for w in article_words(found.article.root, "essai"))
    assert held == sorted(found.words)
    assert found.article.lines[found.article.root[1].get("id", "")] == 10


def test_what_is_wrong_in_the_front_matter_of_a_text_is_told_with_its_line() -> None:
    found = reading(f"---\ntitre: A\ndate: 2026-13-40\nchapau: B\n---\n{LONG}\n")
    told = [(d.code, d.place.line) for d in found.diagnostics]
    assert told == [("front-matter-date", 3), ("front-matter-key", 4)]


def test_lines_between_rules_are_no_front_matter() -> None:
    for said in ("Horaires: 9 h\nLieu: la halle", "Un mot", ""):
        found = reading(f"---\n{said}\n---\n\nTitre\n\n{LONG}\n")
        assert not [d for d in found.diagnostics if d.code.startswith("front-matter")]
        assert found.article is not None
        assert sorted(w.word for w in article_words(found.article.root, "essai")) == sorted(
            words(f"{said} Titre {LONG}")
        )
