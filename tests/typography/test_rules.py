"""Each rule alone, in a class of its own: what it sets, what it leaves, how it goes through markup.

``⍽`` is the no-break space and ``␣`` the narrow one, as in the list of corrections.
"""

from __future__ import annotations

import sys
from typing import ClassVar

import pytest

from publish.typography import RULE_NAMES, typeset, typeset_text
from tests.typography.documents import article, body

NB, NNB = "\u00a0", "\u202f"
_TYPED = str.maketrans({"⍽": NB, "␣": NNB})
_SHOWN = str.maketrans({NB: "⍽", NNB: "␣"})
CALL = '<a role="doc-noteref" href="#n1" id="r1">1</a>'


class Alone:
    """One rule of the engine, all others switched off."""

    rule: ClassVar[str]

    def by(self, markup: str, language: str = "fr") -> str:
        """What the rule alone makes of inline markup; a second time it changes nothing."""
        others = [name for name in RULE_NAMES if name != self.rule]
        given = article(f"<p>{markup.translate(_TYPED)}</p>", language)
        once = typeset(given, disabled=others).article
        assert typeset(once, disabled=others).changes == ()
        said = body(once).translate(_SHOWN)
        return said.removeprefix("<p>").removesuffix("</p>").replace("&gt;", ">")

    def leaves(self, *markups: str, language: str = "fr") -> None:
        """Assert that the rule changes none of these."""
        assert {m: self.by(m, language) for m in markups} == {m: m for m in markups}


class TestApostrophe(Alone):
    rule = "apostrophe"

    def test_after_an_elided_letter(self) -> None:
        assert self.by("l'eau, qu'il, aujourd'hui, d'un") == "l’eau, qu’il, aujourd’hui, d’un"
        assert self.by("presqu'île d'Olonne, l'11 mai") == "presqu’île d’Olonne, l’11 mai"

    def test_other_signs_typed_for_it(self) -> None:
        assert self.by("l`eau, l´eau, lʼeau, l‘eau") == "l’eau, l’eau, l’eau, l’eau"
        assert self.by("l''eau et qu’’il") == "l’eau et qu’il"

    def test_before_a_quotation_or_a_space(self) -> None:
        assert self.by("l'\"eau\", l'«eau»") == 'l’"eau", l’«eau»'
        assert self.by("c' est l' heure") == "c’ est l’ heure"

    def test_both_in_rock_n_roll(self) -> None:
        assert self.by("rock 'n' roll, rock'n'roll") == "rock ’n’ roll, rock’n’roll"

    def test_not_a_prime_a_quote_or_a_decade(self) -> None:
        self.leaves("5'10", "'mot'", "les années '60", "f' et g'", "l’eau")

    def test_between_elements(self) -> None:
        assert self.by("l<em>'</em>eau") == "l<em>’</em>eau"
        assert self.by("<i>d</i>'<b>un</b>") == "<i>d</i>’<b>un</b>"
        assert self.by("l'<code>a'b</code>") == "l’<code>a'b</code>"


class TestEtcetera(Alone):
    rule = "etcetera"

    def test_takes_no_ellipsis(self) -> None:
        assert self.by("sel, vent, etc...") == "sel, vent, etc."
        assert self.by("sel, vent, etc…, puis etc ...") == "sel, vent, etc., puis etc."
        assert self.by("sel, etc, …") == "sel, etc."

    def test_stays_with_its_point(self) -> None:
        self.leaves("etc.", "etc., puis", "sketch…", "(etc.)")

    def test_across_elements(self) -> None:
        assert self.by("<i>etc</i>…") == "<i>etc</i>."


class TestEllipsis(Alone):
    rule = "ellipsis"

    def test_three_points_are_one_sign(self) -> None:
        assert self.by("Enfin... rien") == "Enfin… rien"
        assert self.by("[...] et (...)") == "[…] et (…)"

    def test_two_points_after_a_mark(self) -> None:
        assert self.by("Quoi ?.. Ah !..") == "Quoi ?… Ah !…"

    def test_repeated_signs_become_one(self) -> None:
        assert self.by("Enfin…… et puis….") == "Enfin… et puis…"

    def test_paths_and_other_rows_stay(self) -> None:
        self.leaves("../../plan", ".../plan", "deux..", "quatre....", "1..5")

    def test_across_elements(self) -> None:
        assert self.by("<em>Enfin..</em>.") == "<em>Enfin…</em>"


