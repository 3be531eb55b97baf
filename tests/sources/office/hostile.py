"""Documents made to harm, by name: each has an answer that an editor can read.

``python -m tests.sources.office.hostile`` prints the table: input, answer, seconds, megabytes.
"""

from __future__ import annotations

import io
import multiprocessing
import resource
import time
import zipfile
from collections.abc import Callable

from tests.sources.office import of
from tests.sources.office.make import archive, docx, odt, p, r, styled_docx, styled_odt, t

_ENTITIES = (
    '<!DOCTYPE w [<!ENTITY a "lol">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
_EXTERNAL = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
_DOCUMENT = "word/document.xml"


def parts(data: bytes) -> dict[str, bytes | str]:
    """The parts of a document."""
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def replaced(data: bytes, name: str, content: bytes | str) -> bytes:
    """A document with one part put in place of another."""
    return archive({**parts(data), name: content})


def _with_doctype(doctype: str, entity: str) -> bytes:
    document = str(parts(docx(p("Mot")))[_DOCUMENT], "utf-8")
    return replaced(docx(p("Mot")), _DOCUMENT, doctype + document.replace("Mot", entity))


def _nested(depth: int) -> bytes:
    cell = "<w:tbl><w:tr><w:tc>" * depth + p("Mot") + "</w:tc></w:tr></w:tbl>" * depth
    return docx(p("Titre", "Titre") + cell)


def _table(rows: int, columns: int) -> bytes:
    row = "<w:tr>" + "<w:tc><w:p/></w:tc>" * columns + "</w:tr>"
    return docx(p("Titre", "Titre") + f"<w:tbl>{row * rows}</w:tbl>")


def _symlink() -> bytes:
    entry = zipfile.ZipInfo("word/media/lien.png")
    entry.external_attr = 0o120777 << 16
    buffer = io.BytesIO(styled_docx())
    with zipfile.ZipFile(buffer, "a") as made:
        made.writestr(entry, "/etc/passwd")
    return buffer.getvalue()


def _encrypted_zip() -> bytes:
    data = bytearray(styled_docx())
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 8] |= 1
        at += 4
    return bytes(data)


