"""LaTeX, through Pandoc and the reader of HTML.

Pandoc leaves out the commands that it does not know, with the words they hold, and those of babel's
French are among them. So these are defined for it, and all others that it would leave out are found
in a first pass, defined as what they hold, and told. Nothing is ever included from another file.
What LaTeX itself leaves out, comments and the preamble, is told by :mod:`.latex_aside`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from publish.diagnostics import Diagnostic, Kind, Place, RefusedError, Severity
from publish.sources import html
from publish.sources.encoding import decode
from publish.sources.latex_aside import left_aside
from publish.sources.manuscript import Manuscript, Reading
from publish.sources.office.pandoc import check_length, converted, document_tree
from publish.words import words

LATEX_COMMAND = Kind(
    "latex-command-unknown",
    Severity.WARNING,
    fr="La commande LaTeX {command} n’est pas connue : ce qu’elle contient reste, sans elle.",
    fr_hint="Vérifiez ce passage ; écrivez-le avec des commandes courantes s’il n’est pas bon.",
    en="The LaTeX command {command} is not known: what it holds stays, without it.",
    en_hint="Check this passage; write it with common commands if it is not right.",
)
LATEX_INCLUDE = Kind(
    "latex-include",
    Severity.WARNING,
    fr="Le fichier que {command} appelle n’est pas lu : il n’entre pas dans l’article.",
    fr_hint="Copiez son contenu à cet endroit, ou faites-en un manuscrit à part.",
    en="The file that {command} calls is not read: it does not enter the article.",
    en_hint="Copy its content to this place, or make a manuscript of its own of it.",
)

# Commands of babel's French (babel-french, §2), and the citation, whose key takes its place.
_FRENCH = r"""
\newcommand{\og}{«~}\newcommand{\fg}{~»}\newcommand{\bsc}[1]{\textsc{#1}}
\newcommand{\up}[1]{\textsuperscript{#1}}\newcommand{\fup}[1]{\textsuperscript{#1}}
\newcommand{\ier}{\textsuperscript{er}}\newcommand{\iers}{\textsuperscript{ers}}
\newcommand{\iere}{\textsuperscript{re}}\newcommand{\ieres}{\textsuperscript{res}}
\newcommand{\ieme}{\textsuperscript{e}}\newcommand{\iemes}{\textsuperscript{es}}
\newcommand{\no}{n\textsuperscript{o}~}\newcommand{\nos}{n\textsuperscript{os}~}
\newcommand{\No}{N\textsuperscript{o}~}\newcommand{\Nos}{N\textsuperscript{os}~}
\newcommand{\primo}{1\textsuperscript{o}}\newcommand{\secundo}{2\textsuperscript{o}}
\newcommand{\tertio}{3\textsuperscript{o}}\newcommand{\quarto}{4\textsuperscript{o}}
\newcommand{\degres}{°}\newcommand{\degre}{°}\newcommand{\nombre}[1]{#1}
\newcommand{\cite}[2][]{[#2]}
\newcommand{\index}[1]{\href{publish-index:#1}{}}
\newcommand{\pageref}[1]{\href{publish-page:#1}{}}
"""
_SILENT = frozenset(
    "label ref pageref eqref autoref nameref index vspace hspace setlength bibliography "  # noqa: SIM905
    "bibliographystyle pagestyle thispagestyle markboth markright addcontentsline hypersetup "
    "setcounter addtocounter input include begin end newpage selectlanguage graphicspath".split()
)
"""Commands whose arguments are no words of the text."""
_COMMAND = re.compile(r"\\([A-Za-z@]+)\*?")
_SETTING = re.compile(r"\\[A-Za-z@]+\*?\s*|[{}]")
"""What sets a text in another face."""
_OPTION = re.compile(r"\[[^\]]*\]")
_ANNOTATION = re.compile(rb"<annotation [^>]*>.*?</annotation>", re.DOTALL)
"""The source of a formula beside the formula."""
_BIBLIOGRAPHY = re.compile(r"\\begin\{thebibliography\}\s*(?:\{[^{}]*\})?")
_BIBITEM = re.compile(r"\\bibitem\s*(?:\[[^\]\n]*\])?\s*\{([^{}]*)\}\s*")
_PASSES = 3
"""A command that is not known may stand in another."""
_MOST_COMMANDS = 50


def read(manuscript: Manuscript) -> Reading:
    """The article of a LaTeX manuscript."""
    place = Place(manuscript.name)
    decoded = decode(manuscript.data, manuscript.name, manuscript.limits)
    if not decoded.text:
        return Reading(None, (), decoded.diagnostics)
    problems = list(decoded.diagnostics)
    try:
        check_length(words(decoded.text), place)
        tree, found = _tree(decoded.text, place)
        problems += found
        data = json.dumps(_arranged(tree)).encode()
        made = converted(data, ["--from=json", "--to=html5", "--mathml", "--wrap=none"], place)
        made = _ANNOTATION.sub(b"", made)
        problems += left_aside(decoded.text, place)
    except RefusedError as refused:
        return Reading(None, (), (*problems, *refused.diagnostics))
    head = b'<meta charset="utf-8"><body>'
    reading = html.read(replace(manuscript, data=head + made), whole=True)
    problems += [replace(problem, place=place) for problem in reading.diagnostics]
    article = reading.article and replace(reading.article, lines={})
    return replace(reading, article=article, diagnostics=tuple(problems))


def _tree(text: str, place: Place) -> tuple[dict[str, Any], list[Diagnostic]]:
    """The syntax tree of a text, every command that Pandoc does not know defined before it."""
    known, text = _FRENCH, _listed(text)
    problems: dict[str, Diagnostic] = {}
    for _ in range(_PASSES):
        raw = document_tree((known + text).encode(), "latex+raw_tex", place)
        more = ""
        for code in _raw(raw["blocks"]):
            match = _COMMAND.match(code)
            if match is None or match.group() in problems or len(problems) >= _MOST_COMMANDS:
                continue
            name, line = match.group(1), _line(text, code)
            if name in ("input", "include", "subfile"):
                problems[code] = LATEX_INCLUDE.at(replace(place, line=line), command=code)
                continue
            arguments = _arguments(code[match.end() :])
            if name in _SILENT or not words(" ".join(arguments)):
                continue
            problems[match.group()] = LATEX_COMMAND.at(
                replace(place, line=line), command=match.group()
            )
            holds = " ".join(f"#{n}" for n in range(1, len(arguments) + 1))
            more += f"\\newcommand{{\\{name}}}[{len(arguments)}]{{{holds}}}\n"
        if not more:
            break
        known += more
    return document_tree((known + text).encode(), "latex", place), list(problems.values())


def _listed(text: str) -> str:
    """The bibliography as the list that it is; the width of its widest label is no text."""
    text = _BIBLIOGRAPHY.sub(r"\\section*{Références}\\begin{itemize}", text)
    text = text.replace(r"\end{thebibliography}", r"\end{itemize}")
    return _BIBITEM.sub(lambda m: rf"\item {{[}}{m.group(1)}{{]}} ", text)


def _line(text: str, code: str) -> int | None:
    at = text.find(code)
    return text.count("\n", 0, at) + 1 if at >= 0 else None


def _arguments(code: str) -> list[str]:
    """The arguments in braces that begin a piece of LaTeX, options in brackets left out."""
    found: list[str] = []
    code = _OPTION.sub("", code, count=1) if code.startswith("[") else code
    while code.startswith("{") and len(found) < 9:
        depth = 0
        for at, sign in enumerate(code):
            depth += (sign == "{") - (sign == "}")
            if depth == 0:
                found.append(code[1:at])
                code = code[at + 1 :].lstrip()
                break
        else:
            break
    return found


def _raw(node: Any) -> Iterator[str]:
    """The pieces of LaTeX that the syntax tree keeps as they are, in order."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict) and one.get("t") in ("RawInline", "RawBlock"):
            yield str(one["c"][1])
        elif isinstance(one, dict):
            waiting.extend(reversed(list(one.values())))
        elif isinstance(one, list):
            waiting.extend(reversed(one))


def _arranged(tree: dict[str, Any]) -> dict[str, Any]:
    """The tree with what it says of itself at its head, headings below its title."""
    meta, blocks = tree["meta"], tree["blocks"]
    _marked(blocks)
    for image in _all("Image", blocks):
        if image["c"][1] == [_block("Str", "image")]:
            image["c"][1] = []  # Pandoc's word for a picture that nothing describes
    head: list[Any] = []
    if "title" in meta:
        for block in _all("Header", blocks):
            block["c"][0] += 1
        head.append(_block("Header", [1, ["", [], []], _inlines(meta["title"])]))
    if "subtitle" in meta:
        head.append(_div("subtitle", [_block("Para", _inlines(meta["subtitle"]))]))
    if "abstract" in meta:
        head.append(_div("standfirst", meta["abstract"]["c"]))
    authors = meta.get("author", {}).get("c", [])
    said: list[Any] = []
    for author in authors if isinstance(authors, list) else []:
        said += ([_block("Str", ","), {"t": "Space"}] if said else []) + _inlines(author)
    if said:
        head.append(_div("byline", [_block("Para", said)]))
    if "date" in meta:
        head.append(_div("date", [_block("Para", _inlines(meta["date"]))]))
    return {**tree, "meta": {}, "blocks": [*head, *blocks]}


def _marked(blocks: list[Any]) -> None:
    """Entries of the index and numbers of pages as the reader of HTML knows them."""
    for link in _all("Link", blocks):
        attributes, _, (target, _) = link["c"]
        kind, colon, said = str(target).partition(":")
        if kind == "publish-index" and colon:
            link["t"], link["c"] = "Span", [["", ["index"], _entry(unquote(said))], []]
        elif kind == "publish-page" and colon:
            attributes[1].append("folio")
            link["c"][2] = [f"#{said}", ""]


def _entry(said: str) -> list[list[str]]:
    """The attributes of an entry of makeindex: ``sort@entry!sort@sub-entry|see{other}``."""
    said, _, rest = said.partition("|")
    levels, sorts = [], []
    for level in said.split("!"):
        sort, at, shown = level.partition("@")
        levels.append(_SETTING.sub("", shown if at else level).strip())
        sorts.append(sort.strip() if at else "")
    found = [["data-index", "subjects"], ["data-entry", " > ".join(levels)]]
    if sorts[-1]:
        found.append(["data-sort", sorts[-1]])
    for command, name in (("see", "see"), ("seealso", "see-also")):
        if rest.startswith(f"{command}{{"):
            found.append([f"data-{name}", rest[len(command) + 1 :].rstrip("}")])
    return found


def _all(kind: str, node: Any) -> Iterator[dict[str, Any]]:
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            if one.get("t") == kind:
                yield one
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)


def _inlines(value: Any) -> list[Any]:
    """The inline content of a value of the metadata, that of its paragraphs in one."""
    if not isinstance(value, dict):
        return []
    if value.get("t") == "MetaInlines":
        return list(value["c"])
    if value.get("t") == "MetaBlocks":
        return [i for block in value["c"] if block["t"] in ("Para", "Plain") for i in block["c"]]
    return []


def _block(kind: str, content: Any) -> dict[str, Any]:
    return {"t": kind, "c": content}


def _div(name: str, blocks: list[Any]) -> dict[str, Any]:
    return _block("Div", [["", [name], []], blocks])
