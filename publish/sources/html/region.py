"""Where the article is in a saved page.

trafilatura says which texts of the page it takes for the article (``bench/pages.py`` has the
measurements that chose it). The region is found from them in the page's own tree, so that no
inline markup, note, figure or heading of it is lost: the container that holds them, the title and
what lies between the title and the text, without what stands beside articles in between.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise

from lxml import etree

from publish.sources.blocks import Role
from publish.sources.html.hints import (
    OFTEN_BESIDE,
    WALLS,
    beside,
    heads_beside,
    is_caption,
    is_dated,
    is_of_quotation,
    is_signed,
    reads_as_beside,
    role_hint,
)
from publish.sources.html.leaves import Leaf, bulk_of_prose, leaves_of
from publish.sources.html.metadata import Metadata
from publish.sources.html.notes import called_notes
from publish.sources.html.tree import class_tokens, name, remove, text_of, tokens
from publish.sources.html.visible import LeftOut
from publish.words import words

# What the library thinks of strange pages is nothing that an editor could use.
for _library in ("trafilatura", "htmldate", "courlan", "justext"):
    logging.getLogger(_library).setLevel(logging.CRITICAL + 1)

_MOST_ELEMENTS = 30_000
"""The largest page that is given to trafilatura, which takes seconds beyond it."""
_ENOUGH = 40
"""Fewer words than these found by trafilatura are no article: the longest texts are taken."""
_HOLDS = 0.9
"""The share of the article's words that its container holds."""
_OWN = 0.3
"""An element with this share of the article's words is not beside it, whatever its classes."""
_LONG = 150
"""So many words of the article are not beside it, whatever is said of them."""
_MORE = 3
"""So many times the words that were found make the bulk of the page’s prose its article."""
_LINKED = 0.6
_LEAST_IN_MENU = 4
_SOME = 0.2
"""The share of linked words in a paragraph of prose that has references."""
_PROSE = 30
"""A text with as many words is prose, however many of them are links."""
_IN_SENTENCE = 15
_MOST_IN_RUBRIC = 4
_MOST_IN_SIGNATURE = 12
_BOXES = frozenset(("card", "cards", "sidebar", "teaser"))
_LEAST_IN_BOX = 8
_ADDRESS = re.compile(r"\s*(?:https?://|www\.)\S+\s*")
_LINKED_ROLES = (Role.BYLINE, Role.DATELINE, Role.RUBRIC, Role.STANDFIRST)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_RUBRICS_BEFORE = 8
"""How many texts before the title may be its rubric, its date or its signature."""


def is_page(root: etree._Element, metadata: Metadata, *, among_links: bool = True) -> bool:
    """Whether a document is a page of a site, with things beside its article.

    ``among_links`` tells whether a fifth of its words in links makes it one.
    """
    names = [name(e) for e in root.iter()]
    if "nav" in names or any(e.get("role") == "navigation" for e in root.iter()):
        return True
    scripts = sum(n == "script" for n in names)
    furniture = any(
        name(e) in ("footer", "aside", "form", "button", "iframe") and not is_of_quotation(e)
        for e in root.iter()
    )
    if scripts and (furniture or metadata.of_article):
        return True
    if scripts and _is_laid_out(root):
        return True
    if not among_links:
        return False
    links = sum(n == "a" for n in names)
    linked = sum(len(words(text_of(e))) for e in root.iter("a")) if links >= 12 else 0
    return linked > 0.2 * len(words(text_of(root)))


def _is_laid_out(root: etree._Element) -> bool:
    """Whether a table lays out a page: a cell with the text, another with the links of a menu."""
    for table in root.iter("table"):
        menu = text = False
        for cell in table.iter("td"):
            count = len(words(text_of(cell)))
            linked = [a for a in cell.iter("a") if a.get("href")]
            share = sum(len(words(text_of(a))) for a in linked)
            menu |= len(linked) >= _LEAST_IN_MENU and share > _LINKED * count
            text |= count >= _LONG and share < _SOME * count
        if menu and text:
            return True
    return False


def keep_article(body: etree._Element, metadata: Metadata, left: LeftOut) -> None:
    """Take everything but the article out of ``body``; note what is left out."""
    leaves = leaves_of(body)
    _find_good(body, leaves)
    title = _Region(body, leaves, metadata).choose()
    if title is not None:
        _drop_badges(leaves[title], metadata, left)
    _prune(body, leaves, left)


