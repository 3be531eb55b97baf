"""The report of a build, for machines (``report.json``) and for people (``report.html``)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import groupby
from pathlib import Path

from publish.diagnostics import Diagnostic
from publish.proof import sheets
from publish.proof.articles import Conservation
from publish.proof.sheets import Proofs
from publish.sources.explain import block_name
from publish.sources.languages import Passage
from publish.sources.structure import Inferred
from publish.typography import Change
from publish.typography.corrections import shown


@dataclass(frozen=True)
class Report:
    """What a build has to say: by the name of the manuscript its changes, what was inferred.

    ``proofs`` are there when the print edition was made.
    """

    title: str
    conservation: Conservation
    diagnostics: Sequence[Diagnostic]
    pages: int | None
    composition: Mapping[str, int]
    changes: Mapping[str, Sequence[Change]] = field(default_factory=dict)
    inferred: Mapping[str, Sequence[Inferred]] = field(default_factory=dict)
    passages: Mapping[str, Sequence[Passage]] = field(default_factory=dict)
    proofs: Proofs | None = None


def as_json(report: Report, language: str) -> bytes:
    """``report.json``: words, diagnostics, composition, pages, the structure that was inferred."""
    proof = report.conservation
    record = {
        "title": report.title,
        "words": {
            "source": proof.source,
            "epub": proof.epub,
            "pdf": proof.pdf,
            "lost": _differences(proof, "lost"),
            "added": _differences(proof, "added"),
        },
        "diagnostics": [d.as_record(language) for d in report.diagnostics],
        "composition": dict(report.composition),
        "pages": report.pages,
        "typography": {name: len(changes) for name, changes in report.changes.items()},
        "structure": {
            name: [_inferred_record(i) for i in inferred]
            for name, inferred in report.inferred.items()
        },
        "languages": {
            name: [_passage_record(p) for p in passages]
            for name, passages in report.passages.items()
        },
    }
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()


def _differences(proof: Conservation, kind: str) -> list[dict[str, str]]:
    return [
        {
            "words": " ".join(d.words),
            "edition": where,
            "document": d.document,
            "block": d.block,
            "context": d.context,
        }
        for where, d in proof.differences
        if d.kind == kind
    ]


def _inferred_record(inferred: Inferred) -> dict[str, object]:
    return {
        "role": str(inferred.structured.role),
        "line": inferred.structured.block.line,
        "confidence": round(inferred.confidence, 2),
        "reasons": list(inferred.reasons),
        "text": inferred.structured.block.text[:80],
    }


def _passage_record(passage: Passage) -> dict[str, object]:
    return {
        "language": passage.language,
        "line": passage.line,
        "confidence": round(passage.confidence, 2),
        "text": passage.text,
    }


_WORDS = {
    "fr": {
        "report": "Rapport",
        "words": "Mots",
        "source": "manuscrits",
        "epub": "EPUB",
        "pdf": "PDF",
        "pages": "Pages",
        "kept": "Tous les mots des manuscrits sont dans les éditions.",
        "differ": "Des mots manquent ou sont en trop : les éditions n’ont pas été publiées.",
        "diagnostics": "À regarder",
        "none": "Rien à signaler.",
        "structure": "Structure déduite",
        "languages": "Passages en d’autres langues, déduits",
        "language": "langue",
        "typography": "Corrections typographiques",
        "role": "rôle",
        "line": "ligne",
        "confidence": "sûreté",
        "text": "début du texte",
        "place": "passage",
        "before": "avant",
        "after": "après",
        "rule": "règle",
    },
    "en": {
        "report": "Report",
        "words": "Words",
        "source": "manuscripts",
        "epub": "EPUB",
        "pdf": "PDF",
        "pages": "Pages",
        "kept": "Every word of the manuscripts is in the editions.",
        "differ": "Words are missing or too many: the editions were not published.",
        "diagnostics": "To look at",
        "none": "Nothing to report.",
        "structure": "Structure inferred",
        "languages": "Passages in other languages, inferred",
        "language": "language",
        "typography": "Typographic corrections",
        "role": "role",
        "line": "line",
        "confidence": "confidence",
        "text": "beginning of the text",
        "place": "passage",
        "before": "before",
        "after": "after",
        "rule": "rule",
    },
}
_STYLE = """
body { font: 1rem/1.5 "Libertinus Serif", Georgia, serif; max-width: 60rem; margin: 2rem auto;
  padding: 0 1rem; color: #222; background: #fff }
h1, h2, h3 { font-weight: normal }
table { border-collapse: collapse; width: 100%; font-size: .9rem }
th, td { text-align: left; padding: .2rem .6rem .2rem 0; border-bottom: 1px solid #ddd;
  vertical-align: top } .error { color: #a00000 } .hint { color: #555 }
del { color: #a00000 } ins { color: #006000; text-decoration: none; font-weight: bold }
.smallcaps { font-variant: small-caps }
"""


def as_html(report: Report, language: str) -> bytes:
    """``report.html``: the same for people."""
    words = _WORDS[language]
    proof = report.conservation
    counts = (
        (words[k], n)
        for k, n in (("source", proof.source), ("epub", proof.epub), ("pdf", proof.pdf))
    )
    pages, look = sheets.as_html(report.proofs, language) if report.proofs else ("", "")
    told = ", ".join(f"{label} {count}" for label, count in counts if count is not None)
    parts = [
        f"<h1>{words['report']} — {escape(report.title)}</h1>",
        f"<p>{words['words']} : {told}. {words['pages']} : {report.pages or '—'}.</p>",
        f"<p>{words['differ'] if proof.differences else words['kept']}</p>",
        pages,
        f"<h2>{words['diagnostics']}</h2>",
        _diagnostics_html(report.diagnostics, language) or f"<p>{words['none']}</p>",
        look,
    ]
    if any(report.inferred.values()):
        parts.append(f"<h2>{words['structure']}</h2>")
        parts += [_structure_html(n, i, language) for n, i in report.inferred.items() if i]
    if report.passages:
        parts.append(f"<h2>{words['languages']}</h2>")
        parts += [_passages_html(n, p, language) for n, p in report.passages.items()]
    if any(report.changes.values()):
        parts.append(f"<h2>{words['typography']}</h2>")
        parts += [_changes_html(n, c, words) for n, c in report.changes.items() if c]
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(report.title)}</title>'
        f"<style>{_STYLE}{sheets.STYLE}</style></head><body>{''.join(parts)}</body></html>\n"
    ).encode()


def _diagnostics_html(diagnostics: Sequence[Diagnostic], language: str) -> str:
    pieces = []
    ordered = sorted(diagnostics, key=lambda d: (d.place.file, d.place.line or 0))
    for file, group in groupby(ordered, key=lambda d: d.place.file):
        items = "".join(
            f'<li class="{d.severity}">{escape(str(d.place.line or ""))} '
            f"{escape(d.message(language))} "
            f'<span class="hint">{escape(d.hint(language))}</span></li>'
            for d in group
        )
        pieces.append(f"<h3>{escape(Path(file).name)}</h3><ul>{items}</ul>")
    return "".join(pieces)


def _structure_html(name: str, inferred: Sequence[Inferred], language: str) -> str:
    words = _WORDS[language]
    rows = "".join(
        f"<tr><td>{escape(block_name(i, language))}</td><td>{i.structured.block.line}</td>"
        f"<td>{percent(i.confidence, language)}</td>"
        f"<td>{escape(i.structured.block.text[:80])}</td></tr>"
        for i in inferred
    )
    head = "".join(f"<th>{words[k]}</th>" for k in ("role", "line", "confidence", "text"))
    return f"<h3>{escape(name)}</h3><table><tr>{head}</tr>{rows}</table>"


def percent(share: float, language: str) -> str:
    """A share of one as the language writes it: « 97 % »."""
    return f"{share:.0%}" if language == "en" else f"{round(share * 100)}\u202f%"


def _passages_html(name: str, passages: Sequence[Passage], language: str) -> str:
    words = _WORDS[language]
    rows = "".join(
        f"<tr><td>{escape(p.language)}</td><td>{p.line or ''}</td>"
        f"<td>{percent(p.confidence, language)}</td><td>{escape(p.text)}</td></tr>"
        for p in passages
    )
    head = "".join(f"<th>{words[k]}</th>" for k in ("language", "line", "confidence", "text"))
    return f"<h3>{escape(name)}</h3><table><tr>{head}</tr>{rows}</table>"


def _changes_html(name: str, changes: Sequence[Change], words: Mapping[str, str]) -> str:
    rows = "".join(
        f"<tr><td>{escape(c.block)}</td><td>{escape(shown(c.context[0]))}<del>{_marked(c.before)}</del>"
        f"<ins>{_marked(c.after, c.element)}</ins>{escape(shown(c.context[1]))}</td>"
        f"<td>{_marked(c.before)}</td><td>{_marked(c.after, c.element)}</td>"
        f"<td>{escape(c.rule)}</td></tr>"
        for c in changes
    )
    head = "".join(
        f"<th>{words.get(k, k)}</th>" for k in ("id", "place", "before", "after", "rule")
    )
    return (
        f"<details><summary>{escape(name)} : {len(changes)}</summary>"
        f"<table><tr>{head}</tr>{rows}</table></details>"
    )


def _marked(text: str, element: str = "") -> str:
    """A text with all its spaces made visible, as the element that it is set in shows it."""
    marked = escape(shown(text).replace(" ", "·")) or "∅"
    if element == "sup":
        return f"<sup>{marked}</sup>"
    return f'<span class="smallcaps">{marked}</span>' if element else marked
