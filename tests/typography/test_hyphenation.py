"""One class for each rule of docs/hyphenation.md, then what holds for every word."""

from __future__ import annotations

import csv
import re
from itertools import pairwise
from pathlib import Path

import pyphen
import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.typography.hyphenation import Exceptions, Quality, breaks, is_entry, text_breaks
from publish.typography.hyphenation.exceptions import OWN
from publish.typography.hyphenation.simple import VOWELS, simple_breaks
from publish.typography.hyphenation.unlucky import HEADS, RESTS

SIGNS = {Quality.GOOD: "|", Quality.TOLERABLE: "¦", Quality.LAST_RESORT: "?"}


def shown(word: str, *, name: bool = False, exceptions: Exceptions | None = None) -> str:
    """The word with ``|`` at good breaks, ``¦`` at tolerable ones, ``?`` at last resorts."""
    found = breaks(word, name=name, exceptions=exceptions or Exceptions())
    for place, quality in reversed(found):
        word = word[:place] + SIGNS[quality] + word[place:]
    return word


def places(word: str) -> list[str]:
    return re.split("[|¦?]", shown(word))


class Cases:
    """Words as they must be divided."""

    cases: tuple[str, ...] = ()

    def test_cases(self) -> None:
        wanted = list(self.cases)
        assert [shown(re.sub("[|¦?]", "", case)) for case in wanted] == wanted


class TestBounds(Cases):
    cases = (
        "at¦ten|tion",
        "po¦li|tique",
        "abri¦cot",
        "par¦ler",
        "ma?tin",
        "été",
        "école",
        "éco|lier",
        "abord",
        "cité",
    )


class TestMuteSyllable(Cases):
    cases = (
        "quatre",
        "mon|tagne",
        "re¦cherche",
        "pos|sible",
        "pos|sibles",
        "théâtre",
        "ar¦rivent",
        "tournent",
        "com|plètent",
        "ré¦pètent",
        "fa¦tiguent",
        "re¦marquent",
        "chan|taient",
        "restent",
        "dé¦sirent",
        "pé¦rissent",
    )

    @pytest.mark.parametrize("word", ["argument", "parent", "différent", "accident", "continent"])
    def test_a_sounded_ent_is_none(self, word: str) -> None:
        assert places(word)[-1].endswith("ent")
        assert len(places(word)[-1]) == 4

    @pytest.mark.parametrize("word", ["négligent", "équivalent", "résident", "convergent"])
    def test_an_ent_that_may_be_sounded_or_not_is_taken_as_mute(self, word: str) -> None:
        assert len(places(word)[-1]) > 4


class TestVowels(Cases):
    cases = (
        "théo¦rie",
        "réac|tion",
        "coopé|ra|tion",
        "ex¦traor|di|naire",
        "poète",
        "créa|tion",
        "triangle",
        "néan|moins",
    )


class TestXAndY(Cases):
    cases = (
        "soixante",
        "deuxième",
        "exa¦men",
        "ex¦trême",
        "tex|tile",
        "voyage",
        "royaume",
        "in¦croyable",
        "asy|mé|trie",
        "sys|tème",
        "oxy|gène",
        "pay|sage",
    )


class TestApostrophe(Cases):
    cases = (
        "au|jour|d’hui",
        "au|jour|d'hui",
        "l’at¦ten|tion",
        "l’école",
        "l’été",
        "d’abord",
        "jus¦qu’à",
        "jus¦qu’alors",
        "lors¦qu’elle",
        "quel¦qu’un",
        "pres¦qu’île",
        "qu’ils",
        "prud’homme",
        "s’entr’ai?der",
        "grand’mère",
    )

    @pytest.mark.parametrize("word", ["aujourd’hui", "l’auteur", "jusqu’ici", "c’est-à-dire"])
    def test_never_beside_it(self, word: str) -> None:
        for place, _ in breaks(word):
            assert "’" not in word[place - 1 : place + 1]


class TestCapitals(Cases):
    cases = ("SNCF", "UNESCO", "MARSEILLE", "iPhone", "McDonald", "XVIII", "d’ONU", "OTAN-Russie")

    def test_small_words_after_a_capital_are_words(self) -> None:
        assert shown("Cependant") == "Ce¦pen|dant"


class TestNoWords(Cases):
    cases = (
        "1234567",
        "1914-1918",
        "mp3-compatible",
        "A4",
        "300km",
        "https://exemple.fr/adresse",
        "redaction@exemple.fr",
        "#revolution",
        "fichier_commun",
        "et/ou",
        "lecteur·rices",
        "Москва",
        "M.Durand",
        "",
        "…",
        "«",
    )


