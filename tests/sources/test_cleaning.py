"""What old programs and pastes leave in a text: read, mended, taken out, and told."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from publish.sources.cleaning import clean
from publish.sources.encoding import Decoded, decode
from publish.words import words

FRENCH = (
    "L’été, « déjà » : où est l’œuvre ? À l’île d’Yeu, rien n’a changé… Ça, c’était là – ou non — "
    "en août. Noël approche ; le maïs mûrit, l’hôte s’inquiète, le garçon rêve. Il coûte 5 € à "
    "Évian, nº 3, 20 °C. L’ÉCOLE FRANÇAISE DE L’ÎLE EST FERMÉE."
)
PLAIN = FRENCH.replace("’", "'").replace("…", "...").replace(" – ", " - ").replace(" — ", " - ")


def codes(decoded: Decoded) -> list[str]:
    return [d.code for d in decoded.diagnostics]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        *(("cp1252", FRENCH), ("mac_roman", FRENCH), ("iso8859-15", PLAIN)),
        *(("utf-16-le", FRENCH), ("utf-16-be", FRENCH)),
    ],
)
def test_french_is_read_back_from_every_encoding_and_the_guess_is_told(
    encoding: str, text: str
) -> None:
    decoded = decode(text.encode(encoding), "a.txt")
    assert decoded.text == text
    assert codes(decoded) == ["encoding-guessed"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_encodings_with_a_mark_are_not_guessed(encoding: str) -> None:
    assert decode(FRENCH.encode(encoding), "a.txt") == Decoded(FRENCH, ())


SENTENCES = [s.strip() for s in PLAIN.replace("?", ".").split(".") if len(s.split()) > 3]


@given(
    st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=8, unique=True).map("\n".join),
    st.sampled_from(["cp1252", "iso8859-15", "mac_roman", "utf-16-le", "utf-16-be", "utf-8"]),
)
def test_any_french_is_read_back(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt").text == text


def test_lines_of_another_encoding_amid_utf_8_are_told_one_by_one() -> None:
    lines = [FRENCH.encode()] * 6
    lines[3] = FRENCH.encode("cp1252")
    decoded = decode(b"\n".join(lines), "a.txt")
    assert decoded.text == "\n".join([FRENCH] * 6)
    assert [(d.code, d.place.line) for d in decoded.diagnostics] == [("encoding-mixed", 4)]


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("through", ["cp1252", "latin-1", "mac_roman"])
def test_mojibake_is_mended_and_told(through: str, times: int) -> None:
    broken = "Un été à la forêt, déjà."
    for _ in range(times):
        broken = broken.encode().decode(through)
    decoded = decode(f"Une ligne saine, à côté.\n{broken}".encode(), "a.txt")
    assert decoded.text == "Une ligne saine, à côté.\nUn été à la forêt, déjà."
    told = [d for d in decoded.diagnostics if d.code == "mojibake-repaired"]
    assert {d.place.line for d in told} == {2}
    assert "é" in {d.values["after"] for d in told}


def test_mojibake_that_cannot_be_mended_is_told_and_left() -> None:
    decoded = decode("C’est l’ÃŽle d’Yeu.".encode(), "a.txt")
    assert decoded.text == "C’est l’ÃŽle d’Yeu."
    assert codes(decoded) == ["mojibake-suspected"]


@pytest.mark.parametrize("text", [FRENCH, "“Droit” et 'simple' — ﬁn ½ ² ﬀ", "São Paulo, Ångström"])
def test_sound_text_is_left_alone(text: str) -> None:
    """Nothing else of ftfy: no quote straightened, no ligature widened."""
    assert decode(text.encode(), "a.txt") == Decoded(text, ())


def test_bullets_of_symbol_fonts_become_bullets_and_unknown_signs_are_quoted() -> None:
    decoded = decode("\uf0b7 un\n\uf0b7 deux\n\uf8ff pomme".encode(), "a.txt")
    assert decoded.text == "• un\n• deux\n pomme"
    told = [(d.code, d.place.line, d.values["count"]) for d in decoded.diagnostics]
    assert told == [("symbol-replaced", 1, "2"), ("symbol-unknown", 3, "1")]
    assert "pomme" in decoded.diagnostics[1].message("fr")


def test_halves_of_characters_are_joined_or_taken_out() -> None:
    decoded = decode("a \U0001f600 ".encode() + b"\xed\xa0\xbd\xed\xb8\x80 \xed\xa0\xbd", "a.txt")
    assert decoded.text == "a \U0001f600 \U0001f600 "
    assert codes(decoded) == ["debris-cleaned"]


def test_what_was_lost_before_is_told_with_its_line() -> None:
    decoded = decode("un\nl’�t� ici".encode(), "a.txt")
    assert [(d.code, d.place.line) for d in decoded.diagnostics] == [("character-lost", 2)]


def test_joiners_stay_where_they_join() -> None:
    family = "\U0001f469\u200d\U0001f467"
    assert decode(f"a\u200db {family}".encode(), "a.txt").text == f"ab {family}"


def test_a_pile_of_accents_is_cut_and_told() -> None:
    decoded = decode(("e" + "\u0301" * 500).encode(), "a.txt")
    assert codes(decoded) == ["marks-cut"]
    assert len(unicodedata.normalize("NFD", decoded.text)) == 31


@given(st.binary(max_size=400))
@example(b"\xff\xfe\x00")
@example(b"\xed\xa0\x80")
@example(b"\x00\x01")
def test_any_bytes_are_text_or_told(data: bytes) -> None:
    decoded = decode(data, "a.txt")
    assert decoded.text or decoded.diagnostics[-1].severity == "error"
    decoded.text.encode()
    assert unicodedata.is_normalized("NFC", decoded.text)


def test_a_repair_that_gives_no_french_is_none() -> None:
    assert decode("aÀ• l’été".encode(), "a.txt").text == "aÀ• l’été"


@given(st.text(st.sampled_from("aéœ’« »\u00a0.ç\u00ad\u200b\uf0b7\n"), max_size=80))
def test_reading_again_changes_nothing(text: str) -> None:
    once = decode(text.encode(), "a.txt").text
    twice = decode(once.encode(), "a.txt").text
    assert words(once) == words(twice)


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("Rendez-vous le 2018\u00ad06\u00ad25.", "Rendez-vous le 2018-06-25."),
        ("Un avant-poste, puis un avant\u00adposte.", "Un avant-poste, puis un avant-poste."),
        ("Ceux\u00adci " + "gouvernement " * 60, "Ceux-ci " + "gouvernement " * 60),
        ("peut\u00ade\u0302tre " + "gouvernement " * 60, "peut-e\u0302tre " + "gouvernement " * 60),
        ("peut\u00adêtre " + "gouvernement " * 60, "peut-être " + "gouvernement " * 60),
        ("non\u00adfor\u00adprofit " + "parlement " * 60, "non-for-profit " + "parlement " * 60),
        # Where long words are hyphenated by it, it divides all words, these too.
        ("sous\u00adcrire et gou\u00adver\u00adne\u00adment", "souscrire et gouvernement"),
        ("inter\u00adrogation " + "gouvernement " * 60, "interrogation " + "gouvernement " * 60),
    ],
)
def test_a_soft_hyphen_is_a_hyphen_where_one_was_meant(said: str, read: str) -> None:
    text, problems = clean(said, "a.txt")
    assert text == read
    told = [p for p in problems if p.code == "hyphen-restored"]
    assert len(told) == (said.replace("\u00ad", "-") == read)


def test_who_writes_most_hyphens_as_soft_hyphens_writes_all_so() -> None:
    habit = "Peut\u00adêtre celui\u00adci, le 12\u00ad06, " + "gouvernement " * 60
    text, problems = clean(habit + "les co\u00addécideurs", "a.txt")
    assert text.endswith("les co-décideurs")
    assert len([p for p in problems if p.code == "hyphen-restored"]) == 4
    # Two are no habit.
    text, _ = clean(habit.replace("celui\u00adci", "lui") + "les co\u00addécideurs", "a.txt")
    assert text.endswith("les codécideurs")
