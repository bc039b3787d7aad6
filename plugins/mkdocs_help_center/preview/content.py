"""Content that is read again file by file: what a save changed, and no more, is read and indexed.

Every file that was read is remembered with a signature (size, times, inode). A saved body is put in
place of the old one, since no index of the catalog is about bodies. Anything else is indexed anew, from
remembered files where their signatures hold.
"""

from __future__ import annotations

import contextlib
import dataclasses
import enum
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.cache import Cache, digest, sign_file, sign_files, unchanged
from mkdocs_help_center.content.known_files import KnownFile, KnownFilesReader, share_articles
from mkdocs_help_center.content.load import (
    Content,
    ContentSettings,
    find_content_sources,
    load_content,
    site_locales,
)
from mkdocs_help_center.content.source import (
    Sources,
    place_file,
    update_sources,
)
from mkdocs_help_center.content.translations import TranslationGroups
from mkdocs_help_center.pages.help_center import KnownUrls

#: What may differ between two readings of a file without any URL or index of names noticing; lists are
#: sorted by the titles. The URL itself is the catalog's.
_FIELDS = ("title", "team", "author", "tags", "see_also", "excerpt", "updated", "meta", "body_line")
_UNINDEXED = frozenset({*_FIELDS, "body_utf8", "url"})
_INDEXED = tuple(f.name for f in dataclasses.fields(Article) if f.name not in _UNINDEXED)
#: Fields of ``meta`` that redirects are made of.
_REDIRECTING = ("redirectFrom", "replacedBy", "trackId", "trackSlugEN")
_SNAPSHOT = "preview"


class Reread(enum.IntEnum):
    """What reading files again showed, least first."""

    SAME = 0
    BODIES = 1
    FIELDS = 2
    MORE = 3


