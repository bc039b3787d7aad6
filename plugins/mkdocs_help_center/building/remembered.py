"""What reading a content folder gave the last time, for files whose bytes are the same."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mkdocs_help_center.building.facts import article_facts
from mkdocs_help_center.building.keys import value_digest
from mkdocs_help_center.building.reading import read_together
from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.cache import (
    Cache,
    bytes_digest,
    digest,
    pickle_by_fields,
    sign_files,
    unchanged,
)
from mkdocs_help_center.content.known_files import KnownFilesReader
from mkdocs_help_center.content.load import (
    Content,
    ContentSettings,
    find_content_sources,
    load_content,
    read_article,
    site_locales,
)
from mkdocs_help_center.content.locales import Locale
from mkdocs_help_center.content.problem import Problem
from mkdocs_help_center.content.source import DATA_FOLDER, SourceFile, Sources

_NAME, _NEWER, _SIGNATURES = "read", "read-newer", "read-signatures"
#: The part of all files up to which changes are kept beside the rest.
_FEW = 0.05
_DATA = f"{DATA_FOLDER}/"


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What reading a file gave. ``content``, a digest, tells that another file has the same bytes: a fresh
    checkout has new files with old contents. ``facts`` is one of what the article says besides its text.
    """

    content: bytes
    article: Article | None
    problems: tuple[Problem, ...]
    is_article: bool
    facts: bytes


pickle_by_fields(ReadFile)


class _Memory:
    """What is remembered of files, and what reading the others gave."""

    def __init__(
        self,
        known: Mapping[str, ReadFile],
        before: Mapping[str, str],
        signatures: Mapping[str, str],
    ) -> None:
        self._known, self._before, self._signatures = known, before, signatures

    def recall(self, uri: str) -> ReadFile | None:
        """What is known of a file that certainly is the same."""
        return self._known.get(uri) if unchanged(self._before, self._signatures, uri) else None

    def read(
        self,
        file: SourceFile,
        settings: ContentSettings,
        locales: Sequence[Locale],
        default: Locale,
    ) -> ReadFile:
        """Read a file, unless its bytes are those that are known."""
        known = self._known.get(file.uri)
        try:
            data = file.path.read_bytes()
            content = bytes_digest(data)
        except OSError:
            data, content = None, b""
        if known is not None and content and content == known.content:
            return known
        article, problems, is_article = read_article(file, settings, locales, default, data)
        facts = article_facts(article) if article is not None else b""
        return ReadFile(content, article, tuple(problems), is_article, facts)

    def unless_known(self, file: ReadFile, uri: str) -> ReadFile | None:
        """``file``, unless it is what is known of ``uri``."""
        return None if file is self._known.get(uri) else file


@dataclass(frozen=True)
class Remembered:
    """A content folder as read.

    Attributes:
        digests: one of the bytes of each Markdown file by its URI, empty where it could not be read.
        facts: one of everything that is there but the texts of articles and the insides of images.
        changed: the URIs of files that are new, or have other bytes than they had.
    """

    content: Content
    digests: Mapping[str, bytes]
    facts: bytes
    changed: frozenset[str]
    _key: str
    _files: Mapping[str, ReadFile]
    _base: Mapping[str, ReadFile]
    _signatures: Mapping[str, str]

    def save(self, cache: Cache) -> None:
        """Remember it for the next time."""
        changed = _changed(self._files, self._base)
        gone = self._base.keys() - self._files.keys()
        rows: list[tuple[str, str, object]] = [(_SIGNATURES, self._key, self._signatures)]
        # Few changes are kept beside the rest, which takes a second to write for 12,000 files.
        if len(changed) + len(gone) > len(self._files) * _FEW:
            rows.append((_NAME, self._key, self._files))
            changed = {}
        cache.put([*rows, (_NEWER, self._key, changed)])


def _changed(
    files: Mapping[str, ReadFile], known: Mapping[str, ReadFile]
) -> Mapping[str, ReadFile]:
    """Those of ``files`` that have other bytes than those that are ``known``, or are new."""
    return {
        uri: file
        for uri, file in files.items()
        if (before := known.get(uri)) is None or before.content != file.content
    }


def _known_files(cache: Cache, key: str) -> tuple[dict[str, ReadFile], Mapping[str, ReadFile]]:
    """What is remembered of files, and of it what is kept together."""
    base: Mapping[str, ReadFile] = cache.get(_NAME, key) or {}
    newer: Mapping[str, ReadFile] = cache.get(_NEWER, key) or {}
    return {**base, **newer}, base


def load_remembered(settings: ContentSettings, cache: Cache) -> Remembered:
    """Read the content folder as :func:`load_content` does, unchanged files from ``cache``, many others
    over all cores.

    Raises:
        NotADirectoryError: there is no such folder.
    """
    if not settings.root.is_dir():
        raise NotADirectoryError(f"content folder '{settings.root}' does not exist")
    key = _key(settings)
    # Signed before it is read: what changes meanwhile is read again the next time.
    signatures = sign_files(settings.root, time.time_ns())
    known, base = _known_files(cache, key)
    memory = _Memory(known, cache.get(_SIGNATURES, key) or {}, signatures)
    locales, default = site_locales(settings)
    sources = find_content_sources(settings, locales)
    found = read_together(
        [file for file in sources.markdown if memory.recall(file.uri) is None],
        lambda file: memory.unless_known(memory.read(file, settings, locales, default), file.uri),
    )
    # What a process found as it was is not sent here: it is known.
    read = {uri: file or known[uri] for uri, file in found.items()}
    reader = KnownFilesReader(lambda uri: read.get(uri) or memory.recall(uri), memory.read)
    content = load_content(settings, read=reader, sources=sources)
    digests = {uri: file.content for uri, file in reader.files.items()}
    facts = _facts(settings.root, sources, signatures, reader.files)
    changed = frozenset(_changed(reader.files, known))
    return Remembered(content, digests, facts, changed, key, reader.files, base, signatures)


def _facts(
    root: Path,
    sources: Sources,
    names: Iterable[str],
    files: Mapping[str, ReadFile],
) -> bytes:
    metadata = {file.uri for file in sources.metadata}
    others = [
        (name, _bytes(root / name) if name in metadata or name.startswith(_DATA) else b"")
        for name in sorted(names)
        if name not in files
    ]
    return value_digest(
        [(uri, files[uri].facts, files[uri].is_article) for uri in sorted(files)], others
    )


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _key(settings: ContentSettings) -> str:
    """What decides how a file is read, besides the file: which files are read may change."""
    folders = sorted(one.name for one in settings.root.iterdir() if one.is_dir())
    return digest(
        settings.prefix,
        settings.locales,
        settings.default_locale,
        settings.drafts,
        settings.directory_urls,
        folders,
    )
