"""Inline elements of Pandoc's syntax tree as inline elements of the profile."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from typing import Any
from urllib.parse import quote, unquote

from lxml import etree

from publish.article import EPUB_TYPE, E, slugify, tag, text
from publish.diagnostics import Diagnostic, Kind, Place, Severity
from publish.sources.inline import LINK_REFUSED
from publish.sources.office import marks
from publish.sources.office.characters import clean
from publish.sources.office.prepared import IMAGE_UNDESCRIBED, Picture, Prepared
from publish.urls import SCHEME, external

STRIKEOUT_KEPT = Kind(
    "office-strikeout",
    Severity.WARNING,
    fr="« {text} » est barré dans le document : les mots sont gardés, le trait non.",
    fr_hint="Effacez ce passage s’il ne doit pas paraître.",
    en="“{text}” is struck out in the document: the words are kept, the stroke is not.",
    en_hint="Delete the passage if it is not to be published.",
)
NOTE_EMPTY = Kind(
    "office-note-empty",
    Severity.WARNING,
    fr="Une note n’a pas de texte : son appel est retiré.",
    fr_hint="Écrivez la note dans le document, ou supprimez son appel.",
    en="A note has no text: its call is taken out.",
    en_hint="Write the note in the document, or delete its call.",
)

_ELEMENTS: Mapping[str, tuple[str, dict[str, str]]] = {
    "Emph": ("em", {}),
    "Underline": ("em", {}),
    "Strong": ("strong", {}),
    "Superscript": ("sup", {}),
    "Subscript": ("sub", {}),
    "SmallCaps": ("span", {"class": "smallcaps"}),
}
"""The elements of Pandoc's inlines; what a typist underlines, a printer sets in italics."""
_EMPHASES = ("strong", "b", "em", "i")
_BESIDE = re.compile(r"(\.\./|\./)?[^/\\#?:]+\.[A-Za-z0-9]+")
"""The name of a file beside the manuscript: another article."""
Notes = Callable[[Sequence[Any]], list[etree._Element]]
"""Makes the content of a note of Pandoc's blocks."""


