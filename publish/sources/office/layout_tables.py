"""Tables that place things on a page and hold no data: a picture over its caption, a framed text.

Word processors have no other easy way to set a picture beside its words. What tells such a table
from one of data is how its cells are filled; lines around them count where that leaves a doubt.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from publish.diagnostics import Kind, Severity
from publish.sources.office import marks
from publish.sources.office.prepared import Picture, Prepared

TABLE_BOX = Kind(
    "office-table-box",
    Severity.NOTE,
    fr="Un tableau sert de cadre à un texte (encadré) : ses paragraphes sont mis à sa place dans "
    "l’article : « {text} »",
    fr_hint="Vérifiez leur place. Si c’est un vrai tableau, donnez-lui une colonne ou une ligne "
    "d’en-tête de plus.",
    en="A table is a frame around a text (a box): its paragraphs stand in its place in the "
    "article: “{text}”",
    en_hint="Check their place. If it is a real table, give it one more column or a row of heads.",
)
TABLE_LAYOUT = Kind(
    "office-table-layout",
    Severity.NOTE,
    fr="Un tableau sert de mise en page : ses images et ses textes sont repris sans lui : "
    "« {text} »",
    fr_hint="Vérifiez les légendes. Si c’est un vrai tableau, donnez-lui des filets et une ligne "
    "d’en-tête.",
    en="A table serves to lay out a page: its pictures and texts are taken without it: “{text}”",
    en_hint="Check the captions. If it is a real table, give it lines and a row of heads.",
)

CAPTION_WORDS = 40
"""More words beside a picture than this are a text, not its caption."""
_CAPTION_PARAGRAPHS = 3
_LONG = 25
"""So many words in a cell are prose, no datum."""


@dataclass(frozen=True)
class Cell:
    """What a cell holds: its blocks, its pictures, its words outside of notes, its paragraphs.

    ``alts`` say what the pictures show.
    """

    blocks: Sequence[Any]
    alts: Sequence[str]
    text: str
    paragraphs: int
    plain: bool
    """Whether it holds nothing but paragraphs."""

    @property
    def pictures(self) -> int:
        """How many pictures stand in it."""
        return len(self.alts)

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())

    @property
    def empty(self) -> bool:
        """Whether nothing is in it."""
        return not self.pictures and not self.text

    @property
    def may_caption(self) -> bool:
        """Whether its text may be the caption of a picture."""
        few = self.words <= CAPTION_WORDS and self.paragraphs <= _CAPTION_PARAGRAPHS
        return self.plain and few and bool(self.text)

    @property
    def is_prose(self) -> bool:
        """Whether its text is no datum of a table."""
        return self.words > _LONG or self.paragraphs > 1


@dataclass(frozen=True)
class Part:
    """A part of the table in the order of reading; the text of a ``captioned`` one is a caption.

    The pictures of one that is ``together`` make one figure.
    """

    blocks: Sequence[Any]
    captioned: bool = False
    together: bool = False


@dataclass(frozen=True)
class LaidOut:
    """A table that holds no data, as parts; ``boxed`` where it is a frame around a text."""

    parts: Sequence[Part]
    boxed: bool
    text: str


def laid_out(content: Any, ready: Prepared, *, ruled: bool) -> LaidOut | None:
    """What a table of Pandoc's tree holds when it is no table of data.

    ``ruled`` tells whether lines are drawn around its cells.
    """
    _, caption, _, head, bodies, foot = content
    if caption[1]:
        return None
    rows = [*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]]
    grid = [[_cell(cell[4], ready) for cell in row[1]] for row in rows]
    filled = [cell for row in grid for cell in row if not cell.empty]
    if not filled:
        return None
    text = " ".join(cell.text for cell in filled if cell.text)
    shown = text or " ; ".join(alt for cell in filled for alt in cell.alts if alt)
    if any(cell.pictures for cell in filled):
        parts = _pictured(grid, filled, ruled=ruled)
        boxed = len(filled) == 1 and not filled[0].may_caption and bool(filled[0].text)
        return None if parts is None else LaidOut(parts, boxed, shown)
    if len(filled) == 1 or _is_column(grid, filled):
        return LaidOut([Part(cell.blocks) for cell in filled], True, text)
    if len(grid) == 1 and not ruled and all(cell.is_prose for cell in filled):
        return LaidOut([Part(cell.blocks) for cell in filled], False, text)
    return None


def first_paragraph(content: Any) -> int:
    """The number of the first paragraph in a table of Pandoc's tree, 0 when it holds none."""
    found = (marks.MARK.search(piece) for piece in _strings(content[3:]))
    return next((int(m["number"]) for m in found if m and m["number"]), 0)


def _is_column(grid: Sequence[Sequence[Cell]], filled: Sequence[Cell]) -> bool:
    """Whether cells one over the other are a title and its text, or prose."""
    one = all(sum(not cell.empty for cell in row) <= 1 for row in grid)
    return one and any(c.is_prose for c in filled)


