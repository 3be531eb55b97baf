from __future__ import annotations

import pytest

from publish.edition.index.personal import inverted


@pytest.mark.parametrize(
    "name, filed",
    [
        ("Nicolas Baverez", "Baverez, Nicolas"),
        ("Jean-Paul Sartre", "Sartre, Jean-Paul"),
        ("J. M. G. Le Clézio", "Le Clézio, J. M. G."),
        ("Simone de Beauvoir", "Beauvoir, Simone de"),
        ("Jean d’Ormesson", "Ormesson, Jean d’"),
        ("Jean de La Fontaine", "La Fontaine, Jean de"),
        ("Joachim du Bellay", "Du Bellay, Joachim"),
        ("Vincent van Gogh", "Van Gogh, Vincent"),
        ("Yann Le Goasguen", "Le Goasguen, Yann"),
        ("Victor Hugo", "Hugo, Victor"),
    ],
)
def test_a_name_is_filed_under_the_family(name: str, filed: str) -> None:
    assert inverted(name) == filed
    assert inverted(filed) == filed


@pytest.mark.parametrize(
    "name",
    [
        "Baverez, Nicolas",
        "Napoléon",
        "Louis XIV",
        "François Ier",
        "Association des ports",
        "Voltaire",
        "Jean le",
        "le phare",
    ],
)
def test_others_stay_as_they_are(name: str) -> None:
    assert inverted(name) == name
