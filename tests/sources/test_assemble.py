from __future__ import annotations

from publish.article import E, faults, tag, text
from publish.sources.assemble import assemble
from publish.sources.blocks import Block, Role, Structured


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
