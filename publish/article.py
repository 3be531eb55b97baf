"""The article profile: the one intermediate form, semantic XHTML (see ``docs/article.md``).

Every source becomes an :class:`Article`, every edition is made from articles. The schema is
``article.rng``; :func:`faults` holds an article against it.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache
from itertools import takewhile
from typing import cast

from lxml import etree
from lxml.builder import ElementMaker

from publish.resources import ARTICLE_SCHEMA

XHTML = "http://www.w3.org/1999/xhtml"
EPUB = "http://www.idpf.org/2007/ops"
MATHML = "http://www.w3.org/1998/Math/MathML"
XML = "http://www.w3.org/XML/1998/namespace"
NSMAP: dict[str | None, str] = {None: XHTML, "epub": EPUB}

EPUB_TYPE = f"{{{EPUB}}}type"
XML_LANG = f"{{{XML}}}lang"

BLOCKS = frozenset(
    "p ul ol dl blockquote figure table pre hr aside div section h1 h2 h3 h4 h5 h6".split()  # noqa: SIM905
)
"""Elements that carry an ``id`` in the profile."""

PARAGRAPHS = frozenset(
    [
        "p",
        "li",
        "dt",
        "dd",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "figcaption",
        "caption",
        "td",
        "th",
        "pre",
    ]
)
"""Elements that end a word: a word never runs from one of these into the next."""

E = ElementMaker(namespace=XHTML, nsmap=NSMAP)
"""Makes elements of the XHTML namespace: ``E.p({"class": "byline"}, "Par …")``."""


def tag(element: etree._Element) -> str:
    """The element's name without its namespace; empty for comments and instructions."""
    name = element.tag
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def classes(element: etree._Element) -> frozenset[str]:
    """The element's classes."""
    return frozenset((element.get("class") or "").split())


_SMALL_NUMERAL = re.compile(r"[ivxlcdm]+")


def text(element: etree._Element) -> str:
    """All text inside an element, white space folded.

    Where there is no setting in small capitals (contents, metadata), a numeral set in them is one
    in capitals: XXIe siècle.
    """
    if not len(element) and "smallcaps" not in classes(element):
        return " ".join((element.text or "").split())
    said = "".join(
        piece.upper() if _is_small_numeral(piece) else str(piece) for piece in _strings(element)
    )
    return " ".join(said.split())


def _strings(element: etree._Element) -> list[etree._ElementUnicodeResult]:
    return cast("list[etree._ElementUnicodeResult]", element.xpath(".//text()"))


def _is_small_numeral(piece: etree._ElementUnicodeResult) -> bool:
    parent = piece.getparent()
    return (
        piece.is_text
        and parent is not None
        and "smallcaps" in classes(parent)
        and _SMALL_NUMERAL.fullmatch(piece) is not None
    )


@dataclass(frozen=True)
class Article:
    """One article in the profile.

    ``root`` is the ``article`` element. ``source`` names the manuscript as the editor knows it, and
    ``lines`` gives for the ``id`` of a block the line of the manuscript where it begins, from 1.
    ``images`` holds the images that the manuscript itself carries (as a DOCX does), by the ``src``
    of their ``img`` elements; all other sources name files beside the manuscript.
    """

    slug: str
    root: etree._Element
    source: str
    lines: Mapping[str, int] = field(default_factory=dict)
    images: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """The language of the article as a BCP 47 tag."""
        return self.root.get("lang") or "fr"

    def part(self, name: str) -> etree._Element | None:
        """The element of the header called ``rubric``, ``h1``, ``subtitle``, ``byline``…"""
        for header in self.root.iterfind(f"{{{XHTML}}}header"):
            for element in header:
                if tag(element) == name or name in classes(element):
                    return element
        return None

    def part_text(self, name: str) -> str:
        """The text of that element, empty when the article has none."""
        element = self.part(name)
        return "" if element is None else text(without_notes(element))

    @property
    def title(self) -> str:
        """The text of the title."""
        return self.part_text("h1")

    @property
    def rubric(self) -> str:
        """The text of the rubric, empty when there is none."""
        return self.part_text("rubric")

    @property
    def authors(self) -> str:
        """Whom the byline names, as :func:`authors` tells; empty when there is none."""
        byline = self.part("byline")
        return "" if byline is None else authors(byline)

    def line_of(self, element: etree._Element) -> int | None:
        """The line of the manuscript where the block that holds ``element`` begins, if known."""
        holder: etree._Element | None = element
        while holder is not None and holder.get("id") not in self.lines:
            holder = holder.getparent()
        return None if holder is None else self.lines[holder.get("id") or ""]

    def blocks(self) -> Iterator[etree._Element]:
        """The blocks that carry an ``id``, in document order."""
        return (e for e in self.root.iter() if tag(e) in BLOCKS)


def is_note_call(element: etree._Element) -> bool:
    """Whether the element is the call of a note."""
    return element.get("role") == "doc-noteref"


