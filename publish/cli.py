"""The command ``publish``; nothing else knows the terminal."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import groupby
from multiprocessing import Manager
from pathlib import Path
from queue import Empty, Queue
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from publish import __version__, pipeline
from publish.article import document, serialise, slugify
from publish.diagnostics import Diagnostic, Place, Severity, has_errors, user_language
from publish.pipeline import Built
from publish.publication import PATH_MISSING, Publication, find
from publish.typography.corrections import Correction

LANGUAGE = user_language()


def _t(french: str, english: str) -> str:
    return french if LANGUAGE == "fr" else english


_STAGES = {
    "read": _t("lecture", "reading"),
    "typography": _t("typographie", "typography"),
    "edition": _t("édition", "edition"),
    "layout": _t("mise en page", "layout"),
    "package": _t("EPUB", "EPUB"),
    "proof": _t("preuve", "proof"),
}
_SEVERITIES = {
    Severity.ERROR: _t("erreur", "error"),
    Severity.WARNING: _t("attention", "warning"),
    Severity.NOTE: _t("note", "note"),
}
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


@main.command(
    help=_t(
        "Fait l’EPUB et le PDF. PATH : dossier d’une publication, manuscrit seul, ou dossier de "
        "publications (par défaut : manuscripts).",
        "Makes the EPUB and the PDF. PATH: a publication’s folder, a single manuscript, or a "
        "folder of publications (default: manuscripts).",
    )
)
@_PATHS
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("build"),
    show_default=True,
    help=_t("Dossier des éditions.", "Folder of the editions."),
)
@click.option("--only", type=click.Choice(["epub", "pdf"]), help=_t("Une seule édition.", "One."))
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=os.cpu_count() or 1,
    help=_t("Publications faites ensemble.", "Publications made at once."),
)
@_QUIET
@_JSON
def build(  # noqa: PLR0917  (click passes them by name)
    paths: tuple[Path, ...], output: Path, only: str | None, jobs: int, quiet: bool, as_json: bool
) -> None:
    """Make the editions."""
    publications, problems = find(paths or (Path("manuscripts"),))
    with _progress(quiet or as_json) as follow:
        built = _build_all(publications, output, only or "", jobs, follow)
    everything = problems + [d for one in built for d in one.diagnostics]
    if as_json:
        _print_json(everything, built)
    else:
        _print_diagnostics(everything, quiet)
        _print_editions(built, quiet)
    sys.exit(1 if has_errors(everything) else 0)


@main.command(
    help=_t("Met un manuscrit au profil d’article.", "Brings a manuscript to the article profile.")
)
@click.argument("source", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help=_t("Fichier de sortie (sinon : sortie standard).", "Output file (else: standard output)."),
)
@_QUIET
def normalise(source: Path, output: Path | None, quiet: bool) -> None:
    """Bring one manuscript to the article profile."""
    if not source.is_file():
        _print_diagnostics([PATH_MISSING.at(Place(str(source)))], quiet)
        sys.exit(1)
    articles = pipeline.prepare(Publication(slugify(source.stem), source.parent, "", (source,)))
    _print_diagnostics(articles.diagnostics, quiet)
    if has_errors(articles.diagnostics):
        sys.exit(1)
    data = serialise(document(articles.typeset[0][1]))
    if output is None:
        sys.stdout.buffer.write(data)
    else:
        aside = output.with_name(f".{output.name}.aside")
        aside.write_bytes(data)
        aside.replace(output)


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
    publications, problems = find(paths or (Path("manuscripts"),))
    corrected: list[Correction] = []
    for publication in publications:
        problems += pipeline.check(publication)
        if typography:
            corrected += pipeline.corrections(publication)
    if as_json:
        _print_json(problems, [], corrected if typography else None)
    else:
        _print_corrections(corrected)
        _print_diagnostics(problems, quiet)
        if not problems and not quiet:
            click.echo(_t("Rien à signaler.", "Nothing to report."), err=True)
    sys.exit(1 if has_errors(problems) else 0)


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
    if folder.exists():
        raise click.UsageError(_t(f"« {name} » existe déjà.", f"“{name}” exists already."))
    import datetime as dt  # noqa: PLC0415

    title = folder.name.replace("-", " ").replace('"', "").replace("\\", "")
    folder.mkdir(parents=True)
    toml = _TEMPLATE.format(title=title[:1].upper() + title[1:], date=dt.date.today().isoformat())
    (folder / "publication.toml").write_text(toml, "utf-8")
    (folder / "01-premier-article.txt").write_text(_ARTICLE, "utf-8")
    click.echo(
        _t(
            f"Prêt. Déposez vos articles dans {folder}, puis : publish build {folder}",
            f"Ready. Put your articles into {folder}, then: publish build {folder}",
        )
    )


# --- building several publications ---------------------------------------------------------------


def _build_all(
    publications: Sequence[Publication], output: Path, only: str, jobs: int, follow: Any
) -> list[Built]:
    make = partial(pipeline.build, output=output, only=only, language=LANGUAGE)
    if len(publications) < 2 or jobs < 2:
        return [make(p, progress=partial(follow, p.slug)) for p in publications]
    with Manager() as manager, ProcessPoolExecutor(min(jobs, len(publications))) as pool:
        events: Queue[Any] = manager.Queue()
        futures = [pool.submit(_build_one, make, p, events, os.getpid()) for p in publications]
        while not all(future.done() for future in futures):
            _tell(events, follow)
        return [_result(future) for future in futures]


def _result(future: Future[Built]) -> Built:
    return future.result()


def _tell(events: Queue[Any], follow: Any) -> None:
    try:
        follow(*events.get(timeout=0.1))
    except Empty:
        return


def _build_one(make: Any, publication: Publication, events: Queue[Any], parent: int) -> Built:
    def progress(*event: object) -> None:
        if os.getppid() != parent:
            # The command was killed: nobody waits for this build any more.
            os._exit(1)
        events.put((publication.slug, *event))

    built: Built = make(publication, progress=progress)
    return built


# --- telling -------------------------------------------------------------------------------------


@contextmanager
def _progress(silent: bool) -> Iterator[Any]:
    """A bar for each publication on a terminal, nothing elsewhere."""
    console = Console(stderr=True)
    if silent or not console.is_terminal:
        yield lambda *_: None
        return
    columns = (
        TextColumn("{task.fields[slug]}"),
        BarColumn(),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bars:
        tasks: dict[str, Any] = {}
        order = list(_STAGES)

        def follow(slug: str, stage: str, about: str, done: int, of: int) -> None:
            if slug not in tasks:
                tasks[slug] = bars.add_task("", total=len(order), slug=slug)
            whole = order.index(stage) + done / max(of, 1)
            bars.update(tasks[slug], completed=whole, description=f"{_STAGES[stage]} : {about}")

        yield follow


def _print_diagnostics(problems: Sequence[Diagnostic], quiet: bool) -> None:
    shown = [d for d in problems if not quiet or d.severity is Severity.ERROR]
    colours = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "blue"}
    for file, group in groupby(sorted(shown, key=lambda d: d.place.file), lambda d: d.place.file):
        click.secho(file, bold=True, err=True)
        for problem in sorted(group, key=lambda d: d.place.line or 0):
            line = f"{problem.place.line} : " if problem.place.line else ""
            label = click.style(_SEVERITIES[problem.severity], fg=colours[problem.severity])
            click.echo(f"  {line}{label} [{problem.code}] {problem.message(LANGUAGE)}", err=True)
            click.echo(f"      → {problem.hint(LANGUAGE)}", err=True)


def _print_corrections(corrected: Sequence[Correction]) -> None:
    for file, group in groupby(corrected, key=lambda c: c.place.file):
        click.secho(file, bold=True)
        for correction in group:
            line = f"{correction.place.line} : " if correction.place.line else ""
            before, after = correction.told()
            left, right = correction.around()
            place = (
                f"{click.style(before or '∅', fg='red')} → {click.style(after or '∅', fg='green')}"
            )
            click.echo(f"  {line}{left}[{place}]{right}  ({correction.change.rule})")


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
            click.echo(str(path))
        if quiet:
            continue
        pages = "" if one.pages is None else _t(f", {one.pages} pages", f", {one.pages} pages")
        look = sum(d.severity is Severity.WARNING for d in one.diagnostics)
        click.echo(
            _t(
                f"  {one.words} mots, tous dans les éditions{pages} ; points à regarder : {look} "
                f"(voir {one.folder / 'report.html'})",
                f"  {one.words} words, all in the editions{pages}; points to look at: {look} "
                f"(see {one.folder / 'report.html'})",
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
    click.echo(json.dumps(record, ensure_ascii=False, indent=1))
