"""The engine: each block in turn, each rule in its order, every change known."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from lxml import etree

from publish.article import Article, E, tag
from publish.diagnostics import Diagnostic, Kind, Place, Severity
from publish.typography.rules import RULES, Rule
from publish.typography.rules.capitals import doubtful_capitals
from publish.typography.rules.foreign import is_known, quotes_and_apostrophes, spaces
from publish.typography.rules.quotes import guillemets_over, unpaired
from publish.typography.runs import (
    INLINE,
    PROTECTED,
    TEXT_BLOCKS,
    Edit,
    Run,
    Wrap,
    primary,
    spoken_in,
)
from publish.typography.spacing import spacing
from publish.words import fold, written

FOREIGN = {"foreign-quotes": quotes_and_apostrophes, "foreign-spaces": spaces}
"""The rules for passages in other languages: of a text and a primary subtag they give edits."""

RULE_NAMES = (*RULES, *FOREIGN)
"""The names of all rules, in their order: each can be switched off."""

_QUOTES = "guillemets"
_CONTEXT = 24

ACCENT_DOUBTFUL = Kind(
    "accent-doubtful",
    Severity.NOTE,
    fr="« {found} » : la capitale ne porte-t-elle pas d’accent (« {proposal} ») ?",
    fr_hint="Rien n’a été changé ; mettez l’accent dans le manuscrit s’il manque.",
    en="“{found}”: does the capital not want an accent (“{proposal}”)?",
    en_hint="Nothing was changed; put the accent into the manuscript if it is missing.",
)
ACCENTS_DOUBTFUL = Kind(
    "accents-doubtful",
    Severity.NOTE,
    fr="Des capitales ({count}) portent peut-être un accent : {places}.",
    fr_hint="Rien n’a été changé ; mettez dans le manuscrit les accents qui manquent.",
    en="Some capitals ({count}) may want an accent: {places}.",
    en_hint="Nothing was changed; put the accents that are missing into the manuscript.",
)
QUOTE_UNPAIRED = Kind(
    "quote-unpaired",
    Severity.NOTE,
    fr="Un guillemet reste seul : « {context} ».",
    fr_hint="Rien n’a été changé ; ajoutez dans le manuscrit celui qui manque.",
    en="A quotation mark stands alone: “{context}”.",
    en_hint="Nothing was changed; add the one that is missing to the manuscript.",
)


@dataclass(frozen=True)
class Change:
    """One change: offsets in the block's text as it stood when the rule came to it.

    ``element`` names the element put around the text (``sup``, ``smallcaps``), ``context`` is what
    stands before and after the place.
    """

    block: str
    start: int
    end: int
    before: str
    after: str
    rule: str
    element: str = ""
    context: tuple[str, str] = field(default=("", ""), compare=False)


@dataclass(frozen=True)
class Typeset:
    """An article set, every change made to it, and what is left to a person to decide."""

    article: Article
    changes: tuple[Change, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def typeset(
    article: Article, disabled: Collection[str] = (), *, keep_words: bool = False
) -> Typeset:
    """The article set by the rules of its languages but for those named in ``disabled``.

    With ``keep_words`` no word becomes another: what a rule would respell, join or divide stays as
    it was written, down to the case of its letters.
    """
    only = _keeps_words if keep_words else _any
    root = deepcopy(article.root)
    changes: list[Change] = []
    problems: list[Diagnostic] = []
    accents: list[_Accent] = []
    for passage in _passages(root, article.language):
        for run, made in zip(passage, _set(passage, disabled, only=only), strict=True):
            changes += made
            if primary(run.language) == "fr":
                accents += _accents(run, article, disabled)
                problems += _lone_quotes(run, article, disabled)
    problems += _told(accents, article)
    return Typeset(replace(article, root=root), tuple(changes), tuple(problems))


def typeset_text(text: str, language: str) -> str:
    """A single text (a title, a publisher’s name) set by the rules of its language.

    What would need an element (superior letters, small capitals) gets none.
    """
    if not text:
        return text
    run = Run(E.p(text), language)
    _set([run], (), plain=True)
    return run.text


def typeset_inline(element: etree._Element, language: str) -> None:
    """Set in place the inline text of one element; letters and digits stay, but for small capitals.

    For what has no manuscript whose changes could be told: a title in the settings.
    """
    _set([Run(element, language)], (), only=_keeps_letters)


# --- what is set together ------------------------------------------------------------------------


def _passages(root: etree._Element, language: str) -> list[list[Run]]:
    """The runs of an article; those whose quotations may run from one into the next are together.

    A passage in another language inside a block is a run of its own.
    """
    passages: list[list[Run]] = []
    for run in _runs(root, language):
        if passages and _follow(passages[-1][-1], run):
            passages[-1].append(run)
        else:
            passages.append([run])
    return passages


def _runs(element: etree._Element, language: str) -> Iterator[Run]:
    name = tag(element)
    spoken = spoken_in(element) or language
    if name in PROTECTED:
        return
    if name in TEXT_BLOCKS or (name in INLINE and primary(spoken) != primary(language)):
        yield Run(element, spoken)
    for child in element:
        yield from _runs(child, spoken)


def _follow(first: Run, second: Run) -> bool:
    """Whether two runs are paragraphs side by side, in the same language."""
    return (
        tag(first.block) == tag(second.block) == "p"
        and first.language == second.language
        and first.block.getnext() is second.block
    )


# --- setting -------------------------------------------------------------------------------------

Only = Callable[[str, Edit], bool]
"""Whether an edit of a text is to be done."""


def _any(_text: str, _edit: Edit) -> bool:
    return True


def _keeps_words(text: str, edit: Edit) -> bool:
    first, last = text[max(0, edit.start - 1) : edit.start], text[edit.end : edit.end + 1]
    before = first + text[edit.start : edit.end] + last
    return written(before) == written(first + edit.after + last)


def _keeps_letters(text: str, edit: Edit) -> bool:
    before, after = (
        "".join(c for c in fold(said) if c.isalnum())
        for said in (text[edit.start : edit.end], edit.after)
    )
    return before == after


_ORDER = list(RULES.items())
_AT = list(RULES).index(_QUOTES)
_FIRST, _THEN = _ORDER[:_AT], _ORDER[_AT + 1 :]


def _set(
    passage: Sequence[Run], disabled: Collection[str], *, plain: bool = False, only: Only = _any
) -> list[list[Change]]:
    """Set a passage in place; the changes of each of its runs.

    ``plain`` makes no elements; of what the rules find, what ``only`` refuses is not done.
    """
    changes: list[list[Change]] = [[] for _ in passage]
    language = passage[0].language
    if primary(language) == "fr":
        for run, made in zip(passage, changes, strict=True):
            made.extend(_follow_rules(run, _FIRST, disabled, plain, only))
        if _QUOTES not in disabled and any(
            not run.signs.isdisjoint(RULES[_QUOTES].signs) for run in passage
        ):
            found = guillemets_over([run.visible for run in passage], spacing(language))
            for run, made, edits in zip(passage, changes, found, strict=True):
                made.extend(_carry_out(run, edits, _QUOTES, plain, only))
        for run, made in zip(passage, changes, strict=True):
            made.extend(_follow_rules(run, _THEN, disabled, plain, only))
    elif is_known(primary(language)):
        for run, made in zip(passage, changes, strict=True):
            for name, rule in FOREIGN.items():
                if name not in disabled:
                    edits = rule(run.visible, primary(language))
                    made.extend(_carry_out(run, edits, name, plain, only))
    for run, made in zip(passage, changes, strict=True):
        if made:
            run.store()
    return changes


def _follow_rules(
    run: Run,
    rules: Sequence[tuple[str, Rule]],
    disabled: Collection[str],
    plain: bool,
    only: Only,
) -> list[Change]:
    changes: list[Change] = []
    spaces = spacing(run.language)
    signs, text = run.signs, run.visible
    for name, rule in rules:
        # What most rules are for is not in most texts: this is the inner loop.
        if signs.isdisjoint(rule.signs) or signs.isdisjoint(rule.others) or name in disabled:
            continue
        edits = list(rule.find(text, spaces))
        if edits:
            changes += _carry_out(run, edits, name, plain, only)
            signs, text = run.signs, run.visible
    return changes


def _carry_out(run: Run, found: Iterable[Edit], rule: str, plain: bool, only: Only) -> list[Change]:
    if only is not _any:
        found = [edit for edit in found if only(run.text, edit)]
    edits = run.changed_by(_without_elements(found) if plain else found)
    if not edits:
        return []
    text, name = run.text, _name(run.block)
    run.apply(edits)
    return [
        Change(
            name,
            edit.start,
            edit.end,
            text[edit.start : edit.end],
            edit.after,
            rule,
            edit.wrap or "",
            (
                text[max(0, edit.start - _CONTEXT) : edit.start],
                text[edit.end : edit.end + _CONTEXT],
            ),
        )
        for edit in edits
    ]


def _without_elements(edits: Iterable[Edit]) -> Iterator[Edit]:
    for edit in edits:
        if edit.wrap is not Wrap.SMALL_CAPITALS:
            yield Edit(edit.start, edit.end, edit.after)


def _name(block: etree._Element) -> str:
    holder: etree._Element | None = block
    while holder is not None:
        if holder.get("id"):
            return str(holder.get("id"))
        holder = holder.getparent()
    return ""


# --- what is left to a person --------------------------------------------------------------------


_LONE = frozenset('"“”')


_MOST_TOLD = 8
"""The most doubtful accents of an article that are told one by one."""


class _Accent(NamedTuple):
    """A capital that may want an accent: where, what is there, what it might be."""

    place: Place
    found: str
    proposal: str


def _place(run: Run, article: Article) -> Place:
    return Place(article.source, article.lines.get(_name(run.block)))


def _accents(run: Run, article: Article, disabled: Collection[str]) -> Iterator[_Accent]:
    if "capital-accents" not in disabled:
        for _, found, proposal in doubtful_capitals(run.visible):
            yield _Accent(_place(run, article), found, proposal)


def _told(accents: Sequence[_Accent], article: Article) -> Iterator[Diagnostic]:
    """Each doubt by itself; all of them in one where they would fill a screen."""
    if len(accents) <= _MOST_TOLD:
        for place, found, proposal in accents:
            yield ACCENT_DOUBTFUL.at(place, found=found, proposal=proposal)
        return
    lines: dict[str, list[str]] = {}
    for place, found, _ in accents:
        lines.setdefault(found, []).extend([str(place.line)] if place.line else [])
    places = ", ".join(
        f"{found} ({', '.join(dict.fromkeys(at))})" if at else found for found, at in lines.items()
    )
    yield ACCENTS_DOUBTFUL.at(Place(article.source), count=len(accents), places=places)


def _lone_quotes(run: Run, article: Article, disabled: Collection[str]) -> Iterator[Diagnostic]:
    if _QUOTES not in disabled and not _LONE.isdisjoint(run.signs):
        text = run.text
        for at in unpaired(run.visible):
            context = text[max(0, at - _CONTEXT) : at + _CONTEXT]
            yield QUOTE_UNPAIRED.at(_place(run, article), context=context)
