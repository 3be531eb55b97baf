"""This project, from an article on. Typography is left out: all engines set one text."""

from __future__ import annotations

import atexit
import datetime as dt
import gc
import sys
from pathlib import Path

from bench.composition.setters.clock import timed
from bench.composition.sources import PRINT, article
from bench.composition.text import TITLE, load
from publish.edition.assemble import assemble
from publish.pdf.layout import lay_out
from publish.publication import Publication

MOMENT = dt.datetime(2026, 1, 15, tzinfo=dt.UTC)

if __name__ == "__main__":
    atexit.register(gc.freeze)  # as the command ``publish`` does
    source, target = map(Path, sys.argv[1:])
    manuscript = source.resolve()
    made = article(load(manuscript))
    publication = Publication("essai", manuscript.parent, TITLE, (manuscript,), print=PRINT)
    edition, problems = assemble(publication.completed([made]), [(manuscript, made)])
    pdf = timed(lambda: lay_out(edition, MOMENT), lambda layout: layout.write())
    target.write_bytes(pdf)
    print(*problems, sep="\n", file=sys.stderr)
