"""The order of an index: French usage on the Unicode Collation Algorithm."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.edition.index.collation import initial, sort_key

LETTERS = "aàâäbcçdeéèêëfghiîïjklmnoôöœpqrstuùûüvwxyÿzæABCÉÈŒ'’ -"
ENTRIES = st.text(LETTERS, min_size=1, max_size=12)


def in_order(*said: str, language: str = "fr") -> list[str]:
    return sorted(said, key=lambda entry: sort_key(entry, language))


@pytest.mark.parametrize(
    "entries",
    [
        ("cote", "coté", "côte", "côté"),  # accents from the left (CLDR, fr)
        ("odeur", "œil", "œuf", "oeuvre", "office"),  # œ is oe
        ("Ælfric", "Aérien", "Afrique"),
        ("Martin, Zoé", "Martin-Dupont, Anne", "Martine"),  # what the comma parts, first
        ("Saint Louis", "Saint-Malo", "Saintonge"),  # word by word, a hyphen parts words
        ("Lherminier", "L’Hermite", "Lhéry"),  # an apostrophe does not count
        ("à la ligne", "de la mer", "les quais"),  # ligne, mer, quais
        ("estran", "l’été", "étoile"),
        ("Du Bellay, Joachim", "Dupont, Jean"),  # what belongs to the name counts
        ("La Fontaine, Jean de", "Lagarde, Paul", "Le Clézio, J. M. G.", "Leclerc, Anne"),
        ("Charles V", "Charles IX", "Charles X"),
        ("article 2", "article 10"),
        ("Çelik", "Cendrars", "Chateaubriand"),
        ("Zola", "Ωμέγα"),
    ],
)
def test_the_order(entries: tuple[str, ...]) -> None:
    assert in_order(*reversed(entries)) == list(entries)


def test_canada_compares_accents_from_the_end() -> None:
    assert in_order("côté", "coté", "côte", "cote", language="fr-CA") == [
        *("cote", "côte", "coté", "côté")
    ]


@pytest.mark.parametrize(
    "entry, letter",
    [
        ("Éluard", "E"),
        ("œil", "O"),
        ("Ælfric", "A"),
        ("d’Ormesson", "O"),
        ("l’estran", "E"),
        ("La Fontaine", "L"),
        ("Çelik", "C"),
        ("24 heures", "0-9"),
        ("Ωμέγα", "Ω"),
        ("« Vigie »", "V"),
        ("…", "#"),
        ("le", "L"),
    ],
)
def test_the_letter_that_heads_an_entry(entry: str, letter: str) -> None:
    assert initial(entry, "fr") == letter


@given(st.lists(ENTRIES, max_size=8))
def test_the_order_does_not_depend_on_the_order_given(entries: list[str]) -> None:
    assert [sort_key(e, "fr") for e in in_order(*entries)] == [
        sort_key(e, "fr") for e in in_order(*reversed(entries))
    ]


@given(ENTRIES, ENTRIES)
def test_accents_and_case_decide_only_between_the_same_letters(one: str, other: str) -> None:
    def letters(entry: str) -> list[object]:
        return [part[:1] for part in sort_key(entry, "fr")]

    if letters(one) < letters(other):
        assert sort_key(one, "fr") < sort_key(other, "fr")


@given(st.lists(st.text("abcdeéèzàœ", min_size=1, max_size=6), max_size=8))
def test_entries_under_one_letter_stand_together(entries: list[str]) -> None:
    heads = [initial(e, "fr") for e in in_order(*entries)]
    runs = [h for i, h in enumerate(heads) if i == 0 or heads[i - 1] != h]
    assert len(runs) == len(set(runs))


@given(st.text(max_size=30))
def test_any_text_can_be_filed(entry: str) -> None:
    sort_key(entry, "fr")
    assert initial(entry, "fr")
