"""A threaded server for the preview, on the standard library."""

from __future__ import annotations

import errno
import socket
import socketserver
import sys
from typing import TYPE_CHECKING
from wsgiref.simple_server import ServerHandler, WSGIRequestHandler, WSGIServer

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


class AddressError(Exception):
    """The server cannot listen there; the message says why and what to do."""


class PreviewServer(socketserver.ThreadingMixIn, WSGIServer):
    """Serves an application, every request in a thread: a page that listens for changes keeps one.

    Raises:
        AddressError: the address is taken, not this machine's, or not allowed.
    """

    daemon_threads = True
    # On Windows the option lets two servers share a port.
    allow_reuse_address = sys.platform != "win32"
    request_queue_size = 64

    def __init__(self, host: str, port: int, app: WSGIApplication) -> None:
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        try:
            super().__init__((host, port), _Handler)
        except OSError as error:
            raise AddressError(_explain(host, port, error)) from error
        except OverflowError as error:
            raise AddressError(f"port {port} is not between 0 and 65535") from error
        self.set_app(app)

    def server_bind(self) -> None:
        """Bind without asking the name server for this machine's name, which may take seconds."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), self.server_address[1]
        self.setup_environ()

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away is no error."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Quiet(ServerHandler):
    """Says nothing of browsers that go away."""

    http_version = "1.1"

    def log_exception(self, exc_info: object) -> None:
        """As usual, but for those."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().log_exception(exc_info)  # type: ignore[arg-type]

    def handle_error(self) -> None:
        """No error page to a browser that is gone."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error()


class _Handler(WSGIRequestHandler):
    timeout = 60

    def handle(self) -> None:
        """One request, as the standard library does, with our quiet handler."""
        self.raw_requestline = self.rfile.readline(65537)
        if len(self.raw_requestline) > 65536:
            self.requestline = self.request_version = self.command = ""
            self.send_error(414)
            return
        if not self.parse_request():
            return
        handler = _Quiet(
            self.rfile,
            self.wfile,  # type: ignore[arg-type]  # typed as IO[bytes], used as a buffered writer
            self.get_stderr(),
            self.get_environ(),
            multithread=True,
        )
        handler.request_handler = self  # type: ignore[attr-defined]
        handler.run(self.server.get_app())  # type: ignore[attr-defined]

    def address_string(self) -> str:
        """The address: its name would be asked of a name server."""
        return str(self.client_address[0])

    def log_message(self, format: str, *args: object) -> None:
        """Requests are no news."""


def _explain(host: str, port: int, error: OSError) -> str:
    where = f"{host}:{port}"
    if error.errno == errno.EADDRINUSE:
        return (
            f"{where} is in use by another program; choose another port, e.g. -a {host}:{port + 1}"
        )
    if error.errno == errno.EACCES:
        return f"{where} needs more rights; choose a port above 1023, e.g. -a {host}:8000"
    if error.errno == errno.EADDRNOTAVAIL or isinstance(error, socket.gaierror):
        return f"'{host}' is no address of this machine; leave it out to serve on 127.0.0.1"
    return f"cannot listen on {where}: {error.strerror or error}"
