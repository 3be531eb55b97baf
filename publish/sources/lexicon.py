"""The words that tell the role of a line in a French article, by what they give away."""

from __future__ import annotations

import re
from pathlib import Path


def words_of(words: str) -> frozenset[str]:
    """The words of a text, each once."""
    return frozenset(words.split())


DETERMINERS = words_of(
    "le la l' les un une des du au aux ce cet cette ces mon ma mes ton ta tes son sa ses notre nos "
    "votre vos leur leurs quelques plusieurs chaque tout toute tous toutes aucun aucune deux trois "
    "quatre cinq six sept huit neuf dix"
)
PREPOSITIONS = words_of(
    "à a de d' en dans sur sous pour par avec sans vers chez entre contre depuis pendant après "
    "avant dès selon malgré hors face côté loin autour au-delà jusqu' jusque"
)
PRONOUNS = words_of(
    "je j' tu il elle on nous vous ils elles c' ceci cela ça qu' celui celle ceux celles s' m' t' "
    "n' y"
)
CONNECTORS = words_of(
    "mais et ou or donc car ni ainsi cependant toutefois pourtant néanmoins enfin ensuite puis "
    "alors aussi bref voici voilà si lorsque lorsqu' quand puisque parce comme aujourd'hui hier "
    "demain certes bien autrement également outre notamment surtout oui non bon merci bonjour "
    "d'abord d'ailleurs"
)
QUESTION_WORDS = words_of(
    "pourquoi comment quel quelle quels quelles qui que qu' quoi où quand combien est-ce quid"
)
HEADING_WORDS = frozenset(
    line.strip()
    for line in """
    introduction
    intro
    préambule
    prologue
    avant propos
    contexte
    conclusion
    conclusions
    en conclusion
    pour conclure
    conclusion finale
    épilogue
    bilan
    résumé
    en résumé
    en bref
    sommaire
    synthèse
    annexe
    annexes
    notes
    note
    références
    bibliographie
    sources
    ressources
    remerciements
    méthode
    méthodologie
    résultats
    discussion
    perspectives
    prérequis
    pré requis
    installation
    historique
    présentation
    définition
    définitions
    avantages
    inconvénients
    avantages et inconvénients
    ingrédients
    préparation
    matériel
    repères
    chronologie
    biographie
    portrait
    programme
    informations pratiques
    infos pratiques
    le mot de la fin
    et après
    et maintenant
    en pratique
    bonus
    post scriptum
    glossaire
    questions
    alternatives
    configuration
    utilisation
    exemples
    exemple
    solutions
    la suite
    à suivre
    a suivre
    pour aller plus loin
    aller plus loin
    en savoir plus
    liens
    liens utiles
    contact
    contacts
    contact presse
    contacts presse
    """.splitlines()
    if line.strip()
)
"""Lines that head a part of an article, folded."""

STOP_WORDS = words_of(
    "les des une est sont été dans sur sous pour par avec sans que qui quoi dont mais donc car pas "
    "plus ces cet cette son ses leur leurs notre nos votre vos elle elles ils nous vous aux tout "
    "tous toute toutes comme entre après avant même aussi très bien fait faire être avoir ont "
    "avait était peut deux cela ainsi leur encore alors quand comment pourquoi quel quelle lui"
)

VERBS = words_of(
    "est sont était étaient fut furent sera seront serait a ont avait avaient aura auront peut "
    "peuvent pouvait doit doivent devait fait font faisait va vont allait vient viennent prend "
    "prennent met mettent veut veulent faut fallait semble reste restent devient deviennent dit "
    "disent permet permettent donne donnent arrive arrivent suis sommes êtes ai avons avez"
)
"""Common finite verbs: enough to tell a sentence from a phrase most of the time."""

