"""Scripts that name their language: Greek, Cyrillic, Hebrew, Arabic and others, at any length."""

from __future__ import annotations

import re
from collections.abc import Iterator

_RANGES = {
    "Grek": "\u0370-\u03ff\u1f00-\u1fff",
    "Cyrl": "\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f",
    "Armn": "\u0531-\u058f",
    "Hebr": "\u0591-\u05f4\ufb1d-\ufb4f",
    "Arab": "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
    "Deva": "\u0900-\u097f",
    "Beng": "\u0980-\u09ff",
    "Taml": "\u0b80-\u0bff",
    "Thai": "\u0e01-\u0e5b",
    "Tibt": "\u0f00-\u0fff",
    "Geor": "\u10a0-\u10ff\u1c90-\u1cbf",
    "Ethi": "\u1200-\u137f",
    "Khmr": "\u1780-\u17ff",
    "Hang": "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3",
    "Hani": "\u3005\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uff66-\uff9f",
}
"""The blocks of Unicode of each script (ISO 15924); kana stand with the Chinese signs."""

_ONLY = {
    "Armn": "hy",
    "Beng": "bn",
    "Taml": "ta",
    "Thai": "th",
    "Tibt": "bo",
    "Geor": "ka",
    "Khmr": "km",
    "Hang": "ko",
}
"""Scripts that one language writes, or one by far."""

# A run is words of one script and what stands between them; it ends with a letter or its mark.
_BETWEEN = r"[\s\u00a0\u202f.,;:!?·…'’\-–\d]"
_RUN = re.compile(
    "|".join(
        rf"(?P<{name}>[{signs}](?:{_BETWEEN}*[{signs}\u0300-\u036f])*)"
        for name, signs in _RANGES.items()
    )
)
_GREEK_WORD = re.compile(rf"[{_RANGES['Grek']}]{{3}}")
_POLYTONIC = re.compile("[\u1f00-\u1fff]")
_KANA = re.compile("[\u3041-\u30ff\u31f0-\u31ff\uff66-\uff9f]")


def runs(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and language of each run of another script in a text.

    Greek letters that stand for quantities (π, Δx, µm) are no words: a run of Greek has three
    letters side by side.
    """
    for match in _RUN.finditer(text):
        script = match.lastgroup or ""
        if script != "Grek" or _GREEK_WORD.search(match.group()):
            yield match.start(), match.end(), language_of(match.group(), script)


def language_of(text: str, script: str) -> str:
    """The language of words in a script (ISO 15924), as a BCP 47 tag.

    Where several languages share the script and no letter tells them apart, the tag names the
    script alone: ``und-Cyrl``.
    """
    if script in _ONLY:
        return _ONLY[script]
    letters = frozenset(text.casefold())
    if script == "Grek":
        return "grc" if _POLYTONIC.search(text) else "el"
    if script == "Hebr":
        return "yi" if not letters.isdisjoint("\u05f0\u05f1\u05f2") else "he"
    if script == "Arab":
        if not letters.isdisjoint("ٹڈڑے"):
            return "ur"
        return "fa" if not letters.isdisjoint("پچژگ") else "ar"
    if script == "Hani":
        return "ja" if _KANA.search(text) else "zh"
    if script == "Cyrl":
        return _cyrillic(letters)
    return f"und-{script}"


def _cyrillic(letters: frozenset[str]) -> str:
    """Ukrainian has і, ї, є, ґ and neither ы nor э, which Russian has."""
    if not letters.isdisjoint("ђћџљњј"):
        return "mk" if not letters.isdisjoint("ѓќѕ") else "sr"
    if "ў" in letters:
        return "be"
    if letters.isdisjoint("ыэё"):
        return "uk" if not letters.isdisjoint("їєґі") else "und-Cyrl"
    return "ru" if letters.isdisjoint("іїєґңөүқғәһҳҷӣӯ") else "und-Cyrl"
