"""The editor's mark: ``@chapô: …`` at the head of a line forces the role of that paragraph.

``@langue-en: …`` names its language; both may stand there, one after the other. The mark is no word
of the article. Only the names below make one; any other ``@name:`` is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from publish.sources.blocks import Role


@dataclass(frozen=True)
class Mark:
    """What an editor asks for: a role and, for subheads, their level; a language (BCP 47)."""

    role: Role | None
    level: int = 2
    language: str = ""


NAMES: Mapping[str, Mark] = {
    "rubrique": Mark(Role.RUBRIC),
    "rubric": Mark(Role.RUBRIC),
    "titre": Mark(Role.TITLE),
    "title": Mark(Role.TITLE),
    "sous-titre": Mark(Role.SUBTITLE),
    "subtitle": Mark(Role.SUBTITLE),
    "chapô": Mark(Role.STANDFIRST),
    "chapo": Mark(Role.STANDFIRST),
    "standfirst": Mark(Role.STANDFIRST),
    "signature": Mark(Role.BYLINE),
    "byline": Mark(Role.BYLINE),
    "date": Mark(Role.DATELINE),
    "intertitre": Mark(Role.HEADING),
    "intertitre2": Mark(Role.HEADING, 3),
    "subhead": Mark(Role.HEADING),
    "subhead2": Mark(Role.HEADING, 3),
    "paragraphe": Mark(Role.PARAGRAPH),
    "paragraph": Mark(Role.PARAGRAPH),
    "citation": Mark(Role.QUOTATION),
    "quotation": Mark(Role.QUOTATION),
    "attribution": Mark(Role.ATTRIBUTION),
    "épigraphe": Mark(Role.EPIGRAPH),
    "epigraphe": Mark(Role.EPIGRAPH),
    "epigraph": Mark(Role.EPIGRAPH),
    "exergue": Mark(Role.PULLQUOTE),
    "pullquote": Mark(Role.PULLQUOTE),
    "question": Mark(Role.QUESTION),
    "réponse": Mark(Role.ANSWER),
    "answer": Mark(Role.ANSWER),
    "crédit": Mark(Role.CREDIT),
    "credit": Mark(Role.CREDIT),
    "légende": Mark(Role.CAPTION),
    "legende": Mark(Role.CAPTION),
    "caption": Mark(Role.CAPTION),
    "hors-texte": Mark(Role.DEBRIS),
    "debris": Mark(Role.DEBRIS),
}
"""The names of marks, in French and in English."""


def mark_name(role: Role, language: str = "fr") -> str:
    """The name of the mark that forces a role, as messages show it."""
    names = [name for name, mark in NAMES.items() if mark == Mark(role)]
    if not names:
        return "paragraphe" if language == "fr" else "paragraph"
    return names[0] if language == "fr" else names[-1]


_MARK = re.compile(
    rf"[^\S\n]*@(?P<name>{'|'.join(sorted(NAMES, key=len, reverse=True))})\s?:[^\S\n]*(?=\S)",
    re.IGNORECASE,
)


_LANGUAGE_MARK = re.compile(
    r"[^\S\n]*@(?:langue|language|lang)[- ](?P<tag>[a-z]{2,3}(?:-[a-z0-9]{2,8})*)\s?:"
    r"[^\S\n]*(?=\S)",
    re.IGNORECASE,
)


def split(line: str) -> tuple[Mark | None, str]:
    """The mark at the head of a line, and the line without it."""
    if "@" not in line:
        return None, line
    language, line = _language(line)
    match = _MARK.match(line)
    if match is None:
        return (Mark(None, language=language) if language else None), line
    mark, line = NAMES[match["name"].casefold()], line[match.end() :]
    if not language:
        language, line = _language(line)
    return replace(mark, language=language), line


def _language(line: str) -> tuple[str, str]:
    match = _LANGUAGE_MARK.match(line)
    return ("", line) if match is None else (match["tag"], line[match.end() :])


INDEXES = {
    **dict.fromkeys(("index", "sujet", "sujets", "subject", "subjects"), "subjects"),
    **dict.fromkeys(("nom", "noms", "name", "names"), "names"),
}
"""The names of lines that name entries of an index, and the index."""
_INDEX_LINE = re.compile(rf"[^\S\n]*@({'|'.join(INDEXES)})\s?:\s*(\S.*)", re.IGNORECASE)


def index_line(line: str) -> tuple[str, str] | None:
    """The index and the entries of a line ``@index: criée ; marée``, ``None`` for other lines.

    It marks the paragraph after it, and is no line of the article.
    """
    match = _INDEX_LINE.fullmatch(line) if "@" in line else None
    return None if match is None else (INDEXES[match[1].casefold()], match[2])


def without_marks(text: str) -> str:
    """The words of a text are those that stand here: its lines without their marks."""
    return "\n".join(_bare(text))


def _bare(text: str) -> Iterator[str]:
    return (split(line)[1] if index_line(line) is None else "" for line in text.split("\n"))
