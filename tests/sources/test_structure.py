from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.article import E
from publish.sources.blocks import Block, Role
from publish.sources.evidence import folded, gather
from publish.sources.explain import FRENCH, ROLES, evidence_name, explained
from publish.sources.levels import levels
from publish.sources.structure import (
    ENDS,
    FOLLOWERS,
    STARTS,
    State,
    decode,
    infer,
    read_weights,
)
from publish.sources.text import blocks_of

LONG = (
    "Le conseil s’est réuni mardi soir dans la grande salle, devant une centaine d’habitants venus "
    "écouter le débat sur le budget et sur la route."
)
OTHER = (
    "La nuit tombait quand le maire a pris la parole. Il a parlé vingt minutes, sans notes, des "
    "digues, des écoles et de l’hiver qui vient, puis il a remercié ceux qui étaient restés."
)
ARTICLE = (
    ("rubric", "Vie locale"),
    ("title", "Le budget des digues est voté"),
    ("standfirst", "Après trois heures de débat, la commune double la somme prévue."),
    ("byline", "Par Jeanne Kervella"),
    ("paragraph", f"{LONG} {OTHER}"),
    ("paragraph", f"{OTHER} {LONG}"),
    ("heading", "Une salle pleine"),
    ("paragraph", f"{OTHER} {OTHER}"),
    ("heading", "Et maintenant ?"),
    ("paragraph", f"{LONG} {LONG}"),
)


def block(text: str, **known: object) -> Block:
    return Block(E.p(text), 1, **known)  # type: ignore[arg-type]


def roles(*texts: str | Block) -> list[str]:
    blocks = [t if isinstance(t, Block) else block(t) for t in texts]
    return [str(i.structured.role) for i in infer(blocks)]


# --- evidence ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Par Jeanne Kervella", "signature words and a name"),
        ("Propos recueillis par Jeanne Kervella", "signature words and a name"),
        ("Débat animé par Jeanne Kervella", "signature words and a name"),
        ("Jeanne Kervella", "first name and surname"),
        ("Agence du Port - Jeanne Kervella", "first name inside"),
        ("Jeanne KERVELLA", "surname in capitals"),
        ("Le 3 mars 2024", "a date and little else"),
        ("Brest, le 3 mars 2024", "place and date"),
        ("Le conseil du 3 mars 2024 vu de la salle", "holds a date"),
        ("Photo : Yoann Cadiou", "words of a credit"),
        ("© Yoann Cadiou", "words of a credit"),
        ("Lire aussi : La digue de l’Ouest", "words of web debris"),
        ("Partager cet article", "words of web debris"),
        ("Suivre @portdebrest", "words of web debris"),
        ("Imprimer", "words of web debris"),
        ("LES MARCHES DU PORT", "capitals only"),
        ("Pourquoi attendre ?", "begins with a question word"),
        ("Pourquoi attendre ?", "ends with a question mark"),
        ("Il attend… Et la mer monte.", "two sentences or more"),
        ("« Nous partirons »", "quotation marks around it"),
        ("Bonjour à tous", "greeting"),
        ("Conclusion", "word of a subhead"),
        ("Société", "name of a rubric"),
        ("III. Le retour des loutres", "number first"),
        ("[1] Archives du port.", "note mark first"),
        ("Le prix du sel : une histoire", "colon inside"),
        ("la suite au prochain numéro", "small letter first"),
        ("Aller au contenu principal", "words of web debris"),
        ("Les plus lus", "words of web debris"),
        ("Temps de lecture estimé : 4 minutes", "words of web debris"),
        ("Publié le 12 mars 2024 à 09h15", "a date and little else"),
        ("Publié le 12 mars 2024 à 9 h 15, mis à jour le 13 mars 2024", "date of the page"),
        ("Paris, Lyon et Brest, le 3 mars 2024 – Communiqué de presse", "place and date"),
        ("COMMUNIQUÉ DE PRESSE — POUR DIFFUSION IMMÉDIATE", "heads a press release"),
        ("P. L.", "initials alone"),
        ("J.-P. M.", "initials alone"),
        ("Maître de conférences, université de Brest", "function of a person"),
        ("Université de Brest", "function of a person"),
        ("Jeanne Kervella, université de Brest", "name and profession"),
        ("Article 1er", "part or chapter"),
        ("Article premier", "part or chapter"),
        ("Il attend...", "ends with an ellipsis"),
    ],
)
def test_a_line_tells_by_itself(text: str, expected: str) -> None:
    assert expected in gather([block(text)])[0]


