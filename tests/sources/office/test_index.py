"""Entries of an index and references to pages, as word processors keep them."""

from __future__ import annotations

import pytest
from lxml import etree

from publish.article import classes, text
from tests.sources.office import all_of, codes, of, root
from tests.sources.office.make import docx, odt, p, r, t


def field(code: str, result: str = "") -> str:
    """A field as Word writes it, its code cut in two runs."""
    middle = len(code) // 2
    shown = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r(result)}' if result else ""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{code[:middle]}</w:instrText></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{code[middle:]}</w:instrText></w:r>'
        f'{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def marks(article: etree._Element) -> list[dict[str, str]]:
    found = [e for e in all_of(article, "span") if "index" in classes(e)]
    return [
        {str(k).removeprefix("data-"): str(v) for k, v in e.attrib.items() if k != "class"}
        for e in found
    ]


@pytest.mark.parametrize(
    "code, mark",
    [
        ('XE "criée"', {"index": "subjects", "entry": "criée"}),
        (' XE "pêche:à pied:coques" ', {"index": "subjects", "entry": "pêche > à pied > coques"}),
        ("XE “criée”", {"index": "subjects", "entry": "criée"}),
        (r'XE "Baverez, Nicolas" \f "n"', {"index": "names", "entry": "Baverez, Nicolas"}),
        (
            r'XE "BCE" \t "Voir Banque centrale"',
            {"index": "subjects", "entry": "BCE", "see": "Banque centrale"},
        ),
        (
            r'XE "euro" \t "Voir aussi monnaie:unique" \b',
            {"index": "subjects", "entry": "euro", "see-also": "monnaie > unique"},
        ),
        (
            r'XE "Actes 1\:2;Actes 01"',
            {"index": "subjects", "entry": "Actes 1:2", "sort": "Actes 01"},
        ),
        (r"XE criée", {"index": "subjects", "entry": "criée"}),
    ],
)
def test_the_entries_of_word(code: str, mark: dict[str, str]) -> None:
    found = of(
        "essai.docx", docx(p("Titre", "Titre") + p(r("La criée") + field(code) + r(" ferme.")))
    )
    article = root(found)
    assert marks(article) == [mark]
    assert [text(e) for e in all_of(article, "p")] == ["La criée ferme."]
    assert not codes(found)


def test_an_entry_without_words_is_none() -> None:
    found = of("essai.docx", docx(p("Titre", "Titre") + p(r("La criée") + field('XE ""'))))
    assert marks(root(found)) == []


def test_an_entry_that_covers_a_bookmark_is_told() -> None:
    body = p("Titre", "Titre") + p(r("La criée") + field(r'XE "criée" \r "signet"'))
    assert "index-range-unread" in codes(of("essai.docx", docx(body)))


def test_an_entry_that_is_hidden_text_or_deleted() -> None:
    """Word hides the code of an entry; what was deleted with the changes accepted is gone."""
    hidden = field('XE "criée"').replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>")
    gone = f'<w:del w:id="9" w:author="A">{field("XE x")}</w:del>'.replace(
        "instrText", "delInstrText"
    )
    found = of("essai.docx", docx(p("Titre", "Titre") + p(r("La criée") + hidden + gone + r("."))))
    assert [m["entry"] for m in marks(root(found))] == ["criée"]


def bookmark(name: str, content: str) -> str:
    return f'<w:bookmarkStart w:id="3" w:name="{name}"/>{content}<w:bookmarkEnd w:id="3"/>'


@pytest.mark.parametrize(
    "reference",
    [
        field(r"PAGEREF _Ref1 \h", "99"),
        f'<w:fldSimple w:instr=" PAGEREF _Ref1 ">{r("99")}</w:fldSimple>',
    ],
)
def test_the_page_that_word_counted_is_not_taken_ours_is_asked_for(reference: str) -> None:
    body = p(r("Voir p. ") + reference + r(" et suiv.")) + p(bookmark("_Ref1", r("Les quais.")))
    article = root(of("essai.docx", docx(p("Titre", "Titre") + body)))
    (link,) = all_of(article, "a")
    assert (link.get("class"), text(link)) == ("folio", "")
    assert [text(e) for e in all_of(article, "p")] == ["Voir p. et suiv.", "Les quais."]
    assert [e.get("id") for e in all_of(article, "span")] == [(link.get("href") or "")[1:]]


