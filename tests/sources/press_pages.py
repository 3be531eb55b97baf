"""More pages, as newspapers, magazines and blogs of France write them: one article and its frame.

As in ``site_pages``: the texts are ours, the markup imitates what each kind of site puts out, and
what stands beside the article has « CADRE » before it.
"""

# ruff: noqa: E501

from __future__ import annotations

import json

from tests.sources.site_pages import (
    _COOKIES,
    _FOOTER,
    _MENU,
    BYLINE,
    STANDFIRST,
    SUBHEAD,
    TITLE,
    P,
    Page,
    _head,
    _ps,
)

_GRAPH = [
    {"@type": "WebSite", "name": "Le Site"},
    {"@type": "BreadcrumbList", "itemListElement": []},
    {
        "@type": ["NewsArticle"],
        "headline": TITLE,
        "datePublished": "2026-03-14T05:00:00Z",
        "dateModified": "2026-03-15T05:00:00Z",
        "author": [{"@type": "Person", "name": BYLINE}],
        "publisher": {"@type": "Organization", "name": "Le Site"},
    },
]
_LINKED = f'<script type="application/ld+json">{json.dumps({"@graph": _GRAPH})}</script>'

PUBLIC_RADIO = Page(
    _head(more=_LINKED)
    + f"""<body class="page page--article"><div id="didomi-host">CADRE Nous et nos partenaires</div>
    {_MENU}<main><article class="page__content"><ul class="p-breadcrumb"><li><a href="/">CADRE
    Accueil</a></li><li><a href="/e">CADRE Environnement</a></li></ul><header class="page-header"><h1
    class="c-title">{TITLE}</h1><div class="c-chapo">{STANDFIRST}</div><div
    class="publication-block"><div class="c-signature"><div class="c-signature__avatar"><img
    src="a.jpg" alt="CADRE avatar"></div><span class="c-signature__names">Article rédigé par
    <span>{BYLINE}</span></span><div class="c-signature__role">CADRE franceradio</div></div><div
    class="publication-date"><div class="publication-date__published"><time
    datetime="2026-03-14T06:00:00+01:00">Publié le 14/03/2026 06:00</time></div><div
    class="publication-date__modified"><time datetime="2026-03-15T07:12:00+01:00">Mis à jour le
    15/03/2026 07:12</time></div><div class="publication-date__reading-time">CADRE Temps de lecture :
    4 min</div></div></div></header><figure class="c-cover"><img src="c.jpg" alt="La baie"><figcaption
    class="c-cover__caption">La baie, le 3 mars 2026. (YANN GUIVARCH / AFP)</figcaption></figure><div
    class="c-body">{_ps(0, 1)}<h2>{SUBHEAD}</h2>{_ps(2, 3)}<div class="c-related-embed"><p>CADRE À lire
    aussi</p><a href="/x">CADRE Les huîtres creuses ont passé l’hiver sans encombre</a></div>{_ps(4)}
    <blockquote class="twitter-tweet"><p>L’eau monte, on rentre.</p>— Le port (@leport)</blockquote>
    {_ps(5)}</div><section class="article-tags"><h3>CADRE Prolongez votre lecture autour de ce
    sujet</h3><ul class="tags"><li><a href="/t">CADRE pêche</a></li><li><a href="/u">CADRE littoral
    </a></li></ul></section><div class="p-article__share"><span>CADRE partager</span></div></article>
    <section class="p-article__newsletter newsletter"><p>CADRE L’actualité en images, chaque soir,
    dans votre boîte mail.</p></section><section class="recirculation"><h2>CADRE L’actualité en
    continu</h2><ul><li><a href="/z">CADRE Un train en panne toute la nuit près de Vierzon</a></li>
    </ul></section></main>{_FOOTER}</body></html>""",
    also=("La baie, le 3 mars 2026. (YANN GUIVARCH / AFP)", "L’eau monte, on rentre."),
)

