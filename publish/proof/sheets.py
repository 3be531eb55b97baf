"""The proofs as a part of ``report.html``: all pages small, then what a proof-reader looks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from publish.article import Article
from publish.edition.model import Edition
from publish.pdf.layout import Layout
from publish.pdf.pictures import place, printed
from publish.proof.findings import Fault, Finding, find
from publish.proof.lines import Rectangle, printed_lines
from publish.proof.pictured import DPI, Picture, fonts, pictures

FOLDER = "pages"
"""The folder of the pictures beside the report."""


@dataclass(frozen=True)
class Found:
    """A finding with the file and line of the manuscript where its text comes from."""

    finding: Finding
    source: str


@dataclass(frozen=True)
class Proofs:
    """The pages of the print edition to be looked at: pictures, folios, findings, fonts."""

    pictures: Sequence[Picture]
    labels: Sequence[str]
    findings: Sequence[Found]
    fonts: Sequence[tuple[str, str, bool]]

    def counts(self) -> dict[str, int]:
        """How many findings there are of each kind, none left out."""
        kinds = [found.finding.fault for found in self.findings]
        return {f"{kind}": kinds.count(kind) for kind in Fault if kind is not Fault.DIVISION}


def proofs(edition: Edition, layout: Layout, pdf: bytes, articles: Mapping[str, Article]) -> Proofs:
    """The proofs of a print edition.

    ``articles`` gives the article of each document that is one.
    """
    inside = layout.inside
    with_pictures = {number for number, page in enumerate(layout.pages) if page.pictures}
    shown = list(printed(edition, layout.boxes))
    found = find(list(printed_lines(layout.boxes)), [p for p in shown if p.page in inside])
    return Proofs(
        pictures(pdf, with_pictures | (set(range(len(layout.pages))) - set(inside))),
        [page.label for page in layout.pages],
        [Found(f, str(place(f.element, articles))) for f in found if f.page in inside],
        fonts(pdf),
    )


_WORDS = {
    "fr": {
        "pages": "Les pages",
        "page": "page {label}",
        "unnumbered": "page sans folio, {number}<sup>e</sup> du PDF",
        "plain": "page sans folio, {number}e du PDF",
        "look": "À relire sur les épreuves",
        "well": "Rien de tout cela : ni ligne lâche ou trop pleine, ni échelle, ni ligne isolée.",
        "all": "toutes les coupures, {count}",
        "turn": "en bas de page",
        "fonts": "Polices",
        "font": "police",
        "kind": "nature",
        "carried": "incorporée",
        "yes": "oui",
        "no": "non",
        "overfull": "Lignes trop pleines",
        "glyph": "Signes absents des polices",
        "image": "Images trop peu définies",
        "widow": "Veuves : la dernière ligne d’un paragraphe, seule en haut d’une page",
        "orphan": "Orphelines : la première ligne d’un paragraphe, seule en bas d’une page",
        "ladder": "Échelles : trois coupures et plus l’une sous l’autre",
        "loose": "Lignes lâches : des espaces de plus d’une fois et demie la normale",
        "runt": "Dernières lignes trop courtes",
        "division": "Mots coupés en fin de ligne",
        "m-overfull": "dépasse de {measure:.1f} pt",
        "m-ladder": "{measure:.0f} lignes",
        "m-loose": "espaces × {measure:.2f}",
        "m-image": "{measure:.0f} points par pouce",
    },
    "en": {
        "pages": "The pages",
        "page": "page {label}",
        "unnumbered": "page without folio, number {number} in the PDF",
        "plain": "page without folio, number {number} in the PDF",
        "look": "To look at on the proofs",
        "well": "Nothing of the kind: no loose or overfull line, no ladder, no lone line.",
        "all": "all divisions, {count}",
        "turn": "at the foot of a page",
        "fonts": "Fonts",
        "font": "font",
        "kind": "kind",
        "carried": "embedded",
        "yes": "yes",
        "no": "no",
        "overfull": "Overfull lines",
        "glyph": "Signs that the fonts do not have",
        "image": "Pictures of too few dots",
        "widow": "Widows: the last line of a paragraph alone at the head of a page",
        "orphan": "Orphans: the first line of a paragraph alone at the foot of a page",
        "ladder": "Ladders: three divisions and more one under the other",
        "loose": "Loose lines: spaces wider than one and a half natural ones",
        "runt": "Last lines that are too short",
        "division": "Words divided at the end of a line",
        "m-overfull": "{measure:.1f} pt beyond",
        "m-ladder": "{measure:.0f} lines",
        "m-loose": "spaces × {measure:.2f}",
        "m-image": "{measure:.0f} dots per inch",
    },
}
STYLE = """
.sheets { display: flex; flex-wrap: wrap; gap: .8rem 1.2rem; padding: .8rem; margin: 0;
  list-style: none; background: #e8e6e1; max-height: 34rem; overflow: auto }
.sheets li { display: flex; gap: 1px } .sheets li.recto { padding-left: calc(5.5rem + 1px) }
.sheets a { display: block; width: 5.5rem; text-align: center; font-size: .8rem; color: #222;
  text-decoration: none } .sheets a:hover, .sheets a:focus { outline: 2px solid #a00000 }
.sheets img { display: block; width: 100%; height: auto; background: #fff }
.found { display: flex; flex-wrap: wrap; gap: 1rem; padding: 0; list-style: none }
.found figure { margin: 0 } .found figcaption { font-size: .85rem; max-width: 36rem }
.crop { display: block; position: relative; overflow: hidden; max-width: 100%;
  border: 1px solid #ccc; background: #fff }
.crop img { display: block; max-width: none } .crop i { position: absolute;
  box-shadow: inset 0 -2px #a00000 }
.divided { columns: 14rem; padding-left: 0; list-style: none } .divided li { break-inside: avoid }
.divided .crop { margin: .1rem 0 .5rem }
"""


def as_html(proofs: Proofs, language: str) -> tuple[str, str]:
    """The pages, and the findings: two parts of the body of ``report.html``."""
    return _pages(proofs, language), _look(proofs, language)


def _label(proofs: Proofs, page: int, language: str, *, plain: bool = False) -> str:
    label, words = proofs.labels[page], _WORDS[language]
    if label:
        return words["page"].format(label=label)
    return words["plain" if plain else "unnumbered"].format(number=page + 1)


def _pages(proofs: Proofs, language: str) -> str:
    """The pages as they lie in the open book: the first one on the right, then two by two."""
    spreads = [[0], *([n, n + 1] for n in range(1, len(proofs.pictures), 2))]
    items = []
    for spread in spreads:
        links = "".join(_small(proofs, n, language) for n in spread if n < len(proofs.pictures))
        items.append(f"<li{' class=recto' if spread == [0] else ''}>{links}</li>")
    title = _WORDS[language]["pages"]
    return (
        f'<h2 id="pages">{title}</h2>'
        f'<ul class="sheets" tabindex="0" aria-labelledby="pages">{"".join(items)}</ul>'
    )


def _small(proofs: Proofs, page: int, language: str) -> str:
    picture = proofs.pictures[page]
    said = _label(proofs, page, language, plain=True)
    return (
        f'<a href="{FOLDER}/{picture.name}"><img src="{FOLDER}/{picture.name}" loading="lazy" '
        f'width="{picture.width}" height="{picture.height}" alt="{escape(said)}">'
        f'<span aria-hidden="true">{escape(proofs.labels[page]) or "·"}</span></a>'
    )


def _look(proofs: Proofs, language: str) -> str:
    words = _WORDS[language]
    parts = [f"<h2>{words['look']}</h2>"]
    if all(found.finding.fault is Fault.DIVISION for found in proofs.findings):
        parts.append(f"<p>{words['well']}</p>")
    for fault, group in groupby(proofs.findings, key=lambda found: found.finding.fault):
        all_found = list(group)
        parts.append(f"<h3>{words[fault]} ({len(all_found)})</h3>")
        if fault is Fault.DIVISION:
            items = "".join(_division(proofs, found, language) for found in all_found)
            said = words["all"].format(count=len(all_found))
            parts.append(
                f'<details><summary>{said}</summary><ul class="divided">{items}</ul></details>'
            )
        else:
            items = "".join(_figure(proofs, found, language) for found in all_found)
            parts.append(f'<ul class="found">{items}</ul>')
    parts.append(_fonts(proofs, words))
    return "".join(parts)


def _figure(proofs: Proofs, found: Found, language: str) -> str:
    finding, words = found.finding, _WORDS[language]
    said = [_label(proofs, finding.page, language)]
    if f"m-{finding.fault}" in words:
        measure = words[f"m-{finding.fault}"].format(measure=finding.measure)
        said.append(measure.replace(".", ",") if language == "fr" else measure)
    if finding.fault in (Fault.GLYPH, Fault.IMAGE, Fault.LADDER):
        said.append(escape(finding.text))
    said.append(escape(found.source))
    crop = _crop(proofs, finding, _around(finding.box, proofs.pictures[finding.page]))
    return f"<li><figure>{crop}<figcaption>{' · '.join(said)}</figcaption></figure></li>"


def _division(proofs: Proofs, found: Found, language: str) -> str:
    finding, words = found.finding, _WORDS[language]
    turn = f", {words['turn']}" if finding.measure else ""
    left, top, right, bottom = finding.box
    ending = (max(left, right - _ENDING), top - 2, right + 8, bottom + 2)
    said = f"<b>{escape(finding.text)}</b> {_label(proofs, finding.page, language)}{turn}"
    return f"<li>{said}{_crop(proofs, finding, ending)}</li>"


_ENDING = 110
"""How much of the end of a line shows the division, in points."""


_AROUND = 22
"""How much of the page shows above and below a finding, in points: a line and a half."""
_EDGE = 20
"""How much of the margins is left out on each side."""


def _around(box: Rectangle, picture: Picture) -> Rectangle:
    """The place of a finding as wide as the page has text, with a line above and below."""
    width, height = (pixels * 72 / DPI for pixels in (picture.width, picture.height))
    _, top, _, bottom = box
    if bottom - top > height / 2:
        return 0, 0, width, height
    return _EDGE, top - _AROUND, width - _EDGE, bottom + _AROUND


def _crop(proofs: Proofs, finding: Finding, area: Rectangle) -> str:
    """A piece of the picture of a page, with the place of the finding underlined."""
    picture = proofs.pictures[finding.page]
    bounds = (picture.width, picture.height)
    left, top = (max(0, _pixels(value)) for value in area[:2])
    right, bottom = (min(_pixels(v), b) for v, b in zip(area[2:], bounds, strict=True))
    x0, y0, x1, y1 = map(_pixels, finding.box)
    mark = (
        f'<i style="left:{x0 - left}px;top:{y0 - top}px;width:{x1 - x0}px;height:{y1 - y0}px"></i>'
    )
    return (
        f'<span class="crop" style="width:{right - left}px;height:{bottom - top}px">'
        f'<img src="{FOLDER}/{picture.name}" loading="lazy" alt="{escape(finding.text)}" '
        f'width="{picture.width}" height="{picture.height}" '
        f'style="margin:{-top}px 0 0 {-left}px">{mark}</span>'
    )


def _pixels(points: float) -> int:
    return round(points * DPI / 72)


def _fonts(proofs: Proofs, words: Mapping[str, str]) -> str:
    rows = "".join(_font_row(*font, words) for font in proofs.fonts)
    head = "".join(f'<th scope="col">{words[key]}</th>' for key in ("font", "kind", "carried"))
    return f"<h3>{words['fonts']}</h3><table><tr>{head}</tr>{rows}</table>"


def _font_row(name: str, kind: str, carried: bool, words: Mapping[str, str]) -> str:
    said = words["yes" if carried else "no"]
    return f"<tr><td>{escape(name)}</td><td>{escape(kind)}</td><td>{said}</td></tr>"


def files(proofs: Proofs) -> Iterator[tuple[str, bytes]]:
    """The pictures as files of :data:`FOLDER`."""
    for picture in proofs.pictures:
        yield picture.name, picture.data
