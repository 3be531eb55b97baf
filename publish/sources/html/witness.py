"""The words of a manuscript's tree, found by another way than the one that builds the article."""

from __future__ import annotations

from lxml import etree

from publish.numerals import marker
from publish.sources.html.tree import BLOCK_TAGS, BODY, CALL, LABEL
from publish.words import words


def said(root: etree._Element) -> list[str]:
    """The words under ``root``, with the numbers of ordered lists, without those of notes."""
    pieces: list[str] = []
    silent = 0
    numbers: list[tuple[int, str] | None] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        muted = element.get(CALL) or element.get(LABEL)
        if event == "start":
            if element.tag in BLOCK_TAGS or element.tag == "br":
                pieces.append(" ")
            silent += bool(muted)
            if element.tag in ("ol", "ul", "dir", "menu"):
                numbers.append(_first(element) if element.tag == "ol" else None)
            elif element.tag == "li" and numbers and numbers[-1] and _counts(element):
                number, kind = numbers[-1]
                pieces.append(f" {marker(number, kind)} ")
                numbers[-1] = (number + 1, kind)
            if not silent:
                pieces.append(element.text or "")
            continue
        silent -= bool(muted)
        if element.tag in ("ol", "ul", "dir", "menu"):
            numbers.pop()
        if element.tag in BLOCK_TAGS:
            pieces.append(" ")
        if element is not root and not silent:
            pieces.append(element.tail or "")
    return words("".join(pieces))


def _first(element: etree._Element) -> tuple[int, str]:
    start, kind = element.get("start") or "", element.get("type") or ""
    return (
        int(start) if start.strip().isdigit() and len(start) < 6 else 1,
        kind if kind in ("1", "a", "A", "i", "I") else "",
    )


def _counts(item: etree._Element) -> bool:
    """Whether an item of a list is one: it holds something, and it is not the text of a note."""
    if item.get(BODY):
        return False
    return any(
        (e.text or "").strip()
        or e.tag in ("img", "math")
        or (e is not item and (e.tail or "").strip())
        for e in item.iter()
    )
