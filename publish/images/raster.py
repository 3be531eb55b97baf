"""Pixel pictures: PNG, JPEG, WebP and GIF made into a PNG or a JPEG that every edition can show.

A JPEG keeps its coded picture and a PNG its pixels. Only what has to be turned upright, or is of a
format that old reading systems and print do not take, is encoded anew.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from publish.images.stripping import PNG_SIGNATURE, stripped_jpeg, stripped_png

FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
"""The formats taken, by Pillow's names (core media types of EPUB 3.3, §3.2)."""

_ORIENTATION = 0x0112  # EXIF 2.32, 4.6.4
_QUALITY = 95
"""Of a JPEG that has to be encoded anew for print: no loss that a press could show."""


class UnreadableError(ValueError):
    """The bytes are no picture of the formats taken, or not a whole one."""


class TooManyPixelsError(ValueError):
    """The picture has more pixels than allowed; carries its size."""

    def __init__(self, width: int, height: int):
        self.width, self.height = width, height
        super().__init__(f"{width} × {height}")


@dataclass(frozen=True)
class Picture:
    """A picture fit for print: its bytes, its extension, its size in pixels.

    ``removed`` names the metadata taken out; ``animated`` tells that only the first image is left.
    """

    data: bytes
    suffix: str
    width: int
    height: int
    removed: tuple[str, ...] = ()
    animated: bool = False


def prepare(data: bytes, most_pixels: int) -> Picture:
    """The picture in ``data``, upright and without metadata.

    Raises :class:`TooManyPixelsError` before a pixel is decoded, :class:`UnreadableError` else.
    """
    try:
        data, removed = _stripped_when_png(data)
        with decoding(), Image.open(BytesIO(data), formats=FORMATS) as image:
            if image.width * image.height > most_pixels:
                raise TooManyPixelsError(*image.size)
            return _prepared(image, data, removed)
    except TooManyPixelsError:
        raise
    except UnidentifiedImageError as error:
        raise UnreadableError("not PNG, JPEG, GIF, WebP") from error
    except Exception as error:
        # Pillow's decoders raise whatever a broken file makes them run into.
        raise UnreadableError(str(error)) from error


def _stripped_when_png(data: bytes) -> tuple[bytes, list[str]]:
    """A PNG without its texts, which Pillow would unpack; where its orientation is, EXIF stays."""
    if not data.startswith(PNG_SIGNATURE):
        return data, []
    bare, removed = stripped_png(data)
    return (data if "EXIF" in removed else bare), removed


def _prepared(image: ImageFile.ImageFile, data: bytes, removed: list[str]) -> Picture:
    animated = bool(getattr(image, "is_animated", False)) and image.format != "MPO"
    turned = image.getexif().get(_ORIENTATION, 1) in range(2, 9)
    upright: Image.Image = ImageOps.exif_transpose(image) if turned else image
    upright.load()
    if image.format in ("JPEG", "MPO"):
        bare, removed = stripped_jpeg(data)
        data = encoded_jpeg(upright, _QUALITY) if turned else bare
        return Picture(data, ".jpg", *upright.size, tuple(removed))
    if image.format == "WEBP":
        removed = ["EXIF"] * bool(image.info.get("exif")) + ["XMP"] * bool(image.info.get("xmp"))
        if _is_photograph(data):
            data = encoded_jpeg(upright, _QUALITY)
            return Picture(data, ".jpg", *upright.size, tuple(removed), animated)
    if image.format == "PNG" and not turned and not upright.mode.startswith("I"):
        data, _ = stripped_png(data)
    else:
        data = encoded_png(upright)
    return Picture(data, ".png", *upright.size, tuple(removed), animated or "animation" in removed)


def _is_photograph(webp: bytes) -> bool:
    """Whether a WebP is coded with loss and has no transparency (RFC 9649, 2.5 and 2.6)."""
    if webp[12:16] == b"VP8X":
        return not webp[20] & 0x10 and b"VP8 " in webp[:4096] and b"VP8L" not in webp[:4096]
    return webp[12:16] == b"VP8 "


def encoded_jpeg(image: Image.Image, quality: int) -> bytes:
    """A JPEG without metadata but the colour profile; without subsampled colours at 95."""
    target = BytesIO()
    if image.mode not in ("L", "RGB", "CMYK"):
        image = image.convert("RGB")
    image.save(
        target,
        "JPEG",
        quality=quality,
        optimize=True,
        subsampling=0 if quality >= _QUALITY else 2,
        icc_profile=image.info.get("icc_profile"),
        exif=b"",
        comment=b"",
    )
    return target.getvalue()


def encoded_png(image: Image.Image) -> bytes:
    """A PNG of the same pixels without metadata but the colour profile."""
    target = BytesIO()
    if image.mode.startswith("I"):
        # Sixteen bits of grey, which the layout does not set.
        image = image.point(lambda value: value * (1 / 256)).convert("L")
    kept = {
        name: image.info[name]
        for name in ("icc_profile", "transparency")
        if image.info.get(name) is not None
    }
    bare = image.copy()
    bare.info = {}
    bare.save(target, "PNG", optimize=image.width * image.height < 8_000_000, **kept)
    return target.getvalue()


@contextmanager
def decoding() -> Iterator[None]:
    """Pillow as it is wanted here: the bound on pixels is ours, and half a picture is none."""
    most, truncated = Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES
    Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES = None, False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES = most, truncated


def size(data: bytes) -> tuple[int, int]:
    """Width and height in pixels of a picture that was prepared."""
    with decoding(), Image.open(BytesIO(data), formats=FORMATS) as image:
        return image.size
