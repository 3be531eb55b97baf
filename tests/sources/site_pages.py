"""Pages as the great families of web sites write them: one article, and all that stands around it.

The texts are ours; the markup imitates what each system puts out: its classes, its order, its
frames. What belongs to a frame has « CADRE » before it here, and not in what is read.
"""

# ruff: noqa: E501

from __future__ import annotations

import re
from dataclasses import dataclass, field

P = (
    "La marée descendait encore quand les premiers ramasseurs sont arrivés sur l’estran, la lampe "
    "au front et le panier au bras, sans échanger plus de trois mots.",
    "Depuis que la baie est fermée aux bateaux à moteur, la palourde est revenue, et avec elle une "
    "foule que les anciens n’avaient pas connue depuis les années d’après-guerre.",
    "« On ne vient pas ici pour l’argent, on vient pour le silence », assure Maëlle Kerdoncuff, qui "
    "tient le café du port et voit passer chaque matin les mêmes visages fatigués.",
    "Le comité des pêches a pourtant fixé un quota de deux kilos par personne, que les gardes "
    "vérifient à la balance, sur le parking, avant que les coffres ne se referment.",
    "À la mi-journée, l’eau a repris sa place, les paniers sont rincés à la fontaine et l’on parle "
    "enfin, autour d’une table, de la tempête qui vient et des enfants partis en ville.",
    "Rien ne dit que l’hiver prochain verra les mêmes gestes : la préfecture étudie une fermeture "
    "de trois ans, le temps que le gisement se refasse et que les esprits se calment.",
)
TITLE = "À marée basse, la baie se repeuple"
STANDFIRST = (
    "Reportage. Sur la côte nord, la pêche à pied attire de nouveau des centaines d’habitants, au "
    "grand dam de ceux qui voudraient laisser la palourde en paix."
)
BYLINE = "Soazig Le Bihan"
SUBHEAD = "Un quota et des balances"


@dataclass(frozen=True)
class Page:
    """A page and what its article is. Empty fields are not in the page."""

    written: str
    rubric: str = ""
    standfirst: str = STANDFIRST
    byline: str = BYLINE
    date: str = "2026-03-14"
    subheads: tuple[str, ...] = (SUBHEAD,)
    also: tuple[str, ...] = field(default=())
    """Words of the article besides its paragraphs: captions, quotations, notes, cells."""
    bodies: tuple[str, ...] = P

    @property
    def html(self) -> str:
        """The page as it is read."""
        return re.sub(r" ?CADRE ?", " ", self.written)

    @property
    def frame(self) -> list[str]:
        """The texts that stand beside the article."""
        found = re.findall(r"CADRE ([^<>]*)", self.written)
        return [text for piece in found if (text := " ".join(piece.replace("&gt;", ">").split()))]


def _head(title: str = TITLE, site: str = "Le Site CADRE", more: str = "") -> str:
    return (
        f'<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>{title} - {site}'
        f'</title><meta property="og:title" content="{title}"><meta property="og:site_name" '
        f'content="{site}"><meta property="og:type" content="article">{more}'
        "<script>var x = 1;</script><style>p { color: red }</style></head>"
    )


_COOKIES = (
    '<div id="didomi-host"><div class="didomi-popup"><p>CADRE Avec votre accord, nos partenaires '
    "et nous utilisons des cookies pour mesurer l’audience et personnaliser la publicité.</p>"
    "<button>CADRE Tout accepter</button><button>CADRE Continuer sans accepter</button></div></div>"
)
_FOOTER = (
    "<footer><ul><li><a href='/mentions'>CADRE Mentions légales</a></li><li><a href='/cgu'>CADRE "
    "Conditions générales</a></li><li><a href='/contact'>CADRE Contact</a></li></ul><p>CADRE © 2026 "
    "Tous droits réservés</p></footer>"
)
_MENU = (
    "<header class='site-header'><a class='logo' href='/'><img src='logo.png' alt='CADRE logo'></a>"
    "<nav><ul><li><a href='/a'>CADRE Société</a></li><li><a href='/b'>CADRE Politique</a></li><li>"
    "<a href='/c'>CADRE Culture</a></li></ul></nav><form><input type='search'><button>CADRE OK"
    "</button></form></header>"
)
_SHARE = (
    "<div class='sharedaddy'><h3>CADRE Partager</h3><ul><li><a href='#f'>CADRE Facebook</a></li>"
    "<li><a href='#t'>CADRE Twitter</a></li><li><a href='#w'>CADRE WhatsApp</a></li></ul></div>"
)
_COMMENTS = (
    "<div id='comments'><h2>CADRE 3 commentaires</h2><ol><li><p>CADRE Jean-Luc dit : bravo pour cet "
    "article, je partage votre avis sur la baie et sur les gardes qui font leur travail.</p></li>"
    "</ol><div id='respond'><h3>CADRE Laisser un commentaire</h3><p>CADRE Votre adresse e-mail ne "
    "sera pas publiée.</p></div></div>"
)


def _ps(*numbers: int, tag: str = "<p>{}</p>") -> str:
    return "".join(tag.format(P[n]) for n in numbers)