class TestNames:
    def test_only_as_a_last_resort(self) -> None:
        assert shown("Marseille", name=True) == "Mar?seille"
        assert shown("l’Armorique", name=True) == "l’Ar?mo?rique"

    def test_a_compound_name_bears_a_division_at_its_hyphen(self) -> None:
        assert shown("Rouyn-Noranda", name=True) == "Rouyn-¦No?randa"

    @pytest.mark.parametrize(
        ("text", "word"),
        [
            ("Il habite à Marseille depuis", "Marseille"),
            ("Il vint de l’Armorique", "Armorique"),
            ("selon M. Lefebvre, qui", "Lefebvre"),
            ("une lettre de J. Martineau", "Martineau"),
            ("le mont Saint-Michel", "Michel"),
            ("le bateau « Bretagne » partit", "Bretagne"),
        ],
    )
    def test_a_capital_inside_a_sentence_makes_a_name(self, text: str, word: str) -> None:
        at = text.index(word)
        found = [q for p, q in text_breaks(text) if at < p < at + len(word)]
        assert set(found) <= {Quality.LAST_RESORT}

    @pytest.mark.parametrize(
        "text",
        [
            "Maintenant il part.",
            "— Maintenant, dit-elle.",
            "Il part. Maintenant elle reste.",
            "Elle dit : « Maintenant, reste. »",
            "Où ? Maintenant.",
            "« Maintenant ! »",
        ],
    )
    def test_a_capital_at_the_start_of_a_sentence_does_not(self, text: str) -> None:
        at = text.index("Maintenant")
        found = [(p - at, q) for p, q in text_breaks(text) if at < p < at + 10]
        assert found == [(4, Quality.GOOD), (6, Quality.GOOD)]


class TestCompounds(Cases):
    cases = (
        "porte-|mon?naie",
        "arc-|en-¦ciel",
        "c’est-|à-¦dire",
        "peut-|être",
        "contre-|ré?vo¦lu¦tion¦naire",
        "ce?lui-ci",
        "va-|t-il",
        "vien?dra-|t-elle",
        "ré?pon?dit-il",
        "don?nez-|moi",
        "a-t-on",
        "vas-y",
        "est-elle",
    )


class TestPrefixes(Cases):
    cases = (
        "in¦at|tendu",
        "in¦égal",
        "dés|ap|pointé",
        "dés|a¦gréable",
        "dés|hé|ri¦ter",
        "dés|hon|neur",
        "dé¦sert",
        "dé¦si|rable",
        "dé¦so¦ler",
        "dé¦sas|treux",
        "dé¦sen|si|bi|li¦ser",
        "més|a¦ven|ture",
        "trans|at|lan|tique",
        "tran|sac|tion",
        "in¦ter|ur|bain",
        "in¦té|rieur",
        "mal|heu|reux",
        "mal|adroit",
        "ma¦la¦die",
        "sub|aqua|tique",
        "pré|sco|laire",
        "dé¦sta|bi|li¦ser",
        "ex¦tra|sco|laire",
        "at¦mo|sphère",
        "mi¦cro|scope",
        "co¦hé|rence",
        "bon|homme",
        "su¦re|ment",
        "sû¦re|ment",
        "surent",
    )


class TestUnlucky(Cases):
    cases = (
        "concours",
        "contri|bu|tion",
        "culture",
        "cultu¦rel",
        "constat",
        "calcul",
        "cal|cu¦ler",
        "subite",
        "servit",
        "dispute",
        "re¦con|nais|sance",
    )

    def test_no_word_of_the_judged_list_has_one(self) -> None:
        for row in judged():
            for place, _ in breaks(row["word"]):
                assert row["word"][:place] not in HEADS
                assert row["word"][place:] not in RESTS


class TestExceptions:
    def test_of_an_editor_win(self) -> None:
        given_words = Exceptions.of(["Azer-baïdjan", "poé-sie", "ré-union", "maintenant"])
        assert shown("Azerbaïdjan", name=True, exceptions=given_words) == "Azer|baïdjan"
        assert shown("l’Azerbaïdjan,", name=True, exceptions=given_words) == "l’Azer|baïdjan,"
        assert shown("«poésie»", exceptions=given_words) == "«poé|sie»"
        assert shown("réunion", exceptions=given_words) == "ré|union"
        assert shown("maintenant", exceptions=given_words) == "maintenant"

    def test_of_an_editor_know_compounds(self) -> None:
        given_words = Exceptions.of(["porte-mon-naie", "va-nu-pieds"])
        assert shown("porte-monnaie", exceptions=given_words) == "porte-|mon|naie"
        assert shown("va-nu-pieds", exceptions=given_words) == "va-|nu-|pieds"

    def test_are_case_blind(self) -> None:
        assert shown("POÉSIE", exceptions=Exceptions.of(["poé-sie"])) == "POÉSIE"
        assert shown("Poésie", exceptions=Exceptions.of(["poé-sie"])) == "Poé|sie"

    @pytest.mark.parametrize("entry", ["Azer-baïdjan", "jusqu’à", "L’Es-tran", "va-nu-pieds"])
    def test_entries(self, entry: str) -> None:
        assert is_entry(entry)

    @pytest.mark.parametrize("entry", ["", "-", "un mot", "-tête", "queue-", "a--b", "mp3", "x*"])
    def test_no_entries(self, entry: str) -> None:
        assert not is_entry(entry)

    def test_each_of_our_own_words_is_divided_otherwise_by_pyphen(self) -> None:
        peer = pyphen.Pyphen(lang="fr", left=2, right=3)
        words = {word: given for word, given in OWN.words.items() if word.isalpha()}
        assert len(words) > 20
        for word, given_places in words.items():
            assert tuple(p for p, _ in breaks(word)) == given_places
            assert tuple(peer.positions(word)) != given_places


