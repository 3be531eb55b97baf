"""A document made ready: what Pandoc reads, and what Pandoc would not tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from publish.diagnostics import Diagnostic, Kind, Severity
from publish.sources.office.styles import Style

COMMENT_ASIDE = Kind(
    "office-comment",
    Severity.NOTE,
    fr="Commentaire de {author}, laissé hors de l’article : « {text} »",
    fr_hint="Rien à faire, sauf s’il demande une correction du texte.",
    en="Comment by {author}, kept out of the article: “{text}”",
    en_hint="Nothing to do, unless it asks for a correction of the text.",
)
HIDDEN_TEXT = Kind(
    "office-hidden-text",
    Severity.NOTE,
    fr="Texte masqué, laissé hors de l’article : « {text} »",
    fr_hint="S’il doit paraître, ôtez-lui l’attribut « Masqué » (Police).",
    en="Hidden text, kept out of the article: “{text}”",
    en_hint="If it is to be published, take off its attribute “Hidden” (Font).",
)
PAGE_FURNITURE = Kind(
    "office-page-furniture",
    Severity.NOTE,
    fr="En-tête ou pied de page, laissé hors de l’article : « {text} »",
    fr_hint="Rien à faire : les éditions ont les leurs. S’il y a là une information, copiez-la "
    "dans le texte.",
    en="Header or footer of the page, kept out of the article: “{text}”",
    en_hint="Nothing to do: the editions have their own. If it says something, copy it into the "
    "text.",
)
CONTENTS_ASIDE = Kind(
    "office-contents",
    Severity.NOTE,
    fr="Table des matières ou index automatique, laissé hors de l’article : « {text} »",
    fr_hint="Rien à faire : les éditions font leur propre table.",
    en="Automatic contents or index, kept out of the article: “{text}”",
    en_hint="Nothing to do: the editions make their own.",
)
PLACEHOLDER_ASIDE = Kind(
    "office-placeholder",
    Severity.WARNING,
    fr="Un champ à remplir est resté vide ; son invite est laissée hors de l’article : « {text} »",
    fr_hint="Remplissez-le dans le document, ou supprimez-le.",
    en="A field to be filled in was left empty; its prompt is kept out of the article: “{text}”",
    en_hint="Fill it in in the document, or delete it.",
)
TEXT_BOX = Kind(
    "office-text-box",
    Severity.WARNING,
    fr="Une zone de texte est placée après le paragraphe où elle est ancrée : « {text} »",
    fr_hint="Vérifiez sa place ; si elle doit être ailleurs, copiez ses mots dans le texte.",
    en="A text box is put after the paragraph that it is anchored to: “{text}”",
    en_hint="Check its place; if it belongs elsewhere, copy its words into the text.",
)
OBJECT_ASIDE = Kind(
    "office-object",
    Severity.WARNING,
    fr="Un objet ({what}) ne peut pas entrer dans l’article : « {text} »",
    fr_hint="Enregistrez-le comme image (clic droit) et mettez cette image à sa place.",
    en="An object ({what}) cannot enter the article: “{text}”",
    en_hint="Save it as a picture (right click) and put this picture in its place.",
)
EMBEDDED_PART = Kind(
    "office-embedded-part",
    Severity.ERROR,
    fr="Le document en appelle un autre ({what}), qui ne serait pas lu.",
    fr_hint="Ouvrez-le dans Word, enregistrez-le : l’autre y sera intégré.",
    en="The document calls for another one ({what}), which would not be read.",
    en_hint="Open it in Word and save it: the other one will be made part of it.",
)
HEADINGS_NUMBERED = Kind(
    "office-headings-numbered",
    Severity.NOTE,
    fr="Les titres sont numérotés par le traitement de texte : ces numéros ne sont pas repris.",
    fr_hint="S’ils doivent paraître, tapez-les dans les titres.",
    en="The headings are numbered by the word processor: these numbers are not taken over.",
    en_hint="If they are to be published, type them into the headings.",
)
FORMULA_FLAT = Kind(
    "office-formula",
    Severity.WARNING,
    fr="La formule « {text} » est en MathML : l’EPUB la met en forme, le PDF l’écrit à la suite.",
    fr_hint="Pour l’imprimé, remplacez-la par une image décrite.",
    en="The formula “{text}” is in MathML: the EPUB lays it out, the PDF writes it in a row.",
    en_hint="For print, replace it by a picture with a description.",
)
IMAGE_LINKED = Kind(
    "office-image-linked",
    Severity.ERROR,
    fr="L’image « {name} » n’est pas dans le document : les éditions ne vont rien chercher "
    "au-dehors.",
    fr_hint="Dans Word : Fichier, Informations, « Modifier les liens », « Rompre la liaison » ; ou "
    "insérez l’image elle-même.",
    en="The image “{name}” is not in the document: the editions fetch nothing from outside.",
    en_hint="In Word: File, Info, “Edit Links to Files”, “Break Link”; or insert the image itself.",
)
IMAGE_UNDESCRIBED = Kind(
    "office-image-undescribed",
    Severity.WARNING,
    fr="L’image « {name} » n’a pas de texte de remplacement.",
    fr_hint="Clic droit sur l’image, « Texte de remplacement » : dites ce qu’elle montre.",
    en="The image “{name}” has no alternative text.",
    en_hint="Right click on the image, “Alt Text”: say what it shows.",
)

QUOTED = 300
"""How many characters of what is left out a diagnostic quotes at most, per diagnostic."""


@dataclass(frozen=True)
class Paragraph:
    """What is known of a paragraph beside its text.

    ``number`` is its place among the paragraphs of the document that hold something, from 1.
    ``blank_before`` counts the empty paragraphs before it. ``heading_like`` tells whether it has
    no style but the look of a heading: short, and bold or large throughout. ``unruled`` tells
    whether it stands in a table without lines.
    """

    number: int
    style: Style | None = None
    heading_like: bool = False
    blank_before: int = 0
    boxed: bool = False
    unruled: bool = False


@dataclass(frozen=True)
class Passage:
    """A run of text in another language, or in small capitals."""

    language: str = ""
    smallcaps: bool = False


@dataclass(frozen=True)
class Picture:
    """An image of the document: the path of its bytes there, its description, its title."""

    source: str
    alt: str
    decorative: bool = False


@dataclass
class Prepared:
    """A document ready for Pandoc.

    ``data`` is what Pandoc reads in the format ``markup``; ``tree`` stands for it where the reader
    makes the syntax tree itself. ``paragraphs``, ``passages`` and what
    is ``placed`` (pictures, formulas as finished elements, letters that Pandoc does not read) are
    found by the numbers of the marks. ``words`` are those of the document itself,
    read without Pandoc. ``images`` holds the bytes of the pictures by ``source``.
    """

    markup: str
    data: bytes = b""
    tree: list[Any] | None = None
    words: Sequence[str] = ()
    paragraphs: list[Paragraph] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    placed: list[Picture | etree._Element | str] = field(default_factory=list)
    images: dict[str, bytes] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)
    targets: set[str] = field(default_factory=set)
    """The bookmarks that something placed leads to."""


def quotations(text: str) -> list[str]:
    """A text that is left out, in pieces short enough to be quoted; nothing of it is dropped."""
    text = " ".join(text.split())
    pieces: list[str] = []
    start = 0
    while len(text) - start > QUOTED:
        cut = text.rfind(" ", start + 1, start + QUOTED)
        cut = cut if cut > start else start + QUOTED
        pieces.append(text[start:cut])
        start = cut + (text[cut] == " ")
    return [*pieces, text[start:]] if text[start:] else pieces


def alike(names: Mapping[str, str], start: str) -> list[str]:
    """The names from ``start`` on along ``names``: child, parent (styles are based on others)."""
    chain: list[str] = []
    while start and start not in chain:
        chain.append(start)
        start = names.get(start, "")
    return chain
