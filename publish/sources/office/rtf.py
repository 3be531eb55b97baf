"""RTF: its tokens become paragraphs, rows and notes (:mod:`.rtf_flow`), these a syntax tree.

Pandoc is not asked: it drops what stands between the cells of a table, reads accents in the names
of styles as text, joins words over section breaks and keeps deleted and hidden text.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree

from publish.article import E
from publish.diagnostics import Place, RefusedError
from publish.sources.manuscript import Manuscript
from publish.sources.office import marks
from publish.sources.office.characters import clean
from publish.sources.office.container import OFFICE_DAMAGED, exceeded
from publish.sources.office.fields import index_mark, page_reference, read_field
from publish.sources.office.identity import mistaken
from publish.sources.office.inlines import anchor
from publish.sources.office.looks import may_head, stands_out
from publish.sources.office.pandoc import check_length
from publish.sources.office.prepared import (
    COMMENT_ASIDE,
    CONTENTS_ASIDE,
    HIDDEN_TEXT,
    OBJECT_ASIDE,
    PAGE_FURNITURE,
    TEXT_BOX,
    Paragraph,
    Picture,
    Prepared,
    quotations,
)
from publish.sources.office.rtf_flow import (
    Edge,
    Flow,
    Layout,
    Look,
    Run,
    Written,
    bookmarks_in,
)
from publish.sources.office.rtf_styles import Styles, read_styles
from publish.sources.office.rtf_tokens import Token, tokens
from publish.sources.office.rtf_tree import Lists, syntax_tree
from publish.sources.office.styles import Style, Use
from publish.words import words

_CHARACTERS = {
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
    "~": "\u00a0",
    "_": "-",
    "tab": " ",
    "page": " ",
    "column": " ",
}
_TOGGLES = {
    "b": "bold",
    "i": "italic",
    "ul": "underlined",
    "uld": "underlined",
    "uldb": "underlined",
    "ulw": "underlined",
    "strike": "struck",
    "striked": "struck",
    "scaps": "smallcaps",
}
"""Control words that turn a look of characters on, and off with 0."""
_CELL_SIDES = frozenset(
    f"{holder}brdr{side}" for holder in ("cl", "tr") for side in ("t", "b", "l", "r", "h", "v")
)
_SIDES = _CELL_SIDES | {"brdrt", "brdrb", "brdrl", "brdrr", "brdrbtw", "brdrbar", "box"}
"""What names the side that a border follows."""
_LINES = frozenset(
    f"brdr{line}" for line in ("s", "th", "db", "dot", "dash", "hair", "dashsm", "dashd", "dashdd")
) | {"brdrtriple", "brdrwavy", "brdrinset", "brdroutset"}
"""Borders that are drawn (RTF 1.9.1, « Paragraph Borders »)."""
_RAISED = {"super": 1, "sub": -1, "nosupersub": 0}
_MOVED = {"up": 1, "dn": -1}
_DEEPEST = 8
"""The deepest level of a list, from 0, that RTF knows."""
_WIDE = frozenset(("cp932", "cp949", "gbk", "big5", "utf-8"))
"""Codecs in which a character takes more than one byte."""
_SKIPPED = frozenset(
    (
        *(
            "colortbl",
            "info",
            "listtext",
            "pn",
            "nonshppict",
            "themedata",
            "datastore",
            "latentstyles",
            "rsidtbl",
        ),
        *(
            "generator",
            "bkmkend",
            "tc",
            "rxe",
            "template",
            "filetbl",
            "revtbl",
            "pntxta",
            "pntxtb",
            "blipuid",
        ),
        *(
            "objdata",
            "objclass",
            "objname",
            "ftnsep",
            "ftnsepc",
            "ftncn",
            "aftnsep",
            "aftnsepc",
            "aftncn",
            "private1",
            "mmathPr",
        ),
        *(
            "atnref",
            "atnid",
            "atrfstart",
            "atrfend",
            "atndate",
            "atntime",
            "atnicn",
            "atnparent",
            "wgrffmtfilter",
            "xmlnstbl",
        ),
        *("colorschememapping", "datafield", "formfield", "passwordhash"),
    )
)
_PAGE = frozenset(
    "header headerl headerr headerf footer footerl footerr footerf".split()  # noqa: SIM905
)
_TABLES = ("stylesheet", "fonttbl", "listtable", "listoverridetable", "shprslt")
_TRANSPARENT = ("shp", "shpinst", "shppict", "field", "ftnalt", "upr", "pntext")
"""Destinations whose groups hold others that are text."""
_DESCRIBING = ("picprop", "sp", "sn", "sv")
"""Destinations of the properties of a picture or a shape, among them its description."""
_OPENED = {
    **dict.fromkeys((*_TABLES, *_SKIPPED), "skip"),
    **dict.fromkeys(_PAGE, "page"),
    "sp": "sp",
    "do": "sp",
}
"""The destinations of text that is none of the article, by the words that open them."""
_FLOWS = {"footnote": "note", "shptxt": "box"}
"""The texts of their own."""
_PICTURES, _DESCRIPTION, _DRAWN = ("pib", "fillBlip"), "wzDescription", "gtextUNICODE"
"""Properties of a shape: its picture, what that shows, the words that are drawn in it."""
_COLLECTED = ("xe", "bkmkstart", "fldinst", "annotation", "atnauthor", "pict")
"""Destinations whose text says something beside the article."""
_TEXT = ("text", "note", "box")
_IMAGES = {
    "pngblip": "png",
    "jpegblip": "jpg",
    "emfblip": "emf",
    "wmetafile": "wmf",
    "macpict": "pict",
    "dibitmap": "bmp",
    "wbitmap": "bmp",
}
_SYMBOL = re.compile("[·§\uf000-\uf0ff]")
"""A bullet in a font of symbols."""
_TOKENS_A_BLOCK = 40
"""More tokens than this for each paragraph allowed are no article."""


@dataclass
class _State:
    """What holds inside a group, as it does at its start in the group around it."""

    destination: str = "text"
    font: int = -1
    skip: int = 1
    """How many characters after a ``\\u`` stand in for it."""
    look: Look = field(default_factory=Look)
    layout: Layout = field(default_factory=Layout)
    size: float = 12.0
    moved: int = 0
    """1 where characters are moved above the line, -1 below: as Writer exports superiors."""
    hidden: bool = False
    deleted: bool = False
    typed: bool = False
    """Whether the text is the mark of a list item, typed for readers that know no lists."""
    opened: bool = False
    """Whether the destination begins with this group."""


def prepare(manuscript: Manuscript) -> Prepared:
    """The document as a syntax tree; raises :class:`RefusedError` when it cannot be read."""
    place = Place(manuscript.name)
    data = manuscript.data.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not data.startswith(b"{\\rtf"):
        raise _not_rtf(manuscript)
    limits = manuscript.limits
    count = data.count(b"\\") + data.count(b"{") + data.count(b"}")
    if count > _TOKENS_A_BLOCK * limits.blocks:
        raise RefusedError([exceeded(place, limits, "blocks", f"{count} / {_TOKENS_A_BLOCK}")])
    if data.count(b"\\par") > limits.blocks:
        raise RefusedError([exceeded(place, limits, "blocks", data.count(b"\\par"))])
    if data.count(b"\\cell") > limits.table_cells:
        raise RefusedError([exceeded(place, limits, "table_cells", data.count(b"\\cell"))])
    stream = list(tokens(data))
    reader = _Reader(manuscript, read_styles(stream))
    reader.told = _told(data)
    reader.read(stream)
    return reader.finished()


def _told(data: bytes) -> frozenset[str]:
    """The bookmarks of the document whose pages it tells."""
    there = set(re.findall(rb"\\bkmkstart ([\w.-]+)", data))
    return frozenset(n.decode() for n in re.findall(rb"PAGEREF ([\w.-]+)", data) if n in there)


def _not_rtf(manuscript: Manuscript) -> RefusedError:
    damaged = OFFICE_DAMAGED.at(Place(manuscript.name), reason="{\\rtf ?")
    return RefusedError([mistaken(manuscript) or damaged])


class _Reader:
    def __init__(self, manuscript: Manuscript, styles: Styles):
        self.place = Place(manuscript.name)
        self.limits = manuscript.limits
        self.styles = styles
        self.ready = Prepared("rtf")
        self.state = _State(size=styles.size)
        self.states: list[_State] = []
        self.flow = Flow()
        self.flows: list[Flow] = []
        self.aside: list[str] = []
        """The text of the destination that is kept out of the article."""
        self.boxes: list[Flow] = []
        """Text boxes whose paragraph has not ended yet."""
        self.notes: list[str] = []
        """What notes say: it parts no word that they are called in."""
        self.bookmarks: set[str] = set()
        self.told: frozenset[str] = frozenset()
        """The bookmarks whose pages the text tells."""
        self.entry: dict[str, str] = {}
        """What the entry of the index being read says beside its words."""
        self.furniture: set[str] = set()
        """What heads and feet of pages say, each told once."""
        self.hidden: dict[int, list[str]] = {}
        """The parts of each hidden text, by its place among the problems."""
        self.author = "?"
        self.code = ""
        """What the field being read does."""
        self.image = ("", bytearray())
        self.alt = ""
        self.name = ""
        """The property being read."""
        self.shape: list[int] = []
        """The pictures of the open shape, by their places among what is placed."""
        self.shape_alt = ""
        self.starred = False
        self.fresh = False
        """Whether a group has just opened: the next word may name its destination."""
        self.skipped = 0
        self.high = 0
        self.edges: list[Edge] = []
        """The cells of the row as it is being defined."""
        self.row_defined = self.row_heads = self.row_ruled = self.continues = False
        self.side = ""
        """The side of a cell, a row or a paragraph whose border is being told."""
        self.bytes: tuple[str, codecs.IncrementalDecoder] | None = None
        """The codec in which a character has begun, and its decoder."""

    def finished(self) -> Prepared:
        """The document as a syntax tree, and all that was found; groups left open are closed."""
        self._end_bytes()
        while self.states:
            self._brace("}")
        self._paragraph_ends(last=True)
        self.flow.end_row((), heads=False)
        self._lay_boxes()
        for number, parts in self.hidden.items():
            self.ready.problems[number] = HIDDEN_TEXT.at(self.place, text="".join(parts))
        there = bookmarks_in(self.flow.entries) | self.told
        self.ready.tree = syntax_tree(self.flow.entries, Lists(self.styles.lists), there)
        self.ready.words = words(clean("".join(self.flow.said + self.notes)))
        check_length(self.ready.words, self.place)
        return self.ready

    def read(self, stream: Sequence[Token]) -> None:
        """Go through the tokens."""
        for token in stream:
            if token.kind not in ("hex", "text"):
                self._end_bytes()
            if token.kind == "brace":
                self._brace(token.value)
                continue
            if token.kind == "symbol" and token.value == "*" and self.fresh:
                self.starred = True
                continue
            fresh, starred = self.fresh, self.starred
            self.fresh = self.starred = False
            if token.kind == "word":
                if not (fresh and self._destination(token.value, starred)):
                    self._word(token)
            elif token.kind in ("hex", "text"):
                self._bytes(token)
            elif token.kind == "symbol":
                self._symbol(token.value)
            elif self.state.destination == "pict":
                self.image[1].extend(token.data.hex().encode())

    # --- groups ---

    def _brace(self, brace: str) -> None:
        self.skipped = 0
        if brace == "{":
            if len(self.states) > 4 * self.limits.nesting + 16:
                found = len(self.states)
                raise RefusedError([exceeded(self.place, self.limits, "nesting", found)])
            self.states.append(self.state)
            self.state = copy(self.state)
            self.state.opened = False
            self.fresh, self.starred = True, False
            return
        if not self.states:
            return
        if self.state.opened:
            self._ended(self.state.destination)
        self.state = self.states.pop()
        self.fresh = self.starred = False

    def _destination(self, word: str, starred: bool) -> bool:
        """Take the first word of a group for its destination; false when it is none."""
        destination = self.state.destination
        if destination == "skip":
            return True
        if destination not in _TEXT:
            return self._inner_destination(word, starred)
        if word in _OPENED:
            self._open(_OPENED[word])
        elif word == "fldrslt":
            self._result()
        elif word in _FLOWS:
            self._open_flow(_FLOWS[word])
        elif word == "pntext":
            # A paragraph of a list needs no typed mark beside the one that the list gives it.
            self.state.typed = True
            if self.state.layout.list:
                self._open("skip")
        elif word in _COLLECTED:
            self.code = "" if word == "fldinst" else self.code
            self.image, self.alt, self.entry = ("", bytearray()), "", {}
            self._open(word)
        elif starred and word not in _TRANSPARENT:
            self._open("skip")
        elif word in _TRANSPARENT:
            self.shape, self.shape_alt = [], ""
        else:
            return False
        return True

    def _inner_destination(self, word: str, starred: bool) -> bool:
        """The same inside a destination that is no text of the article."""
        if self.state.destination == "xe" and word in ("txe", "yxe"):
            self.entry[""] = "".join(self.aside)
            self._open(word)
            return True
        if word in _DESCRIBING:
            if word in ("sn", "sv"):
                self._open(word)
            return True
        if word == "pict" and self.state.destination == "sv" and self.name in _PICTURES:
            self.image, self.alt = ("", bytearray()), self.shape_alt
            self._open(word)
            return True
        if word == "dptxbxtext":
            # A text box of Word 95, in a \\do.
            self._open_flow("box")
            return True
        if starred or word in _SKIPPED or word == "pict":
            self._open("skip")
            return True
        return False

    def _open(self, destination: str) -> None:
        """Make the group just opened one whose text goes elsewhere."""
        self.state.destination, self.state.opened = destination, True
        if destination != "skip":
            self.aside = []

    def _open_flow(self, destination: str) -> None:
        """Make the group just opened a text of its own: a note, a text box."""
        if self.state.deleted:
            self._open("skip")
            return
        if destination == "note":
            self._start_paragraph()
        self.flows.append(self.flow)
        self.flow = Flow(note=destination == "note", boxed=destination == "box")
        self.state.destination, self.state.opened = destination, True
        self.state.look, self.state.layout = Look(), Layout()
        self.state.hidden = False

    def _result(self) -> None:
        code = self.code.strip()
        if code.upper().startswith("HYPERLINK") and '"' in code:
            before, address = code.split('"')[:2]
            address = f"#{address}" if "\\l" in before else address
            self.state.look = replace(self.state.look, address=address)
        elif code.upper().startswith("PAGEREF"):
            name = next(iter(read_field(code).arguments), "")
            if name in self.told and not self.state.deleted:
                self._place(page_reference(anchor(name)))
                self._open("skip")
        elif code.upper().startswith("TOC"):
            self._open("contents")

    def _ended(self, destination: str) -> None:
        """What a finished destination gives."""
        text = "".join(self.aside)
        if destination == "page":
            if any(map(str.isalpha, text)):
                new = [q for q in quotations(text) if q not in self.furniture]
                self.furniture.update(new)
                self.ready.problems += [PAGE_FURNITURE.at(self.place, text=q) for q in new]
        elif destination == "contents":
            self.ready.problems += [CONTENTS_ASIDE.at(self.place, text=q) for q in quotations(text)]
        elif destination == "annotation":
            self.ready.problems += [
                COMMENT_ASIDE.at(self.place, author=self.author, text=q) for q in quotations(text)
            ]
        elif destination == "atnauthor":
            self.author = text.strip() or "?"
        elif destination == "sn":
            self.name = text.strip()
        elif destination == "sv":
            self._property(text)
        elif destination in ("txe", "yxe", "xe"):
            self._indexed(destination, text)
        elif destination == "bkmkstart":
            self._bookmark(text.strip())
        elif destination == "pict":
            self._picture()
        elif destination in ("note", "box"):
            self._end_flow()

    def _end_flow(self) -> None:
        """Go back from a note to its call, from a text box to its anchor."""
        self._paragraph_ends(last=True)
        self.flow.end_row((), heads=False)
        ended, self.flow = self.flow, self.flows.pop()
        if ended.boxed:
            self.boxes.append(ended)
            return
        self.flow.runs.append(Run(Look(), note=ended.entries))
        self.notes += [" ", *ended.said]

    def _property(self, text: str) -> None:
        """A property of a picture or of a shape, which may describe a picture before it."""
        of_shape = self.states[-1].destination == "sp"
        if self.name == _DRAWN:
            self.ready.problems += [
                OBJECT_ASIDE.at(self.place, what="dessin, WordArt", text=q)
                for q in quotations(text)
            ]
        elif self.name == _DESCRIPTION and not of_shape:
            self.alt = " ".join(text.split())
        elif self.name == _DESCRIPTION:
            self.shape_alt = " ".join(text.split())
            for place in self.shape:
                picture = self.ready.placed[place]
                if isinstance(picture, Picture) and not picture.alt:
                    self.ready.placed[place] = replace(picture, alt=self.shape_alt)

    def _bookmark(self, name: str) -> None:
        if not name or name in self.bookmarks:
            return
        self.bookmarks.add(name)
        if name in self.told:
            self._place(E.span(id=anchor(name)))
        else:
            self.flow.runs.append(Run(Look(), bookmark=name))

    def _indexed(self, destination: str, text: str) -> None:
        """An entry of the index or a part of it.

        A letter of its own (``\\xef``) names another index.
        """
        if destination == "xe":
            found = index_mark(text, self.entry.get("text", ""), self.entry.get("kind", ""))
            if found is not None and not self.state.deleted:
                self._place(found)
        else:
            self.entry["text"] = text if destination == "txe" else self.entry.get("text", "")
            self.aside = [self.entry[""]]

    def _place(self, element: etree._Element) -> None:
        self.ready.placed.append(element)
        self.flow.add(self.state.look, marks.placed(len(self.ready.placed)))

    def _picture(self) -> None:
        kind, digits = self.image
        try:
            data = bytes.fromhex(bytes(digits[: len(digits) // 2 * 2]).decode("ascii"))
        except ValueError:
            data = b""
        if not data or not kind:
            return
        if len(data) > self.limits.image_bytes:
            raise RefusedError([exceeded(self.place, self.limits, "image_bytes", len(data))])
        number = len(self.ready.placed) + 1
        name = f"image-{number}.{kind}"
        self.ready.images[name] = data
        self.shape.append(len(self.ready.placed))
        self.ready.placed.append(Picture(name, self.alt))
        self._start_paragraph()
        self.flow.layout = self.state.layout
        self.flow.add(self.state.look, marks.placed(number))

    # --- text ---

    def _word(self, token: Token) -> None:
        word, number, state = token.value, token.number, self.state
        if word == "u":
            self._unicode(number or 0)
        elif word == "uc":
            state.skip = max(number or 0, 0)
        elif word in _CHARACTERS:
            self._say(_CHARACTERS[word])
        elif word == "f":
            state.font = number or 0
        elif word == "xef":
            self.entry["kind"] = chr(min(max(number or 0, 0), 0x7F))
        elif word in _IMAGES and state.destination == "pict":
            self.image = (_IMAGES[word], self.image[1])
        elif word in ("v", "deleted"):
            setattr(state, "hidden" if word == "v" else word, number != 0)
        elif word in ("par", "sect", "nestcell", "nestrow"):
            self._paragraph_ends()
        elif word in ("cell", "row"):
            self._cell_ends(row=word == "row")
        elif word in ("line", "lbr", "softline"):
            self._say("\n")
        elif state.destination in _TEXT:
            self._format(word, number)

    def _off_the_line(self, word: str, *, on: bool) -> None:
        """Take over that characters stand above the line, or below it."""
        if word in _MOVED:
            self.state.moved = _MOVED[word] if on else 0
        else:
            raised = _RAISED[word] if on else 0
            self.state.look = replace(self.state.look, raised=raised)

    def _format(self, word: str, number: int | None) -> None:
        """Take over what a control word says of characters, paragraphs and rows."""
        state, on = self.state, number != 0
        if word in _TOGGLES:
            worn: dict[str, Any] = {_TOGGLES[word]: on}
            state.look = replace(state.look, **worn)
        elif word in _RAISED or word in _MOVED:
            self._off_the_line(word, on=on)
        elif word in ("ulnone", "ul0"):
            state.look = replace(state.look, underlined=False)
        elif word == "fs" and number:
            state.size = number / 2
        elif word == "plain":
            state.look = Look(address=state.look.address)
            state.hidden = state.deleted = False
            state.size, state.font, state.moved = self.styles.size, -1, 0
        elif word == "pard":
            state.layout = Layout()
        elif word == "s":
            state.layout = replace(state.layout, style=number or 0)
        elif word == "outlinelevel":
            state.layout = replace(state.layout, outline=number)
        elif word == "ls":
            state.layout = replace(state.layout, list=number or 0)
        elif word == "ilvl":
            state.layout = replace(state.layout, level=min(max(number or 0, 0), _DEEPEST))
        elif word == "intbl":
            state.layout = replace(state.layout, in_table=on)
        else:
            self._define_row(word, number)

    def _define_row(self, word: str, number: int | None) -> None:
        if word == "trowd":
            open_ = self.flow.layout
            if open_ is not None and not open_.in_table:
                # What was written before a row is defined belongs to none of its cells.
                self._paragraph_ends()
            self.edges = []
            self.row_defined, self.row_heads, self.row_ruled = True, False, False
        elif word == "trhdr":
            self.row_heads = True
        elif word == "clvmrg":
            self.continues = True
        elif word in _SIDES:
            self.side = word
        elif word in _LINES:
            self.row_ruled |= self.side in _CELL_SIDES
        elif word == "cellx":
            self.edges.append(Edge(number or 0, self.continues))
            self.continues = False

    def _symbol(self, symbol: str) -> None:
        if symbol in _CHARACTERS:
            self._say(_CHARACTERS[symbol])
        elif symbol in "\\{}" or (symbol == ":" and self.state.destination == "xe"):
            self._say(symbol)
        elif symbol in "\r\n":
            self._paragraph_ends()

    def _unicode(self, number: int) -> None:
        code = number % 0x10000
        self.skipped = self.state.skip
        if 0xD800 <= code < 0xDC00:
            self.high = code
            return
        if 0xDC00 <= code < 0xE000:
            if self.high:
                self._say(chr(0x10000 + (self.high - 0xD800) * 0x400 + code - 0xDC00))
            self.high = 0
            return
        self._say(chr(code))
        self.skipped = self.state.skip

    def _bytes(self, token: Token) -> None:
        data = token.data
        if self.skipped:
            gone = min(self.skipped, len(data))
            self.skipped -= gone
            data = data[gone:]
        if self.state.destination == "pict":
            if token.kind == "text":
                self.image[1].extend(data.replace(b" ", b""))
            return
        codec = self.styles.codecs.get(self.state.font, self.styles.codec)
        if self.bytes is not None and self.bytes[0] != codec:
            self._end_bytes()
        if codec not in _WIDE:
            self._say(data.decode(codec, errors="replace"))
            return
        if self.bytes is None:
            self.bytes = codec, codecs.getincrementaldecoder(codec)("replace")
        self._say(self.bytes[1].decode(data))

    def _end_bytes(self) -> None:
        """End a character that was cut short."""
        if self.bytes is not None:
            decoder, self.bytes = self.bytes[1], None
            self._say(decoder.decode(b"", final=True))

    def _say(self, text: str) -> None:
        """Put text where it belongs."""
        state = self.state
        if not text or state.destination == "skip":
            return
        if state.destination == "fldinst":
            self.code += text
        elif state.destination not in _TEXT:
            self.aside.append(text)
        elif state.deleted:
            return
        elif state.hidden:
            self._hide(text)
        else:
            text = marks.FOREIGN.sub(" ", text)
            text = _SYMBOL.sub("•", text) if state.typed else text
            if text.strip():
                self._start_paragraph()
                self.flow.looks.append((state.look.bold, state.size))
                self.flow.layout = state.layout
            look = state.look
            if state.moved and not look.raised and state.size <= self.styles.size:
                # Writer says in words of its own that it is smaller; a large initial is not.
                look = replace(look, raised=state.moved)
            self.flow.add(look, text)
            self.flow.said.append(text)

    def _hide(self, text: str) -> None:
        problems = self.ready.problems
        if not problems or problems[-1].kind is not HIDDEN_TEXT:
            problems.append(HIDDEN_TEXT.at(self.place, text=""))
        self.hidden.setdefault(len(problems) - 1, []).append(text)

    # --- paragraphs ---

    def _start_paragraph(self) -> None:
        if not self.flow.number:
            self.ready.paragraphs.append(Paragraph(0))
            self.flow.number = len(self.ready.paragraphs)
            self.flow.told = len(self.flow.said)

    def _paragraph_ends(self, *, last: bool = False) -> None:
        """The end of a paragraph; the ``last`` of a text ends with it, deleted or not."""
        if last or self._ends():
            written = self._taken()
            in_row = written.layout.in_table and not self.flow.note
            self.row_defined = self.row_defined and in_row
            self.flow.put(written, in_row=in_row)
            self._lay_boxes()

    def _cell_ends(self, *, row: bool) -> None:
        """The end of a cell or a row; where there is no table, that of a paragraph."""
        if not self._ends():
            return
        flow = self.flow
        written = self._taken()
        real = written.layout.in_table or self.state.layout.in_table or self.row_defined
        if flow.note or not real:
            flow.put(written, in_row=False)
        elif row:
            if written.number:
                flow.put(written, in_row=True)
            flow.end_row(self.edges, heads=self.row_heads)
        else:
            flow.put(written, in_row=True)
            flow.end_cell()
        self._lay_boxes()

    def _ends(self) -> bool:
        """Whether a paragraph can end here: deleted ends are none, nor are those kept out."""
        if self.state.destination not in _TEXT:
            self.aside.append(" ")
            return False
        return not self.state.deleted

    def _lay_boxes(self) -> None:
        if self.flow.boxed or self.flow.note:
            return
        for box in self.boxes:
            self.flow.beside(box.entries)
            self.flow.said += [*box.said, " "]
        self.boxes = []

    def _taken(self) -> Written:
        """The paragraph that ends, what it means kept in its place."""
        flow = self.flow
        flow.said.append(" ")
        text, looks = marks.MARK.sub("", flow.text), list(flow.looks)
        written = flow.taken(self.state.layout)
        if not written.number:
            flow.blank += 1
            return written
        style = self.styles.meaning(written.layout.style)
        outline = written.layout.outline
        if style is None and outline is not None and 0 <= outline <= _DEEPEST:
            style = Style(Use.HEADING, outline + 1)
        if (
            style is not None
            and style.use is Use.CONTENTS
            and not any(r.note for r in written.runs)
        ):
            self.ready.problems += [CONTENTS_ASIDE.at(self.place, text=q) for q in quotations(text)]
            flow.unsay()
            return replace(written, number=0)
        look = False
        if style is None and not flow.note and may_head(text.strip()):
            look = stands_out([b for b, _ in looks], [s for _, s in looks], self.styles.size)
        self.ready.paragraphs[written.number - 1] = Paragraph(
            written.number,
            style,
            look,
            flow.blank,
            flow.boxed,
            unruled=written.layout.in_table and not self.row_ruled,
        )
        if flow.boxed and not (style and style.use is Use.CAPTION):
            self.ready.problems += [TEXT_BOX.at(self.place, text=q) for q in quotations(text)]
        flow.blank = 0
        return written
