"""The command ``publish``; nothing else knows the terminal.

What loads the engines of layout is imported by the commands that need it: half of a second that
``normalise`` and ``--help`` do not wait for.
"""

from __future__ import annotations

import atexit
import gc
import gettext
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from publish import __version__
from publish.delivery import OUTPUT_UNWRITABLE
from publish.diagnostics import (
    Diagnostic,
    Place,
    RefusedError,
    Severity,
    has_errors,
    readable,
    user_language,
)
from publish.files import unfit, visible
from publish.normalised import normalised, unused
from publish.preparation import corrections
from publish.publication import Publication, find, gather
from publish.typography.corrections import Correction

if TYPE_CHECKING:
    from publish.pipeline import Built

LANGUAGE = user_language()
if LANGUAGE == "fr":
    # The sentences of click itself; tests/locale makes the catalogue.
    gettext.bindtextdomain("click", str(Path(__file__).parent / "locale"))
    gettext.textdomain("click")


def _t(french: str, english: str) -> str:
    return french if LANGUAGE == "fr" else english


_STAGES = {
    "read": _t("articles", "articles"),
    "edition": _t("édition", "edition"),
    "layout": _t("mise en page", "layout"),
    "package": _t("EPUB", "EPUB"),
}
_SEVERITIES = {
    Severity.ERROR: _t("erreur", "error"),
    Severity.WARNING: _t("attention", "warning"),
    Severity.NOTE: _t("note", "note"),
}
_OUTPUT = click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("build"),
    show_default=True,
    help=_t("Dossier des éditions.", "Folder of the editions."),
)
_PATHS = click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
_QUIET = click.option("--quiet", is_flag=True, help=_t("Seulement les erreurs.", "Errors only."))
_JSON = click.option(
    "--json", "as_json", is_flag=True, help=_t("Résultat en JSON.", "Result as JSON.")
)


@click.group(
    help=_t(
        "Des manuscrits bruts à un EPUB accessible et un PDF composé.",
        "From raw manuscripts to an accessible EPUB and a typeset PDF.",
    )
)
@click.version_option(__version__, prog_name="publish")
def main() -> None:
    """From raw manuscripts to an accessible EPUB and a typeset PDF."""
    # The process ends with all its memory: to look for cycles in it first took a second a book.
    atexit.register(gc.freeze)


@main.command(
    help=_t(
        "Fait l’EPUB et le PDF. PATH : dossier d’une publication, manuscrit seul, ou dossier de "
        "publications (par défaut : manuscripts).",
        "Makes the EPUB and the PDF. PATH: a publication’s folder, a single manuscript, or a "
        "folder of publications (default: manuscripts).",
    )
)
@_PATHS
@_OUTPUT
@click.option("--only", type=click.Choice(["epub", "pdf"]), help=_t("Une seule édition.", "One."))
@click.option(
    "--press",
    is_flag=True,
    help=_t(
        "Aussi les fichiers de l’imprimeur (PDF/X-4) : intérieur et couverture.",
        "The printer’s files too (PDF/X-4): inside and cover.",
    ),
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=os.cpu_count() or 1,
    help=_t("Publications faites ensemble.", "Publications made at once."),
)
@_QUIET
@_JSON
def build(
    paths: tuple[Path, ...],
    output: Path,
    only: str | None,
    press: bool,
    jobs: int,
    quiet: bool,
    as_json: bool,
) -> None:
    """Make the editions."""
    if press and only == "epub":
        raise click.UsageError(
            _t(
                "--press fait les fichiers de l’imprimeur à partir du PDF : ôtez --only epub.",
                "--press makes the printer’s files from the PDF: take --only epub out.",
            )
        )
    publications, problems = find(paths or (Path("manuscripts"),))
    from publish.jobs import build_all  # noqa: PLC0415

    with _progress(quiet or as_json) as follow:
        built = build_all(
            publications,
            output,
            only=only or "",
            press=press,
            jobs=jobs,
            language=LANGUAGE,
            follow=follow,
        )
    everything = problems + [d for b in built for d in _located(b.diagnostics, b.publication)]
    if as_json:
        _print_json(everything, built)
    else:
        _print_diagnostics(everything, quiet)
        _print_editions(built, quiet)
    sys.exit(1 if has_errors(everything) else 0)


