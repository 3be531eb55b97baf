"""What can be seen of the blocks of an article: the named evidence for its structure.

Each block gives a set of names. They tell what the line is made of, where it stands, what stands
around it, and what comes back: in the article, and across the publication. What the evidence is
worth is not said here: ``structure.toml`` weighs it.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from publish.dates import MONTHS, iso_date
from publish.derived import derived
from publish.sources.blocks import Block, Role
from publish.sources.lexicon import (
    AFFILIATION,
    ANNOUNCEMENT,
    BYLINE,
    CLOSING,
    CONNECTORS,
    CREDIT,
    DEBRIS,
    DETERMINERS,
    FIRST_NAMES,
    FUNCTION,
    GREETING,
    HEADING_WORDS,
    KEYWORDS,
    LEARNED,
    LINKS,
    NAVIGATION,
    NEWSROOM,
    PREPOSITIONS,
    PRESS,
    PRESS_HEAD,
    PROFESSIONS,
    PRONOUNS,
    PUBLISHED,
    QUESTION_WORDS,
    RUBRIC_NAMES,
    STOP_WORDS,
    UPDATE,
    VERBS,
    words_of,
)

_MOST_COMPARED = 1_000
"""In an article of more blocks none is looked for in all the others."""
SHORT = 14
"""A line of up to so many words may be a subhead."""

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*|\d+")
_PLAIN = re.compile(r"[^\W_]+")
_SENTENCES = re.compile(
    r"(?:[!?…]|(?<!\b[A-ZÀ-ÖØ-Þ])(?<!\bDr)(?<!\bMM)(?<!\bSt)\.)[»”\")]*\s+[«“\"(]?\s?[A-ZÀ-ÖØ-Þ]"
)
"""Where a sentence ends and another begins; the points of initials and titles end none."""
_NUMBER = re.compile(
    r"(?P<number>\d{1,2}|[IVX]{1,5}|[A-Z])\s?(?P<sign>[.)°/–-]|[.]-)\s*(?=[^\W\d])"
)
_ORDERED = re.compile(
    r"(?:article|art\.|étape|partie|chapitre|acte|niveau|phase|leçon|conseil|règle|axe|jour|"
    r"semaine|proposition|question|point|volet|épisode|scène|livre)\s+"
    r"(?P<number>\d+|[ivx]+|(?=premi[eè]re?\b))(?:ers?|[eè]re?|premi[eè]re?)?\b",
    re.IGNORECASE,
)
_PART = re.compile(
    r"(?:(?:première|deuxième|seconde|troisième|quatrième|cinquième|dernière) partie|"
    r"(?:chapitre|partie|article|art\.|acte|scène|épisode|étape|règle|livre) "
    r"(?:\d{1,3}(?:er|[eè]re?)?|[ivx]+|premier|première)\b)",
    re.IGNORECASE,
)
_GENRE = re.compile(
    r"(?:grande? |une |un |le |la |petite? )?(?:enquête|reportage|rencontre|entretien|portrait|"
    r"récit|retour|conversation|voyage|plongée|visite|comédie|drame|nouvelle|conte|"
    r"promenade|témoignages?|histoire|essai|carnet) (?:sur|avec|dans|en|au|aux|chez|à|d[eu’'])\b",
    re.IGNORECASE,
)
"""A subtitle that says of what kind the article is: « Enquête sur… », « Comédie en un acte »."""
_COLLECTIVE = re.compile(
    r"(?:le |la |les |l[’'])?(?:collectif|comité|association|rédaction)\b",
    re.IGNORECASE,
)
_ABSTRACT = re.compile(r"(?:résumé|abstract|en résumé|chapô|chapeau)\s?[:.—–-]\s*\S", re.IGNORECASE)
_INTRODUCTIONS = words_of("introduction intro préambule prologue")
_PERIODICAL = re.compile(
    r"\b(?:de la semaine|du mois|du jour|de l[’']année|du dimanche|du samedi)$", re.IGNORECASE
)
"""A rubric that comes back: « La table de la semaine »."""
_COLUMN = re.compile(
    r"(?:le mot|le billet|la lettre|la chronique|le coin|la parole|la vie|le carnet|les brèves|"
    r"les nouvelles|le journal) (?:d[eu]s?|à|aux?)\b",
    re.IGNORECASE,
)
"""A rubric that belongs to somebody: « Le mot de la présidente »."""
_DAY = rf"\d{{1,2}}(?:er|\.)? (?:{'|'.join(MONTHS)})"
_TIME = re.compile(
    rf"(?:(?:le |en )?(?:\d{{1,2}}(?:er)? )?(?:{'|'.join(MONTHS)}|printemps|été|automne|hiver) "
    rf"\d{{4}}|\d{{4}}|(?:le )?(?:(?:lun|mar|mercre|jeu|vendre|same)di |dimanche )?{_DAY})"
    r"(?=$|\s?[:.])",
    re.IGNORECASE,
)
"""A date that may head an entry of a chronology: « Hiver 1964 », « 1978 », « Lundi 3 mai »."""
_INTERVIEW = re.compile(
    r"\b(?:propos recueillis|(?:entretien|interview) (?:réalisé|mené|conduit)e? par|"
    r"recueilli par|interview (?:de|du|d[’']\w+|avec|exclusive|accordée|parue)|"
    r"entretien (?:avec|exclusif|accordé|paru))\b|"
    r"^(?:l[’'])?(?:grand |long )?(?:entretien|interview)$",
    re.IGNORECASE,
)
_NOTE_MARK = re.compile(r"(?:\[\d{1,3}\]|\(\d{1,3}\)|[¹²³⁴-⁹]+|\*+)\s*\S")
_ADDRESSES = ("http:", "https:", "www.")
_DOMAIN = re.compile(r"\.(?<=[\w-]\.)(?:fr|com|org|net|eu|io|ch|be|ca|info)\b", re.IGNORECASE)
_CONTACT = re.compile(r"\S@\S|\b0\d(?:[ .]?\d\d){4}\b|\+\d\d")
_CONTACT_SIGNS = re.compile(r"[@0+]")
"""What has none of these holds no address and no number: they are found in no time."""
_FULL_DATE = re.compile(
    rf"\b(?:\d{{1,2}}(?:er)? (?:{'|'.join(MONTHS)}) \d{{4}}|"
    r"\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d\d-\d\d)",
    re.IGNORECASE,
)
_DATE_WORDS = words_of(
    "le la à h min lundi mardi mercredi jeudi vendredi samedi dimanche publié paru posté modifié "
    "mis jour mise en ligne date de publication du dernière modification actualisé et"
)
_CLOCK = re.compile(r"\b\d{1,2} ?[h:] ?(?:\d\d(?: ?min)?)?(?!\w)")
_INITIALS = re.compile(r"\(?(?:[A-ZÀ-Ý]\.[ -]?){2,5}\)?")
_HEAD = 12
"""So many lines at the top may be the furniture of a page."""
_PRICE = re.compile(r"\d\s?(?:€|euros?\b|h\s?\d\d|heures?\b|%)")
_LABEL = re.compile(r"(?:(?:[A-Z]\.[\s-]?){1,4}|[^\W\d_][^:.!?]{0,40}?)\s?:\s")
"""The name of a speaker: « La Revue : », « A. K. : », « Q. : »."""
_INFINITIVE = re.compile(r"(?:ne pas |se |s’|s')?[a-zà-ÿ]{2,}(?:er|ir|re|oir)\b", re.IGNORECASE)
_IMPERATIVE = re.compile(r"[a-zà-ÿ]{3,}(?:ez|ons)\b", re.IGNORECASE)
_TWO_CAPITALS = re.compile(r"[A-ZÀ-ÖØ-Þ][\w’'-]+\.? [A-ZÀ-ÖØ-Þ]")
_NICKNAME = re.compile(r"@?(?=\w{2,20}$)(?:[a-z]\w*|\w*[a-z][A-Z]\w*|_\w+|\w+_\w+|[^\W\d]+\d+)")
_ACTION = re.compile(
    r"(?:voir|accéder|télécharger|consulter|découvrir|retrouver|commenter|écouter|regarder|"
    r"visionner|faire un don|retrouvez|téléchargez|découvrez|consultez|écoutez|rendez-vous|"
    r"cliquez|commander|s[’']abonner|s[’']inscrire)\b",
    re.IGNORECASE,
)
"""What a link asks the reader to do: « Télécharger la synthèse (PDF) »."""
_PHRASE = re.compile(
    r"\s(?:avec|pour|dans|sans|par|chez|entre|vers|contre|qui|que|où|ne|se|depuis|après|face)\s",
    re.IGNORECASE,
)
"""What titles have inside, and names of rubrics hardly ever."""
_PARTICLES = words_of("de du des d la le van von der den al el ben et and y dos da di")
_PLACES = ("first", "second", "third", "fourth")
_FIRST_PERSON = words_of("je moi mon ma mes nous notre nos")
_ELIDED_I = re.compile(r"\bj[’']\b", re.IGNORECASE)
_SECOND_PERSON = words_of("vous votre vos tu ton ta tes")
_HEADING_BEGINNING = re.compile(
    r"(?:à propos|a propos|pour aller plus loin|en savoir plus)\b", re.IGNORECASE
)
_MOST_SPEAKERS = 40
"""Where more labels stand before colons, they are no speakers."""
_COLON_INSIDE = re.compile(r"\S\s?:\s\S")
_DASH_INSIDE = re.compile(r"\s[-–—]\s")
_QUOTES = '«“"„‘'
_CLOSING_QUOTES = '»”"’'


def folded(text: str) -> str:
    """The words of a line, folded, by which it is known again elsewhere."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(_PLAIN.findall(plain))


