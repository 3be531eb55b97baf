"""What DOCX, ODT and RTF give: the same article, whoever saved it."""

from __future__ import annotations

import pytest
from lxml import etree

from publish.article import MATHML, XHTML, is_note, is_note_call, tag, text
from publish.proof.articles import Conservation, hold_articles
from tests.sources.office import all_of, codes, header, of, one, quoted, reading, root
from tests.sources.office.hostile import parts, replaced
from tests.sources.office.make import (
    archive,
    docx,
    drawing,
    item,
    note,
    odt,
    p,
    picture,
    r,
    t,
    table,
    text_box,
)

STYLED = ("styled.docx", "styled.odt", "libreoffice-styled.odt", "libreoffice-styled.docx")
UNSTYLED = ("unstyled.docx", "libreoffice-unstyled.odt", "libreoffice-unstyled.rtf")


@pytest.mark.parametrize("name", STYLED)
def test_styles_make_the_header(name: str) -> None:
    said = header(root(reading(name)))
    said.pop("subtitle", None)
    assert said == {
        "rubric": "Reportage",
        "h1": "Le sel de la presqu’île",
        "standfirst": "Entre la digue et la mer, une poignée de familles vit encore du sel.",
        "byline": "Solène Kermadec",
    }


def test_a_subtitle_has_its_style_too() -> None:
    assert header(root(reading("styled.docx")))["subtitle"] == "Une saison au marais"


@pytest.mark.parametrize("name", STYLED)
def test_headings_open_sections(name: str) -> None:
    article = root(reading(name))
    assert [(tag(e), text(e)) for e in all_of(article, "h2", "h3")] == [
        ("h2", "Le temps de l’attente"),
        ("h3", "Les outils du paludier"),
        ("h2", "La récolte, année par année"),
    ]


@pytest.mark.parametrize("name", STYLED)
def test_footnotes_and_endnotes(name: str) -> None:
    article = root(reading(name))
    assert [text(e) for e in article.iter() if is_note(e)] == [
        "Les vannes sont faites de chêne ou d’ardoise.",
        "Musée des marais, Catalogue, 2019.",
    ]
    assert [(e.get("id"), e.get("href"), text(e)) for e in article.iter() if is_note_call(e)] == [
        ("r1", "#n1", "1"),
        ("r2", "#n2", "2"),
    ]


@pytest.mark.parametrize("name", STYLED)
def test_inline_formatting(name: str) -> None:
    article = root(reading(name))
    paragraph = next(e for e in article.iter() if text(e).startswith("Ici l’on parle"))
    marked = [
        (tag(e), e.get("class") or e.get("lang") or e.get("href") or "", text(e))
        for e in paragraph
        if not is_note_call(e)
    ]
    assert marked == [
        ("em", "", "fleur de sel"),
        ("strong", "", "gros sel"),
        ("span", "en-GB", "salt pans"),
        ("span", "smallcaps", "XIX"),
        ("sup", "", "e"),
        ("a", "https://marais.example/musee", "le site du musée"),
    ]


@pytest.mark.parametrize("name", STYLED)
def test_lists_nest_and_count(name: str) -> None:
    bullets, inner, counted = all_of(root(reading(name)), "ul", "ol")
    assert tag(bullets) == "ul"
    assert inner.getparent().getparent() is bullets
    assert [text(e) for e in inner] == ["à pans droits,", "à pans courbes ;"]
    assert (tag(counted), text(counted[0]), text(counted[-1])) == (
        "ol",
        "ouvrir la vanne,",
        "tirer.",
    )


@pytest.mark.parametrize("name", STYLED)
def test_tables_have_heads_and_captions(name: str) -> None:
    made = one(root(reading(name)), "table")
    assert text(one(made, "caption")) == "Tableau 1 : tonnes récoltées"
    heads = [(e.get("scope"), text(e)) for e in all_of(made, "th")]
    assert heads[:2] == [("col", "Année"), ("col", "Gros sel")]
    assert [text(e) for e in all_of(made, "td")][:2] == ["2024", "9,4"]


@pytest.mark.parametrize("name", STYLED)
def test_images_are_figures_with_description_caption_and_bytes(name: str) -> None:
    found = reading(name)
    figure = one(root(found), "figure")
    image = one(figure, "img")
    assert image.get("alt") == "Un tas de sel blanc devant la mer"
    assert text(one(figure, "figcaption")).endswith("1 : le mulon, à la fin du jour.")
    assert found.article is not None
    assert list(found.article.images) == [image.get("src")]
    assert found.article.images[image.get("src") or ""].startswith(b"\x89PNG")


@pytest.mark.parametrize("name", STYLED)
def test_quotations_and_pull_quotes(name: str) -> None:
    article = root(reading(name))
    assert text(one(article, "blockquote")).startswith("Le sel vient quand il veut")
    pulled = [e for e in article.iter() if e.get("class") == "pullquote"]
    assert [text(e) for e in pulled] == ["On ne fait pas le sel, on l’attend."]


def test_verses_and_credits() -> None:
    article = root(reading("styled.docx"))
    verse = next(e for e in article.iter() if e.get("class") == "verse")
    assert (len(all_of(verse, "p")), len(all_of(verse, "br"))) == (1, 1)
    assert [text(e) for e in article.iter() if e.get("class") == "credit"] == [
        "Photo : Gwenaël Riou"
    ]