GUTENBERG = Page(
    _head(more='<meta property="article:published_time" content="2026-03-14T06:00:00+01:00">')
    + f"""<body class="single single-post"><a class="skip-link screen-reader-text" href="#c">CADRE
    Aller au contenu</a>{_MENU}<main id="c"><article class="post type-post"><header
    class="entry-header"><span class="cat-links"><a href="/c/littoral" rel="category tag">Littoral</a>
    </span><h1 class="entry-title">{TITLE}</h1><p class="entry-excerpt">{STANDFIRST}</p><div
    class="entry-meta"><span class="byline">Par <a rel="author" href="/a">{BYLINE}</a></span><span
    class="posted-on"><time class="entry-date published" datetime="2026-03-14T06:00:00+01:00">14 mars
    2026</time></span></div></header><figure class="wp-block-image"><img src="baie.jpg" alt="La baie
    vue du fort"><figcaption class="wp-element-caption">La baie à l’aube. Photo Y. Guivarch
    </figcaption></figure><div class="entry-content">{_ps(0, 1)}<figure
    class="wp-block-pullquote"><blockquote><p>On vient pour le silence</p></blockquote></figure>
    {_ps(2)}<h2 class="wp-block-heading" id="un-quota">{SUBHEAD}</h2>{_ps(3)}<div
    class="wp-block-group newsletter-cta"><p>CADRE Recevez chaque samedi notre lettre du littoral,
    gratuite et sans engagement.</p></div><p class="wp-block-paragraph"><strong>CADRE Lire aussi :
    </strong> <a href="/x">CADRE La coquille dans tous ses états</a></p>{_ps(4, 5)}{_SHARE}<div
    id="jp-relatedposts" class="jp-relatedposts"><h3>CADRE Articles similaires</h3><a href="/y">CADRE
    Les ports à sec de la côte nord</a></div></div><footer class="entry-footer"><span
    class="tags-links">CADRE Étiquettes : <a href="/t">CADRE baie</a>, <a href="/u">CADRE pêche</a>
    </span></footer></article><nav class="navigation post-navigation"><div class="nav-previous"><a
    href="/p">CADRE Article précédent</a></div><div class="nav-next"><a href="/n">CADRE Article
    suivant</a></div></nav>{_COMMENTS}</main><aside class="widget-area"><section class="widget"><h2>
    CADRE Articles récents</h2><ul><li><a href="/z">CADRE Un phare à vendre</a></li></ul></section>
    </aside>{_FOOTER}{_COOKIES}</body></html>""",
    rubric="Littoral",
    also=("La baie à l’aube. Photo Y. Guivarch", "On vient pour le silence"),
)

CLASSIC = Page(
    _head()
    + f"""<body><div id="page"><div id="header"><h1><a href="/">Le Site CADRE</a></h1><div
    class="description">CADRE Chroniques d’un bord de mer</div></div><div id="content"><div
    class="post" id="post-88"><h2 class="storytitle">{TITLE}</h2><small>14 mars 2026 par {BYLINE}
    </small><div class="entry">{_ps(0, 1)}<div class="wp-caption alignright" style="width:300px"><img
    src="b.jpg" alt="Un panier"><p class="wp-caption-text">Un panier après deux heures de pêche.</p>
    </div>{_ps(2)}<p><strong>{SUBHEAD}</strong></p>{_ps(3, 4, 5)}</div><p class="postmetadata">CADRE
    Publié dans <a href="/c">CADRE Estran</a> | <a href="#r">CADRE 4 commentaires</a></p></div>
    <div class="navigation"><div class="alignleft">CADRE « <a href="/1">CADRE Billet d’avant</a></div>
    <div class="alignright"><a href="/2">CADRE Billet d’après</a> »</div></div></div><div
    id="sidebar"><ul><li><h2>CADRE Archives</h2><ul><li><a href="/m">CADRE février 2026</a></li>
    </ul></li><li><h2>CADRE Liens</h2><ul><li><a href="/l">CADRE Un ami</a></li></ul></li></ul></div>
    <div id="footer"><p>CADRE Propulsé par WordPress</p></div></div></body></html>""",
    standfirst="",
    also=("Un panier après deux heures de pêche.",),
)

ELEMENTOR = Page(
    _head(more='<meta property="article:published_time" content="2026-03-14T06:00:00+01:00">')
    + f"""<body class="elementor-page"><div data-elementor-type="header" class="elementor
    elementor-location-header"><div class="elementor-widget-nav-menu"><nav><a href="/a">CADRE Accueil
    </a><a href="/b">CADRE Enquêtes</a></nav></div></div><div data-elementor-type="single-post"
    class="elementor elementor-location-single"><section class="elementor-section"><div
    class="elementor-widget elementor-widget-theme-post-title"><div
    class="elementor-widget-container"><h1 class="elementor-heading-title">{TITLE}</h1></div></div>
    <div class="elementor-widget elementor-widget-theme-post-excerpt"><div
    class="elementor-widget-container">{STANDFIRST}</div></div><div class="elementor-widget
    elementor-widget-post-info"><ul class="elementor-inline-items"><li itemprop="author"><a href="/s">
    <span class="elementor-post-info__item--type-author">{BYLINE}</span></a></li><li
    itemprop="datePublished"><a href="/d"><time>14 mars 2026</time></a></li></ul></div></section>
    <section class="elementor-section"><div class="elementor-widget
    elementor-widget-theme-post-content"><div class="elementor-widget-container">{_ps(0, 1, 2)}<h3>
    {SUBHEAD}</h3>{_ps(3, 4, 5)}</div></div></section><section class="elementor-section"><div
    class="elementor-widget elementor-widget-share-buttons"><div class="elementor-grid"><span>CADRE
    Facebook</span><span>CADRE LinkedIn</span></div></div><div class="elementor-widget
    elementor-widget-post-navigation"><div class="elementor-post-navigation"><a href="/1"><span>CADRE
    Précédent</span></a><a href="/2"><span>CADRE Suivant</span></a></div></div><div
    class="elementor-widget elementor-widget-posts"><h4>CADRE Nos dernières enquêtes</h4><article
    class="elementor-post"><h3 class="elementor-post__title"><a href="/3">CADRE Le sel et la route
    </a></h3><div class="elementor-post__excerpt"><p>CADRE Sur les marais, une route neuve fâche les
    paludiers et réjouit les promoteurs.</p></div></article></div></section></div><div
    data-elementor-type="footer"><p>CADRE © Le Site 2026</p></div></body></html>""",
)

