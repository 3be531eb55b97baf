"""Each rule alone: what it sets, and what it leaves as it is."""

from __future__ import annotations

import pytest

from publish.article import E
from publish.typography import typeset_text
from publish.typography.rules import RULES
from publish.typography.runs import Run
from publish.typography.spacing import spacing

NB, NNB = "\u00a0", "\u202f"


def alone(rule: str, text: str, language: str = "fr") -> str:
    """The text with one rule applied to it."""
    run = Run(E.p(text), language)
    run.apply(list(RULES[rule](run.visible, spacing(language))))
    return run.text


CASES = {
    "apostrophe": [
        ("l'eau", "l’eau"),
        ("aujourd'hui", "aujourd’hui"),
        ("l`eau, l´eau, lʼeau, l‘eau", "l’eau, l’eau, l’eau, l’eau"),
        ('l\'"eau"', 'l’"eau"'),
        ("l'«eau»", "l’«eau»"),
        ("presqu'île d'Olonne", "presqu’île d’Olonne"),
        ("c'est l'11 mai", "c’est l’11 mai"),
        ("5'10", "5'10"),
        ("l’eau", "l’eau"),
    ],
    "ellipsis": [
        ("Enfin...", "Enfin…"),
        ("...puis rien", "…puis rien"),
        ("Non....", "Non...."),
        ("../../plan", "../../plan"),
        (".../plan", ".../plan"),
        ("deux points..", "deux points.."),
    ],
    "guillemets": [
        ('"Oui"', "«Oui»"),
        ("“Oui”", "«Oui»"),
        ('Il dit "non" et "oui".', "Il dit «non» et «oui»."),
        ('"Il a dit “non” hier"', "«Il a dit “non” hier»"),
        ('« Il a dit "non" hier »', "« Il a dit “non” hier »"),
        ("„Ja“ et „Ja”", "„Ja“ et «Ja»"),
        ('12" de large', '12" de large'),
        ('une "citation sans fin', 'une "citation sans fin'),
        ('l’"eau"', "l’«eau»"),
        ('Il dit "non » et « "oui"', 'Il dit "non » et « “oui”'),
        ('„Oui" et "non"', "«Oui» et «non»"),
        ('"Un « deux"', '"Un « deux"'),
    ],
    "doubled-spaces": [
        ("un  deux", "un deux"),
        (f"un {NB} deux", f"un{NB}deux"),
        (f"un {NNB}deux", f"un{NNB}deux"),
    ],
    "low-punctuation": [
        ("un , deux .", "un, deux."),
        (f"un{NB}.", "un."),
        ("un .txt", "un .txt"),
        ("et .5 de plus", "et .5 de plus"),
    ],
    "guillemet-spaces": [
        ("«oui»", f"«{NB}oui{NB}»"),
        ("« oui »", f"«{NB}oui{NB}»"),
        (f"«{NNB}oui{NNB}»", f"«{NB}oui{NB}»"),
        ("«»", "«»"),
    ],
    "high-punctuation": [
        ("Oui !", f"Oui{NNB}!"),
        ("Oui!", f"Oui{NNB}!"),
        (f"Oui{NB}?", f"Oui{NNB}?"),
        ("l’eau ; le sel", f"l’eau{NNB}; le sel"),
        ("Quoi ?!", f"Quoi{NNB}?!"),
        ("(bis) ;", f"(bis){NNB};"),
        ("!", "!"),
    ],
    "colon": [
        ("Ceci : cela", f"Ceci{NB}: cela"),
        ("Ceci: cela", f"Ceci{NB}: cela"),
        ("Ceci :", f"Ceci{NB}:"),
        ("à 12:30", "à 12:30"),
        ("au 16:9", "au 16:9"),
        ("rapport a:b", "rapport a:b"),
        ("content :-)", "content :-)"),
    ],
    "thousands": [
        ("12 500", f"12{NNB}500"),
        (f"1{NB}234{NB}567", f"1{NNB}234{NNB}567"),
        ("en 1987 114 marches", "en 1987 114 marches"),
        ("06 12 34 56 78", "06 12 34 56 78"),
        ("12 5000", "12 5000"),
        ("0 123", "0 123"),
    ],
    "units": [
        ("80 %", f"80{NB}%"),
        ("80%", f"80{NB}%"),
        ("85 m du rivage", f"85{NB}m du rivage"),
        ("640 €", f"640{NB}€"),
        ("12 m³", f"12{NB}m³"),
        ("2 millions", f"2{NB}millions"),
        ("3 maisons", "3 maisons"),
        ("100 moutons", "100 moutons"),
        ("%s", "%s"),
    ],
    "times": [("8 h 30", f"8{NB}h{NB}30"), ("14h30", f"14{NB}h{NB}30"), ("12:30", "12:30")],
    "abbreviations": [
        ("M. Roux", f"M.{NB}Roux"),
        ("MM. Roux et Blanc", f"MM.{NB}Roux et Blanc"),
        ("Mme Hélouët", f"Mme{NB}Hélouët"),
        ("Dr Étienne", f"Dr{NB}Étienne"),
        ("n° 7, p. 12, vol. 3", f"n°{NB}7, p.{NB}12, vol.{NB}3"),
        ("§ 4", f"§{NB}4"),
        ("M. et Mme", "M. et Mme"),
        ("le Dr arrive", "le Dr arrive"),
    ],
    "dialogue-dash": [
        ("— Oui.", f"—{NB}Oui."),
        ("—Oui.", f"—{NB}Oui."),
        ("Il dit — oui", "Il dit — oui"),
        ("——", "——"),
    ],
}