@dataclass(frozen=True)
class Line:
    """A block as the evidence sees it: what it says of itself, without its neighbours."""

    text: str
    marker: str
    blank_before: int

    @derived
    def tokens(self) -> list[str]:
        """Its words as they are written, numbers too; an apostrophe stays inside."""
        return _WORD.findall(self.text)

    @derived
    def count(self) -> int:
        """How many words it has, cut at white space."""
        return len(self.text.split())

    @derived
    def folded(self) -> str:
        """The line as it is known again elsewhere."""
        return folded(self.text)

    @derived
    def words(self) -> frozenset[str]:
        """Its words, folded, each once; an apostrophe parts them."""
        return frozenset(self.folded.split())

    @derived
    def essence(self) -> frozenset[str]:
        """Its words that carry meaning."""
        return frozenset(w for w in self.words - STOP_WORDS if len(w) > 2)

    @derived
    def verb(self) -> bool:
        """Whether one of the common finite verbs is in it."""
        return not VERBS.isdisjoint(self.words)

    @derived
    def first_person(self) -> bool:
        """Whether somebody speaks of himself in it."""
        said = self.words
        return not _FIRST_PERSON.isdisjoint(said) or (
            "j" in said and bool(_ELIDED_I.search(self.text))
        )

    @derived
    def second_person(self) -> bool:
        """Whether it speaks to somebody."""
        return not _SECOND_PERSON.isdisjoint(self.words)

    @derived
    def end(self) -> str:
        """The last sign that says how the line ends: ``.``, ``?``, ``:``, a letter…"""
        bare = self.text.rstrip(" \u00a0\u202f" + _CLOSING_QUOTES + ")]*#")
        return "…" if bare.endswith("...") else (bare or self.text or " ")[-1]

    @derived
    def stops(self) -> bool:
        """Whether it ends as a sentence does."""
        return self.end in ".!?…;"

    @derived
    def short(self) -> bool:
        """Whether its length and its end allow a subhead: no stop but ``?`` and ``!``."""
        return self.count <= SHORT and self.end not in ".…;," and not self.marker

    @derived
    def first(self) -> str:
        """Its first word in small letters, an elided one without what follows it."""
        found = _WORD.search(self.text)
        token = found.group().casefold() if found else ""
        head, elided, _ = token.replace("’", "'").partition("'")
        return f"{head}'" if elided and head else token

    @derived
    def number(self) -> tuple[str, str] | None:
        """The kind and the value of a number that opens it: ``("1.", "3")``."""
        match = _NUMBER.match(self.text)
        if match:
            number = match["number"]
            kind = "1" if number.isdigit() else "I" if set(number) <= set("IVX") else "A"
            return kind + match["sign"], number
        match = _ORDERED.match(self.text)
        return (self.first, match["number"] or "1") if match else None

    @derived
    def names(self) -> bool:
        """Whether it holds names of people and nothing else, as far as capitals tell."""
        text = BYLINE.sub("", self.text, count=1)
        tokens = re.split(r"[\s,&/·|–-]+", text.strip(" .,"))
        said = [t for t in tokens if t and t.casefold() not in _PARTICLES]
        return 0 < len(said) <= 12 and all(
            t[:1].isupper() and not any(c.isdigit() for c in t) for t in said
        )

    @derived
    def first_name(self) -> bool:
        """Whether a known first name stands at its head, a byline's lead left aside."""
        tokens = _WORD.findall(BYLINE.sub("", self.text, count=1))
        return bool(tokens) and tokens[0].split("-")[0].casefold() in FIRST_NAMES

    @derived
    def several_names(self) -> bool:
        """Whether it holds the names of several people, each of two words or more."""
        parts = re.split(r"\s*[,&/]\s*|\s+et\s+", BYLINE.sub("", self.text, count=1))
        return self.names and len(parts) > 1 and all(" " in part for part in parts)

    @derived
    def nickname(self) -> bool:
        """Whether it is one word as people call themselves on the web: « MoOx », « lulu42 »."""
        return bool(_NICKNAME.fullmatch(self.text.strip()))

    @derived
    def quoted(self) -> bool:
        """Whether it is one quotation from its first sign to its last, without « dit-il »."""
        bare = self.text.rstrip(" .\u00a0\u202f")
        return bare[:1] == "«" and bare[-1:] == "»" and bare.count("«") == bare.count("»") == 1

    @derived
    def signs(self) -> bool:
        """Whether it looks like a signature in some way."""
        return self.count <= SHORT and bool(BYLINE.match(self.text))

    @derived
    def debris(self) -> bool:
        """Whether the words of it are those that a page leaves behind."""
        return self.count <= 30 and bool(DEBRIS.match(self.text))

    @derived
    def keywords(self) -> bool:
        """Whether it lists the subjects of the article."""
        return self.count <= 60 and bool(KEYWORDS.match(self.text))

    @derived
    def initials(self) -> bool:
        """Whether it is the initials of somebody and nothing else."""
        return self.count <= 5 and bool(_INITIALS.fullmatch(self.text))

    @derived
    def person(self) -> bool:
        """Whether it is the name of somebody, as far as its first name or a « Par » tells."""
        return self.count <= 10 and self.names and (self.first_name or self.signs)

    @derived
    def function(self) -> bool:
        """Whether it begins with what somebody does for a living, and is no sentence."""
        return self.count <= 30 and not self.stops and _is_function(self.text)

    @derived
    def date(self) -> str:
        """How it holds dates: ``a date and little else``, ``place and date``, … or not at all."""
        if self.count <= 8 and iso_date(self.text):
            return "a date and little else"
        if self.count > 25 or not _FULL_DATE.search(self.text):
            return ""
        beside = _CLOCK.sub("", PRESS.sub("", _FULL_DATE.sub("", self.text)))
        left = [w for w in _WORD.findall(beside) if w.casefold() not in _DATE_WORDS]
        if not left:
            return "a date and little else"
        if self.first_name or self.signs:
            return "name and date"
        # A press release may be dated from several towns.
        few = len(left) <= 2 or PRESS.search(self.text) is not None
        place = few and all(w[:1].isupper() or w.isdigit() for w in left)
        return "place and date" if place else "holds a date"


