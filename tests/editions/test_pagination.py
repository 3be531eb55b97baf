"""One pagination: each page of the EPUB's list holds what the printed page of that number holds."""

from __future__ import annotations

import zipfile
from io import BytesIO
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lxml import etree

from publish import pipeline
from publish.article import XHTML, E, text
from publish.edition.assemble import assemble
from publish.edition.model import Edition
from publish.numerals import roman
from publish.pdf.layout import lay_out
from publish.preparation import prepare
from publish.publication import Print, find
from tests import books, judges
from tests.books import MADE, article, beside, call, note, publication
from tests.conftest import MANUSCRIPTS
from tests.edition.test_images import picture
from tests.pagination import astray, both, packaged

NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
_numbers = count(1)


def prose(sentences: int) -> str:
    """Text that is nowhere the same."""
    said = "Le conseil extraordinaire numéro {} s’est réuni devant une centaine d’habitants. "
    return "".join(said.format(next(_numbers)) for _ in range(sentences)).strip()


def rows(number: int) -> list[etree._Element]:
    return [E.tr(E.td(prose(1)), E.td(str(n)), E.td(prose(n % 3))) for n in range(number)]


def every_kind(folder: Path) -> Edition:
    """A book where pages begin in each kind of block, on small pages, with blank ones between."""
    (folder / "plan.png").write_bytes(picture())
    head = E.thead(E.tr(*(E.th({"scope": "col"}, name) for name in ("Séance", "Rang", "Suite"))))
    verse = []
    for line in range(60):
        verse += [f"Vers {next(_numbers)} de la longue complainte", E.br()] if line else ["Chant"]
    blocks = [
        E.p(prose(20), E.em(prose(12)), prose(3), call(1), prose(30)),
        E.figure(E.img(src="plan.png", alt="Un plan"), E.figcaption(prose(2))),
        E.blockquote(E.p(prose(8)), E.p(prose(20))),
        E.ul(*(E.li(prose(3)) for _ in range(12))),
        E.ol(*(E.li(E.p(prose(4)), E.p(prose(4))) for _ in range(8))),
        E.ul(E.li(prose(2), E.ul(*(E.li(prose(2)) for _ in range(14))))),
        E.dl(*(e for _ in range(12) for e in (E.dt(prose(1)), E.dd(prose(3))))),
        E.div({"class": "verse"}, E.p(*verse[:-1]), E.p(prose(10)), E.p(prose(10))),
        E.table(E.caption("Séances"), head, E.tbody(*rows(30))),
        E.pre("\n".join(f"ligne {n}" for n in range(80))),
        E.aside({"class": "pullquote"}, E.p(prose(2))),
        *(E.p(prose(3)) if n % 3 else E.hr() for n in range(30)),
        *(E.figure(E.img(src="plan.png", alt="Un plan")) for _ in range(3)),
        E.section(E.h2(prose(1)), E.p(prose(9)), E.section(E.h3(prose(1)), E.p(prose(40)))),
        E.p(prose(1), call(2)),
        note(1, E.p(prose(4))),
        note(2, E.p(prose(6)), E.ul(E.li(prose(2)))),
    ]
    others = [
        article(f"suite-{n}", E.p(prose(9 * n)), byline="Par Léa Blanc") for n in range(1, 16)
    ]
    made, problems = assemble(
        publication(folder, print=Print(width="90mm", height="120mm")),
        beside([article("tout", *blocks, rubric="Essai"), *others], folder),
    )
    assert not problems
    return made


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, list[str]]:
    """The EPUB of that book, and its pages that are not those of the PDF."""
    epub, pdf, layout = both(every_kind(tmp_path_factory.mktemp("essai")), MADE)
    assert len(layout.pages) > 60
    return epub, astray(epub, pdf, layout.pages)


def test_every_page_of_a_book_with_every_kind_of_block(editions: tuple[bytes, list[str]]) -> None:
    assert editions[1] == []


def test_a_row_cut_by_pages_is_marked_in_its_first_cell_that_goes_on() -> None:
    """Its cells stand side by side on paper and after one another in the EPUB: only the first
    words of the pages can be the same."""
    table = E.table(E.tbody(E.tr(E.td(prose(40)), E.td(prose(25)))))
    small = Print(width="90mm", height="120mm", recto_openings=False)
    made = books.edition(article("tout", E.p(prose(2)), table, E.p(prose(9))), print=small)
    epub, pdf, layout = both(made, MADE)
    assert len(layout.pages) > 8
    assert astray(epub, pdf, layout.pages, first=12) == []


