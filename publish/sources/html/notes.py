"""Notes: links that call a text at the end of the page, and the link that leads back.

Word (``_ftn1``, ``_ftnref1``), LibreOffice (``sdfootnote1sym``), Google Docs (``ftnt1``), SPIP
(``nb1``, ``nh1``), WordPress and Wikipedia write them all as two links; EPUB tells them by role.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from publish.sources.html.tree import BODY, CALL, LABEL, is_block, name, remove, text_of
from publish.sources.html.visible import LeftOut
from publish.sources.notes import HEADING

_SIGN = re.compile(
    r"[\[(]?\s*(?:notes?\s*)?(?:\d{1,3}|[*†‡§]{1,4}|[a-z]|[ivx]{1,5})\s*[\])]?\.?", re.IGNORECASE
)
_BACK = re.compile(
    r"[\s\[\]()↑↩⤴⏎←^︎️.]*(?:\d{1,3}|[a-z]|[*†‡§]{1,4}|retour|back)?[\s\[\]()↑↩⤴⏎←^︎️.]*", re.I
)
_FRAGMENT = re.compile(
    r"_?(?:fn|ftn|ftnt|edn|nb|footnote|endnote|sdfootnote|sdendnote|cite_note|note|easy-footnote)"
    r"[\w.:-]*\d[\w.-]*",
    re.IGNORECASE,
)
_WORD_NOTE = re.compile(r"mso-element:\s*(?:foot|end)note\s*(?:;|$)")
_HOLDS_NOTE = frozenset(("div", "li", "aside", "section", "dd", "tr"))


@dataclass(frozen=True)
class Note:
    """A note: its number in the article and the element that holds its text."""

    number: int
    body: etree._Element


def fragment_of(element: etree._Element) -> str:
    """The ``id`` that a link names, empty when it names none.

    Saved pages write their own address before it, or one that was theirs; where a note stands
    under the name, that says enough.
    """
    return (element.get("href") or "").partition("#")[2]


def find_notes(root: etree._Element, left: LeftOut) -> list[Note]:
    """Mark the calls, the bodies and the back links of notes; the notes in order of their calls."""
    anchors: dict[str, etree._Element] = {}
    for element in root.iter():
        for key in (element.get("id"), element.get("name") if name(element) == "a" else None):
            if key:
                anchors.setdefault(key, element)
    if not anchors:
        return []
    links = [a for a in root.iter("a") if a.get("href")]
    order = {element: index for index, element in enumerate(root.iter())}
    back = {fragment_of(a) for a in links}
    notes: dict[etree._Element, Note] = {}
    for link in links:
        if link.get(LABEL) or any(a.get(BODY) for a in link.iterancestors()):
            continue
        target = anchors.get(fragment_of(link))
        if target is None or order[target] <= order[link] or not _is_call(link, target, back):
            continue
        body = _body(target, link)
        if body is None:
            continue
        if body not in notes:
            notes[body] = Note(len(notes) + 1, body)
            body.set(BODY, str(notes[body].number))
            _mark_labels(body, link)
        link.set(CALL, str(notes[body].number))
        _strip_brackets(link)
    if notes:
        _drop_heading(root, left)
    return list(notes.values())


def called_notes(root: etree._Element) -> set[str]:
    """The ``id`` of every text that a link with the sign of a note calls as one."""
    found = set()
    for link in root.iter("a"):
        fragment = fragment_of(link)
        named = _FRAGMENT.fullmatch(fragment) or _is_named_call(link)
        if named and _SIGN.fullmatch(text_of(link)):
            found.add(fragment)
    return found


def _is_named_call(link: etree._Element) -> bool:
    """Whether its role or its class calls a link the call of a note (docutils, Pandoc)."""
    said = f"{link.get('role') or ''} {link.get('class') or ''}".lower()
    return "noteref" in said or "footnote-ref" in said


def looks_like_note(element: etree._Element) -> bool:
    """Whether an element has the ``id`` or the class of a note's text."""
    return any(
        _FRAGMENT.fullmatch(e.get("id") or e.get("name") or "")
        or _WORD_NOTE.search(e.get("style") or "")
        or e.get("role") in ("doc-footnote", "doc-endnote")
        for e in (element, *list(element.iterancestors())[:3], *list(element.iter("a"))[:3])
    )


