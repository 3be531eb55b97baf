"""What the word processor made or left to be filled in stays out of the article, and is quoted."""

from __future__ import annotations

import pytest

from publish.article import text
from tests.sources.office import all_of, codes, header, of, quoted, root
from tests.sources.office.hostile import parts, replaced
from tests.sources.office.make import docx, odt, p, r, t

LONG = (
    "Le conseil s’est réuni mardi soir dans la grande salle, devant une centaine d’habitants venus "
    "écouter le débat sur le budget et sur la route."
)


def sign(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(said: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve"> {said} </w:instrText></w:r>'


def field(said: str, result: str) -> str:
    """A field as Word writes it."""
    return sign("begin") + code(said) + sign("separate") + r(result) + sign("end")


CONTENTS = (
    p(sign("begin") + code('TOC \\o "1-3"') + sign("separate") + r("Un pari") + r(" 3"))
    + p("Deux mers 5")
    + p(sign("end"))
)


def test_a_table_of_contents_without_its_styles_is_left_out() -> None:
    body = p("Titre", "Titre") + CONTENTS + p(LONG) + p("Un pari", "Titre1") + p(LONG)
    found = of("a.docx", docx(body))
    assert header(root(found)) == {"h1": "Titre"}
    assert quoted(found, "office-contents") == ["Un pari 3 Deux mers 5"]


def test_a_table_of_contents_that_never_ends_takes_no_word() -> None:
    body = p("Titre", "Titre") + CONTENTS.replace(sign("end"), "") + p(LONG)
    found = of("a.docx", docx(body))
    assert "Deux mers 5" in text(root(found))
    assert codes(found).isdisjoint({"office-contents"})


def test_the_heading_of_a_table_of_contents_in_rtf_is_left_out() -> None:
    source = (
        rb"{\rtf1\ansi{\stylesheet{\s2 Titre;}{\s3 TOC Heading;}{\s4 toc 1;}}"
        rb"\pard\s2 Un titre\par\pard\s3 Sommaire\par\pard\s4 Un pari 3\par"
        rb"\pard Le conseil s'est r\'e9uni mardi soir.\par}"
    )
    found = of("a.rtf", source)
    assert [text(e) for e in all_of(root(found), "p")] == ["Le conseil s'est réuni mardi soir."]
    assert quoted(found, "office-contents") == ["Sommaire", "Un pari 3"]


def test_the_pattern_of_a_table_of_contents_is_not_quoted() -> None:
    made = (
        "<text:table-of-content><text:table-of-content-source><text:index-title-template>Sommaire"
        "</text:index-title-template></text:table-of-content-source><text:index-body>"
        f"{t('Sommaire')}{t('Un pari 3')}</text:index-body></text:table-of-content>"
    )
    found = of("a.odt", odt(t("Titre", "Title") + made + t(LONG)))
    assert quoted(found, "office-contents") == ["Sommaire Un pari 3"]


def test_the_initials_of_a_commentator_are_no_comment() -> None:
    comment = (
        "<office:annotation><dc:creator>Rédaction</dc:creator>"
        '<meta:creator-initials xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0">RD'
        f"</meta:creator-initials>{t('À vérifier.')}</office:annotation>"
    )
    found = of("a.odt", odt(t("Titre", "Title") + t(LONG + comment)))
    assert quoted(found, "office-comment") == ["À vérifier."]


def control(content: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def test_content_controls_are_opened_and_prompts_left_out() -> None:
    prompt = control(r("Cliquez ici pour taper du texte."), "<w:showingPlcHdr/><w:text/>")
    body = p("Titre", "Titre") + control(p(LONG)) + p(prompt)
    body += p(r("Il a dit ") + control(r("oui")) + r(" hier soir, devant la salle."))
    found = of("a.docx", docx(body))
    said = [text(e) for e in all_of(root(found), "p")]
    assert said == [LONG, "Il a dit oui hier soir, devant la salle."]
    assert quoted(found, "office-placeholder") == ["Cliquez ici pour taper du texte."]


@pytest.mark.parametrize(
    ("shown", "said", "aside"),
    [("", "Il a dit oui hier soir.", []), ("showing", "Il a dit hier soir.", ["oui"])],
)
def test_content_controls_of_writer(shown: str, said: str, aside: list[str]) -> None:
    """As LibreOffice 7.4 and later write them, in a namespace of their own."""
    name = "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"
    state = 'loext:showing-place-holder="true"' if shown else ""
    made = f'Il a dit <loext:content-control xmlns:loext="{name}" {state}>oui'
    found = of("a.odt", odt(t("Titre", "Title") + t(f"{made}</loext:content-control> hier soir.")))
    assert [text(e) for e in all_of(root(found), "p")] == [said]
    assert quoted(found, "office-placeholder") == aside


def test_text_hidden_by_the_style_of_its_paragraph_is_left_out() -> None:
    data = docx(p("Titre", "Titre") + p(LONG) + p("note interne", "Interne"))
    style = (
        '<w:style w:type="paragraph" w:styleId="Interne"><w:name w:val="Interne"/>'
        "<w:rPr><w:vanish/></w:rPr></w:style></w:styles>"
    )
    known = str(parts(data)["word/styles.xml"], "utf-8").replace("</w:styles>", style)
    found = of("a.docx", replaced(data, "word/styles.xml", known))
    assert quoted(found, "office-hidden-text") == ["note interne"]
