"""Listings: each line an element, so that what is turned over is seen to be so."""

from __future__ import annotations

from lxml import etree

from publish.article import XHTML, E


def hang_listings(root: etree._Element) -> None:
    """Make each line of the listings a ``span.line``, which is a block of its own in print.

    Listings with markup inside stay as they are.
    """
    for listing in root.iter(f"{{{XHTML}}}pre"):
        around = (listing.text or "", *(child.tail or "" for child in listing))
        whole = len(listing) == 1 and not "".join(around).strip()
        holder = listing[0] if whole else listing
        if len(holder):
            continue
        lines = (holder.text or "").split("\n")
        holder.text = None
        holder.extend([E.span({"class": "line"}, line) for line in lines])
