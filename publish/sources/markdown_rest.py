"""What Markdown leaves out without a word: definitions of links that nothing uses, cells too many;
and formulas, which it does not set.

The rules of CommonMark and of tables drop these; here they are quoted to the editor.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from publish.diagnostics import Diagnostic, Kind, Place, Severity

REFERENCE_UNUSED = Kind(
    "reference-unused",
    Severity.WARNING,
    fr="« {line} » est lu comme l’adresse d’un lien que rien n’appelle : il n’est pas repris.",
    fr_hint="Retirez la ligne, ou écrivez \\[ au lieu de [ si c’est une phrase.",
    en="“{line}” is read as the address of a link that nothing calls: it is left out.",
    en_hint="Take the line out, or write \\[ instead of [ if it is a sentence.",
)
CELLS_TOO_MANY = Kind(
    "cells-too-many",
    Severity.ERROR,
    fr="Cette ligne du tableau a {found} cases, l’en-tête {wanted} : « {lost} » serait perdu.",
    fr_hint="Ajoutez des cases à l’en-tête, ou écrivez \\| pour une barre dans le texte.",
    en="This row of the table has {found} cells, its head {wanted}: “{lost}” would be lost.",
    en_hint="Add cells to the head, or write \\| for a bar in the text.",
)
LANGUAGE_NOTE = Kind(
    "code-title",
    Severity.WARNING,
    fr="Les mots « {words} », après le nom du langage, ne sont pas repris.",
    fr_hint="Mettez-les dans un paragraphe avant le code.",
    en="The words “{words}”, after the name of the language, are left out.",
    en_hint="Put them into a paragraph before the code.",
)
FORMULA_AS_WRITTEN = Kind(
    "formula-as-written",
    Severity.WARNING,
    fr="« {quote} » a l’air d’une formule TeX : le Markdown n’en compose pas, elle reste telle "
    "quelle.",
    fr_hint="Écrivez-la en clair (*x*^2^, H~2~O), en image, ou donnez l’article en LaTeX (.tex).",
    en="“{quote}” looks like a formula in TeX: Markdown sets none, it stays as it is written.",
    en_hint="Write it out (*x*^2^, H~2~O), as a picture, or give the article in LaTeX (.tex).",
)
_FORMULA = re.compile(r"\$\$?(?=\S)[^$\n]*[\\^_=][^$\n]*(?<=\S)\$\$?(?!\d)")


def formulas(source: str) -> list[str]:
    """What looks like formulas between dollar signs in the source of a paragraph."""
    return _FORMULA.findall(source) if "$" in source else []


def left_out(
    source: str, tokens: Sequence[Token], env: Mapping[str, Any], file: str
) -> Iterator[Diagnostic]:
    """What the parser dropped from ``source``, whose ``tokens`` and environment it gave."""
    lines = source.split("\n")
    yield from _references(lines, tokens, env, file)
    wanted = 0
    for token in tokens:
        if token.type == "table_open":
            wanted = 0
        elif token.type == "tr_open" and token.map:
            cells = _cells(lines[token.map[0]])
            wanted = wanted or len(cells)
            if any(cell.strip() for cell in cells[wanted:]):
                yield CELLS_TOO_MANY.at(
                    Place(file, token.map[0] + 1),
                    found=len(cells),
                    wanted=wanted,
                    lost=" | ".join(cells[wanted:]).strip(),
                )
        elif token.type == "fence" and token.map and len(token.info.split(maxsplit=1)) > 1:
            place = Place(file, token.map[0] + 1)
            yield LANGUAGE_NOTE.at(place, words=token.info.split(maxsplit=1)[1].strip())


def _references(
    lines: Sequence[str], tokens: Sequence[Token], env: Mapping[str, Any], file: str
) -> Iterator[Diagnostic]:
    used = {
        (token.attrs.get("href", token.attrs.get("src")), token.attrs.get("title") or "")
        for block in tokens
        for token in _descendants(block)
    }
    unused = [
        reference
        for reference in env.get("references", {}).values()
        if (reference["href"], reference["title"]) not in used
    ]
    for reference in [*unused, *env.get("duplicate_refs", ())]:
        first, last = reference["map"]
        quoted = " ".join(" ".join(lines[first:last]).split())
        yield REFERENCE_UNUSED.at(Place(file, first + 1), line=quoted)


def _descendants(token: Token) -> Iterator[Token]:
    yield token
    for child in token.children or ():
        yield from _descendants(child)


def _cells(line: str) -> list[str]:
    """The cells of a row: a bar at either end of the line bounds none."""
    bare = line.strip()
    cells = escapedSplit(bare)
    if cells and not cells[0].strip() and bare.startswith("|"):
        cells = cells[1:]
    if cells and not cells[-1].strip() and len(cells) > 1:
        cells = cells[:-1]
    return cells
