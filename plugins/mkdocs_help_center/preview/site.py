"""The site that writers see, kept as the files are: every change of a file does the least that is right.

What is served after any sequence of changes is what a fresh start would serve.
"""

from __future__ import annotations

import contextlib
import dataclasses
import gc
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.cache import CACHE_FOLDER, Cache, code_version
from mkdocs_help_center.content.problem import Problem, Severity
from mkdocs_help_center.content.source import DATA_FOLDER
from mkdocs_help_center.markdown import JsonData, LocalImages
from mkdocs_help_center.pages.assemble import assemble_site
from mkdocs_help_center.pages.help_center import HelpCenter
from mkdocs_help_center.pages.theme import keep_compiled
from mkdocs_help_center.preview.configuration import (
    BrokenConfigurationError,
    Configuration,
    ReadConfiguration,
)
from mkdocs_help_center.preview.content import LiveContent, Reread
from mkdocs_help_center.preview.reporting import problems_of, report
from mkdocs_help_center.preview.scope import Changed, Scope, absolute, sort_changes
from mkdocs_help_center.preview.settings_files import changed_settings, sign_settings
from mkdocs_help_center.preview.state import Change, State

#: What the next change of a name asks for, or the first page after it.
_PREPARED: tuple[Callable[[HelpCenter], object], ...] = (
    lambda center: center.page_at(""),
    lambda center: center.resolver.index.complete(),
    lambda center: center.related.prepare(),
)
_SCOPES = {Reread.SAME: Scope.NOTHING, Reread.BODIES: Scope.BODIES, Reread.FIELDS: Scope.FIELDS}


