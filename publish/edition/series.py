"""Which issue of its review or which volume of its series a publication is, as it is printed."""

from __future__ import annotations

from publish.edition.terms import term
from publish.publication import Publication


def is_issue(publication: Publication) -> bool:
    """Whether the publication is an issue of the review whose title it bears."""
    return publication.series.casefold() == publication.title.casefold() != ""


def place_in_series(publication: Publication) -> str:
    """« nº 12 » of a review, « Petite bibliothèque, nº 31 » of a series.

    Empty where nothing is to say: a subtitle that tells the number already is not repeated.
    """
    if not is_issue(publication):
        return series_and_number(publication)
    said = f" {publication.subtitle} ".replace("\u00a0", " ")
    return "" if f" {publication.number} " in said else _number(publication)


def series_and_number(publication: Publication) -> str:
    """The series, also where it is the title, with the number in it; empty where there is none."""
    return ", ".join(filter(None, (publication.series, _number(publication))))


def _number(publication: Publication) -> str:
    if not publication.number:
        return ""
    return term("issue", publication.language, number=str(publication.number))


def full_title(publication: Publication) -> str:
    """The title as libraries, running heads and the spine need it: with the number of an issue."""
    number = place_in_series(publication) if is_issue(publication) else ""
    return ", ".join(filter(None, (publication.title, number)))