def test_places_are_paragraphs() -> None:
    found = reading("styled.docx")
    assert found.article is not None
    lines = {text(e): found.article.lines[e.get("id") or ""] for e in found.article.root[0]}
    assert list(lines.values()) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("name", UNSTYLED)
def test_bold_lines_alone_are_subheads(name: str) -> None:
    article = root(reading(name))
    assert header(article)["h1"] == "Les abeilles reviennent au jardin public"
    assert [text(e) for e in all_of(article, "h2", "h3")] == [
        "Un voisinage à apprivoiser",
        "Du miel pour l’école",
    ]
    assert [text(e) for e in all_of(article, "strong")] == ["tout de suite"]


def test_changes_are_accepted_and_what_is_left_out_is_quoted() -> None:
    found = reading("changes.docx")
    said = [text(e) for e in all_of(root(found), "p")]
    assert said == [
        "Le conseil a voté mardi soir la réfection du pont, pour un montant de deux millions "
        "d’euros.",
        "Les travaux dureront un an. La circulation sera déviée par le gué dès le mois de mars, "
        "le 3 mars au plus tard.",
        "Un tablier de bois remplacera le béton fendu par le gel et par les camions de la carrière "
        "voisine.",
        "Les commerçants de la rive gauche demandent une passerelle.",
        "Trois ponts ont précédé celui-ci depuis 1750.",
        "Le maire promet une réponse avant l’été, après la visite des ingénieurs.",
    ]
    assert quoted(found, "office-comment") == ["Vérifier ce chiffre auprès du service des ponts."]
    assert quoted(found, "office-page-furniture") == ["Brouillon du 4 février"]
    assert quoted(found, "office-contents") == ["Sommaire"]
    assert quoted(found, "office-hidden-text") == ["NE PAS PUBLIER"]
    assert quoted(found, "office-text-box") == ["Trois ponts ont précédé celui-ci depuis 1750."]


def test_odt_comments_changes_and_hidden_text() -> None:
    found = reading("styled.odt")
    assert quoted(found, "office-comment") == ["À relire par le musée."]
    assert quoted(found, "office-hidden-text") == ["NE PAS PUBLIER"]
    assert "phrase effacée" not in text(root(found))


def test_rtf() -> None:
    found = reading("styled.rtf")
    article = root(found)
    assert header(article) == {
        "h1": "Le sel de la presqu’île",
        "standfirst": "Entre la digue et la mer, une poignée de familles vit encore du sel.",
        "byline": "Solène Kermadec",
    }
    assert [text(e) for e in all_of(article, "h2")] == ["Le temps de l’attente"]
    assert [text(e) for e in article.iter() if is_note(e)] == [
        "Les vannes sont faites de chêne ou d’ardoise."
    ]
    assert [text(e) for e in all_of(article, "a")] == ["1", "le site du musée"]
    assert [text(e) for e in all_of(article, "td")] == ["Année", "Tonnes", "2025", "12,1"]
    assert one(article, "img").get("alt") == "Un tas de sel blanc"
    assert quoted(found, "office-comment") == ["À relire."]
    assert quoted(found, "office-hidden-text") == ["masqué"]
    assert quoted(found, "office-page-furniture") == ["Brouillon"]


LONG = (
    "Le conseil s’est réuni mardi soir dans la grande salle, devant une centaine d’habitants venus "
    "écouter le débat sur le budget et sur la route."
)


def article_of(body: str, **more: str) -> tuple[object, set[str]]:
    found = of("essai.docx", docx(body, **more))  # type: ignore[arg-type]
    return root(found), codes(found)


def test_the_first_heading_alone_at_its_level_is_the_title() -> None:
    body = p("Un titre", "Titre1") + p(LONG) + p("Une partie", "Titre2") + p(LONG)
    article = root(of("essai.docx", docx(body)))
    assert header(article) == {"h1": "Un titre"}
    assert [text(e) for e in all_of(article, "h2")] == ["Une partie"]


def test_what_stands_before_the_title() -> None:
    """One short line is a rubric; a paragraph is one of the body."""
    rubric = root(of("essai.docx", docx(p("Grand large") + p("Titre", "Titre") + p(LONG))))
    assert header(rubric) == {"rubric": "Grand large", "h1": "Titre"}
    paragraph = root(of("essai.docx", docx(p(LONG) + p("Titre", "Titre") + p(LONG))))
    assert header(paragraph) == {"h1": "Titre"}
    assert len(all_of(paragraph, "p")) == 2


def test_with_a_title_headings_are_subheads() -> None:
    body = p("Le vrai titre", "Titre") + p("Une partie", "Titre1") + p(LONG)
    article = root(of("essai.docx", docx(body)))
    assert header(article)["h1"] == "Le vrai titre"
    assert [text(e) for e in all_of(article, "h2")] == ["Une partie"]


def test_two_authors_are_one_signature() -> None:
    body = p("Titre", "Titre") + p("Ana Roux", "Signature1") + p("Jo Mas", "Signature1") + p(LONG)
    assert header(root(of("essai.docx", docx(body))))["byline"] == "Ana Roux, Jo Mas"


def test_words_around_the_anchor_of_a_box_stay() -> None:
    """Pandoc drops a paragraph that anchors a text box."""
    body = p("Titre", "Titre") + p(r("Avant") + text_box(p("dedans")) + r(" après."))
    said = [text(e) for e in all_of(root(of("essai.docx", docx(body))), "p")]
    assert said == ["Avant après.", "dedans"]


