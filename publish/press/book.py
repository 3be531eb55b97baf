"""The two files for the printer, and what the editor has to know about them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import md5
from io import BytesIO

import pikepdf

from publish.article import Article
from publish.diagnostics import Diagnostic, Kind, Place, RefusedError, Severity
from publish.edition.model import Edition
from publish.files import TooLargeError, read_regular
from publish.pdf.design import MILLIMETRE, points
from publish.pdf.fetcher import BASE
from publish.pdf.layout import Layout
from publish.pdf.pictures import Printed, middling, place, printed
from publish.press.colours import Pressed
from publish.press.cover import spread
from publish.press.inks import Inks
from publish.press.marks import Sheet
from publish.press.stacked import Stacked, stacked
from publish.press.standard import About, Condition, finished
from publish.press.volume import signatures, spine
from publish.publication import TOML, Print, Publication
from publish.resources import STYLES
from publish.settings import FILE_UNREADABLE

PROFILE = STYLES / "profiles" / "FOGRA39L_coated.icc"
CONDITION = Condition("FOGRA39", "Offset, papier couché (FOGRA39L)", "http://www.color.org")
"""The printing condition by default, by its name in the registry of the ICC."""
_LARGEST_PROFILE = 20_000_000
_SHOWN = 0.01
"""The least share of a picture brought down to the ink limit that is told."""

PRESS_PAGES = Kind(
    "press-pages",
    Severity.NOTE,
    fr="Impression : {pages} pages, soit en cahiers {sheets} ; dos de {spine_fr} mm{how_fr}.",
    fr_hint="Donnez ces nombres à l’imprimeur. Avec signature = 16 sous [print], le fichier est "
    'complété de pages blanches ; spine = "12mm" fixe le dos qu’il demande.',
    en="Press: {pages} pages, which in signatures is {sheets}; spine of {spine} mm{how}.",
    en_hint="Give these numbers to the printer. With signature = 16 under [print] the file is "
    'filled up with blank pages; spine = "12mm" sets the spine that is asked for.',
)
PROFILE_UNFIT = Kind(
    "profile-unfit",
    Severity.ERROR,
    fr="« {name} » n’est pas un profil ICC pour quatre encres ({reason}).",
    fr_hint="Demandez à l’imprimeur son profil CMJN (fichier .icc), ou retirez la clé profile.",
    en="“{name}” is no ICC profile for four inks ({reason}).",
    en_hint="Ask the printer for the CMYK profile (an .icc file), or take the key profile out.",
)
INK_BOUNDED = Kind(
    "ink-bounded",
    Severity.NOTE,
    fr="L’image « {name} » dépassait {limit} % d’encre sur {share} % de sa surface : les couleurs "
    "y sont allégées sous le noir.",
    fr_hint="Regardez ses ombres sur l’épreuve ; ink_limit, sous [print], est la limite de "
    "l’imprimeur.",
    en="The image “{name}” had more than {limit} % of ink on {share} % of its surface: colours are "
    "thinned there under the black.",
    en_hint="Look at its shadows on the proof; ink_limit, under [print], is the printer’s limit.",
)
COLOUR_KEPT = Kind(
    "colour-kept",
    Severity.WARNING,
    fr="Le fichier d’impression garde des couleurs d’écran ({what}) : il n’est pas PDF/X-4.",
    fr_hint="Remplacez les signes en couleurs (émojis) ou le dessin en cause par une image.",
    en="The file for the printer keeps colours of the screen ({what}): it is not PDF/X-4.",
    en_hint="Replace the signs in colours (emojis), or the drawing that holds them, by a picture.",
)
INK_STACKED = Kind(
    "ink-stacked",
    Severity.WARNING,
    fr="{where_fr} : des encres se superposent jusqu’à {most} %, sur {area} mm² au-delà de la "
    "limite ({limit} %).",
    fr_hint="Un dessin y mêle ses couleurs à ce qu’elles couvrent (mode de fusion, feBlend) : "
    "retirez ce mode, éclaircissez les couleurs, ou faites du dessin une image.",
    en="{where}: inks lie one over the other up to {most} %, on {area} mm² beyond the limit "
    "({limit} %).",
    en_hint="A drawing mixes its colours with what they cover (blend mode, feBlend): take the mode "
    "out, make the colours lighter, or make a picture of the drawing.",
)
SUMMARY_MISSING = Kind(
    "summary-missing",
    Severity.NOTE,
    fr="La quatrième de couverture n’a pas de texte.",
    fr_hint='Écrivez-le sous [publication] : description = "…"',
    en="The back cover has no text.",
    en_hint='Write it under [publication]: description = "…"',
)


@dataclass(frozen=True)
class ForPrinter:
    """The inside of the book and its cover, as PDF/X-4."""

    inside: bytes
    cover: bytes
    diagnostics: Sequence[Diagnostic]


def for_printer(
    edition: Edition,
    layout: Layout,
    pdf: bytes,
    articles: Mapping[str, Article],
    made: dt.datetime,
) -> ForPrinter:
    """The files for the printer, from the reading PDF: the same pages without those of the cover.

    ``articles`` gives the article of each document that is one. Raises :class:`RefusedError` when
    the profile of the press cannot be used.
    """
    publication = edition.publication
    paper = publication.print
    inks, condition = _press(publication)
    pages = len(layout.inside)
    about = _about(publication, "", made)
    inside, found = _inside(pdf, layout.inside, paper, inks, condition, about)
    filled = pages + (-pages % paper.signature if paper.signature else 0)
    back = spine(paper, filled)
    drawn, width = spread(edition, back, layout.summary)
    with pikepdf.open(BytesIO(drawn)) as page:
        trimmed = points(paper.width)
        cut = Sheet(
            width,
            points(paper.height),
            points(paper.bleed),
            (trimmed, trimmed + back) if back else (),
        )
        cover, on_cover = finished(page, [cut], inks, condition, _about(publication, "cover", made))
    pictures = list(printed(edition, layout.boxes))
    problems = [
        PRESS_PAGES.at(Place(TOML), pages=filled, **_sheets(filled), **_spine(paper, back)),
        *middling(pictures, articles),
        *_heavy([found, on_cover], pictures, articles, paper.ink_limit),
        *_stacked(inside, [layout.pages[number].label for number in layout.inside], paper),
        *_stacked(cover, [""], paper),
    ]
    kept = sorted(found.kept | on_cover.kept)
    if kept:
        problems.append(COLOUR_KEPT.at(Place(TOML), what=", ".join(kept)))
    if not publication.description.strip():
        problems.append(SUMMARY_MISSING.at(Place(TOML)))
    return ForPrinter(inside, cover, problems)


def _inside(
    data: bytes, kept: range, paper: Print, inks: Inks, condition: Condition, about: About
) -> tuple[bytes, Pressed]:
    with pikepdf.open(BytesIO(data)) as pdf:
        del pdf.pages[kept.stop :]
        del pdf.pages[: kept.start]
        sizes = [(float(page.mediabox[2]), float(page.mediabox[3])) for page in pdf.pages]
        while paper.signature and len(pdf.pages) % paper.signature:
            pdf.add_blank_page()
            sizes.append(sizes[-1])
        sheets = [Sheet(width, height, points(paper.bleed)) for width, height in sizes]
        return finished(pdf, sheets, inks, condition, about)


def _press(publication: Publication) -> tuple[Inks, Condition]:
    """The inks of the press that the publication names, or of one that prints coated paper."""
    path, limit = publication.print.profile, publication.print.ink_limit / 100
    if path is None:
        return Inks(PROFILE.read_bytes(), limit), CONDITION
    try:
        inks = Inks(read_regular(path, _LARGEST_PROFILE), limit)
    except ValueError as error:
        raise RefusedError([PROFILE_UNFIT.at(Place(TOML), name=path.name, reason=error)]) from error
    except (OSError, TooLargeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise RefusedError([FILE_UNREADABLE.at(Place(path.name), reason=reason)]) from error
    return inks, Condition("Custom", inks.description or path.name)


def _about(publication: Publication, part: str, made: dt.datetime) -> About:
    authors = [c.name for c in publication.contributors if c.role in ("aut", "edt")]
    return About(publication.title, authors, made, f"{publication.identifier} {part}".strip())


def _sheets(pages: int) -> dict[str, str]:
    said = (f"{s.sheets} × {s.size} = {s.sheets * s.size}" for s in signatures(pages))
    return {"sheets": ", ".join(said)}


def _spine(paper: Print, width: float) -> dict[str, str]:
    said = f"{width / MILLIMETRE:.1f}"
    how = "" if paper.spine else f" ({paper.paper_weight} g/m², {paper.paper_bulk} cm³/g)"
    fr = {"spine_fr": said.replace(".", ","), "how_fr": how.replace(".", ",")}
    return {"spine": said, "how": how, **fr}


def _stacked(data: bytes, labels: Sequence[str], paper: Print) -> Iterator[Diagnostic]:
    """The sheets with too much ink; those without a label are of the cover."""
    for found in stacked(data, paper.ink_limit / 100):
        yield _stack_told(found, labels[found.page], paper.ink_limit)


def _stack_told(found: Stacked, label: str, limit: int) -> Diagnostic:
    return INK_STACKED.at(
        Place(TOML),
        where=f"Page {label}" if label else "Cover",
        where_fr=f"Page {label}" if label else "Couverture",
        most=round(100 * found.most),
        area=round(found.area),
        limit=limit,
    )


def _heavy(
    sheets: Sequence[Pressed],
    pictures: Sequence[Printed],
    articles: Mapping[str, Article],
    limit: int,
) -> Iterator[Diagnostic]:
    """The pictures whose ink was bounded, by the names that WeasyPrint gives their resources."""
    known = {
        md5(f"{BASE}{p.name}".encode(), usedforsecurity=False).hexdigest(): p for p in pictures
    }
    shares: dict[str, float] = {}
    for sheet in sheets:
        shares |= {name[2:34]: share for name, share in sheet.heavy.items()}
    for name, share in shares.items():
        picture = known.get(name)
        if picture is not None and share >= _SHOWN:
            yield INK_BOUNDED.at(
                place(picture.element, articles),
                name=picture.name.rpartition("/")[2],
                limit=limit,
                share=round(100 * share),
            )
