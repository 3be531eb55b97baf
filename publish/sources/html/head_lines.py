"""The lines of a page that say who wrote its article and when: a text for each of the two.

« Le Site | 04.05.2015 à 13h36 • Mis à jour le 05.05.2015 | Par Martin Untel », lists of a date and
a name, « Martin Untel Politique 20 janvier 2020 » side by side without a space: each is cut into
its date, its signature and the rest, before anything is chosen or counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from publish.dates import MONTHS
from publish.sources.blocks import Role
from publish.sources.html.hints import is_dated, is_signed, role_hint
from publish.sources.html.metadata import Metadata
from publish.sources.html.tree import BODY, HINT, is_block, name, remove, text_of, texts
from publish.sources.html.visible import LeftOut
from publish.sources.lexicon import FIRST_NAMES
from publish.words import words

_MOST_LETTERS = 260
_MOST_IN_ITEM = 12
_MOST_IN_LIST = 40
_MOST_IN_NAME = 16
_NONE = "none"
"""The hint of a text that is nothing of the head, whatever the elements around it say."""
_OPENING, _CLOSING = 12, 2
"""So many texts at the top and at the end of a fragment may be such lines."""
_PROSE = 40
"""After a text with as many words, a fragment's head is over."""

_MONTH = (
    rf"(?:{'|'.join(MONTHS)}|janv|févr?|fev|avr|juil|aout|sept|oct|nov|déc|dec|january|february|"
    r"march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|"
    r"aug|sep)\.?"
)
_WEEKDAY = (
    r"(?:(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|lun|mar|mer|jeu|ven|sam|dim)\.?,?\s+)?"
)
_DAY = (
    rf"{_WEEKDAY}(?:\d{{1,2}}(?:er)?\s+{_MONTH},?\s+\d{{4}}|\d{{1,2}}\s?[/.-]\s?\d{{1,2}}\s?[/.-]\s?"
    r"(?:\d{4}|\d{2}(?!\d))|\d{4}-\d{2}-\d{2})"
)
_TIME = r"(?:\s*[,|·•–—-]?\s*(?:(?:à|@)\s*)?\d{1,2}\s?[h:]\s?(?:\d{2})?(?::\d{2})?(?!\d))?"
_ON = (
    r"(?:(?:publiée?|postée?|parue?|mise? en ligne|écrite?|créée?|diffusée?|modifiée?|actualisée?|"
    r"rédigée?|mise? à jour|dernière (?:mise à jour|modification)|màj|maj)\b"
    r"\s*(?:le\b|:)*\s*|le\s+)?"
)
_AGAIN = (
    r"(?:[\s(,;|/·•–—-]*(?:et\s+)?(?:mise? à jour|modifiée?|actualisée?|dernière (?:mise à jour|"
    rf"modification)|màj|maj)\b\s*(?:le\b|à\b|:)*\s*(?:{_DAY})?{_TIME}\s*\)?)?"
)
_CHANGED = re.compile(r"mise? à|modif|actualis|dernière|màj", re.IGNORECASE)
_WHEN = re.compile(rf"(?<![\d-]){_ON}{_DAY}{_TIME}{_AGAIN}(?!\s?[%€])", re.IGNORECASE)
_PUBLISHED = re.compile(r"\s*(?:publi|post|paru|mis|écrit|créé|diffus|modif|actualis|rédig)", re.I)
_CREDIT = re.compile(r"\s*(?:©|\(c\)|crédits?\b|photos?\b|illustrations?\b)", re.IGNORECASE)
_HOUR = re.compile(r"(?<!\w)(?:à|@)\s*\d{1,2}\s?[h:]\s?\d{2}(?!\d)")
"""The hour alone, where the day stands elsewhere: « Publié par Martin Untel à 06:12 »."""
_BY = re.compile(
    r"(?<!\w)(?:(?:publiée?|écrite?|postée?|rédigée?|proposée?|recueillie?s?)\s+par\b|par\b|by\b|"
    r"propos recueillis par\b|de notre (?:correspondante?|envoyée?)\b|auteure?s?\s*:|textes?\s*:)"
    r"\s+(?=(?:l[ae]s?\s+|l[’'])?[A-ZÀ-Ý@])",
    re.IGNORECASE,
)
_PARTS = "|•·●/–—›>-"
"""Signs that part one thing from another in such a line."""
_SIGN = re.compile(rf"\s[{re.escape(_PARTS)}]\s|[|•·●]")
_GLUE = frozenset(
    "le la par by on in dans à et publié publiée posté paru mis en ligne modifié jour".split()  # noqa: SIM905
)
"""Words that only join the parts of such a line."""


