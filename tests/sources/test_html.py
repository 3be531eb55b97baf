from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.article import XHTML, is_note, is_note_call, tag, text
from publish.proof.reading import article_words
from publish.sources import Manuscript, Reading, read
from tests.sources.test_text import LONG


def reading(source: str | bytes, suffix: str = ".html") -> Reading:
    path = Path(f"essai{suffix}")
    data = source if isinstance(source, bytes) else source.encode()
    return read(Manuscript(path, path.name, "essai", "fr", data))


PIECES = st.sampled_from(
    [
        *("mot ", "l’eau ", "&nbsp;", "&amp;", "&#0;", "&#x202e;", "&lt;b", "\n", "\x01", "é", "12 "),
        *("<p>", "</p>", "<div>", "</div>", "<br>", "<br><br>", "<hr>", "<span>", "</span>"),
        *("<b>", "</b>", "<i>", "</i>", "<em lang=en>", "</em>", "<sup>", "</sup>", "<font size=2>"),
        *("<h1>", "</h1>", "<h2>", "</h2>", "<h6>", "<ul>", "</ul>", "<ol start=3>", "</ol>"),
        *("<ol type=a>", "<li>", "</li>", "<dl>", "<dt>", "<dd>", "</dl>", "<blockquote>"),
        *("</blockquote>", "<table>", "</table>", "<tr>", "<td>", "<th>", "<td colspan=2>"),
        *("<caption>", "<thead>", "<tbody>", "<tfoot>", "<pre>", "</pre>", "<figure>", "</figure>"),
        *("<figcaption>", "</figcaption>", "<img src=a.png alt=phare>", "<img src=//h/b.png>"),
        *("<img src='data:image/png;base64,AAAA'>", "<a href='#fn1' id=ref1>1</a>", "<q>", "</q>"),
        *("<li id=fn1>", "<p id=fn1>", "<a href='#ref1'>↩</a>", "<a href='javascript:x'>", "</a>"),
        *("<a href='https://exemple.fr/é è'>", "<script>x</script>", "<style>y</style>", "<!-- z -->"),
        *("<iframe>", "</iframe>", "<nav>", "</nav>", "<article>", "</article>", "<form>", "<button>"),
        *("<aside class=pullquote>", "</aside>", "<div class=verse>", "<p class=MsoTitle>", "<svg>"),
        *("<math><mi>x</mi></math>", "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>"),
        *("<span style='mso-list:Ignore'>1.</span>", "<time datetime=2026-01-15>", "</time>", "<td>"),
        *("<p hidden>", "<div style='display:none'>", "<abbr title=t>", "<cite>", "<footer>", "<o:p>"),
        *("<p class=byline>Par Anna Roux</p>", "<p class=date>12 mars 2026</p>", "<details>"),
        *("<span style='font-style:italic;font-weight:700'>", "<meta property='og:title' content='T'>"),
        *("<p id=fn2>", "<a href='#fn2'>[2]</a>", "<title>", "<body>", "<html lang=en>", "]]>", "<?x?>"),
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
def test_nor_in_the_page_of_a_site(source: str) -> None:
    assert_sound(reading(f"<nav>Accueil</nav><article><h1>Un titre</h1>{source}<p>{LONG}"))


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    assert_sound(reading(data))


@given(st.text(max_size=200))
def test_any_text(source: str) -> None:
    assert_sound(reading(source.encode("utf-8", "surrogatepass"), ".xhtml"))