_LENGTHS = (
    (1, "1 word"),
    (2, "2 words"),
    (4, "3 to 4 words"),
    (6, "5 to 6 words"),
    (9, "7 to 9 words"),
    (14, "10 to 14 words"),
    (20, "15 to 20 words"),
    (30, "21 to 30 words"),
    (50, "31 to 50 words"),
    (80, "51 to 80 words"),
)
_ENDS = {
    ".": "ends with a full stop",
    "?": "ends with a question mark",
    "!": "ends with an exclamation mark",
    "…": "ends with an ellipsis",
    ":": "ends with a colon",
    ",": "ends with a comma",
    ";": "ends with a semicolon",
}
_FIRST_WORDS = (
    ("begins with a determiner", DETERMINERS),
    ("begins with a preposition", PREPOSITIONS),
    ("begins with a pronoun", PRONOUNS),
    ("begins with a connector", CONNECTORS),
    ("begins with a question word", QUESTION_WORDS),
)


def _holding(evidence: Mapping[str, object]) -> Iterator[str]:
    """The names of the evidence that holds."""
    return (name for name, holds in evidence.items() if holds)


def _of_itself(line: Line) -> Iterator[str]:
    """What a line tells by itself."""
    yield next((name for most, name in _LENGTHS if line.count <= most), "more than 80 words")
    yield from _of_its_end(line)
    yield from _of_its_beginning(line)
    yield from _of_its_words(line)
    if line.count <= SHORT:
        yield from _of_a_short_line(line)


