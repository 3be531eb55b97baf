"""The words of a finished PDF, read from the file: text, notes, heads and feet apart.

The file is the witness, the layout only says where on a page each zone lies. Divided words are
joined again by their hyphen: WeasyPrint writes the hyphen of a division as U+2010, which no text of
ours holds otherwise (the readers of manuscripts turn it into U+002D).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from unicodedata import bidirectional

import pymupdf

from publish.pdf.divided import HYPHEN
from publish.pdf.layout import PrintedPage, Rectangle
from publish.words import words

_APART = 0.15
"""The widest gap inside a word, in em: letterspacing stays below it, the narrowest space of a
composed line and the cells of a table are above."""
_NO_WIDTH = 0.01
"""The width, in points, under which a character has none."""
_RAISED = 0.62
"""How far from the line superior and inferior characters stand at most, in em."""


@dataclass
class PrintedWords:
    """The words of a PDF: of the text with the page (from 0) of each, of the notes, of the captions
    of figures that stand apart from the text, by page of the heads and feet; the numbers of lists,
    and the heads of tables where they are said again."""

    text: list[str] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)
    margins: list[list[str]] = field(default_factory=list)
    markers: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    lines: int = 0
    divided: int = 0


@dataclass(frozen=True)
class _Span:
    text: str
    size: float
    x0: float
    x1: float
    y: float


def read_pdf(data: bytes, layout: Sequence[PrintedPage]) -> PrintedWords:
    """The words of a PDF whose pages are laid out as ``layout`` says."""
    found = PrintedWords()
    text, notes, figures = _Stream(), _Stream(), _Stream()
    with pymupdf.open(stream=data, filetype="pdf") as pdf:
        for number, (page, printed) in enumerate(zip(pdf, layout, strict=True)):
            margin, aside, again = _Stream(), _Stream(), _Stream()
            initials = [_Initial(*initial) for initial in printed.initials]
            for span in _spans(page):
                if _within(span, printed.pictures):
                    # The words of a drawing are its own, no part of the text around it.
                    continue
                held = next((i for i in initials if _within(span, (i.place,))), None)
                if held is not None:
                    held.drawn += span.text
                elif _within(span, printed.floating):
                    figures.add(span, number)
                elif _within(span, printed.markers):
                    aside.add(span, number)
                elif _within(span, printed.repeated):
                    again.add(span, number)
                elif span.y < printed.top or span.y > printed.bottom:
                    margin.add(span, number)
                elif span.y >= printed.notes:
                    notes.add(span, number)
                else:
                    text.add(_begun(span, initials), number)
            found.margins.append([word for word, _ in margin.words()])
            found.markers += [word for word, _ in aside.words()]
            found.repeated += [word for word, _ in again.words()]
    for word, number in text.words():
        found.text.append(word)
        found.pages.append(number)
    found.notes = [word for word, _ in notes.words()]
    found.figures = [word for word, _ in figures.words()]
    found.lines = text.lines + notes.lines + figures.lines
    found.divided = text.divided + notes.divided + figures.divided
    return found


@dataclass
class _Initial:
    """A letter let into its lines: its place, the word it begins, what is drawn there."""

    place: Rectangle
    word: str
    drawn: str = ""


def _begun(span: _Span, initials: list[_Initial]) -> _Span:
    """A span of text, with the letter before it where it stands on the first line beside one."""
    for initial in initials:
        left, top, _, bottom = initial.place
        if initial.drawn and top <= span.y <= bottom and span.x0 > left:
            apart = " " if initial.word.endswith(" ") else ""
            said, initial.drawn = initial.drawn + apart + span.text, ""
            return replace(span, text=said)
    return span


def _spans(page: pymupdf.Page) -> Iterator[_Span]:
    """The runs of characters without a gap between them: a space may be drawn as a gap alone.

    What is drawn is read, not what is said of it.
    """
    flags = (
        pymupdf.TEXT_PRESERVE_WHITESPACE
        | pymupdf.TEXT_INHIBIT_SPACES
        | pymupdf.TEXT_IGNORE_ACTUALTEXT
    )
    for block in page.get_text("rawdict", flags=flags)["blocks"]:
        for line in block.get("lines", ()):
            for span in line["spans"]:
                yield from _runs(span["chars"], span["size"])


def _runs(characters: Sequence[dict[str, Any]], size: float) -> Iterator[_Span]:
    if any(_is_leftward(c["c"]) for c in characters):
        characters = list(_unligated(characters))
    start = 0
    for end in range(1, len(characters) + 1):
        if end < len(characters):
            before, after = characters[end - 1], characters[end]
            gap = after["bbox"][0] - before["bbox"][2]
            if _is_leftward(after["c"]) or _is_leftward(before["c"]):
                # They come in the order of reading, each to the left of the one before.
                gap = min(gap, before["bbox"][0] - after["bbox"][2], key=abs)
            if -_APART * size < gap < _APART * size:
                continue
        run = characters[start:end]
        said = "".join(c["c"] for c in run)
        x0, x1 = run[0]["bbox"][0], run[-1]["bbox"][2]
        yield _Span(said, size, x0, x1, run[0]["origin"][1])
        start = end


def _is_leftward(sign: str) -> bool:
    """Whether a sign is of a script that is read from right to left, or a mark on its letters."""
    return bidirectional(sign) in ("R", "AL", "NSM")


def _unligated(characters: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The characters with the letters of a ligature (ﻻ for لا) in the order of reading.

    A ligature is read as its first letter with its width and others with none, and turned about
    with the line that is read from right to left.
    """
    waiting: list[dict[str, Any]] = []
    for character in characters:
        left, top, right, bottom = character["bbox"]
        if right - left < _NO_WIDTH and bidirectional(character["c"]) in ("R", "AL"):
            waiting.append(character)
            continue
        yield character
        yield from ({**c, "bbox": (left, top, left, bottom)} for c in reversed(waiting))
        waiting = []
    yield from waiting


