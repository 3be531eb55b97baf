"""The fonts of the EPUB: every sign of the book, the features of French typography, little else."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from publish.article import E
from publish.edition.assemble import with_cover_image
from publish.edition.model import Edition
from publish.epub import fonts, package
from publish.publication import Screen
from publish.resources import FONTS
from tests import books
from tests.books import MADE, article
from tests.edition.test_images import picture


def made(*, embedded: bool = True) -> Edition:
    said = "Ça\u202f! Œuvre : 1ᵉʳ, 3½ ; Łódź, « Škoda », Αθήνα — №\u00a07."
    return with_cover_image(
        books.edition(article("ports", E.p(said)), epub=Screen(fonts=embedded)), picture()
    )


def opened(edition: Edition) -> zipfile.ZipFile:
    return zipfile.ZipFile(BytesIO(package(edition, modified=MADE)))


@pytest.fixture(scope="module")
def archive() -> zipfile.ZipFile:
    return opened(made())


def features(font: TTFont) -> dict[str, dict[str, str | list[str]]]:
    """What each feature of a font puts for one glyph, by the names of glyphs."""
    table = font["GSUB"].table
    found: dict[str, dict[str, str | list[str]]] = {}
    for record in table.FeatureList.FeatureRecord:
        for index in record.Feature.LookupListIndex:
            for part in table.LookupList.Lookup[index].SubTable:
                inner = getattr(part, "ExtSubTable", part)
                found.setdefault(record.FeatureTag, {}).update(getattr(inner, "mapping", {}))
    return found


@pytest.mark.parametrize("face", fonts.FACES)
def test_each_face_has_every_sign_that_the_whole_font_has(
    archive: zipfile.ZipFile, face: str
) -> None:
    data = archive.read(f"EPUB/fonts/LibertinusSerif-{face}.otf")
    cut = TTFont(BytesIO(data))
    whole = TTFont(FONTS / f"LibertinusSerif-{face}.otf")
    used = {
        ord(sign)
        for name in archive.namelist()
        if name.endswith((".xhtml", ".ncx"))
        for sign in re.sub("<[^>]*>", "", archive.read(name).decode())
    }
    assert {ord("½"), ord("Ł"), ord("Α"), 0x202F} <= used
    assert used & set(whole.getBestCmap()) <= set(cut.getBestCmap())
    assert len(cut.getBestCmap()) < 200
    assert len(data) < 70_000
    substitutions, kept = features(cut), features(whole)
    for feature, glyph in (("smcp", "eacute"), ("smcp", "oe"), ("onum", "seven")):
        assert substitutions[feature][glyph] == kept[feature][glyph]
    assert {"c2sc", "lnum", "liga", "frac", "sups"} <= substitutions.keys()
    assert "kern" in {r.FeatureTag for r in cut["GPOS"].table.FeatureList.FeatureRecord}
    assert cut["hmtx"]["eacute"] == whole["hmtx"]["eacute"]


def test_the_licence_travels_with_the_fonts(archive: zipfile.ZipFile) -> None:
    assert archive.read("META-INF/Libertinus-OFL.txt") == (FONTS / "OFL.txt").read_bytes()
    font = TTFont(BytesIO(archive.read("EPUB/fonts/LibertinusSerif-Regular.otf")))
    assert "SIL Open Font License" in font["name"].getDebugName(13)
    assert "Libertinus Project Authors" in font["name"].getDebugName(0)


def test_the_stylesheet_names_the_faces_that_are_there(archive: zipfile.ZipFile) -> None:
    style = archive.read("EPUB/styles/epub.css").decode()
    named = re.findall(r"url\(\.\./([^)]+)\)", style)
    assert sorted(named) == sorted(
        n.removeprefix("EPUB/") for n in archive.namelist() if n.endswith(".otf")
    )
    opf = archive.read("EPUB/content.opf").decode()
    assert opf.count('media-type="font/otf"') == len(named) == 4


def test_fonts_can_be_left_out() -> None:
    archive = opened(made(embedded=False))
    assert not [n for n in archive.namelist() if n.endswith((".otf", ".txt"))]
    style = archive.read("EPUB/styles/epub.css").decode()
    assert "@font-face" not in style
    assert "Libertinus" not in style
