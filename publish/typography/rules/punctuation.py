"""Spaces and signs of punctuation.

Lexique des règles typographiques, « ponctuation »; Jacques André, Petites leçons de typographie.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.typography.rules.matching import CAPITAL, SEEN, SMALL, S, in_order, to
from publish.typography.runs import Edit
from publish.typography.spacing import NARROW, NO_BREAK, SPACES, Spacing

_WORD = rf"[\w»”’)\]%‰°…€$£′″.{SEEN}]"
_WIDTHS = SPACES.replace(" ", "")
_DOUBLED = re.compile(rf"{S}{{2,}}")


def doubled_spaces(text: str, _: Spacing) -> Iterator[Edit]:
    """Several spaces become one; a no-break one among them stays no-break."""
    if "  " not in text and not any(space in text for space in _WIDTHS):
        return
    for match in _DOUBLED.finditer(text):
        run = match.group()
        kept = next((c for c in run if c in (NO_BREAK, NARROW)), " ")
        yield Edit(match.start(), match.end(), kept)


_LOW_AFTER = re.compile(rf'{_WORD}|"')
_LOW = re.compile(rf"(?P<space>{S})(?=[,.](?:{S}|\n|$|[»”)\]\"]))")


def low_punctuation(text: str, _: Spacing) -> Iterator[Edit]:
    """No space before a comma or a full stop that ends something."""
    if " ," not in text and " ." not in text and not any(width in text for width in _WIDTHS):
        return
    for match in _LOW.finditer(text):
        before = text[match.start() - 1 : match.start()]
        if before in (".", "…") and text[match.end()] == ".":
            continue
        if _LOW_AFTER.match(before):
            yield Edit(match.start(), match.end(), "")


_ENDS = re.compile(_WORD)
_COMMAS = re.compile(rf",(?:{S}?,)+(?=\s|$|[»”)\]\"])")


def doubled_commas(text: str, _: Spacing) -> Iterator[Edit]:
    """Several commas become one."""
    if ",," not in text and ", ," not in text and not any(width in text for width in _WIDTHS):
        return
    for match in _COMMAS.finditer(text):
        yield Edit(match.start(), match.end(), ",")


_MISSING = re.compile(
    rf",(?<=[{SMALL}]{{3}},)(?=[{SMALL}]{{2}})"
    rf"|[!?](?:(?<=[{SMALL}]{{2}}.)|(?<=[{SMALL}]{{2}}{S}.))(?=[{CAPITAL}][{SMALL}])"
)


def missing_space(text: str, _: Spacing) -> Iterator[Edit]:
    """A space after a comma between words, after ! and ? before a capital letter."""
    for match in _MISSING.finditer(text):
        if text[match.start()] == "," and _is_written_for_machines(text, match.start()):
            continue
        if not text.endswith("Yahoo!", 0, match.end()):
            yield Edit(match.end(), match.end(), " ")


_FOR_MACHINES = re.compile(r"[=;{}_<>\\|]|\w\(")


def _is_written_for_machines(text: str, at: int) -> bool:
    """Whether what stands around without a space is a call, a setting, a row of data."""
    before, after = text[max(0, at - 40) : at], text[at : at + 40]
    around = (before.split() or [""])[-1] + after.split()[0]
    return _FOR_MACHINES.search(around) is not None


_OPERATION = re.compile(
    r"\([^()]*(?:\s[+*=×÷]\s|(?<![^\W_])[^\W\d_]\s[-/]\s[^\W\d_](?![^\W_]))[^()]*\)?"
)
_INSIDE = re.compile(
    rf"\((?P<after>{S}+)(?=[^\s)])|(?P<before>{S}+)(?=\))|\[(?P<first>{S}*)[….]+(?P<last>{S}*)\]"
)
_GLUED = re.compile(
    rf"\((?<=[{SMALL}]{{3}}\()(?={S}*[{SMALL}{CAPITAL}]{{2,}}[’ ][^()\n]* [^()\n]*\))"
)


def brackets(text: str, _: Spacing) -> list[Edit]:
    """No space inside brackets, one before them where the word and a whole phrase touch.

    What may be part of the word, as in « ami(e)s », stays.
    """
    edits = []
    for match in _INSIDE.finditer(text):
        if match.group("before") and text[match.start() - 1 : match.start()] in ("", "(", "\n"):
            continue
        if _OPERATION.match(text, text.rfind("(", 0, match.end())):
            continue
        for name, space in match.groupdict().items():
            if space:
                edits.append(Edit(*match.span(name), ""))
    edits += [Edit(m.start(), m.start(), " ") for m in _GLUED.finditer(text)]
    return in_order(edits)


_APART = re.compile(rf"[!?](?P<space>{S}+)(?=[!?](?!\w))")
_MANY = re.compile(r"([!?])\1{3,}")


def repeated_marks(text: str, _: Spacing) -> list[Edit]:
    """``? !`` is written ``?!``; the same mark more than three times is written three times."""
    edits = [*to(_APART, text, "")]
    edits += [Edit(m.start(), m.end(), m.group(1) * 3) for m in _MANY.finditer(text)]
    return in_order(edits)


_HIGH = re.compile("[;!?]+")
_MOVE = re.compile(r"(?<![\w’'-])[RDTFC]?[a-h]?[1-8]?x?[a-h][1-8]$")
"""A move of chess, which its marks touch: Fb5!?"""
_OPENS = frozenset("([{«“\n/-—–\\:¿¡<=&*\"'" + SPACES)
_PLAIN_AFTER = frozenset(SPACES + "\n)]}»”\"'’,.…:—–*" + SEEN)


def high_punctuation(text: str, spacing: Spacing) -> Iterator[Edit]:
    """A narrow no-break space before ; ! and ?, none between them (``?!``)."""
    for match in _HIGH.finditer(text):
        at = match.start()
        start = _before(text, at)
        if not start or not _takes_space(text, start, at, match.end()):
            continue
        if text[start:at] != spacing.high:
            yield Edit(start, at, spacing.high)


def _before(text: str, at: int) -> int:
    """Where the spaces before ``at`` begin."""
    while at and text[at - 1] in SPACES:
        at -= 1
    return at


def _takes_space(text: str, start: int, at: int, end: int) -> bool:
    before = text[start - 1]
    after = text[end] if end < len(text) else "\n"
    if after == "=" or (text[at] == ";" and after in "-)DP" and start < at):
        # An inequality, an emoticon.
        return False
    if start < at:
        return before not in _OPENS
    if text[at] != ";" and _MOVE.search(text, max(0, start - 8), start):
        return False
    if text.endswith(("Yahoo", "Jeopardy"), 0, start) and text[at] == "!" and end - at == 1:
        return False
    return after in _PLAIN_AFTER and _ENDS.match(before) is not None


_SHORTCODE = re.compile(r":[\w+-]+$")


def _is_shortcode(text: str, at: int) -> bool:
    """Whether a colon ends a short code such as ``:clap:``."""
    return _SHORTCODE.search(text, max(0, at - 30), at) is not None


_COLON_AFTER = frozenset(SPACES + "\n)»" + SEEN)
_SMILEY = frozenset("/:\\-)(DP=")


def colon(text: str, spacing: Spacing) -> Iterator[Edit]:
    """A no-break space before the colon of a sentence; not in 12:30, 16:9, a:b."""
    at = text.find(":")
    while at != -1:
        start = _before(text, at)
        if start == at and _is_shortcode(text, at):
            start = 0
        after = text[at + 1] if at + 1 < len(text) else "\n"
        if (
            start
            and _ENDS.match(text[start - 1])
            and (after in _COLON_AFTER or (start < at and after not in _SMILEY))
            and text[start:at] != spacing.colon
        ):
            yield Edit(start, at, spacing.colon)
        at = text.find(":", at + 1)
