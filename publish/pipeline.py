"""The stages, top to bottom: articles (publish.preparation), edition, layout, package, proof."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from publish.article import Article, document, serialise
from publish.delivery import OUTPUT_UNWRITABLE, staging
from publish.diagnostics import Diagnostic, Kind, Place, RefusedError, Severity, has_errors
from publish.edition.assemble import assemble, with_cover_image
from publish.epub import accessibility, package
from publish.epub.images import for_screens
from publish.epub.onix import Measure, onix
from publish.pdf import glyphs
from publish.pdf.layout import lay_out, picture
from publish.pdf.notes import overlong
from publish.pdf.page_map import page_map
from publish.preparation import Articles, Progress, nothing, prepare
from publish.proof import articles as proofs
from publish.proof import conservation
from publish.proof.articles import Conservation
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


@dataclass
class Built:
    """What a build gave: ``folder`` holds the editions; it is ``None`` when there are errors."""

    publication: Publication
    diagnostics: list[Diagnostic]
    folder: Path | None = None
    files: list[Path] = field(default_factory=list)
    words: int = 0
    pages: int | None = None


def build(
    publication: Publication,
    output: Path,
    *,
    only: str = "",
    language: str = "fr",
    progress: Progress = nothing,
) -> Built:
    """Make the editions of a publication in ``output/<slug>/``; ``only`` is ``epub`` or ``pdf``.

    When there are errors nothing is published and earlier editions stay as they were. ``language``
    is that of the report.
    """
    articles = prepare(publication, progress)
    built = Built(articles.publication, list(articles.diagnostics))
    if has_errors(built.diagnostics):
        return built
    try:
        with staging(output, publication.slug) as folder:
            _make(articles, folder, built, only=only, language=language, progress=progress)
            if has_errors(built.diagnostics):
                raise RefusedError([])
    except RefusedError as refused:
        built.diagnostics += refused.diagnostics
    except OSError as error:
        place = Place(str(output / publication.slug))
        built.diagnostics.append(OUTPUT_UNWRITABLE.at(place, reason=error.strerror or error))
    else:
        built.folder = output / publication.slug
        built.files = [
            path
            for suffix in ("epub", "pdf")
            if only in ("", suffix)
            and (path := built.folder / f"{publication.slug}.{suffix}").exists()
        ]
    return built


def check(publication: Publication, progress: Progress = nothing) -> list[Diagnostic]:
    """Every problem that can be known without making the editions; nothing is written."""
    articles = prepare(publication, progress)
    problems = list(articles.diagnostics)
    if not has_errors(problems):
        problems += assemble(articles.publication, articles.typeset)[1]
    return problems


def _make(
    articles: Articles, folder: Path, built: Built, *, only: str, language: str, progress: Progress
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
    proofs.hold_articles(((a, r.words) for _, a, r in articles.readings), proof)
    placed = {d.name: a for d, a in zip(edition.articles(), _articles(articles), strict=True)}
    composition: dict[str, int] = {}
    # The EPUB needs the layout too: its pages are those of the print edition.
    progress("layout", publication.title, 0, 2)
    layout = lay_out(edition, made)
    built.diagnostics += overlong(layout.boxes, placed)
    if has_errors(built.diagnostics):
        return
    if only in ("", "pdf"):
        built.diagnostics += glyphs.missing(edition, placed)
        built.pages = len(layout.pages)
        progress("layout", publication.title, 1, 2)
        pdf = layout.write()
        built.diagnostics += layout.diagnostics
        progress("proof", "PDF", 0, 1)
        composition = {
            **conservation.hold_pdf(edition, layout, pdf, proof),
            "planned": layout.composed.planned,
            "left": layout.composed.left,
        }
        (folder / f"{publication.slug}.pdf").write_bytes(pdf)
    if only in ("", "epub"):
        progress("package", publication.title, 0, 1)
        cover = b"" if edition.cover else picture(edition, COVER_WIDTH, made)
        packaged = for_screens(with_cover_image(edition, cover))
        built.diagnostics += accessibility.diagnostics(packaged, placed)
        epub = package(packaged, modified=made, pages=page_map(edition, layout))
        claims = accessibility.claims(packaged, paginated=True)
        measure = Measure(proof.source, len(layout.pages), len(epub))
        record = onix(packaged, claims, measure, made)
        progress("proof", "EPUB", 0, 1)
        conservation.hold_epub(packaged, epub, proof)
        (folder / f"{publication.slug}.epub").write_bytes(epub)
        (folder / f"{publication.slug}.onix.xml").write_bytes(record)
    built.words = proof.source
    built.diagnostics += proofs.diagnostics(proof, placed, language)
    _write_articles(folder / "xhtml", placed)
    report = Report(
        publication.title,
        proof,
        built.diagnostics,
        built.pages,
        composition,
        articles.changes,
        {a.source: r.inferred for _, a, r in articles.readings},
    )
    (folder / "report.json").write_bytes(as_json(report, language))
    (folder / "report.html").write_bytes(as_html(report, language))


def _articles(articles: Articles) -> Iterable[Article]:
    return (article for _, article in articles.typeset)


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
