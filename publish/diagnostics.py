"""Problems as values: a code, a place, what is wrong, and what to do, in French and in English.

Each stage declares its own kinds of problem beside the code that finds them, as module constants:

    IMAGE_MISSING = Kind(
        "image-missing", Severity.ERROR,
        fr="L’image « {name} » est introuvable.", fr_hint="Déposez-la dans …",
        en="The image “{name}” cannot be found.", en_hint="Put it into …",
    )
    IMAGE_MISSING.at(Place("03-ports.md", 41), name="plan.png")
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem weighs: an error stops the editions, the others do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, order=True)
class Place:
    """Where a problem stands: a file as the editor knows it, and a line counted from 1."""

    file: str
    line: int | None = None

    def __str__(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"


_NO_BYTE = re.compile("[\ud800-\udc7f\udd00-\udfff]")


def readable(name: str) -> str:
    """A file's name as it can be shown: a name that is not UTF-8 is read as Windows-1252.

    Surrogates that stand for no byte (an escape in a front matter may name them) become « ? ».
    """
    try:
        name.encode()
    except UnicodeEncodeError:
        bytes_only = _NO_BYTE.sub("?", name)
        return bytes_only.encode("utf-8", "surrogateescape").decode("cp1252", "replace")
    return name


KINDS: dict[str, Kind] = {}
"""Every kind of problem declared by the modules that have been imported, by code."""


@dataclass(frozen=True)
class Kind:
    """One kind of problem, with its sentences; braces in them take the values given to :meth:`at`.

    Raises ``ValueError`` when the code was already taken: a code names one thing.
    """

    code: str
    severity: Severity
    fr: str
    fr_hint: str
    en: str
    en_hint: str

    def __post_init__(self) -> None:
        if self.code in KINDS:
            raise ValueError(f"diagnostic code declared twice: {self.code}")
        KINDS[self.code] = self

    def at(self, place: Place, **values: object) -> Diagnostic:
        """A problem of this kind at ``place``."""
        shown = {k: readable(str(v)) for k, v in values.items()}
        return Diagnostic(self, Place(readable(place.file), place.line), shown)


@dataclass(frozen=True)
class Diagnostic:
    """A problem found: its kind, its place, and the values its sentences take."""

    kind: Kind
    place: Place
    values: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def code(self) -> str:
        """The name of the kind of problem, in lower case with hyphens: ``image-missing``."""
        return self.kind.code

    @property
    def severity(self) -> Severity:
        """How much the problem weighs."""
        return self.kind.severity

    def message(self, language: str) -> str:
        """What is wrong, in ``fr`` or ``en``."""
        return (self.kind.fr if language == "fr" else self.kind.en).format_map(self.values)

    def hint(self, language: str) -> str:
        """What to do about it, in ``fr`` or ``en``."""
        sentence = self.kind.fr_hint if language == "fr" else self.kind.en_hint
        return sentence.format_map(self.values)

    def as_record(self, language: str) -> dict[str, object]:
        """The problem as it stands in ``report.json``."""
        return {
            "code": self.code,
            "severity": str(self.severity),
            "file": self.place.file,
            "line": self.place.line,
            "message": self.message(language),
            "hint": self.hint(language),
        }


class RefusedError(Exception):
    """Material that cannot be used; carries the diagnostics that say why, one error at least.

    Stages return diagnostics beside their results; this is raised only where there is no result.
    """

    def __init__(self, diagnostics: Iterable[Diagnostic]):
        self.diagnostics = tuple(diagnostics)
        super().__init__("; ".join(f"{d.place}: {d.message('en')}" for d in self.diagnostics))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether one of the problems forbids making the editions."""
    return any(d.severity is Severity.ERROR for d in diagnostics)


def user_language(environment: Mapping[str, str] = os.environ) -> str:
    """``fr`` or ``en``, after the locale (POSIX: ``LC_ALL``, ``LC_MESSAGES``, then ``LANG``)."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(variable, "")
        if value:
            return "fr" if value.lower().startswith("fr") else "en"
    return "en"
