"""A publication: what its folder holds and what ``publication.toml`` says, completed."""

from __future__ import annotations

import datetime as dt
import filecmp
import os
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from publish.article import Article, slugify, without_by
from publish.diagnostics import (
    Diagnostic,
    Kind,
    Place,
    RefusedError,
    Severity,
    has_errors,
    readable,
)
from publish.files import (
    NOT_A_FILE,
    TooLargeError,
    is_inside,
    is_regular,
    name_problem,
    read_regular,
    visible,
)
from publish.identifiers import bare
from publish.settings import FILE_UNREADABLE, TOML_ENCODING, line_of, page_size, read_settings
from publish.sources import READERS
from publish.sources.limits import FILE_LARGE, Limits
from publish.sources.marks import NAMES, Mark

TOML = "publication.toml"
STYLES = "print.css"
"""The stylesheet that an editor may lay beside the articles, for the print edition alone."""
_LONGEST_STYLES = 200_000

TITLE_MISSING = Kind(
    "title-missing",
    Severity.ERROR,
    fr="La publication n’a pas de titre.",
    fr_hint='Ajoutez sous [publication] : title = "…"',
    en="The publication has no title.",
    en_hint='Add under [publication]: title = "…"',
)
MANUSCRIPT_MISSING = Kind(
    "manuscript-missing",
    Severity.ERROR,
    fr="« {name} » est dans [contents] order, mais pas dans le dossier.",
    fr_hint="Corrigez le nom ou déposez le fichier. Présents : {present}.",
    en="“{name}” is in [contents] order, but not in the folder.",
    en_hint="Mend the name or add the file. Present: {present}.",
)
MANUSCRIPT_UNLISTED = Kind(
    "manuscript-unlisted",
    Severity.WARNING,
    fr="« {name} » n’est pas dans [contents] order : il n’entre pas dans les éditions.",
    fr_hint="Ajoutez-le à la liste, ou sortez-le du dossier.",
    en="“{name}” is not in [contents] order: it does not enter the editions.",
    en_hint="Add it to the list, or take it out of the folder.",
)
MANUSCRIPT_TWICE = Kind(
    "manuscript-twice",
    Severity.ERROR,
    fr="« {name} » est deux fois dans [contents] order.",
    fr_hint="Gardez une seule des deux mentions.",
    en="“{name}” is twice in [contents] order.",
    en_hint="Keep one of the two.",
)
MANUSCRIPT_COPY = Kind(
    "manuscript-copy",
    Severity.WARNING,
    fr="« {name} » est la copie exacte de « {other} » : l’article est deux fois dans les éditions.",
    fr_hint="Gardez l’un des deux fichiers ; sortez l’autre du dossier.",
    en="“{name}” is an exact copy of “{other}”: the article is in the editions twice.",
    en_hint="Keep one of the two files; take the other out of the folder.",
)
DOCUMENT_UNREAD = Kind(
    "document-unread",
    Severity.WARNING,
    fr="« {name} » n’entre pas dans les éditions : le format {suffix} n’est pas lu.",
    fr_hint="Si c’est un article, ouvrez-le et enregistrez-le en .docx ou en .odt (d’un PDF, "
    "demandez à l’auteur le document) ; sinon, sortez-le du dossier.",
    en="“{name}” does not enter the editions: the format {suffix} is not read.",
    en_hint="If it is an article, open it and save it as .docx or .odt (of a PDF, ask the author "
    "for the document); otherwise take it out of the folder.",
)
FOLDER_UNREAD = Kind(
    "folder-unread",
    Severity.WARNING,
    fr="Le dossier « {name} » n’entre pas dans les éditions : aucun de ses fichiers n’est lu "
    "({files}).",
    fr_hint="Ouvrez-les et enregistrez-les en .docx ou en .odt (d’un PDF, demandez à l’auteur le "
    "document) ; si ce ne sont pas des articles, sortez ce dossier.",
    en="The folder “{name}” does not enter the editions: none of its files is read ({files}).",
    en_hint="Open them and save them as .docx or .odt (of a PDF, ask the author for the document); "
    "if they are no articles, take this folder out.",
)
FOLDER_DEEP = Kind(
    "folder-deep",
    Severity.WARNING,
    fr="« {name} » n’entre pas dans les éditions : un dossier dans une partie n’est pas lu "
    "({files}).",
    fr_hint="Remontez ses fichiers dans la partie, ou faites-en une partie à côté des autres.",
    en="“{name}” does not enter the editions: a folder inside a part is not read ({files}).",
    en_hint="Move its files up into the part, or make it a part beside the others.",
)
OUTSIDE_FOLDER = Kind(
    "outside-folder",
    Severity.ERROR,
    fr="« {name} » est hors du dossier de la publication.",
    fr_hint="Seuls les fichiers de ce dossier entrent dans une édition : copiez-le dedans.",
    en="“{name}” lies outside the publication’s folder.",
    en_hint="Only files of this folder can enter an edition: copy it there.",
)
NO_MANUSCRIPTS = Kind(
    "no-manuscripts",
    Severity.ERROR,
    fr="Il n’y a aucun manuscrit dans ce dossier.",
    fr_hint="Déposez-y des articles ({known}) ; « publish new NOM » prépare un dossier modèle.",
    en="There is no manuscript in this folder.",
    en_hint="Put articles into it ({known}); “publish new NAME” prepares a folder.",
)
STRUCTURE_FILE = Kind(
    "structure-file",
    Severity.ERROR,
    fr="[[structure]] ou [[passages]] nomme « {name} », qui n’est pas un manuscrit de cette "
    "publication.",
    fr_hint="Corrigez le nom. Présents : {present}.",
    en="[[structure]] or [[passages]] names “{name}”, which is no manuscript of this publication.",
    en_hint="Mend the name. Present: {present}.",
)
PART_FOLDER = Kind(
    "part-folder",
    Severity.ERROR,
    fr="[[parts]] nomme « {name} », qui n’est pas un dossier d’articles de cette publication.",
    fr_hint="Corrigez le nom. Présents : {present}.",
    en="[[parts]] names “{name}”, which is no folder of articles of this publication.",
    en_hint="Mend the name. Present: {present}.",
)
COVER_MISSING = Kind(
    "cover-missing",
    Severity.ERROR,
    fr="L’image de couverture « {name} » est introuvable.",
    fr_hint="Déposez-la dans le dossier, ou retirez la clé : une couverture est faite d’office.",
    en="The cover image “{name}” cannot be found.",
    en_hint="Put it into the publication’s folder, or take the key out: a cover is made then.",
)
PROFILE_MISSING = Kind(
    "profile-missing",
    Severity.ERROR,
    fr="Le profil d’impression « {name} » est introuvable.",
    fr_hint="Déposez dans le dossier le fichier .icc de l’imprimeur, ou retirez la clé.",
    en="The press profile “{name}” cannot be found.",
    en_hint="Put the printer’s .icc file into the publication’s folder, or take the key out.",
)
PATH_MISSING = Kind(
    "path-missing",
    Severity.ERROR,
    fr="Ce fichier ou ce dossier n’existe pas.",
    fr_hint="Vérifiez le chemin ; le dossier par défaut est « manuscripts ».",
    en="This file or folder does not exist.",
    en_hint="Check the path; the default folder is “manuscripts”.",
)

