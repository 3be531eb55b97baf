"""Names of persons as an index files them: Nicolas Baverez is « Baverez, Nicolas ».

After NF Z44-001 and NF Z44-061: *de* and *d’* go behind the given name, articles and contracted
articles stay at the head (« La Fontaine, Jean de », « Du Bellay, Joachim »), and so does *van*, as
French catalogues have it; *von* and *zu* go behind.
"""

from __future__ import annotations

import re

from publish.sources.lexicon import FIRST_NAMES

_BEHIND = ("de", "von", "zu", "di")
_AT_THE_HEAD = ("du", "des", "la", "le", "les", "aux", "au", "van", "der", "den", "ten", "ter")
_INITIALS = re.compile(r"(?:\w\.-?)+")
_ROMAN = re.compile(r"(?:[IVXLCDM]{2,}|[IVX])(?:er|re|e)?")


def inverted(name: str) -> str:
    """The name with the family name first, where its first word is a known given name.

    All others stay as they are: « Napoléon », « Louis XIV », « Baverez, Nicolas ».
    """
    words = name.split()
    if "," in name or len(words) < 2 or not _is_given(words[0]):
        return name
    given = 1
    while given < len(words) - 1 and _is_given(words[given]):
        given += 1
    before, family = words[:given], words[given:]
    if _ROMAN.fullmatch(family[0]):
        return name
    while len(family) > 1 and family[0].lower() in _BEHIND:
        before.append(family.pop(0))
    particle, apostrophe, rest = family[0].replace("'", "’").partition("’")
    if apostrophe and particle.lower() == "d" and rest:
        before.append(f"{particle.lower()}’")
        family[0] = rest
    elif family[0].lower() in _AT_THE_HEAD and len(family) > 1:
        family[0] = family[0][0].upper() + family[0][1:]
    elif apostrophe and particle == "l" and rest:
        family[0] = f"L’{rest}"
    if not any(letter.isupper() for letter in family[0]):
        return name
    return f"{' '.join(family)}, {' '.join(before)}"


def doubtful(filed: str) -> bool:
    """Whether a name that stays as it is may begin with a given name that nobody knows."""
    words = filed.split()
    if "," in filed or len(words) not in (2, 3) or _ROMAN.fullmatch(words[1]):
        return False
    return words[0].isalpha() and words[0].istitle() and words[-1][:1].isupper()


def _is_given(word: str) -> bool:
    if not word[:1].isupper() or word.lower() in _AT_THE_HEAD:
        return False
    return (
        bool(_INITIALS.fullmatch(word)) or word.split("-", maxsplit=1)[0].casefold() in FIRST_NAMES
    )