def _image(target: str) -> bytes:
    drawing = (
        "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic><pic:blipFill>"
        '<a:blip r:link="x1"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )
    return docx(p("Titre", "Titre") + p(drawing), links={"x1": ("image", target, True)})


def _link(target: str) -> bytes:
    link = f'<w:hyperlink r:id="x1">{r("ici")}</w:hyperlink>'
    body = p("Titre", "Titre") + p(r("Voir ") + link)
    return docx(body, links={"x1": ("hyperlink", target, True)})


def _repeated() -> bytes:
    cell = '<table:table-cell table:number-columns-repeated="900000000"/>'
    return odt(
        t("Titre", "Title")
        + f"<table:table><table:table-row>{cell}</table:table-row></table:table>"
    )


def _spaces() -> bytes:
    return odt(t("Titre", "Title") + t('Un<text:s text:c="2000000000"/>mot et la suite.'))


def _manifest() -> bytes:
    return replaced(
        styled_odt(),
        "META-INF/manifest.xml",
        '<m:manifest xmlns:m="x"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>',
    )


INPUTS: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "empty": ("a.docx", lambda: b"", "file-empty"),
    "noise": ("a.docx", lambda: bytes(range(256)) * 40, "office-damaged"),
    "old Word document": (
        "a.docx",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096),
        "office-other-format",
    ),
    "document under a password": (
        "a.docx",
        lambda: (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            + bytes(512)
            + "EncryptedPackage".encode("utf-16-le")
        ),
        "office-encrypted",
    ),
    "RTF called DOCX": ("a.docx", lambda: b"{\\rtf1 Mot}", "office-renamed"),
    "HTML called DOCX": ("a.docx", lambda: b"<html><p>Mot</p></html>", "office-renamed"),
    "DOCX called RTF": ("a.rtf", styled_docx, "office-renamed"),
    "ODT called DOCX": ("a.docx", styled_odt, "office-renamed"),
    "cut in the middle": ("a.docx", lambda: styled_docx()[:3000], "office-damaged"),
    "no document in it": (
        "a.docx",
        lambda: archive({"[Content_Types].xml": "<a/>"}),
        "office-damaged",
    ),
    "ZIP called DOCX": ("a.docx", lambda: archive({"a.xml": "<a/>"}), "office-archive"),
    "ZIP called ODT": ("a.odt", lambda: archive({"l/é.txt": "Mot"}), "office-archive"),
    "DOCX called ODT": ("a.odt", styled_docx, "office-renamed"),
    "DOCX called EPUB": ("a.epub", styled_docx, "office-renamed"),
    "text called ODT": ("a.odt", "Été\n\nMot".encode, "office-renamed"),
    "PDF called DOCX": ("a.docx", lambda: b"%PDF-1.7\n%\xe2", "office-no-text"),
    "spreadsheet called DOCX": (
        "a.docx",
        lambda: archive({"[Content_Types].xml": "<a/>", "xl/workbook.xml": "<a/>"}),
        "office-no-text",
    ),
    "encrypted entries": ("a.docx", _encrypted_zip, "office-encrypted"),
    "encrypted ODT": ("a.odt", _manifest, "office-encrypted"),
    "300 MB of zeros": (
        "a.docx",
        lambda: replaced(styled_docx(), "word/media/image1.png", bytes(300_000_000)),
        "limit-exceeded",
    ),
    "100 MB of XML": (
        "a.docx",
        lambda: replaced(styled_docx(), _DOCUMENT, b"<a>" + b" " * 100_000_000 + b"</a>"),
        "limit-exceeded",
    ),
    "6 000 files": (
        "a.docx",
        lambda: archive({f"word/{n}.xml": "" for n in range(6_000)}),
        "limit-exceeded",
    ),
    "name with ..": (
        "a.docx",
        lambda: archive({**parts(styled_docx()), "../../etc/cron.d/x": b"x"}),
        "office-path-unsafe",
    ),
    "symbolic link": ("a.docx", _symlink, "office-path-unsafe"),
    "a billion entities": ("a.docx", lambda: _with_doctype(_ENTITIES, "&i;"), "office-dtd"),
    "external entity": ("a.docx", lambda: _with_doctype(_EXTERNAL, "&x;"), "office-dtd"),
    "external DTD": (
        "a.docx",
        lambda: _with_doctype('<!DOCTYPE w SYSTEM "http://a.example/w.dtd">', "Mot"),
        "office-dtd",
    ),
    "image on the Internet": (
        "a.docx",
        lambda: _image("http://a.example/i.png"),
        "office-image-linked",
    ),
    "image elsewhere on the disk": (
        "a.docx",
        lambda: _image("file:///etc/passwd"),
        "office-image-linked",
    ),
    "link to a file": ("a.docx", lambda: _link("file:///etc/passwd"), "link-refused"),
    "link with a script": ("a.docx", lambda: _link("javascript:alert(1)"), "link-refused"),
    "tables 90 deep": ("a.docx", lambda: _nested(90), "limit-exceeded"),
    "tables 20 000 deep": ("a.docx", lambda: _nested(20_000), "limit-exceeded"),
    "a million cells": ("a.docx", lambda: _table(1_000, 1_000), "limit-exceeded"),
    "60 000 paragraphs": ("a.docx", lambda: docx(p("Mot") * 60_000), "limit-exceeded"),
    "900 million cells in a word": ("a.odt", _repeated, "limit-exceeded"),
    "two thousand million spaces": ("a.odt", _spaces, ""),
    "RTF 100 000 deep": (
        "a.rtf",
        lambda: b"{\\rtf1 " + b"{" * 100_000 + b"Mot" + b"}" * 100_001,
        "limit-exceeded",
    ),
    "RTF with 30 MB of braces": (
        "a.rtf",
        lambda: b"{\\rtf1 " + b"{}" * 15_000_000 + b"}",
        "limit-exceeded",
    ),
    "RTF cut in an image": (
        "a.rtf",
        lambda: b"{\\rtf1 Un titre\\par{\\pict\\pngblip 8950",
        "",
    ),
    "one word of 20 MB": (
        "a.docx",
        lambda: docx(p("Titre", "Titre") + p("mot" * 7_000_000)),
        "limit-exceeded",
    ),
    "half a million words of a letter": (
        "a.docx",
        lambda: docx(p("Titre", "Titre") + p("a " * 500_000)),
        "pandoc-overrun",
    ),
    "40 000 paragraphs of 60 words": (
        "a.docx",
        lambda: docx(p("Titre", "Titre") + p("lorsque " * 60) * 40_000),
        "pandoc-overrun",
    ),
}
"""For each: a file name, what makes its bytes, and the code of the answer (empty: any)."""


def _measured(name: str) -> tuple[str, float, float]:
    file, make, _ = INPUTS[name]
    data = make()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.monotonic()
    found = of(file, data)
    seconds = time.monotonic() - start
    codes = sorted({str(d.code) for d in found.diagnostics}) or ["an article"]
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    pandoc = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return ", ".join(codes), seconds, (max(own - before, 0) + pandoc) / 1000


def main() -> None:
    """Print the table; each input is read in a process of its own."""
    for name in INPUTS:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            answer, seconds, size = pool.apply(_measured, (name,))
        print(f"| {name} | {answer} | {seconds:.2f} s | {size:.0f} MB |", flush=True)


if __name__ == "__main__":
    main()
