from __future__ import annotations

import base64
import re
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from publish.article import XHTML, is_note, is_note_call, tag, text
from publish.proof.reading import article_words
from publish.sources import Manuscript, Reading, read
from publish.sources.html.roles import HEAD_SIGN
from tests.sources.test_text import LONG


def reading(source: str | bytes, suffix: str = ".html") -> Reading:
    path = Path(f"essai{suffix}")
    data = source if isinstance(source, bytes) else source.encode()
    return read(Manuscript(path, path.name, "essai", "fr", data))


def root(source: str):  # type: ignore[no-untyped-def]
    found = reading(source)
    assert found.article is not None, found.diagnostics
    return found.article.root


def codes(source: str) -> list[tuple[str, int | None]]:
    return [(d.code, d.place.line) for d in reading(source).diagnostics]


def outline(source: str) -> list[tuple[str, str]]:
    names = ("h1", "h2", "h3", "li", "p", "blockquote", "hr", "figure", "table")
    return [
        (e.get("class") or tag(e), text(e)[:24]) for e in root(source).iter() if tag(e) in names
    ]


PAGE = (
    "<html><head><title>Le titre - Le Site</title>{head}</head><body><nav><a href='/'>Accueil</a>"
    "</nav><article>{top}<p>{long}</p><p>{long}</p>{bottom}</article>"
    "<footer>Mentions légales du site</footer></body></html>"
)


def page(top: str = "<h1>Le titre</h1>", head: str = "", bottom: str = "") -> str:
    return PAGE.format(head=head, top=top, bottom=bottom, long=LONG)


def header(source: str) -> dict[str, str]:
    return {e.get("class") or tag(e): text(e) for e in root(source)[0]}


def test_signs_at_the_ends_of_the_head_are_taken_off_and_told() -> None:
    top = (
        "<header><p class='rubrique'>•Podcasts</p><h1>Le titre</h1>"
        "<p class='date'>dimanche 1er mai 2016 /</p>"
        "<p class='auteur'>| <a href='/a'>Anna Roux</a> /</p></header>"
    )
    found = header(page(top))
    assert (found["rubric"], found["byline"]) == ("Podcasts", "Anna Roux")
    assert found["dateline"] == "dimanche 1er mai 2016"
    told = [d.values["sign"] for d in reading(page(top)).diagnostics if d.code == HEAD_SIGN.code]
    assert told == ["•", "|", "/", "/"]


def test_a_text_that_begins_with_next_is_no_bar_of_links() -> None:
    text_ = (
        "<div><p>Précédent maire de la ville, <a href='/a'>Jean Roux</a> avait promis une digue "
        "neuve, un quai et deux phares avant la fin de son mandat, sans dire comment.</p><p>"
        "Suivant les conseils du préfet, son successeur y a renoncé dès le premier jour, au regret "
        "de tous ceux du port.</p></div>"
    )
    said = text(root(page(bottom=text_)))
    assert "avait promis une digue" in said
    assert "son successeur y a renoncé" in said


def test_a_table_of_contents_alone_on_its_page_stays() -> None:
    links = "".join(f"<li><a href='c{n}.html'>Chapitre {n} du livre</a></li>" for n in range(1, 6))
    bar = "<div class='navheader'><a href='a.html'>Précédent</a> <a href='b.html'>Suivant</a></div>"
    found = reading(f"{bar}<h1>Le livre</h1><div class='toc'><ul>{links}</ul></div>")
    assert found.article is not None, found.diagnostics
    assert "Chapitre 5 du livre" in text(found.article.root)
    assert "Précédent" not in text(found.article.root)


def test_what_stands_beside_the_article_is_left_out_and_quoted() -> None:
    found = reading(page(bottom="<div class='share'>Partager</div><p>Fin du texte, ici.</p>"))
    assert found.article is not None
    said = text(found.article.root)
    assert "Fin du texte" in said
    assert not [w for w in ("Accueil", "Partager", "Mentions") if w in said]
    left = [d.values["start"] for d in found.diagnostics if d.code == "part-left-out"]
    assert left == ["Accueil", "Partager", "Mentions légales du site"]


def test_a_fragment_keeps_everything() -> None:
    said = text(root(f"<h1>Titre</h1><div class=share>Partager</div><p>{LONG}</p>"))
    assert "Partager" in said


