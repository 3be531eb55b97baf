from __future__ import annotations

from lxml import etree

from publish.article import alone, document, is_note, is_note_call, tag, text
from publish.proof.reading import article_words
from tests.sources.test_text import LONG, reading


def notes(source: str) -> tuple[list[str], list[str]]:
    """The calls with what stands before them, and the notes."""
    article = reading(source).article
    assert article is not None
    calls = []
    for call in (e for e in article.root.iter() if is_note_call(e)):
        earlier = call.getprevious()
        before = call.getparent().text if earlier is None else earlier.tail
        calls.append(f"{before[-6:]}|{call.text}|{call.get('id')}")
    return calls, [text(e) for e in article.root.iter() if is_note(e)]


def kept_words(source: str) -> bool:
    found = reading(source)
    assert found.article is not None
    return sorted(w.word for w in article_words(found.article.root, "essai")) == sorted(found.words)


def test_brackets() -> None:
    source = f"Titre\n\n{LONG} Un mot[1], deux [2].\n\n{LONG}\n\n[1] Une note.\n[2] Une autre.\n"
    assert notes(source) == (["Un mot|1|r1", ", deux|2|r2"], ["Une note.", "Une autre."])
    assert kept_words(source)


def test_superior_figures_but_no_powers() -> None:
    source = f"Titre\n\n{LONG} Un mot¹ de 25 m², un autre².\n\n¹ Une note.\n² Une autre.\n"
    assert notes(source)[0] == ["Un mot|1|r1", " autre|2|r2"]
    assert kept_words(source)


def test_parentheses() -> None:
    source = f"Titre\n\n{LONG} Depuis 1995 (1).\n\n{LONG}\n\n(1) Un recensement.\n"
    assert notes(source) == (["s 1995|1|r1"], ["Un recensement."])
    assert kept_words(source)


def test_a_numbered_list_answers_superior_figures() -> None:
    source = f"Titre\n\n{LONG} Mot¹ et mot².\n\n1. Une note.\n2. Une autre.\n"
    assert notes(source)[1] == ["Une note.", "Une autre."]
    assert kept_words(source)


def test_a_numbered_list_under_notes_answers_numbers_in_parentheses() -> None:
    source = f"Titre\n\n{LONG} Un mot (1), deux (2).\n\n{LONG}\n\n{{}}1. Une note.\n2. Une autre.\n"
    assert notes(source.format("Notes\n\n"))[1] == ["Une note.", "Une autre."]
    assert kept_words(source.format("Notes\n\n"))
    assert notes(source.format(f"{LONG}\n\n"))[1] == []


def test_a_note_called_twice() -> None:
    source = f"Titre\n\n{LONG} Un[1] puis deux[1].\n\n[1] Une note.\n"
    assert [c.split("|")[2] for c in notes(source)[0]] == ["r1", "r1-2"]
    assert kept_words(source)


def test_what_does_not_fit_stays_text() -> None:
    for source in (
        f"Titre\n\n{LONG} Un mot[1].\n\n[1] Une note.\n[2] Que rien n’appelle.\n",
        f"Titre\n\n{LONG} Un mot[2].\n\n[2] Une note.\n",
        f"Titre\n\n{LONG} Un mot[1].\n\n{LONG}\n",
        f"Titre\n\n{LONG}\n\n1. Un point.\n2. Un autre.\n",
    ):
        assert notes(source) == ([], [])
        assert kept_words(source)


def test_a_note_of_two_paragraphs() -> None:
    source = f"Titre\n\n{LONG} Un[1], deux[2].\n\n[1] Une note.\n\nSa suite.\n\n[2] Une autre.\n"
    assert notes(source)[1] == ["Une note.Sa suite.", "Une autre."]
    assert kept_words(source)


def test_a_document_by_itself_shows_the_numbers_of_its_notes() -> None:
    article = reading(f"Titre\n\n{LONG} Un mot[1].\n\n[1] Une note.\n").article
    assert article is not None
    html = alone(document(article))
    note = next(e for e in html.iter() if is_note(e))
    assert text(note) == "1 Une note."
    assert note[0][0].get("href") == "#r1"
    assert "mot\u2060<a" in etree.tostring(html, encoding="unicode")


def test_the_numbers_under_notes_that_nothing_calls_are_words() -> None:
    source = f"Titre\n\n{LONG}\n\n{LONG}\n\nNotes\n\n1. Une source.\n\n2. Une autre.\n"
    article = reading(source).article
    assert article is not None
    assert [text(e) for e in article.root.iter() if tag(e) == "p"][-2:] == [
        "1. Une source.",
        "2. Une autre.",
    ]
    assert kept_words(source)
