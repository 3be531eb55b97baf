"""The hostile inputs of :mod:`bench.hostile`, each made in a publication's folder when its turn comes."""

from __future__ import annotations

import base64
import io
import os
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

CANARY = "CANARI-7319-DEHORS"
"""Stands in the files outside of the publication; no edition may ever hold it."""
TEXT = (
    "Le conseil s’est réuni mardi soir dans la grande salle, devant une centaine d’habitants venus "
    "écouter le débat sur le budget de la route."
)
ARTICLE = f"Un titre assez court\n\n{TEXT}\n\n{TEXT}\n"


@dataclass(frozen=True)
class Case:
    """A hostile input: ``make`` lays it into a folder and may name another path to build.

    ``suffix`` is the extension of the manuscript, where only some builds read it.
    """

    name: str
    make: Callable[[Path], Path | None]
    suffix: str = ""


CASES: list[Case] = []


def _case(name: str, suffix: str = "") -> Callable[[Callable[[Path], Path | None]], None]:
    def register(make: Callable[[Path], Path | None]) -> None:
        CASES.append(Case(name, make, suffix))

    return register


def _manuscript(name: str, file: str, content: bytes | str | Callable[[], bytes | str]) -> None:
    """A case that is one manuscript with this content."""

    def make(folder: Path) -> None:
        data = content() if callable(content) else content
        (folder / file).write_bytes(data if isinstance(data, bytes) else data.encode())

    suffix = Path(file).suffix
    CASES.append(Case(name, make, "" if suffix in (".txt", ".md") else suffix))


def picture(width: int = 40, height: int = 30) -> bytes:
    """A small true PNG."""
    rows = b"".join(
        b"\0" + b"".join(bytes((x * 6 % 256, y * 8 % 256, 90)) for x in range(width))
        for y in range(height)
    )
    return _png(width, height, zlib.compress(rows))


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _png(width: int, height: int, pixels: bytes, *more: bytes) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"".join(
        [
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", header),
            *more,
            _chunk(b"IDAT", pixels),
            _chunk(b"IEND", b""),
        ]
    )


