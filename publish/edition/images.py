"""Images of the articles: found in the publication's folder, checked, named in the edition."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

from lxml import etree
from PIL import Image, ImageFile

from publish.article import XHTML, Article, slugify
from publish.diagnostics import Diagnostic, Kind, Place, Severity

SUFFIXES = {"PNG": ".png", "JPEG": ".jpg", "GIF": ".gif", "WEBP": ".webp"}
"""The formats taken (core media types of EPUB 3.3, §3.2), by Pillow's names: extensions."""

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
    fr="« {name} » n’est pas une image que les éditions peuvent montrer.",
    fr_hint="Enregistrez-la de nouveau en PNG ou en JPEG.",
    en="“{name}” is not an image that the editions can show.",
    en_hint="Save it again as PNG or JPEG.",
)
IMAGE_LARGE = Kind(
    "image-large",
    Severity.ERROR,
    fr="L’image « {name} » est trop grande : {width} × {height} pixels.",
    fr_hint="Réduisez-la : {limit} millions de pixels suffisent à une pleine page imprimée.",
    en="The image “{name}” is too large: {width} × {height} pixels.",
    en_hint="Scale it down: {limit} million pixels are enough for a full printed page.",
)

MAX_PIXELS = 60_000_000
"""The most pixels an image may have: an A4 page with bleed at 600 dpi has 37 million."""


@dataclass
class Images:
    """The images of an edition as they are gathered: their bytes by path in the edition."""

    folder: Path
    found: dict[str, bytes] = field(default_factory=dict)
    _names: dict[Path, str] = field(default_factory=dict)

    def gather(self, article: Article, manuscript: Path) -> tuple[Article, list[Diagnostic]]:
        """The article with its images renamed to those of the edition; what is wrong with them."""
        root = deepcopy(article.root)
        problems: list[Diagnostic] = []
        for image, line in _with_lines(root, article):
            source = image.get("src") or ""
            place = Place(article.source, line)
            if source in article.images:
                result = self._carried(article, source, place)
            else:
                path = manuscript.parent / unquote(source)
                result = self.add(path, unquote(source), place)
            if isinstance(result, Diagnostic):
                problems.append(result)
            else:
                image.set("src", result)
        return replace(article, root=root), problems

    def add(self, path: Path, name: str, place: Place) -> str | Diagnostic:
        """The path in the edition of the image at ``path``, or why it cannot enter it."""
        resolved = path.resolve()
        if resolved in self._names:
            return self._names[resolved]
        if not resolved.is_relative_to(self.folder.resolve()):
            return IMAGE_OUTSIDE.at(place, name=name)
        if not resolved.is_file():
            return IMAGE_MISSING.at(place, name=name)
        result = self._name(resolved.read_bytes(), name, place)
        if isinstance(result, str):
            self._names[resolved] = result
        return result

    def _carried(self, article: Article, source: str, place: Place) -> str | Diagnostic:
        """The path in the edition of an image that the manuscript itself carries."""
        key = Path(article.source) / source
        if key not in self._names:
            name = source.rsplit("/", 1)[-1]
            result = self._name(article.images[source], name, place)
            if isinstance(result, Diagnostic):
                return result
            self._names[key] = result
        return self._names[key]

    def _name(self, data: bytes, name: str, place: Place) -> str | Diagnostic:
        """The path in the edition under which an image is kept, or why it cannot be."""
        try:
            suffix, (width, height) = _format_and_size(data)
        except ValueError:
            return IMAGE_UNREADABLE.at(place, name=name)
        if width * height > MAX_PIXELS:
            limit = MAX_PIXELS // 1_000_000
            return IMAGE_LARGE.at(place, name=name, width=width, height=height, limit=limit)
        stem = slugify(Path(name).stem) or "image"
        href, number = f"images/{stem}{suffix}", 1
        while href in self.found:
            number += 1
            href = f"images/{stem}-{number}{suffix}"
        self.found[href] = data
        return href


def _with_lines(
    root: etree._Element, article: Article
) -> Iterator[tuple[etree._Element, int | None]]:
    for image in root.iter(f"{{{XHTML}}}img"):
        holder: etree._Element | None = image
        while holder is not None and holder.get("id") not in article.lines:
            holder = holder.getparent()
        yield image, None if holder is None else article.lines[holder.get("id") or ""]


def _format_and_size(data: bytes) -> tuple[str, tuple[int, int]]:
    """The extension and the size in pixels; raises ``ValueError`` when the image is broken."""
    # WeasyPrint lets images pass whose end is missing, for the whole process.
    lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        with warnings.catch_warnings():
            # The limit on pixels is ours, and said in words.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=tuple(SUFFIXES)) as image:
                kind, size = str(image.format), image.size
                if size[0] * size[1] <= MAX_PIXELS:
                    image.load()
    except Exception as error:
        # Pillow's decoders raise whatever a broken file makes them run into.
        raise ValueError(str(error)) from error
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient
    return SUFFIXES[kind], size