def _of_its_end(line: Line) -> Iterator[str]:
    text = line.text
    yield _ENDS.get(line.end, "no final punctuation")
    if text[-1:] in ")]":
        yield "ends with a bracket"
    if text[-1:] in _CLOSING_QUOTES:
        yield "ends with a quotation mark"
    numbered = _NUMBER.match(text)
    if _SENTENCES.search(text, numbered.end() - 1 if numbered else 0):
        yield "two sentences or more"
    elif line.stops and line.count > 4:
        yield "one sentence"


def _of_its_beginning(line: Line) -> Iterator[str]:
    text, sign = line.text, line.text[:1]
    if sign.islower():
        yield "small letter first"
    elif sign.isdigit():
        yield "digit first"
    elif sign in _QUOTES:
        yield "quotation mark first"
        if text.rstrip(" .,!?")[-1:] in _CLOSING_QUOTES:
            yield "quotation marks around it"
    elif sign in "—–-" and not line.marker:
        yield "dash first"
    elif sign in "([":
        yield "bracket first"
        if text.rstrip(" .")[-1:] in ")]":
            yield "brackets around it"
    elif not sign.isalpha():
        yield "sign first"
    yield from (name for name, known in _FIRST_WORDS if line.first in known)
    yield from _holding(
        {
            "begins like an infinitive": line.first not in DETERMINERS and _INFINITIVE.match(text),
            "begins like an imperative": line.first not in PRONOUNS and _IMPERATIVE.match(text),
            "note mark first": _NOTE_MARK.match(text),
            "number first": line.number,
            "part or chapter": _PART.match(text),
            "list marker": line.marker,
        }
    )


def _of_its_words(line: Line) -> Iterator[str]:
    text, count = line.text, line.count
    yield from _holding(
        {
            "capitals only": text.isupper() and len(text) > 2,
            "no letters": not any(map(str.isalpha, text)),
            "verb, long": count > SHORT and line.verb,
            "first person, long": count > SHORT and line.first_person,
            "second person, long": count > SHORT and line.second_person,
            "web address": _has_address(text),
            "mail or telephone": _CONTACT_SIGNS.search(text) and _CONTACT.search(text),
            "words of a credit": count <= 25 and CREDIT.search(text),
            "words of web debris": line.debris,
            "words of a press release": count <= 30 and PRESS.search(text),
            "heads a press release": count <= 8 and PRESS_HEAD.fullmatch(text.rstrip(" .:")),
            "name of a rubric": count <= 6
            and line.folded not in HEADING_WORDS
            and (line.folded in RUBRIC_NAMES or _PERIODICAL.search(text) or _COLUMN.match(text)),
            "opens as an abstract": count > SHORT and _ABSTRACT.match(text),
            "wholly quoted, long": count > SHORT and line.quoted,
        }
    )
    if line.date:
        yield line.date


def _has_address(text: str) -> bool:
    small = text.casefold()
    return any(sign in small for sign in _ADDRESSES) or bool(_DOMAIN.search(text))


def _of_a_short_line(line: Line) -> Iterator[str]:
    text = line.text
    heads = line.folded in HEADING_WORDS or line.folded.rsplit(" ", 1)[0] in HEADING_WORDS
    colon = _COLON_INSIDE.search(text)
    yield from _holding(
        {
            "verb": line.verb,
            "first person": line.first_person,
            "second person": line.second_person,
            "word of a subhead": heads or _HEADING_BEGINNING.match(text),
            "says its genre": _GENRE.match(text),
            "name of a collective": line.count <= 8 and _COLLECTIVE.match(text) and not line.stops,
            "greeting": GREETING.match(text),
            "closing formula": CLOSING.match(text),
            "profession": PROFESSIONS.search(text),
            "newsroom or initials": line.count <= 8 and NEWSROOM.fullmatch(text),
            "initials alone": line.initials,
            "function of a person": line.function,
            "colon inside": colon,
            "label and colon": colon
            and _LABEL.match(text)
            and text.split(":")[0].strip().count(" ") <= 2,
            "comma inside": "," in text[:-1],
            "dash inside": _DASH_INSIDE.search(text),
            "brackets inside": "(" in text[1:],
            "digits": any(map(str.isdigit, text)),
            "price, time or share": _PRICE.search(text),
            "holds a preposition of a phrase": _PHRASE.search(text),
            "asks the reader to click": _ACTION.match(text),
            "names nobody": not line.signs and not line.names and not line.first_name,
        }
    )
    yield from _of_names(line)


