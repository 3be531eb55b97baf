"""What the server of the preview gives, and all that it refuses."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import socket
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import Any
from zipfile import ZipFile

import pymupdf
import pytest
from PIL import Image

from publish.preview.server import Server
from publish.preview.sheets import Sheets
from publish.preview.shelf import Shelf
from tests.conftest import PUBLICATIONS


@pytest.fixture(scope="module")
def output(edition_of: dict[str, Path]) -> Path:
    return edition_of["l-estran"].parent


@pytest.fixture(scope="module")
def server(output: Path) -> Iterator[Server]:
    shelf = Shelf(output, "fr")
    for slug in PUBLICATIONS:
        assert shelf.take_finished(slug)
    made = Server(shelf, 0)
    Thread(target=made.serve_forever, daemon=True).start()
    yield made
    shelf.close()
    made.shutdown()
    made.server_close()


def ask(
    server: Server, path: str, method: str = "GET", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    """The answer to a request; a path is sent as it is written."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=20)
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.putrequest(method, path, skip_host="Host" in sent, skip_accept_encoding=True)
    for name, value in sent.items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    data = answer.read()
    connection.close()
    return answer.status, {k.lower(): v for k, v in answer.getheaders()}, data


def state(server: Server) -> dict[str, Any]:
    return dict(json.loads(ask(server, "/state")[2]))


def book_of(server: Server, slug: str) -> str:
    """The path under which a publication's finished editions are."""
    (found,) = (p for p in state(server)["publications"] if p["slug"] == slug)
    return f"/books/{slug}/{found['revision']}"


def test_only_the_loopback_address_is_listened_on(server: Server) -> None:
    assert server.socket.getsockname()[0] == "127.0.0.1"
    others = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None)}
    for address in others - {"127.0.0.1", "::1"}:
        with pytest.raises(OSError):
            socket.create_connection((address, server.server_port), timeout=1).close()


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "X"])
def test_only_reading_is_answered(server: Server, method: str) -> None:
    status, headers, _ = ask(server, "/", method)
    assert status == 405
    assert headers["allow"] == "GET, HEAD"


def test_head_tells_what_get_gives(server: Server) -> None:
    for path in ("/", "/state", "/files/preview.js", f"{book_of(server, 'l-estran')}/pages/0/text"):
        given, told = ask(server, path), ask(server, path, "HEAD")
        assert told[0] == given[0] == 200
        assert told[1]["content-length"] == str(len(given[2]))
        assert told[2] == b""


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "127.0.0.1", "localhost:1", "", "[::1]:80"]
)
def test_a_name_of_elsewhere_is_refused(server: Server, host: str) -> None:
    assert ask(server, "/", Host=host)[0] == 421
    assert ask(server, "/state", Host=host)[0] == 421


def test_the_names_of_this_machine_are_answered(server: Server) -> None:
    for name in ("127.0.0.1", "localhost"):
        assert ask(server, "/", Host=f"{name}:{server.server_port}")[0] == 200


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_pages_of_elsewhere_get_nothing(server: Server, site: str) -> None:
    assert ask(server, "/state", Sec_Fetch_Site=site)[0] == 403
    assert ask(server, "/state", Sec_Fetch_Site="same-origin")[0] == 200


def test_members_are_those_of_the_archive_byte_for_byte(server: Server, output: Path) -> None:
    root = book_of(server, "l-estran")
    with ZipFile(output / "l-estran" / "l-estran.epub") as archive:
        listed = [n for n in archive.namelist() if n.startswith("EPUB/") and "content.opf" not in n]
        assert len(listed) > 20
        for name in listed:
            status, headers, data = ask(server, f"{root}/epub/{name}")
            assert (status, data) == (200, archive.read(name)), name
            if name.endswith(".xhtml"):
                assert headers["content-type"] == "application/xhtml+xml"


def test_a_document_of_the_book_may_run_and_ask_for_nothing(server: Server) -> None:
    root = book_of(server, "l-estran")
    _, headers, _ = ask(server, f"{root}/epub/EPUB/edito.xhtml")
    policy = headers["content-security-policy"].split("; ")
    assert "default-src 'none'" in policy
    assert "sandbox allow-same-origin" in policy
    assert not [rule for rule in policy if rule.startswith(("script-src", "connect-src"))]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"


def test_the_page_runs_its_own_scripts_alone(server: Server) -> None:
    _, headers, page = ask(server, "/")
    policy = headers["content-security-policy"].split("; ")
    assert {"default-src 'none'", "script-src 'self'", "style-src 'self'"} <= set(policy)
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in headers["content-security-policy"]
    assert b'lang="fr"' in page and b" style=" not in page and b"$" not in page


