"""What an article says of its notes and an edition says itself: the heading « Notes ».

It heads the notes where they stand under it, at the end of the article. An edition puts them at the
foot of its pages or in its own place: there the heading would head nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace

from lxml import etree

from publish.article import XHTML, is_note, is_note_call, remove_keeping_tail, tag, text
from publish.diagnostics import Kind, Place, Severity
from publish.sources.manuscript import Reading
from publish.sources.notes import HEADING
from publish.words import words

NOTES_HEADING_LEFT_OUT = Kind(
    "notes-heading-left-out",
    Severity.NOTE,
    fr="L’intertitre « {quote} » n’entre pas dans les éditions : elles mettent les notes à leur "
    "place.",
    fr_hint='Rien à faire. S’il doit rester, dites-le sous [[structure]] : role = "intertitre".',
    en="The heading “{quote}” does not enter the editions: they put the notes in their place.",
    en_hint='Nothing to do. If it is to stay, say so under [[structure]]: role = "subhead".',
)


def without_notes_heading(reading: Reading) -> Reading:
    """The reading without the heading under which there are only notes, which is told.

    One that the editor has named a heading stays.
    """
    article = reading.article
    if article is None or not any(map(is_note, article.root)):
        return reading
    root = deepcopy(article.root)
    heading = _heading(root)
    if heading is None:
        return reading
    said = text(heading)
    named = (i.structured.block for i in reading.inferred if i.structured.block.told)
    left = _without_last(reading.words, words(said))
    if left is None or any(block.text == said for block in named):
        return reading
    line = article.line_of(heading)
    section = heading.getparent()
    _remove(heading if section is None or tag(heading) == "p" else section)
    told = NOTES_HEADING_LEFT_OUT.at(Place(article.source, line), quote=said)
    return replace(
        reading,
        article=replace(article, root=root),
        words=tuple(left),
        diagnostics=(*reading.diagnostics, told),
    )


def _heading(root: etree._Element) -> etree._Element | None:
    """The heading of notes under which nothing stands, or the last paragraph with its words."""
    sections = [e for e in root.iter(f"{{{XHTML}}}section") if len(e) == 1]
    body = [e for e in root if tag(e) != "header" and not is_note(e)]
    while body and tag(body[-1]) == "section":
        body = list(body[-1])
    last = [body[-1]] if body and tag(body[-1]) == "p" else []
    for heading in (*(section[0] for section in sections), *last):
        called = any(is_note_call(e) for e in heading.iter())
        if HEADING.fullmatch(text(heading)) and not called:
            return heading
    return None


def _remove(element: etree._Element) -> None:
    """Take an element out with the rules before it, which part the text from nothing now."""
    while (before := element.getprevious()) is not None and tag(before) == "hr":
        remove_keeping_tail(before)
    remove_keeping_tail(element)


def _without_last(said: Sequence[str], gone: Sequence[str]) -> list[str] | None:
    """Words without some in a row, where these stand last; ``None`` when they stand nowhere."""
    for start in range(len(said) - len(gone), -1, -1):
        if list(said[start : start + len(gone)]) == list(gone):
            return [*said[:start], *said[start + len(gone) :]]
    return None
