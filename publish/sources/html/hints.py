"""What class names, microdata and set phrases of web pages say about a piece of the page."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from lxml import etree

from publish.sources.blocks import Role
from publish.sources.html.tree import HINT, class_tokens, name, text_of, tokens

_W = str.split

NOT_ARTICLE_TAGS = frozenset(("nav", "footer", "aside", "dialog", "menu", "search", "form"))
NOT_ARTICLE_ROLES = frozenset(
    _W(
        "navigation banner contentinfo complementary search dialog alertdialog menu menubar "
        "toolbar tablist form"
    )
)

ALWAYS_BESIDE = frozenset(
    _W(
        "share shares sharing sharebox sharedaddy addtoany partage partages partager social "
        "socials newsletter newsletters comment comments commentaire commentaires disqus respond "
        "related relateds cookie cookies consent gdpr rgpd didomi axeptio tarteaucitron breadcrumb "
        "breadcrumbs ariane pagination pager paywall popup popin modal overlay login signin signup "
        "ad ads advert advertisement advertising publicite pub outbrain taboola ligatus recommend "
        "recommended recommendation recommendations reco recirculation subscribe subscription "
        "subscriptions abonnement abonner abonnez claim donate donation jetpack likes postnav "
        "prevnext nextprev toolbar skiplink skiplinks sommaire-fixe mostread mostviewed "
        "crosslinks adsbygoogle offer offers promo promos disclosure editsection"
    )
)
"""Tokens of classes and ids of what stands beside an article, whatever it holds."""

WALLS = frozenset(
    _W("paywall subscribe subscription subscriptions abonnement abonner offer offers overlay")
)
"""Those of them that sites give to the text behind a paywall too."""

OFTEN_BESIDE = frozenset(
    _W(
        "nav navbar navigation menu footer sidebar aside widget widgets carousel slider tag tags "
        "keywords follow rating vote print printer tools outils bio authorbox banner bandeau "
        "header-top search hidden player sponsor sponsored don dons soutien teaser teasers card "
        "cards push toc summary-nav meta-nav topics topic most-read trending popular alaune une "
        "feed listing thumbnails episode diffusions staff"
    )
)
"""Tokens of what often stands beside an article, unless the article is in it."""

_PAIRS = (
    *(("lire", "aussi"), ("voir", "aussi"), ("read", "more"), ("most", "read"), ("see", "also")),
    *(("most", "viewed"), ("plus", "lus"), ("author", "box"), ("author", "bio"), ("a", "lire")),
    *(("read", "also"), ("post", "navigation"), ("same", "topic"), ("same", "category")),
    *(("author", "desc"), ("author", "description"), ("about", "author"), ("other", "articles")),
    *(("auteur", "bio"), ("info", "auteur"), ("next", "post"), ("prev", "post"), ("skip", "link")),
    *(("post", "tags"), ("tags", "list"), ("tag", "list"), ("sr", "only"), ("visually", "hidden")),
    *(("site", "sub"), ("edit", "section"), ("share", "bar"), ("reading", "time")),
    *(("screen", "reader"), ("call", "to"), ("sur", "le"), ("meme", "sujet"), ("post", "nav")),
)

_BESIDE_TEXT = re.compile(
    r"(?:[àa] )?(?:lire|voir|écouter|découvrir|relire|revoir)(?: aussi| également| ailleurs)?"
    r"\s*(?::|>|»|→|…|$)|(?:[àa] )?(?:lire|voir|écouter) (?:aussi|également)\b|lire la suite|"
    r"à retrouver dans\b|sur le même (?:sujet|thème)|dans la même (?:rubrique|série|"
    r"catégorie)|articles? (?:liés?|"
    r"similaires?|associés?|connexes?|récents?|précédent|suivant)|nos (?:derniers articles|"
    r"recommandations)|publicité\b|annonce$|la suite après (?:la|cette) (?:publicité|pub)|"
    r"partager?\b.{0,40}$|partagez\b|tweete[rz]?\b|facebook$|twitter$|whatsapp$|linkedin$|"
    r"copier le lien|lien copié|imprimer$|envoyer par (?:e-?mail|courriel)|e-?mail$|"
    r"abonnez-vous|s[’']abonner|je m[’']abonne|déjà abonné|cet article est réservé|"
    r"(?:article |contenu )?réservé aux abonnés|il (?:vous )?reste \d+(?:[.,]\d+)? ?%|"
    r"inscrivez-vous (?:à|gratuitement)|recevez (?:nos|notre|chaque|tous les|gratuitement)|"
    r"s[’']inscrire|se connecter|connectez-vous|créez? (?:un|votre) compte|"
    r"(?:temps de )?lecture\s*:?\s*(?:environ )?\d+ ?min|\d+ min(?:utes?)?(?: de lecture)?$|"
    r"laisser un commentaire|\d+ (?:commentaires?|réactions?|partages?|j’aime|vues?)\b|"
    r"(?:commentaires?|commenter|réagir|réactions?)$|suivez-nous|nous suivre|suivre$|"
    r"voir plus|voir tous?(?:es)? les|afficher plus|plus d[’']articles|tous? ses articles|"
    r"accueil$|menu$|rechercher$|haut de page|retour (?:en|vers le) haut|retour à l[’']accueil|"
    r"télécharger (?:l[’']article|le pdf|en pdf|au format)|version (?:imprimable|pdf)$|"
    r"vous êtes ici|mots[- ]clés?$|mots[- ]clés?\s*:|tags?\s*:|étiquettes?\s*:|catégories?\s*:|"
    r"classé (?:dans|sous)|"
    r"j[’']aime ça|chargement|advertisement$|share (?:on|this)\b|read more|skip to|"
    r"nous utilisons des cookies|en poursuivant votre navigation|ajouter (?:à mes|aux) favoris|"
    r"(?:soutenez|soutenir|je soutiens|faire un don)\b.{0,60}$|écouter l[’']article|"
    r"devenez fan\b|rejoignez-nous|retrouvez-nous sur|suivez .{1,40} sur (?:facebook|twitter)|"
    r".{0,20}suggère de citer ce (?:billet|texte)|pour citer (?:cet?|l[’'])\b|"
    r"réagissez|signaler (?:une erreur|un contenu)|google news$|en savoir plus$|enregistrer$",
    re.IGNORECASE,
)
_HEADING_BESIDE = re.compile(
    r"(?:les )?(?:auteure?s?|autrices?|authors?)\s*:?|texte intégral|plan(?: de l[’']article)?|"
    r"pour citer (?:cet article|ce document)|à propos (?:de l[’']auteure?|de l[’']autrice)|"
    r"articles? (?:similaires|liés|récents)|à lire (?:ensuite|aussi|également)|"
    r"(?:laisser un )?commentaires?|partager(?: cet article)?|"
    r"(?:à|a) la une(?: (?:de|du|sur|dans)\b.{0,30})?|sur le même (?:sujet|thème)|"
    r"dans la même (?:rubrique|série|catégorie)|(?:nos|les) derniers articles|"
    r"(?:les )?(?:articles )?(?:les )?plus (?:lus|commentés|partagés|consultés|vus)|"
    r"(?:à|a) (?:découvrir|ne pas manquer|voir|lire)(?: (?:aussi|également|ensuite))?|"
    r"vous aimerez aussi|ailleurs sur le web|contenus? sponsorisés?|"
    r"(?:plus|autres) d?[’']?articles(?: .{0,30})?|l[’']actualité en (?:continu|direct)",
    re.IGNORECASE,
)
_MOST_WORDS_BESIDE = 26


def beside(element: etree._Element) -> str:
    """How the element's name, role and classes say that it is not of the article.

    ``always``, ``often``, or empty.
    """
    if name(element) in ("body", "html", "main", "article", "h1") or is_of_quotation(element):
        return ""
    said = class_tokens(element) if _is_slug(element) else tokens(element)
    if _POSTS & set(said):
        said = [token for token in said if token not in _subjects(element)]
    found = set(said)
    if "elementor" in found:
        # There every text lies in a widget.
        found.discard("widget")
    if found & ALWAYS_BESIDE or any(pair in _PAIRS for pair in pairwise(said)):
        return "always"
    if found & _APPEALS and _APPEAL.search(text_of(element)[:_LONG_APPEAL]):
        return "always"
    if (
        name(element) in NOT_ARTICLE_TAGS
        or element.get("role") in NOT_ARTICLE_ROLES
        or found & OFTEN_BESIDE
    ):
        return "often"
    return ""


_APPEALS = frozenset(_W("don dons soutien soutenir appel campagne encart cta push banner bandeau"))
_APPEAL = re.compile(
    r"\b(?:dons|faire un don|faites un don|soutenez|soutiens|soutenir (?:le|la|un|notre|votre)|"
    r"abonne[rz]|défiscalis\w*|adhére[rz])\b",
    re.IGNORECASE,
)
_LONG_APPEAL = 900

_POSTS = frozenset(("hentry", "post"))
_SUBJECT = ("tag-", "category-", "tags-")


def _subjects(element: etree._Element) -> set[str]:
    """The words of the classes of a post that say what it is about: ``tag-newsletter``."""
    classes = (element.get("class") or "").split()
    return {
        token.lower() for one in classes if one.startswith(_SUBJECT) for token in one.split("-")
    }


def _is_slug(element: etree._Element) -> bool:
    """Whether the ``id`` of an element names a section: it is made of the words of its heading.

    That of a translated heading may still be the first one: a phrase of three words or more.
    """
    parts = [part for part in re.split(r"[-_.]+", element.get("id") or "") if part]
    if len(parts) < 2 or name(element) not in _SECTIONS:
        return False
    if name(element) == "section" and not element.get("class") and len(parts) > 2:
        return True
    opening = folded(text_of(element)[: _OPENING + len(element.get("id") or "")]).split()
    return all(part.lower() in opening for part in parts if not part.isdigit())


_SECTIONS = frozenset(("section", "div", "h1", "h2", "h3", "h4", "h5", "h6", "span", "a"))
_OPENING = 60
"""So many characters of numbers and the like may stand before what an ``id`` is made of."""


def folded(text: str) -> str:
    """A text in lower case without accents and punctuation, as ids made of headings are."""
    plain = unicodedata.normalize("NFKD", text.lower())
    return re.sub(r"[^a-z0-9]+", " ", "".join(c for c in plain if not unicodedata.combining(c)))


def is_of_quotation(element: etree._Element) -> bool:
    """Whether an element is the source of a quotation: a ``footer`` in a ``blockquote``."""
    return name(element) == "footer" and any(
        name(a) in ("blockquote", "figure") for a in element.iterancestors()
    )


def reads_as_beside(text: str, count: int) -> bool:
    """Whether a short text is one of those that stand beside articles: « Lire aussi : … »."""
    return count <= _MOST_WORDS_BESIDE and bool(
        _BESIDE_TEXT.match(text.lstrip(" •·–—-▶►→+»\u00a0"))
    )


def heads_beside(text: str) -> bool:
    """Whether a heading is one of those that sites set over what belongs to no article."""
    return bool(_HEADING_BESIDE.fullmatch(text.strip()))


_DATE = re.compile(
    r"(?:publié |mis à jour |paru |posté |modifié )?(?:le |: )*"
    r"(?:(?:lun|mar|mer|jeu|ven|sam|dim)[a-z]* )?"
    r"(?:\d{1,2}(?:er)? (?:jan|fév|fev|feb|mar|avr|apr|mai|may|juin|juil|jun|jul|août|aout|aug|"
    r"sep|oct|nov|déc|dec)[a-zé]*\.?"
    r",? \d{4}|\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?\d{4}|\d{4}-\d{2}-\d{2})",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"(?:par|by|de notre (?:correspondant|envoyé)e?|propos recueillis par|écrit par|publié par|"
    r"(?:posté|proposé|rédigé) par|une enquête de|un article de|textes? de|textes? :|"
    r"auteure?s? ?:)\s",
    re.IGNORECASE,
)


def is_dated(text: str) -> bool:
    """Whether a short text begins with the day on which an article appeared."""
    return len(text) <= 90 and bool(_DATE.match(text.lstrip("•|–—-/ \u00a0")))


CAPTIONS = frozenset(_W("caption legend legende credit credits copyright figcaption"))


def is_caption(element: etree._Element) -> bool:
    """Whether the classes of an element call it a caption or a credit."""
    return any(CAPTIONS & set(tokens(e)) for e in (element, *element.iterchildren()))


def is_signed(text: str) -> bool:
    """Whether a short text begins as a signature does: « Par … »."""
    return len(text) <= 120 and bool(_SIGNED.match(text))


_ROLE_TOKENS = (
    (
        Role.DATELINE,
        frozenset(
            _W("date dates datetime timestamp published publication published-on posted dateline")
        ),
    ),
    (
        Role.BYLINE,
        frozenset(_W("author authors auteur auteurs autrice byline signature vcard journalist")),
    ),
    (
        Role.STANDFIRST,
        frozenset(
            _W(
                "chapo chapô chapeau chapi standfirst intro introduction lead lede dek excerpt "
                "accroche teaser descriptif deck desc"
            )
        ),
    ),
    (
        Role.SUBTITLE,
        frozenset(_W("subtitle msosubtitle soustitre subheadline subhead sub-title tagline")),
    ),
    (
        Role.RUBRIC,
        frozenset(_W("rubrique rubric surtitre kicker category categories overline overtitle")),
    ),
)
_ROLE_PROPERTIES = {
    "author": Role.BYLINE,
    "creator": Role.BYLINE,
    "datepublished": Role.DATELINE,
    "alternativeheadline": Role.SUBTITLE,
    "articlesection": Role.RUBRIC,
    "description": Role.STANDFIRST,
}
_LONGEST = {Role.DATELINE: 24, Role.BYLINE: 24, Role.RUBRIC: 10, Role.SUBTITLE: 40}


def role_hint(element: etree._Element, words: int, levels: int = 3) -> Role | None:
    """The role that the classes, microdata or link relation of an element or of those around name.

    ``words`` is the number of words of the element: a date is short. ``levels`` is how far up to
    look.
    """
    given = element.get(HINT)
    if given is not None:
        return Role(given) if given in Role._value2member_map_ else None
    inner = element
    while len(inner) == 1 and not (inner.text or "").strip() and not (inner[0].tail or "").strip():
        inner = inner[0]
        role = _named_role(inner, words)
        if role is not None:
            return role
    looked: etree._Element | None = element
    for _ in range(levels):
        if looked is None or name(looked) in ("body", "article", "main", "html"):
            return None
        role = _named_role(looked, words)
        if role is not None:
            return role
        looked = looked.getparent()
    return None


def _named_role(element: etree._Element, words: int) -> Role | None:
    if not element.attrib:
        return None  # a page may nest thousands of these
    said = tokens(element)
    given = (element.get("itemprop") or element.get("rel") or "").lower().split()
    roles = [_ROLE_PROPERTIES[g] for g in given if g in _ROLE_PROPERTIES]
    joined = {a + b for a, b in pairwise(said)}
    roles += [role for role, named in _ROLE_TOKENS if named & (set(said) | joined)]
    return next((role for role in roles if words <= _LONGEST.get(role, 150)), None)
