"""The tag tree of the PDF, as Poppler reads it: a golden one, and what must hold for any book."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pymupdf

from publish.article import E
from publish.pdf.layout import lay_out
from publish.words import words
from tests.books import MADE, SENTENCE, article, call, edition, note
from tests.judges import structure

GOLDEN = Path(__file__).parent / "tags.txt"


@cache
def book() -> bytes:
    table = E.table(
        E.caption("Ports"),
        E.thead(E.tr(E.th("Port", scope="col"), E.th("Tonnage", scope="col"))),
        E.tbody(E.tr(E.th("Brest", scope="row"), E.td("2 340")), E.tr(E.td("Sète"), E.td())),
    )
    long = E.p(SENTENCE * 24)
    noted = E.p("Un mot", call(1), " et ", E.em("un autre"), ", ", E.span("a word", lang="en"), ".")
    ports = article(
        "ports",
        noted,
        long,
        E.section(
            E.h2("Un intertitre"),
            E.ul(E.li("un"), E.li("deux", E.ol(E.li("sous")))),
            E.dl(E.dt("Marée"), E.dd("Mouvement."), E.dt("Port"), E.dd("Abri.")),
            table,
            E.blockquote(E.p("Une citation."), E.p("— Valéry", {"class": "attribution"})),
            E.hr(),
            E.p("Voir ", E.a("la carte", href="https://a.example/carte"), "."),
        ),
        note(1, E.p("La note, "), E.p("en deux alinéas.")),
        rubric="Rivages",
        byline="Jeanne Roux",
    )
    return lay_out(edition(ports, article("caps")), MADE).write()


@cache
def tree() -> str:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "book.pdf"
        path.write_bytes(book())
        return structure(path)


def test_the_golden_tree() -> None:
    """``python -m tests.pdf`` writes it anew; read the difference."""
    assert article_tree() == GOLDEN.read_text("utf-8")


def article_tree() -> str:
    """The first article, its long paragraph shortened, object numbers left out."""
    start = tree().index("  Art\n")
    part = tree()[start : tree().index("  Art\n", start + 1)]
    lines = re.sub(r"Object \d+ 0", "Object", part).splitlines()
    sentence = re.compile(r'^\s+".*(?:conseil|salle|citants|débat|réglementation|habitants)')
    kept: list[str] = []
    for line in lines:
        if sentence.match(line) or (
            kept and kept[-1].strip() == "[…]" and line.startswith('      "')
        ):
            if not kept or kept[-1].strip() != "[…]":
                kept.append("      […]")
            continue
        kept.append(line)
    return "\n".join(kept) + "\n"


def test_a_paragraph_cut_by_a_page_is_one_paragraph() -> None:
    with pymupdf.open(stream=book(), filetype="pdf") as pdf:
        pages = [page for page in pdf if "réglementation" in page.get_text()]
    assert len(pages) > 1
    paragraphs = re.split(r"^\s+P \(block\)$", tree(), flags=re.MULTILINE)
    long = [p for p in paragraphs if p.count("réglementa") > 3]
    assert len(long) == 1
    said = " ".join(re.findall(r'"([^"]*)"', long[0]))
    said = said.replace("\u2010", "")
    assert said.replace(" ", "").startswith((SENTENCE * 24).replace(" ", "")[:2000])


def test_divided_words_are_said_whole() -> None:
    drawn = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_IGNORE_ACTUALTEXT
    with pymupdf.open(stream=book(), filetype="pdf") as pdf:
        seen = "".join(page.get_text(flags=drawn) for page in pdf)
        said = "".join(page.get_text() for page in pdf)
    assert "\u2010\n" in seen
    assert not set(said) & set("\u2010\u00ad")
    assert [w for w in words(said) if w not in words(SENTENCE)] == [
        w for w in words(seen.replace("\u2010\n", "")) if w not in words(SENTENCE)
    ]


def test_heads_and_folios_of_pages_are_not_read() -> None:
    with pymupdf.open(stream=book(), filetype="pdf") as pdf:
        heads = [page.get_text() for page in pdf if "Rivages\n" in page.get_text()]
    assert len(heads) > 1
    assert tree().count("Rivages") == 1


def test_pages_have_their_folios_for_labels() -> None:
    with pymupdf.open(stream=book(), filetype="pdf") as pdf:
        labels = [page.get_label() for page in pdf]
    assert labels[:2] == ["c1", "c2"]
    assert labels[2:6] == ["i", "ii", "iii", "iv"]
    text = labels.index("1")
    assert labels[text:] == [str(n) for n in range(1, len(labels) - text + 1)]


def test_a_link_with_marked_words_is_one_annotation() -> None:
    links = [
        E.a("ils ne font ", E.em("« pas système »"), href="https://a.example/1"),
        E.a(E.strong("tout ", E.em("gras")), href="https://a.example/2"),
    ]
    made = edition(article("liens", E.p("Mais ", links[0], " et ", links[1], ".")))
    pdf = pymupdf.open(stream=lay_out(made, MADE).write(), filetype="pdf")
    found = [link["uri"] for page in pdf for link in page.get_links() if link.get("uri")]
    assert found == ["https://a.example/1", "https://a.example/2"]
    contents = [link for page in pdf for link in page.get_links() if not link.get("uri")]
    assert len(contents) == 1  # the line of the article in the contents
