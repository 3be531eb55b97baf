"""Pieces of a page that mean more than their elements say: figures, verse, pull quotes, layout."""

from __future__ import annotations

from lxml import etree

from publish.sources.blocks import Role
from publish.sources.html.hints import CAPTIONS, role_hint
from publish.sources.html.tree import (
    BODY,
    HINT,
    is_block,
    name,
    text_of,
    tokens,
)
from publish.words import words

_VERSE = frozenset(("verse", "poem", "poeme", "poesie", "poetry", "vers", "strophe"))
_PULL = frozenset(
    ("pullquote", "exergue", "blockpull", "citationvox", "highlight", "relance", "pull")
)
_EPIGRAPH = frozenset(("epigraph", "epigraphe"))
_TABLE = ("table", "thead", "tbody", "tfoot", "tr", "td", "th")
_NOT_IN_CAPTION = frozenset("figure ul ol dl table blockquote pre hr img".split())  # noqa: SIM905
_NOT_IN_FIGURE = frozenset("figure ul ol dl h1 h2 h3 h4 h5 h6 hr".split())  # noqa: SIM905
_MOST_CAPTIONS = 4
"""A figure with more captions is a gallery of figures."""
_MOST_IN_CELL = 60
"""A cell with more words in several paragraphs is a column of a page, not a datum."""


def name_parts(root: etree._Element) -> None:
    """Give each piece the element for what it is, and each block the hint of its classes."""
    _layout_tables(root)
    _figures(root)
    _quotations(root)
    for element in root.iter():
        if is_block(element) and not element.get(HINT):
            count = len(words(text_of(element)))
            role = role_hint(element, count) if 0 < count <= 150 else None
            if role is not None:
                element.set(HINT, str(role))


def _figures(root: etree._Element) -> None:
    for element in list(root.iter("caption", "dt", "figcaption")):
        if any(name(e) in _NOT_IN_CAPTION for e in element.iterdescendants()):
            _take_out(element)
    for element in list(root.iter("figure")):
        if _is_no_figure(element):
            _take_apart(element)
    for element in list(root.iter("div", "dl")):
        if _is_captioned(element):
            _make_figure(element)


def _is_no_figure(element: etree._Element) -> bool:
    """Whether a ``figure`` holds more than images with a caption, or one quotation, one table."""
    if sum(1 for _ in element.iter("figcaption")) > _MOST_CAPTIONS:
        return True
    if any(name(e) in _NOT_IN_FIGURE for e in element.iterdescendants()):
        return True
    return any(
        name(a) in ("blockquote", "table", "pre", "tr", "figcaption")
        for image in element.iter("img")
        for a in image.iterancestors()
        if element in a.iterancestors()
    )


def _quotations(root: etree._Element) -> None:
    """Verse and pull quotes, by their classes."""
    for element in list(root.iter("div", "p", "pre", "blockquote", "aside", "section", "figure")):
        said = set(tokens(element))
        if name(element) in ("pre", "figure"):
            # Their other classes are of code and of pictures.
            said &= {"verse", "pullquote"}
        if said & _VERSE and name(element) != "blockquote":
            element.set(HINT, "verse")
        elif name(element) == "blockquote" and said & _EPIGRAPH:
            element.set(HINT, "epigraph")
        elif said & _PULL and not any(a.get(HINT) == "pullquote" for a in element.iterancestors()):
            _pull_quote(element)
        elif said & _VERSE:
            element.set(HINT, "verse")


def _pull_quote(element: etree._Element) -> None:
    """Mark a pull quote: the one quotation that a wrapper of that name holds, or the wrapper."""
    inside = list(element.iter("blockquote"))
    if len(inside) == 1 and text_of(inside[0]) == text_of(element):
        element.tag = "div"
        element = inside[0]
    element.set(HINT, "pullquote")
    element.tag = "blockquote"


def given_role(element: etree._Element) -> Role | None:
    """The role that :func:`name_parts` read in the classes of the page."""
    hint = element.get(HINT) or ""
    return Role(hint) if hint in Role._value2member_map_ else None


def _layout_tables(root: etree._Element) -> None:
    for table in list(root.iter("table")):
        if _is_layout(table):
            for element in list(table.iter(*_TABLE, "caption", "colgroup")):
                owner = next((a for a in element.iterancestors("table")), None)
                if element is not table and name(element) != "table" and owner is table:
                    element.tag = "div"
                    element.attrib.pop("id", None)
            table.tag = "div"


def _is_layout(table: etree._Element) -> bool:
    if table.get("role") in ("presentation", "none") or (
        next(table.iter("tbody"), None) is None and (next(table.iter("tr"), None) is None)
    ):
        return True
    inner = list(table.iter())
    names = [name(e) for e in inner]
    if names.count("table") > 1:
        return True
    if "th" in names or "caption" in names or "thead" in names:
        return False
    rows = [[c for c in row if name(c) in ("td", "th")] for row in table.iter("tr")]
    if len(rows) <= 1 or max((len(r) for r in rows), default=0) <= 1:
        return True
    return any(
        any(name(e) in ("h1", "h2", "h3", "h4", "p", "div", "ul", "blockquote") for e in cell)
        and len(words(text_of(cell))) > _MOST_IN_CELL
        for row in rows
        for cell in row
    )


def _is_captioned(element: etree._Element) -> bool:
    """Whether an element holds one image or more and a text that its class calls its caption."""
    if next(element.iter("img"), None) is None or len(words(text_of(element))) > 120:
        return False
    if any(name(e) in ("figure", "table", "h1", "h2", "h3", "ul", "ol") for e in element.iter()):
        return False
    texts = [e for e in element.iter() if is_block(e) and not any(map(is_block, e)) and text_of(e)]
    texts = [e for e in texts if e is not element]
    said = set(tokens(element))
    if len(texts) != 1 or texts[0].get(BODY):
        return False
    inner = set(tokens(texts[0]))
    of_figure = "figure" in said and "title" in inner  # DocBook
    return bool(inner & CAPTIONS or {"wp", "caption"} <= said or "spip" in said or of_figure)


def _take_apart(element: etree._Element) -> None:
    """A figure of figures, or with lists in it, is no figure: its parts stand for themselves."""
    element.tag = "div"
    for child in element:
        if name(child) == "figcaption":
            child.tag = "div"


def _take_out(element: etree._Element) -> None:
    """A caption or a term with lists or tables in it is text before its table or figure."""
    holder = element.getparent()
    element.tag = "div"
    if (
        holder is not None
        and name(holder) in ("table", "figure")
        and not (element.tail or "").strip()
    ):
        element.tail = None
        holder.addprevious(element)


def _make_figure(element: etree._Element) -> None:
    for inner in element.iter():
        if inner is not element and is_block(inner):
            has_text = text_of(inner) and not any(map(is_block, inner))
            inner.tag = "figcaption" if has_text else "div"
    element.tag = "figure"