SUPPORTED = Page(
    _head(
        more='<meta name="generator" content="SPIP 4.1"><meta name="author" content="Le Site CADRE">'
    )
    + f"""<body><div class="entete">{_MENU}</div><div class="contenu-principal"><article><div
    class="rubrique-theme"><a href="/t">Littoral</a></div><h1 class="crayon article-titre-9">{TITLE}
    </h1><div class="bloc-infos"><a href="/spip.php?auteur9">{BYLINE}</a><br>14 mars 2026 à 06h00
    <br>Durée : 5 minutes</div><div class="partage">CADRE Partager cet article</div><div
    class="chapo"><p><strong>{STANDFIRST}</strong></p></div><div class="texte">{_ps(0)}<figure
    class="spip_document_44 spip_documents spip_documents_center"><img src="b.jpg" alt="Le panier"
    width="720"><figcaption class="spip_doc_legende"><div class="spip_doc_titre"><strong>Le panier des
    Kerdoncuff.</strong></div><div class="spip_doc_credits">© Yann Guivarch / Le Site</div>
    </figcaption></figure>{_ps(1, 2)}<h2 class="intertitre">{SUBHEAD}</h2>{_ps(3)}<div
    class="encart-don"><p>CADRE Puisque vous êtes ici, un mot : notre journal vit des dons de ses
    lecteurs, et chaque euro compte pour tenir jusqu’à l’été.</p><a href="/don">CADRE Je soutiens le
    journal</a></div>{_ps(4, 5)}</div><div class="lire-aussi"><h3>CADRE Lire aussi</h3><a
    href="/x">CADRE Les algues vertes sont revenues</a></div><div class="mots-cles">CADRE Mots-clés :
    <a href="/m">CADRE océan</a></div></article></div><div class="bloc-soutien"><h2>CADRE Soutenez une
    presse sans actionnaire</h2><p>CADRE Dans quelques jours, les comptes seront clos et il nous manque
    encore la moitié de la somme qu’il faut pour continuer sans publicité ni actionnaire.</p></div>
    {_FOOTER}</body></html>""",
    rubric="Littoral",
    also=("Le panier des Kerdoncuff.", "© Yann Guivarch / Le Site"),
)

WALLED = Page(
    _head(more=_LINKED)
    + f"""<body><div id="__next">{_MENU}<main><article class="article"><div
    class="article-header"><p class="article-label">CADRE Réservé aux abonnés</p><h1>{TITLE} <span
    class="label">CADRE Abonné</span></h1><p class="article-standfirst">{STANDFIRST}</p><div
    class="article-meta"><span>Par <a href="/s">{BYLINE}</a></span> <span>Publié le 14 mars 2026 à
    6h00</span> <span>CADRE Temps de lecture 6 min</span></div></div><div class="ad-slot">CADRE
    Publicité</div><div class="article-body">{_ps(0)}{
        _ps(1, 2, tag='<p class="paywall">{}</p>')
    }<h2 class="paywall">{SUBHEAD}</h2>{
        _ps(3, 4, 5, tag='<p class="paywall">{}</p>')
    }<div class="paywall-box"><p>CADRE Il vous reste 72 % de cet article à lire.</p><p>CADRE Cet
    article est réservé aux abonnés.</p><a href="/abo">CADRE S’abonner pour 1 €</a></div></div></article>
    <aside class="most-read"><h2>CADRE Les plus lus</h2><ol><li><a href="/1">CADRE Le maire et la
    piscine</a></li><li><a href="/2">CADRE Un été sans eau</a></li></ol></aside></main></div>
    {_FOOTER}</body></html>""",
)

