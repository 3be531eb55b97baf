"""Formulas: Office MathML (ECMA-376 part 1, §22.1) and MathML as inline elements of the profile.

A formula made of letters, numbers, superscripts and subscripts becomes plain inline markup, which
every reader and the PDF show; any other becomes MathML. Their texts hold the same letters in the
same order as the document, so that the proof of words sees nothing of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from publish.article import MATHML, E
from publish.sources.office.docx_terms import M

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|\S")
_PLAIN = frozenset(("oMath", "r", "sSup", "sSub", "sSubSup", "e", "sup", "sub"))
_ENTRIES = {
    "f": ("mfrac", ("num", "den")),
    "sSup": ("msup", ("e", "sup")),
    "sSub": ("msub", ("e", "sub")),
    "sSubSup": ("msubsup", ("e", "sub", "sup")),
    "limLow": ("munder", ("e", "lim")),
    "limUpp": ("mover", ("e", "lim")),
}
_ATTRIBUTES = frozenset(("mathvariant", "stretchy", "fence", "columnalign", "accent"))


def m(name: str) -> str:
    """The qualified name of an element of Office MathML."""
    return f"{{{M}}}{name}"


def from_office(formula: etree._Element) -> etree._Element:
    """The inline element for an ``m:oMath``."""
    if all(_name(e) in _PLAIN for e in formula.iter() if _counts(e)):
        return _plain(formula, E.span())
    return _math("math", *_children(formula))


def from_mathml(formula: etree._Element) -> etree._Element:
    """A ``math`` element without what is not MathML, and without its annotations."""
    made = etree.Element(f"{{{MATHML}}}{_name(formula)}", nsmap={None: MATHML})
    made.text = formula.text
    for key, value in formula.attrib.items():
        if key in _ATTRIBUTES:
            made.set(key, value)
    for child in formula:
        if etree.QName(child).namespace == MATHML and _name(child) not in _ANNOTATIONS:
            made.append(from_mathml(child))
    return made


_ANNOTATIONS = ("annotation", "annotation-xml")


def is_laid_out(element: etree._Element) -> bool:
    """Whether a formula needs mathematical layout, which the PDF does not have."""
    return etree.QName(element).namespace == MATHML


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname


def _counts(element: etree._Element) -> bool:
    """Whether an element is of the structure of a formula, not text nor properties."""
    name = _name(element)
    return etree.QName(element).namespace == M and name != "t" and not _in_properties(element)


def _in_properties(element: etree._Element) -> bool:
    return any(_name(e).endswith("Pr") for e in (element, *element.iterancestors()))


def _plain(element: etree._Element, into: etree._Element) -> etree._Element:
    for child in element:
        name = _name(child)
        if name == "r":
            into.append(E.span("".join(t.text or "" for t in child.iter(m("t")))))
        elif name in ("sup", "sub"):
            into.append(_plain(child, E(name)))
        elif name in _PLAIN:
            _plain(child, into)
    return _unwrapped(into)


def _unwrapped(element: etree._Element) -> etree._Element:
    """The spans of runs as text; single letters are variables, in italics."""
    for child in list(element):
        if child.tag != E.span().tag:
            continue
        text = child.text or ""
        if len(text) == 1 and text.isalpha():
            child.tag = E.i().tag
            continue
        before = child.getprevious()
        if before is None:
            element.text = (element.text or "") + text
        else:
            before.tail = (before.tail or "") + text
        element.remove(child)
    return element


def _math(name: str, *children: etree._Element) -> etree._Element:
    element = etree.Element(f"{{{MATHML}}}{name}", nsmap={None: MATHML})
    element.extend(children)
    return element


def _children(element: etree._Element | None) -> list[etree._Element]:
    if element is None:
        return []
    return [made for child in element for made in _made(child)]


def _row(element: etree._Element | None) -> etree._Element:
    return _math("mrow", *_children(element))


def _made(element: etree._Element) -> Sequence[etree._Element]:
    name = _name(element)
    if name.endswith("Pr"):
        return []
    if name == "r":
        return _tokens("".join(t.text or "" for t in element.iter(m("t"))))
    if name in _ENTRIES:
        made, parts = _ENTRIES[name]
        return [_math(made, *(_row(element.find(m(part))) for part in parts))]
    if name == "rad":
        index = element.find(m("deg"))
        root = _row(element.find(m("e")))
        if index is None or not "".join(index.itertext()):
            return [_math("msqrt", root)]
        # The index stands first, as in the document: MathML's own root would turn them round.
        return [_math("msup", _math("mrow"), _row(index)), _math("msqrt", root)]
    if name == "d":
        return _fenced(element)
    if name == "nary":
        sign = _sign(element, "naryPr", "chr", "∫")
        limits = (_row(element.find(m("sub"))), _row(element.find(m("sup"))))
        return [_math("munderover", sign, *limits), _row(element.find(m("e")))]
    if name in ("m", "eqArr"):
        return [_table(element)]
    return _children(element)


def _fenced(element: etree._Element) -> list[etree._Element]:
    opening = _sign(element, "dPr", "begChr", "(")
    closing = _sign(element, "dPr", "endChr", ")")
    made = [opening]
    for number, part in enumerate(element.iterfind(m("e"))):
        if number:
            made.append(_sign(element, "dPr", "sepChr", "|"))
        made.append(_row(part))
    return [_math("mrow", *made, closing)]


def _sign(element: etree._Element, properties: str, name: str, usual: str) -> etree._Element:
    found = element.find(f"{m(properties)}/{m(name)}")
    sign = _math("mo")
    sign.text = usual if found is None else found.get(m("val"), "")
    return sign


def _table(element: etree._Element) -> etree._Element:
    if _name(element) == "eqArr":
        rows = [[row] for row in element.iterfind(m("e"))]
    else:
        rows = [list(row.iterfind(m("e"))) for row in element.iterfind(m("mr"))]
    return _math(
        "mtable", *(_math("mtr", *(_math("mtd", _row(cell)) for cell in row)) for row in rows)
    )


def _tokens(text: str) -> list[etree._Element]:
    made = []
    for token in _TOKEN.findall(text):
        name = "mn" if token[0].isdigit() else "mi" if token[0].isalpha() else "mo"
        element = _math(name)
        element.text = token
        made.append(element)
    return made