class TestRunningText:
    def test_counts_from_the_start_of_the_text(self) -> None:
        text = "Un argument\u00a0: «\u00a0maintenant\u00a0»."
        found = [text[:p].rsplit(maxsplit=1)[-1] for p, _ in text_breaks(text)]
        assert found == ["ar", "argu", "main", "mainte"]

    def test_only_between_two_places(self) -> None:
        text = "argument maintenant argument"
        assert [p for p, _ in text_breaks(text, 9, 14)] == [13]
        assert [p for p, _ in text_breaks(text, 11, 19)] == [13, 15]


LETTERS = "abcdefghijklmnopqrstuvwxyzàâäçéèêëîïôöùûüÿœæ"
WORDS = st.text(LETTERS, min_size=1, max_size=24)
TOKENS = st.text(LETTERS + LETTERS.upper() + "’'-.,;«»()0123456789…/@", max_size=24)


class TestEveryWord:
    @given(WORDS)
    def test_bounds_vowels_and_sound(self, word: str) -> None:
        for place, _ in simple_breaks(word):
            if word in OWN.words:
                continue
            head, rest = word[:place], word[place:]
            assert len(head) >= 2
            assert len(rest) >= 3
            assert not (head[-1] in VOWELS and rest[0] in VOWELS)
            assert not re.fullmatch(rf"[^{VOWELS}]*(qu|gu)?es?", rest)
            assert set(head) & set(VOWELS)
            assert set(rest) & set(VOWELS)

    @given(TOKENS)
    def test_parts_give_the_word_back(self, word: str) -> None:
        cuts = [p for p, _ in breaks(word)]
        assert cuts == sorted(set(cuts))
        ends = [0, *cuts, len(word)]
        assert "".join(word[a:b] for a, b in pairwise(ends)) == word
        assert all(0 < cut < len(word) for cut in cuts)

    @given(TOKENS)
    def test_nothing_beside_what_is_no_letter(self, word: str) -> None:
        for place, _ in breaks(word):
            assert word[place].isalpha()
            assert word[place - 1].isalpha() or word[place - 1] == "-"

    @given(TOKENS)
    def test_a_name_has_no_good_break(self, word: str) -> None:
        plain = {p for p, _ in breaks(word)}
        named = breaks(word, name=True)
        if "aujourd" not in word.lower():
            assert all(quality is not Quality.GOOD for _, quality in named)
            assert {p for p, _ in named} <= plain

    @given(WORDS, st.data())
    def test_exceptions_win(self, word: str, data: st.DataObject) -> None:
        cuts = data.draw(st.sets(st.integers(1, max(1, len(word) - 1)), max_size=4))
        cuts = sorted(c for c in cuts if c < len(word))
        ends = [0, *cuts, len(word)]
        entry = "-".join(word[a:b] for a, b in pairwise(ends))
        assert [p for p, _ in breaks(word, exceptions=Exceptions.of([entry]))] == cuts

    @given(st.text(LETTERS + " ’-.«»\u00a0", max_size=80))
    def test_a_text_is_its_words(self, text: str) -> None:
        found = {p for p, _ in text_breaks(text)}
        at = 0
        for word in re.split(r"(\s+)", text):
            inside = {p - at for p in found if at < p < at + len(word)}
            assert inside == {p for p, _ in breaks(word)}
            at += len(word)


def judged() -> list[dict[str, str]]:
    """The words where we and the patterns differ, as they were judged."""
    with (Path(__file__).parent / "hyphenation.tsv").open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        return list(csv.DictReader(lines, delimiter="\t"))


class TestJudgedWords:
    def test_ours_are_what_was_judged(self) -> None:
        assert [shown(row["word"]) for row in judged()] == [row["ours"] for row in judged()]

    def test_pyphen_gives_what_was_judged(self) -> None:
        peer = pyphen.Pyphen(lang="fr", left=2, right=3)
        assert [peer.inserted(r["word"]) for r in judged()] == [r["pyphen"] for r in judged()]

    def test_every_verdict_has_a_reason(self) -> None:
        for row in judged():
            assert row["verdict"] in ("ours", "strict", "either", "theirs"), row
            assert row["reason"], row
