"""The ZIP file that a DOCX, an ODT or an EPUB is: checked before anything in it is read.

Nothing is ever unpacked to the disk. Sizes are those that the archive declares: Python's
``zipfile`` gives no byte beyond them.
"""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Mapping
from io import BytesIO

from lxml import etree

from publish.diagnostics import Diagnostic, Kind, Place, RefusedError, Severity
from publish.sources.limits import LIMIT_EXCEEDED, Limits
from publish.sources.manuscript import Manuscript
from publish.sources.office.identity import BROKEN, CENTRAL_ENTRY, COMPOUND, mistaken

OFFICE_DAMAGED = Kind(
    "office-damaged",
    Severity.ERROR,
    fr="Ce fichier est abîmé ou incomplet : {reason}.",
    fr_hint="Ouvrez-le dans Word ou LibreOffice, laissez-le se réparer et enregistrez-le de "
    "nouveau.",
    en="This file is damaged or incomplete: {reason}.",
    en_hint="Open it in Word or LibreOffice, let it be repaired and save it again.",
)
OFFICE_ENCRYPTED = Kind(
    "office-encrypted",
    Severity.ERROR,
    fr="Ce document est protégé par un mot de passe.",
    fr_hint="Ouvrez-le, ôtez le mot de passe et enregistrez-le de nouveau.",
    en="This document is protected by a password.",
    en_hint="Open it, take the password off and save it again.",
)
OFFICE_PATH_UNSAFE = Kind(
    "office-path-unsafe",
    Severity.ERROR,
    fr="Ce document contient un fichier au nom dangereux : {name}.",
    fr_hint="Aucun traitement de texte n’écrit cela : demandez un autre fichier à l’auteur.",
    en="This document holds a file with a dangerous name: {name}.",
    en_hint="No word processor writes that: ask the author for another file.",
)
OFFICE_DTD = Kind(
    "office-dtd",
    Severity.ERROR,
    fr="Ce document contient des déclarations XML interdites (DOCTYPE) dans {name}.",
    fr_hint="Aucun traitement de texte n’écrit cela : demandez un autre fichier à l’auteur.",
    en="This document holds forbidden XML declarations (DOCTYPE) in {name}.",
    en_hint="No word processor writes that: ask the author for another file.",
)

_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")


class Archive:
    """The parts of an office document by name, each read once and whole."""

    def __init__(self, manuscript: Manuscript):
        """Check the archive; raises :class:`RefusedError` when it may not or cannot be read."""
        self.place = Place(manuscript.name)
        self.limits = manuscript.limits
        data = manuscript.data
        if not data.startswith(b"PK"):
            self._refuse_others(manuscript)
        if data.count(CENTRAL_ENTRY) > self.limits.unpacked_files:
            raise self._exceeded("unpacked_files", data.count(CENTRAL_ENTRY))
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            entries = self._zip.infolist()
        except BROKEN as error:
            raise self.damaged(str(error)) from error
        self._check(entries)
        self._refuse_others(manuscript)
        self.names = frozenset(e.filename for e in entries)

    def read(self, name: str) -> bytes:
        """The bytes of a part; raises :class:`RefusedError` when it is missing or broken."""
        try:
            return self._zip.read(name)
        except BROKEN as error:
            raise self.damaged(f"{name} ({error})") from error

    def xml(self, name: str) -> etree._Element:
        """The root element of a part; raises :class:`RefusedError` for what is not plain XML."""
        size = self._zip.getinfo(name).file_size if name in self.names else 0
        if size > self.limits.manuscript_bytes:
            raise self._exceeded("manuscript_bytes", size)
        return parse(self.read(name), name, self.place, self.limits)

    def damaged(self, reason: str) -> RefusedError:
        """The refusal of a document in which something necessary is missing or broken."""
        return RefusedError([OFFICE_DAMAGED.at(self.place, reason=reason)])

    def _exceeded(self, name: str, found: int) -> RefusedError:
        return RefusedError([exceeded(self.place, self.limits, name, found)])

    def _refuse_others(self, manuscript: Manuscript) -> None:
        """Refuse a file that is of another kind than its name says, or under a password."""
        if manuscript.data.startswith(COMPOUND) and _ENCRYPTED_PACKAGE in manuscript.data:
            raise RefusedError([OFFICE_ENCRYPTED.at(self.place)])
        problem = mistaken(manuscript)
        if problem is not None:
            raise RefusedError([problem])

    def _check(self, entries: list[zipfile.ZipInfo]) -> None:
        total = sum(e.file_size for e in entries)
        if len(entries) > self.limits.unpacked_files:
            raise self._exceeded("unpacked_files", len(entries))
        if total > self.limits.unpacked_bytes:
            raise self._exceeded("unpacked_bytes", total)
        for entry in entries:
            name = entry.filename
            parts = name.replace("\\", "/").split("/")
            link = stat.S_ISLNK(entry.external_attr >> 16)
            if link or name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0]:
                raise RefusedError([OFFICE_PATH_UNSAFE.at(self.place, name=ascii(name)[1:-1])])
            if entry.flag_bits & 0x1:
                raise RefusedError([OFFICE_ENCRYPTED.at(self.place)])


def exceeded(place: Place, limits: Limits, name: str, found: object) -> Diagnostic:
    """The problem of a manuscript that goes beyond the bound called ``name``."""
    return LIMIT_EXCEEDED.at(place, name=name, limit=getattr(limits, name), found=found)


def parse(data: bytes, name: str, place: Place, limits: Limits) -> etree._Element:
    """The root of an XML part: no DTD, no entity, no deep nesting, or :class:`RefusedError`."""
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if b"<!DOCTYPE" in data[:4096]:
            raise RefusedError([OFFICE_DTD.at(place, name=name)]) from error
        if "depth" in str(error).lower():
            raise RefusedError([exceeded(place, limits, "nesting", "> 256")]) from error
        if "huge" in str(error).lower():
            raise RefusedError([exceeded(place, limits, "manuscript_bytes", name)]) from error
        raise RefusedError([OFFICE_DAMAGED.at(place, reason=f"{name} ({error})")]) from error
    if root.getroottree().docinfo.doctype:
        raise RefusedError([OFFICE_DTD.at(place, name=name)])
    if _depth(root) > 4 * limits.nesting + 16:
        # A table in a cell is four elements deep; sixteen hold the document around it.
        raise RefusedError([exceeded(place, limits, "nesting", _depth(root))])
    return root


def _depth(root: etree._Element) -> int:
    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A ZIP file of these parts, not compressed: it only goes to the next process."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return buffer.getvalue()
