"""The passages of an article in other languages than its own, found and marked."""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from lxml import etree

from publish.article import PARAGRAPHS, Article, classes, is_note, tag
from publish.diagnostics import Diagnostic, Kind, Place, Severity
from publish.sources.languages.function_words import is_at_home, words
from publish.sources.languages.identifier import Guess
from publish.sources.languages.judging import (
    QUOTED,
    QUOTES,
    block_language,
    inline_language,
    is_reference,
)
from publish.sources.languages.names import language_name
from publish.sources.languages.tree import HIDDEN, Piece, enclose, marked, pieces, seen

PASSAGES_FOREIGN = Kind(
    "passages-foreign",
    Severity.NOTE,
    fr="Des passages sont pris pour d’une autre langue que l’article : {found_fr}.",
    fr_hint="Si c’est faux : @langue-{home}: devant la ligne, [passage]{{lang={home}}} en "
    "Markdown, ou [[passages]] dans publication.toml.",
    en="Passages are taken to be in another language than the article: {found_en}.",
    en_hint="If that is wrong: @language-{home}: before the line, [passage]{{lang={home}}} in "
    "Markdown, or [[passages]] in publication.toml.",
)
ARTICLE_FOREIGN = Kind(
    "article-foreign",
    Severity.WARNING,
    fr="L’article est pris pour écrit dans une autre langue que la publication : {name_fr} "
    "({language}, sûreté {confidence} %).",
    fr_hint="Il est composé, coupé et lu dans cette langue. Dites-la vous-même : « langue: "
    "{language} » dans un en-tête, ou [[passages]] sans « line » dans publication.toml.",
    en="The article is taken to be written in another language than the publication: {name_en} "
    "({language}, confidence {confidence} %).",
    en_hint="It is set, hyphenated and read in that language. Name it yourself: “language: "
    "{language}” in a front matter, or [[passages]] without “line” in publication.toml.",
)
PASSAGE_LINE = Kind(
    "passage-line",
    Severity.WARNING,
    fr="[[passages]] dans publication.toml nomme la ligne {line}, où ne commence aucun bloc.",
    fr_hint="« publish normalise --explain » donne la ligne de chaque bloc.",
    en="[[passages]] in publication.toml names line {line}, where no block begins.",
    en_hint="“publish normalise --explain” tells the line of each block.",
)

_NAMES = frozenset(("byline", "dateline", "credit", "attribution", "rubric"))
"""Classes of paragraphs that are names."""
_TOGETHER = frozenset(("blockquote", "div", "aside"))
"""What is quoted as one: its paragraphs are judged together first."""
_TITLES = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_NEVER = frozenset(("pre", "code", "table", "math", "dt", "td", "th"))
_ITALICS = frozenset(("em", "i"))
_SENTENCE = ".!?…"
_TITLE_WORDS = 8
"""So many words in italics are no title of a book, even without a stop."""
_WHOLE = 0
"""The line that stands for the whole article."""
_ARTICLE_WORDS = 40
_ARTICLE_SHARE = 0.8
_SHOWN = 80
_BEYOND_LATIN = (("\u0370", "\u1cff"), ("\u1f00", "\u1fff"), ("\u2c80", "\U0010ffff"))
"""Where Unicode has the other scripts, and few signs of a French text beside them."""
_RIGHT_TO_LEFT = frozenset(("ar", "fa", "ur", "he", "yi"))


class Passage(NamedTuple):
    """A passage marked with its language, a BCP 47 tag; ``confidence`` is a probability, 0 to 1.

    ``line`` is where its block begins in the manuscript, ``text`` how the passage begins. A whole
    article is one whose ``line`` is ``None``.
    """

    language: str
    confidence: float
    line: int | None
    text: str