def test_a_table_of_one_cell_is_a_box_of_paragraphs() -> None:
    body = p("Titre", "Titre") + p(LONG) + table([LONG]) + p(LONG)
    assert not all_of(root(of("essai.docx", docx(body))), "table")


def test_formulas() -> None:
    power = (
        "<m:oMath><m:sSup><m:e><m:r><m:t>E=mc</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r>"
        "</m:sup></m:sSup></m:oMath>"
    )
    fraction = (
        "<m:oMath><m:f><m:num><m:r><m:t>a+1</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r>"
        "</m:den></m:f></m:oMath>"
    )
    found = of("essai.docx", docx(p("Titre", "Titre") + p(r("Soit ") + power + fraction + r("."))))
    article = root(found)
    assert [text(e) for e in all_of(article, "sup")] == ["2"]
    assert [tag(e) for e in all_of(article, "mfrac", "mn", "mo", "mi")] == [
        "mfrac",
        "mi",
        "mo",
        "mn",
        "mi",
    ]
    assert codes(found) == {"office-formula"}


def test_struck_words_are_kept_and_said() -> None:
    found = of(
        "essai.docx", docx(p("Titre", "Titre") + p(r("Un mot ") + r("barré", "<w:strike/>")))
    )
    assert "barré" in text(root(found))
    assert quoted(found, "office-strikeout") == ["barré"]


def test_a_list_that_starts_later_and_a_note_in_it() -> None:
    body = p("Titre", "Titre") + item("un") + item("deux")
    body += p(r("Et la suite.") + note("footnote", 5))
    notes = f'<w:footnote w:id="5">{p("Une note.")}</w:footnote>'
    article = root(of("essai.docx", docx(body, footnotes=notes)))
    assert [text(e) for e in article.iter() if is_note(e)] == ["Une note."]


TYPED = (
    "- une barque, à marée basse ;",
    "-\u00a0deux filets.",
    "Le texte va.",
    "3) le sel",
    "4) le vent",
)


@pytest.mark.parametrize("heading", ["", "La suite"])
def test_lists_typed_by_hand_are_lists(heading: str) -> None:
    lines = ["Il faut, pour partir en mer le matin avec les autres pêcheurs du port :", *TYPED]
    end = "Le dernier paragraphe dit ce qu’il reste à faire avant de prendre la mer."
    body = p("Titre", "Titre") + "".join(map(p, lines)) + p(heading, "Titre1") * bool(heading)
    article = root(of("a.docx", docx(body + p(end))))
    bullets, numbers = all_of(article, "ul", "ol")
    assert [text(e) for e in bullets] == ["une barque, à marée basse ;", "deux filets."]
    assert numbers.get("start") == "3"
    assert [text(e) for e in numbers] == ["le sel", "le vent"]
    assert "Le texte va." in [text(e) for e in all_of(article, "p")]


def test_lists_typed_by_hand_in_odt() -> None:
    body = t("Titre", "Title") + t("Il faut :") + t("• une barque ;") + t("• des filets.")
    article = root(of("a.odt", odt(body + t("Le texte va jusqu’à son dernier point."))))
    assert [text(e) for e in one(article, "ul")] == ["une barque ;", "des filets."]


def test_an_item_typed_by_hand_keeps_its_formatting_and_its_note() -> None:
    bold = p(r("- ") + r("une barque", "<w:b/>") + r(" bleue") + note("footnote", 1))
    body = p("Titre", "Titre") + p("Il faut partir en mer.") + bold + p("- des filets")
    notes = '<w:footnote w:id="1"><w:p><w:r><w:t>De bois.</w:t></w:r></w:p></w:footnote>'
    article = root(of("a.docx", docx(body + p("La fin vient."), footnotes=notes)))
    first, second = one(article, "ul")
    assert (first.text or "", text(first[0]), text(second)) == ("", "une barque", "des filets")
    assert [text(e) for e in article.iter() if is_note(e)] == ["De bois."]


@pytest.mark.parametrize(
    "lines",
    [
        ["- Un tiret seul n’est pas une liste."],
        ["- Tu viens ? dit-il.", "- Non, répondit-elle."],
        ["12. septembre revient", "Les 3) et 4) de la loi"],
    ],
)
def test_a_lone_dash_a_dialogue_a_date_are_no_lists(lines: list[str]) -> None:
    body = p("Titre", "Titre") + p("Le texte commence par un paragraphe.") + "".join(map(p, lines))
    article = root(of("a.docx", docx(body + p("Et il finit par un autre."))))
    assert not all_of(article, "ul", "ol")
    assert set(lines) <= {text(e) for e in all_of(article, "p")}


def test_greek_letters_of_the_symbol_font() -> None:
    sign = '<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>'
    article = root(of("essai.docx", docx(p("Titre", "Titre") + p(r("l’angle ") + sign))))
    assert text(all_of(article, "p")[0]) == "l’angle α"


def test_ruby_and_custom_xml_lose_no_word() -> None:
    ruby = (
        f"<w:r><w:ruby><w:rt>{r('kanji')}</w:rt><w:rubyBase>{r('漢字')}</w:rubyBase></w:ruby></w:r>"
    )
    custom = f'<w:customXml w:element="x">{r(" et balise")}</w:customXml>'
    article = root(of("essai.docx", docx(p("Titre", "Titre") + p(ruby + custom))))
    assert text(all_of(article, "p")[0]) == "漢字 (kanji) et balise"


