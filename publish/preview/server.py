"""The server of the preview: one machine, one reader, two finished editions.

It listens on the loopback address alone and reads two files of each publication; all else that it
gives lies in this package. What a request names is looked up, never opened.
"""

from __future__ import annotations

import json
import webbrowser
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from string import Template
from threading import Thread
from urllib.parse import parse_qs, unquote, urlsplit

from publish.preview.shelf import Editions, Shelf
from publish.preview.terms import TERMS
from publish.resources import FONTS

ADDRESS = "127.0.0.1"
_HERE = Path(__file__).parent
_SCRIPT, _STYLE, _FONT = "text/javascript; charset=utf-8", "text/css; charset=utf-8", "font/otf"
_FILES = {
    "preview.css": (_HERE / "preview.css", _STYLE),
    "icon.svg": (_HERE / "icon.svg", "image/svg+xml"),
    **{name: (_HERE / name, _SCRIPT) for name in ("preview.js", "reader.js", "paper.js")},
    **{
        name: (FONTS / name, _FONT)
        for name in (
            "LibertinusSans-Regular.otf",
            "LibertinusSans-Bold.otf",
            "LibertinusSans-Italic.otf",
            "LibertinusSerif-Regular.otf",
        )
    },
}
_NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; "
_PAGE_POLICY = (
    f"{_NOTHING}script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; frame-ancestors 'none'"
)
_BOOK_POLICY = (
    f"{_NOTHING}style-src 'self'; img-src 'self'; font-src 'self'; frame-ancestors 'self'; "
    "sandbox allow-same-origin"
)
"""A document of the book runs no script and asks nobody for anything but its own archive."""
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_ALIVE = 15.0
"""Seconds after which a silent stream of events says that it is still there."""


class Server(ThreadingHTTPServer):
    """Serves a shelf on the loopback address; each request has a thread, which nothing waits for.

    Raises ``OSError`` when the port is taken; port 0 is any that is free.
    """

    daemon_threads = True

    def __init__(self, shelf: Shelf, port: int):
        self.shelf = shelf
        super().__init__((ADDRESS, port), _Request)

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"http://{ADDRESS}:{self.server_port}/"

    def open_browser(self) -> None:
        """Open the browser of the desktop; where there is none the address is on the terminal."""
        Thread(target=webbrowser.open, args=(self.address,), daemon=True).start()

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that has gone away is nobody's fault."""


class _Request(BaseHTTPRequestHandler):
    server: Server
    server_version, sys_version = "publish", ""

    def parse_request(self) -> bool:
        """Refuse what no reader of the preview asks, before anything is looked up."""
        if not super().parse_request():
            return False
        names = {f"{host}:{self.server.server_port}" for host in (ADDRESS, "localhost")}
        if self.command not in ("GET", "HEAD"):
            self._refuse(HTTPStatus.METHOD_NOT_ALLOWED)
        elif self.headers.get_all("Host", []) not in [[name] for name in names]:
            # A name of elsewhere that now leads here: DNS rebinding.
            self._refuse(HTTPStatus.MISDIRECTED_REQUEST)
        elif self.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
            # A page of elsewhere asks (Fetch Metadata, §2.3).
            self._refuse(HTTPStatus.FORBIDDEN)
        else:
            return True
        return False

    def do_GET(self) -> None:
        """Give what the path names: ``/``, ``/state``, ``/events``, a file, part of an edition."""
        match [unquote(step) for step in urlsplit(self.path).path.split("/")][1:]:
            case [""]:
                self._page()
            case ["state"]:
                self._json(self.server.shelf.state())
            case ["terms"]:
                self._json(TERMS[self.server.shelf.language])
            case ["events"]:
                self._events()
            case ["files", name] if name in _FILES:
                path, kind = _FILES[name]
                self._send(path.read_bytes(), kind)
            case ["books", slug, revision, *rest]:
                editions = self.server.shelf.editions(slug, revision)
                if editions is None:
                    self._refuse(HTTPStatus.NOT_FOUND)
                else:
                    self._part(editions, rest)
            case _:
                self._refuse(HTTPStatus.NOT_FOUND)

    do_HEAD = do_GET  # noqa: N815

    def _part(self, editions: Editions, rest: list[str]) -> None:
        match rest:
            case ["book"]:
                self._json(editions.as_record(), lasting=True)
            case ["epub", *names] if "/".join(names) in editions.book.members:
                kind, data = editions.book.members["/".join(names)]
                self._send(data, kind, policy=_BOOK_POLICY, lasting=True)
            case ["pages", number, "text"] if _number(number) < len(editions.sheets.pages):
                text = editions.sheets.text(_number(number)).encode()
                self._send(text, "text/plain; charset=utf-8", lasting=True)
            case ["pages", number, "picture"] if _number(number) < len(editions.sheets.pages):
                asked = parse_qs(urlsplit(self.path).query).get("width", ["0"])[0]
                picture = editions.sheets.picture(_number(number), _number(asked))
                self._send(picture, "image/png", lasting=True)
            case _:
                self._refuse(HTTPStatus.NOT_FOUND)

    def _page(self) -> None:
        language = self.server.shelf.language
        page = Template((_HERE / "page.html").read_text("utf-8"))
        terms = TERMS[language]
        data = page.substitute(terms, language=language).encode()
        self._send(data, "text/html; charset=utf-8", policy=_PAGE_POLICY)

    def _events(self) -> None:
        """The version of the state as it changes, for as long as somebody listens (HTML, §9.2)."""
        self._head("text/event-stream; charset=utf-8")
        version, shelf = 0, self.server.shelf
        while self.command != "HEAD":
            now = shelf.wait(version, _ALIVE)
            if now < 0:
                return
            self.wfile.write(b":\n\n" if now == version else f"data: {now}\n\n".encode())
            self.wfile.flush()
            version = now

    def _json(self, record: object, *, lasting: bool = False) -> None:
        data = json.dumps(record, ensure_ascii=False).encode()
        self._send(data, "application/json; charset=utf-8", lasting=lasting)

    def _send(
        self, data: bytes, kind: str, *, policy: str = _NOTHING, lasting: bool = False
    ) -> None:
        self._head(kind, policy=policy, lasting=lasting, length=len(data))
        if self.command != "HEAD":
            self.wfile.write(data)

    def _refuse(self, status: HTTPStatus) -> None:
        data = f"{status.value} {status.phrase}\n".encode()
        self._head("text/plain; charset=utf-8", status=status, length=len(data))
        if self.command != "HEAD":
            self.wfile.write(data)

    def _head(
        self,
        kind: str,
        *,
        status: HTTPStatus = HTTPStatus.OK,
        policy: str = _NOTHING,
        lasting: bool = False,
        length: int | None = None,
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if length is not None:
            self.send_header("Content-Length", str(length))
        if status is HTTPStatus.METHOD_NOT_ALLOWED:
            self.send_header("Allow", "GET, HEAD")
        # A revision names its bytes: they never change.
        kept = "private, max-age=3600, immutable" if lasting else "no-store"
        self.send_header("Cache-Control", kept)
        self.send_header("Content-Security-Policy", policy)
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing: the terminal is for the editor."""


def _number(text: str) -> int:
    """The number that a request writes, or one that nothing has."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else _NONE


_NONE = 10**7
