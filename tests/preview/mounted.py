"""`mkdocs serve` with our preview in it, up to the point where it would listen."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.livereload import LiveReloadServer
from mkdocs_help_center.preview.app import Preview
from mkdocs_help_center.preview.site import LiveSite

ADDRESS = "http://127.0.0.1:8000"


@dataclass
class Mounted:
    """MkDocs' server and what answers in it; ``builds`` counts what MkDocs itself has built."""

    server: LiveReloadServer
    app: Preview
    live: LiveSite
    site: Path
    builds: int = 1


@contextlib.contextmanager
def mkdocs_serve(config_file: Path) -> Iterator[Mounted]:
    """What :func:`mkdocs.commands.serve.serve` does, without a socket: build, then let plugins in."""
    with tempfile.TemporaryDirectory() as site:
        config = load_config(str(config_file), site_dir=site)
        config.plugins.on_startup(command="serve", dirty=False)
        mount = (config.site_url or "/").partition("://")[2].partition("/")[2]
        config.site_url = f"{ADDRESS}/{mount}"

        def builder() -> None:
            mounted.builds += 1
            again = load_config(str(config_file), site_dir=site)
            again.site_url = config.site_url
            mkdocs_build(again)

        server = LiveReloadServer(builder=builder, host="127.0.0.1", port=8000, root=site)
        try:
            mkdocs_build(config)
            server.watch(config.docs_dir)
            server.watch(str(config_file))
            config.plugins.on_serve(server, config=config, builder=builder)
            app: Any = server.get_app()
            mounted = Mounted(server, cast(Preview, app), app.live, Path(site))
            yield mounted
        finally:
            server.server_close()
            config.plugins.on_shutdown()