def is_note(element: etree._Element) -> bool:
    """Whether the element is the body of a note."""
    return element.get("role") == "doc-footnote"


def epigraph(*inner: etree._Element) -> etree._Element:
    """A quotation put before the text: a ``blockquote`` of that class."""
    return E.blockquote({"class": "epigraph"}, *inner)


def without_notes(element: etree._Element) -> etree._Element:
    """A copy of the element without the calls of notes, for contents, running heads, metadata."""
    copy = deepcopy(element)
    copy.tail = None
    for call in [e for e in copy.iter() if is_note_call(e)]:
        remove_keeping_tail(call)
    return copy


_BY = re.compile(r"^(?:[Pp]ar|PAR|[Bb]y|BY)\s+(?=[^\W\d_a-zà-öø-ÿ])")
_PARTICLES = frozenset("de du des le la et von van der den y al el".split())  # noqa: SIM905
_NO_NAME = re.compile(
    r"universit|école|institut|laboratoire|centre|collège|lycée|faculté|musée|archives|académie|"
    r"profess|direct|chercheu|docteur|membre|ancien|cnrs|inserm|inrae|ehess",
    re.IGNORECASE,
)
_LINE_END = "\ue000"


def authors(byline: etree._Element) -> str:
    """Whom a byline names: its first line, and those of the others that are names too.

    The lines between them say what the authors do: contents and metadata leave that out.
    """
    copy = without_notes(byline)
    for end in copy.iter(f"{{{XHTML}}}br"):
        end.tail = f"{_LINE_END}{end.tail or ''}"
    first, *others = (" ".join(line.split()) for line in text(copy).split(_LINE_END))
    return ", ".join([first, *filter(_is_name, others)])


def without_by(names: str) -> str:
    """The names of a byline without the « Par » before them."""
    return _BY.sub("", names)


def _is_name(line: str) -> bool:
    said = line.split()
    return (
        2 <= len(said) <= 6
        and _NO_NAME.search(line) is None
        and all(w[:1].isupper() or w in _PARTICLES or w[:2] in ("d’", "d'") for w in said)
    )


def remove_keeping_tail(element: etree._Element) -> None:
    """Take an element out of its parent, but not the text that follows it."""
    parent = element.getparent()
    assert parent is not None
    tail, previous = element.tail, element.getprevious()
    if tail:
        if previous is not None:
            previous.tail = (previous.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
    element.tail = None
    parent.remove(element)


# --- identifiers -------------------------------------------------------------------------------


_LETTERS = str.maketrans({"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae", "ø": "o", "Ø": "O", "’": "-"})


def slugify(title: str) -> str:
    """A name for files and anchors: ASCII letters and digits in lower case, joined by hyphens."""
    title = title.translate(_LETTERS)
    ascii_only = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only.lower()).strip("-")


_WORD = re.compile(r"[^\W_]+")
_LINK = f"{{{XHTML}}}a"


def identify(root: etree._Element) -> None:
    """Give every block without an ``id`` one that stays when other blocks come and go.

    Subheads and their sections take their words; other blocks take the first letter of their kind
    and six hexadecimal digits of a digest of their letters and digits, so that neither a block
    added elsewhere nor a correction of the typography changes an ``id``. Equal blocks are told
    apart by a number in order of appearance.
    """
    taken = {e.get("id") for e in root.iter() if e.get("id")}
    numbers: dict[str, int] = {}
    for element in root.iter():
        name = tag(element)
        if name not in BLOCKS or element.get("id") or element is root:
            continue
        base = _identifier(element, name)
        number = numbers.get(base, 1)
        candidate = base if number == 1 else f"{base}-{number}"
        while candidate in taken:
            number += 1
            candidate = f"{base}-{number}"
        numbers[base] = number
        taken.add(candidate)
        element.set("id", candidate)


def _identifier(element: etree._Element, name: str) -> str:
    # The numbers of notes are no part of a block: they change when a note is added elsewhere.
    noted = len(element) > 0 and any(is_note_call(e) for e in element.iter(_LINK))
    bare = without_notes(element) if noted else element
    if name == "section":
        words = slugify("".join(text(heading) for heading in bare[:1]))[:60].strip("-")
        # An XML name does not begin with a digit.
        return words if words[:1].isalpha() else f"s-{words}".strip("-")
    if name == "h1":
        return "title"
    said = text(bare) if len(bare) else bare.text or ""
    essence = "".join(_WORD.findall(unicodedata.normalize("NFKC", said).casefold()))
    if name in ("figure", "hr"):
        essence += "".join(str(e.get("src")) for e in element.iter() if e.get("src"))
    return f"{name[0]}-{hashlib.blake2s(essence.encode(), digest_size=3).hexdigest()}"


# --- documents ---------------------------------------------------------------------------------


def document(article: Article) -> etree._Element:
    """The whole XHTML document of an article: ``html`` with its head, the article in the body."""
    root = deepcopy(article.root)
    root.tail = None
    html = E.html(E.head(E.meta(charset="utf-8"), E.title(article.title)), E.body(root))
    html.set("lang", article.language)
    html.set(XML_LANG, article.language)
    return html


