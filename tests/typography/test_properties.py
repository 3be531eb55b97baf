"""What holds for every text: applied twice nothing changes, no letter or digit is lost."""

from __future__ import annotations

from itertools import accumulate

from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from publish.article import Article, E, tag, text
from publish.typography import typeset, typeset_text
from publish.words import words

PIECES = st.sampled_from(
    [
        *"abéÀœZ019'’\"«»“”„`.,;:!?…()[]-–—/%€°§&\n",
        *(" ", "  ", "\u00a0", "\u202f", "\u2009", "...", "..", "<<", " ; ", " : ", " ! ", "« "),
        *(" »", "12 500", "8 h 30", "M. ", "Mme ", "n° ", "p. 3", "l'", '5"', "12:30", "— ", "km"),
        *(
            "https://a.example/l'eau;x?y=1",
            "a.b@c.fr",
            "plan.pdf",
            "XIXe",
            "m³",
            "%",
            "—",
            "\ufffc",
        ),
    ]
)
TEXTS = st.lists(PIECES, max_size=14).map("".join)
LANGUAGES = st.sampled_from(["fr", "fr-CA", "fr-CH"])


def essence(said: str) -> str:
    return "".join(c for c in said if c.isalnum())


@given(TEXTS, LANGUAGES)
@example('“"« "', "fr")
@example("a`„”", "fr")
@example('«"„"', "fr")
@example('“ »„5"”', "fr")
@example('“„«5" »”', "fr")
@example("Mme .»", "fr")
def test_applied_twice_changes_nothing(source: str, language: str) -> None:
    once = typeset_text(source, language)
    assert typeset_text(once, language) == once


@given(TEXTS, LANGUAGES)
def test_letters_and_digits_are_conserved(source: str, language: str) -> None:
    done = typeset_text(source, language)
    assert essence(done) == essence(source)
    # A number and its unit come apart (30km); no two words are ever joined.
    assert ends(source) <= ends(done)


def ends(said: str) -> set[int]:
    """Where the words of a text end, in letters and digits from its start."""
    return set(accumulate(map(len, words(said))))


@given(TEXTS, TEXTS)
def test_an_address_stays_whole(before: str, after: str) -> None:
    address = "https://estran.example/l'eau;a?b=c...d"
    assert address in typeset_text(f"{before} {address} {after}", "fr")


# --- trees ------------------------------------------------------------------------------------


def filled(names: str, pieces: list[str | etree._Element]) -> etree._Element:
    """An element of that name (and language) that holds copies of these pieces."""
    name, _, language = names.partition(" ")
    element = E(name)
    if language:
        element.set("lang", language)
    for piece in pieces:
        if not isinstance(piece, str):
            element.append(etree.fromstring(etree.tostring(piece, with_tail=False)))
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + piece
        else:
            element.text = (element.text or "") + piece
    return element


def inline(children: st.SearchStrategy[etree._Element]) -> st.SearchStrategy[etree._Element]:
    names = st.sampled_from(["em", "strong", "sup", "span", "span en", "a", "code", "cite", "q"])
    return st.builds(filled, names, st.lists(TEXTS | children, max_size=4))


LEAVES = st.builds(filled, st.sampled_from(["br", "img"]), st.just([]))
TREES = st.recursive(LEAVES, inline, max_leaves=6)


def article(pieces: list[str | etree._Element]) -> Article:
    root = E.article({"lang": "fr", "id": "essai"}, E.header(E.h1("T")), filled("p", pieces))
    return Article("essai", root, "essai.txt")


def shape(root: etree._Element) -> list[tuple[str, dict[str, str]]]:
    """The elements but for those that typography makes around letters."""
    made = {"sup", "smallcaps"}
    return [
        (str(e.tag), dict(e.attrib)) for e in root.iter() if not {tag(e), e.get("class")} & made
    ]


@given(st.lists(TEXTS | TREES, max_size=6))
def test_trees_keep_their_elements_and_their_letters(
    pieces: list[str | etree._Element],
) -> None:
    given_article = article(pieces)
    done = typeset(given_article).article
    assert shape(done.root) == shape(given_article.root)
    assert essence(text(done.root)) == essence(text(given_article.root))
    kept = [etree.tostring(e, with_tail=False) for e in given_article.root.iter("{*}code")]
    assert [etree.tostring(e, with_tail=False) for e in done.root.iter("{*}code")] == kept


@given(st.lists(TEXTS | TREES, max_size=6))
@example([E("img"), ";"])
def test_trees_set_twice_change_no_more(pieces: list[str | etree._Element]) -> None:
    once = typeset(article(pieces)).article
    again = typeset(once)
    assert etree.tostring(again.article.root) == etree.tostring(once.root)
    assert again.changes == ()