def _find_good(body: etree._Element, leaves: Sequence[Leaf]) -> None:
    """Mark the leaves that the library takes for the article; without it, the long texts."""
    found = _extracted(body)
    if len(found) >= _ENOUGH:
        said = f" {' '.join(found)} "
        for leaf in leaves:
            leaf.good = leaf.count >= 4 and f" {' '.join(leaf.words)} " in said
    if sum(leaf.count for leaf in leaves if leaf.good) < _ENOUGH:
        for leaf in leaves:
            leaf.good = (
                leaf.count >= 10
                and leaf.linked <= 0.3 * leaf.count
                and not any(beside(e) for e in (leaf.element, *leaf.element.iterancestors()))
            )
    bulk = bulk_of_prose(leaves)
    if sum(x.count for x in bulk) >= _MORE * sum(x.count for x in leaves if x.good):
        # The library took notes, a comment or the standfirst alone for the article.
        for leaf in bulk:
            leaf.good = True
    if not any(leaf.good for leaf in leaves) and leaves:
        longest = max(leaves, key=lambda leaf: leaf.count - leaf.linked)
        longest.good = longest.count > 0


@contextmanager
def _unloaded(module: str) -> Iterator[None]:
    """Whoever would load this module does without: a library that could use it, and is not asked.

    trafilatura loads py3langid wherever it is installed, and numpy with it, which takes as long as
    trafilatura itself.
    """
    if module in sys.modules:
        yield
        return
    sys.modules[module] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[module]


def _extracted(body: etree._Element) -> list[str]:
    if sum(1 for _ in body.iter()) > _MOST_ELEMENTS:
        return []
    # It takes a tenth of a second to load, which only whole pages should cost.
    with _unloaded("py3langid"):
        import trafilatura  # noqa: PLC0415

    try:
        found = trafilatura.extract(
            etree.tostring(body, encoding="unicode", method="html", with_tail=False),
            include_comments=False,
            # Its other extractors, asked when it is not sure, take minutes on long pages.
            fast=True,
        )
    except Exception:
        # Whatever a strange page makes the library run into, the page is read without it.
        return []
    return words(found or "")


