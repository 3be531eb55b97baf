"""Drawings: SVG reduced to what draws, and can neither run, nor fetch, nor grow without end.

Parsed without entities, DTD or network, then held against a list of what is allowed. There are
well-kept libraries for it (svg-hush, bound as py-svg-hush); none says what it takes out, which is
a duty here, and they leave addresses of files. ``tests/images`` holds one of them against ours.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import tinycss2
from lxml import etree
from tinycss2 import ast

from publish.article import remove_keeping_tail
from publish.images.raster import Picture, TooManyPixelsError, UnreadableError, prepare

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
_HREFS = ("href", f"{{{XLINK}}}href")

_ELEMENTS = frozenset(
    [
        *("svg", "g", "defs", "symbol", "use", "switch", "title", "desc", "style", "image"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
        *("text", "tspan", "textPath", "marker", "pattern", "clipPath", "mask", "stop"),
        *("linearGradient", "radialGradient", "filter", "feBlend", "feColorMatrix"),
        *("feComponentTransfer", "feComposite", "feConvolveMatrix", "feDiffuseLighting"),
        *("feDisplacementMap", "feDistantLight", "feDropShadow", "feFlood", "feFuncA"),
        *("feFuncB", "feFuncG", "feFuncR", "feGaussianBlur", "feMerge", "feMergeNode"),
        *("feMorphology", "feOffset", "fePointLight", "feSpecularLighting", "feSpotLight"),
        *("feTile", "feTurbulence"),
    ]
)
"""The elements of SVG 2 that draw a still picture, without those that load or run something."""

_FETCHING = frozenset(["url", "src", "image", "image-set", "-webkit-image-set", "cross-fade"])
"""The functions of CSS that name a resource (CSS Values 4, CSS Images 4)."""
_DATA = re.compile(r"data:image/(?:png|jpeg|jpg|gif|webp);base64,", re.I)
_MEDIA_TYPES = {".png": "image/png", ".jpg": "image/jpeg"}


class HeavyError(ValueError):
    """The drawing has more elements than allowed, each counted as often as it is drawn."""

    def __init__(self, found: int):
        self.found = found
        super().__init__(str(found))


@dataclass(frozen=True)
class Drawing:
    """A drawing fit for every edition.

    ``removed`` counts what was taken out, by a name that its author knows (``<script>``,
    ``onclick``, ``href="http://…"``); ``words`` quotes the text that went with it.
    """

    data: bytes
    removed: Counter[str]
    words: tuple[str, ...]


def is_drawing(data: bytes) -> bool:
    """Whether the bytes look like an SVG rather than a picture of pixels."""
    return data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") or data[:2] in (
        b"\xff\xfe",
        b"\xfe\xff",
    )


def clean(data: bytes, most_elements: int, most_nesting: int, most_pixels: int) -> Drawing:
    """The drawing in ``data`` without anything that runs, fetches or grows without end.

    Raises :class:`UnreadableError` for what is no SVG, :class:`HeavyError` for what is too much.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_blank_text=False,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(str(error)) from error
    if etree.QName(root).localname != "svg":
        raise UnreadableError("not an SVG")
    cleaner = _Cleaner(most_pixels)
    cleaner.prologue(root)
    _check_size(root, most_elements, most_nesting)
    cleaner.tree(root)
    _References(root, cleaner.remove_attribute).check(most_elements)
    for element in list(root.iter(f"{{{SVG}}}use", f"{{{SVG}}}image")):
        if not any(element.get(name) for name in _HREFS):
            remove_keeping_tail(element)
    data = etree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"
    return Drawing(data, cleaner.removed, tuple(cleaner.words))


def _check_size(root: etree._Element, most_elements: int, most_nesting: int) -> None:
    depth = number = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        number += event == "start"
        if number > most_elements:
            raise HeavyError(sum(1 for _ in root.iter()))
        if depth > most_nesting:
            raise HeavyError(depth)


