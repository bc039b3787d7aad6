"""The content folder as it was read last: only files that changed since are read again."""

from __future__ import annotations

import dataclasses
import zlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from mkdocs_help_center.building.reading import read_together
from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.cache import Cache, changed_files, digest, unchanged
from mkdocs_help_center.content.known_files import KnownFile, KnownFilesReader, share_articles
from mkdocs_help_center.content.load import (
    Content,
    ContentSettings,
    find_content_sources,
    load_content,
    site_locales,
)
from mkdocs_help_center.content.locales import Locale
from mkdocs_help_center.content.source import (
    DATA_FOLDER,
    MARKDOWN_SUFFIXES,
    place_file,
)

#: Fields that say nothing to other articles.
_OWN = ("body_utf8", "lines")
_FIELDS = tuple(field.name for field in dataclasses.fields(Article) if field.name not in _OWN)
_COMPARED = tuple(name for name in _FIELDS if name not in ("url", "slug"))

#: Body and lines of an article.
_Own = tuple[bytes, Mapping[str, int]]


@dataclass
class Snapshot:
    """The content folder as it was at the time of ``signatures``; bodies are kept apart.

    Attributes:
        shapes: by URI of an article a checksum of where its fields are: problems of the catalog name
            these lines.
        odd: files that are more or less than a placed article without problems; of the others nothing
            but the article needs to be kept.
    """

    signatures: dict[str, str]
    shapes: dict[str, int]
    odd: dict[str, KnownFile]
    content: Content
    surroundings: str

    def known(self, uri: str) -> KnownFile | None:
        """What reading a file gave; None where it was not there."""
        found = self.odd.get(uri)
        if found is None and (placed := self.content.catalog.by_source.get(uri)) is not None:
            found = KnownFile(placed, (), True)
        return found

    @property
    def articles(self) -> Collection[Article]:
        """All article objects, as they were read and as they were placed, each once."""
        catalog = self.content.catalog
        read = (file.article for file in self.odd.values() if file.article is not None)
        return {id(one): one for one in (*catalog.articles, *catalog.unpublished, *read)}.values()


@dataclass(frozen=True)
class SnapshotStore:
    """Where the content folder's last state is kept.

    Attributes:
        settings: how the folder is read.
        cache: where it is kept; None reads everything anew.
        config: a digest of everything else that decides what is read.
        jobs: processes that read.
    """

    settings: ContentSettings
    cache: Cache | None
    config: str
    jobs: int = 1

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
            old = stored.known(uri)
            if old is None or uri not in signatures:
                return False
            new = self._read_again(uri, catalog.locales, catalog.default, old)
            if new is None:
                return False
            target = catalog.by_source.get(uri) or placed.get(uri)
            if new.article is None or old.article is None or target is None:
                if new.article is not old.article or new.problems != old.problems:
                    return False
                continue
            if _shape(new.article) != stored.shapes.get(uri) or any(
                getattr(new.article, name) != getattr(old.article, name) for name in _COMPARED
            ):
                return False
            # Every index of the catalog holds this object, and none is about the body.
            for article in (target, old.article):
                set_own(article, (new.article.body_utf8, new.article.lines))
            if new.problems != old.problems:
                gone = set(old.problems)
                kept = [problem for problem in stored.content.problems if problem not in gone]
                problems = (*kept, *new.problems)
                stored.content = dataclasses.replace(stored.content, problems=problems)
                stored.odd[uri] = KnownFile(old.article, new.problems, True)
        return True

    def _read_again(
        self, uri: str, locales: Sequence[Locale], default: Locale, old: KnownFile
    ) -> KnownFile | None:
        """A file at the place of one that was read before."""
        path = self.settings.root / uri
        if not path.is_file() or not uri.lower().endswith(MARKDOWN_SUFFIXES):
            return None
        file = place_file(path, uri, {locale.code for locale in locales})
        new = KnownFile.read(file, self.settings, locales, default)
        return new if new.is_article == old.is_article else None

    def _load(self, signatures: dict[str, str], stored: Snapshot | None) -> Snapshot:
        """Read the folder, taking unchanged files from ``stored``."""
        locales, default = site_locales(self.settings)
        same = stored is not None and (
            (stored.content.catalog.locales, stored.content.catalog.default) == (locales, default)
        )
        sources = find_content_sources(self.settings, locales)
        known = {
            file.uri: found
            for file in sources.markdown
            if stored is not None and same and unchanged(stored.signatures, signatures, file.uri)
            if (found := stored.known(file.uri)) is not None
        }
        known |= read_together(
            [file for file in sources.markdown if file.uri not in known],
            lambda file: KnownFile.read(file, self.settings, locales, default),
            self.jobs,
        )
        reader = KnownFilesReader(known.get, KnownFile.read)
        content = load_content(self.settings, read=reader, sources=sources)
        surroundings = _surroundings(content, signatures, self.config) if self.cache else ""
        share_articles(reader.files, content)
        shapes = {uri: _shape(one.article) for uri, one in reader.files.items() if one.article}
        placed = content.catalog.by_source
        odd = {
            uri: file
            for uri, file in reader.files.items()
            if file.article is None or file.problems or file.article is not placed.get(uri)
        }
        snapshot = Snapshot(signatures, shapes, odd, content, surroundings)
        self._store(snapshot)
        return snapshot

    def _store(self, snapshot: Snapshot) -> None:
        if self.cache is None:
            return
        articles = snapshot.articles
        own = {article.source: (article.body_utf8, article.lines) for article in articles}
        settings = ContentSettings(root=self.settings.root)
        kept = dataclasses.replace(
            snapshot, content=dataclasses.replace(snapshot.content, settings=settings)
        )
        object.__setattr__(
            settings, "excluded", None
        )  # a function, which nothing asks of a snapshot
        try:
            for article in articles:
                set_own(article, (b"", {}))
            self.cache.put([("content", self.config, kept), ("own", self.config, own)])
        finally:
            for article in articles:
                set_own(article, own[article.source])


def _give_own(stored: Snapshot, own: Mapping[str, _Own]) -> None:
    for article in stored.articles:
        set_own(article, own.get(article.source, (b"", {})))


def set_own(article: Article, values: _Own) -> None:
    """Change what no index is about, in the object that every index holds."""
    for name, value in zip(_OWN, values, strict=True):
        object.__setattr__(article, name, value)


def _shape(article: Article) -> int:
    return zlib.crc32(repr((article.body_line, article.lines)).encode())


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
