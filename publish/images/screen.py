"""Pictures for the screens of reading systems: sRGB or grey, within a size and a weight."""

from __future__ import annotations

import math
from collections.abc import Iterator
from io import BytesIO

from PIL import Image, ImageCms

from publish.images.raster import decoding, encoded_jpeg, encoded_png

_QUALITIES = (90, 85, 80, 75)
_STEP = 0.8
_FEW_COLOURS = 64
"""The most colours of a drawing saved as pixels; a photograph in grey has up to 256."""
_SMALLEST = 600
"""No picture is made smaller than this on its longer side, in pixels."""


def for_screen(data: bytes, suffix: str, most_pixels: int, most_bytes: int) -> tuple[bytes, str]:
    """The picture as it goes into the EPUB, and its extension; untouched when it is small enough.

    A picture over ``most_pixels`` is scaled down. One over ``most_bytes`` is compressed anew: as a
    JPEG when it is a photograph (opaque, of many colours), else it is scaled down.
    """
    with decoding(), Image.open(BytesIO(data), formats=("PNG", "JPEG")) as image:
        image.load()
        small = image.width * image.height <= most_pixels and len(data) <= most_bytes
        if small and image.mode != "CMYK":
            return data, suffix
        picture = _scaled(_in_srgb(image), math.sqrt(most_pixels / (image.width * image.height)))
        if suffix == ".png" and (len(data) <= most_bytes or not _is_photograph(picture)):
            encoded = (encoded_png(p) for p in _smaller(picture))
            return _first_within(encoded, most_bytes), ".png"
        encoded = (encoded_jpeg(p, q) for p in _smaller(picture) for q in _QUALITIES)
        return _first_within(encoded, most_bytes), ".jpg"


def _first_within(encoded: Iterator[bytes], most_bytes: int) -> bytes:
    """The first that is light enough, or the last."""
    data = next(encoded)
    while len(data) > most_bytes:
        try:
            data = next(encoded)
        except StopIteration:
            break
    return data


def _smaller(picture: Image.Image) -> Iterator[Image.Image]:
    """The picture, then ever smaller ones."""
    yield picture
    longest = max(picture.size)
    factor = _STEP
    while longest * factor >= _SMALLEST:
        yield _scaled(picture, factor)
        factor *= _STEP


def _scaled(picture: Image.Image, factor: float) -> Image.Image:
    if factor >= 1:
        return picture
    if picture.mode == "P":
        picture = picture.convert("RGBA" if "transparency" in picture.info else "RGB")
    elif picture.mode == "1":
        picture = picture.convert("L")
    width, height = (max(1, math.floor(side * factor)) for side in picture.size)
    profile = picture.info.get("icc_profile")
    scaled = picture.resize((width, height), Image.Resampling.LANCZOS)
    scaled.info = {"icc_profile": profile} if profile else {}
    return scaled


def _in_srgb(image: Image.Image) -> Image.Image:
    """CMYK brought to sRGB, by its own profile or else by the plain formula; others as they are."""
    if image.mode != "CMYK":
        return image
    profile = image.info.get("icc_profile")
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(image, source, target, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            # A profile that is broken, or not one of CMYK, says nothing.
            converted = None
        if converted is not None:
            converted.info = {}
            return converted
    plain = image.convert("RGB")
    plain.info = {}
    return plain


def _is_photograph(image: Image.Image) -> bool:
    if image.mode in ("P", "1") or "A" in image.mode or "transparency" in image.info:
        return False
    return image.getcolors(_FEW_COLOURS) is None
