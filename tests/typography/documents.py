"""Articles out of pieces of inline markup, and back, for the tests of typography."""

from __future__ import annotations

import re

from lxml import etree

from publish.article import NSMAP, XHTML, Article
from publish.typography import Typeset, typeset

_DECLARED = " ".join(
    f'xmlns{":" if prefix else ""}{prefix or ""}="{uri}"' for prefix, uri in NSMAP.items()
)
_EMPTY = re.compile(r"<(\w+)([^<>]*)></\1>")
_NAMESPACES = re.compile(r' xmlns(?::\w+)?="[^"]*"')


def article(blocks: str, language: str = "fr") -> Article:
    """An article whose body is the markup given."""
    root = etree.fromstring(
        f'<article {_DECLARED} lang="{language}" id="essai"><header><h1>T</h1></header>'
        f"{blocks}</article>"
    )
    return Article("essai", root, "essai.txt")


def body(given: Article) -> str:
    """The markup of the body of an article, without declarations of namespaces."""
    blocks = given.root.findall(f"{{{XHTML}}}*")[1:]
    markup = "".join(etree.tostring(e, encoding="unicode") for e in blocks)
    return _EMPTY.sub(r"<\1\2/>", _NAMESPACES.sub("", markup))


def done(blocks: str, language: str = "fr") -> Typeset:
    """The article of these blocks, set."""
    return typeset(article(blocks, language))


def inline(markup: str, language: str = "fr") -> str:
    """What inline markup in a paragraph becomes."""
    return body(done(f"<p>{markup}</p>", language).article).removeprefix("<p>").removesuffix("</p>")