def test_a_link_between_parts_of_the_document() -> None:
    target = '<w:bookmarkStart w:id="3" w:name="fin"/>' + r("la fin") + '<w:bookmarkEnd w:id="3"/>'
    link = f'<w:hyperlink w:anchor="fin">{r("plus bas")}</w:hyperlink>'
    article = root(of("essai.docx", docx(p("Titre", "Titre") + p(link) + p(target))))
    anchor = all_of(article, "a")[0].get("href") or ""
    assert anchor.startswith("#")
    assert [text(e) for e in article.iter() if e.get("id") == anchor[1:]] == [""]


def test_rows_of_unequal_width_lose_no_cell() -> None:
    cells = ["un", "deux", "trois"]
    rows = "".join(
        f"<w:tr>{''.join(f'<w:tc>{p(c)}</w:tc>' for c in cells[:n])}</w:tr>" for n in (2, 3, 1)
    )
    grid = '<w:tblGrid><w:gridCol w:w="900"/><w:gridCol w:w="900"/></w:tblGrid>'
    made = root(of("essai.docx", docx(p("Titre", "Titre") + f"<w:tbl>{grid}{rows}</w:tbl>")))
    cells_made = all_of(one(made, "table"), "td", "th")
    assert [text(e) for e in cells_made if text(e)] == ["un", "deux", "un", "deux", "trois", "un"]


def test_text_in_the_run_of_a_note_and_breaks_of_every_kind() -> None:
    run = (
        '<w:r><w:t>avant</w:t><w:footnoteReference w:id="5"/><w:t>après</w:t><w:cr/>'
        '<w:t>ligne</w:t><w:br w:type="page"/><w:t>page</w:t><w:softHyphen/><w:t>suite</w:t></w:r>'
    )
    notes = f'<w:footnote w:id="5">{p("Une note.")}</w:footnote>'
    made = root(of("essai.docx", docx(p("Titre", "Titre") + p(run), footnotes=notes)))
    paragraph = all_of(made, "p")[0]
    assert "".join(paragraph.itertext()) == "avant1aprèsligne pagesuite"
    assert [tag(e) for e in paragraph] == ["a", "br"]


def test_a_large_initial_belongs_to_its_word() -> None:
    initial = p("L", properties='<w:framePr w:dropCap="drop" w:lines="3"/>')
    made = root(of("essai.docx", docx(p("Titre", "Titre") + initial + p("’eau monte au quai."))))
    assert [text(e) for e in all_of(made, "p")] == ["L’eau monte au quai."]


@pytest.mark.parametrize(("raised", "kind"), [(7, "sup"), (-4, "sub")])
def test_letters_that_writer_raises_in_word_s_format_are_superior(raised: int, kind: str) -> None:
    small = f'<w:position w:val="{raised}"/><w:sz w:val="14"/>'
    body = p(r("Au xix") + r("e", small) + r(" siècle, au bord du marais."))
    made = root(of("essai.docx", docx(p("Titre", "Titre") + body)))
    assert [text(e) for e in all_of(made, kind)] == ["e"]


def test_a_large_initial_that_is_moved_is_not_inferior() -> None:
    large = '<w:position w:val="-6"/><w:sz w:val="96"/>'
    body = p(r("L", large) + r("’eau monte au quai, et le marais avec elle."))
    made = root(of("essai.docx", docx(p("Titre", "Titre") + body)))
    assert all_of(made, "sub") == []


def test_a_first_row_of_table_headings_is_the_head() -> None:
    rows = "".join(
        "<w:tr>" + "".join(f"<w:tc>{p(said, style)}</w:tc>" for said in row) + "</w:tr>"
        for row, style in ((("Phare", "Feu"), "TableHeading"), (("Sœurs", "1869"), ""))
    )
    grid = '<w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid>'
    data = docx(p("Titre", "Titre") + f"<w:tbl>{grid}{rows}</w:tbl>")
    style = (
        '<w:style w:type="paragraph" w:styleId="TableHeading"><w:name w:val="Table Heading"/>'
        "</w:style></w:styles>"
    )
    known = str(parts(data)["word/styles.xml"], "utf-8").replace("</w:styles>", style)
    made = root(of("essai.docx", replaced(data, "word/styles.xml", known)))
    assert [text(e) for e in all_of(made, "th")] == ["Phare", "Feu"]


def test_a_link_to_another_article_of_the_folder() -> None:
    link = f'<w:hyperlink r:id="l1">{r("plus loin")}</w:hyperlink>'
    data = docx(
        p("Titre", "Titre") + p(link), links={"l1": ("hyperlink", "04-ports%20francs.docx", True)}
    )
    assert all_of(root(of("essai.docx", data)), "a")[0].get("href") == "04-ports%20francs.docx"


def test_most_paragraphs_indented_are_no_quotations() -> None:
    indent = '<w:ind w:left="720"/>'
    many = "".join(p(LONG, properties=indent) for _ in range(4))
    one_of_many = p(LONG) + p(LONG) + p(LONG, properties=indent) + p(LONG)
    counts = [
        len(all_of(root(of("essai.docx", docx(p("Titre", "Titre") + body))), "blockquote"))
        for body in (many, one_of_many)
    ]
    assert counts == [0, 1]


