"""RTF as tokens (Rich Text Format Specification 1.9.1): groups, control words, bytes of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?"
    rb"|\\'(?P<hex>[0-9a-fA-F]{2})"
    rb"|\\(?P<symbol>[^a-zA-Z])"
    rb"|(?P<brace>[{}])"
    rb"|(?P<text>[^\\{}\r\n]+)"
)

CODEPAGES = {
    0: "cp1252",
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    134: "gbk",
    136: "big5",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
}
"""Codecs by the character set of a font (``\\fcharset``)."""


@dataclass(frozen=True)
class Token:
    """One token: ``kind`` is ``word``, ``hex``, ``symbol``, ``brace``, ``text`` or ``binary``."""

    kind: str
    value: str
    number: int | None = None
    data: bytes = b""


def tokens(data: bytes) -> Iterator[Token]:
    """The tokens of an RTF file; what is none of them is passed over."""
    position = 0
    while match := _TOKEN.search(data, position):
        position = match.end()
        kind = str(match.lastgroup)
        if match["word"]:
            number = int(match["number"]) if match["number"] else None
            word = match["word"].decode("ascii")
            if word == "bin":
                size = max(number or 0, 0)
                yield Token("binary", "", size, data[position : position + size])
                position += size
            else:
                yield Token("word", word, number)
        elif kind == "hex":
            yield Token("hex", "", None, bytes.fromhex(match["hex"].decode("ascii")))
        elif kind == "text":
            yield Token("text", "", None, match["text"])
        else:
            yield Token(kind, match[kind].decode("latin-1"))