FRENCH_BLOG = Page(
    _head(
        more='<meta name="dc.title" content="À marée basse, la baie se repeuple"><meta name="dc.date" content="2026-03-14T06:00:00+01:00">'
    )
    + f"""<body class="dc-post"><div id="page"><div id="top"><h1><span><a href="/">Le Site CADRE</a>
    </span></h1></div><p id="prelude"><a href="#main">CADRE Aller au contenu</a> | <a href="#q">CADRE
    Aller à la recherche</a></p><div id="wrapper"><div id="main"><div id="content"><p id="navlinks"><a
    href="/p" class="prev">CADRE « Le sel et la route</a> <span>-</span> <a href="/n"
    class="next">CADRE La nuit des péages »</a></p><div class="post"><h2 class="post-title">{TITLE}
    </h2><p class="post-info">Par {BYLINE} le samedi 14 mars 2026, 06:12 - <a href="/c">Littoral</a> -
    <a href="/l">Lien permanent</a></p><ul class="post-tags"><li><a href="/t">CADRE mer</a></li></ul>
    <div class="post-content">{_ps(0, 1, 2)}<h3>{SUBHEAD}</h3>{_ps(3, 4, 5)}</div></div><div
    id="comments"><h3>CADRE Commentaires</h3><dl><dt>CADRE 1. Le dimanche 15 mars 2026, 08:30 par
    Gwenola</dt><dd><p>CADRE Merci pour ce billet, la baie de mon enfance n’avait pas ce visage, et les
    paniers de mon père rentraient pleins tous les soirs.</p></dd></dl></div><form
    id="comment-form"><h3>CADRE Ajouter un commentaire</h3></form><p id="comments-feed"><a
    href="/f">CADRE Fil des commentaires de ce billet</a></p></div></div><div id="sidebar"><div
    id="blognav"><div class="categories"><h2>CADRE Catégories</h2><ul><li><a href="/c">CADRE Cuisine
    </a></li></ul></div></div></div></div><div id="footer"><p>CADRE Propulsé par Dotclear</p></div>
    </div></body></html>""",
    standfirst="",
)

OVERBLOG = Page(
    _head()
    + f"""<body class="ob-page"><div class="ob-header"><h1><a href="/">Le Site CADRE</a></h1></div>
    <div class="ob-menu"><ul><li><a href="/">CADRE Accueil</a></li><li><a href="/c">CADRE Contact</a>
    </li></ul></div><div class="article ob-article"><div class="date">14 Mars 2026</div><div
    class="title"><h2 class="post-title">{TITLE}</h2></div><div class="meta">Publié par {BYLINE}</div>
    <div class="ob-sections"><div class="ob-section ob-section-html">{_ps(0, 1)}</div><div
    class="ob-section ob-section-images ob-default"><div class="ob-row-1-col"><a href="b.jpg"
    class="ob-link-img"><img class="ob-cell ob-img ob-media" src="b.jpg" alt="Trois paniers"></a></div>
    <p class="ob-desc">Trois paniers pour deux mains.</p></div><div class="ob-section
    ob-section-html">{_ps(2)}<p><strong>{SUBHEAD}</strong></p>{_ps(3, 4, 5)}</div></div><div
    class="share-buttons"><a href="#">CADRE Partager cet article</a><a href="#">CADRE Repost</a></div>
    <div class="ob-repost-infos">CADRE 0</div><div class="newsletter"><p>CADRE Pour être informé des
    derniers articles, inscrivez vous :</p></div><div class="related"><h3>CADRE Vous aimerez aussi :
    </h3><a href="/y">CADRE La criée déménage</a></div></div><div class="comments"><h3>CADRE Commenter
    cet article</h3></div><div class="ob-footer">CADRE Voir le profil sur le portail</div></body></html>""",
    standfirst="",
    also=("Trois paniers pour deux mains.",),
)

CANALBLOG = Page(
    _head()
    + f"""<body><div id="header"><h1><a href="/">Le Site CADRE</a></h1><h2>CADRE Carnet d’un
    estran</h2></div><div id="content"><div class="dateheader">14 mars 2026</div><div
    class="blogbody"><h3>{TITLE}</h3><div class="entry">{_ps(0, 1, 2)}<h4>{SUBHEAD}</h4>{
        _ps(3, 4, 5)
    }</div><div class="itemfooter">Posté par {BYLINE} à 06:12 - <a href="/c">CADRE Estran</a> - <a
    href="#c">CADRE Commentaires [4]</a> - Permalien [<a href="/p">CADRE #</a>]</div><div
    class="itemtags">CADRE Tags : <a href="/t">CADRE mer</a></div></div><h3>CADRE Commentaires sur le
    billet</h3><ul class="commentlist"><li class="comment"><div>CADRE Quelle belle matinée, on s’y
    croirait, merci pour ce partage et à bientôt sur la grève.</div><div>CADRE Posté par Nono, 15 mars
    2026 à 09:00</div></li></ul></div><div id="sidebar"><h2>CADRE Archives</h2></div></body></html>""",
    standfirst="",
)

