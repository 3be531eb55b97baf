"""What runs inside the process of an engine: the text in, the PDF out, the seconds on stdout.

python -m bench.composition.setters ENGINE BLOCKS.json OUT.pdf
"""

from __future__ import annotations

import datetime as dt
import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.composition.sources import PRINT, article, html, typst_source
from bench.composition.text import Block, load
from publish.edition.assemble import assemble
from publish.publication import Publication
from publish.resources import FONTS

Steps = tuple[Callable[[], object], Callable[[object], bytes]]


def weasyprint_steps(blocks: Sequence[Block]) -> Steps:
    """WeasyPrint alone: its layout, then its tagged PDF/UA-1."""
    import weasyprint

    document = weasyprint.HTML(string=html(blocks))
    return document.render, lambda pages: pages.write_pdf(pdf_variant="pdf/ua-1")  # type: ignore[attr-defined]


def publish_steps(blocks: Sequence[Block]) -> Steps:
    """This project: its layout, then its PDF. Typography is off: all engines set one text."""
    from publish.pdf.layout import lay_out

    folder = Path("/")
    publication = Publication("essai", folder, "Essai", (folder / "texte.txt",), print=PRINT)
    made = article(blocks)
    edition, problems = assemble(publication.completed([made]), [(folder / "texte.txt", made)])
    if problems:
        print(*problems, sep="\n", file=sys.stderr)
    moment = dt.datetime(2026, 1, 15, tzinfo=dt.UTC)
    return lambda: lay_out(edition, moment), lambda layout: layout.write()  # type: ignore[attr-defined]


def typst_steps(blocks: Sequence[Block]) -> Steps:
    """Typst does all in one call."""
    import typst

    source = typst_source(blocks).encode()
    return (
        lambda: typst.compile(source, font_paths=[FONTS], ignore_system_fonts=True),
        lambda pdf: pdf,  # type: ignore[return-value]
    )


STEPS = {"weasyprint": weasyprint_steps, "publish": publish_steps, "typst": typst_steps}


def main() -> None:
    """Set the text with the engine named on the command line."""
    engine, blocks, target = sys.argv[1:]
    render, write = STEPS[engine](load(Path(blocks)))
    clocks = [(time.perf_counter(), time.process_time())]
    pages = render()
    clocks.append((time.perf_counter(), time.process_time()))
    pdf = write(pages)
    clocks.append((time.perf_counter(), time.process_time()))
    Path(target).write_bytes(pdf)
    (a, b, c) = clocks
    steps = {
        "layout": (b[0] - a[0], b[1] - a[1]),
        "writing": (c[0] - b[0], c[1] - b[1]),
    }
    print(json.dumps(steps))


if __name__ == "__main__":
    main()