@pytest.mark.parametrize(
    "text",
    [
        "Suivre et participer",
        "Commenter un poème",
        "Imprimer en relief",
        "Recevez mes salutations",
        "Partagez le pain en six",
        "Lire plus, lire mieux",
        "Un commentaire de texte",
        "Recommander un livre",
    ],
)
def test_verbs_of_buttons_are_no_buttons_by_themselves(text: str) -> None:
    assert "words of web debris" not in gather([block(text)])[0]


@pytest.mark.parametrize(
    "text", ["BREST (AFP) – Le port rouvre lundi.", "Le port rouvre lundi, dit la mairie (AFP)."]
)
def test_an_agency_named_in_a_brief_is_no_credit(text: str) -> None:
    assert "words of a credit" not in gather([block(text)])[0]


@pytest.mark.parametrize(
    "text", ["1. L’arche de la zone d’activités", "M. A. Le Bras, Mme B. Cadiou et le Dr Y. Zed"]
)
def test_points_of_numbers_and_initials_end_no_sentence(text: str) -> None:
    assert "two sentences or more" not in gather([block(text)])[0]


def test_days_head_the_entries_of_a_diary() -> None:
    days = [block(t) for day in ("Lundi 3 mai", "Le 4 mai", "6. Juin") for t in (day, LONG)]
    assert all("one of several dates" in seen for seen in gather(days)[::2])


def test_one_word_under_a_title_signs_nothing() -> None:
    assert roles("Le vent", "Bonjour.") == ["title", "paragraph"]


def test_a_date_that_heads_a_diary_is_not_of_the_page() -> None:
    assert "date of the page" not in gather([block("Le 12 mars 2024")])[0]


def test_what_a_page_leaves_behind_is_no_neighbour() -> None:
    """The evidence of a title and of its text is the same with and without the page around them."""
    texts = ("Culture", "Le dernier souffleur de la ville", LONG, OTHER)
    page = ("Aller au contenu", "Accueil", *texts[:2], "Publié le 12 mars 2024", "Partager")
    bare = gather([block(t) for t in texts])
    pasted = gather([block(t) for t in (*page, *texts[2:])])
    assert [pasted[2], pasted[3], *pasted[6:]] == bare


def test_the_steps_above_a_rubric_are_of_the_page() -> None:
    evidence = gather(
        [block(t) for t in ("Accueil", "Vie locale", "Environnement", "La haie", LONG)]
    )
    assert ["words of web debris" in e for e in evidence] == [True, True, False, False, False]


def test_accueil_below_a_text_is_a_word_of_the_article() -> None:
    evidence = gather([block(t) for t in ("Vie locale", "La rentrée", LONG, "Accueil", OTHER)])
    assert "words of web debris" not in evidence[3]


@pytest.mark.parametrize("last", ["Jeanne Colin", "H. C.", "Le port rouvre lundi."])
def test_titles_of_other_articles_stand_under_their_head_to_the_end(last: str) -> None:
    links = ("Lire aussi", "Brest : la route est fermée", "Un hiver sans criée")
    evidence = gather([block(t) for t in (LONG, OTHER, *links)])
    assert ["words of web debris" in e for e in evidence[2:]] == [True, True, True]
    evidence = gather([block(t) for t in (LONG, OTHER, *links, last)])
    assert ["words of web debris" in e for e in evidence[3:]] == [False, False, False]


def test_keywords_are_of_a_learned_article_and_debris_elsewhere() -> None:
    line = "Mots-clés : foires, Morvan"
    assert "words of web debris" in gather([block(t) for t in (LONG, line)])[1]
    learned = gather([block(t) for t in ("Résumé", LONG, line)])
    assert "words of web debris" not in learned[2]