RESEARCH_BLOG = Page(
    _head(
        more='<meta name="DC.creator" content="Soazig Le Bihan"><meta name="DC.date" content="2026-03-14">'
    )
    + f"""<body class="single single-post"><div id="oe-menubar">CADRE OpenEdition <a href="/b">CADRE
    Livres</a><a href="/r">CADRE Revues</a></div>{
        _MENU
    }<div id="primary"><main><article id="post-88"
    class="post-88 post type-post hentry category-terrain tag-newsletter tag-promo"><header
    class="entry-header"><h1 class="entry-title">{TITLE}</h1><div class="entry-meta"><span
    class="author vcard"><a class="url fn n" href="/a">{BYLINE}</a></span><span
    class="posted-on"><a href="/p" rel="bookmark"><time class="entry-date published"
    datetime="2026-03-14T06:00:00+01:00">14/03/2026</time><time class="updated"
    datetime="2026-03-16T06:00:00+01:00">16/03/2026</time></a></span><span class="comments-link"><a
    href="#r">CADRE Laisser un commentaire</a></span></div></header><div class="entry-content">{
        _ps(0, 1)
    }<p>{P[2]}<a href="#_ftn1" name="_ftnref1">[1]</a></p><h2>{SUBHEAD}</h2>{_ps(3, 4, 5)}<p><a
    href="#_ftnref1" name="_ftn1">[1]</a> Entretien du 3 mars 2026, au café du port.</p><hr><div
    class="oe-cite"><p>CADRE OpenEdition suggère de citer ce billet comme suit : (14 mars 2026), Carnet
    de l’estran. Consulté le 2 avril 2026.</p></div></div><footer class="entry-footer"><div
    class="author-info"><h2>CADRE À propos de l’auteur</h2><p>CADRE Anthropologue, elle étudie les
    pêches à pied depuis dix ans et enseigne à l’université du Ponant.</p></div></footer></article>
    </main></div><aside id="secondary" class="widget-area"><h2>CADRE Billets récents</h2><ul><li><a
    href="/z">CADRE Compter les coques</a></li></ul></aside>{_FOOTER}</body></html>""",
    standfirst="",
    also=("Entretien du 3 mars 2026, au café du port.",),
)

AMP = Page(
    '<!doctype html><html amp lang="fr">'
    + _head(more=_LINKED).removeprefix('<!DOCTYPE html><html lang="fr">')
    + f"""<body><amp-sidebar id="menu" layout="nodisplay"><ul><li><a href="/a">CADRE Société</a></li>
    <li><a href="/b">CADRE Monde</a></li></ul></amp-sidebar><header class="amp-header"><a
    href="/"><amp-img src="logo.png" alt="CADRE logo" width="90" height="30"></amp-img></a></header>
    <article class="amp-article"><header><h1>{TITLE}</h1><p class="amp-desc">{STANDFIRST}</p><ul
    class="amp-meta"><li class="amp-byline">Par {BYLINE}</li><li class="amp-date"><time
    datetime="2026-03-14T05:00:00Z">14 mars 2026</time></li></ul></header><figure><amp-img
    src="b.jpg" alt="La cale" width="800" height="600" layout="responsive"></amp-img><figcaption>La cale
    à l’aube. Photo Y. Guivarch</figcaption></figure><amp-ad type="doubleclick">CADRE Publicité</amp-ad>
    {_ps(0, 1, 2)}<h2>{SUBHEAD}</h2>{_ps(3)}<amp-social-share type="twitter">CADRE Tweeter
    </amp-social-share>{_ps(4, 5)}</article><amp-consent id="c">CADRE Nous respectons votre vie privée
    et vos choix de publicité.</amp-consent><footer class="amp-footer"><a href="/v">CADRE Voir la version
    complète de cet article</a></footer></body></html>""",
    also=("La cale à l’aube. Photo Y. Guivarch",),
)

