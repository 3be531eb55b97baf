"""Scripts that tell the language of their words."""

from __future__ import annotations

import pytest

from publish.sources.languages.scripts import runs
from tests.sources.languages.cases import article_with, marked


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("λόγος", "el"),
        ("Μῆνιν ἄειδε, θεά", "grc"),
        ("Объявлены", "ru"),
        ("Київ", "uk"),
        ("Воўк", "be"),
        ("Ђорђе", "sr"),
        ("Москва", "und-Cyrl"),
        ("Қазақстан", "und-Cyrl"),
        ("שלום", "he"),
        ("ייִדיש און װאָרט", "yi"),
        ("سلام", "ar"),
        ("پارسی", "fa"),
        ("اردو ہے", "ur"),
        ("東京", "zh"),
        ("さくら", "ja"),
        ("桜の花", "ja"),
        ("서울", "ko"),
        ("Հայաստան", "hy"),
        ("საქართველო", "ka"),
        ("नमस्ते", "und-Deva"),
        ("ภาษาไทย", "th"),
        ("አማርኛ", "und-Ethi"),
    ],
)
def test_the_language_of_a_run(text: str, language: str) -> None:
    assert list(runs(f"Le mot « {text} », dit-il.")) == [(9, 9 + len(text), language)]


@pytest.mark.parametrize(
    "text", ["L’angle α", "3 µm et Δx", "π × r²", "Ω", "10 kΩ", "Voilà : œuvre, Æsir, Łódź", "αβ"]
)
def test_signs_of_formulas_and_latin_letters_are_no_words(text: str) -> None:
    assert list(runs(text)) == []


def test_words_and_what_stands_between_them_are_one_run() -> None:
    assert [text[2] for text in runs("Il dit Мы будем жить, товарищ! et sourit.")] == ["ru"]
    ((start, end, _),) = runs("Il dit « Мы будем жить » et sourit.")
    assert "Il dit « Мы будем жить » et sourit."[start:end] == "Мы будем жить"


def test_a_block_in_another_script_with_a_name_in_ours() -> None:
    assert marked(
        article_with("Мы будем жить долго и хорошо, сказал он, и купил себе Renault.")
    ) == ["ru"]


def test_a_long_quotation_in_another_script_is_marked_once() -> None:
    said = "Мы будем жить и петь, как жили и пели наши отцы, и дети наши тоже."
    block = f"Il a écrit au-dessus de la porte, il y a longtemps : « {said} », puis rien."
    assert marked(article_with(block)) == [f"ru|{said.rstrip('.')}"]
