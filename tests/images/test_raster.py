"""Pictures made fit for print: upright, without metadata, bounded, whole."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFile

from publish.images.raster import Picture, TooManyPixelsError, UnreadableError, prepare

MOST = 1_000_000
HALVES = Image.new("RGB", (60, 40), "red")
HALVES.paste("blue", (30, 0, 60, 40))


def saved(kind: str, image: Image.Image = HALVES, **options: object) -> bytes:
    target = BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def opened(picture: Picture) -> Image.Image:
    image = Image.open(BytesIO(picture.data))
    image.load()
    return image


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_turned_as_its_exif_says(kind: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera stood on its right side: the picture is turned to the right
    picture = prepare(saved(kind, exif=exif), MOST)
    image = opened(picture).convert("RGB")
    assert image.size == (picture.width, picture.height) == (40, 60)
    above, below = image.getpixel((20, 5)), image.getpixel((20, 55))
    assert above[0] > 200 > below[0]
    assert below[2] > 200 > above[2]
    assert not image.getexif()
    assert "EXIF" in picture.removed


def test_webp_without_loss_becomes_a_png_of_the_same_pixels() -> None:
    noise = Image.effect_noise((60, 40), 60).convert("RGB")
    picture = prepare(saved("WEBP", noise, lossless=True), MOST)
    assert picture.suffix == ".png"
    assert opened(picture).convert("RGB").tobytes() == noise.tobytes()


def test_webp_with_loss_becomes_a_jpeg_and_keeps_its_transparency_as_a_png() -> None:
    assert prepare(saved("WEBP", quality=80), MOST).suffix == ".jpg"
    clear = HALVES.convert("RGBA")
    clear.putalpha(90)
    picture = prepare(saved("WEBP", clear, quality=80), MOST)
    assert picture.suffix == ".png"
    assert opened(picture).getpixel((5, 5))[3] == 90


def test_of_an_animation_the_first_image_stays() -> None:
    other = HALVES.transpose(Image.Transpose.ROTATE_180)
    picture = prepare(saved("GIF", save_all=True, append_images=[other]), MOST)
    assert (picture.suffix, picture.animated) == (".png", True)
    image = opened(picture).convert("RGB")
    assert image.getpixel((5, 5)) == (255, 0, 0)
    assert not prepare(saved("GIF"), MOST).animated


def test_cmyk_passes_to_print_as_it_is() -> None:
    data = saved("JPEG", HALVES.convert("CMYK"))
    assert prepare(data, MOST).data == data


def test_too_many_pixels_are_refused_by_the_header_alone() -> None:
    data = bytearray(saved("PNG"))
    data[16:24] = (50_000).to_bytes(4, "big") * 2
    with pytest.raises(UnreadableError):
        prepare(bytes(data[:-20]), MOST)
    wide = saved("PNG", Image.new("L", (1001, 1000)))
    with pytest.raises(TooManyPixelsError) as refused:
        prepare(wide, MOST)
    assert (refused.value.width, refused.value.height) == (1001, 1000)


def test_half_a_picture_is_none_whatever_other_libraries_allow() -> None:
    lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, True
    try:
        with pytest.raises(UnreadableError):
            prepare(saved("GIF", Image.effect_noise((90, 90), 50))[:-400], MOST)
        assert ImageFile.LOAD_TRUNCATED_IMAGES is True
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient


def test_the_same_bytes_make_the_same_picture() -> None:
    exif = Image.Exif()
    exif[0x0112] = 3
    data = saved("JPEG", exif=exif)
    assert prepare(data, MOST) == prepare(data, MOST)


SOUND = st.sampled_from([saved(kind) for kind in ("PNG", "JPEG", "GIF", "WEBP")])


@given(st.one_of(st.binary(max_size=300), SOUND), st.data())
def test_any_bytes_are_a_picture_or_refused(data: bytes, draw: st.DataObject) -> None:
    changed = bytearray(data)
    for _ in range(draw.draw(st.integers(0, 4))):
        if changed:
            changed[draw.draw(st.integers(0, len(changed) - 1))] = draw.draw(st.integers(0, 255))
    try:
        picture = prepare(bytes(changed), MOST)
    except (UnreadableError, TooManyPixelsError):
        return
    assert opened(picture).size == (picture.width, picture.height)