@dataclass(frozen=True)
class _Span:
    """A part of a line, from one letter to another; ``role`` where it is of the head."""

    start: int
    end: int
    role: Role | None


def part_head(
    root: etree._Element, metadata: Metadata, left: LeftOut | None, *, page: bool
) -> None:
    """Make the date, the signature and the rest of the lines under a title texts of their own.

    What is neither a date nor a signature in such a line of a ``page`` is noted in ``left`` and
    taken away, but for the rubric. In a fragment it is the editor's, and stays.
    """
    if page:
        for element in reversed(list(root.iter("ul", "ol"))):
            _head_list(element)
    lines = [e for e in root.iter() if _is_line(e)]
    _join_glue(lines)
    for element in lines if page else list(_ends(lines)):
        if element.getparent() is None:
            continue
        spans = _spans(element, metadata)
        if spans:
            _cut_apart(element, spans, metadata, left if page else None)


def _ends(lines: Sequence[etree._Element]) -> Iterator[etree._Element]:
    """The texts at the top of a fragment, as far as its first prose, and its last texts."""
    said = [e for e in lines if text_of(e)]
    opening = 0
    for element in said[:_OPENING]:
        if len(words(text_of(element))) >= _PROSE:
            break
        opening += 1
        yield element
    yield from said[max(opening, len(said) - _CLOSING) :]


def _is_line(element: etree._Element) -> bool:
    """Whether an element is a text of no more than a line or two, without blocks in it."""
    if name(element) not in _LINES or element.get(HINT) or element.get(BODY):
        return False
    if any(map(is_block, element.iterdescendants())):
        return False
    parent = element.getparent()
    return is_block(element) or (parent is not None and any(map(is_block, parent)))


_LINES = ("div", "p", "section", "header", "address", "small", "span", "center", "font", "h5", "h6")


def _head_list(element: etree._Element) -> None:
    """A list of the date, the signature and the rubric of an article is no list of it."""
    items = [(e, text_of(e)) for e in element if name(e) == "li"]
    inner = [part for item, _ in items for part in _lines_of(item)]
    roles = (Role.BYLINE, Role.DATELINE)
    if (
        inner
        and sum(len(words(said)) for _, said in items) <= _MOST_IN_LIST
        and all(len(words(text_of(part))) <= _MOST_IN_ITEM for part in inner)
        and any(
            is_dated(text_of(e))
            or is_signed(text_of(e))
            or role_hint(e, len(words(text_of(e))), 1) in roles
            for e in inner
        )
    ):
        for item, _ in items:
            item.tag = "div"
        element.tag = "div"


def _lines_of(item: etree._Element) -> list[etree._Element]:
    """The texts of an item that lists made into lines stand in; else the item."""
    found = [e for e in item.iter("div") if not any(map(is_block, e)) and text_of(e)]
    return found if any(map(is_block, item)) and found else [item]


def _join_glue(lines: Sequence[etree._Element]) -> None:
    """« Le » or « Par » in a block of its own belongs to the date or the name after it."""
    for element, following in pairwise(lines):
        said = text_of(element).strip(" :").lower().split()
        if not 0 < len(said) <= 3 or not _GLUE.issuperset(said) or len(element):
            continue
        whole = text_of(following)
        role = role_hint(following, len(words(whole)), 2)
        if element.getparent() is not following.getparent():
            continue
        if is_dated(whole) or role in (Role.BYLINE, Role.DATELINE):
            following.text = f"{(element.text or '').strip()} {(following.text or '').lstrip()}"
            remove(element)


