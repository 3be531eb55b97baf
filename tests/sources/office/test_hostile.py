from __future__ import annotations

import random
from copy import deepcopy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from publish.sources.manuscript import Reading
from publish.sources.office import pandoc
from tests.sources.office import HERE, codes, of, root
from tests.sources.office.hostile import INPUTS, parts, replaced
from tests.sources.office.make import docx, p, styled_docx

HEAVY = ("40 000 paragraphs of 60 words", "a million cells")
"""Left to ``python -m tests.sources.office.hostile``: seconds each."""

FEW = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)


@pytest.mark.parametrize("name", [n for n in INPUTS if n not in HEAVY])
def test_answers(name: str) -> None:
    file, make, answer = INPUTS[name]
    found = of(file, make())
    if answer:
        assert answer in codes(found)
    else:
        assert found.article is not None, codes(found)


def test_nothing_is_read_outside_the_document() -> None:
    for name in ("external entity", "image elsewhere on the disk", "link to a file"):
        file, make, _ = INPUTS[name]
        found = of(file, make())
        said = " ".join(found.words) + "".join(d.message("en") for d in found.diagnostics)
        assert "root:" not in said


def test_a_document_that_takes_too_much_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "HEAP", "64M")
    found = of("a.docx", docx(p("Titre", "Titre") + p("lorsque " * 60) * 9_000))
    assert codes(found) == {"pandoc-overrun"}


def test_a_document_that_takes_too_much_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "SECONDS", 0.01)
    found = of("a.docx", docx(p("Titre", "Titre") + p("lorsque " * 60) * 2_000))
    assert codes(found) == {"pandoc-overrun"}


def holds(found: Reading) -> None:
    """A reading is an article that keeps every word, or says why there is none."""
    if found.article is None:
        assert found.diagnostics
        assert "profile-fault" not in codes(found), [d.message("en") for d in found.diagnostics]
    else:
        root(found)


@given(st.sampled_from(["a.docx", "a.odt", "a.rtf"]), st.binary(max_size=200))
def test_any_bytes(name: str, data: bytes) -> None:
    holds(of(name, data))


@FEW
@given(st.sampled_from(["styled.docx", "styled.odt", "styled.rtf"]), st.randoms())
def test_mutated_bytes(name: str, source: random.Random) -> None:
    data = bytearray((HERE / name).read_bytes())
    for _ in range(source.randint(1, 8)):
        at = source.randrange(len(data))
        if source.random() < 0.5:
            data[at] = source.randrange(256)
        else:
            del data[at : at + source.randint(1, 12)]
    found = of(name, bytes(data))
    assert found.article is not None or codes(found) - {"profile-fault"}


@FEW
@given(st.sampled_from(["styled.docx", "changes.docx", "styled.odt"]), st.randoms())
def test_mutated_elements(name: str, source: random.Random) -> None:
    """Elements taken out, doubled and put anywhere, as no program writes them."""
    assert isinstance(of(name, mutated(name, source, legal=False)), Reading)


@FEW
@given(st.sampled_from(["styled.docx", "changes.docx", "styled.odt"]), st.randoms())
def test_mutated_documents(name: str, source: random.Random) -> None:
    """Elements taken out, doubled and put where one of their kind stands: no word is lost."""
    holds(of(name, mutated(name, source, legal=True)))


def mutated(name: str, source: random.Random, *, legal: bool) -> bytes:
    """A document with some of the elements of its text taken out, doubled or put elsewhere.

    ``legal`` puts an element only where another of the same name in the same parent stands.
    """
    data = (HERE / name).read_bytes()
    part = "content.xml" if name.endswith(".odt") else "word/document.xml"
    tree = etree.fromstring(parts(data)[part])
    for _ in range(source.randint(1, 10)):
        # Below the body: two of them are no document.
        elements = [e for e in tree.iter() if len(list(e.iterancestors())) > 1 + legal]
        element = source.choice(elements)
        kin = [e for e in elements if _kind(e) == _kind(element)] if legal else elements
        if source.random() < 0.7:
            source.choice(kin).addprevious(deepcopy(element))
        elif not legal or len(kin) > 1:
            element.getparent().remove(element)
        if not legal:
            source.choice(elements).text = source.choice(["mot", " ", "\u200b", "é\u0301", "12"])
    return replaced(data, part, etree.tostring(tree))


def _kind(element: etree._Element) -> tuple[str, str]:
    parent = element.getparent()
    return str(element.tag), "" if parent is None else str(parent.tag)


def test_marks_in_a_manuscript_do_no_harm() -> None:
    found = of("a.docx", docx(p("Titre", "Titre") + p("Un \ue5c0999\ue5c3mot\ue5c4 de trop.")))
    root(found)


def test_styles_based_on_one_another_in_a_ring() -> None:
    ring = (
        '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:style w:styleId="A"><w:name w:val="a"/><w:basedOn w:val="B"/></w:style>'
        '<w:style w:styleId="B"><w:name w:val="b"/><w:basedOn w:val="A"/></w:style></w:styles>'
    )
    data = replaced(styled_docx(), "word/styles.xml", ring)
    root(of("a.docx", data))
