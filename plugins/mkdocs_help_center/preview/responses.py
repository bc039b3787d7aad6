"""HTTP answers of the preview, with what browsers need to ask again cheaply."""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

HTML = "text/html; charset=utf-8"
#: By suffix, where the system's table may say otherwise or nothing.
_TYPES = {
    ".html": HTML,
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".xml": "application/xml",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".opml": "text/x-opml; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".wasm": "application/wasm",
    ".pdf": "application/pdf",
}


@dataclass(frozen=True)
class Response:
    """An answer: its status, its body and the headers that it has besides length, ETag and type."""

    status: int = 200
    body: bytes = b""
    content_type: str = HTML
    etag: str = ""
    headers: tuple[tuple[str, str], ...] = ()


def etag_of(body: bytes) -> str:
    """A strong entity tag (RFC 9110, 8.8.3)."""
    return f'"{hashlib.sha256(body).hexdigest()[:24]}"'


def content_type(path: str) -> str:
    """The media type of a file by its name."""
    suffix = PurePosixPath(path).suffix.lower()
    if suffix in _TYPES:
        return _TYPES[suffix]
    guess, encoding = mimetypes.guess_type(path)
    return guess if guess and not encoding else "application/octet-stream"


def file_response(path: str, body: bytes) -> Response:
    """A file under its own type."""
    return Response(body=body, content_type=content_type(path), etag=etag_of(body))


def redirect(status: int, url: str) -> Response:
    """A redirect to ``url``, which may hold anything: what a header cannot carry is encoded."""
    location = quote(url, safe="%/:?#[]@!$&'()*+,;=~")
    return Response(
        status, headers=(("Location", location),), content_type="text/plain; charset=utf-8"
    )


def text_response(status: int, text: str) -> Response:
    """A short message, for what no reader ever sees."""
    return Response(status, f"{text}\n".encode(), "text/plain; charset=utf-8")


def send(
    response: Response, environ: WSGIEnvironment, start_response: StartResponse
) -> Iterable[bytes]:
    """Answer a request: ``If-None-Match`` and ``HEAD`` are seen to here."""
    headers = [
        ("Cache-Control", "no-cache"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Robots-Tag", "noindex"),
        *response.headers,
    ]
    if response.etag:
        headers.append(("ETag", response.etag))
        if response.status == 200 and _matches(
            environ.get("HTTP_IF_NONE_MATCH", ""), response.etag
        ):
            start_response("304 Not Modified", headers)
            return []
    headers.append(("Content-Type", response.content_type))
    headers.append(("Content-Length", str(len(response.body))))
    start_response(f"{response.status} {HTTPStatus(response.status).phrase}", headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [response.body]


def send_events(
    events: Iterator[bytes], environ: WSGIEnvironment, start_response: StartResponse
) -> Iterable[bytes]:
    """Answer with a stream of server-sent events (https://html.spec.whatwg.org/#server-sent-events)."""
    headers = [("Content-Type", "text/event-stream"), ("Cache-Control", "no-store")]
    start_response("200 OK", headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else events


def _matches(wanted: str, etag: str) -> bool:
    """RFC 9110, 13.1.2: a list of tags, compared weakly, or ``*``."""
    tags = {tag.strip().removeprefix("W/") for tag in wanted.split(",")}
    return etag in tags or "*" in tags
