"""Shapes, text boxes and frames: their words are kept or quoted, their properties are none."""

from __future__ import annotations

import pytest

from publish.article import text
from tests.sources.office import all_of, codes, of, one, quoted, root
from tests.sources.office.make import picture

LONG = (
    "Le conseil s’est réuni mardi soir dans la grande salle, devant une centaine d’habitants venus "
    "écouter le débat sur le budget et sur la route."
)
HEAD = rb"{\rtf1\ansi{\stylesheet{\s2 Titre;}}\pard\s2 Un titre\par\pard " + LONG.encode(
    "cp1252"
).replace(b"\x92", b"\\'92")
SHAPE = (
    rb"{\shp{\*\shpinst\shpwr2\shptop200\shpz0{\sp{\sn shapeType}{\sv 202}}"
    rb"{\sp{\sn dxWrapDistLeft}{\sv 89535}}%s}{\shprslt ancien}}"
)


def shape(content: bytes) -> bytes:
    return SHAPE % content


def test_the_properties_of_an_rtf_shape_are_no_text() -> None:
    """LibreOffice writes a frame so; what Word writes has the same parts."""
    box = shape(rb"{\sp{\sn fLine}{\sv 0}}{\shptxt \pard Un cadre.\par}")
    found = of("a.rtf", HEAD + rb"\par\pard Avant " + box + rb"apr\'e8s.\par}")
    assert [text(e) for e in all_of(root(found), "p")] == [LONG, "Avant après.", "Un cadre."]
    assert quoted(found, "office-text-box") == ["Un cadre."]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_picture_in_an_rtf_shape_has_its_description(order: tuple[int, int]) -> None:
    image = rb"{\sp{\sn pib}{\sv {\pict\pngblip " + picture().hex().encode() + rb"}}}"
    described = rb"{\sp{\sn wzDescription}{\sv Un tas de sel}}"
    parts = (image, described)
    held = shape(parts[order[0]] + parts[order[1]])
    found = of("a.rtf", HEAD + rb"\par\pard Avant\par\pard " + held + rb"\par\pard Fin.\par}")
    assert one(root(found), "img").get("alt") == "Un tas de sel"
    assert codes(found) == set()


def test_words_drawn_in_an_rtf_shape_are_quoted() -> None:
    art = shape(rb"{\sp{\sn gtextUNICODE}{\sv GRANDE VENTE}}")
    found = of("a.rtf", HEAD + art + rb"\par}")
    assert quoted(found, "office-object") == ["GRANDE VENTE"]
    assert "VENTE" not in text(root(found))


def test_a_text_box_of_word_95_loses_no_word() -> None:
    old = rb"{\*\do\dobxcolumn\dptxbx{\dptxbxtext\pard Un cadre.\par}\dpx0\dpy0}"
    found = of("a.rtf", HEAD + rb"\par\pard Avant " + old + rb"apr\'e8s.\par}")
    assert [text(e) for e in all_of(root(found), "p")] == [LONG, "Avant après.", "Un cadre."]
    assert quoted(found, "office-text-box") == ["Un cadre."]