def _zeros(count: int) -> bytes:
    packer = zlib.compressobj(9)
    return (
        b"".join(packer.compress(bytes(1_000_000)) for _ in range(count // 1_000_000))
        + packer.flush()
    )


# --- text ----------------------------------------------------------------------------------------

_manuscript("text: a line of 100 MB", "a.txt", lambda: (TEXT.encode() + b" ") * 700_000)
_manuscript("text: a line of 30 MB", "a.txt", lambda: (TEXT.encode() + b" ") * 210_000)
_manuscript("text: a line of 2 MB", "a.txt", lambda: f"Titre\n\n{(TEXT + ' ') * 14_000}")
_manuscript(
    "text: a line of 190 000 characters", "a.txt", lambda: f"Titre\n\n{(TEXT + ' ') * 1_350}"
)
_manuscript("text: a word of 190 000 letters", "a.txt", lambda: f"Titre\n\n{'a' * 190_000}")
_manuscript("text: a million lines", "a.txt", lambda: "mot\n" * 1_000_000)
_manuscript("text: 60 000 paragraphs", "a.txt", lambda: "Titre\n\n" + "Un mot.\n\n" * 60_000)
_manuscript("text: control characters", "a.txt", ARTICLE.encode() + bytes(range(1, 32)) * 20)
_manuscript("text: NUL bytes", "a.txt", b"abc\0\0def" * 1000)
_manuscript(
    "text: surrogates in UTF-8", "a.txt", ARTICLE.encode() + b"\xed\xa0\x80 \xed\xb0\x80 fin"
)
_manuscript(
    "text: surrogates in UTF-16",
    "a.txt",
    b"\xff\xfe" + ARTICLE.encode("utf-16-le") + b"\x00\xd8a\x00",
)
_manuscript(
    "text: UTF-16 of an odd length", "a.txt", b"\xff\xfe" + ARTICLE.encode("utf-16-le") + b"a"
)
_manuscript("text: random bytes", "a.txt", lambda: os.urandom(300_000))
_manuscript("text: right-to-left overrides", "a.txt", ARTICLE + "\u202etxt.exe\u202c \u2066a\u2069")
_manuscript(
    "text: combining marks without end", "a.txt", lambda: ARTICLE + "e" + "\u0301" * 100_000
)
_manuscript("text: no-break spaces without end", "a.txt", lambda: ARTICLE + "\u00a0" * 190_000)
_manuscript(
    "text: mojibake of 1 MB", "a.txt", lambda: ARTICLE + ("Ã©tÃ© Ã\u00a0 lâ€™Å“uvre\n" * 50_000)
)
_manuscript("text: empty", "a.txt", b"")
_manuscript("text: 100 000 dashes", "a.txt", lambda: ARTICLE + "- " * 90_000)

# --- Markdown ------------------------------------------------------------------------------------

_manuscript("markdown: quotations 100 000 deep", "a.md", lambda: "# T\n\n" + ">" * 100_000 + " a")
_manuscript(
    "markdown: lists 1 000 deep",
    "a.md",
    lambda: "# T\n\n" + "\n".join("  " * i + "- a" for i in range(1000)),
)
_manuscript(
    "markdown: a list 50 000 deep on a line", "a.md", lambda: "# T\n\n" + "- " * 50_000 + "a"
)
_manuscript("markdown: a million cells", "a.md", lambda: "# T\n\n" + _table(1000, 1000))
_manuscript(
    "markdown: a table that grows by itself",
    "a.md",
    lambda: "# T\n\n" + _table(1000, 1) + "a\n" * 40_000,
)
_manuscript("markdown: 19 000 cells", "a.md", lambda: "# T\n\n" + _table(10, 1900))
_manuscript("markdown: 190 000 brackets", "a.md", lambda: "# T\n\n" + "[" * 190_000)
_manuscript("markdown: 9 000 brackets", "a.md", lambda: "# T\n\n" + "[" * 9_000)
_manuscript("markdown: 9 000 notes in notes", "a.md", lambda: "# T\n\n" + "^[" * 9_000)
_manuscript("markdown: 9 000 links in links", "a.md", lambda: "# T\n\n" + "[a](" * 9_000)
_manuscript("markdown: 9 000 images in images", "a.md", lambda: "# T\n\n" + "![a](" * 9_000)
_manuscript("markdown: 60 000 emphases", "a.md", lambda: "# T\n\n" + "*a _b " * 30_000)
_manuscript("markdown: 60 000 tags", "a.md", lambda: "# T\n\n" + "<a " * 60_000)
_manuscript("markdown: 20 000 comments", "a.md", lambda: "# T\n\n" + "a <!-- " * 20_000)
_manuscript(
    "markdown: backquotes", "a.md", lambda: "# T\n\n" + "".join("a" + "`" * i for i in range(600))
)
_manuscript("markdown: 50 000 entities", "a.md", lambda: "# T\n\n" + "&amp;" * 38_000)
_manuscript(
    "markdown: 20 000 definitions of links",
    "a.md",
    lambda: "# T\n\n" + "\n".join(f"[{i}]: http://a.example" for i in range(20_000)),
)
_manuscript(
    "markdown: script, style, handlers",
    "a.md",
    f'# T\n\n{TEXT}\n\n<script>alert(1)</script>\n\n<p onclick="x()" style="background:url(http://a.example)">Mot.</p>\n\n[mot](javascript:alert(1)) [mot](JaVaScRiPt:x) [mot](data:text/html,x) [m](vbscript:x)\n',
)
_manuscript(
    "markdown: images from file:, http:, //host, data:",
    "a.md",
    "# T\n\n![a](file:///etc/passwd)\n\n![a](http://a.example/a.png)\n\n![a](//a.example/a.png)\n\n![a](data:image/png;base64,AAAA)\n",
)
_manuscript(
    "markdown: an image by ../",
    "a.md",
    "# T\n\n![a](../secret.png)\n\n![b](%2e%2e/secret.png)\n\n![c](/etc/passwd)\n",
)
_manuscript(
    "markdown: image names with NUL, line ends, length",
    "a.md",
    "# T\n\n![a](a%00.png)\n\n![a](a%0Ab.png)\n\n![a](%E2%80%AEgnp.a)\n\n![a]("
    + "a" * 5000
    + ".png)\n",
)
_manuscript(
    "markdown: YAML that grows (billion laughs)",
    "a.md",
    lambda: (
        "---\na0: &a0 [x,x,x,x,x,x,x,x,x]\n"
        + "\n".join(f"a{i}: &a{i} [{','.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 12))
        + "\ntitre: *a11\n---\n\nmot"
    ),
)
_manuscript(
    "markdown: YAML 100 000 deep", "a.md", lambda: "---\na: " + "[" * 100_000 + "\n---\n\nmot"
)
_manuscript(
    "markdown: YAML that makes Python objects",
    "a.md",
    '---\ntitre: !!python/object/apply:os.system ["touch /tmp/pwned"]\n---\n\nmot',
)


def _table(columns: int, rows: int) -> str:
    line = "|".join(["a"] * columns)
    return line + "\n" + "|".join(["-"] * columns) + "\n" + f"{line}\n" * (rows - 1)


# --- images --------------------------------------------------------------------------------------


def _image(name: str, file: str, content: Callable[[], bytes | str]) -> None:
    """A case that is a sound article with this image."""

    def make(folder: Path) -> None:
        (folder / "a.md").write_text(f"# Un titre\n\n{TEXT}\n\n![Une image]({file})\n", "utf-8")
        data = content()
        (folder / file).write_bytes(data if isinstance(data, bytes) else data.encode())

    CASES.append(Case(name, make))


_image("image: PNG of 50 000 × 50 000", "a.png", lambda: _png(50_000, 50_000, _zeros(50_000_000)))
_image(
    "image: PNG of 50 000 × 50 000, all of it",
    "a.png",
    lambda: _png(50_000, 50_000, _zeros(7_500_000_000 // 100)),
)
_image("image: PNG of 2³¹ × 2³¹", "a.png", lambda: _png(2**31 - 1, 2**31 - 1, b""))
_image(
    "image: PNG of 7 700 × 7 700 (within the limit)",
    "a.png",
    lambda: _png(7_700, 7_700, _zeros(178_000_000)),
)
_image("image: PNG cut short", "a.png", lambda: picture(400, 300)[:-400])
_image(
    "image: PNG with a text of 60 MB",
    "a.png",
    lambda: _png(40, 30, zlib.compress(bytes(3630)), _chunk(b"tEXt", b"a\0" + b"b" * 60_000_000)),
)
_image(
    "image: PNG with a text that unpacks to 1 GB",
    "a.png",
    lambda: _png(
        40, 30, zlib.compress(bytes(3630)), _chunk(b"zTXt", b"a\0\0" + _zeros(1_000_000_000))
    ),
)
_image(
    "image: PNG with a profile that unpacks to 1 GB",
    "a.png",
    lambda: _png(
        40, 30, zlib.compress(bytes(3630)), _chunk(b"iCCP", b"a\0\0" + _zeros(1_000_000_000))
    ),
)
_image("image: PNG of 100 MB", "a.png", lambda: picture() + bytes(100_000_000))
_image("image: PNG with wrong sums", "a.png", lambda: picture().replace(b"IDAT", b"IDAU"))
_image("image: JPEG cut short", "a.jpg", lambda: _jpeg()[:-200])
_image("image: JPEG of 65 500 × 65 500", "a.jpg", lambda: _with_size(_jpeg(), 65_500))
_image("image: JPEG whose EXIF refers to itself", "a.jpg", lambda: _with_exif(_jpeg()))
_image(
    "image: GIF of 65 535 × 65 535",
    "a.gif",
    lambda: (
        b"GIF89a\xff\xff\xff\xff\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\xff\xff\xff\xff\0\x02\x02D\x01\0;"
    ),
)
_image(
    "image: WebP of 16 383 × 16 383",
    "a.webp",
    lambda: b"RIFF\x1e\0\0\0WEBPVP8L\x11\0\0\0/\xfe\xff\xff\x0f" + bytes(13),
)
_image("image: text called .png", "a.png", lambda: "pas une image")
_image("image: empty", "a.jpg", lambda: b"")
_image("image: PDF called .jpg", "a.jpg", lambda: b"%PDF-1.4\n" + bytes(400))
_image("image: TIFF", "a.png", lambda: b"II*\0\x08\0\0\0" + bytes(100))
_image(
    "image: PostScript",
    "a.png",
    lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n(/etc/passwd) run",
)


def _jpeg() -> bytes:
    from PIL import Image  # noqa: PLC0415

    target = io.BytesIO()
    Image.effect_noise((300, 200), 50).save(target, "JPEG")
    return target.getvalue()


def _with_size(jpeg: bytes, side: int) -> bytes:
    at = jpeg.index(b"\xff\xc0")
    return jpeg[: at + 5] + struct.pack(">HH", side, side) + jpeg[at + 9 :]


def _with_exif(jpeg: bytes) -> bytes:
    tiff = (
        b"II*\0\x08\0\0\0"
        + b"\x01\0"
        + struct.pack("<HHII", 0x8769, 4, 1, 8)
        + struct.pack("<I", 8)
    )
    segment = b"Exif\0\0" + tiff
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(segment) + 2) + segment + jpeg[2:]


# --- drawings ------------------------------------------------------------------------------------

_SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 100"'


def _drawing(name: str, content: Callable[[], str], head: str = "") -> None:
    _image(f"svg: {name}", "a.svg", lambda: f"{head}<svg {_SVG}>{content()}</svg>")


_drawing(
    "scripts and handlers",
    lambda: (
        '<script>alert(1)</script><rect width="9" height="9" onclick="x()" onload="y()"/><a xlink:href="javascript:x()"><text y="50">mot</text></a><set attributeName="onload" to="x()"/>'
    ),
)
_drawing(
    "foreign objects",
    lambda: (
        '<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="file:///etc/passwd"/></foreignObject><rect width="9" height="9"/>'
    ),
)
_drawing(
    "outside references",
    lambda: (
        '<image xlink:href="file:///etc/passwd" width="9" height="9"/><image href="../secret.png" width="9" height="9"/><image href="//a.example/a.png"/><use href="http://a.example/a.svg#a"/><rect width="9" height="9" fill="url(http://a.example/a.svg#a)" style="fill:u\\72l(//a.example/b)"/><style>@import "http://a.example/a.css";@font-face{src:url(file:///etc/passwd)}rect{fill:url(http://a.example/c)}</style>'
    ),
)
_drawing(
    "entities that grow (billion laughs)",
    lambda: "<text y='50'>&i;</text>",
    "<!DOCTYPE svg ["
    + '<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {b} "' + f"&{a};" * 10 + '">'
        for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>",
)
_drawing(
    "entities in attributes",
    lambda: "<text y='&i;'>a</text>",
    "<!DOCTYPE svg ["
    + '<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {b} "' + f"&{a};" * 10 + '">'
        for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>",
)
_drawing(
    "outside entity and DTD",
    lambda: "<text y='50'>&x;</text>",
    '<!DOCTYPE svg SYSTEM "http://a.example/a.dtd" [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
)
_drawing("groups 100 000 deep", lambda: "<g>" * 100_000 + "</g>" * 100_000)
_drawing("groups 200 deep", lambda: "<g>" * 200 + "<rect width='9' height='9'/>" + "</g>" * 200)
_drawing(
    "copies of copies (10¹² rectangles)",
    lambda: (
        "<g id='a0'><rect width='9' height='9'/></g>"
        + "".join(f"<g id='a{i}'>" + f"<use href='#a{i - 1}'/>" * 10 + "</g>" for i in range(1, 13))
    ),
)
_drawing(
    "copies in a circle",
    lambda: (
        '<g id="a"><rect width="9" height="9"/><use href="#b"/></g><g id="b"><use href="#a"/></g>'
    ),
)
_drawing(
    "a chain of 5 000 copies",
    lambda: (
        "<rect id='a0' width='9' height='9'/>"
        + "".join(f"<use id='a{i}' href='#a{i - 1}'/>" for i in range(1, 5000))
    ),
)
_drawing(
    "patterns in patterns",
    lambda: (
        "".join(
            f"<pattern id='p{i}' width='.1' height='.1'>"
            + f"<rect width='9' height='9' fill='url(#p{i + 1})'/>" * 10
            + "</pattern>"
            for i in range(12)
        )
        + "<rect width='99' height='99' fill='url(#p0)'/>"
    ),
)
_drawing(
    "a pattern of tiny tiles",
    lambda: (
        "<pattern id='p' width='1e-9' height='1e-9'><rect width='9' height='9'/></pattern><rect width='99' height='99' fill='url(#p)'/>"
    ),
)
_drawing(
    "a gradient that repeats without end",
    lambda: (
        "<linearGradient id='g' x1='0' x2='1e-9' spreadMethod='repeat'><stop offset='0' stop-color='red'/><stop offset='1' stop-color='blue'/></linearGradient><rect width='99' height='99' fill='url(#g)'/>"
    ),
)
_drawing(
    "numbers that are none",
    lambda: (
        '<rect width="NaN" height="-1e999"/><circle r="inf" cx="a"/><path d="M 1e400 nan L z z z a 1"/><text font-size="1e99" x="a,b,c">mot</text><g transform="rotate(1e400) matrix(1) scale(0)"><rect width="1" height="1"/></g>'
    ),
)
_drawing(
    "a view box of nothing",
    lambda: (
        '<svg viewBox="0 0 0 0" width="1e30" height="1e30"><rect width="1" height="1"/></svg><svg viewBox="a b"/>'
    ),
)
_drawing("60 000 rectangles", lambda: '<rect width="9" height="9"/>' * 60_000)
_drawing("a path of 2 MB", lambda: f'<path d="M0 0{" L1 1 2 2" * 200_000}"/>')
_drawing(
    "a picture of 50 000 × 50 000 inside",
    lambda: (
        f'<image width="9" height="9" href="data:image/png;base64,{base64.b64encode(_png(50_000, 50_000, b"")).decode()}"/>'
    ),
)
_drawing("20 MB of it", lambda: "<desc>" + "a" * 20_000_000 + "</desc>")
_drawing(
    "a filter that is heavy",
    lambda: (
        '<filter id="f"><feTurbulence baseFrequency=".0001" numOctaves="1000000"/><feGaussianBlur stdDeviation="1e9"/></filter><rect width="99" height="99" filter="url(#f)"/>'
    ),
)
_image("svg: cut short", "a.svg", lambda: f"<svg {_SVG}><rect")
_image("svg: HTML called .svg", "a.svg", lambda: "<html><body onload='x()'>mot</body></html>")


# --- settings ------------------------------------------------------------------------------------


def _settings(name: str, content: Callable[[], str | bytes]) -> None:
    def make(folder: Path) -> None:
        (folder / "a.txt").write_text(ARTICLE, "utf-8")
        data = content()
        (folder / "publication.toml").write_bytes(
            data if isinstance(data, bytes) else data.encode()
        )

    CASES.append(Case(f"toml: {name}", make))


_HEAD = '[publication]\ntitle = "Essai"\n'
_settings("100 000 brackets", lambda: "a = " + "[" * 100_000)
_settings("a key of 100 000 parts", lambda: ".".join("a" * 100_000) + " = 1")
_settings("a head of 100 000 parts", lambda: "[" + ".".join("a" * 100_000) + "]")
_settings("50 000 tables", lambda: "\n".join(f"[a{i}]" for i in range(50_000)))
_settings("20 MB", lambda: "# " + "a" * 20_000_000)
_settings("control characters in a key", lambda: '"\\u001b[31m\\u202e" = 1\n')
_settings(
    "control characters in the title",
    lambda: '[publication]\ntitle = "\\u001b[31m\\u202eEssai\\u0000\\n"\n',
)
_settings("a number of 5 000 digits", lambda: "a = " + "9" * 5000)
_settings("not UTF-8", lambda: '[publication]\ntitle = "été"'.encode("cp1252"))
_settings("cover by ../", lambda: _HEAD + 'cover = "../secret.png"\n')
_settings("cover /etc/passwd", lambda: _HEAD + 'cover = "/etc/passwd"\n')
_settings("cover with NUL", lambda: _HEAD + 'cover = "a\\u0000.png"\n')
_settings("order by ../", lambda: _HEAD + '[contents]\norder = ["../secret.txt"]\n')
_settings(
    "order with NUL and line ends",
    lambda: _HEAD + '[contents]\norder = ["a\\u0000.txt", "a\\n.txt", "\\u202etxt.a"]\n',
)
_settings(
    "order with a name of 5 000 letters",
    lambda: _HEAD + f'[contents]\norder = ["{"a" * 5000}.txt"]\n',
)
_settings("a page of 1 000 km", lambda: _HEAD + '[print]\nformat = "1000000000 × 1000000000 mm"\n')
_settings("a page of nothing", lambda: _HEAD + '[print]\nformat = "0 × 0 mm"\n')
_settings("a title of 500 000 letters", lambda: f'[publication]\ntitle = "{"a" * 50_000}"\n')
_settings(
    "limits of nothing and of everything",
    lambda: _HEAD + "[limits]\nnesting = 0\nblocks = -1\nimage_pixels = 99999999999999999999\n",
)


# --- names ---------------------------------------------------------------------------------------


def _named(name: str, file: bytes) -> None:
    def make(folder: Path) -> None:
        (folder / "b.txt").write_text(ARTICLE, "utf-8")
        Path(os.fsdecode(os.fsencode(folder) + b"/" + file)).write_text(ARTICLE, "utf-8")

    CASES.append(Case(f"name: {name}", make))


_named("with a line end", b"a\nb.txt")
_named("with a right-to-left mark", "a\u202etxt.txt".encode())
_named("with an escape sequence", b"a\x1b[31mred\x1b]0;x\x07.txt")
_named("that is no UTF-8", b"a\xff\xfe.txt")
_named("of 250 letters", b"a" * 250 + b".txt")
_named("with dots and spaces", b".. .. a.txt")
_named("with a leading dash", b"--output.txt")
_named("with brackets of markup", b"a[bold][link=x][.txt")
_named("with percent signs and a hash", b"a%2e%2e#x?y.txt")


@_case("name: a pipe called .txt")
def _(folder: Path) -> None:
    (folder / "b.txt").write_text(ARTICLE, "utf-8")
    os.mkfifo(folder / "a.txt")


@_case("name: a pipe given as manuscript")
def _(folder: Path) -> Path:
    os.mkfifo(folder / "a.txt")
    return folder / "a.txt"


@_case("name: /dev/zero given as manuscript")
def _(folder: Path) -> Path:
    return Path("/dev/zero")


@_case("name: a link to /dev/zero")
def _(folder: Path) -> None:
    (folder / "a.txt").symlink_to("/dev/zero")


@_case("name: a link to a file outside")
def _(folder: Path) -> None:
    (folder / "b.txt").write_text(ARTICLE, "utf-8")
    (folder / "a.txt").symlink_to(folder.parent / "secret.txt")


@_case("name: a link to a file outside given as manuscript")
def _(folder: Path) -> Path:
    (folder / "a.txt").symlink_to(folder.parent / "secret.txt")
    return folder / "a.txt"


@_case("name: a part that is a link to a folder outside")
def _(folder: Path) -> None:
    (folder / "b.txt").write_text(ARTICLE, "utf-8")
    (folder / "partie").symlink_to(folder.parent)


@_case("name: links in a circle")
def _(folder: Path) -> None:
    (folder / "a.txt").symlink_to(folder / "b.txt")
    (folder / "b.txt").symlink_to(folder / "a.txt")


@_case("name: an image that is a link outside")
def _(folder: Path) -> None:
    (folder / "a.md").write_text(f"# Un titre\n\n{TEXT}\n\n![Une image](a.png)\n", "utf-8")
    (folder / "a.png").symlink_to(folder.parent / "secret.png")


@_case("name: an image that is a pipe")
def _(folder: Path) -> None:
    (folder / "a.md").write_text(f"# Un titre\n\n{TEXT}\n\n![Une image](a.png)\n", "utf-8")
    os.mkfifo(folder / "a.png")


@_case("name: an image that is a folder")
def _(folder: Path) -> None:
    (folder / "a.md").write_text(f"# Un titre\n\n{TEXT}\n\n![Une image](a.png)\n", "utf-8")
    (folder / "a.png").mkdir()


@_case("name: a cover that is a link outside")
def _(folder: Path) -> None:
    (folder / "a.txt").write_text(ARTICLE, "utf-8")
    (folder / "publication.toml").write_text(_HEAD + 'cover = "c.png"\n', "utf-8")
    (folder / "c.png").symlink_to(folder.parent / "secret.png")


@_case("name: a folder called .txt")
def _(folder: Path) -> None:
    (folder / "b.txt").write_text(ARTICLE, "utf-8")
    (folder / "a.txt").mkdir()


@_case("name: publication.toml is a folder")
def _(folder: Path) -> None:
    (folder / "a.txt").write_text(ARTICLE, "utf-8")
    (folder / "publication.toml").mkdir()


@_case("name: publication.toml is a link outside")
def _(folder: Path) -> None:
    (folder / "a.txt").write_text(ARTICLE, "utf-8")
    (folder.parent / "x.toml").write_text(_HEAD, "utf-8")
    (folder / "publication.toml").symlink_to(folder.parent / "x.toml")


@_case("name: publication.toml is a pipe")
def _(folder: Path) -> None:
    (folder / "a.txt").write_text(ARTICLE, "utf-8")
    os.mkfifo(folder / "publication.toml")


@_case("name: folders 1 000 deep")
def _(folder: Path) -> None:
    (folder / "a.txt").write_text(ARTICLE, "utf-8")
    here = folder
    for _ in range(200):
        here = here / "partie"
    here.mkdir(parents=True)


# --- HTML ----------------------------------------------------------------------------------------


def _page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html lang='fr'><head><title>Un titre</title>{head}</head><body><article><h1>Un titre</h1><p>{TEXT}</p>{body}<p>{TEXT}</p></article></body></html>"


_manuscript("html: elements 100 000 deep", "a.html", lambda: _page("<div>" * 100_000 + "mot"))
_manuscript("html: inline 100 000 deep", "a.html", lambda: _page("<p>" + "<b><i>" * 50_000 + "mot"))
_manuscript("html: lists 5 000 deep", "a.html", lambda: _page("<ul><li>a" * 5_000))
_manuscript(
    "html: a million cells",
    "a.html",
    lambda: _page("<table>" + f"<tr>{'<td>a' * 1000}" * 1000 + "</table>"),
)
_manuscript(
    "html: a cell of 10⁹ columns",
    "a.html",
    lambda: _page("<table><tr><td colspan=1000000000 rowspan=1000000000>a<td>b</table>"),
)
_manuscript("html: a line of 100 MB", "a.html", lambda: _page("<p>" + (TEXT + " ") * 700_000))
_manuscript("html: a line of 2 MB", "a.html", lambda: _page("<p>" + (TEXT + " ") * 14_000))
_manuscript(
    "html: an attribute of 9 MB", "a.html", lambda: _page(f"<p title='{'a' * 9_000_000}'>mot</p>")
)
_manuscript(
    "html: 100 000 attributes",
    "a.html",
    lambda: _page("<p " + " ".join(f"a{i}=1" for i in range(100_000)) + ">mot"),
)
_manuscript("html: 200 000 elements", "a.html", lambda: _page("<p>mot</p>" * 200_000))
_manuscript(
    "html: script, style, handlers, links",
    "a.html",
    _page(
        "<script>alert(1)</script><style>@import 'http://a.example'</style><p onclick='x()' style='background:url(//a.example)'>mot <a href='javascript:x()'>lien</a> <a href='&#106;avascript:x()'>lien</a> <a href='data:text/html,x'>lien</a></p><svg onload='x()'><script>1</script></svg><math><mtext><script>1</script></mtext></math><template><script>1</script></template><noscript><p title='</noscript><script>1</script>'></noscript>"
    ),
)
_manuscript(
    "html: images from file:, http:, //host",
    "a.html",
    _page(
        "<img src='file:///etc/passwd' alt='a'><img src='//a.example/a.png' alt='a'><img src='http://a.example/a.png' alt='a'><img src='../secret.png' alt='a'><object data='/etc/passwd'></object><embed src='/etc/passwd'><iframe src='file:///etc/passwd'></iframe>",
        "<base href='file:///etc/'><link rel=stylesheet href='http://a.example'><meta http-equiv=refresh content='0;url=http://a.example'>",
    ),
)
_manuscript(
    "html: a data: address of 30 MB",
    "a.html",
    lambda: _page(f"<img alt='a' src='data:image/png;base64,{'A' * 30_000_000}'>"),
)
_manuscript(
    "html: a data: picture of 50 000 × 50 000",
    "a.html",
    lambda: _page(
        f"<img alt='a' src='data:image/png;base64,{base64.b64encode(_png(50_000, 50_000, b'')).decode()}'>"
    ),
)
_manuscript(
    "html: entities and outside DTD",
    "a.html",
    "<?xml version='1.0'?><!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'><!ENTITY a 'aaaa'>]>"
    + _page("<p>&x; &a;</p>"),
)
_manuscript(
    "html: JSON-LD 100 000 deep",
    "a.html",
    lambda: _page("<p>mot", f"<script type='application/ld+json'>{'[' * 100_000}</script>"),
)
_manuscript("html: 100 000 marks unclosed", "a.html", lambda: "<" * 100_000)
_manuscript("html: a comment unclosed", "a.html", lambda: _page("<!-- " * 50_000))
_manuscript("html: random bytes", "a.html", lambda: b"<html>" + os.urandom(300_000))

# --- DOCX, ODT, EPUB, RTF, LaTeX -----------------------------------------------------------------

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _paragraph(text: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def _docx(
    body: str, doctype: str = "", relations: str = "", more: dict[str, bytes] | None = None
) -> bytes:
    document = f'<?xml version="1.0" encoding="UTF-8"?>{doctype}<w:document {_W}><w:body>{_paragraph("Un titre", "Title")}{_paragraph(TEXT)}{body}{_paragraph(TEXT)}</w:body></w:document>'
    return _archive(
        {
            "[Content_Types].xml": b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
            "_rels/.rels": f'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>'.encode(),
            "word/_rels/document.xml.rels": f'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>'.encode(),
            "word/document.xml": document.encode(),
            **(more or {}),
        }
    )


def _archive(members: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target.getvalue()


def _shown(relation: str) -> str:
    return f'<w:p><w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/><wp:docPr id="1" name="a" descr="Une image"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="a"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip {relation}/></pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'


_LAUGHS = (
    "<!DOCTYPE x ["
    + '<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {b} "' + f"&{a};" * 10 + '">'
        for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
_PASSWD = '<!DOCTYPE x SYSTEM "http://a.example/a.dtd" [<!ENTITY x SYSTEM "file:///etc/passwd">]>'

_manuscript("docx: sound", "a.docx", lambda: _docx(""))
_manuscript("docx: entities that grow", "a.docx", lambda: _docx(_paragraph("&i;"), _LAUGHS))
_manuscript("docx: outside entity and DTD", "a.docx", lambda: _docx(_paragraph("&x;"), _PASSWD))
_manuscript(
    "docx: a member that unpacks to 2 GB",
    "a.docx",
    lambda: _bomb(_docx(""), "word/media/a.bin", 2_000),
)
_manuscript(
    "docx: a document that unpacks to 1 GB",
    "a.docx",
    lambda: _bomb(_docx(""), "word/styles.xml", 1_000),
)
_manuscript(
    "docx: 50 000 members",
    "a.docx",
    lambda: _docx("", more={f"word/media/{i}.xml": b"" for i in range(50_000)}),
)
_manuscript(
    "docx: members called ../",
    "a.docx",
    lambda: _docx(
        _shown('r:embed="rId9"'),
        relations=f'<Relationship Id="rId9" Type="{_RELATIONS}/image" Target="../../../secret.png"/>',
        more={"../../../evil.txt": b"x", "/tmp/evil": b"x", "word/../../secret.png": b"x"},
    ),
)
_manuscript(
    "docx: pictures by file: and http:",
    "a.docx",
    lambda: _docx(
        _shown('r:link="rId9"') + _shown('r:link="rId8"'),
        relations=f'<Relationship Id="rId9" Type="{_RELATIONS}/image" Target="file:///etc/passwd" TargetMode="External"/><Relationship Id="rId8" Type="{_RELATIONS}/image" Target="http://a.example/a.png" TargetMode="External"/>',
    ),
)
_manuscript(
    "docx: a picture of 50 000 × 50 000",
    "a.docx",
    lambda: _docx(
        _shown('r:embed="rId9"'),
        relations=f'<Relationship Id="rId9" Type="{_RELATIONS}/image" Target="media/a.png"/>',
        more={"word/media/a.png": _png(50_000, 50_000, b"")},
    ),
)
_manuscript(
    "docx: tables 2 000 deep",
    "a.docx",
    lambda: _docx(
        "<w:tbl><w:tr><w:tc>" * 2_000 + _paragraph("mot") + "</w:tc></w:tr></w:tbl>" * 2_000
    ),
)
_manuscript(
    "docx: elements 100 000 deep",
    "a.docx",
    lambda: _docx(
        "<w:sdt><w:sdtContent>" * 50_000 + _paragraph("mot") + "</w:sdtContent></w:sdt>" * 50_000
    ),
)
_manuscript(
    "docx: a million cells",
    "a.docx",
    lambda: _docx(
        "<w:tbl>"
        + ("<w:tr>" + f"<w:tc>{_paragraph('a')}</w:tc>" * 1000 + "</w:tr>") * 1000
        + "</w:tbl>"
    ),
)
_manuscript("docx: a run of 50 MB", "a.docx", lambda: _docx(_paragraph((TEXT + " ") * 350_000)))
_manuscript(
    "docx: javascript: link",
    "a.docx",
    lambda: _docx(
        '<w:p><w:hyperlink r:id="rId9"><w:r><w:t>lien</w:t></w:r></w:hyperlink></w:p>',
        relations=f'<Relationship Id="rId9" Type="{_RELATIONS}/hyperlink" Target="javascript:x()" TargetMode="External"/>',
    ),
)
_manuscript("docx: cut short", "a.docx", lambda: _docx("")[:-100])
_manuscript("docx: random bytes", "a.docx", lambda: b"PK\3\4" + os.urandom(100_000))
_manuscript("docx: not a ZIP", "a.docx", lambda: ARTICLE)

_O = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'


def _odt(body: str, doctype: str = "", more: dict[str, bytes] | None = None) -> bytes:
    content = f'<?xml version="1.0" encoding="UTF-8"?>{doctype}<office:document-content {_O}><office:body><office:text><text:h text:outline-level="1">Un titre</text:h><text:p>{TEXT}</text:p>{body}<text:p>{TEXT}</text:p></office:text></office:body></office:document-content>'
    return _archive(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": content.encode(),
            "META-INF/manifest.xml": b'<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
            **(more or {}),
        }
    )


def _frame(href: str) -> str:
    return f'<text:p><draw:frame><draw:image xlink:href="{href}"/></draw:frame></text:p>'


_manuscript("odt: sound", "a.odt", lambda: _odt(""))
_manuscript("odt: entities that grow", "a.odt", lambda: _odt("<text:p>&i;</text:p>", _LAUGHS))
_manuscript("odt: outside entity and DTD", "a.odt", lambda: _odt("<text:p>&x;</text:p>", _PASSWD))
_manuscript(
    "odt: pictures by ../, file:, http:",
    "a.odt",
    lambda: _odt(
        _frame("../secret.png")
        + _frame("../../secret.png")
        + _frame("file:///etc/passwd")
        + _frame("http://a.example/a.png")
    ),
)
_manuscript(
    "odt: a member that unpacks to 2 GB", "a.odt", lambda: _bomb(_odt(""), "Pictures/a.png", 2_000)
)
_manuscript(
    "odt: a cell repeated 10⁹ times",
    "a.odt",
    lambda: _odt(
        '<table:table><table:table-row table:number-rows-repeated="1000000000"><table:table-cell table:number-columns-repeated="1000000000"><text:p>a</text:p></table:table-cell></table:table-row></table:table>'
    ),
)
_manuscript(
    "odt: 10⁹ spaces", "a.odt", lambda: _odt('<text:p>a<text:s text:c="1000000000"/>b</text:p>')
)
_manuscript(
    "odt: lists 50 000 deep",
    "a.odt",
    lambda: _odt(
        "<text:list><text:list-item>" * 50_000
        + "<text:p>a</text:p>"
        + "</text:list-item></text:list>" * 50_000
    ),
)
_manuscript("odt: cut short", "a.odt", lambda: _odt("")[:-100])


def _bomb(archive: bytes, name: str, megabytes: int) -> bytes:
    target = io.BytesIO(archive)
    with (
        zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as bomb,
        bomb.open(name, "w", force_zip64=True) as member,
    ):
        for _ in range(megabytes):
            member.write(bytes(1_000_000))
    return target.getvalue()


def _epub(rootfile: str, chapter: str, more: dict[str, bytes] | None = None) -> bytes:
    return _archive(
        {
            "mimetype": b"application/epub+zip",
            "META-INF/container.xml": f'<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="{rootfile}" media-type="application/oebps-package+xml"/></rootfiles></container>'.encode(),
            "a.opf": b'<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="i">a</dc:identifier><dc:title>T</dc:title><dc:language>fr</dc:language></metadata><manifest><item id="c" href="c.xhtml" media-type="application/xhtml+xml"/><item id="d" href="../../../../etc/passwd" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="c"/><itemref idref="d"/></spine></package>',
            "c.xhtml": chapter.encode(),
            **(more or {}),
        }
    )


_CHAPTER = f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title></head><body><h1>Un titre</h1><p>{TEXT}</p><img src="../../secret.png" alt="a"/><script>x()</script></body></html>'
_manuscript("epub: paths by ../", "a.epub", lambda: _epub("a.opf", _CHAPTER, {"../../evil": b"x"}))
_manuscript("epub: package outside", "a.epub", lambda: _epub("../../../../etc/passwd", _CHAPTER))
_manuscript(
    "epub: entities that grow",
    "a.epub",
    lambda: _epub("a.opf", _LAUGHS + _CHAPTER.replace("Un titre", "&i;")),
)
_manuscript(
    "epub: a member that unpacks to 2 GB",
    "a.epub",
    lambda: _bomb(_epub("a.opf", _CHAPTER), "a.bin", 2_000),
)
_manuscript(
    "rtf: groups 100 000 deep", "a.rtf", lambda: r"{\rtf1 " + "{" * 100_000 + "mot" + "}" * 100_001
)
_manuscript(
    "rtf: a picture of 2 GB announced",
    "a.rtf",
    lambda: r"{\rtf1 Un titre\par {\pict\pngblip\bin2000000000 abc}\par mot}",
)
_manuscript(
    "rtf: a field that includes",
    "a.rtf",
    lambda: (
        r'{\rtf1 Un titre\par {\field{\*\fldinst INCLUDETEXT "/etc/passwd"}{\fldrslt mot}}\par '
        + TEXT
        + "}"
    ),
)
_manuscript(
    "latex: \\input of files",
    "a.tex",
    lambda: (
        r"\title{Un titre}\begin{document}\maketitle\input{/etc/passwd}\include{../secret}\includegraphics{../secret.png} "
        + TEXT
        + r"\end{document}"
    ),
)
_manuscript(
    "latex: macros without end",
    "a.tex",
    lambda: r"\def\a{\a\a}\begin{document}\title{T}\maketitle \a " + TEXT + r"\end{document}",
)
_manuscript(
    "markdown: marks without words behind long words",
    "a.md",
    lambda: (
        "# Un titre\n\n"
        + "\n\n".join(
            f"{('b' * 1999 + ' ' + 'a' * 1900 + '[]{.index key=k} ') * 20}" for _ in range(3)
        )
    ),
)
_manuscript(
    "rtf: hidden text, sign by sign",
    "a.rtf",
    lambda: r"{\rtf1 Un titre\par {\v " + r"\'61" * 600_000 + r"}\par " + TEXT + "}",
)
_manuscript(
    "rtf: a paragraph, sign by sign",
    "a.rtf",
    lambda: r"{\rtf1 Un titre\par " + (r"\'61" * 500 + " ") * 1_200 + r"\par " + TEXT + "}",
)
_manuscript(
    "rtf: 50 000 heads of pages",
    "a.rtf",
    lambda: (
        r"{\rtf1 Un titre\par "
        + "".join(rf"{{\header tete {n}}}" for n in range(50_000))
        + TEXT
        + "}"
    ),
)
_manuscript(
    "rtf: a head of pages of 4 MB",
    "a.rtf",
    lambda: r"{\rtf1 Un titre\par {\header " + "abc de " * 600_000 + "}" + TEXT + "}",
)
_manuscript(
    "rtf: 25 000 lists",
    "a.rtf",
    lambda: (
        r"{\rtf1 Un titre\par "
        + "".join(rf"\ls{n} mot\par " for n in range(1, 25_000))
        + r"\pard "
        + TEXT
        + "}"
    ),
)
_manuscript(
    "latex: \\verb that nothing closes",
    "a.tex",
    lambda: (
        r"\begin{document}\title{T}\maketitle "
        + "".join(rf"\verb{chr(0x4E00 + n)}" for n in range(16_000))
        + TEXT
        + r"\end{document}"
    ),
)
