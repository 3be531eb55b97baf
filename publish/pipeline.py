"""The stages, top to bottom: articles (publish.preparation), edition, layout, package, proof."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from publish.article import Article, document, serialise
from publish.delivery import OUTPUT_UNWRITABLE, staging
from publish.diagnostics import Diagnostic, Kind, Place, RefusedError, Severity, has_errors
from publish.edition.assemble import assemble, with_cover_image
from publish.edition.model import Edition
from publish.epub import accessibility, package
from publish.epub.images import for_screens
from publish.epub.onix import Measure, onix
from publish.pdf import glyphs, notes
from publish.pdf.layout import Layout, lay_out, picture
from publish.pdf.page_map import page_map
from publish.preparation import Articles, Progress, nothing, prepare
from publish.press.book import for_printer
from publish.proof import articles as article_proof
from publish.proof import conservation
from publish.proof.articles import Conservation
from publish.proof.sheets import FOLDER, Proofs, files, proofs
from publish.publication import Publication
from publish.report import Report, as_html, as_json

COVER_WIDTH = 1600
"""The width of the picture of the cover in pixels; shops ask for at least 1 400."""

BUILD_DATE = Kind(
    "date-missing",
    Severity.NOTE,
    fr="La publication n’a pas de date : ses fichiers portent celle du 1er janvier 1980.",
    fr_hint="Ajoutez sous [publication] : date = 2026-01-15 (sans guillemets).",
    en="The publication has no date: its files carry that of 1 January 1980.",
    en_hint="Add under [publication]: date = 2026-01-15 (without quotes).",
)
PRESS_EARLIER = Kind(
    "press-earlier",
    Severity.NOTE,
    fr="Les fichiers d’impression de ce dossier sont d’une composition antérieure.",
    fr_hint="Avant d’envoyer le livre à l’imprimeur, refaites-les : publish build --press.",
    en="The files for the printer in this folder are of an earlier build.",
    en_hint="Before the book goes to the printer make them again: publish build --press.",
)
PRESS = ("-press", "-cover-press")
"""The ends of the names of the two files for the printer: the inside of the book, its cover."""


@dataclass
class Built:
    """What a build gave: ``folder`` holds the editions; it is ``None`` when there are errors.

    ``found`` counts what there is to look at on the proofs, divided words left out.
    """

    publication: Publication
    diagnostics: list[Diagnostic]
    folder: Path | None = None
    files: list[Path] = field(default_factory=list)
    words: int = 0
    pages: int | None = None
    found: int = 0


def build(
    publication: Publication,
    output: Path,
    *,
    only: str = "",
    press: bool = False,
    language: str = "fr",
    progress: Progress = nothing,
) -> Built:
    """Make the editions of a publication in ``output/<slug>/``; ``only`` is ``epub`` or ``pdf``.

    With ``press`` also the files for the printer, which are made of the PDF. When there are errors
    nothing is published and earlier editions stay as they were. ``language`` is that of the report.
    """
    articles = prepare(publication, progress)
    built = Built(articles.publication, list(articles.diagnostics))
    if has_errors(built.diagnostics):
        return built
    try:
        with staging(output, publication.slug) as folder:
            _make(
                articles,
                folder,
                built,
                only=only,
                press=press,
                language=language,
                progress=progress,
            )
            if has_errors(built.diagnostics):
                raise RefusedError([])
    except RefusedError as refused:
        built.diagnostics += refused.diagnostics
    except OSError as error:
        place = Place(str(output / publication.slug))
        built.diagnostics.append(OUTPUT_UNWRITABLE.at(place, reason=error.strerror or error))
    else:
        built.folder = output / publication.slug
        ends = [".epub"] * (only != "pdf") + [".pdf"] * (only != "epub")
        ends += [f"{end}.pdf" for end in PRESS if press]
        named = (built.folder / f"{publication.slug}{end}" for end in ends)
        built.files = [path for path in named if path.exists()]
    return built


def check(publication: Publication, progress: Progress = nothing) -> list[Diagnostic]:
    """Every problem that can be known without making the editions; nothing is written."""
    articles = prepare(publication, progress)
    problems = list(articles.diagnostics)
    if not has_errors(problems):
        problems += assemble(articles.publication, articles.typeset)[1]
    return problems


def _make(
    articles: Articles,
    folder: Path,
    built: Built,
    *,
    only: str,
    press: bool,
    language: str,
    progress: Progress,
) -> None:
    publication = articles.publication
    made = moment(publication)
    if publication.date is None and "SOURCE_DATE_EPOCH" not in os.environ:
        built.diagnostics.append(BUILD_DATE.at(Place(publication.slug)))
    progress("edition", publication.title, 0, 1)
    edition, problems = assemble(publication, articles.typeset)
    built.diagnostics += problems
    if has_errors(problems):
        return
    proof = Conservation(respelled=articles.respelled)
    article_proof.hold_articles(((a, r.words) for _, a, r in articles.readings), proof)
    placed = {d.name: a for d, a in zip(edition.articles(), _articles(articles), strict=True)}
    composition: dict[str, int] = {}
    pages: Proofs | None = None
    # The EPUB needs the layout too: its pages are those of the print edition.
    progress("layout", publication.title, 0, 2)
    layout = lay_out(edition, made)
    edition = layout.edition
    built.diagnostics += notes.told(layout.moved, layout.source, placed)
    if only != "epub":
        progress("layout", publication.title, 1, 2)
        composition, pages = _print(edition, layout, placed, folder, built, proof)
        if press:
            progress("layout", publication.title, 2, 3)
            pdf = (folder / f"{publication.slug}.pdf").read_bytes()
            printer = for_printer(edition, layout, pdf, placed, made)
            built.diagnostics += printer.diagnostics
            for end, data in zip(PRESS, (printer.inside, printer.cover), strict=True):
                (folder / f"{publication.slug}{end}.pdf").write_bytes(data)
        else:
            built.diagnostics += _earlier_press(folder.parent / publication.slug)
    if only != "pdf":
        progress("package", publication.title, 0, 1)
        _screen(edition, layout, placed, folder, built, proof, made)
    built.words = proof.source
    built.diagnostics += article_proof.diagnostics(proof, placed, language)
    _write_articles(folder / "xhtml", placed)
    report = Report(
        publication.title,
        proof,
        built.diagnostics,
        built.pages,
        composition,
        articles.changes,
        {a.source: r.inferred for _, a, r in articles.readings},
        {a.source: r.passages for _, a, r in articles.readings if r.passages},
        pages,
    )
    (folder / "report.json").write_bytes(as_json(report, language))
    (folder / "report.html").write_bytes(as_html(report, language))


def _print(
    edition: Edition,
    layout: Layout,
    placed: Mapping[str, Article],
    folder: Path,
    built: Built,
    proof: Conservation,
) -> tuple[dict[str, int], Proofs]:
    """The PDF, held against the edition; what was counted of its composition, and its proofs."""
    built.diagnostics += glyphs.missing(edition, placed)
    built.pages = len(layout.pages)
    pdf = layout.write()
    built.diagnostics += layout.diagnostics
    (folder / f"{edition.publication.slug}.pdf").write_bytes(pdf)
    pages = proofs(edition, layout, pdf, placed)
    _write_pages(folder / FOLDER, pages)
    composition = {
        **conservation.hold_pdf(edition, layout, pdf, proof),
        "planned": layout.composed.planned,
        "left": layout.composed.left,
        **pages.counts(),
    }
    built.found = sum(pages.counts().values())
    return composition, pages


def _screen(
    edition: Edition,
    layout: Layout,
    placed: Mapping[str, Article],
    folder: Path,
    built: Built,
    proof: Conservation,
    made: dt.datetime,
) -> None:
    """The EPUB, held against the edition, and its record for booksellers."""
    cover = b"" if edition.cover else picture(edition, COVER_WIDTH, made)
    packaged = for_screens(with_cover_image(edition, cover))
    built.diagnostics += accessibility.diagnostics(packaged, placed)
    epub = package(packaged, modified=made, pages=page_map(edition, layout))
    claims = accessibility.claims(packaged, paginated=True)
    record = onix(packaged, claims, Measure(proof.source, len(layout.inside), len(epub)), made)
    conservation.hold_epub(packaged, epub, proof)
    (folder / f"{edition.publication.slug}.epub").write_bytes(epub)
    (folder / f"{edition.publication.slug}.onix.xml").write_bytes(record)


def _earlier_press(published: Path) -> Iterator[Diagnostic]:
    """What a build without files for the printer says of those that it leaves in their place."""
    if any((published / f"{published.name}{end}.pdf").exists() for end in PRESS):
        yield PRESS_EARLIER.at(Place(published.name))


def _articles(articles: Articles) -> Iterable[Article]:
    return (article for _, article in articles.typeset)


def _write_pages(folder: Path, pages: Proofs) -> None:
    folder.mkdir()
    for name, data in files(pages):
        (folder / name).write_bytes(data)


def _write_articles(folder: Path, articles: dict[str, Article]) -> None:
    folder.mkdir()
    for name, article in articles.items():
        (folder / f"{name}.xhtml").write_bytes(serialise(document(article)))


def moment(publication: Publication) -> dt.datetime:
    """The time that files carry: ``SOURCE_DATE_EPOCH``, else the publication's date, in UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC)
    day = publication.date or dt.date(1980, 1, 1)
    return dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)