NAME_TAKEN = Kind(
    "name-taken",
    Severity.ERROR,
    fr="Une autre publication s’appelle aussi « {slug} » : {other}.",
    fr_hint="Renommez le dossier ou le fichier : les éditions portent son nom.",
    en="Another publication is called “{slug}” too: {other}.",
    en_hint="Rename the folder or the file: the editions bear its name.",
)

MANUSCRIPT_SUFFIXES = tuple(READERS)

UNREAD_SUFFIXES = frozenset(
    (
        *(".doc", ".docm", ".dot", ".dotx", ".wps", ".wpd", ".pages", ".rtfd", ".fodt", ".ott"),
        *(".pdf", ".indd", ".idml", ".qxp", ".webarchive", ".mht", ".mhtml", ".eml", ".msg"),
        *(".xls", ".xlsx", ".ods", ".ppt", ".pptx", ".odp", ".key", ".gdoc", ".zip", ".rar", ".7z"),
    )
)
"""Documents in which an article may have come, of formats that are not read."""


@dataclass(frozen=True)
class Contributor:
    """Somebody who had a part in the publication: ``role`` is a MARC relator code."""

    name: str
    role: str = "aut"
    sort: str = ""


@dataclass(frozen=True)
class Subject:
    """A subject of the Thema scheme: its code, and its heading in words where it is given."""

    code: str
    heading: str = ""


