"""Conservation of words: the finished EPUB and PDF held against the edition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from lxml import etree

from publish.article import BLOCKS, XHTML, tag, text, without_notes
from publish.edition.addresses import CLASS as ADDRESS
from publish.edition.back import NAME as BACK
from publish.edition.back import has_back, isbn_of
from publish.edition.model import Document, Edition, Matter
from publish.edition.series import series_and_number
from publish.edition.terms import term
from publish.pdf.document import is_endnote, running_head
from publish.pdf.layout import Layout
from publish.proof.articles import Conservation, note
from publish.proof.compare import Difference, in_any_order, in_sequence
from publish.proof.packaged import read_epub
from publish.proof.printed import PrintedWords, read_pdf
from publish.proof.reading import PRINTED, Word, article_words, list_numbers, read
from publish.words import words


def hold_epub(edition: Edition, data: bytes, proof: Conservation) -> None:
    """Hold the finished EPUB against the edition, document by document."""
    found = [(path, said) for path, said in read_epub(data)]
    expected = [(d, _packaged(d)) for d in edition.documents]
    proof.epub = -proof.respelled
    by_name = {path.rsplit("/", 1)[-1].removesuffix(".xhtml"): said for path, said in found}
    for document, wanted in expected:
        got = [w.word for w in by_name.pop(document.name, [])]
        differences = in_sequence(wanted, got)
        note(proof, "epub", differences)
        if document.matter is Matter.ARTICLE:
            proof.epub += len(article_words(document.root, document.name)) + _balance(differences)
    for name, said in by_name.items():
        added = in_sequence([], [w.word for w in said])
        note(proof, "epub", [Difference(d.kind, d.words, name, "", d.context) for d in added])


def hold_pdf(edition: Edition, layout: Layout, data: bytes, proof: Conservation) -> dict[str, int]:
    """Hold the finished PDF against the edition: text, notes, then heads and feet.

    Returns what was counted of its composition: ``lines``, and ``divided`` of them.
    """
    found = read_pdf(data, layout.pages)
    wanted_text: list[Word] = []
    wanted_notes: list[Word] = []
    wanted_figures: list[Word] = []
    first = True
    for document in edition.documents:
        if first and document.matter in (Matter.PART, Matter.ARTICLE):
            wanted_text += _contents_words(edition, layout)
            first = False
        body, notes = read(document.root, document.name, PRINTED)
        for word in body:
            floats = f"{word.document}--{word.block}" in layout.floating
            (wanted_figures if floats else wanted_text).append(word)
        for name, note_words in notes.items():
            at_end = is_endnote(edition, document.name, name, layout.moved)
            (wanted_text if at_end else wanted_notes).extend(note_words)
    wanted_text += _back_words(edition, layout)
    differences = in_sequence(wanted_text, found.text)
    differences += in_sequence(wanted_notes, found.notes)
    differences += in_sequence(wanted_figures, found.figures)
    differences = _without_cuts(differences, _cut_anywhere(edition))
    note(proof, "pdf", differences)
    articles = list(edition.of(Matter.ARTICLE))
    proof.pdf = sum(len(article_words(d.root, d.name)) for d in articles) - proof.respelled
    names = {d.name for d in articles}
    proof.pdf += _balance(d for d in differences if d.document in names)
    note(proof, "pdf", _apparatus_differences(edition, found))
    note(proof, "pdf", _margin_differences(edition, layout, found.margins))
    return {"lines": found.lines, "divided": found.divided}


def _cut_anywhere(edition: Edition) -> set[tuple[str, str]]:
    """The blocks where print may end a line in a word without a hyphen: code, addresses, tables."""
    found: set[tuple[str, str]] = set()
    for document in edition.documents:
        for element in document.root.iter(f"{{{XHTML}}}*"):
            if tag(element) == "table":
                found |= {(document.name, e.get("id") or "") for e in element.iter()}
            if tag(element) in ("pre", "code") or element.get("class") == ADDRESS:
                holder: etree._Element | None = element
                while holder is not None and not (tag(holder) in BLOCKS and holder.get("id")):
                    holder = holder.getparent()
                if holder is not None:
                    found.add((document.name, holder.get("id") or ""))
    return found


def _without_cuts(
    differences: Sequence[Difference], blocks: set[tuple[str, str]]
) -> list[Difference]:
    """The differences but for words of these blocks that are read in pieces, none joined."""
    kept: list[Difference] = []
    for difference in differences:
        lost = kept[-1] if kept else None
        if (
            lost is not None
            and (lost.kind, difference.kind) == ("lost", "added")
            and (lost.document, lost.block) in blocks
            and "".join(lost.words) == "".join(difference.words)
            and set(_ends(lost.words)) <= set(_ends(difference.words))
        ):
            kept.pop()
        else:
            kept.append(difference)
    return kept


def _ends(said: Sequence[str]) -> Iterator[int]:
    """Where each word ends, in letters from the first one."""
    return accumulate(map(len, said))


def _packaged(document: Document) -> list[Word]:
    body, notes = read(document.root, document.name)
    return body + [word for note in notes.values() for word in note]


def _balance(differences: Iterable[Difference]) -> int:
    return sum(len(d.words) * (1 if d.kind == "added" else -1) for d in differences)


def _apparatus_differences(edition: Edition, found: PrintedWords) -> Iterator[Difference]:
    """Numbers of lists that are not those expected, heads of tables that no table has."""
    numbers = [
        Word(number, document.name, "")
        for document in edition.documents
        for number in list_numbers(document.root)
    ]
    yield from in_any_order(numbers, found.markers)
    heads = {
        word
        for document in edition.documents
        for head in document.root.iter(f"{{{XHTML}}}thead")
        for cell in head.iter(f"{{{XHTML}}}th", f"{{{XHTML}}}td")
        # The call of a note touches its word; the paragraphs of a cell do not touch.
        for said in ("".join(cell.itertext()), " ".join(cell.itertext()))
        for word in words(said)
    }
    strange = tuple(word for word in found.repeated if word not in heads)
    if strange:
        yield Difference("added", strange, "", "", " ".join(found.repeated))


def _contents_words(edition: Edition, layout: Layout) -> list[Word]:
    language = edition.publication.language
    said = [term("contents", language)]
    for document, held in edition.parts():
        if document.matter is Matter.PART:
            said.append(document.title)
        for entry in held or (document,):
            if entry.matter in (Matter.ARTICLE, Matter.INDEX):
                said += [
                    entry.byline,
                    entry.title,
                    layout.pages[layout.anchors[entry.name]].label,
                ]
    return [Word(word, "contents", "") for piece in said for word in words(piece)]


def _back_words(edition: Edition, layout: Layout) -> list[Word]:
    """What the back cover says, in its order; the digits below the bars belong to their picture."""
    publication = edition.publication
    if not has_back(publication):
        return []
    said = [*layout.summary.paragraphs, series_and_number(publication), publication.publisher]
    said.append(publication.print.price)
    if isbn := isbn_of(publication):
        said.append(term("isbn", publication.language, isbn=isbn[1]))
    return [Word(word, BACK, "") for piece in said for word in words(piece)]


def _margin_differences(
    edition: Edition, layout: Layout, margins: Sequence[Sequence[str]]
) -> list[Difference]:
    """What stands in the margins of the pages beyond a running head and the page's folio."""
    paper = edition.publication.print
    heads = [words(running_head(edition.publication.title, paper)), []]
    for document in edition.of(Matter.PART, Matter.ARTICLE, Matter.INDEX):
        heads.append(words(running_head(document.title, paper)))
        rubric = next((e for e in document.root.iter() if e.get("class") == "rubric"), None)
        if rubric is not None and tag(rubric) == "p":
            heads.append(words(running_head(text(without_notes(rubric)), paper)))
    allowed = set(map(tuple, heads))
    differences: list[Difference] = []
    for page, said in zip(layout.pages, margins, strict=True):
        folio = words(page.label)
        head = said[: len(said) - len(folio)] if folio and said[-len(folio) :] == folio else said
        if tuple(head) not in allowed:
            differences.append(Difference("added", tuple(head), "", page.label, " ".join(said)))
    return differences
