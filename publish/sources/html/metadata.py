"""What a page says of its article in its head: JSON-LD, microdata, OpenGraph and other ``meta``."""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from publish.sources.html.tree import name, text_of
from publish.words import words

_ARTICLES = re.compile(
    r"(?:\w*Article|BlogPosting|Report|Review|OpinionNewsArticle|LiveBlogPosting)$"
)
_BETWEEN = re.compile(r"\s+(?:[|–—‹›«»·•/]|-{1,2}|::)\s+")
"""What sites put between the title of an article and their own name in the title of a page."""
_MOST_IN_SITE = 6
_MOST_JSON = 2_000_000
_DEPTH = 12


@dataclass(frozen=True)
class Metadata:
    """What a page says of its article; empty where it says nothing.

    ``titles`` are all that it gives as its title, the surest first; ``forms`` what the title may be
    if some words at its ends are the name of the site. ``date`` is ISO 8601, a day. ``base`` is the
    address of the page.
    """

    titles: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    section: str = ""
    description: str = ""
    site: str = ""
    base: str = ""
    language: str = ""
    of_article: bool = False

    @property
    def of_fragment(self) -> Metadata:
        """What of it counts where the document is no page of a site: an editor wrote the rest."""
        return Metadata(
            titles=self.titles, forms=self.forms, base=self.base, language=self.language
        )


def read_metadata(root: etree._Element) -> Metadata:
    """The metadata of the page ``root``, its scripts and head still in place."""
    meta: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        key = (
            element.get("property") or element.get("name") or element.get("itemprop") or ""
        ).lower()
        content = _plain(element.get("content") or "")
        if key and content:
            meta.setdefault(key, []).append(content)
    linked = _linked(root)

    def first(*keys: str) -> str:
        return next((meta[key][0] for key in keys if key in meta), "")

    shown = next((text_of(e) for e in root.iter("title")), "")
    headline = _string(linked.get("headline")) or first("headline")
    site = first("og:site_name", "application-name")
    given = [
        headline,
        first("og:title"),
        first("twitter:title", "dc.title", "dcterms.title"),
        shown,
    ]
    titles = [*(_without_site(title, site) for title in given), *given]
    forms = [form for title in given for form in _shorter(title)]
    authors = list(_names(linked.get("author")))
    if not authors:
        authors = [
            a for key in ("author", "article:author", "dc.creator") for a in meta.get(key, ())
        ]
    published = _string(linked.get("datePublished")) or first(
        "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date"
    )
    sections = list(_names(linked.get("articleSection"))) or meta.get("article:section", [])
    return Metadata(
        titles=tuple(dict.fromkeys(t for t in titles if t)),
        forms=tuple(dict.fromkeys(f for f in forms if f and f not in titles)),
        subtitle=_string(linked.get("alternativeHeadline")),
        authors=tuple(a for a in dict.fromkeys(authors) if _is_name(a, site)),
        date=_day(published),
        section=sections[0] if sections and len(words(sections[0])) <= 6 else "",
        description=_string(linked.get("description")) or first("og:description", "description"),
        site=site,
        base=_base(root, first("og:url")),
        language=_language(root),
        of_article=bool(linked) or first("og:type") == "article",
    )


def _without_site(title: str, site: str) -> str:
    """The title of a page without the name of its site at one of its ends."""
    name_of = "".join(words(site))
    for match in _BETWEEN.finditer(title) if name_of else ():
        for kept, cut in (
            (title[: match.start()], title[match.end() :]),
            (title[match.end() :], title[: match.start()]),
        ):
            if "".join(words(cut)) == name_of:
                return kept
    return title


def _shorter(title: str) -> Iterator[str]:
    """What a title of a page may be without the few words at its ends that name its site."""
    places = list(_BETWEEN.finditer(title))
    end = len(title)
    for match in reversed(places):
        if len(words(title[match.end() : end])) > _MOST_IN_SITE:
            break
        end = match.start()
        yield title[:end]
    if places and len(words(title[: places[0].start()])) <= _MOST_IN_SITE:
        yield title[places[0].end() :]


def _linked(root: etree._Element) -> dict[str, Any]:
    """The first article of the page's JSON-LD."""
    for script in root.iter("script"):
        source = script.text or ""
        if "ld+json" not in (script.get("type") or "").lower() or len(source) > _MOST_JSON:
            continue
        try:
            data = json.loads(source.strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _items(data, 0):
            kinds = item.get("@type")
            for kind in kinds if isinstance(kinds, list) else [kinds]:
                if isinstance(kind, str) and _ARTICLES.search(kind):
                    return item
    return {}


def _items(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEPTH:
        return
    if isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _items(data.get(key), depth + 1)
    elif isinstance(data, list):
        for item in data:
            yield from _items(item, depth + 1)


def _names(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _names(item) if not isinstance(item, list) else ()
    elif isinstance(value, dict):
        yield from _names(value.get("name")) if not isinstance(value.get("name"), dict) else ()
    elif isinstance(value, str) and _plain(value):
        yield _plain(value)


def _string(value: Any) -> str:
    return next(_names(value), "")


def _plain(text: str) -> str:
    """A value without markup, entities or characters that XML has no place for."""
    text = re.sub(r"<[^>]{0,200}>", " ", html.unescape(html.unescape(text)))
    return " ".join("".join(c for c in text if c.isprintable() or c.isspace()).split())


def _is_name(text: str, site: str) -> bool:
    """Whether an author is a person or a body, not an address nor the site itself."""
    if "/" in text or "@" in text or not 1 <= len(words(text)) <= 8:
        return False
    folded, site = "".join(words(text)), "".join(words(site))
    return folded not in ("admin", "redaction", "laredaction", "administrateur") and not (
        site and (folded in site or site in folded)
    )


def _day(value: str) -> str:
    match = re.match(r"(\d{4})-(\d{2})-(\d{2})", value)
    if not match:
        return ""
    try:
        return dt.date(*map(int, match.groups())).isoformat()
    except ValueError:
        return ""


def _base(root: etree._Element, given: str) -> str:
    bases = [e.get("href") or "" for e in root.iter("base")]
    bases += [e.get("href") or "" for e in root.iter("link") if e.get("rel") == "canonical"]
    return next((b for b in [*bases, given] if b.startswith(("https://", "http://"))), "")


def _language(root: etree._Element) -> str:
    html_element = next((e for e in root.iter("html")), None)
    body = next((e for e in root.iter() if name(e) == "body"), None)
    given = [
        e.get("lang") or e.get("{http://www.w3.org/XML/1998/namespace}lang") or e.get("xml:lang")
        for e in (html_element, body)
        if e is not None
    ]
    return next((g.strip() for g in given if g), "")
