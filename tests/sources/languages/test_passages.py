"""Which passages are marked, block by block; nothing but marks is changed."""

from __future__ import annotations

import re
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from publish.article import Article, faults, identify
from publish.sources.languages import with_languages
from publish.words import words
from tests.sources.languages.cases import article_with, cases, marked, passages
from tests.typography.documents import article, body

ENGLISH = "The harbour lights went out one after the other, and nobody said a word."
GERMAN = "Die Fischer gingen an diesem Morgen nicht aufs Meer, denn der Wind war zu stark."
FRENCH = "Le port était calme, et tous les bateaux étaient rentrés avant la nuit."


@pytest.mark.parametrize(("expected", "block"), list(cases()))
def test_what_is_marked(expected: str, block: str) -> None:
    wanted = [] if expected == "-" else re.split(r" (?=[a-z]{2,3}(?:-\w+)?\|)", expected)
    assert marked(article_with(block)) == wanted


def test_there_are_cases_of_both_kinds() -> None:
    nothing = sum(expected == "-" for expected, _ in cases())
    assert nothing >= 40
    assert sum(1 for _ in cases()) - nothing >= 40


def found(markup: str, **options: object) -> str:
    """The markup of blocks once their passages are marked."""
    return body(with_languages(article(markup), **options).article)  # type: ignore[arg-type]


# --- where the mark goes -------------------------------------------------------------------------


def test_a_block_takes_the_mark_itself() -> None:
    assert found(f"<p>{ENGLISH}</p>") == f'<p lang="en">{ENGLISH}</p>'
    for name in ("h2", "li"):
        holder = ("<section>", "</section>") if name == "h2" else ("<ul>", "</ul>")
        blocks = found(f"{holder[0]}<{name}>{ENGLISH}</{name}>{holder[1]}")
        assert f'<{name} lang="en">' in blocks


def test_captions_cells_and_definitions_are_blocks_and_terms_and_heads_are_not() -> None:
    table = (
        f"<table><caption>{ENGLISH}</caption><thead><tr><th>{ENGLISH}</th></tr></thead>"
        f"<tbody><tr><td>{ENGLISH}</td><td>{FRENCH}</td></tr></tbody></table>"
    )
    assert found(table).count('lang="en"') == 2
    assert f'<td lang="en">{ENGLISH}</td>' in found(table)
    terms = f"<dl><dt>{ENGLISH}</dt><dd>{ENGLISH}</dd></dl>"
    assert found(terms) == f'<dl><dt>{ENGLISH}</dt><dd lang="en">{ENGLISH}</dd></dl>'


def test_an_item_that_holds_blocks_is_judged_block_by_block() -> None:
    given = f"<ul><li><p>{ENGLISH}</p><p>{FRENCH}</p></li></ul>"
    assert found(given) == f'<ul><li><p lang="en">{ENGLISH}</p><p>{FRENCH}</p></li></ul>'


def test_a_block_wholly_between_quotation_marks_keeps_those_of_the_article() -> None:
    assert found(f"<p>« {ENGLISH} »</p>") == f'<p>« <span lang="en">{ENGLISH}</span> »</p>'


def test_marks_whose_partners_are_in_other_blocks_belong_to_the_article() -> None:
    end = "No one ever knew why the lights had gone out that night."
    for left, right in (("« ", " »"), ('"', '"')):
        given = f"<p>{left}{ENGLISH}</p><p>{ENGLISH}</p><p>{end}{right}</p>"
        assert found(f"<p>{FRENCH}</p>{given}<p>{FRENCH}</p>") == (
            f'<p>{FRENCH}</p><p>{left}<span lang="en">{ENGLISH}</span></p>'
            f'<p lang="en">{ENGLISH}</p><p><span lang="en">{end}</span>{right}</p><p>{FRENCH}</p>'
        )


