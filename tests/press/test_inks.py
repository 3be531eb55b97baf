"""Colours of the screen as inks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from publish.press.book import PROFILE
from publish.press.inks import Inks, heaviest

FOGRA = PROFILE.read_bytes()
INKS = Inks(FOGRA, 3.0)
SPARING = Inks(FOGRA, 2.4)
PART = st.floats(0, 1)


def spectrum(mode: str = "RGB") -> Image.Image:
    """Every hue from light to dark."""
    hues = Image.linear_gradient("L").resize((256, 256)).rotate(90)
    return Image.merge(
        "HSV", (hues, Image.new("L", (256, 256), 255), Image.linear_gradient("L"))
    ).convert(mode)


def lightness(inks: Image.Image) -> float:
    lab = ImageCms.createProfile("LAB")
    there = ImageCms.buildTransform(
        str(PROFILE), lab, "CMYK", "LAB", ImageCms.Intent.RELATIVE_COLORIMETRIC
    )
    made = ImageCms.applyTransform(inks, there)
    assert made is not None
    return made.getchannel(0).tobytes()[0] / 255 * 100


@given(PART)
def test_a_grey_is_black_alone(grey: float) -> None:
    cyan, magenta, yellow, black = INKS.flat((grey, grey, grey))
    assert (cyan, magenta, yellow) == (0, 0, 0)
    assert 0 <= black <= 1


def test_black_is_solid_and_white_is_paper() -> None:
    assert INKS.flat((0, 0, 0)) == (0, 0, 0, 1)
    assert INKS.flat((1, 1, 1)) == (0, 0, 0, 0)


@given(PART, PART)
def test_a_darker_grey_has_more_black(one: float, other: float) -> None:
    if one < other:
        assert INKS.black(one) >= INKS.black(other)


def test_a_grey_has_the_lightness_of_the_screen() -> None:
    """Between paper and solid black as between white and black; #777 has L* 50."""
    ends = [lightness(Image.new("CMYK", (1, 1), (0, 0, 0, k))) for k in (255, 0)]
    level = round(255 * INKS.black(0x77 / 255))
    found = lightness(Image.new("CMYK", (1, 1), (0, 0, 0, level)))
    assert found == pytest.approx(ends[0] + 0.5 * (ends[1] - ends[0]), abs=1)


@given(PART, PART, PART)
def test_no_flat_colour_has_more_ink_than_the_limit(red: float, green: float, blue: float) -> None:
    assert sum(SPARING.flat((red, green, blue))) <= 2.4 + 0.02


def test_a_colour_keeps_its_hue() -> None:
    cyan, magenta, yellow, _ = INKS.flat((0.8, 0.1, 0.1))
    assert magenta > 0.8
    assert yellow > 0.6
    assert cyan < 0.3


@pytest.mark.parametrize("limit", [2.4, 3.0])
def test_no_picture_has_more_ink_than_the_limit(limit: float) -> None:
    picture, _ = Inks(FOGRA, limit).picture(spectrum())
    assert picture.mode == "CMYK"
    assert picture.size == (256, 256)
    assert heaviest(picture) <= limit + 0.02


def test_what_was_brought_down_is_told() -> None:
    dark = Image.new("RGB", (10, 20), (12, 10, 30))
    assert Inks(FOGRA, 3.2).picture(dark)[1] == 0
    assert SPARING.picture(dark)[1] == 1


def test_a_picture_in_inks_is_bounded_with_its_black_as_it_is() -> None:
    picture, share = SPARING.picture(Image.new("CMYK", (4, 4), (255, 255, 255, 128)))
    assert share == 1
    assert heaviest(picture) <= 2.4 + 0.02
    assert picture.getchannel("K").tobytes() == bytes([128]) * 16
    light = Image.new("CMYK", (4, 4), (10, 20, 30, 40))
    assert SPARING.picture(light) == (light, 0.0)


def test_a_large_picture_is_bounded_everywhere() -> None:
    """It is worked on in strips."""
    large = Image.new("CMYK", (1500, 2100), (20, 20, 20, 20))
    large.paste((255, 255, 255, 100), (0, 1050, 1500, 2100))
    picture, share = SPARING.picture(large)
    assert share == 0.5
    assert heaviest(picture) <= 2.4 + 0.02
    assert picture.crop((0, 0, 1500, 1050)) == large.crop((0, 0, 1500, 1050))


@pytest.mark.parametrize("mode", ["L", "RGB", "1", "LA", "RGBA"])
def test_a_picture_without_colour_is_for_black_alone(mode: str) -> None:
    grey = Image.linear_gradient("L").convert("RGB").convert(mode)
    picture, share = INKS.picture(grey)
    assert (picture.mode, picture.size, share) == ("L", (256, 256), 0.0)
    tones = picture.tobytes()
    assert (tones[0], tones[-1]) == (0, 255)


def test_a_profile_of_another_kind_is_refused() -> None:
    screen = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for data in (screen, b"", b"not a profile at all"):
        with pytest.raises(ValueError, match=r"."):
            Inks(data, 3.0)


def test_the_profile_of_a_picture_counts() -> None:
    green = Image.new("RGB", (1, 1), (0, 255, 0))
    screen = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert INKS.of(green, screen).getpixel((0, 0)) == (0, 255, 0)
    assert INKS.of(green, b"broken") == green