@pytest.mark.parametrize("short", ["B. V.", "Vidal", "Bernat"])
def test_a_speaker_is_known_by_initials_and_by_half_a_name(short: str) -> None:
    turns = (
        "Bernat Vidal : J’étais venu réparer le toit.",
        f"{short} : Oui, au-dessus de ma porte.",
    )
    assert all("speaker’s label" in e for e in gather([block(t) for t in turns]))
    strangers = (turns[0], "A. M. : Oui, au-dessus de ma porte.")
    assert not any("speaker’s label" in e for e in gather([block(t) for t in strangers]))


def test_neighbours_tell() -> None:
    seen = gather([block("Titre"), block(LONG), block("Une digue"), block(f"{LONG} {OTHER}")])
    assert {"first", "before a block of middle length"} <= seen[0]
    assert {"short line alone", "before a long block", "next is much longer"} <= seen[2]
    assert "last" in seen[3]


def test_what_comes_back_tells() -> None:
    pull = "La mer n’attend pas le budget"
    blocks = [block("Titre"), block(f"{LONG} {pull}, dit-il."), block(pull), block(OTHER)]
    assert "said word for word in another block" in gather(blocks)[2]
    blocks = [block("Titre"), block("Zed"), block(LONG), block("Zed"), block(OTHER)]
    assert "the line returns in the article" in gather(blocks)[1]
    labels = [block(f"{who} : {LONG}") for who in ("Anna", "Paul", "Anna", "Paul")]
    assert "speaker’s label" in gather(labels)[0]
    numbers = [block("1. Le port"), block(LONG), block("2. La digue"), block(OTHER)]
    assert "one of a numbered series" in gather(numbers)[0]


def test_what_returns_in_the_publication_tells() -> None:
    line = "Carnets du large"
    seen = gather([block(line), block("Titre")], returning=[folded(line)])
    assert "the line returns in the publication" in seen[0]
    assert "the line returns in the publication" not in seen[1]


def test_every_piece_of_evidence_that_is_weighed_has_a_french_name() -> None:
    known = set(FRENCH)
    for name in set(read_weights().vectors) - {"any block"}:
        place, _, rest = name.partition(", ")
        assert (
            name in known
            or (place in known and (rest in known or not rest))
            or all(part in known for part in name.split(", "))
        ), name


# --- decoding ------------------------------------------------------------------------------------


def test_an_article_with_everything() -> None:
    assert roles(*(text for _, text in ARTICLE)) == [role for role, _ in ARTICLE]


def test_a_signature_may_stand_at_the_end() -> None:
    texts = [text for role, text in ARTICLE if role != "byline"]
    assert roles(*texts, "Jeanne Kervella")[-1] == "byline"


def test_an_article_has_one_title_and_one_byline() -> None:
    texts = [text for _, text in ARTICLE]
    found = roles(*texts, "Par Jeanne Kervella")
    assert found.count("byline") == 1
    assert found.count("title") == 1


def test_marked_roles_are_kept() -> None:
    texts = [block(LONG), block("Une ligne", role=Role.TITLE), block(OTHER)]
    inferred = infer(texts)
    assert inferred[1].structured.role is Role.TITLE
    assert inferred[1].confidence == 1
    assert [i.structured.role for i in inferred].count(Role.TITLE) == 1


def test_a_block_that_may_not_be_a_subhead_is_none() -> None:
    texts = [text for _, text in ARTICLE]
    closed = [block(t, subhead=False) if t == "Une salle pleine" else block(t) for t in texts]
    assert infer(closed)[6].structured.role is not Role.HEADING


def test_web_debris_and_credits_have_their_roles() -> None:
    texts = [text for _, text in ARTICLE]
    found = roles(*texts[:5], "Photo : Yoann Cadiou", *texts[5:8], "Lire aussi : La mer", texts[9])
    assert (found[5], found[9]) == ("credit", "debris")


def test_debris_in_the_header_does_not_end_it() -> None:
    rubric, title, standfirst, byline = (text for _, text in ARTICLE[:4])
    body = [text for _, text in ARTICLE[4:]]
    found = roles(rubric, title, "Temps de lecture : 4 min", standfirst, byline, "Partager", *body)
    assert found[:6] == ["rubric", "title", "debris", "standfirst", "byline", "debris"]