BYLINE = re.compile(
    r"(?:(?:propos|témoignages?|textes?) (?:recueillis?|traduits?)(?: et \w+)? par|"
    r"(?:un |une )?(?:article|texte|tribune|entretien|reportage|récit|enquête|chronique|billet|"
    r"dossier|photos?|interview)s? (?:de|d['’]|réalisée? par|par|et photo\w* (?:de|par|:))|"
    r"(?:débat|table ronde|dialogue|rencontre|dossier|propos) (?:animée?|menée?|dirigée?|"
    r"coordonnée?|conduite?|recueillis?)s? par|texte et photos ?:|"
    r"(?:écrit|rédigé|réalisé|signé|publié|posté|recueilli|traduit|préparé|raconté)e?s? "
    r"(?:par|de)|"
    r"de (?:notre|nos) \w+|auteur(?:e|rice)?s? ?:|signataires? ?:|signature ?:|rédaction ?:|"
    r"texte ?:|"
    r"(?:by|par)\b(?!-)(?! (?:ailleurs|exemple|conséquent|contre|là|où|rapport|la suite)\b))"
    r"\s*",
    re.IGNORECASE,
)
"""What stands before the name in a byline."""

NEWSROOM = re.compile(
    r"\(?(?:(?:avec |source : )?(?:l[’'])?(?:agences?\b.{0,50}|AFP|Reuters|AP|Belga|ATS)"
    r"(?: (?:et|avec) .{1,40})?|(?:la |notre )?rédaction\b.{0,30}|l[’']équipe (?:de|du) .{1,40})\)?"
    r"|(?:[A-ZÀ-Ý]\.[ -]?){1,4}",
    re.IGNORECASE,
)
"""A newsroom, an agency, or initials: signatures without a name."""

PROFESSIONS = re.compile(
    r"\b(?:journaliste|correspondante?|envoyée? spéciale?|rédact(?:eur|rice)s?|la rédaction|"
    r"photographe|chroniqueu(?:r|se)|écrivaine?|auteure?|aut(?:rice)|professeure?|historienn?e?|"
    r"sociologue|économiste|chercheu(?:r|se)|docteure?|avocate?|députée?|sénat(?:eur|rice)|maire|"
    r"ministre|présidente?|direct(?:eur|rice)|porte-parole|secrétaire|membre|AFP|Reuters|"
    r"ma[iî]tre(?:sse)? de conférences|(?:enseignant|doctorant|postdoctorant|agrégé|attaché)e?s?|"
    r"chargée?s? d(?:e (?:recherche|cours|mission|projet)|[’']études?)|ingénieure?|archiviste|"
    r"conservat(?:eur|rice)|bibliothécaire|géographe|philosophe|anthropologue|juriste|"
    r"archéologue|politiste|linguiste|médecin|psychologue|architecte|urbaniste|agronome)\b",
    re.IGNORECASE,
)
FUNCTION = re.compile(
    r"(?:(?:ancien(?:ne)?|le|la|l[’']|un|une|vice-|co) ?)*(?:" + PROFESSIONS.pattern + ")",
    re.IGNORECASE,
)
"""How the function of a person begins when it stands under the name."""
AFFILIATION = re.compile(
    r"(?:l[’']|le |la )?(?:universit[éy]|école (?:normale|pratique|des|nationale|supérieure)|"
    r"institut|cnrs|inserm|inrae|ehess|laboratoire|faculté|centre (?:de recherches?|national)|"
    r"collège de france|sciences po)\b",
    re.IGNORECASE,
)
"""Where somebody teaches or does research."""

CREDIT = re.compile(
    r"^(?:©|\(c\) |crédits?(?:[- ]photos?)?\b|photos?(?:graphies?)? ?(?::|©|par|de|d['’])|"
    r"légende ?:|illustrations? ?(?::|de|par)|visuels? ?:|image ?:|dessins? ?(?::|de|par)|"
    r"source de l['’]image|DR$)|©|\((?:photo|crédit|DR|illustration)\b",
    re.IGNORECASE,
)
"""What gives away the credit of a picture."""