class Inlines:
    """Fills elements with inlines; keeps the notes that they call and what is wrong."""

    def __init__(self, ready: Prepared, place: Place, note_content: Notes, targets: frozenset[str]):
        self.ready = ready
        self.place = place
        self.problems: list[Diagnostic] = []
        self.notes: list[tuple[etree._Element, int]] = []
        self.images: set[str] = set()
        """The sources of the pictures placed so far."""
        self.texts: list[str] = []
        """The texts as they came, for the characters that are cleaned out of them."""
        self.paragraph = 0
        """The number of the first paragraph of the block being read, 0 before it."""
        self._note_content = note_content
        self._targets = targets
        self._anchored: set[str] = set()

    def fill(self, element: etree._Element, inlines: Sequence[Any], within: str = "") -> None:
        """Append to ``element`` what the inlines say; ``within`` is the type around them."""
        stack = [element]
        for inline in joined(inlines):
            self._inline(stack, inline["t"], inline.get("c"), within)

    def _inline(self, stack: list[etree._Element], kind: str, content: Any, within: str) -> None:
        into = stack[-1]
        if kind == "Str":
            self._text(stack, content)
        elif kind in ("Space", "SoftBreak"):
            append(into, " ")
        elif kind == "LineBreak":
            into.append(E.br())
        elif kind == "Underline" and within == "Link":
            self.fill(into, content, within)
        elif kind in _ELEMENTS:
            name, attributes = _ELEMENTS[kind]
            self._wrapped(into, E(name, attributes), content, within or kind)
        elif kind in _MAKERS:
            _MAKERS[kind](self, into, content, within)

    def _strikeout(self, into: etree._Element, content: Any, within: str) -> None:
        probe = E.span()
        self.fill(probe, content, within)
        self.problems.append(STRIKEOUT_KEPT.at(self.place, text="".join(probe.itertext())))
        _merge(into, probe)

    def _quoted(self, into: etree._Element, content: Any, within: str) -> None:
        opening, closing = ("“", "”") if content[0]["t"] == "DoubleQuote" else ("‘", "’")
        append(into, opening)
        self.fill(into, content[1], within)
        append(into, closing)

    def _cite(self, into: etree._Element, content: Any, within: str) -> None:
        self.fill(into, content[1], within)

    def _code(self, into: etree._Element, content: Any, _within: str) -> None:
        into.append(E.code(self._clean(content[1])))

    def _raw(self, into: etree._Element, content: Any, _within: str) -> None:
        append(into, self._clean(content[1]))

    def _wrapped(
        self, into: etree._Element, element: etree._Element, content: Sequence[Any], within: str
    ) -> None:
        self.fill(element, content, within)
        if element.text or len(element):
            into.append(element)

    def _text(self, stack: list[etree._Element], text: str) -> None:
        """Text with its marks: passages open and close on the stack of elements."""
        position = 0
        for mark in marks.MARK.finditer(text):
            append(stack[-1], self._clean(text[position : mark.start()]))
            position = mark.end()
            kind = mark["kind"]
            number = int(mark["number"] or 0)
            if kind is None:
                if len(stack) > 1:
                    stack.pop()
            elif marks.is_paragraph(kind):
                self.paragraph = self.paragraph or number
            elif marks.is_passage(kind):
                self._open_passage(stack, number)
            else:
                self._place(stack[-1], number)
        append(stack[-1], self._clean(text[position:]))

    def _open_passage(self, stack: list[etree._Element], number: int) -> None:
        passage = self.ready.passages[number - 1]
        element = E.span()
        if passage.language:
            element.set("lang", passage.language)
        if passage.smallcaps:
            element.set("class", "smallcaps")
        last = stack[-1][-1] if len(stack[-1]) else None
        if last is not None and dict(last.attrib) == dict(element.attrib) and not last.tail:
            # The same language goes on: Word cuts its runs anywhere.
            stack.append(last)
            return
        stack[-1].append(element)
        stack.append(element)

    def _place(self, into: etree._Element, number: int) -> None:
        picture = self.ready.placed[number - 1]
        if isinstance(picture, str):
            append(into, self._clean(picture))
            return
        if not isinstance(picture, Picture):
            name = picture.get("id") or ""
            if not name or name not in self._anchored:
                into.append(deepcopy(picture))
            self._anchored |= {name}
            return
        if not picture.alt and not picture.decorative:
            name = picture.source.rsplit("/", 1)[-1]
            self.problems.append(IMAGE_UNDESCRIBED.at(self.place, name=name))
        self.images.add(picture.source)
        into.append(E.img(src=picture.source, alt=self._clean(picture.alt)))

    def _image(self, into: etree._Element, content: Any, _within: str) -> None:
        """An image that Pandoc itself found; its bytes are among those of the document."""
        described = E.span()
        self.fill(described, content[1])
        source, alt = str(content[2][0]), " ".join("".join(described.itertext()).split())
        if source not in self.ready.images:
            append(into, alt)
            return
        if not alt:
            self.problems.append(IMAGE_UNDESCRIBED.at(self.place, name=source.rsplit("/", 1)[-1]))
        self.images.add(source)
        into.append(E.img(src=source, alt=alt))

    def _link(self, into: etree._Element, content: Any, _within: str) -> None:
        _, inlines, (target, _) = content
        element = E.a()
        self.fill(element, inlines, "Link")
        href = self._address(target, "".join(element.itertext()))
        if href and (element.text or len(element)):
            element.set("href", href)
            into.append(element)
        else:
            _merge(into, element)

    def _address(self, target: str, shown: str) -> str:
        scheme = SCHEME.match(target)
        if target.startswith("#"):
            return f"#{anchor(target[1:])}" if target[1:] in self._targets else ""
        if scheme is None and _BESIDE.fullmatch(target):
            # Writer names what lies beside an ODT as seen from inside of it.
            return quote(unquote(target.removeprefix("../")))
        address = external(target) if scheme is not None else ""
        if address:
            return address
        if target and shown.strip():
            self.problems.append(LINK_REFUSED.at(self.place, target=target))
        return ""

    def _note(self, into: etree._Element, blocks: Any, _within: str) -> None:
        number, paragraph = len(self.notes) + 1, self.paragraph
        aside = E.aside({"id": f"n{number}", "role": "doc-footnote", EPUB_TYPE: "footnote"})
        self.notes.append((aside, paragraph))
        aside.extend(self._note_content(blocks))
        self.paragraph = paragraph
        if not len(aside):
            self.notes.pop()
            self.problems.append(NOTE_EMPTY.at(self.place))
            return
        call = {"href": f"#n{number}", "id": f"r{number}", "role": "doc-noteref"}
        into.append(E.a({**call, EPUB_TYPE: "noteref"}, str(number)))

    def _span(self, into: etree._Element, content: Any, within: str) -> None:
        (identifier, names, attributes), inlines = content
        element = E.span()
        values = dict(attributes)
        if identifier in self._targets and anchor(identifier) not in self._anchored:
            self._anchored.add(anchor(identifier))
            element.set("id", anchor(identifier))
        if values.get("dir") in ("ltr", "rtl"):
            element.set("dir", values["dir"])
        if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", values.get("lang", "")):
            element.set("lang", values["lang"])
        if "smallcaps" in names:
            element.set("class", "smallcaps")
        self.fill(element, inlines, within)
        if element.attrib and (element.text or len(element) or element.get("id")):
            into.append(element)
        else:
            _merge(into, element)

    def _clean(self, text: str) -> str:
        self.texts.append(text)
        return clean(text)