class _Cleaner:
    """Takes out of a tree what is not allowed, and remembers it."""

    def __init__(self, most_pixels: int):
        self.removed: Counter[str] = Counter()
        self.words: list[str] = []
        self._most_pixels = most_pixels

    def prologue(self, root: etree._Element) -> None:
        """What stands before and after the root is not written again."""
        if root.getroottree().docinfo.doctype:
            self.removed["<!DOCTYPE>"] += 1
        for sibling in [*root.itersiblings(preceding=True), *root.itersiblings()]:
            if isinstance(sibling, etree._ProcessingInstruction):
                self.removed[f"<?{sibling.target}?>"] += 1

    def tree(self, root: etree._Element) -> None:
        for element in list(root.iter()):
            if element is not root and element.getparent() is None:
                continue
            if isinstance(element, etree._Entity):
                self._remove(element, f"&{element.name};")
            elif isinstance(element, etree._ProcessingInstruction):
                self._remove(element, f"<?{element.target}?>")
            elif isinstance(element, etree._Comment):
                remove_keeping_tail(element)
            else:
                self._element(element)
        etree.cleanup_namespaces(root, keep_ns_prefixes=["xlink"])

    def _element(self, element: etree._Element) -> None:
        name = etree.QName(element)
        if name.namespace is None:
            # Drawings cut out of a page of HTML have lost their namespace.
            element.tag = f"{{{SVG}}}{name.localname}"
        elif name.namespace != SVG:
            self._remove(element, f"<{element.prefix or ''}:{name.localname}>")
            return
        if name.localname == "a":
            self.removed["<a>"] += 1
            element.tag = (
                f"{{{SVG}}}g" if _parent_name(element) not in _TEXTS else f"{{{SVG}}}tspan"
            )
        elif name.localname not in _ELEMENTS:
            self._remove(element, f"<{name.localname}>")
            return
        if name.localname == "style":
            self._style(element)
        for attribute in list(element.attrib):
            self._attribute(element, str(attribute))

    def _remove(self, element: etree._Element, name: str) -> None:
        self.removed[name] += 1
        if isinstance(element.tag, str) and name not in ("<script>", "<style>", "<metadata>"):
            said = " ".join(_text(element).split())
            self.words += [said] if said else []
        remove_keeping_tail(element)
        # Whoever walks the tree knows by this that its children are gone too.
        for inner in list(element.iter()):
            parent = inner.getparent()
            if parent is not None:
                parent.remove(inner)

    def remove_attribute(self, element: etree._Element, name: str) -> None:
        """Take an attribute off, and remember it by its name and the start of its value."""
        value = element.attrib.pop(name)
        bare = etree.QName(name).localname
        shown = value if len(value) <= 60 else value[:60] + "…"
        self.removed[bare if bare.lower().startswith("on") else f'{bare}="{shown}"'] += 1

    def _attribute(self, element: etree._Element, name: str) -> None:
        qualified = etree.QName(name)
        value = element.get(name, "")
        if name in _HREFS:
            self._reference(element, name, value.strip())
        elif qualified.namespace == _XML and qualified.localname in ("space", "lang", "id"):
            return
        elif qualified.namespace is not None or _runs(qualified.localname.lower()):
            self.remove_attribute(element, name)
        elif qualified.localname == "style" or "\\" in value or _fetches(value):
            cleaned = self._css(tinycss2.parse_component_value_list(value))
            element.set(name, tinycss2.serialize(cleaned))

    def _reference(self, element: etree._Element, name: str, value: str) -> None:
        if value.startswith("#"):
            element.set(name, value)
            return
        is_image = etree.QName(element).localname == "image"
        picture = self._picture(value) if is_image else None
        if picture is None:
            self.remove_attribute(element, name)
            return
        coded = base64.b64encode(picture.data).decode()
        element.set(name, f"data:{_MEDIA_TYPES[picture.suffix]};base64,{coded}")

    def _picture(self, value: str) -> Picture | None:
        """A picture of pixels carried in the drawing itself, fit for the editions."""
        match = _DATA.match(value)
        if not match:
            return None
        try:
            return prepare(base64.b64decode(value[match.end() :]), self._most_pixels)
        except (UnreadableError, TooManyPixelsError, binascii.Error, ValueError):
            return None

    def _style(self, element: etree._Element) -> None:
        rules = tinycss2.parse_stylesheet(_text(element))
        for child in list(element):
            element.remove(child)
        element.text = tinycss2.serialize(list(self._rules(rules)))

    def _rules(self, rules: list[ast.Node]) -> Iterator[ast.Node]:
        for rule in rules:
            if rule.type == "at-rule" and rule.lower_at_keyword != "media":
                self.removed[f"@{rule.lower_at_keyword}"] += 1
            elif rule.type in ("qualified-rule", "at-rule"):
                rule.content = self._css(rule.content or [])
                yield rule
            elif rule.type == "whitespace":
                yield rule

    def _css(self, tokens: list[ast.Node]) -> list[ast.Node]:
        """The values with ``none`` where one would fetch something."""
        kept: list[ast.Node] = []
        for token in tokens:
            address = _address(token)
            if token.type == "at-keyword":
                self.removed[f"@{token.lower_value}"] += 1
            elif address is None:
                for part in ("arguments", "content"):
                    inner = getattr(token, part, None)
                    if isinstance(inner, list):
                        setattr(token, part, self._css(inner))
                kept.append(token)
            elif address.startswith("#"):
                kept.append(token)
            else:
                self.removed[f"url({address[:60]})"] += 1
                kept.append(ast.IdentToken(token.source_line, token.source_column, "none"))
        return kept


