"""Bytes to a tree: the encoding found, bounds kept, no network, no entity of the file's own.

Parsed by libxml2 through lxml: as XML where the file is well-formed XHTML, else as HTML.
"""

from __future__ import annotations

import html.entities
import re
import unicodedata
from dataclasses import dataclass

from lxml import etree

from publish.article import XHTML
from publish.diagnostics import Diagnostic, Place
from publish.sources.cleaning import DEBRIS, DEBRIS_CLEANED
from publish.sources.encoding import FILE_EMPTY, decode
from publish.sources.limits import LIMIT_EXCEEDED, Limits
from publish.sources.manuscript import Manuscript

_TAGS_PER_BLOCK = 4
"""Tags that a paragraph takes in pages as they are, with its markup and what lies around it."""
_PARSER_DEPTH = 2048
"""How deep libxml2 goes even when it is let (``XML_PARSE_HUGE``)."""

MOST_DEPTH = 256
"""How deep the elements of a page may lie, whatever they mean; libxml2 has the same bound."""
_MEANT = frozenset(
    "ul ol li dl dd blockquote table td th figure em strong b i a cite q sup sub code".split()  # noqa: SIM905
)
_COUNTED = ("p", "li", "td", "th", "dd", "dt", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6")

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-zA-Z0-9_-]{2,20})|"
    rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([a-zA-Z0-9_-]{2,20})",
    re.IGNORECASE,
)
_KNOWN = re.compile(
    r"(?:windows-|cp)125\d|iso-?8859-\d{1,2}|macintosh|koi8-[ru]|gb18030|gbk|big5|shift_jis|euc-jp|"
    r"euc-kr",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,8}));?")
_INVISIBLE = re.compile(r"&(?:shy|zwj|zwnj|lrm|rlm|ZeroWidthSpace|NoBreak);")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31};)")
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{2000,}")
_UNSHOWN = frozenset(("script", "style", "template", "noscript", "textarea"))
_XML_OWN = frozenset(("amp;", "lt;", "gt;", "quot;", "apos;"))


@dataclass(frozen=True)
class Parsed:
    """The tree of a manuscript; ``root`` is ``None`` when an error is among ``diagnostics``.

    ``text`` is what was parsed, for what the tree does not keep.
    """

    root: etree._Element | None
    text: str
    diagnostics: tuple[Diagnostic, ...]


