"""What WeasyPrint may load: the edition's images, our fonts and stylesheets, nothing else."""

from __future__ import annotations

from collections.abc import Mapping

from weasyprint.urls import URLFetcher, URLFetcherResponse

from publish.resources import FONTS

BASE = "https://edition.invalid/"
"""The base of relative addresses. No server can ever answer to it (RFC 2606 §2), and none is asked:
only :class:`Fetcher` does."""


class Fetcher(URLFetcher):  # type: ignore[misc]
    """Serves ``images/…`` and ``fonts/…`` under :data:`BASE`, and ``data:`` addresses."""

    def __init__(self, images: Mapping[str, bytes]):
        super().__init__(allowed_protocols=("data",), allow_redirects=False, fail_on_errors=True)
        self._images = images

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """The resource at ``url``; raises ``ValueError`` for all that is not of the edition."""
        if not url.startswith(BASE):
            return super().fetch(url, headers)
        path = url.removeprefix(BASE)
        if path in self._images:
            return URLFetcherResponse(url, self._images[path])
        folder, _, name = path.partition("/")
        if folder == "fonts" and "/" not in name and (FONTS / name).is_file():
            return URLFetcherResponse(url, (FONTS / name).read_bytes())
        raise ValueError(f"not of this edition: {url}")
