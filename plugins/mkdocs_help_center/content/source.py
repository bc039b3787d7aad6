"""Finding the files: which are articles, which are folder metadata, which are nothing of ours."""

from __future__ import annotations

import bisect
import os
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from mkdocs_help_center.content.content_types import ContentType, type_by_folder
from mkdocs_help_center.content.locales import parse_locale
from mkdocs_help_center.content.problem import Problem, Severity
from mkdocs_help_center.content.walking import FoundFile, refusal_of, walk

#: Read as data, never published.
DATA_FOLDER = "_data"
FOLDER_METADATA = "metadata.json"
MARKDOWN_SUFFIXES = (".md", ".markdown")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file under the content folder.

    ``uri`` is relative to it, with ``/``; ``locale`` is the locale folder it is in, ``type`` the content
    type of its section folder, ``folders`` the folders between that and the file.
    """

    path: Path
    uri: str
    locale: str | None
    type: ContentType | None
    folders: tuple[str, ...]

    @property
    def stem(self) -> str:
        """The file's name without its suffix and blanks around it."""
        name = self.uri.rpartition("/")[2]
        for suffix in MARKDOWN_SUFFIXES:
            if name.lower().endswith(suffix):
                name = name[: -len(suffix)]
        return name.strip()


@dataclass(frozen=True, slots=True)
class Sources:
    """What the content folder holds: Markdown files, folder metadata, unusable names, and the URIs of
    all other files, which are published as they are.
    """

    markdown: tuple[SourceFile, ...]
    metadata: tuple[SourceFile, ...]
    unusable: frozenset[str]
    static: frozenset[str]
    problems: tuple[Problem, ...]


def find_locales(root: Path) -> tuple[str, ...]:
    """Names of the language-code folders directly under ``root`` that hold a section or a page, sorted."""
    found = []
    for entry in sorted(os.scandir(root), key=lambda entry: entry.name):
        if entry.is_dir() and parse_locale(entry.name) and _holds_content(Path(entry.path)):
            found.append(entry.name)
    return tuple(found)


def _holds_content(folder: Path) -> bool:
    with os.scandir(folder) as entries:
        return any(
            (entry.is_dir() and type_by_folder(entry.name) is not None)
            or entry.name.lower().endswith(MARKDOWN_SUFFIXES)
            for entry in entries
        )


def find_sources(
    root: Path,
    locales: Collection[str],
    *,
    prefix: str,
    excluded: Callable[[str], bool] = lambda uri: False,
) -> Sources:
    """All files that may be articles, in a fixed order.

    Args:
        root: the content folder.
        locales: names of its locale folders.
        prefix: what problems put before a file's URI, e.g. ``content/``.
        excluded: whether a URI is left out by the site's ``exclude_docs``.
    """
    found = _Found(locales, prefix, excluded)
    for file in walk(root, without=DATA_FOLDER):
        found.add(file)
    return found.sources()


def update_sources(
    sources: Sources,
    root: Path,
    uris: Collection[str],
    locales: Collection[str],
    *,
    prefix: str,
    excluded: Callable[[str], bool] = lambda uri: False,
) -> Sources:
    """``sources`` after the files ``uris`` came, went or changed: what :func:`find_sources` would find.

    Every one of them is or was a file whose name is UTF-8, and none is hidden or data.
    """
    changed = frozenset(uris)
    paths = {prefix + uri for uri in changed}
    found = _Found(locales, prefix, excluded)
    for uri in sorted(changed):
        path = root / uri
        if os.path.lexists(path) and not path.is_dir():
            found.add(FoundFile(path, uri, refusal_of(path)))
    new = found.sources()
    return Sources(
        _merged([file for file in sources.markdown if file.uri not in changed], new.markdown),
        _merged([file for file in sources.metadata if file.uri not in changed], new.metadata),
        (sources.unusable - changed) | new.unusable,
        (sources.static - changed) | new.static,
        (*(one for one in sources.problems if one.path not in paths), *new.problems),
    )


def _merged(known: list[SourceFile], new: Iterable[SourceFile]) -> tuple[SourceFile, ...]:
    for file in new:
        bisect.insort(known, file, key=_walk_order)
    return tuple(known)


def _walk_order(file: SourceFile) -> tuple[tuple[bool, str], ...]:
    """Sorts as :func:`walk` does: a folder's files come before its folders."""
    *folders, name = file.uri.split("/")
    return (*((True, folder) for folder in folders), (False, name))


class _Found:
    """Files, sorted into what they are."""

    def __init__(
        self, locales: Collection[str], prefix: str, excluded: Callable[[str], bool]
    ) -> None:
        self._locales = locales
        self._prefix = prefix
        self._excluded = excluded
        self._markdown: list[SourceFile] = []
        self._metadata: list[SourceFile] = []
        self._unusable: set[str] = set()
        self._static: set[str] = set()
        self._problems: list[Problem] = []

    def add(self, file: FoundFile) -> None:
        """Take a file in; what ``exclude_docs`` names is left out."""
        path, uri, refusal = file
        if not _is_utf8(uri):
            shown = uri.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
            message = "the file's name is not UTF-8, so it has no URL"
            self._refuse(uri, shown, "file-name", message, "rename the file")
            return
        if self._excluded(uri):
            return
        if refusal:
            self._refuse(uri, uri, "file-unreadable", refusal, "")
            return
        name = uri.rpartition("/")[2]
        if name == FOLDER_METADATA:
            self._metadata.append(place_file(path, uri, self._locales))
        elif name.lower().endswith(MARKDOWN_SUFFIXES):
            self._markdown.append(place_file(path, uri, self._locales))
        elif "." not in name and _looks_like_article(path):
            message = "this looks like an article, but its name has no extension"
            self._refuse(uri, uri, "file-extension", message, f"rename it to '{name}.md'")
        else:
            self._static.add(uri)

    def _refuse(self, uri: str, shown: str, check: str, message: str, hint: str) -> None:
        self._unusable.add(uri)
        problem = Problem(self._prefix + shown, 1, 1, check, message, hint, Severity.ERROR)
        self._problems.append(problem)

    def sources(self) -> Sources:
        """All of them, in the order in which they came."""
        return Sources(
            tuple(self._markdown),
            tuple(self._metadata),
            frozenset(self._unusable),
            frozenset(self._static),
            tuple(self._problems),
        )


def _is_utf8(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _looks_like_article(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            start = stream.read(64)
    except OSError:
        return False
    return start.removeprefix(b"\xef\xbb\xbf").startswith((b"---\n", b"---\r"))


def place_file(path: Path, uri: str, locales: Collection[str]) -> SourceFile:
    """The file at ``uri``, with what its folders say of it."""
    parts = uri.split("/")[:-1]
    locale = parts.pop(0) if parts and parts[0] in locales else None
    kind = type_by_folder(parts[0]) if parts else None
    return SourceFile(path, uri, locale, kind, tuple(parts[1:] if kind else parts))
