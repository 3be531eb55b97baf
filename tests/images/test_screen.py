"""Pictures for screens: untouched when small enough, else scaled, compressed, brought to sRGB."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from publish.images.screen import for_screen
from tests.images.test_raster import HALVES, saved

NOISE = Image.effect_noise((1000, 800), 60).convert("RGB")


def opened(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    image.load()
    return image


@pytest.mark.parametrize(("kind", "suffix"), [("PNG", ".png"), ("JPEG", ".jpg")])
def test_a_small_picture_is_untouched(kind: str, suffix: str) -> None:
    data = saved(kind)
    assert for_screen(data, suffix, 10_000, 100_000) == (data, suffix)


def test_a_picture_of_too_many_pixels_is_scaled_down_in_proportion() -> None:
    data, suffix = for_screen(saved("PNG", HALVES.resize((1200, 800))), ".png", 240_000, 10**6)
    assert suffix == ".png"
    assert opened(data).size == (600, 400)


def test_a_heavy_photograph_becomes_a_jpeg_within_the_weight() -> None:
    heavy = saved("PNG", NOISE)
    data, suffix = for_screen(heavy, ".png", 10**7, 500_000)
    assert suffix == ".jpg"
    assert len(data) <= 500_000 < len(heavy)
    assert opened(data).format == "JPEG"


def test_transparency_survives_the_weight() -> None:
    clear = NOISE.convert("RGBA")
    clear.putalpha(90)
    data, suffix = for_screen(saved("PNG", clear), ".png", 10**7, 10**6)
    assert suffix == ".png"
    assert opened(data).mode == "RGBA"
    assert len(data) <= 10**6


def test_cmyk_becomes_srgb() -> None:
    data, suffix = for_screen(saved("JPEG", HALVES.convert("CMYK")), ".jpg", 10**6, 10**6)
    image = opened(data)
    assert (suffix, image.mode) == (".jpg", "RGB")
    red, green, blue = image.getpixel((5, 20))
    assert red > 200
    assert max(green, blue) < 60


def test_the_same_bytes_make_the_same_picture() -> None:
    heavy = saved("PNG", NOISE)
    assert for_screen(heavy, ".png", 10**5, 10**5) == for_screen(heavy, ".png", 10**5, 10**5)
