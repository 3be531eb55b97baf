"""The cases of typography through this engine and its peers: ``python -m bench.typography``.

For each engine: how many cases come out as wanted, how many of those that should stay as they are
were changed (false changes), and how fast running text is set, in MB of UTF-8 a second of one core.
The peers are in the extra ``bench``; each is run with the settings nearest to the convention.
With ``--running FOLDER``, what our rules change in the running text of a folder (running_text.py).
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Callable, Iterator
from csv import QUOTE_NONE, DictReader
from dataclasses import dataclass
from pathlib import Path

import french_typo
import lxml.html
import polytypo.html
import smartypants
import typographeur
from lxml import etree

from bench.running_text import report
from publish.typography import typeset
from tests.articles import pairs
from tests.typography.documents import article, body

ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "typography" / "cases.tsv"
RUNNING_TEXT = 1_000_000
"""About how many bytes of text are set to measure the speed."""

Engine = Callable[[str, str], str]
"""From paragraphs in XHTML and their language to the same paragraphs set."""


@dataclass(frozen=True)
class Case:
    language: str
    given: str
    wanted: str


def cases() -> list[Case]:
    rows = DictReader(CASES.read_text("utf-8").splitlines(), delimiter="\t", quoting=QUOTE_NONE)
    return [Case(r["language"], f"<p>{r['input']}</p>", f"<p>{r['output']}</p>") for r in rows]


# --- engines -------------------------------------------------------------------------------------


def ours(markup: str, language: str) -> str:
    return body(typeset(article(markup, language)).article)


def by_polytypo(markup: str, language: str) -> str:
    known = {"fr-BE": "fr", "fr-CH": "fr", "en": "en-US", "de": "de-DE", "pt": "pt-PT"}
    return polytypo.html.transform(markup, locale=known.get(language, language))


def by_typographeur(markup: str, _: str) -> str:
    return str(typographeur.typographeur(markup))


def by_french_typo(markup: str, _: str) -> str:
    return french_typo.format_text(markup, add_nbsp_enabled=True)


def by_smartypants(markup: str, _: str) -> str:
    return str(smartypants.smartypants(markup))


ENGINES: dict[str, Engine] = {
    "publish": ours,
    "polytypo": by_polytypo,
    "typographeur": by_typographeur,
    "french-typo": by_french_typo,
    "smartypants": by_smartypants,
}


# --- measures ------------------------------------------------------------------------------------


def plain(markup: str) -> str:
    """Markup in one form, whatever wrote it: references resolved, empty elements closed."""
    fragments = lxml.html.fragments_fromstring(markup)
    return "".join(
        f if isinstance(f, str) else etree.tostring(f, encoding="unicode") for f in fragments
    )


def folded(markup: str) -> str:
    """The same with all spaces alike, for engines that know but one no-break space."""
    return re.sub(r"[\s\u00a0\u202f]+", " ", plain(markup))


@dataclass
class Score:
    right: int = 0
    nearly: int = 0
    false: int = 0


def score(engine: Engine, tried: list[Case]) -> Score:
    result = Score()
    for case in tried:
        try:
            got = engine(case.given, case.language)
            result.right += plain(got) == plain(case.wanted)
            result.nearly += folded(got) == folded(case.wanted)
            result.false += case.given == case.wanted and plain(got) != plain(case.given)
        except Exception:
            # A peer that fails has not set the case.
            continue
    return result


def running_text() -> list[str]:
    """The paragraphs of the sample manuscripts in UTF-8, over and over, as markup."""
    texts = (m.read_bytes() for m, _ in pairs() if m.suffix == ".txt")
    said = [
        line.strip().replace("&", "&amp;").replace("<", "&lt;")
        for data in texts
        if b"\0" not in data
        for line in data.decode("utf-8", "ignore").splitlines()
        if len(line) > 60
    ]
    size = sum(len(line.encode()) for line in said)
    return said * (RUNNING_TEXT // size + 1)


def chapters(paragraphs: list[str]) -> Iterator[str]:
    for start in range(0, len(paragraphs), 40):
        yield "".join(f"<p>{p}</p>" for p in paragraphs[start : start + 40])


def speed(engine: Engine, paragraphs: list[str]) -> float:
    """MB of text set in a second; what it takes to read and write markup is not counted for us."""
    size = sum(len(p.encode()) for p in paragraphs)
    texts = list(chapters(paragraphs))
    if engine is ours:
        articles = [article(text) for text in texts]
        start = time.process_time()
        for one in articles:
            typeset(one)
    else:
        start = time.process_time()
        for text in texts:
            engine(text, "fr")
    return size / (time.process_time() - start) / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--running", type=Path, metavar="FOLDER", help="texts already set")
    folder = parser.parse_args().running
    if folder:
        report(folder)
    else:
        compare()


def compare() -> None:
    """Print how each engine does on the cases, and its speed."""
    tried = cases()
    unchanged = sum(case.given == case.wanted for case in tried)
    print(f"{len(tried)} cases, {unchanged} of them to be left as they are")
    print(f"{'engine':14}{'right':>8}{'':>7}{'spaces aside':>14}{'false changes':>15}{'MB/s':>7}")
    paragraphs = running_text()
    for name, engine in ENGINES.items():
        result = score(engine, tried)
        print(
            f"{name:14}{result.right:>8}{result.right / len(tried):>7.1%}"
            f"{result.nearly / len(tried):>14.1%}{result.false:>15}"
            f"{speed(engine, paragraphs if engine is ours else paragraphs[:400]):>7.2f}"
        )


if __name__ == "__main__":
    main()
