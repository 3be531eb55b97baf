"""French prose by chance, for measuring: real words that agree, names, figures, dates, quotations.

What an article costs depends on what is in it: words that no reader would take for French are asked
about at a library, and what holds no quotation, no number and no capital passes most rules unseen.
So the sentences are made of the words of newspapers, and of these things in about the numbers that
newspapers have them. Each article is always the same for its number.
"""

from __future__ import annotations

import random

# fmt: off
_MASCULINE = (
    "conseil municipal", "port de pêche", "marché couvert", "syndicat", "collectif", "budget",
    "rapport", "projet", "chantier", "théâtre", "musée", "quartier", "réseau de bus", "calendrier",
    "tribunal", "festival", "plan d’urbanisme", "fleuve", "vignoble", "hôpital", "accord",
    "laboratoire", "journal local", "service public", "contrat", "bâtiment", "débat", "littoral",
    "gymnase", "cinéma associatif", "printemps", "mouvement", "cœur de ville", "pont", "entrepôt",
)
_FEMININE = (
    "mairie", "commune", "région", "coopérative", "préfecture", "librairie", "école", "gare",
    "bibliothèque", "association", "ferme", "usine", "entreprise", "loi", "réforme", "enquête",
    "digue", "forêt", "rivière", "grève", "exposition", "récolte", "fermeture", "rénovation",
    "population", "place du marché", "université", "assemblée", "sécheresse", "main-d’œuvre",
    "vie associative", "commission", "vallée", "traversée", "boulangerie", "campagne",
)
_PEOPLE = (
    "les habitants", "les élus", "les agriculteurs", "les enseignants", "les pêcheurs",
    "les bénévoles", "les riverains", "les salariés", "les chercheuses", "les commerçants",
    "les parents d’élèves", "les spécialistes", "quelques retraités", "plusieurs associations",
)
_SAYS = ("explique", "raconte", "rappelle", "assure", "regrette", "précise", "affirme", "observe")
_DOES = (
    "prépare", "attend", "soutient", "refuse", "a présenté", "a défendu", "vient d’annoncer",
    "pourrait transformer", "doit financer", "n’a jamais voulu", "a longtemps protégé", "menace",
    "remplace", "avait promis", "accueille", "étudie", "ne veut pas abandonner", "relance",
)
_DO = (
    "demandent", "attendent", "ont découvert", "contestent", "se souviennent avoir vu", "défendent",
    "n’ont pas oublié", "espèrent", "ont longtemps cherché", "redoutent", "suivent de près",
    "avaient imaginé", "critiquent", "préfèrent", "veulent sauver", "ont rejeté",
)
_HOW = (
    "depuis plusieurs mois", "malgré le froid", "à la fin de l’été", "sans attendre l’État",
    "dans une salle comble", "pour la première fois", "avec l’aide de la région",
    "au cours des dernières années", "à quelques kilomètres de là", "comme chaque année",
    "en dépit des promesses", "loin des caméras", "au nom de l’intérêt général", "près de la gare",
)
_LINKS = (
    "Pourtant,", "Depuis,", "Ce jour-là,", "Selon lui,", "À l’entendre,", "Dans les faits,", "Mais",
    "Désormais,", "Ici,", "Pour autant,", "Au fond,", "Et", "Cette année encore,", "D’ailleurs,",
)
_ADDED = (
    "qui n’en demandait pas tant", "dont personne ne parlait", "où tout le monde se connaît",
    "que l’on croyait perdue", "longtemps oubliée", "qui compte parmi les plus anciennes du pays",
    "dont les comptes sont publics", "qui reste à écrire", "que le maire ne cache plus",
)
_FIRST = ("Claire", "Youssef", "Marie", "Jean-Pierre", "Nadia", "Louis", "Hélène", "Bruno", "Inès")
_LAST = ("Le Goff", "Martin", "Benali", "Dubois", "Fabre", "Nguyen", "Rousseau", "Perrin")
_WHAT = ("maire de la commune", "ingénieure", "élue d’opposition", "géographe", "juriste")
_MONTHS = ("janvier", "mars", "avril", "juin", "juillet", "septembre", "octobre", "décembre")
_SUBHEADS = (
    "Une longue attente", "Le prix du changement", "« On ne lâchera rien »", "À qui le fleuve ?",
    "Des promesses sans lendemain", "Retour aux sources", "Le tournant de l’hiver", "Et demain ?",
)
# fmt: on