DRUPAL = Page(
    _head(more='<meta name="Generator" content="Drupal 10">')
    + f"""<body class="path-node"><div role="navigation" class="region region-primary-menu"><ul
    class="menu"><li><a href="/a">CADRE Accueil</a></li><li><a href="/b">CADRE Revue</a></li></ul>
    </div><div class="region region-breadcrumb"><nav class="breadcrumb" role="navigation"><ol><li><a
    href="/">CADRE Accueil</a></li><li>CADRE Articles</li></ol></nav></div><main role="main"><div
    class="region region-content"><div class="block block-system-main-block"><article
    class="node node--type-article" data-history-node-id="4"><div class="field
    field--name-field-rubrique field--type-entity-reference"><div class="field__item"><a
    href="/r">Littoral</a></div></div><h1 class="page-title"><span class="field
    field--name-title">{TITLE}</span></h1><div class="field field--name-field-chapo"><p>{STANDFIRST}
    </p></div><div class="node__meta"><div class="field field--name-field-auteur"><div
    class="field__item">Par {BYLINE}</div></div><div class="field field--name-created"><time
    datetime="2026-03-14T05:00:00Z">14/03/2026</time></div></div><div class="node__content"><div
    class="field field--name-body text-formatted">{_ps(0, 1, 2)}<h2>{SUBHEAD}</h2>{_ps(3, 4)}<table>
    <caption>Les prises de l’année</caption><thead><tr><th>Mois</th><th>Kilos</th></tr></thead><tbody>
    <tr><td>Janvier</td><td>340</td></tr><tr><td>Février</td><td>512</td></tr></tbody></table>
    {_ps(5)}</div><ul class="links inline"><li class="comment-add"><a href="#c">CADRE Ajouter un
    commentaire</a></li></ul></div></article></div><div class="views-element-container block
    block-views-block-contenus-lies"><h2>CADRE Contenus liés</h2><div class="views-row"><a
    href="/1">CADRE Le retour des huîtres plates</a></div><div class="views-row"><a href="/2">CADRE
    La dune avance sur le camping</a></div></div></div></main>{_FOOTER}</body></html>""",
    rubric="Littoral",
    also=("Les prises de l’année", "Février", "512"),
)

SPIP = Page(
    _head(more='<meta name="generator" content="SPIP 4.2">')
    + f"""<body class="page_article"><div id="page"><div id="entete"><a rel="start home" href="/">
    CADRE Le Site</a></div><div class="menu"><ul><li><a href="/a">CADRE La revue</a></li><li><a
    href="/b">CADRE Les auteurs</a></li></ul></div><div id="conteneur"><div id="contenu"><div
    id="hierarchie"><a href="/">CADRE Accueil</a> &gt; <a href="/n">CADRE Numéros</a> &gt; <a
    href="/l">CADRE Côtes</a></div><div class="cartouche"><p class="surtitre">Littoral</p><h1
    class="titre crayon article-titre-12">{TITLE}</h1><p class="soustitre">Une journée avec les
    pêcheurs à pied</p><div class="info-publi"><abbr class="published"
    title="2026-03-14T00:00:00Z">samedi 14 mars 2026</abbr>, par <span class="auteurs"><a
    href="/s">{BYLINE}</a></span></div></div><div class="chapo crayon article-chapo-12"><p>{STANDFIRST}
    </p></div><div class="texte crayon article-texte-12">{_ps(0)}<p>{P[1]} <span
    class="spip_note_ref">[<a href="#nb1" class="spip_note" rel="appendix" title="voir"
    id="nh1">1</a>]</span></p><dl class="spip_document_9 spip_documents"><dt><img src="b.jpg"
    alt="Le café du port"></dt><dd class="spip_doc_descriptif">Le café du port, ouvert à cinq heures.
    </dd></dl>{_ps(2)}<h3 class="spip">{SUBHEAD}</h3>{_ps(3, 4, 5)}</div><div class="notes"><div
    id="nb1"><p><span class="spip_note_ref">[<a href="#nh1" class="spip_note" rev="appendix">1</a>]
    </span> Arrêté du 3 mai 2024.</p></div></div><a href="#forum">CADRE Répondre à cet article</a>
    </div></div><div id="navigation"><div class="rubriques"><h2>CADRE Dans la même rubrique</h2><ul>
    <li><a href="/1">CADRE Les goémoniers de la pointe</a></li><li><a href="/2">CADRE Une digue pour
    rien</a></li></ul></div></div><div id="pied"><a href="/plan">CADRE Plan du site</a> | <a
    href="https://spip.net">CADRE SPIP</a></div></div></body></html>""",
    rubric="Littoral",
    also=(
        "Une journée avec les pêcheurs à pied",
        "Le café du port, ouvert à cinq heures.",
        "Arrêté du 3 mai 2024.",
    ),
)

