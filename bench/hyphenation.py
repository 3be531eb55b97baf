"""Where we, Pyphen and TeX differ on the most frequent French words of six letters and more.

    python bench/hyphenation.py [--words 5000] [--all]

The words are those of wordfreq (PyPI, Apache-2.0; its data CC BY-SA 4.0, list ``large`` of French),
most frequent first; only the words judged are in this repository. Pyphen is the one that WeasyPrint
brings. TeX is *hyph-fr* as the npm package ``hyphen`` carries it, run by Node; without Node or npm
its column is empty. All with two letters before and three after, so that only rules differ.
A difference that ``tests/typography/hyphenation.tsv`` does not judge is marked with a star.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pyphen
from wordfreq import top_n_list

from publish.typography.hyphenation import Quality, breaks

ROOT = Path(__file__).parent.parent
JUDGED = ROOT / "tests" / "typography" / "hyphenation.tsv"
NODE = ROOT / "build" / "bench"
PACKAGE = "hyphen@1.14.1"
LEAST = 6
SIGNS = {Quality.GOOD: "|", Quality.TOLERABLE: "¦", Quality.LAST_RESORT: "?"}

_WORD = re.compile(r"[a-zàâäéèêëîïôöùûüÿçœæ’-]+")
_TEX = """
const hyphenate = require("hyphen")(require("hyphen/patterns/fr"), { hyphenChar: "=" });
const words = require("fs").readFileSync(0, "utf8").split("\\n");
process.stdout.write(words.map((word) => hyphenate(word)).join("\\n"));
"""


def frequent(count: int) -> list[str]:
    words = (word.replace("'", "’") for word in top_n_list("fr", count * 2 + 1000))
    long = (w for w in words if _WORD.fullmatch(w) and sum(map(str.isalpha, w)) >= LEAST)
    return list(long)[:count]


def ours(word: str) -> str:
    for place, quality in reversed(breaks(word)):
        word = word[:place] + SIGNS[quality] + word[place:]
    return word


def tex(words: Sequence[str]) -> list[str]:
    if not shutil.which("node") or not shutil.which("npm"):
        return ["" for _ in words]
    if not (NODE / "node_modules" / "hyphen").is_dir():
        NODE.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            ["npm", "install", "--silent", "--no-audit", "--prefix", str(NODE), PACKAGE], check=True
        )
    divided = subprocess.run(
        ["node", "-e", _TEX],
        cwd=NODE,
        input="\n".join(words),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout
    return [_within_bounds(word) for word in divided.split("\n")]


def _within_bounds(divided: str) -> str:
    """A division with ``-`` where at least two characters stand before and three after."""
    places, letters = [], ""
    for sign in divided:
        if sign == "=":
            places.append(len(letters))
        else:
            letters += sign
    for place in reversed([p for p in places if 2 <= p <= len(letters) - 3]):
        letters = letters[:place] + "-" + letters[place:]
    return letters


def judged() -> set[str]:
    if not JUDGED.exists():
        return set()
    lines = JUDGED.read_text("utf-8").splitlines()
    return {line.split("\t")[0] for line in lines if not line.startswith("#")}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--words", type=int, default=5000)
    parser.add_argument("--all", action="store_true", help="every word, also where all agree")
    options = parser.parse_args()
    words = frequent(options.words)
    peer = pyphen.Pyphen(lang="fr", left=2, right=3)
    usual = pyphen.Pyphen(lang="fr")
    known = judged()
    start = time.perf_counter()
    own = [ours(word) for word in words]
    took = time.perf_counter() - start
    counts: Counter[str] = Counter()
    for word, mine, theirs in zip(words, own, tex(words), strict=True):
        pyphens = peer.inserted(word)
        bare = re.sub("[|¦?]", "-", mine)
        counts["pyphen differs"] += bare != pyphens
        counts["tex differs"] += bool(theirs) and bare != theirs
        counts["pyphen and tex differ"] += bool(theirs) and theirs != pyphens
        counts["pyphen as WeasyPrint calls it (2 and 2) differs"] += bare != usual.inserted(word)
        counts.update(quality.name.lower() for _, quality in breaks(word))
        if options.all or bare != pyphens or (theirs and bare != theirs):
            star = "" if word in known else "\t*"
            print(f"{word}\t{mine}\t{pyphens}\t{theirs}{star}")
            counts["not judged"] += word not in known
    each = took * 1e6 / len(words)
    print(f"{len(words)} words, {each:.0f} µs for each the first time", file=sys.stderr)
    for what, count in sorted(counts.items()):
        print(f"{count:6} {what}", file=sys.stderr)


if __name__ == "__main__":
    main()