def test_linked_data_name_the_head_and_nothing_is_said_twice() -> None:
    data = (
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Le titre",'
        '"author":{"name":"Anna Roux"},"datePublished":"2026-03-14T08:00:00Z",'
        '"articleSection":"Monde"}</script>'
    )
    top = "<p>Monde</p><h1>Le titre</h1><p>Anna Roux</p><p>14 mars 2026</p>"
    assert header(page(top, data)) == {
        "rubric": "Monde",
        "h1": "Le titre",
        "byline": "Anna Roux",
        "dateline": "14 mars 2026",
    }


def test_what_only_the_metadata_tell_joins_the_head() -> None:
    head = (
        '<meta property="og:title" content="Le titre"><meta name="author" content="Anna Roux">'
        '<meta property="article:published_time" content="2026-03-14T08:00:00Z">'
    )
    found = reading(page("", head))
    assert found.article is not None
    said = {e.get("class") or tag(e): text(e) for e in found.article.root[0]}
    assert said == {"h1": "Le titre", "byline": "Anna Roux", "dateline": "14 mars 2026"}
    assert_sound(found)


@pytest.mark.parametrize(
    "broken", ["{", "[" * 100_000, '{"@type": ["NewsArticle"], "headline": {"name": {}}}', "null"]
)
def test_linked_data_of_any_form_do_no_harm(broken: str) -> None:
    source = page(head=f'<script type="application/ld+json">{broken}</script>')
    assert header(source)["h1"] == "Le titre"


@pytest.mark.parametrize(
    ("call", "note"),
    [
        (
            '<sup><a href="#fn1" id="r">1</a></sup>',
            '<ol><li id="fn1">Note. <a href="#r">↩</a></ol>',
        ),
        (
            '<a href="#_ftn1" name="_ftnref1">[1]</a>',
            '<p><a href="#_ftnref1" name="_ftn1">[1]</a> Note.',
        ),
        (
            '[<a href="/a#nb1" id="nh1">1</a>]',
            '<div id="nb1"><p>[<a href="/a#nh1">1</a>] Note.</p></div>',
        ),
        (
            '<a name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>',
            '<div id="sdfootnote1"><p><a name="sdfootnote1sym" href="#sdfootnote1anc">1</a>Note.',
        ),
        ('<a href="#x" role="doc-noteref">*</a>', '<aside id="x"><p>Note.</p></aside>'),
    ],
)
def test_notes_of_every_maker(call: str, note: str) -> None:
    article = root(f"<h1>Titre</h1><p>Un mot{call} et la suite.</p>{note}")
    assert [text(e) for e in article.iter() if is_note_call(e)] == ["1"]
    assert [text(e) for e in article.iter() if is_note(e)] == ["Note."]
    assert next(text(e) for e in article.iter(f"{{{XHTML}}}p")) == "Un mot1 et la suite."


def test_a_number_that_links_to_a_heading_is_no_note() -> None:
    article = root(f'<h1>Titre</h1><p><a href="#s">1</a></p><h2 id="s">Un</h2><p>{LONG}</p>')
    assert not [e for e in article.iter() if is_note_call(e)]


def test_line_breaks_make_paragraphs_of_old_pages() -> None:
    said = outline(f"<h1>Titre</h1>{LONG}<br><br>Deux.<br>Trois.<div>Quatre.</div>")
    assert [t for n, t in said if n == "p"] == [LONG[:24], "Deux.Trois.", "Quatre."]


def test_headings_are_numbered_anew_and_layout_tables_are_none() -> None:
    said = outline(
        f"<table><tr><td><h1>T</h1><p>{LONG}</p><h4>Un</h4><p>{LONG}</p><h5>Deux</h5><p>x</p>"
        "</td></tr></table>"
    )
    assert [(n, t) for n, t in said if n != "p"] == [("h1", "T"), ("h2", "Un"), ("h3", "Deux")]


def test_false_bold_of_google_docs_is_none_and_spans_are_emphasis() -> None:
    article = root(
        '<b style="font-weight:normal"><h1>T</h1><p>un <span style="font-style:italic">deux</span> '
        '<span style="font-weight:700">trois</span></p></b>'
    )
    assert [(tag(e), text(e)) for e in article.iter() if tag(e) in ("em", "strong", "b")] == [
        ("em", "deux"),
        ("strong", "trois"),
    ]