def test_a_quotation_through_markup_is_one_passage() -> None:
    quoted = "The <em>harbour</em> lights went out, and <strong>nobody</strong> said a word."
    assert found(f"<p>Il dit : “{quoted}” et sortit de la salle.</p>") == (
        f'<p>Il dit : “<span lang="en">{quoted}</span>” et sortit de la salle.</p>'
    )


def test_a_quotation_that_begins_or_ends_in_italics() -> None:
    quoted = "<em>The harbour lights</em> went out, and nobody said <em>a word.</em>"
    assert found(f"<p>Il dit : « {quoted} » et sortit.</p>") == (
        f'<p>Il dit : « <span lang="en">{quoted}</span> » et sortit.</p>'
    )


def test_an_element_that_is_the_passage_takes_the_mark() -> None:
    assert found(f"<p>Il dit : « <em>{ENGLISH}</em> » et sortit.</p>") == (
        f'<p>Il dit : « <em lang="en">{ENGLISH}</em> » et sortit.</p>'
    )


def test_marks_that_would_cut_an_element_in_two_are_not_made() -> None:
    given = (
        "<p>Il dit : <em>« The harbour lights went</em> out, and nobody said a word. » Bien.</p>"
    )
    assert found(given) == given


def test_two_passages_of_one_block() -> None:
    assert found(f"<p>Il dit : « {ENGLISH} », elle dit : « {GERMAN} », et puis rien.</p>") == (
        f'<p>Il dit : « <span lang="en">{ENGLISH}</span> », elle dit : '
        f'« <span lang="de">{GERMAN}</span> », et puis rien.</p>'
    )


def test_code_and_calls_of_notes_are_not_judged() -> None:
    for inside in (f"<code>{ENGLISH}</code>", f"<cite>{ENGLISH}</cite>"):
        given = f"<p>On lit {inside} dans le livre, et c’est tout.</p>"
        assert found(given) == given


def test_a_block_in_a_script_from_right_to_left_has_its_direction() -> None:
    assert found("<p>שלום עולם</p>") == '<p lang="he" dir="rtl">שלום עולם</p>'


def test_a_stanza_is_judged_with_the_others() -> None:
    verse = (
        '<div class="verse"><p>Nel mezzo del cammin di nostra vita<br/>'
        "mi ritrovai per una selva oscura</p>"
    )
    short = "<p>ché la diritta via<br/>era smarrita.</p></div>"
    assert found(verse + short).count('lang="it"') == 2


def test_who_said_a_quotation_is_no_part_of_it() -> None:
    who = '<p class="attribution">— Jane Doe</p>'
    quoted = f"<blockquote><p>{ENGLISH}</p><p>{ENGLISH}</p>{who}</blockquote>"
    assert found(quoted).count('lang="en"') == 2
    assert '<p class="attribution">' in found(quoted)


def test_a_translation_below_stays_french() -> None:
    quoted = f"<blockquote><p>{ENGLISH}</p><p>{FRENCH}</p></blockquote>"
    assert found(quoted) == (f'<blockquote><p lang="en">{ENGLISH}</p><p>{FRENCH}</p></blockquote>')


# --- what is marked already, and what the editor says ---------------------------------------------


def test_what_is_marked_already_stays() -> None:
    for markup in (
        f'<p lang="fr">{ENGLISH}</p>',
        f'<p lang="gv">{ENGLISH}</p>',
        f'<blockquote lang="fr"><p>{ENGLISH}</p></blockquote>',
        f'<p>Il dit : « <span lang="gv">{ENGLISH}</span> » et sortit.</p>',
    ):
        assert found(markup) == markup


def test_what_is_found_is_found_once() -> None:
    once = with_languages(article(f"<p>{ENGLISH}</p><p>Il dit : « {GERMAN} » et sortit.</p>"))
    again = with_languages(once.article)
    assert not again.passages
    assert body(again.article) == body(once.article)


def test_without_inference_nothing_is_marked() -> None:
    given = f"<p>{ENGLISH}</p><p>λόγος</p>"
    assert found(given, infer=False) == given


# --- the article as a whole -----------------------------------------------------------------------


