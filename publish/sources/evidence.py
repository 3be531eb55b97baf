"""What can be seen of the blocks of an article: named evidence for :mod:`publish.sources.structure`.

Each block gives a set of names. They tell what the line is made of, where it stands, what stands
around it, and what comes back: in the article, and across the publication. What the evidence is
worth is not said here: ``structure.toml`` weighs it.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from publish.dates import MONTHS, iso_date
from publish.sources.blocks import Block, Role
from publish.sources.lexicon import (
    BYLINE,
    CLOSING,
    CONNECTORS,
    CREDIT,
    DEBRIS,
    DETERMINERS,
    FIRST_NAMES,
    GREETING,
    HEADING_WORDS,
    PREPOSITIONS,
    PRONOUNS,
    PRESS,
    PROFESSIONS,
    QUESTION_WORDS,
    RUBRIC_NAMES,
    STOP_WORDS,
    VERBS,
)

SHORT = 14
"""A line of up to so many words may be a subhead."""

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*|\d+")
_PLAIN = re.compile(r"[^\W_]+")
_SENTENCES = re.compile(r"[.!?…][»”\")]*\s+[«“\"(]?\s?[A-ZÀ-ÖØ-Þ]")
_NUMBER = re.compile(r"(?P<number>\d{1,2}|[IVX]{1,5}|[A-Z])\s?(?P<sign>[.)°/–-]|[.]-)\s*(?=[^\W\d])")
_ORDERED = re.compile(
    r"(?:article|étape|partie|chapitre|acte|niveau|phase|leçon|conseil|règle|axe|jour|semaine|"
    r"proposition|question|point|volet|épisode)\s+(?P<number>\d+|[ivx]+)\b",
    re.IGNORECASE,
)
_NOTE_MARK = re.compile(r"(?:\[\d{1,3}\]|\(\d{1,3}\)|[¹²³⁴-⁹]+|\*+)\s*\S")
_ADDRESS = re.compile(r"https?:|www\.|\b[\w-]+\.(?:fr|com|org|net|eu|io|ch|be|ca|info)\b", re.I)
_CONTACT = re.compile(r"\S@\S|\b0\d(?:[ .]?\d\d){4}\b|\+\d\d")
_FULL_DATE = re.compile(
    rf"\b(?:\d{{1,2}}(?:er)? (?:{'|'.join(MONTHS)}) \d{{4}}|\d{{1,2}}/\d{{1,2}}/\d{{4}}|\d{{4}}-\d\d-\d\d)",
    re.IGNORECASE,
)
_DATE_WORDS = frozenset(
    "le la à h min lundi mardi mercredi jeudi vendredi samedi dimanche publié paru posté modifié mis "  # noqa: SIM905
    "jour mise en ligne date de publication du dernière mise".split()
)
_PRICE = re.compile(r"\d\s?(?:€|euros?\b|h\s?\d\d|heures?\b|%)")
_LABEL = re.compile(r"[^\W\d_][^:.!?]{0,40}?\s?:\s")
_INFINITIVE = re.compile(r"(?:ne pas |se |s’|s')?[a-zà-ÿ]{2,}(?:er|ir|re|oir)\b", re.IGNORECASE)
_IMPERATIVE = re.compile(r"[a-zà-ÿ]{3,}(?:ez|ons)\b", re.IGNORECASE)
_PARTICLES = frozenset("de du des d la le van von der den al el ben et and y dos da di".split())  # noqa: SIM905
_QUOTES = "«“\"„‘"
_CLOSING_QUOTES = "»”\"’"


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

    @cached_property
    def tokens(self) -> list[str]:
        """Its words as they are written, numbers too; an apostrophe stays inside."""
        return _WORD.findall(self.text)

    @cached_property
    def count(self) -> int:
        """How many words it has, cut at white space."""
        return len(self.text.split())

    @cached_property
    def folded(self) -> str:
        """The line as it is known again elsewhere."""
        return folded(self.text)

    @cached_property
    def essence(self) -> frozenset[str]:
        """Its words that carry meaning."""
        return frozenset(
            w for w in self.folded.split() if len(w) > 2 and w not in STOP_WORDS  # noqa: PLR2004
        )

    @cached_property
    def end(self) -> str:
        """The last sign that says how the line ends: ``.``, ``?``, ``:``, a letter…"""
        bare = self.text.rstrip(" \u00a0\u202f" + _CLOSING_QUOTES + ")]")
        return (bare or self.text or " ")[-1]

    @cached_property
    def stops(self) -> bool:
        """Whether it ends as a sentence does."""
        return self.end in ".!?…;" or self.text.endswith(("...", "…"))

    @cached_property
    def short(self) -> bool:
        """Whether its length and its end allow a subhead: no stop but ``?`` and ``!``."""
        return self.count <= SHORT and self.end not in ".…;," and not self.marker

    @cached_property
    def first(self) -> str:
        """Its first word in small letters, an elided one without what follows it."""
        token = self.tokens[0].casefold() if self.tokens else ""
        head = re.split(r"[’']", token, maxsplit=1)
        return f"{head[0]}'" if len(head) > 1 and head[0] else token

    @cached_property
    def number(self) -> tuple[str, str] | None:
        """The kind and the value of a number that opens it: ``("1.", "3")``."""
        match = _NUMBER.match(self.text)
        if match:
            number = match["number"]
            kind = "1" if number.isdigit() else "I" if set(number) <= set("IVX") else "A"
            return kind + match["sign"], number
        match = _ORDERED.match(self.text)
        return (self.first, match["number"]) if match else None

    @cached_property
    def names(self) -> bool:
        """Whether it holds names of people and nothing else, as far as capitals tell."""
        text = BYLINE.sub("", self.text, count=1)
        tokens = re.split(r"[\s,&/·|–-]+", text.strip(" .,"))
        said = [t for t in tokens if t and t.casefold() not in _PARTICLES]
        return 0 < len(said) <= 12 and all(
            t[:1].isupper() and not any(c.isdigit() for c in t) for t in said
        )

    @cached_property
    def first_name(self) -> bool:
        """Whether a known first name stands at its head, a byline's lead left aside."""
        tokens = _WORD.findall(BYLINE.sub("", self.text, count=1))
        return bool(tokens) and tokens[0].split("-")[0].casefold() in FIRST_NAMES

    @cached_property
    def signs(self) -> bool:
        """Whether it looks like a signature in some way."""
        return bool(BYLINE.match(self.text)) and self.count <= SHORT


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


