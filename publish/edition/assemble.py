"""From articles to an edition: what comes before them, between them and after them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from publish.article import Article
from publish.diagnostics import Diagnostic, Place
from publish.edition import addresses, cover, links, matter, references, tabs
from publish.edition.back import NAME as BACK
from publish.edition.images import Images
from publish.edition.index.locators import Places, Span
from publish.edition.index.marks import Mark, gather
from publish.edition.index.volume import NAME as INDEX
from publish.edition.index.volume import index_of
from publish.edition.model import Document, Edition, Matter
from publish.edition.series import full_title
from publish.edition.titles import plain_title
from publish.publication import TOML, Publication


def assemble(
    publication: Publication, articles: Sequence[tuple[Path, Article]]
) -> tuple[Edition, list[Diagnostic]]:
    """The edition of a publication, and what is wrong with its images.

    ``articles`` pairs each article with the path of its manuscript, in reading order.
    """
    images = Images(publication)
    problems: list[Diagnostic] = []
    illustrated: list[Article] = []
    for path, article in articles:
        with_images, found = images.gather(article, path)
        illustrated.append(with_images)
        problems += found
    names = _names(illustrated)
    linked, dead = links.resolve(illustrated, names)
    problems += dead
    marks: list[Mark] = []
    for article in linked:
        found_marks, found = gather(article, names[article.source])
        marks += found_marks
        problems += found
        references.prepare(article.root)
        addresses.mark(article.root)
        tabs.expand(article.root)
    index, found = index_of(marks, publication.language)
    problems += found

    front = cover.designed(publication)
    cover_path = ""
    if publication.cover:
        cover_path, found = images.cover(publication.cover, Place(TOML))
        problems += found
        if cover_path:
            front = cover.pictured(publication, cover_path)

    paths = [path for path, _ in articles]
    parts = _parts(publication, list(zip(paths, linked, strict=True)), names)
    documents = (
        front,
        matter.half_title(publication),
        matter.title_page(publication),
        *matter.dedication(publication),
        *parts,
        *index,
        matter.colophon(publication),
    )
    edition = Edition(_named(publication), documents, images.found, cover_path, tuple(marks))
    return edition, problems


def _named(publication: Publication) -> Publication:
    """The publication with what names it as the title page sets it, for metadata and bookmarks."""

    def plain(said: str) -> str:
        return plain_title(said, publication.language)

    return replace(
        publication,
        title=plain(full_title(publication)),
        subtitle=plain(publication.subtitle),
        series=plain(publication.series),
        description="\n".join(map(plain, publication.description.splitlines())),
    )


def with_cover_image(edition: Edition, picture: bytes) -> Edition:
    """The edition with a picture for its cover, where it has only a design."""
    if edition.cover:
        return edition
    path = "images/cover.png"
    images: Mapping[str, bytes] = {**edition.images, path: picture}
    front = cover.pictured(edition.publication, path)
    documents = (front, *(d for d in edition.documents if d.matter is not Matter.COVER))
    return replace(edition, documents=documents, images=images, cover=path)


def paginated(edition: Edition, places: Places, folios: Sequence[str]) -> Edition:
    """The edition with the pages that its references and its index tell.

    ``places`` gives the pages of its places, ``folios`` the number of each page.
    """
    documents: list[Document] = []
    for document in edition.documents:
        root = document.root
        if any(True for _ in references.numbers(root)):
            root = deepcopy(root)
            references.fill(root, document.name, places, folios, document.language)
        documents.append(replace(document, root=root))
    index, _ = index_of(edition.marks, edition.publication.language, places, folios)
    at = {d.name: d for d in index}
    return replace(edition, documents=tuple(at.get(d.name, d) for d in documents))


def guessed(edition: Edition) -> Edition:
    """The edition before its pages are known: each reference says a page of as many figures as the
    book may have, so that it takes its room."""
    if not references.pages_told(edition):
        return edition
    signs = sum(len("".join(d.root.itertext())) for d in edition.documents)
    return paginated(edition, _Everywhere(), ["8" * len(str(signs // _SIGNS_A_PAGE))])


_SIGNS_A_PAGE = 1600


class _Everywhere(dict[str, Span]):
    """Places before there are pages: all are on one."""

    def get(self, _: str, __: object = None) -> Span:
        """The page of any place."""
        return 0, 0


def _names(articles: Sequence[Article]) -> dict[str, str]:
    """The name of the document of each article, by its source; unique in the edition."""
    taken = {"cover", "half-title", "title-page", "contents", INDEX, "colophon", BACK, "nav"}
    taken |= {"dedication", *(f"part-{number}" for number in range(1, len(articles) + 1))}
    names: dict[str, str] = {}
    for article in articles:
        name, number = article.slug, 1
        while name in taken:
            number += 1
            name = f"{article.slug}-{number}"
        taken.add(name)
        names[article.source] = name
    return names


def _parts(
    publication: Publication, articles: Sequence[tuple[Path, Article]], names: Mapping[str, str]
) -> list[Document]:
    """The articles as documents, under parts where folders or rubrics make some."""
    titles = _part_titles(publication, articles)
    documents: list[Document] = []
    number = 0
    for title, group in groupby(zip(titles, articles, strict=True), key=lambda pair: pair[0]):
        holder = ""
        if title:
            number += 1
            opening = matter.part(publication, number, title)
            documents.append(opening)
            holder = opening.name
        documents += [
            Document(names[a.source], Matter.ARTICLE, a.title, a.language, a.root, holder)
            for _, (_, a) in group
        ]
    return documents


def _part_titles(publication: Publication, articles: Sequence[tuple[Path, Article]]) -> list[str]:
    """The title of the part of each article, empty for none.

    Folders make parts. Without folders, rubrics do when each of them is one run of articles and
    one of them returns: a rubric taken up again later is a column, not a part.
    """
    folders = [_folder(publication, path) for path, _ in articles]
    if any(folders):
        return folders
    rubrics = [article.rubric for _, article in articles]
    runs = [(name, len(list(group))) for name, group in groupby(rubrics)]
    each_once = len({name for name, _ in runs}) == len(runs)
    if each_once and len(runs) > 1 and any(length > 1 for _, length in runs):
        return rubrics
    return [""] * len(articles)


def _folder(publication: Publication, path: Path) -> str:
    parts = path.relative_to(publication.folder).parts
    if len(parts) == 1:
        return ""
    return publication.parts.get(parts[0]) or _spoken(parts[0])


_NUMBERED = re.compile(r"\d+[ ._-]*(?=.*[^\W\d_])")
"""The number before the name of a folder; « 1914-1918 » is a name."""


def _spoken(folder: str) -> str:
    """The title that a folder's name gives: « 2-la-mer » is « La mer », « 1 L’Enfance » itself."""
    numbered = _NUMBERED.match(folder)
    title = (folder[numbered.end() :] if numbered else folder).replace("_", " ")
    if " " in folder or title != title.lower() or not any(map(str.isalpha, title)):
        return title
    title = title.replace("-", " ")
    return title[:1].upper() + title[1:]
