"""Ligatures œ and æ, from a closed list of words (Lexique, « ligatures »)."""

from __future__ import annotations

import re

from publish.typography.rules.matching import in_order
from publish.typography.runs import Edit
from publish.typography.spacing import Spacing

# Families by their first letters, as dictionaries of French have them; the sound keeps apart
# coexister, moelle, goéland, poème.
_OE = re.compile(
    r"""(?<![^\W_])
      (?: (?:dés|chefs?-d[’']|hors-d[’']|main-d[’']|gros-|man|contre-)?(?P<a>oe)uvr\w*
      | (?:contrec|à-contrec|crève-c|éc|haut-le-c|sans-c|c)
        (?P<b>oe)ur(?:s|é\w*|er\w*|ant\w*|ais?|ait|aient|ez)?
      | (?:belles?-|demi-|cons|bonnes?-)?s(?P<c>oe)ur(?:s|ettes?)?
      | ranc(?P<d>oe)urs? | ch(?P<e>oe)urs? | v(?P<f>oe)ux? | n(?P<g>oe)uds? | m(?P<h>oe)urs
      | b(?P<i>oe)ufs? | (?P<j>oe)ufs? | (?P<k>oe)il(?:s|l\w*|-de-\w+)?
      | trompe-l[’'](?P<l>oe)il | clin-d[’'](?P<m>oe)il
      | f(?P<n>oe)t(?:us|al\w*|aux|icide\w*|opathie\w*)
      | (?P<o>oe)d[èé]m\w* | (?P<p>oe)dip\w* | (?P<q>oe)soph\w*
      | (?P<r>oe)no(?:log|thèque|tour|phil)\w* | (?P<s>oe)cum[ée]n\w* | (?P<t>oe)str(?:o|us|al)\w*
      | c(?P<u>oe)l(?:iaque|io|acanthe)\w* | (?P<v>oe)nanthe\w*
      )(?![^\W_])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_AE = re.compile(
    r"(?<![^\W_])(?:ex[ \u00a0](?P<a>ae)quo|et[ \u00a0]c(?P<b>ae)tera|c(?P<c>ae)c(?:um|al|ale|aux)"
    r"|n(?P<d>ae)v(?:us|i))(?![^\W_])",
    re.IGNORECASE,
)


def ligatures(text: str, _: Spacing) -> list[Edit]:
    """``oeuvre`` → ``œuvre``, ``ex aequo`` → ``ex æquo``."""
    places: list[Edit] = []
    folded = text.lower()
    for pattern, letters, small, capital in ((_OE, "oe", "œ", "Œ"), (_AE, "ae", "æ", "Æ")):
        if letters not in folded:
            continue
        for match in pattern.finditer(text):
            group = match.lastgroup or ""
            after = capital if match.group(group)[0].isupper() else small
            places.append(Edit(match.start(group), match.end(group), after))
    return in_order(places)
