"""The last step of every reader: roles inferred, the article made and held against the profile."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from lxml import etree

from publish.article import faults
from publish.diagnostics import Diagnostic, Kind, Place, Severity, has_errors
from publish.sources.assemble import assemble
from publish.sources.blocks import Block
from publish.sources.manuscript import Manuscript, Reading
from publish.sources.structure import infer

PROFILE_FAULT = Kind(
    "profile-fault",
    Severity.ERROR,
    fr="L’article n’a pas pu être mis en forme : {reason}",
    fr_hint="C’est une faute de l’outil : gardez le manuscrit et signalez-la.",
    en="The article could not be given its form: {reason}",
    en_hint="It is a fault of the tool: keep the manuscript and report it.",
)
ARTICLE_UNTITLED = Kind(
    "article-untitled",
    Severity.ERROR,
    fr="L’article n’a pas de titre.",
    fr_hint="Écrivez-le seul sur la première ligne ; dans un en-tête : titre: « … ».",
    en="The article has no title.",
    en_hint="Write it alone on the first line; in a front matter: title: “…”.",
)


def complete(
    manuscript: Manuscript,
    blocks: Sequence[Block],
    words: Sequence[str],
    problems: Iterable[Diagnostic],
    *,
    language: str = "",
    notes: Iterable[tuple[etree._Element, int]] = (),
    images: Mapping[str, bytes] | None = None,
) -> Reading:
    """What a reader gives back for the blocks, notes, words and problems that it found.

    ``images`` are those that the manuscript carries, as :attr:`Article.images` says.
    """
    inferred = infer(blocks)
    article = assemble(
        [i.structured for i in inferred],
        slug=manuscript.slug,
        language=language or manuscript.language,
        source=manuscript.name,
        notes=notes,
    )
    article = replace(article, images=images or {})
    found = list(problems)
    if not article.title and article.part("h1") is None:
        found.append(ARTICLE_UNTITLED.at(Place(manuscript.name, 1)))
    if not has_errors(found):
        # Beside an error of the manuscript, a fault of form is only its shadow.
        found += [
            PROFILE_FAULT.at(
                Place(manuscript.name, article.lines.get(fault.block)), reason=fault.reason
            )
            for fault in faults(article)
        ]
    return Reading(
        None if has_errors(found) else article, tuple(words), tuple(found), tuple(inferred)
    )