@dataclass(frozen=True)
class Accessibility:
    """What the EPUB says of its accessibility besides what was checked.

    ``conformance`` allows the claim, ``certified_by`` answers for it (else the publisher does);
    ``report`` is the address of an evaluation, ``contact`` an e-mail address for questions.
    """

    conformance: bool = True
    certified_by: str = ""
    report: str = ""
    contact: str = ""


@dataclass(frozen=True)
class Look:
    """What the editor decides of the theme; empty where the theme decides.

    ``body_size`` and ``leading`` are in points, ``title_size`` and ``heading_size`` in sizes of the
    body, ``indent`` a CSS length, ``heading_weight`` ``regular`` or ``semibold``, ``title_align``
    ``left`` or ``center``, ``accent`` a colour as ``#7a1f1f``. ``initials`` is the
    number of lines that the first letter of an article is let into: 0 for no such letter, 1 where
    it stands on its line.
    """

    accent: str = ""
    initials: int = 0
    body_size: float = 0.0
    leading: float = 0.0
    title_size: float = 0.0
    title_align: str = ""
    heading_size: float = 0.0
    heading_weight: str = ""
    indent: str = ""


@dataclass(frozen=True)
class Print:
    """How the print edition is made: trimmed size as CSS lengths, theme, bleed, recto openings.

    ``isbn`` is the number of the printed book, thirteen digits, empty when it has none of its own;
    ``isbn_written`` has the editor’s hyphens. ``notes`` says where notes stand: at the ``foot`` of
    pages, or at the ``end`` of their article. ``styles`` is the content of the stylesheet that
    lies beside the articles, which comes after the theme.

    The others are for the printer: ``paper_weight`` in g/m² and ``paper_bulk`` in cm³/g give the
    width of the spine where ``spine`` does not; ``signature`` is the number of pages of a folded
    sheet, 0 where nothing is to be filled up; ``profile`` the ICC profile of the press, ``None``
    for that of coated paper; ``ink_limit`` the most ink in one place, in per cent.
    """

    width: str = "148mm"
    height: str = "210mm"
    theme: str = "revue"
    bleed: str = "3mm"
    recto_openings: bool = True
    isbn: str = ""
    isbn_written: str = ""
    paper_weight: int = 90
    paper_bulk: float = 1.25
    spine: str = ""
    signature: int = 0
    profile: Path | None = None
    ink_limit: int = 300
    price: str = ""
    notes: str = "foot"
    look: Look = field(default_factory=Look)
    styles: str = ""


@dataclass(frozen=True)
class Screen:
    """How large an image of the EPUB may be, and whether fonts are embedded.

    Larger images are scaled down or compressed anew.

    The numbers by default: the most pixels that Apple Books takes (Apple Books Asset Guide, image
    requirements), and a size that a telephone loads at once.
    """

    image_pixels: int = 5_600_000
    image_bytes: int = 1_000_000
    fonts: bool = True


