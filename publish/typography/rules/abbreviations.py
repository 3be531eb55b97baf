"""Abbreviations, titles, initials (Lexique, « abréviations »; André, « espaces insécables »)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.typography.rules.matching import CAPITAL, SMALL, S, in_order, to
from publish.typography.runs import Edit, Wrap
from publish.typography.spacing import NO_BREAK, SPACES, Spacing

_NAME = (
    rf"(?=[{CAPITAL}]|l[ae][ \u00a0]|l’|d’[{CAPITAL}]"
    rf"|(?:d[eu]|des)[ \u00a0](?:[{CAPITAL}]|la[ \u00a0]|l’))"
)
_TITLE = re.compile(
    rf"[MDPV](?<![\w.].)(?:M?\.|(?<=M)(?:mes?|lles?|gr|e|rs?\.?)|(?<=[DP])rs?\.?|(?<=D)res?"
    rf"|(?<=V)ve)(?P<space>{S}){_NAME}"
)
_NUMBER_SIGN = re.compile(
    r"(?<![\w.’'])(?<!\w-)(?:[nN][°ºo]|pp?\.|vol\.|t\.|chap\.|ch\.|art\.|fig\.|§§?"
    r"|(?<!et[ \u00a0])al\.|pl\.|fol\.|liv\.|col\.|ms\.)$"
)
_NUMBERED = re.compile(rf"[°º§.o](?P<space>{S}?)(?=\d|[IVXL]+\b|(?<=p.[ \u00a0\u202f])[ivxl]+\b)")

_BOUND = re.compile(rf"(?<![\w.])(?:p\.(?P<a>{S})ex\.|(?:av|apr)\.(?P<b>{S})(?:J\.-C\.|notre))")
_CAPITALS = re.compile(
    rf"[LRDAS]\.(?<![\w.]..)(?:(?<!S.)\*?(?P<c>{S})\d{{2,4}}-\d|(?<=S.)(?P<d>{S})(?:[MEA]|Exc)\.)"
)
_GLUED = re.compile(rf"M\.(?<![\w.]..)(?=[{CAPITAL}][{SMALL}]{{3,}})")


def abbreviations(text: str, _: Spacing) -> list[Edit]:
    """A no-break space after M., Mme, Dr before a name, after n°, p., vol. before a number."""
    edits = [
        edit
        for edit in to(_TITLE, text, NO_BREAK)
        if not text.endswith(("Me", "Pr", "P.", "D.", "V."), 0, edit.start)
        or _is_title(text, edit.start, edit.end)
    ]
    for match in _NUMBERED.finditer(text):
        space, end = match.group("space"), match.start("space")
        # After a sign of its own a number may be typed without a space.
        if space == NO_BREAK or not (space or text[end - 1] in "°º§"):
            continue
        if text[end - 1] == "o" and not text[match.end()].isdigit():
            continue
        if _NUMBER_SIGN.search(text, max(0, end - 6), end):
            edits.append(Edit(end, match.end(), NO_BREAK))
    bound = [*_CAPITALS.finditer(text)]
    if "ex." in text or "v." in text or "pr." in text:
        bound += _BOUND.finditer(text)
    for match in bound:
        for group, space in match.groupdict().items():
            if space and space != NO_BREAK:
                edits.append(Edit(match.start(group), match.end(group), NO_BREAK))
    if "M." in text:
        edits += [Edit(m.end(), m.end(), NO_BREAK) for m in _GLUED.finditer(text)]
    return in_order(edits)


def _is_title(text: str, end: int, name: int) -> bool:
    """Whether « Me », « Pr » before a name are Maître and Professeur: not at a sentence’s start."""
    title = text[end - 2 : end]
    if title in ("P.", "D.", "V."):
        return False
    before = text[: end - 2].rstrip(SPACES)
    return text[name].isupper() and bool(before) and before[-1] not in ".!?…:«—–\n"


_SUPERIOR = re.compile(
    r"M(?<!\w.)(?P<m>mes?|lles?|grs?)(?![\w’'.-])|[DP](?<!\w.)(?P<d>rs?)(?=[ \u00a0\u202f])"
    r"|M(?<!\w.)(?P<e>es?)(?=[ \u00a0])"
)
_CAPITAL_AFTER = re.compile(rf"{S}[{CAPITAL}][{SMALL}’.-]")


def superior_letters(text: str, _: Spacing) -> Iterator[Edit]:
    """The end of Mme, Mlle, Mgr, Dr, Pr, Me in superior letters, the last three before a name."""
    for match in _SUPERIOR.finditer(text):
        group = match.lastgroup or ""
        start, end = match.span(group)
        if group == "m" and text[match.start() : end] != "Mgrs":
            yield Edit(start, end, text[start:end], Wrap.SUPERIOR)
        elif group in ("d", "e") and _CAPITAL_AFTER.match(text, end):
            if match.group() in ("Me", "Pr", "Mes") and not _is_title(text, end, end + 1):
                continue
            if match.group() != "Mes":
                yield Edit(start, end, text[start:end], Wrap.SUPERIOR)


_INITIALS = re.compile(
    rf"[{CAPITAL}][h]?\.(?<![\w.’'/-].\.)(?P<rest>(?:-[{CAPITAL}]\.|{S}?[{CAPITAL}]\.)*)(?P<space>{S})(?P<name>[{CAPITAL}][{SMALL}’]*[{SMALL}-]\w*)"
)
_STARTERS = frozenset(
    """Le La Les Un Une Des Il Elle Ils Elles On Ce Cet Cette Ces Son Sa Ses Mais Or Car Et Ou Donc
    En Dans Pour Par Sur Avec Sans Après Avant Depuis Selon Quand Si Que Qui Nous Vous Je Tu Leur
    Leurs Notre Votre À Au Aux Du De Puis Ainsi Alors Cela Ceci Ça Ca Pourtant Enfin Aussi Comme
    Chez Plus Tout Toute Tous Toutes Aucun Voici Voilà""".split()  # noqa: SIM905
)
_ELIDED = re.compile(r"^(?:[CDJLMNST]|Qu)’")
_GIVEN = re.compile(
    rf"(?:^|[(«\[“,;/–—-]{S}?|\b(?:de|par|et|avec|chez|selon|pour|contre|que|ou|M\.|MM\.|Mme|cf\.|Cf\.){S})$"
)


def initials(text: str, _: Spacing) -> list[Edit]:
    """Initials are held to one another and to the name: ``J.-P. Sartre``, ``J. R. R. Tolkien``."""
    edits = []
    for match in _INITIALS.finditer(text):
        rest = match.group("rest")
        first = _ELIDED.sub("", match.group("name"), count=1)
        if first in _STARTERS or match.group("name") != first:
            continue
        if rest == "-C." or match.group().startswith("M."):
            continue
        before = text[max(0, match.start() - 10) : match.start()]
        apart = "-" in rest or any(space in rest for space in SPACES)
        if not apart and not _GIVEN.search(before):
            continue
        for offset, sign in enumerate(text[match.start() : match.end("space")], match.start()):
            if sign in SPACES and sign != NO_BREAK:
                edits.append(Edit(offset, offset + 1, NO_BREAK))
    return in_order(edits)