_NETWORKS = "facebook|twitter|linkedin|whatsapp|instagram|pinterest|bluesky|mastodon|x|e-?mail"
DEBRIS = re.compile(
    # What leads to other pages, whatever follows.
    r"^(?:(?:à|a) (?:lire|voir|découvrir|écouter) (?:aussi|également)|(?:à|a) (?:lire|écouter) ?:|"
    r"(?:lire|voir) (?:aussi|également)|lire (?:la suite|l['’]article|plus$)|"
    r"(?:sur le même (?:sujet|thème)|dans la même rubrique|"
    r"articles? (?:liés?|similaires?|associés?))|"
    # What asks to subscribe, to pay, to agree.
    r"(?:inscrivez-vous|s['’]inscrire|abonnez-vous|s['’]abonner|je m['’]abonne)\b|"
    r"(?:recevez|recevoir) .{0,60}(?:newsletters?|lettre|infolettre|gratuit|alertes?|offre)|"
    r"(?:déjà abonné|article réservé|réservé aux abonnés|cet article est réservé|"
    r"il vous reste \d+ ?%|la suite est réservée)|"
    r"cet article vous a plu|"
    r"(?:nous utilisons des|accepter les|gérer les|paramétrer les) cookies|"
    # Buttons and counters, which stand alone.
    r"(?:re)?partager(?: (?:sur|cet|l['’]article|par)\b|$)|"
    r"partagez(?: (?:sur|cet|l['’]article|par)\b|$)|"
    r"(?:tweeter|imprimer|commenter|recommander|écouter|offrir|signaler)"
    r"(?: (?:cet article|l['’]article|cette page|la page|une erreur))?$|"
    r"suivre(?: @\w+| sur .{1,30}|)$|suivez-nous\b|"
    r"envoyer par (?:mail|e-mail)|ajouter (?:à|aux) (?:mes|vos)|copier le lien|j['’]aime$|"
    r"(?:\d+|aucun) commentaires?\b|un commentaire$|réagir(?: à cet article)?$|"
    r"(?:enregistrer|sauvegarder)(?: (?:cet|l['’])article)?$|(?:mes |ajouter aux )?favoris$|"
    r"(?:laisser|ajouter) un commentaire|(?:voir|afficher) (?:les|tous les) commentaires|"
    r"(?:temps de )?lecture(?: estimée?)? ?:? ?(?:environ )?\d+ ?min|\d+ ?min(?:utes?)? de lecture|"
    r"publicité$|sponsorisé|contenu (?:sponsorisé|partenaire)|"
    r"(?:©|copyright\b).{0,60}tous droits réservés|"
    # Labels, the way to the text, and the way back.
    r"(?:tags?|étiquettes?|thèmes?|catégories?|classé dans) ?:|"
    r"(?:aller|passer|accéder|sauter)(?: directement)? (?:au|vers le) (?:contenu|texte|menu)\b|"
    r"les (?:articles )?(?:les )?plus (?:lus|vus|partagés|commentés|consultés)\b.{0,30}$|"
    r"accueil ?[>›»/]|retour à l['’]accueil|haut de page|retour en haut|"
    rf"(?:{_NETWORKS})(?:[ |,·/]+(?:{_NETWORKS}|imprimer))*$)",
    re.IGNORECASE,
)
"""What a page of the web leaves behind in a paste: links to other articles, buttons, adverts."""