class TestCommaEllipsis(Alone):
    rule = "comma-ellipsis"

    def test_the_ellipsis_takes_the_place_of_the_comma(self) -> None:
        assert self.by("sel, vent,…") == "sel, vent…"
        assert self.by("(sel, vent, …)") == "(sel, vent…)"

    def test_a_comma_before_what_goes_on_stays(self) -> None:
        self.leaves("sel, …vent", "sel…, vent", "sel, vent")

    def test_across_elements(self) -> None:
        assert self.by("<b>sel,</b> …") == "<b>sel</b>…"


class TestPrimes(Alone):
    rule = "primes"

    def test_feet_and_inches(self) -> None:
        assert self.by("5'10\" ou 6' 2\"") == "5′10″ ou 6′ 2″"

    def test_minutes_and_seconds_of_an_angle(self) -> None:
        assert self.by("48°23'10\"") == "48°23′10″"

    def test_the_parts_of_an_angle_are_held_together(self) -> None:
        assert self.by("à 48° 23′ de latitude") == "à 48°⍽23′ de latitude"
        assert self.by("48° 23' 10\" N, 4° 29' 5,5\" O") == "48°⍽23′⍽10″⍽N, 4°⍽29′⍽5,5″⍽O"
        self.leaves("48°⍽23′⍽10″⍽N")

    def test_times_of_races(self) -> None:
        assert self.by("en 2'33\" et 3' 59''") == "en 2′33″ et 3′ 59″"

    def test_neither_quotes_nor_degrees_alone(self) -> None:
        self.leaves('un écran de 15"', "12', puis", "un vin à 12°", "20° environ", "4'33 de Cage")

    def test_across_elements(self) -> None:
        assert self.by("<b>48°</b> 23'") == "<b>48°</b>⍽23′"


class TestDoubledSpaces(Alone):
    rule = "doubled-spaces"

    def test_several_become_one(self) -> None:
        assert self.by("la  mer   monte") == "la mer monte"

    def test_a_no_break_one_among_them_stays_so(self) -> None:
        assert self.by("80 ⍽%, oui ␣!") == "80⍽%, oui␣!"

    def test_single_ones_stay(self) -> None:
        self.leaves("la mer⍽monte␣!", "<code>a  b</code>")

    def test_across_elements(self) -> None:
        assert self.by("la <em> mer </em> monte") == "la <em>mer </em>monte"


class TestDoubledCommas(Alone):
    rule = "doubled-commas"

    def test_several_become_one(self) -> None:
        assert self.by("sel,, vent, , eau") == "sel, vent, eau"

    def test_rows_of_data_stay(self) -> None:
        self.leaves("a,,b", "sel, vent")

    def test_across_elements(self) -> None:
        assert self.by("<b>sel,</b>, vent") == "<b>sel,</b> vent"


class TestLowPunctuation(Alone):
    rule = "low-punctuation"

    def test_no_space_before_a_comma_or_a_full_stop(self) -> None:
        assert self.by("un , deux⍽, trois .") == "un, deux, trois."

    def test_what_begins_with_a_point_stays(self) -> None:
        self.leaves("un .htaccess", "et .5", "un .NET", "…et .. puis")

    def test_across_elements(self) -> None:
        assert self.by("<em>un </em>, deux") == "<em>un</em>, deux"


class TestBrackets(Alone):
    rule = "brackets"

    def test_no_space_inside(self) -> None:
        assert self.by("( vue de loin )") == "(vue de loin)"
        assert self.by("[ … ]") == "[…]"

    def test_a_space_before_a_whole_phrase(self) -> None:
        assert self.by("la mer(vue de loin)") == "la mer (vue de loin)"
        assert self.by("la mer( vue de loin )") == "la mer (vue de loin)"

    def test_parts_of_words_calls_and_formulas_stay(self) -> None:
        self.leaves("ami(e)s", "f(x)", "( )", "Y + ( B - Y ) = B", "( R + G ) - B")

    def test_across_elements(self) -> None:
        assert self.by("(<em> vue</em> )") == "(<em>vue</em>)"


