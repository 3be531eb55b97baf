"""The catalogue of the command line's sentences: ``click.po`` is the source, ``click.mo`` made."""

from __future__ import annotations

from pathlib import Path

import polib

import publish

CATALOGUE = Path(publish.__file__).parent / "locale" / "fr" / "LC_MESSAGES" / "click.po"


def compiled() -> bytes:
    """The binary catalogue of what ``click.po`` says."""
    return bytes(polib.pofile(str(CATALOGUE)).to_binary())
