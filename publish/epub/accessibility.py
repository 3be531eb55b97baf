"""What keeps an EPUB from being called accessible: the checks behind its claim (docs/epub.md).

EPUB Accessibility 1.1 with WCAG 2.2, level AA. Checked here is what depends on the text; what the
stylesheets, the navigation and the pages must be is held by the tests, whatever the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from publish.article import MATHML, XHTML, Article, is_note_call, tag, text
from publish.diagnostics import Diagnostic, Kind, Place, Severity
from publish.edition.model import Document, Edition
from publish.publication import TOML

CONFORMANCE = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
"""The claim, letter for letter as EPUB Accessibility 1.1 (§3.5.2) has it."""

UNCLAIMED = Kind(
    "accessibility-unclaimed",
    Severity.WARNING,
    fr="L’EPUB ne se dit pas conforme à WCAG 2.2 AA ({criterion}) : {reason_fr} ({count} fois).",
    fr_hint="{hint_fr}",
    en="The EPUB does not claim to conform to WCAG 2.2 AA ({criterion}): {reason_en} ({count} "
    "times).",
    en_hint="{hint_en}",
)

_Finder = Callable[[Document], Iterator[etree._Element]]


@dataclass(frozen=True)
class _Check:
    """A criterion of WCAG 2.2 and the elements of a document that do not meet it."""

    criterion: str
    find: _Finder
    fr: str
    fr_hint: str
    en: str
    en_hint: str


@dataclass(frozen=True)
class Barrier:
    """A criterion that a publication does not meet, and where, in reading order."""

    check: _Check
    places: tuple[tuple[Document, etree._Element], ...]


def barriers(edition: Edition) -> tuple[Barrier, ...]:
    """What keeps an edition from conforming, a barrier for each criterion that is not met."""
    found = []
    for check in _CHECKS:
        places = tuple((d, e) for d in edition.documents for e in check.find(d))
        if places:
            found.append(Barrier(check, places))
    return tuple(found)


def evaluator(edition: Edition) -> str:
    """Who answers for the claim, which the standard wants named; empty when there is nobody."""
    publication = edition.publication
    return publication.accessibility.certified_by or publication.publisher


@dataclass(frozen=True)
class Claims:
    """What an edition may say of its accessibility, in its metadata and to the trade."""

    conforms: bool
    described: bool
    illustrated: bool
    mathematical: bool
    paginated: bool


def claims(edition: Edition, *, paginated: bool) -> Claims:
    """What is true of an edition; ``paginated`` when printed pages are marked."""
    wanted = edition.publication.accessibility.conformance
    roots = [d.root for d in edition.documents]
    return Claims(
        conforms=wanted and bool(evaluator(edition)) and not barriers(edition),
        described=not any(True for d in edition.documents for _ in _silent_images(d)),
        illustrated=any(root.find(f".//{{{XHTML}}}img") is not None for root in roots),
        mathematical=any(root.find(f".//{{{MATHML}}}math") is not None for root in roots),
        paginated=paginated,
    )


def diagnostics(edition: Edition, articles: Mapping[str, Article]) -> Iterator[Diagnostic]:
    """Why an edition makes no claim, each reason where it is first met.

    ``articles`` gives the article of each document that is one. Nothing is said where the
    publication wants no claim.
    """
    if not edition.publication.accessibility.conformance:
        return
    for barrier in barriers(edition):
        check, (document, element) = barrier.check, barrier.places[0]
        article = articles.get(document.name)
        yield UNCLAIMED.at(
            Place(TOML) if article is None else Place(article.source, article.line_of(element)),
            criterion=check.criterion,
            count=len(barrier.places),
            reason_fr=check.fr,
            hint_fr=check.fr_hint,
            reason_en=check.en,
            hint_en=check.en_hint,
        )


# --- the checks ----------------------------------------------------------------------------------

_FILE_NAME = re.compile(r"\S+\.(png|jpe?g|gif|webp|svg|tiff?|bmp)", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{1,8})*")
_SAYS_NOTHING = frozenset(
    (
        *("ici", "cliquez ici", "cliquer ici", "lien", "ce lien", "lire", "lire la suite", "suite"),
        *("voir", "here", "click here", "link", "this link", "more", "read more", "→", "…"),
    )
)
_HEADING = re.compile(r"h[1-6]")


def _silent_images(document: Document) -> Iterator[etree._Element]:
    for image in document.root.iter(f"{{{XHTML}}}img"):
        said = (image.get("alt") or "").strip()
        if not said or _FILE_NAME.fullmatch(said):
            yield image


def _tables_without_heads(document: Document) -> Iterator[etree._Element]:
    for table in document.root.iter(f"{{{XHTML}}}table"):
        if table.find(f".//{{{XHTML}}}th") is None:
            yield table


def _headings_out_of_order(document: Document) -> Iterator[etree._Element]:
    level = 0
    for element in document.root.iter(f"{{{XHTML}}}*"):
        if _HEADING.fullmatch(tag(element)):
            own = int(tag(element)[1])
            if own > level + 1 or not text(element):
                yield element
            level = own


def _languages_unknown(document: Document) -> Iterator[etree._Element]:
    for element in document.root.iter(f"{{{XHTML}}}*"):
        language = element.get("lang")
        if language is not None and not _LANGUAGE.fullmatch(language):
            yield element
    if not _LANGUAGE.fullmatch(document.language):
        yield document.root


def _links_that_say_nothing(document: Document) -> Iterator[etree._Element]:
    for link in document.root.iter(f"{{{XHTML}}}a"):
        if link.get("href") and not is_note_call(link):
            images = " ".join(i.get("alt") or "" for i in link.iter(f"{{{XHTML}}}img"))
            said = f"{text(link)} {images}".strip(" .:\u00a0").casefold()
            if not said or said in _SAYS_NOTHING:
                yield link


_CHECKS = (
    _Check(
        "1.1.1",
        _silent_images,
        "des images n’ont pas de texte de remplacement, ou n’ont que le nom de leur fichier",
        "Dites dans le texte ce que montre chaque image, en une phrase.",
        "images have no alternative text, or only the name of their file",
        "Say in the text what each image shows, in one sentence.",
    ),
    _Check(
        "1.3.1",
        _tables_without_heads,
        "des tableaux n’ont pas d’en-tête",
        "Marquez la première ligne, ou la première colonne, comme en-tête du tableau.",
        "tables have no headings",
        "Mark the first row or the first column as the heading of the table.",
    ),
    _Check(
        "1.3.1",
        _headings_out_of_order,
        "des intertitres sautent un niveau ou sont vides",
        "Donnez à chaque intertitre le niveau qui suit celui de la partie où il se trouve.",
        "headings leave out a level or are empty",
        "Give each heading the level that follows that of the section it stands in.",
    ),
    _Check(
        "2.4.4",
        _links_that_say_nothing,
        "des liens ne disent pas où ils mènent",
        "Écrivez le lien avec les mots qui nomment sa cible, plutôt que « ici » ou « lien ».",
        "links do not say where they lead",
        "Put the link on the words that name its target, rather than on “here” or “link”.",
    ),
    _Check(
        "3.1.2",
        _languages_unknown,
        "des passages sont dans une langue dont le code n’existe pas",
        "Corrigez le code : fr, en, de…",
        "passages are in a language whose code does not exist",
        "Mend the code: fr, en, de…",
    ),
)
