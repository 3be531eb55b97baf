"""The cover: designed from the publication's data, or its own picture."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.article import tag, text
from publish.edition import cover
from publish.edition.assemble import assemble, with_cover_image
from publish.edition.model import Matter
from publish.publication import Contributor
from tests.books import article, beside, edition, publication
from tests.edition.test_images import picture


def test_the_design_says_title_author_publisher_and_date() -> None:
    (front,) = edition(article("un"), subtitle="Sous-titre").of(Matter.COVER)
    said = [
        ((e.get("class") or "").split()[0], text(e)) for e in front.root.iter() if tag(e) == "p"
    ]
    assert said == [
        ("publisher", "La Dune"),
        ("title", "Petit livre"),
        ("subtitle", "Sous-titre"),
        ("author", "Jeanne Roux"),
        ("date", "janvier 2026"),
    ]


def test_the_design_is_the_same_every_time_and_follows_the_title() -> None:
    one, same, other = (
        cover.designed(publication(title=title)).root.get("style")
        for title in ("Le Port", "Le Port", "La Dune")
    )
    assert one == same
    assert one != other


@pytest.mark.parametrize("ground", cover.PALETTE)
def test_white_letters_are_read_on_every_ground(ground: str) -> None:
    """Contrast by WCAG 2.2: 4.5 is asked, 7 is what the best level asks."""

    def linear(part: str) -> float:
        value = int(part, 16) / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(ground[i : i + 2]) for i in (1, 3, 5))
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    assert 1.05 / (luminance + 0.05) >= 7


@pytest.mark.parametrize(
    ("title", "size"),
    [
        ("L’Estran", "large"),
        ("Azerbaïdjan et Koweït", "medium"),
        ("Anticonstitutionnellement", "small"),
        ("Un titre " * 10, "small"),
    ],
)
def test_long_titles_are_set_smaller(title: str, size: str) -> None:
    root = cover.designed(publication(title=title)).root
    assert any(e.get("class") == f"title {size}" for e in root.iter())


def test_its_own_picture_is_the_cover(tmp_path: Path) -> None:
    (tmp_path / "une.jpg").write_bytes(picture("JPEG"))
    made = publication(tmp_path, cover=tmp_path / "une.jpg")
    book, problems = assemble(made, beside([article("un")], tmp_path))
    assert problems == []
    assert book.cover == "images/une.jpg"
    (front,) = book.of(Matter.COVER)
    (image,) = front.root.iter("{*}img")
    assert image.get("src") == "images/une.jpg"
    assert image.get("alt") == "Couverture\u00a0: Petit livre. Jeanne Roux. La Dune"
    assert with_cover_image(book, b"autre") is book


def test_a_broken_picture_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "une.jpg").write_bytes(b"texte")
    made = publication(tmp_path, cover=tmp_path / "une.jpg")
    book, (problem,) = assemble(made, beside([article("un")], tmp_path))
    assert (problem.code, problem.place.file) == ("image-unreadable", "publication.toml")
    assert book.cover == ""


def test_the_picture_of_the_design_takes_its_place() -> None:
    book = with_cover_image(edition(article("un"), article("deux")), b"image")
    assert book.images == {"images/cover.png": b"image"}
    assert [d.name for d in book.documents if d.matter is Matter.COVER] == ["cover"]
    assert book.documents[0].matter is Matter.COVER


@pytest.mark.parametrize(
    ("people", "named"),
    [
        ([("A", "aut"), ("B", "edt")], ["A"]),
        ([("B", "edt"), ("C", "ill")], ["B"]),
        ([(n, "aut") for n in "ABC"], ["A", "B", "C"]),
        ([(n, "aut") for n in "ABCD"], []),
    ],
)
def test_who_is_named_on_the_cover(people: list[tuple[str, str]], named: list[str]) -> None:
    made = publication(contributors=tuple(Contributor(*p) for p in people))
    root = cover.designed(made).root
    assert [text(e) for e in root.iter() if e.get("class") == "author"] == named
