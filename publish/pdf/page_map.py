"""The character of the edition with which each page of the print edition begins.

Read from the boxes that were laid out. A text box knows the element its text comes from, and the
boxes of an element stand in order, so that what was set of an element tells how much of it earlier
pages took. Spaces are not counted, for lines drop them, nor the hyphens that lines add.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from lxml import etree
from weasyprint.formatting_structure.boxes import (
    Box,
    FootnoteAreaBox,
    MarginBox,
    PageBox,
    ReplacedBox,
    TextBox,
)
from weasyprint.layout.absolute import AbsolutePlaceholder

from publish.article import BLOCKS, tag
from publish.edition.model import Edition, Matter
from publish.edition.pages import CONTENTS, OBJECT, PageStart, Run, runs
from publish.pdf.document import SOURCE
from publish.pdf.layout import Layout


def page_map(edition: Edition, layout: Layout) -> tuple[PageStart, ...]:
    """Where each page that has a number begins, in the order of the pages.

    Notes at the foot do not make a page begin, unless they are all that it holds. A page without
    anything begins where the next one does.
    """
    reader = _Reader(edition)
    flows: list[_Place | None] = []
    notes: list[_Place | None] = []
    for page in layout.boxes:
        flows.append(reader.begun(page))
        notes.append(reader.first(_notes(page)))
    places = _completed(flows, notes, reader.end)
    return tuple(
        PageStart(page.label, place.document, place.block, place.offset)
        for page, place in zip(layout.pages, places, strict=True)
        if page.label
    )


class _Place(NamedTuple):
    """A place in the edition; ``order`` compares places: the document’s, the one in it."""

    order: tuple[int, int]
    document: str
    block: str
    offset: int


def _completed(
    flows: Sequence[_Place | None], notes: Sequence[_Place | None], end: _Place
) -> list[_Place]:
    """The place of each page, found backwards: a page without any takes that of the next."""
    following, places = end, list[_Place]()
    for number in reversed(range(len(flows))):
        place = flows[number]
        if place is None:
            place = notes[number]
            last = next((p for p in reversed(flows[:number]) if p), None)
            # A note in the middle of a document stands at its end in the EPUB: pages keep order.
            if place is not None and last is not None and not last <= place <= following:
                place = None
        following = place or following
        places.append(following)
    return places[::-1]


def _flow(page: PageBox) -> Iterator[Box]:
    for child in page.children:
        if not isinstance(child, FootnoteAreaBox | MarginBox):
            yield from _seen(child)


def _figures(page: PageBox) -> Iterator[Box]:
    """The figures that float on a page: each may have come from the page before."""
    for child in page.children:
        if not isinstance(child, FootnoteAreaBox | MarginBox):
            yield from (
                box
                for box in (child, *child.descendants())
                if box.element_tag == "figure" and box.is_floated()
            )


def _notes(page: PageBox) -> Iterator[Box]:
    for child in page.children:
        if isinstance(child, FootnoteAreaBox):
            yield from _seen(child)


def _seen(box: Box) -> Iterator[Box]:
    """The boxes in which there is something to see: texts, images, rules, calls of notes."""
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    name = box.element_tag or ""
    if name == "figure" and box.is_floated():
        return  # it may stand on the page after that of its place in the text
    if isinstance(box, TextBox | ReplacedBox) or name == "hr" or name.endswith("::footnote-call"):
        yield box
    elif "::" not in name:
        for child in box.children:
            yield from _seen(child)


class _Reader:
    """Reads boxes in the order of the pages, and knows where in the edition they come from."""

    def __init__(self, edition: Edition):
        self._texts = [_Text(document.root) for document in edition.documents]
        self._names = [document.name for document in edition.documents]
        self._shown: set[str] = set()
        self._last: tuple[int, int, int] | None = None
        self._read = (-1, 0)
        text = next(edition.of(Matter.PART, Matter.ARTICLE), None)
        self._contents = 2 * self._names.index(text.name) - 1 if text else 0
        last = len(self._names) - 1
        length = self._texts[last].length
        self.end = _Place((2 * last, length), self._names[last], "", length)

    def begun(self, page: PageBox) -> _Place | None:
        """Where the text of a page begins, or a figure that floats on it.

        A figure begins it where the pages before have not gone on with what stands behind the
        figure: they end in the line that begins at ``read``.
        """
        read = self._read
        found = self.first(_flow(page))
        if self._last is not None:
            document, number, count = self._last
            offset = self._texts[document].own(number).offset(count)
            self._read = max(read, self._place(document, number, offset).order)
        for figure in _figures(page):
            shown = (b for b in figure.descendants() if isinstance(b, TextBox | ReplacedBox))
            source = next((s for b in shown if (s := b.element.get(SOURCE))), None)
            if source is not None:
                document, number = map(int, source.split())
                place = self._place(document, number, None)
                if place.order > read and (found is None or place.order < found.order):
                    found = place
        return found

    def first(self, boxes: Iterable[Box]) -> _Place | None:
        """The place of the first of these boxes that shows something for the first time."""
        found: _Place | None = None
        self._last = None
        for box in boxes:
            source = box.element.get(SOURCE)
            if source is None:
                found = found or self._entry(box.element)
                continue
            document, number = map(int, source.split())
            if isinstance(box, TextBox) and "::" not in box.element_tag:
                text = self._texts[document].own(number)
                count = text.take(box.text, box.style["hyphenate_character"])
                if count is not None:
                    self._last = document, number, count
                    if found is None:
                        found = self._place(document, number, text.offset(count))
            elif source not in self._shown:
                self._shown.add(source)
                found = found or self._place(document, number, None)
        return found

    def _place(self, document: int, number: int, offset: int | None) -> _Place:
        text = self._texts[document]
        block, start = text.block(number)
        at = text.start(number) if offset is None else offset
        return _Place((2 * document, at), self._names[document], block, at - start)

    def _entry(self, element: etree._Element) -> _Place | None:
        """The entry of the contents in which an element stands, or their head."""
        holder: etree._Element | None = element
        while holder is not None and holder.tag != "nav":
            link = holder.find(".//a") if holder.tag == "li" else None
            if link is not None:
                name = (link.get("href") or "").removeprefix("#")
                order = (self._contents, 1 + self._names.index(name))
                return _Place(order, CONTENTS, name, 0)
            holder = holder.getparent()
        return None if holder is None else _Place((self._contents, 0), CONTENTS, "", 0)


class _Text:
    """The text of a document by its elements, each named by its number in document order."""

    def __init__(self, root: etree._Element):
        self._elements = list(root.iter(etree.Element))
        self._numbers = {element: number for number, element in enumerate(self._elements)}
        self._starts = [0] * len(self._elements)
        self._own: dict[int, _Own] = defaultdict(_Own)
        for run in runs(root):
            self.length = run.start + len(run.text)
            holder = run.holder.getparent() if run.is_tail else run.holder
            if run.holder in self._numbers and not run.is_tail:
                self._starts[self._numbers[run.holder]] = run.start
            if run.text and run.text != OBJECT and holder in self._numbers:
                self._own[self._numbers[holder]].add(run)

    def start(self, number: int) -> int:
        """Where an element begins."""
        return self._starts[number]

    def block(self, number: int) -> tuple[str, int]:
        """The ``id`` of the block that holds an element, and where it begins."""
        for element in (self._elements[number], *self._elements[number].iterancestors()):
            identifier = element.get("id")
            if identifier and tag(element) in BLOCKS and element is not self._elements[0]:
                return identifier, self._starts[self._numbers[element]]
        return "", 0

    def own(self, number: int) -> _Own:
        """The text of an element, without that of the elements in it."""
        return self._own[number]


_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


def _solid(text: str) -> str:
    """A text without spaces and without what has no width: what lines neither drop nor add."""
    return "".join(text.translate(_UNSEEN).split())


class _Own:
    """The text of one element, and how much of it has been set."""

    def __init__(self) -> None:
        self._runs: list[Run] = []
        self._text = ""
        self._set = 0

    def add(self, run: Run) -> None:
        """One more piece of the text."""
        self._runs.append(run)
        self._text += _solid(run.text)

    def take(self, text: str, hyphen: str) -> int | None:
        """Set a part of a line: how many signs of the element come before it.

        ``None`` when nothing is to be seen in it, or when it is set again (the head of a table).
        """
        solid = _solid(text)
        if not self._text.startswith(solid, self._set):
            solid = solid.removesuffix(hyphen)
        if not solid or self._set == len(self._text):
            return None
        # Where the style changes the letters, only their number tells.
        before = max(self._text.find(solid, self._set), self._set)
        self._set = min(before + len(solid), len(self._text))
        return before

    def offset(self, count: int) -> int:
        """Where in the document the sign stands that has ``count`` others before it."""
        for run in self._runs:
            for index, sign in enumerate(run.text):
                if _solid(sign):
                    if not count:
                        return run.start + index
                    count -= 1
        raise IndexError(count)
