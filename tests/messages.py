"""The page of all messages, ``docs/messages.md``: ``python -m tests.messages`` writes it anew.

It is made of what the tool itself says, so that no message can be missing from it.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections import defaultdict
from pathlib import Path

import publish
from publish.diagnostics import Kind, Severity

PAGE = Path(publish.__file__).parent.parent / "docs" / "messages.md"

_HEAD = """# Les messages de l’outil

Chaque message porte un nom entre crochets, `[document-unread]` : cherchez-le ici. Une *erreur*
arrête la publication, une *attention* mérite un regard, une *note* dit ce qui a été fait. « … »
tient la place d’un nom, d’un nombre ou de mots du manuscrit.

*This page is written by `python -m tests.messages`, from the sentences in the code.*
"""
_CHAPTERS = {
    "publication": "Le dossier et publication.toml",
    "sources": "Les manuscrits, de tout format",
    "sources.text": "Texte nu : encodage, signes invisibles",
    "sources.markdown": "Markdown",
    "sources.html": "Pages web et HTML",
    "sources.office": "Word, Writer, RTF",
    "sources.epub": "Livres numériques (EPUB)",
    "sources.latex": "LaTeX",
    "images": "Images",
    "typography": "Typographie",
    "edition": "Liens, renvois, index",
    "pdf": "Mise en page du PDF",
    "press": "Fichiers d’impression",
    "epub": "L’EPUB",
    "proof": "Preuve des mots",
    "preview": "Aperçu",
    "build": "La fabrication",
}
_OWN = {
    "publication": ("publication", "settings", "files", "preparation"),
    "sources.text": (
        *("sources.cleaning", "sources.encoding", "sources.mojibake", "sources.soft_hyphens"),
        "sources.effort",
    ),
    "sources.markdown": ("sources.front_matter", "sources.markdown", "sources.markdown_rest"),
    "sources.latex": ("sources.latex", "sources.latex_aside"),
    "images": ("images", "edition.images"),
}
"""The modules of a chapter that has not their name; others are found by the start of theirs."""
_WEIGHTS = {Severity.ERROR: "erreur", Severity.WARNING: "attention", Severity.NOTE: "note"}


def page() -> str:
    """The page as it should be."""
    chapters: dict[str, list[Kind]] = defaultdict(list)
    for module, kind in _declared():
        chapters[_chapter(module)].append(kind)
    made = [_HEAD]
    for chapter, title in _CHAPTERS.items():
        if chapter in chapters:
            made += [
                f"\n## {title}\n",
                "| message | | ce qu’il dit | que faire |",
                "|---|---|---|---|",
            ]
            made += [_row(kind) for kind in sorted(chapters[chapter], key=lambda k: k.code)]
    return "\n".join(made) + "\n"


def _declared() -> list[tuple[str, Kind]]:
    """Each kind of problem with the module that declares it: the one of the longest name."""
    found: dict[str, tuple[str, Kind]] = {}
    for module in pkgutil.walk_packages(publish.__path__, "publish."):
        if module.name.endswith("__main__"):
            continue
        source = Path(importlib.import_module(module.name).__file__ or "").read_text("utf-8")
        for kind in vars(importlib.import_module(module.name)).values():
            if isinstance(kind, Kind) and f'Kind(\n    "{kind.code}"' in source:
                found[kind.code] = module.name.removeprefix("publish."), kind
    return list(found.values())


def _chapter(module: str) -> str:
    own = {name: chapter for chapter, names in _OWN.items() for name in names}
    starts = [name for name in (*own, *_CHAPTERS) if f"{module}.".startswith(f"{name}.")]
    nearest = max(starts, key=len, default="build")
    return own.get(nearest, nearest)


def _row(kind: Kind) -> str:
    cells = (f"`{kind.code}`", _WEIGHTS[kind.severity], _shown(kind.fr), _shown(kind.fr_hint))
    return f"| {' | '.join(cells)} |"


def _shown(sentence: str) -> str:
    """A sentence with « … » where its values stand, as Markdown."""
    said = re.sub(r"(?<!\{)\{\w+\}(?!\})", "…", sentence).replace("{{", "{").replace("}}", "}")
    said = said.replace("….", "…")
    return re.sub(r"([|<*\[\]_\\])", r"\\\1", said)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
