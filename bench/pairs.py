"""Labelled articles: a folder of pairs read as blocks with the roles that they ought to have.

Two kinds of pairs: ``NAME.txt`` with ``NAME.gold.json`` (``{"blocks": [{"kind", "text"}…]}``), and
a manuscript with ``NAME.xhtml``, a golden article in the profile.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from publish.article import classes, is_note, tag
from publish.numerals import marker

KINDS = ("title", "standfirst", "rubric", "byline", "heading")
"""The kinds that are measured."""

GOLDEN = Path(__file__).parent.parent / "tests" / "articles"
"""Where the golden articles of the sample publications stand, in folders of their names."""
_WORD = re.compile(r"[^\W_]+")
_GOLD_KINDS = {"kicker": "rubric"}
_CLASSES = {
    "rubric",
    "standfirst",
    "byline",
    "subtitle",
    "dateline",
    "credit",
    "attribution",
    "question",
    "answer",
}


@dataclass(frozen=True)
class Piece:
    """A block as it ought to be, or as it was made: its kind and its text.

    ``open`` tells that its source could as well have made a subhead of it; ``marker`` is that of
    a list item.
    """

    kind: str
    text: str
    open: bool = False
    marker: str = ""

    @property
    def key(self) -> str:
        """The text by which pieces of two articles are held together."""
        folded = unicodedata.normalize("NFKC", self.text).replace("’", "'").replace("\u00ad", "")
        return " ".join(_WORD.findall(folded.lower()))


@dataclass(frozen=True)
class Pair:
    """A manuscript and the pieces that its article ought to have."""

    name: str
    manuscript: Path
    pieces: tuple[Piece, ...]

    @property
    def site(self) -> str:
        """Where the article comes from: what stands before ``--`` in its name; ``own`` is ours."""
        return self.name.split("--")[0] if "--" in self.name else "own"


def load(folder: Path, suffixes: Sequence[str] = (".txt",)) -> list[Pair]:
    """The pairs of a folder and of the folders in it, in the order of names."""
    found = []
    for manuscript in sorted(p for p in folder.rglob("*") if p.suffix in suffixes):
        gold = manuscript.with_suffix(".gold.json")
        golden = manuscript.with_suffix(".xhtml")
        if not golden.exists():
            golden = GOLDEN / manuscript.parent.name / f"{manuscript.stem}.xhtml"
        if gold.exists():
            blocks = json.loads(gold.read_text("utf-8"))["blocks"]
            pieces = tuple(
                Piece(
                    _GOLD_KINDS.get(b["kind"], b["kind"]),
                    b["text"],
                    bool(b.get("ambiguous")),
                    b.get("marker") or "",
                )
                for b in blocks
            )
        elif golden.exists():
            pieces = tuple(pieces_of(etree.parse(golden).getroot()))
        else:
            continue
        found.append(Pair(manuscript.stem, manuscript, pieces))
    return found


def pieces_of(root: etree._Element) -> Iterator[Piece]:
    """The pieces of an article in the profile, in its order."""
    names = {"h1": "title"} | {f"h{level}": "heading" for level in range(2, 7)}
    for element in root.iter():
        name = tag(element)
        if name not in ("p", "li", "dt", "dd", "td", "th", "figcaption", "pre", *names):
            continue
        if any(tag(child) in ("p", "ul", "ol") for child in element) and name != "li":
            continue
        kind = names.get(name, "paragraph")
        around = list(element.iterancestors())
        for known in sorted(classes(element) & _CLASSES):
            kind = known
        if kind == "paragraph":
            if any(is_note(a) for a in around):
                kind = "note"
            elif name == "li" or any(tag(a) == "li" for a in around):
                kind = "list_item"
            elif any(tag(a) == "blockquote" for a in around):
                kind = "quote"
            elif any("pullquote" in classes(a) for a in around):
                kind = "pullquote"
        text = "".join(_texts(element))
        lines = text.split("\n") if kind == "byline" else [text]
        for place, said in enumerate(lines):
            # What stands under the name of the author is no part of the name.
            if _WORD.search(said):
                yield Piece("byline-more" if place else kind, said, marker=_marker(element))


def _marker(element: etree._Element) -> str:
    """The number that an item of an ordered list shows, empty for all else."""
    items = element.getparent()
    if tag(element) != "li" or items is None or tag(items) != "ol":
        return ""
    return marker(int(items.get("start") or 1) + items.index(element), items.get("type") or "")


def _texts(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if tag(child) == "br":
            yield "\n"
        elif tag(child) not in ("ul", "ol", "p"):
            yield from _texts(child)
        yield child.tail or ""