@pytest.mark.parametrize(
    ("source", "code", "line"),
    [
        ("<h1>T</h1>\n<p>x <img src=a.png></p>", "alt-missing", 2),
        ("<h1>T</h1>\n<p>x <img src='http://a.example/b.png' alt=c></p>", "image-left-out", 2),
        ("<h1>T</h1>\n<p>x <img src='file:///etc/passwd' alt=c></p>", "image-left-out", 2),
        ("<h1>T</h1>\n<p><a href='java\tscript:x'>mot</a></p>", "link-refused", 2),
        ("<h1>T</h1>\n<p>x</p>\n<script>x()</script>", "active-content-left-out", 3),
        ("<h1>T</h1>\n<p>x</p><p style='display: none'>caché</p><p>y z</p>", "part-left-out", 2),
        ("<h1>T</h1>\n<p>a&#x202e;b</p>", "debris-cleaned", 2),
        ("<ul><li>Rien que cela</ul>", "title-not-found", None),
        (" <!-- rien --> ", "file-empty", None),
    ],
)
def test_problems_name_their_line(source: str, code: str, line: int | None) -> None:
    assert (code, line) in codes(source)


def test_a_remote_image_stops_nothing_and_its_caption_stays() -> None:
    found = reading(
        "<h1>T</h1><figure><img data-src='https://a.example/b.jpg' src='data:image/gif;base64,R0=' "
        f"alt='Un phare'><figcaption>La nuit</figcaption></figure><p>{LONG}</p>"
    )
    assert found.article is not None
    assert [e.get("class") for e in found.article.root.iter() if text(e) == "La nuit"] == ["credit"]
    (problem,) = [d for d in found.diagnostics if d.code == "image-left-out"]
    assert problem.values["described"] == "Un phare"
    assert problem.values["address"] == "https://a.example/b.jpg"


def test_an_image_in_the_text_is_carried() -> None:
    buffer = BytesIO()
    Image.frombytes("RGB", (16, 16), bytes(i * i * 7 % 251 for i in range(768))).save(buffer, "PNG")
    data = base64.b64encode(buffer.getvalue()).decode()
    found = reading(f"<h1>T</h1><p>x</p><img alt=a src='data:image/png;base64,{data}'>")
    assert found.article is not None
    assert dict(found.article.images) == {"image-1.png": buffer.getvalue()}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("<meta charset=iso-8859-1><h1>Été — €</h1>".encode("cp1252"), "Été — €"),
        ("<meta charset=iso-8859-15><h1>Œuf</h1>".encode("iso8859-15"), "Œuf"),
        ("<meta charset=iso-8859-1><h1>Été</h1>".encode(), "Été"),
        ("<h1>Été</h1>".encode("utf-16"), "Été"),
        ("<h1>Été à Évry</h1>".encode("mac_roman"), "Été à Évry"),
        (b"<h1>L&#146;&eacute;t&eacute;</h1>", "L’été"),
        (
            b'<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml">'
            b"<head><title/></head><body><h1>&Eacute;t&eacute;<a id='x'/></h1></body></html>",
            "Été",
        ),
    ],
)
def test_encodings(data: bytes, said: str) -> None:
    found = reading(data)
    assert found.article is not None, found.diagnostics
    assert found.article.title == said


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("<div>" * 100_000 + "mot", "nesting"),
        ("<blockquote>" * 100 + "mot", "nesting"),
        ("<b>" * 1_500 + "mot", "nesting"),
        ("<p>mot" + "<table><tr>" + "<td>x" * 1_000_000, "blocks"),
        ("<p>mot" + "<table>" + ("<tr>" + "<td>x" * 210) * 100, "table_cells"),
        ("<p>mot" * 60_000, "blocks"),
        ("<p>" + "mot " * 10_000_000, "manuscript_bytes"),
    ],
)
def test_what_exceeds_a_limit_is_refused(source: str, name: str) -> None:
    (problem,) = [d for d in reading(source).diagnostics if d.severity == "error"]
    assert (problem.code, problem.values["name"]) == ("limit-exceeded", name)


def test_entities_of_the_file_stand_for_nothing() -> None:
    bomb = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 9))
    found = reading(
        f'<!DOCTYPE html [<!ENTITY a0 "mot">{bomb}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
        '<html xmlns="http://www.w3.org/1999/xhtml"><body><h1>Titre</h1><p>&a8; &f;</p>'
        "</body></html>",
    )
    assert found.article is not None
    assert "root:" not in text(found.article.root)
    assert len(found.words) < 50


def test_nothing_that_acts_gets_through() -> None:
    article = root(
        f"<h1 onclick='x()'>T</h1><p style='color:red' onmouseover=x>{LONG}</p><form action=x>"
        "<p>mot</p><input value=v></form><object data=x.swf></object><iframe src=//a></iframe>"
        "<math><mi href='javascript:x'>y</mi></math><a href='data:text/html,x'>z</a>"
    )
    allowed = {"id", "lang", "class", "href", "src", "alt"}
    assert not [(tag(e), n) for e in article.iter() for n in e.attrib if n not in allowed]
    assert not [tag(e) for e in article.iter() if tag(e) in ("form", "input", "object", "iframe")]


