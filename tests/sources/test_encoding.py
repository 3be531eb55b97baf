from __future__ import annotations

import unicodedata

import pytest

from publish.sources.encoding import decode

FRENCH = "L’été où l’œuvre naquit : « déjà », dit-elle, à 5 €.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read_without_a_word(encoding: str) -> None:
    decoded = decode(FRENCH.encode(encoding), "a.txt")
    assert decoded.text == FRENCH
    assert decoded.diagnostics == ()


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("cp1252", "Windows-1252"), ("mac_roman", "Mac Roman")],
)
def test_old_encodings_are_guessed_and_told(encoding: str, name: str) -> None:
    decoded = decode(FRENCH.encode(encoding), "a.txt")
    assert decoded.text == FRENCH
    (told,) = decoded.diagnostics
    assert told.code == "encoding-guessed"
    assert told.severity == "warning"
    assert name in told.message("fr")


def test_latin_1() -> None:
    assert decode("Déjà l'été à Nîmes".encode("latin-1"), "a.txt").text == "Déjà l'été à Nîmes"


def test_what_is_not_text_is_refused() -> None:
    assert decode(bytes(range(256)) * 8, "a.txt").diagnostics[0].code == "not-text"
    assert decode(b"abc\x00\x00def", "a.txt").diagnostics[0].code == "not-text"


@pytest.mark.parametrize("data", [b"", b" \n\t\n", "\u00a0\n\u200b".encode()])
def test_nothing_is_an_error(data: bytes) -> None:
    assert decode(data, "a.txt").diagnostics[-1].code == "file-empty"


def test_debris_of_pasting_is_taken_out_and_told_with_its_line() -> None:
    decoded = decode("un\nco\u00adupe\u200b et\ufeff fin".encode(), "a.txt")
    assert decoded.text == "un\ncoupe et fin"
    assert {d.code for d in decoded.diagnostics} == {"debris-cleaned"}
    assert {d.place.line for d in decoded.diagnostics} == {2}


def test_line_ends_and_unicode_form_are_made_the_same() -> None:
    text = unicodedata.normalize("NFD", "é\r\nè\rà\u2028ç")
    assert decode(text.encode(), "a.txt").text == "é\nè\nà\nç"