class TestMissingSpace(Alone):
    rule = "missing-space"

    def test_after_a_comma_between_words(self) -> None:
        assert self.by("la mer,le vent") == "la mer, le vent"

    def test_after_a_mark_before_a_capital(self) -> None:
        assert self.by("Vraiment?Oui, tiens!Encore") == "Vraiment? Oui, tiens! Encore"

    def test_numbers_names_and_settings_stay(self) -> None:
        self.leaves("3,5", "a,b", "Yahoo!France", "type=socket,port=mer", "somme(terme,valeur)")

    def test_across_elements(self) -> None:
        assert self.by("<b>Vraiment?</b>Oui") == "<b>Vraiment? </b>Oui"


class TestGuillemets(Alone):
    rule = "guillemets"

    def test_straight_and_curly_quotes(self) -> None:
        assert self.by('Il dit "non" et “oui”.') == "Il dit «non» et «oui»."

    def test_the_second_level(self) -> None:
        assert self.by('"Il a dit “non” hier"') == "«Il a dit “non” hier»"
        assert self.by("\"Il a dit 'non' hier\"") == "«Il a dit “non” hier»"
        assert self.by('"Il a dit "non" hier"') == "«Il a dit “non” hier»"

    def test_several_paragraphs_each_opened(self) -> None:
        assert self.by('"A</p><p>"B</p><p>"C"') == "«A</p><p>«B</p><p>«C»"

    def test_several_paragraphs_opened_once(self) -> None:
        assert (
            self.by('Il dit "la mer</p><p>monte." Silence')
            == "Il dit «la mer</p><p>monte.» Silence"
        )

    def test_one_without_a_partner_stays(self) -> None:
        self.leaves('une "citation', 'une citation"', "«oui", '12" de large', "« un «deux» trois »")

    def test_signs_that_are_spoken_of_stay(self) -> None:
        self.leaves("les touches &lt;&lt; et >>")

    def test_across_elements(self) -> None:
        assert self.by('<a href="x">"Le phare</a> est <b>éteint"</b>') == (
            '<a href="x">«Le phare</a> est <b>éteint»</b>'
        )


class TestNoteCalls(Alone):
    rule = "note-calls"

    def test_before_the_punctuation(self) -> None:
        assert self.by(f"mot.{CALL}") == f"mot{CALL}."
        assert self.by(f"mot,{CALL} puis") == f"mot{CALL}, puis"
        assert self.by(f"mot␣!{CALL}") == f"mot{CALL}␣!"

    def test_after_an_abbreviation_an_ellipsis_a_quotation(self) -> None:
        self.leaves(f"etc.{CALL}", f"mot…{CALL}", f"«mot.»{CALL}", f"mot{CALL}.")

    def test_across_elements(self) -> None:
        assert self.by(f"<em>mot.</em>{CALL} Puis") == f"<em>mot</em>{CALL}. Puis"


class TestCompounds(Alone):
    rule = "compounds"

    def test_a_hyphen_joins(self) -> None:
        assert (
            self.by("dit–il, peut–être, celui—là, a–t-il") == "dit-il, peut-être, celui-là, a-t-il"
        )

    def test_dashes_between_names_and_numbers_stay(self) -> None:
        self.leaves("Brest–Lorient", "12–15", "peut – être")

    def test_across_elements(self) -> None:
        assert self.by("<em>dit</em>–elle") == "<em>dit</em>-elle"


class TestDialogueDash(Alone):
    rule = "dialogue-dash"

    def test_a_speech_opens_with_a_long_dash(self) -> None:
        assert self.by("- Vous venez ?") == "—⍽Vous venez ?"
        assert self.by("—Oui.") == "—⍽Oui."
        assert self.by("– Oui, dit-il.") == "—⍽Oui, dit-il."

    def test_each_line_of_one_paragraph(self) -> None:
        assert self.by("- Oui ?<br/>- Non !") == "—⍽Oui ?<br/>—⍽Non !"

    def test_items_numbers_and_rows_stay(self) -> None:
        self.leaves("- du sel ;", "– Sel de Guérande", "-5 °C", "——", "Il dit — oui")

    def test_across_elements(self) -> None:
        assert self.by("<em>- Oui</em>, dit-il.") == "<em>—⍽Oui</em>, dit-il."