GHOST = Page(
    _head(more='<meta name="generator" content="Ghost 5.8">')
    + f"""<body class="post-template"><div class="viewport"><header id="gh-navigation"
    class="gh-navigation"><a class="gh-navigation-logo" href="/">CADRE La Lettre</a><nav><ul
    class="nav"><li><a href="/">CADRE Accueil</a></li></ul></nav><div class="gh-navigation-actions"><a
    href="#/portal/signin">CADRE Se connecter</a><a href="#/portal/signup">CADRE S’abonner</a></div>
    </header><main><article class="gh-article post"><header class="gh-article-header"><a
    class="gh-article-tag" href="/tag/littoral/">Littoral</a><h1 class="gh-article-title">{TITLE}</h1>
    <p class="gh-article-excerpt">{STANDFIRST}</p><div class="gh-article-meta"><h4
    class="gh-article-author-name"><a href="/author/s/">{BYLINE}</a></h4><time
    class="gh-article-meta-date" datetime="2026-03-14">14 mars 2026</time><span
    class="gh-article-meta-length">CADRE 6 min de lecture</span></div><figure
    class="gh-article-image"><img src="b.jpg" alt="La grève"><figcaption>La grève à six heures.
    </figcaption></figure></header><section class="gh-content">{_ps(0, 1, 2)}<div class="kg-card
    kg-signup-card"><h2>CADRE Abonnez-vous à la lettre</h2><p>CADRE Un texte chaque dimanche, dans
    votre boîte.</p></div><h2 id="un-quota-et-des-balances">{SUBHEAD}</h2>{_ps(3, 4)}<div
    class="kg-card kg-callout-card"><div class="kg-callout-text">Deux kilos par personne et par jour :
    c’est la règle depuis 2024.</div></div>{_ps(5)}</section></article><section
    class="gh-comments"><h2>CADRE Discussion</h2></section><section class="gh-read-more"><h2>CADRE À
    lire ensuite</h2><article class="gh-card post"><a href="/2"><h3 class="gh-card-title">CADRE Les
    heures creuses</h3><p class="gh-card-excerpt">CADRE Une nuit au péage avec ceux qui veillent.</p>
    </a></article></section></main><footer class="gh-footer">CADRE Publié avec Ghost</footer></div>
    </body></html>""",
    rubric="Littoral",
    also=("La grève à six heures.", "Deux kilos par personne et par jour"),
)

SUBSTACK = Page(
    _head()
    + f"""<body><div id="entry"><div class="main-menu"><div class="topbar"><a href="/">CADRE Le carnet
    </a><button>CADRE S’inscrire</button></div></div><div class="single-post-container"><article
    class="typography newsletter-post post"><div class="post-header" role="region"><h1
    class="post-title published">{TITLE}</h1><h3 class="subtitle">{STANDFIRST}</h3><div
    class="byline-wrapper"><div class="profile-hover-card-target"><a href="/@s">{BYLINE}</a></div><div
    class="meta-EgzBVA"><time datetime="2026-03-14T05:00:00Z">14 mars 2026</time></div></div><div
    class="post-ufi"><a class="post-ufi-button">CADRE 42</a><a>CADRE 7</a><button>CADRE Partager
    </button></div></div><div class="available-content"><div class="body markup">{_ps(0, 1)}<div
    class="captioned-image-container"><figure><a class="image-link" href="b.jpg"><img src="b.jpg"
    alt="Le port vide"></a><figcaption class="image-caption">Le port vide, un mardi.</figcaption>
    </figure></div>{_ps(2)}<div class="subscription-widget-wrap"><div
    class="subscription-widget"><div class="preamble"><p class="cta-caption">CADRE Le carnet est
    gratuit. Pour le soutenir, abonnez-vous.</p></div><form><input><input type="submit"></form></div>
    </div><h2 class="header-anchor-post">{SUBHEAD}</h2>{_ps(3, 4)}<p>{P[5]}<a
    class="footnote-anchor" id="footnote-anchor-1" href="#footnote-1">1</a></p><div class="footnote"><a
    id="footnote-1" href="#footnote-anchor-1" class="footnote-number">1</a><div
    class="footnote-content"><p>La décision est attendue en juin.</p></div></div></div></div><div
    class="post-footer"><button>CADRE J’aime</button></div></article><div id="discussion"
    class="comments-section"><h4>CADRE Discussion autour de ce billet</h4></div><div
    class="portable-archive"><div class="post-preview"><a href="/p/2">CADRE Le bac de dix heures</a>
    </div></div></div></div>{_FOOTER}</body></html>""",
    also=("Le port vide, un mardi.", "La décision est attendue en juin."),
)

ARC = Page(
    _head(
        more='<script type="application/ld+json">{"@type": "NewsArticle", "headline": "'
        + TITLE
        + '", "datePublished": "2026-03-14T05:00:00Z", "articleSection": "Littoral", "author": '
        '[{"@type": "Person", "name": "' + BYLINE + '"}]}</script>'
    )
    + f"""<body><div id="fusion-app"><header class="header"><div class="menu-burger"><a href="/a">CADRE
    Faits divers</a><a href="/b">CADRE Économie</a></div><a href="/abo" class="button_abo">CADRE
    Je m’abonne</a></header><div class="breadcrumb"><a href="/">CADRE Accueil</a><a href="/l">CADRE
    Littoral</a></div><section id="left" class="col"><h1 class="title_xl">{TITLE}</h1><h2
    class="subheadline">{
        STANDFIRST
    }</h2><div class="info-line"><div class="author"><span>Par </span>
    <a class="author_link" href="/s">{
        BYLINE
    }</a></div><div class="timestamp">Le 14 mars 2026 à 06h00
    </div></div><div class="share_bar"><a href="#f">CADRE Partager</a></div><figure
    class="image_article"><img src="b.jpg" alt="Des pêcheurs"><figcaption><span
    class="legend">Des pêcheurs rentrent au petit jour.</span> <span class="credit">LP/Yann Guivarch
    </span></figcaption></figure><section class="article_body content_body">{
        _ps(0, 1, 2, tag='<p class="paragraph text_align_left">{}</p>')
    }<div class="ad_container"><div>CADRE La suite après
    cette publicité</div></div><h2 class="inter_title">{SUBHEAD}</h2>{
        _ps(3, tag='<p class="paragraph">{}</p>')
    }<div class="lire-aussi"><a href="/x"><span>CADRE LIRE AUSSI &gt;
    </span>CADRE Le maire dit non</a></div>{_ps(4, 5, tag='<p class="paragraph">{}</p>')}</section>
    <div class="newsletter_box"><h3>CADRE L’essentiel du matin</h3><p>CADRE Un tour de l’actualité
    pour commencer la journée.</p></div></section><section class="col right"><div class="story_list">
    <h2>CADRE Dans la rubrique Littoral</h2><a href="/1"><h3>CADRE Une baleine s’échoue</h3></a></div>
    </section>{_FOOTER}</div>{_COOKIES}</body></html>""",
    also=("Des pêcheurs rentrent au petit jour.", "Yann Guivarch"),
)