def _of_names(line: Line) -> Iterator[str]:
    if line.signs:
        yield "signature words"
        if line.names or line.first_name or _TWO_CAPITALS.match(BYLINE.sub("", line.text, count=1)):
            yield "signature words and a name"
    elif line.names:
        yield "capitalised words only"
        if line.count == 1:
            yield "capitalised word alone"
    if line.first_name and _says_what_they_do(line):
        yield "name and profession"
    if line.nickname:
        yield "written like a nickname"
    if line.several_names:
        yield "names of several people"
    if line.first_name:
        yield "first name"
        if line.names and 2 <= line.count <= 10:
            yield "first name and surname"
    elif line.names and any(t.split("-")[0].casefold() in FIRST_NAMES for t in line.tokens[1:]):
        yield "first name inside"
    if line.names and any(len(t) > 2 and t.isupper() for t in line.tokens[1:]):
        yield "surname in capitals"


def _says_what_they_do(line: Line) -> bool:
    if line.count <= 10 and PROFESSIONS.search(line.text):
        return True
    named, comma, does = line.text.partition(", ")
    return bool(comma) and not line.stops and Line(named, "", 0).names and _is_function(does)


def _is_function(text: str) -> bool:
    return bool(FUNCTION.match(text) or AFFILIATION.match(text))


@dataclass(frozen=True)
class _Whole:
    """What is true of the article as a whole."""

    lines: Sequence[Line]
    returning: frozenset[str]

    @derived
    def typical(self) -> float:
        """The median length of the paragraphs, in words."""
        return median([x.count for x in self.lines if x.count > 12 and not x.marker] or [20])

    @derived
    def lengths(self) -> list[int]:
        """The lengths of the paragraphs, the shortest first."""
        return sorted(x.count for x in self.lines if x.count > 12 and not x.marker)

    @derived
    def blanks(self) -> float:
        """The usual number of blank lines between blocks."""
        return median([x.blank_before for x in self.lines[1:]] or [0])

    @derived
    def repeated(self) -> Counter[str]:
        """How often each line stands in the article."""
        return Counter(x.folded for x in self.lines)

    @derived
    def questions(self) -> int:
        """How many questions stand alone on a line and are followed by something longer."""
        return sum(
            x.end == "?" and x.count <= 45 and y.count > x.count and y.end != "?"
            for x, y in zip(self.lines, self.lines[1:], strict=False)
        )

    @derived
    def dates(self) -> int:
        """How many lines hold a date and little else."""
        return sum(_is_time(x) for x in self.lines)

    @derived
    def parts(self) -> int:
        """How many short lines name a part, a chapter, a scene."""
        return sum(_is_part(x) for x in self.lines)

    @derived
    def interview(self) -> bool:
        """Whether the head or the foot of the article says that somebody was asked."""
        edges = [*self.lines[:6], *self.lines[-2:]]
        return any(x.count <= 30 and _INTERVIEW.search(x.text) for x in edges)

    @derived
    def said(self) -> str:
        """All lines as they are known again."""
        return "\n".join(x.folded for x in self.lines)

    @derived
    def said_later(self) -> frozenset[str]:
        """The words of all blocks but the first two."""
        return frozenset(w for x in self.lines[2:] for w in x.folded.split())

    @derived
    def openings(self) -> Counter[str]:
        """The first words of the short lines, by how many lines they open."""
        return Counter(x.first for x in self.lines if x.short and x.count > 1)

    @derived
    def labels(self) -> Counter[str]:
        """What stands before a colon at the head of blocks: speakers, mostly.

        Somebody who is named in full and then by initials or by the surname is one speaker.
        """
        said = Counter(_label(x) for x in self.lines if _LABEL.match(x.text))
        if len(said) > _MOST_SPEAKERS:
            return said
        return Counter(
            {
                one: sum(n for other, n in said.items() if other == one or _same(one, other))
                for one in said
            }
        )

    @derived
    def signed_pieces(self) -> frozenset[int]:
        """The lines that sign the pieces of a column, when its last one and another are signed.

        Such a line is initials under a text, or a name between a text and the next one's head.
        """
        lines, last = self.lines, len(self.lines) - 1
        found = frozenset(
            i
            for i, line in enumerate(lines)
            if i > 1
            and lines[i - 1].count > SHORT
            and (
                line.initials
                or (
                    (2 <= line.count <= 6 and not line.stops and line.names)
                    and (i == last or lines[i + 1].short)
                )
            )
        )
        return found if last in found and len(found) > 1 else frozenset()

    @derived
    def numbers(self) -> dict[str, set[str]]:
        """The numbers that open lines, by kind."""
        found: dict[str, set[str]] = {}
        for line in self.lines:
            if line.number:
                found.setdefault(line.number[0], set()).add(line.number[1])
        return found

    @derived
    def runs(self) -> list[tuple[int, int]]:
        """For each line its place in a run of short lines and the run's length; (0, 0) outside."""
        places: list[tuple[int, int]] = [(0, 0)] * len(self.lines)
        start = 0
        for index in range(len(self.lines) + 1):
            if index < len(self.lines) and self.lines[index].short:
                continue
            for inside in range(start, index):
                places[inside] = (inside - start + 1, index - start)
            start = index + 1
        return places

    @derived
    def short_share(self) -> float:
        """The share of short lines."""
        return sum(x.short for x in self.lines) / max(len(self.lines), 1)

    @derived
    def first_text(self) -> int:
        """The place of the first block of running text after the first line."""
        return next(
            (i for i, x in enumerate(self.lines) if i and x.count > SHORT and not x.marker),
            len(self.lines),
        )


