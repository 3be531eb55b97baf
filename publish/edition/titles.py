"""Titles with their inline markup, for the contents, the title pages, the cover.

Where a format takes plain text alone (the NCX, bookmarks, metadata, running heads) the title is
that of :attr:`publish.edition.model.Document.title`, where a century stands as XXIe: superior
letters of Unicode (XXIᵉ) are in few fonts of reading systems, and a search does not find them.
"""

from __future__ import annotations

from lxml import etree

from publish.article import E, classes, tag, text, without_notes
from publish.typography import typeset_inline

_KEPT = frozenset(("em", "strong", "i", "b", "cite", "q", "sup", "sub", "code"))


def set_title(holder: etree._Element, title: str, language: str) -> etree._Element:
    """``holder`` with the title in it, set as its language wants: small capitals, superiors."""
    holder.text = title
    typeset_inline(holder, language)
    return holder


def plain_title(title: str, language: str) -> str:
    """The title where no markup is possible: its quotation marks and apostrophes are those set."""
    return text(set_title(E.p(), title, language))


def copied(
    holder: etree._Element, heading: etree._Element, within: str | None = None
) -> etree._Element:
    """``holder`` with what a heading says, also how it is set.

    Calls of notes, links, images and identifiers are left out; a line break is a space. A heading
    in another language than ``within``, that of what the copy stands in, names its own there.
    """
    _fill(holder, without_notes(heading))
    named = (e.get("lang") for e in (heading, *heading.iterancestors()))
    language = next(filter(None, named), within)
    if within and language and language != within:
        holder.set("lang", language)
    return holder


def _fill(holder: etree._Element, source: etree._Element) -> None:
    _append(holder, source.text)
    for child in source:
        spoken = tag(child) == "span" and child.get("lang")
        if tag(child) in _KEPT or "smallcaps" in classes(child) or spoken:
            kept = ("class", "lang") if tag(child) == "span" else ("lang",)
            inner = E(tag(child), {n: v for n, v in child.attrib.items() if n in kept})
            holder.append(inner)
            _fill(inner, child)
        elif tag(child) == "br":
            _append(holder, " ")
        else:
            _fill(holder, child)
        _append(holder, child.tail)


def _append(holder: etree._Element, said: str | None) -> None:
    if not said:
        return
    if len(holder):
        holder[-1].tail = (holder[-1].tail or "") + said
    else:
        holder.text = (holder.text or "") + said
