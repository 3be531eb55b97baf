"""Images: found beside the article, inside the folder, whole, of a size that can be printed."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from publish.article import E
from publish.diagnostics import Diagnostic
from publish.edition import images as module
from publish.edition.assemble import assemble
from publish.edition.model import Edition
from tests.books import article, beside, publication


def picture(kind: str = "PNG", size: tuple[int, int] = (8, 6)) -> bytes:
    target = BytesIO()
    Image.new("RGB", size, "navy").save(target, kind)
    return target.getvalue()


def assembled(folder: Path, *sources: str) -> tuple[Edition, list[Diagnostic]]:
    blocks = [E.figure(E.img({"src": source, "alt": "Une image"})) for source in sources]
    return assemble(publication(folder), beside([article("ports", *blocks)], folder))


def shown(edition: Edition) -> list[str | None]:
    return [e.get("src") for d in edition.articles() for e in d.root.iter("{*}img")]


@pytest.mark.parametrize(
    ("kind", "suffix"), [("PNG", "png"), ("JPEG", "jpg"), ("GIF", "gif"), ("WEBP", "webp")]
)
def test_an_image_enters_with_its_bytes(tmp_path: Path, kind: str, suffix: str) -> None:
    """The extension follows the content, not the name that the editor gave."""
    (tmp_path / "Plan du port.dat").write_bytes(picture(kind))
    edition, problems = assembled(tmp_path, "Plan%20du%20port.dat")
    assert problems == []
    assert shown(edition) == [f"images/plan-du-port.{suffix}"]
    assert edition.images == {f"images/plan-du-port.{suffix}": picture(kind)}


def test_an_image_shown_twice_enters_once_and_equal_names_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "plan.png").write_bytes(picture())
    (tmp_path / "a" / "plan.png").write_bytes(picture(size=(9, 9)))
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
        (b"", "image-unreadable"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image-unreadable"),
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


def test_an_image_too_large_is_refused_with_its_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_PIXELS", 1_000_000)
    (tmp_path / "plan.png").write_bytes(picture(size=(1001, 1000)))
    (tmp_path / "juste.png").write_bytes(picture(size=(1000, 1000)))
    edition, (problem,) = assembled(tmp_path, "plan.png", "juste.png")
    assert problem.code == "image-large"
    assert "1001 × 1000" in problem.message("fr")
    assert list(edition.images) == ["images/juste.png"]
