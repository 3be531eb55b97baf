"""A book of 300 pages with notes, tables, figures and an index, built in one go and judged.

    python -m bench.volume [--pages 300] [--theme revue] [--keep FOLDER]

The text is ours, put together by chance from clauses, always the same for the same number. Told are
pages, seconds and the greatest memory of the build, what the proofs found, and what veraPDF
(PDF/UA-1 and PDF/A-2a) and EPUBCheck say. The status is 1 where something is wrong.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from PIL import Image, ImageDraw

from tests.judges import epubcheck, verapdf

_WHO = (
    "Le gardien du phare",
    "La patronne du café",
    "Un mareyeur de Concarneau",
    "Le conseil municipal",
    "L’équipage du chalutier",
    "La vieille institutrice",
    "Une biologiste de la station marine",
    "Le syndic des gens de mer",
)
_DOES = (
    "avait consigné dans un registre",
    "observait depuis la jetée",
    "racontait volontiers aux visiteurs",
    "n’a jamais voulu croire",
    "fit remarquer au préfet",
    "décrit avec une précision étonnante",
    "regrettait sans amertume",
    "a longtemps défendu",
)
_WHAT = (
    "le passage des bancs de sardines",
    "la lente disparition des conserveries",
    "l’arrivée des premiers bateaux à moteur",
    "les tempêtes de l’hiver 1924",
    "le prix du poisson à la criée",
    "la reconstruction du môle",
    "les règlements de la pêche côtière",
    "l’usage ancien des feux de bois",
)
_WHEN = (
    "au lendemain de la guerre",
    "pendant près de trente ans",
    "chaque fois que le vent tournait au nordet",
    "dès la fin du XIXe siècle",
    "à l’époque où la route n’existait pas",
    "malgré les avertissements des anciens",
    "quand les archives furent transportées à Quimper",
    "selon une coutume dont personne ne savait l’origine",
)
_NAMES = ("Augustin Fresnel", "Charles Rivière", "Marie Le Goff", "Yves Kermadec", "Anne Morvan")
_WORDS_ON_A_PAGE = 300


def sentence(chance: random.Random) -> str:
    """A sentence of one clause or two."""
    said = f"{chance.choice(_WHO)} {chance.choice(_DOES)} {chance.choice(_WHAT)}"
    if chance.random() < 0.7:
        said += f", {chance.choice(_WHEN)}"
    if chance.random() < 0.3:
        said += f" ; {chance.choice(_WHO).lower()} {chance.choice(_DOES)} {chance.choice(_WHAT)}"
    return said + "."


def sentences(chance: random.Random, low: int, high: int) -> str:
    """Some sentences, one behind the other."""
    return " ".join(sentence(chance) for _ in range(chance.randint(low, high)))


def article(chance: random.Random, number: int, words: int) -> str:
    """An article in Markdown of about so many words, with everything a page may hold."""
    parts = [f"---\ntitre: {chance.choice(_WHAT).capitalize()}, {number}\n"]
    parts.append(f"rubrique: Partie {number // 6 + 1}\nauteur: {chance.choice(_NAMES)}\n---\n\n")
    notes: list[str] = []
    said = 0
    while said < words:
        name = chance.choice(_NAMES)
        paragraph = (
            f"{sentences(chance, 2, 4)} [{name}]{{.nom}} en parle. {sentences(chance, 1, 3)}"
        )
        if chance.random() < 0.35:
            notes.append(sentences(chance, 1, chance.choice((2, 3, 12))))
            paragraph += f" Voir plus loin[^{len(notes)}]."
        parts.append(f"{paragraph}\n\n")
        said += len(paragraph.split())
        what = chance.random()
        if what < 0.08:
            parts.append(f"## {chance.choice(_WHEN).capitalize()}\n\n")
        elif what < 0.13:
            mark = chance.choice(("", "{.left}", "{.right .third}", "{.wide}"))
            parts.append(f'![Une jetée](jetee.png "{sentence(chance)}"){mark}\n\n')
        elif what < 0.16:
            rows = chance.choice((4, 6, 40))
            lines = [f"| {chance.choice(_NAMES)} | {n * 37 % 100} |" for n in range(rows)]
            parts.append(
                "| Nom | Prises |\n|---|---:|\n" + "\n".join(lines) + "\n\n: Les prises\n\n"
            )
        elif what < 0.19:
            parts.append(f"> {sentences(chance, 2, 3)}\n\n")
        elif what < 0.22:
            parts.append("".join(f"- {sentence(chance)}\n" for _ in range(3)) + "\n")
    parts += [f"[^{number}]: {note}\n\n" for number, note in enumerate(notes, 1)]
    return "".join(parts)


def publication(folder: Path, pages: int, theme: str) -> None:
    """Write a publication that makes a book of about so many pages into a folder."""
    chance = random.Random(pages)
    picture = Image.new("RGB", (1500, 1000), (225, 225, 225))
    ImageDraw.Draw(picture).polygon([(0, 1000), (700, 400), (1500, 1000)], fill=(90, 90, 90))
    picture.save(folder / "jetee.png", optimize=True)
    words = pages * _WORDS_ON_A_PAGE
    each = 2400
    for number in range(max(words // each, 1)):
        (folder / f"{number:03}.md").write_text(article(chance, number, each), "utf-8")
    (folder / "publication.toml").write_text(
        '[publication]\ntitle = "Le grand livre de la côte"\npublisher = "La Dune"\n'
        'date = 2026-01-15\ndescription = "Un livre pour mesurer."\n\n'
        '[[contributors]]\nname = "Jeanne Roux"\n\n'
        f'[print]\ntheme = "{theme}"\n\n[theme]\ninitials = 3\n',
        "utf-8",
    )


def measure(folder: Path, output: Path) -> tuple[float, float]:
    """Build, and tell the seconds and the greatest memory in megabytes."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "publish", "build", str(folder), "--output", str(output)]
    done = subprocess.run([*command, "--quiet"], check=False, capture_output=True, text=True)
    seconds = time.perf_counter() - started
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    return seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--theme", default="revue")
    parser.add_argument("--keep", type=Path, help="where the book is left")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary, "volume")
        folder.mkdir()
        publication(folder, options.pages, options.theme)
        output = options.keep or Path(temporary, "build")
        seconds, memory = measure(folder, output)
        made = output / "volume"
        report = json.loads((made / "report.json").read_text("utf-8"))
        said = report["words"]
        print(f"{report['pages']} pages, {seconds:.1f} s, {memory:.0f} MB")
        print(
            f"words {said['source']}, EPUB {said['epub']}, PDF {said['pdf']}; lost {said['lost']}"
        )
        print("diagnostics", dict(Counter(d["code"] for d in report["diagnostics"])))
        print("composition", report["composition"])
        wrong = {
            "veraPDF ua1": verapdf(made / "volume.pdf"),
            "veraPDF 2a": verapdf(made / "volume.pdf", "2a"),
            "EPUBCheck": epubcheck(made / "volume.epub"),
        }
        for name, found in wrong.items():
            print(f"{name}: {found or 'nothing'}")
    return int(any(wrong.values()) or bool(said["lost"] or said["added"]))


if __name__ == "__main__":
    sys.exit(main())