class Identified(NamedTuple):
    """An article whose passages are marked, what was marked, and what is to be told of it."""

    article: Article
    passages: tuple[Passage, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


class _Mark(NamedTuple):
    """What to mark: a block, or characters of its text."""

    block: etree._Element
    language: str
    confidence: float
    text: str
    range: tuple[int, int] | None = None
    inferred: bool = True


class _Search:
    """The marks found in an article written in ``home``, a primary subtag."""

    def __init__(self, home: str, forced: Mapping[etree._Element, str], signs: frozenset[str]):
        self.home, self.forced, self.signs = home, forced, signs
        self.found: list[_Mark] = []

    @cached_property
    def other_script(self) -> bool:
        """Whether anything in the article may be in another script than ours."""
        return any(
            any(first <= sign <= last for first, last in _BEYOND_LATIN) for sign in self.signs
        )


def with_languages(
    article: Article,
    *,
    named: bool = False,
    forced: Mapping[int, str] | None = None,
    infer: bool = True,
) -> Identified:
    """The article with its passages in other languages marked.

    ``named`` tells that the manuscript names its language itself. ``forced`` gives languages for
    the blocks that begin at these lines, and for line 0 that of the article. Without ``infer`` only
    these are marked.
    """
    forced = dict(forced or {})
    if _WHOLE in forced:
        article, named = _written_in(article, forced.pop(_WHOLE)), True
    blocks, problems = _forced(article, forced)
    if not infer and not blocks:
        return Identified(article, (), tuple(problems))
    found = _found(article, blocks, infer=infer)
    whole: list[Passage] = []
    if not named and (other := _whole(article, found)) is not None:
        article = _written_in(article, other.language)
        whole.append(Passage(*other, None, _short(article.title)))
        problems.append(_article_told(article, other))
        blocks, _ = _forced(article, forced)
        found = _found(article, blocks, infer=infer)
    if not found:
        return Identified(article, tuple(whole), tuple(problems))
    passages = [
        Passage(m.language, m.confidence, article.line_of(m.block), _short(m.text))
        for m in found
        if m.inferred
    ]
    problems += _told(passages, article)
    return Identified(_marked(article, found), (*whole, *passages), tuple(problems))


def _primary(language: str) -> str:
    return language.split("-", maxsplit=1)[0].lower()


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}…"


def _written_in(article: Article, language: str) -> Article:
    root = deepcopy(article.root)
    root.set("lang", language)
    return replace(article, root=root)


def _forced(
    article: Article, lines: Mapping[int, str]
) -> tuple[dict[etree._Element, str], list[Diagnostic]]:
    """The blocks whose language the publication names, and the lines where no block begins."""
    blocks = {}
    for element in article.root.iter() if lines else ():
        line = article.line_of(element) if _is_unit(element) else None
        if line is not None and line in lines:
            blocks[element] = lines[line]
    reached = {article.line_of(element) for element in blocks}
    place = Place(article.source)
    return blocks, [
        PASSAGE_LINE.at(replace(place, line=line), line=line)
        for line in lines
        if line not in reached
    ]


def _found(article: Article, forced: Mapping[etree._Element, str], *, infer: bool) -> list[_Mark]:
    signs = frozenset(etree.tostring(article.root, method="text", encoding="unicode"))
    search = _Search(_primary(article.language), forced, signs)
    _search(article.root, search, infer=infer)
    return search.found


# --- the search ----------------------------------------------------------------------------------


def _search(element: etree._Element, search: _Search, *, infer: bool) -> None:
    for child in element:
        name = tag(child)
        if not name or name in _NEVER or marked(child) or _NAMES & classes(child):
            continue
        if _is_unit(child):
            language = search.forced.get(child)
            if language is not None:
                if _primary(language) != search.home:
                    search.found.append(_Mark(child, language, 1, _said(child), inferred=False))
            elif infer:
                _unit(child, search)
        elif infer and name in _TOGETHER and not is_note(child):
            _together(child, search)
        else:
            _search(child, search, infer=infer)


