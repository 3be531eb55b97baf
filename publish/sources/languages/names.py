"""The names of languages, for messages."""

from __future__ import annotations

_NAMES = {
    "ar": ("arabe", "Arabic"),
    "be": ("biélorusse", "Belarusian"),
    "br": ("breton", "Breton"),
    "ca": ("catalan", "Catalan"),
    "co": ("corse", "Corsican"),
    "cs": ("tchèque", "Czech"),
    "da": ("danois", "Danish"),
    "de": ("allemand", "German"),
    "el": ("grec", "Greek"),
    "en": ("anglais", "English"),
    "eo": ("espéranto", "Esperanto"),
    "es": ("espagnol", "Spanish"),
    "eu": ("basque", "Basque"),
    "fa": ("persan", "Persian"),
    "fi": ("finnois", "Finnish"),
    "fr": ("français", "French"),
    "ga": ("irlandais", "Irish"),
    "gl": ("galicien", "Galician"),
    "grc": ("grec ancien", "Ancient Greek"),
    "he": ("hébreu", "Hebrew"),
    "hr": ("croate", "Croatian"),
    "hu": ("hongrois", "Hungarian"),
    "it": ("italien", "Italian"),
    "ja": ("japonais", "Japanese"),
    "ko": ("coréen", "Korean"),
    "la": ("latin", "Latin"),
    "nl": ("néerlandais", "Dutch"),
    "no": ("norvégien", "Norwegian"),
    "oc": ("occitan", "Occitan"),
    "pl": ("polonais", "Polish"),
    "pt": ("portugais", "Portuguese"),
    "ro": ("roumain", "Romanian"),
    "ru": ("russe", "Russian"),
    "sr": ("serbe", "Serbian"),
    "sv": ("suédois", "Swedish"),
    "tr": ("turc", "Turkish"),
    "uk": ("ukrainien", "Ukrainian"),
    "und-Cyrl": ("écriture cyrillique", "Cyrillic script"),
    "zh": ("chinois", "Chinese"),
}


def language_name(tag: str, said_in: str) -> str:
    """The name of a language in ``fr`` or ``en``; its tag where no name is known here."""
    names = _NAMES.get(tag)
    return tag if names is None else names[said_in != "fr"]