class TestGuillemetSpaces(Alone):
    rule = "guillemet-spaces"

    def test_no_break_spaces_inside(self) -> None:
        assert self.by("«oui», « non », «␣si␣»") == "«⍽oui⍽», «⍽non⍽», «⍽si⍽»"

    def test_a_space_outside_where_a_word_touches(self) -> None:
        assert self.by("mot«⍽oui⍽»mot") == "mot «⍽oui⍽» mot"

    def test_narrow_in_switzerland(self) -> None:
        assert self.by("« oui »", "fr-CH") == "«␣oui␣»"

    def test_empty_and_german_ones_stay(self) -> None:
        self.leaves("«»", "»Wort« sagte er", "«⍽oui⍽»")

    def test_across_elements(self) -> None:
        assert self.by("«<em>oui</em>»") == "«⍽<em>oui⍽</em>»"


class TestRepeatedMarks(Alone):
    rule = "repeated-marks"

    def test_no_space_between_marks(self) -> None:
        assert self.by("Quoi ? !") == "Quoi ?!"

    def test_three_at_most(self) -> None:
        assert self.by("Non !!!!! Quoi ????") == "Non !!! Quoi ???"

    def test_up_to_three_stay(self) -> None:
        self.leaves("Quoi ?!", "Non !!", "Non !!!", "?!?!")

    def test_across_elements(self) -> None:
        assert self.by("Quoi <em>?</em> !") == "Quoi <em>?</em>!"


class TestHighPunctuation(Alone):
    rule = "high-punctuation"

    def test_a_narrow_space_before(self) -> None:
        assert self.by("Oui! Oui ! Oui⍽! l’eau; (bis) ?") == "Oui␣! Oui␣! Oui␣! l’eau␣; (bis)␣?"
        assert self.by("Vraiment ?! Non!!! Et…?") == "Vraiment␣?! Non␣!!! Et…␣?"

    def test_none_in_quebec(self) -> None:
        assert self.by("Oui ! Non⍽? Si ;", "fr-CA") == "Oui! Non? Si;"

    def test_signs_of_other_kinds_stay(self) -> None:
        self.leaves("!", "(!)", "a != b", "¡Hola", "mot;mot", "Yahoo! en ligne", ";-)")

    def test_the_marks_of_a_move_of_chess_stay(self) -> None:
        self.leaves("3. Fb5!? a6 4. Fa4!! e5?")

    def test_across_elements(self) -> None:
        assert self.by("<em>Oui </em>! <b>Non</b>?") == "<em>Oui␣</em>! <b>Non␣</b>?"


class TestColon(Alone):
    rule = "colon"

    def test_a_no_break_space_before(self) -> None:
        assert self.by("Ceci: cela, ceci : cela, ceci␣: cela") == (
            "Ceci⍽: cela, ceci⍽: cela, ceci⍽: cela"
        )

    def test_narrow_in_switzerland(self) -> None:
        assert self.by("Ceci : cela", "fr-CH") == "Ceci␣: cela"

    def test_times_ratios_verses_and_faces_stay(self) -> None:
        self.leaves("12:30", "16:9", "a:b", "Mt 5:3", "C:\\mer", ":clap:", "oui :-)", "::1")

    def test_across_elements(self) -> None:
        assert self.by("<strong>Note</strong>: la suite") == "<strong>Note⍽</strong>: la suite"


class TestTelephones(Alone):
    rule = "telephones"

    def test_by_two_and_held_together(self) -> None:
        assert self.by("le 06 12 34 56 78") == "le 06⍽12⍽34⍽56⍽78"
        assert self.by("le +33 6 12 34 56 78") == "le +33⍽6⍽12⍽34⍽56⍽78"
        assert self.by("Tél. : 0298000000") == "Tél. : 02⍽98⍽00⍽00⍽00"

    def test_other_numbers_and_points_stay(self) -> None:
        self.leaves("le code 0612345678", "06.12.34.56.78", "12 06 12 34 56 78")

    def test_across_elements(self) -> None:
        assert self.by("le 06 <b>12 34</b> 56 78") == "le 06⍽<b>12⍽34</b>⍽56⍽78"


class TestExponents(Alone):
    rule = "exponents"

    def test_square_and_cubic_metres(self) -> None:
        assert self.by("12 m2, 3km2, 5 cm3") == "12 m², 3km², 5 cm³"

    def test_names_stay(self) -> None:
        self.leaves("un M2", "le m2", "m23", "12 m2.5")

    def test_across_elements(self) -> None:
        assert self.by("12 <em>m2</em>") == "12 <em>m²</em>"