@dataclass
class Snapshot:
    """A content folder as it was when ``signatures`` were taken.

    ``known_urls`` are the site's for the options that ``pages_key`` names; None where nobody has asked for
    them yet. ``modules`` are the ids of what articles are about, by source.
    """

    signatures: dict[str, str]
    files: dict[str, KnownFile]
    content: Content
    pages_key: str = ""
    known_urls: KnownUrls | None = None
    modules: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class LiveContent:
    """A content folder that can be read again in part.

    Args:
        cache: opens what remembers the whole between runs (not kept open: it belongs to one thread);
            None for nothing.
    """

    def __init__(self, cache: Callable[[], Cache] | None = None) -> None:
        self._cache = cache
        self._snapshot: Snapshot | None = None
        self._key = ""
        self._stored = False
        #: The folder's files, where they are known; a folder that came or went is not looked for here.
        self._sources: Sources | None = None
        #: Who translates whom, from the first pause on: to keep it costs more than to find it out once.
        self._groups: TranslationGroups | None = None

    @property
    def content(self) -> Content:
        """The content as it was last read.

        Raises:
            RuntimeError: it was not read yet.
        """
        if self._snapshot is None:
            raise RuntimeError("load() comes first")
        return self._snapshot.content

    @property
    def snapshot(self) -> Snapshot:
        """The content with what is remembered beside it."""
        self.content  # noqa: B018 - raises where there is none
        assert self._snapshot is not None
        return self._snapshot

    def load(self, settings: ContentSettings) -> Content:
        """Read the folder, files that did not change from memory.

        Raises:
            NotADirectoryError: there is no such folder.
        """
        key = _settings_key(settings)
        signatures = sign_files(settings.root, time.time_ns())
        self._sources = None
        if self._snapshot is None:
            self._snapshot = self._recall(key)
            self._stored = self._snapshot is not None
        known = self._snapshot
        if known is not None and self._stored and _same(known.signatures, signatures):
            # Nothing changed since the last run.
            known.content = dataclasses.replace(known.content, settings=settings)
            self._key = key
            return known.content
        known_files: dict[str, KnownFile] = {}
        if known is not None and self._key == key:
            known_files = {
                uri: file
                for uri, file in known.files.items()
                if unchanged(known.signatures, signatures, uri)
            }
        return self._index(settings, key, known_files, signatures)

    def prepare(self) -> None:
        """Look for what the next change of names will ask for: the folder's files, who translates whom."""
        if self._groups is None:
            self._groups = TranslationGroups()
        self._groups.update(self.content.catalog.articles)
        if self._sources is None:
            settings = self.content.settings
            self._sources = find_content_sources(settings, site_locales(settings)[0])

    def is_current(self) -> bool:
        """Whether certainly no file of the folder differs from what was read."""
        signatures = sign_files(self.content.settings.root, time.time_ns())
        return _same(self.snapshot.signatures, signatures)

    def update(self, settings: ContentSettings, uris: Collection[str]) -> Content:
        """Read the files ``uris`` again, which came, went or changed, and index all files anew.

        Only for files with names in UTF-8 that are neither hidden nor data; see :meth:`load` for others.
        """
        known = self.snapshot
        key = _settings_key(settings)
        if self._key != key:
            return self.load(settings)
        locales, _ = site_locales(settings)
        if self._sources is None:
            self._sources = find_content_sources(settings, locales)
        else:
            self._sources = update_sources(
                self._sources,
                settings.root,
                uris,
                {locale.code for locale in locales},
                prefix=settings.prefix,
                excluded=settings.excluded,
            )
        now = time.time_ns()
        for uri in uris:
            known.files.pop(uri, None)
            known.signatures.pop(uri, None)
            path = settings.root / uri
            if path.exists():
                known.signatures[uri] = sign_file(path, now)
        return self._index(settings, key, known.files, known.signatures)

    def _index(
        self,
        settings: ContentSettings,
        key: str,
        known: Mapping[str, KnownFile],
        signatures: dict[str, str],
    ) -> Content:
        reader = KnownFilesReader(known.get, KnownFile.read)
        content = load_content(settings, read=reader, sources=self._sources, groups=self._groups)
        share_articles(reader.files, content)
        self._snapshot = Snapshot(signatures, reader.files, content)
        self._key, self._stored = key, False
        return content

    def reread(self, uris: Iterable[str]) -> tuple[Reread, list[tuple[Article, Article]]]:
        """Read Markdown files that were read before again, and put bodies and fields in their place.

        Returns:
            What it showed, and for each article that was given new contents how it was and how it is.
            After :attr:`Reread.MORE` the files have to be indexed again.
        """
        found = Reread.SAME
        replaced: list[tuple[Article, Article]] = []
        snapshot = self.snapshot
        catalog, settings = self.content.catalog, self.content.settings
        codes = {locale.code for locale in catalog.locales}
        for uri in uris:
            path = settings.root / uri
            snapshot.signatures[uri] = sign_file(path, time.time_ns())
            self._stored = False
            old = snapshot.files[uri]
            file = place_file(path, uri, codes)
            new = KnownFile.read(file, settings, catalog.locales, catalog.default)
            difference = _compare(old, new)
            if difference is Reread.MORE:
                return Reread.MORE, replaced
            if old.article is None or new.article is None or difference is Reread.SAME:
                continue
            found = max(found, difference)
            before = dataclasses.replace(old.article)
            # Every index of the catalog holds these objects, and none is about what is replaced.
            for article in self._placed(uri, old.article):
                for name in ("body_utf8", *_FIELDS):
                    object.__setattr__(article, name, getattr(new.article, name))
            replaced.append((before, old.article))
        if found is Reread.FIELDS:
            catalog.list_again()
        return found, replaced

    def knows(self, uri: str) -> bool:
        """Whether a Markdown file was there when the content was read."""
        return uri in self.snapshot.files

    def has_below(self, uri: str) -> bool:
        """Whether a file below the folder ``uri`` was there when the content was read."""
        return any(name.startswith(f"{uri}/") for name in self.snapshot.signatures)

    def _placed(self, uri: str, read: Article) -> Collection[Article]:
        catalog = self.content.catalog
        found = {id(read): read}
        if (placed := catalog.by_source.get(uri)) is not None:
            found[id(placed)] = placed
        else:
            found |= {id(one): one for one in catalog.unpublished if one.source == uri}
        return found.values()

    @property
    def stored(self) -> bool:
        """Whether the content is as it was remembered."""
        return self._stored

    def save(
        self, pages_key: str, known_urls: KnownUrls, modules: Mapping[str, tuple[str, ...]]
    ) -> None:
        """Remember the content for the next run; does nothing where that is done or cannot be."""
        snapshot = self._snapshot
        if self._cache is None or snapshot is None or self._stored:
            return
        snapshot.pages_key, snapshot.known_urls, snapshot.modules = pages_key, known_urls, modules
        # The rule for excluded files is a function; it comes with the next run's settings.
        content = dataclasses.replace(snapshot.content, settings=None)  # type: ignore[arg-type]
        with contextlib.closing(self._cache()) as cache:
            cache.put([(_SNAPSHOT, self._key, dataclasses.replace(snapshot, content=content))])
        self._stored = True

    def _recall(self, key: str) -> Snapshot | None:
        if self._cache is None:
            return None
        with contextlib.closing(self._cache()) as cache:
            found: Any = cache.get(_SNAPSHOT, key)
        if isinstance(found, Snapshot):
            self._key = key
            return found
        return None


def _same(old: dict[str, str], new: dict[str, str]) -> bool:
    """Whether certainly no file changed, came or went."""
    return old == new and all(new.values())


def _settings_key(settings: ContentSettings) -> str:
    """What decides how a file is read and which are, besides the files."""
    rule = settings.excluded
    patterns = getattr(getattr(rule, "__self__", None), "patterns", ())
    excluded = [getattr(pattern, "pattern", repr(pattern)) for pattern in patterns]
    locales = [locale.code for locale in site_locales(settings)[0]]
    # A function's name in a digest would change with every process; a class's does not.
    plain = dataclasses.replace(settings, excluded=str)  # type: ignore[arg-type]
    return digest(plain, excluded, locales)


def _compare(old: KnownFile, new: KnownFile) -> Reread:
    """What differs between two readings of a file."""
    if old.is_article != new.is_article or tuple(old.problems) != tuple(new.problems):
        return Reread.MORE
    before, after = old.article, new.article
    if before is None or after is None:
        return Reread.SAME if before is after else Reread.MORE
    if any(getattr(before, name) != getattr(after, name) for name in _INDEXED):
        return Reread.MORE
    if any(before.meta.get(name) != after.meta.get(name) for name in _REDIRECTING):
        return Reread.MORE
    if any(getattr(before, name) != getattr(after, name) for name in _FIELDS):
        return Reread.FIELDS
    return Reread.BODIES if before.body_utf8 != after.body_utf8 else Reread.SAME
