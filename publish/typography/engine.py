"""The engine: each block in turn, each rule in its order, every change known."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from copy import deepcopy
from dataclasses import dataclass, replace

from lxml import etree

from publish.article import XML_LANG, Article, E, tag
from publish.typography.rules import RULES
from publish.typography.runs import TEXT_BLOCKS, Edit, Run
from publish.typography.spacing import spacing


@dataclass(frozen=True)
class Change:
    """One change: offsets in the block's text as it stood when the rule came to it."""

    block: str
    start: int
    end: int
    before: str
    after: str
    rule: str


@dataclass(frozen=True)
class Typeset:
    """An article set, and every change made to it."""

    article: Article
    changes: tuple[Change, ...]


def typeset(article: Article, disabled: Collection[str] = ()) -> Typeset:
    """The article set by the rules of its language but for those named in ``disabled``.

    Blocks in a language other than French are left as they are.
    """
    root = deepcopy(article.root)
    changes: list[Change] = []
    for block in root.iter():
        language = _language(block, article.language)
        if tag(block) in TEXT_BLOCKS and _is_french(language):
            changes += _set_block(block, language, disabled)
    return Typeset(replace(article, root=root), tuple(changes))


def typeset_text(text: str, language: str) -> str:
    """A single text (a title, a publisher’s name) set by the rules of its language."""
    if not _is_french(language) or not text:
        return text
    block = E.p(text)
    list(_set_block(block, language, ()))
    return block.text or ""


def _is_french(language: str) -> bool:
    return language.split("-", maxsplit=1)[0].lower() == "fr"


def _language(element: etree._Element, default: str) -> str:
    holder: etree._Element | None = element
    while holder is not None:
        language = holder.get("lang") or holder.get(XML_LANG)
        if language:
            return language
        holder = holder.getparent()
    return default


def _set_block(block: etree._Element, language: str, disabled: Collection[str]) -> Iterator[Change]:
    run = Run(block, language)
    if not run.slots:
        return
    name, touched = _name(block), False
    for rule, find in RULES.items():
        if rule in disabled:
            continue
        text = run.text
        edits = [e for e in find(run.visible, spacing(language)) if _changes(e, text)]
        if not edits:
            continue
        for edit in edits:
            yield Change(name, edit.start, edit.end, text[edit.start : edit.end], edit.after, rule)
        run.apply(edits)
        touched = True
    if touched:
        run.store()


def _changes(edit: Edit, text: str) -> bool:
    return text[edit.start : edit.end] != edit.after


def _name(block: etree._Element) -> str:
    holder: etree._Element | None = block
    while holder is not None:
        if holder.get("id"):
            return str(holder.get("id"))
        holder = holder.getparent()
    return ""
