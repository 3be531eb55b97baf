"""What holds for every text and every tree of inline elements, whatever the rules."""

from __future__ import annotations

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from publish.article import Article, E, classes, tag
from publish.proof.articles import Conservation, hold_typography
from publish.typography import LETTER_CHANGES, typeset, typeset_text
from publish.words import fold

PIECES = st.sampled_from(
    [
        *"abéÀœZ019'’\"«»“”„`.,;:!?…()[]-–—/%€°§&\n{}<>",
        *(" ", " ", " ", "  ", "\u00a0", "\u202f", "\u2009", "...", "..", "<<", ">>", " ; ", "« "),
        *(
            " »",
            "12 500",
            "8 h 30",
            "14h30",
            "M. ",
            "Mme ",
            "Dr ",
            "n° ",
            "p. 3",
            "l'",
            '5"',
            "12:30",
        ),
        *(
            "— ",
            "- ",
            " - ",
            "--",
            "km",
            "m2",
            "3.5",
            "15000 ",
            "1.500.000",
            "(1850 - 1912)",
            "5'10\"",
        ),
        *("XIXe", "XXIème", "Ier", "siècle", "et ", "Louis ", "2ème", "1er", "1ère", "le ", "2d "),
        *(
            "oeuvre",
            "coeur",
            "Etat",
            "Ecole",
            "A la ",
            "Ca va",
            "etc",
            "J.-P. ",
            "Sartre",
            "mot",
            "Oui",
        ),
        *(
            "https://a.example/l'eau;x?y=1",
            "a.b@c.fr",
            "plan.pdf",
            "C:\\l'eau",
            "/usr/l'eau/x",
            "06 12 34 56 78",
            "ISBN 2-01-00",
        ),
        *("'oui'", '"', '"', "\ufffc", "\ufff9", "rock 'n' roll", "dit–il", "20°C", "10%", "1:1"),
        *("etc ...", "48° 23' 10\" N", "1914 - 1918", "L. 123-4", "mot( ", "( a - b )", "Fb5!?"),
        *(
            "l' ",
            "l''",
            "<< et >>",
            "M.Roux",
            "S. M. ",
            "18e siècle",
            "s. ",
            "Napoléon 1er",
            " –et ",
        ),
    ]
)
TEXTS = st.lists(PIECES, max_size=12).map("".join)
ANY = TEXTS | st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30)
FRENCH = st.sampled_from(["fr", "fr-BE", "fr-CA", "fr-CH"])
LANGUAGES = FRENCH | st.sampled_from(["en", "de-AT", "es", "it", "pt"])
PROTECTED = (
    "https://estran.example/l'eau;a?b=c...d",
    "jeanne.roux+mer@estran.fr",
    "plan-v2.pdf",
    "@phare_29",
    "#maree",
    "ISBN 978-2-00-000001-3",
    "&nbsp;",
)


# --- inline trees --------------------------------------------------------------------------------


def filled(element: etree._Element, pieces: list[str | etree._Element]) -> etree._Element:
    for piece in pieces:
        if not isinstance(piece, str):
            element.append(etree.fromstring(etree.tostring(piece, with_tail=False)))
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + piece
        else:
            element.text = (element.text or "") + piece
    return element


def inlines(children: st.SearchStrategy[etree._Element]) -> st.SearchStrategy[etree._Element]:
    def make(name: str, pieces: list[str | etree._Element]) -> etree._Element:
        name, _, attribute = name.partition(" ")
        return filled(E(name, dict([attribute.split("=")]) if attribute else {}), pieces)

    names = "em strong sup sub a code cite q".split()  # noqa: SIM905
    return st.builds(
        make,
        st.sampled_from([*names, "span class=smallcaps", "span lang=en", "span lang=fr-CH"]),
        st.lists(TEXTS | children, max_size=4),
    )


CALL = E.a({"role": "doc-noteref", "href": "#n1", "id": "r1"}, "1")
LEAVES = st.sampled_from([E.br(), E.img(src="a.png", alt=""), CALL])
TREES = st.recursive(LEAVES, inlines, max_leaves=6)
BLOCKS = st.lists(TEXTS | TREES, max_size=5)


