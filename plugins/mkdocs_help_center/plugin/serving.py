"""``mkdocs serve``: MkDocs makes plain pages and what other plugins make; all else is our preview's."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click
from mkdocs.config.defaults import MkDocsConfig

from mkdocs_help_center.plugin.settings import project_folder
from mkdocs_help_center.preview.app import Preview
from mkdocs_help_center.preview.configuration import (
    Configuration,
    configure,
    read_configuration,
)
from mkdocs_help_center.preview.foreign import ForeignSite
from mkdocs_help_center.preview.hosts import AllowedHosts
from mkdocs_help_center.preview.search import LiveSearch
from mkdocs_help_center.preview.site import LiveSite
from mkdocs_help_center.preview.state import Change
from mkdocs_help_center.preview.watching import Watcher

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

#: Options of ``mkdocs serve`` that beat the configuration's.
_OPTIONS = ("strict", "theme", "use_directory_urls")


def mounts_preview() -> bool:
    """Whether ``mkdocs serve`` will let us in: without live reload it serves what it built, once."""
    options = _command_line()
    if "no_livereload" in options:  # ProperDocs
        return not options["no_livereload"]
    return options.get("livereload", True) is not False


def _command_line() -> Mapping[str, Any]:
    context = click.get_current_context(silent=True)
    return context.params if context is not None and context.command.name == "serve" else {}


class MountedPreview:
    """The preview inside ``mkdocs serve``.

    Args:
        config: as MkDocs has read it for its first build.
        log: what is told of every change.
    """

    def __init__(self, config: MkDocsConfig, log: logging.Logger) -> None:
        path = Path(config.config_file_path) if config.config_file_path else None
        self._path = path
        self._log = log
        self._first: MkDocsConfig | None = config
        parts = urlsplit(config.site_url or "")
        self._address = f"{parts.scheme}://{parts.netloc}"
        options = _command_line()
        overrides = {name: options[name] for name in _OPTIONS if options.get(name) is not None}
        self._overrides = {**overrides, "site_dir": config.site_dir}
        self._search: LiveSearch | None = None
        self._watcher: Watcher | None = None
        self.live = LiveSite(self._read, project_folder(config), remember=path is not None)
        self.live.start()

    def _read(self) -> Configuration:
        """MkDocs' own reading at first; later the file again, with what the command line said. What came
        from standard input cannot be read again.
        """
        config, self._first = self._first, None if self._path else self._first
        if config is not None:
            return configure(config, self._path or Path("mkdocs.yml"))
        assert self._path is not None
        return read_configuration(self._path, self._address, self._overrides)

    def mount(
        self, server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., None]
    ) -> None:
        """Answer the server's requests, and watch in its place what is ours to watch."""
        for path in (config.docs_dir, config.config_file_path, *config.theme.dirs):
            _unwatch(server, path)
        live = self.live
        # What other plugins watch makes their pages old; they are built when they are asked for.
        server.builder = partial(live.touch, foreign=True)
        # The first build has just been made.
        foreign = ForeignSite(live, lambda _: builder(), Path(config.site_dir), built=True)
        if self._path is not None:
            self._search = LiveSearch(live, self._path, self._address)
        hosts = AllowedHosts(config.dev_addr.host)
        server.set_app(Preview(live, hosts, foreign, self._search))
        self._watcher = Watcher(live, [self._path] if self._path else [], self._report)
        self._watcher.start()

    def _report(self, change: Change) -> None:
        if change.scope or change.problems:
            names = ", ".join(change.paths[:5])
            more = f" and {len(change.paths) - 5:,} more" if len(change.paths) > 5 else ""
            self._log.info("%s%s: %.0f ms", names, more, change.seconds * 1000)
        for problem in change.problems:
            self._log.warning("%s", problem)

    def close(self) -> None:
        """End everything that :meth:`mount` started and remember the content."""
        self.live.close()
        if self._watcher is not None:
            self._watcher.stop()
            self._watcher.join(5)
        if self._search is not None:
            self._search.close()
        self.live.save()


def _unwatch(server: LiveReloadServer, path: str | None) -> None:
    try:
        server.unwatch(path or "")
    except KeyError:
        return  # Only those that MkDocs was told to watch.
