"""Ordinals, centuries, regnal numbers (Lexique, « nombres », « siècle », « abréviations »)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from publish.typography.rules.matching import CAPITAL, END, SEEN, SMALL, S, in_order
from publish.typography.rules.romans import NUMERAL, value
from publish.typography.runs import Edit, Wrap
from publish.typography.spacing import NO_BREAK, SPACES, Spacing

_ENDINGS = {"ère": "re", "ere": "re", "ième": "e", "ieme": "e", "ème": "e", "eme": "e", "è": "e"}
_ENDING = r"(?:i?[èe]mes?|[èe]res?|ers?|res?|nd?es?|nds?|ds?|des?|es?|è)"
_FIGURES = re.compile(
    rf"\d(?:(?<![\w.,/°’'{SEEN}-].)|(?<=[er]-.))\d{{0,3}}(?P<ending>{_ENDING}){END}"
    r"(?![\w’'°/]|-\d|[+.]\d)"
)
_SECOND = re.compile(
    r"(?:\b(?:[Ll][ea]s?|[Aa]u|[Dd]u|[Cc]ette|[Cc]e|[Ss]a|[Ss]on|[Uu]ne?|[Ee]n|classe de)"
    r"[ \u00a0]|^)$"
)


def shortened(ending: str) -> str:
    """The right form of the ending of an ordinal: ``ème`` → ``e``, ``ères`` → ``res``."""
    bare = ending[:-1] if ending.endswith("s") else ending
    return _ENDINGS.get(bare, bare) + ("s" if ending.endswith("s") else "")


def ordinals(text: str, _: Spacing) -> list[Edit]:
    """The ending of an ordinal in superior letters, in its right form: ``2ème`` → 2 and ``e``."""
    edits = []
    for match in _FIGURES.finditer(text):
        start = match.start("ending")
        after = shortened(match.group("ending"))
        number = text[match.start() : start]
        if _fits(int(number), after, text, match.start(), match.end()):
            edits.append(Edit(start, match.end(), after, Wrap.SUPERIOR))
    for numeral in _numerals(text):
        if not numeral.century and numeral.ordinal:
            edits.append(Edit(numeral.middle, numeral.end, numeral.after, Wrap.SUPERIOR))
    return in_order(edits)


def _fits(number: int, ending: str, text: str, start: int, end: int) -> bool:
    """Whether number and ending make an ordinal."""
    bare = ending.removesuffix("s")
    if bare in ("er", "re"):
        return number == 1
    if bare in ("d", "de", "nd", "nde"):
        follows = end < len(text) and text[end] in SPACES + ",.;)»"
        return (
            number == 2 and follows and _SECOND.search(text[max(0, start - 11) : start]) is not None
        )
    return bare == "e" and number != 1


_NUMERAL = re.compile(
    rf"(?P<numeral>{NUMERAL})(?P<ending>i?[èe]mes?|[èe]re|er|re|es?|è)(?![\w’']){END}"
)
_START = re.compile(r"[IVX](?:[eè]|i[èe]m|[eèr][er])")
_CENTURY = re.compile(rf"{S}*(?:si[èe]cles?\b|millénaires?\b|s\.(?={S}|$|[,;)]))")
_GAP = re.compile(
    rf"{S}*(?:(?:,|/|-|–|et|ou|à|aux?|du|des?|les?|la|fin|début|milieu|puis|jusqu[’']au|l[’']"
    rf"|siècle){S}*)*"
)
_GAP_MOST = 40
_CENTURY_BEFORE = re.compile(
    r"\b(?:au|du|aux|des|début|fin|milieu|(?:dès|depuis|entre|vers|avant) le)[ \u00a0]$"
)
_CENTURY_AFTER = re.compile(
    rf"$|[.,;:!?…)»\]]|{S}+(?:[;:!?»(–—-]|et\b|ou\b|à\b|au\b|puis\b|comme\b|que\b)|[-–]"
)
_NOT_CENTURY = re.compile(
    r"arrondissement|\bParis\b|\bmairi?e|République|Internationale|congrès|[Cc]onstitution|dynastie"
    r"|régiment|division|législature|\bcorps\b|\barmée\b|\bEmpire\b|\bReich\b|édition|festival"
    r"|[Ff]oire|[Bb]iennale|mandature|concile"
)


@dataclass
class _Numeral:
    """A Roman numeral with the ending of an ordinal: ``XXIe``."""

    start: int
    middle: int
    end: int
    after: str
    ordinal: bool
    century: bool = False


def _numerals(text: str) -> list[_Numeral]:
    found: list[_Numeral] = []
    if not _START.search(text):
        return found
    for match in _NUMERAL.finditer(text):
        before = text[match.start() - 1 : match.start()]
        if before.isalnum() or before in ("_", "’", "'", *SEEN):
            continue
        number, after = value(match.group("numeral")), shortened(match.group("ending"))
        bare = after.removesuffix("s")
        if number == 1 if bare in ("er", "re") else number > 1 and match.group("numeral") != "L":
            found.append(
                _Numeral(match.start(), match.end("numeral"), match.end(), after, ordinal=True)
            )
    _tell_centuries(text, found)
    return found


def _tell_centuries(text: str, numerals: list[_Numeral]) -> None:
    following: _Numeral | None = None
    for numeral in reversed(numerals):
        if _CENTURY.match(text, numeral.end):
            numeral.century = True
        elif following is not None and following.century:
            gap = text[numeral.end : following.start]
            numeral.century = len(gap) < _GAP_MOST and _GAP.fullmatch(gap) is not None
        following = numeral
    lone = [n for n in numerals if not n.century]
    if lone and not _NOT_CENTURY.search(text):
        for numeral in lone:
            numeral.century = (
                text[numeral.end - 1 : numeral.end] not in ("r", "s")
                and _CENTURY_BEFORE.search(text[max(0, numeral.start - 12) : numeral.start])
                is not None
                and _CENTURY_AFTER.match(text, numeral.end) is not None
            )
    for numeral in lone:
        if not numeral.century:
            numeral.ordinal = _is_ordinal(text, numeral)


_NOUN = re.compile(
    rf"{S}(?:République|Empire|Reich|Internationale|arrondissement|[Cc]ongrès|[Cc]oncile|dynastie|législature|édition|corps"
    rf"|armée|région|division|légion|régiment|Plan|Festival|Biennale|Salon|Foire|session|cohorte|amendement|[{SMALL}]{{4,}})"
)


def _is_ordinal(text: str, numeral: _Numeral) -> bool:
    """Whether it is an ordinal at all: ``Ire`` and ``Ve`` may be words or symbols by themselves."""
    letters = text[numeral.start : numeral.end]
    if letters in ("Ire", "Ve", "Xe", "Ie"):
        return _NOUN.match(text, numeral.end) is not None or text[
            max(0, numeral.start - 3) : numeral.start
        ].lower() in ("la ", "le ", "au ", "du ")
    return True


def centuries(text: str, _: Spacing) -> list[Edit]:
    """Centuries in small capitals with superior letters, held to the word « siècle »."""
    edits = []
    for numeral in _numerals(text):
        if not numeral.century:
            continue
        small = text[numeral.start : numeral.middle].lower()
        edits.append(Edit(numeral.start, numeral.middle, small, Wrap.SMALL_CAPITALS))
        edits.append(Edit(numeral.middle, numeral.end, numeral.after, Wrap.SUPERIOR))
        following = _WORD.match(text, numeral.end)
        if following and following.group("space") != NO_BREAK:
            edits.append(Edit(*following.span("space"), NO_BREAK))
    for match in _BOUND.finditer(text) if "cle" in text else ():
        before = re.split(r"\W", text[max(0, match.start() - 10) : match.start()])[-1]
        if _SMALL_ORDINAL.fullmatch(before):
            edits.append(Edit(match.start(), match.end(), NO_BREAK))
    return in_order(edits)


_SMALL_ORDINAL = re.compile(r"[ivx]+(?:er?|è|ᵉʳ?)|[IVX]+ᵉʳ?|1(?:er|ᵉʳ)|\d+(?:[eèᵉ]|[èe]me)")
_WORD = re.compile(rf"(?P<space>{S}+)(?=si[èe]cles?\b|s\.)")
_BOUND = re.compile(
    r"[ \u202f](?=si[èe]cles?\b)(?:(?<=[ivxl\d][eè].)|(?<=\bier.)|(?<=1er.)|(?<=[ᵉʳ].)"
    r"|(?<=\d[èe]me.))"
)


_KINGS = (
    "François|Louis|Henri|Charles|Jean|Philippe|Léopold|Albert|Élisabeth|Elisabeth|Pie|Nicolas|Guillaume"
    "|Frédéric|Alexandre|Pierre|Napoléon|Georges?|George|Jacques|Grégoire|Benoît|Paul|Ramsès|Édouard|Edouard|Richard"
    "|Innocent|Clément|Léon|Urbain|Boniface|Alphonse|Ferdinand|Philipe|Victor-Emmanuel|Victor|Baudouin|Othon|Rodolphe"
    "|Maximilien|Christian|Gustave|Gustave-Adolphe|Catherine|Marie|Jules|Sixte|Mohammed|Hassan|Murad|Soliman|Sélim"
    "|Darius|Xerxès|Artaxerxès|Ptolémée|Cléopâtre|Antiochos|Constantin|Justinien|Théodose|Guillaume|Ivan|Jean-Paul"
)
_REGNAL = re.compile(
    rf"(?P<space>[ \u202f])(?=[IVX1])(?=(?P<numeral>{NUMERAL}|1(?=er\b))(?P<first>er|re)?"
    rf"(?![\w’'°/]|-(?!-)|\.[A-Z{SMALL}]))"
)
_KING = re.compile(rf"(?<![\w])(?:{_KINGS})$")
_NAME = re.compile(rf"(?<![\w])[{CAPITAL}][{SMALL}]+(?:-[{CAPITAL}][{SMALL}]+)*$")
_NO_NAME = frozenset(
    """Le La Les Un Une En Au Aux Du De Des Et Ou Il Elle Dans Ce Cet Cette Pour Sur Voir Cf À
    Article Chapitre Tome Livre Acte Annexe Titre Partie Section Note Phase Groupe Type Classe
    Niveau Version Zone Exemple Figure Tableau Planche Loi Cas Acte Scène Volume""".split()  # noqa: SIM905
)


def regnal_numbers(text: str, _: Spacing) -> Iterator[Edit]:
    """A name is held to the number of the reign: ``Louis XIV``, ``François Ier``."""
    for match in _REGNAL.finditer(text):
        before = text[max(0, match.start() - 24) : match.start()]
        numeral = match.group("numeral")
        named = _KING.search(before)
        if not named and len(numeral) > 1 and "L" not in numeral and value(numeral) < 40:
            name = _NAME.search(before)
            named = name if name and name.group() not in _NO_NAME else None
        if named:
            yield Edit(match.start("space"), match.end("space"), NO_BREAK)
