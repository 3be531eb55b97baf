"""What a file is by its first bytes and by what its archive holds, whatever its name says."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterable
from io import BytesIO

from publish.diagnostics import Diagnostic, Kind, Place, Severity
from publish.sources.manuscript import Manuscript

OFFICE_OTHER_FORMAT = Kind(
    "office-other-format",
    Severity.ERROR,
    fr="Le nom finit en {suffix}, mais le contenu est autre : {found}.",
    fr_hint="Ouvrez-le dans Word ou LibreOffice et choisissez « Enregistrer sous » : {suffix}.",
    en="The name ends in {suffix}, but the content is something else: {found}.",
    en_hint="Open it in Word or LibreOffice and choose “Save as”: {suffix}.",
)
OFFICE_RENAMED = Kind(
    "office-renamed",
    Severity.ERROR,
    fr="Le nom finit en {suffix}, mais c’est un fichier {found}.",
    fr_hint="Renommez-le : {name}. Ou ouvrez-le dans LibreOffice et enregistrez-le en {suffix}.",
    en="The name ends in {suffix}, but it is a file of the kind {found}.",
    en_hint="Rename it: {name}. Or open it in LibreOffice and save it as {suffix}.",
)
OFFICE_ARCHIVE = Kind(
    "office-archive",
    Severity.ERROR,
    fr="Le nom finit en {suffix}, mais c’est une archive ZIP ({count} fichier(s) : {names}).",
    fr_hint="Renommez-la en .zip, ouvrez-la et mettez dans le dossier le manuscrit qu’elle "
    "contient.",
    en="The name ends in {suffix}, but it is a ZIP archive ({count} file(s): {names}).",
    en_hint="Rename it to .zip, open it and put the manuscript that it holds into the folder.",
)
OFFICE_NO_TEXT = Kind(
    "office-no-text",
    Severity.ERROR,
    fr="Le nom finit en {suffix}, mais c’est autre chose qu’un texte : {found}.",
    fr_hint="Demandez le texte lui-même à l’auteur, ou copiez-en les mots dans un document "
    "enregistré en {suffix}.",
    en="The name ends in {suffix}, but it is something else than a text: {found}.",
    en_hint="Ask the author for the text itself, or copy its words into a document saved as "
    "{suffix}.",
)

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The first bytes of an OLE compound file: an old .doc, or a DOCX under a password ([MS-CFB])."""
_STARTS = {
    b"%PDF-": "PDF",
    b"\x89PNG\r\n": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7-Zip",
}
_OPENDOCUMENT = b"application/vnd.oasis.opendocument."
_OTHER_DOCUMENTS = {
    b"spreadsheet": "Calc (.ods)",
    b"presentation": "Impress (.odp)",
    b"graphics": "Draw (.odg)",
}
CENTRAL_ENTRY = b"PK\x01\x02"
"""What begins the entry of each file in the directory of a ZIP archive."""
_SHOWN = 3
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    UnicodeError,
    ValueError,
)
"""What ``zipfile`` raises for archives that are none."""


def mistaken(manuscript: Manuscript) -> Diagnostic | None:
    """What is to be said of a file that is of another kind than its name says, if it is seen.

    Of a damaged file, or of an office document under its own name, nothing is said here.
    """
    data, place = manuscript.data, Place(manuscript.name)
    suffix = manuscript.path.suffix.lower()
    for start, found in _STARTS.items():
        if data.startswith(start):
            return OFFICE_NO_TEXT.at(place, suffix=suffix, found=found)
    wanted = _plain_kind(data)
    if wanted is None and data.startswith(b"PK"):
        names, mimetype = _listing(data, manuscript.limits.unpacked_files)
        if not names:
            return None
        other = _spreadsheet_or_slides(names, mimetype)
        if other:
            return OFFICE_NO_TEXT.at(place, suffix=suffix, found=other)
        wanted = _package_kind(names, mimetype)
        if wanted is None:
            shown = ", ".join(names[:_SHOWN]) + (", …" if len(names) > _SHOWN else "")
            return OFFICE_ARCHIVE.at(place, suffix=suffix, count=len(names), names=shown)
    if wanted in (None, suffix):
        return None
    if wanted == ".doc":
        return OFFICE_OTHER_FORMAT.at(place, suffix=suffix, found="Word 97-2003 (.doc)")
    if wanted == ".xml":
        return OFFICE_OTHER_FORMAT.at(place, suffix=suffix, found="HTML / XML")
    name = f"{manuscript.path.stem}{wanted}"
    return OFFICE_RENAMED.at(place, suffix=suffix, found=wanted, name=name)


def _plain_kind(data: bytes) -> str | None:
    """The ending of a file that is no archive, by its bytes."""
    if data.startswith(COMPOUND):
        return ".doc"
    if data.startswith(b"{\\rtf"):
        return ".rtf"
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start[:1] == b"<":
        return ".html" if b"<html" in start.lower() or b"<p" in start.lower() else ".xml"
    if data.startswith(b"PK"):
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    strange = not text.strip() or any(ord(c) < 32 and c not in "\t\n\r\f" for c in text)
    return None if strange else ".txt"


def _listing(data: bytes, most: int) -> tuple[list[str], bytes]:
    """The names of the files in an archive, ``most`` at most, and its own word for what it is."""
    if data.count(CENTRAL_ENTRY) > most:
        return [], b""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = [n for n in archive.namelist() if not n.endswith("/")]
            mimetype = archive.open("mimetype").read(200) if "mimetype" in names else b""
    except BROKEN:
        return [], b""
    return [ascii(n)[1:-1] if not n.isprintable() else n for n in names], mimetype


def _spreadsheet_or_slides(names: Iterable[str], mimetype: bytes) -> str:
    folders = {name.split("/", 1)[0] for name in names}
    if "[Content_Types].xml" in folders and "word" not in folders:
        for folder, found in (("xl", "Excel (.xlsx)"), ("ppt", "PowerPoint (.pptx)")):
            if folder in folders:
                return found
    if mimetype.startswith(_OPENDOCUMENT):
        kind = mimetype.removeprefix(_OPENDOCUMENT).strip()
        return _OTHER_DOCUMENTS.get(kind, "")
    if any(name.endswith(".iwa") for name in names):
        return "Apple Pages (.pages)"
    return ""


def _package_kind(names: Iterable[str], mimetype: bytes) -> str | None:
    known = set(names)
    if "META-INF/container.xml" in known or mimetype.startswith(b"application/epub+zip"):
        return ".epub"
    if "content.xml" in known:
        return ".odt"
    if "[Content_Types].xml" in known or "word/document.xml" in known:
        return ".docx"
    return None