LE_MONDE = Page(
    _head(
        more='<meta property="og:article:published_time" content="2026-03-14T05:00:00+00:00">'
        f'<meta property="og:article:author" content="{BYLINE}">'
    )
    + f"""<body id="js-body"><header id="Header" class="Header"><nav class="Nav"><ul><li><a href="/">
    CADRE À la une</a></li></ul></nav></header><main class="main--article"><section
    class="zone zone--article article--full"><header class="article__header article__header--opinion">
    <ul class="breadcrumb"><li class="breadcrumb__parent"><a href="/p">CADRE Planète</a></li></ul>
    <h1 class="article__title">{TITLE}</h1><p class="article__desc">{STANDFIRST}</p><div
    class="meta meta__publisher"><p><span class="meta__author">Par <a class="article__author-link"
    href="/s">{BYLINE}</a></span></p></div><p class="meta__date">Publié le 14 mars 2026 à 06h00,
    modifié le 14 mars 2026 à 09h12</p><p class="meta__reading-time">CADRE Temps de Lecture 4 min.</p>
    <ul class="meta__tools"><li><a href="#o">CADRE Offrir l’article</a></li><li>CADRE Partager sur
    Facebook</li></ul></header><section class="article__wrapper"><article
    class="article__content">{_ps(0, 1, 2, tag='<p class="article__paragraph">{}</p>')}<section
    class="catcher"><span class="catcher__title">CADRE Lire aussi <a class="catcher__desc"
    href="/x">CADRE Les oubliés du trait de côte</a></span></section><h2
    class="article__sub-title">{SUBHEAD}</h2>{_ps(3, 4, tag='<p class="article__paragraph">{}</p>')}
    <div class="inread-ad"><p>CADRE Publicité</p></div>{
        _ps(5, tag='<p class="article__paragraph">{}</p>')
    }<p class="article__status">CADRE Il vous reste 45.2% de cet
    article à lire. La suite est réservée aux abonnés.</p></article><section
    class="paywall"><h3>CADRE L’accès à la totalité de l’article est protégé</h3></section></section>
    <section class="friend friend--services"><h4>CADRE Services Le Monde</h4><ul><li><a href="/f">CADRE
    Cours d’anglais</a></li></ul></section></section></main>{_FOOTER}</body></html>""",
)

LIBERATION = Page(
    _head(more='<meta property="article:published_time" content="2026-03-14T05:00:00Z">')
    + f"""<body><div id="fusion-app"><header><nav><a href="/">CADRE Accueil</a><a href="/p">CADRE
    Politique</a></nav></header><main><div class="article-header"><div class="overline"><a
    href="/e">Environnement</a></div><h1 class="headline">{TITLE}</h1><p class="subheadline">
    {STANDFIRST}</p></div><div class="lead-art-wrapper"><figure><img src="b.jpg" alt="La
    plage"><figcaption class="image-metadata">La plage en février. (Yann Guivarch/Libération)
    </figcaption></figure></div><div class="byline-container"><span>par <a rel="author"
    href="/s">{BYLINE}</a></span><br><time datetime="2026-03-14T05:00:00Z">publié le 14 mars 2026 à
    6h00</time></div><article class="article-body-wrapper">{
        _ps(0, 1, tag='<p class="article_link">{}</p>')
    }<div class="interstitial-link"><span>CADRE A lire aussi</span><a
    href="/x">CADRE Trait de côte, la grande triche</a></div>{_ps(2)}<h2
    class="font_tertiary">«Un quota et des balances»</h2>{_ps(3, 4, 5)}<div
    class="tags"><a href="/t">CADRE Pêche</a></div></article><div class="dossier"><h3>CADRE Dans le même
    dossier :</h3><ul><li><a href="/1">CADRE Ce que disent les falaises</a></li></ul></div></main>
    {_FOOTER}</div></body></html>""",
    rubric="Environnement",
    subheads=("«Un quota et des balances»",),
    also=("La plage en février.",),
)

MEDIAPART = Page(
    _head(more=f'<meta name="author" content="{BYLINE}">')
    + f"""<body><div class="global-wrapper"><nav aria-label="principale"><ul><li><a href="/fr">CADRE
    Le journal</a></li><li><a href="/club">CADRE Le club</a></li></ul></nav><main><article><div
    class="news__heading"><div class="news__heading__top__tags"><span class="tag">Écologie</span>
    <span>Reportage</span></div><h1 id="page-title">{TITLE}</h1><p
    class="news__heading__top__intro">{STANDFIRST}</p><p class="splitter"><a
    href="/b">{BYLINE}</a></p><p><time datetime="2026-03-14T06:12">14 mars 2026 à 06h12</time></p></div>
    <aside class="news__rich-text-tools"><ul><li><button>CADRE Favori</button></li><li><a
    href="/pdf">CADRE Imprimer</a></li><li><a href="/o">CADRE Offrir</a></li></ul></aside><div
    class="news__body"><div class="news__body__center__article paywall-restricted-content">
    <p class="dropcap-wrapper"><span class="screen-reader-only" aria-hidden="false">{P[0]}</span></p>
    {_ps(1, 2)}<h2>{SUBHEAD}</h2>{_ps(3, 4, 5)}<h5 class="news__body__author">{BYLINE}</h5></div></div>
    <div class="newsletters-block"><h2>CADRE Recevez nos lettres d’information</h2></div></article>
    <section class="related"><h2>CADRE Voir aussi</h2><a href="/1">CADRE Littoral, la loi
    contournée</a></section></main>{_FOOTER}</div></body></html>""",
)

