"""What the styles of a word processor mean in the article profile (docs/manuscripts.md).

Names are compared without case, accents, spaces or punctuation, in French and in English; Word
writes the names of its own styles in English whatever the language of its menus.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Use(StrEnum):
    """What a paragraph with a known style is in the article."""

    RUBRIC = "rubric"
    TITLE = "title"
    SUBTITLE = "subtitle"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    DATELINE = "dateline"
    HEADING = "heading"
    QUOTATION = "quotation"
    ATTRIBUTION = "attribution"
    EPIGRAPH = "epigraph"
    PULLQUOTE = "pullquote"
    VERSE = "verse"
    CAPTION = "caption"
    CREDIT = "credit"
    QUESTION = "question"
    ANSWER = "answer"
    CODE = "code"
    CONTENTS = "contents"
    """An entry of a table of contents that the word processor made."""


HEADER_USES = frozenset(
    (Use.RUBRIC, Use.TITLE, Use.SUBTITLE, Use.STANDFIRST, Use.BYLINE, Use.DATELINE)
)


@dataclass(frozen=True)
class Style:
    """The use of a paragraph and, for a heading, its level in the manuscript from 1."""

    use: Use
    level: int = 0


NAMES: Mapping[Use, str] = {
    Use.RUBRIC: "Surtitre, Rubrique, Rubric, Kicker, Overline, Tête de rubrique",
    Use.TITLE: "Titre, Title, Titre principal, Titre article, Titre de l’article, Headline",
    Use.SUBTITLE: "Sous-titre, Subtitle, Sous-titre article",
    Use.STANDFIRST: "Chapô, Chapo, Chapeau, Standfirst, Lead, Lede, Deck, Intro, Introduction, "
    "Résumé, Abstract",
    Use.BYLINE: "Signature, Auteur, Auteure, Autrice, Auteurs, Byline, Author, Authors",
    Use.DATELINE: "Date, Dateline",
    Use.QUOTATION: "Citation, Quote, Quotations, Quotation, Block Text, Block Quotation, "
    "Blockquote, Normal centré, Texte cité",
    Use.ATTRIBUTION: "Source de citation, Attribution, Auteur de citation",
    Use.EPIGRAPH: "Épigraphe, Epigraph",
    Use.PULLQUOTE: "Exergue, Mise en exergue, Pullquote, Pull Quote, Citation intense, "
    "Intense Quote",
    Use.VERSE: "Vers, Verse, Poème, Poésie, Poem, Poetry, Strophe, Stanza",
    Use.CAPTION: "Légende, Caption, Illustration, Figure, Drawing, Dessin, Table, Tableau, "
    "Image Caption, Table Caption, Figure Caption, Légende de figure, Légende de tableau",
    Use.CREDIT: "Crédit, Crédits, Crédit photo, Credit, Photo credit",
    Use.QUESTION: "Question",
    Use.ANSWER: "Réponse, Answer",
    Use.CODE: "Source Code, Preformatted Text, HTML Preformatted, Texte préformaté, "
    "Préformaté HTML, Code",
    Use.CONTENTS: "TOC Heading, Contents Heading, Titre de table des matières, "
    "Titre TR, En-tête de table des matières",
}
"""The styles with a fixed meaning, as editors see them, by use."""

SUBHEADS: Mapping[str, int] = {
    "Intertitre": 2,
    "Inter": 2,
    "Intertitre 1": 2,
    "Intertitre 2": 3,
    "Sous-intertitre": 3,
    "Subhead": 2,
    "Crosshead": 2,
}
"""The styles of subheads that are no numbered headings, with the level that they open."""

_NUMBERED = re.compile(r"(?:heading|titre|überschrift)([1-9])|(?:toc|tm|contents)[1-9]")


def folded(name: str) -> str:
    """A style's name without case, accents, spaces or punctuation: « Chapô » is ``chapo``."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in decomposed if c.isalnum())


_KNOWN: Mapping[str, Style] = {
    **{folded(n): Style(use) for use, names in NAMES.items() for n in names.split(", ")},
    **{folded(n): Style(Use.HEADING, level) for n, level in SUBHEADS.items()},
}


def style_of(names: Iterable[str]) -> Style | None:
    """The meaning of the first name that has one.

    ``names`` go from the paragraph's own style to those that it is based on; a name may hold
    alternatives after commas, as Word's aliases do.
    """
    for name in names:
        for alternative in re.split("[,;]", name):
            key = folded(alternative)
            if key in _KNOWN:
                return _KNOWN[key]
            numbered = _NUMBERED.fullmatch(key)
            if numbered and numbered.group(1):
                return Style(Use.HEADING, int(numbered.group(1)))
            if numbered:
                return Style(Use.CONTENTS)
    return None
