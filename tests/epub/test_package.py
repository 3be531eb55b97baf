"""The package: documents byte for byte, spine, navigation, metadata, the same bytes each time."""

from __future__ import annotations

import datetime as dt
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from publish.article import MATHML, XHTML, E, text
from publish.edition.assemble import assemble, with_cover_image
from publish.edition.model import Edition
from publish.epub import package
from publish.epub.documents import file_name, render
from publish.epub.terms import term
from publish.publication import Contributor, Print, Subject
from tests import books
from tests.books import MADE, article, beside, call, note, publication
from tests.edition.test_images import picture

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"


class Book:
    """A finished EPUB, opened."""

    def __init__(self, made: Edition):
        self.edition = with_cover_image(made, picture())
        self.data = package(self.edition, modified=MADE)
        self.archive = zipfile.ZipFile(BytesIO(self.data))
        self.opf = self.xml("content.opf")

    def read(self, path: str) -> bytes:
        return self.archive.read(f"EPUB/{path}")

    def xml(self, path: str) -> etree._Element:
        return etree.fromstring(self.read(path))

    def items(self) -> dict[str, dict[str, str]]:
        """The attributes of each item of the manifest, by its path."""
        return {str(i.get("href")): dict(i.attrib) for i in self.opf.iter(f"{OPF}item")}

    def meta(self, name: str) -> list[str]:
        """The values of a property of the package."""
        return [
            str(m.text)
            for m in self.opf.iter(f"{OPF}meta")
            if m.get("property") == name and not m.get("refines")
        ]

    def dc(self, name: str) -> list[str]:
        return [str(e.text) for e in self.opf.iter(f"{DC}{name}")]


SECTIONS = (
    E.p("Texte", call(1), " et encore", call(1, "n1"), "."),
    E.section(
        E.h2("Un"), E.p("Dans un."), E.section(E.h3("Un et demi", call(2)), E.p("Dans demi."))
    ),
    E.section(E.h2("Deux"), E.p("Dans deux.")),
    note(1, E.p("Première note."), E.p("Suite.")),
    note(2, E.ul(E.li("Note en liste."))),
)


@pytest.fixture(scope="module")
def book() -> Book:
    people = (
        Contributor("Léa Blanc", "edt", "Blanc, Léa"),
        Contributor("Jeanne Roux", "aut", "Roux, Jeanne"),
        Contributor("Paul Noir", "trl"),
    )
    return Book(
        books.edition(
            article("ports", *SECTIONS, rubric="Côte"),
            article("dunes", rubric="Côte"),
            article("carnet", rubric="Mer"),
            title="L’eau & le « sel »",
            subtitle="Revue",
            contributors=people,
            rights="© 2026",
            description="Une description.",
            subjects=("Mer", "Sel"),
        )
    )


def test_the_archive_begins_with_its_type_uncompressed(book: Book) -> None:
    first = book.archive.infolist()[0]
    assert first.filename == "mimetype"
    assert first.compress_type == zipfile.ZIP_STORED
    assert first.extra == b""
    assert book.archive.read(first) == b"application/epub+zip"
    assert book.data[30:58] == b"mimetypeapplication/epub+zip"


def test_nothing_is_in_the_archive_twice_or_unlisted(book: Book) -> None:
    names = book.archive.namelist()
    assert len(set(names)) == len(names)
    listed = {f"EPUB/{href}" for href in book.items()}
    rest = set(names) - listed
    outside = {"mimetype", "META-INF/container.xml", "META-INF/Libertinus-OFL.txt"}
    assert rest == {*outside, "EPUB/content.opf"}
    assert listed <= set(names)


def test_documents_and_images_stand_byte_for_byte(book: Book) -> None:
    back = term("back", "fr")
    for document in book.edition.documents:
        assert book.read(file_name(document)) == render(document, back)
    assert book.read("images/cover.png") == picture()


def test_the_spine_is_the_reading_order_with_the_contents_after_the_title(book: Book) -> None:
    hrefs = {i["id"]: href for href, i in book.items().items()}
    (spine,) = book.opf.iter(f"{OPF}spine")
    assert [hrefs[str(r.get("idref"))] for r in spine] == [
        *("cover.xhtml", "half-title.xhtml", "title-page.xhtml", "nav.xhtml"),
        *("part-1.xhtml", "ports.xhtml", "dunes.xhtml", "part-2.xhtml", "carnet.xhtml"),
        "colophon.xhtml",
    ]
    assert all(r.get("linear") != "no" for r in spine)
    assert hrefs[str(spine.get("toc"))] == "toc.ncx"