def _pictured(
    grid: Sequence[Sequence[Cell]], filled: Sequence[Cell], *, ruled: bool
) -> list[Part] | None:
    """The parts of a table in which pictures stand."""
    texts = [cell for cell in filled if not cell.pictures]
    rows = [[cell for cell in row if not cell.empty] for row in grid]
    rows = [row for row in rows if row]
    if not texts:
        return [_own(filled)] if not any(c.text for c in filled) else [*map(_alone, filled)]
    if len(rows) == 1 or all(len(row) == 1 for row in rows):
        return _in_turn(filled)
    if any(row[0].pictures for row in rows) and all(map(_of_one_kind, rows)):
        return _in_pairs(rows)
    beside = all(len(row) == 2 and row[0].pictures != row[1].pictures for row in rows)
    if beside and not ruled and all(min(c.pictures for c in row) == 0 for row in rows):
        return [part for row in rows for part in _in_turn(row)]
    return None


def _of_one_kind(row: Sequence[Cell]) -> bool:
    return len({bool(cell.pictures) for cell in row}) == 1


def _alone(cell: Cell) -> Part:
    """A cell with pictures, its own text being their caption where it can be."""
    return Part(cell.blocks, captioned=cell.may_caption)


def _own(cells: Sequence[Cell]) -> Part:
    """Pictures without words: one figure."""
    return Part([block for cell in cells for block in cell.blocks], together=True)


def _in_turn(cells: Sequence[Cell]) -> list[Part]:
    """Cells in order; one short text beside a picture that has none is its caption."""
    parts: list[Part] = []
    taken: set[int] = set()
    for index, cell in enumerate(cells):
        if cell.pictures:
            parts.append(_alone(cell))
            continue
        # The caption stands after its picture; before it where no other text can be one.
        for place in (index - 1, index + 1):
            near = cells[place] if 0 <= place < len(cells) else None
            wanted = near is not None and near.pictures and not near.text and place not in taken
            lone = place < index or not _captioned_after(cells, place)
            if wanted and lone and cell.may_caption:
                taken.add(place)
                parts.append(Part(cell.blocks, captioned=True))
                break
        else:
            parts.append(Part(cell.blocks))
    return parts


def _captioned_after(cells: Sequence[Cell], place: int) -> bool:
    """Whether the text after a picture may be its caption."""
    following = cells[place + 1] if place + 1 < len(cells) else None
    return following is not None and not following.pictures and following.may_caption


def _in_pairs(rows: Sequence[Sequence[Cell]]) -> list[Part] | None:
    """Rows of pictures with their captions in the row below, or above when texts come first."""
    parts: list[Part] = []
    if len(rows) % 2:
        return None
    for first, second in zip(rows[::2], rows[1::2], strict=True):
        pictures, texts = (first, second) if first[0].pictures else (second, first)
        if texts[0].pictures or not pictures[0].pictures:
            return None
        if len(texts) == 1:
            parts += [_own(pictures), Part(texts[0].blocks, captioned=texts[0].may_caption)]
        elif len(texts) == len(pictures):
            for pair in zip(pictures, texts, strict=True):
                parts += _in_turn(pair)
        else:
            return None
    return parts


# --- what is in a cell ---------------------------------------------------------------------------


def _cell(blocks: Sequence[Any], ready: Prepared) -> Cell:
    said = "".join(_strings(blocks))
    numbers = [int(m["number"]) for m in marks.MARK.finditer(said) if marks.is_placed(m["kind"])]
    placed = (ready.placed[n - 1] for n in numbers)
    alts = [one.alt for one in placed if isinstance(one, Picture)] + [""] * said.count(_IMAGE)
    texts = [(block, _said(block)) for block in blocks]
    # A paragraph of pictures alone is none of the text.
    paragraphs = sum(bool(text) for _, text in texts)
    plain = all(block["t"] in ("Para", "Plain", "Div") for block, text in texts if text)
    text = " ".join(text for _, text in texts if text)
    return Cell(blocks, alts, text, paragraphs, plain)


_IMAGE = "\ufffc"


def _said(block: Mapping[str, Any]) -> str:
    said = marks.MARK.sub("", "".join(_strings([block])).replace(_IMAGE, ""))
    return " ".join(said.split())


def _strings(node: Any) -> Iterator[str]:
    """The strings of blocks and inlines without those of notes; a space where words end."""
    pending: list[Any] = [node]
    while pending:
        item = pending.pop()
        if isinstance(item, str):
            yield item
        elif isinstance(item, list):
            pending += reversed(item)
        elif isinstance(item, dict):
            kind, content = str(item.get("t")), item.get("c", "")
            if kind == "Str":
                yield str(content)
            elif kind in ("Code", "Math", "RawInline", "CodeBlock", "RawBlock"):
                yield str(content[1])
            elif kind == "Image":
                yield _IMAGE
            elif kind in ("Space", "SoftBreak", "LineBreak"):
                yield " "
            elif kind != "Note":
                pending += [] if kind in _INLINE else [" "]
                pending.append(_inside(kind, content))


_INLINE = frozenset(
    "Emph Strong Underline Strikeout Superscript Subscript SmallCaps Quoted Cite Link Span".split()  # noqa: SIM905
)


def _inside(kind: str, content: Any) -> Any:
    """What a node holds, without the strings of its attributes."""
    if kind in ("Span", "Div", "Link", "Cite", "Quoted"):
        content = content[1]
    elif kind in ("Header", "OrderedList"):
        content = content[-1]
    elif kind == "Table":
        content = content[3:]
    elif kind == "Figure":
        content = content[1:]
    return content
