"""Which texts around the title of an article are its head: the evidence of a page, of a fragment.

Classes and microdata (:mod:`.hints`), what the metadata say, set phrases, and where a text stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from publish.article import tag, text
from publish.sources.blocks import Role
from publish.sources.html.build import Piece
from publish.sources.html.hints import is_dated
from publish.sources.html.metadata import Metadata
from publish.words import words

_LEAST_IN_STANDFIRST = 16
_MOST_STANDFIRSTS = 2
_LEAST_BEFORE_BYLINE, _MOST_BEFORE_BYLINE = 8, 120
_LEAST_IN_TEXT = 60
"""A standfirst of as many words with nothing after it is the text."""
_BY = re.compile(
    r"(?:Par|par|By|Propos recueillis par|Textes? de|Un article de|(?:Article )?[Rr]édigé par|"
    r"(?:Publié|Posté|Proposé|Écrit) par)\s"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\bà \d{1,2}[h:]\d{2}")
_NAME = re.compile(r"[A-ZÀ-Ý][\w’'.-]*(?: (?:d[eu]|des|l[ae]|van|von|[A-ZÀ-Ý][\w’'.-]*)){1,4}")


def head_roles(
    pieces: Sequence[Piece], title: int | None, metadata: Metadata, *, page: bool
) -> dict[int, Role]:
    """The roles of the pieces around the title, by their places; that of the title is not in it.

    ``page`` tells that the document is a page of a site.
    """
    start = title if title is not None else -1
    head = _before_text(pieces, title, metadata)
    bold = _bold_standfirst(pieces, head, start) if title is not None else None
    if bold is not None:
        head[bold] = Role.STANDFIRST
    _no_text_as_standfirst(pieces, head, start)
    if Role.BYLINE not in head.values():
        byline = _byline_below(pieces, head, title, metadata, page=page)
        if byline is not None:
            head[byline] = Role.BYLINE
    return head


def _before_text(pieces: Sequence[Piece], title: int | None, metadata: Metadata) -> dict[int, Role]:
    """The head as far as the first texts that nothing gives a role."""
    head: dict[int, Role] = {}
    start = title if title is not None else -1
    unknown: list[int] = []
    for index, piece in enumerate(pieces):
        if index == title or not (piece.is_paragraph or piece.level):
            continue
        if piece.level and index > start and not piece.hint:
            if unknown or title is None or not _is_sentences(piece):
                break
            head[index] = Role.STANDFIRST
            continue
        role = _head_role(piece, metadata, before=index < start)
        if role is not None:
            head[index] = role
            if title is not None and role in (Role.BYLINE, Role.DATELINE):
                # What stands between the title and the signature is of the head.
                head.update((i, Role.STANDFIRST) for i in unknown if _may_stand_first(pieces[i]))
        elif index > start:
            # The text has begun, unless something of the head still follows.
            unknown.append(index)
            following = [p for p in pieces[index + 1 : index + 5] if p.is_paragraph][:2]
            if len(unknown) > 2 or not any(
                _head_role(p, metadata, before=False) for p in following
            ):
                break
    return head


def _byline_below(
    pieces: Sequence[Piece],
    head: dict[int, Role],
    title: int | None,
    metadata: Metadata,
    *,
    page: bool,
) -> int | None:
    """The place of the signature below the head: by its class, the metadata, or at the end."""
    start = max(title if title is not None else 0, 0)
    for index in range(start, len(pieces)):
        piece = pieces[index]
        if index in head or index == title or not piece.is_paragraph:
            continue
        if _is_author(piece, metadata) or (piece.hint is Role.BYLINE and _length(piece) <= 12):
            return index
    last = len(pieces) - 1
    return last if page and last > start + 3 and _signs(pieces[last]) else None


def _may_stand_first(piece: Piece) -> bool:
    return _LEAST_BEFORE_BYLINE <= _length(piece) <= _MOST_BEFORE_BYLINE


def _is_sentences(piece: Piece) -> bool:
    """Whether a heading right under the title says as much as a standfirst: no subhead does."""
    said = text(piece.element)
    ended = said.rstrip('\u00a0 »”"').endswith((".", "…", "!", "?"))
    return ended and len(said.split()) >= _LEAST_IN_STANDFIRST


def _signs(piece: Piece) -> bool:
    """Whether the last text of a page is a name, all of it in italics or in bold."""
    element, said = piece.element, text(piece.element)
    if not piece.is_paragraph or not _NAME.fullmatch(said) or len(element) != 1:
        return False
    return tag(element[0]) in ("em", "strong") and text(element[0]) == said


def _length(piece: Piece) -> int:
    return len(text(piece.element).split())


def _bold_standfirst(pieces: Sequence[Piece], head: dict[int, Role], start: int) -> int | None:
    """The first text after the head, where it alone is bold, as standfirsts are on old pages."""
    if Role.STANDFIRST in head.values() or questions(pieces):
        return None
    found = [i for i in range(start + 1, len(pieces)) if i not in head and pieces[i].is_paragraph]
    if len(found) < 3 or not is_bold(pieces[found[0]]) or is_bold(pieces[found[1]]):
        return None
    first = pieces[found[0]]
    asks = text(first.element).endswith(("?", ":"))
    return None if asks or _length(first) < _LEAST_IN_STANDFIRST else found[0]


def _no_text_as_standfirst(pieces: Sequence[Piece], head: dict[int, Role], start: int) -> None:
    """A class around the whole text names no standfirst; nor is a text one that stands alone."""
    found = [i for i, role in sorted(head.items()) if role is Role.STANDFIRST and i > start]
    counts = {i: len(text(pieces[i].element).split()) for i in found}
    others = range(start + 1, len(pieces))
    rest = sum(len(text(pieces[i].element).split()) for i in others if i not in head)
    if len(found) > _MOST_STANDFIRSTS and sum(counts.values()) > rest:
        found = found[1:] if counts[found[0]] < rest else found
    elif not found or rest or counts[found[-1]] < _LEAST_IN_TEXT:
        return
    for index in found:
        del head[index]


def _head_role(piece: Piece, metadata: Metadata, *, before: bool) -> Role | None:
    said = words(text(piece.element))
    count = len(said)
    if _is_author(piece, metadata):
        return Role.BYLINE
    if said and said == words(metadata.section):
        return Role.RUBRIC
    if said and said == words(metadata.subtitle):
        return Role.SUBTITLE
    if count >= 8 and not before and _same_start(said, words(metadata.description)):
        return Role.STANDFIRST
    whole = text(piece.element)
    if piece.hint in (Role.BYLINE, Role.DATELINE):
        if _BY.match(whole):
            return Role.BYLINE
        if piece.datetime or is_dated(whole) or _YEAR.search(whole):
            return Role.DATELINE
        return piece.hint if piece.hint is Role.BYLINE and count <= 12 else None
    if piece.hint is Role.STANDFIRST:
        return None if before or count < 4 else Role.STANDFIRST
    if piece.hint is not None:
        return piece.hint
    if count <= 12 and (piece.datetime or is_dated(whole)):
        return Role.DATELINE
    if count <= 10 and _BY.match(whole):
        return Role.BYLINE
    return Role.RUBRIC if before and count <= 6 and "://" not in whole else None


def _is_author(piece: Piece, metadata: Metadata) -> bool:
    said = words(text(piece.element))
    bare = said[1:] if said[:1] == ["par"] else said
    return bool(bare) and bare in [words(a) for a in metadata.authors]


def _same_start(said: Sequence[str], described: Sequence[str]) -> bool:
    """Whether a text is the description of the page, which may cut it short."""
    if len(described) < 8:
        return False
    length = min(len(said), len(described) - 2)
    return length >= 8 and said[:length] == described[:length]


def is_bold(piece: Piece) -> bool:
    """Whether all of a paragraph is in bold."""
    element = piece.element
    if not piece.is_paragraph or len(element) != 1 or tag(element[0]) != "strong":
        return False
    return not (element.text or "").strip() and not (element[0].tail or "").strip(" :")


def questions(body: Sequence[Piece]) -> set[int]:
    """The questions of an interview: paragraphs all in bold, most of which ask."""
    bold = [i for i, p in enumerate(body) if is_bold(p) and len(text(p.element).split()) > 2]
    asking = [i for i in bold if text(body[i].element).rstrip(" »\u00a0").endswith("?")]
    if bold and bold[0] == 0 and 0 not in asking:
        bold.pop(0)
    if len(asking) < 3 or 2 * len(asking) < len(bold):
        return set()
    return set(bold)