@main.command(
    help=_t("Met des manuscrits au profil d’article.", "Brings manuscripts to the article profile.")
)
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help=_t(
        "Fichier de sortie (sinon : sortie standard) ; dossier quand il y a plusieurs manuscrits.",
        "Output file (else: standard output); a folder when there are several manuscripts.",
    ),
)
@click.option(
    "--explain",
    is_flag=True,
    help=_t(
        "Dit de chaque bloc son rôle, sa sûreté et ses raisons, au lieu de l’article.",
        "Tells the role of each block, its confidence and its reasons, instead of the article.",
    ),
)
@click.option(
    "--typography",
    is_flag=True,
    help=_t(
        "Avec toute la typographie des éditions, graphies comprises (XXIe, 2ème, Etat, oeuvre).",
        "With all the typography of the editions, spellings too (XXIe, 2ème, Etat, oeuvre).",
    ),
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=os.cpu_count() or 1,
    help=_t("Manuscrits lus ensemble.", "Manuscripts read at once."),
)
@_QUIET
def normalise(
    sources: tuple[Path, ...],
    output: Path | None,
    explain: bool,
    typography: bool,
    jobs: int,
    quiet: bool,
) -> None:
    """Bring manuscripts to the article profile."""
    alone = len(sources) == 1 and not sources[0].is_dir()
    if output is None and not alone and not explain:
        raise click.UsageError(
            _t(
                "Plusieurs manuscrits vont dans un dossier : ajoutez -o DOSSIER.",
                "Several manuscripts go into a folder: add -o FOLDER.",
            )
        )
    publications, problems = gather(sources)
    _print_diagnostics(problems, quiet)
    failed = has_errors(problems)
    taken: set[str] = set()
    for publication in publications:
        folder = output
        if output is not None and len(publications) > 1:
            folder, taken = output / unused(publication.slug, taken), set()
        for one in normalised(
            publication, typography=typography, explain=LANGUAGE if explain else "", jobs=jobs
        ):
            _print_diagnostics(_located(one.diagnostics, publication), quiet)
            if explain and not alone:
                click.secho(visible(str(one.path)), bold=True)
            click.echo(one.explained, nl=False)
            if one.data is None:
                failed = True
            elif folder is not None and (not alone or folder.is_dir()):
                name = str(one.path.relative_to(publication.folder).with_suffix(""))
                target = folder / f"{unused(name, taken)}.xhtml"
                with _written(target):
                    target.parent.mkdir(parents=True, exist_ok=True)
                    _put(one.data, target)
            elif folder is not None:
                with _written(folder):
                    _put(one.data, folder)
            elif not explain:
                sys.stdout.buffer.write(one.data)
    sys.exit(1 if failed else 0)


@main.command(
    help=_t("Dit tous les problèmes, n’écrit rien.", "Tells all problems, writes nothing.")
)
@_PATHS
@click.option(
    "--typography",
    is_flag=True,
    help=_t("Liste les corrections typographiques.", "Lists the typographic corrections."),
)
@_QUIET
@_JSON
def check(paths: tuple[Path, ...], typography: bool, quiet: bool, as_json: bool) -> None:
    """Tell all problems."""
    from publish import pipeline  # noqa: PLC0415

    publications, problems = find(paths or (Path("manuscripts"),))
    corrected: list[Correction] = []
    for publication in publications:
        problems += _located(pipeline.check(publication), publication)
        if typography:
            corrected += _located(corrections(publication), publication)
    if as_json:
        _print_json(problems, [], corrected if typography else None)
    else:
        _print_corrections(corrected)
        _print_diagnostics(problems, quiet)
        if not problems and not quiet:
            click.echo(_t("Rien à signaler.", "Nothing to report."), err=True)
    sys.exit(1 if has_errors(problems) else 0)


