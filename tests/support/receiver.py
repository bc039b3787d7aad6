"""A host that serves a site and takes forms, as a form's host would: once by once, and fails on demand."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.parser import BytesParser
from pathlib import Path
from urllib.parse import parse_qsl

Fields = dict[str, str]


@dataclass
class Host:
    """A running host: its address, the forms that arrived, and whether it fails.

    ``elsewhere`` makes it another site's endpoint: it shows nothing to scripts of other origins and
    answers with a redirect to the form's ``_next``.
    """

    folder: Path
    base: str = ""
    elsewhere: bool = False
    fail: bool = False
    posts: list[Fields] = field(default_factory=list)


class _Handler(http.server.SimpleHTTPRequestHandler):
    def __init__(self, host: Host, *args: object) -> None:
        self.host = host
        super().__init__(*args, directory=str(host.folder))  # type: ignore[arg-type]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        fields = read_form(self.headers["Content-Type"], body)
        if self.host.fail:
            self.send_error(500)
            return
        self.host.posts.append(fields)
        if self.host.elsewhere:
            self.send_response(303)
            self.send_header("Location", fields["_next"])
            self.end_headers()
        else:
            self.do_GET()

    def log_message(self, *_: object) -> None:
        """Quiet."""


def read_form(kind: str, body: bytes) -> Fields:
    """The fields of a form as browsers send it; of a file its name."""
    if kind.startswith("application/x-www-form-urlencoded"):
        return dict(parse_qsl(body.decode(), keep_blank_values=True))
    message = BytesParser().parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + body)
    fields: Fields = {}
    for part in message.get_payload() if message.is_multipart() else ():
        name = part.get_param("name", header="content-disposition")  # type: ignore[union-attr]
        file = part.get_filename()  # type: ignore[union-attr]
        content = part.get_payload(decode=True).decode(errors="replace")  # type: ignore[union-attr]
        fields[str(name)] = content if file is None else f"{file} {len(content)}".strip()
    return fields


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that leaves a page drops its connections: nothing is wrong."""


@contextmanager
def receiving(folder: Path, *, elsewhere: bool = False) -> Iterator[Host]:
    """Serve ``folder`` on a free port."""
    host = Host(folder, elsewhere=elsewhere)
    with _Server(("127.0.0.1", 0), functools.partial(_Handler, host)) as server:
        host.base = f"http://127.0.0.1:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield host
        finally:
            server.shutdown()