def _within(span: _Span, rectangles: Sequence[Rectangle]) -> bool:
    middle = (span.x0 + span.x1) / 2
    return any(x0 <= middle <= x1 and y0 <= span.y <= y1 for x0, y0, x1, y1 in rectangles)


class _Stream:
    """Text put together again from spans, over lines and pages."""

    def __init__(self) -> None:
        self._pieces: list[tuple[str, int]] = []
        self._last: tuple[_Span, int] | None = None
        self.lines = self.divided = 0

    def add(self, span: _Span, page: int) -> None:
        if self._last is not None and not self._continues(span, page):
            text, at = self._pieces[-1]
            self.lines += span.y != self._last[0].y
            if text.endswith(HYPHEN):
                self.divided += 1
                self._pieces[-1] = (text[:-1], at)
            else:
                self._pieces.append((" ", page))
        self._pieces.append((span.text, page))
        if span.text:
            self._last = (span, page)

    def _continues(self, span: _Span, page: int) -> bool:
        """Whether a span goes on in the line of the last one without a gap."""
        assert self._last is not None
        last, at = self._last
        em = max(span.size, last.size)
        return (
            at == page
            and abs(span.y - last.y) < _RAISED * em
            and -_APART * em < span.x0 - last.x1 < _APART * em
        )

    def words(self) -> Iterator[tuple[str, int]]:
        """The words, each with the page where it begins."""
        run: list[tuple[str, int]] = []
        for text, page in self._pieces:
            # A run ends where white space lets no word go on into the next piece.
            run.append((text, page))
            if text.endswith(" "):
                yield from _run_words(run)
                run = []
        yield from _run_words(run)


def _run_words(run: list[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    if not run:
        return
    page = run[0][1]
    if all(p == page for _, p in run):
        yield from ((word, page) for word in words("".join(text for text, _ in run)))
        return
    # The run spans a page's end: count the words that begin before each piece.
    joined, done = "", 0
    whole = words("".join(text for text, _ in run))
    for text, at in run:
        joined += text
        upto = len(words(joined))
        yield from ((word, at) for word in whole[done:upto])
        done = max(done, upto)
