"""Titles keep their setting: small capitals, superior letters, emphasis."""

from __future__ import annotations

from lxml import etree

from publish.article import E, tag, text
from publish.edition.titles import copied, plain_title, set_title


def markup(element: etree._Element) -> str:
    return etree.tostring(element, encoding="unicode").partition(">")[2].rpartition("<")[0]


def test_a_title_given_as_text_is_set() -> None:
    heading = set_title(E.h1(), "L'art au XXIe siècle : qui ?", "fr")
    assert text(heading) == "L’art au XXIe siècle : qui ?"
    assert '<span class="smallcaps">xxi</span><sup>e</sup>\u00a0siècle\u00a0:' in markup(heading)


def test_no_word_of_a_title_becomes_another() -> None:
    assert text(set_title(E.h1(), "La 2ème vie de l'Etat", "fr")) == "La 2ème vie de l’Etat"


def test_what_a_heading_says_is_copied_with_its_setting() -> None:
    heading = E.h1(
        {"id": "h"},
        "Lire ", E.em("Le ", E.a({"href": "x"}, "Horla")), E.br(), "au ",
        E.span({"class": "smallcaps"}, "xxi"), E.sup("e"), "\u00a0siècle",
        E.a({"role": "doc-noteref", "href": "#n1", "id": "r1"}, "1"), E.img(src="a.png", alt="A"),
    )  # fmt: skip
    link = copied(E.a({"href": "y"}), heading)
    assert markup(link) == (
        'Lire <em>Le Horla</em> au <span class="smallcaps">xxi</span><sup>e</sup>\u00a0siècle'
    )
    assert len(heading) == 6


def test_where_no_markup_is_possible_the_signs_are_those_set() -> None:
    assert plain_title('L\'art "neuf" du XXIe siècle...', "fr") == (
        "L’art « neuf » du XXIe siècle…"
    )


def test_a_heading_in_another_language_names_it_where_it_is_copied() -> None:
    heading = E.h1({"lang": "en"}, "What do you mean?")
    assert copied(E.a(), heading, "fr").get("lang") == "en"
    assert copied(E.a(), heading, "en").get("lang") is None
    article = E.article({"lang": "de"}, E.header(E.h1("Wer reitet so spät?")))
    assert copied(E.a(), article[0][0], "fr").get("lang") == "de"
    assert copied(E.a(), article[0][0]).get("lang") is None


def test_a_passage_inside_a_heading_keeps_its_language() -> None:
    heading = E.h1(
        "« ", E.span({"lang": "en"}, "Who are you?"), " », dit ", E.a({"lang": "la"}, "X")
    )
    link = copied(E.a({"href": "y"}), heading, "fr")
    assert [(tag(e), e.get("lang")) for e in link] == [("span", "en")]
    assert text(link) == "« Who are you? », dit X"
