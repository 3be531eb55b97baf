"""What word processors put on the clipboard: looks turned into what they mean.

Word (``mso-`` styles, paragraphs that play lists), Google Docs (spans with styles, a ``b`` that is
not bold), LibreOffice; and the classes of their own style sheets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from publish.sources.html.tree import name, remove, style, text_of, unwrap

_RULE = re.compile(r"([^{}]{1,300})\{([^{}]{0,2000})\}")
_CLASS = re.compile(r"\s*(?:[a-z0-9]+)?\.([\w-]+)\s*")
_LOOKS = ("font-style", "font-weight", "font-variant", "vertical-align")
_MOST_RULES = 3_000

_BULLETS = frozenset("·•●▪‣◦o§Øüv-–—*→➢✓■□\uf0b7\uf0a7\uf0d8\uf0fc")
_ORDERED = re.compile(r"(\d{1,4}|[a-zA-Z]|[ivxIVX]{1,6})[.)°]\)?")
_LEVEL = re.compile(r"level(\d)")
_HEADING = re.compile(r"(?:mso)?(?:heading|titre|title)[ _-]?([1-6])", re.IGNORECASE)
_QUOTES = frozenset(("msoquote", "msointensequote", "quotations", "citation"))


def style_sheet_classes(root: etree._Element) -> None:
    """Copy the looks that the document's own style sheets give to classes into ``style``."""
    looks: dict[str, str] = {}
    for sheet in root.iter("style"):
        for count, rule in enumerate(_RULE.finditer(sheet.text or "")):
            if count > _MOST_RULES:
                break
            kept = ";".join(
                d for d in rule.group(2).split(";") if d.split(":")[0].strip().lower() in _LOOKS
            )
            if not kept:
                continue
            for selector in rule.group(1).split(","):
                match = _CLASS.fullmatch(selector)
                if match:
                    looks[match.group(1)] = f"{looks.get(match.group(1), '')};{kept}"
    if not looks:
        return
    for element in root.iter("span", "font", "b", "i", "em", "strong"):
        given = [looks[c] for c in (element.get("class") or "").split() if c in looks]
        if given:
            element.set("style", ";".join([*given, element.get("style") or ""]))


def meaning_of_looks(root: etree._Element) -> None:
    """Turn styled spans into ``em``, ``strong``, ``sup``, ``sub``; false bold into nothing."""
    for element in list(root.iter("span", "font", "b", "strong", "i", "em")):
        said = style(element)
        weight, slant = said.get("font-weight", ""), said.get("font-style", "")
        if (name(element) in ("b", "strong") and weight in ("normal", "400", "300")) or (
            name(element) in ("i", "em") and slant == "normal"
        ):
            element.tag = "span"
        wanted = []
        if slant in ("italic", "oblique") and name(element) not in ("i", "em"):
            wanted.append("em")
        if weight in ("bold", "bolder", "600", "700", "800", "900") and name(element) not in (
            "b",
            "strong",
        ):
            wanted.append("strong")
        height = said.get("vertical-align", "")
        if height in ("super", "sub"):
            wanted.append("sup" if height == "super" else "sub")
        for tag_name in wanted:
            if not _is_inside(element, tag_name):
                _put_inside(element, tag_name)
    for element in list(root.iter("o:p", "st1:personname", "st1:place", "w:sdt")):
        if element.getparent() is not None:
            unwrap(element)


def _is_inside(element: etree._Element, tag_name: str) -> bool:
    """Whether emphasis is already there: headings are bold by themselves."""
    same = {"em": ("em", "i"), "strong": ("strong", "b", "h1", "h2", "h3", "h4", "h5", "h6", "th")}
    return any(name(a) in same.get(tag_name, (tag_name,)) for a in element.iterancestors())


def _put_inside(element: etree._Element, tag_name: str) -> None:
    inner = element.makeelement(tag_name)
    inner.sourceline = element.sourceline  # type: ignore[misc]
    inner.text, element.text = element.text, None
    for child in list(element):
        inner.append(child)
    element.append(inner)


def paragraph_styles(root: etree._Element) -> None:
    """Give paragraphs with the style of a title, a heading, a quotation the element for it."""
    for element in list(root.iter("p", "div")):
        said = (element.get("class") or "").lower()
        if not said or (name(element) == "div" and "mso" not in said):
            continue
        heading = next((m for c in said.split() if (m := _HEADING.fullmatch(c))), None)
        if "msotitle" in said.split():
            element.tag = "h1"
        elif heading:
            element.tag = f"h{heading.group(1)}"
        elif _QUOTES & set(said.split()):
            element.tag = "blockquote"


def word_lists(root: etree._Element) -> None:
    """Make lists of Word's paragraphs that play items, each with its marker in a hidden span."""
    run: list[tuple[etree._Element, int, etree._Element, str]] = []
    for element in list(root.iter("p")):
        item = _word_item(element)
        if run and not (item and _follows(run[-1][0], element)):
            _make_list(run)
            run = []
        if item:
            run.append(item)
    if run:
        _make_list(run)


def _word_item(element: etree._Element) -> tuple[etree._Element, int, etree._Element, str] | None:
    given = style(element).get("mso-list", "")
    if "level" not in given:
        return None
    marked = [e for e in element.iter("span") if style(e).get("mso-list") == "ignore"]
    if len(marked) != 1:
        return None
    if any(name(e) in ("p", "ul", "ol", "table") for e in element.iterdescendants()):
        return None
    sign = text_of(marked[0]).strip("\u00a0 ")
    level = _LEVEL.search(given)
    if sign not in _BULLETS and not _ORDERED.fullmatch(sign):
        return None
    return element, int(level.group(1)) if level else 1, marked[0], sign


def _follows(before: etree._Element, element: etree._Element) -> bool:
    return element.getprevious() is before and not (before.tail or "").strip()


def _make_list(run: Sequence[tuple[etree._Element, int, etree._Element, str]]) -> None:
    first = run[0][0]
    stack: list[tuple[int, etree._Element, int]] = []
    for paragraph, level, marker, sign in run:
        match = _ORDERED.fullmatch(sign) if sign not in _BULLETS else None
        kind, ordinal, form = ("ul", 0, "") if match is None else ("ol", *_ordinal(match.group(1)))
        while stack and stack[-1][0] > level:
            stack.pop()
        fits = (
            bool(stack)
            and stack[-1][0] == level
            and stack[-1][1].tag == kind
            and (kind == "ul" or stack[-1][2] + 1 == ordinal)
        )
        if not fits:
            items = first.makeelement(kind)
            items.sourceline = paragraph.sourceline  # type: ignore[misc]
            if kind == "ol":
                if ordinal != 1:
                    items.set("start", str(ordinal))
                if form != "1":
                    items.set("type", form)
            if stack and stack[-1][0] == level:
                stack.pop()
            if stack and len(stack[-1][1]):
                stack[-1][1][-1].append(items)
            else:
                paragraph.addprevious(items)
            stack.append((level, items, ordinal))
        else:
            stack[-1] = (level, stack[-1][1], ordinal)
        # The marker with the spaces around it goes; what follows it stays.
        remove(marker)
        outermost = stack[0][1]
        outermost.tail = (outermost.tail or "") + (paragraph.tail or "")
        paragraph.tail = None
        paragraph.tag = "li"
        stack[-1][1].append(paragraph)


def _ordinal(sign: str) -> tuple[int, str]:
    if sign.isdigit():
        return int(sign), "1"
    return ord(sign[0].lower()) - ord("a") + 1, "A" if sign.isupper() else "a"
