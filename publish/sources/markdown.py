"""Markdown: CommonMark with front matter, notes, tables, definition lists, attributes.

Parsed by markdown-it-py and its plugins; what they give as a flat list of tokens becomes blocks
of the article profile. Indented text is a paragraph here, not code: editors indent, they do not
program; code stands between fences.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from lxml import etree
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.subscript import sub_plugin
from mdit_py_plugins.superscript import superscript_plugin

from publish.article import EPUB_TYPE, E, epigraph, is_note_call, tag, text, without_notes
from publish.diagnostics import Diagnostic, Kind, Place, Severity
from publish.sources.blocks import Block, Role
from publish.sources.completion import complete
from publish.sources.effort import markdown_problem
from publish.sources.encoding import decode
from publish.sources.figures import PLACES, SIZES, figure_class, width_told
from publish.sources.front_matter import FrontMatter, read_front_matter
from publish.sources.indexing import INDEX_MARK_UNREAD, UNREAD, index_of, mark
from publish.sources.inline import COMMENT_LEFT_OUT, MARK_UNKNOWN, Inline
from publish.sources.manuscript import Manuscript, Reading
from publish.sources.markdown_marks import with_marks
from publish.sources.markdown_rest import FORMULA_AS_WRITTEN, formulas, left_out
from publish.sources.markdown_verse import set_verse
from publish.sources.notes import beginnings_of_notes
from publish.sources.rules import with_rules
from publish.words import words

NOTE_UNDEFINED = Kind(
    "note-undefined",
    Severity.ERROR,
    fr="La note [^{label}] est appelée, mais son texte manque.",
    fr_hint="Ajoutez une ligne : [^{label}]: texte de la note. Ou corrigez le nom de l’appel.",
    en="The note [^{label}] is called, but has no text.",
    en_hint="Add a line: [^{label}]: text of the note. Or mend the name in the call.",
)
NOTE_UNCALLED = Kind(
    "note-uncalled",
    Severity.ERROR,
    fr="La note [^{label}] a un texte, mais rien ne l’appelle : elle serait perdue.",
    fr_hint="Placez [^{label}] là où la note doit être appelée, ou retirez-la.",
    en="The note [^{label}] has a text, but nothing calls it: it would be lost.",
    en_hint="Put [^{label}] where the note is to be called, or take it out.",
)
NOTE_TWICE = Kind(
    "note-twice",
    Severity.ERROR,
    fr="La note [^{label}] a deux textes.",
    fr_hint="Donnez à chaque note un nom qui n’est qu’à elle, dans l’appel et dans le texte.",
    en="The note [^{label}] has two texts.",
    en_hint="Give each note a name of its own, in the call and in the text.",
)
HTML_BLOCK = Kind(
    "html-block",
    Severity.WARNING,
    fr="Du HTML au milieu du Markdown : ses mots sont gardés, sa mise en forme non.",
    fr_hint="Récrivez ce passage en Markdown.",
    en="HTML amid the Markdown: its words are kept, its layout is not.",
    en_hint="Write this passage in Markdown.",
)
NESTED_TOO_DEEP = Kind(
    "nested-too-deep",
    Severity.ERROR,
    fr="Des listes ou des citations sont emboîtées sur plus de {most} niveaux.",
    fr_hint="Simplifiez ce passage : aucune édition ne peut le montrer.",
    en="Lists or quotations are nested more than {most} levels deep.",
    en_hint="Simplify this passage: no edition can show it.",
)

_NESTING = frozenset(
    f"{kind}_{side}"
    for kind in ("blockquote", "bullet_list", "ordered_list", "dl")
    for side in ("open", "close")
)
_OPENING = 6
"""How many blocks after the title may belong to the head of the article without a mark."""
_UNDEFINED = re.compile(r"\[\^([^\s\]]+)\]")
_HTML = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
_ALIGNMENT = {"text-align:left": "start", "text-align:center": "center", "text-align:right": "end"}
_HOLDERS = ("p", "li", "th", "td", "dt", "dd")
_PARAGRAPH_CLASSES = ("question", "answer", "attribution", "credit")

_MARKS = ("verse", "epigraph", "épigraphe", "pullquote", *_PARAGRAPH_CLASSES, *PLACES, *SIZES)
"""The marks of blocks that have an effect, beside those of the index."""


def _parser(nesting: int) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": 2 * nesting + 20}).disable("code")
    # Which links are taken is decided in publish.sources.inline, and said.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.enable("table").use(front_matter_plugin).use(footnote_plugin, move_to_end=False)
    parser.use(superscript_plugin).use(sub_plugin)
    return parser.use(deflist_plugin).use(attrs_plugin, spans=True).use(attrs_block_plugin)


def read(manuscript: Manuscript) -> Reading:
    """The article of a Markdown manuscript; roles that nothing marks are inferred."""
    decoded = decode(manuscript.data, manuscript.name, manuscript.limits)
    if not decoded.text:
        return Reading(None, (), decoded.diagnostics)
    if problem := markdown_problem(decoded.text, manuscript.name, manuscript.limits):
        return Reading(None, (), (*decoded.diagnostics, problem))
    most = manuscript.limits.nesting
    parser, env = _parser(most), dict[str, Any]()
    tokens = with_marks(parser.parse(decoded.text, env))
    head = FrontMatter()
    if tokens and tokens[0].type == "front_matter":
        source = tokens.pop(0).content
        head = read_front_matter(source, manuscript.name, manuscript.language)
    problems = [*decoded.diagnostics, *head.diagnostics]
    problems += left_out(decoded.text, tokens, env, manuscript.name)
    if line := _too_deep(tokens, most):
        place = Place(manuscript.name, line)
        return Reading(None, (), (*problems, NESTED_TOO_DEEP.at(place, most=most)))
    fields = [(f, parser.parseInline(f.text, env)) for f in head.fields]
    builder = _Builder(manuscript.name, manuscript.slug, decoded.text.split("\n"))
    head_blocks = (
        Block(builder.paragraph(inline[0]), f.line, f.role, datetime=f.datetime)
        for f, inline in fields
    )
    blocks = [block for block in head_blocks if _holds(block.element)]
    called = env.get("footnotes", {}).get("list", {})
    body, notes = builder.build(tokens, called)
    blocks += _with_roles(body, {b.role for b in blocks if b.role})
    notes = _in_order(blocks, notes)
    problems += builder.problems
    inline_notes = ["".join(map(_piece, n.get("tokens", ()))) for n in called.values()]
    said = [piece for _, inline in fields for piece in _said(inline)]
    said += [*_said(tokens), *inline_notes]
    return complete(
        manuscript,
        blocks,
        words(" ".join(said)),
        problems,
        language=head.language,
        notes=notes,
    )


def _in_order(
    blocks: Sequence[Block], notes: Sequence[tuple[etree._Element, int]]
) -> list[tuple[etree._Element, int]]:
    """The notes numbered in the order of their calls; those of the head were parsed last."""
    holders = [*(block.element for block in blocks), *(note for note, _ in notes)]
    calls = [call for holder in holders for call in holder.iter() if is_note_call(call)]
    before = {f"#{note.get('id')}": number for number, (note, _) in enumerate(notes)}
    order = dict.fromkeys(before[c.get("href", "")] for c in calls)
    order |= dict.fromkeys(range(len(notes)))
    numbers = {old: new for new, old in enumerate(order, 1)}
    if all(new == old + 1 for old, new in numbers.items()):
        return list(notes)
    again: Counter[int] = Counter()
    for call in calls:
        number = numbers[before[call.get("href", "")]]
        again[number] += 1
        call.set("href", f"#n{number}")
        call.set("id", f"r{number}-{again[number]}" if again[number] > 1 else f"r{number}")
        call.text = str(number)
    for old, (note, _) in enumerate(notes):
        note.set("id", f"n{numbers[old]}")
    return [notes[old] for old in order]


def _too_deep(tokens: Sequence[Token], most: int) -> int:
    """The line where lists and quotations lie more than ``most`` deep in one another, 0 for none.

    The parser has cut what lies deeper than its own bound, which is above.
    """
    depth = 0
    for token in tokens:
        if token.type in _NESTING:
            depth += token.nesting
            if depth > most:
                return (token.map or [0])[0] + 1
    return 0


def _with_roles(blocks: list[Block], given: set[Role]) -> list[Block]:
    """The blocks with the roles that Markdown tells; those of the opening may stay open.

    The first heading is the title, unless the front matter has one. When there are several
    headings of the first level, the others open sections and all subheads go down by one.
    """
    headings = [i for i, b in enumerate(blocks) if b.role is Role.HEADING]
    title, before = -1, list[Block]()
    if Role.TITLE not in given and headings:
        first = headings[0]
        before = [b for b in blocks[:first] if b.role is not Role.MARKUP]
        if len(before) <= 1 or blocks[first].level == 1:
            title = first
    levels = [blocks[i].level for i in headings if i != title]
    down = 2 - min(levels) if levels and min(levels) < 2 else 0
    after = next((i for i in headings if i > title), len(blocks))
    opening = range(min(title + 1 + _OPENING, after))
    settled = []
    for index, block in enumerate(blocks):
        role, level = block.role, block.level
        if index == title:
            role = Role.TITLE
        elif role is Role.HEADING:
            level += down
        elif role is None and index < title and (given or len(before) > 1):
            # What stands before the title and is not its rubric alone comes after it.
            role = Role.PARAGRAPH
        elif role is None and (Role.TITLE in given or (headings and index not in opening)):
            role = Role.PARAGRAPH
        settled.append(replace(block, role=role, level=level))
    if headings:
        # Subheads are marked in this manuscript: a short paragraph is none.
        settled = [replace(b, subhead=False) if b.role is None else b for b in settled]
    return settled


class _Builder:
    """Turns tokens into blocks of the profile; keeps what is wrong with them."""

    def __init__(self, file: str, slug: str, source: Sequence[str] = ()):
        self.file = file
        self.source = source
        self.problems: list[Diagnostic] = []
        self.line = 1
        self.definitions: dict[str, tuple[list[etree._Element], int]] = {}
        self.inline = Inline(self._report, (slug,))

    def _report(self, kind: Kind, **values: object) -> None:
        self.problems.append(kind.at(Place(self.file, self.line), **values))

    def build(
        self, tokens: Sequence[Token], called: Mapping[int, Mapping[str, Any]]
    ) -> tuple[list[Block], list[tuple[etree._Element, int]]]:
        """The blocks of the body, and the notes with their lines in the order of ``called``."""
        blocks = [b for node in SyntaxTreeNode(tokens).children for b in self._block(node)]
        notes = []
        for number, note in sorted(called.items()):
            label = str(note.get("label", ""))
            if "tokens" in note:
                element = E.p()
                self.inline.fill(element, note["tokens"])
                content, line = [element], self.line
            else:
                content, line = self.definitions.pop(label, ([], self.line))
            if not any(map(_holds, content)):
                self._report(NOTE_UNDEFINED, label=label)
                content = [E.p("…")]
            aside = {"id": f"n{number + 1}", "role": "doc-footnote", EPUB_TYPE: "footnote"}
            notes.append((E.aside(aside, *content), line))
            if number not in self.inline.called:
                self.definitions[label] = (content, line)
        for label, (_, line) in self.definitions.items():
            self.line = line
            self._report(NOTE_UNCALLED, label=label)
        return with_rules(_with_captions(blocks)), notes

    def paragraph(self, token: Token) -> etree._Element:
        """A ``p`` with the inline content of a token."""
        element = E.p()
        plain = _plain(token)
        for label in _UNDEFINED.findall(plain):
            self._report(NOTE_UNDEFINED, label=label)
        for quote in UNREAD.findall(plain):
            self._report(INDEX_MARK_UNREAD, quote=quote)
        for quote in formulas(token.content):
            self._report(FORMULA_AS_WRITTEN, quote=quote)
        self.inline.fill(element, _part_notes(token))
        return element

    def _at(self, node: SyntaxTreeNode) -> int:
        if node.map:
            self.line = node.map[0] + 1
        return self.line

    def _block(self, node: SyntaxTreeNode) -> Iterator[Block]:
        line = self._at(node)
        if node.type == "heading":
            heading = self._inline(node)
            if _holds(heading):
                self._marks(node)
                self._named(heading, node, "section")
                yield Block(heading, line, Role.HEADING, level=int(node.tag[1]))
            return
        for element in self._elements(node):
            plain = tag(element) == "p" and not element.get("class")
            yield Block(element, line, None if plain else Role.MARKUP)

    def _inline(self, node: SyntaxTreeNode) -> etree._Element:
        """A ``p`` with what stands in a paragraph, a heading, a cell or a term."""
        element = E.p()
        for child in node.children:
            if child.type == "inline" and child.token is not None:
                element = self.paragraph(child.token)
        return element

    def _elements(self, node: SyntaxTreeNode) -> Iterator[etree._Element]:
        self._at(node)
        names = self._marks(node)
        if "verse" in names:
            set_verse(node, self.source)
        for number, element in enumerate(self._made(node, names)):
            if number == 0 and node.type not in ("paragraph", "heading"):
                self._named(element, node, "block")
                self.inline.set_language(element, node.attrs.get("lang"))
            yield element

    def _marks(self, node: SyntaxTreeNode) -> list[str]:
        """The names of the marks of a block; one that has no effect is told."""
        names = str(node.attrs.get("class", "")).split()
        for name in names:
            if name not in _MARKS and not index_of([name]):
                self._report(MARK_UNKNOWN, name=name, known=", ".join(f".{m}" for m in _MARKS))
        return names

    def _made(self, node: SyntaxTreeNode, names: list[str]) -> Iterator[etree._Element]:
        if node.type == "paragraph":
            element = self._paragraph(node, names)
            if _holds(element):
                yield element
        elif node.type in ("bullet_list", "ordered_list"):
            yield self._list(node)
        elif node.type == "blockquote":
            yield from self._quotation(node, names)
        elif node.type == "heading":
            # Inside a list or a quotation there is no section to open.
            heading = self._inline(node)
            if _holds(heading):
                yield E.p(self.inline.wrap("strong", heading))
        elif node.type == "table":
            yield self._table(node)
        elif node.type == "dl":
            yield self._definitions(node)
        elif node.type == "hr":
            yield E.hr()
        elif node.type in ("fence", "code_block"):
            yield E.pre(E.code(node.content.rstrip("\n")))
        elif node.type == "html_block":
            yield from self._html(node)
        elif node.type == "footnote_reference":
            self._define(node)

    def _paragraph(self, node: SyntaxTreeNode, names: list[str]) -> etree._Element:
        element = self._inline(node)
        self._named(element, node, "block")
        image = element[0] if len(element) == 1 and not (element.text or "").strip() else None
        if image is not None and tag(image) == "img" and not (image.tail or "").strip():
            caption = image.attrib.pop("title", "")
            image.tail = None
            figure = E.figure(image)
            placed, told = _placed(node, names)
            if told is not None:
                self._report(told[0], **told[1])
            if placed:
                figure.set("class", placed)
            if element.get("id"):
                figure.set("id", element.attrib.pop("id"))
            if caption:
                figure.append(E.figcaption(caption))
            return figure
        if "verse" in names:
            return E.div({"class": "verse"}, element)
        if "pullquote" in names:
            return E.aside({"class": "pullquote"}, element)
        for name in _PARAGRAPH_CLASSES:
            if name in names:
                element.set("class", name)
        self.inline.set_language(element, node.attrs.get("lang"))
        return element

    def _named(self, element: etree._Element, node: SyntaxTreeNode, extent: str) -> None:
        """Give a block the anchor of its attributes, and the mark of the index that covers it."""
        self.inline.set_anchor(element, node.attrs.get("id"))
        index = index_of(str(node.attrs.get("class", "")).split())
        if index:
            span = mark(index, node.attrs, extent)
            if not span.get("data-entry"):
                span.set("data-entry", text(without_notes(element)).rstrip(" .:?!"))
            holder = _first_words(element)
            if holder is None:
                self._report(INDEX_MARK_UNREAD, quote="{.index}")
                return
            span.tail, holder.text = holder.text, None
            holder.insert(0, span)

    def _list(self, node: SyntaxTreeNode) -> etree._Element:
        ordered = node.type == "ordered_list"
        element = E.ol() if ordered else E.ul()
        if ordered and int(node.attrs.get("start", 1)) != 1:
            element.set("start", str(node.attrs["start"]))
        for item in node.children:
            element.append(self._flow(E.li(), item))
        return element

    def _flow(self, into: etree._Element, node: SyntaxTreeNode) -> etree._Element:
        """Blocks put into a list item or a definition; a lone tight paragraph without its ``p``."""
        tight = all(c.hidden for c in node.children if c.type == "paragraph")
        for child in node.children:
            elements = list(self._elements(child))
            first = elements[0] if elements else None
            if child.type == "paragraph" and tight and first is not None and not len(into):
                into.text = first.text
                into.extend(list(first) if tag(first) == "p" else [first])
            else:
                into.extend(elements)
        # The profile takes either text (in an item of a list then lists), or blocks only.
        lists = ("ul", "ol") if tag(into) == "li" else ()
        if (into.text or "").strip() and any(tag(e) in _FLOW and tag(e) not in lists for e in into):
            blocks = [e for e in into if tag(e) in _FLOW]
            first = E.p(into.text or "", *(e for e in into if tag(e) not in _FLOW))
            into.text = None
            into[:] = [first, *blocks]
        return into

    def _quotation(self, node: SyntaxTreeNode, names: list[str]) -> Iterator[etree._Element]:
        inner = [e for child in node.children for e in self._elements(child)]
        last = inner[-1] if len(inner) > 1 else None
        if last is not None and tag(last) == "p" and text(last).startswith(("—", "–", "-- ")):
            last.set("class", "attribution")
        if not inner:
            return
        if "verse" in names and all(tag(e) == "p" for e in inner):
            yield E.div({"class": "verse"}, *inner)
        elif "epigraph" in names or "épigraphe" in names:
            yield epigraph(*inner)
        elif "pullquote" in names:
            yield E.aside({"class": "pullquote"}, *inner)
        else:
            yield E.blockquote(*inner)

    def _table(self, node: SyntaxTreeNode) -> etree._Element:
        element = E.table()
        for part in node.children:
            rows = E(part.type)
            for row in part.children:
                rows.append(E.tr(*(self._cell(cell) for cell in row.children)))
            element.append(rows)
        return element

    def _cell(self, node: SyntaxTreeNode) -> etree._Element:
        content = self._inline(node)
        # An empty corner heads nothing.
        header = node.type == "th" and (len(content) or (content.text or "").strip())
        cell = E.th({"scope": "col"}) if header else E.td()
        cell.text = content.text
        cell.extend(list(content))
        alignment = _ALIGNMENT.get(str(node.attrs.get("style", "")))
        if alignment:
            cell.set("class", alignment)
        return cell

    def _definitions(self, node: SyntaxTreeNode) -> etree._Element:
        element = E.dl()
        for child in node.children:
            if child.type == "dt":
                term = self._inline(child)
                term.tag = E.dt().tag
                element.append(term)
            else:
                element.append(self._flow(E.dd(), child))
        return element

    def _html(self, node: SyntaxTreeNode) -> Iterator[etree._Element]:
        bare = _HTML.sub(" ", node.content)
        if "<!--" in node.content:
            self._report(COMMENT_LEFT_OUT)
        if words(bare):
            self._report(HTML_BLOCK)
            for paragraph in re.split(r"\n\s*\n", bare):
                if paragraph.strip():
                    yield E.p(" ".join(paragraph.split()))

    def _define(self, node: SyntaxTreeNode) -> None:
        label, line = str(node.meta["label"]), self.line
        # Its content first: it may define notes itself.
        content = [e for child in node.children for e in self._elements(child)]
        self.line = line
        if label in self.definitions:
            self._report(NOTE_TWICE, label=label)
        self.definitions[label] = (content, line)


_FLOW = frozenset(
    ("p", "ul", "ol", "dl", "blockquote", "figure", "table", "pre", "hr", "aside", "div")
)


def _placed(
    node: SyntaxTreeNode, names: Sequence[str]
) -> tuple[str, tuple[Kind, dict[str, str]] | None]:
    """The class of the figure that the only image of a paragraph makes: marked before, or at it.

    With it goes what there is to say of its width.
    """
    inside = [t for c in node.children if c.token for t in c.token.children or []]
    image = next(t for t in inside if t.type == "image")
    said = [*names, *str(image.attrs.get("class", "")).split()]
    width = str(image.attrs.get("width") or node.attrs.get("width") or "")
    placed = figure_class(said, width)
    return placed, width_told(width, placed)


def _first_words(element: etree._Element) -> etree._Element | None:
    """Where a mark of a whole block is put: the first paragraph, cell, item or term in it."""
    for inner in element.iter():
        if tag(inner) in _HOLDERS and not any(tag(e) in _FLOW for e in inner):
            return inner
    return None


def _holds(element: etree._Element) -> bool:
    """Whether there is anything in an element: one that held only a comment or a mark is none."""
    if text(element).strip("\u00a0\u202f"):
        return True
    return any(tag(e) in ("img", "math") for e in element.iter())


def _with_captions(blocks: Sequence[Block]) -> list[Block]:
    """``: legend`` in the paragraph after a table is its caption, as in Pandoc; it has but one."""
    kept: list[Block] = []
    for block in blocks:
        table = kept[-1].element if kept and tag(kept[-1].element) == "table" else None
        start = block.element.text or ""
        bare = table is not None and not (len(table) and tag(table[0]) == "caption")
        if table is not None and bare and block.role is None and start.startswith(": "):
            block.element.text = start[2:]
            block.element.tag = E.caption().tag
            table.insert(0, block.element)
        else:
            kept.append(block)
    return kept


def _plain(token: Token) -> str:
    return "".join(t.content for t in token.children or [] if t.type == "text")


def _part_notes(token: Token) -> list[Token]:
    """The inline tokens of a paragraph, a line end before each ``[2] …`` in a list of notes."""
    children, lines = token.children or [], token.content.split("\n")
    begins = beginnings_of_notes(lines)
    ends = [child for child in children if child.type in ("softbreak", "hardbreak")]
    if begins and len(ends) == len(lines) - 1:
        for place, end in enumerate(ends, 1):
            end.type = "hardbreak" if place in begins else end.type
    return children


def _said(tokens: Sequence[Token]) -> Iterator[str]:
    """The text of the tokens in order, with the numbers of lists: the second witness of words."""
    numbers: list[int | None] = []
    for token in tokens:
        if token.type in ("ordered_list_open", "bullet_list_open"):
            ordered = token.type.startswith("ordered")
            numbers.append(int(token.attrs.get("start", 1)) if ordered else None)
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            numbers.pop()
        elif token.type == "list_item_open" and numbers and numbers[-1] is not None:
            yield str(numbers[-1])
            numbers[-1] += 1
        elif token.type == "inline":
            children = token.children or []
            yield "".join(map(_piece, children))
            if len(children) == 1 and children[0].type == "image":
                yield str(children[0].attrs.get("title", ""))
        elif token.type in ("fence", "code_block"):
            yield token.content
        elif token.type == "html_block":
            yield _HTML.sub(" ", token.content)


def _piece(token: Token) -> str:
    if token.type in ("text", "text_special", "code_inline"):
        return token.content
    return " " if token.type in ("softbreak", "hardbreak") else ""
