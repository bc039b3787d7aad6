"""The site that writers see, kept as the files are: every change of a file does the least that is right.

What is served after any sequence of changes is what a fresh start would serve.
"""

from __future__ import annotations

import dataclasses
import enum
import gc
import os
import threading
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from mkdocs_help_center.checks.run import find_in_article
from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.cache import CACHE_FOLDER, Cache, code_version
from mkdocs_help_center.content.problem import Problem, Severity
from mkdocs_help_center.content.source import DATA_FOLDER, FOLDER_METADATA
from mkdocs_help_center.markdown import JsonData, LocalImages
from mkdocs_help_center.pages.assemble import Assembly, assemble_site
from mkdocs_help_center.preview.configuration import (
    BrokenConfigurationError,
    Configuration,
    ReadConfiguration,
)
from mkdocs_help_center.preview.content import LiveContent, Reread

#: From so many changed files on, each is not looked at by itself: the whole folder is.
_MANY = 50


class Scope(enum.IntEnum):
    """How much of the site a change concerns, least first: each includes those before it."""

    NOTHING = 0
    FOREIGN = 1
    """Pages and files that MkDocs makes."""
    BODIES = 2
    """The text of articles, and all that quotes it."""
    FILES = 3
    """Images and other files that articles show."""
    PAGES = 4
    """Templates, words or data: every page, over the same articles."""
    CONTENT = 5
    """Fields, names or places of articles: everything is indexed again."""
    CONFIGURATION = 6
    """The settings."""


@dataclass(frozen=True)
class Change:
    """What a change of files did.

    ``paths`` are the files as problems name them; ``problems`` what is wrong with them now, or with the
    whole site where it cannot be shown; ``urls`` where the changed articles are.
    """

    scope: Scope
    paths: tuple[str, ...]
    seconds: float
    problems: tuple[Problem, ...] = ()
    urls: tuple[str, ...] = ()
    broken: bool = False


