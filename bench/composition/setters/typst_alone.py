"""Typst, with the fonts given and no others; layout and writing are one call."""

from __future__ import annotations

import sys

import typst

if __name__ == "__main__":
    source, target, fonts = sys.argv[1:]
    typst.compile(source, target, font_paths=[fonts], ignore_system_fonts=True)