def alone(html: etree._Element) -> etree._Element:
    """A document as it is read by itself: each note shows its number, a link back to its call.

    A word joiner before a call keeps it apart from the word it stands at, for those who take the
    text out of the document, and on the same line. In the editions notes are numbered anew.
    """
    calls: dict[str, etree._Element] = {}
    for call in [e for e in html.iter() if is_note_call(e)]:
        calls.setdefault((call.get("href") or "").removeprefix("#"), call)
        before, parent = call.getprevious(), call.getparent()
        if before is not None:
            before.tail = f"{before.tail or ''}{_WORD_JOINER}"
        elif parent is not None:
            parent.text = f"{parent.text or ''}{_WORD_JOINER}"
    for note in [e for e in html.iter() if is_note(e)]:
        call_of = calls[note.get("id") or ""]
        number = E.a({"href": f"#{call_of.get('id')}"}, "".join(call_of.itertext()))
        first = note[0]
        if tag(first) != "p":
            first = E.p()
            note.insert(0, first)
        number.tail = f"\u00a0{first.text or ''}"
        first.text = None
        first.insert(0, number)
    return html


_WORD_JOINER = "\u2060"


def serialise(html: etree._Element) -> bytes:
    """A document as bytes: XML declaration, HTML5 doctype, UTF-8, a line end at the end."""
    etree.cleanup_namespaces(html, keep_ns_prefixes=["epub"])
    return (
        etree.tostring(html, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>")
        + b"\n"
    )


# --- validity ----------------------------------------------------------------------------------


@cache
def _schema() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(ARTICLE_SCHEMA))


@dataclass(frozen=True)
class Fault:
    """Where and why an article is not of the profile; ``block`` is the ``id`` nearest to it."""

    block: str
    reason: str


def faults(article: Article) -> list[Fault]:
    """What is wrong with an article by the schema and by the rules that a schema cannot say.

    Beyond ``article.rng``: ids are unique, each note is called and each call has its note, no
    paragraph is empty.
    """
    found = []
    # Parsed again from the bytes: what is judged is what is written.
    html = etree.fromstring(serialise(document(article)), etree.XMLParser(huge_tree=True))
    schema = _schema()
    if not all(map(schema.validate, _pieces(html))) and not schema.validate(html):
        for entry in schema.error_log:
            node = html.xpath(entry.path) if entry.path else []
            element = node[0] if isinstance(node, list) and node else None
            found.append(Fault(_nearest_id(element), f"{entry.message}"))
    return found + list(_rule_faults(html))


_RUN = 500
"""So many blocks side by side are validated at once."""


def _pieces(html: etree._Element) -> Iterator[etree._Element]:
    """A document in pieces that are valid together when, and only when, it is valid whole.

    libxml2 takes time by the square of the number of siblings. What an article or a section begins
    with are blocks in any number and order: beyond the first ones they are as valid in an article
    of their own.
    """
    if all(len(e) <= _RUN for e in html.iter(*_HOLDERS)):
        yield html
        return
    whole = deepcopy(html)
    for holder in list(whole.iter(*_HOLDERS)):
        run = list(takewhile(lambda e: tag(e) not in _OTHER and not is_note(e), holder[1:]))
        for start in range(_RUN, len(run), _RUN):
            root = E.article({"lang": "fr", "id": "a"}, E.header(E.h1("A", id="h")))
            root.extend(run[start : start + _RUN])
            yield E.html(
                {"lang": "fr"}, E.head(E.meta(charset="utf-8"), E.title("A")), E.body(root)
            )
    yield whole


_HOLDERS = (f"{{{XHTML}}}article", f"{{{XHTML}}}section")
_OTHER = ("", "section")
"""What ends a run of blocks: a section, a comment."""


def _rule_faults(html: etree._Element) -> Iterator[Fault]:
    seen: set[str] = set()
    calls: set[str] = set()
    notes: set[str] = set()
    for element in html.iter():
        identifier = element.get("id")
        if identifier:
            if identifier in seen:
                yield Fault(identifier, "id given twice")
            seen.add(identifier)
        if is_note_call(element):
            calls.add((element.get("href") or "").removeprefix("#"))
        elif is_note(element):
            notes.add(identifier or "")
        elif (
            tag(element) in ("p", "h1", "h2", "h3", "h4", "h5", "h6")
            and not text(element).strip("\u00a0\u202f")
            and element.find(f".//{{{XHTML}}}img") is None
            and element.find(f".//{{{MATHML}}}math") is None
        ):
            yield Fault(identifier or "", f"empty {tag(element)}")
    for identifier in sorted(calls - notes):
        yield Fault(identifier, "call without its note")
    for identifier in sorted(notes - calls):
        yield Fault(identifier, "note that nothing calls")


def _nearest_id(element: etree._Element | None) -> str:
    while element is not None:
        if element.get("id"):
            return str(element.get("id"))
        element = element.getparent()
    return ""
