"""Saved pages: which words of the article each extractor keeps, loses, and lets in beside them.

    python bench/pages.py FOLDER [--gold FOLDER]

FOLDER holds pages, ``NAME.html``; ``NAME.gold.txt`` beside it (or in the folder of ``--gold``)
holds the words of its article as a reader sees them: title, signature, date, standfirst, text,
captions, notes. A line that begins with ``? `` is counted neither as kept nor as let in (tags, a
biography of the author). ``ours`` is this project's reader, words of the finished article. The
others are measured where they are installed: ``pip install trafilatura readability-lxml``.
"""

from __future__ import annotations

import argparse
import contextlib
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from publish.proof.reading import article_words
from publish.sources import Manuscript, read
from publish.words import words

Extractor = Callable[[bytes], list[str]]


def ours(data: bytes) -> list[str]:
    path = Path("page.html")
    reading = read(Manuscript(path, path.name, "page", "fr", data))
    if reading.article is None:
        return []
    return [word.word for word in article_words(reading.article.root, "page")]


def extractors() -> dict[str, Extractor]:
    found: dict[str, Extractor] = {"ours": ours}
    with contextlib.suppress(ImportError):
        import trafilatura  # noqa: PLC0415

        def by_trafilatura(data: bytes) -> list[str]:
            return words(trafilatura.extract(data, include_comments=False) or "")

        found["trafilatura"] = by_trafilatura
    with contextlib.suppress(ImportError):
        import readability  # noqa: PLC0415
        from lxml import html  # noqa: PLC0415

        def by_readability(data: bytes) -> list[str]:
            document = readability.Document(data.decode("utf-8", "replace"))
            text = " ".join(html.fromstring(document.summary()).itertext())
            return words(f"{document.short_title()} {text}")

        found["readability"] = by_readability
    return found


def measure(page: Path, gold: Path, extract: Extractor) -> tuple[int, int, int, float]:
    """The words of the article kept and lost, the words let in, the seconds it took."""
    wanted, either = Counter[str](), Counter[str]()
    for line in gold.read_text("utf-8").splitlines():
        (either if line.startswith("? ") else wanted).update(words(line))
    start = time.perf_counter()
    got = Counter(extract(page.read_bytes()))
    seconds = time.perf_counter() - start
    kept = (wanted & got).total()
    return kept, wanted.total() - kept, (got - wanted - either).total(), seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--gold", type=Path)
    options = parser.parse_args()
    rows: dict[str, list[tuple[int, int, int, float]]] = {}
    print(f"{'page':<34}{'extractor':<13}{'kept':>7}{'lost':>7}{'let in':>8}{'seconds':>9}")
    for page in sorted(options.folder.glob("*.html")):
        gold = (options.gold or options.folder) / f"{page.stem}.gold.txt"
        if not gold.exists():
            continue
        for name, extract in extractors().items():
            row = measure(page, gold, extract)
            rows.setdefault(name, []).append(row)
            print(f"{page.stem[:32]:<34}{name:<13}{row[0]:>7}{row[1]:>7}{row[2]:>8}{row[3]:>9.2f}")
    for name, found in rows.items():
        kept, lost, added, seconds = (sum(column) for column in zip(*found, strict=True))
        whole = sum(row[1] == 0 for row in found)
        print(
            f"{name}: {kept / max(kept + lost, 1):.2%} of the words kept, "
            f"{kept / max(kept + added, 1):.2%} of what is kept is article, "
            f"{whole} of {len(found)} pages whole, {seconds:.1f} s"
        )


if __name__ == "__main__":
    main()
