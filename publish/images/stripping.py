"""What cameras and programs write beside the picture, taken out without touching a pixel.

Kept are the picture itself and what its colours depend on (colour profile, gamma, transparency,
resolution); all else goes: EXIF with the place where a photograph was taken, XMP, IPTC, thumbnails,
comments, times, and whatever follows the end of the picture.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    [
        *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA"),
        *(b"iCCP", b"sBIT", b"sRGB", b"bKGD", b"pHYs", b"cICP"),
    ]
)
_PNG_NAMES = {
    b"eXIf": "EXIF",
    b"tIME": "date",
    b"acTL": "animation",
    b"fcTL": "animation",
    b"fdAT": "animation",
}

_SOI, _EOI, _SOS, _COM = 0xD8, 0xD9, 0xDA, 0xFE
_JPEG_NAMES = (
    (0xE1, b"Exif\0", "EXIF"),
    (0xE1, b"http://ns.adobe.com/", "XMP"),
    (0xED, b"Photoshop", "IPTC"),
    (_COM, b"", "comment"),
)
_MARKER = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")
"""A marker amid coded data: not a stuffed byte, not a restart (ITU-T T.81, B.1.1.2)."""


def stripped_png(data: bytes) -> tuple[bytes, list[str]]:
    """A PNG with the chunks that make the picture only, and the names of what was taken out.

    Raises ``ValueError`` when the file is no whole PNG (W3C, Portable Network Graphics, 5).
    """
    kept, gone = [PNG_SIGNATURE], list[str]()
    position = len(PNG_SIGNATURE)
    while True:
        if position + 12 > len(data):
            raise ValueError("PNG without its end")
        (length,) = struct.unpack_from(">I", data, position)
        name = data[position + 4 : position + 8]
        end = position + 12 + length
        if end > len(data):
            raise ValueError("PNG cut short")
        if name in _PNG_KEPT:
            kept.append(data[position:end])
        else:
            chunk = data[position + 8 : position + 8 + min(length, 40)]
            xmp = name == b"iTXt" and chunk.startswith(b"XML:com.adobe.xmp")
            gone.append(_PNG_NAMES.get(name, "XMP" if xmp else "comment"))
        position = end
        if name == b"IEND":
            return b"".join(kept), _named(gone, trailing=len(data) > end)


def stripped_jpeg(data: bytes) -> tuple[bytes, list[str]]:
    """A JPEG with the segments that make the picture only, and the names of what was taken out.

    The coded picture is copied byte for byte. Raises ``ValueError`` for what is no whole JPEG.
    """
    kept, gone = [data[:2]], list[str]()
    end = 2
    for marker, start, end in _segments(data):
        segment = data[start:end]
        name = _dropped(marker, segment)
        if name:
            gone.append(name)
        elif marker == 0xE0 and segment[4:8] == b"JFIF" and len(segment) > 18:
            # A thumbnail may follow the sixteen bytes of JFIF (ISO/IEC 10918-5, 10.1).
            kept.append(segment[:2] + b"\x00\x10" + segment[4:16] + b"\x00\x00")
            gone.append("thumbnail")
        else:
            kept.append(segment)
    return b"".join(kept), _named(gone, trailing=len(data) > end)


def _dropped(marker: int, segment: bytes) -> str:
    """What a segment is called that goes; empty for one that stays."""
    content = segment[4:]
    if not (0xE0 <= marker <= 0xEF or marker == _COM):
        return ""
    if (marker, content[:5]) in ((0xE0, b"JFIF\0"), (0xEE, b"Adobe")):
        return ""
    if marker == 0xE2 and content.startswith(b"ICC_PROFILE\0"):
        return ""
    for code, start, name in _JPEG_NAMES:
        if marker == code and content.startswith(start):
            return name
    return "comment"


def _segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Each segment of a JPEG after its first mark: the marker, where it begins and where it ends.

    Coded data belong to the segment that announces them.
    """
    position = 2
    while True:
        start = position
        while data[position : position + 1] == b"\xff":
            position += 1
        if position == start or position >= len(data):
            raise ValueError("JPEG cut short")
        marker = data[position]
        position += 1
        if marker == _EOI:
            yield marker, start, position
            return
        if position + 2 > len(data):
            raise ValueError("JPEG cut short")
        (length,) = struct.unpack_from(">H", data, position)
        position += length
        if length < 2 or position > len(data):
            raise ValueError("JPEG cut short")
        if marker == _SOS:
            following = _MARKER.search(data, position)
            if following is None:
                raise ValueError("JPEG without its end")
            position = following.start()
        yield marker, start, position


def _named(gone: list[str], *, trailing: bool) -> list[str]:
    return list(dict.fromkeys([*gone, *(["trailing data"] if trailing else [])]))
