"""Why each block is what it is, told to people: ``publish normalise --explain``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from publish.article import tag
from publish.sources.blocks import Role
from publish.sources.languages import Passage
from publish.sources.languages.names import language_name
from publish.sources.structure import MARKED, Inferred

_TEXT = 48

ROLES = {
    Role.RUBRIC: "rubrique",
    Role.TITLE: "titre",
    Role.SUBTITLE: "sous-titre",
    Role.STANDFIRST: "chapô",
    Role.BYLINE: "signature",
    Role.DATELINE: "date",
    Role.HEADING: "intertitre",
    Role.PARAGRAPH: "paragraphe",
    Role.LIST_ITEM: "élément de liste",
    Role.QUOTATION: "citation",
    Role.EPIGRAPH: "épigraphe",
    Role.PULLQUOTE: "exergue",
    Role.QUESTION: "question",
    Role.ANSWER: "réponse",
    Role.CREDIT: "crédit",
    Role.CAPTION: "légende",
    Role.ATTRIBUTION: "attribution",
    Role.DEBRIS: "reste du web",
    Role.NOTE: "note",
    Role.MARKUP: "élément",
}
"""The French names of the roles; the English ones are their values."""

FRENCH = {
    MARKED: "marqué dans le manuscrit",
    "label and number of a caption": "nom et numéro d’une légende",
    "label of a caption": "nom d’une légende",
    "label and number, then a capital": "nom et numéro, puis une majuscule",
    "right after a picture": "juste après une image",
    "right before a picture": "juste avant une image",
    "right after a table": "juste après un tableau",
    "right before a table": "juste avant un tableau",
    "in the paragraph of a picture": "dans le paragraphe d’une image",
    "1 word": "1 mot",
    "2 words": "2 mots",
    "3 to 4 words": "3 à 4 mots",
    "5 to 6 words": "5 à 6 mots",
    "7 to 9 words": "7 à 9 mots",
    "10 to 14 words": "10 à 14 mots",
    "15 to 20 words": "15 à 20 mots",
    "21 to 30 words": "21 à 30 mots",
    "31 to 50 words": "31 à 50 mots",
    "51 to 80 words": "51 à 80 mots",
    "more than 50 words": "plus de 50 mots",
    "more than 80 words": "plus de 80 mots",
    "up to 4 words": "4 mots au plus",
    "up to 14 words": "14 mots au plus",
    "up to 50 words": "50 mots au plus",
    "a date and little else": "une date et presque rien d’autre",
    "after a block of middle length": "après un bloc moyen",
    "after a colon": "après deux-points",
    "after a comma": "après une virgule",
    "after a list item": "après un élément de liste",
    "after a long block": "après un bloc long",
    "after a number": "après une ligne numérotée",
    "after a question": "après une question",
    "after a short line": "après une ligne courte",
    "after signature words": "après une signature",
    "among the shorter paragraphs": "parmi les paragraphes courts",
    "among the shortest paragraphs": "parmi les plus courts paragraphes",
    "not among the shorter paragraphs": "pas parmi les paragraphes courts",
    "as long as the paragraphs": "aussi long que les paragraphes",
    "before a block of middle length": "avant un bloc moyen",
    "before a dash": "avant un tiret",
    "before a list item": "avant une liste",
    "before a long block": "avant un bloc long",
    "before a name": "avant un nom",
    "before a note mark": "avant une note",
    "before a number": "avant une ligne numérotée",
    "before a quotation mark": "avant un guillemet",
    "before a short line": "avant une ligne courte",
    "before a small letter": "avant une minuscule",
    "before signature words": "avant une signature",
    "begins like an imperative": "commence comme un impératif",
    "begins like an infinitive": "commence comme un infinitif",
    "begins with a connector": "commence par un mot de liaison",
    "begins with a determiner": "commence par un déterminant",
    "begins with a preposition": "commence par une préposition",
    "begins with a pronoun": "commence par un pronom",
    "begins with a question word": "commence par un mot interrogatif",
    "bracket first": "commence par une parenthèse",
    "brackets around it": "entre parenthèses",
    "brackets inside": "parenthèses à l’intérieur",
    "capitalised word alone": "un seul mot à majuscule",
    "capitalised words only": "rien que des mots à majuscule",
    "capitals only": "tout en capitales",
    "closes a run of short lines": "ferme une suite de lignes courtes",
    "closing formula": "formule de fin",
    "colon": "deux-points à la fin",
    "colon inside": "deux-points à l’intérieur",
    "comma inside": "virgule à l’intérieur",
    "dash first": "commence par un tiret",
    "dash inside": "tiret à l’intérieur",
    "digit first": "commence par un chiffre",
    "digits": "des chiffres",
    "ends with a bracket": "finit par une parenthèse",
    "ends with a colon": "finit par deux-points",
    "ends with a comma": "finit par une virgule",
    "ends with a full stop": "finit par un point",
    "ends with a question mark": "finit par un point d’interrogation",
    "ends with a quotation mark": "finit par un guillemet",
    "ends with a semicolon": "finit par un point-virgule",
    "ends with an ellipsis": "finit par des points de suspension",
    "ends with an exclamation mark": "finit par un point d’exclamation",
    "far shorter than the paragraphs": "bien plus court que les paragraphes",
    "first": "premier bloc",
    "second": "deuxième bloc",
    "third": "troisième bloc",
    "fourth": "quatrième bloc",
    "fifth or later": "cinquième bloc ou plus loin",
    "first block of text": "premier bloc de texte",
    "like the next": "comme le suivant",
    "without a stop": "sans point final",
    "first name": "commence par un prénom",
    "first name and surname": "prénom et nom",
    "first name inside": "un prénom à l’intérieur",
    "first of two short lines": "première de deux lignes courtes",
    "first person": "première personne",
    "first person, long": "première personne, dans un bloc",
    "greeting": "formule d’accueil",
    "holds a date": "contient une date",
    "in a long run of short lines": "dans une longue suite de lignes courtes",
    "in a run after a colon or a comma": "dans une suite après deux-points ou virgule",
    "in a run of short lines": "dans une suite de lignes courtes",
    "its words return in the next block": "ses mots reviennent dans le bloc suivant",
    "label and colon": "étiquette et deux-points",
    "last": "dernier bloc",
    "last but one": "avant-dernier bloc",
    "list marker": "marque de liste",
    "longer than the paragraphs": "plus long que les paragraphes",
    "mail or telephone": "adresse électronique ou téléphone",
    "more blank lines before than usual": "plus de lignes vides avant que d’ordinaire",
    "most lines are short here": "la plupart des lignes sont courtes ici",
    "most of the first line returns in it": "reprend l’essentiel de la première ligne",
    "much of it returns in the next block": "beaucoup en revient dans le bloc suivant",
    "name of a rubric": "nom de rubrique",
    "near the end": "près de la fin",
    "newsroom or initials": "rédaction, agence ou initiales",
    "part or chapter": "partie ou chapitre",
    "next is longer": "le suivant est plus long",
    "next is much longer": "le suivant est bien plus long",
    "next is not longer": "le suivant n’est pas plus long",
    "no final punctuation": "pas de ponctuation finale",
    "no letters": "aucune lettre",
    "note mark first": "commence par un appel de note",
    "number first": "numéroté",
    "number without a series": "numéro sans suite",
    "number without neighbours": "numéro sans voisins",
    "one of a numbered series": "d’une série numérotée",
    "one of few questions": "une des rares questions",
    "one of several questions": "une question parmi d’autres",
    "one sentence": "une phrase",
    "opens a run of short lines": "ouvre une suite de lignes courtes",
    "opens as other short lines do": "commence comme d’autres lignes courtes",
    "place and date": "lieu et date",
    "price, time or share": "prix, heure ou pourcentage",
    "profession": "nom de métier",
    "question": "question",
    "quotation mark first": "commence par un guillemet",
    "quotation marks around it": "entre guillemets",
    "said word for word in another block": "répété mot pour mot ailleurs",
    "second of two short lines": "seconde de deux lignes courtes",
    "second person": "deuxième personne",
    "second person, long": "deuxième personne, dans un bloc",
    "short line": "ligne courte",
    "short line alone": "ligne courte isolée",
    "short line without a stop": "ligne courte sans point",
    "shorter than the paragraphs": "plus court que les paragraphes",
    "sign first": "commence par un signe",
    "signature words": "mots d’une signature",
    "signature words and a name": "mots d’une signature et nom",
    "small letter first": "commence par une minuscule",
    "speaker’s label": "nom de celui qui parle",
    "one of several dates": "une date parmi d’autres",
    "one of several parts": "une partie parmi d’autres",
    "opens as an abstract": "commence comme un résumé",
    "wholly quoted, long": "long, tout entier entre guillemets",
    "quotation between paragraphs": "citation entre des paragraphes",
    "quotation beside another": "citation à côté d’une autre",
    "says its genre": "dit son genre",
    "name of a collective": "nom d’un collectif",
    "interview, question": "entretien, question",
    "interview, shorter than its neighbours": "entretien, plus court que ses voisins",
    "interview, speaks to somebody": "entretien, s’adresse à quelqu’un",
    "surname in capitals": "nom en capitales",
    "the line returns in the article": "la ligne revient dans l’article",
    "the line returns in the publication": "la ligne revient dans la publication",
    "the paragraphs are short here": "les paragraphes sont courts ici",
    "then a block of text": "puis un bloc de texte",
    "then a list": "puis une liste",
    "then a short line": "puis une ligne courte",
    "two sentences or more": "deux phrases ou plus",
    "verb": "un verbe",
    "verb, long": "un verbe, dans un bloc",
    "web address": "adresse du web",
    "word of a subhead": "mot d’intertitre",
    "words of a credit": "mots d’un crédit",
    "words of a press release": "mots d’un communiqué",
    "words of the first line": "mots de la première ligne",
    "words of the second line": "mots de la deuxième ligne",
    "words of web debris": "mots d’une page du web",
    "after a closing formula": "après une formule de fin",
    "after a name": "après un nom",
    "after a quotation": "après une citation",
    "all its words return later": "tous ses mots reviennent plus loin",
    "announces the article": "annonce l’article",
    "before the first question": "avant la première question",
    "interview": "entretien",
    "name and profession": "nom et métier",
    "article of a law": "article d’une loi",
    "asks the reader to click": "invite à cliquer",
    "before a greeting": "avant une formule d’accueil",
    "before a line with a colon": "avant une ligne à deux-points",
    "before a sentence": "avant une phrase",
    "before an introduction": "avant une introduction",
    "closer than usual": "plus près que d’ordinaire",
    "holds a preposition of a phrase": "contient une préposition",
    "long": "long",
    "name and date": "nom et date",
    "names nobody": "ne nomme personne",
    "names of several people": "noms de plusieurs personnes",
    "none of its words returns later": "aucun de ses mots ne revient plus loin",
    "written like a nickname": "écrit comme un pseudonyme",
}
"""The names of evidence in French; joined evidence is put together from its parts."""


def role_name(role: Role, language: str) -> str:
    """The name of a role, in ``fr`` or ``en``."""
    return ROLES[role] if language == "fr" else str(role)


def evidence_name(name: str, language: str) -> str:
    """A piece of evidence in the words of a language, ``fr`` or ``en``."""
    if language != "fr":
        return name
    if name in FRENCH or ", " not in name:
        return FRENCH.get(name, name)
    place, rest = name.split(", ", 1)
    return f"{FRENCH.get(place, place)}, {evidence_name(rest, language)}"


def explained(inferred: Sequence[Inferred], language: str, passages: Sequence[Passage] = ()) -> str:
    """A line for each block: where it begins, its role, how sure that is, and why.

    Then a line for each passage in another language: where its block begins, the language.
    """
    return "\n".join([*_lines(inferred, language), *_passages(passages, language)]) + "\n"


def _passages(passages: Sequence[Passage], language: str) -> Iterator[str]:
    names = [f"{language_name(p.language, language)} ({p.language})" for p in passages]
    width = max(map(len, names), default=0)
    if passages:
        yield "\nLangues" if language == "fr" else "\nLanguages"
    for passage, name in zip(passages, names, strict=True):
        text = passage.text
        text = text if len(text) <= _TEXT else f"{text[: _TEXT - 1].rstrip()}…"
        yield f"{passage.line or 1:5}  {name:{width + 2}}  {passage.confidence:4.0%}  {text}"


_ELEMENTS = {
    "blockquote": "citation",
    "table": "tableau",
    "figure": "image",
    "div": "vers",
    "aside": "exergue",
    "ul": "liste",
    "ol": "liste numérotée",
    "dl": "liste de définitions",
    "pre": "code",
    "hr": "filet",
}


def block_name(one: Inferred, language: str) -> str:
    """The role of a block; of one that the manuscript tells as a whole, what it is."""
    role, element = one.structured.role, one.structured.block.element
    if role is not Role.MARKUP:
        return role_name(role, language)
    if element.get("class") == "epigraph":
        return role_name(Role.EPIGRAPH, language)
    said = _ELEMENTS.get(tag(element)) if language == "fr" else tag(element)
    return said or role_name(role, language)


def _lines(inferred: Sequence[Inferred], language: str) -> Iterator[str]:
    names = [block_name(one, language) for one in inferred]
    width = max(map(len, names), default=0)
    for one, name in zip(inferred, names, strict=True):
        block = one.structured.block
        text = block.text if len(block.text) <= _TEXT else f"{block.text[: _TEXT - 1].rstrip()}…"
        heading = one.structured.role is Role.HEADING
        level = f" {block.level}" if heading and one.structured.level > 2 else ""
        yield f"{block.line:5}  {name + level:{width + 2}}  {one.confidence:4.0%}  {text}"
        reasons = [evidence_name(reason, language) for reason in one.reasons]
        if one.rival is not None and one.confidence < 0.95:
            rival = role_name(one.rival, language)
            reasons.append(f"sinon : {rival}" if language == "fr" else f"else: {rival}")
        if reasons:
            yield (
                f"{'':9}← {' ; '.join(reasons)}"
                if language == "fr"
                else (f"{'':9}← {'; '.join(reasons)}")
            )