CONVERSATION = Page(
    _head(more='<meta name="generator" content="The Conversation CADRE">')
    + f"""<body><div class="topbar"><a href="/fr/newsletter">CADRE S’inscrire à la newsletter</a></div>
    <header class="masthead"><nav><a href="/fr">CADRE Accueil</a></nav></header><article
    class="content"><header class="content-header"><h1 class="entry-title instapaper_title"><strong
    itemprop="name">{TITLE}</strong></h1><div class="content-timestamps"><span>Publié: </span><time
    itemprop="datePublished" datetime="2026-03-14T05:00:00Z">14 mars 2026, 17:12 CET</time></div>
    <figure class="magazine"><img src="b.jpg" alt="Vasière"><figcaption>La vasière au reflux. <span
    class="source">Y. Guivarch, CC BY</span></figcaption></figure></header><section
    class="content-authors"><div class="author-header"><h3>CADRE Auteurs</h3><ol
    class="content-authors-group"><li class="vcard"><span class="fn author-name">{BYLINE}</span><p
    class="role">Maîtresse de conférences en géographie, Université de la Côte</p></li></ol>
    </div></section><section class="disclosure"><h3>CADRE Déclaration d’intérêts</h3><p>CADRE L’autrice
    ne travaille pas, ne conseille pas, ne possède pas de parts, ne reçoit pas de fonds d’une
    organisation qui pourrait tirer profit de cet article.</p></section><div itemprop="articleBody"
    class="content-body entry-content instapaper_body">{_ps(0, 1, 2)}<hr><p><em>CADRE <strong>À lire
    aussi : <a href="/x">CADRE Le sable, ressource disputée</a></strong></em></p><hr><h2>{SUBHEAD}</h2>
    {_ps(3, 4, 5)}</div></article><section class="events"><h3>CADRE Événements</h3></section>
    {_FOOTER}</body></html>""",
    standfirst="",
    also=("La vasière au reflux.",),
)

OPENEDITION = Page(
    _head(
        more=f'<meta name="author" content="{BYLINE}"><meta name="citation_title" content="{TITLE}">'
    )
    + f"""<body class="article"><div id="entete"><a href="/">CADRE Carnet des grèves</a></div><div
    id="navEntities"><a class="goPrev" href="/1">CADRE Document précédent</a> - <a class="goNext"
    href="/2">CADRE Document suivant</a></div><main id="main"><div id="docHead"><span
    class="surtitre">Littoral</span><h1 id="docTitle">{TITLE}</h1><div id="docAuthor"><a
    href="/s">{BYLINE}</a></div></div><div id="toc"><h2>CADRE Plan</h2><ul class="toc"><li><a
    href="#tocfrom1n1">CADRE Un quota</a></li><li><a href="#notes">CADRE Notes</a></li></ul></div>
    <div id="text" class="section"><h2 class="section"><span class="text">CADRE Texte intégral</span>
    </h2><div class="text wResizable medium"><p class="texte"><span class="paranumber">1</span>{P[0]}
    </p><p class="texte"><span class="paranumber">2</span>{P[1]}<a class="footnotecall" id="bodyftn1"
    href="#ftn1">1</a></p><p class="texte"><span class="paranumber">3</span>{P[2]}</p><h2
    class="texte" id="tocfrom1n1">{SUBHEAD}</h2><p class="texte"><span class="paranumber">4</span>
    {P[3]}</p><blockquote><p class="citation">La grève est à tous, et personne ne la garde.</p>
    </blockquote><p class="texte"><span class="paranumber">5</span>{P[4]}</p><p class="texte"><span
    class="paranumber">6</span>{P[5]}</p></div></div><div id="notes" class="section"><h2>Notes</h2><p
    class="notesbaspage"><a class="FootnoteSymbol" href="#bodyftn1" id="ftn1">1</a> Archives
    départementales, 4 S 112.</p></div><div id="quotation" class="section"><h2>CADRE Pour citer cet
    article</h2><p>CADRE Référence électronique : consulté le 2 avril 2026.</p></div></main><div
    id="footer">CADRE Édité par OpenEdition</div></body></html>""",
    rubric="Littoral",
    standfirst="",
    date="",
    also=("La grève est à tous, et personne ne la garde.", "Archives départementales, 4 S 112."),
)