def _is_unit(element: etree._Element) -> bool:
    """Whether an element is a block of text that holds no other block."""
    name = tag(element)
    if name not in PARAGRAPHS or name in _NEVER:
        return False
    return name != "li" or not any(tag(child) in _HELD for child in element)


_HELD = frozenset(("p", "ul", "ol", "dl", "blockquote", "figure", "table", "pre", "aside", "div"))


def _said(block: etree._Element) -> str:
    return seen(pieces(block)).replace(HIDDEN, " ")


def _together(holder: etree._Element, search: _Search) -> None:
    """A quotation or a poem: in one language as a whole, or each of its paragraphs by itself."""
    units = [
        e
        for e in holder.iter()
        if _is_unit(e) and e not in search.forced and not marked(e) and not _NAMES & classes(e)
    ]
    texts = [_said(unit) for unit in units]
    if len(units) > 1 and len(units) == sum(map(_is_unit, holder.iter())) - _attributions(holder):
        whole = block_language("\n".join(texts), search.home, prose=False)
        if whole is not None and not any(is_at_home(words(text), search.home) for text in texts):
            for unit, text in zip(units, texts, strict=True):
                search.found.append(_Mark(unit, *whole, text))
            return
    _search(holder, search, infer=True)


def _attributions(holder: etree._Element) -> int:
    return sum(_is_unit(e) and bool(_NAMES & classes(e)) for e in holder.iter())


def _unit(block: etree._Element, search: _Search) -> None:
    found = pieces(block) if len(block) else []
    text = seen(found) if found else block.text or ""
    if search.other_script:
        text = _without_scripts(block, text, search)
    home = search.home
    holder = block.getparent()
    prose = tag(block) not in _TITLES and (holder is None or tag(holder) not in _TOGETHER)
    bare = text.replace(HIDDEN, " ")
    whole = block_language(bare, home, prose=prose)
    if whole is not None:
        search.found.append(_Mark(block, *whole, bare))
        home = whole.language
    inside = list(_inside(found, text, home))
    if inside and whole is None and prose and is_reference(bare) and not _is_long(bare, home):
        return
    search.found += [_Mark(block, *guessed, text[a:b], (a, b)) for a, b, guessed in inside]


def _inside(found: Sequence[Piece], text: str, home: str) -> Iterator[tuple[int, int, Guess]]:
    """The quotations in other languages inside a block, none in another."""
    taken: list[tuple[int, int]] = []
    for start, end, said in chain(_quoted(text), _in_italics(found, text)):
        place = bisect(taken, (start, end))
        around = taken[max(0, place - 1) : place + 1]
        if HIDDEN in text[start:end] or any(a < end and start < b for a, b in around):
            continue
        guessed = inline_language(text[start:end], home)
        if guessed is not None and (said or _is_sentence(text[start:end])):
            taken.insert(place, (start, end))
            yield start, end, guessed


def _is_long(text: str, home: str) -> bool:
    """Whether a block that has a year or a page in it is a sentence of the article all the same."""
    return is_at_home(words(QUOTED.sub(" ", text)), home) and len(words(text)) > _PROSE


_PROSE = 25


def _quoted(text: str) -> Iterator[tuple[int, int, bool]]:
    """What stands in quotation marks: start, end, and that somebody said it."""
    if not any(mark in text for mark in QUOTES):
        return
    for match in QUOTED.finditer(text):
        yield *_stripped(text, *match.span(match.lastindex or 0)), True


def _in_italics(found: Sequence[Piece], text: str) -> Iterator[tuple[int, int, bool]]:
    """What stands in italics: start, end, and that it may be a title as well."""
    at = 0
    starts: dict[etree._Element, int] = {}
    for piece in found:
        if piece.tail and piece.element in starts:
            yield *_stripped(text, starts.pop(piece.element), at), False
        elif not piece.tail and tag(piece.element) in _ITALICS:
            starts[piece.element] = at
        at += len(piece.value)


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    inside = text[start:end]
    return start + len(inside) - len(inside.lstrip()), start + len(inside.rstrip())