PIECES = st.sampled_from(
    [
        *(
            "mot ",
            "l’eau ",
            "&nbsp;",
            "&amp;",
            "&#0;",
            "&#x202e;",
            "&lt;b",
            "\n",
            "\x01",
            "é",
            "12 ",
        ),
        *("<p>", "</p>", "<div>", "</div>", "<br>", "<br><br>", "<hr>", "<span>", "</span>"),
        *(
            "<b>",
            "</b>",
            "<i>",
            "</i>",
            "<em lang=en>",
            "</em>",
            "<sup>",
            "</sup>",
            "<font size=2>",
        ),
        *("<h1>", "</h1>", "<h2>", "</h2>", "<h6>", "<ul>", "</ul>", "<ol start=3>", "</ol>"),
        *("<ol type=a>", "<li>", "</li>", "<dl>", "<dt>", "<dd>", "</dl>", "<blockquote>"),
        *("</blockquote>", "<table>", "</table>", "<tr>", "<td>", "<th>", "<td colspan=2>"),
        *("<caption>", "<thead>", "<tbody>", "<tfoot>", "<pre>", "</pre>", "<figure>", "</figure>"),
        *("<figcaption>", "</figcaption>", "<img src=a.png alt=phare>", "<img src=//h/b.png>"),
        *("<img src='data:image/png;base64,AAAA'>", "<a href='#fn1' id=ref1>1</a>", "<q>", "</q>"),
        *("<li id=fn1>", "<p id=fn1>", "<a href='#ref1'>↩</a>", "<a href='javascript:x'>", "</a>"),
        *(
            "<a href='https://exemple.fr/é è'>",
            "<script>x</script>",
            "<style>y</style>",
            "<!-- z -->",
        ),
        *(
            "<iframe>",
            "</iframe>",
            "<nav>",
            "</nav>",
            "<article>",
            "</article>",
            "<form>",
            "<button>",
        ),
        *(
            "<aside class=pullquote>",
            "</aside>",
            "<div class=verse>",
            "<pre class=wp-block-verse>",
            "</pre>",
            "\n\n",
            "<p class=vers>",
            "<img class=alignleft src=a.png alt=Mot>",
            "<figure class=wp-block-pullquote>",
            "<p class=MsoTitle>",
            "<svg>",
        ),
        *("<math><mi>x</mi></math>", "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>"),
        *(
            "<span style='mso-list:Ignore'>1.</span>",
            "<time datetime=2026-01-15>",
            "</time>",
            "<td>",
        ),
        *(
            "<p hidden>",
            "<div style='display:none'>",
            "<abbr title=t>",
            "<cite>",
            "<footer>",
            "<o:p>",
        ),
        *("<p class=byline>Par Anna Roux</p>", "<p class=date>12 mars 2026</p>", "<details>"),
        *(
            "<span style='font-style:italic;font-weight:700'>",
            "<meta property='og:title' content='T'>",
        ),
        *(
            "<p id=fn2>",
            "<a href='#fn2'>[2]</a>",
            "<title>",
            "<body>",
            "<html lang=en>",
            "]]>",
            "<?x?>",
        ),
    ]
)


def assert_sound(found: Reading) -> None:
    """A valid article whose words are those of the manuscript, or an error."""
    assert not [d for d in found.diagnostics if d.code == "profile-fault"], found.diagnostics
    if found.article is None:
        assert [d for d in found.diagnostics if d.severity == "error"]
        return
    said = Counter(w.word for w in article_words(found.article.root, "essai"))
    assert said == Counter(found.words)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_no_word_is_lost_or_added(source: str) -> None:
    assert_sound(reading(source))


@given(st.lists(PIECES, max_size=20).map("".join))
@example("<figure><figcaption><caption><figcaption>")
def test_nor_in_the_page_of_a_site(source: str) -> None:
    assert_sound(reading(f"<nav>Accueil</nav><article><h1>Un titre</h1>{source}<p>{LONG}"))


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    assert_sound(reading(data))


@given(st.text(max_size=200))
def test_any_text(source: str) -> None:
    assert_sound(reading(source.encode("utf-8", "surrogatepass"), ".xhtml"))


def test_an_element_of_no_possible_name_keeps_its_words() -> None:
    html = root('<h1>Titre</h1><p>Il est <spa}tyle:n;">rentré</spa> le <x:Y}Z>soir</x:Y}Z>.</p>')
    assert "".join(html.itertext()).endswith("Il est rentré le soir.")


