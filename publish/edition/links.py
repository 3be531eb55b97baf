"""Links between the documents of an edition: found, or taken off with a word to the editor.

In an edition a link is ``#id`` inside a document, ``name.xhtml`` or ``name.xhtml#id`` to another
one. Editors write the other article's file name (``02-ports.md``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import unquote, urldefrag

from lxml import etree

from publish.article import XHTML, Article, classes, is_note_call
from publish.diagnostics import Diagnostic, Kind, Place, Severity
from publish.publication import MANUSCRIPT_SUFFIXES
from publish.urls import SCHEME, external

LINK_DEAD = Kind(
    "link-dead",
    Severity.WARNING,
    fr="Le lien vers « {target} » ne mène nulle part : il est retiré, ses mots restent.",
    fr_hint="Un lien interne nomme le fichier d’un article, ou un de ses #repères.",
    en="The link to “{target}” leads nowhere: it is taken off, its words stay.",
    en_hint="An internal link names the file of an article, or one of its #ids.",
)
REFERENCE_DEAD = Kind(
    "reference-dead",
    Severity.ERROR,
    fr="Un renvoi demande la page de « {target} », qui n’existe pas.",
    fr_hint="Nommez l’endroit où il mène : []{{#repère}} dans le texte, {{#repère}} avant un "
    "paragraphe ; ou le fichier d’un article.",
    en="A reference asks for the page of “{target}”, which does not exist.",
    en_hint="Name the place where it leads: []{{#anchor}} in the text, {{#anchor}} before a "
    "paragraph; or the file of an article.",
)
PAGE_OUTSIDE = Kind(
    "page-outside",
    Severity.WARNING,
    fr="Le lien vers « {target} » demande une page, mais il sort du livre : il n’en a pas.",
    fr_hint="Ôtez-lui {{.page}}, ou écrivez des mots entre les crochets.",
    en="The link to “{target}” asks for a page, but leads out of the book: it has none.",
    en_hint="Take off its {{.page}}, or write words in the brackets.",
)


def resolve(
    articles: Sequence[Article], names: Mapping[str, str]
) -> tuple[list[Article], list[Diagnostic]]:
    """The articles with their links resolved, those outside as valid URLs; what could not be.

    ``names`` gives for the ``source`` of each article the name of its document.
    """
    anchors = {
        names[article.source]: {e.get("id") for e in article.root.iter() if e.get("id")}
        for article in articles
    }
    resolved: list[Article] = []
    problems: list[Diagnostic] = []
    for article in articles:
        root = deepcopy(article.root)
        told: set[str] = set()
        for link in list(root.iter(f"{{{XHTML}}}a")):
            href = link.get("href")
            if href is None or is_note_call(link):
                continue
            if SCHEME.match(href):
                # Readers take addresses as they find them; what is written is a valid URL.
                target: str | None = external(href) or None
                if link.attrib.pop("class", ""):
                    place = Place(article.source, article.line_of(link))
                    problems.append(PAGE_OUTSIDE.at(place, target=href))
            else:
                target = _target(href, names[article.source], names, anchors)
            if target is not None:
                link.set("href", target)
                continue
            del link.attrib["href"]
            dead = REFERENCE_DEAD if link.attrib.pop("class", "") else LINK_DEAD
            if dead is LINK_DEAD and (href in told or _is_of_the_site(link, href)):
                continue
            told.add(href)
            problems.append(dead.at(Place(article.source, article.line_of(link)), target=href))
        resolved.append(replace(article, root=root))
    return resolved, problems


def _is_of_the_site(link: etree._Element, href: str) -> bool:
    """Whether a link leads from the signature, the rubric or the date to a page of a web site.

    It is the site’s own: the author’s page, the list of a section. No article of a folder is meant,
    so nobody needs to hear of it.
    """
    path = urldefrag(href)[0]
    in_head = any(_SITE & classes(e) for e in link.iterancestors(f"{{{XHTML}}}p"))
    names_article = PurePosixPath(unquote(path)).suffix.lower() in MANUSCRIPT_SUFFIXES
    return in_head and bool(path) and (path.startswith("/") or not names_article)


_SITE = frozenset(("byline", "rubric", "dateline"))


def _target(
    href: str, here: str, names: Mapping[str, str], anchors: Mapping[str, set[str | None]]
) -> str | None:
    path, fragment = urldefrag(href)
    document = names.get(unquote(path).removeprefix("./")) if path else here
    if document is None or (fragment and unquote(fragment) not in anchors[document]):
        return None
    if not path:
        return f"#{fragment}" if fragment else None
    return f"{document}.xhtml#{fragment}" if fragment else f"{document}.xhtml"
