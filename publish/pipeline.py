"""The stages, top to bottom: manuscripts, articles, typography, edition, layout, package, proof."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from publish.article import Article, document, serialise, slugify
from publish.delivery import staging
from publish.diagnostics import Diagnostic, Kind, Place, RefusedError, Severity, has_errors
from publish.edition.assemble import assemble, with_cover_image
from publish.epub import package
from publish.epub.images import for_screens
from publish.files import TooLargeError, read_regular
from publish.pdf import glyphs
from publish.pdf.layout import lay_out, picture
from publish.pdf.notes import overlong
from publish.pdf.page_map import page_map
from publish.press.book import for_printer
from publish.proof import conservation
from publish.proof.conservation import Conservation
from publish.proof.sheets import FOLDER, Proofs, files, proofs
from publish.publication import Publication
from publish.report import Report, as_html, as_json
from publish.settings import FILE_UNREADABLE
from publish.sources import Manuscript, Reading, read
from publish.sources.encoding import decode
from publish.sources.guidance import Guidance, returning_lines
from publish.sources.limits import FILE_LARGE, Limits
from publish.typography import Change, typeset
from publish.typography.corrections import Correction, listed

Progress = Callable[[str, str, int, int], None]
"""Told as work goes on: the stage, what it is about, how much is done, out of how much."""

PLAIN_TEXT = (".txt", ".text", ".md", ".markdown")
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
OUTPUT_UNWRITABLE = Kind(
    "output-unwritable",
    Severity.ERROR,
    fr="Les éditions ne peuvent pas être écrites : {reason}",
    fr_hint="Vérifiez la place sur le disque et les droits du dossier, ou choisissez --output.",
    en="The editions cannot be written: {reason}",
    en_hint="Check the space on the disk and the folder’s permissions, or choose --output.",
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


@dataclass(frozen=True)
class Articles:
    """The articles of a publication before and after typography, and what was seen on the way."""

    publication: Publication
    readings: tuple[tuple[Path, Article, Reading], ...]
    typeset: tuple[tuple[Path, Article], ...]
    changes: dict[str, tuple[Change, ...]]
    respelled: int
    diagnostics: tuple[Diagnostic, ...]


@dataclass
class Built:
    """What a build gave: ``folder`` holds the editions; it is ``None`` when there are errors."""

    publication: Publication
    diagnostics: list[Diagnostic]
    folder: Path | None = None
    files: list[Path] = field(default_factory=list)
    words: int = 0
    pages: int | None = None


def nothing(_stage: str, _about: str, _done: int, _of: int) -> None:
    """Progress that nobody follows."""


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


def corrections(publication: Publication) -> list[Correction]:
    """Every change that typography makes to the articles, as a corrector would list them."""
    articles = prepare(publication)
    return [
        c
        for _, before, _ in articles.readings
        for c in listed(before, articles.changes[before.source])
    ]


def prepare(
    publication: Publication, progress: Progress = nothing, *, keep_words: bool = False
) -> Articles:
    """Read every manuscript, hold its article against its words, set its typography.

    With ``keep_words`` typography sets what stands between the words and respells none.
    """
    problems: list[Diagnostic] = []
    readings: list[tuple[Path, Article, Reading]] = []
    total = len(publication.manuscripts)
    returning = returning_lines(_texts(publication))
    for number, path in enumerate(publication.manuscripts):
        name = publication.name_of(path)
        progress("read", name, number, total)
        guidance = Guidance(publication.structure.get(name, {}), publication.keep_debris, returning)
        reading = read_manuscript(path, name, publication.language, publication.limits, guidance)
        problems += reading.diagnostics
        if reading.article is not None:
            readings.append((path, reading.article, reading))
    proof = Conservation()
    conservation.hold_articles(((a, r.words) for _, a, r in readings), proof)
    finished: list[tuple[Path, Article]] = []
    changes: dict[str, tuple[Change, ...]] = {}
    for number, (path, article, _) in enumerate(readings):
        progress("typography", article.source, number, total)
        done = typeset(article, publication.typography_off, keep_words=keep_words)
        conservation.hold_typography(article, done, proof)
        problems += done.diagnostics
        finished.append((path, done.article))
        changes[article.source] = done.changes
    by_slug = {article.slug: article for _, article, _ in readings}
    problems += conservation.diagnostics(proof, by_slug, publication.language)
    completed = publication.completed([article for _, article in finished])
    return Articles(
        completed, tuple(readings), tuple(finished), changes, proof.respelled, tuple(problems)
    )


def _texts(publication: Publication) -> Iterator[str]:
    """The manuscripts that are text already, to see what comes back from one to another."""
    for path in publication.manuscripts:
        if len(publication.manuscripts) > 1 and path.suffix.lower() in PLAIN_TEXT:
            with suppress(OSError, TooLargeError):
                data = read_regular(path, publication.limits.manuscript_bytes)
                yield decode(data, publication.name_of(path), publication.limits).text


def read_manuscript(
    path: Path,
    name: str,
    language: str,
    limits: Limits | None = None,
    guidance: Guidance | None = None,
) -> Reading:
    """The article of one manuscript; a file that cannot be read is a problem like another."""
    limits = limits or Limits()
    most = limits.manuscript_bytes
    try:
        data = read_regular(path, most)
    except TooLargeError as error:
        problem = FILE_LARGE.at(Place(name), found=error.size, limit=most, name="manuscript_bytes")
        return Reading(None, (), (problem,))
    except OSError as error:
        problem = FILE_UNREADABLE.at(Place(name), reason=error.strerror)
        return Reading(None, (), (problem,))
    manuscript = Manuscript(path, name, article_slug(path), language, data, limits)
    return read(replace(manuscript, guidance=guidance or Guidance()))


def article_slug(path: Path) -> str:
    """The name of an article in the editions: that of its file without its number of order.

    It becomes an ``id``, which cannot begin with a digit (XML, production 4 of Namespaces).
    """
    name = slugify(path.stem)[:_SLUG_LENGTH].strip("-")
    bare = name.lstrip("0123456789").lstrip("-") or name
    return bare if bare[:1].isalpha() else f"article-{bare}".strip("-")


_SLUG_LENGTH = 80
"""The longest name of an article in the editions: the names of files are made of it."""


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
    conservation.hold_articles(((a, r.words) for _, a, r in articles.readings), proof)
    placed = {d.name: a for d, a in zip(edition.articles(), _articles(articles), strict=True)}
    composition: dict[str, int] = {}
    pages: Proofs | None = None
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
        pages = proofs(edition, layout, pdf, placed)
        composition = {
            **conservation.hold_pdf(edition, layout, pdf, proof),
            "planned": layout.composed.planned,
            "left": layout.composed.left,
            **pages.counts(),
        }
        _write_pages(folder / FOLDER, pages)
        (folder / f"{publication.slug}.pdf").write_bytes(pdf)
        if press:
            progress("layout", publication.title, 2, 3)
            printer = for_printer(edition, layout, pdf, placed, made)
            built.diagnostics += printer.diagnostics
            for end, data in zip(PRESS, (printer.inside, printer.cover), strict=True):
                (folder / f"{publication.slug}{end}.pdf").write_bytes(data)
        else:
            built.diagnostics += _earlier_press(folder.parent / publication.slug)
    if only in ("", "epub"):
        progress("package", publication.title, 0, 1)
        cover = b"" if edition.cover else picture(edition, COVER_WIDTH, made)
        packaged = for_screens(with_cover_image(edition, cover))
        epub = package(packaged, modified=made, pages=page_map(edition, layout))
        progress("proof", "EPUB", 0, 1)
        conservation.hold_epub(packaged, epub, proof)
        (folder / f"{publication.slug}.epub").write_bytes(epub)
    built.words = proof.source
    built.diagnostics += conservation.diagnostics(proof, placed, language)
    _write_articles(folder / "xhtml", placed)
    report = Report(
        publication.title,
        proof,
        built.diagnostics,
        built.pages,
        composition,
        articles.changes,
        {a.source: r.inferred for _, a, r in articles.readings},
        pages,
    )
    (folder / "report.json").write_bytes(as_json(report, language))
    (folder / "report.html").write_bytes(as_html(report, language))


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
