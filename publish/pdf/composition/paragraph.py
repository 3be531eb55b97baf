"""A paragraph as the engine holds it, read as one text with its places and possible breaks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.percent import resolve_percentages
from weasyprint.text.line_break import get_log_attrs

from publish.pdf.composition.breaking import Breaks, Cost
from publish.pdf.composition.measure import Measured, measure

HYPHEN = "\u2010"
Hyphenate = Callable[[str, str], Sequence[tuple[int, int]]]
"""The places where a word of a language may be divided, each with its quality: 0, 1 or 2."""

RIGHT = {
    **dict.fromkeys("-\u2010", 0.6),
    **dict.fromkeys(".,…", 0.55),
    **dict.fromkeys(";:’", 0.35),
    **dict.fromkeys("–»”", 0.25),
    **dict.fromkeys("!?)", 0.12),
    **dict.fromkeys("rvwyktf", 0.06),
}
LEFT = {
    **dict.fromkeys("«“’", 0.25),
    **dict.fromkeys("—–", 0.15),
    **dict.fromkeys("(", 0.1),
    **dict.fromkeys("ATVWYJ", 0.06),
    **dict.fromkeys("vwy", 0.05),
}
"""How much of a sign may hang out of the measure on each side, as a share of its width."""


_JOINTS = frozenset("/._=?&@:\\")
_TOKEN = re.compile(r"\S+")
_TECHNICAL = re.compile(r"[/_@\\=]|\w{3,}[.:]\w{2,}")


def _is_joint(text: str, at: int) -> bool:
    """Whether a path, an address or a name of a program may be cut before the character ``at``."""
    start = max(text.rfind(" ", 0, at), text.rfind("\u00a0", 0, at)) + 1
    end = min((e for e in (text.find(" ", at), text.find("\u00a0", at)) if e >= 0), default=len(text))
    return at - start >= 3 and end - at >= 3 and bool(_TECHNICAL.search(text, start, end))


class UnplannableError(Exception):
    """The paragraph holds something that only the engine can break around."""


@dataclass(frozen=True)
class Leaf:
    """A text box: its path of child indexes, its first character in the paragraph, its places."""

    path: tuple[int, ...]
    box: Any
    first: int
    text: str
    x: float
    measured: Measured

    @property
    def end(self) -> int:
        """The character of the paragraph after its last one."""
        return self.first + len(self.text)


@dataclass(frozen=True)
class Break:
    """A place where a line may end: what it ends with, where the next one goes on.

    ``content`` is the end of what is seen, ``resume`` the first character of the next line.
    ``left`` and ``right`` hang out of the measure, in pixels: of the next line, of this one.
    """

    content: int
    resume: int
    hyphen: float
    right: float
    left: float
    penalty: float
    divided: bool


@dataclass(frozen=True)
class Paragraph:
    """The text of a line box, its leaves, its possible breaks."""

    leaves: tuple[Leaf, ...]
    text: str
    places: Sequence[float]
    spaces: Sequence[int]
    possible: tuple[Break, ...]
    em: float

    def breaks(self, beyond: int) -> tuple[Breaks, list[Break]]:
        """The breaks after the character ``beyond``, in em, and what each one is."""
        used = [b for b in self.possible if b.resume > beyond]
        em, places, spaces = self.em, self.places, self.spaces
        return (
            Breaks(
                [(places[b.content] + b.hyphen - b.right) / em for b in used],
                [(places[b.resume] + b.left) / em for b in used],
                [spaces[b.content] for b in used],
                [spaces[b.resume] for b in used],
                [b.penalty for b in used],
                [b.divided for b in used],
            ),
            used,
        )


def read(
    linebox: Any, containing: Any, context: Any, hyphenate: Hyphenate, cost: Cost
) -> Paragraph:
    """The paragraph in a line box; raises :class:`UnplannableError` when it cannot be planned."""
    leaves: list[Leaf] = []
    edges: list[tuple[int, float]] = []
    _gather(linebox, (), containing, context, leaves, edges)
    if not leaves:
        raise UnplannableError
    text = "".join(leaf.text for leaf in leaves)
    places: list[float] = []
    spaces: list[int] = []
    count = 0
    for leaf in leaves:
        places += [leaf.x + x for x in leaf.measured.x[:-1]]
    places.append(leaves[-1].x + leaves[-1].measured.x[-1])
    for sign in text:
        spaces.append(count)
        count += sign in " \u00a0"
    spaces.append(count)
    em = linebox.style["font_size"]
    possible = tuple(_possible(leaves, text, places, linebox, context, hyphenate, cost))
    return Paragraph(tuple(leaves), text, places, spaces, possible, em)


def _gather(
    parent: Any,
    path: tuple[int, ...],
    containing: Any,
    context: Any,
    leaves: list[Leaf],
    edges: list[tuple[int, float]],
) -> None:
    for index, child in enumerate(parent.children):
        if isinstance(child, boxes.TextBox):
            if not child.text:
                continue
            if (
                child.style["white_space"] != "normal"
                or "\n" in child.text
                or "\u00ad" in child.text
            ):
                raise UnplannableError
            measured = measure(child.text, child.style, context)
            last = leaves[-1] if leaves else None
            x = last.x + last.measured.x[-1] if last else 0.0
            x += sum(width for _, width in edges)
            edges.clear()
            first = last.end if last else 0
            leaves.append(Leaf((*path, index), child, first, child.text, x, measured))
        elif not child.is_in_normal_flow():
            if child.is_floated():
                raise UnplannableError
        elif isinstance(child, boxes.InlineBox) and not child.is_leader:
            resolve_percentages(child, containing)
            edges.append((index, _side(child, "left")))
            _gather(child, (*path, index), containing, context, leaves, edges)
            edges.append((index, _side(child, "right")))
        else:
            raise UnplannableError


def _side(box: Any, side: str) -> float:
    margin = getattr(box, f"margin_{side}")
    width = 0.0 if margin == "auto" else margin
    return float(width + getattr(box, f"padding_{side}") + getattr(box, f"border_{side}_width"))


def _possible(
    leaves: Sequence[Leaf],
    text: str,
    places: Sequence[float],
    linebox: Any,
    context: Any,
    hyphenate: Hyphenate,
    cost: Cost,
) -> Iterator[Break]:
    lang = linebox.style["lang"]
    attributes = get_log_attrs(text, lang)
    length = len(text)
    leaf_index = 0
    word = -1
    for at in range(1, length):
        sign, before = text[at], text[at - 1]
        inside = sign.isalpha() and before.isalpha()
        if inside:
            if word < 0:
                word = at - 1
                yield from ()
            continue
        if word >= 0:
            yield from _divisions(text, word, at, leaves, places, context, hyphenate, cost)
            word = -1
        if sign.isalnum() and before in _JOINTS and _is_joint(text, at):
            yield _break(text, places, at, at, 0.0, cost.joint, False)
        elif attributes[at].is_line_break and sign != " ":
            content = at
            while content and text[content - 1] == " ":
                content -= 1
            dash = content == at
            divided = before in "-\u2010"
            penalty = cost.dash if dash else 0.0
            yield _break(text, places, content, at, 0.0, penalty, divided)
    if word >= 0:
        yield from _divisions(text, word, length, leaves, places, context, hyphenate, cost)
    content = length
    while content and text[content - 1] == " ":
        content -= 1
    yield Break(content, length, 0.0, _hang(text, places, content - 1, RIGHT), 0.0, 0.0, False)


def _hang(text: str, places: Sequence[float], at: int, table: dict[str, float]) -> float:
    return table.get(text[at], 0.0) * (places[at + 1] - places[at])


def _break(
    text: str,
    places: Sequence[float],
    content: int,
    resume: int,
    hyphen: float,
    penalty: float,
    divided: bool,
) -> Break:
    right = hyphen * RIGHT[HYPHEN] if hyphen else _hang(text, places, content - 1, RIGHT)
    left = _hang(text, places, resume, LEFT)
    return Break(content, resume, hyphen, right, left, penalty, divided)


def _divisions(
    text: str,
    start: int,
    end: int,
    leaves: Sequence[Leaf],
    places: Sequence[float],
    context: Any,
    hyphenate: Hyphenate,
    cost: Cost,
) -> Iterator[Break]:
    style = None
    for leaf in leaves:
        if leaf.first <= start and end <= leaf.end:
            style = leaf.box.style
            break
    if style is None or style["hyphens"] != "auto" or not style["lang"]:
        return
    total, left, right = style["hyphenate_limit_chars"]
    if end - start < total:
        return
    hyphen = _hyphen_width(style, context)
    for at, quality in hyphenate(text[start:end], style["lang"]):
        if left <= at <= end - start - right:
            yield _break(text, places, start + at, start + at, hyphen, cost.hyphen[quality], True)


def _hyphen_width(style: Any, context: Any) -> float:
    key = f"hyphen {style['hyphenate_character']}"
    cache = style.cache.setdefault(key, {})
    font = (
        style["font_size"],
        str(style["font_family"]),
        style["font_style"],
        style["font_weight"],
    )
    if font not in cache:
        cache[font] = measure(style["hyphenate_character"], style, context).x[-1]
    width: float = cache[font]
    return width