def test_odt_fields_and_wrappers_lose_no_word() -> None:
    body = (
        t("Titre", "Title")
        + t(
            "Le <text:date>3 mars</text:date>, <text:author-name>Ana</text:author-name> lit "
            "<text:ruby><text:ruby-base>漢字</text:ruby-base><text:ruby-text>kanji</text:ruby-text>"
            "</text:ruby>, <text:meta>ici</text:meta><text:s text:c='3'/>et là."
        )
        + f"<text:section>{t('Dans une section.')}</text:section>"
        + f"<text:numbered-paragraph>{t('Numéroté.')}</text:numbered-paragraph>"
        + "<text:table-of-content><text:index-body>"
        + f"{t('Sommaire')}</text:index-body></text:table-of-content>"
    )
    found = of("essai.odt", odt(body))
    said = [text(e) for e in all_of(root(found), "p")]
    assert said == [
        "Le 3 mars, Ana lit 漢字 (kanji) , ici et là.",
        "Dans une section.",
        "Numéroté.",
    ]
    assert quoted(found, "office-contents") == ["Sommaire"]


def test_odt_formulas_are_mathml() -> None:
    formula = (
        '<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mfrac><mi>a</mi><mi>b</mi>'
        '</mfrac><annotation encoding="StarMath 5.0">a over b</annotation></semantics></math>'
    )
    frame = '<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>'
    found = of(
        "essai.odt",
        odt(
            t("Titre", "Title") + t(f"Soit {frame} à calculer."),
            {"Object 1/content.xml": formula.encode()},
        ),
    )
    made = one_mathml(root(found))
    assert [tag(e) for e in made.iter()] == ["math", "semantics", "mfrac", "mi", "mi"]
    assert codes(found) == {"office-formula"}


def one_mathml(article: etree._Element) -> etree._Element:
    (found,) = article.iter(f"{{{MATHML}}}math")
    return found


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (rb"Un caf\'e9\par", "Un café"),
        (rb"Un caf\u233\'e9 chaud\par", "Un café chaud"),
        (rb"Un caf\u233?chaud\par", "Un caféchaud"),
        (rb"\uc2 \u233\'c3\'a9t\u233\'c3\'a9\par", "été"),
        (rb"Ici finit la section.\sect D\'e9but\par", "Ici finit la section."),
        (rb"a\~b\_c\-d\tab e\line f\par", "a\u00a0b-cd ef"),
        (rb"{\*\inconnu perdu}Mot\par", "Mot"),
        (rb"Mot{\rtlch\af0 \ltrch\loch  suivi}\par", "Mot suivi"),
        (rb"\u-10179?\u-8704? ici\par", "\U0001f600 ici"),
        (rb"{\field{\*\fldinst PAGEREF x}{\fldrslt 12}} pages\par", "12 pages"),
        (rb"{\upr{ansi}{\*\ud{unicode}}}\par", "ansi"),
        (rb"{\f1\'e1\'e2}\par", "бв"),
    ],
)
def test_rtf_text(source: bytes, said: str) -> None:
    head = (
        rb"{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}"
        rb"{\stylesheet{\s2 Titre;}}\pard\plain\s2 Titre\par\pard\plain "
    )
    found = of("essai.rtf", head + source + b"}")
    assert "".join(all_of(root(found), "p")[0].itertext()) == said


def test_rtf_text_boxes_follow_their_paragraph() -> None:
    source = (
        rb"{\rtf1\ansi{\stylesheet{\s2 Titre;}}\pard\plain\s2 Titre\par\pard\plain Avant "
        rb"{\shp{\*\shpinst{\shptxt \pard\plain dedans\par}}{\shprslt perdu}}apr\'e8s.\par}"
    )
    found = of("essai.rtf", source)
    assert [text(e) for e in all_of(root(found), "p")] == ["Avant après.", "dedans"]
    assert quoted(found, "office-text-box") == ["dedans"]


def test_a_document_under_another_name_and_a_link_as_a_field() -> None:
    field = "".join(
        (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
            '<w:r><w:instrText> HYPERLINK "https://a.example/x" </w:instrText></w:r>',
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
            r("le lien"),
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        )
    )
    made = parts(docx(p("Titre", "Titre") + p(field)))
    made["word/document2.xml"] = made.pop("word/document.xml")
    made["word/_rels/document2.xml.rels"] = made.pop("word/_rels/document.xml.rels")
    made["_rels/.rels"] = str(made["_rels/.rels"], "utf-8").replace(
        "word/document.xml", "/word/document2.xml"
    )
    (link,) = all_of(root(of("essai.docx", archive(made))), "a")
    assert (link.get("href"), text(link)) == ("https://a.example/x", "le lien")


def test_a_picture_that_floats_follows_its_paragraph() -> None:
    image = drawing("i1", "Un tas de sel").replace("wp:inline", "wp:anchor")
    data = docx(
        p("Titre", "Titre") + p(LONG) + p(r("Avant") + image + r(" après.")) + p(LONG),
        links={"i1": ("image", "media/i.png", False)},
        media={"word/media/i.png": picture()},
    )
    article = root(of("essai.docx", data))
    found = [(tag(e), text(e)) for e in article[1:]]
    assert found == [("p", LONG), ("p", "Avant après."), ("figure", ""), ("p", LONG)]