class LiveSite:
    """The site behind a preview.

    Args:
        read: reads the configuration.
        folder: where the configuration is.
        remember: whether the content is kept on disk between runs, beside ``mkdocs.yml``.

    Everything that looks at :attr:`state` or changes it holds :attr:`lock`: pages are made on demand from
    objects that a save changes.
    """

    def __init__(self, read: ReadConfiguration, folder: Path, *, remember: bool = False) -> None:
        self.folder = folder
        self.lock = threading.RLock()
        self.state = State()
        self.version = 0
        self.foreign_version = 0
        self.files_version = 0
        self._read = read
        self._remember = remember
        self._content: LiveContent | None = None
        self._settings_files: dict[str, str] = {}
        self._changed = threading.Condition()
        self._closed = False

    def start(self) -> None:
        """Read everything; what is wrong becomes :attr:`State.failures`."""
        with self.lock, _collector_off():
            self._configure()

    @property
    def closed(self) -> bool:
        """Whether the preview ends."""
        return self._closed

    def close(self) -> None:
        """Let go of everyone who waits."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def wait(self, version: int, seconds: float) -> int:
        """The site's version, as soon as it is not ``version`` any more or ``seconds`` have passed."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self.version != version, seconds)
            return self.version

    def refresh(self, paths: Iterable[Path]) -> Change:
        """Take in that files changed, came or went."""
        started = time.perf_counter()
        with self.lock, _collector_off():
            changed = sorted(set(paths))
            scope = self._refresh(changed)
            if scope is not Scope.NOTHING:
                foreign = scope not in (Scope.BODIES, Scope.FILES)
                self.touch(foreign=foreign, files=scope is Scope.FILES)
            seconds = time.perf_counter() - started
            return report(self.state, scope, changed, seconds)

    def catch_up(self) -> Change | None:
        """Take in what changed of settings, templates and content while nobody watched; None for nothing."""
        with self.lock:
            configuration = self.state.configuration
            if configuration is None or self._content is None or self.state.assembly is None:
                return self._try_again()
            now = sign_settings(configuration, time.time_ns())
            changed = changed_settings(self._settings_files, now)
            self._settings_files = now
            if not self._content.is_current():
                changed.append(configuration.content.root)
            return self.refresh(changed) if changed else None

    def _try_again(self) -> Change | None:
        """Whether what kept the site from being shown is mended or another; None where it is as it was."""
        started = time.perf_counter()
        before = self.state.failures
        with _collector_off():
            self._configure()
        if self.state.failures == before:
            return None
        self.touch(foreign=True)
        broken = [self.folder / problem.path for problem in before[:1]]
        return report(self.state, Scope.CONFIGURATION, broken, time.perf_counter() - started)

    def touch(self, *, foreign: bool = False, files: bool = False) -> None:
        """Say that pages may have changed."""
        with self._changed:
            self.version += 1
            self.foreign_version += foreign
            self.files_version += files
            self._changed.notify_all()

    def save(self) -> None:
        """Remember the content for the next start."""
        with self.lock:
            state, content = self.state, self._content
            if (
                content is not None
                and state.assembly is not None
                and state.configuration is not None
            ):
                center = state.assembly.center
                key, urls = state.configuration.pages_key, center.known_urls
                content.save(key, urls, center.news.found_modules)

    def rest(self) -> None:
        """What is better done while nobody waits: remember the content, find out what a later change of it
        will ask for, clear what is out of use.
        """
        self.save()
        # One at a time, since a save in between waits for no more than one of them.
        for prepare in _PREPARED:
            with self.lock:
                if self.state.assembly is not None:
                    prepare(self.state.assembly.center)
        with self.lock, contextlib.suppress(OSError):  # The folder may be gone: a change will tell.
            if self._content is not None and self.state.assembly is not None:
                self._content.prepare()
        with self.lock:
            gc.unfreeze()
            gc.collect()
            gc.freeze()  # The site's objects stay: looking at them again and again is of no use.

    def problems_of(self, article: Article) -> list[Problem]:
        """What is wrong with an article's file, as ``help-center check`` would say it of this file."""
        return problems_of(self.state, article)

    # How changes are taken in.

    def _refresh(self, changed: Sequence[Path]) -> Scope:
        configuration = self.state.configuration
        if configuration is None or self.state.assembly is None:
            self._configure()
            return Scope.CONFIGURATION
        assert self._content is not None
        paths = [absolute(path) for path in changed]
        try:
            found = sort_changes(paths, configuration, self._content)
        except OSError:
            found = Changed(Scope.CONTENT)  # The folder itself may be gone.
        articles: list[Article] = []
        scope = found.scope
        if scope < Scope.INDEX:
            scope = max(scope, self._reread(found.known, articles))
        self._take_in(scope, configuration, found, articles)
        return scope

    def _take_in(
        self,
        scope: Scope,
        configuration: Configuration,
        found: Changed,
        changed: Sequence[Article],
    ) -> None:
        """Do what a change of ``scope`` asks for; ``changed`` articles have new contents already."""
        if scope is Scope.CONFIGURATION:
            self._configure()
        elif scope is Scope.CONTENT:
            self._load(configuration)
        elif scope is Scope.INDEX:
            self._load(configuration, found.files)
        elif scope in (Scope.PAGES, Scope.FIELDS):
            if scope is Scope.PAGES:
                self._settings_files = sign_settings(configuration, time.time_ns())
            self._assemble(configuration, changed, bodies=found.scope < Scope.FILES)
        elif scope is Scope.FILES:
            self._forget_files(configuration)

    def _reread(self, uris: Sequence[str], changed: list[Article]) -> Scope:
        """Read Markdown files again; ``changed`` gets the articles that were given new contents."""
        if not uris:
            return Scope.NOTHING
        assert self._content is not None
        assert self.state.assembly is not None
        center = self.state.assembly.center
        found, replaced = self._content.reread(uris)
        changed += [after for _, after in replaced]
        if found is Reread.MORE:
            return Scope.INDEX
        scope = _SCOPES[found]
        if any(uri in center.content.pages for uri in uris):
            scope = max(scope, Scope.FOREIGN)
        for before, after in replaced:
            center.forget(after)
            # Facets of news are read from its text; they decide which pages there are.
            if not center.news.same_facets(before, after):
                scope = max(scope, Scope.FIELDS)
        return scope

    def _forget_files(self, configuration: Configuration) -> None:
        """Images may have another size: every body is rendered again when it is asked for."""
        assert self.state.assembly is not None
        center = self.state.assembly.center
        root, options = configuration.content.root, configuration.pages
        center.images = LocalImages(root, center.base_path, options.image_prefixes)
        center.data = JsonData(root / DATA_FOLDER)
        center.forget()

    # From the configuration down.

    def _configure(self) -> None:
        started = time.time_ns()
        try:
            configuration = self._read()
        except BrokenConfigurationError as error:
            self.state = dataclasses.replace(self.state, assembly=None, failures=error.problems)
            return
        self._settings_files = sign_settings(configuration, started)
        if self._content is None:
            self._content = LiveContent(self._memory(configuration.folder / CACHE_FOLDER))
        self._load(configuration)

    def _memory(self, folder: Path) -> Callable[[], Cache] | None:
        """Opens what is remembered between runs in ``folder``."""
        if not self._remember:
            return None
        version = code_version()
        keep_compiled(folder, version)
        return partial(Cache, folder / "preview.sqlite", version)

    def _load(self, configuration: Configuration, files: Sequence[str] | None = None) -> None:
        """Read the content again: ``files``, or where that is None whatever has changed."""
        assert self._content is not None
        try:
            if files is None:
                self._content.load(configuration.content)
            else:
                self._content.update(configuration.content, files)
        except OSError as error:
            message = f"the content folder cannot be read: {error.strerror or error}"
            self._fail(configuration, _no_content(configuration, message))
            return
        self._assemble(configuration)

    def _assemble(
        self,
        configuration: Configuration,
        changed: Sequence[Article] = (),
        *,
        bodies: bool = False,
    ) -> None:
        """Make the site over the content as it is; ``bodies`` but for those of ``changed`` are as before."""
        assert self._content is not None
        old = self.state
        snapshot = self._content.snapshot
        configuration = dataclasses.replace(
            configuration, pages=dataclasses.replace(configuration.pages, now=configuration.now())
        )
        try:
            assembly = assemble_site(snapshot.content, configuration.pages, configuration.theme)
        except Exception as error:  # a theme folder that lost a file, a defect of ours
            self._fail(
                configuration, _no_content(configuration, f"the site cannot be made: {error!r}")
            )
            return
        self.state = State(configuration, assembly)
        # Where the settings are others, nothing is as it was.
        if (
            old.assembly is not None
            and old.configuration is not None
            and old.configuration.config is configuration.config
        ):
            assembly.center.take_over(old.assembly.center, changed, bodies=bodies)
        else:
            assembly.center.keep_names()
        key = configuration.pages_key
        if snapshot.pages_key == key and snapshot.known_urls is not None and self._content.stored:
            assembly.center.expect_urls(snapshot.known_urls)
            assembly.center.news.recall_modules(snapshot.modules)

    def _fail(self, configuration: Configuration, problem: Problem) -> None:
        self.state = State(configuration, None, (problem,))


class _collector_off:  # noqa: N801 - used like a function
    """Python's collector walks every object of the site; it may do so when nobody waits."""

    def __enter__(self) -> None:
        self._was_on = gc.isenabled()
        gc.disable()

    def __exit__(self, *_: object) -> None:
        if self._was_on:
            gc.enable()


def _no_content(configuration: Configuration, message: str) -> Problem:
    path = configuration.content.prefix
    return Problem(path, 1, 1, "content-unreadable", message, "", Severity.ERROR)