KEYWORDS = re.compile(r"(?:mots[- ]cl(?:é|ef)s?|keywords|key words) ?:", re.IGNORECASE)
"""Subjects of an article: a learned one lists its own, a page of the web links to others."""
NAVIGATION = frozenset(
    line.strip()
    for line in """
    accueil
    home
    menu
    menu principal
    navigation
    ouvrir le menu
    fermer
    fermer le menu
    rechercher
    recherche
    se connecter
    connexion
    s identifier
    mon compte
    s abonner
    je m abonne
    abonnez vous
    newsletter
    newsletters
    le journal du jour
    """.splitlines()
    if line.strip()
)
"""What stands above an article on its page, folded: above the title it is none of its words."""
LINKS = re.compile(
    r"(?:(?:(?:à|a) )?(?:lire|voir|découvrir) (?:aussi|également)|"
    r"les (?:articles )?(?:les )?plus (?:lus|vus|partagés|commentés|consultés)\b.{0,30}|"
    r"(?:dans la|sur le|dans le) même (?:rubrique|sujet|thème|dossier)|"
    r"(?:nos |les )?(?:derniers? articles?|articles? (?:liés?|similaires?|associés?|récents?)))"
    r"\s?:?$",
    re.IGNORECASE,
)
"""What heads links to other articles, each on a line of its own."""
PUBLISHED = re.compile(
    r"\b(?:publiée?|postée?|paru|mise? (?:en ligne|à jour)|modifiée?|actualisée?|modification)\b",
    re.IGNORECASE,
)
"""What tells when a page appeared or was changed."""
UPDATE = re.compile(
    r"(?:article )?(?:mise? à jour|modifiée?|actualisée?|dernière (?:mise|modification))\b",
    re.IGNORECASE,
)
"""What tells the date of a later state from that of the article."""
LEARNED = re.compile(
    r"(?:résumé|abstract|summary|bibliographie(?: sommaire)?|références bibliographiques|"
    r"références citées|(?:résumé|abstract) ?[:.—–-] ?\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
"""What a learned article has and others have not: an abstract, a bibliography."""

PRESS = re.compile(
    r"communiqué(?: de presse)?|pour diffusion immédiate|dossier de presse|contacts? presse|"
    r"sous embargo|"
    r"tribune (?:parue|publiée)|article (?:paru|publié) (?:dans|sur|le|initialement)",
    re.IGNORECASE,
)
"""What heads a press release or tells where an article appeared first."""
_PRESS_HEAD = (
    r"(?:communiqué(?: de presse)?|pour (?:diffusion|publication)(?: immédiate)?|"
    r"à diffuser(?: immédiatement)?|dossier de presse|sous embargo)"
)
PRESS_HEAD = re.compile(
    rf"{_PRESS_HEAD}(?:\W{{1,3}}{_PRESS_HEAD})*"
    r"(?:\W{1,3}(?:n° ?\d+|(?:du|le|jusqu[’']au) .{6,25}))?",
    re.IGNORECASE,
)
"""What stands above the title of a press release, alone on its line."""

RUBRIC_NAMES = frozenset(
    line.strip()
    for line in """
    société
    politique
    culture
    économie
    monde
    international
    sport
    sports
    sciences
    santé
    environnement
    éducation
    idées
    débats
    opinion
    tribune
    éditorial
    édito
    entretien
    interview
    reportage
    enquête
    portrait
    analyse
    décryptage
    chronique
    billet
    dossier
    actualité
    actualités
    à la une
    vie locale
    régions
    afrique
    europe
    asie
    france
    moyen orient
    proche orient
    littérature
    livres
    cinéma
    musique
    théâtre
    histoire
    patrimoine
    technologie
    technologies
    numérique
    innovation
    recherche
    entreprises
    agriculture
    énergie
    climat
    justice
    faits divers
    défense
    diplomatie
    médias
    agenda
    annonce
    annonces
    événement
    événements
    brèves
    focus
    zoom
    communiqué
    communiqué de presse
    point de vue
    """.splitlines()
    if line.strip()
)
"""The commonest names of rubrics, folded."""

ANNOUNCEMENT = re.compile(
    r"\b(?:voici|retour sur|récit|reportage|rencontre|portrait|explications|décryptage|analyse|"
    r"présentation|rétrospective|(?:petit )?guide|entretien|enquête|témoignages?|visite|"
    r"tour d['’]horizon|mode d['’]emploi|"
    r"(?:il|elle|ils|elles|on) (?:revien(?:t|nent)|racontent?|expliquent?|décri(?:t|vent)|"
    r"reviendra|détaillent?|témoignent?|répon(?:d|dent))|"
    r"nous (?:(?:les |l['’]|lui |leur )?avons (?:suivie?s?|rencontrée?s?|essayée?s?|testée?s?|"
    r"refait|interrogée?s?|demandé|visitée?s?|passé)|sommes allés)|"
    r"notre (?:sélection|choix|enquête|guide)|le choix de|cet article|cette fiche|"
    r"ce (?:billet|dossier|texte|modèle|guide|numéro)|"
    r"l['’]aut(?:eur|rice)|appell?ent? à)\b",
    re.IGNORECASE,
)
"""What a standfirst says of the article that follows: « elle raconte », « Voici », « Récit »."""
GREETING = re.compile(
    r"(?:bonjour|salut|chers?|chères?|mesdames|messieurs|madame|monsieur|hello|coucou)\b.{0,60}$",
    re.IGNORECASE,
)
CLOSING = re.compile(
    r"(?:cordialement|bien à (?:vous|toi)|merci|à bientôt|à (?:très )?vite|amicalement|bonne "
    r"(?:lecture|journée|année)|salutations|fin)\b.{0,40}$",
    re.IGNORECASE,
)

FIRST_NAMES = words_of(Path(__file__).with_name("first_names.txt").read_text("utf-8"))
"""First names that are common in France, in small letters."""
