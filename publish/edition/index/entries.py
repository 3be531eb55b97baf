"""The entries of an index: marks of the same words brought together, in their order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from publish.diagnostics import Diagnostic, Kind, Severity
from publish.edition.index.collation import sort_key
from publish.edition.index.marks import Index, Mark
from publish.edition.index.personal import inverted
from publish.words import words

INDEX_SEE_UNKNOWN = Kind(
    "index-see-unknown",
    Severity.WARNING,
    fr="L’index renvoie de « {entry} » à « {target} », qui n’y est pas.",
    fr_hint="Marquez « {target} » dans un article, ou corrigez le renvoi.",
    en="The index refers from “{entry}” to “{target}”, which is not in it.",
    en_hint="Mark “{target}” in an article, or mend the reference.",
)
INDEX_SEE_LOOP = Kind(
    "index-see-loop",
    Severity.ERROR,
    fr="Dans l’index, « {entry} » renvoie à « {target} » : de là, on n’arrive à aucune page.",
    fr_hint="Un renvoi « voir » mène à une entrée qui a des pages : changez-le, ou marquez "
    "« {target} » dans un article.",
    en="In the index “{entry}” refers to “{target}”, and from there to no page.",
    en_hint="A “see” leads to an entry that has pages: change it, or mark “{target}” in an "
    "article.",
)
INDEX_SEE_BESIDE_PAGES = Kind(
    "index-see-beside-pages",
    Severity.WARNING,
    fr="Dans l’index, « {entry} » a des pages et renvoie aussi à « {target} » par « voir » : le "
    "renvoi devient « voir aussi ».",
    fr_hint='Écrivez voir-aussi="{target}", ou n’y marquez plus de page.',
    en="In the index “{entry}” has pages and refers to “{target}” by “see” too: that becomes “see "
    "also”.",
    en_hint='Write see-also="{target}", or mark no page for it any more.',
)

Path = tuple[str, ...]
"""An entry by the words of its levels, folded: what tells entries apart."""


@dataclass
class Entry:
    """An entry: its words, its marks, the entries that it refers to, its sub-entries."""

    path: Path
    names: tuple[str, ...]
    """The labels of the entries that it is under, and its own."""
    heading: etree._Element | None = None
    sort: str = ""
    marks: list[Mark] = field(default_factory=list)
    see: dict[str, Mark] = field(default_factory=dict)
    see_also: dict[str, Mark] = field(default_factory=dict)
    children: list[Entry] = field(default_factory=list)

    @property
    def label(self) -> str:
        """What it says."""
        return self.names[-1]

    @property
    def located(self) -> bool:
        """Whether there is a page in it or under it."""
        return bool(self.marks) or any(child.located for child in self.children)


def path_of(levels: Sequence[str]) -> Path:
    """What tells an entry apart: the words of its levels, without case."""
    return tuple(" ".join(words(level)) or level for level in levels)


def entries(marks: Iterable[Mark], language: str) -> list[Entry]:
    """The entries of one index in order."""
    known: dict[Path, Entry] = {}
    labels: dict[Path, Counter[str]] = {}
    top: list[Entry] = []
    for mark in marks:
        holder = top
        for depth in range(1, len(mark.levels) + 1):
            path = path_of(mark.levels[:depth])
            label = mark.levels[depth - 1]
            if path not in known:
                known[path] = Entry(path, mark.levels[:depth])
                holder.append(known[path])
            labels.setdefault(path, Counter())[label] += 1
            holder = known[path].children
        _noted(known[path_of(mark.levels)], mark)
    for path, entry in known.items():
        entry.names = tuple(_label(labels[path[:depth]]) for depth in range(1, len(path) + 1))
    _sort(top, language)
    return top


def walk(found: Iterable[Entry]) -> Iterator[Entry]:
    """All entries, each before its sub-entries."""
    for entry in found:
        yield entry
        yield from walk(entry.children)


def _noted(entry: Entry, mark: Mark) -> None:
    entry.sort = entry.sort or mark.sort
    if entry.heading is None:
        entry.heading = mark.heading
    if mark.identifier:
        entry.marks.append(mark)
    if mark.see:
        entry.see.setdefault(mark.see, mark)
    if mark.see_also:
        entry.see_also.setdefault(mark.see_also, mark)


def _label(said: Counter[str]) -> str:
    """The form of an entry: a capital that only begins a sentence gives way, then the commonest."""
    forms = list(said)
    small = [form for form in forms if form[:1].islower()]
    return max(small or forms, key=lambda form: (said[form], -forms.index(form)))


def _sort(found: list[Entry], language: str) -> None:
    found.sort(key=lambda e: (sort_key(e.sort or e.label, language), e.label))
    for entry in found:
        _sort(entry.children, language)


# --- references ----------------------------------------------------------------------------------


class Catalogue:
    """The entries of all indexes of a publication, by which references are followed."""

    def __init__(self, indexes: Mapping[Index, Sequence[Entry]]):
        self.known = {(kind, e.path): e for kind, found in indexes.items() for e in walk(found)}

    def find(self, said: str, index: Index) -> Entry | None:
        """The entry that a reference names, in its own index or in the other one."""
        levels = [level.strip() for level in said.split(">") if level.strip()]
        for kind in sorted(Index, key=lambda kind: kind is not index):
            named = [inverted(levels[0]), *levels[1:]] if kind is Index.NAMES and levels else levels
            entry = self.known.get((kind, path_of(named)))
            if entry is not None:
                return entry
        return None

    def faults(self) -> Iterator[Diagnostic]:
        """What is wrong with the references; a « voir » beside pages becomes « voir aussi »."""
        for (index, _), entry in self.known.items():
            if entry.see and entry.located:
                for said, mark in entry.see.items():
                    yield INDEX_SEE_BESIDE_PAGES.at(mark.place, entry=entry.label, target=said)
                    entry.see_also.setdefault(said, mark)
                entry.see.clear()
            for said, mark in [*entry.see.items(), *entry.see_also.items()]:
                target = self.find(said, index)
                if target is None:
                    yield INDEX_SEE_UNKNOWN.at(mark.place, entry=entry.label, target=said)
                elif not target.located or target is entry:
                    yield INDEX_SEE_LOOP.at(mark.place, entry=entry.label, target=said)