def test_the_manifest_says_what_each_item_is(book: Book) -> None:
    items = book.items()
    assert items["nav.xhtml"]["properties"] == "nav"
    assert items["images/cover.png"]["properties"] == "cover-image"
    assert items["images/cover.png"]["media-type"] == "image/png"
    assert items["toc.ncx"]["media-type"] == "application/x-dtbncx+xml"
    assert items["styles/epub.css"]["media-type"] == "text/css"
    (old,) = (m for m in book.opf.iter(f"{OPF}meta") if m.get("name") == "cover")
    assert old.get("content") == items["images/cover.png"]["id"]


def refinements(book: Book, target: str) -> dict[str, str]:
    return {
        str(m.get("property")): str(m.text)
        for m in book.opf.iter(f"{OPF}meta")
        if m.get("refines") == f"#{target}"
    }


def test_every_number_and_subject_that_the_trade_asks_for() -> None:
    made = Book(
        books.edition(
            article("ports"),
            identifier="urn:isbn:9782000000013",
            doi="10.5555/estran.7",
            series="L’Estran",
            number=7,
            issn="2999-0009",
            thema=(Subject("WQH", "Histoire locale"), Subject("1DDF")),
            print=Print(isbn="9782070408504", recto_openings=False),
        )
    )
    assert made.dc("identifier") == ["urn:isbn:9782000000013", "doi:10.5555/estran.7"]
    assert refinements(made, "identifier") == {"identifier-type": "15"}
    assert refinements(made, "doi") == {"identifier-type": "06"}
    assert made.meta("belongs-to-collection") == ["L’Estran"]
    assert refinements(made, "series") == {
        "collection-type": "series",
        "group-position": "7",
        "dcterms:identifier": "urn:issn:2999-0009",
    }
    assert made.dc("subject") == ["Histoire locale", "1DDF"]
    assert refinements(made, "thema-1") == {"authority": "Thema", "term": "WQH"}
    assert refinements(made, "thema-2") == {"authority": "Thema", "term": "1DDF"}
    assert made.dc("source") == ["urn:isbn:9782070408504"]
    colophon = text(made.xml("colophon.xhtml"))
    for said in ("2070408504 (livre imprimé)", "2000000013 (EPUB)", "DOI 10.5555", "ISSN 2999"):
        assert said in colophon


def test_metadata_and_ncx_name_the_book_as_its_title_page_does() -> None:
    made = Book(
        books.edition(
            article("ports"),
            title='L\'art "neuf"',
            subtitle="du XXIe siècle...",
            series="L'Estran",
            description="C'est \"neuf\".\n\nEt l'on en parle.",
        )
    )
    assert made.dc("title") == ["L’art « neuf »", "du XXIe siècle…"]
    assert made.dc("description") == ["C’est « neuf ».\n\nEt l’on en parle."]
    assert made.meta("belongs-to-collection") == ["L’Estran"]
    assert made.dc("source") == []  # no page is marked
    (label,) = made.xml("toc.ncx").iter("{http://www.daisy.org/z3986/2005/ncx/}docTitle")
    assert text(label) == "L’art « neuf »"
    page = made.xml("title-page.xhtml")
    assert text(next(page.iter("{*}h1"))) == "L’art « neuf »"


def test_mathematics_is_announced() -> None:
    formula = etree.SubElement(E.p("Soit "), f"{{{MATHML}}}math")
    etree.SubElement(formula, f"{{{MATHML}}}mi").text = "x"
    parent = formula.getparent()
    assert parent is not None
    made = Book(books.edition(article("ports", parent)))
    assert made.items()["ports.xhtml"]["properties"] == "mathml"
    assert "properties" not in made.items()["colophon.xhtml"]


def test_the_metadata(book: Book) -> None:
    assert book.dc("title") == ["L’eau & le « sel »", "Revue"]
    assert book.dc("language") == ["fr"]
    assert book.dc("identifier") == ["urn:uuid:6f9619ff-8b86-4d01-b42d-00cf4fc964ff"]
    assert book.dc("publisher") == ["La Dune"]
    assert book.dc("date") == ["2026-01-15"]
    assert book.dc("rights") == ["© 2026"]
    assert book.dc("description") == ["Une description."]
    assert book.dc("subject") == ["Mer", "Sel"]
    assert book.meta("dcterms:modified") == ["2026-01-15T00:00:00Z"]
    (identifier,) = book.opf.iter(f"{DC}identifier")
    assert book.opf.get("unique-identifier") == identifier.get("id")
    assert book.opf.get("version") == "3.0"


