"""Variations of labelled articles, so that the fit does not learn the habits of a few sites.

Every site heads its articles in one way: always a rubric, never a byline. Articles from elsewhere
are headed otherwise. A variation takes an article's rubric, byline or standfirst away, or gives it
a rubric, a byline, a date as other houses write them. Blocks of the body are left as they are.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from publish.article import E
from publish.dates import MONTHS
from publish.sources.blocks import Block
from publish.sources.lexicon import FIRST_NAMES
from publish.sources.structure import State

_RUBRIC_LIST = """
Société|Politique|Culture|Économie|Monde|International|Sports|Sciences|Santé|
Environnement|Éducation|Idées|Débats|Tribune|Opinion|Opinions|Éditorial|Édito|
Entretien|Interview|Reportage|Enquête|Portrait|Analyse|Décryptage|Chronique|Billet|
Dossier|Focus|Actualités|Actualité|À la une|Vie locale|Vie associative|La ville|
Le Caucase|Proche-Orient|Afrique|Europe|Asie|Amériques|France|Régions|Bretagne|
Provence|Littérature|Livres|Cinéma|Musique|Théâtre|Arts|Patrimoine|Histoire|
Géographie|Philosophie|Numérique|Technologies|Informatique|Web|Innovation|Recherche|
Entreprises|Emploi|Finance|Industrie|Agriculture|Transports|Énergie|Climat|Nature|
Animaux|Jardin|Cuisine|Recettes|Voyage|Voyages|Tourisme|Mode|Famille|Enfance|
Jeunesse|Logement|Urbanisme|Architecture|Justice|Faits divers|Sécurité|Défense|
Diplomatie|Religion|Médias|Presse|Télévision|Radio|Jeux vidéo|Football|Rugby|
Cyclisme|Voile|Mer|Montagne|Communiqué|Communiqué de presse|Annonce|annonces|
événement|Agenda|Rencontres|Courrier des lecteurs|Le mot du président|
Vie de l'association|Trois questions à|Sur le terrain|Au fil de l'eau|Carnet de bord|
Droit du travail|Relations internationales|Santé publique|Sciences humaines|
Politique étrangère|Développement durable|Art de vivre|Bien-être|Vie pratique|Conseils|
Tutoriel|Guide|Critique|Essai|Conte|Nouvelle|Poésie|Fiction|Témoignage|
Retour d'expérience|Lecture|Note de lecture|Hommage|Brèves|
Les métiers d'ici|Les gens d'ici|Grand angle|Zoom|Grand format|Libre propos|
Point de vue|LA VIE DES QUARTIERS|SOCIÉTÉ|CULTURE|ÉCONOMIE|REPORTAGE|POLITIQUE|
SCIENCES"""
_RUBRICS = [r.strip() for r in _RUBRIC_LIST.replace("\n", "").split("|")]
_SURNAMES = """Martin|Bernard|Dubois|Durand|Leroy|Moreau|Lefebvre|Fournier|Girard|Bonnet|Lambert|
Rousseau|Blanc|Guérin|Morel|Perrin|Clément|Gauthier|Dumont|Lopez|Fontaine|Chevalier|Robin|Masson|
Sanchez|Noël|Meyer|Lucas|Meunier|Marchand|Barbier|Renaud|Picard|Arnaud|Rolland|Le Gall|Kervella|
de Villiers|Ben Salem|Diallo|Traoré|N’Diaye|Nguyen|Schmitt|Haddad|El Amrani|Le Goff|d’Ormesson|
Saint-Martin|Garcia|Ferreira|Rossi|Kowalski|Petit|Roux|Faure|Mercier|Boyer|Chevallier|Da Silva"""
_LAST = [s.strip() for s in _SURNAMES.replace("\n", "").split("|")]
_HANDLES = "kiwi|Zed|lulu42|neo|Rédaction|La rédaction|Mamzelle|JipéB|ornella|AFP|tibo|Oncle_Bob"
_LEADS = ("Par ", "Par ", "par ", "par ", "", "", "", "De ", "Texte : ", "Propos recueillis par ")
_FIRST = sorted(FIRST_NAMES)


@dataclass(frozen=True)
class Variation:
    """Blocks and the state of each."""

    blocks: Sequence[Block]
    states: Sequence[State]


def vary(
    blocks: Sequence[Block], states: Sequence[State], seed: str, standfirsts: Sequence[Block] = ()
) -> Iterator[Variation]:
    """Variations without end, always the same for the same seed.

    ``standfirsts`` are those of other articles: an article without one may borrow one.
    """
    chance = random.Random(seed)
    while True:
        pairs = list(zip(blocks, states, strict=True))
        had_byline = any(s in (State.BYLINE, State.SIGNATURE) for _, s in pairs)
        if chance.random() < 0.5:
            pairs = [p for p in pairs if p[1] is not State.RUBRIC]
        if chance.random() < 0.6:
            pairs = [p for p in pairs if p[1] not in (State.BYLINE, State.SIGNATURE)]
        if chance.random() < 0.35:
            pairs = [p for p in pairs if p[1] is not State.STANDFIRST]
        found = {s for _, s in pairs}
        if State.RUBRIC not in found and chance.random() < 0.4:
            pairs.insert(0, (_block(chance.choice(_RUBRICS), pairs[0][0]), State.RUBRIC))
        head = 1 + next(i for i, (_, s) in enumerate(pairs) if s is State.TITLE)
        if State.STANDFIRST not in {s for _, s in pairs} and standfirsts and chance.random() < 0.6:
            borrowed = replace(chance.choice(standfirsts), blank_before=pairs[-1][0].blank_before)
            text = next((b for b, s in pairs[head:] if s is State.PARAGRAPH), None)
            if text and _length(text) > 1.3 * _length(borrowed):
                pairs.insert(head, (borrowed, State.STANDFIRST))
        after = head + sum(s is State.STANDFIRST for _, s in pairs)
        wanted = chance.random() < (0.6 if had_byline else 0.45)
        if not found & {State.BYLINE, State.SIGNATURE} and wanted:
            place = chance.choice((head, after, len(pairs)))
            state = State.SIGNATURE if place == len(pairs) else State.BYLINE
            pairs.insert(place, (_block(_byline(chance), pairs[-1][0]), state))
        if chance.random() < 0.2:
            pairs = _shuffled(pairs, chance)
        if State.DATELINE not in found and chance.random() < 0.12:
            header = sum(s in (State.STANDFIRST, State.BYLINE) for _, s in pairs)
            place = head + chance.randint(0, header)
            pairs.insert(place, (_block(_date(chance), pairs[-1][0]), State.DATELINE))
        yield Variation([b for b, _ in pairs], [s for _, s in pairs])


def _shuffled(
    pairs: Sequence[tuple[Block, State]], chance: random.Random
) -> list[tuple[Block, State]]:
    """The blocks with standfirst, byline and date in another order; two standfirsts stay two."""
    free = (State.STANDFIRST, State.BYLINE, State.DATELINE)
    places = [i for i, (_, state) in enumerate(pairs) if state in free]
    parts = [[p for p in pairs if p[1] is state] for state in free]
    chance.shuffle(parts)
    shuffled = list(pairs)
    for place, pair in zip(places, [p for part in parts for p in part], strict=True):
        shuffled[place] = pair
    return shuffled


def _block(text: str, like: Block) -> Block:
    return Block(E.p(text), like.line, blank_before=like.blank_before)


def _length(block: Block) -> int:
    return len(block.text.split())


def _name(chance: random.Random) -> str:
    first = chance.choice(_FIRST).capitalize()
    if chance.random() < 0.1:
        first += "-" + chance.choice(_FIRST).capitalize()
    last = chance.choice(_LAST)
    if chance.random() < 0.25:
        last = last.upper()
    return f"{first} {last}"


def _byline(chance: random.Random) -> str:
    lead = chance.choice(_LEADS)
    if chance.random() < 0.15:
        return lead + chance.choice(_HANDLES.split("|"))
    name = _name(chance)
    more = chance.random()
    if more < 0.15:
        name += chance.choice((" et ", ", ", " & ")) + _name(chance)
    elif more < 0.22:
        name += f", {_name(chance)}, {_name(chance)}"
    elif more < 0.3:
        name = chance.choice(("AFP - ", "ADN - ", "La Dune – ")) + name
    elif more < 0.36:
        name += chance.choice((", journaliste", ", historien", " (AFP)", ", à Brest"))
    return lead + name


def _date(chance: random.Random) -> str:
    day, year = chance.randint(1, 28), chance.randint(2004, 2026)
    month = chance.choice(MONTHS)
    return chance.choice(
        (
            f"{day} {month} {year}",
            f"Le {day} {month} {year}",
            f"{chance.choice(('Paris', 'Lyon', 'Brest', 'Saint-Malo'))}, le {day} {month} {year}",
            f"Publié le {day} {month} {year}",
            f"{day:02}/{chance.randint(1, 12):02}/{year}",
        )
    )