_TEXTS = ("text", "tspan", "textPath")


def _text(element: etree._Element) -> str:
    """The text in an element, that of entities, comments and instructions left aside."""
    pieces = [element.text or ""]
    for child in element:
        pieces += [_text(child) if isinstance(child.tag, str) else "", child.tail or ""]
    return "".join(pieces)


def _parent_name(element: etree._Element) -> str:
    parent = element.getparent()
    return "" if parent is None else etree.QName(parent).localname


def _runs(attribute: str) -> bool:
    """Whether an attribute holds a script (``onclick``…), or in old drafts of SVG an address."""
    return attribute.startswith("on") or attribute == "src"


def _fetches(value: str) -> bool:
    lowered = value.lower()
    return any(f"{name}(" in lowered for name in _FETCHING)


def _address(token: ast.Node) -> str | None:
    """The address that a value of CSS would load, ``None`` for one that loads nothing."""
    if token.type == "url":
        return str(token.value).strip()
    if token.type == "function" and token.lower_name in _FETCHING:
        said = next((a for a in token.arguments if a.type in ("string", "url")), None)
        return str(said.value).strip() if said is not None else "?"
    return None


_LOCAL = re.compile(r"""url\(\s*["']?\s*#([^"')]*?)\s*["']?\s*\)""")


class _References:
    """What the elements of a drawing refer to, and how much they draw in all."""

    def __init__(self, root: etree._Element, remove: Callable[[etree._Element, str], None]) -> None:
        self._root = root
        self._remove = remove
        self._by_id = {e.get("id"): e for e in root.iter() if e.get("id")}
        self._weights: dict[etree._Element, int] = {}
        self._open: set[etree._Element] = set()
        self._most = 0

    def check(self, most: int) -> None:
        """Take off references in a circle; raise :class:`HeavyError` when too much is drawn."""
        self._most = most
        self._weight(self._root, 0)

    def _weight(self, element: etree._Element, depth: int) -> int:
        if element in self._weights:
            return self._weights[element]
        if depth > _DEEPEST:
            raise HeavyError(depth)
        self._open.add(element)
        weight = 1
        for name, target in self._targets(element):
            if target in self._open:
                self._remove(element, name)
            else:
                weight += self._weight(target, depth + 1)
        for child in element:
            weight += self._weight(child, depth + 1)
        self._open.discard(element)
        if weight > self._most:
            raise HeavyError(weight)
        self._weights[element] = weight
        return weight

    def _targets(self, element: etree._Element) -> Iterator[tuple[str, etree._Element]]:
        for name in list(element.attrib):
            value = element.get(name, "")
            if name in _HREFS and value.startswith("#"):
                target = self._by_id.get(value[1:])
                if target is not None:
                    yield str(name), target
            elif "url(" in value:
                for identifier in _LOCAL.findall(value):
                    target = self._by_id.get(identifier)
                    if target is not None and name in element.attrib:
                        yield str(name), target


_DEEPEST = 200
"""How far elements may refer to elements that refer to elements."""