class _Region:
    """The choice of the leaves that are the article."""

    def __init__(self, body: etree._Element, leaves: Sequence[Leaf], metadata: Metadata):
        self.body, self.leaves, self.metadata = body, leaves, metadata
        self.totals: dict[etree._Element, int] = {}
        self.goods: dict[etree._Element, int] = {}
        for leaf in leaves:
            for element in (leaf.element, *leaf.element.iterancestors()):
                self.totals[element] = self.totals.get(element, 0) + leaf.count
                if leaf.good:
                    self.goods[element] = self.goods.get(element, 0) + leaf.count
        self.holding_good = {leaf.element.getparent() for leaf in leaves if leaf.good}
        self.good = max(self.goods.get(body, 0), 1)
        self.called = called_notes(body)
        self.places = {leaf: place for place, leaf in enumerate(leaves)}
        self._beside: dict[etree._Element, bool] = {}
        self._walls: dict[str, bool] = {}

    def choose(self) -> int | None:
        """Mark as kept the leaves of the article, from its title to its last note.

        The place of the title is returned.
        """
        container = self._container()
        inside = [container in (x.element, *x.element.iterancestors()) for x in self.leaves]
        first = next((i for i, x in enumerate(self.leaves) if inside[i] and x.good), 0)
        last = max((i for i, x in enumerate(self.leaves) if inside[i] and x.good), default=-1)
        title = self._title(first, last)
        start = min(first, title) if title is not None else first
        around = set(container.iterancestors()) | {container}
        if title is not None:
            head = self.leaves[title].element
            around |= {e for e in head.iterancestors() if self._holds(e, container)} | {head}
        opening = self._opening(first, title)
        over = self._beyond_end(first)
        for index, leaf in enumerate(self.leaves):
            if leaf in over:
                continue
            if index == title or (index > first and self._is_note(leaf)):
                leaf.kept = True
            elif self._is_beside(leaf, around, title, head=index < opening) or (
                index < opening and title is not None and _says_nothing(leaf)
            ):
                continue
            elif index < start:
                leaf.kept = index >= start - _RUBRICS_BEFORE and (
                    self._is_head(leaf, before=True) or self._is_rubric(index, title)
                )
            elif index < first:
                leaf.kept = inside[index] or self._is_head(leaf, before=False)
            elif index <= last:
                leaf.kept = inside[index]
            else:
                leaf.kept = self._is_end(leaf) if inside[index] else self._signs(leaf, title)
        self._drop_headings_of_nothing(title)
        self._drop_repeats(title)
        self._seek_author()
        return title

    def _beyond_end(self, first: int) -> set[Leaf]:
        """What stands under « À la une » and the like, apart from the texts before it."""
        over: set[Leaf] = set()
        before: set[etree._Element | None] | None = None
        held: set[etree._Element | None] = set()
        for leaf in self.leaves[first:]:
            parent = leaf.element.getparent()
            if before is not None:
                around = parent.getparent() if parent is not None else None
                if parent not in before and around not in before and not self._is_note(leaf):
                    over.add(leaf)
            elif _is_heading(leaf) and heads_beside(leaf.text):
                before = set(held)
            elif leaf.good and leaf.count >= _IN_SENTENCE and not leaf.is_link:
                held.add(parent)
        return over if before else set()

    def _holds(self, ancestor: etree._Element, container: etree._Element) -> bool:
        return ancestor in (container, *container.iterancestors())

    def _container(self) -> etree._Element:
        """The deepest element that holds nearly all that was found, and is more than one text."""
        container = self.body
        texts = {leaf.element for leaf in self.leaves}
        while True:
            inner = next((e for e in container if self.goods.get(e, 0) >= _HOLDS * self.good), None)
            if inner is None or inner in texts:
                return container
            container = inner

    def _title(self, first: int, last: int) -> int | None:
        """The leaf of the title: a heading that says what the metadata say, before the text."""
        best, found = 0.0, None
        titles = [words(title) for title in self.metadata.titles]
        forms = [words(form) for form in self.metadata.forms]
        for index, leaf in enumerate(self.leaves[: last + 1]):
            if not 1 <= leaf.count <= 60:
                continue
            heading = next(
                (
                    name(e)
                    for e in (leaf.element, *leaf.element.iterancestors())
                    if name(e) in _HEADINGS
                ),
                "",
            )
            likeness = max((_alike(leaf.words, title) for title in titles), default=0)
            likeness = max([likeness, *(0.9 * _alike(leaf.words, form) for form in forms)])
            score = {"h1": 1.2, "h2": 0.6}.get(heading, 0.3 if heading else 0.0)
            score += 2.0 * likeness if likeness > 0.6 else 0.0
            if "headline" in (leaf.element.get("itemprop") or ""):
                score += 0.5
            if leaf.is_link and likeness < 0.6:
                score -= 0.8
            if self._in_furniture(leaf):
                score -= 0.7
            if index > first and not (heading == "h1" or likeness > 0.8):
                continue
            if index > first:
                score -= 0.3
            if score > best + 0.05:
                best, found = score, index
        return found if best >= 1.0 else None

    def _in_furniture(self, leaf: Leaf) -> bool:
        return any(
            beside(e)
            for e in (leaf.element, *leaf.element.iterancestors())
            if self.goods.get(e, 0) < _OWN * self.good
        )

    def _opening(self, first: int, title: int | None) -> int:
        """The first leaf of the text after the title and what the page calls its head."""
        if title is None:
            return first
        for index in range(title + 1, len(self.leaves)):
            leaf = self.leaves[index]
            if leaf.good and not _is_heading(leaf) and role_hint(leaf.element, leaf.count) is None:
                return index
        return first

    def _is_rubric(self, index: int, title: int | None) -> bool:
        """Whether a leaf is the one link right before the title, in the head of the article."""
        leaf = self.leaves[index]
        if title != index + 1 or not leaf.is_link or not 0 < leaf.count <= _MOST_IN_RUBRIC:
            return False
        heads = [e for e in leaf.element.iterancestors() if name(e) in ("header", "article")]
        return bool(heads) and heads[0] in self.leaves[title].element.iterancestors()

    def _is_beside(
        self, leaf: Leaf, around: set[etree._Element], title: int | None, *, head: bool
    ) -> bool:
        """Whether the leaf, or something it lies in, stands beside articles."""
        role = role_hint(leaf.element, leaf.count)
        signs = (head and role is Role.BYLINE) or (
            head and role is Role.DATELINE and is_dated(leaf.text)
        )
        signs = signs or self._ends_post(leaf, title)
        if head and heads_beside(leaf.text):
            return True
        if (
            leaf.is_link
            and not leaf.good
            and 3 <= leaf.count < _PROSE
            and not _is_heading(leaf)
            and role not in _LINKED_ROLES
            and not is_signed(leaf.text)
        ):
            return True
        if reads_as_beside(leaf.text, leaf.count) and not _is_heading(leaf):
            return True
        if self._is_link_between(leaf):
            return True
        for element in (leaf.element, *leaf.element.iterancestors()):
            if element in around:
                break
            if self._element_is_beside(element) and not (signs and beside(element) == "often"):
                return True
        return False

    def _is_link_between(self, leaf: Leaf) -> bool:
        """Whether a leaf is one link and no sentence, between two paragraphs: « Notre dossier »."""
        if not leaf.linked or leaf.linked < leaf.count or not 4 <= leaf.count < _PROSE:
            return False
        links = [a for a in leaf.element.iter("a") if a.get("href")]
        if len(links) != 1 or _is_heading(leaf) or leaf.text.endswith((".", "!", "…", "»")):
            return False
        if (links[0].get("href") or "").startswith(("#", "mailto:")) or name(leaf.element) == "li":
            return False
        place = self.places[leaf]
        sides = [self.leaves[i] for i in (place - 1, place + 1) if 0 <= i < len(self.leaves)]
        parent = leaf.element.getparent()
        return len(sides) == 2 and all(
            x.good and x.count >= _IN_SENTENCE and not x.is_link and x.element.getparent() is parent
            for x in sides
        )

    def _element_is_beside(self, element: etree._Element) -> bool:
        if element not in self._beside:
            total, good = self.totals.get(element, 0), self.goods.get(element, 0)
            said = beside(element)
            answer = False
            if good < _OWN * self.good:
                if said == "always":
                    # A section of the text may bear such a name: its words were found, all of them.
                    answer = good < _LONG or good < _HOLDS * total
                    answer = answer and not self._is_behind_wall(element)
                elif said == "often":
                    answer = (good < 0.6 * total or total < 12) and not self._is_inset(element)
            self._beside[element] = answer
        return self._beside[element]

    def _is_behind_wall(self, element: etree._Element) -> bool:
        """Whether what bears the name of a paywall is the text behind it, not the wall."""
        named = element.get("class") or ""
        if not WALLS & set(class_tokens(element)):
            return False
        if named not in self._walls:
            texts = [x for x in self.leaves if not x.is_link and self._bears(x.element, named)]
            self._walls[named] = sum(x.count for x in texts) >= _LONG
        return self._walls[named]

    def _bears(self, leaf: etree._Element, named: str) -> bool:
        return any(e.get("class") == named for e in (leaf, *leaf.iterancestors()))

    def _is_inset(self, element: etree._Element) -> bool:
        """Whether an element between the texts of the article is a box of prose: no list of links.

        « Card » and « sidebar » are the names of such boxes too.
        """
        parent = element.getparent()
        if parent is None or not set(tokens(element)) & _BOXES or self.goods.get(parent, 0) == 0:
            return False
        if set(tokens(element)) & (OFTEN_BESIDE - _BOXES):
            return False
        if any(name(e) in ("a", "form", "nav") for e in element.iter()):
            return False
        before, after = element.getprevious(), element.getnext()
        around = [before is None or self.goods.get(before, 0) > 0]
        around += [after is not None and self.goods.get(after, 0) > 0]
        return all(around) and len(words(text_of(element))) >= _LEAST_IN_BOX

    def _is_note(self, leaf: Leaf) -> bool:
        """Whether the leaf is the text of a note that a link of the page calls."""
        around = (leaf.element, *list(leaf.element.iterancestors())[:3])
        named = {e.get("id") for e in around} | {e.get("name") for e in leaf.element.iter("a")}
        named |= {e.get("id") for e in leaf.element.iter()}
        return bool({n for n in named if n} & self.called)

    def _is_head(self, leaf: Leaf, *, before: bool) -> bool:
        """Whether a leaf near the title is of the article's head."""
        if not leaf.count:
            return not before and "figure" in {
                name(e) for e in (leaf.element, *leaf.element.iterancestors())
            }
        if leaf.good and not before:
            return True
        hint = role_hint(leaf.element, leaf.count)
        if hint is not None:
            return not before or (hint is not Role.STANDFIRST and leaf.count <= 14)
        said = " ".join(leaf.words)
        named = (
            *self.metadata.authors,
            self.metadata.section,
            self.metadata.subtitle,
            self.metadata.description,
        )
        if any(said == " ".join(words(n)) for n in named if n):
            return True
        if is_dated(leaf.text) or any(name(e) == "time" for e in leaf.element.iter()):
            return True
        if before:
            return False
        return (
            name(leaf.element) in ("figcaption", "h2")
            or is_caption(leaf.element)
            or (leaf.count >= 12 and not leaf.is_link)
            or is_signed(leaf.text)
        )

    def _signs(self, leaf: Leaf, title: int | None) -> bool:
        """Whether a leaf after the container signs or credits the article whose title it is by."""
        if title is None or not 0 < leaf.count <= 20:
            return False
        if self._ends_post(leaf, title):
            return True
        story = next(self.leaves[title].element.iterancestors("article"), None)
        if story is None or story not in leaf.element.iterancestors():
            return False
        named = role_hint(leaf.element, leaf.count, 1) is Role.BYLINE
        return named or is_caption(leaf.element)

    def _ends_post(self, leaf: Leaf, title: int | None) -> bool:
        """Whether a leaf is the signature under a post, beside its title: « Publié par … »."""
        if title is None or leaf.count > _MOST_IN_SIGNATURE or not is_signed(leaf.text):
            return False
        parent = self.leaves[title].element.getparent()
        if parent is None or name(parent) in ("body", "main") or self.goods.get(parent, 0) == 0:
            return False
        return parent in leaf.element.iterancestors()

    def _is_end(self, leaf: Leaf) -> bool:
        """Whether a leaf after the last text that was found is still of the article."""
        if not leaf.count:
            return False
        parent = leaf.element.getparent()
        if role_hint(leaf.element, leaf.count, 2) is Role.BYLINE or is_caption(leaf.element):
            return True
        if _is_heading(leaf):
            # Those over nothing that is kept are taken out after.
            return not leaf.linked and not heads_beside(leaf.text)
        if any(name(e) in ("blockquote", "figure") for e in leaf.element.iterancestors()):
            return True
        return parent in self.holding_good or (
            leaf.count >= 15 and leaf.linked <= _SOME * leaf.count
        )

    def _drop_headings_of_nothing(self, title: int | None) -> None:
        """A heading all of whose texts are left out is left out with them."""
        for index, leaf in enumerate(self.leaves):
            if not leaf.kept or index <= (title or 0) or not _is_heading(leaf):
                continue
            leaf.kept = self._heads_something(index)

    def _heads_something(self, index: int) -> bool:
        """Whether a text is kept below a heading, or nothing there was left out."""
        level, gone = _level(self.leaves[index]), False
        for place in range(index + 1, len(self.leaves)):
            other = self.leaves[place]
            if not other.kept:
                gone = True
            elif not _is_heading(other):
                return True
            elif _level(other) <= level:
                return not gone
        return False

    def _drop_repeats(self, title: int | None) -> None:
        """A title, a caption or a signature that the page shows twice is kept once."""
        seen: set[str] = set()
        if title is not None:
            seen.add(" ".join(self.leaves[title].words))
        previous: Leaf | None = None
        for index, leaf in enumerate(self.leaves):
            if not leaf.kept or index == title or not leaf.count:
                continue
            said = " ".join(leaf.words)
            again = previous is not None and previous.words == leaf.words and leaf.count <= 12
            if said in seen or again:
                leaf.kept = False
                continue
            previous = leaf
            if role_hint(leaf.element, leaf.count) in (Role.BYLINE, Role.DATELINE):
                seen.add(said)

    def _seek_author(self) -> None:
        """The signature that the metadata name, where it stands alone anywhere on the page."""
        if not self.metadata.authors or any(
            leaf.kept and _contains(leaf.words, words(author))
            for leaf in self.leaves
            for author in self.metadata.authors
            if leaf.count <= 40
        ):
            return
        wanted = [words(author) for author in self.metadata.authors]
        for leaf in self.leaves:
            bare = leaf.words[1:] if leaf.words[:1] == ["par"] else leaf.words
            if bare in wanted:
                leaf.kept = True
                return


