"""Measure the inference of structure: precision, recall and F1 of each kind over a folder of pairs.

    python -m bench.structure FOLDER [--errors KIND] [--sites]

FOLDER holds ``NAME.txt`` with ``NAME.gold.json``, or manuscripts with golden ``NAME.xhtml``. A
block counts as found when the article has a block of the same kind and the same words. « Heading,
open » leaves out the lines that look like subheads and that their source does not mark. Words are
counted as runs of letters and digits, as they are written.
"""

from __future__ import annotations

import argparse
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from bench.pairs import _WORD, KINDS, Pair, Piece, load, pieces_of
from publish.article import Article, alone, document
from publish.sources import Manuscript, read
from publish.sources.encoding import decode


def held(text: str) -> str:
    """The key by which a text is known again."""
    return Piece("", text).key


@dataclass
class Tally:
    """What was found, invented and missed, by kind; ``open`` counts the open lines apart."""

    found: Counter[str] = field(default_factory=Counter)
    invented: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    open: int = 0
    articles: int = 0
    right: int = 0
    lost: Counter[str] = field(default_factory=Counter)
    added: Counter[str] = field(default_factory=Counter)
    errors: list[tuple[str, str, str]] = field(default_factory=list)

    def add_keys(self, pair: Pair, made: Iterable[tuple[str, str]]) -> None:
        """Count the blocks of one article, given as kinds and keys."""
        self.articles += 1
        made = list(made)
        right = True
        open_lines = Counter(p.key for p in pair.pieces if p.open)
        for kind in KINDS:
            wanted = Counter(p.key for p in pair.pieces if p.kind == kind)
            got = Counter(key for k, key in made if k == kind)
            self.found[kind] += (wanted & got).total()
            self.invented[kind] += (got - wanted).total()
            self.missed[kind] += (wanted - got).total()
            right &= got == wanted
            if kind == "heading":
                self.open += ((got - wanted) & open_lines).total()
            self.errors += [("+" + kind, pair.name, key) for key in (got - wanted).elements()]
            self.errors += [("-" + kind, pair.name, key) for key in (wanted - got).elements()]
        self.right += right

    def add_words(self, pair: Pair, source: str, made: Iterable[Piece]) -> None:
        """Count the words of the manuscript that the article has not, and the other way round."""
        wanted, got = _words(source), Counter[str]()
        for piece in made:
            got.update(_words(piece.text))
        lost = wanted - got
        for piece in pair.pieces:
            # The numbers of ordered lists become markup.
            number = piece.marker.rstrip(".)")
            if number.isalnum() and lost[number]:
                lost[number] -= 1
        self.lost.update(+lost)
        self.added.update(got - wanted)

    def scores(self, kind: str, *, without_open: bool = False) -> tuple[float, float, float]:
        """Precision, recall, F1."""
        found = self.found[kind]
        invented = self.invented[kind] - (self.open if without_open else 0)
        precision = found / (found + invented) if found + invented else 0.0
        recall = found / (found + self.missed[kind]) if found + self.missed[kind] else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return precision, recall, f1

    def line(self) -> str:
        """The F1 of each kind on one line."""
        parts = (f"{kind} {self.scores(kind)[2]:.2f}" for kind in KINDS)
        return f"n={self.articles:3}  " + "  ".join(parts)


def _written(article: Article) -> etree._Element:
    """The document as ``publish normalise`` writes it."""
    return alone(document(article))


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(unicodedata.normalize("NFC", text)))


def table(tally: Tally) -> str:
    """The scores as a table."""
    rows = [f"{'kind':16}{'P':>7}{'R':>8}{'F1':>8}{'found':>8}{'invented':>10}{'missed':>8}"]
    for kind in KINDS:
        p, r, f1 = tally.scores(kind)
        rows.append(
            f"{kind:16}{p:7.3f} {r:7.3f} {f1:7.3f}{tally.found[kind]:8}{tally.invented[kind]:10}"
            f"{tally.missed[kind]:8}"
        )
    p, r, f1 = tally.scores("heading", without_open=True)
    rows.append(f"{'heading, open':16}{p:7.3f} {r:7.3f} {f1:7.3f}")
    rows.append(f"articles all right: {tally.right} of {tally.articles}")
    return "\n".join(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", default="", help="list the errors of a kind (+ or - before it)")
    parser.add_argument("--sites", action="store_true", help="scores of each site")
    args = parser.parse_args()
    tally, sites = Tally(), defaultdict[str, Tally](Tally)
    seconds = 0.0
    for pair in load(args.folder, (".txt", ".md")):
        data = pair.manuscript.read_bytes()
        manuscript = Manuscript(pair.manuscript, pair.manuscript.name, "article", "fr", data)
        start = time.perf_counter()
        reading = read(manuscript)
        seconds += time.perf_counter() - start
        try:
            source = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            source = decode(data, pair.name).text
        made = [] if reading.article is None else list(pieces_of(_written(reading.article)))
        for one in (tally, sites[pair.site]):
            one.add_keys(pair, ((p.kind, p.key) for p in made))
            one.add_words(pair, source, made)
    print(table(tally))
    print(f"words lost: {tally.lost.total()}, added: {tally.added.total()}")
    print(f"{seconds:.2f} s, {1000 * seconds / max(tally.articles, 1):.1f} ms an article")
    if args.sites:
        for site, one in sorted(sites.items()):
            print(f"{site:14}", one.line())
    if args.errors:
        for kind, name, key in tally.errors:
            if args.errors in kind:
                print(kind, name, key[:100])


if __name__ == "__main__":
    main()
