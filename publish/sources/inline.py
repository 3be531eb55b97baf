"""Inline Markdown as inline elements of the profile."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Protocol
from urllib.parse import unquote

from lxml import etree
from markdown_it.token import Token

from publish.article import EPUB_TYPE, E
from publish.diagnostics import Kind, Severity
from publish.sources.indexing import ANCHOR_REFUSED, anchor_fault, anchor_name, index_of, mark
from publish.urls import SCHEME, external, relative

ALT_MISSING = Kind(
    "alt-missing",
    Severity.WARNING,
    fr="L’image « {name} » n’a pas de texte de remplacement.",
    fr_hint="Dites ce qu’elle montre : ![un phare au soleil couchant]({name}) en Markdown, "
    'alt="un phare au soleil couchant" en HTML.',
    en="The image “{name}” has no alternative text.",
    en_hint="Say what it shows: ![a lighthouse at sunset]({name}) in Markdown, "
    'alt="a lighthouse at sunset" in HTML.',
)
IMAGE_REMOTE = Kind(
    "image-remote",
    Severity.ERROR,
    fr="L’image « {name} » est sur Internet : les éditions ne vont rien y chercher.",
    fr_hint="Enregistrez-la à côté de l’article et donnez son nom de fichier.",
    en="The image “{name}” is on the Internet: the editions fetch nothing there.",
    en_hint="Save it beside the article and give its file name.",
)
LINK_REFUSED = Kind(
    "link-refused",
    Severity.WARNING,
    fr="Le lien vers « {target} » est retiré, ses mots restent.",
    fr_hint="Un lien mène à une page (https://…), une adresse (mailto:…) ou un autre article.",
    en="The link to “{target}” is taken off, its words stay.",
    en_hint="A link leads to a page (https://…), an address (mailto:…) or another article.",
)
HTML_INLINE = Kind(
    "html-inline",
    Severity.WARNING,
    fr="La balise {markup} est retirée, ses mots restent.",
    fr_hint="Récrivez-la en Markdown : *italique*, **gras**, [texte]{{.smallcaps}}.",
    en="The tag {markup} is taken off, its words stay.",
    en_hint="Write it in Markdown: *italics*, **bold**, [text]{{.smallcaps}}.",
)

LANGUAGE_INVALID = Kind(
    "language-invalid",
    Severity.WARNING,
    fr="« {given} » n’est pas un code de langue : il est ignoré.",
    fr_hint="Écrivez par exemple fr, en ou pt-BR.",
    en="“{given}” is no language code: it is passed over.",
    en_hint="Write for instance fr, en or pt-BR.",
)
COMMENT_LEFT_OUT = Kind(
    "comment-left-out",
    Severity.NOTE,
    fr="Un commentaire <!-- … --> reste dans le manuscrit : il n’entre pas dans les éditions.",
    fr_hint="Rien à faire, sauf si ce passage devait être publié : retirez alors <!-- et -->.",
    en="A comment <!-- … --> stays in the manuscript: it does not enter the editions.",
    en_hint="Nothing to do, unless the passage was to be published: take off <!-- and --> then.",
)

MARK_UNKNOWN = Kind(
    "mark-unknown",
    Severity.WARNING,
    fr="La marque « .{name} » n’est pas connue : elle est sans effet.",
    fr_hint="Retirez-la, ou choisissez parmi : {known}.",
    en="The mark “.{name}” is not known: it has no effect.",
    en_hint="Take it off, or choose among: {known}.",
)

_ELEMENTS = {
    "em": "em",
    "strong": "strong",
    "link": "a",
    "span": "span",
    "sup": "sup",
    "sub": "sub",
}
_MARKS = ("smallcaps", "index", "nom", "page", "folio")
_HTML_ELEMENTS = frozenset(("sup", "sub", "em", "strong", "i", "b", "cite", "q", "abbr", "code"))
_HTML_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z0-9]+)[^>]*?/?>")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")


def is_language(given: str) -> bool:
    """Whether a text is a language code as XML takes it (``xsd:language``)."""
    return _LANGUAGE.fullmatch(given) is not None


class Report(Protocol):
    """Takes a problem where it is found."""

    def __call__(self, kind: Kind, **values: object) -> None:
        """Note a problem of this kind at the line being read."""


class Inline:
    """Fills elements with inline tokens."""

    def __init__(self, report: Report, taken: Iterable[str] = ()):
        self._report = report
        self._taken = set(taken)
        self.called: set[int] = set()
        """The numbers of the notes called so far; an image's description cannot call any."""

    def fill(self, element: etree._Element, tokens: Sequence[Token]) -> None:
        """Append to ``element`` what the tokens say."""
        stack = [element]
        for token in tokens:
            if token.type in ("text", "text_special"):
                _append(stack[-1], token.content)
            elif token.type == "softbreak":
                _append(stack[-1], " ")
            elif token.type == "hardbreak":
                stack[-1].append(E.br())
            elif token.type == "code_inline":
                stack[-1].append(E.code(token.content))
            elif token.type == "image":
                stack[-1].append(self._image(token))
            elif token.type == "footnote_ref":
                self.called.add(int(token.meta["id"]))
                stack[-1].append(_call(token))
            elif token.type == "html_inline":
                self._html(stack, token.content)
            elif token.nesting == 1:
                child = self._element(token)
                stack[-1].append(child)
                stack.append(child)
            elif token.nesting == -1 and len(stack) > 1:
                closed = stack.pop()
                if token.type == "link_close" and closed.get("href") and _says_nothing(closed):
                    closed.set("class", closed.get("class") or "page")

    def wrap(self, name: str, content: etree._Element) -> etree._Element:
        """What stands in ``content``, in an inline element of this name."""
        element = E(name, content.text or "")
        element.extend(list(content))
        return element

    def _element(self, token: Token) -> etree._Element:
        kind = token.type.removesuffix("_open")
        element = E(_ELEMENTS.get(kind, "span"))
        if kind == "link":
            self._link(element, str(token.attrs.get("href", "")))
            if token.attrs.get("title"):
                element.set("title", str(token.attrs["title"]))
        names = str(token.attrs.get("class", "")).split()
        index = index_of(names)
        if kind == "span" and index:
            element = mark(index, token.attrs)
        elif kind == "span" and "smallcaps" in names:
            element.set("class", "smallcaps")
        elif kind == "link" and (asked := [n for n in names if n in ("page", "folio")]):
            element.set("class", asked[0])
        for name in names:
            if name not in _MARKS and not index_of([name]):
                self._report(MARK_UNKNOWN, name=name, known=", ".join(f".{m}" for m in _MARKS))
        self.set_anchor(element, token.attrs.get("id"))
        self.set_language(element, token.attrs.get("lang"))
        return element

    def set_anchor(self, element: etree._Element, given: object) -> None:
        """Give an element the name that links lead to, where one is given that can be one."""
        if not given:
            return
        name = anchor_name(str(given))
        fault = anchor_fault(name, self._taken)
        if fault is None:
            self._taken.add(name)
            element.set("id", name)
        else:
            self._report(ANCHOR_REFUSED, name=given, reason_fr=fault[0], reason_en=fault[1])

    def set_language(self, element: etree._Element, given: object) -> None:
        """Set the language of a passage, where one is given and it is one."""
        if not given:
            return
        if is_language(str(given)):
            element.set("lang", str(given))
        else:
            self._report(LANGUAGE_INVALID, given=given)

    def _link(self, element: etree._Element, href: str) -> None:
        target = external(href) if SCHEME.match(href) else relative(_inside(href))
        if target:
            element.set("href", target)
        elif href:
            self._report(LINK_REFUSED, target=href)

    def _image(self, token: Token) -> etree._Element:
        source = str(token.attrs.get("src", ""))
        if SCHEME.match(source) or source.startswith("//"):
            self._report(IMAGE_REMOTE, name=source)
        described = "".join(_text(child) for child in token.children or [])
        if not described.strip():
            self._report(ALT_MISSING, name=unquote(source))
        image = E.img(src=source, alt=" ".join(described.split()))
        if token.attrs.get("title"):
            image.set("title", str(token.attrs["title"]))
        return image

    def _html(self, stack: list[etree._Element], markup: str) -> None:
        match = _HTML_TAG.fullmatch(markup)
        name = match.group("name").lower() if match else ""
        if name == "br":
            stack[-1].append(E.br())
        elif match and name in _HTML_ELEMENTS and not match.group("close"):
            child = E(name)
            stack[-1].append(child)
            stack.append(child)
        elif match and name in _HTML_ELEMENTS and stack[-1].tag == E(name).tag and len(stack) > 1:
            stack.pop()
        elif markup.startswith("<!--"):
            self._report(COMMENT_LEFT_OUT)
        elif not (match and match.group("close")):
            self._report(HTML_INLINE, markup=markup)


def _inside(href: str) -> str:
    """An address inside the edition, its place named as :func:`anchor_name` has it."""
    path, mark, fragment = href.partition("#")
    named = anchor_name(unquote(fragment))
    return f"{path}#{named}" if mark and named.isascii() else href


def _append(element: etree._Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _says_nothing(link: etree._Element) -> bool:
    """Whether a link has no words: it asks for the page where it leads."""
    return not len(link) and not (link.text or "").strip()


def _call(token: Token) -> etree._Element:
    number, again = int(token.meta["id"]) + 1, int(token.meta.get("subId", 0))
    identifier = f"r{number}-{again + 1}" if again else f"r{number}"
    return E.a(
        {"href": f"#n{number}", "id": identifier, "role": "doc-noteref", EPUB_TYPE: "noteref"},
        str(number),
    )


def _text(token: Token) -> str:
    if token.type == "softbreak":
        return " "
    return token.content if token.type in ("text", "code_inline") else ""
