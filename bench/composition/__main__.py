"""Sets the French Debian Handbook with several engines and measures the finished PDFs.

    python -m bench.composition [--words 60000] [--french] [--engines weasyprint,publish]
                                [--pages DIR] [--keep DIR]
    python -m bench.composition --long

All that is said of the composition comes from the places of the glyphs in the PDFs. ``--long``
sets the whole handbook as tagged PDF/UA-1 on one processor and prints the seconds of each step.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pymupdf

from bench.composition import glyphs, pages, table
from bench.composition.engines import ENGINES, Engine, EngineFailedError, Run, run
from bench.composition.matching import NotFoundError, match
from bench.composition.measure import Composition, measure
from bench.composition.sources import PAGE
from bench.composition.text import HANDBOOK, Block, count_words, french, handbook

NOTES = """
Word space: from the end of the advance of a word's last glyph to the start of the next; U+0020
only, in justified lines of two words and more. Natural: 0.25 em. Lines above and below, contrast:
each line with the mean of its spaces.
Hyphens: inside a word at the end of a line, the text's own (peut-/être) too; shares are of the
lines that are not the last of a paragraph. Overfull: more than 0.5 em beyond the measure.
WeasyPrint and publish write tagged PDF/UA-1; LuaLaTeX sets in one pass, untagged.
Chromium on Debian has no French hyphenation: its column shows French without any."""


def main() -> int:
    """Run what the command line asks for; 1 when an engine fails or loses text."""
    first, _, rest = (__doc__ or "").partition("\n")
    parser = argparse.ArgumentParser(
        "python -m bench.composition",
        description=first,
        epilog=rest,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--words", type=int, default=60_000)
    parser.add_argument("--french", action="store_true", help="only paragraphs that are translated")
    parser.add_argument("--engines", default=",".join(e.name for e in ENGINES))
    parser.add_argument("--pages", type=Path, metavar="DIR", help="pictures of the worst pages")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep sources and PDFs there")
    parser.add_argument("--long", action="store_true", help="the whole handbook, tagged, timed")
    given = parser.parse_args()
    if not HANDBOOK.is_dir():
        print("The text is missing: apt-get install debian-handbook", file=sys.stderr)
        return 1
    names = given.engines.split(",")
    unknown = set(names) - {engine.name for engine in ENGINES}
    if unknown or given.words < 1:
        parser.error(f"unknown engine: {', '.join(unknown)}" if unknown else "--words is too small")
    chosen = [engine for engine in ENGINES if engine.name in names]
    with tempfile.TemporaryDirectory(prefix="composition-") as temporary:
        folder = given.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        if given.long:
            return _long(handbook(), chosen, folder)
        blocks = handbook(words=given.words, accept=french if given.french else None)
        return _compare(blocks, chosen, folder, given.pages)


def _compare(
    blocks: Sequence[Block], chosen: Sequence[Engine], folder: Path, pictures: Path | None
) -> int:
    """Print the table of the composition of every engine that is here."""
    paragraphs = sum(block.level == 0 for block in blocks)
    print(f"{count_words(blocks)} words in {paragraphs} paragraphs\n", flush=True)
    results: list[tuple[Engine, Run, Composition]] = []
    told: list[str] = []
    failed = False
    for engine in _present(chosen):
        try:
            done = run(engine, blocks, folder / engine.name)
            found = match(blocks, glyphs.lines(done.pdf), PAGE.font_size)
        except (EngineFailedError, NotFoundError) as error:
            print(f"{engine.title}: {error}", file=sys.stderr)
            failed = True
            continue
        results.append((engine, done, measure(found, PAGE.font_size)))
        if pictures:
            pictures.mkdir(parents=True, exist_ok=True)
            target = pictures / engine.name
            told += pages.picture_worst(done.pdf, found, PAGE.font_size, target)
    if results:
        print(table.comparison(results), NOTES, *told, sep="\n")
    return 1 if failed else 0


def _long(blocks: Sequence[Block], chosen: Sequence[Engine], folder: Path) -> int:
    """Print the seconds of layout and writing of the whole text, tagged, on one processor."""
    print(f"{count_words(blocks)} words\n", flush=True)
    results: list[tuple[Engine, Run, int]] = []
    for engine in _present([engine for engine in chosen if engine.tagged]):
        try:
            done = run(engine, blocks, folder / engine.name, one_core=True)
        except EngineFailedError as error:
            print(error, file=sys.stderr)
            return 1
        with pymupdf.open(done.pdf) as document:
            results.append((engine, done, document.page_count))
    print(table.long_run(results))
    return 0


def _present(engines: Sequence[Engine]) -> Iterator[Engine]:
    for engine in engines:
        lacks = engine.lacks()
        if lacks:
            print(f"{engine.title} is not here, its column is left out: {lacks}", flush=True)
        else:
            yield engine


if __name__ == "__main__":
    sys.exit(main())
