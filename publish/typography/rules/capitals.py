"""Accents on capital letters (Lexique, « accentuation des capitales »): only where certain."""

from __future__ import annotations

import re
import unicodedata

from publish.typography.rules.matching import CAPITAL, END, SEEN, SMALL, S, in_order
from publish.typography.runs import Edit
from publish.typography.spacing import SPACES, Spacing

_WORDS = """
    état états étatique étatiques église églises école écoles écolier écoliers écologie écologique écologiques
    écologiste écologistes économie économies économique économiques économiste économistes écran écrans écrit écrits
    écrire écriture écritures écrivain écrivains écrivaine édifice édifices éditeur éditeurs éditrice édition éditions
    éditorial édito éducation éducateur éducateurs éducatif éducative effet égal égale égaux également égalité égard
    égypte égyptien égyptiens égyptienne élaboration élargissement électeur électeurs élection élections électoral
    électorale électricité électrique électriques électronique élégance élève élèves élevage éleveur éleveurs éloge
    élysée émanation émancipation embryon émergence émetteur émeute émeutes émigration éminent émirat émirats émission
    émissions émotion émotions énergie énergies énergétique énergétiques énorme énormément épargne épicerie épidémie
    épilogue épisode épisodes époque époques épreuve épreuves équateur équilibre équipage équipe équipes équipement
    équipements érection érosion érythrée éruption étang étangs étant étape étapes étape éthiopie éthique étoile étoiles
    étonnant étonnamment étrange étranger étrangers étrangère étrangères étrangement étroit étude études étudiant
    étudiante étudiants étudiantes étymologie évaluation évaluations évangile évangiles évasion éveil événement
    événements évènement évènements éventuellement évêque évêques évidemment évidence évolution évolutions
    évoquant écosse écossais échange échanges échappée échec échecs échelle échelles écho échos éclair éclairage
    éclat écoute écoutez écoutes également équation élu élus élue élues élément éléments élémentaire
    être êtres île îles âge âges âme âmes ôter âne ânes
"""
_SINGULAR = ("effet", "embryon")


def _bare(word: str) -> str:
    """The word without the accent of its first letter."""
    return unicodedata.normalize("NFD", word[0])[0] + word[1:]


def _plain(word: str) -> str:
    """The word without any accent or cedilla."""
    decomposed = unicodedata.normalize("NFD", word)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


_CERTAIN = {
    form: right
    for word in _WORDS.split()
    if word not in _SINGULAR
    for form, right in (
        (_bare(word).capitalize(), word.capitalize()),
        (_bare(word).upper(), word.upper()),
        (_plain(word).upper(), word.upper()),
    )
}
# Words that are others without their accent, or names of people who may write them so.
for _other in (
    "Elevage",
    "Eclair",
    "ECLAIR",
    "AGE",
    "AGES",
    "ILES",
    "AME",
    "AMES",
    "ANE",
    "ANES",
    "OTER",
):
    _CERTAIN.pop(_other, None)
_CERTAIN |= {"Age": "Âge", "Iles": "Îles"}
_WORD = re.compile(rf"[EIAO](?<![\w.@/{SEEN}].)\w{{2,}}{END}")
_A = re.compile(
    rf"A(?<![\w.@’'{SEEN}-].)(?={S}(?:la{S}(?!parole|chance|charge|capacit|possibilit|réputation|responsabilit|conviction|volonté"
    r"|tâche|peau|grippe|fièvre)|l’(?!air\b|habitude|intention|audace|ambition|impression|avantage|honneur|avenir de)\w"
    r"|partir d|propos\b|travers\b|côté d|cause d|condition|défaut d|noter\b|savoir\b|suivre\b|peine\b|moins\b|titre\b"
    r"|force d|mesure qu|quel|quoi\b|qui\b|droite\b|gauche\b|nouveau\b|bientôt\b|jamais\b|présent\b|demain\b"
    r"|chaque\b|chacun|lui seul|elle seule|cet(?:te)?\b|ces\b|ses\b|leurs?\b|mon\b|ma\b|mes\b|notre\b|votre\b|nos\b|vos\b))"
)
_CA = re.compile(
    rf"Ca(?<![\w.{SEEN}]..)(?P<space>{S})(?=(?:va|fait|ne|n’|me|m’|te|t’|se|s’|y|veut|peut|doit|suffit|dépend|sera|serait|devient|marche|commence|sent|alors|tombe|reste|aussi|vous|nous|lui|leur|sert|vaut|a|prend|donne|arrive|ressemble|semble|change|dure|existe)\b)"
)
_SENTENCE = re.compile(r"(?:^|[.!?…]|[«—–:“(\[]|\n)$")