def test_a_picture_without_description_is_said_unless_it_decorates() -> None:
    mark = (
        '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:ext uri="x">'
        '<d:decorative xmlns:d="http://schemas.microsoft.com/office/drawing/2017/decorative" '
        'val="1"/></a:ext></a:extLst>'
    )
    plain = drawing("i1", "")
    decorative = plain.replace('descr=""/>', f">{mark}</wp:docPr>")
    found = [
        codes(
            of(
                "essai.docx",
                docx(
                    p("Titre", "Titre") + p(image),
                    links={"i1": ("image", "media/i.png", False)},
                    media={"word/media/i.png": picture()},
                ),
            )
        )
        for image in (plain, decorative)
    ]
    assert found == [{"office-image-undescribed"}, set()]


def test_a_chart_is_said_with_its_words() -> None:
    chart = (
        '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><c:chart r:id="c1" '
        'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"/></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )
    words = (
        '<c:chartSpace xmlns:c="c" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        "<a:p><a:r><a:t>Tonnes par an</a:t></a:r></a:p></c:chartSpace>"
    )
    data = docx(
        p("Titre", "Titre") + p(r("Voici ") + chart),
        links={"c1": ("chart", "charts/chart1.xml", False)},
        media={"word/charts/chart1.xml": words.encode()},
    )
    assert quoted(of("essai.docx", data), "office-object") == ["Tonnes par an"]


def test_an_article_without_a_title_says_so() -> None:
    found = of("essai.docx", docx(p("Ana Roux", "Signature1") + p(LONG, "Citation")))
    assert codes(found) == {"article-untitled"}


def test_headings_counted_by_the_word_processor_are_said() -> None:
    count = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = p("Titre", "Titre") + p("Une partie", "Titre1", properties=count) + p(LONG)
    found = of("essai.docx", docx(body))
    assert codes(found) == {"office-headings-numbered"}
    assert [text(e) for e in all_of(root(found), "h2")] == ["Une partie"]


def test_invisible_characters_are_taken_out_and_said() -> None:
    found = of("essai.docx", docx(p("Titre", "Titre") + p("Un mo\u200bt et un au\u00adtre.")))
    assert text(all_of(root(found), "p")[0]) == "Un mot et un autre."
    names = [d.values["name"] for d in found.diagnostics if d.code == "debris-cleaned"]
    assert names == ["U+00AD SOFT HYPHEN", "U+200B ZERO WIDTH SPACE"]


def test_an_rtf_table_that_begins_in_a_paragraph_takes_none_of_its_words() -> None:
    row = rb"\trowd\cellx9\cellx18\pard\intbl trois\cell quatre\cell\row\pard "
    html = root(of("a.rtf", rb"{\rtf1\ansi Titre\par\pard un deux" + row + rb"six\par}"))
    assert [text(e) for e in html.iter(f"{{{XHTML}}}td")] == ["trois", "quatre"]
    assert "un deux" in {text(e) for e in html.iter() if tag(e) in ("p", "h1")}


@pytest.mark.parametrize(
    "body",
    [
        rb"\trowd\cellx9\cellx18\pard\intbl un\cell deux\cell\row trois \pard quatre\par",
        rb"\trowd\cellx9\cellx18\pard\intbl un\cell deux\cell\row trois\par quatre",
        rb"\pard un{\footnote \pard\intbl deux\cell trois\par} quatre\par",
    ],
)
def test_rtf_rows_that_never_end_lose_no_word(body: bytes) -> None:
    html = root(of("a.rtf", rb"{\rtf1\ansi Titre\par " + body + b"}"))
    said = " ".join(html.itertext()).split()
    assert {"un", "deux", "trois", "quatre"} <= set(said)


def table_of(*rows: str) -> str:
    """A table without a grid, as some programs write them."""
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(r(text))}</w:tc>"


def test_tables_without_a_grid_and_cells_that_are_merged_lose_no_word() -> None:
    content = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
    merged = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    tables = (
        table_of(cell("un"), cell("deux") + content.format(cell("trois"))),
        table_of(cell("large", '<w:gridSpan w:val="2"/>'), cell("g") + cell("h")),
        table_of(cell("haut", merged[0]) + cell("b"), cell("à part", merged[1]) + cell("d")),
    )
    for made in tables:
        found = of("a.docx", docx(p("Titre", "Titre") + p(LONG) + made + p(LONG)))
        proof = Conservation()
        assert found.article is not None, found.diagnostics
        hold_articles([(found.article, found.words)], proof)
        assert proof.differences == []
        assert len(all_of(root(found), "table")) == 1


def odt_row(*cells: str) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def odt_cell(text: str, name: str = "table-cell", more: str = "") -> str:
    return f"<table:{name}>{t(text)}{more}</table:{name}>"


@pytest.mark.parametrize(
    "content",
    [
        odt_row(odt_cell("un"), odt_cell("deux", "covered-table-cell")),
        odt_row(odt_cell("un", more=f"<table:table>{odt_row(odt_cell('deux'))}</table:table>")),
        f"<table:table-row-group>{odt_row(odt_cell('un'))}</table:table-row-group>"
        f"<table:table-rows>{odt_row(odt_cell('deux'))}</table:table-rows>",
    ],
)
def test_odt_tables_of_every_shape_lose_no_word(content: str) -> None:
    table = f"<table:table><table:table-column/>{content}</table:table>"
    found = of("a.odt", odt(t("Titre", "Title") + t(LONG) + table + t(LONG)))
    assert found.article is not None, found.diagnostics
    proof = Conservation()
    hold_articles([(found.article, found.words)], proof)
    assert proof.differences == []