OLD_TABLES = Page(
    f"""<HTML><HEAD><TITLE>Le Site CADRE - {TITLE}</TITLE><META HTTP-EQUIV="Content-Type"
    CONTENT="text/html; charset=utf-8"><SCRIPT>var a=1;</SCRIPT></HEAD><BODY BGCOLOR="#FFFFFF"><TABLE
    WIDTH="760" BORDER="0"><TR><TD COLSPAN="3"><IMG SRC="logo.gif" ALT="CADRE logo"><FONT SIZE="1"><A
    HREF="a.htm">CADRE Accueil</A> | <A HREF="b.htm">CADRE Sommaire du numéro</A> | <A
    HREF="c.htm">CADRE Écrivez-nous</A> | <A HREF="d.htm">CADRE Archives</A></FONT></TD></TR><TR><TD
    WIDTH="140" VALIGN="top"><FONT SIZE="1"><A HREF="1.htm">CADRE Politique</A><BR><A
    HREF="2.htm">CADRE Économie</A><BR><A HREF="3.htm">CADRE Culture</A><BR><A HREF="4.htm">CADRE
    Sports</A><BR><A HREF="5.htm">CADRE Météo marine</A></FONT></TD><TD VALIGN="top"><FONT SIZE="5"><B>
    {TITLE}</B></FONT><BR><BR><B>{STANDFIRST}</B><BR><BR>{P[0]}<BR><BR>{P[1]}<BR><BR>{P[2]}<BR><BR><B>
    {SUBHEAD}</B><BR><BR>{P[3]}<BR><BR>{P[4]}<BR><BR>{P[5]}<BR><BR><DIV ALIGN="right"><I>{BYLINE}</I>
    </DIV></TD><TD WIDTH="120" VALIGN="top"><FONT SIZE="1"><B>CADRE Sur le même sujet</B><BR><A
    HREF="6.htm">CADRE Le port sec</A><BR><A HREF="7.htm">CADRE La digue</A><BR>CADRE Publicité</FONT>
    </TD></TR><TR><TD COLSPAN="3"><FONT SIZE="1">CADRE © Le Site 2004 - <A HREF="m.htm">CADRE Mentions
    légales</A></FONT></TD></TR></TABLE></BODY></HTML>""",
    date="",
)

HASHED = Page(
    _head(more=_LINKED)
    + f"""<body><div id="root"><div class="sc-1kfq0p x1"><a href="/">CADRE La une</a><a href="/d">CADRE
    En direct</a><a href="/abo">CADRE S’abonner</a></div><div class="sc-aamjrj-0 kl"><div
    class="sc-14kwckt-0"><span class="sc-1fa9x">CADRE Écouter l’article</span></div><div
    class="sc-1pbo8r5"><h1 class="sc-14kwckt-6 bQZ">{TITLE}</h1><p class="sc-14kwckt-9 dAP">{
        STANDFIRST
    }
    </p><div class="sc-17ifq26"><span>Par</span> <b>{
        BYLINE
    }</b></div><div class="sc-1ugyf"><span>Publié le
    14 mars 2026 à 06:00</span><span>Mis à jour le 15 mars 2026 à 11:12</span></div></div><figure
    class="sc-1x"><img src="b.jpg" alt="Une cale"><figcaption class="sc-1y">Une cale vide. (Yann
    Guivarch/Le Site)</figcaption></figure><div class="sc-1s7k"><div class="sc-1eq">{
        _ps(0, 1, 2, tag='<p class="sc-14kwckt-16 eyz">{}</p>')
    }<h3 class="sc-14kwckt-17">{SUBHEAD}</h3>{
        _ps(3, 4, tag='<p class="sc-14kwckt-16 eyz">{}</p>')
    }<div class="sc-9z"><p class="sc-9y"><span>CADRE LIRE AUSSI :</span></p><ul><li><a href="/x">CADRE
    DOSSIER - La mer sous quotas</a></li></ul></div>{
        _ps(5, tag='<p class="sc-14kwckt-16 eyz">{}</p>')
    }</div></div><div class="sc-tag"><a href="/t">CADRE Pêche</a><a href="/u">CADRE Mer</a></div></div>
    <div class="sc-foot"><a href="/m">CADRE Mentions légales</a><p>CADRE Tous droits réservés, Le Site, groupe de la Baie</p></div></div></body></html>""",
    also=("Une cale vide. (Yann Guivarch/Le Site)",),
)

