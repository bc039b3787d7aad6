"""A host like those that the site is made for: files, compression, `_headers`, redirects, 404 pages."""

from __future__ import annotations

import gzip
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from tests.browser.redirect_rules import read_redirects, redirect

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".xml": "application/xml",
    ".md": "text/markdown; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
}
#: Bytes of a page that come at once on a slow line.
PIECE = 2000
COMPRESSED = (".html", ".css", ".js", ".mjs", ".json", ".svg", ".xml", ".md", ".txt")


def read_headers(site: Path) -> list[tuple[re.Pattern[str], list[tuple[str, str]]]]:
    """The rules of `_headers` in Netlify's and Cloudflare's format, in order."""
    rules: list[tuple[re.Pattern[str], list[tuple[str, str]]]] = []
    file = site / "_headers"
    for line in file.read_text(encoding="utf-8").splitlines() if file.is_file() else ():
        if not line.strip() or line.startswith("#"):
            continue
        if not line[0].isspace():
            pattern = re.escape(line.strip()).replace(r"\*", ".*")
            rules.append((re.compile(pattern), []))
        else:
            name, _, value = line.strip().partition(":")
            rules[-1][1].append((name.strip(), value.strip()))
    return rules


@lru_cache(maxsize=4096)
def _compressed(path: Path, _changed: int) -> bytes:
    return gzip.compress(path.read_bytes(), 6)


_redirects_of = lru_cache(maxsize=8)(read_redirects)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(
        self, site: Path, rules: list[Any], sent: list[Any], pause: float, *args: Any
    ) -> None:
        self.site, self.rules, self.sent, self.pause = site, rules, sent, pause
        self.redirects = _redirects_of(site)
        super().__init__(*args)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self._send(200, b"", "text/plain")

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        file = self.site / path.lstrip("/")
        status = 200
        if file.is_dir():
            file = file / "index.html"
        language = self.headers.get("Accept-Language", "")
        target = redirect(self.redirects, self.path, language, exists=file.is_file())
        if target:
            self.send_response(301)
            self.send_header("Location", target)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if not file.resolve().is_relative_to(self.site.resolve()) or not file.is_file():
            locale = path.split("/")[1] if path.count("/") > 1 else ""
            status, file = 404, self.site / locale / "404.html"
            if not file.is_file():
                file = self.site / "404.html"
        accepted = self.headers.get("Accept-Encoding", "")
        # Compressed, what comes in pieces would wait for the last one.
        packed = file.suffix in COMPRESSED and "gzip" in accepted and not self.pause
        body = _compressed(file, file.stat().st_mtime_ns) if packed else file.read_bytes()
        kind = TYPES.get(file.suffix, "application/octet-stream")
        self._send(status, body, kind, packed=packed)

    def _send(self, status: int, body: bytes, kind: str, *, packed: bool = False) -> None:
        self.send_response(status)
        headers = {"Content-Type": kind, "Content-Length": str(len(body))}
        if packed:
            headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        path = urlsplit(self.path).path
        for pattern, values in self.rules:
            if pattern.fullmatch(path):
                headers.update(values)
        # The test host has no TLS.
        policy = headers.get("Content-Security-Policy")
        if policy:
            headers["Content-Security-Policy"] = policy.replace(
                "upgrade-insecure-requests", ""
            ).strip("; ")
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.pause and kind.startswith("text/html"):
            self._trickle(body)
        else:
            self.wfile.write(body)
        self.sent.append((self.path, len(body)))

    def _trickle(self, body: bytes) -> None:
        """Write ``body`` as a slow line brings it: cut anywhere, and drawn so far in between."""
        for start in range(0, len(body), PIECE):
            self.wfile.write(body[start : start + PIECE])
            time.sleep(self.pause)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that leaves a page drops its connections: nothing is wrong."""


@contextmanager
def serve(site: Path, *, pause: float = 0) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """Serve ``site`` on a free port: its address, and the list of what was sent (path, bytes).

    With a ``pause`` (seconds), pages come in pieces of `PIECE` bytes, that long apart.
    """
    sent: list[tuple[str, int]] = []
    handler = partial(_Handler, site, read_headers(site), sent, pause)
    server = _Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", sent
    finally:
        server.shutdown()
        server.server_close()
