"""The last step of every reader: roles inferred, the article made and held against the profile."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from lxml import etree

from publish.article import faults
from publish.diagnostics import Diagnostic, Kind, Place, Severity, has_errors
from publish.sources.assemble import assemble
from publish.sources.blocks import Block, Role
from publish.sources.explain import role_name
from publish.sources.limits import LIMIT_EXCEEDED
from publish.sources.manuscript import Manuscript, Reading
from publish.sources.marks import mark_name
from publish.sources.notes import HEADING, with_typed_notes
from publish.sources.structure import Inferred, infer
from publish.words import words as words_of

PROFILE_FAULT = Kind(
    "profile-fault",
    Severity.ERROR,
    fr="L’article n’a pas pu être mis en forme : {reason}",
    fr_hint="C’est une faute de l’outil : gardez le manuscrit et signalez-la.",
    en="The article could not be given its form: {reason}",
    en_hint="It is a fault of the tool: keep the manuscript and report it.",
)
STRUCTURE_LINE = Kind(
    "structure-line",
    Severity.WARNING,
    fr="[[structure]] dans publication.toml nomme la ligne {line}, où ne commence aucun bloc.",
    fr_hint="« publish normalise --explain » donne la ligne de chaque bloc.",
    en="[[structure]] in publication.toml names line {line}, where no block begins.",
    en_hint="“publish normalise --explain” tells the line of each block.",
)
ROLE_TWICE = Kind(
    "role-twice",
    Severity.WARNING,
    fr="Un article n’a qu’un seul élément de cette sorte ({role_fr}) : « {quote} » est traité "
    "comme un bloc sans marque.",
    fr_hint="Gardez une seule des marques.",
    en="An article has only one element of this kind ({role_en}): “{quote}” is taken as a block "
    "without a mark.",
    en_hint="Keep one of the marks.",
)
CAPTION_ALONE = Kind(
    "caption-alone",
    Severity.WARNING,
    fr="« {quote} » est marqué comme légende, mais il n’y a à côté aucune image, aucun tableau "
    "sans légende : c’est un paragraphe.",
    fr_hint="Mettez-le juste après l’image, ou juste avant le tableau ; ou ôtez la marque.",
    en="“{quote}” is marked as a caption, but no picture and no table without one stands beside "
    "it: it is a paragraph.",
    en_hint="Put it right after the picture, or right before the table; or take off the mark.",
)
STRUCTURE_UNCERTAIN = Kind(
    "structure-uncertain",
    Severity.NOTE,
    fr="« {quote} » est pris pour : {role_fr} (sûreté {confidence} %).",
    fr_hint="Si c’est faux, écrivez devant la ligne : @{other_fr}:",
    en="“{quote}” is taken for: {role_en} (confidence {confidence} %).",
    en_hint="If that is wrong, write before the line: @{other_en}:",
)
WEB_DEBRIS_KEPT = Kind(
    "web-debris-kept",
    Severity.WARNING,
    fr="Reste d’une page du web, gardé dans l’article : « {quote} »",
    fr_hint='Effacez cette ligne, ou écrivez sous [sources] : debris = "drop". '
    "Si elle est de l’article : @paragraphe: devant.",
    en="Left over from a web page, kept in the article: “{quote}”",
    en_hint='Delete this line, or write under [sources]: debris = "drop". '
    "If it belongs to the article: @paragraph: before it.",
)
WEB_DEBRIS_LEFT_OUT = Kind(
    "web-debris-left-out",
    Severity.WARNING,
    fr="Reste d’une page du web, laissé hors de l’article : « {quote} »",
    fr_hint="Si cette ligne est de l’article, écrivez devant : @paragraphe:",
    en="Left over from a web page, left out of the article: “{quote}”",
    en_hint="If this line belongs to the article, write before it: @paragraph:",
)

_ONCE = (Role.RUBRIC, Role.TITLE, Role.SUBTITLE, Role.BYLINE, Role.DATELINE)
_PLAIN = (Role.PARAGRAPH, Role.LIST_ITEM, Role.ANSWER, Role.DEBRIS)
"""Roles that need no telling when they are uncertain."""
_QUOTE = 80
_UNCERTAIN = 0.5
"""Below this probability an inferred role is told to the editor."""
ARTICLE_UNTITLED = Kind(
    "article-untitled",
    Severity.ERROR,
    fr="L’article n’a pas de titre.",
    fr_hint="Écrivez-le seul sur la première ligne, ou donnez-lui le style « Titre » ; dans un "
    "en-tête : titre: « … ».",
    en="The article has no title.",
    en_hint="Write it alone on the first line, or give it the style “Title”; in a front matter: "
    "title: “…”.",
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
    too_long = _too_long(blocks, manuscript)
    if too_long:
        return Reading(None, tuple(words), (*problems, *too_long))
    notes = list(notes)
    if not notes:
        blocks, words = with_typed_notes(blocks, words)
    guided, problems_of_marks = _guided(blocks, manuscript)
    guided = _with_notes_heading(guided, notes)
    inferred = infer(guided, manuscript.guidance.returning)
    kept, words, problems_of_roles = _settled(inferred, words, manuscript)
    problems_of_roles += [
        CAPTION_ALONE.at(Place(manuscript.name, block.line), quote=_quote(block))
        for block, one in zip(guided, inferred, strict=True)
        if block.told and block.role is Role.CAPTION is not one.structured.role
    ]
    article = assemble(
        [i.structured for i in kept],
        slug=manuscript.slug,
        language=language or manuscript.language,
        source=manuscript.name,
        notes=notes,
    )
    article = replace(article, images=images or {})
    found = [*problems, *problems_of_marks, *problems_of_roles]
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
        None if has_errors(found) else article,
        tuple(words),
        tuple(found),
        tuple(inferred),
        language,
    )


def _too_long(blocks: Sequence[Block], manuscript: Manuscript) -> list[Diagnostic]:
    """A problem for each block with more text than the XML parser takes, or a word as long."""
    limits, found = manuscript.limits, []
    for block in blocks:
        said = "".join(block.element.itertext())
        place = Place(manuscript.name, block.line)
        most, size = limits.paragraph_bytes, len(said.encode())
        if size > most:
            found.append(LIMIT_EXCEEDED.at(place, name="paragraph_bytes", limit=most, found=size))
        most = limits.word_characters
        longest = max(map(len, said.split()), default=0) if len(said) > most else 0
        if longest > most:
            # A line that can break nowhere costs the layout seconds.
            found.append(
                LIMIT_EXCEEDED.at(place, name="word_characters", limit=most, found=longest)
            )
    return found


def _guided(
    blocks: Sequence[Block], manuscript: Manuscript
) -> tuple[list[Block], list[Diagnostic]]:
    """The blocks with the roles that the publication forces, each role that stands once once."""
    found: list[Diagnostic] = []
    forced = dict(manuscript.guidance.roles)
    guided: list[Block] = []
    taken: set[Role] = set()
    for block in blocks:
        mark = None if block.role in (Role.MARKUP, Role.NOTE) else forced.pop(block.line, None)
        if mark is not None:
            block = replace(block, role=mark.role, level=mark.level, told=True)  # noqa: PLW2901
        if block.role in taken:
            place = Place(manuscript.name, block.line)
            found.append(
                ROLE_TWICE.at(
                    place,
                    role_fr=role_name(block.role, "fr"),
                    role_en=role_name(block.role, "en"),
                    quote=_quote(block),
                )
            )
            block = replace(block, role=None)  # noqa: PLW2901
        if block.role in _ONCE:
            taken.add(block.role)
        guided.append(block)
    found += [STRUCTURE_LINE.at(Place(manuscript.name, line), line=line) for line in forced]
    return guided, found


def _settled(
    inferred: Sequence[Inferred], words: Sequence[str], manuscript: Manuscript
) -> tuple[list[Inferred], list[str], list[Diagnostic]]:
    """What enters the article, the words it must have, and what is to be told of the roles."""
    kept: list[Inferred] = []
    expected = f" {' '.join(words)} "
    found: list[Diagnostic] = []
    for one in inferred:
        block, role = one.structured.block, one.structured.role
        place = Place(manuscript.name, block.line)
        if role is Role.DEBRIS:
            rest = None if manuscript.guidance.keep_debris else _without(expected, block)
            if rest is None:
                found.append(WEB_DEBRIS_KEPT.at(place, quote=block.text))
            else:
                expected = rest
                found.append(WEB_DEBRIS_LEFT_OUT.at(place, quote=block.text))
                continue
        elif one.rival is not None and role not in _PLAIN and one.confidence < _UNCERTAIN:
            found.append(
                STRUCTURE_UNCERTAIN.at(
                    place,
                    quote=_quote(block),
                    role_fr=role_name(role, "fr"),
                    role_en=role_name(role, "en"),
                    confidence=round(100 * one.confidence),
                    other_fr=mark_name(one.rival, "fr"),
                    other_en=mark_name(one.rival, "en"),
                )
            )
        kept.append(one)
    return kept, expected.split(), found


def _with_notes_heading(
    blocks: Sequence[Block], notes: Sequence[tuple[etree._Element, int]]
) -> list[Block]:
    """The blocks, « Notes » at their end a heading where the format keeps the notes apart."""
    last = blocks[-1] if blocks and notes else None
    if last is None or last.role is not None or not HEADING.fullmatch(last.text):
        return list(blocks)
    return [*blocks[:-1], replace(last, role=Role.HEADING)]


def _without(words: str, block: Block) -> str | None:
    """The words without those of a block; ``None`` when they do not stand there in a row."""
    gone = f" {' '.join(words_of(f'{block.marker} {block.text}'))} "
    start = words.find(gone)
    return None if start < 0 else words[:start] + " " + words[start + len(gone) :]


def _quote(block: Block) -> str:
    text = block.text
    return text if len(text) <= _QUOTE else f"{text[:_QUOTE].rstrip()}…"
