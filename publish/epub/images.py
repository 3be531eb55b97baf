"""The pictures of the EPUB: those of the edition, brought to the size of screens."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

from publish.article import XHTML
from publish.edition.model import Document, Edition
from publish.images.screen import for_screen


def for_screens(edition: Edition) -> Edition:
    """The edition with its pictures as the EPUB carries them; print keeps the full resolution.

    A picture whose format changes takes another extension, in the documents too.
    """
    sizes = edition.publication.epub
    images: dict[str, bytes] = {}
    renamed: dict[str, str] = {}
    for path, data in edition.images.items():
        stem, dot, extension = path.rpartition(".")
        if extension == "svg":
            images[path] = data
            continue
        small, suffix = for_screen(data, dot + extension, sizes.image_pixels, sizes.image_bytes)
        name = stem + suffix
        if suffix != dot + extension:
            name = _free(stem, suffix, {*edition.images, *images})
            renamed[path] = name
        images[name] = small
    if not renamed:
        return replace(edition, images=images)
    documents = tuple(_with_sources(document, renamed) for document in edition.documents)
    cover = renamed.get(edition.cover, edition.cover)
    return replace(edition, documents=documents, images=images, cover=cover)


def _free(stem: str, suffix: str, taken: set[str]) -> str:
    name, number = stem + suffix, 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}{suffix}"
    return name


def _with_sources(document: Document, renamed: dict[str, str]) -> Document:
    root = deepcopy(document.root)
    for image in root.iter(f"{{{XHTML}}}img"):
        source = image.get("src") or ""
        image.set("src", renamed.get(source, source))
    return replace(document, root=root)
