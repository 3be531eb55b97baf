"""HTML: fragments, what word processors and web pages put on the clipboard, whole saved pages.

Parsed by libxml2 (:mod:`.parsing`); what nobody sees is taken away (:mod:`.visible`), looks become
meaning (:mod:`.paste`), in a saved page the article is found (:mod:`.region`), notes are found
(:mod:`.notes`), the rest of the tree becomes blocks (:mod:`.build`) and the head of the article is
read from its markup and its metadata (:mod:`.roles`). The words are counted before the blocks are
built, by another way (:mod:`.witness`).
"""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from publish.diagnostics import Diagnostic, Place, has_errors
from publish.sources.blocks import Block
from publish.sources.completion import complete
from publish.sources.encoding import FILE_EMPTY
from publish.sources.html.build import Builder
from publish.sources.html.head_lines import part_head
from publish.sources.html.inline import Inline
from publish.sources.html.lines import flatten, separate
from publish.sources.html.metadata import Metadata, read_metadata
from publish.sources.html.navigation import (
    has_bars,
    link_headings_plainly,
    take_away_head,
    take_away_navigation,
    take_away_numbers,
)
from publish.sources.html.notes import find_notes
from publish.sources.html.parsing import MOST_DEPTH, depth, parse, too_deep, too_many
from publish.sources.html.paste import (
    meaning_of_looks,
    paragraph_styles,
    style_sheet_classes,
    word_lists,
)
from publish.sources.html.references import name_places
from publish.sources.html.region import is_page, keep_article
from publish.sources.html.roles import (
    TITLE_NOT_FOUND,
    added_from_metadata,
    as_blocks,
    may_be_title,
    without_signs,
)
from publish.sources.html.semantics import name_parts
from publish.sources.html.tree import name, pieces, unwrap
from publish.sources.html.visible import LeftOut, keep_visible
from publish.sources.html.witness import said
from publish.sources.limits import LIMIT_EXCEEDED
from publish.sources.manuscript import Manuscript, Reading
from publish.words import words

_BYTES = 16
"""Of so many bytes of a page one at most is text: the rest is markup, scripts, images."""


def read(manuscript: Manuscript, *, whole: bool = False) -> Reading:
    """The article of an HTML manuscript; roles that nothing marks are inferred.

    ``whole`` tells that all of it is the article, so that no page of a site is seen in it.
    """
    place = Place(manuscript.name)
    parsed = parse(manuscript)
    if parsed.root is None:
        return Reading(None, (), parsed.diagnostics)
    root, problems, metadata = parsed.root, list(parsed.diagnostics), read_metadata(parsed.root)
    bars = not whole and has_bars(root)
    site = not whole and is_page(root, metadata, among_links=not bars)
    page = bars or site
    left = LeftOut(manuscript.name)
    if not page:
        style_sheet_classes(root)
    problems += keep_visible(root, left)
    body = _body(root)
    beyond = _beyond(body, manuscript, place, page=page)
    if beyond is not None:
        return Reading(None, (), (*problems, beyond))
    meaning_of_looks(body)
    paragraph_styles(body)
    word_lists(body)
    separate(body)
    if page:
        _take_away_frames(body, metadata, left, site=site)
    else:
        part_head(body, metadata, None, page=False)
    notes = find_notes(body, left)
    witnessed = said(body)
    if not page:
        metadata = replace(
            Metadata(),
            base=metadata.base,
            language=metadata.language,
            titles=metadata.titles,
            forms=metadata.forms,
        )
    name_places(body, manuscript.slug, bare=not page)
    name_parts(body)
    flatten(body)
    beyond = too_deep(body, manuscript.limits, place) or too_many(body, manuscript.limits, place)
    if beyond is not None:
        return Reading(None, (), (*problems, beyond))
    language = _language(metadata.language, manuscript.language, witnessed)
    builder = Builder(manuscript.name, manuscript.limits)
    builder.inline = Inline(
        builder.at,
        base=metadata.base,
        folder=manuscript.path.parent if page else None,
        language=language or manuscript.language,
        limits=manuscript.limits,
    )
    found = builder.pieces(body)
    asides = [builder.note(note) for note in notes]
    blocks = as_blocks(found, metadata, page=page)
    problems += without_signs(blocks, place) if page else []
    added: list[Block] = []
    if page or (blocks and not any(may_be_title(block) for block in blocks)):
        added = added_from_metadata(blocks, metadata, language or manuscript.language)
    blocks = [*added, *blocks]
    witnessed += [word for block in added for word in words(block.text)]
    problems += [*builder.problems, *left.diagnostics()]
    if not blocks and not has_errors(problems):
        problems.append(FILE_EMPTY.at(place))
    elif not any(may_be_title(block) for block in blocks) and not has_errors(problems):
        problems.append(TITLE_NOT_FOUND.at(place))
    if has_errors(problems):
        return Reading(None, (), _told_once(problems))
    return complete(
        manuscript,
        blocks,
        witnessed,
        _told_once(problems),
        language=language,
        notes=asides,
        images=builder.inline.images,
    )