def _of_itself(line: Line) -> Iterator[str]:  # noqa: PLR0912  (one list of evidence)
    """What a line tells by itself."""
    text, count = line.text, line.count
    yield next((name for most, name in _LENGTHS if count <= most), "more than 80 words")
    if text.endswith("..."):
        yield _ENDS["…"]
    else:
        yield _ENDS.get(line.end, "no final punctuation")
    if text[-1:] in ")]":
        yield "ends with a bracket"
    if text[-1:] in _CLOSING_QUOTES:
        yield "ends with a quotation mark"
    if _SENTENCES.search(text):
        yield "two sentences or more"
    elif line.stops and count > 4:
        yield "one sentence"
    if text[:1].islower():
        yield "small letter first"
    elif text[:1].isdigit():
        yield "digit first"
    elif text[:1] in _QUOTES:
        yield "quotation mark first"
        if text.rstrip(" .,!?")[-1:] in _CLOSING_QUOTES:
            yield "quotation marks around it"
    elif text[:1] in "—–-" and not line.marker:
        yield "dash first"
    elif text[:1] in "([":
        yield "bracket first"
        if text.rstrip(" .")[-1:] in ")]":
            yield "brackets around it"
    elif text[:1] and not text[:1].isalpha():
        yield "sign first"
    letters = [c for c in text if c.isalpha()]
    if len(letters) > 2 and all(c.isupper() for c in letters):
        yield "capitals only"
    if not letters:
        yield "no letters"
    for name, known in _FIRST_WORDS:
        if line.first in known:
            yield name
    if _INFINITIVE.match(text) and line.first not in DETERMINERS:
        yield "begins like an infinitive"
    if _IMPERATIVE.match(text) and line.first not in PRONOUNS:
        yield "begins like an imperative"
    if count <= SHORT:
        yield from _of_a_short_line(line)
    else:
        if VERBS.search(text):
            yield "verb, long"
        if re.search(r"\b(?:je|j’|j'|moi|mon|ma|mes|nous|notre|nos)\b", text, re.IGNORECASE):
            yield "first person, long"
        if re.search(r"\b(?:vous|votre|vos|tu|ton|ta|tes)\b", text, re.IGNORECASE):
            yield "second person, long"
    if _NOTE_MARK.match(text):
        yield "note mark first"
    if line.number:
        yield "number first"
    if _ADDRESS.search(text):
        yield "web address"
    if _CONTACT.search(text):
        yield "mail or telephone"
    if line.marker:
        yield "list marker"
    if CREDIT.search(text) and count <= 25:
        yield "words of a credit"
    if DEBRIS.search(text) and count <= 30:
        yield "words of web debris"
    if iso_date(text):
        yield "a date and little else"
    elif count <= 25 and (date := _FULL_DATE.search(text)):
        beside = text[: date.start()] + text[date.end() :]
        left = [w for w in _WORD.findall(beside) if w.casefold() not in _DATE_WORDS]
        if len(left) <= 2 and all(w[:1].isupper() or w.isdigit() for w in left):
            yield "place and date"
        else:
            yield "holds a date"
    if PRESS.search(text) and count <= 30:
        yield "words of a press release"
    if count <= 6 and line.folded in RUBRIC_NAMES:
        yield "name of a rubric"