@dataclass(frozen=True)
class Publication:
    """A publication and its manuscripts in order.

    ``manuscripts`` are absolute paths inside ``folder``; the first folder on the way from there,
    if any, is the part of the publication that the article belongs to. ``date`` is ``None`` and
    texts are empty when not given. ``structure`` gives for the name of a manuscript the roles
    forced on its lines, ``passages`` their languages (line 0: that of the article);
    ``keep_debris`` tells whether what web pages left in pastes stays.
    ``parts`` are the titles of folders that the editor gives, ``colophon`` the lines that close it.
    ``hyphenation`` are words with a hyphen wherever they may be divided, an exception to every
    rule. ``number`` is the place in the ``series``, 0 when it has none.
    """

    slug: str
    folder: Path
    title: str
    manuscripts: tuple[Path, ...]
    subtitle: str = ""
    language: str = "fr"
    identifier: str = ""
    doi: str = ""
    series: str = ""
    number: int = 0
    issn: str = ""
    publisher: str = ""
    date: dt.date | None = None
    rights: str = ""
    description: str = ""
    subjects: tuple[str, ...] = ()
    thema: tuple[Subject, ...] = ()
    cover: Path | None = None
    contributors: tuple[Contributor, ...] = ()
    print: Print = field(default_factory=Print)
    hyphenation: tuple[str, ...] = ()
    typography_off: tuple[str, ...] = ()
    isbn_written: str = ""
    """The ISBN with the hyphens that the editor gave it, as the colophon shows it."""
    keep_debris: bool = True
    structure: Mapping[str, Mapping[int, Mark]] = field(default_factory=dict)
    passages: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    infer_languages: bool = True
    parts: Mapping[str, str] = field(default_factory=dict)
    dedication: str = ""
    colophon: tuple[str, ...] = ()
    epub: Screen = field(default_factory=Screen)
    accessibility: Accessibility = field(default_factory=Accessibility)
    limits: Limits = field(default_factory=Limits)

    @property
    def isbn(self) -> str:
        """The ISBN as thirteen digits, empty when the identifier is of another kind."""
        prefix = "urn:isbn:"
        return self.identifier.removeprefix(prefix) if self.identifier.startswith(prefix) else ""

    def name_of(self, path: Path) -> str:
        """A file of the publication as messages show it: its path inside the folder."""
        return readable(path.relative_to(self.folder).as_posix())

    @cached_property
    def manuscript_of(self) -> Mapping[str, Path]:
        """The manuscripts by their names in messages."""
        return {self.name_of(path): path for path in self.manuscripts}

    def completed(self, articles: Sequence[Article]) -> Publication:
        """The publication with what its articles tell where ``publication.toml`` is silent.

        A publication of one article takes its title and its author from it; the identifier is made
        from title and publisher (UUID version 5, RFC 9562 §5.5), so that it is always the same.
        """
        title, contributors = self.title, self.contributors
        if len(articles) == 1:
            title = title or articles[0].title
            name = without_by(articles[0].authors)
            if name and not contributors:
                contributors = (Contributor(name),)
        title = title or readable(self.folder.name)
        made = uuid.uuid5(uuid.NAMESPACE_URL, f"{title}\n{self.publisher}").urn
        return replace(
            self, title=title, contributors=contributors, identifier=self.identifier or made
        )


_Loaded = tuple[Publication, list[Diagnostic]]


def find(paths: Sequence[Path]) -> tuple[list[Publication], list[Diagnostic]]:
    """The publications at ``paths``, and what is wrong with them and with those left out.

    A path is a manuscript (a publication of one article), a publication's folder, or a folder of
    such folders.
    """
    publications: dict[str, tuple[Publication, Path]] = {}
    problems: list[Diagnostic] = []
    for path in paths:
        problems += _folders_unread(path)
        for load, where in _candidates(path):
            try:
                publication, warnings = load(where)
            except RefusedError as refused:
                problems.extend(refused.diagnostics)
                continue
            slug = publication.slug
            if slug in publications:
                other = publications[slug][1]
                problems.append(NAME_TAKEN.at(Place(str(where)), slug=slug, other=other))
                continue
            publications[slug] = publication, where
            problems.extend(warnings)
    return [publication for publication, _ in publications.values()], problems