class TestDecimals(Alone):
    rule = "decimals"

    def test_a_comma_where_a_unit_follows(self) -> None:
        assert self.by("3.5 km, 12.50 €, 2.5%") == "3,5 km, 12,50 €, 2,5%"

    def test_a_point_stays_in_switzerland(self) -> None:
        self.leaves("12.50 francs", language="fr-CH")

    def test_versions_sections_dates_stay(self) -> None:
        self.leaves("version 3.5", "2.0.1", "le 12.05", "4.000 €", "192.168.1.1")

    def test_across_elements(self) -> None:
        assert self.by("<b>3.5</b> km") == "<b>3,5</b> km"


class TestDigitGroups(Alone):
    rule = "digit-groups"

    def test_what_counts_something(self) -> None:
        assert self.by("15000 habitants, 1234567 km") == "15␣000 habitants, 1␣234␣567 km"

    def test_years_postcodes_pages_numbers_stay(self) -> None:
        self.leaves(
            "en 2026, 1500 hommes", "29200 Brest", "page 12345 de l’index", "la loi n° 12345 du 4",
            "le dossier 15000 est", "90210 avait vécu",
        )  # fmt: skip

    def test_across_elements(self) -> None:
        assert self.by("<b>15000</b> habitants") == "<b>15␣000</b> habitants"


class TestThousands(Alone):
    rule = "thousands"

    def test_narrow_spaces_between_groups(self) -> None:
        assert self.by("12 500, 1⍽234⍽567") == "12␣500, 1␣234␣567"

    def test_points_between_groups(self) -> None:
        assert self.by("1.500.000 habitants") == "1␣500␣000 habitants"

    def test_years_telephones_addresses_names_stay(self) -> None:
        self.leaves(
            "en 1987 114 marches", "06 12 34 56 78", "0 123", "192.168.0.1", "192.168.255.x",
            "ITU R470 256", "n° 602 388/E",
        )  # fmt: skip

    def test_across_elements(self) -> None:
        assert self.by("12 <strong>500</strong>") == "12␣<strong>500</strong>"


class TestUnits(Alone):
    rule = "units"

    def test_a_no_break_space_before_units_and_symbols(self) -> None:
        assert self.by("80 %, 80%, 85 m, 12km, 20°C") == "80⍽%, 80⍽%, 85⍽m, 12⍽km, 20⍽°C"

    def test_sums_of_money(self) -> None:
        assert self.by("640€, 5 $US, 100 CHF, 20 000 FCFA, 2 millions") == (
            "640⍽€, 5⍽$US, 100⍽CHF, 20 000⍽FCFA, 2⍽millions"
        )

    def test_words_signs_and_names_stay(self) -> None:
        self.leaves("3 maisons", "%s", "la 5G", "12°", "US$10", "les 3 l’ont", "100 moutons")

    def test_across_elements(self) -> None:
        assert self.by("<b>80</b> %, 3<i>km</i>") == "<b>80</b>⍽%, 3⍽<i>km</i>"


class TestTimes(Alone):
    rule = "times"

    def test_hours_and_minutes(self) -> None:
        assert self.by("14h30, 14 H 30, 8h, 2h30min") == "14⍽h⍽30, 14⍽h⍽30, 8⍽h, 2⍽h⍽30⍽min"

    def test_other_ways_and_names_stay(self) -> None:
        self.leaves("12:30", "24h/24", "H1N1", "14h75", "D12h30", "le 20H")

    def test_across_elements(self) -> None:
        assert self.by("<b>14</b>h30") == "<b>14⍽</b>h⍽30"


XXI = '<span class="smallcaps">xxi</span><sup>e</sup>'
XIX = '<span class="smallcaps">xix</span><sup>e</sup>'


class TestCenturies(Alone):
    rule = "centuries"

    def test_small_capitals_and_a_superior_letter(self) -> None:
        assert self.by("au XXIe siècle") == f"au {XXI}⍽siècle"
        assert self.by("au XXIème s. de notre ère") == f"au {XXI}⍽s. de notre ère"

    def test_several_before_one_word(self) -> None:
        assert self.by("aux XIXe et XXIe siècles") == f"aux {XIX} et {XXI}⍽siècles"

    def test_without_the_word_after_a_word_of_time(self) -> None:
        assert self.by("à la fin du XIXe.") == f"à la fin du {XIX}."

    def test_in_arabic_figures_held_to_the_word(self) -> None:
        assert self.by("au 18e siècle, au 19ème siècle") == "au 18e⍽siècle, au 19ème⍽siècle"

    def test_other_ordinals_and_words_stay(self) -> None:
        self.leaves("la Ve République", "le XIXe arrondissement", "Louis XIV", "DVD, MIX, CIVIL")

    def test_across_elements(self) -> None:
        assert self.by("au <em>XXIe</em> siècle") == f"au <em>{XXI}</em>⍽siècle"
        assert self.by("au XXI<sup>ème</sup> siècle") == f"au {XXI}⍽siècle"