def _says_nothing(leaf: Leaf) -> bool:
    """Whether a text of the head is a count of likes or comments: no letter, and no date.

    « A » alone is a button that makes the letters larger.
    """
    if len(leaf.text.strip()) == 1 or _ADDRESS.fullmatch(leaf.text):
        return True
    return leaf.count > 0 and not any(map(str.isalpha, leaf.text)) and not is_dated(leaf.text)


def _is_heading(leaf: Leaf) -> bool:
    return any(
        name(e) in _HEADINGS for e in (leaf.element, *list(leaf.element.iterancestors())[:2])
    )


def _level(leaf: Leaf) -> int:
    """The level of a heading, 1 to 6."""
    around = (leaf.element, *list(leaf.element.iterancestors())[:2])
    return next((int(name(e)[1]) for e in around if name(e) in _HEADINGS), 6)


def _alike(a: Sequence[str], b: Sequence[str]) -> float:
    """How alike two texts are, 0 to 1: twice the words in common out of all (Dice)."""
    if not a or not b:
        return 0.0
    common = len(set(a) & set(b))
    return 2 * common / (len(set(a)) + len(set(b)))


def _contains(said: Sequence[str], wanted: Sequence[str]) -> bool:
    return f" {' '.join(wanted)} " in f" {' '.join(said)} "


