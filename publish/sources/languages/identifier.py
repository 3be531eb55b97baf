"""The library that tells languages apart, loaded when a passage first does not look French."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple, Protocol

CANDIDATES = (
    "br co ca cs cy da de en eo es et eu fi fo fr fy ga gcf gcr gd gl hr ht hu is it kab "
    "la lb lij lt lv mg mt nl no oc pl pt ro sk sl sq sv sw tr vec vi wa"
)
"""The languages that a passage in Latin letters may be in.

Among them are all that are near to one that is wanted (Catalan, Galician and Aragonese for Spanish,
the creoles and Walloon for French): a probability means something only where the neighbours may
take their part of it.
"""


_ENOUGH = 2_000
"""So many characters are as good as any number of them."""


class Guess(NamedTuple):
    """A language (primary subtag) and its probability among those that it was weighed against."""

    language: str
    probability: float


class _Identifier(Protocol):
    labels: list[str]

    def classify(self, text: str) -> tuple[str, float]: ...


@cache
def _identifier() -> _Identifier:
    # It brings numpy and unpacks its model: most publications never need it.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    identifier: _Identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    known = set(identifier.labels)
    identifier.set_languages([one for one in CANDIDATES.split() if one in known])  # type: ignore[attr-defined]
    return identifier


def guess(text: str) -> Guess:
    """The likeliest language of a text in Latin letters, by its beginning where it is long."""
    language, probability = _identifier().classify(text[:_ENOUGH])
    return Guess(language, float(probability))