def _of_a_short_line(line: Line) -> Iterator[str]:
    text = line.text
    if VERBS.search(text):
        yield "verb"
    if re.search(r"\b(?:je|j’|j'|nous|notre|nos|mon|ma|mes)\b", text, re.IGNORECASE):
        yield "first person"
    if re.search(r"\b(?:vous|votre|vos|tu|ton|ta|tes)\b", text, re.IGNORECASE):
        yield "second person"
    if line.folded in HEADING_WORDS or line.folded.rsplit(" ", 1)[0] in HEADING_WORDS:
        yield "word of a subhead"
    if GREETING.match(text):
        yield "greeting"
    if CLOSING.match(text):
        yield "closing formula"
    if re.match(r"(?:à propos|a propos|pour aller plus loin|en savoir plus)\b", text, re.I):
        yield "word of a subhead"
    if line.signs:
        yield "signature words"
        if line.names or line.first_name:
            yield "signature words and a name"
    elif line.names:
        yield "capitalised words only"
        if line.count == 1:
            yield "capitalised word alone"
    if line.first_name:
        yield "first name"
        if line.names and 2 <= line.count <= 10:
            yield "first name and surname"
    elif line.names and any(t.casefold() in FIRST_NAMES for t in line.tokens[1:]):
        yield "first name inside"
    if line.names and any(len(t) > 2 and t.isupper() for t in line.tokens[1:]):
        yield "surname in capitals"
    if PROFESSIONS.search(text):
        yield "profession"
    if re.search(r"\S\s?:\s\S", text):
        yield "colon inside"
        if _LABEL.match(text) and line.text.split(":")[0].count(" ") <= 3:
            yield "label and colon"
    if "," in text[:-1]:
        yield "comma inside"
    if re.search(r"\s[-–—]\s", text):
        yield "dash inside"
    if "(" in text[1:]:
        yield "brackets inside"
    if any(c.isdigit() for c in text):
        yield "digits"
    if _PRICE.search(text):
        yield "price, time or share"


