"""French hyphenation for Chromium, which Debian ships without any.

Chromium looks for a component ``hyphen-data`` in its profile and takes ``hyph-fr.hyb`` out of it:
Liang's patterns (*Word Hy-phen-a-tion by Com-put-er*, 1983) in a packed trie, as the format’s
description in the Android Open Source Project says. The patterns are those of Pyphen, which are
those that TeX and LibreOffice have.
"""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Iterator
from pathlib import Path

import pyphen

_VERSION = "120.0.6050.0"
"""Any: the component of this profile is not compared with another one."""
_CHARACTER, _LINK = 7, 14
"""The bits of a trie entry for the character and for the link; the rest are for the pattern."""


def install(profile: Path) -> None:
    """Put the component into a profile of Chromium, as if it had fetched it."""
    folder = profile / "hyphen-data" / _VERSION
    folder.mkdir(parents=True)
    manifest = {"manifest_version": 2, "name": "hyphens-data", "version": _VERSION}
    (folder / "manifest.json").write_text(json.dumps(manifest))
    source = Path(str(pyphen.LANGUAGES["fr"])).read_text("utf-8")
    (folder / "hyph-fr.hyb").write_bytes(packed(dict(patterns(source))))


def patterns(source: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Liang's patterns: letters, and the level of each place between them and at their ends."""
    for line in source.splitlines():
        if re.fullmatch(r"[.\w'’]+", line) and not line.isupper() and re.search(r"[^\W\d]|'", line):
            levels, letters = [0], ""
            for sign in line:
                if sign.isdigit():
                    levels[-1] = int(sign)
                else:
                    letters += sign
                    levels.append(0)
            yield letters, tuple(levels)


def packed(found: dict[str, tuple[int, ...]]) -> bytes:
    """The patterns as a ``.hyb`` file."""
    alphabet = {c: n for n, c in enumerate(sorted({*"".join(found), "’"} - {"."}), 1)}
    codes = {**alphabet, **{c.upper(): n for c, n in alphabet.items() if len(c.upper()) == 1}}
    table = struct.pack(f"<2I{len(codes)}I", 1, len(codes), *_entries(codes))
    trie, levels = _trie(found, {**alphabet, ".": 0})
    at = [24, 24 + len(table), 24 + len(table) + len(trie)]
    size = at[-1] + len(levels)
    return struct.pack("<6I", 0x62AD7968, 0, *at, size) + table + trie + levels


def _entries(codes: dict[str, int]) -> list[int]:
    return sorted((ord(character) << 11) | code for character, code in codes.items())


def _trie(found: dict[str, tuple[int, ...]], codes: dict[str, int]) -> tuple[bytes, bytes]:
    pool, offsets, kinds = bytearray(), {}, [0]
    numbers: dict[int, int] = {}
    children: dict[str, dict[int, str]] = {"": {}}
    ends: dict[str, int] = {}
    for letters, levels in found.items():
        for n in range(len(letters)):
            children.setdefault(letters[: n + 1], {})
            children[letters[:n]][codes[letters[n]]] = letters[: n + 1]
        told = bytes(levels).lstrip(b"\0")
        kept = told.rstrip(b"\0")
        if kept not in offsets:
            offsets[kept] = len(pool)
            pool += kept
        kind = (len(kept) << 26) | ((len(told) - len(kept)) << 20) | offsets[kept]
        if kind not in numbers:
            numbers[kind] = len(kinds)
            kinds.append(kind)
        ends[letters] = numbers[kind]

    # Each node at the first place where its edges fall between those of the nodes before it.
    data: list[int] = []
    bases: dict[str, int] = {}
    taken: set[int] = set()
    edges: set[int] = set()
    for node in sorted(children, key=lambda n: (n != "", -len(children[n]))):
        base = next(
            b
            for b in range(1 << _LINK)
            if b not in taken and not any(b + c in edges for c in children[node])
        )
        bases[node] = base
        taken.add(base)
        edges |= {base + c for c in children[node]}
    data = [0] * (max(edges | taken) + max(codes.values()) + 1)
    for node, base in bases.items():
        data[base] |= ends.get(node, 0) << (_CHARACTER + _LINK)
        for code, child in children[node].items():
            data[base + code] |= (bases[child] << _CHARACTER) | code
    assert max(codes.values()) < 1 << _CHARACTER and len(kinds) < 1 << (32 - _CHARACTER - _LINK)
    masks = ((1 << _CHARACTER) - 1, _CHARACTER, ((1 << _LINK) - 1) << _CHARACTER)
    trie = struct.pack(f"<6I{len(data)}I", 0, *masks, _CHARACTER + _LINK, len(data), *data)
    head = struct.pack("<4I", 0, len(kinds), 16 + 4 * len(kinds), len(pool))
    return trie, head + struct.pack(f"<{len(kinds)}I", *kinds) + bytes(pool)
