"""Pictures of every kind of page in both themes, to be looked at.

    python -m bench.plates FOLDER [--format A5] [--dots 100]

A small publication that holds every kind of page is built in each theme; its pages are drawn in
spreads as the open book has them, ``revue-03.png`` and so on.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import pymupdf
from PIL import Image

from bench.volume import publication, sentence, sentences
from publish.settings import THEMES

_GAP = 4
"""Pixels between the pages of a spread, which show its fold."""


def manuscripts(folder: Path) -> None:
    """Two articles with every kind of block, and two ordinary ones, in two parts."""
    chance = random.Random(7)
    publication(folder, 24, "revue")
    for path in folder.glob("00*.md"):
        path.unlink()
    for part in ("1-Histoires", "2-Documents"):
        (folder / part).mkdir()
    (folder / "1-Histoires" / "jetee.png").write_bytes((folder / "jetee.png").read_bytes())
    (folder / "2-Documents" / "jetee.png").write_bytes((folder / "jetee.png").read_bytes())

    def text(low: int = 4, high: int = 7) -> str:
        return sentences(chance, low, high) + "\n\n"

    head = (
        "---\nrubrique: Côte nord\ntitre: Les veilleurs éteints, une histoire des feux de la côte\n"
        "sous-titre: Cent ans de garde\nchapô: " + sentence(chance) + "\nauteur: Anne Morvan\n"
        "date: 2026-01-12\n---\n\n"
    )
    long_note = sentences(chance, 22, 22)
    (folder / "1-Histoires" / "1.md").write_text(
        head
        + f"« Les feux s’éteignent », disait-on[^1]. {text()}"
        + "".join(text() for _ in range(3))
        + f"## Le temps des gardiens\n\nUn appel[^2]. {text()}"
        + f'![Une jetée](jetee.png "{sentence(chance)} Photographie de l’auteur."){{.left}}\n\n'
        + "".join(text() for _ in range(4))
        + "### Un détail\n\n"
        + text()
        + "{.pullquote}\n> Une lampe que personne ne regarde n’est plus un phare.\n\n"
        + "".join(text() for _ in range(2))
        + "## Ce que disent les registres, de la fin du siècle à l’automatisation des feux\n\n"
        + text()
        + f"> {text()}> — Un gardien\n\n"
        + text()
        + f'![Une jetée](jetee.png "{sentence(chance)}"){{.wide}}\n\n'
        + "".join(text() for _ in range(4))
        + f"[^1]: {sentence(chance)}\n\n[^2]: {long_note}\n",
        "utf-8",
    )
    rows = "".join(f"| Feu nº {n} | {1860 + n} | {n * 7 % 60} |\n" for n in range(1, 50))
    (folder / "1-Histoires" / "2.md").write_text(
        f"---\ntitre: L’abri\nauteur: Yves Kermadec\n---\n\nL’abri est vide. {text()}{text()}"
        + "{.verse}\n> Oh ! combien de marins, combien de capitaines, si loin de leurs amours "
        "lointaines\\\n> Qui sont partis joyeux\\\n> Dans ce morne horizon\n\n"
        + text()
        + f"- {sentence(chance)}\n- {sentence(chance)}\n- Un mot\n\n{text()}"
        + f"1. {sentence(chance)}\n2. {sentence(chance)}\n\n{text()}"
        + f"Balise\n:   {sentence(chance)}\n\nAmer\n:   {sentence(chance)}\n\n{text()}"
        + f"***\n\n{text()}"
        + "```\nfor feu in feux:\n    print('un message trop long pour tenir sur la mesure', feu, "
        f"file=journal)\n```\n\n{text()}",
        "utf-8",
    )
    (folder / "2-Documents" / "3.md").write_text(
        f"---\ntitre: Les feux en chiffres\n---\n\nÀ lire avec soin. {text()}"
        + f"| Feu | Année | Portée |\n|---|---:|---:|\n{rows}\n: Tous les feux de la côte\n\n"
        + text()
        + "| Un | Deux | Trois |\n|---|:-:|---:|\n| 1 | 2 | 3 |\n\n: Un petit tableau\n\n"
        + f'![Une jetée](jetee.png "{sentence(chance)}"){{.right .third}}\n\n'
        + "".join(text() for _ in range(5))
        + "[Fresnel]{.nom}, [phare]{.index}, [criée]{.index} et [Anne Morvan]{.nom}.\n",
        "utf-8",
    )


def draw(pdf: Path, folder: Path, name: str, dots: int) -> None:
    """Draw the pages two by two, the first one alone on the right."""
    with pymupdf.open(pdf) as book:
        sheets: list[Image.Image | None] = [None]
        for page in book:
            drawn = page.get_pixmap(dpi=dots, alpha=False)
            sheets.append(Image.frombytes("RGB", (drawn.width, drawn.height), drawn.samples))
    width, height = next((s.width, s.height) for s in sheets if s)
    for number in range(0, len(sheets), 2):
        spread = Image.new("RGB", (2 * width + _GAP, height), (150, 150, 150))
        for side, sheet in enumerate(sheets[number : number + 2]):
            if sheet:
                spread.paste(sheet, (side * (width + _GAP), 0))
        spread.save(folder / f"{name}-{number // 2:02}.png")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--format", default="A5")
    parser.add_argument("--dots", type=int, default=100)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        source = Path(temporary, "planches")
        source.mkdir()
        manuscripts(source)
        settings = (source / "publication.toml").read_text("utf-8")
        for theme in THEMES:
            made = settings.replace('theme = "revue"', f'theme = "{theme}"')
            made = made.replace("[print]", f'[print]\nformat = "{options.format}"')
            (source / "publication.toml").write_text(made, "utf-8")
            output = Path(temporary, theme)
            command = [sys.executable, "-m", "publish", "build", str(source), "--output"]
            subprocess.run([*command, str(output), "--quiet"], check=True)
            draw(output / "planches" / "planches.pdf", options.folder, theme, options.dots)


if __name__ == "__main__":
    main()