def test_every_rule_has_its_cases() -> None:
    """The rules that came with ``cases.tsv`` have theirs there (test_cases.py)."""
    assert set(CASES) <= set(RULES)


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [(rule, before, after) for rule, cases in CASES.items() for before, after in cases],
)
def test_rule(rule: str, before: str, after: str) -> None:
    assert alone(rule, before) == after
    assert alone(rule, after) == after


@pytest.mark.parametrize(
    ("language", "after"),
    [
        ("fr", f"Quoi{NNB}? Ceci{NB}: «{NB}oui{NB}»"),
        ("fr-FR", f"Quoi{NNB}? Ceci{NB}: «{NB}oui{NB}»"),
        ("fr-CA", f"Quoi? Ceci{NB}: «{NB}oui{NB}»"),
        ("fr-CH", f"Quoi{NNB}? Ceci{NNB}: «{NNB}oui{NNB}»"),
        ("en", "Quoi ? Ceci : «oui»"),
    ],
)
def test_spacing_of_each_variety(language: str, after: str) -> None:
    assert typeset_text("Quoi ? Ceci : «oui»", language) == after


def test_rules_work_together() -> None:
    before = '"L\'eau monte... Faut-il partir ?" demande M. Roux : 12 500 m³, soit 80 % de plus !'
    after = (
        f"«{NB}L’eau monte… Faut-il partir{NNB}?{NB}» demande M.{NB}Roux{NB}: 12{NNB}500{NB}m³, "
        f"soit 80{NB}% de plus{NNB}!"
    )
    assert typeset_text(before, "fr") == after


@pytest.mark.parametrize(
    "kept",
    [
        "https://estran.example/agenda?jour=1;mois=2!",
        "www.estran.example/l'eau",
        "mailto:l'abbe@estran.fr",
        "jeanne-roux+estran@estran.fr",
        "estran.fr/a!b",
        "ISBN 978-2-00-000001-3",
        "@estran #maree",
    ],
)
def test_addresses_and_names_of_files_are_left(kept: str) -> None:
    address = kept.rstrip("!")
    assert address in typeset_text(f"Voir {kept} !", "fr")
