"""Files that others put into a publication: regular, of a bounded size, inside its folder."""

from __future__ import annotations

import os
import stat
import unicodedata
from pathlib import Path

from publish.diagnostics import Diagnostic, Kind, Place, Severity, readable

NOT_A_FILE = Kind(
    "not-a-file",
    Severity.ERROR,
    fr="« {name} » n’est pas un fichier ordinaire.",
    fr_hint="Un dossier, un lien brisé ou un périphérique ne se lit pas : mettez à sa place le "
    "fichier lui-même, ou retirez-le.",
    en="“{name}” is not an ordinary file.",
    en_hint="A folder, a broken link or a device cannot be read: put the file itself in its place, "
    "or take it away.",
)
NAME_UNFIT = Kind(
    "name-unfit",
    Severity.ERROR,
    fr="Le nom « {name} » contient un caractère invisible ou illisible ({sign}).",
    fr_hint="Renommez-le avec des lettres, des chiffres, des espaces, des tirets et des points.",
    en="The name “{name}” holds an invisible or unreadable character ({sign}).",
    en_hint="Rename it with letters, digits, spaces, hyphens and dots.",
)

NAME_LENGTH = 255
"""The most bytes in a name on the usual file systems (limits.h, NAME_MAX)."""


class TooLargeError(Exception):
    """A file is larger than may be read; carries its size in bytes."""

    def __init__(self, size: int):
        self.size = size
        super().__init__(f"{size} bytes")


def read_regular(path: Path, most: int) -> bytes:
    """The bytes of an ordinary file, ``most`` of them at most.

    Raises :class:`TooLargeError` before reading what is larger, and ``OSError`` for what cannot be
    read or is no ordinary file: nothing waits for the other end of a pipe.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise OSError(0, "not an ordinary file", str(path))
        # Should it have become a pipe since, opening it does not wait.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except ValueError as error:
        raise OSError(0, str(error), str(path)) from error
    with os.fdopen(descriptor, "rb") as file:
        size = os.fstat(file.fileno()).st_size
        if size > most:
            raise TooLargeError(size)
        data = file.read(most + 1)
    if len(data) > most:
        raise TooLargeError(len(data))
    return data


def is_regular(path: Path) -> bool:
    """Whether there is an ordinary file at a path; no name is too strange to ask."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def named(folder: Path, name: str) -> Path:
    """The path of a file by its name in a folder, whether accents are composed in it or not.

    A path that leads nowhere, or out of the folder, is given as written.
    """
    path = folder
    for step in Path(name).parts:
        if step == ".." or not (here := path / step).name:
            return folder / name
        if not _exists(here):
            here = next((p for p in _listed(path) if _composed(p.name) == _composed(step)), here)
        path = here
    return path


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except (OSError, ValueError):
        return []


def is_inside(path: Path, folder: Path) -> bool:
    """Whether a path lies in a folder, both as written and with its links followed."""
    try:
        inside = path.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):
        # Links in a circle lead nowhere.
        return False
    return inside and Path(os.path.normpath(path)).is_relative_to(folder)


def unfit(name: str) -> str:
    """The first character that no name of a file may have here, as ``U+202E``; empty for none.

    Control characters, line ends, directional marks, and bytes that are no UTF-8 (surrogates).
    """
    for sign in name:
        if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp"):
            return f"U+{ord(sign):04X}"
    return ""


def name_problem(name: str, place: Place) -> Diagnostic | None:
    """What is wrong with the name of a file, if anything; a name that is not UTF-8 is read."""
    sign = unfit(readable(name))
    return NAME_UNFIT.at(place, name=visible(name), sign=sign) if sign else None


def visible(text: str) -> str:
    """The text with every character that :func:`unfit` names shown as its code point.

    A terminal obeys control characters and directional marks; nobody can see them in a message.
    """
    if text.isprintable():
        return text
    return "".join(f"\\u{{{ord(sign):X}}}" if unfit(sign) else sign for sign in text)
