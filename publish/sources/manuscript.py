"""What a reader is given and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from publish.article import Article
from publish.diagnostics import Diagnostic
from publish.sources.guidance import Guidance
from publish.sources.languages import Passage
from publish.sources.limits import Limits
from publish.sources.structure import Inferred


@dataclass(frozen=True)
class Manuscript:
    """One manuscript as it lies in the publication's folder.

    ``name`` is the path that messages show, ``slug`` the name of the article in the editions,
    ``language`` what the publication says its articles are written in, ``limits`` what it may ask
    of the machine, ``guidance`` what it says of the structure.
    """

    path: Path
    name: str
    slug: str
    language: str
    data: bytes
    limits: Limits = field(default_factory=Limits)
    guidance: Guidance = field(default_factory=Guidance)


@dataclass(frozen=True)
class Reading:
    """What a reader makes of a manuscript.

    ``article`` is ``None`` when there is an error among ``diagnostics``. ``words`` are the words
    of the manuscript in its order, found without the help of what builds the article, so that the
    proof of conservation has two witnesses. ``inferred`` tells the role that was given to each
    block which the source did not mark, with its confidence and its reasons. ``language`` is what
    the manuscript itself names its language, empty where it names none or that of the publication;
    ``passages`` are those in other languages that nothing marks.
    """

    article: Article | None
    words: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    inferred: tuple[Inferred, ...] = ()
    language: str = ""
    passages: tuple[Passage, ...] = ()
