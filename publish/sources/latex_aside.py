"""What LaTeX leaves out of a document: comments, the preamble, all that stands after its end.

Pandoc leaves it out too, without a word. Here it is found in the source and told, quoted: a comment
may be the author's question to the editor, and the preamble may hold an affiliation.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from publish.diagnostics import Diagnostic, Kind, Place, Severity

LATEX_COMMENT = Kind(
    "latex-comment",
    Severity.NOTE,
    fr="Commentaire LaTeX, laissé hors de l’article : « {text} »",
    fr_hint="Rien à faire, sauf s’il demande une correction du texte.",
    en="LaTeX comment, kept out of the article: “{text}”",
    en_hint="Nothing to do, unless it asks for a correction of the text.",
)
LATEX_AFTER_END = Kind(
    "latex-after-end",
    Severity.WARNING,
    fr="Ce qui suit \\end{{document}} reste hors de l’article : « {text} »",
    fr_hint="Si c’est du texte de l’article, placez-le avant \\end{{document}}.",
    en="What follows \\end{{document}} is kept out of the article: “{text}”",
    en_hint="If it is text of the article, put it before \\end{{document}}.",
)
LATEX_PREAMBLE_TEXT = Kind(
    "latex-preamble-text",
    Severity.WARNING,
    fr="Le préambule dit, par {command} : « {text} ». L’article n’a pas de place pour cela.",
    fr_hint="Si ces mots doivent paraître, écrivez-les dans le texte.",
    en="The preamble says, by {command}: “{text}”. The article has no place for it.",
    en_hint="If these words are to be published, write them in the text.",
)
LATEX_PREAMBLE = Kind(
    "latex-preamble",
    Severity.NOTE,
    fr="Réglages du préambule, sans effet dans les éditions : {commands}",
    fr_hint="Rien à faire : la mise en page est celle de la publication.",
    en="Settings of the preamble, without effect in the editions: {commands}",
    en_hint="Nothing to do: the layout is that of the publication.",
)

_PIECE = re.compile(
    r"\\verb\*?(?P<fence>[^\sA-Za-z*])"
    r"|\\begin\s*\{(?P<as_is>verbatim\*?|Verbatim|lstlisting|minted|alltt)\}"
    r"|(?P<aside>\\begin\s*\{comment\}|\\iffalse(?![A-Za-z]))"
    r"|(?P<end>\\end\s*\{document\})"
    r"|\\[^\n]"
    r"|%(?P<comment>[^\n]*)"
)
_NO_COMMENT = re.compile(
    r"\s*(?:!\s*T[eE]X|-\*-|Local Variables:|End:|(?:TeX|mode|coding|ispell)[\w-]*:)|[^\w]*$"
)
"""Comments for programs, and rules drawn with signs."""
_BEGIN = re.compile(r"\\begin\s*\{document\}")
_OPENING = re.compile(r"\s*(?:\[[^\]]{0,2000}\]\s*)?\{")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_COMMAND = re.compile(r"\\([A-Za-z@]+)\*?")
_CARRIED = frozenset(
    "documentclass usepackage title subtitle author date newcommand renewcommand providecommand "  # noqa: SIM905
    "def let newenvironment renewenvironment newtheorem input include RequirePackage and thanks "
    "makeatletter makeatother maketitle DeclareMathOperator NewDocumentCommand".split()
)
"""Commands that Pandoc follows, or that every preamble has."""
_SAYING = frozenset(
    "institute institution affiliation affil address email keywords motscles motsclefs subject "  # noqa: SIM905
    "titlehead publishers dedication dedicace uppertitleback lowertitleback extratitle lhead chead "
    "rhead lfoot cfoot rfoot fancyhead fancyfoot ihead chead ohead ifoot ofoot markboth markright "
    "abstract resume orcid journal doi translator editor titre soustitre surtitre chapo auteur "
    "epigraph subtitle".split()
)
"""Commands whose argument is text, be it a single word."""
_QUOTED = 300


@dataclass
class _Found:
    start: int
    end: int
    parts: list[str]

    @property
    def text(self) -> str:
        return " ".join(self.parts)


def left_aside(text: str, place: Place) -> list[Diagnostic]:
    """What of a LaTeX source no edition shows, in the order of the source."""
    comments, end = _comments(text)
    bare = _without(text, comments)
    begun = _BEGIN.search(bare)
    start = begun.start() if begun else 0
    line_ends = [match.start() for match in re.finditer("\n", text)]
    found: list[tuple[int, Diagnostic]] = []

    def tell(kind: Kind, at: int, **values: str) -> None:
        line = bisect_left(line_ends, at) + 1
        found.append((at, kind.at(Place(place.file, line), **values)))

    for comment in _grouped(text, comments, start):
        tell(LATEX_COMMENT, comment.start, text=_quoted(comment.text))
    settings: dict[str, int] = {}
    for at, name, said in _commands(bare[:start]):
        if said:
            tell(LATEX_PREAMBLE_TEXT, at, command=f"\\{name}", text=_quoted(said))
        else:
            settings.setdefault(f"\\{name}", at)
    if settings:
        tell(LATEX_PREAMBLE, min(settings.values()), commands=_quoted(", ".join(settings)))
    if end is not None and text[end:].strip():
        tell(LATEX_AFTER_END, end, text=_quoted(text[end:]))
    return [diagnostic for _, diagnostic in sorted(found, key=lambda pair: pair[0])]


def _quoted(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED].rstrip()} …"


def _comments(text: str) -> tuple[list[_Found], int | None]:
    """The comments of a source, and where it ends if it says so."""
    found: list[_Found] = []
    missing: set[str] = set()
    line_end, last = -1, dict[str, int]()
    position = 0
    while match := _PIECE.search(text, position):
        position = match.end()
        if match["end"]:
            return found, match.end()
        if match["comment"] is not None:
            found.append(_Found(match.start(), match.end(), [match["comment"]]))
            continue
        if match["fence"]:
            if position > line_end:
                line_end = text.find("\n", position) % (len(text) + 1)
                # Where no fence closes, none is looked for to the end of the line again and again.
                last = {sign: at for at, sign in enumerate(text[position:line_end], position)}
            closed = last.get(match["fence"], -1) >= position
            position = text.index(match["fence"], position) + 1 if closed else match.start() + 2
            continue
        closing = ""
        if match["as_is"]:
            closing = f"\\end{{{match['as_is']}}}"
        elif match["aside"]:
            closing = "\\fi" if match["aside"] == "\\iffalse" else "\\end{comment}"
        if not closing or closing in missing:
            continue
        at = text.find(closing, position)
        if at < 0:
            missing.add(closing)
            continue
        if match["aside"]:
            found.append(_Found(match.start(), at + len(closing), [text[position:at]]))
        position = at + len(closing)
    return found, None


def _without(text: str, comments: Sequence[_Found]) -> str:
    """The source with blanks in the place of its comments."""
    pieces: list[str] = []
    position = 0
    for comment in comments:
        pieces += [text[position : comment.start], " " * (comment.end - comment.start)]
        position = comment.end
    return "".join([*pieces, text[position:]])


def _grouped(text: str, comments: Sequence[_Found], start: int) -> Iterator[_Found]:
    """The comments that say something: lines that follow one another are one, as are all of the
    preamble, where they speak of its settings."""
    open_: _Found | None = None
    for comment in comments:
        if _NO_COMMENT.match(comment.text):
            continue
        said = comment.text.strip("% \t\n")
        if comment.start < start and said.startswith("\\"):
            continue  # a setting that is switched off
        between = text[open_.end : comment.start] if open_ is not None else ""
        if open_ is not None and (comment.start < start or not between.strip("% \t\n")):
            open_.end = comment.end
            open_.parts.append(said)
            continue
        if open_ is not None:
            yield open_
        open_ = _Found(comment.start, comment.end, [said])
    if open_ is not None:
        yield open_


def _commands(preamble: str) -> Iterator[tuple[int, str, str]]:
    """The commands of the preamble that no edition follows: place, name, the words they hold."""
    position = depth = 0
    for match in re.finditer(r"\\[A-Za-z@]+\*?|\\.|[{}]", preamble):
        sign = match.group()
        if sign in "{}":
            depth = max(depth + (1 if sign == "{" else -1), 0)
            continue
        command = _COMMAND.match(sign)
        if command is None or depth or match.start() < position:
            continue
        name = command.group(1)
        if name in _CARRIED:
            continue
        held, position = _argument(preamble, match.end())
        yield match.start(), name, held if _says(name, held) else ""


def _argument(text: str, position: int) -> tuple[str, int]:
    """The argument in braces that follows, an option in brackets before it left out."""
    match = _OPENING.match(text, position)
    if match is None:
        return "", position
    depth = 1
    for brace in _BRACE.finditer(text, match.end()):
        depth += {"{": 1, "}": -1}.get(brace.group(), 0)
        if depth == 0:
            return text[match.end() : brace.start()], match.end()
    return "", position


def _says(name: str, held: str) -> bool:
    """Whether an argument is text, not a measure, a name or settings."""
    if not re.search(r"[^\W\d_]{2}", held):
        return False
    return name in _SAYING or (
        len(re.findall(r"[^\W\d_]{2,}", held)) >= 4
        and not re.search(r"[=\\#@]|\d(?:cm|mm|pt|em)", held)
    )