def test_attributes_of_no_possible_name_are_left_behind() -> None:
    html = root("<h1>T</h1><b {x}y='1' lang='en'><p>Un deux.</p><p>Trois.</p></b>")
    assert "".join(html.itertext()).endswith("Un deux.Trois.")


def wordpress(content: str) -> list[str]:
    """What WordPress’s blocks between two paragraphs become, as XHTML without ids."""
    article = root(f"<h1>Le titre</h1><p>{LONG}</p>{content}<p>{LONG}</p>")
    made = []
    for element in article[1:]:
        for inner in element.iter():
            inner.attrib.pop("id", None)
        if text(element) != LONG:
            bare = etree.tostring(element, encoding="unicode").replace(f' xmlns="{XHTML}"', "")
            made.append(re.sub(r' xmlns:\w+="[^"]*"', "", bare))
    return made


@pytest.mark.parametrize(
    ("said", "placed"),
    [
        ("alignleft size-medium", ' class="left"'),
        ("alignright is-resized", ' class="right"'),
        ("alignwide", ' class="wide"'),
        ("alignfull", ' class="wide"'),
        ("aligncenter", ""),
        ("alignleft third", ' class="left third"'),
    ],
)
def test_figures_of_wordpress_stand_where_it_set_them(said: str, placed: str) -> None:
    image = '<img src="a.png" alt="Un phare"/>'
    caption = "<figcaption>Le phare</figcaption>"
    block = f"<figure class='wp-block-image {said}'>{image}{caption}</figure>"
    expected = [f"<figure{placed}>{image}{caption}</figure>"]
    assert wordpress(block) == expected
    # Blocks of before 2022 have a box around the figure.
    assert wordpress(f"<div class='wp-block-image'>{block}</div>") == expected


def test_an_image_that_text_flows_around_is_a_figure() -> None:
    image = "<img class='alignright size-medium wp-image-7' src='a.png' alt='Un phare'>"
    figure = '<figure class="right"><img src="a.png" alt="Un phare"/></figure>'
    assert wordpress(f"<p>{image}</p>") == [figure]
    assert wordpress(f"<p>{image}Le phare de la <em>pointe</em>.</p>") == [
        figure,
        "<p>Le phare de la <em>pointe</em>.</p>",
    ]


@pytest.mark.parametrize(
    "verse",
    [
        "<pre class='wp-block-verse'>Marais, <em>beau</em> marais,\ngarde-moi\n\nVieux gris</pre>",
        "<pre class='wp-block-verse'>Marais, <em>beau</em> marais,<br>garde-moi<br><br>Vieux gris"
        "</pre>",
        "<div class=poem><p>Marais, <em>beau</em> marais,<br>garde-moi</p><p>Vieux gris</p></div>",
    ],
)
def test_verse_keeps_its_lines_its_stanzas_and_its_italics(verse: str) -> None:
    assert wordpress(verse) == [
        '<div class="verse"><p>Marais, <em>beau</em> marais,<br/>garde-moi</p>'
        "<p>Vieux gris</p></div>"
    ]


def test_verses_that_are_a_paragraph_each_are_one_stanza() -> None:
    lines = "".join(f"<p>{line}</p>" for line in ("Marais gris,", "garde-moi", "ton soleil"))
    assert wordpress(f"<div class='poem'>{lines}</div>") == [
        '<div class="verse"><p>Marais gris,<br/>garde-moi<br/>ton soleil</p></div>'
    ]


@pytest.mark.parametrize("holder", ["figure", "div"])
def test_a_pull_quote_of_wordpress(holder: str) -> None:
    said = "<p>On ne fait pas le sel, on l’attend.</p><cite>Solène Kermadec</cite>"
    block = f"<{holder} class='wp-block-pullquote'><blockquote>{said}</blockquote></{holder}>"
    assert wordpress(block) == [
        '<aside class="pullquote"><p>On ne fait pas le sel, on l’attend.</p>'
        '<p class="attribution"><cite>Solène Kermadec</cite></p></aside>'
    ]


def test_what_comes_back_on_a_page_is_told_once() -> None:
    aside = "<div class='newsletter'>Recevez notre lettre</div>"
    found = reading(page(bottom=f"{aside}<p>{LONG}</p>{aside}<p>{LONG}</p>"))
    told = [d for d in found.diagnostics if d.values.get("start") == "Recevez notre lettre"]
    assert [d.values["count"] for d in told] == ["6"]
