"""The engine: across inline markup, around what is protected, with every change told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from publish.article import NSMAP, XHTML, Article, tag
from publish.diagnostics import Severity
from publish.typography import Change, typeset, typeset_text

NB, NNB = "\u00a0", "\u202f"
NOTE = 'role="doc-noteref" epub:type="noteref"'


def article(markup: str, language: str = "fr") -> Article:
    spaces = " ".join(f'xmlns{":" if k else ""}{k or ""}="{v}"' for k, v in NSMAP.items())
    root = etree.fromstring(
        f'<article {spaces} lang="{language}" id="essai">'
        f"<header><h1>T</h1></header>{markup}</article>"
    )
    return Article("essai", root, "essai.txt")


def set_markup(markup: str, language: str = "fr") -> str:
    """The inside of the article after typography."""
    done = typeset(article(markup, language)).article.root
    return "".join(
        etree.tostring(e, encoding="unicode")
        .replace(f' xmlns="{XHTML}"', "")
        .replace(f' xmlns:epub="{NSMAP["epub"]}"', "")
        for e in done[1:]
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>l'<em>eau</em></p>", "<p>l’<em>eau</em></p>"),
        ("<p><em>Oui</em> !</p>", f"<p><em>Oui</em>{NNB}!</p>"),
        ("<p><em>Oui</em>!</p>", f"<p><em>Oui{NNB}</em>!</p>"),
        ("<p><em>Oui </em>!</p>", f"<p><em>Oui{NNB}</em>!</p>"),
        ('<p>"<em>Oui</em>"</p>', f"<p>«{NB}<em>Oui{NB}</em>»</p>"),
        ("<p>12 <strong>500</strong> m</p>", f"<p>12{NNB}<strong>500</strong>{NB}m</p>"),
        ("<p>M. <em>Roux</em></p>", f"<p>M.{NB}<em>Roux</em></p>"),
        ('<p><img src="x.png" alt="Œil"/>!</p>', f'<p><img src="x.png" alt="Œil"/>{NNB}!</p>'),
        ("<p>Vu..<b>.</b></p>", "<p>Vu…<b></b></p>"),
    ],
)
def test_a_rule_sees_across_inline_elements(before: str, after: str) -> None:
    assert set_markup(before) == after


@pytest.mark.parametrize(
    "kept",
    [
        "<p><code>l'eau ; x...</code></p>",
        "<pre>l'eau ; x...</pre>",
        '<p lang="en">So! And: 12 500 m; "alone</p>',
        '<p><span lang="en">So! And: 12 500 m;</span></p>',
        '<blockquote lang="en"><p>So! And: 12 500 m;</p></blockquote>',
        '<p><a href="x">https://a.example/l\'eau;b</a></p>',
    ],
)
def test_what_no_rule_touches(kept: str) -> None:
    assert set_markup(kept) == kept


def test_french_inside_another_language_is_set() -> None:
    said = set_markup('<blockquote lang="en"><p>It\'s</p><p lang="fr">L\'eau !</p></blockquote>')
    assert "It’s" in said
    assert f"L’eau{NNB}!" in said


def test_the_number_of_a_note_hides_no_word() -> None:
    before = f'<p>l\'eau<a href="#n1" id="r1" {NOTE}>1</a> !</p>'
    assert f"</a>{NNB}!" in set_markup(before)


def test_the_lines_of_verse_stay_apart() -> None:
    said = set_markup("<p>— Oui !<br/>— Non !</p>")
    assert said == f"<p>—{NB}Oui{NNB}!<br/>—{NB}Non{NNB}!</p>"


def test_every_change_is_told() -> None:
    done = typeset(article('<p id="p-1">l\'eau !</p><p id="p-2">rien</p>'))
    assert done.changes == (
        Change("p-1", 1, 2, "'", "’", "apostrophe"),
        Change("p-1", 5, 6, " ", NNB, "high-punctuation"),
    )


def test_a_rule_can_be_switched_off() -> None:
    done = typeset(article('<p id="p-1">l\'eau !</p>'), disabled=("apostrophe",))
    assert [c.rule for c in done.changes] == ["high-punctuation"]
    assert "".join(done.article.root[1].itertext()) == f"l'eau{NNB}!"


def test_the_article_given_stays_as_it_was() -> None:
    given = article("<p>l'eau !</p>")
    before = etree.tostring(given.root)
    assert typeset(given).changes
    assert etree.tostring(given.root) == before


def test_every_kind_of_block_is_set() -> None:
    blocks = (
        "<ul><li>l'eau</li></ul><dl><dt>l'eau</dt><dd>l'eau</dd></dl>"
        "<table><caption>l'eau</caption><tr><th scope=\"col\">l'eau</th><td>l'eau</td></tr></table>"
        "<figure><figcaption>l'eau</figcaption></figure><section><h2>l'eau</h2></section>"
    )
    done = typeset(article(blocks)).article.root
    said = [tag(e) for e in done.iter() if e.text == "l’eau"]
    assert said == ["li", "dt", "dd", "caption", "th", "td", "figcaption", "h2"]


def test_a_few_doubtful_accents_are_told_one_by_one() -> None:
    done = typeset(article("<p>Eric est venu. Etienne aussi.</p>"))
    assert [d.code for d in done.diagnostics] == ["accent-doubtful"] * 2


def test_many_doubtful_accents_are_told_together_with_their_lines() -> None:
    names = ["Eric"] * 6 + ["Emile"] * 6
    given = article("".join(f'<p id="p{n}">{name}</p>' for n, name in enumerate(names)))
    lines = {f"p{n}": 10 + n for n in range(12) if n != 1}
    (told,) = typeset(replace(given, lines=lines)).diagnostics
    assert told.code == "accents-doubtful"
    assert told.severity is Severity.NOTE
    assert "(12)" in told.message("fr")
    assert "Emile (16, 17, 18, 19, 20, 21)" in told.message("fr")


def test_an_empty_text_stays_empty() -> None:
    assert typeset_text("", "fr") == ""


def test_the_page_that_a_reference_will_tell_stands_apart() -> None:
    """What is empty yet is no end of a sentence: the space before it stays."""
    for name in ("page", "folio"):
        said = f'<p>Voir <a href="#x" class="{name}"/>, et <a href="#x" class="{name}"/>.</p>'
        assert set_markup(said) == said