def _begins(text: str, at: int) -> bool:
    """Whether a sentence begins at this place."""
    before = text[max(0, at - 3) : at].rstrip(SPACES)
    return not before or _SENTENCE.search(before) is not None


def capital_accents(text: str, _: Spacing) -> list[Edit]:
    """``Etat`` → ``État``, ``A la fin`` → ``À la fin``, ``Ca va`` → ``Ça va``: from closed lists."""
    edits = []
    for match in _WORD.finditer(text):
        right = _CERTAIN.get(match.group())
        if right is not None:
            edits.append(Edit(match.start(), match.end(), right))
    for match in _A.finditer(text):
        if _begins(text, match.start()):
            edits.append(Edit(match.start(), match.end(), "À"))
    for match in _CA.finditer(text):
        if _begins(text, match.start()):
            edits.append(Edit(match.start(), match.start() + 2, "Ça"))
    return in_order(edits)


def _stands_alone(text: str, at: int) -> bool:
    return not at or not text[at - 1].isalnum()


_MAYBE = re.compile(
    rf"A(?={S}(?:[{CAPITAL}][{SMALL}]+(?:,|{S}(?:on|il|elle|le|la|les)\b)|[{SMALL}]+er\b))|Ca(?={S})|[EI](?=[{SMALL}]{{3,}}\b)"
)
_MAYBE_WORD = re.compile(
    r"(?:Emile|Emilie|Etienne|Eric|Elisabeth|Eliane|Elodie|Edouard|Evelyne|Elie|Eugénie|Etats?|Eve|Edith|Emilien|Ebéniste"
    r"|Egérie|Elan|Elégant\w*|Elevé\w*|Eminence|Enoncé\w*|Epave|Epoux|Epouse|Equitation|Erudit\w*|Etable\w*|Eté|Etui"
    r"|Evadé\w*|Evident\w*|Eviter|Evreux|Epinal|Evian|Ecully|Etampes)\b"
)


def doubtful_capitals(text: str) -> list[tuple[int, str, str]]:
    """Capitals that may want an accent, for a person to decide: place, what is there, proposal."""
    found: list[tuple[int, str, str]] = []
    for match in _MAYBE.finditer(text):
        at = match.start()
        if not _stands_alone(text, at):
            continue
        if match.group() == "A":
            if _begins(text, at) and not _speaks_of_a_letter(text, at):
                word = text[at:].split(None, 2)[:2]
                found.append((at, " ".join(word), " ".join(["À", *word[1:]])))
        elif match.group() == "Ca":
            if _begins(text, at):
                found.append((at, "Ca", "Ça"))
        else:
            word_match = _MAYBE_WORD.match(text, at)
            if word_match and word_match.group() not in _CERTAIN:
                word_there = word_match.group()
                found.append((at, word_there, "É" + word_there[1:]))
    return found


def _speaks_of_a_letter(text: str, at: int) -> bool:
    return text[at + 1 : at + 2] in (".", ")", "-")


def accent_changes(before: str, after: str) -> bool:
    """Whether a change of letters is one that this module makes: for the proof of conservation."""
    return _CERTAIN.get(before) == after or (before, after) in (("A", "À"), ("Ca", "Ça"))