def test_every_page_of_the_samples(edition: Path) -> None:
    (sample,), _ = find([MANUSCRIPTS / edition.name])
    articles = prepare(sample)
    made, _ = assemble(articles.publication, articles.typeset)
    layout = lay_out(made, pipeline.moment(articles.publication))
    epub, pdf = ((edition / f"{edition.name}.{kind}").read_bytes() for kind in ("epub", "pdf"))
    assert astray(epub, pdf, layout.pages) == []


def test_the_judges_have_nothing_to_say(editions: tuple[bytes, list[str]], tmp_path: Path) -> None:
    path = tmp_path / "essai.epub"
    path.write_bytes(editions[0])
    assert judges.epubcheck(path) == []
    assert judges.ace(path) == []


def test_nav_and_ncx_list_the_same_pages(editions: tuple[bytes, list[str]]) -> None:
    with zipfile.ZipFile(BytesIO(editions[0])) as archive:
        nav = etree.fromstring(archive.read("EPUB/nav.xhtml"))
        ncx = etree.fromstring(archive.read("EPUB/toc.ncx"))
        opf = archive.read("EPUB/content.opf").decode()
    (listing,) = (n for n in nav.iter(f"{{{XHTML}}}nav") if n.get("role") == "doc-pagelist")
    links = [(text(a), a.get("href")) for a in listing.iter(f"{{{XHTML}}}a")]
    assert [folio for folio, _ in links] == [page.folio for page in packaged(editions[0])]
    targets = list(ncx.iter(f"{NCX}pageTarget"))
    assert [("".join(t[0].itertext()), t[1].get("src")) for t in targets] == links
    for (folio, _), target in zip(links, targets, strict=True):
        value = int(target.get("value") or 0)
        assert target.get("type") == ("normal" if folio.isdigit() else "front")
        assert folio == (str(value) if folio.isdigit() else roman(value))
    heads = {m.get("name"): m.get("content") for m in ncx.iter(f"{NCX}meta")}
    assert heads["dtb:totalPageCount"] == str(len(links))
    assert heads["dtb:maxPageNumber"] == links[-1][0]
    places: dict[str, str] = {}
    for point in ncx.iter(f"{NCX}navPoint", f"{NCX}pageTarget"):
        places[point.get("playOrder") or ""] = str(point.find(f"{NCX}content").get("src"))
    assert sorted(map(int, places)) == list(range(1, len(places) + 1))
    for said in ("pageBreakMarkers", "pageNavigation", 'property="pageBreakSource"', "<dc:source"):
        assert opf.count(said) == 1


BLOCKS = st.sampled_from(("p", "em", "ul", "table", "verse", "blockquote", "note", "hr"))


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    phases=[Phase.generate],  # a book takes too long to look for a smaller one
)
@given(st.lists(st.tuples(BLOCKS, st.integers(1, 12)), min_size=4, max_size=14))
def test_every_page_of_any_book(kinds: list[tuple[str, int]]) -> None:
    blocks, notes = [], []
    for number, (kind, size) in enumerate(kinds, 1):
        made = {
            "p": lambda n=size: E.p(prose(n)),
            "em": lambda n=size: E.p(E.em(prose(n)), prose(1), E.strong(prose(n))),
            "ul": lambda n=size: E.ul(*(E.li(prose(2)) for _ in range(n))),
            "table": lambda n=size: E.table(E.tbody(*rows(n))),
            "verse": lambda n=size: E.div({"class": "verse"}, E.p("A", E.br(), prose(n))),
            "blockquote": lambda n=size: E.blockquote(E.p(prose(n)), E.p(prose(1))),
            "hr": E.hr,
            "note": lambda n=size, at=number: E.p(prose(n), call(at), prose(n)),
        }[kind]()
        blocks.append(made)
        if kind == "note":
            notes.append(note(number, E.p(prose(size))))
    made = books.edition(
        article("tout", E.p(prose(1)), *blocks, E.p(prose(1)), *notes),
        print=Print(width="80mm", height="90mm", recto_openings=False),
    )
    epub, pdf, layout = both(made, MADE)
    assert astray(epub, pdf, layout.pages) == []