def _spans(element: etree._Element, metadata: Metadata) -> list[_Span]:
    """The parts of a line that has a date and something else; none where it is no such line."""
    whole, ends = _read(element)
    if not 8 <= len(whole.strip()) <= _MOST_LETTERS or not any(map(str.isdigit, whole)):
        return []
    found = [
        _Span(m.start(), m.end(), Role.DATELINE)
        for m in (*_WHEN.finditer(whole), *([] if _WHEN.search(whole) else _HOUR.finditer(whole)))
        if m.start() in ends or not whole[m.start() - 1].isalnum()
    ]
    if not found:
        return []
    names = [*_signed(whole, found), *_named(element, whole, metadata)]
    for start, end in names:
        if not any(start < s.end and s.start < end for s in found):
            found.append(_Span(start, end, Role.BYLINE))
    found.sort(key=lambda span: span.start)
    rest = _between(whole, ends, found)
    if rest is None:
        return []
    found = [part for span in found for part in _apart(span, whole, ends)]
    if len(found) + len(rest) < 2:
        if len(whole.strip()) > len("14/03/2026 06:00") and whole.strip() == _of(whole, found):
            element.set(HINT, str(Role.DATELINE))
        return []
    told = any(s.role is Role.BYLINE or _PUBLISHED.match(whole, s.start) for s in found)
    if not told or _CREDIT.match(whole):
        # « © Untel - La fête du port - 31 octobre 2015 » credits a picture.
        return []
    return sorted([*found, *rest], key=lambda span: span.start)


def _of(whole: str, spans: Sequence[_Span]) -> str:
    return whole[spans[0].start : spans[-1].end].strip() if spans else ""


def _apart(span: _Span, whole: str, ends: set[int]) -> Iterator[_Span]:
    """A day of publication and one of a change, each in its own element, are two parts."""
    again = _CHANGED.search(whole, span.start + 1, span.end)
    if again is not None and span.role is Role.DATELINE and again.start() in ends:
        yield _Span(span.start, again.start(), span.role)
        yield _Span(again.start(), span.end, span.role)
    else:
        yield span


def _read(element: etree._Element) -> tuple[str, set[int]]:
    """The text of a line, letter for letter, and where its elements begin, end or break it."""
    whole, ends = "", {0}
    for holder, kind in texts(element):
        said = (holder.text if kind == "text" else holder.tail) or ""
        ends.add(len(whole))
        whole += said
    return whole, ends | {len(whole)}


def _named(element: etree._Element, whole: str, metadata: Metadata) -> Iterator[tuple[int, int]]:
    """Where a line names an author: as its metadata do, or in an element that says so."""
    position, places = 0, dict[etree._Element, int]()
    for holder, kind in texts(element):
        if kind == "text":
            places[holder] = position
        position += len((holder.text if kind == "text" else holder.tail) or "")
    said = {
        "".join(e.itertext()): e
        for e in element.iter("a", "span", "b", "strong", "em", "i", "cite", "address")
        if e is not element and _says_author(e)
    }
    for text, holder in said.items():
        if text.strip():
            yield places[holder], places[holder] + len(text)
    links = [e for e in element.iter("a") if _is_name(text_of(e))]
    if not any(text.strip() for text in said) and links:
        holder = next((e for e in links if text_of(e).split()[0].lower() in FIRST_NAMES), links[0])
        yield places[holder], places[holder] + len("".join(holder.itertext()))
    for author in metadata.authors:
        place = whole.lower().find(author.lower())
        if place >= 0:
            yield place, place + len(author)


def _says_author(element: etree._Element) -> bool:
    count = len(words(text_of(element)))
    return 0 < count <= _MOST_IN_NAME and role_hint(element, count, 1) is Role.BYLINE


def _is_name(text: str) -> bool:
    """Whether a text says a name: two to five words, the first and the last with a capital."""
    said = text.split()
    return 2 <= len(said) <= 5 and all(w[:1].isupper() for w in said[::3])