class TestOrdinals(Alone):
    rule = "ordinals"

    def test_superior_letters(self) -> None:
        assert (
            self.by("le 1er, la 1re, le 2e")
            == "le 1<sup>er</sup>, la 1<sup>re</sup>, le 2<sup>e</sup>"
        )
        assert self.by("la Ve République") == "la V<sup>e</sup> République"

    def test_the_right_form(self) -> None:
        assert self.by("la 1ère, le 2ème, les 10èmes") == (
            "la 1<sup>re</sup>, le 2<sup>e</sup>, les 10<sup>es</sup>"
        )

    def test_names_symbols_and_other_numbers_stay(self) -> None:
        self.leaves(
            "2D", "0x2e", "2e-5", "1e6", "Ire de Dieu", "CIVe", "Vers, Lie, Vie", "le 12.2e"
        )

    def test_across_elements(self) -> None:
        assert (
            self.by("le 2<sup>ème</sup>, 1<em>er</em>")
            == "le 2<sup>e</sup>, 1<em><sup>er</sup></em>"
        )


class TestRegnalNumbers(Alone):
    rule = "regnal-numbers"

    def test_a_name_is_held_to_its_number(self) -> None:
        assert (
            self.by("Louis XIV, Jean-Paul II, François Ier")
            == "Louis⍽XIV, Jean-Paul⍽II, François⍽Ier"
        )
        assert self.by("Napoléon 1er") == "Napoléon⍽1er"

    def test_chapters_letters_and_words_stay(self) -> None:
        self.leaves("Chapitre IV", "Exemple II", "Malcolm X", "sous X, né", "le 1er mai", "En 1er")

    def test_across_elements(self) -> None:
        assert self.by("<em>Louis</em> XIV") == "<em>Louis</em>⍽XIV"


class TestSuperiorLetters(Alone):
    rule = "superior-letters"

    def test_titles(self) -> None:
        assert (
            self.by("Mme Roux, Mlle, Mgr") == "M<sup>me</sup> Roux, M<sup>lle</sup>, M<sup>gr</sup>"
        )
        assert (
            self.by("le Dr Roux, avec Me Roux") == "le D<sup>r</sup> Roux, avec M<sup>e</sup> Roux"
        )

    def test_words_and_titles_without_a_name_stay(self) -> None:
        self.leaves("Me voici", "Me Dupont", "le Dr arrive", "mme", "MM. Roux")

    def test_across_elements(self) -> None:
        assert self.by("M<em>me</em> <b>Roux</b>") == "M<em><sup>me</sup></em> <b>Roux</b>"


class TestAbbreviations(Alone):
    rule = "abbreviations"

    def test_titles_are_held_to_names(self) -> None:
        assert self.by("M. Roux, MM. Roux, Mme Roux") == "M.⍽Roux, MM.⍽Roux, Mme⍽Roux"
        assert (
            self.by("M. de Roux, M.Dupont, S. M. le roi") == "M.⍽de Roux, M.⍽Dupont, S.⍽M.⍽le roi"
        )
        assert (
            self.by("Mr Roux, Mrs. Dalloway, le Dr. Roux") == "Mr⍽Roux, Mrs.⍽Dalloway, le Dr.⍽Roux"
        )

    def test_references_are_held_to_numbers(self) -> None:
        assert self.by("n° 7, n°7, p. 12, p. xii, t. II, § 4") == (
            "n°⍽7, n°⍽7, p.⍽12, p.⍽xii, t.⍽II, §⍽4"
        )
        assert self.by("art. L. 123-4 et R. 12-1") == "art.⍽L.⍽123-4 et R.⍽12-1"

    def test_parts_of_one_abbreviation(self) -> None:
        assert self.by("p. ex., av. J.-C.") == "p.⍽ex., av.⍽J.-C."

    def test_ends_of_sentences_and_words_stay(self) -> None:
        self.leaves(
            "M. et le reste", "le n° cinq", "il prit. 3 fois", "et al. 2002", "vitamine D. 12 cas"
        )

    def test_across_elements(self) -> None:
        assert self.by("<b>p.</b> 12, M. <em>Roux</em>") == "<b>p.</b>⍽12, M.⍽<em>Roux</em>"