def article(blocks: list[list[str | etree._Element]], language: str = "fr") -> Article:
    paragraphs = [filled(E.p({"id": f"p{n}"}), pieces) for n, pieces in enumerate(blocks)]
    root = E.article({"lang": language, "id": "essai"}, E.header(E.h1("T")), *paragraphs)
    return Article("essai", root, "essai.txt")


def as_bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, method="c14n")


def unwrapped(root: etree._Element) -> list[tuple[str, dict[str, str]]]:
    """The elements of a tree but for those that typography may make."""
    return [
        (tag(e), dict(e.attrib))
        for e in root.iter()
        if tag(e) != "sup" and "smallcaps" not in classes(e)
    ]


# --- properties ----------------------------------------------------------------------------------


@given(ANY, LANGUAGES)
@settings(max_examples=400)
def test_a_text_set_twice_is_as_set_once(source: str, language: str) -> None:
    once = typeset_text(source, language)
    assert typeset_text(once, language) == once


@given(st.lists(BLOCKS, min_size=1, max_size=4), LANGUAGES)
@example([['etc ...plan.pdf""']], "fr")
@example([["l'  a"]], "fr")
@example([["l'n°  5\""]], "fr")
@settings(max_examples=400)
def test_an_article_set_twice_is_as_set_once(
    blocks: list[list[str | etree._Element]], language: str
) -> None:
    once = typeset(article(blocks, language)).article
    again = typeset(once)
    assert again.changes == ()
    assert as_bytes(again.article.root) == as_bytes(once.root)


@given(st.lists(BLOCKS, min_size=1, max_size=3), FRENCH)
@example([[E.span({"lang": "en"}, "a", E.span({"lang": "fr-CH"}, "Etat"))]], "fr")
@example([["Etat", E.span({"lang": "en"}, "s"), " c", E.span({"lang": "en"}, "oe"), "ur"]], "fr")
@example([[E.span({"lang": "en"}, E.span({"lang": "fr"}, E.em(), "Etat"), E.em(), "s")]], "fr")
@settings(max_examples=400)
def test_words_are_kept_but_for_what_the_changes_say(
    blocks: list[list[str | etree._Element]], language: str
) -> None:
    before = article(blocks, language)
    proof = Conservation()
    hold_typography(before, typeset(before), proof)
    assert not proof.differences


@given(st.lists(BLOCKS, min_size=1, max_size=3), FRENCH)
@example([[E.span({"lang": "en"}, "a", E.span({"lang": "fr-CH"}, "Etat"))]], "fr")
@example([["Etat", E.span({"lang": "en"}, "s"), " c", E.span({"lang": "en"}, "oe"), "ur"]], "fr")
@example([[E.span({"lang": "en"}, E.span({"lang": "fr"}, E.em(), "Etat"), E.em(), "s")]], "fr")
@settings(max_examples=200)
def test_each_change_keeps_letters_and_digits_or_is_of_the_closed_list(
    blocks: list[list[str | etree._Element]], language: str
) -> None:
    for change in typeset(article(blocks, language)).changes:
        before, after = (re.sub(r"[\W_]", "", fold(t)) for t in (change.before, change.after))
        if before != after:
            assert LETTER_CHANGES[change.rule](change.before, change.after)


@given(st.lists(BLOCKS, min_size=1, max_size=3), LANGUAGES)
@settings(max_examples=200)
def test_elements_stay_as_they_nest(
    blocks: list[list[str | etree._Element]], language: str
) -> None:
    before = article(blocks, language)
    after = typeset(before).article
    assert unwrapped(after.root) == unwrapped(before.root)
    kept = [as_bytes(e) for e in before.root.iter("{*}code")]
    assert [as_bytes(e) for e in after.root.iter("{*}code")] == kept


@given(TEXTS, st.sampled_from(PROTECTED), TEXTS, FRENCH)
def test_what_is_protected_stays_whole(
    before: str, protected: str, after: str, language: str
) -> None:
    assert protected in typeset_text(f"{before} {protected} {after}", language)


@given(st.lists(BLOCKS, min_size=1, max_size=2))
@settings(max_examples=100)
def test_the_article_given_is_not_touched(blocks: list[list[str | etree._Element]]) -> None:
    given_article = article(blocks)
    before = as_bytes(given_article.root)
    typeset(given_article)
    assert as_bytes(given_article.root) == before