def test_a_list_in_a_note_of_an_odt_is_kept() -> None:
    listed = f"<text:list><text:list-item>{t('deux')}</text:list-item></text:list>"
    body = f"<text:note-body>{t('un')}{listed}</text:note-body>"
    note = f"<text:note text:note-class='endnote'><text:note-citation>1</text:note-citation>{body}"
    found = of("a.odt", odt(t("Titre", "Title") + t(LONG) + t(f"Mot{note}</text:note> ici.")))
    (kept,) = [e for e in root(found).iter() if is_note(e)]
    assert [text(e) for e in kept] == ["un", "deux"]


def test_an_indented_note_of_an_odt_is_no_quotation() -> None:
    style = (
        '<style:style style:name="P9" style:family="paragraph" style:parent-style-name="Footnote">'
        '<style:paragraph-properties fo:margin-left="0.6cm" fo:text-indent="-0.6cm"/></style:style>'
        "</office:automatic-styles>"
    )
    body = f"<text:note-body>{t('Archives du port.', 'P9')}</text:note-body>"
    note = f"<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation>{body}"
    data = odt(t("Titre", "Title") + t(LONG) + t(f"Mot{note}</text:note> ici."))
    content = str(parts(data)["content.xml"], "utf-8")
    content = content.replace("</office:automatic-styles>", style)
    (kept,) = [
        e for e in root(of("a.odt", replaced(data, "content.xml", content))).iter() if is_note(e)
    ]
    assert [(tag(e), text(e)) for e in kept] == [("p", "Archives du port.")]


def test_words_of_drawings_are_quoted() -> None:
    art = (
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath '
        'string="GRANDE VENTE"/></v:shape></w:pict></w:r>'
    )
    found = of("a.docx", docx(p("Titre", "Titre") + p(LONG) + p(r("Voir") + art) + p(LONG)))
    assert quoted(found, "office-object") == ["GRANDE VENTE"]


def held(body: bytes) -> etree._Element:
    """The article of an RTF text after its title; the proof finds its words, all of them."""
    head = rb"{\rtf1\ansi{\stylesheet{\s2 Titre;}}\pard\s2 Un titre\par\pard "
    found = of("a.rtf", head + body + b"}")
    proof = Conservation()
    assert found.article is not None, found.diagnostics
    hold_articles([(found.article, found.words)], proof)
    assert proof.differences == []
    return found.article.root


@pytest.mark.parametrize(
    ("body", "said"),
    [
        # A row without \\cell, cells without \\row, a row that is not defined.
        (rb"\trowd\cellx9\pard\intbl un\row\pard deux\par", ["p un", "p deux"]),
        (rb"\trowd\cellx9\pard\intbl un\cell\pard deux\par", ["p un", "p deux"]),
        (rb"\pard\intbl un\cell deux\cell\row\pard trois\par", ["td un", "td deux", "p trois"]),
        (rb"un\cell deux\row trois\par", ["p un", "p deux", "p trois"]),
        # \\intbl and \\trowd in the middle of a paragraph, of a word.
        (rb"\trowd\cellx9 m\intbl ot\cell\row\pard fin\par", ["p mot", "p fin"]),
        (rb"un mo\intbl t\par\pard deux\par", ["p un mot", "p deux"]),
        (rb"un \trowd\cellx9 deux\cell\row trois\par", ["p un", "p deux", "p trois"]),
        # Groups that open in one cell and close in another.
        (rb"\trowd\cellx9\cellx99\pard\intbl{\b a\cell b}\cell\row", ["td a", "td b"]),
        # A control character in a word.
        (b"bas\x0bsin\\par", ["p bassin"]),
        # A note and a text box in a word, a note without a word.
        (rb"bass{\footnote une note\par}ins\par", ["p bass1ins", "p une note"]),
        (rb"bass{\footnote }ins\par", ["p bassins"]),
        (rb"pla{\shp{\*\shpinst{\shptxt une\par}}}ge\par", ["p plage", "p une"]),
    ],
)
def test_no_order_of_rtf_words_loses_one(body: bytes, said: list[str]) -> None:
    # Short lines may be taken for a signature: their order is that of the head.
    texts = [f"{tag(e)} {text(e)}" for e in held(body).iter() if tag(e) in ("p", "td")]
    assert sorted(texts) == sorted(said)


def test_an_rtf_table_has_its_head_and_its_spans() -> None:
    article = held(
        rb"\trowd\trhdr\cellx100\cellx200\pard\intbl An\cell Sel\cell\row"
        rb"\trowd\clvmgf\cellx100\cellx200\pard\intbl 2025\cell mai\cell\row"
        rb"\trowd\clvmrg\cellx100\cellx200\pard\intbl\cell juin\cell\row"
        rb"\trowd\cellx200\pard\intbl En tout\cell\row\pard Fin.\par"
    )
    cells = [(tag(e), text(e), dict(e.attrib)) for e in all_of(article, "th", "td")]
    assert [(name, said) for name, said, _ in cells] == [
        *(("th", "An"), ("th", "Sel"), ("td", "2025"), ("td", "mai"), ("td", "juin")),
        ("td", "En tout"),
    ]
    assert (cells[2][2].get("rowspan"), cells[5][2].get("colspan")) == ("2", "2")


