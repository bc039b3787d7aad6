"""Watching the site's files and taking their changes in, one burst at a time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from watchfiles import watch

from mkdocs_help_center.content.cache import CACHE_FOLDER
from mkdocs_help_center.preview.settings_files import is_edited
from mkdocs_help_center.preview.site import LiveSite
from mkdocs_help_center.preview.state import Change

#: Milliseconds that a save may take in several steps (truncate, write, rename).
_STEP = 10
_TICK = 500
#: A checkout of a branch changes files for seconds: take it in once it is quiet.
_BURST, _QUIET, _PATIENCE = 20, 0.3, 10.0
#: Seconds without a change after which there is time for other things: soon the first time, so that what
#: was read is remembered; later only in a longer pause, since a save would have to wait for them.
_FIRST_REST, _REST = 2.0, 30.0
_IGNORED = frozenset({".git", CACHE_FOLDER, "__pycache__", "node_modules"})


class Watcher(threading.Thread):
    """Watches what a site is made of until it is closed.

    Args:
        live: the site.
        extra: files and folders to watch whatever the configuration says: itself, while it is broken.
        report: told of every change.
    """

    def __init__(
        self, live: LiveSite, extra: Sequence[Path], report: Callable[[Change], None]
    ) -> None:
        super().__init__(name="watcher", daemon=True)
        self._live = live
        self._extra = tuple(extra)
        self._report = report
        self._stop_event = threading.Event()
        self.watching = threading.Event()

    def stop(self) -> None:
        """End; does not wait."""
        self._stop_event.set()

    def run(self) -> None:
        """Watch; start anew where other folders are to be watched, or one of them came or went."""
        missed = False
        while not self._stop_event.is_set():
            roots = self._roots()
            if not roots:
                time.sleep(_TICK / 1000)
                continue
            self._watch(roots, missed=missed)
            missed = True

    def _watch(self, roots: Sequence[Path], *, missed: bool) -> None:
        """Until :attr:`_roots` differ from ``roots`` or one of them came or went, since who watches a
        folder that is moved loses it; ``missed`` if changes may have gone unseen.
        """
        wanted = self._wanted()
        watched = {path for path in wanted if path.resolve() in roots}
        busy = time.monotonic()
        rested, pause = False, _FIRST_REST
        for paths in self._bursts(roots, wanted):
            if not self.watching.is_set() or missed:
                missed = False
                self._take_in(None)
            self.watching.set()
            if paths:
                self._take_in(paths)
                busy, rested = time.monotonic(), False
                moved = not watched.isdisjoint(paths)
                if moved or self._roots() != roots or self._wanted() != wanted:
                    return
            elif not rested and time.monotonic() - busy > pause:
                self._live.rest()
                rested, pause = True, _REST

    def _take_in(self, paths: set[Path] | None) -> None:
        """Changed files, or None: what changed while nobody watched."""
        try:
            change = self._live.catch_up() if paths is None else self._live.refresh(paths)
        except Exception as error:  # a defect of ours must not end the preview
            change = _defect(paths or {Path("content")}, error)
        if change is not None:
            self._report(change)

    def _bursts(self, roots: Sequence[Path], wanted: Sequence[Path]) -> Iterator[set[Path]]:
        """Changed files, those of one save or one checkout together; nothing at every tick."""
        names = {resolved: shown for shown in wanted for resolved in (shown.resolve(),)}
        pending: set[Path] = set()
        first = last = 0.0
        for changes in watch(
            *roots,
            watch_filter=lambda _, path: not _IGNORED.intersection(Path(path).parts),
            debounce=100,
            step=_STEP,
            rust_timeout=_TICK if not pending else int(_QUIET * 1000),
            yield_on_timeout=True,
            stop_event=self._stop_event,
            raise_interrupt=False,
            ignore_permission_denied=True,
        ):
            now = time.monotonic()
            found = {shown for _, path in changes for shown in _as_named(Path(path), names)}
            if found:
                first = first if pending else now
                last = now
                pending |= found
            quiet = len(pending) < _BURST or now - last >= _QUIET or now - first > _PATIENCE
            if quiet:
                yield pending
                pending = set()

    def _wanted(self) -> list[Path]:
        """Files and folders whose changes matter, as the configuration names them."""
        configuration = self._live.state.configuration
        found = list(self._extra)
        if configuration is not None:
            found += [*configuration.files, *configuration.folders, configuration.content.root]
        return list(dict.fromkeys(path.absolute() for path in found))

    def _roots(self) -> list[Path]:
        """What the system is to watch: folders, links resolved; a file's folder, since editors replace
        files, and files of installed themes not at all, as they are not edited.
        """
        found: list[Path] = []
        for path in self._wanted():
            folder = path if path.is_dir() else path.parent
            if folder.is_dir() and is_edited(folder):
                found.append(folder.resolve())
        return sorted(set(found))


def _as_named(path: Path, names: dict[Path, Path]) -> Iterator[Path]:
    """``path`` under every name by which the configuration knows it; nothing where it does not."""
    for resolved, shown in names.items():
        if path == resolved:
            yield shown
        elif path.is_relative_to(resolved):
            yield shown / path.relative_to(resolved)


def _defect(paths: set[Path], error: Exception) -> Change:
    from mkdocs_help_center.content.problem import Problem, Severity
    from mkdocs_help_center.preview.scope import Scope

    name = min(paths).name
    message = f"this change could not be taken in: {type(error).__name__}: {error}"
    problem = Problem(name, 1, 1, "preview", message, "restart the preview", Severity.ERROR)
    return Change(Scope.NOTHING, (name,), 0.0, (problem,))
