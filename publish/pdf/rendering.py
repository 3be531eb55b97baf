"""A document handed to WeasyPrint: what it may load, how it is laid out, what it complains of."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

import weasyprint
from cssselect2 import ElementWrapper
from lxml import etree
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from publish.diagnostics import Diagnostic, Kind, Place, RefusedError, Severity
from publish.edition.model import Edition
from publish.pdf.fetcher import BASE, Fetcher
from publish.pdf.glyphs import ENGINE_SAYS
from publish.publication import STYLES

ENGINE_MESSAGE = Kind(
    "layout-message",
    Severity.WARNING,
    fr="La mise en page signale : {message}",
    fr_hint="Regardez la page concernée du PDF ; si rien n’y manque, vous pouvez passer outre.",
    en="The layout says: {message}",
    en_hint="Look at the page of the PDF; if nothing is missing there, you may pass over it.",
)
RESOURCE_REFUSED = Kind(
    "resource-refused",
    Severity.ERROR,
    fr="La mise en page demande un fichier qui n’est pas de l’édition : {message}",
    fr_hint="Retirez cette référence du manuscrit, ou de la feuille de style print.css.",
    en="The layout asks for a file that is not of the edition: {message}",
    en_hint="Take this reference out of the manuscript, or of the stylesheet print.css.",
)
STYLE_FAULT = Kind(
    "style-fault",
    Severity.WARNING,
    fr="La mise en page ne comprend pas une règle de la feuille de style : {message}",
    fr_hint="Corrigez cette ligne de print.css : elle est sans effet.",
    en="The layout does not understand a rule of the stylesheet: {message}",
    en_hint="Correct this line of print.css: it has no effect.",
)


class _Book(weasyprint.HTML):  # type: ignore[misc]
    """A document given as a tree: parsing its HTML would close a ``p`` at the blocks of a note."""

    def __init__(self, root: etree._Element, fetcher: Fetcher):
        self.base_url = BASE
        self.url_fetcher = fetcher
        self.media_type = "print"
        self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element


def render(source: etree._Element, css: str, edition: Edition) -> weasyprint.Document:
    """The document laid out; raises :class:`RefusedError` for what is not of the edition."""
    fetcher, own = Fetcher(edition.images), edition.publication.print.styles
    fonts = FontConfiguration()
    try:
        sheets = [weasyprint.CSS(string=css, base_url=BASE, url_fetcher=fetcher, font_config=fonts)]
        if own:
            with listening(STYLES):  # its faults are told once, by faults()
                sheets.append(
                    weasyprint.CSS(
                        string=own, base_url=BASE, url_fetcher=fetcher, font_config=fonts
                    )
                )
        return _Book(source, fetcher).render(stylesheets=sheets, font_config=fonts)
    except FatalURLFetchingError as error:
        place = Place(edition.publication.slug)
        raise RefusedError([RESOURCE_REFUSED.at(place, message=error)]) from error


def faults(edition: Edition) -> list[Diagnostic]:
    """What the engine does not take in the stylesheet beside the articles, each with its line."""
    with listening(STYLES) as heard:
        try:
            weasyprint.CSS(
                string=edition.publication.print.styles,
                base_url=BASE,
                url_fetcher=Fetcher(edition.images),
                font_config=FontConfiguration(),
            )
        except FatalURLFetchingError as error:
            raise RefusedError([RESOURCE_REFUSED.at(Place(STYLES), message=error)]) from error
    return [_fault(str(said.values["message"])) for said in heard]


def _fault(message: str) -> Diagnostic:
    where = re.search(r",? at (\d+):\d+", message)
    if where is None:
        return STYLE_FAULT.at(Place(STYLES), message=message)
    said = message[: where.start()] + message[where.end() :]
    return STYLE_FAULT.at(Place(STYLES, int(where.group(1))), message=said)


@contextmanager
def listening(name: str) -> Iterator[list[Diagnostic]]:
    """What WeasyPrint logs, as diagnostics; nothing of it reaches the terminal."""
    heard: list[Diagnostic] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.getMessage().startswith(ENGINE_SAYS):
                return  # said by publish.pdf.glyphs, with its place
            heard.append(ENGINE_MESSAGE.at(Place(name), message=record.getMessage()))

    logger = logging.getLogger("weasyprint")
    listener = Listener(logging.WARNING)
    before, propagate, level = logger.handlers, logger.propagate, logger.level
    logger.handlers, logger.propagate = [listener], False
    logger.setLevel(logging.WARNING)
    try:
        yield heard
    finally:
        logger.handlers, logger.propagate = before, propagate
        logger.setLevel(level)
