"""Plain text: paragraphs by blank lines, by lines of their own, or wrapped at a column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from lxml import etree

from publish.article import E
from publish.sources.blocks import Block, Role
from publish.sources.completion import complete
from publish.sources.effort import text_problem
from publish.sources.encoding import decode
from publish.sources.front_matter import FrontMatter, parted, read_front_matter
from publish.sources.indexing import mark_words
from publish.sources.items import MARKER, item_markers
from publish.sources.manuscript import Manuscript, Reading
from publish.sources.marks import Mark, index_line, split, without_marks
from publish.sources.notes import with_notes
from publish.sources.rules import is_rule
from publish.sources.verse import is_stanza, may_be_verse, verse
from publish.words import words

_NOTE = re.compile(r"(?:\[\d{1,3}\]|\(\d{1,3}\)|[⁰¹²³⁴-⁹]{1,3})\s*[A-ZÀ-ÖØ-Þ«“\"]")
_WRAP_SHARE = 0.8
_WRAP_WIDTHS = range(45, 121)


@dataclass(frozen=True)
class _Line:
    number: int
    text: str
    mark: Mark | None = None
    indent: int = 0
    """How many columns of white space stand before it."""
    stanza: tuple[str, ...] = ()
    """The lines of a stanza that begins here."""
    entries: tuple[tuple[str, str], ...] = ()
    """The entries of the index that the line before it names."""


def read(manuscript: Manuscript) -> Reading:
    """The article in a plain text, its structure inferred."""
    decoded = decode(manuscript.data, manuscript.name, manuscript.limits)
    if not decoded.text:
        return Reading(None, (), decoded.diagnostics)
    if problem := text_problem(decoded.text, manuscript.name, manuscript.limits):
        return Reading(None, (), (*decoded.diagnostics, problem))
    head, text = FrontMatter(), decoded.text
    if (divided := parted(text)) is not None:
        source, text = divided
        head = read_front_matter(source, manuscript.name, manuscript.language)
    blocks = _blocks(text)
    if head.fields and blocks:
        # Nothing but the head stands before it.
        blocks[0] = replace(blocks[0], blank_before=1)
    fields = [
        Block(E.p(" ".join(f.text.split())), f.line, f.role, datetime=f.datetime)
        for f in head.fields
    ]
    told = [word for f in head.fields for word in words(f.text)]
    problems = (*decoded.diagnostics, *head.diagnostics)
    said = [*told, *words(without_marks(text))]
    return complete(manuscript, [*fields, *blocks], said, problems, language=head.language)


def blocks_of(text: str) -> list[Block]:
    """The blocks of a text with its notes, before their roles are inferred."""
    return with_notes(_blocks(text))[0]


def _blocks(text: str) -> list[Block]:
    chunks = _chunks(text)
    width = _wrap_width(chunks)
    paragraphs = [
        paragraph
        for place, (blank, chunk) in enumerate(chunks)
        for paragraph in _paragraphs(blank, chunk, width, first=not place)
    ]
    return _with_verse(_with_markers(paragraphs), paragraphs)


def _chunks(text: str) -> list[tuple[int, list[_Line]]]:
    """Runs of lines that are not blank, each with the number of blank lines before it."""
    found: list[tuple[int, list[_Line]]] = []
    blank, run = 0, list[_Line]()
    entries: tuple[tuple[str, str], ...] = ()
    for number, line in enumerate(text.split("\n"), 1):
        if (named := index_line(line)) is not None:
            entries += (named,)
            continue
        mark, said = split(line)
        bare = " ".join(said.split())
        if bare:
            said = said.expandtabs(4).rstrip()
            run.append(_Line(number, bare, mark, len(said) - len(said.lstrip()), entries=entries))
            entries = ()
            continue
        if run:
            found.append((blank, run))
            blank, run = 0, []
        blank += 1
    if run:
        found.append((blank, run))
    if found and entries:
        # Nothing comes after them: they are of what stands before.
        last = found[-1][1]
        last[-1] = replace(last[-1], entries=last[-1].entries + entries)
    return found


def _wrap_width(chunks: Sequence[tuple[int, Sequence[_Line]]]) -> int:
    """The column at which the text is wrapped, 0 when its lines end where paragraphs do.

    A line is wrapped when the first word of the next one would not have fitted in it. The items
    of a list say nothing: each begins a line of its own.
    """
    inner = [
        (_columns(line), following.text)
        for _, chunk in chunks
        for line, following in pairwise(chunk)
        if not _begins(following, line)
    ]
    width = max((columns for columns, _ in inner), default=0)
    if width not in _WRAP_WIDTHS:
        return 0
    lengths = [_columns(line) for _, chunk in chunks for line in chunk]
    if 2 * sum(columns for columns in lengths if columns > width) > sum(lengths):
        # Most of it stands in lines that are longer: here nothing is wrapped.
        return 0
    full = sum(columns + 1 + len(after.split(" ", 1)[0]) > width for columns, after in inner)
    return width if full >= _WRAP_SHARE * len(inner) else 0


def _columns(line: _Line) -> int:
    return line.indent + len(line.text)


def _begins(line: _Line, before: _Line) -> bool:
    """Whether a line begins a paragraph by its sign, its mark, or its indentation.

    What is set in under the item of a list goes on with that item.
    """
    if line.mark or MARKER.match(line.text) or _NOTE.match(line.text):
        return True
    if line.text[0] in "—–" and before.text[-1] in ".!?…»”":
        # Somebody speaks, or the name of who said the quotation above: no wrapped line.
        return True
    set_in = line.indent > before.indent and not line.text[0].islower()
    return set_in and not MARKER.match(before.text)


def _paragraphs(
    blank: int, chunk: Sequence[_Line], width: int, *, first: bool
) -> Iterator[tuple[int, _Line]]:
    """The paragraphs of a chunk, the ``first`` of the text or another, with the blanks before."""
    if _is_stanza(chunk, width, first=first):
        yield blank, _stanza(chunk)
        return
    if width:
        yield from _prose(blank, chunk, width)
        return
    # Each line is a paragraph: verse are the short ones between two long ones.
    for start, end in _runs(chunk):
        run = chunk[start:end]
        if _is_stanza(run, width, first=first and not start):
            yield blank if not start else 0, _stanza(run)
        else:
            yield from _prose(blank if not start else 0, run, width)


def _is_stanza(lines: Sequence[_Line], width: int, *, first: bool) -> bool:
    said = [line.text for line in lines]
    return is_stanza(said, first=first, wrapped=bool(width)) and not any(
        line.mark for line in lines
    )


def _stanza(lines: Sequence[_Line]) -> _Line:
    said = tuple(line.text for line in lines)
    entries = tuple(entry for line in lines for entry in line.entries)
    return replace(lines[0], text=" ".join(said), stanza=said, entries=entries)


def _runs(chunk: Sequence[_Line]) -> Iterator[tuple[int, int]]:
    """Where runs of lines that may be verse, and of others, begin and end."""
    start = 0
    for index in range(1, len(chunk) + 1):
        if index == len(chunk) or (
            may_be_verse(chunk[index].text) != may_be_verse(chunk[index - 1].text)
        ):
            yield start, index
            start = index


def _prose(blank: int, chunk: Sequence[_Line], width: int) -> Iterator[tuple[int, _Line]]:
    current = chunk[0]
    for last, line in pairwise(chunk):
        first_word = line.text.split(" ", 1)[0]
        wrapped = width and _columns(last) + 1 + len(first_word) > width
        if wrapped and not _begins(line, last):
            entries = current.entries + line.entries
            current = replace(current, text=f"{current.text} {line.text}", entries=entries)
            continue
        yield blank, current
        blank, current = 0, line
    yield blank, current


def _with_markers(paragraphs: Sequence[tuple[int, _Line]]) -> list[Block]:
    """Blocks, with the markers of list items taken off where there is a list."""
    marked = {i for i, (_, line) in enumerate(paragraphs) if line.mark}
    items = item_markers([line.text for _, line in paragraphs], marked)
    blocks = []
    for index, (blank, line) in enumerate(paragraphs):
        item = items[index]
        block = Block(_marked(line.text, line), line.number, blank_before=blank)
        if 0 < index < len(paragraphs) - 1 and is_rule(line.text):
            blocks.append(replace(block, element=E.hr(), role=Role.MARKUP))
            continue
        if line.mark:
            role = line.mark.role
            block = replace(block, role=role, level=line.mark.level, told=role is not None)
            if line.mark.language:
                block.element.set("lang", line.mark.language)
        elif item:
            said = line.text[item.end() :]
            block = replace(block, element=_marked(said, line), marker=item.group("marker"))
        blocks.append(block)
    return blocks


def _marked(said: str, line: _Line) -> etree._Element:
    """A paragraph with the marks of the index that the line before it asks for."""
    element = E.p(said)
    for index, named in line.entries:
        mark_words(element, index, named)
    return element


def _with_verse(blocks: Sequence[Block], paragraphs: Sequence[tuple[int, _Line]]) -> list[Block]:
    """The blocks with their stanzas in verse; stanzas that follow each other are one poem."""
    found: list[Block] = []
    poem: list[tuple[str, ...]] = []
    for block, (_, line) in zip(blocks, paragraphs, strict=True):
        if not line.stanza:
            poem = []
            found.append(block)
            continue
        poem.append(line.stanza)
        first = block if len(poem) == 1 else found.pop()
        stanzas = verse(poem)
        for index, named in line.entries:
            mark_words(stanzas[-1], index, named)
        found.append(replace(first, element=stanzas, role=Role.MARKUP, marker=""))
    return found
