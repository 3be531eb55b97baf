"""WeasyPrint's lines end where our policy lets words be divided."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from itertools import pairwise
from pathlib import Path
from typing import Any

import pymupdf
import pytest
import weasyprint
from hypothesis import given, settings
from hypothesis import strategies as st
from weasyprint.formatting_structure.boxes import BlockBox, LineBox, TextBox

from publish import pipeline
from publish.pdf.hyphens import hyphenating
from publish.publication import find
from publish.typography.hyphenation import NONE, Exceptions, Quality, breaks, text_breaks
from tests.conftest import build

STYLE = """
@page { size: 600px 60000px; margin: 0 }
body { margin: 0; font: 16px "DejaVu Serif", serif }
p { margin: 0; hyphens: auto; hyphenate-limit-chars: 6 2 3 }
"""
WIDTHS = range(20, 420, 4)


def paragraphs(
    html: str, widths: Iterable[int], exceptions: Exceptions | None = NONE, style: str = ""
) -> list[list[str]]:
    """The lines of a paragraph as it is printed in each of these widths, in pixels."""
    body = "".join(f'<p style="width: {width}px; {style}">{html}</p>' for width in widths)
    source = f'<html lang="fr"><style>{STYLE}</style>{body}'
    with nullcontext() if exceptions is None else hyphenating(exceptions):
        document = weasyprint.HTML(string=source).render()
    (page,) = document.pages
    return [
        ["".join(_texts(line)) for line in _boxes(box) if isinstance(line, LineBox)]
        for box in _boxes(page._page_box)
        if isinstance(box, BlockBox) and box.element_tag == "p"
    ]


def ends(html: str, exceptions: Exceptions | None = NONE, style: str = "") -> set[str]:
    """How first lines of all widths end."""
    return {found[0].rstrip(" ") for found in paragraphs(html, WIDTHS, exceptions, style)}


def _boxes(box: Any) -> Iterator[Any]:
    yield box
    for child in getattr(box, "children", ()):
        yield from _boxes(child)


def _texts(line: Any) -> Iterator[str]:
    return (box.text for box in _boxes(line) if isinstance(box, TextBox))


def joined(found: list[str]) -> str:
    """The text of lines: divided words joined, a space between the other lines."""
    text = ""
    for line in found:
        if text.endswith("‐"):
            text = text[:-1]
        elif text and not text.endswith("-"):
            text += " "
        text += line.strip(" ")
    return text


class TestAvailable:
    """Every good and tolerable break is used when the line is as long, and no other."""

    @pytest.mark.parametrize(
        "word",
        [
            "inattendu",
            "désappointé",
            "politiques",
            "constitutionnellement",
            "l’établissement",
            "internationales",
            "extraordinaire",
            "soixantaine",
            "culturellement",
        ],
    )
    def test_of_a_word(self, word: str) -> None:
        wanted = {word[:p] + "‐" for p, q in breaks(word) if q is not Quality.LAST_RESORT}
        whole = {"et", f"et {word}", f"et {word} oui"}
        assert ends(f"et {word} oui") == whole | {f"et {head}" for head in wanted}

    def test_not_of_one_syllable_for_the_last_line(self) -> None:
        assert ends("et constitution.") == {"et", "et consti‐", "et constitution."}
        assert "et constitu‐" in ends("et constitution. Oui.")

    def test_of_a_compound_its_hyphen_first(self) -> None:
        found = ends("et porte-monnaie")
        assert found == {"et", "et porte-", "et porte-monnaie"}

    def test_short_words_are_whole(self) -> None:
        assert not any(end.endswith("‐") for end in ends("et le sel, cette école"))


class TestForbidden:
    @pytest.mark.parametrize(
        "text",
        [
            "et quatre",
            "et culture",
            "et concours",
            "et SNCF-RATP",
            "et UNESCO",
            "et 1914-1918",
            "et soixante",
            "et dit-il",
            "et a-t-il",
        ],
    )
    def test_never_divided(self, text: str) -> None:
        assert ends(text) == {"et", text}

    def test_a_euphonic_t_goes_with_its_pronoun(self) -> None:
        assert ends("ainsi va-t-elle") == {"ainsi", "ainsi va-", "ainsi va-t-elle"}


class TestNames:
    TEXT = "Or " + "le sel et " * 8 + "la Rochelaise y sont."

    def test_a_name_is_not_divided_in_lines_that_need_not_be_full(self) -> None:
        assert not any("Roche‐" in end for end in ends(self.TEXT))

    def test_a_last_resort_is_taken_only_where_the_spaces_would_be_too_wide(self) -> None:
        style = "text-align: justify; font-size: 8px"
        found = {lines[0] for lines in paragraphs(self.TEXT, range(200, 500, 2), NONE, style)}
        assert any(line.endswith("Rochelaise") for line in found)
        assert not any(line.endswith("Roche‐") for line in found)
        assert "La Roche‐" in ends("La Rochelaise", style=style)

    def test_it_is_divided_where_a_line_has_nothing_else(self) -> None:
        assert {"Ro‐", "Roche‐"} <= ends("Rochefort dort")

    def test_the_first_word_of_a_sentence_is_no_name(self) -> None:
        assert "Il part. Main‐" in ends("Il part. Maintenant elle reste.")
        assert "Or le Main‐" not in ends("Or le Maintenant elle reste.")


class TestSurroundings:
    """Where a word stands: issues 748, 779 and 1281 of WeasyPrint."""

    @pytest.mark.parametrize(
        ("html", "end"),
        [
            ("une attention, oui", "une atten‐"),
            ("une attention\u202f! oui", "une atten‐"),
            ("«\u00a0attention\u00a0» oui", "«\u00a0atten‐"),
            ("“attention” oui", "“atten‐"),
            ("(attention) oui", "(atten‐"),
            ('une <a href="#x">attention</a> oui', "une atten‐"),
            ('<a href="#x">une attention</a>, oui', "une atten‐"),
            ("une <em>attention</em>, oui", "une atten‐"),
            ("l’attention, oui", "l’atten‐"),
            ("l’<em>attention</em>, oui", "l’atten‐"),
            ("M.\u00a0le commandant, oui", "M.\u00a0le comman‐"),
            ("à 15\u00a0kilomètres, oui", "à 15\u00a0kilo‐"),
        ],
    )
    def test_the_word_is_found(self, html: str, end: str) -> None:
        assert end in ends(html)

    def test_a_word_that_goes_on_in_another_element_is_one_word(self) -> None:
        plain = ends("une consti<em>tution</em>nelle loi")
        # As a word of its own « consti » would be divided nowhere, « tution » before -tion.
        assert "une consti‐" in ends("une constitution loi")
        for end in plain:
            if end.endswith("‐"):
                head = end[4:-1]
                assert len(head) in {p for p, _ in breaks("constitutionnelle")}

    def test_a_mute_syllable_in_another_element(self) -> None:
        # Alone « monta » could be divided; with « gnes » the place stays a good one.
        assert all(not end.endswith("monta‐") for end in ends("les monta<em>gnes</em> hautes"))

    def test_a_footnote_call_ends_the_word(self) -> None:
        assert "une atten‐" in ends("une attention<sup>1</sup> oui")


class TestLanguages:
    def test_another_language_keeps_its_patterns(self) -> None:
        html = '<span lang="en">a misunderstanding</span>'
        assert ends(html) == ends(html, None)
        assert any(end.endswith("‐") for end in ends(html))

    def test_regional_french_is_french(self) -> None:
        assert ends('<span lang="fr-CA">un calcul</span>') == {"un", "un calcul"}

    def test_without_policy_nothing_changes(self) -> None:
        assert "un cal‐" in ends("un calcul", None)


class TestExceptions:
    def test_of_the_publication(self) -> None:
        own = Exceptions.of(["Azer-baïdjan", "ré-action"])
        assert ends("en Azerbaïdjan", own) == {"en", "en Azer‐", "en Azerbaïdjan"}
        assert "la ré‐" in ends("la réaction", own)
        assert "la ré‐" not in ends("la réaction")


_DIVIDED = re.compile(r"(?<!\S)([^\s\d:]+[‐-])\n(\S+)")

TEXT = """Les parlementaires s’inquiétaient d’une désorganisation inattendue de l’administration
provinciale, qu’aujourd’hui encore plusieurs gouvernements contemporains considèrent comme
extraordinairement préoccupante. Jusqu’alors, l’Estran n’avait jamais photographié les
trente-quatre embarcadères que construisirent, entre 1914 et 1918, les compagnies
franco-britanniques de Saint-Malo\u00a0; quelqu’un répondit-il aux télégrammes\u00a0? Les
constructeurs cultivaient soixante-dix hectares, culture après culture, et recommandaient
d’immédiates améliorations électriques à la Société nationale (SNCF) de Bretagne."""


class TestPublication:
    """A publication in narrow columns: every division is one of ours, no word is hurt."""

    @pytest.fixture(scope="class")
    @classmethod
    def built(cls, tmp_path_factory: pytest.TempPathFactory) -> pipeline.Built:
        folder = tmp_path_factory.mktemp("etroit") / "etroit"
        folder.mkdir()
        (folder / "01-essai.txt").write_text(f"Un essai\n\n{TEXT}\n\n{TEXT}\n", "utf-8")
        (folder / "publication.toml").write_text(
            '[publication]\ntitle = "Étroit"\n[print]\nformat = "54 × 110 mm"\n', "utf-8"
        )
        return build(folder, tmp_path_factory.mktemp("build"))

    def test_no_word_is_lost(self, built: pipeline.Built) -> None:
        assert built.folder is not None, built.diagnostics
        assert not [d for d in built.diagnostics if d.code.startswith("word")]

    def test_every_division_is_allowed(self, built: pipeline.Built) -> None:
        assert built.folder is not None
        with pymupdf.open(built.folder / "etroit.pdf") as pdf:
            drawn = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_IGNORE_ACTUALTEXT
            texts = [page.get_text(flags=drawn).rsplit("\nÉtroit", 1)[0] for page in pdf]
        divided = [pair for text in texts for pair in _DIVIDED.findall(text)]
        assert len(divided) > 15
        for head, rest in divided:
            word = head.rstrip("‐")
            assert len(word) in {p for p, _ in breaks(word + rest)}, f"{head}{rest}"

    def test_extraction_has_no_soft_hyphen(self, built: pipeline.Built) -> None:
        assert built.folder is not None
        data = (built.folder / "etroit.pdf").read_bytes()
        with pymupdf.open(stream=data) as pdf:
            assert not any(sign in page.get_text() for page in pdf for sign in "\xad\u2010")


_COMPOUNDS = [range(m.start() + 1, m.end()) for m in re.finditer(r"\S+-\S+", TEXT)]
_PLACES = [p for p in range(1, len(TEXT)) if not any(p in compound for compound in _COMPOUNDS)]


class TestAcrossMarkup:
    """Whatever elements cut a text, its words are those of the text.

    But for an element that ends inside a compound: there WeasyPrint may end a line at a hyphen.
    """

    @settings(max_examples=40, deadline=None)
    @given(
        width=st.integers(90, 330),
        cuts=st.sets(st.sampled_from(_PLACES), max_size=40),
        tag=st.sampled_from(["em", "a", "span", "strong"]),
    )
    def test_lines_end_where_the_text_may_be_divided(
        self, width: int, cuts: set[int], tag: str
    ) -> None:
        text = TEXT.replace("\n", " ")
        pieces = [text[a:b] for a, b in pairwise([0, *sorted(cuts), len(text)])]
        html = "".join(
            f"<{tag}>{piece}</{tag}>" if index % 2 else piece for index, piece in enumerate(pieces)
        )
        (found,) = paragraphs(html, [width], NONE, "text-align: justify")
        assert joined(found) == text
        allowed = {place for place, _ in text_breaks(text)}
        at = 0
        for line in found[:-1]:
            at += len(line.rstrip("‐ "))
            if line.endswith(("‐", "-")):
                assert at in allowed, line
            at += text[at : at + 1] == " "


class TestSettings:
    def test_exceptions_are_read(self, publication: Callable[..., Path]) -> None:
        folder = publication(
            a__txt="Titre\n\nTexte.",
            publication__toml='[publication]\ntitle = "T"\n[hyphenation]\nexceptions = ["Mi-di"]\n',
        )
        (found,), problems = find([folder])
        assert not problems
        assert found.hyphenation == ("Mi-di",)

    @pytest.mark.parametrize("value", ['"Mi-di"', '["deux mots"]', '["-midi"]', "[1]"])
    def test_what_is_no_word_is_an_error(
        self, publication: Callable[..., Path], value: str
    ) -> None:
        folder = publication(
            a__txt="Titre\n\nTexte.",
            publication__toml=f'[publication]\ntitle = "T"\n[hyphenation]\nexceptions = {value}\n',
        )
        found, (problem,) = find([folder])
        assert not found
        assert problem.code == "value-type"
        assert problem.place.line == 4
        assert "Azer-baïdjan" in problem.hint("fr")

    def test_an_unknown_key_is_an_error(self, publication: Callable[..., Path]) -> None:
        folder = publication(
            a__txt="Titre\n\nTexte.",
            publication__toml='[publication]\ntitle = "T"\n[hyphenation]\nexception = ["a-b"]\n',
        )
        _, (problem,) = find([folder])
        assert problem.code == "key-unknown"
        assert "exceptions" in problem.hint("fr")
