"""Finding the files: which are articles, which are folder metadata, which are nothing of ours."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from mkdocs_help_center.content.content_types import ContentType, type_by_folder
from mkdocs_help_center.content.locales import parse_locale
from mkdocs_help_center.content.problem import Problem, Severity

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
    markdown: list[SourceFile] = []
    metadata: list[SourceFile] = []
    unusable: set[str] = set()
    static: set[str] = set()
    problems: list[Problem] = []
    for path, uri in _walk(root):
        if not _is_utf8(uri):
            unusable.add(uri)
            shown = prefix + uri.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
            problems.append(
                Problem(shown, 1, 1, "file-name", "the file's name is not UTF-8, so it has no URL",
                        "rename the file", Severity.ERROR)
            )  # fmt: skip
            continue
        if excluded(uri):
            continue
        name = uri.rpartition("/")[2]
        if name == FOLDER_METADATA:
            metadata.append(place_file(path, uri, locales))
        elif name.lower().endswith(MARKDOWN_SUFFIXES):
            markdown.append(place_file(path, uri, locales))
        elif "." not in name and _looks_like_article(path):
            unusable.add(uri)
            problems.append(
                Problem(prefix + uri, 1, 1, "file-extension",
                        "this looks like an article, but its name has no extension",
                        f"rename it to '{name}.md'", Severity.ERROR)
            )  # fmt: skip
        else:
            static.add(uri)
    return Sources(
        tuple(markdown), tuple(metadata), frozenset(unusable), frozenset(static), tuple(problems)
    )


def _walk(root: Path) -> Iterator[tuple[Path, str]]:
    """Files below ``root`` with their URI, sorted; hidden ones and the data folder left out."""
    for folder, folders, names in os.walk(root, followlinks=True):
        relative = os.path.relpath(folder, root).replace(os.sep, "/")
        base = "" if relative == "." else f"{relative}/"
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and not (base == "" and name == DATA_FOLDER)
        )
        for name in sorted(names):
            if not name.startswith("."):
                yield Path(folder, name), base + name


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