def _signed(whole: str, dates: Sequence[_Span]) -> Iterator[tuple[int, int]]:
    """Where a line says « Par … »: as far as a date, a sign that parts, or its end."""
    for match in _BY.finditer(whole):
        stop = min([d.start for d in dates if d.start > match.start()], default=len(whole))
        sign = _SIGN.search(whole, match.end(), stop)
        if sign is not None:
            stop = sign.start()
        text = whole[match.end() : stop].rstrip(" ,;:(-–—\u00a0\n\t")
        if text and len(text.split()) <= _MOST_IN_NAME and not re.search(r"[.!?]\s+[A-ZÀ-Ý]", text):
            yield match.start(), match.end() + len(text)


def _between(whole: str, ends: set[int], found: Sequence[_Span]) -> list[_Span] | None:
    """What stands between the parts that were found, ``None`` where it is part of a sentence."""
    rest = []
    places = [0, *(place for span in found for place in (span.start, span.end)), len(whole)]
    for start, stop in zip(places[::2], places[1::2], strict=True):
        text = whole[start:stop]
        if not words(text):
            continue
        bare = text.strip(" ,;:()\u00a0\n\t\r")
        if _GLUE.issuperset(words(bare)):
            rest.append(_Span(start, stop, None))
            continue
        first, last = start + len(text) - len(text.lstrip()), start + len(text.rstrip())
        before = text.lstrip()[0] in _PARTS or not ends.isdisjoint(range(start, first + 1))
        after = text.rstrip()[-1] in _PARTS or not ends.isdisjoint(range(last, stop + 1))
        if not (before and after) or bare.endswith((".", "!", "?")) or len(words(bare)) > 24:
            return None
        signs = [start, *(start + m.end() for m in _SIGN.finditer(text)), stop]
        rest += [_Span(a, b, None) for a, b in pairwise(signs) if words(whole[a:b])]
    return rest


def _cut_apart(
    element: etree._Element, spans: Sequence[_Span], metadata: Metadata, left: LeftOut | None
) -> None:
    """Put each part of a line in an element of its own; what is of no head is taken away."""
    lines = element.makeelement("div")
    lines.sourceline = element.sourceline  # type: ignore[misc]
    lines.tail = element.tail
    said: set[str] = set()
    for span in spans:
        part = deepcopy(element)
        part.tail = None
        _cut(part, span.start, span.end)
        for empty in [e for e in part.iter() if e is not part and not text_of(e)]:
            if empty.getparent() is not None and name(empty) != "img":
                remove(empty)
        part.tag = "div"
        part.sourceline = element.sourceline  # type: ignore[misc]
        text = text_of(part).strip(f" {_PARTS},;-")
        role = span.role or _rest_role(part, text, metadata)
        again = bool(text) and text in said
        said.add(text)
        if left is not None and (again or role is None):
            left.add(element, text)
            continue
        if not words(text):
            continue
        if role is not None:
            part.set(HINT, str(role))
        lines.append(part)
    parent = element.getparent()
    if parent is not None:
        parent.replace(element, lines)
        _name_no_other(lines)


def _name_no_other(lines: etree._Element) -> None:
    """What stands beside a line that was cut is no signature or date by what is around both."""
    for around in list(lines.iterancestors())[:2]:
        if name(around) in ("body", "article", "main", "header"):
            return
        for element in around:
            if element is not lines and _is_line(element):
                role = role_hint(element, len(words(text_of(element))), 3)
                if role is not None and role_hint(element, len(words(text_of(element))), 1) is None:
                    element.set(HINT, _NONE)


def _rest_role(part: etree._Element, text: str, metadata: Metadata) -> Role | None:
    """What is neither date nor signature may be the rubric, as its class or the metadata say."""
    said = words(text)
    if said and said == words(metadata.section):
        return Role.RUBRIC
    roles = [role_hint(e, len(said), 1) for e in part.iterdescendants() if text_of(e)]
    return Role.RUBRIC if Role.RUBRIC in roles and len(said) <= 6 else None


def _cut(element: etree._Element, start: int, end: int) -> None:
    """Keep of the text of an element what lies between two places."""
    position = 0
    for inner, kind in list(texts(element)):
        said = (inner.text if kind == "text" else inner.tail) or ""
        kept = said[max(start - position, 0) : max(end - position, 0)]
        position += len(said)
        if kind == "text":
            inner.text = kept
        else:
            inner.tail = kept