@dataclass(frozen=True)
class State:
    """The site at one moment: its settings and pages, or what keeps it from being shown."""

    configuration: Configuration | None = None
    assembly: Assembly | None = None
    failures: tuple[Problem, ...] = ()

    @cached_property
    def found_reading(self) -> Mapping[str, Sequence[Problem]]:
        """Problems of reading and indexing, by path."""
        found: dict[str, list[Problem]] = defaultdict(list)
        if self.assembly is not None:
            for problem in (*self.assembly.center.content.problems, *self.assembly.problems):
                found[problem.path].append(problem)
        return found


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
        self._read = read
        self._remember = remember
        self._content: LiveContent | None = None
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
                self.touch(foreign=scope not in (Scope.BODIES, Scope.FILES))
            seconds = time.perf_counter() - started
            return self._report(scope, changed, seconds)

    def touch(self, *, foreign: bool = False) -> None:
        """Say that pages may have changed."""
        with self._changed:
            self.version += 1
            self.foreign_version += foreign
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
                content.save(state.configuration.pages_key, state.assembly.center.generated_urls)

    def rest(self) -> None:
        """What is better done while nobody waits: remember the content, clear what is out of use."""
        self.save()
        with self.lock:
            gc.unfreeze()
            gc.collect()
            gc.freeze()  # The site's objects stay: looking at them again and again is of no use.

    def problems_of(self, article: Article) -> list[Problem]:
        """What is wrong with an article's file, as ``help-center check`` would say it of this file."""
        state = self.state
        assert state.assembly is not None
        assert state.configuration is not None
        policy = state.configuration.policy
        rendered = state.assembly.center.rendered(article)
        found = find_in_article(article, rendered, policy, Severity.WARNING)
        return policy.apply(
            (*state.found_reading.get(article.path, ()), *found.problems), lowest=Severity.WARNING
        )

    # How changes are taken in.

    def _refresh(self, changed: Sequence[Path]) -> Scope:
        configuration = self.state.configuration
        if configuration is None or self.state.assembly is None:
            self._configure()
            return Scope.CONFIGURATION
        try:
            scope = self._scope(changed, configuration)
        except OSError:
            scope = Scope.CONTENT  # The folder itself may be gone.
        if scope is Scope.CONFIGURATION:
            self._configure()
        elif scope is Scope.CONTENT:
            self._load(configuration)
        elif scope is Scope.PAGES:
            self._assemble(configuration)
        elif scope is Scope.FILES:
            self._forget_files(configuration)
        return scope

    def _scope(self, changed: Sequence[Path], configuration: Configuration) -> Scope:
        files = {_absolute(path) for path in configuration.files}
        folders = [_absolute(path) for path in configuration.folders]
        root = _absolute(configuration.content.root)
        scope = Scope.NOTHING
        uris: list[str] = []
        for path in map(_absolute, changed):
            if path in files:
                return Scope.CONFIGURATION
            if path.is_relative_to(root):
                uris.append(path.relative_to(root).as_posix())
            elif any(path == folder or path.is_relative_to(folder) for folder in folders):
                scope = Scope.PAGES
        if len(uris) > _MANY:
            return Scope.CONTENT
        return max(scope, self._scope_of_content(uris, root))

    def _scope_of_content(self, uris: Sequence[str], root: Path) -> Scope:
        scope = Scope.NOTHING
        markdown: list[str] = []
        for uri in uris:
            found = self._scope_of_file(uri, root / uri)
            if found is Scope.BODIES:
                markdown.append(uri)
            else:
                scope = max(scope, found)
            if scope is Scope.CONTENT:
                return scope
        return max(scope, self._reread(markdown))

    def _scope_of_file(self, uri: str, path: Path) -> Scope:
        """What a change of one file may concern at most; BODIES where it has to be read to tell."""
        assert self._content is not None
        content = self._content.content
        name = uri.rpartition("/")[2]
        if uri == "." or any(part.startswith(".") for part in uri.split("/")):
            return Scope.CONTENT if uri == "." else Scope.NOTHING
        if uri == DATA_FOLDER or uri.startswith(f"{DATA_FOLDER}/"):
            return Scope.PAGES
        if not path.is_file():
            gone = self._content.knows(uri) or uri in content.files or uri in content.claimed
            # What an editor wrote and took away again before anyone looked was never there.
            return (
                Scope.CONTENT
                if gone or path.is_dir() or self._content.has_below(uri)
                else Scope.NOTHING
            )
        if self._content.knows(uri):
            return Scope.BODIES
        if uri in content.files and name != FOLDER_METADATA and "." in name:
            return Scope.FILES
        return Scope.FOREIGN if content.settings.excluded(uri) else Scope.CONTENT

    def _reread(self, uris: Sequence[str]) -> Scope:
        if not uris:
            return Scope.NOTHING
        assert self._content is not None
        assert self.state.assembly is not None
        center = self.state.assembly.center
        found, replaced = self._content.reread(uris)
        if found is Reread.MORE:
            return Scope.CONTENT
        scope = Scope.BODIES if replaced else Scope.NOTHING
        if any(uri in center.content.pages for uri in uris):
            scope = max(scope, Scope.FOREIGN)
        for before, after in replaced:
            center.forget(after)
            # Facets of news are read from its text; they decide which pages there are.
            if not center.news.same_facets(before, after):
                scope = Scope.PAGES
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
        try:
            configuration = self._read()
        except BrokenConfigurationError as error:
            self.state = dataclasses.replace(self.state, assembly=None, failures=error.problems)
            return
        if self._content is None:
            path = configuration.folder / CACHE_FOLDER / "preview.sqlite"
            remember = partial(Cache, path, code_version()) if self._remember else None
            self._content = LiveContent(remember)
        self._load(configuration)

    def _load(self, configuration: Configuration) -> None:
        assert self._content is not None
        try:
            self._content.load(configuration.content)
        except OSError as error:
            message = f"the content folder cannot be read: {error.strerror or error}"
            self._fail(configuration, _no_content(configuration, message))
            return
        self._assemble(configuration)

    def _assemble(self, configuration: Configuration) -> None:
        assert self._content is not None
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
        key = configuration.pages_key
        if snapshot.pages_key == key and snapshot.known_urls is not None and self._content.stored:
            assembly.center.expect_urls(snapshot.known_urls)

    def _fail(self, configuration: Configuration, problem: Problem) -> None:
        self.state = State(configuration, None, (problem,))

    # What is said of it.

    def _report(self, scope: Scope, changed: Sequence[Path], seconds: float) -> Change:
        state = self.state
        configuration = state.configuration
        if configuration is None or state.assembly is None:
            paths = tuple(path.name for path in changed)
            return Change(scope, paths, seconds, state.failures, broken=True)
        folder = _absolute(configuration.folder)
        paths = tuple(
            os.path.relpath(_absolute(path), folder).replace(os.sep, "/") for path in changed
        )
        if len(paths) > _MANY:
            return Change(scope, paths, seconds)
        root = _absolute(configuration.content.root)
        by_source = state.assembly.center.catalog.by_source
        problems: list[Problem] = []
        urls: list[str] = []
        for path, shown in zip(map(_absolute, changed), paths, strict=True):
            uri = path.relative_to(root).as_posix() if path.is_relative_to(root) else ""
            if uri and (article := by_source.get(uri)) is not None:
                problems += self.problems_of(article)
                urls.append(state.assembly.center.url(article.url))
            else:
                found = state.found_reading.get(
                    configuration.content.prefix + uri if uri else shown, ()
                )
                problems += [problem for problem in found if problem.fails]
        return Change(scope, paths, seconds, tuple(problems), tuple(urls))


class _collector_off:  # noqa: N801 - used like a function
    """Python's collector walks every object of the site; it may do so when nobody waits."""

    def __enter__(self) -> None:
        self._was_on = gc.isenabled()
        gc.disable()

    def __exit__(self, *_: object) -> None:
        if self._was_on:
            gc.enable()


def _absolute(path: Path) -> Path:
    """Without ``..``, links kept: the watcher names files as it was told to."""
    return Path(os.path.abspath(path))  # noqa: PTH100


def _no_content(configuration: Configuration, message: str) -> Problem:
    path = configuration.content.prefix
    return Problem(path, 1, 1, "content-unreadable", message, "", Severity.ERROR)
