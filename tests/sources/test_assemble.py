from __future__ import annotations

from publish.article import E, faults, tag, text
from publish.sources.assemble import assemble
from publish.sources.blocks import Block, Role, Structured


def test_lines_under_the_byline_are_lines_of_it() -> None:
    said = [
        (Role.TITLE, "Le gaz"),
        (Role.BYLINE, "Marthe Colin"),
        (Role.BYLINE_MORE, "Professeure"),
        (Role.BYLINE_MORE, "Jean Roux"),
        (Role.PARAGRAPH, "Il se pose."),
    ]
    blocks = [Structured(Block(E.p(words), n), role) for n, (role, words) in enumerate(said, 1)]
    article = assemble(blocks, slug="gaz", language="fr", source="gaz.txt")
    assert faults(article) == []
    byline = article.part("byline")
    assert byline is not None
    assert [*byline.itertext()] == ["Marthe Colin", "Professeure", "Jean Roux"]
    assert len(byline.findall(E.br().tag)) == 2
    assert article.authors == "Marthe Colin, Jean Roux"


def test_a_line_of_a_byline_without_byline_is_a_paragraph() -> None:
    blocks = [
        Structured(Block(E.p("Le gaz"), 1), Role.TITLE),
        Structured(Block(E.p("Professeure"), 2), Role.BYLINE_MORE),
    ]
    article = assemble(blocks, slug="gaz", language="fr", source="gaz.txt")
    assert [text(e) for e in article.root if tag(e) == "p"] == ["Professeure"]


def test_what_the_header_holds_once_is_a_paragraph_the_second_time() -> None:
    said = [
        (Role.TITLE, "Le gaz"),
        (Role.BYLINE, "Marthe Colin"),
        (Role.DATELINE, "Lundi"),
        (Role.PARAGRAPH, "Il se pose."),
        (Role.BYLINE, "Jean Roux"),
        (Role.DATELINE, "Mardi"),
    ]
    blocks = [Structured(Block(E.p(words), n), role) for n, (role, words) in enumerate(said, 1)]
    article = assemble(blocks, slug="gaz", language="fr", source="gaz.txt")
    assert faults(article) == []
    body = [text(e) for e in article.root if tag(e) == "p"]
    assert body == ["Il se pose.", "Jean Roux", "Mardi"]
