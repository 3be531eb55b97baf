"""The words that the package itself says, in the language of the publication."""

from __future__ import annotations

_FRENCH = {
    "contents": "Sommaire",
    "landmarks": "Repères",
    "pages": "Pages de l’édition imprimée",
    "print-edition": "{title}, édition imprimée",
    "text": "Début du texte",
    "back": "Retour à l’appel de note",
    "summary": "La publication suit l’ordre de lecture du livre imprimé ; titres, listes, notes, "
    "citations et tableaux sont balisés pour ce qu’ils sont.",
    "summary-conforming": "Les vérifications faites à la fabrication n’ont trouvé aucun obstacle "
    "au regard de WCAG 2.2, niveau AA.",
    "summary-not-conforming": "La conformité à WCAG n’est pas affirmée.",
    "summary-images": "Les images ont un texte de remplacement.",
    "summary-pages": "Les pages de l’édition imprimée sont repérées.",
}
_ENGLISH = {
    "contents": "Contents",
    "landmarks": "Landmarks",
    "pages": "Pages of the print edition",
    "print-edition": "{title}, print edition",
    "text": "Start of the text",
    "back": "Back to the call of note",
    "summary": "The publication follows the reading order of the printed book; headings, lists, "
    "notes, quotations and tables are marked up as what they are.",
    "summary-conforming": "The checks made in production found no barrier by WCAG 2.2, level AA.",
    "summary-not-conforming": "Conformance to WCAG is not claimed.",
    "summary-images": "Images have alternative text.",
    "summary-pages": "The pages of the print edition are marked.",
}


def term(name: str, language: str) -> str:
    """A term of the package in the language of a BCP 47 tag, English for all but French."""
    return (_FRENCH if language.startswith("fr") else _ENGLISH)[name]