ESSENTIAL = Page(
    _head(more=_LINKED)
    + f"""<body>{_MENU}<main><article class="mainarticle"><header class="article-head"><div
    class="nodeheader-text"><span class="kicker">Littoral</span><h1 class="nodeheader-title">{TITLE}
    </h1><p class="nodeheader-chapo">{STANDFIRST}</p><p class="authorsign"><a rel="author"
    href="/s">{BYLINE}</a></p><p class="datetime">Publié le <time
    datetime="2026-03-14T06:02:00+01:00">14/03/2026 à 06h02</time></p></div></header><div
    class="lt-endor-body content"><div class="teaser-essentiel"><h2 class="h2">L’essentiel</h2><ul>
    <li>La palourde revient dans la baie depuis que les moteurs en sont exclus.</li><li>Chaque pêcheur
    a droit à deux kilos par jour, pesés sur le parking.</li></ul></div>{_ps(0, 1, 2)}<h2>{SUBHEAD}</h2>
    {_ps(3)}<p><a href="/d">CADRE Notre dossier sur la pêche à pied</a></p>{_ps(4, 5)}</div><div
    class="article-tags tags"><ul><li><a href="/t">CADRE pêche</a></li></ul></div><div
    id="disqus_thread" class="comments">CADRE 12 commentaires</div></article><section
    class="block-outbrain outbrain">CADRE Contenus sponsorisés</section></main>{_FOOTER}{_COOKIES}
    </body></html>""",
    rubric="Littoral",
    subheads=("L’essentiel", SUBHEAD),
    also=("La palourde revient dans la baie depuis que les moteurs en sont exclus.",),
)

SAVED_BY_EXTENSION = Page(
    _head(more="<!-- Page saved with SingleFile url: https://site.example/baie -->" + _LINKED)
    + f"""<body><header class="sf-hidden"></header><nav><a href="/">CADRE Accueil</a></nav><main><article
    itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">{TITLE}</h1><h2
    itemprop="description">{STANDFIRST}</h2><p><span itemprop="author" itemscope
    itemtype="https://schema.org/Person"><span itemprop="name">{BYLINE}</span></span>, <time
    itemprop="datePublished" datetime="2026-03-14">14 mars 2026</time></p><div
    itemprop="articleBody">{_ps(0, 1, 2)}<h3>{SUBHEAD}</h3>{_ps(3, 4, 5)}</div></article><template
    shadowrootmode="open"><p>CADRE Des cookies pour tout le monde</p></template></main><div
    class="newsletter-subscribe"><p>CADRE Chaque matin, la mer dans votre boîte aux lettres.</p></div>
    {_FOOTER}</body></html>""",
)

PRINTED = Page(
    f"""<html lang="fr"><head><title>{TITLE} - Le Site CADRE</title><meta name="robots"
    content="noindex"><script>window.print()</script></head><body onload="window.print()"><div
    class="print"><p class="url">CADRE https://www.lesite.example/article1288.html</p><p><a
    href="javascript:window.close()">CADRE Fermer la fenêtre</a> <a href="#">CADRE Imprimer</a></p><h3
    class="surtitre">Littoral</h3><h1>{TITLE}</h1><p class="date">samedi 14 mars 2026, par {BYLINE}
    </p><div class="chapo">{STANDFIRST}</div>{_ps(0, 1, 2)}<h3>{SUBHEAD}</h3>{_ps(3, 4, 5)}<hr><form>
    <p>CADRE Article imprimé à partir du site du Site</p></form></div></body></html>""",
    rubric="Littoral",
)

PRESS_PAGES = {
    "public radio": PUBLIC_RADIO,
    "SPIP, supported by readers": SUPPORTED,
    "behind a paywall": WALLED,
    "Dotclear": FRENCH_BLOG,
    "Overblog": OVERBLOG,
    "Canalblog": CANALBLOG,
    "Hypotheses": RESEARCH_BLOG,
    "AMP": AMP,
    "tables of 2004": OLD_TABLES,
    "styled components": HASHED,
    "essentials": ESSENTIAL,
    "SingleFile, microdata": SAVED_BY_EXTENSION,
    "print version": PRINTED,
}
