"""The content folder as it was read last: only files that changed since are read again."""

from __future__ import annotations

import dataclasses
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.cache import (
    Cache,
    changed_files,
    digest,
    pickle_by_fields,
    unchanged,
)
from mkdocs_help_center.content.load import Content, ContentSettings, load_content, read_article
from mkdocs_help_center.content.locales import Locale
from mkdocs_help_center.content.problem import Problem
from mkdocs_help_center.content.source import (
    DATA_FOLDER,
    MARKDOWN_SUFFIXES,
    SourceFile,
    place_file,
)

#: Fields that say nothing to other articles.
_OWN = ("body", "lines")
_FIELDS = tuple(field.name for field in dataclasses.fields(Article) if field.name not in _OWN)

#: Body and lines of an article.
_Own = tuple[str, Mapping[str, int]]


@dataclass(slots=True)
class _Read:
    """What reading one file gave; ``article`` as it was read, before the catalog placed it. ``shape`` is
    a checksum of where its fields are: problems of the catalog name these lines.
    """

    article: Article | None
    problems: tuple[Problem, ...]
    is_article: bool
    shape: int = 0


@dataclass
class Snapshot:
    """The content folder as it was at the time of ``signatures``; bodies are kept apart."""

    signatures: dict[str, str]
    reads: dict[str, _Read]
    content: Content
    surroundings: str


@dataclass(frozen=True)
class SnapshotStore:
    """Where the content folder's last state is kept.

    Attributes:
        settings: how the folder is read.
        cache: where it is kept; None reads everything anew.
        config: a digest of everything else that decides what is read.
    """

    settings: ContentSettings
    cache: Cache | None
    config: str

    def snapshot(
        self, signatures: dict[str, str], *, with_bodies: bool, only: frozenset[str]
    ) -> Snapshot:
        """The content folder as it is now, from what is remembered of it where that holds."""
        stored: Snapshot | None = self.cache.get("content", self.config) if self.cache else None
        if stored is None:
            return self._load(signatures, None)
        stored.content = dataclasses.replace(stored.content, settings=self.settings)
        changed = changed_files(stored.signatures, signatures)
        if with_bodies and self.cache:
            own = self.cache.get("own", self.config)
            if own is None:
                return self._load(signatures, None)
            _give_own(stored, own)
        if not self._patch(
            stored, sorted({*changed, *only} if not with_bodies else changed), signatures
        ):
            if not with_bodies and self.cache:
                _give_own(stored, self.cache.get("own", self.config) or {})
            return self._load(signatures, stored)
        stored.signatures = signatures
        if changed and with_bodies:
            self._store(stored)
        return stored

    def _patch(self, stored: Snapshot, uris: Sequence[str], signatures: Mapping[str, str]) -> bool:
        """Put changed bodies in place; False where more than bodies changed."""
        catalog = stored.content.catalog
        placed = {article.source: article for article in catalog.unpublished}
        for uri in uris:
            old = stored.reads.get(uri)
            if old is None or uri not in signatures:
                return False
            new = _Reader(self.settings, None, {}).read_again(
                uri, catalog.locales, catalog.default, old
            )
            if new is None:
                return False
            target = catalog.by_source.get(uri) or placed.get(uri)
            if new.article is None or old.article is None or target is None:
                if new.article is not old.article or new.problems != old.problems:
                    return False
                continue
            if new.shape != old.shape or any(
                getattr(new.article, name) != getattr(old.article, name) for name in _COMPARED
            ):
                return False
            # Every index of the catalog holds this object, and none is about the body.
            for article in (target, old.article):
                set_own(article, (new.article.body, new.article.lines))
            if new.problems != old.problems:
                gone = set(old.problems)
                kept = [problem for problem in stored.content.problems if problem not in gone]
                problems = (*kept, *new.problems)
                stored.content = dataclasses.replace(stored.content, problems=problems)
                old.problems = new.problems
        return True

    def _load(self, signatures: dict[str, str], stored: Snapshot | None) -> Snapshot:
        """Read the folder, taking unchanged files from ``stored``."""
        reader = _Reader(self.settings, stored, signatures)
        content = load_content(self.settings, read=reader)
        surroundings = _surroundings(content, signatures, self.config) if self.cache else ""
        _share(reader.reads, content)
        snapshot = Snapshot(signatures, reader.reads, content, surroundings)
        self._store(snapshot)
        return snapshot

    def _store(self, snapshot: Snapshot) -> None:
        if self.cache is None:
            return
        reads = [read.article for read in snapshot.reads.values() if read.article is not None]
        catalog = snapshot.content.catalog
        articles = {id(one): one for one in (*catalog.articles, *catalog.unpublished, *reads)}
        own = {article.source: (article.body, article.lines) for article in articles.values()}
        settings = ContentSettings(root=self.settings.root)
        kept = dataclasses.replace(
            snapshot, content=dataclasses.replace(snapshot.content, settings=settings)
        )
        object.__setattr__(
            settings, "excluded", None
        )  # a function, which nothing asks of a snapshot
        try:
            for article in articles.values():
                set_own(article, ("", {}))
            self.cache.put([("content", self.config, kept), ("own", self.config, own)])
        finally:
            for article in articles.values():
                set_own(article, own[article.source])


