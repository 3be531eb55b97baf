"""Parts of words that a line may not end or begin with: they are read as words of their own.

The manuals call these divisions *malsonnantes* and name *con-*, *cons-*, *cul-*, *-vit*, *-bite*
(Guéry, Colignon, Lacroux, Ramat-Muller); the lists follow them and add what stands beside.
"""

from __future__ import annotations

_HEADS = "con cons cul culs vit vits bite bites put pute putes pet pets conne caca pipi cocu"
_RESTS = (
    "con cons cul culs vit vits bite bites bitte bittes pute putes putain putains pine pines conne"
    " connes couille couilles merde merdes chie chié chier caca pipi cocu cocus pisse pisser anus"
)

HEADS = frozenset(_HEADS.split())
RESTS = frozenset(_RESTS.split())


def is_unlucky(head: str, rest: str) -> bool:
    """Whether one of the two parts of a divided word, in lower case, is on the lists."""
    return head in HEADS or rest in RESTS