class TestInitials(Alone):
    rule = "initials"

    def test_held_to_one_another_and_to_the_name(self) -> None:
        assert self.by("J.-P. Sartre, J. R. R. Tolkien") == "J.-P.⍽Sartre, J.⍽R.⍽R.⍽Tolkien"
        assert self.by("par N. Bourbaki") == "par N.⍽Bourbaki"

    def test_the_end_of_a_sentence_stays(self) -> None:
        self.leaves(
            "le plan B. Ensuite", "la vitamine C. Elle", "l’accès D.S.L. C’était", "#N/A. Utiliser"
        )

    def test_across_elements(self) -> None:
        assert self.by("J.-P. <strong>Sartre</strong>") == "J.-P.⍽<strong>Sartre</strong>"


class TestRanges(Alone):
    rule = "ranges"

    def test_two_years_are_joined_by_a_hyphen(self) -> None:
        assert self.by("(1788 - 1827), (1788 – 1827)") == "(1788-1827), (1788-1827)"
        assert self.by("la guerre de 1914 - 1918") == "la guerre de 1914-1918"

    def test_other_numbers_and_dashes_stay(self) -> None:
        self.leaves(
            "1914-1918", "1914–1918", "p. 12-15", "3 - 2", "(12 - 15)", "2026 - 1987 = 39",
            "en 1914 – 1918 fut", "2026-08-15", "1950 - 1960 - 1970",
        )  # fmt: skip

    def test_across_elements(self) -> None:
        assert self.by("(<b>1788</b> - 1827)") == "(<b>1788</b>-1827)"


class TestDashes(Alone):
    rule = "dashes"

    def test_a_hyphen_between_spaces(self) -> None:
        assert self.by("Le plan - il existe - échoue") == "Le plan – il existe – échoue"

    def test_hyphens_doubled_and_tripled(self) -> None:
        assert self.by("Le plan--neuf--échoue, -- oui") == "Le plan – neuf – échoue, – oui"
        assert self.by("Le plan --- neuf") == "Le plan — neuf"

    def test_an_aside_that_its_dashes_touch(self) -> None:
        assert self.by("dit-elle, –et pourtant– non") == "dit-elle, – et pourtant – non"

    def test_scores_formulas_options_compounds_stay(self) -> None:
        self.leaves(
            "3 - 2", "x - y", "--help", "porte-parole", "a = b - c:d", "le plan — il existe"
        )

    def test_across_elements(self) -> None:
        assert self.by("Brest <b>-</b> Ouessant") == "Brest <b>–</b> Ouessant"


class TestLigatures(Alone):
    rule = "ligatures"

    def test_words_of_the_list(self) -> None:
        assert self.by("oeuvre, coeur, OEUVRES, Oeil") == "œuvre, cœur, ŒUVRES, Œil"
        assert self.by("ex aequo, caecum, foetus") == "ex æquo, cæcum, fœtus"

    def test_two_sounds_and_names_stay(self) -> None:
        self.leaves("coexister, moelle, goéland, poème", "Michael, Joëlle, maestro", "#coeur")

    def test_across_elements(self) -> None:
        assert self.by("c<b>oe</b>ur, o<i>euvre</i>") == "c<b>œ</b>ur, œ<i>uvre</i>"


class TestCapitalAccents(Alone):
    rule = "capital-accents"

    def test_words_of_the_list(self) -> None:
        assert (
            self.by("l’Etat, ETAT, Etats-Unis, Ile-de-France")
            == "l’État, ÉTAT, États-Unis, Île-de-France"
        )

    def test_turns_at_the_start_of_a_sentence(self) -> None:
        assert self.by("A la fin. Ca va. A partir de midi") == "À la fin. Ça va. À partir de midi"

    def test_doubtful_ones_stay(self) -> None:
        self.leaves(
            "A Paris", "Eric", "A. Fresnel", "le groupe A la rejoint", "calcium Ca", "Entre"
        )

    def test_english_words_and_names_of_functions_stay(self) -> None:
        self.leaves("Special Edition", "EQUATION.RANG", "contact@Etat.fr")

    def test_across_elements(self) -> None:
        assert self.by("<b>A</b> la fin de l’E<em>tat</em>") == "<b>À</b> la fin de l’É<em>tat</em>"


