"""The roles that styles give, made to fit the profile; which blocks stay open for inference."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace
from itertools import groupby

from publish.article import E
from publish.sources.blocks import Block, Role
from publish.sources.items import item_markers
from publish.sources.office.inlines import append, bare
from publish.sources.structure import infer

_OPENING = 6
"""How many blocks after the title may belong to the head of the article without a style."""
_RUBRIC_WORDS = 8
"""The most words of an unstyled rubric before a styled title."""
_HEAD = (Role.SUBTITLE, Role.STANDFIRST, Role.BYLINE)
"""An author who uses one of these styles uses them all: the head of the article is told."""
_AS_IT_STANDS = (Role.PARAGRAPH, Role.LIST_ITEM, Role.QUOTATION, Role.MARKUP)


def settled(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with roles that the profile allows.

    The first heading is the title when no style says otherwise and it is first and alone at its
    level. What no style tells is left to inference in the opening and at the end of the article,
    and where nothing is styled; elsewhere it is a paragraph.
    """
    blocks = _with_items(_one_of_each(blocks))
    title = _title(blocks)
    headings = [b for i, b in enumerate(blocks) if b.role is Role.HEADING and i != title]
    down = max(2 - min((b.level for b in headings), default=2), 0)
    settled_blocks = []
    for index, block in enumerate(blocks):
        if index == title:
            settled_blocks.append(replace(block, role=Role.TITLE))
        else:
            settled_blocks.append(replace(block, level=max(block.level + down, 2)))
    return _without_emphasis(_opened(settled_blocks, styled=bool(headings)))


def _title(blocks: Sequence[Block]) -> int:
    """Which heading is the title of an article without one, -1 when none is."""
    if any(b.role is Role.TITLE for b in blocks):
        return -1
    headings = [i for i, b in enumerate(blocks) if b.role is Role.HEADING]
    if not headings:
        return -1
    first = headings[0]
    alone = sum(blocks[i].level == blocks[first].level for i in headings) == 1
    highest = all(blocks[i].level >= blocks[first].level for i in headings)
    before = [b for b in blocks[:first] if b.role is None]
    return first if highest and len(before) <= 1 and (alone or not before) else -1


def _opened(blocks: Sequence[Block], *, styled: bool) -> list[Block]:
    """The blocks without style made paragraphs, or left to inference."""
    roles = {b.role for b in blocks}
    titled = Role.TITLE in roles
    told = not roles.isdisjoint(_HEAD)
    start = next((i for i, b in enumerate(blocks) if b.role is Role.TITLE), -1) + 1
    first = next((i for i, b in enumerate(blocks) if b.role is Role.HEADING), len(blocks))
    opening = range(min(start + _OPENING, first))
    looks = not styled and any(b.subhead for b in blocks if b.role is None)
    opened = _before_title(blocks, start - 1) if titled else []
    for index, block in enumerate(blocks):
        if index < len(opened):
            continue
        if block.role is not None:
            opened.append(block)
            continue
        kept = looks and block.subhead
        kept |= not titled or (not told and index in opening)
        kept |= not told and index == len(blocks) - 1
        # Where subheads are marked, by style or by their look, others are none.
        subhead = block.subhead if looks else not styled and not titled
        plain = Role.LIST_ITEM if block.marker else Role.PARAGRAPH
        opened.append(replace(block, role=None if kept else plain, subhead=subhead))
    return opened


def _with_items(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, what was typed before the items of a list taken off (``- ``, ``1) ``).

    A sign that is formatted apart from the words stays where it is.
    """
    items = item_markers([_unformatted(block) for block in blocks])
    found = []
    for block, item in zip(blocks, items, strict=True):
        if item is None:
            found.append(block)
            continue
        marker, element = item.group("marker"), deepcopy(block.element)
        element.text = (element.text or "").lstrip()[len(marker) :].lstrip()
        found.append(replace(block, element=element, marker=marker))
    return found


def _unformatted(block: Block) -> str:
    """The text of a block that has no style and begins without any formatting, else nothing."""
    return block.text if block.role is None and (block.element.text or "").strip() else ""


def _before_title(blocks: Sequence[Block], title: int) -> list[Block]:
    """What stands before the title: a rubric when it is one short block, else paragraphs."""
    open_blocks = [b for b in blocks[:title] if b.role is None]
    rubric = Role.RUBRIC not in {b.role for b in blocks} and len(open_blocks) == 1
    return [
        block
        if block.role is not None
        else replace(block, role=Role.RUBRIC if rubric and _is_short(block) else Role.PARAGRAPH)
        for block in blocks[:title]
    ]


def _is_short(block: Block) -> bool:
    return len(block.text.split()) <= _RUBRIC_WORDS and not block.text.endswith((".", ":", ","))


def _one_of_each(blocks: Sequence[Block]) -> list[Block]:
    """What may stand once in the header joined into one, as far as it can be."""
    blocks = _signatures(blocks)
    kept: list[Block] = []
    first: dict[Role, int] = {}
    for index, block in enumerate(blocks):
        role = block.role
        if role not in (Role.RUBRIC, Role.TITLE, Role.SUBTITLE, Role.BYLINE, Role.DATELINE):
            kept.append(block)
        elif role not in first:
            first[role] = len(kept)
            kept.append(block)
        elif role is Role.DATELINE:
            kept.append(replace(block, role=Role.PARAGRAPH))
        elif role is Role.TITLE and blocks[index - 1].role is not Role.TITLE:
            kept.append(replace(block, role=Role.HEADING))
        else:
            joined = deepcopy(kept[first[role]].element)
            if role in (Role.TITLE, Role.SUBTITLE):
                joined.append(E.br())
            else:
                append(joined, ", ")
            append(joined, block.element.text or "")
            joined.extend(list(block.element))
            kept[first[role]] = replace(kept[first[role]], element=joined)
    return kept


def _signatures(blocks: Sequence[Block]) -> list[Block]:
    """The bylines under the pieces of a column (book reviews) stay where they stand.

    One signature of the document, wherever it is, signs the article; of several, those after a
    subhead sign what is above them.
    """
    runs = [key for key, _ in groupby(b.role is Role.BYLINE for b in blocks)].count(True)
    heading = next((i for i, b in enumerate(blocks) if b.role is Role.HEADING), len(blocks))
    if runs < 2:
        return list(blocks)
    return [
        replace(block, role=Role.ATTRIBUTION)
        if block.role is Role.BYLINE and index > heading
        else block
        for index, block in enumerate(blocks)
    ]


def _without_emphasis(blocks: Sequence[Block]) -> list[Block]:
    """Headings without the bold or italics that cover them whole: a look, not a meaning.

    Inference is asked here what it will make of the blocks; it sees their words only, and says
    the same again when the article is made.
    """
    bared = [b if b.role is Role.MARKUP else replace(b, element=bare(b.element)) for b in blocks]
    if all(b.element is block.element for b, block in zip(bared, blocks, strict=True)):
        return bared
    roles = [inferred.structured.role for inferred in infer(blocks)]
    return [
        block if role in _AS_IT_STANDS else plain
        for block, plain, role in zip(blocks, bared, roles, strict=True)
    ]
