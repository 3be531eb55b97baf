"""Spaces: around punctuation, in numbers, after abbreviations.

Sources: Lexique des règles typographiques en usage à l’Imprimerie nationale (« ponctuation »,
« nombres », « abréviations ») and Jacques André, Petites leçons de typographie.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.typography.runs import OPAQUE, Edit
from publish.typography.spacing import NARROW, NO_BREAK, SPACES, Spacing

_S = f"[{SPACES}]"
_WORD = rf"[\w»”’)\]%°…€$£{OPAQUE}]"


def _edits(pattern: re.Pattern[str], text: str, after: str, group: str = "space") -> Iterator[Edit]:
    """Edits that set the group of each match to ``after``, where it is something else."""
    for match in pattern.finditer(text):
        if match.group(group) != after:
            yield Edit(match.start(group), match.end(group), after)


_DOUBLED = re.compile(rf"{_S}{{2,}}")


def doubled_spaces(text: str, _: Spacing) -> Iterator[Edit]:
    """Several spaces become one; a no-break one among them stays no-break."""
    for match in _DOUBLED.finditer(text):
        run = match.group()
        kept = next((c for c in run if c in (NO_BREAK, NARROW)), " ")
        yield Edit(match.start(), match.end(), kept)


_LOW = re.compile(rf"(?<={_WORD})(?P<space>{_S}+)(?=[,.](?:{_S}|\n|»|$))")


def low_punctuation(text: str, _: Spacing) -> Iterator[Edit]:
    """No space before a comma or a full stop that ends something."""
    return _edits(_LOW, text, "")


_AFTER_OPENING = re.compile(rf"«(?P<space>{_S}*)(?=[^{SPACES}»\n])")
_BEFORE_CLOSING = re.compile(rf"(?<=[^{SPACES}«\n])(?P<space>{_S}*)»")


def guillemet_spaces(text: str, spacing: Spacing) -> Iterator[Edit]:
    """A no-break space after « and before »."""
    edits = [
        *_edits(_AFTER_OPENING, text, spacing.guillemet),
        *_edits(_BEFORE_CLOSING, text, spacing.guillemet),
    ]
    return iter(sorted(edits, key=lambda edit: edit.start))


_HIGH = re.compile(rf"(?<={_WORD})(?P<space>{_S}*)(?=[;!?])")


def high_punctuation(text: str, spacing: Spacing) -> Iterator[Edit]:
    """A narrow no-break space before ; ! and ?, none between them (``?!``)."""
    yield from _edits(_HIGH, text, spacing.high)


_COLON = re.compile(rf"(?<={_WORD})(?P<space>{_S}*)(?=:(?:[{SPACES}\n)»{OPAQUE}]|$))")
_COLON_SPACED = re.compile(rf"(?<={_WORD})(?P<space>{_S}+)(?=:(?![:/\\\-)(DP]))")


def colon(text: str, spacing: Spacing) -> Iterator[Edit]:
    """A no-break space before the colon of a sentence; not in 12:30, 16:9, a:b."""
    places = {m.start("space"): m for m in _COLON_SPACED.finditer(text)}
    places |= {m.start("space"): m for m in _COLON.finditer(text)}
    for _, match in sorted(places.items()):
        if match.group("space") != spacing.colon:
            yield Edit(match.start("space"), match.end("space"), spacing.colon)


_THOUSANDS = re.compile(rf"(?<![\d.,/-])(?<!\d{_S})[1-9]\d{{0,2}}(?:{_S}\d{{3}})+(?![\d]|{_S}?\d)")


def thousands(text: str, _: Spacing) -> Iterator[Edit]:
    """A narrow no-break space between the groups of three digits of a number."""
    for match in _THOUSANDS.finditer(text):
        for offset, sign in enumerate(match.group(), match.start()):
            if sign in SPACES and sign != NARROW:
                yield Edit(offset, offset + 1, NARROW)


_PERCENT = re.compile(rf"(?<=\d)(?P<space>{_S}*)(?=[%‰](?!\w))")
_UNIT = re.compile(
    rf"(?<=\d)(?P<space>{_S})(?=(?:[€$£¥]|°[CF]?|[kcm]?m[²³]?|km/h|nœuds?|milles?|[km]?g|t|[hc]?[lL]"
    r"|ha|[kMGT]?Wh?|[kMG]?Hz|[kMGT]o|min|[hs]|hPa|ans?|heures?|euros?|francs?|dollars?"
    r"|millions?|milliards?)(?!\w))"
)
_HOUR = re.compile(rf"(?<=\d)(?P<space>{_S})(?=h{_S}?\d{{2}}(?!\d))")
_AFTER_HOUR = re.compile(rf"(?<=\d{_S}h)(?P<space>{_S})(?=[0-5]\d(?!\d))")


def units(text: str, _: Spacing) -> Iterator[Edit]:
    """A no-break space between a number and its unit, its symbol, its currency, its percent."""
    places = {}
    for pattern in (_PERCENT, _UNIT, _HOUR, _AFTER_HOUR):
        for edit in _edits(pattern, text, NO_BREAK):
            places[edit.start] = edit
    return iter(places[start] for start in sorted(places))


_TITLE = re.compile(
    rf"(?<![\w.])(?:MM?\.|M(?:me|lle|gr|es?)s?|[DP]rs?|Vve)(?P<space>{_S})(?=[A-ZÀ-ÖØ-Þ])"
)
_NUMBER_SIGN = re.compile(
    rf"(?<!\w)(?:[nN]°s?|[nN]os?|pp?\.|vol\.|t\.|chap\.|art\.|fig\.|§)(?P<space>{_S})(?=\d)"
)


def abbreviations(text: str, _: Spacing) -> Iterator[Edit]:
    """A no-break space after M., Mme, Dr before a name, after n°, p., vol. before a number."""
    edits = [*_edits(_TITLE, text, NO_BREAK), *_edits(_NUMBER_SIGN, text, NO_BREAK)]
    return iter(sorted(edits, key=lambda edit: edit.start))


_DIALOGUE = re.compile(rf"(?:^|(?<=\n))—(?P<space>{_S}*)(?=[^{SPACES}\n—])")


def dialogue_dash(text: str, _: Spacing) -> Iterator[Edit]:
    """A no-break space after the dash that opens a speech."""
    return _edits(_DIALOGUE, text, NO_BREAK)