def article(number: int, words: int = 800, *, marked: bool = False) -> str:
    """An article of about so many words: title, standfirst, byline, paragraphs, two subheads.

    ``marked`` writes the title and the subheads as Markdown has them.
    """
    chance = random.Random(number)
    blocks = [
        f"{'# ' if marked else ''}{_capital(_group(chance))} face à {_group(chance)}, no {number}",
        _paragraph(chance, 25),
        f"Par {_name(chance)}",
    ]
    said = sum(len(block.split()) for block in blocks)
    subheads = chance.sample(_SUBHEADS, 2)
    while said < words:
        if subheads and said > words * (3 - len(subheads)) / 3:
            blocks.append(f"{'## ' if marked else ''}{subheads.pop()}")
        blocks.append(_paragraph(chance, chance.choice((35, 50, 65, 80))))
        said += len(blocks[-1].split())
    return "\n\n".join(blocks) + "\n"


def _paragraph(chance: random.Random, words: int) -> str:
    said = _sentence(chance)
    while len(said.split()) < words:
        said += f" {_sentence(chance)}"
    return said


def _sentence(chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.15:
        where = _capital(_clause(chance))
        return f"« {where}, {chance.choice(_HOW)} », {chance.choice(_SAYS)} {_somebody(chance)}."
    if kind < 0.25:
        day, month, year = chance.randint(2, 28), chance.choice(_MONTHS), chance.randint(1950, 2024)
        return f"Le {day} {month} {year}, {_clause(chance)} {chance.choice(_HOW)}."
    if kind < 0.33:
        share, sum_ = chance.randint(2, 98), 1000 * chance.randint(2, 900)
        counted = f"{share} % des habitants" if share % 2 else f"{sum_:,} euros".replace(",", " ")
        return f"{_capital(_clause(chance))} : {counted}, {chance.choice(_HOW)}."
    if kind < 0.38:
        return f"Faut-il croire que {_clause(chance)} ?"
    if kind < 0.6:
        return f"{chance.choice(_LINKS)} {_clause(chance)}, {chance.choice(_ADDED)}."
    if kind < 0.75:
        return f"{_capital(_clause(chance))} ; {_clause(chance)}."
    return f"{_capital(_clause(chance))} {chance.choice(_HOW)}."


def _clause(chance: random.Random) -> str:
    if chance.random() < 0.5:
        return f"{chance.choice(_PEOPLE)} {chance.choice(_DO)} {_group(chance)}"
    return f"{_group(chance)} {chance.choice(_DOES)} {_group(chance)}"


def _group(chance: random.Random) -> str:
    if chance.random() < 0.5:
        noun, articles = chance.choice(_MASCULINE), ("le", "un", "ce", "son")
    else:
        noun, articles = chance.choice(_FEMININE), ("la", "une", "cette", "leur")
    which = chance.choice(articles)
    if noun[0] in "aeiouhéœ":
        which = {"le": "l’", "la": "l’", "ce": "cet", "cette": "cette"}.get(which, which)
    return f"{which}{noun}" if which.endswith("’") else f"{which} {noun}"


def _somebody(chance: random.Random) -> str:
    return f"{_name(chance)}, {chance.choice(_WHAT)}"


def _name(chance: random.Random) -> str:
    return f"{chance.choice(_FIRST)} {chance.choice(_LAST)}"


def _capital(said: str) -> str:
    return f"{said[:1].upper()}{said[1:]}"
