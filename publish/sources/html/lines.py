"""Every run of text in a block of its own, and blocks out of the wrappers that say nothing.

Text beside blocks gets a ``div``; a text cut by two line breaks becomes two. Then ``div`` and
``span`` that only lay out are taken off, so that what is left of the tree is what it means.
"""

from __future__ import annotations

import re

from lxml import etree

from publish.sources.html.tree import BODY, CALL, HINT, LABEL, is_block, name, unwrap

_WRAPPERS = frozenset(
    "div section article main header footer aside nav center form fieldset hgroup address dialog "  # noqa: SIM905
    "search details body html p menu-item legend summary h1 h2 h3 h4 h5 h6 pre".split()
)
"""Blocks that are taken off where they hold blocks: each of those stands for itself."""
_LISTS = ("ul", "ol", "dir", "menu")
_HOLD_NO_TEXT = frozenset((*_LISTS, "dl", "table", "thead", "tbody", "tfoot", "tr"))
_HELD_BY = {
    "li": _LISTS,
    "dt": ("dl", "div"),
    "dd": ("dl", "div"),
    "figcaption": ("figure", "div"),
    "caption": ("table",),
}
_EMPHASIS = frozenset(("em", "strong", "b", "i", "u", "a", "cite"))
_MOST_COPIES = 20_000
"""How often emphasis around blocks is copied into them; beyond it, it is taken off."""


def holders(root: etree._Element) -> set[etree._Element]:
    """The elements under ``root``, and it, that hold a block at any depth."""
    found: set[etree._Element] = set()
    for element in root.iter():
        if element is root or not is_block(element):
            continue
        parent = element.getparent()
        while parent is not None and parent not in found:
            found.add(parent)
            parent = parent.getparent()
    return found


def separate(root: etree._Element) -> None:
    """Give each run of text and inline elements beside a block a ``div`` of its own."""
    _mend_lists(root, holders(root))
    holding = holders(root)
    for element in list(root.iter()):
        if element in holding or (is_block(element) and name(element) != "pre"):
            bare = element is root or name(element) in _HOLD_NO_TEXT
            if bare or element in holding or _breaks(element):
                _separate(element, holding)


def _mend_lists(root: etree._Element, holding: set[etree._Element]) -> None:
    """Items in lists and nowhere else, and in lists nothing but items and lists."""
    for element in list(root.iter("li", "dt", "dd", "figcaption", "caption")):
        parent = element.getparent()
        if parent is not None and name(parent) not in _HELD_BY[name(element)]:
            element.tag = "div"
    for element in list(root.iter(*_LISTS)):
        for child in list(element):
            before = child.getprevious()
            if name(child) == "li" or not (is_block(child) or child in holding):
                continue
            tail, child.tail = child.tail, None
            if name(child) in _LISTS and before is not None and name(before) == "li":
                # A list right in a list belongs to the item before it.
                before.append(child)
                before.tail = (before.tail or "") + (tail or "")
                continue
            item = _new("li", child)
            child.addprevious(item)
            item.append(child)
            item.tail = tail


def flatten(root: etree._Element) -> None:
    """Take off the wrappers; emphasis around blocks goes into each of them."""
    holding = holders(root)
    copies = 0
    for element in list(root.iter()):
        if element is root or element.getparent() is None or not isinstance(element.tag, str):
            continue
        if element.get(BODY) or element.get(CALL) or element.get(LABEL):
            continue
        if element in holding:
            if name(element) in _EMPHASIS and copies < _MOST_COPIES:
                copies += _copy_inside(element, holding)
            if element.get(HINT) == "verse":
                # The stanzas of one poem stay together.
                continue
            if not is_block(element) or name(element) in _WRAPPERS:
                unwrap(element)


_NAME = re.compile(r"[\w:][\w:.-]*")


def _copy_inside(element: etree._Element, holding: set[etree._Element]) -> int:
    """Put a copy of ``element`` around the content of each text in it; return their number."""
    count = 0
    for inner in list(element.iter()):
        if inner is element or inner in holding or not is_block(inner):
            continue
        if not (inner.text or "").strip() and not len(inner):
            continue
        # Attributes of names that XML does not have mean nothing to anybody.
        kept = {key: element.get(key, "") for key in element.attrib if _NAME.fullmatch(str(key))}
        copy = element.makeelement(element.tag, kept)
        copy.sourceline = inner.sourceline  # type: ignore[misc]
        copy.text, inner.text = inner.text, None
        for child in list(inner):
            copy.append(child)
        inner.append(copy)
        count += 1
    return count


def _breaks(element: etree._Element) -> bool:
    """Whether two line breaks follow each other in the element: an old way to end a paragraph."""
    return any(_ends_paragraph(child) for child in element)


def _ends_paragraph(element: etree._Element) -> bool:
    following = element.getnext()
    return (
        name(element) == "br"
        and not (element.tail or "").strip(" \t\r\n\f\u00a0")
        and following is not None
        and name(following) == "br"
    )


def _separate(element: etree._Element, holding: set[etree._Element]) -> None:
    made = "li" if name(element) in ("ul", "ol", "dir", "menu") else "div"
    children = [child for child in element if isinstance(child.tag, str)]
    ends = [_ends_paragraph(child) for child in children]
    run: etree._Element | None = None
    if (element.text or "").strip():
        run = _new(made, element)
        run.text, element.text = element.text, None
        element.insert(0, run)
    for child, end in zip(children, ends, strict=True):
        if is_block(child) or child in holding or end:
            tail, child.tail = child.tail, None
            run = None
            if (tail or "").strip():
                run = _new(made, child)
                run.text = tail
                child.addnext(run)
            continue
        if run is None:
            run = _new(made, child)
            child.addprevious(run)
        run.append(child)


def _new(made: str, beside: etree._Element) -> etree._Element:
    element = beside.makeelement(made)
    element.sourceline = beside.sourceline  # type: ignore[misc]
    if beside.get(HINT):
        element.set(HINT, beside.get(HINT, ""))
    return element
