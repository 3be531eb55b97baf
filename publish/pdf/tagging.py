"""The structure of the PDF: a tag for each element of the source, whatever pages cut it.

WeasyPrint tags boxes, so that a paragraph over two pages becomes two and a note ends up after its
page. Here the tree follows the source document: an element has one tag, its lines are marked
content of it in the order of reading, a note stands behind its call, and what belongs to the page
(running heads, folios, leaders, repeated heads of tables) is an artifact. After ISO 32000-1 (§14.7,
§14.8) and ISO 14289-1 (PDF/UA-1). Written against WeasyPrint 70.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pydyf
import weasyprint.pdf
from lxml import etree
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf.stream import Stream

from publish.pdf.divided import join_divided
from publish.pdf.initials import DROPPED, say_whole

_ROLES = {
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    **dict.fromkeys(("em", "strong", "i", "b", "cite", "span", "abbr", "sup", "sub"), "Span"),
    **dict.fromkeys(("ul", "ol", "dl"), "L"),
    "article": "Art",
    "section": "Sect",
    "nav": "Sect",
    "div": "Div",
    "aside": "Div",
    "figure": "Div",
    "p": "P",
    "pre": "P",
    "blockquote": "BlockQuote",
    "q": "Quote",
    "code": "Code",
    "a": "Link",
    "img": "Figure",
    "table": "Table",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "caption": "Caption",
    "figcaption": "Caption",
}
_NUMBERING = {None: "Decimal", "1": "Decimal", "a": "LowerAlpha", "A": "UpperAlpha"}
_NUMBERING |= {"i": "LowerRoman", "I": "UpperRoman"}
_SCOPES = {"col": "Column", "row": "Row", "colgroup": "Column", "rowgroup": "Row"}


_UNTOLD = ("indexed", "page-number")
"""Classes of ``span`` that set a passage apart for the edition, not for who reads it."""


@dataclass
class _Node:
    """An element of the structure; ``kids`` are nodes, marked contents and annotations."""

    role: str
    kids: list[_Node | _Content | _Annotation] = field(default_factory=list)
    extra: dict[str, Any] = field(default_factory=dict)

    def add(self, role: str) -> _Node:
        """A new last child."""
        child = _Node(role)
        self.kids.append(child)
        return child


@dataclass(frozen=True)
class _Content:
    """Marked content: its page from 0, its number on it."""

    page: int
    mcid: int


@dataclass(frozen=True)
class _Annotation:
    page: int
    annotation: Any


class _Tree:
    """The structure as it grows, with the node of each element of the source."""

    def __init__(self) -> None:
        self.document = _Node("Document")
        # The elements are kept alive here: lxml makes new proxies for those that nobody holds.
        self._nodes: dict[etree._Element, _Node] = {}

    def node(self, element: etree._Element) -> _Node:
        """The node in which the content of an element stands."""
        known = self._nodes.get(element)
        if known is None:
            parent = element.getparent()
            above = self.document if parent is None else self.node(parent)
            known = self._nodes[element] = self._made(element, above)
        return known

    def _made(self, element: etree._Element, above: _Node) -> _Node:
        name = str(element.tag)
        kind = element.get("class") or ""
        contents = _inside_contents(element)
        node: _Node
        following = element.getnext()
        if kind == DROPPED and following is not None:
            return self.node(following)
        if name == "li":
            node = above.add("TOCI") if contents else above.add("LI").add("LBody")
        elif name == "dt":
            node = above.add("LI").add("Lbl")
        elif name == "dd":
            items = [kid for kid in above.kids if isinstance(kid, _Node) and kid.role == "LI"]
            node = (items[-1] if items else above.add("LI")).add("LBody")
        elif name == "ol" and contents:
            node = above.add("TOC")
        elif name == "a" and (contents or element.get("type") == "index-locator"):
            node = above.add("Reference").add("Link")
        elif name == "p" and contents and element.find("a") is not None:
            node = above
        elif kind in ("footnote", "endnote"):
            node = above.add("Note")
            node.extra["ID"] = pydyf.String(element.get("id") or "")
        elif kind == "note-call":
            node = above.add("Reference")
        elif kind == "note-number":
            note = next(element.iterancestors("div"))
            label = _Node("Lbl")
            self.node(note).kids.insert(0, label)
            node = label.add("Link")
        elif role := _role(element, name, kind.partition(" ")[0]):
            node = above.add(role)
        else:
            return above
        node.extra.update(_attributes(element, name))
        return node

    def label(self, element: etree._Element) -> _Node:
        """The node of the number or bullet of a list item."""
        body = self.node(element)
        parent = element.getparent()
        assert parent is not None
        item = next(
            kid for kid in self.node(parent).kids if isinstance(kid, _Node) and body in kid.kids
        )
        label = _Node("Lbl")
        item.kids.insert(0, label)
        return label

    def call(self, note: etree._Element) -> _Node:
        """The node of the call of a note; the note itself comes right after it."""
        parent = note.getparent()
        assert parent is not None
        reference = self.node(parent).add("Reference")
        self.node(note)
        return reference.add("Lbl")


def _role(element: etree._Element, name: str, kind: str) -> str:
    """The role of an element by its name and its first class, empty when it has none."""
    if name == "section" and kind == "index":
        return "Index"
    if name == "span" and kind in _UNTOLD:
        return ""
    if name == "a" and not element.get("href"):
        return "Span"
    return _ROLES.get(name, "")


def _inside_contents(element: etree._Element) -> bool:
    holder: etree._Element | None = element
    while holder is not None:
        if holder.tag == "nav":
            return True
        holder = holder.getparent()
    return False


def _attributes(element: etree._Element, name: str) -> dict[str, Any]:
    """What the structure says of an element besides its role."""
    found: dict[str, Any] = {}
    language = element.get("lang")
    parent = element.getparent()
    if language and parent is not None and language != _language(parent):
        found["Lang"] = pydyf.String(language)
    if name == "img":
        found["Alt"] = pydyf.String(element.get("alt") or "")
    elif name == "abbr" and element.get("title"):
        found["E"] = pydyf.String(element.get("title"))
    elif name in ("ol", "ul") and not _inside_contents(element):
        numbering = _NUMBERING.get(element.get("type"), "Decimal") if name == "ol" else "Disc"
        if element.get("type") == "index-entry-list":
            numbering = "None"
        found["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": f"/{numbering}"})
    elif name in ("th", "td"):
        cell = pydyf.Dictionary({"O": "/Table"})
        if name == "th":
            cell["Scope"] = f"/{_SCOPES.get(element.get('scope') or '', 'Column')}"
        for attribute, key in (("colspan", "ColSpan"), ("rowspan", "RowSpan")):
            if element.get(attribute):
                cell[key] = int(element.get(attribute) or 1)
        if len(cell) > 1:
            found["A"] = cell
    return found


def _language(element: etree._Element) -> str:
    holder: etree._Element | None = element
    while holder is not None:
        if holder.get("lang"):
            return str(holder.get("lang"))
        holder = holder.getparent()
    return ""


# --- the boxes -----------------------------------------------------------------------------------


def _mark_artifacts(pages: Sequence[Any]) -> None:
    """Note on the boxes of the pages which ones the source does not hold."""
    seen: set[etree._Element] = set()
    for page in pages:
        for box, outside in _boxes(page._page_box, outside=False):
            again = False
            if isinstance(box, boxes.TableRowGroupBox) and box.is_header:
                again = box.element in seen
                seen.add(box.element)
            box.publish_artifact = outside or again


def _boxes(box: Any, *, outside: bool) -> Iterator[tuple[Any, bool]]:
    for child in box.children:
        inner = child._box if isinstance(child, AbsolutePlaceholder) else child
        apart = outside or isinstance(inner, boxes.MarginBox) or inner.is_leader
        apart = apart or (inner.element_tag or "").startswith("hr") or _is_hidden(inner)
        yield inner, apart
        if isinstance(inner, boxes.ParentBox):
            apart = apart or getattr(inner, "publish_artifact", False)
            yield from _boxes(inner, outside=apart)


def _is_hidden(box: Any) -> bool:
    return box.element is not None and box.element.get("aria-hidden") == "true"


class _Filling:
    """Puts the marked contents and the links of the pages into the tree."""

    def __init__(self, tree: _Tree):
        self.tree = tree

    def page(self, number: int, page_box: Any, tags: dict[Any, Any]) -> None:
        # The footnotes stand beside the text, and belong to calls that are met in it.
        notes = [b for b in page_box.children if isinstance(b, boxes.FootnoteAreaBox)]
        others = [b for b in page_box.children if b not in notes]
        for box in [*others, *notes]:
            self._box(number, box, tags)

    def _box(self, page: int, box: Any, tags: dict[Any, Any]) -> None:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if box.link_annotation is not None and box.element is not None:
            node = self.tree.node(box.element)
            node.kids.append(_Annotation(page, box.link_annotation))
            text = " ".join("".join(box.element.itertext()).split())
            box.link_annotation["Contents"] = pydyf.String(text)
        if isinstance(box, boxes.TableCellBox):
            self.tree.node(box.element)  # an empty cell has its place too
        mark = tags.pop(box, None)
        if mark is not None:
            self._holder(box).kids.append(_Content(page, mark["mcid"]))
            if isinstance(box, boxes.ReplacedBox):
                self._bound(box)
        if isinstance(box, boxes.ParentBox):
            for child in box.children:
                self._box(page, child, tags)

    def _holder(self, box: Any) -> _Node:
        name, _, pseudo = (box.element_tag or "").partition("::")
        if pseudo == "marker":
            return self.tree.label(box.element)
        if pseudo == "footnote-call":
            return self.tree.call(box.element)
        if pseudo == "before" and name == "p" and box.element.get("data-number"):
            parent = box.element.getparent()
            return self.tree.node(parent).add("Lbl")
        return self.tree.node(box.element)

    def _bound(self, box: Any) -> None:
        x, y = box.content_box_x(), box.content_box_y()
        scale = 0.75
        self.tree.node(box.element).extra["A"] = pydyf.Dictionary(
            {
                "O": "/Layout",
                "BBox": pydyf.Array(
                    [x * scale, y * scale, (x + box.width) * scale, (y + box.height) * scale]
                ),
            }
        )


# --- the file ------------------------------------------------------------------------------------


class _Writing:
    """Writes the tree into the PDF; every page is looked up once."""

    def __init__(self, pdf: Any, pages: int):
        self.pdf = pdf
        self.references = pdf.page_references
        self.parents: list[dict[int, Any]] = [{} for _ in range(pages)]
        self.annotations: list[Any] = []

    def element(self, node: _Node, parent: Any) -> Any:
        """The structure element of a node, its children written before."""
        element = pydyf.Dictionary(
            {"Type": "/StructElem", "S": f"/{node.role}", "P": parent.reference, **node.extra}
        )
        self.pdf.add_object(element)
        own = next((kid.page for kid in node.kids if isinstance(kid, _Content)), None)
        if own is not None:
            element["Pg"] = self.references[own]
        element["K"] = pydyf.Array([self._kid(kid, element, own) for kid in node.kids])
        return element

    def _kid(self, kid: _Node | _Content | _Annotation, element: Any, own: int | None) -> Any:
        if isinstance(kid, _Node):
            return self.element(kid, element).reference
        page = self.references[kid.page]
        if isinstance(kid, _Annotation):
            kid.annotation["StructParent"] = len(self.parents) + len(self.annotations)
            self.annotations.append(element.reference)
            return pydyf.Dictionary({"Type": "/OBJR", "Obj": kid.annotation.reference, "Pg": page})
        self.parents[kid.page][kid.mcid] = element.reference
        if kid.page == own:
            return kid.mcid
        return pydyf.Dictionary({"Type": "/MCR", "Pg": page, "MCID": kid.mcid})


def _add_tags(pdf: Any, document: Any, pdf_version: object, page_streams: Sequence[Any]) -> None:
    """What WeasyPrint’s function of this name does, by the source instead of the boxes."""
    tree = _Tree()
    filling = _Filling(tree)
    for number, (page, stream) in enumerate(zip(document.pages, page_streams, strict=True)):
        filling.page(number, page._page_box, stream._tags)
    numbers, root = pydyf.Dictionary({}), pydyf.Dictionary({"Type": "/StructTreeRoot"})
    pdf.add_object(numbers)
    pdf.add_object(root)
    writing = _Writing(pdf, len(document.pages))
    root["K"] = pydyf.Array([writing.element(_pruned(tree.document), root).reference])
    root["ParentTree"] = numbers.reference
    entries = pydyf.Array()
    for number, parents in enumerate(writing.parents):
        entries.extend([number, pydyf.Array([parents[mcid] for mcid in sorted(parents)])])
    for number, reference in enumerate(writing.annotations, len(writing.parents)):
        entries.extend([number, reference])
    numbers["Nums"] = entries
    root["ParentTreeNextKey"] = len(writing.parents) + len(writing.annotations)
    pdf.catalog["StructTreeRoot"] = root.reference
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


def _pruned(node: _Node) -> _Node:
    """The node without branches that hold nothing; empty cells stay in their rows."""
    node.kids = [
        kid
        for kid in node.kids
        if not isinstance(kid, _Node) or _pruned(kid).kids or kid.role in ("TD", "TH")
    ]
    return node


@contextmanager
def _marked(self: Any, box: Any, tag: str) -> Iterator[None]:
    """WeasyPrint’s ``Stream.marked``, with artifacts, and words said whole where lines divide."""
    if getattr(box, "publish_artifact", False):
        with self.artifact():
            yield
        return
    said = getattr(box, "publish_said", None)
    if said is None:
        with _THEIR_MARKED(self, box, tag):
            yield
        return
    mcid = len(self._tags)
    self._tags[box] = {"tag": tag, "mcid": mcid}
    properties = pydyf.Dictionary({"MCID": mcid, "ActualText": pydyf.String(said)})
    pydyf.Stream.begin_marked_content(self, tag, properties)
    try:
        yield
    finally:
        pydyf.Stream.end_marked_content(self)


_THEIR_MARKED: Callable[..., Any] = Stream.marked


@contextmanager
def tagging(document: Any) -> Iterator[None]:
    """While this is in force, ``document.write_pdf`` tags by the source."""
    _mark_artifacts(document.pages)
    join_divided(document.pages)
    say_whole(document.pages)
    theirs = weasyprint.pdf.add_tags
    weasyprint.pdf.add_tags, Stream.marked = _add_tags, _marked
    try:
        yield
    finally:
        weasyprint.pdf.add_tags, Stream.marked = theirs, _THEIR_MARKED