@main.command(
    help=_t(
        "Montre les éditions dans le navigateur, l’EPUB à côté des pages du PDF, et les refait "
        "quand un manuscrit ou un style change. SOURCE : comme pour build.",
        "Shows the editions in the browser, the EPUB beside the pages of the PDF, and makes them "
        "anew when a manuscript or a style changes. SOURCE: as for build.",
    )
)
@click.argument("sources", metavar="[SOURCE]...", nargs=-1, type=click.Path(path_type=Path))
@_OUTPUT
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help=_t(
        "Port, sur cette machine seulement ; 0 : un port libre (sinon 8640, ou un port libre).",
        "Port, on this machine alone; 0: a free one (else 8640, or a free one).",
    ),
)
@click.option("--no-browser", is_flag=True, help=_t("N’ouvre rien.", "Opens nothing."))
@click.option(
    "--no-watch",
    is_flag=True,
    help=_t(
        "Fait ce qui manque ou a vieilli, puis ne suit plus les changements.",
        "Makes what is missing or old, then follows no change.",
    ),
)
def preview(
    sources: tuple[Path, ...], output: Path, port: int | None, no_browser: bool, no_watch: bool
) -> None:
    """Show the editions in the browser."""
    from publish.preview import serving  # noqa: PLC0415

    sources = sources or (Path("manuscripts"),)
    _, problems = find(sources)
    if any(not os.path.lexists(path) for path in sources):
        _print_diagnostics([d for d in problems if d.severity is Severity.ERROR], False)
        sys.exit(1)
    try:
        with serving(sources, output, port, LANGUAGE, watching=not no_watch) as server:
            click.echo(
                _t(
                    f"Aperçu : {server.address} (Ctrl-C pour finir)",
                    f"Preview: {server.address} (Ctrl-C to end)",
                )
            )
            if not no_browser:
                server.open_browser()
            server.serve_forever()
    except RefusedError as refused:
        _print_diagnostics(refused.diagnostics, False)
        sys.exit(1)
    except KeyboardInterrupt:
        click.echo(_t("Aperçu fermé.", "Preview ended."), err=True)


_TEMPLATE = """[publication]
title = "{title}"
language = "fr"
publisher = ""
date = {date}
rights = ""
description = ""

[[contributors]]
name = "Prénom Nom"
role = "aut"
sort = "Nom, Prénom"

[print]
format = "A5"
theme = "revue"
recto_openings = true
"""
_ARTICLE = """Rubrique

Titre de l’article

Le chapô dit en une ou deux phrases de quoi il s’agit.

Par Prénom Nom

Collez ici le premier paragraphe de l’article. Une ligne vide sépare les paragraphes.

Un intertitre est une ligne courte

Le texte continue ; remplacez-le par le vôtre, ou déposez d’autres fichiers à côté de celui-ci.
"""


@main.command(
    help=_t(
        "Prépare le dossier d’une nouvelle publication.", "Prepares a new publication’s folder."
    )
)
@click.argument("name")
def new(name: str) -> None:
    """Prepare a new publication's folder."""
    folder = Path(name)
    shown = visible(name)
    if os.path.lexists(folder):
        raise click.UsageError(_t(f"« {shown} » existe déjà.", f"“{shown}” exists already."))
    import datetime as dt  # noqa: PLC0415

    # What a name may hold and a text between quotes in TOML may not.
    plain = (c if c.isprintable() and c not in '-"\\' else " " for c in folder.name)
    title = " ".join("".join(plain).split())
    toml = _TEMPLATE.format(title=title[:1].upper() + title[1:], date=dt.date.today().isoformat())
    with _written(folder):
        folder.mkdir(parents=True)
        (folder / "publication.toml").write_text(toml, "utf-8")
        (folder / "01-premier-article.txt").write_text(_ARTICLE, "utf-8")
    click.echo(
        _t(
            f"Prêt. Déposez vos articles dans {folder}, puis : publish build {folder}",
            f"Ready. Put your articles into {folder}, then: publish build {folder}",
        )
    )


def _put(data: bytes, target: Path) -> None:
    """Write a file whole or not at all; a device or a pipe is written to, never replaced."""
    if target.exists() and not target.is_file():
        target.write_bytes(data)
        return
    target = target.resolve()  # a link stays, and leads to what is written
    aside = target.with_name(f".{target.name}.aside")
    aside.write_bytes(data)
    aside.replace(target)