def _prune(body: etree._Element, leaves: Sequence[Leaf], left: LeftOut) -> None:
    """Take out what is not kept; texts left out one after the other are one part."""
    run: list[Leaf] = []
    for leaf, following in [*pairwise(leaves), *((x, None) for x in leaves[-1:])]:
        if not leaf.kept:
            run.append(leaf)
        if run and (following is None or following.kept):
            text = " ".join(x.text for x in run if x.text)
            left.add(run[0].element, text)
            run = []
    for leaf in leaves:
        if leaf.kept and leaf.count <= _MOST_IN_LINE and not _is_heading(leaf):
            _drop_parts(leaf, left)
    wanted: set[etree._Element] = set()
    for leaf in leaves:
        if leaf.kept:
            wanted.update(leaf.element.iter())
            wanted.update(leaf.element.iterancestors())
    for element in list(body.iter()):
        if element is not body and element not in wanted and element.getparent() in wanted:
            if name(element) in ("br", "hr"):
                continue
            remove(element)


_MOST_IN_LINE = 30
_MOST_IN_BADGE = 4


def _drop_badges(leaf: Leaf, metadata: Metadata, left: LeftOut) -> None:
    """Take « Abonnés », « Vidéo » and the like out of a title that the metadata give without."""
    titles = [words(title) for title in (*metadata.titles, *metadata.forms)]
    if leaf.words in titles:
        return
    for part in leaf.element.iter("span", "a", "small", "sup", "i", "em", "b", "strong", "abbr"):
        said = words(text_of(part))
        for end in (leaf.words[len(said) :], leaf.words[: len(leaf.words) - len(said)]):
            if 0 < len(said) <= _MOST_IN_BADGE and end in titles:
                left.add(part, text_of(part))
                remove(part)
                return


def _drop_parts(leaf: Leaf, left: LeftOut) -> None:
    """Take the time of reading and the like out of the line of the date and the signature."""
    parts = [e for e in leaf.element.iter("span", "a", "small", "time") if e is not leaf.element]
    if not (
        is_dated(leaf.text) or is_signed(leaf.text) or any(is_dated(text_of(p)) for p in parts)
    ):
        return
    for part in parts:
        said = text_of(part)
        if part.getparent() is not None and reads_as_beside(said, len(words(said))):
            left.add(part, said)
            remove(part)