def gather(paths: Sequence[Path]) -> tuple[list[Publication], list[Diagnostic]]:
    """As :func:`find`, but the manuscripts of one folder that are named are taken together.

    So what comes back from one to another is seen as when the folder is named.
    """
    files: dict[Path, Publication] = {}
    folders = [path for path in paths if _is_folder(path) or path.name == TOML]
    problems: list[Diagnostic] = []
    for path in paths:
        if path in folders:
            continue
        try:
            one, warnings = load_manuscript(path)
        except RefusedError as refused:
            problems.extend(refused.diagnostics)
            continue
        problems.extend(warnings)
        with_it = files.get(one.folder)
        if with_it is None:
            files[one.folder] = one
        elif one.manuscripts[0] not in with_it.manuscripts:
            together = with_it.manuscripts + one.manuscripts
            files[one.folder] = replace(with_it, manuscripts=together)
    publications, more = find(folders)
    return [*files.values(), *publications], problems + more


def _candidates(path: Path) -> Iterator[tuple[Callable[[Path], _Loaded], Path]]:
    if path.name == TOML and is_regular(path):
        path = path.parent
    if not _is_folder(path):
        yield load_manuscript, path
    elif _is_publication(path):
        yield load_folder, path
    else:
        folders = [
            p for p in _entries(path) if _is_folder(p) and not _ignored(p) and _is_publication(p)
        ]
        for folder in folders or [path]:
            yield load_folder, folder


def _folders_unread(path: Path) -> list[Diagnostic]:
    """The folders beside publications of which nothing is read, though they hold documents."""
    folders = [] if not _is_folder(path) or _is_publication(path) else _folders(path)
    if not any(map(_is_publication, folders)):
        return []
    return [
        FOLDER_UNREAD.at(Place(visible(str(folder))), name=folder.name, files=_named(unread))
        for folder in folders
        if not _is_publication(folder)
        and (unread := [p for p in _entries(folder) if _is_unread(p)])
    ]


def load_manuscript(path: Path) -> _Loaded:
    """The publication of one manuscript, without configuration."""
    place = Place(str(path))
    if not os.path.lexists(path):
        raise RefusedError([PATH_MISSING.at(place)])
    path = _absolute(path)
    if problem := _file_problem(path, path.parent, path.name, place):
        raise RefusedError([problem])
    return Publication(publication_slug(path.stem, "article"), path.parent, "", (path,)), []


def load_folder(given: Path) -> _Loaded:
    """The publication in a folder; raises :class:`RefusedError` when it cannot be used."""
    folder = _absolute(given)
    toml = folder / TOML
    place = Place(str(given / TOML))
    settings, source, problems = _settings(toml, folder, place)
    if has_errors(problems):
        raise RefusedError(problems)
    problems += _unfit_entries(folder, given) + _unread_documents(folder, given)
    order = settings.get("contents", {}).get("order")
    if order is None:
        manuscripts = tuple(_tree(folder))
    else:
        manuscripts, more = _ordered(folder, order, source, place)
        problems += more
    problems += _copies(manuscripts, folder, given)
    styles, more = _styles(folder, Place(str(given / STYLES)))
    problems += more
    publication = _publication(folder, manuscripts, settings, styles)
    problems += _file_problems(publication, source, place)
    names = [publication.name_of(path) for path in manuscripts]
    problems += [
        STRUCTURE_FILE.at(
            Place(place.file, line_of(source, name)), name=name, present=", ".join(names) or "—"
        )
        for name in {**publication.structure, **publication.passages}
        if name not in names
    ]
    folders = sorted({name.partition("/")[0] for name in names if "/" in name})
    problems += [
        PART_FOLDER.at(
            Place(place.file, line_of(source, name)), name=name, present=", ".join(folders) or "—"
        )
        for name in publication.parts
        if name not in folders
    ]
    if not manuscripts and not has_errors(problems):
        known = ", ".join(MANUSCRIPT_SUFFIXES)
        problems.append(NO_MANUSCRIPTS.at(Place(str(given)), known=known))
    if source and not publication.title and len(manuscripts) > 1:
        problems.append(TITLE_MISSING.at(place))
    if has_errors(problems):
        raise RefusedError(problems)
    return publication, problems


