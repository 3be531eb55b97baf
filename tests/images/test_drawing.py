"""Drawings: nothing in them runs, fetches or grows; every removal is counted."""

from __future__ import annotations

import base64
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from publish.images.drawing import Drawing, HeavyError, clean
from publish.images.raster import UnreadableError
from tests.images.test_raster import saved

HEAD = (
    "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' "
    "viewBox='0 0 9 9'>"
)


def cleaned(content: str, before: str = "") -> Drawing:
    return clean(f"{before}{HEAD}{content}</svg>".encode(), 1000, 60, 1_000_000)


@pytest.mark.parametrize(
    ("content", "gone"),
    [
        ("<script>x</script>", "<script>"),
        ("<rect onclick='x'/>", "onclick"),
        ("<rect ONLOAD='x'/>", "ONLOAD"),
        ("<a href='https://a.example'><rect/></a>", "<a>"),
        ("<foreignObject/>", "<foreignObject>"),
        ("<animate attributeName='href' to='javascript:x'/>", "<animate>"),
        ("<set attributeName='x' to='1'/>", "<set>"),
        ("<feImage href='http://a.example'/>", "<feImage>"),
        ("<image href='http://a.example/a.png'/>", 'href="http://a.example/a.png"'),
        ("<image xlink:href='//a.example/a.png'/>", 'href="//a.example/a.png"'),
        ("<image href='a.png'/>", 'href="a.png"'),
        ("<image href='file:///etc/passwd'/>", 'href="file:///etc/passwd"'),
        ("<image href='data:image/svg+xml;base64,AAAA'/>", 'href="data:image/svg+xml;base64,AAAA"'),
        ("<use href='b.svg#a'/>", 'href="b.svg#a"'),
        ("<rect fill='url(http://a.example#a)'/>", "url(http://a.example#a)"),
        ("<rect style='fill: u\\72l(//a.example)'/>", "url(//a.example)"),
        ("<rect fill='\\75rl(//a.example)'/>", "url(//a.example)"),
        ("<style>@import 'http://a.example';</style>", "@import"),
        ("<style>@font-face { src: url(a.woff) }</style>", "@font-face"),
        ("<style>rect { fill: url('a.svg#a') }</style>", "url(a.svg#a)"),
        ("<style>@media print { rect { fill: url(b) } }</style>", "url(b)"),
        ("<style>rect { fill: image-set('a.png' 1x) }</style>", "url(a.png)"),
        ("<rect xml:base='http://a.example'/>", 'base="http://a.example"'),
        ("<metadata>x</metadata>", "<metadata>"),
        ("<?php x?>", "<?php?>"),
    ],
)
def test_what_runs_or_fetches_goes_and_is_named(content: str, gone: str) -> None:
    drawing = cleaned(content)
    assert drawing.removed[gone] == 1
    assert b"a.example" not in drawing.data
    assert b"javascript" not in drawing.data
    assert cleaned_again(drawing).removed == {}


def cleaned_again(drawing: Drawing) -> Drawing:
    return clean(drawing.data, 1000, 60, 1_000_000)


def test_entities_and_dtd_go_without_being_opened() -> None:
    before = "<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/hostname'><!ENTITY y 'mot'>]>"
    drawing = cleaned("<text>a &x; b &y;</text>", before)
    assert {"<!DOCTYPE>", "&x;", "&y;"} <= set(drawing.removed)
    assert b"<!" not in drawing.data
    assert b"<text>a  b </text>" in drawing.data


def test_what_draws_stays() -> None:
    content = (
        "<defs><linearGradient id='g'><stop offset='0'/></linearGradient></defs>"
        "<rect fill='url(#g)' style='stroke:red'/><g id='a'><path d='M0 0L1 1'/></g>"
        "<use href='#a'/><use xlink:href='#a'/><text x='1'>Un <tspan>mot</tspan></text>"
    )
    drawing = cleaned(content)
    assert drawing.removed == {}
    bare = etree.fromstring(f"{HEAD}{content}</svg>")
    assert etree.tostring(etree.fromstring(drawing.data), method="c14n") == etree.tostring(
        bare, method="c14n"
    )


def test_pictures_carried_inside_are_made_fit_too() -> None:
    exif = saved("PNG").replace(b"IEND", b"IEND")
    coded = base64.b64encode(exif + b"un secret").decode()
    drawing = cleaned(f"<image href='data:image/png;base64,{coded}'/>")
    inside = re.search(rb'base64,([^"]+)', drawing.data)
    assert inside is not None
    assert base64.b64decode(inside.group(1)) == exif


def test_words_that_go_are_quoted() -> None:
    drawing = cleaned(
        "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>Un mot</p></foreignObject>"
    )
    assert drawing.words == ("Un mot",)


def test_references_in_a_circle_are_cut() -> None:
    drawing = cleaned("<g id='a'><rect/><use href='#b'/></g><g id='b'><use href='#a'/></g>")
    assert sum(drawing.removed.values()) == 1
    assert cleaned_again(drawing).removed == {}


@pytest.mark.parametrize(
    "content",
    [
        "<rect/>" * 1001,
        "<g id='a0'><rect/></g>"
        + "".join(f"<g id='a{i}'>" + f"<use href='#a{i - 1}'/>" * 10 + "</g>" for i in range(1, 9)),
        "<g>" * 61 + "</g>" * 61,
        "<rect id='a0'/>" + "".join(f"<use id='a{i}' href='#a{i - 1}'/>" for i in range(1, 500)),
    ],
    ids=["many", "copies of copies", "deep", "a chain of copies"],
)
def test_what_grows_is_refused(content: str) -> None:
    with pytest.raises(HeavyError):
        cleaned(content)


@pytest.mark.parametrize(
    "data", [b"", b"<html/>", b"<svg", b"\x1f\x8b\0", b"<" * 999, b"\xff\xfe<"]
)
def test_what_is_no_drawing_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        clean(data, 1000, 60, 1_000_000)


PIECES = st.sampled_from(
    [
        *("<g>", "</g>", "<use href='#a'/>", "<g id='a'>", "<style>", "</style>", "@import 'x';"),
        *("<text>", "mot", "</text>", "<image href='", "data:image/png;base64,AAAA", "'/>"),
        *("<rect fill='url(#a)'/>", "<?x?>", "&x;", "<![CDATA[", "]]>", "<script>", "</script>"),
        *("<x:y/>", "<!--", "-->", "a{b:url(c)}"),
    ]
)


@given(
    st.one_of(st.binary(max_size=200), st.lists(PIECES, max_size=20).map("".join).map(str.encode))
)
def test_any_bytes_are_a_drawing_or_refused(content: bytes) -> None:
    try:
        drawing = clean(HEAD.encode() + content + b"</svg>", 1000, 60, 1_000_000)
    except (UnreadableError, HeavyError):
        return
    assert etree.fromstring(drawing.data).tag == "{http://www.w3.org/2000/svg}svg"
    assert cleaned_again(drawing).removed == {}