def test_the_words_of_a_page_around_an_article_do_not_hide_its_head() -> None:
    found = roles(
        "Accueil",
        "Culture",
        "Le dernier souffleur de la ville",
        "Publié le 12 mars 2024 à 09h15",
        "Mis à jour le 13 mars 2024 à 18h02",
        "Temps de lecture : 4 minutes",
        f"{LONG} {OTHER}",
        f"{OTHER} {LONG}",
    )
    header = ["debris", "rubric", "title", "dateline", "debris", "debris"]
    assert found == [*header, "paragraph", "paragraph"]


def test_a_date_of_an_update_alone_is_the_date() -> None:
    found = roles("Culture", "Le dernier souffleur", "Mis à jour le 13 mars 2024", LONG, OTHER)
    assert found[2] == "dateline"


def test_a_dateline_with_two_dates_gives_the_first() -> None:
    said = "Publié le 12 mars 2024 à 9 h 15, mis à jour le 13 mars 2024 à 10 h"
    inferred = infer([block(t) for t in ("Culture", "Le souffleur", said, LONG)])
    assert inferred[2].structured.details == {"datetime": "2024-03-12"}


def test_what_heads_a_press_release_is_its_rubric() -> None:
    title = "Le musée ouvre une aile nouvelle pour les enfants"
    for head in ("COMMUNIQUÉ DE PRESSE", "Pour diffusion immédiate"):
        assert roles(head, title, LONG, OTHER)[:2] == ["rubric", "title"]
    found = roles("COMMUNIQUÉ DE PRESSE", "Pour diffusion immédiate", title, LONG, OTHER)
    assert found[:3] == ["rubric", "debris", "title"]


def test_what_an_author_does_goes_on_with_the_byline() -> None:
    does = "Maître de conférences, université de Brest"
    found = roles("Idées", "Rendre les rivières", "Jeanne Kervella", does, OTHER, LONG)
    assert found[2:5] == ["byline", "byline-more", "paragraph"]
    found = roles("Idées", "Rendre les rivières à leur lit", OTHER, LONG, "Jeanne Kervella", does)
    assert found[-2:] == ["byline", "byline-more"]


def test_initials_under_the_pieces_of_a_column_sign_them() -> None:
    pieces = ("Au marché", LONG, "P. L.", "À la gare", OTHER, "H. C.", "Au tribunal", LONG, "A. M.")
    found = roles("Échos", "Vu et entendu cette semaine", *pieces)
    assert [found[i] for i in (4, 7, 10)] == ["attribution"] * 3
    assert roles("Humeur", "Éloge du parapluie", LONG, OTHER, "H. C.")[-1] == "byline"


def test_articles_of_statutes_are_subheads() -> None:
    said = ("ARTICLE 1er", LONG, "ARTICLE 2", OTHER, "ARTICLE 3", LONG)
    found = roles("Statuts de l’association du four", *said)
    assert found[1:] == ["heading", "paragraph"] * 3


def test_who_said_a_quotation_is_its_attribution() -> None:
    quotation = "« La mer ne rend rien, elle prête, et elle se souvient de chacun de nous. »"
    texts = [text for _, text in ARTICLE]
    who = "— Jeanne Kervella, Les Digues"
    found = roles(*texts[:5], quotation, who, *texts[5:])
    assert found[5:8] == ["quotation", "attribution", "paragraph"]
    assert roles(*texts[:5], who, *texts[5:])[5] != "attribution"


def test_speakers_make_questions_and_answers() -> None:
    said = ["Pourquoi la nuit ?", "Et le jour ?", "Que ferez-vous demain ?"]
    turns = [t for q in said for t in (f"La Revue : {q}", f"Jeanne Kervella : {OTHER}")]
    found = roles("Entretien", "Jeanne Kervella, gardienne de phare", "Par Paul Morvan", *turns)
    assert found[3:] == ["question", "answer"] * 3