def test_a_reference_that_can_be_followed_is_a_link() -> None:
    body = p(r("Voir ") + field(r"REF _Ref1 \h", "Les quais") + r(".")) + p(
        bookmark("_Ref1", r("Les quais"))
    )
    article = root(of("essai.docx", docx(p("Titre", "Titre") + body)))
    (link,) = all_of(article, "a")
    assert text(link) == "Les quais"
    assert link.get("class") is None


@pytest.mark.parametrize(
    "written, mark",
    [
        (
            '<text:alphabetical-index-mark text:string-value="criée"/>',
            {"index": "subjects", "entry": "criée"},
        ),
        (
            '<text:alphabetical-index-mark text:string-value="coques" text:key1="pêche" '
            'text:key2="à pied"/>',
            {"index": "subjects", "entry": "pêche > à pied > coques"},
        ),
        (
            '<text:user-index-mark text:string-value="Baverez, Nicolas" text:index-name="Noms"/>',
            {"index": "names", "entry": "Baverez, Nicolas"},
        ),
    ],
)
def test_the_entries_of_writer(written: str, mark: dict[str, str]) -> None:
    found = of("essai.odt", odt(t("Titre", "Title") + t(f"La criée{written} ferme.")))
    article = root(found)
    assert marks(article) == [mark]
    assert [text(e) for e in all_of(article, "p")] == ["La criée ferme."]


def test_an_entry_of_writer_around_its_words() -> None:
    written = (
        'La <text:alphabetical-index-mark-start text:id="I1" text:key1="pêche"/>criée '
        '<text:span text:style-name="T1">du soir</text:span>'
        '<text:alphabetical-index-mark-end text:id="I1"/> ferme.'
    )
    article = root(of("essai.odt", odt(t("Titre", "Title") + t(written))))
    assert [m["entry"] for m in marks(article)] == ["pêche > criée du soir"]
    assert [text(e) for e in all_of(article, "p")] == ["La criée du soir ferme."]


@pytest.mark.parametrize(
    "name, target",
    [
        ("bookmark-ref", '<text:bookmark text:name="quais"/>'),
        ("reference-ref", '<text:reference-mark text:name="quais"/>'),
        (
            "reference-ref",
            '<text:reference-mark-start text:name="quais"/>Ici<text:reference-mark-end '
            'text:name="quais"/>',
        ),
    ],
)
def test_the_page_that_writer_counted_is_not_taken(name: str, target: str) -> None:
    reference = f'<text:{name} text:reference-format="page" text:ref-name="quais">99</text:{name}>'
    body = t("Titre", "Title") + t(f"Voir p. {reference}.") + t(f"{target} Les quais.")
    article = root(of("essai.odt", odt(body)))
    (link,) = all_of(article, "a")
    assert (link.get("class"), text(link)) == ("folio", "")
    assert text(all_of(article, "p")[0]) == "Voir p. ."
    assert (link.get("href") or "")[1:] in [e.get("id") for e in article.iter() if e.get("id")]


@pytest.mark.parametrize(
    "written, mark",
    [
        (rb"{\xe {\v cri\'e9e}}", {"index": "subjects", "entry": "criée"}),
        (rb"{\xe {p\'eache\:\'e0 pied}}", {"index": "subjects", "entry": "pêche > à pied"}),
        (rb"{\xe\xef110 Baverez, Nicolas}", {"index": "names", "entry": "Baverez, Nicolas"}),
        (
            rb"{\xe BCE{\txe Voir Banque centrale}}",
            {"index": "subjects", "entry": "BCE", "see": "Banque centrale"},
        ),
    ],
)
def test_the_entries_of_rtf(written: bytes, mark: dict[str, str]) -> None:
    source = (
        rb"{\rtf1\ansi\ansicpg1252{\stylesheet{\s2 Titre;}}\pard\plain\s2 Titre\par\pard\plain "
        rb"La cri\'e9e" + written + rb" ferme.\par}"
    )
    article = root(of("essai.rtf", source))
    assert marks(article) == [mark]
    assert [text(e) for e in all_of(article, "p")] == ["La criée ferme."]
