"""The head of an HTML article: its title, standfirst, signature, date, found in its markup."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from lxml import etree

from publish.article import E, tag, text
from publish.dates import first_date, long_date
from publish.diagnostics import Diagnostic, Kind, Place, Severity
from publish.sources.blocks import HEADER, Block, Role
from publish.sources.html.around_title import head_roles, is_bold, questions
from publish.sources.html.build import Piece
from publish.sources.html.inline import append
from publish.sources.html.metadata import Metadata
from publish.sources.html.tree import texts, unwrap
from publish.words import words

TITLE_NOT_FOUND = Kind(
    "title-not-found",
    Severity.ERROR,
    fr="Rien dans ce document ne peut être le titre de l’article.",
    fr_hint="Mettez le titre en tête, entre <h1> et </h1>.",
    en="Nothing in this document can be the title of the article.",
    en_hint="Put the title at the top, between <h1> and </h1>.",
)

HEAD_SIGN = Kind(
    "head-sign-left-out",
    Severity.NOTE,
    fr="Le signe « {sign} », à un bout de « {text} », est retiré : il ne séparait plus rien.",
    fr_hint="Rien à faire.",
    en="The sign “{sign}” at an end of “{text}” is taken off: it parted nothing any more.",
    en_hint="Nothing to do.",
)

_OPENING = 6
"""How many blocks after the title may belong to the head of the article without a mark."""
_ONCE = (Role.RUBRIC, Role.SUBTITLE, Role.BYLINE, Role.DATELINE)
_JOINT = {Role.RUBRIC: " – ", Role.SUBTITLE: " – ", Role.BYLINE: ", ", Role.DATELINE: " – "}
_SIGNS = "•●▪‣◦·|/>›–—"
_BEFORE_SIGN = re.compile(rf"\s*([{_SIGNS}](?:\s*[{_SIGNS}])*)\s*")
_AFTER_SIGN = re.compile(rf"\s*([{_SIGNS}](?:\s*[{_SIGNS}])*)\s*$")
_BULLET = re.compile(r"[•●▪‣◦][ \u00a0\t]+(?=\S)")


def as_blocks(pieces: Sequence[Piece], metadata: Metadata, *, page: bool) -> list[Block]:
    """The blocks of the article with the roles that its markup tells, the head first.

    On a page the head is what lies before its first paragraph; in a fragment the first heading is
    the title and the rest is left to inference.
    """
    title = _title(pieces, metadata, page=page)
    head = head_roles(pieces, title, metadata, page=page) if page or title is not None else {}
    if title is not None:
        head[title] = Role.TITLE
    blocks = _header_blocks(pieces, head, metadata.date)
    body = [piece for index, piece in enumerate(pieces) if index not in head]
    given = {block.role for block in blocks}
    rest = _body_blocks(_without_ends(body), given, page=page)
    return [*blocks, *rest] if page and metadata.titles else _with_title(blocks, rest)


def without_signs(blocks: Sequence[Block], place: Place) -> list[Diagnostic]:
    """Take bullets and bars off the ends of the rubric, the signature and the date of a page."""
    found = []
    for block in blocks:
        if block.role not in _ONCE:
            continue
        places = [p for p in texts(block.element) if _text_at(p).strip()]
        if not places or not any(map(str.isalnum, block.text)):
            continue
        signs = []
        for at, pattern in ((places[0], _BEFORE_SIGN), (places[-1], _AFTER_SIGN)):
            said = _text_at(at)
            match = pattern.match(said) if pattern is _BEFORE_SIGN else pattern.search(said)
            if match is not None:
                signs.append(match.group(1))
                rest = said[match.end() :] if pattern is _BEFORE_SIGN else said[: match.start()]
                holder, kind = at
                setattr(holder, kind, rest)
        line = Place(place.file, block.line)
        found += [HEAD_SIGN.at(line, sign=sign, text=block.text) for sign in signs]
    return found


def _text_at(place: tuple[etree._Element, str]) -> str:
    holder, kind = place
    return (holder.text if kind == "text" else holder.tail) or ""


def _with_title(head: Sequence[Block], rest: Sequence[Block]) -> list[Block]:
    """The blocks of an article where inference can find a title: open texts at the top.

    Where the top is marked, but not as a title, the first text is it.
    """
    blocks = [*head, *rest]
    sequence = [block for block in blocks if block.role is not Role.MARKUP]
    if any(block.role is Role.TITLE for block in blocks) or not sequence:
        return blocks
    if all(block.role is None for block in sequence[:2]):
        return blocks
    title = next((b for b in rest if b.role in (None, Role.PARAGRAPH, Role.HEADING)), sequence[0])
    return [replace(title, role=Role.TITLE), *(b for b in blocks if b is not title)]


def may_be_title(block: Block) -> bool:
    """Whether inference can make a title of the block, or its markup has."""
    return block.role in (None, Role.TITLE)


def _title(pieces: Sequence[Piece], metadata: Metadata, *, page: bool) -> int | None:
    """The place of the title among the pieces; ``None`` when nothing marks it."""
    headings = [i for i, p in enumerate(pieces) if p.level]
    titles = [words(t) for t in (*metadata.titles, *metadata.forms)]
    if page:
        same = [
            i
            for i, p in enumerate(pieces[:30])
            if (p.is_paragraph or p.level) and words(text(p.element)) in titles
        ]
        marked = [i for i in same if pieces[i].level] or same
        if marked:
            return marked[0]
    highest = [i for i in headings if pieces[i].level == 1]
    if highest:
        return highest[0]
    if headings and not (page and metadata.titles):
        before = [p for p in pieces[: headings[0]] if p.is_paragraph]
        if len(before) <= 1:
            return headings[0]
    open_ = [i for i, p in enumerate(pieces[:3]) if p.is_paragraph]
    if not headings and open_ and is_bold(pieces[open_[0]]):
        # Bold, short, at the top, over a plain text: the title of who had no other means.
        first = pieces[open_[0]]
        after = pieces[open_[0] + 1 : open_[0] + 2]
        if len(text(first.element).split()) <= 25 and after and not is_bold(after[0]):
            return open_[0]
    return None


def _header_blocks(pieces: Sequence[Piece], head: dict[int, Role], published: str) -> list[Block]:
    """The blocks of the head in the order of the profile; what stands there once is joined."""
    blocks: list[Block] = []
    for role in HEADER:
        found = [pieces[i] for i, given in sorted(head.items()) if given is role]
        if role in _ONCE and len(found) > 1:
            found = [_joined(found, _JOINT[role])]
        for piece in found:
            # What is shown counts: sites write the day of the last change into ``datetime``.
            day = first_date(text(piece.element)) or piece.datetime
            if not day and published and _tells(text(piece.element), published):
                day = published
            element = piece.element
            if role is Role.TITLE and is_bold(piece):
                element = _unbold(element)
            if role is Role.DATELINE and day:
                element = _without_time(element)
            blocks.append(
                Block(element, piece.line, role, datetime=day if role is Role.DATELINE else "")
            )
    return blocks


def _joined(found: Sequence[Piece], joint: str) -> Piece:
    element = E.p()
    for number, piece in enumerate(found):
        if number:
            append(element, joint)
        append(element, piece.element.text or "")
        for child in list(piece.element):
            element.append(child)
    return replace(
        found[0], element=element, datetime=next((p.datetime for p in found if p.datetime), "")
    )


def _tells(said: str, day: str) -> bool:
    """Whether a text holds the year and the day of the month of a date."""
    year, _, number = day.split("-")
    numbers = re.findall(r"\d+", said)
    return year in numbers and str(int(number)) in [str(int(n)) for n in numbers if len(n) < 5]


def _without_time(element: etree._Element) -> etree._Element:
    """A dateline becomes a ``time`` as a whole: the one inside would lie in it."""
    for inner in [e for e in element.iter() if tag(e) == "time"]:
        unwrap(inner)
    return element


def _without_ends(body: Sequence[Piece]) -> list[Piece]:
    """The body without the rules that part it from what is not there any more."""
    kept: list[Piece] = []
    for piece in body:
        if tag(piece.element) != "hr" or (kept and tag(kept[-1].element) != "hr"):
            kept.append(piece)
    while kept and tag(kept[-1].element) == "hr":
        kept.pop()
    return kept


def _body_blocks(body: Sequence[Piece], given: set[Role | None], *, page: bool) -> list[Block]:
    headings = [p for p in body if p.level]
    bold = _bold_headings(body) if not headings else set()
    asked = questions(body) if not headings else set()
    levels = [p.level for p in headings]
    down = 2 - min(levels) if levels and min(levels) < 2 else 0
    first = next((i for i, p in enumerate(body) if p.level), len(body))
    marked = bool(headings or bold or asked)
    blocks = []
    for index, piece in enumerate(body):
        if piece.level:
            blocks.append(Block(piece.element, piece.line, Role.HEADING, level=piece.level + down))
        elif index in asked:
            piece.element.set("class", "question")
            blocks.append(Block(_unbold(piece.element), piece.line, Role.MARKUP))
        elif index in bold:
            blocks.append(Block(_unbold(piece.element), piece.line, Role.HEADING))
        elif not piece.is_paragraph:
            blocks.append(Block(piece.element, piece.line, Role.MARKUP))
        elif (bullet := _BULLET.match(piece.element.text or "")) and piece.element.text:
            piece.element.text = piece.element.text[bullet.end() :]
            sign = bullet.group().strip()
            blocks.append(Block(piece.element, piece.line, Role.LIST_ITEM, marker=sign))
        else:
            told = Role.TITLE in given and (page or marked)
            opening = index < min(_OPENING, first) and not (page and Role.STANDFIRST in given)
            role = Role.PARAGRAPH if told and not (opening and not page) else None
            if page and Role.TITLE in given:
                open_ = not (marked or _is_long(piece) or text(piece.element).endswith(":"))
                role = None if open_ else Role.PARAGRAPH
            blocks.append(Block(piece.element, piece.line, role, subhead=not marked))
    return blocks


def _is_long(piece: Piece) -> bool:
    return len(text(piece.element).split()) > 14


def _bold_headings(body: Sequence[Piece]) -> set[int]:
    """Short paragraphs all in bold before plain ones: subheads of who had no other means."""
    found = set()
    begun = next((i for i, p in enumerate(body) if _is_long(p)), len(body))
    for index, piece in enumerate(body[:-1]):
        following = body[index + 1]
        said = text(piece.element)
        if (
            index > begun
            and is_bold(piece)
            and len(said.split()) <= 16
            and not said.endswith((".", ",", ";", ":", "»"))
            and not is_bold(following)
            and len(text(following.element).split()) > len(said.split())
        ):
            found.add(index)
    return found


def _unbold(element: etree._Element) -> etree._Element:
    strong = element[0]
    tail = strong.tail or ""
    element.remove(strong)
    append(element, strong.text or "")
    for child in list(strong):
        element.append(child)
    append(element, tail)
    return element


def added_from_metadata(blocks: Sequence[Block], metadata: Metadata, language: str) -> list[Block]:
    """What only the page's metadata tell of its head: title, signature, day, none of it twice."""
    given = {block.role for block in blocks}
    said = [words(block.text) for block in blocks]
    added = []
    title = next(iter((*metadata.titles[:1], *metadata.forms)), "")
    title = next((f for f in metadata.forms[:1] if title.startswith(f)), title)
    if Role.TITLE not in given and title and words(title):
        added.append(Block(E.p(title), 1, Role.TITLE))
    names = [
        a for a in metadata.authors if not any(_holds(s, words(a)) for s in said if len(s) < 60)
    ]
    if Role.BYLINE not in given and names and len(names) == len(metadata.authors):
        added.append(Block(E.p(", ".join(names)), 1, Role.BYLINE))
    if Role.DATELINE not in given and metadata.date:
        day = dt.date.fromisoformat(metadata.date)
        shown = long_date(day, language)
        head = [s for s in said[:8] if len(s) < 60]
        if not any(_holds(s, words(shown)) for s in head):
            added.append(Block(E.p(shown), 1, Role.DATELINE, datetime=metadata.date))
    return added


def _holds(said: Sequence[str], wanted: Sequence[str]) -> bool:
    return f" {' '.join(wanted)} " in f" {' '.join(said)} "