def test_contributors_have_their_roles_and_their_place_in_the_alphabet(book: Book) -> None:
    assert book.dc("creator") == ["Léa Blanc", "Jeanne Roux"]
    assert book.dc("contributor") == ["Paul Noir"]
    said = {}
    for person in [*book.opf.iter(f"{DC}creator"), *book.opf.iter(f"{DC}contributor")]:
        said[person.text] = {
            m.get("property"): (m.text, m.get("scheme"))
            for m in book.opf.iter(f"{OPF}meta")
            if m.get("refines") == f"#{person.get('id')}"
        }
    assert said == {
        "Léa Blanc": {"role": ("edt", "marc:relators"), "file-as": ("Blanc, Léa", None)},
        "Jeanne Roux": {"role": ("aut", "marc:relators"), "file-as": ("Roux, Jeanne", None)},
        "Paul Noir": {"role": ("trl", "marc:relators")},
    }


def test_accessibility_is_told(book: Book) -> None:
    assert book.meta("schema:accessMode") == ["textual", "visual"]
    assert book.meta("schema:accessModeSufficient") == ["textual", "textual,visual"]
    assert set(book.meta("schema:accessibilityFeature")) == {
        "tableOfContents",
        "readingOrder",
        "structuralNavigation",
        "ARIA",
        "displayTransformability",
        "alternativeText",
    }
    assert book.meta("schema:accessibilityHazard") == ["none"]
    assert len(book.meta("schema:accessibilitySummary")) == 1


def test_no_alternative_text_is_claimed_where_an_image_has_none(tmp_path: Path) -> None:
    (tmp_path / "plan.png").write_bytes(picture())
    silent = article("ports", E.figure(E.img(src="plan.png", alt="")))
    made, _ = assemble(publication(tmp_path), beside([silent], tmp_path))
    book = Book(made)
    assert "alternativeText" not in book.meta("schema:accessibilityFeature")
    assert "textual" not in book.meta("schema:accessModeSufficient")


# --- navigation ----------------------------------------------------------------------------------

TREE = [
    ("Page de titre", "title-page.xhtml", []),
    (
        "Côte",
        "part-1.xhtml",
        [
            (
                "Ports",
                "ports.xhtml",
                [
                    ("Un", "ports.xhtml#un", [("Un et demi", "ports.xhtml#un-et-demi", [])]),
                    ("Deux", "ports.xhtml#deux", []),
                ],
            ),
            ("Dunes", "dunes.xhtml", []),
        ],
    ),
    ("Mer", "part-2.xhtml", [("Carnet", "carnet.xhtml", [])]),
    ("Colophon", "colophon.xhtml", []),
]


def test_the_contents_hold_parts_articles_and_sections(book: Book) -> None:
    def tree(listing: etree._Element) -> list[object]:
        found: list[object] = []
        for item in listing:
            inner = item.find(f"{{{XHTML}}}ol")
            link = item.find(f"{{{XHTML}}}a")
            assert link is not None
            found.append((text(link), link.get("href"), [] if inner is None else tree(inner)))
        return found

    (toc, _) = book.xml("nav.xhtml").iter(f"{{{XHTML}}}nav")
    listing = toc.find(f"{{{XHTML}}}ol")
    assert listing is not None
    assert tree(listing) == TREE


def test_the_ncx_says_the_same_with_depth_and_order(book: Book) -> None:
    def tree(parent: etree._Element) -> list[object]:
        return [
            (
                "".join(point.find(f"{NCX}navLabel").itertext()),
                point.find(f"{NCX}content").get("src"),
                tree(point),
            )
            for point in parent.iterchildren(f"{NCX}navPoint")
        ]

    ncx = book.xml("toc.ncx")
    (nav_map,) = ncx.iter(f"{NCX}navMap")
    assert tree(nav_map) == TREE
    orders = [int(p.get("playOrder") or 0) for p in ncx.iter(f"{NCX}navPoint")]
    assert orders == list(range(1, 11))
    head = {m.get("name"): m.get("content") for m in ncx.iter(f"{NCX}meta")}
    assert head["dtb:depth"] == "4"
    assert head["dtb:uid"] == "urn:uuid:6f9619ff-8b86-4d01-b42d-00cf4fc964ff"