WIKIPEDIA = Page(
    _head(title=TITLE, site="Wikipédia CADRE")
    + f"""<body class="mediawiki skin-vector"><div class="vector-header-container"><header><nav><a
    href="/wiki/Accueil">CADRE Accueil</a><a href="/wiki/Hasard">CADRE Article au hasard</a></nav>
    </header></div><div class="mw-page-container"><div id="mw-panel-toc" class="vector-toc"><ul><li><a
    href="#Un_quota">CADRE Un quota</a></li><li><a href="#Notes">CADRE Notes</a></li></ul></div><main
    id="content" class="mw-body"><h1 id="firstHeading" class="firstHeading"><span
    class="mw-page-title-main">{TITLE}</span></h1><nav class="vector-page-toolbar"><a href="/d">CADRE
    Discussion</a><a href="/h">CADRE Voir l’historique</a></nav><div id="siteSub">CADRE Un article de
    Wikipédia, l’encyclopédie libre.</div><div id="mw-content-text"><div class="mw-parser-output">
    <p>{P[0]}<sup id="cite_ref-1" class="reference"><a href="#cite_note-1"><span
    class="cite-bracket">[</span>1<span class="cite-bracket">]</span></a></sup></p>{_ps(1, 2)}<div
    class="mw-heading mw-heading2"><h2 id="Un_quota">{SUBHEAD}</h2><span class="mw-editsection"><span>
    [</span><a href="/e">CADRE modifier</a><span> | </span><a href="/f">CADRE modifier le code</a>
    <span>]</span></span></div>{_ps(3, 4, 5)}<div class="mw-heading mw-heading2"><h2 id="Notes">Notes
    et références</h2></div><div class="references-small"><ol class="references"><li
    id="cite_note-1"><span class="mw-cite-backlink"><a href="#cite_ref-1">↑</a></span> <span
    class="reference-text">Rapport du comité des pêches, 2025.</span></li></ol></div></div></div>
    <div id="catlinks" class="catlinks"><a href="/c">CADRE Catégorie</a> : <ul><li><a href="/p">CADRE
    Pêche à pied</a></li></ul></div></main></div><footer><p>CADRE La dernière modification a été faite
    le 3 avril.</p></footer></body></html>""",
    standfirst="",
    byline="",
    date="",
    also=("Rapport du comité des pêches, 2025.",),
)

BLOGGER = Page(
    _head()
    + f"""<body><div class="navbar section">CADRE <iframe></iframe></div><div class="header-inner"><h1
    class="title"><a href="/">Le Site CADRE</a></h1></div><div class="tabs"><ul><li><a
    href="/">CADRE Accueil</a></li></ul></div><div class="main section"><div class="blog-posts
    hfeed"><h2 class="date-header"><span>samedi 14 mars 2026</span></h2><div class="post hentry"><h3
    class="post-title entry-title">{TITLE}</h3><div class="post-body entry-content">{P[0]}<br><br>
    {P[1]}<br><br><div class="separator"><a href="b.jpg"><img src="b.jpg" alt="La digue"></a></div>
    {P[2]}<br><br><b>{SUBHEAD}</b><br><br>{P[3]}<br><br>{P[4]}<br><br>{P[5]}<br></div><div
    class="post-footer"><div class="post-footer-line"><span class="post-author vcard">Publié par <span
    class="fn">{BYLINE}</span></span> <span class="post-timestamp">à <a href="/p">06:12</a></span>
    </div><div class="post-share-buttons"><a href="#">CADRE Envoyer par e-mail</a></div><span
    class="post-labels">CADRE Libellés : <a href="/l">CADRE mer</a></span></div></div></div><div
    class="blog-pager"><a class="blog-pager-newer-link" href="/n">CADRE Article plus récent</a> <a
    class="home-link" href="/">CADRE Accueil</a> <a class="blog-pager-older-link" href="/o">CADRE
    Article plus ancien</a></div></div><aside><div class="widget Profile"><h2>CADRE Qui êtes-vous ?
    </h2></div></aside></body></html>""",
    standfirst="",
)

MEDIUM = Page(
    _head(more='<meta property="article:published_time" content="2026-03-14T05:00:00.000Z">')
    + f"""<body><div id="root"><div class="a b c"><div class="d e"><a href="/">CADRE Open in app</a><a
    href="/s">CADRE S’inscrire</a></div></div><article class="meteredContent"><div class="l"><section>
    <div><h1 class="pw-post-title gk gl" id="4f2a">{TITLE}</h1><h2 class="pw-subtitle-paragraph hm"
    id="9c1b">{STANDFIRST}</h2><div class="speechify-ignore"><div class="bm"><a
    href="/@s" data-testid="authorName">{
        BYLINE
    }</a><span>CADRE · <button>CADRE Suivre</button></span>
    <span data-testid="storyReadTime">CADRE 5 min de lecture</span><span
    data-testid="storyPublishDate">14 mars 2026</span></div><div class="pw-multi-vote-count"><button>
    CADRE 112</button></div></div></div>{
        _ps(0, 1, 2, tag='<p class="pw-post-body-paragraph im">{}</p>')
    }
    <figure class="paragraph-image"><img src="b.jpg" alt="Bottes"><figcaption class="ko kp">Des bottes
    qui sèchent.</figcaption></figure><h2 class="lw lx" id="77aa">{SUBHEAD}</h2>{
        _ps(3, 4, 5, tag='<p class="pw-post-body-paragraph im">{}</p>')
    }</section></div></article><div class="tags"><a
    href="/t">CADRE Mer</a></div><div class="recommendations"><h2>CADRE Recommended from Medium</h2>
    <article><a href="/2"><h2>CADRE Ten rules of the tide</h2></a></article></div></div></body></html>""",
    also=("Des bottes qui sèchent.",),
)

