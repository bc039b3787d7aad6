"""How much of the site a change of files concerns."""

from __future__ import annotations

import enum
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs_help_center.content.load import Content
from mkdocs_help_center.content.source import DATA_FOLDER, FOLDER_METADATA
from mkdocs_help_center.preview.configuration import Configuration
from mkdocs_help_center.preview.content import LiveContent

#: From so many changed files on, each is not looked at by itself: the whole folder is.
MANY = 50


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
    FIELDS = 5
    """Titles and other fields that no URL depends on: lists, and all that names the articles."""
    INDEX = 6
    """Names, places or URLs of articles: everything is indexed again."""
    CONTENT = 7
    """Folders: all that is in them is looked for again."""
    CONFIGURATION = 8
    """The settings."""


@dataclass
class Changed:
    """Changed files, sorted by what they concern at most.

    ``files`` are URIs of files of the content that came, went or changed; those in ``known`` are Markdown
    files that were there before and are there now: reading them again shows what they concern.
    """

    scope: Scope = Scope.NOTHING
    files: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)


def sort_changes(
    paths: Iterable[Path], configuration: Configuration, content: LiveContent
) -> Changed:
    """What the changed ``paths``, all absolute, concern."""
    files = {absolute(path) for path in configuration.files}
    folders = [absolute(path) for path in configuration.folders]
    root = absolute(configuration.content.root)
    found = Changed()
    uris: list[str] = []
    for path in paths:
        if path in files:
            return Changed(Scope.CONFIGURATION)
        if path.is_relative_to(root):
            uris.append(path.relative_to(root).as_posix())
        elif any(path == folder or path.is_relative_to(folder) for folder in folders):
            found.scope = Scope.PAGES
    if len(uris) > MANY:
        return Changed(Scope.CONTENT)
    _sort_content(uris, root, content, found)
    return found


def _sort_content(uris: Sequence[str], root: Path, live: LiveContent, found: Changed) -> None:
    for uri in uris:
        scope = _scope_of_file(uri, root / uri, live)
        if scope is Scope.BODIES:
            found.known.append(uri)
        else:
            found.scope = max(found.scope, scope)
        if scope in (Scope.BODIES, Scope.INDEX):
            found.files.append(uri)


def _scope_of_file(uri: str, path: Path, live: LiveContent) -> Scope:
    """What a change of one file may concern at most; BODIES where it has to be read to tell."""
    content: Content = live.content
    name = uri.rpartition("/")[2]
    if uri == "." or any(part.startswith(".") for part in uri.split("/")):
        return Scope.CONTENT if uri == "." else Scope.NOTHING
    if uri == DATA_FOLDER or uri.startswith(f"{DATA_FOLDER}/"):
        return Scope.PAGES
    if not _is_utf8(uri) or path.is_dir() or live.has_below(uri):
        return Scope.CONTENT
    if not path.is_file():
        was_there = live.knows(uri) or uri in content.files or uri in content.claimed
        # What an editor wrote and took away again before anyone looked was never there.
        return Scope.INDEX if was_there else Scope.NOTHING
    if live.knows(uri):
        return Scope.BODIES
    if uri in content.files and name != FOLDER_METADATA and "." in name:
        return Scope.FILES
    return Scope.FOREIGN if content.settings.excluded(uri) else Scope.INDEX


def absolute(path: Path) -> Path:
    """Without ``..``, links kept: the watcher names files as it was told to."""
    return Path(os.path.abspath(path))  # noqa: PTH100


def _is_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
