"""The French Debian Handbook as paragraphs and headings, in reading order."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from lxml import etree

HANDBOOK = Path("/usr/share/doc/debian-handbook/html/fr-FR")
FIRST = "preface.html"
TITLE = "Le cahier de l’administrateur Debian"

_XHTML = "{http://www.w3.org/1999/xhtml}"
_SPACE = re.compile(r"[ \t\r\n]+")
_RUN_IN = frozenset(["url"])
"""Classes of ``div`` elements that stand inside a line of their paragraph."""
_SIDEBAR = 9
"""The level of a title that no heading element holds: below every other."""
_DEEPEST = 6
_FRENCH = frozenset(["le", "la", "les", "des", "une", "du", "est", "dans", "pour", "que", "qui"])
_ENGLISH = frozenset(["the", "of", "and", "to", "is", "in", "that", "for", "with", "as", "are"])


@dataclass(frozen=True)
class Block:
    """A paragraph (``level`` 0) or a heading (1 for the title of the book, to 6).

    White space is folded to single spaces; no-break spaces stay as the text has them.
    """

    level: int
    text: str


def handbook(
    folder: Path = HANDBOOK,
    words: int | None = None,
    accept: Callable[[Block], bool] | None = None,
) -> list[Block]:
    """The first ``words`` words of its accepted blocks, or all; headings leave no level out."""
    blocks = _blocks(folder)
    return [Block(1, TITLE), *_nested(_first(filter(accept, blocks) if accept else blocks, words))]


def french(block: Block) -> bool:
    """Whether a block is a heading or French: of version 11, two fifths are not translated."""
    words = re.findall(r"[a-zà-ÿœ]+", block.text.lower())
    return bool(block.level) or sum(w in _FRENCH for w in words) >= sum(
        w in _ENGLISH for w in words
    )


def count_words(blocks: Iterable[Block]) -> int:
    """The words of the blocks, cut at spaces; a no-break space holds its word together."""
    return sum(len(block.text.split(" ")) for block in blocks)


def save(blocks: Sequence[Block], path: Path) -> None:
    """Write the blocks for the process of an engine."""
    path.write_text(json.dumps([astuple(block) for block in blocks], ensure_ascii=False), "utf-8")


def load(path: Path) -> list[Block]:
    """The blocks that :func:`save` wrote."""
    return [Block(level, text) for level, text in json.loads(path.read_text("utf-8"))]


def _blocks(folder: Path) -> Iterator[Block]:
    """The blocks of all files, as each names the next one."""
    seen: set[str] = set()
    name = FIRST
    while name and name not in seen:
        seen.add(name)
        root = etree.parse(
            folder / name, etree.XMLParser(load_dtd=False, no_network=True)
        ).getroot()
        yield from _walk(root)
        links = (e for e in root.iter(f"{_XHTML}link") if e.get("rel") == "next")
        name = next((link.get("href", "") for link in links), "")


def _walk(element: etree._Element) -> Iterator[Block]:
    for child in element:
        if not isinstance(child.tag, str):
            continue
        names = (child.get("class") or "").split()
        if "para" in names:
            yield from _pieces(child)
        elif "title" in names:
            # Without a titlepage it is the caption of a figure, an example or a table.
            if any("titlepage" in (a.get("class") or "") for a in child.iterancestors()):
                yield from _block(_level(child), child.itertext())
        else:
            yield from _walk(child)


def _pieces(para: etree._Element) -> Iterator[Block]:
    """A paragraph, cut where it holds other blocks; these follow in their place."""
    piece: list[str] = [para.text or ""]
    for child in para:
        name = child.get("class") or ""
        is_block = child.tag in (f"{_XHTML}div", f"{_XHTML}pre", f"{_XHTML}ul", f"{_XHTML}ol")
        if isinstance(child.tag, str) and is_block and name not in _RUN_IN:
            yield from _block(0, piece)
            piece = []
            if name == "title":
                yield from _block(_SIDEBAR, child.itertext())
            else:
                yield from _walk(child)
        elif isinstance(child.tag, str):
            piece += child.itertext()
        piece.append(child.tail or "")
    yield from _block(0, piece)


def _block(level: int, pieces: Iterable[str]) -> Iterator[Block]:
    text = _SPACE.sub(" ", "".join(pieces)).strip(" ")
    if text:
        yield Block(level, text)


def _level(heading: etree._Element) -> int:
    found = re.fullmatch(r"h([1-6])", etree.QName(heading).localname)
    return int(found.group(1)) if found else _SIDEBAR


def _first(blocks: Iterable[Block], words: int | None) -> Iterator[Block]:
    left = words
    for block in blocks:
        if left is None:
            yield block
            continue
        there = block.text.split(" ")
        if len(there) >= left:
            yield Block(block.level, " ".join(there[:left]))
            return
        left -= len(there)
        yield block


def _nested(blocks: Iterable[Block]) -> Iterator[Block]:
    """Headings at the next level that the one above them allows, from 2."""
    above: list[int] = []
    for block in blocks:
        if block.level:
            while above and above[-1] >= block.level:
                above.pop()
            above.append(block.level)
            yield Block(min(len(above) + 1, _DEEPEST), block.text)
        else:
            yield block