def _is_sentence(text: str) -> bool:
    """Whether words in italics are said by somebody: titles of books have no stop and few words."""
    return text.rstrip("»”\"’' \u00a0\u202f")[-1:] in _SENTENCE or len(words(text)) >= _TITLE_WORDS


def _without_scripts(block: etree._Element, text: str, search: _Search) -> str:
    """The text without what is in another script, which is marked: the block, or its runs."""
    from publish.sources.languages import scripts  # noqa: PLC0415  (most articles need none)

    runs = [run for run in scripts.runs(text) if _primary(run[2]) != search.home]
    written = sum(c.isalpha() for c in text)
    letters = Counter[str]()
    for start, end, language in runs:
        letters[language] += sum(c.isalpha() for c in text[start:end])
    language, count = next(iter(letters.most_common(1)), ("", 0))
    if count > _MOST_LETTERS * written:
        search.found.append(_Mark(block, language, 1, text))
        return HIDDEN * len(text)
    for start, end, language in runs:
        search.found.append(_Mark(block, language, 1, text[start:end], (start, end)))
        text = text[:start] + HIDDEN * (end - start) + text[end:]
    return text


_MOST_LETTERS = 0.8


# --- the article as a whole ----------------------------------------------------------------------


def _whole(article: Article, found: Sequence[_Mark]) -> Guess | None:
    """The language of the article when nearly all of it is in another than it is said to be in."""
    sizes, sure = Counter[str](), dict[str, float]()
    for mark in found:
        if mark.range is None and mark.inferred:
            sizes[mark.language] += len(words(mark.text))
            sure[mark.language] = max(sure.get(mark.language, 0), mark.confidence)
    language, size = next(iter(sizes.most_common(1)), ("", 0))
    if size < _ARTICLE_WORDS:
        return None
    total = sum(len(words(_said(e))) for e in article.root.iter() if _is_unit(e))
    return Guess(language, sure[language]) if size >= _ARTICLE_SHARE * total else None


# --- marking and telling -------------------------------------------------------------------------


def _marked(article: Article, marks: Sequence[_Mark]) -> Article:
    places = {element: at for at, element in enumerate(article.root.iter())}
    root = deepcopy(article.root)
    elements = list(root.iter())
    # The last one first: what stands before it keeps its place.
    for mark in sorted(marks, key=lambda m: m.range or (-1, -1), reverse=True):
        element = elements[places[mark.block]]
        if mark.range is None:
            element.set("lang", mark.language)
            if _primary(mark.language) in _RIGHT_TO_LEFT:
                element.set("dir", "rtl")
        else:
            enclose(element, *mark.range, mark.language)
    return replace(article, root=root)


def _article_told(article: Article, whole: Guess) -> Diagnostic:
    return ARTICLE_FOREIGN.at(
        Place(article.source, 1),
        language=whole.language,
        name_fr=language_name(whole.language, "fr"),
        name_en=language_name(whole.language, "en"),
        confidence=round(100 * whole.probability),
    )


def _told(passages: Iterable[Passage], article: Article) -> Iterator[Diagnostic]:
    """One note for all passages of an article: each language and its lines."""
    lines: dict[str, list[str]] = {}
    for passage in passages:
        lines.setdefault(passage.language, []).append(str(passage.line or "?"))
    if lines:
        found = {
            f"found_{said}": " ; ".join(
                f"{language_name(language, said)} ({_lines(at)})" for language, at in lines.items()
            )
            for said in ("fr", "en")
        }
        yield PASSAGES_FOREIGN.at(Place(article.source), home=_primary(article.language), **found)


def _lines(lines: Sequence[str]) -> str:
    return "l. " + ", ".join(dict.fromkeys(lines))
