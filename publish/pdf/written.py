"""The objects of a PDF turned into bytes once.

For its file pydyf asks every object for its bytes, and again for the digest in the identifier:
each time a stream is compressed, at the highest level, which takes twice the time of the usual one
for a hundredth of the size.
"""

from __future__ import annotations

import zlib
from typing import Any

import pydyf


class _Written(pydyf.Object):  # type: ignore[misc]
    """An object of a PDF that changes no more."""

    def __init__(self, item: Any):
        super().__init__()
        self.number, self.generation, self.free = item.number, item.generation, item.free
        self._compressible = item.compressible
        if isinstance(item, pydyf.Stream) and item.compress:
            item.stream = [zlib.compress(b"\n".join(map(pydyf._to_bytes, item.stream)))]
            item.extra["Filter"] = "/FlateDecode"
            item.compress = False
        self._data = bytes(item.data)

    @property
    def data(self) -> bytes:
        """Its bytes."""
        return self._data

    @property
    def compressible(self) -> bool:
        """Whether it may stand in a stream of objects."""
        return bool(self._compressible)


def write_once(pdf: Any) -> None:
    """Turn the objects of a PDF into bytes; it must not change any more, but be written."""
    pdf.objects[:] = [item if item.free == "f" else _Written(item) for item in pdf.objects]