def bare(element: etree._Element) -> etree._Element:
    """A paragraph without the bold or italics that cover it whole: a look, not a meaning."""
    while len(element) == 1 and not (element.text or "").strip():
        inner = element[0]
        if tag(inner) not in _EMPHASES or (inner.tail or "").strip() or not text(inner):
            break
        plain = E.p()
        plain.text = inner.text
        plain.extend(list(deepcopy(inner)))
        element = plain
    return element


_MAKERS: Mapping[str, Callable[[Inlines, etree._Element, Any, str], None]] = {
    "Strikeout": Inlines._strikeout,
    "Quoted": Inlines._quoted,
    "Cite": Inlines._cite,
    "Code": Inlines._code,
    "Math": Inlines._raw,
    "RawInline": Inlines._raw,
    "Link": Inlines._link,
    "Image": Inlines._image,
    "Note": Inlines._note,
    "Span": Inlines._span,
}


def joined(inlines: Sequence[Any]) -> list[Any]:
    """The inlines with those that go on joined: Pandoc cuts some words of an RTF in pieces."""
    made: list[Any] = []
    for inline in inlines:
        last = made[-1] if made else None
        if last is None or last["t"] != inline["t"]:
            made.append(inline)
        elif inline["t"] == "Str":
            made[-1] = {"t": "Str", "c": last["c"] + inline["c"]}
        elif inline["t"] in _ELEMENTS:
            made[-1] = {"t": inline["t"], "c": [*last["c"], *inline["c"]]}
        elif inline["t"] == "Link" and last["c"][2] == inline["c"][2]:
            attributes, content, target = last["c"]
            made[-1] = {"t": "Link", "c": [attributes, [*content, *inline["c"][1]], target]}
        else:
            made.append(inline)
    return made


def anchor(name: str) -> str:
    """The ``id`` of a bookmark; it can be that of no other element."""
    return f"b-{slugify(name) or name.encode().hex()}"


def append(element: etree._Element, text: str) -> None:
    """Put text at the end of an element."""
    if not text:
        return
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _merge(into: etree._Element, element: etree._Element) -> None:
    """Put the content of an element at the end of another one."""
    append(into, element.text or "")
    into.extend(list(element))


def holds(element: etree._Element) -> bool:
    """Whether an element has text, an image or a note's call in it."""
    if any(not c.isspace() for c in "".join(element.itertext())):
        return True
    return any(tag(e) in ("img", "math") for e in element.iter())