def publication_slug(name: str, otherwise: str = "publication") -> str:
    """The name of a publication in the output, short enough for every file made of it."""
    return slugify(name)[:_SLUG_LENGTH].strip("-") or otherwise


_SLUG_LENGTH = 80


def _settings(
    toml: Path, folder: Path, place: Place
) -> tuple[dict[str, Any], str, list[Diagnostic]]:
    """The content of ``publication.toml``, its source, its problems; nothing where there is none.

    The source is empty only when there is no file.
    """
    if not os.path.lexists(toml):
        return {}, "", []
    if problem := _file_problem(toml, folder, TOML, place):
        return {}, "", [problem]
    settings, problems = read_settings(toml, place.file)
    source = "" if has_errors(problems) else toml.read_text("utf-8-sig")
    return settings, source or "\n", problems


def _file_problem(path: Path, folder: Path, name: str, place: Place) -> Diagnostic | None:
    """Why a file cannot be of the publication in ``folder``, if it cannot."""
    if problem := name_problem(name, place):
        return problem
    if not is_inside(path, folder):
        return OUTSIDE_FOLDER.at(place, name=name)
    if not is_regular(path):
        return NOT_A_FILE.at(place, name=name)
    return None


def _unfit_entries(folder: Path, given: Path) -> list[Diagnostic]:
    """What is wrong with the files and parts of a folder that would enter an edition.

    A folder or a pipe that bears the name of a manuscript is said, not passed over.
    """
    problems: list[Diagnostic] = []
    for path in _entries(folder):
        within = path.relative_to(folder)
        place = Place(visible(str(given / within)))
        if _ignored(path):
            continue
        if path.suffix.lower() in MANUSCRIPT_SUFFIXES:
            problem = _file_problem(path, folder, path.name, place)
            problems += [problem] if problem else []
        elif _is_folder(path) and any(map(_named_as_manuscript, _entries(path))):
            if problem := name_problem(path.name, place):
                problems.append(problem)
            elif not is_inside(path, folder):
                problems.append(OUTSIDE_FOLDER.at(place, name=path.name))
            else:
                for inner in filter(_named_as_manuscript, _entries(path)):
                    where = Place(visible(str(given / within / inner.name)))
                    problem = _file_problem(inner, folder, inner.name, where)
                    problems += [problem] if problem else []
    return problems


def _unread_documents(folder: Path, given: Path) -> list[Diagnostic]:
    """The documents of a folder and of its parts that no reader takes.

    A part of which nothing is read is told once, and so is a folder inside a part.
    """
    problems: list[Diagnostic] = []

    def place(path: Path) -> Place:
        return Place(visible(str(given / path.relative_to(folder))))

    for part in (folder, *_folders(folder)):
        unread = [p for p in _entries(part) if _is_unread(p)]
        if part is not folder and unread and not _holds_manuscripts(part):
            problems.append(FOLDER_UNREAD.at(place(part), name=part.name, files=_named(unread)))
            unread = []
        problems += [
            DOCUMENT_UNREAD.at(place(p), name=p.name, suffix=p.suffix.lower()) for p in unread
        ]
        for inner in _folders(part) if part is not folder else ():
            there = [p for p in _entries(inner) if _named_as_manuscript(p) or _is_unread(p)]
            if there:
                name = inner.relative_to(folder).as_posix()
                problems.append(FOLDER_DEEP.at(place(inner), name=name, files=_named(there)))
    return problems


def _folders(folder: Path) -> list[Path]:
    """The folders in a folder that may be parts; a publication inside another is none."""
    return [
        path
        for path in _entries(folder)
        if _is_folder(path) and not _ignored(path) and not os.path.lexists(path / TOML)
    ]


