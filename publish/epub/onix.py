"""The record of the EPUB for booksellers: ONIX for Books 3.0, reference names (EDItEUR, issue 75).

Only what is known is said: no price, no territory of sale, which are the distributor’s.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from lxml import etree
from lxml.builder import ElementMaker

from publish.edition.model import Edition
from publish.epub.accessibility import Claims, evaluator
from publish.epub.metadata import summary
from publish.publication import Contributor, Publication

NAMESPACE = "http://ns.editeur.org/onix/3.0/reference"
_O = ElementMaker(namespace=NAMESPACE, nsmap={None: NAMESPACE})

_ROLES = {
    **{"adp": "B05", "aft": "A19", "ann": "A20", "art": "A07", "aui": "A15", "aut": "A01"},
    **{"bkd": "A11", "cmp": "A06", "com": "C01", "cov": "A36", "ctb": "A32", "ctg": "A39"},
    **{"edc": "C01", "edt": "B01", "ill": "A12", "ive": "A44", "ivr": "A43", "nrt": "E03"},
    **{"pbd": "B16", "pht": "A13", "red": "B24", "res": "A51", "rev": "B02", "trl": "B06"},
}
"""MARC relators as list 17 names them; all others are Z99, other."""
_LANGUAGES = {
    **{"br": "bre", "ca": "cat", "co": "cos", "de": "ger", "en": "eng", "es": "spa", "eu": "baq"},
    **{"fr": "fre", "it": "ita", "la": "lat", "nl": "dut", "oc": "oci", "pt": "por"},
}
"""Codes of two letters as list 74 has them (ISO 639-2/B)."""
_QUALIFIERS = {"1": "94", "2": "95", "3": "96", "4": "97", "5": "98", "6": "99"}
"""The scheme of list 27 for each kind of Thema qualifier, by its first sign; categories have 93."""


@dataclass(frozen=True)
class Measure:
    """How much a book holds: words, pages of the print edition, bytes of the EPUB."""

    words: int
    pages: int
    size: int


def onix(edition: Edition, claims: Claims, measure: Measure, modified: dt.datetime) -> bytes:
    """The message with one product, the EPUB; the same values give the same bytes."""
    publication = edition.publication
    sender = publication.publisher or publication.title
    message = _O.ONIXMessage(
        {"release": "3.0"},
        _O.Header(
            _O.Sender(_O.SenderName(sender)),
            _O.SentDateTime(modified.strftime("%Y%m%d")),
        ),
        _O.Product(
            _O.RecordReference(publication.identifier),
            _O.NotificationType("03"),
            _O.RecordSourceType("01"),
            *_identifiers(publication),
            _descriptive(edition, claims, measure, modified),
            *_collateral(publication),
            _publishing(publication, sender, modified),
            *_related(publication),
        ),
    )
    etree.indent(message)
    return etree.tostring(message, encoding="utf-8", xml_declaration=True) + b"\n"


def _identifiers(publication: Publication) -> Iterator[etree._Element]:
    """The ISBN as number and bar code, the DOI; a book without ISBN has a number of its own."""
    if publication.isbn:
        yield _identifier("03", publication.isbn)
        yield _identifier("15", publication.isbn)
    else:
        scheme = _O.IDTypeName("URN")
        made = _O.ProductIdentifier(_O.ProductIDType("01"), scheme)
        made.append(_O.IDValue(publication.identifier))
        yield made
    if publication.doi:
        yield _identifier("06", publication.doi)


def _identifier(kind: str, value: str) -> etree._Element:
    return _O.ProductIdentifier(_O.ProductIDType(kind), _O.IDValue(value))


def _descriptive(
    edition: Edition, claims: Claims, measure: Measure, modified: dt.datetime
) -> etree._Element:
    publication = edition.publication
    detail = _O.DescriptiveDetail(
        _O.ProductComposition("00"),
        _O.ProductForm("ED"),
        _O.ProductFormDetail("E101"),
        _O.ProductFormDetail("E200"),
    )
    detail.append(_feature("15", "101F"))
    detail.extend(_feature("09", *said) for said in _accessibility(edition, claims, modified))
    detail.append(_O.PrimaryContentType("10"))
    if claims.illustrated:
        detail.append(_O.ProductContentType("07"))
    detail.append(_O.EpubTechnicalProtection("00"))
    detail.extend(_collection(publication))
    title = _O.TitleElement(_O.TitleElementLevel("01"), _O.TitleText(publication.title))
    if publication.subtitle:
        title.append(_O.Subtitle(publication.subtitle))
    detail.append(_O.TitleDetail(_O.TitleType("01"), title))
    for number, contributor in enumerate(publication.contributors, 1):
        detail.append(_contributor(number, contributor))
    if not publication.contributors:
        detail.append(_O.NoContributor())
    detail.append(_language(publication.language))
    for kind, value, unit in (
        ("08", measure.pages, "03"),
        ("02", measure.words, "02"),
        ("22", measure.size, "17"),
    ):
        if value:
            extent = _O.Extent(_O.ExtentType(kind), _O.ExtentValue(str(value)))
            extent.append(_O.ExtentUnit(unit))
            detail.append(extent)
    detail.extend(_subjects(publication))
    return detail


def _accessibility(
    edition: Edition, claims: Claims, modified: dt.datetime
) -> Iterator[tuple[str, str]]:
    """The codes of list 196 that are true of the EPUB, each with what is said beside it."""
    about = edition.publication.accessibility
    yield "00", summary(edition, claims)
    if claims.conforms:
        # EPUB Accessibility 1.1, WCAG 2.2, level AA; by whom and when.
        yield from (("04", ""), ("82", ""), ("85", ""))
        yield "90", evaluator(edition)
        yield "91", modified.strftime("%Y%m%d")
        if about.report:
            yield "94", about.report
    # Nothing is disabled; contents, order of reading, languages, contrast, structure, roles,
    # landmarks, and a look that the reader can change.
    yield from ((code, "") for code in ("10", "11", "13", "22", "26", "29", "30", "32", "36"))
    if claims.described:
        yield "52", ""
        if claims.illustrated:
            yield "14", ""
    if claims.mathematical:
        yield "17", ""
    if claims.paginated:
        yield from (("19", ""), ("41", ""))
    if claims.conforms:
        yield "40", ""
    if about.contact:
        yield "99", about.contact


def _feature(kind: str, value: str, description: str = "") -> etree._Element:
    feature = _O.ProductFormFeature(
        _O.ProductFormFeatureType(kind), _O.ProductFormFeatureValue(value)
    )
    if description:
        feature.append(_O.ProductFormFeatureDescription(description))
    return feature


def _collection(publication: Publication) -> Iterator[etree._Element]:
    """The series as the publisher’s own collection."""
    if not publication.series:
        return
    collection = _O.Collection(_O.CollectionType("10"))
    if publication.issn:
        issn = publication.issn.replace("-", "")
        collection.append(_O.CollectionIdentifier(_O.CollectionIDType("02"), _O.IDValue(issn)))
    element = _O.TitleElement(_O.TitleElementLevel("02"))
    if publication.number:
        element.append(_O.PartNumber(str(publication.number)))
    element.append(_O.TitleText(publication.series))
    collection.append(_O.TitleDetail(_O.TitleType("01"), element))
    yield collection


def _contributor(number: int, contributor: Contributor) -> etree._Element:
    person = _O.Contributor(
        _O.SequenceNumber(str(number)),
        _O.ContributorRole(_ROLES.get(contributor.role, "Z99")),
        _O.PersonName(contributor.name),
    )
    if contributor.sort:
        person.append(_O.PersonNameInverted(contributor.sort))
    return person


def _language(tag: str) -> etree._Element:
    parts = tag.split("-")
    code = _LANGUAGES.get(parts[0], parts[0] if len(parts[0]) == 3 else "und")
    language = _O.Language(_O.LanguageRole("01"), _O.LanguageCode(code))
    country = next((p for p in parts[1:] if len(p) == 2 and p.isalpha()), "")
    if country:
        language.append(_O.CountryCode(country.upper()))
    return language


def _subjects(publication: Publication) -> Iterator[etree._Element]:
    """Thema, the first category as the main subject; then the subjects in words as keywords."""
    numbers = count()
    for thema in publication.thema:
        scheme = _QUALIFIERS.get(thema.code[0], "93")
        subject = _O.Subject()
        if scheme == "93" and next(numbers) == 0:
            subject.append(_O.MainSubject())
        subject.append(_O.SubjectSchemeIdentifier(scheme))
        subject.append(_O.SubjectCode(thema.code))
        if thema.heading:
            subject.append(_O.SubjectHeadingText(thema.heading))
        yield subject
    if publication.subjects:
        keywords = "; ".join(publication.subjects)
        yield _O.Subject(_O.SubjectSchemeIdentifier("20"), _O.SubjectHeadingText(keywords))


def _collateral(publication: Publication) -> Iterator[etree._Element]:
    if publication.description:
        yield _O.CollateralDetail(
            _O.TextContent(
                _O.TextType("03"),
                _O.ContentAudience("00"),
                _O.Text({"textformat": "06"}, publication.description),
            )
        )


def _publishing(publication: Publication, sender: str, modified: dt.datetime) -> etree._Element:
    day = publication.date or modified
    return _O.PublishingDetail(
        _O.Publisher(_O.PublishingRole("01"), _O.PublisherName(sender)),
        _O.PublishingStatus("04"),
        _O.PublishingDate(
            _O.PublishingDateRole("01"), _O.Date({"dateformat": "00"}, day.strftime("%Y%m%d"))
        ),
    )


def _related(publication: Publication) -> Iterator[etree._Element]:
    """The printed book that the EPUB is based on (list 51, code 13)."""
    if publication.print.isbn:
        yield _O.RelatedMaterial(
            _O.RelatedProduct(
                _O.ProductRelationCode("13"), _identifier("15", publication.print.isbn)
            )
        )
