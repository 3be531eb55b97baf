"""WeasyPrint alone: an HTML file as tagged PDF/UA-1."""

from __future__ import annotations

import sys
from pathlib import Path

import weasyprint

from bench.composition.setters.clock import timed

if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:])
    html = weasyprint.HTML(source)
    pdf = timed(html.render, lambda document: bytes(document.write_pdf(pdf_variant="pdf/ua-1")))
    target.write_bytes(pdf)