def _is_unread(path: Path) -> bool:
    return path.suffix.lower() in UNREAD_SUFFIXES and not _ignored(path)


def _named(paths: Sequence[Path]) -> str:
    """The names of files, the first of them when there are many."""
    names = ", ".join(visible(path.name) for path in paths[:_NAMED])
    return names if len(paths) <= _NAMED else f"{names}…"


_NAMED = 5


def _copies(manuscripts: Iterable[Path], folder: Path, given: Path) -> list[Diagnostic]:
    """The manuscripts that hold, byte for byte, what another holds.

    The longer name is the copy’s: “article (1).docx”. Only files of one size are opened, and the
    empty ones, which are errors by themselves, never.
    """
    problems: list[Diagnostic] = []
    of_size: dict[int, list[Path]] = {}
    for path in manuscripts:
        with suppress(OSError):
            alike = of_size.setdefault(path.stat().st_size, [])
            if other := next((p for p in alike if filecmp.cmp(p, path, shallow=False)), None):
                first, copy = sorted((other, path), key=lambda p: (len(p.name), str(p)))
                place = Place(visible(str(given / copy.relative_to(folder))))
                problems.append(MANUSCRIPT_COPY.at(place, name=copy.name, other=first.name))
            elif path.stat().st_size:
                alike.append(path)
    return problems


def _holds_manuscripts(folder: Path) -> bool:
    return not _ignored(folder) and any(map(_named_as_manuscript, _entries(folder)))


def _is_publication(path: Path) -> bool:
    return os.path.lexists(path / TOML) or any(map(_named_as_manuscript, _entries(path)))


def _entries(folder: Path) -> list[Path]:
    """What lies in a folder, in the order of names; nothing when it cannot be listed."""
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _absolute(path: Path) -> Path:
    """The path from the root, without ``..``; links are not followed."""
    return Path(os.path.normpath(path.absolute()))


def _ignored(path: Path) -> bool:
    return path.name.startswith((".", "_", "~")) or path.stem.lower() in ("readme", "lisezmoi")


def _named_as_manuscript(path: Path) -> bool:
    return path.suffix.lower() in MANUSCRIPT_SUFFIXES and not _ignored(path)


def _manuscripts_in(folder: Path) -> list[Path]:
    return [p for p in _entries(folder) if _named_as_manuscript(p) and is_regular(p)]


def _tree(folder: Path) -> list[Path]:
    """The manuscripts of a folder and of its parts, in the order of names."""
    found: list[Path] = []
    for path in _entries(folder):
        if _is_folder(path) and not _ignored(path):
            found += _manuscripts_in(path)
        elif _named_as_manuscript(path) and is_regular(path):
            found.append(path)
    return found


def _ordered(
    folder: Path, order: list[str], source: str, toml: Place
) -> tuple[tuple[Path, ...], list[Diagnostic]]:
    present = _tree(folder)
    problems: list[Diagnostic] = []
    chosen: list[Path] = []
    for entry in order:
        place = Place(toml.file, line_of(source, entry))
        path = _absolute(folder / entry)
        if problem := name_problem(entry, place):
            problems.append(problem)
        elif not is_inside(path, folder):
            problems.append(OUTSIDE_FOLDER.at(place, name=entry))
        elif _is_folder(path):
            chosen += _manuscripts_in(path)
        elif not is_regular(path):
            names = ", ".join(p.relative_to(folder).as_posix() for p in present) or "—"
            problems.append(MANUSCRIPT_MISSING.at(place, name=entry, present=names))
        elif path in chosen:
            problems.append(MANUSCRIPT_TWICE.at(place, name=entry))
        else:
            chosen.append(path)
    for path in present:
        if path not in chosen:
            name = path.relative_to(folder).as_posix()
            problems.append(MANUSCRIPT_UNLISTED.at(toml, name=name))
    return tuple(chosen), problems


