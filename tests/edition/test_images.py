"""Images: found beside the article, inside the folder, whole, of a size that can be printed."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from unicodedata import normalize

import pytest
from PIL import Image

from publish.article import E
from publish.diagnostics import Diagnostic
from publish.edition.assemble import assemble
from publish.edition.model import Edition
from publish.sources.limits import Limits
from tests.books import article, beside, publication


def picture(kind: str = "PNG", size: tuple[int, int] = (1200, 900)) -> bytes:
    """A picture wide enough for a full page of A5, where nothing else is said."""
    target = BytesIO()
    Image.new("RGB", size, "navy").save(target, kind)
    return target.getvalue()


def assembled(folder: Path, *sources: str) -> tuple[Edition, list[Diagnostic]]:
    blocks = [E.figure(E.img({"src": source, "alt": "Une image"})) for source in sources]
    return assemble(publication(folder), beside([article("ports", *blocks)], folder))


def shown(edition: Edition) -> list[str | None]:
    return [e.get("src") for d in edition.articles() for e in d.root.iter("{*}img")]


@pytest.mark.parametrize(("kind", "suffix"), [("PNG", "png"), ("JPEG", "jpg")])
def test_an_image_enters_with_its_bytes(tmp_path: Path, kind: str, suffix: str) -> None:
    """The extension follows the content, not the name that the editor gave."""
    (tmp_path / "Plan du port.dat").write_bytes(picture(kind))
    edition, problems = assembled(tmp_path, "Plan%20du%20port.dat")
    assert problems == []
    assert shown(edition) == [f"images/plan-du-port.{suffix}"]
    assert edition.images == {f"images/plan-du-port.{suffix}": picture(kind)}


@pytest.mark.parametrize(("kind", "suffix"), [("GIF", "png"), ("WEBP", "jpg")])
def test_other_formats_become_one_that_all_readers_show(
    tmp_path: Path, kind: str, suffix: str
) -> None:
    (tmp_path / "plan").write_bytes(picture(kind))
    edition, problems = assembled(tmp_path, "plan")
    assert problems == []
    (data,) = edition.images.values()
    assert shown(edition) == [f"images/plan.{suffix}"]
    with Image.open(BytesIO(data)) as image:
        assert (image.format, image.size) == ({"png": "PNG", "jpg": "JPEG"}[suffix], (1200, 900))


@pytest.mark.parametrize(("here", "written"), [("NFD", "NFC"), ("NFC", "NFD")])
def test_accents_of_names_may_be_composed_or_not(tmp_path: Path, here: str, written: str) -> None:
    """macOS takes the accents of file names apart, and an archive carries them elsewhere so."""
    folder = tmp_path / normalize(here, "été")
    folder.mkdir()
    (folder / normalize(here, "marée.png")).write_bytes(picture())
    edition, problems = assembled(tmp_path, normalize(written, "été/marée.png"))
    assert problems == []
    assert len(edition.images) == 1


def test_an_image_that_the_manuscript_carries_comes_before_a_file(tmp_path: Path) -> None:
    (tmp_path / "plan.png").write_bytes(picture())
    carried = picture(size=(1300, 900))
    one = replace(
        article("ports", E.figure(E.img(src="plan.png", alt="x"))), images={"plan.png": carried}
    )
    edition, problems = assemble(publication(tmp_path), beside([one], tmp_path))
    assert problems == []
    assert list(edition.images.values()) == [carried]


def test_an_image_shown_twice_enters_once_and_equal_names_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "plan.png").write_bytes(picture())
    (tmp_path / "a" / "plan.png").write_bytes(picture(size=(1300, 900)))
    edition, problems = assembled(tmp_path, "plan.png", "a/plan.png", "a/../plan.png")
    assert problems == []
    assert shown(edition) == ["images/plan.png", "images/plan-2.png", "images/plan.png"]
    assert len(edition.images) == 2


def told(problems: list[Diagnostic]) -> list[tuple[str, str, int | None]]:
    return [(p.code, p.place.file, p.place.line) for p in problems]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "image-missing"),
        (b"", "image-empty"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><g>", "image-unreadable"),
        (picture(size=(900, 900))[:400], "image-unreadable"),
        (picture("BMP"), "image-unreadable"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "image-unreadable"),
    ],
    ids=["missing", "empty", "drawing", "cut", "strange", "zeros"],
)
def test_images_that_cannot_enter(tmp_path: Path, content: bytes | None, code: str) -> None:
    if content is not None:
        (tmp_path / "plan.png").write_bytes(content)
    edition, problems = assembled(tmp_path, "plan.png")
    (problem,) = problems
    assert problem.code == code
    assert problem.place.file == "ports.txt"
    assert problem.place.line is not None
    assert "plan.png" in problem.message("fr")
    assert edition.images == {}


@pytest.mark.parametrize("source", ["../plan.png", "/etc/hostname", "a/../../plan.png"])
def test_images_outside_the_folder_never_enter(tmp_path: Path, source: str) -> None:
    folder = tmp_path / "livre"
    folder.mkdir()
    (tmp_path / "plan.png").write_bytes(picture())
    edition, problems = assembled(folder, source)
    assert [p.code for p in problems] == ["image-outside"]
    assert edition.images == {}


def test_a_link_does_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "livre"
    folder.mkdir()
    (tmp_path / "plan.png").write_bytes(picture())
    (folder / "plan.png").symlink_to(tmp_path / "plan.png")
    edition, problems = assembled(folder, "plan.png")
    assert [p.code for p in problems] == ["image-outside"]
    assert edition.images == {}


def limited(folder: Path, **limits: int) -> tuple[Edition, list[Diagnostic]]:
    made = replace(publication(folder), limits=Limits(**limits))
    blocks = [E.figure(E.img(src=path.name, alt="x")) for path in sorted(folder.iterdir())]
    return assemble(made, beside([article("ports", *blocks)], folder))


def test_an_image_too_large_is_refused_with_its_size(tmp_path: Path) -> None:
    (tmp_path / "plan.png").write_bytes(picture(size=(1201, 1000)))
    (tmp_path / "juste.png").write_bytes(picture(size=(1200, 1000)))
    edition, (problem,) = limited(tmp_path, image_pixels=1_200_000)
    assert problem.code == "image-large"
    assert "1201 × 1000" in problem.message("fr")
    assert list(edition.images) == ["images/juste.png"]


def test_a_file_too_heavy_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "plan.png").write_bytes(picture() + b"\0" * 100_000)
    _, (problem,) = limited(tmp_path, image_bytes=100_000)
    assert problem.code == "image-heavy"
    assert "image_bytes" in problem.hint("fr")


def test_the_resolution_in_print_is_told_with_the_width_that_it_suits(tmp_path: Path) -> None:
    """On A5 the measure is 108 mm: 600 pixels there are 141 to the inch, enough for 76 mm."""
    (tmp_path / "plan.png").write_bytes(picture(size=(600, 200)))
    _, (problem,) = assembled(tmp_path, "plan.png")
    assert (problem.code, problem.severity) == ("image-resolution", "warning")
    assert {k: problem.values[k] for k in ("found", "width", "pixels", "suits")} == {
        "found": "141",
        "width": "108",
        "pixels": "850",
        "suits": "76",
    }


def test_what_the_camera_wrote_is_taken_out_and_told(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Une marque"
    target = BytesIO()
    Image.new("RGB", (1200, 900)).save(target, "JPEG", exif=exif)
    (tmp_path / "a.jpg").write_bytes(target.getvalue())
    edition, (problem,) = assembled(tmp_path, "a.jpg")
    assert (problem.code, problem.values["what"]) == ("image-metadata", "EXIF")
    assert b"Une marque" not in edition.images["images/a.jpg"]


def test_a_drawing_is_cleaned_and_every_removal_told(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><script>x</script>"
        "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>Un mot</p></foreignObject>"
        "<rect width='9' height='9' onclick='x' onclose='y'/></svg>"
    )
    edition, problems = assembled(tmp_path, "a.svg")
    told = [(p.code, p.values.get("what") or p.values.get("words")) for p in problems]
    assert told == [
        ("image-cleaned", "<script>"),
        ("image-cleaned", "<foreignObject>"),
        ("image-cleaned", "onclick"),
        ("image-cleaned", "onclose"),
        ("image-words", "Un mot"),
    ]
    assert shown(edition) == ["images/a.svg"]


@pytest.mark.parametrize("name", ["a%00.png", "a%0Ab.png", "%E2%80%AEgnp.a", "x" * 5000 + ".png"])
def test_names_that_no_file_has_are_told(tmp_path: Path, name: str) -> None:
    _, (problem,) = assembled(tmp_path, name)
    assert problem.code in ("name-unfit", "image-missing", "image-outside")


def test_why_an_image_is_not_one_is_said_for_a_reader(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"page introuvable")
    _, (problem,) = assembled(tmp_path, "a.png")
    for message in (problem.message("fr"), problem.message("en")):
        assert "<_io" not in message
        assert "PNG, JPEG" in message
