"""RTF: the document written anew for Pandoc, only with what is text, and its words.

Pandoc 3.9 reads accents in the names of styles as text, joins words over section breaks and keeps
deleted and hidden text; so its input is made of the tokens that matter alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field

from lxml import etree

from publish.article import E
from publish.diagnostics import Place, RefusedError
from publish.sources.manuscript import Manuscript
from publish.sources.office import marks
from publish.sources.office.characters import clean
from publish.sources.office.container import OFFICE_DAMAGED, OFFICE_OTHER_FORMAT, exceeded
from publish.sources.office.fields import index_mark, page_reference, read_field
from publish.sources.office.inlines import anchor
from publish.sources.office.looks import may_head, stands_out
from publish.sources.office.pandoc import check_length
from publish.sources.office.prepared import (
    COMMENT_ASIDE,
    CONTENTS_ASIDE,
    HIDDEN_TEXT,
    PAGE_FURNITURE,
    TEXT_BOX,
    Paragraph,
    Picture,
    Prepared,
    quotations,
)
from publish.sources.office.rtf_styles import Styles, read_styles
from publish.sources.office.rtf_tokens import Token, tokens
from publish.sources.office.styles import Use
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
_FORMATS = frozenset(
    "b i ul ulnone super sub nosupersub scaps strike plain intbl trowd cellx ls ilvl".split()  # noqa: SIM905
)
"""The control words that Pandoc is given as they are."""
_SKIPPED = frozenset(
    (
        *(
            "colortbl",
            "info",
            "listtext",
            "pntext",
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
_TABLES = ("stylesheet", "fonttbl", "listtable", "listoverridetable", "shprslt", "do")
_TRANSPARENT = ("shp", "shpinst", "shppict", "field", "ftnalt", "upr")
"""Destinations whose groups hold others that are text."""
_DESCRIBING = ("picprop", "sp", "sn", "sv")
"""Destinations inside a picture that lead to its description."""
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
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_TOKENS_A_BLOCK = 40
"""More tokens than this for each paragraph allowed are no article."""


@dataclass
class _State:
    """What holds inside a group, as it does at its start in the group around it."""

    destination: str = "text"
    font: int = -1
    skip: int = 1
    """How many characters after a ``\\u`` stand in for it."""
    bold: bool = False
    size: float = 12.0
    hidden: bool = False
    deleted: bool = False
    closing: str = ""
    """What ends the group in what Pandoc reads."""
    opened: bool = False
    """Whether the destination begins with this group."""


@dataclass
class _Flow:
    """A run of paragraphs: the body, a note, a text box."""

    style: int = 0
    open: bool = False
    blank: int = 0
    looks: list[tuple[bool, float]] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    number: int = 0
    note: bool = False
    boxed: bool = False


def prepare(manuscript: Manuscript) -> Prepared:
    """The document ready for Pandoc; raises :class:`RefusedError` when it cannot be read."""
    place = Place(manuscript.name)
    data = manuscript.data.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not data.startswith(b"{\\rtf"):
        raise _not_rtf(data, manuscript)
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
    reader.bookmarks = _told(data)
    reader.read(stream)
    return reader.finished()


def _told(data: bytes) -> frozenset[str]:
    """The bookmarks of the document whose pages it tells."""
    there = set(re.findall(rb"\\bkmkstart ([\w.-]+)", data))
    return frozenset(n.decode() for n in re.findall(rb"PAGEREF ([\w.-]+)", data) if n in there)


def _bookmark(code: str) -> str:
    return next(iter(read_field(code).arguments), "")


def _not_rtf(data: bytes, manuscript: Manuscript) -> RefusedError:
    place = Place(manuscript.name)
    found = ""
    if data.startswith(b"PK"):
        found = "DOCX / ODT (ZIP)"
    elif data.startswith(b"\xd0\xcf\x11\xe0"):
        found = "Word 97-2003 (.doc)"
    elif data[:1] == b"<":
        found = "HTML / XML"
    if found:
        return RefusedError([OFFICE_OTHER_FORMAT.at(place, suffix=".rtf", found=found)])
    return RefusedError([OFFICE_DAMAGED.at(place, reason="{\\rtf ?")])


class _Reader:
    def __init__(self, manuscript: Manuscript, styles: Styles):
        self.place = Place(manuscript.name)
        self.limits = manuscript.limits
        self.styles = styles
        self.ready = Prepared("rtf")
        self.out: list[str] = []
        self.said: list[str] = []
        """The text of the document, for the proof."""
        self.state = _State(size=styles.size)
        self.states: list[_State] = []
        self.flow = _Flow()
        self.flows: list[_Flow] = []
        self.aside: list[str] = []
        """The text of the destination that is kept out of the article."""
        self.boxes: list[str] = []
        self.outs: list[list[str]] = []
        self.author = "?"
        self.code = ""
        """What the field being read does."""
        self.image = ("", bytearray())
        self.alt = ""
        self.name = ""
        self.bookmarks: frozenset[str] = frozenset()
        self.entry: dict[str, str] = {}
        """What the entry of the index being read says beside its words."""
        self.starred = False
        self.fresh = False
        """Whether a group has just opened: the next word may name its destination."""
        self.skipped = 0
        self.high = 0
        self.in_table = self.row_defined = False
        self.cell_open = False
        """Whether words stand in a cell that nothing has ended yet."""
        self.left_at = 0
        """Where in ``out`` the last cell was left for a paragraph."""

    def finished(self) -> Prepared:
        """The document as Pandoc reads it, and all that was found; groups left open are closed."""
        while self.states:
            self._brace("}")
        self._end_paragraph()
        if self.cell_open:
            self.out.append("\\cell \\row ")
        lists = "".join(self.styles.lists)
        text = "".join(self.out)
        self.ready.data = f"{{\\rtf1\\ansi {lists}{text}\\par}}".encode("ascii")
        self.ready.words = words(clean("".join(self.said)))
        check_length(self.ready.words, self.place)
        return self.ready

    def read(self, stream: Sequence[Token]) -> None:
        """Go through the tokens."""
        for token in stream:
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
            self.state.closing, self.state.opened = "", False
            if self.state.destination in _TEXT:
                self.out.append("{")
                self.state.closing = "}"
            self.fresh, self.starred = True, False
            return
        if not self.states:
            return
        if self.state.opened:
            self._ended(self.state.destination)
        self.out.append(self.state.closing)
        self.state = self.states.pop()
        self.fresh = self.starred = False

    def _destination(self, word: str, starred: bool) -> bool:
        """Take the first word of a group for its destination; false when it is none."""
        destination = self.state.destination
        if destination == "skip":
            return True
        if destination not in _TEXT:
            return self._inner_destination(word, starred)
        if word in _TABLES or word in _SKIPPED:
            self._open("skip")
        elif word in _PAGE:
            self._open("page")
        elif word == "fldrslt":
            self._result()
        elif word == "footnote":
            self._open_flow("\\footnote ", note=True)
        elif word == "shptxt":
            self._open_box()
        elif word in ("xe", "bkmkstart"):
            self.entry = {}
            self._open(word)
        elif word in ("fldinst", "annotation", "atnauthor", "pict"):
            self.code = "" if word == "fldinst" else self.code
            self.image, self.alt = ("", bytearray()), ""
            self._open(word)
        elif starred and word not in _TRANSPARENT:
            self._open("skip")
        else:
            return word in _TRANSPARENT
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
        if starred or word in _SKIPPED or word == "pict":
            self._open("skip")
            return True
        return False

    def _open(self, destination: str) -> None:
        """Make the group just opened one whose text goes elsewhere."""
        if self.state.closing == "}" and self.out and self.out[-1] == "{":
            self.out.pop()
            self.state.closing = ""
        self.state.destination, self.state.opened = destination, True
        if destination != "skip":
            self.aside = []

    def _open_flow(self, control: str, *, note: bool = False, boxed: bool = False) -> None:
        if not self.flow.open and note:
            self._start_paragraph()
        self.out.append(control)
        self.flows.append(self.flow)
        self.flow = _Flow(note=note, boxed=boxed)
        self.state.destination, self.state.opened = ("note" if note else "box"), True
        self.state.bold = self.state.hidden = self.state.deleted = False
        self.said.append(" ")

    def _open_box(self) -> None:
        self._open("box")
        self.outs.append(self.out)
        self.out = []
        self._open_flow("", boxed=True)

    def _result(self) -> None:
        code = self.code.strip()
        if code.upper().startswith("HYPERLINK") and '"' in code:
            address = code.split('"')[1]
            self.out.append(f'\\field{{\\*\\fldinst HYPERLINK "{_escaped(address)}"}}{{\\fldrslt ')
            self.state.closing = "}}"
        elif code.upper().startswith("PAGEREF") and (name := _bookmark(code)) in self.bookmarks:
            self._place(page_reference(anchor(name)))
            self._open("skip")
        elif code.upper().startswith("TOC"):
            self._open("contents")

    def _ended(self, destination: str) -> None:
        """What a finished destination gives."""
        text = "".join(self.aside)
        if destination == "page":
            if any(map(str.isalpha, text)):
                found = [PAGE_FURNITURE.at(self.place, text=q) for q in quotations(text)]
                self.ready.problems += [f for f in found if f not in self.ready.problems]
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
        elif destination == "sv" and self.name == "wzDescription":
            self.alt = " ".join(text.split())
        elif destination in ("txe", "yxe", "xe", "bkmkstart"):
            self._indexed(destination, text)
        elif destination == "pict":
            self._picture()
        elif destination in ("note", "box"):
            self._flow_ended(destination)

    def _flow_ended(self, destination: str) -> None:
        self._end_paragraph()
        if destination == "box":
            self.boxes.append("".join(self.out))
            self.out = self.outs.pop()
        self.flow = self.flows.pop()
        self.said.append(" ")

    def _indexed(self, destination: str, text: str) -> None:
        """An entry of the index, a part of it, or a place whose page is told.

        A letter of its own (``\\xef``) names another index.
        """
        if destination == "bkmkstart":
            if text.strip() in self.bookmarks:
                self._place(E.span(id=anchor(text.strip())))
        elif destination == "xe":
            found = index_mark(text, self.entry.get("text", ""), self.entry.get("kind", ""))
            if found is not None and not self.state.deleted:
                self._place(found)
        else:
            self.entry["text"] = text if destination == "txe" else self.entry.get("text", "")
            self.aside = [self.entry[""]]

    def _place(self, element: etree._Element) -> None:
        self.ready.placed.append(element)
        self.out.append(_escaped(marks.placed(len(self.ready.placed))))

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
        self.ready.placed.append(Picture(name, self.alt))
        if not self.flow.open:
            self._start_paragraph()
        self.out.append(_escaped(marks.placed(number)))

    # --- text ---

    def _word(self, token: Token) -> None:
        word, number, state = token.value, token.number, self.state
        on = number != 0
        if word == "u":
            self._unicode(number or 0)
        elif word == "uc":
            state.skip = max(number or 0, 0)
        elif word in _CHARACTERS:
            self._say(_CHARACTERS[word])
        elif word == "f":
            state.font = number or 0
        elif word == "xef":
            self.entry["kind"] = chr(number or 0)
        elif word in _IMAGES and state.destination == "pict":
            self.image = (_IMAGES[word], self.image[1])
        elif word in ("v", "deleted"):
            setattr(state, "hidden" if word == "v" else word, on)
        elif word in ("par", "sect", "nestcell", "nestrow"):
            self._paragraph_ends("\\par ")
        elif word in ("cell", "row"):
            self.cell_open = self.cell_open and self.flow.note
            real = (self.in_table or self.row_defined) and not self.flow.note
            self._paragraph_ends(f"\\{word} " if real else "\\par ")
        elif word in ("line", "lbr", "softline"):
            self._say("\n")
        else:
            self._format(word, number)

    def _format(self, word: str, number: int | None) -> None:
        state, on = self.state, number != 0
        if state.destination not in _TEXT:
            return
        if self.flow.note and word in ("intbl", "trowd", "cellx"):
            return  # Pandoc knows no table in a note
        if word == "pard":
            self.flow.style = 0
            if self.in_table:
                self.left_at = len(self.out)
            # In the middle of a paragraph Pandoc would begin another one.
            if not self.flow.open:
                self.out.append("\\pard ")
        elif word == "s":
            self.flow.style = number or 0
        elif word == "b":
            state.bold = on
        elif word == "fs" and number:
            state.size = number / 2
        elif word == "plain":
            state.bold = state.hidden = state.deleted = False
            state.size = self.styles.size
            state.font = -1
        if word in ("trowd", "intbl") and self.flow.open and not self.in_table:
            # The text before it belongs to no cell, though nothing ended its paragraph.
            self._paragraph_ends("\\par ")
        self.row_defined = self.row_defined or word == "trowd"
        self.in_table = word == "intbl" or (self.in_table and word != "pard")
        if word in _FORMATS:
            self.out.append(f"\\{word}{'' if number is None else number} ")

    def _symbol(self, symbol: str) -> None:
        if symbol in _CHARACTERS:
            self._say(_CHARACTERS[symbol])
        elif symbol in "\\{}" or (symbol == ":" and self.state.destination == "xe"):
            self._say(symbol)
        elif symbol in "\r\n":
            self._paragraph_ends("\\par ")

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
        self._say(data.decode(codec, errors="replace"))

    def _end_row(self) -> None:
        """End a row that nothing ended: Pandoc would drop it."""
        if self.flow.open:
            self._paragraph_ends("\\cell \\row \\pard ")
        else:
            self.out.insert(self.left_at, "\\cell \\row ")

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
            if text.strip() and not self.flow.note and not self.flow.boxed:
                if self.cell_open and not self.in_table:
                    self._end_row()
                self.cell_open = self.in_table
            if not self.flow.open and text.strip():
                self._start_paragraph()
            if text.strip():
                self.flow.looks.append((state.bold, state.size))
            self.flow.text.append(text)
            self.said.append(text)
            self.out.append(_escaped(_ASTRAL.sub(self._apart, text)))

    def _apart(self, letter: re.Match[str]) -> str:
        """A mark in place of a letter beyond U+FFFF: Pandoc reads the halves of its pair."""
        self.ready.placed.append(letter.group())
        return marks.placed(len(self.ready.placed))

    def _hide(self, text: str) -> None:
        problem = self.ready.problems[-1] if self.ready.problems else None
        if problem is not None and problem.kind is HIDDEN_TEXT:
            text = problem.values["text"] + text
            self.ready.problems.pop()
        self.ready.problems.append(HIDDEN_TEXT.at(self.place, text=text))

    # --- paragraphs ---

    def _start_paragraph(self) -> None:
        flow = self.flow
        flow.open = True
        self.ready.paragraphs.append(Paragraph(0))
        flow.number = len(self.ready.paragraphs)
        self.out.append(_escaped(marks.paragraph(flow.number)))

    def _paragraph_ends(self, control: str) -> None:
        if self.state.destination not in _TEXT:
            self.aside.append(" ")
            return
        if self.state.deleted:
            return
        self._end_paragraph()
        self.said.append(" ")
        self.out.append(control)
        if not self.flow.boxed and not self.flow.note and self.boxes:
            self.out += [f"\\pard {box}\\par " for box in self.boxes]
            self.boxes.clear()

    def _end_paragraph(self) -> None:
        flow = self.flow
        text = "".join(flow.text)
        if not flow.open:
            flow.blank += 1
            flow.text.clear()
            return
        style = self.styles.meaning(flow.style)
        look = False
        if style is None and not flow.note and may_head(text.strip()):
            bold = [b for b, _ in flow.looks]
            look = stands_out(bold, [s for _, s in flow.looks], self.styles.size)
        self.ready.paragraphs[flow.number - 1] = Paragraph(
            flow.number, style, look, flow.blank, flow.boxed
        )
        if flow.boxed and not (style and style.use is Use.CAPTION):
            self.ready.problems += [TEXT_BOX.at(self.place, text=q) for q in quotations(text)]
        flow.open, flow.blank = False, 0
        flow.text.clear()
        flow.looks.clear()


def _escaped(text: str) -> str:
    """Text as RTF in ASCII."""
    pieces = []
    for sign in text:
        if sign in "\\{}":
            pieces.append(f"\\{sign}")
        elif sign == "\n":
            pieces.append("\\line ")
        elif " " <= sign <= "~":
            pieces.append(sign)
        elif sign == "\u00a0":
            pieces.append("\\~")
        else:
            # Pandoc 3.9 forgets \\uc0 at each paragraph, and eats a letter when the space lacks.
            pieces.append(f"\\u{ord(sign)} ?")
    return "".join(pieces)
