"""The handbook's HTML as paragraphs and headings."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.composition.text import TITLE, Block, count_words, french, handbook, load, save

PAGE = """<html xmlns="http://www.w3.org/1999/xhtml"><head>{next}</head><body>
<ul class="docnav"><li>Navigation</li></ul><p id="title">Logo</p>{body}</body></html>"""
FIRST = """<div class="preface"><div class="titlepage"><h1 class="title"><a id="x"></a>Préface</h1>
</div><div class="para">
   Voici  <em>un\u00a0mot</em>,
   deux. <div class="url">→ <a href="https://exemple.fr">https://exemple.fr</a></div> Puis
   <div class="itemizedlist"><ul><li class="listitem"><div class="para">Item.</div></li></ul></div>
   la suite.</div>
<pre class="screen">$ commande</pre>
<div class="figure"><p class="title"><strong>Figure 1</strong></p></div></div>"""
SECOND = """<div class="titlepage"><h3 class="title">Section</h3></div>
<div class="para">Fin du texte.</div>
<div class="sidebar"><div class="titlepage"><p class="title">ASTUCE</p></div></div>
<div class="titlepage"><h3 class="title">Autre</h3></div>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    link = '<link rel="next" href="suite.html" />'
    (tmp_path / "preface.html").write_text(PAGE.format(next=link, body=FIRST), "utf-8")
    (tmp_path / "suite.html").write_text(PAGE.format(next="", body=SECOND), "utf-8")
    return tmp_path


def test_paragraphs_and_headings_in_reading_order(folder: Path) -> None:
    assert handbook(folder) == [
        Block(1, TITLE),
        Block(2, "Préface"),
        Block(0, "Voici un\u00a0mot, deux. → https://exemple.fr Puis"),
        Block(0, "Item."),
        Block(0, "la suite."),
        Block(3, "Section"),
        Block(0, "Fin du texte."),
        Block(4, "ASTUCE"),
        Block(3, "Autre"),
    ]


def test_the_first_words_are_exactly_as_many(folder: Path) -> None:
    _, *blocks = handbook(folder, words=4)
    assert blocks == [Block(2, "Préface"), Block(0, "Voici un\u00a0mot, deux.")]
    assert count_words(blocks) == 4


def test_blocks_that_are_not_accepted_leave_no_gap(folder: Path) -> None:
    blocks = handbook(folder, accept=lambda block: "Section" not in block.text)
    assert [block.level for block in blocks] == [1, 2, 0, 0, 0, 0, 3, 3]


def test_french_is_told_from_english() -> None:
    assert french(Block(0, "Le système est installé dans la machine."))
    assert not french(Block(0, "The system is installed in that machine."))
    assert french(Block(3, "The title"))


def test_blocks_travel_between_processes(tmp_path: Path) -> None:
    blocks = [Block(1, "É « a »"), Block(0, 'x\u202f! "y" \\z')]
    save(blocks, tmp_path / "blocks.json")
    assert load(tmp_path / "blocks.json") == blocks