TRAVERSALS = [
    "/../../etc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/files/../server.py",
    "/files/..%2fserver.py",
    "/files/server.py",
    "/files/%2fetc%2fpasswd",
    "/files//etc/passwd",
    "//etc/passwd",
    "/files/preview.js%00",
    "{book}/epub/../../../../report.json",
    "{book}/epub/EPUB/../../report.json",
    "{book}/epub/EPUB/..%2f..%2freport.json",
    "{book}/epub/EPUB/./edito.xhtml",
    "{book}/epub/EPUB//edito.xhtml",
    "{book}/epub//etc/passwd",
    "{book}/epub/EPUB",
    "{book}/epub/",
    "{book}/epub/epub/edito.xhtml",
    "{book}/epub/mimetype",
    "{book}/report.json",
    "{book}/pages/-1/text",
    "{book}/pages/{count}/text",
    "{book}/pages/%D9%A3/text",
    "{book}/pages/1e1/text",
    "{book}/pages/" + "9" * 5000 + "/text",
    "{book}/pages/0/../../../l-estran.pdf",
    "/books/l-estran/x/book",
    "/books/../book",
    "/books/.l-estran.lock/x/book",
    "/books",
    "/nothing",
]


@pytest.mark.parametrize("path", TRAVERSALS, ids=range(len(TRAVERSALS)))
def test_what_is_not_listed_does_not_exist(server: Server, path: str) -> None:
    root = book_of(server, "l-estran")
    count = len(json.loads(ask(server, f"{root}/book")[2])["pages"])
    path = path.replace("{book}", root).replace("{count}", str(count))
    status, _, data = ask(server, path)
    assert (status, data) == (404, b"404 Not Found\n")


def test_pages_are_drawn_as_wide_as_asked(server: Server, output: Path) -> None:
    root = book_of(server, "l-estran")
    with pymupdf.open(output / "l-estran" / "l-estran.pdf") as pdf:
        rect = pdf[9].rect
    for asked, width in (("600", 600), ("1", 64), ("99999", 4096), ("-5", 4096), ("x", 4096)):
        status, headers, data = ask(server, f"{root}/pages/9/picture?width={asked}")
        assert (status, headers["content-type"]) == (200, "image/png")
        picture = Image.open(BytesIO(data))
        assert picture.width == pytest.approx(width, abs=1)
        assert picture.height == pytest.approx(width * rect.height / rect.width, abs=2)


@pytest.mark.parametrize(("width", "height"), [(140, 3400), (3400, 140), (3400, 3400)])
def test_a_page_of_any_format_is_drawn_within_bounds(width: int, height: int) -> None:
    """The largest pages that a publication may have, asked for at the widest."""
    with pymupdf.open() as pdf:
        pdf.new_page(width=width, height=height)
        sheets = Sheets(pdf.tobytes())
    picture = Image.open(BytesIO(sheets.picture(0, 4096)))
    assert picture.width * picture.height <= 24_100_000
    assert picture.width <= 4097
    assert picture.width / picture.height == pytest.approx(width / height, rel=0.02)


def test_a_page_has_its_words_as_text(server: Server) -> None:
    root = book_of(server, "l-estran")
    pages = json.loads(ask(server, f"{root}/book")[2])["pages"]
    index = [p["label"] for p in pages].index("9")
    text = ask(server, f"{root}/pages/{index}/text")[2].decode()
    assert "Les veilleurs éteints" in text
    assert "\n\n" in text


def test_the_book_tells_its_contents_and_its_pages(server: Server) -> None:
    book = json.loads(ask(server, f"{book_of(server, 'l-estran')}/book")[2])
    assert (book["title"], book["language"]) == ("L’Estran", "fr")
    labels = [page["label"] for page in book["pages"]]
    assert [mark["label"] for mark in book["marks"]] == labels[2:-1]  # not the cover
    assert book["spine"][:2] == ["EPUB/cover.xhtml", "EPUB/half-title.xhtml"]
    assert {m["href"].split("#")[0] for m in book["marks"]} < set(book["spine"])
    wanted = {entry["label"]: entry for entry in book["contents"]}
    (inner,) = (c for c in wanted["Grand large"]["children"] if c["label"].startswith("Les v"))
    assert inner["href"] == "EPUB/phares.xhtml"
    assert any("#" in child["href"] for child in inner["children"])


