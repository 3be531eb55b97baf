"""The navigation of documentation and blogs: links to the pages before and after, tables of
contents, breadcrumbs, the paragraph signs that link a heading to itself.

DocBook (Publican, DocBook XSL), Sphinx, MkDocs, GitBook and the like have one article a page and
put it between bars of links, with classes of their own or with none. These are taken away before
the article is looked for: they stand in no article, whatever share of the page they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from publish.sources.html.hints import beside
from publish.sources.html.tree import is_block, name, remove, text_of, tokens
from publish.sources.html.visible import LeftOut
from publish.words import words

_BARS = frozenset(
    "docnav navheader navfooter sphinxsidebar postnav prevnext nextprev pagenav pagenavigation "  # noqa: SIM905
    "breadcrumb breadcrumbs ariane arianne breadcrump".split()
)
"""Tokens of classes and ids that name bars of navigation."""
_CONTENTS = frozenset("toc tocwrapper sommaire tdm tableofcontents localtoc globaltoc".split())  # noqa: SIM905
_SELF = frozenset("headerlink permalink anchorlink headeranchor heading-anchor".split())  # noqa: SIM905
_BACK = re.compile(
    r"[\s«‹<←⟵|]*(?:(?:page|article|chapitre|section|sujet|billet|post|partie|fiche|épisode)\s+)?"
    r"(?:précédente?s?|previous|prev|préc\.?)\b|\s*(?:←|‹|<<|⟵)",
    re.IGNORECASE,
)
_ON = re.compile(
    r"[\s|]*(?:(?:page|article|chapitre|section|sujet|billet|post|partie|fiche|épisode)\s+)?"
    r"(?:suivante?s?|next|suiv\.?)\b|.*(?:→|›|>>|⟶)\s*$",
    re.IGNORECASE | re.DOTALL,
)
_CONTENTS_HEADING = re.compile(
    r"(?:table des matières|sommaire|contenu|dans cet? (?:article|page)|sur cette page|"
    r"au sommaire|table of contents|contents|on this page)\s*:?\s*",
    re.IGNORECASE,
)
_TRAIL = re.compile(r"\s*(?:vous êtes ici\s*:?|accueil|home)\s*[>›»/|→]", re.IGNORECASE)
_HOLDERS = frozenset("div p ul ol dl nav section aside header footer table tr center".split())  # noqa: SIM905
_MOST_IN_BAR = 60
"""The most words of a bar with links to the pages before and after."""
_MOST_PARTS = 12
_MOST_IN_TRAIL = 30
_LINKED = 0.8
"""The share of linked words from which on a list is one of contents."""
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_MOST_IN_BANNER = 12
_LEAST_LEFT = 40
"""A page that would keep fewer words is a table of contents, and that is its text."""


def has_bars(root: etree._Element) -> bool:
    """Whether a document has a bar of links to other pages of its site."""
    counts = _counts(root)
    return any(_is_bar(element, counts) for element in root.iter())


def take_away_navigation(body: etree._Element, left: LeftOut) -> None:
    """Take the bars and the tables of contents out of a page, noting their words."""
    counts = _counts(body)
    for element in _outermost([e for e in body.iter() if _is_bar(e, counts)]):
        _take(element, left)
    counts = _counts(body)
    contents = _outermost([e for e in body.iter() if _is_contents(e, counts)])
    if counts[body].words - sum(counts[e].words for e in contents) >= _LEAST_LEFT:
        for element in contents:
            _take(element, left)


@dataclass(frozen=True)
class _Count:
    """How many words and links an element holds, and how many of the words are those of links."""

    words: int = 0
    links: int = 0
    linked: int = 0


def _counts(root: etree._Element) -> dict[etree._Element, _Count]:
    found: dict[etree._Element, _Count] = {}
    for _, element in etree.iterwalk(root, events=("end",)):
        inner = [found[e] for e in element]
        said = len((element.text or "").split()) + sum(len((e.tail or "").split()) for e in element)
        count = said + sum(c.words for c in inner)
        link = name(element) == "a" and bool(element.get("href"))
        found[element] = _Count(
            count,
            link + sum(c.links for c in inner),
            count if link else sum(c.linked for c in inner),
        )
    return found


def take_away_head(body: etree._Element, left: LeftOut) -> None:
    """Take away what stands before the first heading and calls itself a banner, a menu or a logo.

    For pages without other frames than their bars: there the article is not looked for.
    """
    before: list[etree._Element] = []
    for element in body.iter():
        if name(element) in _HEADINGS:
            break
        before.append(element)
    else:
        return
    counts = _counts(body)
    holding = set(element.iterancestors())
    frames = [
        e
        for e in before
        if e not in holding and counts[e].words <= _MOST_IN_BANNER and (beside(e) or _is_logo(e))
    ]
    for frame in _outermost(frames):
        said = " ".join([text_of(frame), *(i.get("alt") or "" for i in frame.iter("img"))])
        left.add(frame, said)
        remove(frame)


def _is_logo(element: etree._Element) -> bool:
    """Whether a link holds a picture and no word: it leads to the site, or to who made it."""
    holds = next(element.iter("img"), None) is not None and not words(text_of(element))
    return name(element) == "a" and bool(element.get("href")) and holds


def link_headings_plainly(body: etree._Element) -> None:
    """Take away the signs after headings that are links to themselves."""
    for link in list(body.iter("a")):
        sign = text_of(link)
        if not words(sign) and len(sign) <= 2 and _links_itself(link, sign):
            remove(link)


def take_away_numbers(body: etree._Element, left: LeftOut) -> None:
    """Take away the numbers that journals set beside their paragraphs."""
    found = [e for e in body.iter("span", "div") if _NUMBERS & set(class_names(e))]
    numbers = [e for e in found if text_of(e).strip("[]").isdigit()]
    if numbers:
        left.add(numbers[0], " ".join(map(text_of, numbers)))
    for element in numbers:
        remove(element)


_NUMBERS = frozenset(("paranumber", "num_paragraphe", "no_para", "numpara"))


def class_names(element: etree._Element) -> list[str]:
    """The classes of an element as they are written."""
    return (element.get("class") or "").lower().split()


def _links_itself(link: etree._Element, sign: str) -> bool:
    if set(tokens(link)) & _SELF:
        return True
    return sign in ("¶", "#", "§", "🔗") and (link.get("href") or "").startswith("#")


def _outermost(found: Sequence[etree._Element]) -> list[etree._Element]:
    """The elements that lie in no other of them, in order."""
    known = set(found)
    return [e for e in found if known.isdisjoint(e.iterancestors())]


def _take(element: etree._Element, left: LeftOut) -> None:
    left.add(element, text_of(element))
    remove(element)


def _is_bar(element: etree._Element, counts: dict[etree._Element, _Count]) -> bool:
    """Whether an element is a bar of links to other pages, by its class or by what it says."""
    count = counts[element]
    if name(element) not in _HOLDERS or count.words > _MOST_IN_BAR:
        return False
    if set(tokens(element)) & _BARS:
        return True
    if not 0 < count.links <= _MOST_PARTS:
        return False
    if count.words <= _MOST_IN_TRAIL and _TRAIL.match(text_of(element)):
        return True
    parts = [_said(e) for e in _parts(element)]
    return any(map(_BACK.match, parts)) and any(map(_ON.match, parts))


def _parts(element: etree._Element) -> Iterator[etree._Element]:
    """What stands side by side in a bar: its items, cells or links."""
    blocks = [e for e in element.iter() if e is not element and is_block(e)]
    innermost = [e for e in blocks if not any(is_block(c) for c in e.iterdescendants())]
    yield from innermost
    yield from (a for a in element.iter("a") if a.get("href"))


def _said(part: etree._Element) -> str:
    """The text of a part; that of its pictures where it has no other."""
    return text_of(part) or " ".join(i.get("alt") or "" for i in part.iter("img"))


def _is_contents(element: etree._Element, counts: dict[etree._Element, _Count]) -> bool:
    """Whether an element is a table of contents: a list of links under its heading or class."""
    count = counts[element]
    if name(element) not in _HOLDERS or count.links < 2:
        return False
    if count.linked < _LINKED * (count.words - min(count.words, 4)):
        return False
    return bool(set(tokens(element)) & _CONTENTS) or bool(
        _CONTENTS_HEADING.fullmatch(_opening(element))
    )


def _opening(element: etree._Element) -> str:
    """The first text of an element, as far as its block goes."""
    first = next((e for e in element.iter() if (e.text or "").strip()), None)
    while first is not None and not is_block(first):
        first = first.getparent()
    return "" if first is None or first is element else text_of(first)
