"""Addresses that links may lead to, written as the URL Standard wants them."""

from __future__ import annotations

import re
from urllib.parse import quote

import ada_url
from lxml import etree

SCHEMES = ("http", "https", "mailto", "tel")
"""What a link may open besides the documents of the edition."""

SCHEME = re.compile(r"(?P<name>[A-Za-z][A-Za-z0-9+.-]*):")
_UNSAFE = re.compile(r"%(?![0-9A-Fa-f]{2})|[^\w!#$%&'()*+,./:;=?@~-]")
_ADDRESS = etree.RelaxNG(
    etree.XML(
        '<element name="a" xmlns="http://relaxng.org/ns/structure/1.0" '
        'datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">'
        '<attribute name="href"><data type="anyURI"/></attribute></element>'
    )
)


def is_address(text: str) -> bool:
    """Whether the schema of the profile takes a text as an address."""
    return bool(_ADDRESS.validate(etree.Element("a", href=text)))


def external(address: str) -> str:
    """The address as a valid URL, empty when it is none or when its scheme is not taken.

    Signs that a URL may not hold are percent-encoded (URL Standard, §4.3 « URL writing »); an
    international host becomes its ASCII form.
    """
    address = address.strip()
    scheme = SCHEME.match(address)
    if scheme is None or scheme.group("name").lower() not in SCHEMES:
        return ""
    written = _written(address)
    if not is_address(written):
        return ""
    if scheme.group("name").lower() not in ("http", "https"):
        return _ascii(written) if len(written) > scheme.end() else ""
    try:
        parsed = ada_url.URL(written)
    except ValueError:
        return ""
    # The editor's own form is kept where it is one already.
    plain = written.isascii() and re.match(r"https?://[^/]", written, re.IGNORECASE)
    return written if plain else _ascii(str(parsed.href))


def relative(address: str) -> str:
    """An address inside the edition or on the same page, with unsafe signs percent-encoded."""
    return _written(address)


def _written(address: str) -> str:
    head, mark, fragment = address.partition("#")
    escaped = fragment.replace("#", "%23")
    return _UNSAFE.sub(lambda match: quote(match.group()), head + mark + escaped)


def _ascii(address: str) -> str:
    return quote(address, safe="!#$%&'()*+,/:;=?@~.-_")
