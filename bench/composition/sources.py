"""The text as each engine reads it: one page, one type, the same blocks."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape

from lxml import etree

from bench.composition.text import TITLE, Block
from publish.article import Article, E, identify
from publish.pdf.design import Page, page
from publish.publication import Print
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
        f"h{level} {{ font-size: {size:.2f}pt; margin: {above}pt 0 {below}pt }}\n"
        for level in range(1, 7)
        for size, above, below in [heading(level)]
    )
    font = (FONTS / "LibertinusSerif-Regular.otf").as_uri()
    css = f"""
@font-face {{ font-family: "Libertinus Serif"; src: url("{font}") }}
@page {{ size: {p.width:.3f}pt {p.height:.3f}pt }}
@page :right {{ margin: {p.top:.3f}pt {p.outer:.3f}pt {p.bottom:.3f}pt {p.inner:.3f}pt }}
@page :left {{ margin: {p.top:.3f}pt {p.inner:.3f}pt {p.bottom:.3f}pt {p.outer:.3f}pt }}
html {{ font: {p.font_size}pt/{p.leading}pt "Libertinus Serif" }}
body {{ margin: 0 }}
p {{ margin: 0; text-indent: {INDENT}em; text-align: justify; hyphens: auto;
  hyphenate-limit-chars: 6 2 3; orphans: 2; widows: 2 }}
h1, h2, h3, h4, h5, h6 {{ font-weight: 400; text-align: left; hyphens: manual; break-after: avoid }}
h1 {{ line-height: {p.leading * 2}pt }}
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


def typst(blocks: Sequence[Block]) -> str:
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


_MICROTYPE = r"\usepackage{microtype}"
_TEX = {sign: f"\\{sign}" for sign in "{}$&#_%"} | {
    "\\": r"\textbackslash{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "\u00a0": "~",
}


def tex(blocks: Sequence[Block], *, microtype: bool) -> str:
    """The text for LuaLaTeX; its defaults but for the page, the type and the language.

    babel-french adds no spaces of its own, and ``--`` stays what it is: the text is given.
    """
    p = PAGE
    head = rf"""\documentclass[twoside]{{article}}
\usepackage[paperwidth={p.width:.3f}bp, paperheight={p.height:.3f}bp, top={p.top:.3f}bp,
  bottom={p.bottom:.3f}bp, inner={p.inner:.3f}bp, outer={p.outer:.3f}bp, nohead, nofoot]{{geometry}}
\usepackage{{fontspec}}
\setmainfont{{LibertinusSerif-Regular.otf}}[Path={FONTS.as_posix()}/, RawFeature=-tlig]
\usepackage[french]{{babel}}
{_MICROTYPE if microtype else ""}
\pagestyle{{empty}}\raggedbottom
\widowpenalty=10000 \clubpenalty=10000
\newcommand\heading[4]{{\par\addvspace{{#2}}{{\fontsize{{#1}}{{{p.leading}bp}}\selectfont
  \raggedright\noindent #4\par}}\nobreak\vskip #3\relax}}
\begin{{document}}\NoAutoSpacing
\fontsize{{{p.font_size}bp}}{{{p.leading}bp}}\selectfont
\setlength\parindent{{{INDENT}em}}\setlength\parskip{{0pt}}\setlength\topskip{{{p.font_size}bp}}
"""
    body = []
    for block in blocks:
        text = "".join(_TEX.get(sign, sign) for sign in block.text)
        if block.level:
            size, above, below = heading(block.level)
            body.append(rf"\heading{{{size:.2f}bp}}{{{above}bp}}{{{below}bp}}{{{text}}}")
        else:
            body.append(text + "\n")
    return head + "\n".join(body) + "\n\\end{document}\n"
