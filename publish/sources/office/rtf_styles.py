"""The tables at the head of an RTF file: its fonts, its styles, its lists."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from publish.sources.office.prepared import alike
from publish.sources.office.rtf_tokens import CODEPAGES, Token
from publish.sources.office.styles import Style, Use, style_of


@dataclass
class Level:
    """A level of a list: the format of its numbers (``\\levelnfc``, 23 a bullet), its first."""

    format: int = 23
    start: int = 1


@dataclass
class Styles:
    """The styles by number, the codecs of the fonts, the levels of the lists by ``\\ls``.

    ``size`` is that of ordinary text in points (12 when nothing says so).
    """

    names: dict[str, str] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    outlines: dict[str, int] = field(default_factory=dict)
    codec: str = "cp1252"
    codecs: dict[int, str] = field(default_factory=dict)
    size: float = 12.0
    lists: dict[int, list[Level]] = field(default_factory=dict)

    def meaning(self, number: int) -> Style | None:
        """What a style means, by its name or its outline level."""
        chain = alike(self.parents, str(number))
        known = style_of([self.names[n] for n in chain if n in self.names])
        if known is not None:
            return known
        level = next((self.outlines[n] for n in chain if n in self.outlines), None)
        return None if level is None else Style(Use.HEADING, level + 1)


def read_styles(stream: Sequence[Token]) -> Styles:
    """The tables of an RTF file."""
    styles = Styles()
    levels: dict[int, list[Level]] = {}
    for index, token in enumerate(stream):
        if token.kind != "word":
            continue
        if token.value == "ansicpg" and token.number:
            styles.codec = _codec(token.number)
        elif token.value == "mac":
            styles.codec = "mac_roman"
        elif token.value == "fonttbl":
            _fonts(_group(stream, index), styles)
        elif token.value == "stylesheet":
            _sheet(_group(stream, index), styles)
        elif token.value == "listtable":
            levels.update(_levels(_group(stream, index)))
        elif token.value == "listoverridetable":
            styles.lists.update(_overrides(_group(stream, index), levels))
    return styles


def _codec(page: int) -> str:
    name = {65001: "utf-8", 10000: "mac_roman", 932: "cp932", 936: "gbk"}.get(page, f"cp{page}")
    try:
        codecs.lookup(name)
    except LookupError:
        return "cp1252"
    return name


def _group(stream: Sequence[Token], index: int) -> list[Token]:
    """The tokens from the first word of a group to its end."""
    depth, found = 1, list[Token]()
    for token in stream[index:]:
        if token.kind == "brace":
            depth += 1 if token.value == "{" else -1
            if depth == 0:
                break
        found.append(token)
    return found


def _entries(group: Sequence[Token]) -> list[list[Token]]:
    """The groups directly inside a group."""
    entries: list[list[Token]] = []
    depth = 0
    for token in group:
        if token.kind == "brace":
            depth += 1 if token.value == "{" else -1
            if depth == 1 and token.value == "{":
                entries.append([])
        elif depth and entries:
            entries[-1].append(token)
    return entries


def _fonts(group: Sequence[Token], styles: Styles) -> None:
    for entry in _entries(group):
        numbers = {t.value: t.number for t in entry if t.kind == "word"}
        font, charset = numbers.get("f"), numbers.get("fcharset")
        if font is not None and charset in CODEPAGES and charset != 0:
            styles.codecs[font] = CODEPAGES[charset]


def _levels(group: Sequence[Token]) -> Iterator[tuple[int, list[Level]]]:
    """The levels of each list of the table, by the list's own number."""
    for entry in _entries(group):
        levels: list[Level] = []
        for token in entry:
            if token.value == "listlevel":
                levels.append(Level())
            elif token.value == "levelnfc" and levels:
                levels[-1].format = token.number or 0
            elif token.value == "levelstartat" and levels:
                levels[-1].start = min(max(token.number or 0, 0), _HIGHEST)
            elif token.value == "listid":
                yield token.number or 0, levels


def _overrides(
    group: Sequence[Token], levels: Mapping[int, list[Level]]
) -> Iterator[tuple[int, list[Level]]]:
    """The levels of each list by the number that paragraphs call it by."""
    for entry in _entries(group):
        numbers = {t.value: t.number or 0 for t in entry if t.kind == "word"}
        if numbers.get("listid") in levels and numbers.get("ls"):
            yield numbers["ls"], levels[numbers["listid"]]


_HIGHEST = 32767
"""The highest number that Word lets a list begin with."""


def _sheet(group: Sequence[Token], styles: Styles) -> None:
    for entry in _entries(group):
        numbers = {t.value: t.number for t in entry if t.kind == "word"}
        if "cs" in numbers or "ds" in numbers or "ts" in numbers:
            continue
        key = str(numbers.get("s") or 0)
        styles.names[key] = _name(entry, styles.codec)
        based = numbers.get("sbasedon")
        if based is not None and based != 222:
            styles.parents[key] = str(based)
        outline = numbers.get("outlinelevel")
        if outline is not None and 0 <= outline < 9:
            styles.outlines[key] = outline
        if key == "0" and numbers.get("fs"):
            styles.size = (numbers["fs"] or 24) / 2


def _name(entry: Sequence[Token], codec: str) -> str:
    pieces: list[str] = []
    skipped = 0
    for token in entry:
        if token.kind == "word" and token.value == "u":
            pieces.append(chr((token.number or 0) % 0x10000))
            skipped = 1
        elif token.kind in ("hex", "text"):
            pieces.append(token.data[skipped:].decode(codec, errors="replace"))
            skipped = 0
    return "".join(pieces).strip().rstrip(";")