def test_questions_without_speakers_are_subheads() -> None:
    questions = ["Pourquoi la nuit ?", "Avez-vous une explication ?", "Que ferez-vous demain ?"]
    turns = [t for q in questions for t in (q, f"{OTHER} {LONG}")]
    assert roles("Jeanne Kervella garde le phare", LONG, *turns)[2:] == ["heading", "paragraph"] * 3


TEXTS = st.lists(
    st.sampled_from(
        [
            *(text for _, text in ARTICLE),
            "Notes",
            "1. Le port",
            "- ",
            "…",
            "3 mars 2024",
            "Photo : DR",
            "Lire aussi : La mer",
        ]
    ),
    min_size=1,
    max_size=12,
)


@given(TEXTS)
def test_the_grammar_holds(texts: list[str]) -> None:
    blocks = [block(t) for t in texts]
    states = [d.state for d in decode(blocks, gather(blocks), read_weights())]
    assert states[0] in STARTS
    assert all(after in FOLLOWERS[before] for before, after in pairwise(states)) or (
        # What an article has once may be forbidden where the grammar would want it.
        states.count(State.BYLINE) + states.count(State.SIGNATURE) <= 1
    )
    if len(blocks) > 2:
        assert states[-1] in ENDS


@given(TEXTS)
def test_confidence_is_a_probability(texts: list[str]) -> None:
    for one in infer([block(t) for t in texts]):
        assert 0 <= one.confidence <= 1
        assert one.rival is not one.structured.role


# --- levels --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("subheads", "expected"),
    [
        (["Un port", "Une digue"], [2, 2]),
        (["I. Un", "A. Deux", "B. Trois", "II. Quatre"], [2, 3, 3, 2]),
        (["1. Un", "2. Deux", "2.1. Trois", "3. Quatre"], [2, 2, 3, 2]),
        (["LE PORT", "La digue", "LA MER", "Le large"], [2, 3, 2, 3]),
        (["Première partie : le port", "Chapitre 1. La digue"], [2, 3]),
        (["Introduction", "1. Un", "2. Deux", "Conclusion"], [2, 2, 2, 2]),
        (["LE PORT", "LA DIGUE"], [2, 2]),
        ([], []),
    ],
)
def test_levels(subheads: list[str], expected: list[int]) -> None:
    assert levels(subheads) == expected


# --- explaining ----------------------------------------------------------------------------------


def test_explained_in_two_languages() -> None:
    inferred = infer(blocks_of("\n\n".join(text for _, text in ARTICLE)))
    french, english = explained(inferred, "fr"), explained(inferred, "en")
    assert "intertitre" in french and "← " in french
    assert "heading" in english
    assert "Une salle pleine" in french and "Une salle pleine" in english
    assert evidence_name("last, 2 words", "fr") == "dernier bloc, 2 mots"
    assert set(ROLES) == set(Role)


def test_a_role_that_an_article_has_once_is_given_once_wherever_marks_stand() -> None:
    marked = Role.STANDFIRST
    lines: list[tuple[str, Role | None]] = [
        ("Le sel de la presqu’île", None),
        ("Entre la digue et la mer, une poignée de familles vit encore du sel.", marked),
        ("Solène Kermadec", None),
        ("Avant l’aube, les paludiers ouvrent les vannes et laissent la mer entrer.", None),
        ("Ici l’on parle de fleur de sel, de gros sel et de ce qui les sépare.", None),
        ("Brouillon", None),
        ("Le sel de la presqu’île", None),
        ("Entre la digue et la mer, une poignée de familles vit encore du sel.", marked),
        ("La ville a confié leur soin à deux apicultrices du quartier.", None),
    ]
    blocks = [Block(E.p(said), i, role, subhead=False) for i, (said, role) in enumerate(lines, 1)]
    roles = [one.structured.role for one in infer(blocks)]
    assert [role for role in (Role.TITLE, Role.RUBRIC, Role.BYLINE) if roles.count(role) > 1] == []


def test_states_worth_the_same_are_so_in_whatever_order_the_evidence_comes() -> None:
    # A sum of fractions depends on the order of its parts, and a set gives its own in each run.
    vectors = list(read_weights().vectors.values())
    assert all(type(weight) is int for vector in vectors for weight in vector)
    assert {type(cost) for row in read_weights().matrix for cost in row} == {int}
