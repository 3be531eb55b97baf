"""Sequences held against each other: what is lost or added, where, in texts of any length."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from publish.proof.compare import Difference, in_any_order, in_sequence
from publish.proof.reading import Word

TEXT = ["la", "mer", "monte", "et", "la", "dune", "recule", "de", "deux", "mètres", "par", "an"]


def expected(said: list[str]) -> list[Word]:
    return [Word(w, "article", f"p-{i}") for i, w in enumerate(said)]


def compared(before: list[str], after: list[str]) -> list[tuple[str, tuple[str, ...], str]]:
    return [(d.kind, d.words, d.block) for d in in_sequence(expected(before), after)]


def test_the_same_words_differ_in_nothing() -> None:
    assert in_sequence(expected(TEXT), TEXT) == []


def test_a_lost_word_is_told_where_it_stood() -> None:
    found = in_sequence(expected(TEXT), TEXT[:5] + TEXT[6:])
    context = "mer monte et la […] recule de deux mètres"
    assert found == [Difference("lost", ("dune",), "article", "p-5", context)]


def test_an_added_word_is_told_where_it_stands() -> None:
    assert compared(TEXT, [*TEXT[:3], "haut", *TEXT[3:]]) == [("added", ("haut",), "p-3")]


def test_a_changed_word_is_lost_and_added() -> None:
    assert compared(TEXT, [*TEXT[:1], "marée", *TEXT[2:]]) == [
        ("lost", ("mer",), "p-1"),
        ("added", ("marée",), "p-1"),
    ]


def test_words_lost_at_both_ends() -> None:
    assert compared(TEXT, TEXT[1:-1]) == [("lost", ("la",), "p-0"), ("lost", ("an",), "p-11")]


def test_nothing_expected_and_nothing_found() -> None:
    assert compared([], []) == []
    assert compared([], ["mer"]) == [("added", ("mer",), "")]
    assert compared(["mer"], []) == [("lost", ("mer",), "p-0")]


def test_order_counts_in_sequence_only() -> None:
    turned = [*TEXT[6:], *TEXT[:6]]
    assert in_sequence(expected(TEXT), turned)
    assert in_any_order(expected(TEXT), turned) == []


def test_in_any_order_numbers_count() -> None:
    found = in_any_order(expected(["la", "mer", "la", "dune"]), ["la", "mer", "mer"])
    assert [(d.kind, d.words, d.block) for d in found] == [
        ("lost", ("la",), "p-0"),
        ("lost", ("dune",), "p-3"),
        ("added", ("mer",), ""),
    ]


def test_long_texts_are_aligned_word_by_word() -> None:
    """Two differences far apart in a book: both told, and not the book between them."""
    source = random.Random(7)
    book = [f"mot{source.randrange(4000)}" for _ in range(30_000)]
    changed = list(book)
    del changed[100]
    changed.insert(25_000, "intrus")
    found = in_sequence(expected(book), changed)
    assert [(d.kind, d.words, d.block) for d in found] == [
        ("lost", (book[100],), "p-100"),
        ("added", ("intrus",), "p-25001"),
    ]


WORDS = st.lists(st.sampled_from("abcde"), max_size=12)


@given(WORDS, WORDS)
def test_differences_account_for_every_word(before: list[str], after: list[str]) -> None:
    found = in_sequence(expected(before), after)
    lost = sum(len(d.words) for d in found if d.kind == "lost")
    added = sum(len(d.words) for d in found if d.kind == "added")
    assert len(before) - lost + added == len(after)
    assert bool(found) == (before != after)


@given(WORDS, WORDS)
def test_in_any_order_accounts_for_every_word(before: list[str], after: list[str]) -> None:
    found = in_any_order(expected(before), after)
    lost = sum(len(d.words) for d in found if d.kind == "lost")
    added = sum(len(d.words) for d in found if d.kind == "added")
    assert len(before) - lost + added == len(after)
    assert bool(found) == (sorted(before) != sorted(after))
