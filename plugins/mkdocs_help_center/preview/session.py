"""A whole preview: site, watcher, MkDocs' part, search and server, put together and ended together."""

from __future__ import annotations

import contextlib
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build

from mkdocs_help_center.preview.app import Preview
from mkdocs_help_center.preview.configuration import (
    BrokenConfigurationError,
    load_mkdocs_config,
    local_url,
    read_configuration,
)
from mkdocs_help_center.preview.foreign import ForeignSite
from mkdocs_help_center.preview.hosts import AllowedHosts
from mkdocs_help_center.preview.search import LiveSearch
from mkdocs_help_center.preview.server import PreviewServer
from mkdocs_help_center.preview.site import LiveSite
from mkdocs_help_center.preview.state import Change
from mkdocs_help_center.preview.watching import Watcher

DEFAULT_HOST, DEFAULT_PORT = "127.0.0.1", 8000


@dataclass(frozen=True)
class Address:
    """Where a preview listens."""

    host: str = DEFAULT_HOST
    port: int = DEFAULT_PORT

    @property
    def url(self) -> str:
        """The start of every URL, without a slash."""
        return (
            f"http://[{self.host}]:{self.port}"
            if ":" in self.host
            else f"http://{self.host}:{self.port}"
        )

    @classmethod
    def parse(cls, text: str) -> Address:
        """``HOST:PORT``, ``[::1]:PORT``, ``HOST`` or ``:PORT``.

        Raises:
            ValueError: it is neither.
        """
        host, separator, port = text.strip().rpartition(":")
        if not separator or "]" in port or (":" in host and not host.startswith("[")):
            host, port = text.strip(), str(DEFAULT_PORT)
        if not port.isdecimal() or not 0 <= int(port) <= 65535:
            raise ValueError(f"'{text}' is no address; write it like 127.0.0.1:8000")
        return cls(host.strip("[]") or DEFAULT_HOST, int(port))

    @classmethod
    def configured(cls, config_file: Path) -> Address:
        """What ``dev_addr`` says, where the configuration can be read."""
        try:
            host, port = load_mkdocs_config(config_file).dev_addr
        except BrokenConfigurationError:
            return cls()
        return cls(host, port)


@dataclass
class Session:
    """A running preview; ``started`` is the seconds that the site took to read."""

    live: LiveSite
    server: PreviewServer
    url: str
    started: float


@contextlib.contextmanager
def preview_session(
    config_file: Path,
    address: Address,
    report: Callable[[Change], None] = lambda change: None,
    *,
    remember: bool = True,
) -> Iterator[Session]:
    """A preview that listens, watches and serves until the context ends.

    Args:
        config_file: ``mkdocs.yml``; it may be broken, or become so.
        address: where to listen; port 0 chooses one.
        report: told of every change that was taken in, in another thread.
        remember: whether the content is kept on disk for the next start.

    Raises:
        AddressError: it cannot listen there.
    """
    started = time.perf_counter()
    server = PreviewServer(address.host, address.port, _not_yet)
    base = Address(address.host, server.server_port).url
    live = LiveSite(
        partial(read_configuration, config_file, base), config_file.parent, remember=remember
    )
    search = LiveSearch(live, config_file, base)
    watcher = Watcher(live, [config_file], report)
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="help-center-")))
        stack.callback(search.close)
        live.start()
        foreign = ForeignSite(live, partial(_build_foreign, config_file, base, live), folder)
        server.set_app(Preview(live, AllowedHosts(address.host), foreign, search))
        watcher.start()
        thread = threading.Thread(
            target=server.serve_forever, kwargs={"poll_interval": 0.1}, name="server", daemon=True
        )
        thread.start()
        stack.callback(_stop, live, watcher, server, thread)
        yield Session(live, server, _first_url(live, base), time.perf_counter() - started)


def _stop(
    live: LiveSite, watcher: Watcher, server: PreviewServer, thread: threading.Thread
) -> None:
    live.close()
    watcher.stop()
    server.shutdown()
    server.server_close()
    thread.join(5)
    watcher.join(5)
    live.save()


def _first_url(live: LiveSite, base: str) -> str:
    configuration = live.state.configuration
    return local_url(configuration.config, base) if configuration else f"{base}/"


def _not_yet(environ: object, start_response: object) -> list[bytes]:
    raise RuntimeError("the server is not running yet")


def _build_foreign(config_file: Path, base: str, live: LiveSite, folder: Path) -> None:
    """MkDocs' part of the site: plain pages and other plugins' files.

    Raises:
        Exception: whatever MkDocs or a plugin raises.
    """
    config = load_mkdocs_config(config_file, {"site_dir": str(folder)})
    config.site_url = local_url(config, base)
    plugin = config.plugins["help-center"]
    config.plugins.on_startup(command="serve", dirty=False)
    plugin.show(live)  # type: ignore[attr-defined]
    try:
        mkdocs_build(config, serve_url=config.site_url)
    finally:
        config.plugins.on_shutdown()
