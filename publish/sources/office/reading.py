"""From a document made ready to the reading of its article: the way that all formats share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from lxml import etree

from publish.diagnostics import Place, RefusedError
from publish.proof.reading import list_numbers
from publish.sources.blocks import Block, Role
from publish.sources.completion import ARTICLE_UNTITLED, complete
from publish.sources.encoding import FILE_EMPTY
from publish.sources.manuscript import Manuscript, Reading
from publish.sources.office.container import exceeded
from publish.sources.office.pandoc import syntax_tree
from publish.sources.office.prepared import Prepared
from publish.sources.office.roles import settled
from publish.sources.office.tree import Tree
from publish.sources.structure import infer


def read_with(prepare: Callable[[Manuscript], Prepared], manuscript: Manuscript) -> Reading:
    """The article of a manuscript that ``prepare`` makes ready for Pandoc."""
    try:
        return _read(prepare, manuscript)
    except RefusedError as refused:
        return Reading(None, (), refused.diagnostics)


def _read(prepare: Callable[[Manuscript], Prepared], manuscript: Manuscript) -> Reading:
    place = Place(manuscript.name)
    size = len(manuscript.data)
    if size > manuscript.limits.manuscript_bytes:
        raise RefusedError([exceeded(place, manuscript.limits, "manuscript_bytes", size)])
    if not manuscript.data.strip():
        raise RefusedError([FILE_EMPTY.at(place)])
    ready = prepare(manuscript)
    blocks_read = ready.tree
    if blocks_read is None:
        blocks_read = syntax_tree(ready.data, ready.markup, place)
    tree = Tree(blocks_read, ready, place)
    problems = [*ready.problems, *tree.problems]
    if not tree.blocks:
        return Reading(None, (), (*problems, FILE_EMPTY.at(place)))
    blocks = settled(tree.blocks)
    if not _has_title(blocks):
        return Reading(None, (), (*problems, ARTICLE_UNTITLED.at(place)))
    numbers = _counted(b.element for b in blocks if b.role is Role.MARKUP)
    numbers += _counted(note for note, _ in tree.notes)
    return complete(
        manuscript,
        blocks,
        [*ready.words, *numbers],
        problems,
        notes=tree.notes,
        images={name: ready.images[name] for name in sorted(tree.images)},
    )


def _has_title(blocks: Sequence[Block]) -> bool:
    """Whether a block is the title by its style, or will be by inference."""
    if any(b.role is Role.TITLE for b in blocks):
        return True
    return any(i.structured.role is Role.TITLE for i in infer(blocks))


def _counted(elements: Iterable[etree._Element]) -> list[str]:
    """The numbers of lists: the word processor shows them, its file does not hold them."""
    return [number for element in elements for number in list_numbers(element)]
