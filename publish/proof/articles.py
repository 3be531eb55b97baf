"""Manuscript and article held against each other, and the differences of all proofs as problems."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from unicodedata import name

from publish.article import Article
from publish.diagnostics import Diagnostic, Kind, Place, Severity
from publish.edition.addresses import LONGEST
from publish.proof.compare import Difference, in_any_order, in_sequence
from publish.proof.reading import Word, article_text, article_words
from publish.proof.respelling import read_back
from publish.typography import Typeset
from publish.words import words

WORDS_LOST = Kind(
    "words-lost",
    Severity.ERROR,
    fr="{where} a perdu « {words} » (… {context} …).",
    fr_hint="C’est une faute de l’outil : gardez le manuscrit et signalez-la ; rien n’est publié.",
    en="{where} has lost “{words}” (… {context} …).",
    en_hint="It is a fault of the tool: keep the manuscript and report it; nothing is published.",
)
WORDS_ADDED = Kind(
    "words-added",
    Severity.ERROR,
    fr="{where} a un mot de trop : « {words} » (… {context} …).",
    fr_hint="C’est une faute de l’outil : gardez le manuscrit et signalez-la ; rien n’est publié.",
    en="{where} has a word too many: “{words}” (… {context} …).",
    en_hint="It is a fault of the tool: keep the manuscript and report it; nothing is published.",
)
LETTERS_UNPRINTABLE = Kind(
    "letters-unprintable",
    Severity.ERROR,
    fr="Aucune police de cette machine n’a les lettres de « {words} » (… {context} …) : le PDF ne "
    "peut pas les montrer.",
    fr_hint="Installez une police qui les a (paquets fonts-noto-cjk pour le chinois, le japonais, "
    "le coréen, fonts-noto pour les autres écritures), puis relancez ; rien n’est publié.",
    en="No typeface of this machine has the letters of “{words}” (… {context} …): the PDF cannot "
    "show them.",
    en_hint="Install one that has (packages fonts-noto-cjk for Chinese, Japanese, Korean, "
    "fonts-noto for other scripts), then start again; nothing is published.",
)
WORD_ENDLESS = Kind(
    "word-endless",
    Severity.ERROR,
    fr="« {words} » est un mot sans fin ({letters} lettres) : il ne tient sur aucune ligne du PDF, "
    "et il y en a trop pour les couper une à une.",
    fr_hint="Effacez-le s’il n’est pas du texte (une image collée, un fichier codé) ; sinon mettez "
    "des espaces entre ses parties. Rien n’est publié.",
    en="“{words}” is a word without an end ({letters} letters): no line of the PDF holds it, and "
    "there are too many to be cut one by one.",
    en_hint="Delete it if it is no text (a picture pasted, a file in code); otherwise put spaces "
    "between its parts. Nothing is published.",
)

_MOST = 20
"""The most differences told one by one; when there are more, the cause is one and the same."""
_SHOWN = 40
"""How many letters of a word without an end are quoted."""


@dataclass
class Conservation:
    """The numbers of words of the manuscripts and of the editions, and every difference found.

    Words of the apparatus (title pages, contents, running heads, folios, calls of notes) are
    compared but not counted: ``epub`` and ``pdf`` count the words of the articles, the numbers of
    their lists among them, as ``source`` does.
    """

    source: int = 0
    epub: int | None = None
    pdf: int | None = None
    differences: list[tuple[str, Difference]] = field(default_factory=list)
    respelled: int = 0
    """How many words more there are since typography put spaces into some (14 h 30): the editions
    are counted as the manuscripts have them."""


def hold_articles(
    manuscripts: Iterable[tuple[Article, Sequence[str]]], proof: Conservation
) -> None:
    """Hold each article against the words that were read in its manuscript, in any order."""
    for article, source in manuscripts:
        _hold_article(article, _said(article), source, proof)


def hold_typography(before: Article, after: Typeset, proof: Conservation) -> None:
    """Hold an article as typography set it against the article as it was.

    Words are the same but for the respellings that its list of changes has one by one.
    """
    _hold_typography(before, _said(before), after, proof)


def hold_prepared(
    article: Article, source: Sequence[str], after: Typeset, proof: Conservation
) -> None:
    """Both in one: the words of the article, which both are about, are looked for once."""
    said = _said(article)
    _hold_article(article, said, source, proof)
    _hold_typography(article, said, after, proof)


def _said(article: Article) -> list[str]:
    return words(article_text(article.root))


def _hold_article(
    article: Article, said: list[str], source: Sequence[str], proof: Conservation
) -> None:
    proof.source += len(source)
    # Most are in the same order, which is seen in a fraction of the time of counting.
    if said == list(source) or Counter(said) == Counter(source):
        return
    expected = [Word(word, article.slug, "") for word in source]
    got = [w.word for w in article_words(article.root, article.slug)]
    note(proof, "article", in_any_order(expected, got))


def _hold_typography(before: Article, said: list[str], after: Typeset, proof: Conservation) -> None:
    if said == _said(after.article):
        return
    expected = article_words(before.root, before.slug)
    got = [w.word for w in article_words(after.article.root, before.slug)]
    proof.respelled += len(got) - len(expected)
    note(proof, "typography", in_sequence(expected, read_back(expected, got, after.changes)))


def note(proof: Conservation, where: str, differences: Iterable[Difference]) -> None:
    """Add the differences found by the proof of one stage."""
    proof.differences += [(where, difference) for difference in differences]


def diagnostics(
    proof: Conservation, articles: Mapping[str, Article], language: str
) -> list[Diagnostic]:
    """The differences as problems, each at the line of the manuscript where it stands."""
    problems = []
    unprintable = any(map(_is_unprintable, proof.differences))
    told = proof.differences
    if endless := any(map(_is_endless, told)):
        # What else is wrong with the pages comes of lines that run off the paper.
        told = [found for found in told if found[0] != "pdf" or _is_endless(found)]
    for where, difference in told[:_MOST]:
        if unprintable and where == "pdf" and difference.kind == "added":
            # The empty boxes that stand for the letters: told by the words that they stand for.
            continue
        if endless and where == "pdf":
            word = max(difference.words, key=len)
            place = _place(difference, articles)
            problems.append(WORD_ENDLESS.at(place, words=f"{word[:_SHOWN]}…", letters=len(word)))
            continue
        kind = WORDS_LOST if difference.kind == "lost" else WORDS_ADDED
        kind = LETTERS_UNPRINTABLE if _is_unprintable((where, difference)) else kind
        problems.append(
            kind.at(
                _place(difference, articles),
                where=_WHERE[where]["fr" if language.startswith("fr") else "en"],
                words=" ".join(difference.words[:_MOST]),
                context=difference.context,
            )
        )
    return problems


def _is_endless(found: tuple[str, Difference]) -> bool:
    """Whether the PDF lacks a word that no language has."""
    where, difference = found
    return (
        where == "pdf"
        and difference.kind == "lost"
        and any(len(word) > LONGEST for word in difference.words)
    )


def _is_unprintable(found: tuple[str, Difference]) -> bool:
    """Whether the PDF lacks a word with letters that the fonts of the project do not have."""
    where, difference = found
    return (
        where == "pdf"
        and difference.kind == "lost"
        and any(c.isalpha() and not _OURS.match(name(c, "")) for w in difference.words for c in w)
    )


_OURS = re.compile(r"LATIN|GREEK|CYRILLIC|HEBREW|MODIFIER|(?:MASCULINE|FEMININE) ORDINAL|MICRO")
"""The scripts that the text face has, by the names of their letters."""
_WHERE = {
    "article": {"fr": "L’article", "en": "The article"},
    "typography": {"fr": "La typographie", "en": "The typography"},
    "epub": {"fr": "L’EPUB", "en": "The EPUB"},
    "pdf": {"fr": "Le PDF", "en": "The PDF"},
}


def _place(difference: Difference, articles: Mapping[str, Article]) -> Place:
    article = articles.get(difference.document)
    if article is None:
        return Place(difference.document or difference.block)
    return Place(article.source, article.lines.get(difference.block))
