"""Tabs in listings become the spaces they stand for."""

from __future__ import annotations

from publish.article import E
from publish.edition.tabs import expand


def test_tabs_lead_to_the_next_stop_of_their_line() -> None:
    listing = E.pre("\tune\nset EXPIRE\t825\nset_var_EASYRSA_\t1")
    expand(E.article(listing))
    assert listing.text == "        une\nset EXPIRE      825\nset_var_EASYRSA_        1"


def test_elements_of_a_listing_are_on_the_same_line() -> None:
    listing = E.pre("un ", E.b("deux"), "\ttrois\n", E.i("\tq"))
    expand(E.article(listing))
    assert "".join(listing.itertext()) == "un deux trois\n        q"


def test_nothing_else_is_touched() -> None:
    paragraph, listing = E.p("un\tdeux"), E.pre("un  deux", E.br(), "trois")
    expand(E.article(paragraph, listing))
    assert paragraph.text == "un\tdeux"
    assert [listing.text, listing[0].text, listing[0].tail] == ["un  deux", None, "trois"]
