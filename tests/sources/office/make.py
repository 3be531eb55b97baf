"""Makes the documents of these tests: ``python -m tests.sources.office.make``.

The DOCX and the ODT are written here as XML, so that each holds what its test is about;
LibreOffice then saves them in its own way (``soffice``, when it is installed).
"""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path

from PIL import Image, ImageDraw

HERE = Path(__file__).parent

_W = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    }.items()
)
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def picture() -> bytes:
    """A small PNG: a salt heap before a sea."""
    image = Image.new("RGB", (240, 160), "#cfe3ee")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 100, 240, 160), fill="#7f9aa6")
    draw.polygon(((70, 120), (120, 60), (170, 120)), fill="#fafafa")
    buffer = io.BytesIO()
    image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def archive(parts: dict[str, bytes | str]) -> bytes:
    """A ZIP file whose entries carry no time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


# --- DOCX ---


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(content: str, style: str = "", properties: str = "", run: str = "") -> str:
    """A paragraph of runs, or of one text."""
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner = content if content.startswith("<") else r(content, run)
    return f"<w:p><w:pPr>{style}{properties}</w:pPr>{inner}</w:p>"


def item(text: str, level: int = 0, number: int = 1) -> str:
    """A paragraph of a list."""
    count = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return p(text, properties=count)


def note(kind: str, number: int) -> str:
    """The call of a footnote or an endnote."""
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def drawing(relationship: str, alt: str) -> str:
    """An image in the line."""
    return (
        '<w:r><w:drawing><wp:inline><wp:extent cx="1440000" cy="960000"/>'
        f'<wp:docPr id="1" name="Image 1" descr="{alt}"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        '<pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="image1.png"/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{relationship}"/><a:stretch/></pic:blipFill>'
        '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1440000" cy="960000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def text_box(content: str) -> str:
    """A text box as Word writes it: once for today, once for its older self."""
    held = f"<w:txbxContent>{content}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor>'
        '<wp:docPr id="7" name="Zone de texte 1"/><a:graphic><a:graphicData '
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        f"<wps:txbx>{held}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{held}</v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


def table(*rows: list[str]) -> str:
    """A table whose first row is its head."""
    made = []
    for index, row in enumerate(rows):
        head = "<w:trPr><w:tblHeader/></w:trPr>" if index == 0 else ""
        made.append(f"<w:tr>{head}{''.join(f'<w:tc>{p(c)}</w:tc>' for c in row)}</w:tr>")
    grid = "<w:gridCol/>" * len(rows[0])
    look = '<w:tblPr><w:tblLook w:firstRow="1" w:val="0020"/></w:tblPr>'
    return f"<w:tbl>{look}<w:tblGrid>{grid}</w:tblGrid>{''.join(made)}</w:tbl>"


STYLES = {
    "Normal": ("Normal", "", ""),
    "Titre": ("Title", "Normal", '<w:b/><w:sz w:val="48"/>'),
    "Sous-titre": ("Subtitle", "Normal", ""),
    "Titre1": ("heading 1", "Normal", "<w:b/>"),
    "Titre2": ("heading 2", "Normal", "<w:b/>"),
    "Surtitre": ("Surtitre", "Normal", "<w:caps/>"),
    "Chap": ("Chapô", "Normal", "<w:b/>"),
    "ChapRevue": ("Ouverture maison", "Chap", ""),
    "Signature1": ("Signature auteur,Auteur", "Normal", "<w:i/>"),
    "Citation": ("Quote", "Normal", "<w:i/>"),
    "Citationintense": ("Intense Quote", "Normal", "<w:i/>"),
    "Lgende": ("caption", "Normal", "<w:i/>"),
    "Vers": ("Vers", "Normal", "<w:i/>"),
    "Crdit": ("Crédit", "Normal", ""),
    "TM1": ("toc 1", "Normal", ""),
}


def styles() -> str:
    """The part ``styles.xml``."""
    made = "".join(
        f'<w:style w:type="paragraph" {"w:default=1 " if i == "Normal" else ""}w:styleId="{i}">'
        f'<w:name w:val="{name}"/>{f"<w:basedOn w:val={chr(34)}{base}{chr(34)}/>" if base else ""}'
        f"<w:rPr>{run}</w:rPr></w:style>".replace("w:default=1", 'w:default="1"')
        for i, (name, base, run) in STYLES.items()
    )
    defaults = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/><w:lang w:val="fr-FR"/></w:rPr>'
        "</w:rPrDefault></w:docDefaults>"
    )
    return f"<w:styles {_W}>{defaults}{made}</w:styles>"


def numbering() -> str:
    """The part ``numbering.xml``: 1 counts, 2 has bullets."""

    def level(number: int, form: str, text: str) -> str:
        return (
            f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{text}"/></w:lvl>'
        )

    counted = level(0, "decimal", "%1.") + level(1, "lowerLetter", "%2)")
    bullets = level(0, "bullet", "•") + level(1, "bullet", "–")
    return (
        f"<w:numbering {_W}>"
        f'<w:abstractNum w:abstractNumId="0">{counted}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1">{bullets}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )


def docx(
    body: str,
    *,
    footnotes: str = "",
    endnotes: str = "",
    comments: str = "",
    header: str = "",
    links: dict[str, tuple[str, str, bool]] | None = None,
    media: dict[str, bytes] | None = None,
) -> bytes:
    """A DOCX; ``links`` are more relationships: type, target, whether outside."""
    parts: dict[str, bytes | str] = {}
    relationships = {
        "s1": ("styles", "styles.xml", False),
        "s2": ("numbering", "numbering.xml", False),
    }
    kinds = {"styles": styles(), "numbering": numbering()}
    for kind, content in (("footnotes", footnotes), ("endnotes", endnotes), ("comments", comments)):
        if content:
            kinds[kind] = f"<w:{kind} {_W}>{content}</w:{kind}>"
            relationships[kind] = (kind, f"{kind}.xml", False)
    if header:
        kinds["header1"] = f"<w:hdr {_W}>{header}</w:hdr>"
        relationships["h1"] = ("header", "header1.xml", False)
        body += '<w:sectPr><w:headerReference w:type="default" r:id="h1"/></w:sectPr>'
    for name, (kind, target, outside) in (links or {}).items():
        relationships[name] = (kind, target, outside)
    overrides = "".join(
        f'<Override PartName="/word/{kind}.xml" ContentType="{_MAIN}.'
        f'{"header" if kind == "header1" else kind}+xml"/>'
        for kind in kinds
    )
    parts["[Content_Types].xml"] = (
        f'<Types xmlns="{_TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_MAIN}.document.main+xml"/>'
        f"{overrides}</Types>"
    )
    parts["_rels/.rels"] = _links({"d1": ("officeDocument", "word/document.xml", False)})
    parts["word/_rels/document.xml.rels"] = _links(relationships)
    parts["word/document.xml"] = f"<w:document {_W}><w:body>{body}</w:body></w:document>"
    for kind, content in kinds.items():
        parts[f"word/{kind}.xml"] = content
    parts.update(media or {})
    return archive(parts)


def _links(relationships: dict[str, tuple[str, str, bool]]) -> str:
    made = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{target}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if outside else ''}/>"
        for name, (kind, target, outside) in relationships.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}">{made}</Relationships>'


PARAGRAPHS = (
    "Avant l’aube, les paludiers ouvrent les vannes et laissent la mer entrer dans les premiers "
    "bassins, où elle attendra que le vent et le soleil fassent leur part.",
    "Il faut trois semaines de beau temps pour que l’eau, passée de bassin en bassin, devienne "
    "assez lourde et que la première fleur blanchisse le bord des œillets.",
    "« On ne fait pas le sel, on l’attend », dit la plus ancienne du marais en posant son râteau "
    "contre la cabane de planches.",
    "Cet été, la récolte a dépassé douze tonnes, un chiffre que personne n’avait revu depuis la "
    "grande sécheresse.",
)


def styled_docx() -> bytes:
    """An article with a style on everything that has one."""
    body = "".join(
        (
            p("Reportage", "Surtitre"),
            p("Le sel de la presqu’île", "Titre"),
            p("Une saison au marais", "Sous-titre"),
            p("Entre la digue et la mer, une poignée de familles vit encore du sel.", "ChapRevue"),
            p("Solène Kermadec", "Signature1"),
            p(r(PARAGRAPHS[0]) + note("footnote", 2)),
            p("Le temps de l’attente", "Titre1"),
            p(
                r("Ici l’on parle de ")
                + r("fleur de sel", "<w:i/>")
                + r(", de ")
                + r("gros sel", "<w:b/>")
                + r(" et de ")
                + r("salt pans", '<w:lang w:val="en-GB"/>')
                + r(", au ")
                + r("xix", "<w:smallCaps/>")
                + r("e", '<w:vertAlign w:val="superscript"/>')
                + r(" siècle comme aujourd’hui : voir ")
                + f'<w:hyperlink r:id="l1">{r("le site du musée")}</w:hyperlink>'
                + r(".")
                + note("endnote", 2)
            ),
            p(PARAGRAPHS[1]),
            p("On ne fait pas le sel, on l’attend.", "Citationintense"),
            p("Les outils du paludier", "Titre2"),
            item("le las, pour tirer le sel ;", 0, 2),
            item("la lousse, pour cueillir la fleur ;", 0, 2),
            item("à pans droits,", 1, 2),
            item("à pans courbes ;", 1, 2),
            item("la brouette.", 0, 2),
            p("Les gestes vont dans cet ordre :"),
            item("ouvrir la vanne,", 0, 1),
            item("laisser reposer,", 0, 1),
            item("tirer.", 0, 1),
            p(drawing("i1", "Un tas de sel blanc devant la mer")),
            p(
                r("Figure ")
                + '<w:fldSimple w:instr=" SEQ Figure ">'
                + r("1")
                + "</w:fldSimple>"
                + r(" : le mulon, à la fin du jour."),
                "Lgende",
            ),
            p("Photo : Gwenaël Riou", "Crdit"),
            p("La récolte, année par année", "Titre1"),
            p(r("Tableau 1 : tonnes récoltées"), "Lgende"),
            table(["Année", "Gros sel", "Fleur"], ["2024", "9,4", "0,6"], ["2025", "12,1", "0,8"]),
            p(PARAGRAPHS[3]),
            p("Le sel vient quand il veut, et jamais deux fois au même endroit.", "Citation"),
            p("Marais, beau marais gris,", "Vers"),
            p("garde-moi ton soleil.", "Vers"),
            p(PARAGRAPHS[2]),
        )
    )
    return docx(
        body,
        footnotes=_note("footnote", 2, r("Les vannes sont faites de chêne ou d’ardoise.")),
        endnotes=_note(
            "endnote", 2, r("Musée des marais, ") + r("Catalogue", "<w:i/>") + r(", 2019.")
        ),
        links={
            "l1": ("hyperlink", "https://marais.example/musee", True),
            "i1": ("image", "media/image1.png", False),
        },
        media={"word/media/image1.png": picture()},
    )


def _note(kind: str, number: int, content: str) -> str:
    separators = (
        f'<w:{kind} w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
        f'<w:{kind} w:type="continuationSeparator" w:id="1"><w:p><w:r><w:continuationSeparator/>'
        f"</w:r></w:p></w:{kind}>"
    )
    mark = f"<w:r><w:{kind}Ref/></w:r>"
    return f'{separators}<w:{kind} w:id="{number}">{p(mark + r(" ") + content)}</w:{kind}>'


def unstyled_docx() -> bytes:
    """An article without any style, whose subheads are bold."""
    bold, large = "<w:b/>", '<w:b/><w:sz w:val="36"/>'
    return docx(
        "".join(
            (
                p("Les abeilles reviennent au jardin public", run=large),
                p(""),
                p(
                    "Trois ruches ont été posées au printemps derrière la roseraie, loin des jeux "
                    "et des bancs, et l’essaim a passé l’hiver."
                ),
                p(
                    "La ville a confié leur soin à deux apicultrices du quartier, qui viennent "
                    "chaque semaine ouvrir les hausses et compter les cadres."
                ),
                p("Un voisinage à apprivoiser", run=bold),
                p(
                    "Les premiers jours, des habitants ont craint les piqûres ; une réunion sous "
                    "les tilleuls a suffi à calmer les esprits, et un pot de miel a fait le reste."
                ),
                p(
                    r("Les enfants, eux, ont ")
                    + r("tout de suite", bold)
                    + r(" voulu savoir où dort la reine, ce que mange une larve et qui commande.")
                ),
                p(r("Du miel ", bold) + r("pour l’école", bold)),
                p(
                    "La récolte de juillet ira à la cantine, où chaque classe aura son goûter ; le "
                    "surplus sera vendu au profit de la bibliothèque."
                ),
                p("Hélène Tissot"),
            )
        )
    )


def changes_docx() -> bytes:
    """An article with tracked changes, comments, a text box, hidden text, a header, fields."""
    body = "".join(
        (
            p("Le pont sera refait", "Titre"),
            p("Sommaire", "TM1"),
            p(
                r("Le conseil a voté ")
                + '<w:del w:id="1" w:author="A"><w:r><w:delText>hier</w:delText></w:r></w:del>'
                + f'<w:ins w:id="2" w:author="A">{r("mardi soir")}</w:ins>'
                + r(" la réfection du pont, pour un montant de ")
                + '<w:commentRangeStart w:id="0"/>'
                + r("deux millions")
                + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
                + r(" d’euros.")
            ),
            p(
                f'<w:moveTo w:id="3" w:author="A">{r("Les travaux dureront un an. ")}</w:moveTo>'
                + r("La circulation sera déviée par le gué dès le mois de mars, le ")
                + f'<w:fldSimple w:instr=" DATE ">{r("3 mars")}</w:fldSimple>'
                + r(" au plus tard.")
            ),
            '<w:p><w:pPr><w:rPr><w:del w:id="5" w:author="A"/></w:rPr></w:pPr>'
            + r("Un tablier de bois remplacera le ")
            + "</w:p>",
            p(r("béton fendu par le gel et par les camions de la carrière voisine.")),
            p(
                text_box(p("Trois ponts ont précédé celui-ci depuis 1750."))
                + r("Les commerçants de la rive gauche demandent une passerelle.")
                + r(" NE PAS PUBLIER", "<w:vanish/>")
            ),
            p(
                f'<w:moveFrom w:id="4" w:author="A">{r("Les travaux dureront un an. ")}'
                "</w:moveFrom>"
                + r("Le maire promet une réponse avant l’été, après la visite des ingénieurs.")
            ),
        )
    )
    comment = p("Vérifier ce chiffre auprès du service des ponts.")
    return docx(
        body,
        comments=f'<w:comment w:id="0" w:author="Rédaction">{comment}</w:comment>',
        header=p("Brouillon du 4 février"),
    )


# --- ODT ---

_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_O = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "office": f"{_ODF}:office:1.0",
        "style": f"{_ODF}:style:1.0",
        "text": f"{_ODF}:text:1.0",
        "table": f"{_ODF}:table:1.0",
        "draw": f"{_ODF}:drawing:1.0",
        "fo": f"{_ODF}:xsl-fo-compatible:1.0",
        "svg": f"{_ODF}:svg-compatible:1.0",
        "xlink": "http://www.w3.org/1999/xlink",
        "dc": "http://purl.org/dc/elements/1.1/",
    }.items()
)
_ODT = "application/vnd.oasis.opendocument.text"


def t(text: str, style: str = "Standard") -> str:
    """A paragraph."""
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def h(text: str, level: int) -> str:
    """A heading."""
    return (
        f'<text:h text:style-name="Heading_20_{level}" text:outline-level="{level}">{text}</text:h>'
    )


def span(text: str, style: str) -> str:
    """A passage."""
    return f'<text:span text:style-name="{style}">{text}</text:span>'


def odt_note(kind: str, text: str) -> str:
    """A footnote or an endnote."""
    return (
        f'<text:note text:id="x{len(text)}" text:note-class="{kind}"><text:note-citation>1'
        f"</text:note-citation><text:note-body>{t(text)}</text:note-body></text:note>"
    )


def odt(body: str, media: dict[str, bytes] | None = None) -> bytes:
    """An ODT."""
    named = "".join(
        f'<style:style style:name="{name}" style:display-name="{shown}" style:family="paragraph" '
        'style:parent-style-name="Standard"/>'
        for name, shown in {
            "Title": "Title",
            "Heading_20_1": "Heading 1",
            "Heading_20_2": "Heading 2",
            "Rubrique": "Rubrique",
            "Chap_f4_": "Chapô",
            "Auteur": "Auteur",
            "Quotations": "Quotations",
            "Exergue": "Exergue",
            "_c9_pigraphe": "Épigraphe",
            "Vers": "Vers",
            "Illustration": "Illustration",
            "Table": "Table",
        }.items()
    )
    automatic = "".join(
        f'<style:style style:name="{name}" style:family="{family}" {parent}>'
        f"<style:text-properties {properties}/></style:style>"
        for name, family, parent, properties in (
            ("T1", "text", "", 'fo:font-style="italic"'),
            ("T2", "text", "", 'fo:font-weight="bold"'),
            ("T3", "text", "", 'fo:font-variant="small-caps"'),
            ("T4", "text", "", 'style:text-position="super 58%"'),
            ("T5", "text", "", 'fo:language="en" fo:country="GB"'),
            ("T6", "text", "", 'text:display="none"'),
            ("P1", "paragraph", 'style:parent-style-name="Standard"', 'fo:font-weight="bold"'),
        )
    )
    lists = (
        '<text:list-style style:name="L1">'
        '<text:list-level-style-bullet text:level="1" text:bullet-char="•"/>'
        '<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/>'
        '</text:list-style><text:list-style style:name="L2">'
        '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
        "</text:list-style>"
    )
    manifest = f'<manifest:manifest xmlns:manifest="{_ODF}:manifest:1.0" manifest:version="1.2">'
    for path, kind in (
        ("/", _ODT),
        ("content.xml", "text/xml"),
        ("styles.xml", "text/xml"),
        *((name, "image/png") for name in media or {}),
    ):
        manifest += (
            f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        )
    return archive(
        {
            "mimetype": _ODT,
            "META-INF/manifest.xml": f"{manifest}</manifest:manifest>",
            "styles.xml": f'<office:document-styles {_O} office:version="1.2"><office:styles>'
            '<style:default-style style:family="paragraph"><style:text-properties '
            'fo:language="fr" fo:country="FR" fo:font-size="12pt"/></style:default-style>'
            '<style:style style:name="Standard" style:family="paragraph"/>'
            f"{named}</office:styles></office:document-styles>",
            "content.xml": f'<office:document-content {_O} office:version="1.2">'
            f"<office:automatic-styles>{automatic}{lists}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
            **(media or {}),
        }
    )


def frame(href: str, title: str, description: str, anchor: str = "as-char") -> str:
    """An image."""
    return (
        f'<draw:frame text:anchor-type="{anchor}" svg:width="4cm" svg:height="2.7cm">'
        f'<draw:image xlink:href="{href}" xlink:type="simple"/><svg:title>{title}</svg:title>'
        f"<svg:desc>{description}</svg:desc></draw:frame>"
    )


def styled_odt() -> bytes:
    """The same article as Writer has it."""
    caption = t(
        frame("Pictures/mulon.png", "Mulon", "Un tas de sel blanc devant la mer")
        + "Illustration 1 : le mulon, à la fin du jour.",
        "Illustration",
    )
    box = (
        f'<draw:frame text:anchor-type="paragraph"><draw:text-box>{caption}</draw:text-box>'
        "</draw:frame>"
    )
    comment = (
        "<office:annotation><dc:creator>Rédaction</dc:creator>"
        f"{t('À relire par le musée.')}</office:annotation>"
    )
    tracked = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion>'
        "<office:change-info><dc:creator>A</dc:creator><dc:date>2026-02-04T10:00:00</dc:date>"
        f"</office:change-info>{t('phrase effacée')}</text:deletion></text:changed-region>"
        "</text:tracked-changes>"
    )
    row = "<table:table-row>{}</table:table-row>".format
    cell = "<table:table-cell>{}</table:table-cell>".format
    rows = [
        row("".join(cell(t(c)) for c in line))
        for line in (["Année", "Gros sel"], ["2024", "9,4"], ["2025", "12,1"])
    ]
    body = "".join(
        (
            tracked,
            t("Reportage", "Rubrique"),
            t("Le sel de la presqu’île", "Title"),
            t("Entre la digue et la mer, une poignée de familles vit encore du sel.", "Chap_f4_"),
            t("Solène Kermadec", "Auteur"),
            t(
                PARAGRAPHS[0]
                + odt_note("footnote", "Les vannes sont faites de chêne ou d’ardoise.")
            ),
            h("Le temps de l’attente", 1),
            t(
                f"Ici l’on parle de {span('fleur de sel', 'T1')}, de {span('gros sel', 'T2')} et "
                f"de {span('salt pans', 'T5')}, au {span('xix', 'T3')}{span('e', 'T4')} siècle "
                'comme aujourd’hui : voir <text:a xlink:href="https://marais.example/musee">le '
                f"site du musée</text:a>.{comment}"
                f'<text:change text:change-id="c1"/>{span(" NE PAS PUBLIER", "T6")}'
                + odt_note("endnote", "Musée des marais, Catalogue, 2019.")
            ),
            t(PARAGRAPHS[1] + box),
            t("On ne fait pas le sel, on l’attend.", "Exergue"),
            h("Les outils du paludier", 2),
            '<text:list text:style-name="L1"><text:list-item>',
            t("le las, pour tirer le sel ;"),
            "<text:list><text:list-item>",
            t("à pans droits,"),
            "</text:list-item><text:list-item>",
            t("à pans courbes ;"),
            "</text:list-item></text:list></text:list-item><text:list-item>",
            t("la brouette."),
            "</text:list-item></text:list>",
            '<text:list text:style-name="L2"><text:list-item>',
            t("ouvrir la vanne,"),
            "</text:list-item><text:list-item>",
            t("tirer."),
            "</text:list-item></text:list>",
            h("La récolte, année par année", 1),
            t("Tableau 1 : tonnes récoltées", "Table"),
            '<table:table><table:table-column table:number-columns-repeated="2"/>'
            f"<table:table-header-rows>{rows[0]}</table:table-header-rows>{rows[1]}{rows[2]}"
            "</table:table>",
            t(PARAGRAPHS[3]),
            t("Le sel vient quand il veut, et jamais deux fois au même endroit.", "Quotations"),
            t(PARAGRAPHS[2]),
        )
    )
    return odt(body, {"Pictures/mulon.png": picture()})


# --- RTF ---


def styled_rtf() -> bytes:
    """The article in RTF as Word writes it: code page, Unicode with stand-ins, styles by number."""
    image = picture().hex()
    text = (
        r"{\rtf1\ansi\ansicpg1252\uc1\deff0{\fonttbl{\f0\froman\fcharset0 Times New Roman;}}"
        r"{\stylesheet{\s0\fs24 Normal;}{\s1\outlinelevel0\sbasedon0 heading 1;}"
        r"{\s2\sbasedon0 Title;}{\s3\sbasedon0 Chap" + "\\'f4" + r";}{\s4\sbasedon0 Auteur;}"
        r"{\s5\sbasedon0 Quote;}}{\info{\title Titre de la fiche}}"
        r"{\header\pard Brouillon\par}"
        r"\pard\plain\s2 Le sel de la presqu\u8217\'92\'eele\par"
        r"\pard\plain\s3 Entre la digue et la mer, une poign\'e9e de familles vit encore du sel."
        r"\par"
        r"\pard\plain\s4 Sol\'e8ne Kermadec\par"
        r"\pard\plain Avant l\rquote aube, les paludiers ouvrent les vannes et laissent la mer "
        r"entrer dans les premiers bassins.{\footnote\pard\plain Les vannes sont faites de "
        r"{\i ch\'eane} ou d\rquote ardoise.\par} {\deleted phrase effac\'e9e}{\v masqu\'e9}\par"
        r"\pard\plain\s1 Le temps de l\rquote attente\par"
        r"\pard\plain Ici l\rquote on parle de {\i fleur de sel}, de {\b gros sel}, au "
        r"{\scaps xix}{\super e} si\'e8cle\~: voir {\field{\*\fldinst HYPERLINK "
        '"https://marais.example/musee"'
        r"}{\fldrslt le site du mus\'e9e}}."
        r"{\*\atnauthor R\'e9daction}{\*\annotation \'c0 relire.}\par"
        r"\pard\plain\s5 Le sel vient quand il veut.\par"
        r"\trowd\cellx2000\cellx4000\pard\plain\intbl Ann\'e9e\cell Tonnes\cell\row"
        r"\trowd\cellx2000\cellx4000\pard\plain\intbl 2025\cell 12,1\cell\row"
        r"\pard\plain {\*\shppict{\pict"
        r"{\*\picprop{\sp{\sn wzDescription}{\sv Un tas de sel blanc}}}"
        rf"\pngblip {image}" + "}}\\par\n"
        r"\pard\plain On ne fait pas le sel, on l\rquote attend.\par}"
    )
    return text.encode("ascii")


MADE = {
    "styled.docx": styled_docx,
    "unstyled.docx": unstyled_docx,
    "changes.docx": changes_docx,
    "styled.odt": styled_odt,
    "styled.rtf": styled_rtf,
}
CONVERTED = {
    "styled.docx": ("odt",),
    "styled.odt": ("docx",),
    "unstyled.docx": ("odt", "rtf"),
}
"""What LibreOffice saves anew, as ``libreoffice-NAME``."""


def main() -> None:
    """Write the documents beside this script."""
    for name, make in MADE.items():
        (HERE / name).write_bytes(make())
    soffice = shutil.which("soffice")
    if soffice is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        for name, formats in CONVERTED.items():
            for suffix in formats:
                profile = f"-env:UserInstallation=file://{folder}/profile"
                command = [soffice, profile, "--headless", "--convert-to", suffix]
                subprocess.run(
                    [*command, "--outdir", folder, str(HERE / name)], check=True, timeout=120
                )
                made = Path(folder) / f"{Path(name).stem}.{suffix}"
                made.rename(HERE / f"libreoffice-{Path(name).stem}.{suffix}")


if __name__ == "__main__":
    main()
