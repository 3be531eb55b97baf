"""What the layout may load: what is of the edition, and nothing else."""

from __future__ import annotations

import socket
import threading
from pathlib import Path

import pytest

from publish.article import E
from publish.diagnostics import RefusedError
from publish.pdf.fetcher import BASE, Fetcher
from publish.pdf.layout import lay_out
from publish.resources import FONTS
from tests.books import MADE, article, edition


@pytest.fixture
def fetcher() -> Fetcher:
    return Fetcher({"images/plan.png": b"plan"})


def body(fetcher: Fetcher, url: str) -> bytes:
    return bytes(fetcher.fetch(url).read())


def test_what_is_of_the_edition(fetcher: Fetcher) -> None:
    assert body(fetcher, f"{BASE}images/plan.png") == b"plan"
    font = next(FONTS.glob("*.*tf"))
    assert body(fetcher, f"{BASE}fonts/{font.name}") == font.read_bytes()
    assert body(fetcher, "data:text/plain,bonjour") == b"bonjour"


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "http://127.0.0.1/plan.png",
        "https://estran.example/plan.png",
        "ftp://estran.example/plan.png",
        f"{BASE}images/autre.png",
        f"{BASE}fonts/../print.css",
        f"{BASE}fonts/%2e%2e/print.css",
        f"{BASE}print.css",
        f"{BASE}../../etc/passwd",
        f"{BASE}",
        "https://edition.invalid.estran.example/images/plan.png",
        "/etc/passwd",
    ],
)
def test_everything_else_is_refused(fetcher: Fetcher, url: str) -> None:
    with pytest.raises(Exception, match=r"."):
        fetcher.fetch(url)


def test_the_layout_asks_no_server_and_says_what_was_asked() -> None:
    """A server listens; an image that names it is refused, and nobody has called."""
    called = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.5)

        def listen() -> None:
            try:
                server.accept()
                called.append(True)
            except TimeoutError:
                pass

        listener = threading.Thread(target=listen)
        listener.start()
        address = f"http://127.0.0.1:{server.getsockname()[1]}/plan.png"
        book = edition(article("ports"))
        ports = next(book.articles())
        ports.root.append(E.figure(E.img(src=address, alt="")))
        with pytest.raises(RefusedError) as refused:
            lay_out(book, MADE)
        listener.join()
    assert called == []
    (problem,) = refused.value.diagnostics
    assert problem.code == "resource-refused"
    assert address in problem.message("fr")


def test_a_file_of_the_machine_is_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"secret")
    book = edition(article("ports"))
    next(book.articles()).root.append(E.figure(E.img(src=secret.as_uri(), alt="")))
    with pytest.raises(RefusedError):
        lay_out(book, MADE)