def _around(whole: _Whole, index: int) -> Iterator[str]:  # noqa: PLR0912, PLR0915
    """What the place and the neighbours of a line tell."""
    lines, line = whole.lines, whole.lines[index]
    before = lines[index - 1] if index else None
    after = lines[index + 1] if index + 1 < len(lines) else None
    later = lines[index + 2] if index + 2 < len(lines) else None
    yield _PLACES[index] if index < len(_PLACES) else "fifth or later"
    if after is None:
        yield "last"
    elif later is None:
        yield "last but one"
    elif index >= len(lines) - 4:
        yield "near the end"
    ratio = line.count / whole.typical
    yield (
        "far shorter than the paragraphs"
        if ratio < 0.25
        else "shorter than the paragraphs"
        if ratio < 0.65
        else "as long as the paragraphs"
        if ratio < 1.4
        else "longer than the paragraphs"
    )
    if 8 < line.count <= 80 and not line.marker and len(whole.lengths) > 3:
        rank = bisect_left(whole.lengths, line.count) / len(whole.lengths)
        yield (
            "among the shortest paragraphs"
            if rank < 0.12
            else "among the shorter paragraphs"
            if rank < 0.4
            else "not among the shorter paragraphs"
        )
    if whole.typical < 22:
        yield "the paragraphs are short here"
    if index == whole.first_text:
        text_after = next((x for x in lines[index + 1 :] if x.count > SHORT and not x.marker), None)
        yield "first block of text"
        if ratio < 0.65:
            yield "first block of text, shorter than the paragraphs"
            if line.count <= 50:
                yield "first block of text, up to 50 words, shorter than the paragraphs"
        elif text_after is not None and text_after.count <= 1.2 * line.count:
            yield "first block of text, like the next"
        if after is not None and after.short and ratio < 0.65:
            yield "first block of text, before a short line"
        if 1 <= index <= 3 and not line.stops:
            yield "first block of text, without a stop"
    if before is not None:
        if before.short:
            yield "after a short line"
        elif before.marker:
            yield "after a list item"
        elif before.count > 30:
            yield "after a long block"
        else:
            yield "after a block of middle length"
        if before.end == ":":
            yield "after a colon"
        if before.end == "?" and before.count <= 45:
            yield "after a question"
        if before.end in ",;":
            yield "after a comma"
        if before.signs:
            yield "after signature words"
        elif before.count <= 10 and before.names and before.first_name:
            yield "after a name"
        if before.count <= SHORT and CLOSING.match(before.text):
            yield "after a closing formula"
        if before.number:
            yield "after a number"
        if before.quoted and before.count > 4:
            yield "after a quotation"
            if line.blank_before < whole.blanks:
                yield "after a quotation, closer than usual"
    if after is not None:
        yield from _before(line, after)
        if after.short and later is not None:
            yield (
                "then a short line"
                if later.short
                else "then a list"
                if later.marker
                else "then a block of text"
            )
    place, length = whole.runs[index]
    if length == 1:
        yield "short line alone"
    elif length == 2:
        yield "first of two short lines" if place == 1 else "second of two short lines"
    if length and index - place >= 0 and lines[index - place].end in ":,;":
        yield "in a run after a colon or a comma"
    if length > 2:
        yield "in a run of short lines" if length < 6 else "in a long run of short lines"
        if place == 1:
            yield "opens a run of short lines"
        elif place == length:
            yield "closes a run of short lines"
    if line.count <= SHORT:
        if whole.short_share > 0.5:
            yield "most lines are short here"
        if whole.repeated[line.folded] > 1:
            yield "the line returns in the article"
        if line.short and line.count > 1 and whole.openings[line.first] > 2:
            yield "opens as other short lines do"
    if line.end == "?" and line.count <= 45:
        yield "one of several questions" if whole.questions > 2 else "one of few questions"
    if whole.dates > 2 and _is_time(line):
        yield "one of several dates"
    if whole.parts > 1 and _is_part(line):
        yield "one of several parts"
    if whole.interview and before is not None and after is not None:
        yield from _in_an_interview(before, line, after)
        if index <= whole.first_text and line.end != "?" and after.end == "?":
            yield "interview, before the first question"
    if index == whole.first_text and line.count <= 80 and ANNOUNCEMENT.search(line.text):
        yield "announces the article"
    if line.quoted and line.count > SHORT and before is not None and before.count > SHORT:
        beside = before.quoted or (after is not None and after.text[:1] in _QUOTES)
        yield "quotation beside another" if beside else "quotation between paragraphs"
    if line.number:
        kind, value = line.number
        known = whole.numbers[kind]
        yield "one of a numbered series" if len(known) > 1 else "number without a series"
        if value.isdigit() and not {str(int(value) - 1), str(int(value) + 1)} & known:
            yield "number without neighbours"
    if _LABEL.match(line.text) and whole.labels[_label(line)] > 1:
        yield "speaker’s label"
    if index in whole.signed_pieces:
        yield "signs one of several pieces"
    yield from _of_authors(lines, index)
    if line.keywords:
        yield "keywords"
    if line.blank_before > whole.blanks:
        yield "more blank lines before than usual"
    if line.folded and line.folded in whole.returning:
        yield "the line returns in the publication"


