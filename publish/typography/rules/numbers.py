"""Numbers: groups, decimals, units, times, telephones (Lexique, « nombres », « heure »)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.typography.rules.matching import SMALL, S, in_order, to
from publish.typography.runs import Edit
from publish.typography.spacing import NARROW, NO_BREAK, SPACES, Spacing

_THOUSANDS = re.compile(
    rf"[1-9](?<![\w.,/-].)(?<!\d{S}.)\d{{0,2}}(?:{S}\d{{3}})+(?!\d|{S}?\d|[’'/-]\d|/\w)"
)


_NUMBER_SIGN = re.compile(
    r"(?:[nN][°ºo]|matricule|solde,?|numéro)[ \u00a0\u202f]*[nN]?[ \u00a0\u202f]*$"
)


def thousands(text: str, _: Spacing) -> list[Edit]:
    """A narrow no-break space between the groups of three digits of a number.

    Also where points stand between the groups (1.500.000), but for what may be an IP address.
    """
    edits = []
    for match in _THOUSANDS.finditer(text):
        if _NUMBER_SIGN.search(text, max(0, match.start() - 12), match.start()):
            continue
        for offset, sign in enumerate(match.group(), match.start()):
            if sign in SPACES and sign != NARROW:
                edits.append(Edit(offset, offset + 1, NARROW))
    for match in _POINTS.finditer(text):
        if match.group().count(".") != 3:
            for offset, sign in enumerate(match.group(), match.start()):
                if sign == ".":
                    edits.append(Edit(offset, offset + 1, NARROW))
    return in_order(edits)


_SYMBOL = (
    r"(?:[€£¥$%‰]|°[CF]|km/h|k?m[²³]|[kcm]m|[km]g|[hcm]l|ha|[kMGT]Wh?|[kMG]Hz|[kMGT]o|hPa"
    r"|euros?|francs?|dollars?|millions?|milliards?)"
)
_POINTS = re.compile(
    rf"[1-9](?<![\w.,/-].)\d{{0,2}}(?:\.\d{{3}}){{2,}}(?![/-]|[.,]\w|(?!{_SYMBOL}(?!\w))\w)"
)
_LONG = re.compile(rf"[1-9](?<![\w.,/+#°:-].)\d{{4,8}}(?={S}?{_SYMBOL}(?![\w])|{S}[{SMALL}]{{2}})")
_NUMBERED = re.compile(
    r"(?:\b(?:n°|no|nº|numéros?|postal|cedex|codes?|réf\.?|référence|matricule|article|art\.|dossier"
    r"|lot|ligne|série|modèle|version|brevet|loi|décret|page|pages|pp?\.|BP|B\.P\.|CS|TSA|CP|RCS|an"
    r"|année|type|norme|ISO|id|identifiant|NGC|HD|UTC|EPSG|astéroïde)|°|\#)[ \u00a0\u202f:]*$",
    re.IGNORECASE,
)
_NO_NOUN = re.compile(
    r"[ \u00a0\u202f](?:est|et|ou|a|à|au|aux|du|en|pour|sur|dans|par|que|qui|sont|fut|était|le|la"
    r"|les|se|ne|on|il|elle|chez|avec|cedex|rue|bis|ter|puis|comme|si|ont|avait|avaient|étaient|sera"
    r"|seront|serait|peut|fait|font|reste|dont|où|mais|car|donc|quand|lors|selon)\b"
)


def digit_groups(text: str, _: Spacing) -> Iterator[Edit]:
    """Numbers of five digits and more that count something are set in groups of three.

    Counted is what stands before a noun or a unit. Years, postcodes, numbers of pages and other
    names made of digits are left, and so are four digits.
    """
    for match in _LONG.finditer(text):
        digits, start = match.group(), match.start()
        if _NUMBERED.search(text[max(0, start - 14) : start]) or _NO_NOUN.match(text, match.end()):
            continue
        first = len(digits) % 3 or 3
        for offset in range(first, len(digits), 3):
            yield Edit(start + offset, start + offset, NARROW)


_DECIMAL = re.compile(
    rf"\d(?<![\d.,/:-].)(?<![A-Za-z].)(?<!\d{S}.)\d{{0,5}}(?P<point>\.)\d{{1,2}}(?={S}?{_SYMBOL}(?!\w))"
)


def decimals(text: str, spacing: Spacing) -> Iterator[Edit]:
    """A comma before decimals where a unit follows: ``3.5 km`` → ``3,5 km``.

    Not in Switzerland, where sums of money take a point.
    """
    if spacing.decimal_comma:
        for match in _DECIMAL.finditer(text):
            yield Edit(match.start("point"), match.end("point"), ",")


_UNIT = re.compile(
    rf"\d(?P<space>{S})(?=(?:[€$£¥]|°[CF]?|[kcmµnhd]?m[²³]?|km/h|m/s|nœuds?|milles?|[kmµ]?g|t|[hdcm]?[lL]"
    r"|ha|[kMGT]?Wh?|[kMG]?Hz|[kMGT]o|min|[hs]|hPa|kPa|bars?|dB|[kM]?V|m?A|[kM]?J|kcal|cal|ans?|heures?|euros?"
    r"|francs?|dollars?|millions?|milliards?|kF|k€|M€|Md€|Ω|฿"
    r"|[$]US|[$]CA|USD|EUR|GBP|CHF|CAD|F?[ \u00a0]?CFA|pts?|px|dpi|ppm|mmHg|m/s²)(?![\w’'°]))"
)
_PERCENT = re.compile(rf"\d(?P<space>{S}*)(?=[%‰](?!\w))")
_TOUCHING = re.compile(
    r"\d(?<![A-Za-z_]\d)(?P<space>)(?=(?:[€£¥]|\$(?!\d)|°[CF]|km/h|km[²³]?|[cm]m|[km]g|[cm]l|kWh|[MG]Wh?|[kMG]Hz|hPa"
    r"|[MGT]o|ha)(?!\w))"
)


def units(text: str, _: Spacing) -> list[Edit]:
    """A no-break space between a number and its unit, its symbol, its currency, its percent."""
    edits: list[Edit] = []
    for pattern in (_PERCENT, _UNIT, _TOUCHING):
        edits += to(pattern, text, NO_BREAK)
    return in_order(edits)


_TIME = re.compile(
    rf"\d(?<![\w.,/:]\d)(?<!\d{S}\d)\d?\d?(?P<before>{S}?)[hH](?P<after>{S}?)"
    rf"(?P<minutes>[0-5]\d(?:{S}?min)?)?(?![\w/]|{S}?\d)"
)


def times(text: str, _: Spacing) -> list[Edit]:
    """Hours: ``14h30`` → ``14 h 30`` with no-break spaces; 12:30 and 24h/24 are left."""
    edits: list[Edit] = []
    for match in _TIME.finditer(text):
        minutes, sign = match.group("minutes"), match.end("before")
        if text[sign] == "H" and not minutes:
            continue
        edits.append(Edit(match.start("before"), sign, NO_BREAK))
        if minutes:
            edits.append(Edit(sign, sign + 1, "h"))
            edits.append(Edit(match.start("after"), match.end("after"), NO_BREAK))
            if minutes.endswith("min"):
                at = match.start("minutes")
                edits.append(Edit(at + 2, at + len(minutes) - 3, NO_BREAK))
    return [e for e in edits if text[e.start : e.end] != e.after]


_EXPONENT = re.compile(rf"\d{S}?[kcdm]?m(?P<exponent>[23])(?!\w|[.,]\d)")


def exponents(text: str, _: Spacing) -> Iterator[Edit]:
    """Square and cubic metres take a superior figure: ``12 m2`` → ``12 m²``."""
    for match in _EXPONENT.finditer(text):
        yield Edit(match.start(1), match.end(1), "²" if match.group(1) == "2" else "³")


_PAIRS = re.compile(
    rf"(?:\+33{S}?[1-9]|0(?<![\w.,/+-]0)(?<!\d{S}0)[1-9])(?:{S}\d\d){{4}}(?!{S}?\d)"
)
_CALLED = re.compile(
    r"\b(?:[Tt]él(?:éphone|\.)?|[Ff]ax|[Pp]ortable|[Mm]obile)[ :.\u00a0\u202f]{0,3}(?:au )?"
    r"(?P<number>0[1-9]\d{8})(?!\d)"
)


def telephones(text: str, _: Spacing) -> list[Edit]:
    """The digits of a French telephone number go by two, held together."""
    edits = []
    for match in _PAIRS.finditer(text):
        for offset, sign in enumerate(match.group(), match.start()):
            if sign in SPACES and sign != NO_BREAK:
                edits.append(Edit(offset, offset + 1, NO_BREAK))
    for match in _CALLED.finditer(text):
        start = match.start("number")
        edits += [Edit(start + n, start + n, NO_BREAK) for n in (2, 4, 6, 8)]
    return in_order(edits)