@dataclass(frozen=True)
class _Whole:
    """What is true of the article as a whole."""

    lines: Sequence[Line]
    returning: frozenset[str]

    @cached_property
    def typical(self) -> float:
        """The median length of the paragraphs, in words."""
        return median([x.count for x in self.lines if x.count > 12 and not x.marker] or [20])

    @cached_property
    def lengths(self) -> list[int]:
        """The lengths of the paragraphs, the shortest first."""
        return sorted(x.count for x in self.lines if x.count > 12 and not x.marker)

    @cached_property
    def blanks(self) -> float:
        """The usual number of blank lines between blocks."""
        return median([x.blank_before for x in self.lines[1:]] or [0])

    @cached_property
    def repeated(self) -> Counter[str]:
        """How often each line stands in the article."""
        return Counter(x.folded for x in self.lines)

    @cached_property
    def questions(self) -> int:
        """How many questions stand alone on a line and are followed by something longer."""
        return sum(
            x.end == "?" and x.count <= 45 and y.count > x.count and y.end != "?"
            for x, y in zip(self.lines, self.lines[1:], strict=False)
        )

    @cached_property
    def openings(self) -> Counter[str]:
        """The first words of the short lines, by how many lines they open."""
        return Counter(x.first for x in self.lines if x.short and x.count > 1)

    @cached_property
    def labels(self) -> Counter[str]:
        """What stands before a colon at the head of blocks: speakers, mostly."""
        return Counter(x.text.split(":")[0].strip() for x in self.lines if _LABEL.match(x.text))

    @cached_property
    def numbers(self) -> dict[str, set[str]]:
        """The numbers that open lines, by kind."""
        found: dict[str, set[str]] = {}
        for line in self.lines:
            if line.number:
                found.setdefault(line.number[0], set()).add(line.number[1])
        return found

    @cached_property
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

    @cached_property
    def short_share(self) -> float:
        """The share of short lines."""
        return sum(x.short for x in self.lines) / max(len(self.lines), 1)

    @cached_property
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
    yield ("first", "second", "third", "fourth")[index] if index < 4 else "fifth or later"
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
        if before.number:
            yield "after a number"
    if after is not None:
        yield from _before(line, after)
        if after.short and later is not None:
            yield (
                "then a short line" if later.short else "then a list" if later.marker else
                "then a block of text"
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
    if line.number:
        kind, value = line.number
        known = whole.numbers[kind]
        yield "one of a numbered series" if len(known) > 1 else "number without a series"
        if value.isdigit() and not {str(int(value) - 1), str(int(value) + 1)} & known:
            yield "number without neighbours"
    if _LABEL.match(line.text) and whole.labels[line.text.split(":")[0].strip()] > 1:
        yield "speaker’s label"
    if line.blank_before > whole.blanks:
        yield "more blank lines before than usual"
    if line.folded and line.folded in whole.returning:
        yield "the line returns in the publication"


def _before(line: Line, after: Line) -> Iterator[str]:
    """What the next block tells about a line."""
    if after.short:
        yield "before a short line"
    elif after.marker:
        yield "before a list item"
    elif after.count > 30:
        yield "before a long block"
    else:
        yield "before a block of middle length"
    if after.text[:1].islower():
        yield "before a small letter"
    if after.text[:1] in _QUOTES:
        yield "before a quotation mark"
    if after.text[:1] in "—–-" and not after.marker:
        yield "before a dash"
    if _NOTE_MARK.match(after.text):
        yield "before a note mark"
    if after.signs:
        yield "before signature words"
    if after.names and after.first_name and after.count <= 10:
        yield "before a name"
    if after.number:
        yield "before a number"
    if after.count >= 3 * line.count:
        yield "next is much longer"
    elif after.count > line.count:
        yield "next is longer"
    else:
        yield "next is not longer"
    shared = line.essence & after.essence
    if line.essence and line.count <= SHORT and shared:
        yield "its words return in the next block"
    if line.count > 6 and line.folded != after.folded and len(shared) >= 0.4 * len(line.essence) > 0:
        yield "much of it returns in the next block"


def _echoes(whole: _Whole, index: int) -> Iterator[str]:
    """What other blocks say again."""
    line = whole.lines[index]
    title = whole.lines[0].essence
    if index and line.essence & title:
        yield "words of the first line"
        if line.count > SHORT and len(line.essence & title) >= 0.5 * len(title):
            yield "most of the first line returns in it"
    elif index > 1 and line.essence & whole.lines[1].essence:
        yield "words of the second line"
    if 5 <= line.count <= 45 and index > 1:
        said = line.folded
        if any(
            said in other.folded and other.count > line.count
            for i, other in enumerate(whole.lines)
            if i != index
        ):
            yield "said word for word in another block"


def _joined(seen: frozenset[str], line: Line, index: int) -> Iterator[str]:
    """Evidence that counts together for more than its parts."""
    if line.short:
        ahead = next(
            (
                f"short line, {name}"
                for name in (
                    "before a long block",
                    "before a block of middle length",
                    "before a list item",
                    "before a short line",
                )
                if name in seen
            ),
            "short line, last",
        )
        yield ahead
        if line.end not in "?!:":
            yield ahead.replace("short line", "short line without a stop")
        for name in ("verb", "begins with a determiner", "small letter first", "comma inside"):
            if name in seen:
                yield f"short line, {name}"
    if line.end == "?" and "next is much longer" in seen:
        yield "question, next is much longer"
    if line.end == ":" and "before a list item" in seen:
        yield "colon, before a list item"
    if index < 4:
        place = ("first", "second", "third", "fourth")[index]
        size = (
            "up to 4 words"
            if line.count <= 4
            else "up to 14 words"
            if line.count <= SHORT
            else "up to 50 words"
            if line.count <= 50
            else "more than 50 words"
        )
        yield f"{place}, {size}"
        for name in (
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
        ):
            if name in seen:
                yield f"{place}, {name}"
    for name in ("last", "last but one"):
        if name in seen:
            for other in ("1 word", "2 words", "3 to 4 words", "capitalised words only",
                          "first name and surname"):
                if other in seen:
                    yield f"{name}, {other}"


def gather(
    blocks: Sequence[Block], returning: Iterable[str] = ()
) -> list[frozenset[str]]:
    """The evidence for each block; ``returning`` are folded lines that come back elsewhere.

    They are those at the head or the foot of other articles of the publication.
    """
    lines = [Line(b.text, b.marker, b.blank_before) for b in blocks]
    whole = _Whole(lines, frozenset(returning))
    found = []
    for index, line in enumerate(lines):
        seen = frozenset(
            ["any block", *_of_itself(line), *_around(whole, index), *_echoes(whole, index)]
        )
        found.append(seen | frozenset(_joined(seen, line, index)))
    return found
