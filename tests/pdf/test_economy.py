"""What is done once gives the same pages as what is done again."""

from __future__ import annotations

from contextlib import nullcontext
from io import BytesIO

import pikepdf
import pytest
import weasyprint

from publish.pdf.economy import sparing
from publish.pdf.written import write_once

STYLE = """
@page { size: 90mm 120mm; margin: 15mm; @bottom-center { content: counter(page) } }
@page :left { @top-left { content: string(head) } }
@page :right { margin-left: 20mm; @top-right { content: string(head); color: #333 } }
@page :blank { @top-left { content: none } @bottom-center { content: "vide" } }
@page opening { @bottom-center { content: counter(page, upper-roman) } }
@page opening:nth(1 of opening) { counter-reset: page 7 }
h1 { string-set: head content(); break-before: recto; page: opening; bookmark-level: 1 }
"""
BODY = "".join(
    f"<h1>Partie {part}</h1>" + "<p>Quelques mots d’un paragraphe.</p>" * 40 for part in range(4)
)


def pages(*, spared: bool, once: bool = False) -> bytes:
    html = weasyprint.HTML(string=f"<html lang='fr'><style>{STYLE}</style><body>{BODY}")
    with sparing() if spared else nullcontext():
        document = html.render()
        finish = (lambda _, pdf: write_once(pdf)) if once else None
        return bytes(document.write_pdf(pdf_variant="pdf/ua-1", finisher=finish))


def test_pages_are_the_same_to_the_byte() -> None:
    assert pages(spared=True) == pages(spared=False)


def test_two_documents_keep_their_styles() -> None:
    def text(colour: str) -> bytes:
        css = STYLE.replace("#333", colour)
        html = weasyprint.HTML(string=f"<html lang='fr'><style>{css}</style><body>{BODY}")
        return bytes(html.render().write_pdf())

    alone = [text(colour) for colour in ("#c00", "#060")]
    with sparing():
        together = [text(colour) for colour in ("#c00", "#060")]
    assert together == alone
    assert alone[0] != alone[1]


def test_afterwards_the_engine_is_as_it_was() -> None:
    before = weasyprint.layout.page.set_page_type_computed_styles
    with sparing():
        assert weasyprint.layout.page.set_page_type_computed_styles is not before
    assert weasyprint.layout.page.set_page_type_computed_styles is before


@pytest.mark.parametrize("identifier", [None, b"essai"])
def test_a_pdf_written_once_holds_what_it_held(identifier: bytes | None) -> None:
    def streams(*, once: bool) -> list[bytes]:
        html = weasyprint.HTML(string=f"<html lang='fr'><style>{STYLE}</style><body>{BODY}")
        finish = (lambda _, pdf: write_once(pdf)) if once else None
        data = html.write_pdf(pdf_variant="pdf/a-2a", pdf_identifier=identifier, finisher=finish)
        with pikepdf.open(BytesIO(data)) as pdf:
            assert "/ID" in pdf.trailer or identifier is None
            assert len(pdf.pages) > 16
            return [
                item.read_bytes()
                for item in pdf.objects
                if isinstance(item, pikepdf.Stream) and "/Type" not in item
            ]

    assert streams(once=True) == streams(once=False)