_COMPARED = tuple(name for name in _FIELDS if name not in ("url", "slug"))


def _share(reads: Mapping[str, _Read], content: Content) -> None:
    """Keep one object an article: the placed one, unless the catalog had to give it another slug."""
    for uri, read in reads.items():
        placed = content.catalog.by_source.get(uri)
        if placed is not None and read.article is not None and placed.slug == read.article.slug:
            read.article = placed


def _give_own(stored: Snapshot, own: Mapping[str, _Own]) -> None:
    catalog = stored.content.catalog
    reads = (read.article for read in stored.reads.values() if read.article is not None)
    for article in (*catalog.articles, *catalog.unpublished, *reads):
        set_own(article, own.get(article.source, ("", {})))


def set_own(article: Article, values: _Own) -> None:
    """Change what no index is about, in the object that every index holds."""
    for name, value in zip(_OWN, values, strict=True):
        object.__setattr__(article, name, value)


class _Reader:
    """Reads files, and takes those that are unchanged from a snapshot."""

    def __init__(
        self, settings: ContentSettings, stored: Snapshot | None, signatures: Mapping[str, str]
    ) -> None:
        self.settings = settings
        self.stored = stored
        self.signatures = signatures
        self.reads: dict[str, _Read] = {}
        self.known_locales = (
            (stored.content.catalog.locales, stored.content.catalog.default) if stored else None
        )

    def __call__(
        self,
        file: SourceFile,
        settings: ContentSettings,
        locales: Sequence[Locale],
        default: Locale,
    ) -> tuple[Article | None, Sequence[Problem], bool]:
        """As :func:`read_article`."""
        stored, uri = self.stored, file.uri
        if (
            stored is not None
            and uri in stored.reads
            and self.known_locales == (tuple(locales), default)
            and unchanged(stored.signatures, self.signatures, uri)
        ):
            read = stored.reads[uri]
        else:
            article, problems, is_article = read_article(file, settings, locales, default)
            read = _Read(article, tuple(problems), is_article, _shape(article))
        self.reads[uri] = read
        return read.article, read.problems, read.is_article

    def read_again(
        self, uri: str, locales: Sequence[Locale], default: Locale, old: _Read
    ) -> _Read | None:
        """A file at the place of one that was read before."""
        path = self.settings.root / uri
        codes = {locale.code for locale in locales}
        if not path.is_file() or not uri.lower().endswith(MARKDOWN_SUFFIXES):
            return None
        article, problems, is_article = read_article(
            place_file(path, uri, codes), self.settings, locales, default
        )
        if is_article != old.is_article:
            return None
        return _Read(article, tuple(problems), is_article, _shape(article))


def _shape(article: Article | None) -> int:
    return zlib.crc32(repr((article.body_line, article.lines)).encode()) if article else 0


def _surroundings(content: Content, signatures: Mapping[str, str], config: str) -> str:
    """A digest of all that links, images and components of an article can lead to."""
    articles = [
        (
            article.source, article.url, article.id, article.internal_reference, article.slug_en,
            article.raw_slugs, article.legacy_slugs, article.status.name, article.hidden,
            article.date, article.text("trackId"), article.text("trackSlugEN"),
            article.values("redirectFrom"), article.text("replacedBy"), article.title[:1],
            # Timelines have pages by module, author and more: any field may make one.
            sorted(article.meta.items()) if article.type.timeline else (),
        )
        for article in (*content.catalog.articles, *content.catalog.unpublished)
    ]  # fmt: skip
    files = sorted(
        # Of images the names count, of data and of folders' names the content too.
        (uri, signature if uri.startswith(f"{DATA_FOLDER}/") or uri.endswith(".json") else "")
        for uri, signature in signatures.items()
        if not uri.lower().endswith(MARKDOWN_SUFFIXES)
    )
    return digest(articles, files, sorted(content.pages.items()), config)


for _kind in (Article, Problem, _Read):
    pickle_by_fields(_kind)
