"""The words of articles and of edition documents in reading order, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from publish.article import BLOCKS, PARAGRAPHS, XHTML, classes, is_note, is_note_call, tag
from publish.edition.references import NUMBER
from publish.numerals import marker
from publish.words import words


@dataclass(frozen=True)
class Word:
    """A word as it is expected: folded, with the document and the block where it stands."""

    word: str
    document: str
    block: str


@dataclass(frozen=True)
class Apparatus:
    """Which signs that an edition adds are read: numbers of lists, calls of notes, pages told."""

    numbers: bool = False
    calls: bool = False
    references: bool = True


PLAIN = Apparatus()
NUMBERED = Apparatus(numbers=True, references=False)
PRINTED = Apparatus(calls=True)


def read(
    root: etree._Element, document: str, apparatus: Apparatus = PLAIN
) -> tuple[list[Word], dict[str, list[Word]]]:
    """The words of a document without its notes, and those of each note by its ``id``.

    The notes are in the order of their calls.
    """
    body = _words(root, document, apparatus)
    notes = {e.get("id") or "": e for e in root.iter() if is_note(e)}
    numbers: dict[str, str] = {}
    for call in (e for e in root.iter() if is_note_call(e)):
        numbers.setdefault((call.get("href") or "").removeprefix("#"), "".join(call.itertext()))
    ordered = [n for n in numbers if n in notes] + [n for n in notes if n not in numbers]
    read_notes = {}
    for name in ordered:
        said = _words(notes[name], document, apparatus)
        if apparatus.calls and name in numbers:
            said = [Word(w, document, name) for w in words(numbers[name])] + said
        read_notes[name] = said
    return body, read_notes


def article_words(root: etree._Element, document: str) -> list[Word]:
    """The words of an article as its manuscript has them: list numbers too, notes at the end."""
    body, notes = read(root, document, NUMBERED)
    return body + [word for note in notes.values() for word in note]


def article_text(root: etree._Element) -> str:
    """The text of an article whose words are those of :func:`article_words`, without their places.

    What is compared is mostly equal: it is found so in a fraction of the time.
    """
    notes = [e for e in root.iter(f"{{{XHTML}}}aside") if is_note(e)]
    called: dict[str, None] = {}
    if notes:
        calls = (e for e in root.iter(f"{{{XHTML}}}a") if is_note_call(e))
        called = dict.fromkeys((e.get("href") or "").removeprefix("#") for e in calls)
    order = {name: number for number, name in enumerate(called)}
    notes.sort(key=lambda e: order.get(e.get("id") or "", len(order)))
    return "".join(p for e in (root, *notes) for _, p in _pieces(e, "", NUMBERED))


def list_numbers(root: etree._Element) -> list[str]:
    """The numbers that the ordered lists of a document show, in order."""
    shown: list[str] = []
    for items in (e for e in root.iter() if tag(e) == "ol"):
        start = int(items.get("start") or 1)
        shown += [marker(start + i, items.get("type") or "") for i in range(len(items))]
    return [word for number in shown for word in words(number)]


def _words(root: etree._Element, document: str, apparatus: Apparatus) -> list[Word]:
    found: list[Word] = []
    block, pieces = root.get("id") or "", list[str]()
    for holder, piece in _pieces(root, root.get("id") or "", apparatus):
        if holder != block:
            found += [Word(w, document, block) for w in words("".join(pieces))]
            block, pieces = holder, []
        pieces.append(piece)
    return found + [Word(w, document, block) for w in words("".join(pieces))]


_TEXT = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6"))
"""Blocks that are nothing but the text in them, where no element is inside."""


def _pieces(element: etree._Element, block: str, apparatus: Apparatus) -> Iterator[tuple[str, str]]:
    """The pieces of text of an element with their block; a space where blocks meet."""
    name = tag(element)
    if name in BLOCKS or name in PARAGRAPHS:
        block = element.get("id") or block
        yield block, " "
    if is_note_call(element):
        if apparatus.calls:
            yield block, "".join(element.itertext())
        return
    if not apparatus.references and NUMBER in classes(element):
        return
    yield block, element.text or ""
    number = int(element.get("start") or 1)
    for child in element:
        inner = tag(child)
        if apparatus.numbers and name == "ol" and inner == "li":
            yield block, f" {marker(number, element.get('type') or '')} "
            number += 1
        if inner == "br":
            yield block, " "
        elif inner in _TEXT and not len(child):
            # Most of an article: what follows would give the same in pieces.
            yield child.get("id") or block, f" {child.text or ''} "
        elif isinstance(child.tag, str) and not is_note(child):
            yield from _pieces(child, block, apparatus)
        yield block, child.tail or ""
    if name in BLOCKS or name in PARAGRAPHS:
        yield block, " "