def _of_authors(lines: Sequence[Line], index: int) -> Iterator[str]:
    """What tells a name from the function that stands under it, and one author from the next."""
    line = lines[index]
    if index + 1 < len(lines) and line.person and lines[index + 1].function:
        yield "name, over a function"
    if not index or line.count > 30:
        return
    before, above = lines[index - 1], lines[index - 2] if index > 1 else None
    second = before.function and above is not None and above.person
    if line.function and (before.person or second):
        yield "function, under a name"
    elif line.person and second:
        yield "name, under a function"


def _is_part(line: Line) -> bool:
    return line.count <= SHORT and bool(_PART.match(line.text))


def _label(line: Line) -> str:
    return line.text.split(":")[0].strip()


def _same(one: str, other: str) -> bool:
    """Whether of two labels one abridges the other: « B. V. » and « Vidal », « Bernat Vidal »."""
    short, long = sorted((one.split(), other.split()), key=lambda words: len("".join(words)))
    if len(long) < 2:
        return False
    initials = [part[:1] for word in long for part in word.split("-")]
    return [c for c in "".join(short) if c.isalpha()] == initials or (
        len(short) == 1 and short[0] in (long[0], long[-1])
    )


def _is_time(line: Line) -> bool:
    return line.count <= 8 and bool(iso_date(line.text) or _TIME.fullmatch(line.text.strip(" .:")))


def _in_an_interview(before: Line, line: Line, after: Line) -> Iterator[str]:
    """What tells who asks where nothing names the speakers: the one who says less, and « vous »."""
    if after.end == "?" or line.marker or line.signs:
        return
    if line.end == "?" and line.count <= 60:
        yield "interview, question"
    elif (
        line.count <= 30 and after.count >= 1.5 * line.count and (before.signs or not before.short)
    ):
        yield "interview, shorter than its neighbours"
        if line.second_person:
            yield "interview, speaks to somebody"


def _before(line: Line, after: Line) -> Iterator[str]:
    """What the next block tells about a line."""
    if after.short and after.end == ":" and after.count > 3:
        yield "before a line with a colon"
    elif after.short:
        yield "before a short line"
    elif after.marker:
        yield "before a list item"
    elif after.count > 30:
        yield "before a long block"
    else:
        yield "before a block of middle length"
    if after.count >= 3 * line.count:
        yield "next is much longer"
    elif after.count > line.count:
        yield "next is longer"
    else:
        yield "next is not longer"
    sign = after.text[:1]
    shared = line.essence & after.essence
    much = len(shared) >= 0.4 * len(line.essence) > 0
    yield from _holding(
        {
            "before a small letter": sign.islower(),
            "before a quotation mark": sign in _QUOTES,
            "before a dash": sign in "—–-" and not after.marker,
            "before a note mark": _NOTE_MARK.match(after.text),
            "before signature words": after.signs,
            "before a name": after.count <= 10 and after.names and after.first_name,
            "before a number": after.number,
            "before a greeting": after.count <= SHORT and GREETING.match(after.text),
            "before a sentence": after.stops and after.count > 4,
            "before an introduction": after.count <= 4 and after.folded in _INTRODUCTIONS,
            "its words return in the next block": line.count <= SHORT and shared,
            "much of it returns in the next block": line.count > 6
            and much
            and line.folded != after.folded,
        }
    )


def _echoes(whole: _Whole, index: int) -> Iterator[str]:
    """What other blocks say again."""
    line = whole.lines[index]
    title = whole.lines[0].essence
    if not index and line.essence and line.count <= SHORT and len(whole.lines) > 3:
        again = line.essence & whole.said_later
        yield from _holding(
            {
                "all its words return later": again == line.essence,
                "none of its words returns later": not again,
            }
        )
    if index and line.essence & title:
        yield "words of the first line"
        if line.count > SHORT and len(line.essence & title) >= 0.5 * len(title):
            yield "most of the first line returns in it"
    elif index > 1 and line.essence & whole.lines[1].essence:
        yield "words of the second line"
    if 5 <= line.count <= 45 and index > 1 and len(whole.lines) <= _MOST_COMPARED:
        said = line.folded
        # Most are said once, which is soon seen.
        if (
            said
            and said in whole.said.partition(said)[2]
            and any(other.count > line.count and said in other.folded for other in whole.lines)
        ):
            yield "said word for word in another block"


