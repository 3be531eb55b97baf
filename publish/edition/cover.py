"""The cover: the publication's own image, or a design made from title, contributors, publisher.

The design is a section of XHTML with a drawing behind it, set by ``styles/cover.css``. Print sets
it as its first page, and the EPUB carries a picture of that very page.
"""

from __future__ import annotations

import hashlib
import math
from base64 import b64encode

from lxml import etree

from publish.article import EPUB_TYPE, E
from publish.dates import month_and_year
from publish.edition.model import Document, Matter
from publish.edition.series import is_issue, place_in_series
from publish.edition.terms import term
from publish.edition.titles import set_title
from publish.publication import Publication
from publish.typography import typeset_text

PALETTE = ("#1d3b4a", "#4a2230", "#2f3d2c", "#3b3358", "#5a3217", "#233a5e", "#4b1f1f", "#1f4740")
"""Grounds dark enough for white letters: 9 to 1 and better (WCAG 2.2, 1.4.3 asks 4.5)."""


def description(publication: Publication) -> str:
    """The alternative text of the cover: what is read on it."""
    said = [publication.title, publication.subtitle, *_names(publication), publication.publisher]
    words = term("cover", publication.language) + term("separator", publication.language)
    return typeset_text(words + ". ".join(filter(None, said)), publication.language)


def pictured(publication: Publication, image: str) -> Document:
    """The cover as a document that shows ``image``, a path inside the edition."""
    picture = E.img({"src": image, "alt": description(publication)})
    return _document(publication, E.section({"class": "cover"}, picture))


def designed(publication: Publication) -> Document:
    """The cover made from the publication's own data."""
    language = publication.language
    title = E.p({"class": f"title {_measure(publication.title)}"})
    set_title(title, publication.title, language)
    head = E.div({"class": "head"})
    if publication.publisher:
        head.append(E.p({"class": "publisher"}, publication.publisher))
    body = E.div({"class": "body"}, title)
    if publication.subtitle:
        body.append(set_title(E.p({"class": "subtitle"}), publication.subtitle, language))
    issue = place_in_series(publication) if is_issue(publication) else ""
    if issue:
        body.append(set_title(E.p({"class": "issue"}), issue, language))
    foot = E.div({"class": "foot"})
    for name in _names(publication):
        foot.append(E.p({"class": "author"}, name))
    if publication.date:
        when = month_and_year(publication.date, publication.language)
        foot.append(E.p({"class": "date"}, when))
    root = E.section({"class": "cover designed"}, head, body, foot)
    drawing = data_address(_strata(publication, _seed(publication)))
    root.set(
        "style",
        f"background: {ground_of(publication)} url({drawing}) 0 0 / 100% 100% no-repeat",
    )
    return _document(publication, root)


def ground_of(publication: Publication) -> str:
    """The colour of the ground of a designed cover, from its title: one of :data:`PALETTE`."""
    return PALETTE[_seed(publication)[0] % len(PALETTE)]


def data_address(drawing: str) -> str:
    """An SVG drawing as an address that holds it."""
    return f"data:image/svg+xml;base64,{b64encode(drawing.encode()).decode()}"


def _seed(publication: Publication) -> bytes:
    return hashlib.blake2s(publication.title.encode(), digest_size=8).digest()


def _document(publication: Publication, root: etree._Element) -> Document:
    root.set(EPUB_TYPE, "cover")
    title = term("cover", publication.language)
    return Document("cover", Matter.COVER, title, publication.language, root)


def _names(publication: Publication) -> list[str]:
    """The authors, or failing them the editors; none when there are too many for a cover."""
    for role in ("aut", "edt"):
        names = [c.name for c in publication.contributors if c.role == role]
        if names:
            return names if len(names) <= 3 else []
    return []


def _measure(title: str) -> str:
    """A size for the title, so that its longest word stays whole and its lines are few."""
    longest = max(map(len, title.split()), default=0)
    if longest <= 9 and len(title) <= 20:
        return "large"
    if longest <= 13 and len(title) <= 60:
        return "medium"
    return "small"


def _strata(publication: Publication, seed: bytes) -> str:
    """Fine parallel lines, like the hatching of an engraved relief, drawn from the title."""
    width, height, lines = 148, 210, 26
    waves = [(2.2 + byte / 90, (byte % 7 + 2) * math.tau / width, byte / 20) for byte in seed[1:4]]
    paths = []
    for row in range(lines):
        depth = row / lines
        base = height * (0.56 + 0.46 * depth)
        points = [
            f"{x} {base + (1 - depth) * _swell(waves, x, row / 3.1):.2f}"
            for x in range(0, width + 1, 2)
        ]
        opacity = 0.12 + 0.3 * depth
        paths.append(
            f'<path d="M{" L".join(points)}" fill="none" stroke="#fff" '
            f'stroke-opacity="{opacity:.2f}" stroke-width="0.25"/>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'preserveAspectRatio="none">{"".join(paths)}</svg>'
    )


def _swell(waves: list[tuple[float, float, float]], x: float, shift: float) -> float:
    return sum(height * math.sin(rate * x + phase + shift) for height, rate, phase in waves)
