"""The words that an edition itself says, in the language of the publication."""

from __future__ import annotations

_FRENCH = {
    "contents": "Sommaire",
    "cover": "Couverture",
    "half-title": "Faux-titre",
    "title-page": "Page de titre",
    "colophon": "Colophon",
    "index": "Index",
    "index-names": "Noms",
    "index-subjects": "Sujets",
    "index-see": "voir",
    "index-see-also": "voir aussi",
    "index-notes": "Les nombres sont ceux des pages imprimées ; n. renvoie à une note.",
    "reference": "p.\u00a0{page}",
    "reference-beside": " (p.\u00a0{page})",
    "made-with": "Composé en Libertinus avec publish {publish}, WeasyPrint {weasyprint} "
    "et EbookLib {ebooklib}.",
    "isbn": "ISBN {isbn}",
    "isbn-print": "ISBN {isbn} (livre imprimé)",
    "isbn-epub": "ISBN {isbn} (EPUB)",
    "doi": "DOI {doi}",
    "issn": "ISSN {issn}",
    "identifier": "Identifiant : {identifier}",
    "published": "Publié le {date}",
    "by-role": "{role} : {names}",
    "separator": " : ",
    "aut": "Textes",
    "edt": "Direction",
    "trl": "Traduction",
    "ill": "Illustrations",
    "pht": "Photographies",
    "ctb": "Contributions",
    "cov": "Couverture",
    "bkd": "Conception graphique",
    "pfr": "Correction",
    "aui": "Préface",
    "aft": "Postface",
}
_ENGLISH = {
    "contents": "Contents",
    "cover": "Cover",
    "half-title": "Half-title",
    "title-page": "Title page",
    "colophon": "Colophon",
    "index": "Index",
    "index-names": "Names",
    "index-subjects": "Subjects",
    "index-see": "see",
    "index-see-also": "see also",
    "index-notes": "Numbers are those of the printed pages; n. refers to a note.",
    "reference": "p.\u00a0{page}",
    "reference-beside": " (p.\u00a0{page})",
    "made-with": "Set in Libertinus with publish {publish}, WeasyPrint {weasyprint} "
    "and EbookLib {ebooklib}.",
    "isbn": "ISBN {isbn}",
    "isbn-print": "ISBN {isbn} (printed book)",
    "isbn-epub": "ISBN {isbn} (EPUB)",
    "doi": "DOI {doi}",
    "issn": "ISSN {issn}",
    "identifier": "Identifier: {identifier}",
    "published": "Published on {date}",
    "by-role": "{role}: {names}",
    "separator": ": ",
    "aut": "Text",
    "edt": "Editor",
    "trl": "Translation",
    "ill": "Illustrations",
    "pht": "Photographs",
    "ctb": "Contributions",
    "cov": "Cover",
    "bkd": "Design",
    "pfr": "Proof-reading",
    "aui": "Foreword",
    "aft": "Afterword",
}


def term(name: str, language: str, **values: str) -> str:
    """A term of the edition; an unknown MARC relator gives the general word for contributors."""
    words = _FRENCH if language.startswith("fr") else _ENGLISH
    return words.get(name, words["ctb"]).format_map(values)