@contextmanager
def _written(path: Path) -> Iterator[None]:
    """What cannot be written is told, and ends the command."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or error
        _print_diagnostics([OUTPUT_UNWRITABLE.at(Place(str(path)), reason=reason)], False)
        sys.exit(1)


# --- telling -------------------------------------------------------------------------------------


@contextmanager
def _progress(silent: bool) -> Iterator[Any]:
    """A bar for each publication on a terminal, nothing elsewhere."""
    console = Console(stderr=True)
    if silent or not console.is_terminal:
        yield lambda *_: None
        return
    columns = (
        TextColumn("{task.fields[slug]}", markup=False),
        BarColumn(),
        TextColumn("{task.description}", markup=False),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bars:
        tasks: dict[str, Any] = {}
        order = list(_STAGES)

        def follow(slug: str, stage: str, about: str, done: int, of: int) -> None:
            if slug not in tasks:
                tasks[slug] = bars.add_task("", total=len(order), slug=slug)
            whole = order.index(stage) + done / max(of, 1)
            bars.update(
                tasks[slug], completed=whole, description=f"{_STAGES[stage]} : {visible(about)}"
            )

        yield follow


_Told = TypeVar("_Told", Diagnostic, Correction)


def _located(problems: Iterable[_Told], publication: Publication) -> list[_Told]:
    """The problems or corrections, their files named from the current folder, to be opened.

    What has no file stands under the publication's folder.
    """
    here = Path.cwd()

    def located(place: Place) -> Place:
        path = publication.manuscript_of.get(place.file, publication.folder / place.file)
        whole = path if path.exists() else publication.folder
        shown = whole.relative_to(here) if whole.is_relative_to(here) else whole
        return Place(readable(str(shown)), place.line)

    return [replace(problem, place=located(problem.place)) for problem in problems]


def _print_diagnostics(problems: Sequence[Diagnostic], quiet: bool) -> None:
    shown = [d for d in problems if not quiet or d.severity is Severity.ERROR]
    colours = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "blue"}
    for file, group in groupby(sorted(shown, key=lambda d: d.place.file), lambda d: d.place.file):
        click.secho(visible(file), bold=True, err=True)
        for problem in sorted(group, key=lambda d: d.place.line or 0):
            line = f"{problem.place.line} : " if problem.place.line else ""
            label = click.style(_SEVERITIES[problem.severity], fg=colours[problem.severity])
            message, hint = visible(problem.message(LANGUAGE)), visible(problem.hint(LANGUAGE))
            click.echo(f"  {line}{label} [{problem.code}] {message}", err=True)
            click.echo(f"      → {hint}", err=True)


def _print_corrections(corrected: Sequence[Correction]) -> None:
    for file, group in groupby(corrected, key=lambda c: c.place.file):
        click.secho(file, bold=True)
        for correction in group:
            line = f"{correction.place.line} : " if correction.place.line else ""
            before, after = (visible(text) for text in correction.told())
            left, right = correction.around()
            place = (
                f"{click.style(before or '∅', fg='red')} → {click.style(after or '∅', fg='green')}"
            )
            told = f"{visible(left)}[{place}]{visible(right)}"
            click.echo(f"  {line}{told}  ({correction.change.rule})")


def _print_editions(built: Sequence[Built], quiet: bool) -> None:
    for one in built:
        if one.folder is None:
            click.echo(
                _t(
                    f"{one.publication.slug} : rien n’a été publié, voyez les erreurs ci-dessus.",
                    f"{one.publication.slug}: nothing was published, see the errors above.",
                ),
                err=True,
            )
            continue
        for path in one.files:
            click.echo(visible(str(path)))
        if quiet:
            continue
        pages = "" if one.pages is None else _t(f", {one.pages} pages", f", {one.pages} pages")
        look = sum(d.severity is Severity.WARNING for d in one.diagnostics)
        found = (
            ""
            if one.pages is None
            else _t(f" ; sur les épreuves : {one.found}", f"; on the proofs: {one.found}")
        )
        click.echo(
            _t(
                f"  {one.words} mots, tous dans les éditions{pages} ; points à regarder : {look}"
                f"{found} (voir {visible(str(one.folder / 'report.html'))})",
                f"  {one.words} words, all in the editions{pages}; points to look at: {look}"
                f"{found} (see {visible(str(one.folder / 'report.html'))})",
            )
        )


def _print_json(
    problems: Sequence[Diagnostic],
    built: Sequence[Built],
    corrected: Sequence[Correction] | None = None,
) -> None:
    record: dict[str, object] = {
        "diagnostics": [d.as_record(LANGUAGE) for d in problems],
        "editions": [
            {
                "slug": one.publication.slug,
                "files": [str(path) for path in one.files],
                "words": one.words,
                "pages": one.pages,
            }
            for one in built
        ],
    }
    if corrected is not None:
        record["typography"] = [correction.as_record() for correction in corrected]
    said = json.dumps(record, ensure_ascii=False, indent=1)
    # The same escapes as JSON has for control characters, for all that a terminal would obey.
    click.echo("".join(json.dumps(c)[1:-1] if unfit(c) and c != "\n" else c for c in said))
