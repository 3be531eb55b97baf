"""The pure parts: styles, the syntax tree to blocks, roles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.article import XHTML, E, tag, text
from publish.diagnostics import Place
from publish.proof.reading import article_words, list_numbers
from publish.sources import Manuscript, Reading
from publish.sources.blocks import Block, Role
from publish.sources.completion import complete
from publish.sources.office import marks
from publish.sources.office.prepared import Paragraph, Passage, Picture, Prepared, quotations
from publish.sources.office.roles import settled
from publish.sources.office.styles import NAMES, Style, Use, folded, style_of
from publish.sources.office.tree import Tree
from publish.words import words


@pytest.mark.parametrize(
    ("names", "style"),
    [
        (["Titre"], Style(Use.TITLE)),
        (["Title"], Style(Use.TITLE)),
        (["heading 1"], Style(Use.HEADING, 1)),
        (["Titre 3"], Style(Use.HEADING, 3)),
        (["TITRE1"], Style(Use.HEADING, 1)),
        (["chapo"], Style(Use.STANDFIRST)),
        (["Chapô"], Style(Use.STANDFIRST)),
        (["Chapo\u0302"], Style(Use.STANDFIRST)),
        (["Style maison", "Corps", "Citation"], Style(Use.QUOTATION)),
        (["Ma citation,Citation intense"], Style(Use.PULLQUOTE)),
        (["toc 2"], Style(Use.CONTENTS)),
        (["Intertitre"], Style(Use.HEADING, 2)),
        (["Normal"], None),
        (["Titre 10"], None),
        ([], None),
    ],
)
def test_names_of_styles(names: list[str], style: Style | None) -> None:
    assert style_of(names) == style


def test_no_style_has_two_meanings() -> None:
    folds = [folded(name) for names in NAMES.values() for name in names.split(", ")]
    twice = {name for name, number in Counter(folds).items() if number > 1}
    assert not {n for n in twice if len({u for u, ns in NAMES.items() if _in(n, ns)}) > 1}


def _in(name: str, names: str) -> bool:
    return name in {folded(n) for n in names.split(", ")}


def test_what_is_left_out_is_quoted_whole() -> None:
    long = " ".join(f"mot{n}" for n in range(400))
    pieces = quotations(long)
    assert len(pieces) > 1
    assert " ".join(pieces) == long


# --- from blocks to roles ---


def block(words_: str, role: Role | None = None, level: int = 2, **more: Any) -> Block:
    return Block(E.p(words_), 1, role, level, **more)


def test_a_second_title_away_from_the_first_is_a_subhead() -> None:
    blocks = settled(
        [block("Un", Role.TITLE), block("Texte.", Role.PARAGRAPH), block("Deux", Role.TITLE)]
    )
    assert [b.role for b in blocks] == [Role.TITLE, Role.PARAGRAPH, Role.HEADING]


def test_two_lines_of_title_are_one() -> None:
    (title,) = settled([block("Un titre", Role.TITLE), block("en deux lignes", Role.TITLE)])
    assert [tag(e) for e in title.element] == ["br"]
    assert text(title.element) == "Un titreen deux lignes"


def test_headings_of_the_highest_level_open_sections_of_the_second() -> None:
    blocks = settled(
        [block("T", Role.TITLE)] + [block("H", Role.HEADING, level) for level in (1, 2, 1)]
    )
    assert [b.level for b in blocks[1:]] == [2, 3, 2]


# --- from the syntax tree to blocks ---


def para(*inlines: Any) -> dict[str, Any]:
    return {"t": "Para", "c": list(inlines)}


def word(said: str) -> dict[str, Any]:
    return {"t": "Str", "c": said}


def made(blocks: list[Any], ready: Prepared | None = None) -> Tree:
    return Tree(blocks, ready or Prepared("docx"), Place("essai.docx"))


def test_pieces_of_a_word_and_of_a_link_are_joined() -> None:
    link = {"t": "Link", "c": [["", [], []], [word("mu")], ["https://a.example", ""]]}
    rest = {"t": "Link", "c": [["", [], []], [word("sée")], ["https://a.example", ""]]}
    (found,) = made([para(word("l"), word("e"), {"t": "Space"}, link, rest)]).blocks
    assert [text(e) for e in found.element.iter(f"{{{XHTML}}}a")] == ["musée"]
    assert text(found.element) == "le musée"


def test_a_passage_goes_on_over_the_runs_of_a_word_processor() -> None:
    ready = Prepared("docx", passages=[Passage("en"), Passage("en")])
    inlines = [word(marks.passage(1, "salt")), {"t": "Space"}, word(marks.passage(2, "pans"))]
    joined = [word(marks.passage(1, "salt ") + marks.passage(2, "pans"))]
    (found,) = made([para(*joined)], ready).blocks
    assert [(e.get("lang"), text(e)) for e in found.element] == [("en", "salt pans")]
    (apart,) = made([para(*inlines)], ready).blocks
    assert text(apart.element) == "salt pans"


def test_addresses_hold_nothing_unescaped() -> None:
    link = {"t": "Link", "c": [["", [], []], [word("ici")], ["https://a.example/b c{d}", ""]]}
    (found,) = made([para(link)]).blocks
    assert found.element[0].get("href") == "https://a.example/b%20c%7Bd%7D"


def test_a_caption_above_a_figure() -> None:
    ready = Prepared(
        "docx",
        paragraphs=[Paragraph(1, Style(Use.CAPTION)), Paragraph(2)],
        placed=[Picture("a.png", "Un phare")],
        images={"a.png": b""},
    )
    blocks = made(
        [
            para(word(marks.paragraph(1) + "La nuit")),
            para(word(marks.paragraph(2) + marks.placed(1))),
        ],
        ready,
    ).blocks
    assert [[tag(e) for e in b.element] for b in blocks] == [["img", "figcaption"]]


def test_a_caption_of_nothing_is_a_paragraph() -> None:
    ready = Prepared("docx", paragraphs=[Paragraph(1, Style(Use.CAPTION))])
    (found,) = made([para(word(marks.paragraph(1) + "Seule"))], ready).blocks
    assert (tag(found.element), text(found.element)) == ("p", "Seule")


_ATTR = ["", [], []]
_STRINGS = st.sampled_from(
    ["mot", "l’eau", "é", "12", ":", "«\u00a0", "\u00ad", "\u200b", "a\u2011b", marks.CLOSED]
) | st.builds(marks.paragraph, st.integers(0, 9))
_INLINES = st.recursive(
    _STRINGS.map(word) | st.sampled_from([{"t": "Space"}, {"t": "LineBreak"}, {"t": "SoftBreak"}]),
    lambda inner: st.one_of(
        st.tuples(
            st.sampled_from(
                "Emph Strong Underline Strikeout Superscript Subscript SmallCaps".split()  # noqa: SIM905
            ),
            st.lists(inner, max_size=3),
        ).map(lambda pair: {"t": pair[0], "c": pair[1]}),
        st.tuples(
            st.lists(inner, max_size=3),
            st.sampled_from(["https://a.example/x", "#a", "file:///x", "javascript:x", ""]),
        ).map(lambda pair: {"t": "Link", "c": [_ATTR, pair[0], [pair[1], ""]]}),
        st.tuples(st.sampled_from(["", "a", "b"]), st.lists(inner, max_size=3)).map(
            lambda pair: {"t": "Span", "c": [[pair[0], [], []], pair[1]]}
        ),
        st.sampled_from(["x", "a b"]).map(lambda code: {"t": "Code", "c": [_ATTR, code]}),
    ),
    max_leaves=8,
)
_LINE = st.lists(_INLINES, max_size=6)
_NOTE = st.lists(_LINE.map(lambda inlines: {"t": "Para", "c": inlines}), max_size=2).map(
    lambda blocks: {"t": "Note", "c": blocks}
)
_PARAGRAPH = st.tuples(_LINE, st.lists(_NOTE, max_size=1)).map(
    lambda pair: {"t": "Para", "c": [*pair[0], *pair[1]]}
)


def _table(rows: list[list[Any]]) -> dict[str, Any]:
    width = max((len(row) for row in rows), default=1)

    def cells(row: list[Any]) -> list[Any]:
        filled = [*row, *([[]] * (width - len(row)))]
        return [_ATTR, [[_ATTR, {"t": "AlignDefault"}, 1, 1, content] for content in filled]]

    head, body = rows[:1], rows[1:]
    columns = [[{"t": "AlignRight"}, {"t": "ColWidthDefault"}]] * width
    bodies = [[_ATTR, 0, [], [cells(row) for row in body]]]
    parts = [_ATTR, [None, []], columns, [_ATTR, [cells(row) for row in head]], bodies, [_ATTR, []]]
    return {"t": "Table", "c": parts}


_BLOCKS = st.recursive(
    st.one_of(
        _PARAGRAPH,
        _LINE.map(lambda inlines: {"t": "Plain", "c": inlines}),
        st.tuples(st.integers(1, 6), _LINE).map(
            lambda pair: {"t": "Header", "c": [pair[0], _ATTR, pair[1]]}
        ),
        st.lists(_LINE, max_size=3).map(lambda lines: {"t": "LineBlock", "c": lines}),
        st.sampled_from(["x", "", "a\nb"]).map(lambda code: {"t": "CodeBlock", "c": [_ATTR, code]}),
        st.just({"t": "HorizontalRule"}),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda blocks: {"t": "BlockQuote", "c": blocks}),
        st.lists(inner, max_size=3).map(lambda blocks: {"t": "Div", "c": [_ATTR, blocks]}),
        st.lists(st.lists(inner, max_size=2), max_size=3).map(
            lambda items: {"t": "BulletList", "c": items}
        ),
        st.tuples(
            st.integers(0, 30),
            st.sampled_from(["Decimal", "LowerAlpha", "UpperRoman", "DefaultStyle"]),
            st.lists(st.lists(inner, max_size=2), min_size=1, max_size=3),
        ).map(
            lambda parts: {
                "t": "OrderedList",
                "c": [[parts[0], {"t": parts[1]}, {"t": "Period"}], parts[2]],
            }
        ),
        st.lists(
            st.tuples(_LINE, st.lists(st.lists(inner, max_size=2), max_size=2)),
            min_size=1,
            max_size=2,
        ).map(lambda items: {"t": "DefinitionList", "c": [list(item) for item in items]}),
        st.lists(
            st.lists(st.lists(inner, max_size=2), min_size=1, max_size=3), min_size=1, max_size=3
        ).map(_table),
    ),
    max_leaves=12,
)
_PARAGRAPHS = st.lists(
    st.builds(
        Paragraph,
        st.integers(1, 9),
        st.none()
        | st.builds(
            lambda use: Style(use, 1 if use is Use.HEADING else 0),
            st.sampled_from([use for use in Use if use is not Use.CONTENTS]),
        ),
        st.booleans(),
        st.integers(0, 1),
    ),
    min_size=9,
    max_size=9,
)


@given(st.lists(_BLOCKS, min_size=1, max_size=6), _PARAGRAPHS)
def test_any_tree_is_an_article_with_every_word(
    blocks: list[Any], paragraphs: list[Paragraph]
) -> None:
    ready = Prepared("docx", paragraphs=paragraphs)
    title = {"t": "Header", "c": [1, _ATTR, [word("Titre")]]}
    tree = made([title, *blocks], ready)
    found = whole(tree)
    assert found.article is not None, [d.message("en") for d in found.diagnostics]
    # By letters: where words end in a tree without blocks is nobody's to say.
    said = letters(w.word for w in article_words(found.article.root, "essai"))
    assert said - letters(list_numbers(found.article.root)) == letters(spoken([title, *blocks]))


def letters(said: Iterable[str]) -> Counter[str]:
    return Counter("".join(said))


def whole(tree: Tree) -> Reading:
    path = Path("essai.docx")
    manuscript = Manuscript(path, path.name, "essai", "fr", b"")
    return complete(manuscript, settled(tree.blocks), (), (), notes=tree.notes)


def spoken(node: Any) -> list[str]:
    """The words of a syntax tree, whatever it is made of."""
    return words(marks.MARK.sub("", "".join(_pieces(node))))


def _pieces(node: Any) -> list[str]:
    if isinstance(node, list):
        return [piece for item in node for piece in _pieces(item)]
    if not isinstance(node, dict):
        return []
    kind, content = node["t"], node.get("c")
    if kind == "Str":
        return [content]
    if kind in ("Space", "SoftBreak", "LineBreak"):
        return [" "]
    if kind in ("Code", "CodeBlock"):
        return [content[1]] if kind == "Code" else [" ", content[1], " "]
    inner = _pieces(content)
    if kind in ("Para", "Plain", "Header"):
        inner = [" ", *inner, " "]
    return inner
