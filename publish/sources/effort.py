"""What a text would ask of its reader, told before it is read: lines, cells, brackets.

Reading takes time and memory in proportion to these; they are counted in one pass, so that a text
which asks for too much is refused at once and not after minutes.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from publish.diagnostics import Diagnostic, Place
from publish.sources.limits import Limits, exceeded

_MARKER = re.compile(r"[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))")
_RULE = frozenset("|:- \t>")


def text_problem(text: str, name: str, limits: Limits) -> Diagnostic | None:
    """The limit that a text exceeds, if any: its lines, the longest of them, its words."""
    lines = text.split("\n")
    filled = sum(1 for line in lines if line and not line.isspace())
    if problem := exceeded(Place(name), limits, "blocks", filled):
        return problem
    longest = max(range(len(lines)), key=lambda i: len(lines[i]))
    place = Place(name, longest + 1)
    if problem := exceeded(place, limits, "paragraph_characters", len(lines[longest])):
        return problem
    for number, line in enumerate(lines, 1):
        if len(line) > limits.word_characters:
            word = max(map(len, line.split()), default=0)
            if problem := exceeded(Place(name, number), limits, "word_characters", word):
                return problem
    return None


def markdown_problem(text: str, name: str, limits: Limits) -> Diagnostic | None:
    """The limit that a text in Markdown exceeds, if any: also its markers, tables and brackets."""
    if problem := text_problem(text, name, limits):
        return problem
    paragraphs = list(_paragraphs(text))
    for number, lines in paragraphs:
        length = sum(map(len, lines)) + len(lines)
        place = Place(name, number)
        if problem := exceeded(place, limits, "paragraph_characters", length):
            return problem
        if problem := exceeded(place, limits, "table_cells", _cells(lines)):
            return problem
    markers = sum(_markers(line) for _, lines in paragraphs for line in lines)
    if problem := exceeded(Place(name), limits, "blocks", markers):
        return problem
    # The parser looks for the end of each bracket in the rest of its paragraph.
    squares = sum(sum(line.count("[") for line in lines) ** 2 for _, lines in paragraphs)
    return exceeded(Place(name), limits, "brackets", math.isqrt(squares))


def _paragraphs(text: str) -> Iterator[tuple[int, list[str]]]:
    """Runs of lines that are not blank, each with the number of its first line."""
    run: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line and not line.isspace():
            run.append(line)
        elif run:
            yield number - len(run), run
            run = []
    if run:
        yield text.count("\n") + 2 - len(run), run


def _markers(line: str) -> int:
    """How many lists and quotations a line opens or goes on with, and the block inside."""
    number, position = 1, 0
    while match := _MARKER.match(line, position):
        number, position = number + 1, match.end()
    return number


def _cells(lines: list[str]) -> int:
    """The cells of the table in a run of lines: each row has as many as the rule under the head."""
    for index, line in enumerate(lines):
        if "|" in line and "-" in line and set(line) <= _RULE:
            columns = line.strip().strip("|").count("|") + 1
            return columns * (len(lines) - index)
    return 0
