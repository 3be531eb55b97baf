"""Inline HTML as inline elements of the profile."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, unquote, unquote_to_bytes, urljoin

from lxml import etree

from publish.article import EPUB_TYPE, MATHML, E, tag
from publish.diagnostics import Kind, Severity
from publish.sources.html.references import ANCHOR, asks_page, index_mark
from publish.sources.html.tree import CALL, LABEL, is_block, name, style, text_of
from publish.sources.html.visible import quoted
from publish.sources.inline import ALT_MISSING, LINK_REFUSED, Report
from publish.sources.limits import LIMIT_EXCEEDED, Limits
from publish.urls import is_address
from publish.words import words

IMAGE_LEFT_OUT = Kind(
    "image-left-out",
    Severity.WARNING,
    fr="L’image « {described} » est restée sur Internet ({address}) : elle n’entre pas dans les "
    "éditions, sa légende reste.",
    fr_hint="Pour l’avoir, enregistrez-la à côté de l’article et donnez son nom de fichier dans "
    "src.",
    en="The image “{described}” stayed on the Internet ({address}): it does not enter the "
    "editions, its caption stays.",
    en_hint="To have it, save it beside the article and give its file name in src.",
)

_ELEMENTS = {
    **{n: n for n in ("em", "strong", "cite", "q", "abbr", "sup", "sub", "code", "time")},
    **{"i": "em", "u": "em", "var": "em", "dfn": "em", "b": "strong", "acronym": "abbr"},
    **{"kbd": "code", "samp": "code", "tt": "code"},
}
_SCHEME = re.compile(r"\s*(?P<name>[A-Za-z][A-Za-z0-9+.-]*):")
_SCHEMES = ("http", "https", "mailto", "tel")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_DATETIME = re.compile(
    r"\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})?)?)?)?"
)
_URI_SAFE = "%/:?#[]@!$&'()*+,;=~-._"
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_NOTHING = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069]")
_CUT = re.compile(r"[\t\n\r]")
"""What a browser takes out of addresses wherever it stands (WHATWG URL Standard, §4.4)."""
_LAZY = (
    *(
        "data-src",
        "data-original",
        "data-lazy-src",
        "data-lazy",
        "data-full-url",
        "data-hi-res-src",
    ),
    *("data-large-file", "data-image", "data-url"),
)
_PLACEHOLDER = re.compile(
    r"(?:blank|placeholder|spacer|transparent|pixel|lazy|loading|1x1)[\w-]*\.(?:gif|png|svg|jpg)",
    re.IGNORECASE,
)
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"GIF8", ".gif"),
    (b"RIFF", ".webp"),
)
_SMALL_DATA = 300
"""A ``data:`` image of fewer characters holds the place of another that scripts would load."""


def address(text: str) -> str:
    """An address without what none may hold unescaped (RFC 3986, §2); empty when it is none."""
    text = _NOTHING.sub(" ", _CUT.sub("", text)).strip()
    text = quote(_STRAY_PERCENT.sub("%25", text), safe=_URI_SAFE)
    start, sharp, fragment = text.partition("#")
    text = start + sharp + fragment.replace("#", "%23")
    return text if text and is_address(text) else ""


class Inline:
    """Fills elements with inline HTML; gathers the images that the manuscript carries."""

    def __init__(
        self,
        report: Callable[[etree._Element], Report],
        *,
        base: str,
        folder: Path | None,
        language: str,
        limits: Limits,
    ):
        self._at = report
        self._base, self._folder, self._language = base, folder, language
        self._limits = limits
        self.images: dict[str, bytes] = {}
        self.called: dict[str, int] = {}
        """How often each note has been called so far."""
        self._pending: list[str] = []

    def fill(self, into: etree._Element, source: etree._Element) -> None:
        """Append to ``into`` what stands in ``source``."""
        self._fill(into, source)
        self._flush(into)

    def _fill(self, into: etree._Element, source: etree._Element) -> None:
        # Text is gathered before it is set: adding to a text anew for each of its thousand pieces
        # would copy it a thousand times.
        self._pending.append(source.text or "")
        for child in source:
            self._child(into, child)
            self._pending.append(child.tail or "")

    def _flush(self, into: etree._Element) -> None:
        append(into, "".join(self._pending))
        self._pending.clear()

    def _put(self, into: etree._Element, element: etree._Element) -> None:
        self._flush(into)
        into.append(element)

    def _child(self, into: etree._Element, child: etree._Element) -> None:
        kind = name(child)
        if not kind or child.get(LABEL):
            return
        if child.get(CALL):
            self._put(into, self._call(child.get(CALL) or ""))
        elif (mark := self._mark(child)) is not None:
            self._put(into, mark)
            self.fill(mark, child)
        elif kind == "br":
            self._put(into, E.br())
        elif kind == "img":
            image = self.image(child)
            if image is not None:
                self._put(into, image)
        elif kind == "math":
            self._math(into, child)
        elif kind == "a":
            self._link(into, child)
        elif kind == "sup" and _only_call(child):
            self._fill(into, child)
        elif kind in _ELEMENTS and not is_block(child):
            self._element(into, child, _ELEMENTS[kind])
        elif _small_caps(child) or self.language(child):
            self._element(into, child, "span")
        else:
            self._fill(into, child)

    def _mark(self, child: etree._Element) -> etree._Element | None:
        """What marks a place: an anchor that a reference leads to, an entry of the index."""
        if child.get(ANCHOR):
            return E.span(id=child.get(ANCHOR) or "")
        return index_mark(child, bare=self._folder is None)

    def _element(self, into: etree._Element, child: etree._Element, kind: str) -> None:
        element = E(kind)
        if kind == "span" and _small_caps(child):
            element.set("class", "smallcaps")
        if kind == "abbr" and (child.get("title") or "").strip():
            element.set("title", clean(child.get("title") or ""))
        if kind == "time" and _DATETIME.fullmatch((child.get("datetime") or "").strip()):
            element.set("datetime", (child.get("datetime") or "").strip())
        language = self.language(child)
        if language:
            element.set("lang", language)
        self._put(into, element)
        self.fill(element, child)

    def language(self, element: etree._Element) -> str:
        """The language of an element, where it tells one that is not that of the article."""
        given = (element.get("lang") or "").strip()
        if not _LANGUAGE.fullmatch(given) or given.lower()[:2] == self._language.lower()[:2]:
            return ""
        return given

    def _link(self, into: etree._Element, child: etree._Element) -> None:
        given = child.get("href")
        target = (given or "").strip()
        inside = any(tag(e) == "a" for e in (into, *into.iterancestors()))
        scheme = _SCHEME.match(_NOTHING.sub("", target))
        if not target or inside:
            self._fill(into, child)
            return
        if scheme and scheme.group("name").lower() not in _SCHEMES:
            self._at(child)(LINK_REFUSED, target=quoted(target))
            self._fill(into, child)
            return
        if not scheme and self._base and not target.startswith("#"):
            try:
                target = urljoin(self._base, target)
            except ValueError:
                target = ""
        href = address(target)
        if not href:
            self._at(child)(LINK_REFUSED, target=quoted(given or ""))
            self._fill(into, child)
            return
        element = E.a(href=href)
        if asked := asks_page(child, bare=self._folder is None):
            element.set("class", asked)
        if self.language(child):
            element.set("lang", self.language(child))
        # In the tree first: a link inside knows that it is inside.
        self._put(into, element)
        self.fill(element, child)

    def _call(self, number: str) -> etree._Element:
        again = self.called.get(number, 0)
        self.called[number] = again + 1
        identifier = f"r{number}-{again + 1}" if again else f"r{number}"
        attributes = {"href": f"#n{number}", "id": identifier, "role": "doc-noteref"}
        return E.a({**attributes, EPUB_TYPE: "noteref"}, number)

    def _math(self, into: etree._Element, child: etree._Element) -> None:
        copies: dict[etree._Element, etree._Element] = {}
        for event, inner in etree.iterwalk(child, events=("start", "end")):
            if not name(inner) or event == "end":
                continue
            if not re.fullmatch(r"[a-z]+", name(inner)):
                self._put(into, E.span(text_of(child)))
                return
            copy = etree.Element(f"{{{MATHML}}}{name(inner)}", nsmap={None: MATHML})
            copy.text = inner.text
            parent = inner.getparent()
            if inner is not child and parent is not None:
                copy.tail = inner.tail
                copies[parent].append(copy)
            copies[inner] = copy
        self._put(into, copies[child])

    def image(self, source: etree._Element) -> etree._Element | None:
        """The ``img`` of the profile, ``None`` when the image cannot enter an edition."""
        report, given = self._at(source), _source(source)
        described = clean(source.get("alt") or "")
        if given.lower().startswith("data:"):
            src = self._carried(report, given)
        else:
            src = self._beside(given)
        if not src:
            if given and not _is_ornament(source, given):
                shown = described or clean(source.get("title") or "") or _caption(source) or "—"
                report(IMAGE_LEFT_OUT, described=quoted(shown), address=quoted(given))
            return None
        if not described:
            report(ALT_MISSING, name=quoted(unquote(src)))
        return E.img(src=src, alt=described)

    def _beside(self, given: str) -> str:
        """The address of a file beside the manuscript; empty for everything else.

        A page that was saved without its images names files that are not there: these are as far
        away as the others. ``folder`` is ``None`` where the editor wrote the name.
        """
        target = _NOTHING.sub("", given) if " " not in given.strip() else given.strip()
        if not target or _SCHEME.match(target) or target.startswith(("//", "/", "\\", "#")):
            return ""
        src = address(target.replace(" ", "%20").partition("?")[0])
        path = unquote(src)
        if self._folder is not None:
            try:
                if ".." in Path(path).parts or not (self._folder / path).is_file():
                    return ""
            except (OSError, ValueError):
                return ""
        return src

    def _carried(self, report: Report, given: str) -> str:
        """The name of the image that a ``data:`` address holds, kept for the editions."""
        head, _, body = given.partition(",")
        most = self._limits.image_bytes
        if len(body) > most * 4 // 3 + 4:
            report(LIMIT_EXCEEDED, name="image_bytes", limit=most, found=len(body) * 3 // 4)
            return ""
        try:
            if head.lower().endswith(";base64"):
                data = base64.b64decode(unquote_to_bytes(body), validate=False)
            else:
                data = unquote_to_bytes(body)
        except (ValueError, binascii.Error):
            return ""
        suffix = next((s for start, s in _SIGNATURES if data.startswith(start)), "")
        if not suffix or len(given) < _SMALL_DATA:
            return ""
        known = next((src for src, held in self.images.items() if held == data), "")
        src = known or f"image-{len(self.images) + 1}{suffix}"
        self.images[src] = data
        return src


def append(element: etree._Element, text: str) -> None:
    """Add a text at the end of an element."""
    if not text:
        return
    # Counting the children, as ``len`` does, takes as long as there are children.
    last = next(element.iterchildren(reversed=True), None)
    if last is not None:
        last.tail = (last.tail or "") + text
    else:
        element.text = (element.text or "") + text


def clean(text: str) -> str:
    """The text of an attribute, white space folded."""
    return " ".join(_NOTHING.sub(" ", text).split())


def _small_caps(element: etree._Element) -> bool:
    return "small-caps" in style(element).get("font-variant", "") or (
        "smallcaps" in (element.get("class") or "").replace("-", "").lower()
    )


def _only_call(element: etree._Element) -> bool:
    """Whether a superior holds nothing but the call of a note."""
    calls = [e for e in element.iter() if e.get(CALL)]
    return bool(calls) and text_of(element).strip("[]() ,") == " ".join(
        text_of(e) for e in calls
    ).strip("[]() ,")


def _source(image: etree._Element) -> str:
    """The address of an image: scripts load it from elsewhere while ``src`` holds its place."""
    given = (image.get("src") or "").strip()
    lazy = [v for key in _LAZY if (v := (image.get(key) or "").strip())]
    for key in ("data-srcset", "data-lazy-srcset", "srcset"):
        first = (image.get(key) or "").strip().split(",")[0].split()
        lazy += first[:1]
    holds_place = (
        not given
        or bool(_PLACEHOLDER.search(given[-200:]))
        or (given.lower().startswith("data:") and len(given) < _SMALL_DATA)
        or given.lower().startswith("data:image/svg")
    )
    return next((v for v in lazy if holds_place and not v.startswith("{")), given)


def _is_ornament(image: etree._Element, given: str) -> bool:
    """Whether an image shows nothing: a pixel that counts visits, a sign for a smile."""
    size = {(image.get("width") or "").strip("px"), (image.get("height") or "").strip("px")}
    said = (image.get("class") or "").lower()
    return (
        bool(size & {"0", "1"})
        or "smiley" in said
        or "emoji" in said
        or (given.lower().startswith("data:") and len(given) < _SMALL_DATA)
    )


def _caption(image: etree._Element) -> str:
    for ancestor in image.iterancestors("figure"):
        return clean(" ".join(text_of(e) for e in ancestor.iter("figcaption")))
    return ""


def has_words(element: etree._Element) -> bool:
    """Whether an element holds a word."""
    return bool(words("".join(element.itertext())))