def _is_call(link: etree._Element, target: etree._Element, back: set[str]) -> bool:
    kind = f"{link.get('role') or ''} {link.get('epub:type') or ''} " + " ".join(
        v for k, v in link.attrib.items() if k.endswith("}type")
    )
    if "noteref" in kind:
        return True
    if not _SIGN.fullmatch(text_of(link)):
        return False
    own = {link.get("id"), link.get("name")}
    own |= {e.get("id") for e in list(link.iterancestors())[:2]} | {
        e.get("id") for e in link.iter()
    }
    returned = bool({o for o in own if o} & back)
    fragment = fragment_of(link)
    return returned or bool(_FRAGMENT.fullmatch(fragment)) or looks_like_note(target)


def _body(target: etree._Element, call: etree._Element) -> etree._Element | None:
    """The element that holds the note's text: the target, or the block around it."""
    body = target
    while not is_block(body) or not text_of(body):
        parent = body.getparent()
        if parent is None or name(parent) in ("body", "html"):
            return None
        body = parent
    if name(body) in ("td", "th", "tr", "table", "tbody", "ul", "ol", "dl", "dt", "figcaption"):
        return None
    parent = body.getparent()
    while (
        parent is not None
        and name(parent) in _HOLDS_NOTE
        and parent not in call.iterancestors()
        and _only_note(parent, body)
    ):
        body, parent = parent, parent.getparent()
    return None if body in (call, *call.iterancestors()) or name(body) == "body" else body


def _only_note(parent: etree._Element, body: etree._Element) -> bool:
    """Whether an element holds one note and nothing else: a note of several paragraphs."""
    if any(name(e) in ("h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol") for e in parent.iter()):
        return False
    others = [e for e in parent if isinstance(e.tag, str) and e is not body and text_of(e)]
    if "footnote" in (parent.get("class") or "").split():
        # Substack: the number and the text of one note stand side by side.
        return sum(bool(_FRAGMENT.fullmatch(e.get("id") or "")) for e in parent.iter()) == 1
    mine = bool(_FRAGMENT.fullmatch(parent.get("id") or "")) or bool(
        _WORD_NOTE.search(parent.get("style") or "")
    )
    return mine or (not others and not (parent.text or "").strip())


def _mark_labels(body: etree._Element, call: etree._Element) -> None:
    own = {call.get("id"), call.get("name")}
    own |= {e.get("id") for e in list(call.iterancestors())[:2]} | {
        e.get("id") for e in call.iter()
    }
    for link in list(body.iter("a")):
        fragment = fragment_of(link)
        if not fragment or not _BACK.fullmatch(text_of(link)):
            continue
        if fragment in own or re.search(r"ref|anc|nh\d|link", fragment, re.IGNORECASE):
            link.set(LABEL, "1")
            _strip_brackets(link)


def _strip_brackets(link: etree._Element) -> None:
    """Take the brackets around a call or a label away: the number goes, and they with it."""
    outer: etree._Element = link
    parent = outer.getparent()
    while (
        parent is not None
        and name(parent) in ("sup", "span")
        and len(parent) == 1
        and not (parent.text or "").strip("[( \u00a0")
        and not (outer.tail or "").strip(")] \u00a0.")
    ):
        parent.text, outer.tail = None, None
        outer, parent = parent, parent.getparent()
    tail = (outer.tail or "").lstrip(" \u00a0")
    if tail[:1] in ("]", ")"):
        before = _text_before(outer)
        if before.rstrip(" \u00a0")[-1:] in ("[", "("):
            _set_text_before(outer, before.rstrip(" \u00a0")[:-1])
            outer.tail = tail[1:]


def _text_before(element: etree._Element) -> str:
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        return previous.tail or ""
    return (parent.text or "") if parent is not None else ""


def _set_text_before(element: etree._Element, text: str) -> None:
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        previous.tail = text
    elif parent is not None:
        parent.text = text


def _drop_heading(root: etree._Element, left: LeftOut) -> None:
    """« Notes » before notes that are taken out of the text heads nothing any more."""
    blocks = [e for e in root.iter() if is_block(e) and (text_of(e) or e.get(BODY))]
    for heading, following in pairwise(blocks):
        if name(heading) in ("h1", "h2", "h3", "h4", "h5", "h6", "p", "div") and (
            HEADING.fullmatch(text_of(heading))
        ):
            looked = [following, *following.iter(), *following.iterancestors()]
            if any(e.get(BODY) for e in looked[:200]):
                left.add(heading, text_of(heading))
                remove(heading)
                return