PUBLICAN = Page(
    f"""<html lang="fr"><head><title>4.2. {TITLE}</title></head><body><div id="banner"><a
    href="https://a.example/get"><span class="text">CADRE Télécharger le livre</span></a></div><p
    id="title"><a class="left" href="https://b.example"><img alt="CADRE" src="l.png"></a></p><ul
    class="docnav top"><li class="previous"><a accesskey="p" href="1.html"><strong>CADRE Précédent
    </strong></a></li><li class="home">CADRE Le cahier de la grève</li><li class="next"><a href="3.html">
    <strong>CADRE Suivant</strong></a></li></ul><div class="section"><div class="titlepage"><div><div><h2
    class="title"><a id="s"></a>4.2. {TITLE}</h2></div></div></div>{
        _ps(0, 1, 2, tag='<div class="para">{}</div>')
    }<div class="figure"><a id="f"></a><div class="figure-contents"><div
    class="mediaobject"><img src="b.png" alt="Une balance"></div></div><p class="title"><strong>Figure
    4.1. Une balance</strong></p></div><div class="section"><div class="titlepage"><div><div><h3
    class="title">{SUBHEAD}</h3></div></div></div>{_ps(3, tag='<div class="para">{}</div>')}<div
    class="sidebar"><div class="titlepage"></div><div class="para">{P[4]}</div></div>{
        _ps(5, tag='<div class="para">{}</div>')
    }</div></div><ul class="docnav"><li class="previous"><a
    href="1.html"><strong>CADRE Précédent</strong>CADRE 4.1. Le flot</a></li><li class="up"><a
    href="#"><strong>CADRE Niveau supérieur</strong></a></li><li class="home"><a href="i.html"><strong>
    CADRE Sommaire</strong></a></li><li class="next"><a href="3.html"><strong>CADRE Suivant</strong>CADRE
    4.3. Le jusant</a></li></ul></body></html>""",
    standfirst="",
    byline="",
    date="",
    also=("Figure 4.1. Une balance",),
)

SPHINX = Page(
    f"""<html lang="fr"><head><title>{TITLE} — Documentation 1.0 CADRE</title></head><body><div
    class="related" role="navigation"><h3>CADRE Navigation</h3><ul><li class="right"><a
    href="i.html">CADRE index</a></li><li class="right"><a href="n.html">CADRE suivant</a> |</li></ul>
    </div><div class="document"><div class="documentwrapper"><div class="bodywrapper"><div class="body"
    role="main"><section id="general-recommendations-for-all"><h1>{TITLE}<a class="headerlink" href="#g"
    title="Lien">¶</a></h1><div class="contents local topic" id="contents"><p
    class="topic-title">CADRE Sommaire</p><ul><li><p><a href="#q">CADRE Un quota</a></p></li><li><p><a
    href="#r">CADRE Le reste</a></p></li></ul></div>{_ps(0, 1, 2)}<section
    id="share-of-the-comments-in-quotas"><h2>{SUBHEAD}<a class="headerlink" href="#q">¶</a></h2>
    {_ps(3, 4)}<p>{P[5]} <a class="footnote-reference brackets" href="#id2" id="id1"
    role="doc-noteref">1</a></p><aside class="footnote-list brackets"><aside class="footnote brackets"
    id="id2" role="doc-footnote"><span class="label">[<a role="doc-backlink" href="#id1">1</a>]</span>
    <p>Selon le décret de 2024.</p></aside></aside></section></section></div></div></div><div
    class="sphinxsidebar" role="navigation"><div class="sphinxsidebarwrapper"><h3>CADRE Table des
    matières</h3><ul><li><a href="#">{TITLE}</a></li></ul><h4>CADRE Sujet précédent</h4><p><a
    href="p.html">CADRE Le flot</a></p></div></div></div><div class="footer">CADRE © 2026. Créé avec
    Sphinx.</div></body></html>""",
    standfirst="",
    byline="",
    date="",
    also=("Selon le décret de 2024.",),
)

MKDOCS = Page(
    _head(site="Guide CADRE", more='<meta name="generator" content="mkdocs-material">')
    + f"""<body><a href="#a" class="md-skip">CADRE Aller au contenu</a><header class="md-header"><nav
    class="md-header__inner"><div class="md-header__title">CADRE Guide</div></nav></header><div
    class="md-container"><main class="md-main"><div class="md-sidebar md-sidebar--primary"><nav
    class="md-nav"><ul><li><a href="/1">CADRE Installer</a></li><li><a href="/2">CADRE Régler</a></li>
    </ul></nav></div><div class="md-content"><article class="md-content__inner md-typeset"><a
    href="/edit" class="md-content__button">CADRE Modifier cette page</a><h1 id="t">{TITLE}<a
    class="headerlink" href="#t">¶</a></h1>{_ps(0, 1, 2)}<h2 id="q">{SUBHEAD}<a class="headerlink"
    href="#q">¶</a></h2>{_ps(3)}<div class="admonition tip"><p class="admonition-title">Astuce</p>
    <p>{P[4]}</p></div>{_ps(5)}<aside class="md-source-file"><span>CADRE Dernière mise à jour : 2 avril
    </span></aside></article></div></main><footer class="md-footer"><nav><a rel="prev"
    href="/1">CADRE Précédent Installer</a><a rel="next" href="/2">CADRE Suivant Régler</a></nav>
    </footer></div></body></html>""",
    standfirst="",
    byline="",
    date="",
    also=("Astuce",),
)

PAGES = {
    "WordPress, Gutenberg": GUTENBERG,
    "WordPress, classic": CLASSIC,
    "WordPress, Elementor": ELEMENTOR,
    "Drupal": DRUPAL,
    "SPIP": SPIP,
    "Ghost": GHOST,
    "Substack": SUBSTACK,
    "Arc XP": ARC,
    "Le Monde": LE_MONDE,
    "Libération": LIBERATION,
    "Mediapart": MEDIAPART,
    "The Conversation": CONVERSATION,
    "OpenEdition": OPENEDITION,
    "MediaWiki": WIKIPEDIA,
    "Blogger": BLOGGER,
    "Medium": MEDIUM,
    "Publican": PUBLICAN,
    "Sphinx": SPHINX,
    "MkDocs": MKDOCS,
}
