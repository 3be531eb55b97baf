"""Accents on capital letters (Lexique, « accentuation des capitales »): only where certain."""

from __future__ import annotations

import re
import unicodedata

from publish.typography.rules.matching import CAPITAL, END, SEEN, SMALL, S, in_order
from publish.typography.runs import Edit
from publish.typography.spacing import SPACES, Spacing

_WORDS = """
    état états étatique étatiques église églises école écoles écolier écoliers écologie
    écologique écologiques écologiste écologistes économie économies économique
    économiques économiste économistes écran écrans écrit écrits écrire écriture écritures
    écrivain écrivains écrivaine édifice édifices éditeur éditeurs éditrice éditorial
    édito éducateur éducateurs éducatif éducative égal égale égaux également égalité égard
    égypte égyptien égyptiens égyptienne élargissement électeur électeurs électoral
    électorale électricité électrique électriques électronique élève élèves élevages
    éleveur éleveurs élysée émetteur émeute émeutes émirats énergie énergies énergétique
    énergétiques énorme énormément épargne épicerie épidémie épilogue époque époques
    épreuve épreuves équateur équilibre équipages équipe équipes équipement équipements
    érythrée étang étangs étant étape étapes éthiopie éthique étoile étoiles étonnant
    étonnamment étrange étranger étrangers étrangère étrangères étrangement étroit étude
    études étudiant étudiante étudiants étudiantes évangile évangiles éveil événement
    événements évènement évènements éventuellement évêque évêques évidemment évidence
    évoquant écosse écossais échange échanges échappée échec échecs échelle échelles
    éclairage éclat écoute écoutez élu élus élue élues élément éléments élémentaire être
    êtres île
"""
_ENGLISH_TOO = """
    édition éditions éducation élection élections émancipation émergence émigration
    émission émissions émotion émotions épisode épisodes érosion éruption évaluation
    évaluations évasion évolution évolutions équation élaboration élégance élévation
"""
"""Words that are English ones without their accent: certain only in a French phrase."""


def _bare(word: str) -> str:
    """The word without the accent of its first letter."""
    return unicodedata.normalize("NFD", word[0])[0] + word[1:]


def _plain(word: str) -> str:
    """The word without any accent or cedilla."""
    decomposed = unicodedata.normalize("NFD", word)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _forms(words: str) -> dict[str, str]:
    """How each word is written with a capital and without the accent, and how it should be."""
    return {
        form: right
        for word in words.split()
        for form, right in (
            (_bare(word).capitalize(), word.capitalize()),
            (_bare(word).upper(), word.upper()),
            (_plain(word).upper(), word.upper()),
        )
    }


_CERTAIN = _forms(_WORDS) | {"Iles": "Îles"}
_IN_PHRASE = _forms(_ENGLISH_TOO)
_WORD = re.compile(rf"[EI](?<![\w.@/{SEEN}].)\w{{2,}}+(?!\.\w){END}")
_DETERMINED = re.compile(
    r"(?:[ldLD]’|\b(?:[UuCc]ne|[Ll][ae]s?|[DdCc]es|[Cc]ette|[Aa]ux|[NnVvSsMmTt][ao]s?|[Nn]otre|[Vv]otre|[Ll]eurs?"
    r"|[Pp]remière|[Nn]ouvelle|[Dd]eux|et)[ \u00a0])$"
)
_CONTINUED = re.compile(r"[ \u00a0](?:de|du|des|et|en|à|nationale|spéciale|d’\w+)\b|[ \u00a0]d’")
_A = re.compile(
    rf"""A (?<![\w.@’'{SEEN}-].) (?={S}(?:
      # Not what one may have: « A la parole », « A l’habitude de ».
      la{S}(?!parole|chance|charge|capacit|possibilit|réputation|responsabilit|conviction|volonté
        |tâche|peau|grippe|fièvre)
    | l’(?!air\b|habitude|intention|audace|ambition|impression|avantage|honneur|avenir\ de)\w
    | (?:partir|côté|cause|défaut|force)\ d | mesure\ qu | condition | lui\ seul | elle\ seule
    | (?:propos|travers|noter|savoir|suivre|peine|moins|titre|quoi|qui|droite|gauche|nouveau
        |bientôt|jamais|présent|demain|chaque|cette|cet|ces|ses|leurs?|mon|ma|mes|notre|votre|nos
        |vos)\b
    | quel | chacun
    ))""",
    re.VERBOSE,
)
_CA = re.compile(
    rf"Ca(?<![\w.{SEEN}]..)(?={S}(?:va|fait|ne|n’|me|m’|te|t’|se|s’|y|veut|peut|doit|suffit|dépend"
    r"|sera|serait|devient|marche|commence|sent|alors|tombe|reste|aussi|vous|nous|lui|leur|sert"
    r"|vaut|a|prend|donne|arrive|ressemble|semble|change|dure|existe)\b)"
)
_SENTENCE = re.compile(r"(?:^|[.!?…]|[«—–:“(\[]|\n)$")


def _begins(text: str, at: int) -> bool:
    """Whether a sentence begins at this place."""
    before = text[max(0, at - 3) : at].rstrip(SPACES)
    return not before or _SENTENCE.search(before) is not None


def _is_french(text: str, start: int, end: int) -> bool:
    """Whether the words beside say that this one is French."""
    return (
        _DETERMINED.search(text, max(0, start - 12), start) is not None
        or _CONTINUED.match(text, end) is not None
    )


def capital_accents(text: str, _: Spacing) -> list[Edit]:
    """``Etat`` → ``État``, ``A la fin`` → ``À la fin``, ``Ca va`` → ``Ça va``, by closed lists."""
    edits = []
    for match in _WORD.finditer(text):
        right = _CERTAIN.get(match.group())
        if right is None and _is_french(text, *match.span()):
            right = _IN_PHRASE.get(match.group())
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
    rf"A(?={S}(?:[{CAPITAL}][{SMALL}]+(?:,|{S}(?:on|il|elle|le|la|les)\b)|[{SMALL}]+er\b))"
    rf"|Ca(?={S})|E(?=[{SMALL}]{{3,}}\b)"
)
_MAYBE_WORD = re.compile(
    r"(?:Emile|Emilie|Etienne|Eric|Elisabeth|Eliane|Elodie|Edouard|Evelyne|Elie|Edith|Emilien"
    r"|Ebéniste|Egérie|Elan|Elégant\w*|Elevé\w*|Eminence|Enoncé\w*|Epave|Epoux|Epouse|Equitation"
    r"|Erudit\w*|Etable\w*|Eté|Etui|Evadé\w*|Evident\w*|Eviter|Evreux|Epinal|Evian|Etampes"
    r"|Edition\w*|Education|Election\w*|Emission\w*|Evolution\w*)\b"
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
            there = _MAYBE_WORD.match(text, at)
            if there:
                found.append((at, there.group(), "É" + there.group()[1:]))
    return found


def _speaks_of_a_letter(text: str, at: int) -> bool:
    return text[at + 1 : at + 2] in (".", ")", "-")


def accent_changes(before: str, after: str) -> bool:
    """Whether a change of letters is one that this module makes: for the proof of conservation."""
    listed = (_CERTAIN.get(before), _IN_PHRASE.get(before))
    return after in listed or (before, after) in (("A", "À"), ("Ca", "Ça"))
