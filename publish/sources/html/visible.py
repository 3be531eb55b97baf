"""What a reader of the page never sees or cannot read is taken away first, and said."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from lxml import etree

from publish.diagnostics import Diagnostic, Kind, Place, Severity
from publish.sources.html.tree import name, remove, style, text_of, tokens
from publish.words import words

ACTIVE_LEFT_OUT = Kind(
    "active-content-left-out",
    Severity.NOTE,
    fr="Laissé de côté : {count} élément(s) <{name}>{where} ; une édition n’exécute rien.",
    fr_hint="Rien à faire, sauf si l’article perd son sens sans eux : décrivez-les alors.",
    en="Left out: {count} <{name}> element(s){where}; an edition runs nothing.",
    en_hint="Nothing to do, unless the article makes no sense without: then describe them.",
)
PART_LEFT_OUT = Kind(
    "part-left-out",
    Severity.NOTE,
    fr="Laissé hors de l’article (mots : {count}) : « {start} »",
    fr_hint="Si ce passage est de l’article, copiez l’article seul dans un nouveau fichier.",
    en="Left out of the article (words: {count}): “{start}”",
    en_hint="If this passage belongs to the article, copy the article alone into a new file.",
)

_QUOTED = 90
_RUNS = frozenset(
    "script noscript template iframe object embed applet frame frameset canvas portal".split()  # noqa: SIM905
)
_PLAYS = frozenset(("audio", "video", "svg"))
_CONTROLS = frozenset(
    "input select option textarea button datalist meter progress output".split()  # noqa: SIM905
)
_SILENT = frozenset(
    "style link meta base title head area map param source track col colgroup wbr".split()  # noqa: SIM905
)


@dataclass
class LeftOut:
    """What is left out, in the order in which it is met: line, words, start of the text."""

    file: str
    parts: list[tuple[int, int, str]] = field(default_factory=list)

    def add(self, element: etree._Element, text: str, line: int = 0) -> None:
        """Note a text that does not enter the article."""
        count = len(words(text))
        if count:
            self.parts.append((line or element.sourceline or 1, count, text))

    def diagnostics(self) -> list[Diagnostic]:
        """Each part as a problem that quotes its start; what comes back is told where it is first.

        Its words are counted each time.
        """
        first: dict[str, int] = {}
        counts: Counter[str] = Counter()
        for line, count, text in sorted(self.parts, key=lambda part: part[0]):
            said = " ".join(text.split())
            first.setdefault(said, line)
            counts[said] += count
        return [
            PART_LEFT_OUT.at(Place(self.file, line), count=counts[said], start=quoted(said))
            for said, line in first.items()
        ]

    @property
    def words(self) -> int:
        """The number of words left out."""
        return sum(count for _, count, _ in self.parts)


def quoted(text: str) -> str:
    """The start of a text, cut at a word."""
    text = " ".join(text.split())
    return text if len(text) <= _QUOTED else text[:_QUOTED].rsplit(" ", 1)[0] + " …"


def keep_visible(root: etree._Element, left: LeftOut) -> list[Diagnostic]:
    """Take away scripts, players, controls and hidden elements; return what is to be said.

    An element that hides a third of the page is not hidden to its readers: scripts show it.
    """
    counts: Counter[str] = Counter()
    first: dict[str, tuple[int, str]] = {}
    texts: dict[str, list[str]] = {}
    for element in [e for e in root.iter() if name(e) in _SILENT]:
        if element.getparent() is not None:
            _take_away_silent(element)
    for element in [e for e in root.iter() if name(e) in _RUNS | _PLAYS | _CONTROLS]:
        if element.getparent() is None:
            continue
        kind = name(element)
        counts[kind] += 1
        source = element.get("src") or element.get("data") or ""
        first.setdefault(kind, (element.sourceline or 1, source))
        if kind not in ("script", "template"):
            texts.setdefault(kind, []).append(text_of(element))
        remove(element)
    for kind, found in texts.items():
        left.parts.append(
            (first[kind][0], len(words(" ".join(found))), " · ".join(filter(None, found)))
        )
    left.parts = [part for part in left.parts if part[1]]
    total = len(words(text_of(root)))
    for element in list(root.iter()):
        if element.getparent() is not None and _is_hidden(element):
            text = text_of(element)
            if len(words(text)) * 3 <= total:
                left.add(element, text)
                remove(element)
    return [
        ACTIVE_LEFT_OUT.at(
            Place(left.file, first[kind][0]),
            count=count,
            name=kind,
            where=f" ({quoted(first[kind][1])})" if first[kind][1] else "",
        )
        for kind, count in counts.items()
        if kind not in ("noscript", "template") and kind not in _CONTROLS
    ]


def _take_away_silent(element: etree._Element) -> None:
    if name(element) in ("wbr", "link", "meta", "base", "source", "track", "param", "area"):
        # libxml2 knows them as empty; a stray child would be content.
        for child in list(element):
            element.addnext(child)
    remove(element)


def _is_hidden(element: etree._Element) -> bool:
    if name(element) in ("html", "body"):
        return False
    if element.get("hidden") is not None:
        return True
    said = style(element)
    return (
        said.get("display", "").startswith("none")
        or said.get("visibility", "").startswith("hidden")
        or said.get("mso-hide") == "all"
        or "visually-hidden" in " ".join(tokens(element))
    )