def test_landmarks_and_guide_name_the_same_places(book: Book) -> None:
    (_, landmarks) = book.xml("nav.xhtml").iter(f"{{{XHTML}}}nav")
    assert landmarks.get("hidden") is not None
    marks = [
        (a.get("{http://www.idpf.org/2007/ops}type"), a.get("href"))
        for a in landmarks.iter(f"{{{XHTML}}}a")
    ]
    assert marks == [
        ("cover", "cover.xhtml"),
        ("titlepage", "title-page.xhtml"),
        ("toc", "nav.xhtml"),
        ("bodymatter", "part-1.xhtml"),
    ]
    assert [(r.get("type"), r.get("href")) for r in book.opf.iter(f"{OPF}reference")] == [
        ("cover", "cover.xhtml"),
        ("title-page", "title-page.xhtml"),
        ("toc", "nav.xhtml"),
        ("text", "part-1.xhtml"),
    ]


def test_every_link_leads_somewhere(book: Book) -> None:
    ids = {
        href: {e.get("id") for e in book.xml(href).iter()}
        for href, item in book.items().items()
        if item["media-type"] == "application/xhtml+xml"
    }
    seen = 0
    for here in ids:
        for link in book.xml(here).iter(f"{{{XHTML}}}a"):
            path, _, fragment = (link.get("href") or "").partition("#")
            assert (path or here) in ids
            assert not fragment or fragment in ids[path or here]
            seen += 1
    assert seen > 15


# --- documents -----------------------------------------------------------------------------------


def test_notes_lead_both_ways(book: Book) -> None:
    root = book.xml("ports.xhtml")
    notes = {e.get("id"): e for e in root.iter() if e.get("role") == "doc-footnote"}
    calls = [e for e in root.iter() if e.get("role") == "doc-noteref"]
    assert [c.get("href") for c in calls] == ["#n1", "#n1", "#n2"]
    assert all(c.get("{http://www.idpf.org/2007/ops}type") == "noteref" for c in calls)
    backs = {
        name: [(a.get("href"), text(a)) for a in e.iter() if a.get("role") == "doc-backlink"]
        for name, e in notes.items()
    }
    assert backs == {"n1": [("#r1", "1.")], "n2": [("#r2", "2.")]}
    assert "".join(notes["n1"].itertext()) == "1.\u00a0Première note.Suite."


def test_each_document_names_its_language_and_its_title(book: Book) -> None:
    for document in book.edition.documents:
        html = book.xml(file_name(document))
        assert html.get("lang") == html.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
        assert html.findtext(f"{{{XHTML}}}head/{{{XHTML}}}title") == document.title
        assert document.title


# --- the same bytes ------------------------------------------------------------------------------


def test_the_same_edition_gives_the_same_bytes(book: Book) -> None:
    assert package(book.edition, modified=MADE) == book.data


def test_the_time_given_is_the_only_time(book: Book) -> None:
    later = MADE + dt.timedelta(days=1)
    with zipfile.ZipFile(BytesIO(package(book.edition, modified=later))) as archive:
        assert {i.date_time for i in archive.infolist()} == {(2026, 1, 16, 0, 0, 0)}
    assert {i.date_time for i in book.archive.infolist()} == {(2026, 1, 15, 0, 0, 0)}


def test_a_time_before_those_a_zip_knows() -> None:
    early = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
    made = with_cover_image(books.edition(article("ports")), picture())
    with zipfile.ZipFile(BytesIO(package(made, modified=early))) as archive:
        assert {i.date_time for i in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"1970-01-01T00:00:00Z" in archive.read("EPUB/content.opf")


def test_no_soft_hyphen_in_the_samples(edition: Path) -> None:
    """The editions built once for all (see ``conftest.py``)."""
    with zipfile.ZipFile(next(edition.glob("*.epub"))) as archive:
        documents = [n for n in archive.namelist() if n.endswith((".xhtml", ".opf", ".ncx"))]
        assert len(documents) > 6
        for name in documents:
            said = archive.read(name).decode()
            assert "\u00ad" not in said
            assert "&shy;" not in said
