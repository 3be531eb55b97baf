"""Quotation marks: « » outside, “ ” inside, also over several paragraphs.

Lexique des règles typographiques, « guillemets »; the second level after Ramat-Muller.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from publish.typography.rules.matching import CAPITAL, SEEN, SMALL, S, in_order
from publish.typography.runs import Edit, spliced
from publish.typography.spacing import SPACES, Spacing

_MARK = re.compile('["«»“”„]|<<|>>')
_BEFORE_OPENING = SPACES + "\n([{—–-/’'«“»”\"" + SEEN
_AFTER_CLOSING = SPACES + '\n)]}—–-/.,;:!?…»”"' + SEEN
_OPENING = {"«": "«", "“": "“", "„": "„", "<<": "<<"}
_PARTNER = {"»": "«", "”": '“„"', ">>": "<<", '"': '"“„'}
_SET = re.compile("[«»“”„]|<<|>>")
_BUTTONS = re.compile(r"(?<!\S)<<\s(?:et|ou|à|,)\s>>(?!\w)")
"""Two signs that are spoken of: the keys << et >>."""
_LEVELS = (("«", "»"), ("“", "”"))
_MOST_BETWEEN = 10
"""The most paragraphs that a quotation runs over when nothing marks those between."""


@dataclass
class _Mark:
    """A quotation mark: where it stands, what it is, and the part it plays once that is known."""

    start: int
    sign: str
    opens: bool
    paired: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.sign)


@dataclass
class _Block:
    """The marks of one text; ``deep`` is the level of quotation at which the text begins."""

    text: str
    marks: list[_Mark] = field(default_factory=list)
    deep: int = 0

    def lone(self, *, opens: bool) -> list[_Mark]:
        """The marks of one kind without a partner in the block."""
        return [m for m in self.marks if m.opens is opens and not m.paired]

    def first(self) -> _Mark | None:
        """The mark with which the block begins."""
        if self.marks and not self.text[: self.marks[0].start].strip(SPACES):
            return self.marks[0] if self.marks[0].opens else None
        return None


def guillemets(text: str, spacing: Spacing) -> list[Edit]:
    """Straight and curly double quotes become guillemets, or “ ” inside guillemets.

    Quotes are paired inside the block; one without a partner is left as it is, since nothing tells
    where its quotation ends. A double quote right after a digit and without an opening one before
    it is an inch or a second, and stays.
    """
    return guillemets_over([text], spacing)[0]


def guillemets_over(texts: Sequence[str], _: Spacing) -> list[list[Edit]]:
    """The same for paragraphs that follow one another: a quotation may run over several of them.

    Either each paragraph begins with its opening mark (guillemets de suite) and the last one has
    the closing mark, or the quotation opens in one paragraph and closes in a later one. A text
    whose marks are so entangled that they would be set otherwise a second time is left as it is.
    """
    entangled: set[int] = set()
    while True:
        edits = _over(texts, entangled)
        if not any(edits):
            return edits
        again = _over([spliced(t, e) for t, e in zip(texts, edits, strict=True)], entangled)
        unstable = {index for index, more in enumerate(again) if more}
        if not unstable:
            return edits
        entangled |= unstable


def _over(texts: Sequence[str], left: Collection[int]) -> list[list[Edit]]:
    blocks = [_Block(t, [] if n in left else _marks(t)) for n, t in enumerate(texts)]
    if len(blocks) > 1:
        _join(blocks)
    return [_set(block) if block.marks else [] for block in blocks]


def unpaired(text: str) -> list[int]:
    """Where double quotes stand that were left for want of a partner."""
    return [
        m.start
        for m in _marks(text)
        if not m.paired and m.sign in '"“”' and not text[m.start - 1 : m.start].isdigit()
    ]


def _marks(text: str) -> list[_Mark]:
    """The marks of a text, those that make a pair inside it joined."""
    marks: list[_Mark] = []
    pending: list[_Mark] = []
    turns = _turns(text) if '"' in text and not _SET.search(text) else {}
    for match in _MARK.finditer(text):
        at, sign = match.start(), match.group()
        if sign == "<<" and _BUTTONS.match(text, at):
            continue
        part = _part(text, at, pending, turns) if sign == '"' else sign in _OPENING
        if part is None:
            continue
        mark = _Mark(at, sign, part)
        marks.append(mark)
        if part:
            pending.append(mark)
            continue
        partner = _partner(pending, sign)
        if partner is not None:
            del pending[pending.index(partner) :]
            partner.paired = mark.paired = True
    return marks


def _partner(pending: Sequence[_Mark], sign: str) -> _Mark | None:
    """The opening mark that a closing one answers; straight quotes in between stay alone."""
    for mark in reversed(pending):
        if mark.sign in _PARTNER[sign]:
            return mark
        if mark.sign != '"':
            return None
    return None


def _could(text: str, at: int) -> tuple[bool, bool]:
    """Whether a straight quote can open and whether it can close, by what stands beside it."""
    before = text[at - 1] if at else "\n"
    after = text[at + 1] if at + 1 < len(text) else "\n"
    can_open = before in _BEFORE_OPENING and after not in SPACES + "\n»”"
    can_close = before not in SPACES + "\n«“„" and after in _AFTER_CLOSING
    return can_open, can_close


def _turns(text: str) -> dict[int, bool]:
    """For each straight quote whether it opens, where some have their spaces on the wrong side.

    They are then told by their turn, if all of them agree with it; otherwise nothing is told.
    """
    places = [m.start() for m in re.finditer('"', text) if not _is_inches(text, m.start())]
    could = [_could(text, at) for at in places]
    if len(places) % 2 or (False, False) not in could:
        return {}
    if any(not can[index % 2] and can[1 - index % 2] for index, can in enumerate(could)):
        return {}
    return {at: index % 2 == 0 for index, at in enumerate(places)}


def _is_inches(text: str, at: int) -> bool:
    return text[max(0, at - 9) : at].rstrip(SPACES)[-1:].isdigit()


def _part(text: str, at: int, pending: Sequence[_Mark], turns: Mapping[int, bool]) -> bool | None:
    """Whether a straight quote opens; ``None`` when it does not quote."""
    if at in turns:
        return turns[at]
    can_open, can_close = _could(text, at)
    answers = any(mark.sign == '"' for mark in pending)
    if can_open and can_close:
        return not answers
    if can_close and not answers and text[at - 1].isdigit():
        return None
    return can_open if can_open or can_close else None


def _join(blocks: Sequence[_Block]) -> None:
    """Pair the marks of quotations that run over several blocks."""
    index = 0
    while index < len(blocks):
        alone = blocks[index].lone(opens=True)
        index = _join_from(blocks, index, alone[0]) if len(alone) == 1 else index + 1


def _join_from(blocks: Sequence[_Block], start: int, opening: _Mark) -> int:
    """Follow one quotation; returns the index of the block to go on from."""
    followed = [opening]
    for index in range(start + 1, len(blocks)):
        block = blocks[index]
        first, closings, openings = block.first(), block.lone(opens=False), block.lone(opens=True)
        goes_on = first is not None and first.sign == opening.sign
        if goes_on and first is not None and first.paired and not closings and not openings:
            # The last paragraph has both its marks; without any other sign that the quotation
            # goes on it is one by itself, and the opening before it was alone.
            if _closes_last(block):
                _pair(followed)
                return index + 1
            return start + 1
        if openings and not (goes_on and openings == [first]):
            return start + 1
        if closings:
            if len(closings) == 1 and opening.sign in _PARTNER[closings[0].sign]:
                _pair([*followed, *openings, *closings])
                for between in blocks[start + 1 : index + 1]:
                    between.deep = 0 if between.first() in followed else 1
                return index
            return start + 1
        followed += openings
        if len(followed) == 1 and index - start > _MOST_BETWEEN:
            return start + 1
    return start + 1


def _closes_last(block: _Block) -> bool:
    """Whether the closing mark that answers the first one ends the block."""
    last = block.marks[-1]
    return not last.opens and not block.text[last.end :].strip(SPACES + ".,!?…")


def _pair(marks: Sequence[_Mark]) -> None:
    for mark in marks:
        mark.paired = True


def _set(block: _Block) -> list[Edit]:
    edits: list[Edit] = []
    depth = block.deep
    quoted = 0
    for mark in block.marks:
        given = mark.sign in "«»"
        if not mark.paired and not given:
            continue
        if mark.opens:
            after = _LEVELS[min(depth, 1)][0]
            depth += 1
            quoted = mark.end
        else:
            edits += _singles(block.text, quoted, mark.start) if depth == 1 else []
            depth = max(depth - 1, 0)
            after = _LEVELS[min(depth, 1)][1]
            quoted = mark.end
        if not given and mark.sign != after:
            edits.append(Edit(mark.start, mark.end, after))
    return in_order(edits)


_SINGLE = re.compile(
    rf"(?<![^\s(\[—–«{SPACES}])['‘](?=\w)(?P<said>[^\n\"«»“”]{{1,200}}?)(?<=[\w.,!?…])['’]"
    r"(?=[\s.,;:!?…)\]»\u00a0\u202f]|$)"
)


def _singles(text: str, start: int, end: int) -> Iterator[Edit]:
    """Single quotes inside a quotation are of the second level."""
    for match in _SINGLE.finditer(text, start, end):
        yield Edit(match.start(), match.start() + 1, "“")
        yield Edit(match.end() - 1, match.end(), "”")


_AFTER_OPENING = re.compile(rf"«(?P<space>{S}*)(?=[^{SPACES}»)\]\n])")


_TOUCHED = re.compile(rf"»(?=[{SMALL}{CAPITAL}]{{2}})|[{SMALL}](?<=[{SMALL}].)(?=«)")


def guillemet_spaces(text: str, spacing: Spacing) -> list[Edit]:
    """A no-break space after « and before »; outside them a space where a word touches."""
    first, last = text.find("»"), text.rfind("«")
    if -1 < first < text.find("«") and first <= text.rfind("»") < last:
        # »So« is how others set their guillemets: not a French quotation.
        return []
    edits = []
    for match in _AFTER_OPENING.finditer(text):
        edits.append(Edit(match.start(1), match.end(1), spacing.guillemet))
    at = first
    while at != -1:
        start = at
        while start and text[start - 1] in SPACES:
            start -= 1
        if start and text[start - 1] not in "«([\n":
            edits.append(Edit(start, at, spacing.guillemet))
        at = text.find("»", at + 1)
    edits += [Edit(m.end(), m.end(), " ") for m in _TOUCHED.finditer(text)]
    return in_order(edit for edit in edits if text[edit.start : edit.end] != edit.after)