class TestForeignQuotes(Alone):
    rule = "foreign-quotes"

    def test_each_language_has_its_own(self) -> None:
        said = {lang: self.by("\"a 'b' c\"", lang) for lang in ("en", "de", "es", "it")}
        assert said == {
            "en": "“a ‘b’ c”", "de": "„a ‚b‘ c“", "es": "«a “b” c»", "it": "«a “b” c»",
        }  # fmt: skip

    def test_apostrophes(self) -> None:
        assert self.by("It's all'alba, the dogs' bowl", "en") == "It’s all’alba, the dogs’ bowl"

    def test_nothing_else_and_in_no_other_language(self) -> None:
        self.leaves("So ! 12 500 : yes", language="en")
        self.leaves('Ele diz "sim"', language="pt")

    def test_a_passage_inside_french(self) -> None:
        assert self.by('l\'<i lang="en">"It\'s"</i>') == 'l\'<i lang="en">“It’s”</i>'


class TestForeignSpaces(Alone):
    rule = "foreign-spaces"

    def test_before_signs(self) -> None:
        assert self.by("So ! And : yes ; no ?", "en") == "So! And: yes; no?"
        assert self.by("Wer\u202f?", "de") == "Wer?"

    def test_inside_guillemets_where_the_language_has_them(self) -> None:
        assert self.by("« ¡Hola ! »", "es") == "«¡Hola!»"
        self.leaves("« So »", language="en")

    def test_faces_ratios_and_code_stay(self) -> None:
        self.leaves("a :) and 3 : 2 or a ?b", language="en")

    def test_not_in_french_and_in_no_other_language(self) -> None:
        self.leaves("Quoi ?", language="fr")
        self.leaves("Quem ?", language="pt")
        assert self.by('Il dit <i lang="en">No !</i> !') == 'Il dit <i lang="en">No!</i> !'


# --- all of them ----------------------------------------------------------------------------------


def test_every_rule_has_its_class_in_its_order() -> None:
    own = [c for _, c in vars(sys.modules[__name__]).items() if isinstance(c, type)]
    assert [c.rule for c in own if issubclass(c, Alone) and c is not Alone] == list(RULE_NAMES)


@pytest.mark.parametrize(
    ("language", "after"),
    [
        ("fr", "Quoi␣? Ceci⍽: «⍽oui⍽»"),
        ("fr-FR", "Quoi␣? Ceci⍽: «⍽oui⍽»"),
        ("fr-BE", "Quoi␣? Ceci⍽: «⍽oui⍽»"),
        ("fr-CA", "Quoi? Ceci⍽: «⍽oui⍽»"),
        ("fr-CH", "Quoi␣? Ceci␣: «␣oui␣»"),
        ("en", "Quoi? Ceci: «oui»"),
    ],
)
def test_spacing_of_each_variety(language: str, after: str) -> None:
    assert typeset_text("Quoi ? Ceci : «oui»", language).translate(_SHOWN) == after


def test_rules_work_together() -> None:
    before = '"L\'eau monte... Faut-il partir ?" demande M. Roux : 12 500 m³, soit 80 % de plus !'
    after = "«⍽L’eau monte… Faut-il partir␣?⍽» demande M.⍽Roux⍽: 12␣500⍽m³, soit 80⍽% de plus␣!"
    assert typeset_text(before, "fr").translate(_SHOWN) == after


@pytest.mark.parametrize(
    "kept",
    [
        "https://estran.example/agenda?jour=1;mois=2!",
        "www.estran.example/l'eau",
        "mailto:l'abbe@estran.fr",
        "jeanne-roux+estran@estran.fr",
        "estran.fr/a!b",
        "ISBN 978-2-00-000001-3",
        "@estran #maree",
        "C:\\Users\\l'eau...",
        "/usr/share/l'eau",
        "~/notes/oeuvre.md",
    ],
)
def test_addresses_and_names_of_files_are_left(kept: str) -> None:
    address = kept.rstrip("!.")
    assert address in typeset_text(f"Voir {kept} !", "fr")


def test_a_block_of_code_that_nothing_marks_is_left() -> None:
    code = 'if (x != 3) { y = "l\'eau"; } else { z = 12 500; }'
    assert typeset_text(code, "fr") == code
