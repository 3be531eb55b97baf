"""One French text set by several engines, and what the glyphs' places in their PDFs tell.

``text`` reads the text, ``engines`` has each engine set it in a process of its own (``setters``
runs inside those processes), ``glyphs`` reads the finished PDF, ``matching`` finds the paragraphs
of the text in it, ``measure`` counts, ``table`` and ``pages`` show.
"""