def parse(manuscript: Manuscript) -> Parsed:
    """The tree of an HTML manuscript: an ``html`` element, names in lower case, no namespaces."""
    place, limits = Place(manuscript.name), manuscript.limits
    size = len(manuscript.data)
    if size > limits.manuscript_bytes:
        return _refused(place, "manuscript_bytes", limits.manuscript_bytes, size)
    decoded = decode(_in_unicode(manuscript.data), manuscript.name)
    if not decoded.text:
        return Parsed(None, "", decoded.diagnostics)
    text, cleaned = _without_debris(decoded.text, manuscript.name)
    problems = (*decoded.diagnostics, *cleaned)
    count, most = text.count("<"), _TAGS_PER_BLOCK * limits.blocks
    if count > most:
        return _refused(place, "blocks", limits.blocks, count // _TAGS_PER_BLOCK)
    attributes = max((m.group().count("=") for m in _LONG_TAG.finditer(text)), default=0)
    if attributes > limits.attributes:
        return _refused(place, "attributes", limits.attributes, attributes)
    root = _as_xml(text)
    if root is None:
        root, too_deep = _as_html(text)
        if too_deep:
            return _refused(place, "nesting", limits.nesting, f"> {_PARSER_DEPTH}")
    if root is None:
        return Parsed(None, text, (*problems, FILE_EMPTY.at(place)))
    longest = 0
    for element in root.iter():
        if isinstance(element.tag, str):
            shown = element.text if element.tag not in _UNSHOWN else None
            longest = max(longest, len(shown or ""), len(element.tail or ""))
    if longest > limits.paragraph_characters:
        return _refused(place, "paragraph_characters", limits.paragraph_characters, longest)
    return Parsed(root, text, problems)


def depth(root: etree._Element, counted: frozenset[str]) -> int:
    """How deep the elements of a tree lie in one another, those of ``counted`` if any are named."""
    deepest = current = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if counted and element.tag not in counted:
            continue
        current += 1 if event == "start" else -1
        deepest = max(deepest, current)
    return deepest


def too_deep(root: etree._Element, limits: Limits, place: Place) -> Diagnostic | None:
    """The problem of a tree whose elements lie too deep: all of them, or those that mean much."""
    found, meant = depth(root, frozenset()), depth(root, _MEANT)
    if found <= MOST_DEPTH and meant <= limits.nesting:
        return None
    found = max(meant, found if found > MOST_DEPTH else 0)
    return LIMIT_EXCEEDED.at(place, name="nesting", limit=limits.nesting, found=found)


def too_many(root: etree._Element, limits: Limits, place: Place) -> Diagnostic | None:
    """The problem of a tree of more blocks than a manuscript may have."""
    found = sum(1 for _ in root.iter(*_COUNTED))
    if found <= limits.blocks:
        return None
    return LIMIT_EXCEEDED.at(place, name="blocks", limit=limits.blocks, found=found)


def _refused(place: Place, name: str, limit: int, found: object) -> Parsed:
    return Parsed(None, "", (LIMIT_EXCEEDED.at(place, name=name, limit=limit, found=found),))


def _in_unicode(data: bytes) -> bytes:
    """The bytes in UTF-8 where the file truly tells another encoding; else as they are.

    Bytes that are UTF-8 are that, whatever the file says: nothing else looks like it.
    """
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return data
    match = _CHARSET.search(data[:4096])
    label = next((g for g in match.groups() if g), b"").decode("ascii") if match else ""
    if not _KNOWN.fullmatch(label):
        return data
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return data
    # What calls itself ISO-8859-1 is Windows-1252 (WHATWG Encoding Standard, §4.2).
    label = "cp1252" if label.lower().replace("iso8859", "iso-8859") == "iso-8859-1" else label
    try:
        return data.decode(label).encode("utf-8")
    except (UnicodeError, LookupError):
        return data


def _without_debris(text: str, file: str) -> tuple[str, list[Diagnostic]]:
    """The text without references to characters that carry nothing; those of cp1252 mended."""
    found: dict[str, int] = {}

    def mended(match: re.Match[str]) -> str:
        code = int(match.group(1), 16) if match.group(1) else int(match.group(2))
        if 0x80 <= code <= 0x9F:
            return bytes([code]).decode("cp1252", errors="ignore")
        if code > 0x10FFFF or DEBRIS.fullmatch(chr(code)):
            found.setdefault(f"U+{code:04X}", text.count("\n", 0, match.start()) + 1)
            return ""
        return match.group()

    text = _REFERENCE.sub(mended, text)
    text = _INVISIBLE.sub("", text)
    cleaned = [DEBRIS_CLEANED.at(Place(file, line), count=1, name=n) for n, line in found.items()]
    return unicodedata.normalize("NFC", text), cleaned


def _as_xml(text: str) -> etree._Element | None:
    """The root of a well-formed XHTML document, ``None`` for everything else."""
    if "<!ENTITY" in text or (f'"{XHTML}"' not in text[:4096] and f"'{XHTML}'" not in text[:4096]):
        return None
    text = re.sub(r"\A\s*<\?xml[^>]*\?>", "", text, count=1)
    known = html.entities.html5
    text = _NAMED.sub(
        lambda m: m.group() if m.group(1) in _XML_OWN else known.get(m.group(1), m.group()), text
    )
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError:
        return None
    if etree.QName(root).localname != "html":
        return None
    for element in root.iter(etree.Element):
        element.tag = etree.QName(element).localname.lower()
    return root


def _as_html(text: str) -> tuple[etree._Element | None, bool]:
    """The root, and whether libxml2 gave up because elements lie too deep."""
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        root = None
    limited = any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
    return root, limited
