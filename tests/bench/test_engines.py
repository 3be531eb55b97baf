"""Each engine that is here sets a small text that is all found again in its PDF."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bench.composition.engines import ENGINES, Engine, EngineFailedError, run
from bench.composition.glyphs import lines
from bench.composition.matching import match
from bench.composition.measure import NATURAL, measure
from bench.composition.sources import PAGE, article, tex, typst
from bench.composition.text import Block
from publish.article import faults

SENTENCE = (
    "Les goélands de la criée attendent l’ouverture des caisses, et l’on parle à voix basse : "
    "« Qui donc\u00a0? »\u202f; personne ne répond, peut-être par habitude, à 100\u00a0% -- c’est "
    r"l'usage \{du\} port_neuf & de ses #1 ^ ~ $x$ <b>quais</b>. "
)
BLOCKS = [
    Block(1, "Le port"),
    Block(2, "Une criée & une halle"),
    *[Block(0, (SENTENCE * 3).strip()) for _ in range(12)],
    Block(3, "Les quais"),
    Block(0, "Fin."),
]


@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)
def test_an_engine_sets_every_word(engine: Engine, tmp_path: Path) -> None:
    if engine.lacks():
        pytest.skip(engine.lacks())
    done = run(engine, BLOCKS, tmp_path / engine.name)
    paragraphs = match(BLOCKS, lines(done.pdf), PAGE.font_size)
    assert [p.text for p in paragraphs] == [b.text for b in BLOCKS if b.level == 0]
    found = measure(paragraphs, PAGE.font_size)
    assert found.pages >= 2
    assert 0.7 * NATURAL < found.space_mean < 2.5 * NATURAL
    assert found.widows == found.orphans == 0
    measures = {round(p.lines[1].right - p.lines[1].left) for p in paragraphs if len(p.lines) > 2}
    assert max(measures) - round(PAGE.measure) in (0, 1, 2, 3)
    assert done.spent.seconds > 0
    assert set(done.steps) == ({"layout", "writing"} if engine.tagged else set())


def test_the_text_is_an_article_of_the_profile() -> None:
    assert faults(article(BLOCKS)) == []


def test_an_engine_that_fails_says_so(tmp_path: Path) -> None:
    failing = replace(ENGINES[0], command=lambda *_: ["sh", "-c", "echo cassé >&2; exit 3"])
    with pytest.raises(EngineFailedError, match="cassé"):
        run(failing, BLOCKS, tmp_path / "x")


def test_signs_of_the_engines_are_escaped() -> None:
    block = Block(0, r'a_b\c "d" {e} 5\u00a0%'.replace(r"\u00a0", "\u00a0"))
    assert r"a\_b\textbackslash{}c " in tex([block], microtype=False)
    assert r"\{e\} 5~\%" in tex([block], microtype=True)
    assert r'#par("a_b\\c \"d\" {e}' in typst([block])
