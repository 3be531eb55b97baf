"""Mojibake: UTF-8 that some program took for another encoding, so that « é » became « Ã© ».

Repaired by ftfy's ``fix_encoding`` alone, line by line, where the line is plainly broken: nothing
else of that library, which would also straighten quotes and widen ligatures. What still looks
broken afterwards is said and left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from ftfy import TextFixerConfig, fix_encoding
from ftfy.badness import is_bad

from publish.diagnostics import Diagnostic, Kind, Place, Severity

MOJIBAKE_REPAIRED = Kind(
    "mojibake-repaired",
    Severity.WARNING,
    fr="Accents brisés réparés : « {before} » est devenu « {after} » ({count} fois), comme dans "
    "« {word} ».",
    fr_hint="Relisez ce passage ; si la réparation est fausse, corrigez le manuscrit.",
    en="Broken accents mended: “{before}” has become “{after}” ({count} times), as in “{word}”.",
    en_hint="Read this passage again; if it was mended wrongly, correct the manuscript.",
)
MOJIBAKE_SUSPECTED = Kind(
    "mojibake-suspected",
    Severity.WARNING,
    fr="Des accents semblent brisés : « {word} ». Le texte est laissé tel quel.",
    fr_hint="Corrigez ces mots dans le manuscrit d’après l’original.",
    en="Accents seem broken: “{word}”. The text is left as it is.",
    en_hint="Correct these words in the manuscript from the original.",
)

_CONFIG = TextFixerConfig(explain=False)
_CONTINUATION = "".join(
    bytes([code]).decode("cp1252", errors="ignore") or chr(code) for code in range(0x80, 0xC0)
)
_SUSPECT = re.compile(rf"(?:Ã|â€|Å(?=[“’¸¡]))[{re.escape(_CONTINUATION)}]|â€|Â[\u0080-\u009f]")
_STRANGE = re.compile("[^\\n\\t\\r\\x20-\\x7e\u00a0-\u017f\u2010-\u203a\u20ac\u2022\u2122\ufffd]")
"""What French, and the languages around it, are not written with."""
_SOUND = re.compile("[\t\n\r\x20-\x7e\u00a0-\u00c2\u00c4-\u00ff\u0152\u0153\u2010-\u203a]*")
_LEAD = re.compile(
    f"[\u00c2-\u00df][{re.escape(_CONTINUATION)}]|[\u00e0-\u00f4][{re.escape(_CONTINUATION)}]{{2}}"
)
"""What UTF-8 looks like when it was read as one byte a character: a lead, its continuations."""
_LONGEST = 200_000
"""The longest line that is looked at, in characters."""
_SHOWN = 40
"""The most characters of a word that are compared and shown."""
_ALIGNED = 4096
"""How many words are remembered with what was changed in them."""
_TOLD = 50
"""The most different repairs that are told one by one."""


def repair(text: str, name: str) -> tuple[str, list[Diagnostic]]:
    """The text with its mojibake mended; each kind of repair with its first line and its number."""
    if _SOUND.fullmatch(text) and not _LEAD.search(text):
        # Nothing here can be bytes of UTF-8, in any of the encodings that they are misread as.
        return text, []
    lines = text.split("\n")
    first: dict[tuple[str, str], tuple[int, str]] = {}
    count: dict[tuple[str, str], int] = {}
    suspects: list[Diagnostic] = []
    for index, line in enumerate(lines):
        if len(line) > _LONGEST:
            continue
        if is_bad(line):
            fixed = fix_encoding(line, _CONFIG)
            if _STRANGE.search(fixed) and not set(_STRANGE.findall(fixed)) <= set(line):
                # Bytes can be read in many ways: what comes out as no French is no repair.
                fixed = line
            lines[index] = fixed
            for broken, word in _changed_words(line, fixed):
                for change in _changes(broken, word):
                    first.setdefault(change, (index + 1, word[:_SHOWN]))
                    count[change] = count.get(change, 0) + 1
        if match := _SUSPECT.search(lines[index]):
            word = _word_at(lines[index], match.start())
            suspects.append(MOJIBAKE_SUSPECTED.at(Place(name, index + 1), word=word))
    told = [
        MOJIBAKE_REPAIRED.at(
            Place(name, line), before=change[0], after=change[1], count=count[change], word=word
        )
        for change, (line, word) in first.items()
    ]
    return "\n".join(lines), told[:_TOLD] + suspects[:_TOLD]


def _changed_words(before: str, after: str) -> Iterator[tuple[str, str]]:
    """The words that differ; the whole line as one where their number does."""
    old, new = before.split(" "), after.split(" ")
    if len(old) != len(new):
        old, new = [before[:_SHOWN]], [after[:_SHOWN]]
    return ((a, b) for a, b in zip(old, new, strict=True) if a != b)


@lru_cache(maxsize=_ALIGNED)
def _changes(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """What became what in a word."""
    matcher = SequenceMatcher(None, before[:_SHOWN], after[:_SHOWN], autojunk=False)
    return tuple(
        (before[i1:i2], after[j1:j2])
        for what, i1, i2, j1, j2 in matcher.get_opcodes()
        if what != "equal"
    )


def _word_at(line: str, index: int) -> str:
    start = max(line.rfind(" ", 0, index) + 1, index - 30)
    end = line.find(" ", index)
    return line[start : min(end if end >= 0 else len(line), index + 30)]