def test_events_tell_the_version_as_it_changes(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=20) as line:
        host = f"127.0.0.1:{server.server_port}"
        line.sendall(f"GET /events HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        stream = line.makefile("rb")
        while stream.readline().strip():
            pass
        before = state(server)["version"]
        assert stream.readline() == f"data: {before}\n".encode()
        assert stream.readline() == b"\n"
        server.shelf.building("l-estran", "layout")
        assert stream.readline() == f"data: {before + 1}\n".encode()
    server.shelf.rest()


class TestLinks:
    """The preview reads the folder of the editions, and nothing that it is led to from there."""

    @pytest.fixture
    def copied(self, output: Path, tmp_path: Path) -> Path:
        shutil.copytree(output / "le-caucase", tmp_path / "build" / "le-caucase")
        return tmp_path / "build"

    def problems(self, copied: Path) -> list[object]:
        shelf = Shelf(copied, "fr")
        assert not shelf.take_finished("le-caucase")
        (shown,) = shelf.state()["publications"]  # type: ignore[misc]
        assert shown["revision"] is None and shown["failed"]
        return [(d["code"], d["message"]) for d in shown["diagnostics"]]

    def test_the_copy_itself_is_shown(self, copied: Path) -> None:
        assert Shelf(copied, "fr").take_finished("le-caucase")

    @pytest.mark.parametrize("name", ["le-caucase.epub", "le-caucase.pdf", "report.json"])
    def test_a_file_that_is_a_link(self, copied: Path, tmp_path: Path, name: str) -> None:
        file = copied / "le-caucase" / name
        file.rename(tmp_path / name)
        file.symlink_to(tmp_path / name)
        ((code, message),) = self.problems(copied)  # type: ignore[misc]
        assert code == "edition-link" and f"« {name} »" in message

    def test_a_folder_that_is_a_link(self, copied: Path, tmp_path: Path) -> None:
        (copied / "le-caucase").rename(tmp_path / "elsewhere")
        (copied / "le-caucase").symlink_to(tmp_path / "elsewhere")
        ((code, _),) = self.problems(copied)  # type: ignore[misc]
        assert code == "edition-link"

    def test_a_pipe_does_not_hold_it_up(self, copied: Path) -> None:
        file = copied / "le-caucase" / "le-caucase.pdf"
        file.unlink()
        os.mkfifo(file)
        ((code, _),) = self.problems(copied)  # type: ignore[misc]
        assert code == "edition-link"

    def test_a_damaged_edition_is_told(self, copied: Path) -> None:
        for name in ("le-caucase.epub", "le-caucase.pdf"):
            file = copied / "le-caucase" / name
            whole = file.read_bytes()
            file.write_bytes(whole[:900])
            ((code, message),) = self.problems(copied)  # type: ignore[misc]
            assert code == "edition-damaged" and name in message
            file.write_bytes(whole)

    def test_a_damaged_member_of_the_book_is_told(self, copied: Path) -> None:
        file = copied / "le-caucase" / "le-caucase.epub"
        with ZipFile(file) as archive:
            largest = max(archive.infolist(), key=lambda m: m.compress_size)
        whole = file.read_bytes()
        middle = largest.header_offset + largest.compress_size // 2
        file.write_bytes(whole[:middle] + bytes(200) + whole[middle + 200 :])
        ((code, message),) = self.problems(copied)  # type: ignore[misc]
        assert code == "edition-damaged" and file.name in message

    @pytest.mark.parametrize(
        "said", ["", "{", "{}", "[]", '{"diagnostics": [3]}', '{"diagnostics": [{}]}', "[" * 90_000]
    )
    def test_a_damaged_report_is_told(self, copied: Path, said: str) -> None:
        (copied / "le-caucase" / "report.json").write_text(said, "utf-8")
        ((code, message),) = self.problems(copied)  # type: ignore[misc]
        assert code == "edition-damaged" and "report.json" in message


def test_what_was_refused_leaves_the_earlier_editions(output: Path) -> None:
    shelf = Shelf(output, "fr")
    shelf.take_finished("l-estran")
    revision = shelf.state()["publications"][0]["revision"]  # type: ignore[index]
    shelf.built("l-estran", "L’Estran", [{"code": "x", "severity": "error"}], failed=True)
    (shown,) = shelf.state()["publications"]  # type: ignore[misc]
    assert (shown["revision"], shown["failed"]) == (revision, True)
    assert shelf.editions("l-estran", revision)
    # A publication whose publication.toml cannot be read is not gone; one without folder is.
    shelf.known({}, [{"severity": "error"}])
    assert shelf.editions("l-estran", revision)
    shelf.known({}, [])
    assert not shelf.editions("l-estran", revision)