def whole(language: str = "fr", **options: object) -> Article:
    markup = f"<p>{ENGLISH}</p><p>{ENGLISH} {ENGLISH}</p><p>{ENGLISH}</p>"
    given = article(markup, language)
    return with_languages(given, **options).article  # type: ignore[arg-type]


def test_an_article_wholly_in_another_language_is_set_so() -> None:
    assert whole().language == "en"
    assert marked(whole()) == []


def test_it_is_told() -> None:
    told = with_languages(article(f"<p>{ENGLISH}</p>" * 4))
    assert [d.code for d in told.diagnostics] == ["article-foreign"]
    assert [(p.language, p.line) for p in told.passages] == [("en", None)]
    assert told.passages[0].confidence > 0.9


def test_a_language_that_the_manuscript_names_stays() -> None:
    assert whole(named=True).language == "fr"
    assert whole(forced={0: "en-GB"}).language == "en-GB"
    assert whole("en").language == "en"


def test_french_passages_of_an_english_article_are_marked() -> None:
    given = article(f"<p>{FRENCH}</p>" + f"<p>{ENGLISH}</p>" * 6)
    told = with_languages(given)
    assert told.article.language == "en"
    assert marked(told.article) == ["fr"]


def test_half_an_article_is_no_article() -> None:
    given = article(f"<p>{FRENCH}</p><p>{ENGLISH}</p>" * 4)
    assert with_languages(given).article.language == "fr"


def test_the_note_names_each_language_with_its_lines() -> None:
    told = passages(f"Titre\n\n{FRENCH}\n\n{ENGLISH}\n\n{FRENCH}\n\n{GERMAN}\n\n{FRENCH}\n")
    (note,) = [d for d in told.diagnostics if d.code == "passages-foreign"]
    assert "anglais (l. 5) ; allemand (l. 9)" in note.message("fr")
    assert [(p.language, p.line) for p in told.passages] == [("en", 5), ("de", 9)]
    assert all(0.9 <= p.confidence <= 1 for p in told.passages)


# --- properties -----------------------------------------------------------------------------------

PIECES = [
    *(block for _, block in cases()),
    *"«»“”\"'„‹›,.!?…:;—",
    "λόγος",
    "Москва",
    "סוף",
    "1998, p. 12 […]",
    "and nobody said a word",
    "et c’est tout",
]
inlines = st.deferred(
    lambda: st.lists(
        st.sampled_from(PIECES)
        | st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)
        | st.tuples(st.sampled_from(("em", "i", "strong", "code", "cite", "q", "br")), inlines),
        max_size=4,
    )
)


def build(name: str, content: list[object]) -> etree._Element:
    element = etree.Element(f"{{http://www.w3.org/1999/xhtml}}{name}")
    for piece in content if name != "br" else ():
        if isinstance(piece, str):
            if len(element):
                element[-1].tail = (element[-1].tail or "") + piece
            else:
                element.text = (element.text or "") + piece
        else:
            element.append(build(*piece))  # type: ignore[misc]
    return element


@given(st.lists(st.tuples(st.sampled_from(("p", "blockquote")), inlines), max_size=4))
def test_nothing_but_marks_changes(blocks: list[tuple[str, list[object]]]) -> None:
    given = article("")
    for name, content in blocks:
        block = build("p", ["Un mot ", *content])
        if name == "blockquote":
            block, inner = build("blockquote", []), block
            block.append(inner)
        given.root.append(block)
    identify(given.root)
    said = "".join(given.root.itertext())
    told = with_languages(given)
    assert "".join(told.article.root.itertext()) == said
    assert words(said) == words("".join(told.article.root.itertext()))
    assert not faults(told.article) or faults(given)
    before = [e.tag for e in given.root.iter()]
    after = [e.tag for e in told.article.root.iter()]
    added = [t for t in after if t.endswith("}span")]
    assert sorted(chain(before, added)) == sorted(after)
    again = with_languages(told.article, named=True)
    assert "".join(again.article.root.itertext()) == said