def test_rtf_lists_are_nested_and_go_on_counting() -> None:
    lists = (
        rb"{\*\listtable{\list{\listlevel\levelnfc0\levelstartat1}{\listlevel\levelnfc23}"
        rb"\listid7}}{\*\listoverridetable{\listoverride\listid7\ls1}}"
    )
    found = of(
        "a.rtf",
        rb"{\rtf1\ansi" + lists + rb"Un titre\par\pard\ls1 un\par\pard\ls1\ilvl1 sous\par"
        rb"\pard\ls1 deux\par\pard Entre les deux.\par\pard\ls1 trois\par"
        rb"\pard{\pntext\f1\'B7\tab}de WordPad\par}",
    )
    article = root(found)
    first, second = all_of(article, "ol")
    assert [text(e) for e in all_of(first, "li")] == ["unsous", "sous", "deux"]
    assert second.get("start") == "3"
    assert [text(e) for e in all_of(all_of(article, "ul")[-1], "li")] == ["de WordPad"]


def test_an_rtf_link_to_a_bookmark_leads_to_it() -> None:
    article = held(
        rb"voir {\field{\*\fldinst HYPERLINK \\l "
        rb'"ici"}{\fldrslt plus bas}} et {\field{\*\fldinst HYPERLINK \\l "nulle"}'
        rb"{\fldrslt ailleurs}}\par Le {\*\bkmkstart ici}lieu{\*\bkmkend ici}.\par"
    )
    (link,) = all_of(article, "a")
    assert text(link) == "plus bas"
    assert [e.get("id") for e in article.iter() if e.get("id") == link.get("href", "")[1:]]


def test_characters_of_two_bytes_in_rtf() -> None:
    article = held(rb"{\fonttbl{\f1\fcharset128 M;}}{\f1 \'93\'fa\'96\'7b} le pays\par")
    assert [text(e) for e in all_of(article, "p")] == ["日本 le pays"]


def test_an_address_that_is_none_is_taken_off_and_told() -> None:
    head = rb"{\rtf1\ansi{\stylesheet{\s2 Titre;}}\pard\s2 Un titre\par\pard "
    field = rb'{\field{\*\fldinst HYPERLINK "https://a.exa0ps://a.example/x"}{\fldrslt le lien}}'
    found = of("a.rtf", head + field + rb" ici\par}")
    assert all_of(root(found), "a") == []
    assert "link-refused" in codes(found)


def test_the_signatures_of_the_pieces_of_a_column_stay_under_them() -> None:
    body = (
        p("Lectures", "Titre")
        + p("Un livre", "Titre1") + p(LONG) + p("Ana Roux", "Signature1")
        + p("Un autre", "Titre1") + p(LONG) + p("Jo Mas", "Signature1")
    )  # fmt: skip
    article = root(of("essai.docx", docx(body)))
    assert header(article) == {"h1": "Lectures"}
    assert [
        [text(e) for e in s.iter() if e.get("class") == "attribution"] for s in article[1:]
    ] == [
        ["Ana Roux"],
        ["Jo Mas"],
    ]


def test_the_one_signature_at_the_end_signs_the_article() -> None:
    body = p("Titre", "Titre") + p("Inter", "Titre1") + p(LONG) + p("Ana Roux", "Signature1")
    assert header(root(of("essai.docx", docx(body))))["byline"] == "Ana Roux"


@pytest.mark.parametrize("source", ["Paul Valéry, Le Cimetière marin", "— Paul Valéry"])
def test_an_epigraph_has_a_style_and_its_last_line_that_is_no_sentence_is_its_source(
    source: str,
) -> None:
    style = "_c9_pigraphe"
    body = t("Titre", "Title") + t("La mer !", style) + t(source, style) + t(LONG)
    made = one(root(of("essai.odt", odt(body))), "blockquote")
    assert made.get("class") == "epigraph"
    assert [(e.get("class"), text(e)) for e in made] == [
        (None, "La mer !"),
        ("attribution", source),
    ]


def test_lines_of_verse_are_set_in_as_they_were_typed() -> None:
    """By tabs, spaces or both, after a line end or in a paragraph of its own."""
    lines = ["Marais gris,", "\u2003garde-moi", "\u2003\u2003ton soleil.", "\u2003Et la mer"]

    def said(article: etree._Element) -> list[str]:
        (verse,) = (e for e in article.iter() if e.get("class") == "verse")
        found = [verse[0].text or "", *(br.tail or "" for br in verse[0].iter(f"{{{XHTML}}}br"))]
        return [line.rstrip() for line in found]

    runs = (
        r("Marais gris,") + "<w:r><w:br/><w:tab/></w:r>" + r("garde-moi") + "<w:r><w:br/></w:r>"
        + r("    ton soleil.")
    )  # fmt: skip
    tabbed = "<w:r><w:tab/></w:r>" + r("Et la mer")
    word = p("Titre", "Titre") + p(LONG) + p(runs, "Vers") + p(tabbed, "Vers") + p(LONG)
    assert said(root(of("a.docx", docx(word)))) == lines
    writer = (
        t("Titre", "Title")
        + t(LONG)
        + t(
            "Marais gris,<text:line-break/><text:tab/>garde-moi<text:line-break/>"
            ' <text:s text:c="3"/>ton soleil.',
            "Vers",
        )
        + t("<text:tab/>Et la mer", "Vers")
        + t(LONG)
    )
    assert said(root(of("a.odt", odt(writer)))) == lines