def _take_away_frames(
    body: etree._Element, metadata: Metadata, left: LeftOut, *, site: bool
) -> None:
    """Leave the article of a page alone; a page of no ``site`` has bars around it and no more."""
    link_headings_plainly(body)
    take_away_numbers(body, left)
    take_away_navigation(body, left)
    part_head(body, metadata, left, page=True)
    if site:
        keep_article(body, metadata, left)
    else:
        take_away_head(body, left)


def _beyond(
    body: etree._Element, manuscript: Manuscript, place: Place, *, page: bool
) -> Diagnostic | None:
    """What the tree exceeds before any work is done on it."""
    if depth(body, frozenset()) > MOST_DEPTH:
        # Old pages open a font anew in each paragraph and never close one.
        for element in list(body.iter("font", "span")):
            unwrap(element)
        if depth(body, frozenset()) > MOST_DEPTH:
            limits = replace(manuscript.limits, nesting=min(manuscript.limits.nesting, MOST_DEPTH))
            return too_deep(body, limits, place)
    length, most = sum(map(len, pieces(body))), manuscript.limits.manuscript_bytes // _BYTES
    if length > most:
        return LIMIT_EXCEEDED.at(place, name="manuscript_bytes", limit=most, found=length)
    return None if page else too_many(body, manuscript.limits, place)


def _body(root: etree._Element) -> etree._Element:
    """The body of the document; more than one (frames pasted together) become one."""
    bodies = [e for e in root.iter() if name(e) == "body"]
    return bodies[0] if len(bodies) == 1 else root


def _language(given: str, publication: str, said_words: list[str]) -> str:
    """The language of the article: the document's own, unless its words say otherwise.

    Themes of web sites call French pages English: then the publication is right.
    """
    given = given.replace("_", "-").strip()
    primary = given.lower().split("-")[0]
    if not given or primary == publication.lower().split("-")[0]:
        return given if given.lower() in ("fr-ca", "fr-ch") else ""
    french = sum(word in _FRENCH for word in said_words)
    english = sum(word in _ENGLISH for word in said_words)
    if primary == "en" and english > french:
        return given if given.lower() in ("en", "en-gb", "en-us") else "en"
    return ""


_FRENCH = frozenset(
    ("le", "la", "les", "des", "et", "un", "une", "est", "dans", "que", "qui", "pour")
)
_ENGLISH = frozenset(
    ("the", "of", "and", "to", "in", "is", "that", "it", "was", "for", "with", "as")
)


def _told_once(problems: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The problems without those that say the same of the same line again."""
    kept: dict[tuple[str, Place, tuple[tuple[str, str], ...]], Diagnostic] = {}
    for problem in problems:
        key = (problem.code, problem.place, tuple(sorted(problem.values.items())))
        kept.setdefault(key, problem)
    return tuple(kept.values())