def _styles(folder: Path, place: Place) -> tuple[str, list[Diagnostic]]:
    """The stylesheet that lies beside the articles, empty when there is none."""
    path = folder / STYLES
    if not os.path.lexists(path):
        return "", []
    if problem := _file_problem(path, folder, path.name, place):
        return "", [problem]
    try:
        return read_regular(path, _LONGEST_STYLES).decode("utf-8-sig"), []
    except TooLargeError as error:
        limit = _LONGEST_STYLES
        return "", [FILE_LARGE.at(place, found=error.size, limit=limit, name=STYLES)]
    except OSError as error:
        return "", [FILE_UNREADABLE.at(place, reason=error.strerror)]
    except UnicodeDecodeError:
        return "", [TOML_ENCODING.at(place)]


def _file_problems(publication: Publication, source: str, toml: Place) -> list[Diagnostic]:
    """What is wrong with the files that ``publication.toml`` names besides manuscripts."""
    named = ((publication.cover, COVER_MISSING), (publication.print.profile, PROFILE_MISSING))
    problems: list[Diagnostic] = []
    for path, missing in named:
        if path is None:
            continue
        place = Place(toml.file, line_of(source, path.name))
        if problem := name_problem(path.name, place):
            problems.append(problem)
        elif not is_inside(path, publication.folder):
            problems.append(OUTSIDE_FOLDER.at(place, name=path.name))
        elif not is_regular(path):
            problems.append(missing.at(place, name=path.name))
    return problems


def _publication(
    folder: Path, manuscripts: tuple[Path, ...], settings: Mapping[str, Any], styles: str
) -> Publication:
    about: dict[str, Any] = dict(settings.get("publication", {}))
    if isinstance(about.get("date"), dt.datetime):
        about["date"] = about["date"].date()
    if about.get("identifier", "").startswith("urn:isbn:"):
        about["isbn_written"] = about["identifier"].removeprefix("urn:isbn:").strip()
        about["identifier"] = bare(about["identifier"])
    cover = about.pop("cover", "")
    paper: dict[str, Any] = dict(settings.get("print", {}))
    width, height = page_size(paper.pop("format", "A5"))
    if "isbn" in paper:
        paper["isbn_written"], paper["isbn"] = paper["isbn"].strip(), bare(paper["isbn"])
    profile = paper.pop("profile", "")
    structure: dict[str, dict[int, Mark]] = {}
    for entry in settings.get("structure", ()):
        structure.setdefault(entry["file"], {})[entry["line"]] = NAMES[entry["role"]]
    passages: dict[str, dict[int, str]] = {}
    for entry in settings.get("passages", ()):
        passages.setdefault(entry["file"], {})[entry.get("line", 0)] = entry["language"]
    return Publication(
        publication_slug(folder.name),
        folder,
        about.pop("title", ""),
        manuscripts,
        subjects=tuple(about.pop("subjects", ())),
        thema=tuple(Subject(*t.split(maxsplit=1)) for t in about.pop("thema", ())),
        cover=_absolute(folder / cover) if cover else None,
        contributors=tuple(Contributor(**c) for c in settings.get("contributors", ())),
        typography_off=tuple(settings.get("typography", {}).get("off", ())),
        print=Print(
            width=width,
            height=height,
            profile=_absolute(folder / profile) if profile else None,
            styles=styles,
            look=Look(**settings.get("theme", {})),
            **paper,
        ),
        hyphenation=tuple(settings.get("hyphenation", {}).get("exceptions", ())),
        keep_debris=settings.get("sources", {}).get("debris", "keep") == "keep",
        structure=structure,
        passages=passages,
        infer_languages=settings.get("sources", {}).get("infer_languages", True),
        parts={part["folder"].strip("/"): part["title"] for part in settings.get("parts", ())},
        colophon=tuple(about.pop("colophon", ())),
        epub=Screen(**settings.get("epub", {})),
        accessibility=Accessibility(**settings.get("accessibility", {})),
        limits=Limits(**settings.get("limits", {})),
        **about,
    )
