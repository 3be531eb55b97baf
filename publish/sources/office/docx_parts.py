"""The parts of a DOCX: found by their relationships (ECMA-376 part 2, §9.3), never by guess."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree

from publish.sources.office.container import Archive
from publish.sources.office.docx_terms import PACKAGE, Relationships, Styles, read_styles, w


@dataclass
class Parts:
    """What a DOCX is made of; notes and comments by their ids."""

    archive: Archive
    name: str
    document: etree._Element
    relationships: Relationships
    styles_root: etree._Element | None = None
    styles: Styles = field(default_factory=Styles)
    numbering: etree._Element | None = None
    notes: dict[str, tuple[str, etree._Element]] = field(default_factory=dict)
    """``footnotes`` and ``endnotes``: the name of the part and its root."""
    comments: etree._Element | None = None
    furniture: list[etree._Element] = field(default_factory=list)
    """The headers and footers of pages."""

    def target(self, identifier: str) -> str:
        """The name of the part that a relationship of the document leads to, empty outside."""
        _, target, external = self.relationships.get(identifier, ("", "", True))
        return "" if external else part_name(self.name, target)


def part_name(source: str, target: str) -> str:
    """The name of the part at ``target``, as seen from the part ``source``."""
    path = unquote(target)
    if not path.startswith("/"):
        path = posixpath.join(posixpath.dirname(source), path)
    return posixpath.normpath(path).lstrip("/")


def relationships_name(part: str) -> str:
    """The name of the part that holds the relationships of ``part``."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relationships(archive: Archive, part: str) -> Relationships:
    """The relationships of a part (``""``: of the package)."""
    name = relationships_name(part)
    if name not in archive.names:
        return {}
    return {
        e.get("Id", ""): (
            e.get("Type", "").rsplit("/", 1)[-1],
            e.get("Target", ""),
            e.get("TargetMode") == "External",
        )
        for e in archive.xml(name).iter(f"{{{PACKAGE}}}Relationship")
    }


def read_parts(archive: Archive) -> Parts:
    """The parts of the DOCX; raises :class:`RefusedError` when it is none."""
    start = next((t for kind, t, _ in relationships(archive, "").values() if _is_main(kind)), "")
    name = part_name("", start or "word/document.xml")
    if name not in archive.names:
        raise archive.damaged(f"{name} ?")
    document = archive.xml(name)
    if document.tag != w("document"):
        raise archive.damaged(f"{name} : {etree.QName(document).localname}")
    parts = Parts(archive, name, document, relationships(archive, name))
    for kind, target, external in parts.relationships.values():
        part = part_name(name, target)
        if external or part not in archive.names:
            continue
        if kind == "styles":
            parts.styles_root = archive.xml(part)
            parts.styles = read_styles(parts.styles_root)
        elif kind == "numbering":
            parts.numbering = archive.xml(part)
        elif kind in ("footnotes", "endnotes"):
            parts.notes[kind] = (part, archive.xml(part))
        elif kind == "comments":
            parts.comments = archive.xml(part)
        elif kind in ("header", "footer"):
            parts.furniture.append(archive.xml(part))
    return parts


def _is_main(kind: str) -> bool:
    return kind == "officeDocument"
