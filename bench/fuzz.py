"""Fuzzes a reader of manuscripts: python -m bench.fuzz markdown --minutes 60 (make fuzz).

Any bytes in, an article or diagnostics out: atheris mutates the golden manuscripts, led by the
code that each input reaches, and stops at an exception, an article that is not of the profile, or
a word lost or added. The input that did it is kept in build/fuzz/, to become a test.

Of archives (DOCX, ODT, EPUB) whole files are mutated, and single members put back into the archive
that they came from.
"""

from __future__ import annotations

import argparse
import io
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["publish.sources", "publish.article", "publish.dates"]):
    from publish.sources import READERS, Manuscript, read

from publish.diagnostics import has_errors
from publish.proof import articles as proofs
from publish.proof.articles import Conservation

ROOT = Path(__file__).parent.parent
KEPT = ROOT / "build" / "fuzz"
SEEDS = (ROOT / "tests" / "articles", ROOT / "tests" / "sources", ROOT / "manuscripts")
NAMES = {"text": ".txt", "markdown": ".md", "html": ".html", "latex": ".tex"}
FAULTS = ("profile-fault",)
MARKS: Mapping[str, str] = {
    ".txt": r"\xc2\xa0|\xe2\x80\x94 |\xc3\x83\xc2\xa9|\xef\x82\xb7 |1. |\xff\xfe",
    ".md": r"# |> |- |1. |[^1]|[^1]: |![](a.png)|{.verse}|---\x0a|\x7c |```|<b>|</b>|<!--|-->"
    r"|\x0a: |^[|](|&amp;|\x0a\x0a|{lang=en}",
    ".tex": r"\\section{|\\footnote{|\\begin{|\\end{|\\newcommand{|\\def|\\og|\\input{|$|}|%",
    ".rtf": r"{\\rtf1|\\par |\\footnote|\\u233?|\\'e9|{\\*\\|\\bin4 |\\fonttbl|\\stylesheet|\\trowd"
    r"|\\cell |\\row |\\intbl |\\pard |\\ls1 |\\deleted |{\\shp{\\*\\shpinst{\\shptxt |}",
    ".html": r"<p>|</p>|<h1>|<table>|<td>|<script>|<a href=|<img src=|&nbsp;",
}
"""Pieces that mean something in a format, in the notation of libFuzzer's dictionaries."""


def main() -> None:
    arguments = _arguments()
    suffix = NAMES.get(arguments.reader, f".{arguments.reader}")
    if suffix not in READERS:
        sys.exit(f"no reader for {suffix}; there are {', '.join(sorted(READERS))}")
    work = KEPT / arguments.reader
    (work / "corpus").mkdir(parents=True, exist_ok=True)
    seeds = [p for folder in SEEDS for p in sorted(folder.rglob(f"*{suffix}"))]
    archives = {p.name: p.read_bytes() for p in seeds if zipfile.is_zipfile(p)}
    inputs = list(_inputs(seeds, archives))
    for number, data in enumerate(inputs):
        (work / "corpus" / f"seed-{number:04}").write_bytes(data)
    marks = work / "marks"
    # What a dictionary of nothing is to libFuzzer is an error.
    pieces = MARKS.get(suffix, "PK\\x03\\x04|<w:p>|<text:p>|&amp;|<![CDATA[")
    marks.write_text("".join(f'"{piece}"\n' for piece in pieces.split("|")), "utf-8")
    options = [
        f"-max_total_time={arguments.minutes * 60}",
        f"-artifact_prefix={work}/",
        f"-dict={marks}",
        "-timeout=30",
        "-rss_limit_mb=1024",
        # A part of an archive that is cut short is no XML, and would end at the parser.
        f"-max_len={max(arguments.length, *map(len, inputs)) if archives else arguments.length}",
        f"-len_control={0 if archives else 100}",
        "-print_final_stats=1",
        str(work / "corpus"),
    ]
    atheris.Setup([sys.argv[0], *options], _target(suffix, archives))
    atheris.Fuzz()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("reader", help="text, markdown, html, docx…")
    parser.add_argument("--minutes", type=int, default=60)
    parser.add_argument("--length", type=int, default=4096, help="the longest input, in bytes")
    return parser.parse_args()


def _inputs(seeds: list[Path], archives: Mapping[str, bytes]) -> Iterator[bytes]:
    for path in seeds:
        if path.name not in archives:
            yield path.read_bytes()
            continue
        which = list(archives).index(path.name)
        with zipfile.ZipFile(path) as archive:
            for member, info in enumerate(archive.infolist()):
                yield bytes((which, member)) + archive.read(info)


def _target(suffix: str, archives: Mapping[str, bytes]) -> Callable[[bytes], None]:
    path = Path(f"essai{suffix}")
    sources = list(archives.values())

    def one(data: bytes) -> None:
        if sources and len(data) > 2 and data[0] < len(sources):
            data = _with_member(sources[data[0]], data[1], data[2:])
        hold(path, data)

    return one


def hold(path: Path, data: bytes) -> None:
    """Read a manuscript; raises ``AssertionError`` for what no reader may do."""
    reading = read(Manuscript(path, path.name, "essai", "fr", data))
    faults = [d for d in reading.diagnostics if d.code in FAULTS]
    assert not faults, faults
    assert (reading.article is None) == has_errors(reading.diagnostics), reading.diagnostics
    if reading.article is not None:
        proof = Conservation()
        proofs.hold_articles([(reading.article, reading.words)], proof)
        assert not proof.differences, proof.differences


def _with_member(archive: bytes, number: int, content: bytes) -> bytes:
    """The archive with the content of one member put in the place of its own."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(target, "w") as copy:
        members = source.infolist()
        for index, info in enumerate(members):
            own = index != number % len(members)
            copy.writestr(info.filename, source.read(info) if own else content)
    return target.getvalue()


if __name__ == "__main__":
    main()
