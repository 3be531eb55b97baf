"""Images of the articles: found in the publication's folder, made fit, named in the edition."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from publish.article import XHTML, Article, classes, slugify, tag
from publish.diagnostics import Diagnostic, Kind, Place, Severity, has_errors
from publish.files import TooLargeError, is_inside, is_regular, name_problem, named, read_regular
from publish.images import drawing, raster
from publish.images.drawing import HeavyError
from publish.images.raster import TooManyPixelsError, UnreadableError
from publish.pdf.design import image_width, points
from publish.pdf.trial import undrawable
from publish.publication import Publication
from publish.settings import FILE_UNREADABLE

IMAGE_MISSING = Kind(
    "image-missing",
    Severity.ERROR,
    fr="L’image « {name} » est introuvable.",
    fr_hint="Déposez-la dans le dossier de l’article, ou corrigez son nom dans le texte.",
    en="The image “{name}” cannot be found.",
    en_hint="Put it beside the article, or mend its name in the text.",
)
IMAGE_OUTSIDE = Kind(
    "image-outside",
    Severity.ERROR,
    fr="L’image « {name} » est hors du dossier de la publication.",
    fr_hint="Seuls les fichiers de ce dossier entrent dans une édition : copiez-la dedans.",
    en="The image “{name}” lies outside the publication’s folder.",
    en_hint="Only files of this folder can enter an edition: copy it there.",
)
IMAGE_UNREADABLE = Kind(
    "image-unreadable",
    Severity.ERROR,
    fr="« {name} » n’est pas une image que les éditions peuvent montrer ({reason}).",
    fr_hint="Enregistrez-la de nouveau en PNG, en JPEG ou en SVG simple.",
    en="“{name}” is not an image that the editions can show ({reason}).",
    en_hint="Save it again as PNG, JPEG or plain SVG.",
)
IMAGE_EMPTY = Kind(
    "image-empty",
    Severity.ERROR,
    fr="Le fichier de l’image « {name} » est vide (0 octet).",
    fr_hint="La copie n’est pas finie, ou l’image est restée en ligne : copiez-la de nouveau.",
    en="The file of the image “{name}” is empty (0 bytes).",
    en_hint="The copy is unfinished, or the image stayed online: copy it again.",
)
IMAGE_LARGE = Kind(
    "image-large",
    Severity.ERROR,
    fr="L’image « {name} » est trop grande : {width} × {height} pixels.",
    fr_hint="Réduisez-la : {limit} pixels en tout suffisent à une pleine page imprimée. Sinon, "
    "relevez image_pixels sous [limits] dans publication.toml.",
    en="The image “{name}” is too large: {width} × {height} pixels.",
    en_hint="Scale it down: {limit} pixels in all are enough for a full printed page. Otherwise "
    "raise image_pixels under [limits] in publication.toml.",
)
IMAGE_HEAVY = Kind(
    "image-heavy",
    Severity.ERROR,
    fr="Le fichier de l’image « {name} » est trop lourd : {found}, la limite {key} est de {limit}.",
    fr_hint="Enregistrez-la plus petite, ou relevez {key} sous [limits] dans publication.toml.",
    en="The file of the image “{name}” is too heavy: {found}, the limit {key} is {limit}.",
    en_hint="Save it smaller, or raise {key} under [limits] in publication.toml.",
)
IMAGE_CLEANED = Kind(
    "image-cleaned",
    Severity.WARNING,
    fr="Le dessin « {name} » contenait {what} ({count} fois) : c’est retiré.",
    fr_hint="Regardez le dessin dans les éditions ; ce qui y manque est à dessiner, sans script ni "
    "lien ni fichier extérieur.",
    en="The drawing “{name}” held {what} ({count} times): it is taken out.",
    en_hint="Look at the drawing in the editions; what is missing there must be drawn, without "
    "script, link or outside file.",
)
IMAGE_WORDS = Kind(
    "image-words",
    Severity.WARNING,
    fr="Des mots du dessin « {name} » sont retirés : « {words} ».",
    fr_hint="Écrivez-les dans le dessin comme du texte simple, ou dans la légende.",
    en="Words of the drawing “{name}” are taken out: “{words}”.",
    en_hint="Write them in the drawing as plain text, or in the caption.",
)
IMAGE_METADATA = Kind(
    "image-metadata",
    Severity.NOTE,
    fr="Ce que l’appareil a écrit dans « {name} » n’entre pas dans les éditions : {what}.",
    fr_hint="Rien à faire ; s’il y avait là un crédit ou une légende, écrivez-les dans l’article.",
    en="What the camera wrote into “{name}” does not enter the editions: {what}.",
    en_hint="Nothing to do; if a credit or a caption was there, write it in the article.",
)
IMAGE_ANIMATED = Kind(
    "image-animated",
    Severity.WARNING,
    fr="« {name} » est animée : les éditions n’en montrent que la première image.",
    fr_hint="Choisissez vous-même l’image qui en dit le plus et enregistrez-la seule.",
    en="“{name}” is animated: the editions show its first image only.",
    en_hint="Choose the image that says most yourself and save it alone.",
)
IMAGE_RESOLUTION = Kind(
    "image-resolution",
    Severity.WARNING,
    fr="« {name} » sera imprimée à {found} points par pouce, sur {width} mm de large ; en dessous "
    "de {wanted}, les pixels se voient.",
    fr_hint="Remplacez-la par une image d’au moins {pixels} pixels de large ; telle quelle, elle "
    "suffit à {suits} mm.",
    en="“{name}” will be printed at {found} dots per inch, {width} mm wide; below {wanted}, pixels "
    "show.",
    en_hint="Replace it by an image of at least {pixels} pixels wide; as it is, it suits {suits} "
    "mm.",
)

WANTED_RESOLUTION = 200
"""Dots per inch below which a printed picture looks coarse."""
_MM = 25.4 / 72


@dataclass
class Images:
    """The images of an edition as they are gathered: their bytes by path in the edition."""

    publication: Publication
    found: dict[str, bytes] = field(default_factory=dict)
    _hrefs: dict[bytes, str] = field(default_factory=dict)
    _sizes: dict[str, tuple[int, int]] = field(default_factory=dict)

    def gather(self, article: Article, manuscript: Path) -> tuple[Article, list[Diagnostic]]:
        """The article with its images renamed to those of the edition; what is wrong with them."""
        root = deepcopy(article.root)
        problems: list[Diagnostic] = []
        for image, line in _with_lines(root, article):
            source = image.get("src") or ""
            place = Place(article.source, line)
            carried = article.images.get(source)
            if carried is not None:
                href, found = self._take(carried, source, place)
            else:
                name = unquote(source)
                href, found = self.add(named(manuscript.parent, name), name, place)
            problems += found
            if href:
                image.set("src", href)
                marks = _marks(image)
                problems += self._coarse(href, unquote(source), place, marks=marks)
        return replace(article, root=root), problems

    def cover(self, path: Path, place: Place) -> tuple[str, list[Diagnostic]]:
        """The path in the edition of the image that fills the first page, and its problems."""
        href, problems = self.add(path, path.name, place)
        if href:
            paper = self.publication.print
            problems += self._coarse(href, path.name, place, points(paper.width))
        return href, problems

    def add(self, path: Path, name: str, place: Place) -> tuple[str, list[Diagnostic]]:
        """The path in the edition of the image at ``path``, empty with the reason when unfit."""
        if problem := name_problem(name, place):
            return "", [problem]
        if not is_inside(path, self.publication.folder):
            return "", [IMAGE_OUTSIDE.at(place, name=name)]
        if not is_regular(path):
            return "", [IMAGE_MISSING.at(place, name=name)]
        most = self.publication.limits.image_bytes
        try:
            data = read_regular(path, most)
        except TooLargeError as error:
            return "", [_heavy(place, name, "image_bytes", most, error.size)]
        except OSError as error:
            return "", [FILE_UNREADABLE.at(place, reason=error.strerror)]
        return self._take(data, name, place)

    def _take(self, data: bytes, name: str, place: Place) -> tuple[str, list[Diagnostic]]:
        """The path of an image by its bytes: the same image has one place in the edition."""
        digest = blake2b(data, digest_size=16).digest()
        if digest in self._hrefs:
            return self._hrefs[digest], []
        most = self.publication.limits.image_bytes
        if len(data) > most:
            return "", [_heavy(place, name, "image_bytes", most, len(data))]
        if drawing.is_drawing(data):
            fit, suffix, problems = self._drawing(data, name, place)
        else:
            fit, suffix, problems = self._picture(data, name, place)
        if has_errors(problems):
            return "", problems
        href = self._free(slugify(Path(name).stem)[:60].strip("-") or "image", suffix)
        self.found[href] = fit
        self._hrefs[digest] = href
        if suffix != ".svg":
            self._sizes[href] = raster.size(fit)
        return href, problems

    def _picture(self, data: bytes, name: str, place: Place) -> tuple[bytes, str, list[Diagnostic]]:
        limit = self.publication.limits.image_pixels
        if not data:
            return b"", "", [IMAGE_EMPTY.at(place, name=name)]
        try:
            picture = raster.prepare(data, limit)
        except TooManyPixelsError as error:
            size = {"width": error.width, "height": error.height}
            return b"", "", [IMAGE_LARGE.at(place, name=name, limit=limit, **size)]
        except UnreadableError as error:
            return b"", "", [IMAGE_UNREADABLE.at(place, name=name, reason=error)]
        problems = []
        if picture.removed:
            problems.append(IMAGE_METADATA.at(place, name=name, what=", ".join(picture.removed)))
        if picture.animated:
            problems.append(IMAGE_ANIMATED.at(place, name=name))
        return picture.data, picture.suffix, problems

    def _drawing(self, data: bytes, name: str, place: Place) -> tuple[bytes, str, list[Diagnostic]]:
        limits = self.publication.limits
        if len(data) > limits.drawing_bytes:
            found = len(data)
            return b"", "", [_heavy(place, name, "drawing_bytes", limits.drawing_bytes, found)]
        most = limits.drawing_elements
        try:
            clean = drawing.clean(data, most, limits.nesting, limits.image_pixels)
        except HeavyError as error:
            return b"", "", [_heavy(place, name, "drawing_elements", most, error.found)]
        except UnreadableError as error:
            return b"", "", [IMAGE_UNREADABLE.at(place, name=name, reason=error)]
        if reason := undrawable(clean.data):
            return b"", "", [IMAGE_UNREADABLE.at(place, name=name, reason=reason)]
        problems = [
            IMAGE_CLEANED.at(place, name=name, what=what, count=count)
            for what, count in clean.removed.items()
        ]
        problems += [IMAGE_WORDS.at(place, name=name, words=words) for words in clean.words]
        return clean.data, ".svg", problems

    def _free(self, stem: str, suffix: str) -> str:
        href, number = f"images/{stem}{suffix}", 1
        while href in self.found:
            number += 1
            href = f"images/{stem}-{number}{suffix}"
        return href

    def _coarse(
        self,
        href: str,
        name: str,
        place: Place,
        set_width: float | None = None,
        marks: frozenset[str] = frozenset(),
    ) -> list[Diagnostic]:
        """The resolution of an image as print sets it, when that is too low; widths in points."""
        if href not in self._sizes:
            return []
        width, height = self._sizes[href]
        if set_width is None:
            set_width = image_width(self.publication.print, width, height, marks)
        found = width / (set_width / 72)
        if found >= WANTED_RESOLUTION:
            return []
        return [
            IMAGE_RESOLUTION.at(
                place,
                name=name,
                found=round(found),
                wanted=WANTED_RESOLUTION,
                width=round(set_width * _MM),
                pixels=round(set_width / 72 * WANTED_RESOLUTION),
                suits=int(width / WANTED_RESOLUTION * 25.4),
            )
        ]


def _heavy(place: Place, name: str, key: str, limit: int, found: int) -> Diagnostic:
    return IMAGE_HEAVY.at(place, name=name, key=key, limit=limit, found=found)


def _marks(image: etree._Element) -> frozenset[str]:
    """The classes of the figure that holds an image."""
    figure = image.getparent()
    return frozenset() if figure is None or tag(figure) != "figure" else classes(figure)


def _with_lines(
    root: etree._Element, article: Article
) -> Iterator[tuple[etree._Element, int | None]]:
    for image in root.iter(f"{{{XHTML}}}img"):
        yield image, article.line_of(image)
