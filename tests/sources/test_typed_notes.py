"""Notes typed by hand become notes in every format, whatever their list looks like."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from publish.article import XHTML, is_note, is_note_call, tag, text, without_notes
from publish.proof.articles import Conservation, hold_articles
from publish.sources import Manuscript, Reading, read
from tests.sources.office.make import docx, item, odt, p, r, t

RAISED = '<w:vertAlign w:val="superscript"/>'
FIRST = "Entre Caen et Dunkerque, on récolte les trois quarts du lin mondial{1}. La fibre part en "
SECOND = "Chine, y devient fil, puis tissu, puis chemise{2} ; la chemise revient dans la région."
NOTES = ("Source : la confédération du lin.", "Environ 2 900 tonnes.")


def body(sign: str) -> str:
    return (
        (FIRST + SECOND)
        .replace("{", "{{")
        .replace("}", "}}")
        .replace("{{1}}", sign)
        .replace("{{2}}", sign.replace("1", "2"))
    )


def word(sign: str, notes: str) -> bytes:
    one, two = (r(sign.replace("1", n), RAISED) for n in "12")
    first, second, third = (FIRST + SECOND).replace("{2}", "{1}").split("{1}")
    text_ = p(r(first) + one + r(second) + two + r(third))
    return docx(p(r("La seconde vie du lin"), "Title") + text_ + p(r("Notes"), "Heading1") + notes)


def writer(sign: str, notes: str) -> bytes:
    return odt(t("La seconde vie du lin", "Title") + t(body(sign)) + t("Notes") + notes)


def html(sign: str, notes: str) -> bytes:
    said = body(sign)
    return f"<h1>La seconde vie du lin</h1><p>{said}</p><h2>Notes</h2>{notes}".encode()


def markdown(sign: str, notes: str) -> bytes:
    return f"# La seconde vie du lin\n\n{body(sign)}\n\n## Notes\n\n{notes}".encode()


def listed(form: str) -> str:
    """The notes, each in the form given: ``{0}`` its number, ``{1}`` its text."""
    return "".join(form.format(number, said) for number, said in enumerate(NOTES, 1))


SOURCES = {
    "brackets.md": markdown("[1]", listed("[{0}] {1}\n\n")),
    "lines.md": markdown(" [1]", listed("[{0}] {1}\n")),
    "list.md": markdown("^1^", listed("{0}. {1}\n")),
    "parentheses.md": markdown(" (1)", listed("({0}) {1}\n\n")),
    "superior.html": html("<sup>1</sup>", listed("<p><sup>{0}</sup> {1}</p>")),
    "lines.html": html(" <sup>[1]</sup>", "<p>" + listed("[{0}] {1}<br>") + "</p>"),
    "list.html": html("<sup>1</sup>", "<ol>" + listed("<li>{1}</li>") + "</ol>"),
    "dead-links.html": html("<a href='#x1'>[1]</a>", listed("<p>[{0}] {1}</p>")),
    "bold.html": html("<b>(1)</b>", listed("<p>({0}) {1}</p>")),
    "lost-superior.html": html("1", listed("<p>{0}. {1}</p>")),
    "superior.docx": word(
        "1", "".join(p(r(str(n), RAISED) + r(f" {s}")) for n, s in enumerate(NOTES, 1))
    ),
    "typed.docx": word("1", "".join(p(r(f"{n}. {s}")) for n, s in enumerate(NOTES, 1))),
    "tab.docx": word("1", "".join(p(r(f"{n}.\t{s}")) for n, s in enumerate(NOTES, 1))),
    "list.docx": word("1", "".join(item(s) for s in NOTES)),
    "brackets.docx": word("[1]", "".join(p(r(f"[{n}] {s}")) for n, s in enumerate(NOTES, 1))),
    "brackets.odt": writer("[1]", "".join(t(f"[{n}] {s}") for n, s in enumerate(NOTES, 1))),
    "typed.odt": writer("[1]", "".join(t(f"{n}. {s}") for n, s in enumerate(NOTES, 1))),
    "brackets.rtf": (
        r"{\rtf1\ansi{\b La seconde vie du lin}\par "
        + body("[1]").replace("é", r"\'e9")
        + r"\par Notes\par [1] "
        + NOTES[0].replace("é", r"\'e9")
        + r"\par [2] "
        + NOTES[1]
        + r"\par}"
    ).encode(),
    "raised.rtf": (
        r"{\rtf1\ansi\fs24{\b La seconde vie du lin}\par "
        + body(r"{\up8 1}").replace("é", r"\'e9").replace(" {", "{")
        + r"\par Notes\par {\up8 1} "
        + NOTES[0].replace("é", r"\'e9")
        + r"\par {\up8 2} "
        + NOTES[1]
        + r"\par}"
    ).encode(),
}


def reading(name: str, data: bytes) -> Reading:
    found = read(Manuscript(Path(name), name, "essai", "fr", data))
    assert found.article is not None, found.diagnostics
    return found


def texts(root: etree._Element, which: Callable[[etree._Element], bool]) -> list[str]:
    return [text(e) for e in root.iter(f"{{{XHTML}}}*") if which(e)]


@pytest.mark.parametrize("name", SOURCES)
def test_calls_and_notes(name: str) -> None:
    found = reading(name, SOURCES[name])
    root = found.article.root  # type: ignore[union-attr]
    assert texts(root, is_note_call) == ["1", "2"]
    assert texts(root, is_note) == list(NOTES)
    paragraph = next(e for e in root.iter(f"{{{XHTML}}}p") if any(map(is_note_call, e)))
    assert text(without_notes(paragraph)) == (FIRST + SECOND).replace("{1}", "").replace("{2}", "")
    assert not any(tag(e) == "sup" for e in root.iter())
    proof = Conservation()
    hold_articles([(found.article, found.words)], proof)  # type: ignore[list-item]
    assert not proof.differences


def test_inline_markup_of_the_text_and_of_the_notes_stays() -> None:
    source = "# Titre\n\nDu *lin* [1] **mondial [2]**.\n\n[1] La *source*.\n\n[2] **Deux**.\n"
    root = reading("essai.md", source.encode()).article.root  # type: ignore[union-attr]
    marked = [(tag(e), text(without_notes(e))) for e in root.iter() if tag(e) in ("em", "strong")]
    assert marked == [("em", "lin"), ("strong", "mondial"), ("em", "source"), ("strong", "Deux")]
    assert texts(root, is_note_call) == ["1", "2"]


def test_calls_in_tables_lists_and_verse() -> None:
    source = (
        "<h1>Titre</h1><p>Un paragraphe qui appelle [1] une note.</p><ul><li>Puce [2]</li></ul>"
        "<table><tr><th>a</th><th>b</th></tr><tr><td>c [3]</td><td>d</td></tr></table>"
        "<blockquote><p>Un vers [4]</p></blockquote><h2>Notes</h2>"
        + "".join(f"<p>[{n}] Note {n}.</p>" for n in range(1, 5))
    )
    root = reading("essai.html", source.encode()).article.root  # type: ignore[union-attr]
    holders = [tag(e.getparent()) for e in root.iter() if is_note_call(e)]  # type: ignore[arg-type]
    assert holders == ["p", "li", "td", "p"]


@pytest.mark.parametrize(
    "source",
    [
        # A number that nothing calls; a year; a reading list; code; powers.
        "# Titre\n\nUn texte [1], un appel.\n\n[1] Une.\n\n[2] Deux, que rien n’appelle.\n",
        "# Titre\n\nEn 1995 (1), la chose est dite.\n\n1. Faire bouillir.\n2. Servir.\n",
        "# Titre\n\nUn code : `a[1]` et `b[2]`.\n\n1. Faire bouillir.\n2. Servir.\n",
        "# Titre\n\nDe 25 m^2^ et de 10^3^ pas.\n\n1. Faire.\n2. Servir.\n3. Manger.\n",
        "# Titre\n\nLa version1 est sortie.\n\n1. Faire bouillir.\n",
    ],
)
def test_what_does_not_fit_stays(source: str) -> None:
    found = reading("essai.md", source.encode())
    assert not any(map(is_note, found.article.root.iter()))  # type: ignore[union-attr]


def test_a_reading_list_after_the_notes_is_none() -> None:
    source = (
        "# Titre\n\nDu lin [1] mondial [2] encore.\n\n## Notes\n\n[1] Une.\n\n[2] Deux.\n\n"
        "## Pour aller plus loin\n\n1. Un livre.\n2. Un autre.\n"
    )
    root = reading("essai.md", source.encode()).article.root  # type: ignore[union-attr]
    assert texts(root, is_note) == ["Une.", "Deux."]
    assert [text(e) for e in root.iter(f"{{{XHTML}}}li")] == ["Un livre.", "Un autre."]
