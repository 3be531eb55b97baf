"""What runs inside the process of an engine: the text in, the PDF out, the seconds on stdout.

python -m bench.composition.setters ENGINE BLOCKS.json OUT.pdf
"""

from __future__ import annotations

import datetime as dt
import json
import sys
import time
from collections.abc import Callable, Sequence
from html import escape
from importlib.metadata import version
from pathlib import Path

from lxml import etree

from bench.composition.text import TITLE, Block, load
from publish.article import Article, E, identify
from publish.edition.assemble import assemble
from publish.pdf.design import Page, page
from publish.publication import Print, Publication
from publish.resources import FONTS

PRINT = Print(theme="livre", recto_openings=False)
PAGE: Page = page(PRINT)
"""The page and the type of all engines: A5, 11 on 14 points, a measure of 108 mm."""
INDENT = 1.3
HEADINGS = {1: (2.1, 0, 2), 2: (1.12, 1.5, 0.5), 3: (1.05, 1, 0)}
"""Size in em, space above and below in lines, of each level of heading."""
LOWER_HEADING = (1.0, 1, 0)


def heading(level: int) -> tuple[float, float, float]:
    """Size in points, space above and below in points."""
    size, above, below = HEADINGS.get(level, LOWER_HEADING)
    return size * PAGE.font_size, above * PAGE.leading, below * PAGE.leading


def html(blocks: Sequence[Block]) -> str:
    """The text for engines that take HTML, with the rules that the project's sheet has too."""
    p = PAGE
    rules = "".join(
        f"h{level} {{ font-size: {size:.2f}pt; line-height: {p.leading * (2 if level == 1 else 1)}pt;"
        f" margin: {above}pt 0 {below}pt }}\n"
        for level in range(1, 7)
        for size, above, below in [heading(level)]
    )
    css = f"""
@font-face {{ font-family: "Libertinus Serif"; src: url("{FONTS.as_uri()}/LibertinusSerif-Regular.otf") }}
@page {{ size: {p.width:.3f}pt {p.height:.3f}pt }}
@page :right {{ margin: {p.top:.3f}pt {p.outer:.3f}pt {p.bottom:.3f}pt {p.inner:.3f}pt }}
@page :left {{ margin: {p.top:.3f}pt {p.inner:.3f}pt {p.bottom:.3f}pt {p.outer:.3f}pt }}
html {{ font: {p.font_size}pt/{p.leading}pt "Libertinus Serif" }}
body {{ margin: 0 }}
p {{ margin: 0; text-indent: {INDENT}em; text-align: justify; hyphens: auto;
  hyphenate-limit-chars: 6 2 3; orphans: 2; widows: 2 }}
h1, h2, h3, h4, h5, h6 {{ font-weight: 400; text-align: left; hyphens: manual; break-after: avoid }}
{rules}"""
    body = "\n".join(
        f"<{name}>{escape(block.text)}</{name}>"
        for block in blocks
        for name in [f"h{block.level}" if block.level else "p"]
    )
    return (
        f'<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>{escape(TITLE)}</title>'
        f"<style>{css}</style></head><body>\n{body}\n</body></html>"
    )


def article(blocks: Sequence[Block]) -> Article:
    """The text as one article; every heading opens a section."""
    root = E.article({"lang": "fr", "id": "texte"})
    sections: list[tuple[int, etree._Element]] = [(1, root)]
    for block in blocks:
        if block.level == 1:
            root.append(E.header(E.h1(block.text)))
        elif block.level:
            while sections[-1][0] >= block.level:
                sections.pop()
            section = E.section(E(f"h{block.level}", block.text))
            sections[-1][1].append(section)
            sections.append((block.level, section))
        else:
            sections[-1][1].append(E.p(block.text))
    identify(root)
    return Article("texte", root, "texte.txt")


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


def typst_source(blocks: Sequence[Block]) -> str:
    """The text for Typst; its defaults but for the page, the type and the language."""
    p = PAGE
    head = f"""
#set page(width: {p.width:.3f}pt, height: {p.height:.3f}pt, margin: (
  top: {p.top:.3f}pt, bottom: {p.bottom:.3f}pt, inside: {p.inner:.3f}pt, outside: {p.outer:.3f}pt))
#set text(font: "Libertinus Serif", size: {p.font_size}pt, lang: "fr", hyphenate: true,
  top-edge: 0.75em, bottom-edge: -0.25em)
#set par(justify: true, leading: {p.leading - p.font_size}pt, spacing: {p.leading - p.font_size}pt,
  first-line-indent: (amount: {INDENT}em, all: true))
#show heading: set text(weight: "regular", hyphenate: false)
#show heading: set par(justify: false, first-line-indent: 0em)
"""
    body = []
    for block in blocks:
        text = json.dumps(block.text, ensure_ascii=False)
        if block.level:
            size, above, below = heading(block.level)
            gap = p.leading - p.font_size
            body.append(
                f"#[#show heading: set text(size: {size:.2f}pt); #show heading: set block("
                f"above: {above + gap}pt, below: {below + gap}pt); "
                f"#heading(level: {block.level}, {text})]\n"
            )
        else:
            body.append(f"#par({text})\n")
    return head + "\n".join(body)


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
    print(
        json.dumps(
            {
                "layout": [b[0] - a[0], b[1] - a[1]],
                "writing": [c[0] - b[0], c[1] - b[1]],
                "version": version("typst" if engine == "typst" else "weasyprint"),
            }
        )
    )


if __name__ == "__main__":
    main()
