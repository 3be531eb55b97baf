"""What cameras write goes, the picture stays byte for byte."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, PngImagePlugin

from publish.images.stripping import stripped_jpeg, stripped_png

NOISE = Image.effect_noise((64, 48), 60).convert("RGB")


def saved(kind: str, **options: object) -> bytes:
    target = BytesIO()
    NOISE.save(target, kind, **options)
    return target.getvalue()


def pixels(data: bytes) -> bytes:
    with Image.open(BytesIO(data)) as image:
        return image.tobytes()


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"optimize": True}])
def test_a_jpeg_without_metadata_passes_byte_for_byte(options: dict[str, object]) -> None:
    data = saved("JPEG", **options)
    assert stripped_jpeg(data) == (data, [])


def test_exif_xmp_comment_and_what_follows_leave_a_jpeg() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Une marque"
    exif.get_ifd(0x8825)[1] = "N"
    data = saved("JPEG", exif=exif, comment=b"Un secret", xmp=b"<x>Un secret</x>") + b"Un secret"
    bare, gone = stripped_jpeg(data)
    assert set(gone) == {"EXIF", "XMP", "comment", "trailing data"}
    assert b"secret" not in bare
    assert b"marque" not in bare
    assert pixels(bare) == pixels(data)
    assert bare == saved("JPEG")


def test_the_colour_profile_of_a_jpeg_stays() -> None:
    data = saved("JPEG", icc_profile=b"profil" * 40)
    assert stripped_jpeg(data) == (data, [])


def test_texts_and_times_leave_a_png_and_its_profile_stays() -> None:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", "Un secret")
    texts.add_itxt("XML:com.adobe.xmp", "<x>Un secret</x>")
    data = saved("PNG", pnginfo=texts, icc_profile=b"profil" * 40)
    bare, gone = stripped_png(data)
    assert set(gone) == {"comment", "XMP"}
    assert b"secret" not in bare
    with Image.open(BytesIO(bare)) as image:
        assert image.info["icc_profile"] == b"profil" * 40
    assert pixels(bare) == pixels(data)
    assert stripped_png(bare) == (bare, [])


@pytest.mark.parametrize("cut", [3, 20, 100, 400])
def test_what_is_cut_short_is_refused(cut: int) -> None:
    with pytest.raises(ValueError, match="JPEG"):
        stripped_jpeg(saved("JPEG")[:cut])
    with pytest.raises(ValueError, match="PNG"):
        stripped_png(saved("PNG")[:cut])
