"""Where the lines of a title may end: a short word that leads to the next one goes with it.

« Écrire le naufrage : la / relation de l’Utile » is read twice; typographers cut a title by its
sense, so that articles, prepositions and conjunctions begin a line and never end one.
"""

from __future__ import annotations

import re

_LEADING = (
    "le la les un une des du de au aux à en et ou ni par pour sur sous dans chez sans avec vers "
    "que qui dont où ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur "
    "leurs ne se si est"
)
_BEFORE_A_SPACE = re.compile(
    rf"(?<![\w’'-])({'|'.join(_LEADING.split())})[ \n]+(?=\S)", re.IGNORECASE
)
_LAST = re.compile(rf"(?<![\w’'-])({'|'.join(_LEADING.split())})[ \n]+$", re.IGNORECASE)


def bound(text: str) -> str:
    """A French text of a title, with a no-break space after each word that leads to the next.

    >>> bound("Écrire le naufrage : la relation")
    'Écrire le\\xa0naufrage : la\\xa0relation'
    """
    return _LAST.sub("\\1\u00a0", _BEFORE_A_SPACE.sub("\\1\u00a0", text))