_AHEAD = (
    "before a long block",
    "before a block of middle length",
    "before a list item",
    "before a short line",
    "before a line with a colon",
)
_WITH_SHORT = ("verb", "begins with a determiner", "small letter first", "comma inside")
_WITH_PLACE = (
    "before a short line",
    "before a long block",
    "next is longer",
    "next is much longer",
    "next is not longer",
    "shorter than the paragraphs",
    "far shorter than the paragraphs",
    "no final punctuation",
    "capitalised words only",
    "capitalised word alone",
    "then a block of text",
    "then a short line",
    "among the shortest paragraphs",
    "not among the shorter paragraphs",
    "first person, long",
    "signature words",
    "holds a date",
    "much of it returns in the next block",
    "two sentences or more",
    "ends with a full stop",
    "written like a nickname",
    "before a sentence",
    "words of the first line",
    "its words return in the next block",
    "holds a preposition of a phrase",
    "all its words return later",
    "none of its words returns later",
)
_WITH_LAST = (
    "1 word",
    "2 words",
    "3 to 4 words",
    "capitalised words only",
    "first name and surname",
    "first name inside",
    "signature words",
    "signature words and a name",
    "surname in capitals",
    "written like a nickname",
    "after a closing formula",
    "capitals only",
    "name and profession",
)
_SIZES = ((4, "up to 4 words"), (SHORT, "up to 14 words"), (50, "up to 50 words"))


def _joined(seen: frozenset[str], line: Line, index: int) -> Iterator[str]:
    """Evidence that counts together for more than its parts."""
    if line.short:
        ahead = next((name for name in _AHEAD if name in seen), "last")
        yield f"short line, {ahead}"
        if line.end not in "?!:":
            yield f"short line without a stop, {ahead}"
        yield from (f"short line, {name}" for name in _WITH_SHORT if name in seen)
    if line.short and "after a quotation" in seen:
        yield "short line, after a quotation"
        beside = ("dash first", "first name")
        yield from (f"after a quotation, {name}" for name in beside if name in seen)
    if line.end == "?" and "one of a numbered series" in seen:
        yield "one of a numbered series, question"
    if line.end == "?" and "next is much longer" in seen:
        yield "question, next is much longer"
    if line.count <= SHORT and line.end in "!…" and "next is much longer" in seen:
        yield f"{_ENDS[line.end]}, next is much longer"
    if line.end == ":" and "before a list item" in seen:
        yield "colon, before a list item"
    if index < len(_PLACES):
        place = _PLACES[index]
        size = next((name for most, name in _SIZES if line.count <= most), "more than 50 words")
        yield f"{place}, {size}"
        yield from (f"{place}, {name}" for name in _WITH_PLACE if name in seen)
    for place in ("last", "last but one", "near the end"):
        if place in seen:
            yield from (f"{place}, {name}" for name in _WITH_LAST if name in seen)


def gather(blocks: Sequence[Block], returning: Iterable[str] = ()) -> list[frozenset[str]]:
    """The evidence for each block; ``returning`` are folded lines that come back elsewhere.

    They are those at the head or the foot of other articles of the publication.
    """
    lines = [Line(b.text, b.marker, b.blank_before) for b in blocks]
    apart = _apart(lines, [b.role for b in blocks])
    whole = _Whole([x for i, x in enumerate(lines) if i not in apart], frozenset(returning))
    found, index = [], 0
    for place, line in enumerate(lines):
        if place in apart:
            found.append(frozenset(["any block", *apart[place], *_of_itself(line)]))
            continue
        seen = frozenset(
            ["any block", *_of_itself(line), *_around(whole, index), *_echoes(whole, index)]
        )
        found.append(seen | frozenset(_joined(seen, line, index)))
        index += 1
    return found


def _apart(lines: Sequence[Line], roles: Sequence[Role | None]) -> Mapping[int, tuple[str, ...]]:
    """The lines that are of the page and not of the text, and what gives each away.

    They are no neighbours of the others: a title under « Accueil » and « Partager » is still the
    first line, and what stands below « Publié le… » and « Temps de lecture » is still a standfirst.
    """
    found = {
        i: ("words of web debris",) for i in _left_behind(lines) if roles[i] in (None, Role.DEBRIS)
    }
    dates = [i for i, x in enumerate(lines) if i not in found and _is_of_the_page(x)]
    updates = {i for i in dates if UPDATE.match(lines[i].text)}
    for place in dates:
        beside = place in updates and len(updates) < len(dates)
        names = ("date of an update, beside another",) if beside else ()
        found[place] = ("date of the page", *names)
    return found


def _is_of_the_page(line: Line) -> bool:
    return line.date == "a date and little else" and bool(PUBLISHED.search(line.text))


def _left_behind(lines: Sequence[Line]) -> set[int]:
    """The lines that the page left behind, by their words or by where they stand."""
    learned = any(LEARNED.fullmatch(x.text) for x in lines)
    found = {i for i, x in enumerate(lines) if x.debris or (x.keywords and not learned)}
    for index, line in enumerate(lines[:_HEAD]):
        if line.folded in NAVIGATION and len(lines) > index + 1:
            found.add(index)
        elif index not in found and not line.date:
            break
    found |= _breadcrumb(lines, found)
    return found | _links(lines)


def _breadcrumb(lines: Sequence[Line], left: Collection[int]) -> set[int]:
    """The steps from « Accueil » down to the rubric of the article, the rubric left out."""
    home = next((i for i in sorted(left) if lines[i].folded in ("accueil", "home")), len(lines))
    found = set[int]()
    for index in range(home + 1, min(home + 4, len(lines) - 1)):
        if lines[index].folded in RUBRIC_NAMES and lines[index + 1].folded in RUBRIC_NAMES:
            found.add(index)
    return found


def _links(lines: Sequence[Line]) -> set[int]:
    """The titles of other articles that stand under « Les plus lus » at the end."""
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        if line.count <= SHORT and LINKS.fullmatch(line.text):
            return set(range(index, len(lines)))
        if line.count > 20 or line.person or line.initials or line.end in ".;,":
            break
    return set()
