"""Dashes: — opens a speech, – sets off an aside, - joins (Lexique, « tiret », « division »)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.typography.rules.matching import CAPITAL, SMALL, S, in_order
from publish.typography.runs import Edit
from publish.typography.spacing import NO_BREAK, SPACES, Spacing

_DIALOGUE = re.compile(
    rf"^(?P<dash>—|–|-{{1,3}})(?P<space>{S}*)(?=(?P<first>[^{SPACES}\n)\],.;:—–-]))", re.MULTILINE
)
_SPEECH = re.compile(
    r"[?!…]|-t-(?:il|elle|on)\b|-(?:il|elle|je|nous|vous)\b"
    r"|\b(?:dit|dis|répond\w*|demand\w+|cri[ea]\w*|murmur\w+|lança|reprit|soupira|ajouta|répliqu\w+)\b"
    r"|\b(?:Oui|Non|Bonjour|Bonsoir|Merci|Ah|Eh|Oh|Hein|Je|J’|Tu|Vous|Nous|Allons|Viens)\b"
)


def dialogue_dash(text: str, _: Spacing) -> Iterator[Edit]:
    """A speech opens with — and a no-break space; a hyphen there is a dash badly typed.

    A short dash is left where nothing tells a speech from the item of a list.
    """
    for match in _DIALOGUE.finditer(text):
        dash, first = match.group("dash"), match.group("first")
        if dash != "—":
            line = text[match.end() :].partition("\n")[0]
            speech = _SPEECH.search(line) or (dash != "–" and line.endswith((".", "»")))
            begins = first in '«“"…' or first.isupper()
            if not (begins and match.group("space") and speech):
                continue
        yield Edit(match.start(), match.end(), f"—{NO_BREAK}")


_SPACED = re.compile(r"(?<=[^\s–—-] )(?P<dash>-{1,3})(?= [^\s–—-])")
_TOUCHED = re.compile(
    rf"(?<=[{SMALL}),] )(?P<opening>[–—])(?=[{SMALL}«])[^–—\n]{{2,120}}"
    rf"(?<=[{SMALL}»])(?P<closing>[–—])(?=[ ,.])"
)
_TIGHT = re.compile(rf"--(?<=[{SMALL}{CAPITAL}»)]--)(?=[{SMALL}{CAPITAL}«(])")
_HALF = re.compile(rf"--(?<=[{SMALL}{CAPITAL}»)]--)(?= [^\s–—-])")


def dashes(text: str, _: Spacing) -> list[Edit]:
    """A hyphen between spaces, two hyphens: –; not between numbers, not in formulas."""
    edits = []
    for match in _SPACED.finditer(text):
        before = text[max(0, match.start() - 25) : match.start() - 1]
        after = text[match.end() + 1 : match.end() + 25]
        if not _is_formula(before, after):
            edits.append(
                Edit(match.start(), match.end(), "—" if match.end() - match.start() == 3 else "–")
            )
    for match in _TOUCHED.finditer(text):
        edits += [Edit(at, at, " ") for at in (match.end("opening"), match.start("closing"))]
    edits += [Edit(m.start(), m.end(), " – ") for m in _TIGHT.finditer(text)]
    edits += [Edit(m.start(), m.end(), " –") for m in _HALF.finditer(text)]
    return in_order(edits)


_LAST_WORD = re.compile(r"(\w+)\W*$")
_FIRST_WORD = re.compile(r"^\W*(\w+)")
_OPERATOR = re.compile(r"^[=+*/<>$]|[\w)][=:_*<>]\w")


def _is_formula(before: str, after: str) -> bool:
    """Whether both neighbours are numbers or single letters, so that the sign may be a minus."""
    words = [*_LAST_WORD.findall(before), *_FIRST_WORD.findall(after)]
    small = len(words) == 2 and all(word.isdigit() or len(word) == 1 for word in words)
    return small or any(
        _OPERATOR.search(word) for word in (*before.split()[-1:], *after.split()[:1])
    )


_COMPOUND = re.compile(
    rf"[–—](?<=[{SMALL}].)(?=(?:t[’'-](?:il|elle|on)|ils?|elles?|on|je|tu|nous|vous|ce|là|ci|mêmes?|être)\b)"
)


def compounds(text: str, _: Spacing) -> Iterator[Edit]:
    """A dash inside a compound is a hyphen: ``dit–il``, ``peut–être``."""
    for match in _COMPOUND.finditer(text):
        yield Edit(match.start(), match.end(), "-")


_YEARS = re.compile(
    rf"(?P<bracket>\()?(?P<first>(?:1\d|20)\d\d)(?<![\d.,/-]....)(?P<dash>{S}(?P<sign>[-–—]){S})"
    rf"(?=(?P<last>(?:1\d|20)\d\d)(?![\d/]|[-.,]\d|{S}?\d|{S}[-–—=])(?P<end>\))?)"
)


def ranges(text: str, _: Spacing) -> Iterator[Edit]:
    """Two years are joined by a hyphen without spaces: ``(1850-1912)``.

    Outside brackets only where a hyphen stands between two years that follow each other.
    """
    for match in _YEARS.finditer(text):
        enclosed = match.group("bracket") and match.group("end")
        chained = (
            text[max(0, match.start() - 3) : match.start()].rstrip(SPACES).endswith(("-", "–", "—"))
        )
        follow = match.group("sign") == "-" and match.group("first") < match.group("last")
        if enclosed or (follow and not chained):
            yield Edit(match.start("dash"), match.end("dash"), "-")
