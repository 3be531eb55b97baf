"""What the rules change in running text: ``python -m bench.typography --running FOLDER``.

FOLDER holds French text that others have set well (pages in HTML, plain text): whatever is changed
there is right by our convention or false, and every change is listed for a person to judge. In text
already set nearly all of it should stay; a change of the width of a space is told apart from one of
a sign, since houses differ on the former and a false change of the latter is an error.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import lxml.html
from lxml import etree

from publish.article import Article, E, tag, text
from publish.typography import RULE_NAMES, Change, typeset
from publish.typography.runs import INLINE, PROTECTED, TEXT_BLOCKS
from publish.typography.spacing import SPACES
from publish.words import words

_AS_CODE = frozenset(("tt", "button", "input", "select", "textarea"))
_LEFT_OUT = frozenset(("script", "style", "head", "nav", "pre", "template", "svg"))
_WHITE = re.compile("[ \\t\\r\\n]+")
_SHOWN = str.maketrans({"\u00a0": "⍽", "\u202f": "␣", "\n": "¶", "\ufffc": "□", "\ufff9": "¹"})


def articles(folder: Path) -> Iterator[Article]:
    """Each file of a folder that holds text, as an article of its blocks."""
    for file in sorted(folder.rglob("*")):
        if file.suffix.lower() in (".html", ".htm", ".xhtml"):
            blocks = list(_blocks(lxml.html.fromstring(file.read_bytes())))
        elif file.suffix.lower() == ".txt":
            paragraphs = file.read_text("utf-8", errors="replace").split("\n\n")
            blocks = [E.p(" ".join(p.split(" "))) for p in paragraphs if p.strip()]
        else:
            continue
        root = E.article({"lang": "fr", "id": "essai"}, E.header(E.h1("T")), *blocks)
        yield Article(file.name, root, str(file.relative_to(folder)))


def _blocks(root: etree._Element) -> Iterator[etree._Element]:
    if tag(root) in _LEFT_OUT:
        return
    if tag(root) in TEXT_BLOCKS and not any(tag(e) in TEXT_BLOCKS for e in root.iterdescendants()):
        block = E(tag(root))
        _fill(block, root)
        if text(block):
            yield block
        return
    for child in root:
        yield from _blocks(child)


def _fill(into: etree._Element, source: etree._Element) -> None:
    """Put the inline content of one element into another, white space folded as a browser does."""
    _append(into, source.text)
    for child in source:
        name = "code" if tag(child) in _AS_CODE else tag(child)
        if name in INLINE or name in PROTECTED or name in ("br", "img"):
            inner = E(name, {k: v for k, v in child.attrib.items() if k in ("lang", "class")})
            into.append(inner)
            _fill(inner, child)
        elif name not in _LEFT_OUT:
            _fill(into, child)
        _append(into, child.tail)


def _append(into: etree._Element, said: str | None) -> None:
    folded = _WHITE.sub(" ", said or "")
    before = "".join(into.getroottree().getroot().itertext())
    if not before or before.endswith(" "):
        folded = folded.lstrip(" ")
    if len(into):
        into[-1].tail = (into[-1].tail or "") + folded
    else:
        into.text = (into.text or "") + folded


def _is_of_width(change: Change) -> bool:
    """Whether only the width of spaces changes, or a superior or small letter is made of one."""
    if change.element:
        return change.before.lower() == change.after.lower()
    return bool(change.before) and not (change.before + change.after).strip(SPACES)


def _told(change: Change) -> str:
    left, right = (side.translate(_SHOWN) for side in change.context)
    before, after = change.before.translate(_SHOWN), change.after.translate(_SHOWN)
    element = f"<{change.element}>" if change.element else ""
    return f"{left}[{before}→{element}{after}]{right}"


def report(folder: Path) -> None:
    """Print the changes per 10 000 words of each rule, then each of them with what is around."""
    count = 0
    found: dict[str, Counter[str]] = {rule: Counter() for rule in RULE_NAMES}
    signs: Counter[str] = Counter()
    for article in articles(folder):
        count += len(words(text(article.root)))
        for change in typeset(article).changes:
            found[change.rule][_told(change)] += 1
            signs[change.rule] += not _is_of_width(change)
    made = {rule: sum(of.values()) for rule, of in found.items()}
    print(f"{count} words; changes for 10 000 words, and those that are not of spaces or setting")
    for rule, number in made.items():
        if number:
            rate, of_signs = (n * 1e4 / max(count, 1) for n in (number, signs[rule]))
            print(f"{rule:18}{number:>8}{rate:>9.2f}{of_signs:>9.2f}")
    total = (n * 1e4 / max(count, 1) for n in (sum(made.values()), sum(signs.values())))
    print(f"{'all':18}{sum(made.values()):>8}" + "".join(f"{n:>9.2f}" for n in total))
    for rule, of in found.items():
        for told, number in of.most_common():
            print(f"{rule}\t{number}\t{told}")
