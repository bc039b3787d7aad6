"""Checking a large site again: only what changed is read, and only what that may concern is rendered.

What is kept (:mod:`mkdocs_help_center.content.cache`): the catalog with the signature of every file it
was read from, and the findings of every article, by the article's signature and by a digest of all
that its links, images and components can lead to. A saved body renders one article; a changed slug,
a new file or a changed table renders all that are asked for.
"""

from __future__ import annotations

import dataclasses
import gc
import multiprocessing
import os
import time
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from mkdocs_help_center.checks.policy import Ignored, Policy
from mkdocs_help_center.checks.remembered_links import RememberedLinks
from mkdocs_help_center.checks.run import check_together, find_in_article, problems_of
from mkdocs_help_center.checks.site import Findings
from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.cache import (
    Cache,
    changed_files,
    digest,
    pickle_by_fields,
    sign_files,
    unchanged,
    without_gc,
)
from mkdocs_help_center.content.coverage import SOURCE_HASH, source_of
from mkdocs_help_center.content.load import Content, ContentSettings, load_content, read_article
from mkdocs_help_center.content.locales import Locale
from mkdocs_help_center.content.problem import Problem, Severity
from mkdocs_help_center.content.source import (
    DATA_FOLDER,
    MARKDOWN_SUFFIXES,
    SourceFile,
    place_file,
)
from mkdocs_help_center.markdown import Link, ResolvedLink

if TYPE_CHECKING:
    from mkdocs_help_center.pages.assemble import Assembly

#: Articles that are worth a second process.
_MANY = 400
#: Fields that say nothing to other articles.
_OWN = ("body", "lines")
_FIELDS = tuple(field.name for field in dataclasses.fields(Article) if field.name not in _OWN)

#: Body and lines of an article.
_Own = tuple[str, Mapping[str, int]]
Progress = Callable[[int, int], None]


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
class _Snapshot:
    """The content folder as it was at the time of ``signatures``; bodies are kept apart."""

    signatures: dict[str, str]
    reads: dict[str, _Read]
    content: Content
    surroundings: str


@dataclass(frozen=True)
class CheckRun:
    """What a check found: problems as the policy has them, and how many articles there are and were
    rendered for it.
    """

    problems: list[Problem]
    content: Content
    assembly: Assembly
    rendered: int


@dataclass
class IncrementalCheck:
    """Checks one site, and remembers.

    Attributes:
        settings: how its content is read.
        assemble: puts the site together.
        policy: what the site says of its checks.
        cache: where things are remembered; None forgets all.
        config: a digest of everything else that decides what is found.
        lowest: problems that matter less are not looked for.
        jobs: processes to use.
        progress: told how many articles are checked, and of how many.
    """

    settings: ContentSettings
    assemble: Callable[[Content], Assembly]
    policy: Policy
    cache: Cache | None = None
    config: str = ""
    lowest: Severity = Severity.INFO
    jobs: int = 1
    progress: Progress = lambda done, total: None

    def run(self, only: frozenset[str] | None = None) -> CheckRun:
        """Check the site, or the files whose URIs (relative to the content folder) are in ``only``."""
        if only is None:
            return self._run(None)
        with without_gc():
            return self._run(only)

    def _run(self, only: frozenset[str] | None) -> CheckRun:
        signatures = sign_files(self.settings.root, time.time_ns()) if self.cache else {}
        snapshot = self._snapshot(signatures, with_bodies=only is None, only=only or frozenset())
        assembly = self.assemble(snapshot.content)
        self._expect(assembly, snapshot)
        known = _KnownFindings(self, snapshot, assembly)
        wanted = [
            article
            for article in (
                *snapshot.content.catalog.articles,
                *snapshot.content.catalog.unpublished,
            )
            if only is None or article.source in only
        ]
        known.find(wanted)
        findings = [known[article.source] for article in wanted]
        if only is not None:
            for article in wanted:
                if article.text(SOURCE_HASH) and article.status.published:
                    known.give_body(source_of(snapshot.content.catalog, article))
        problems = [
            *snapshot.content.problems,
            *self._problems_of(assembly, snapshot),
            *problems_of(findings),
            *check_together(assembly.center, known, self.policy, only=only, lowest=self.lowest),
        ]
        if only is not None:
            paths = {self.settings.prefix + uri for uri in only}
            problems = [problem for problem in problems if problem.path in paths]
        known.save()
        ignored = {
            article.path: found.ignored for article, found in zip(wanted, findings, strict=True)
        }
        left = self.policy.apply(problems, lowest=self.lowest, ignored=ignored)
        return CheckRun(left, snapshot.content, assembly, known.rendered)

    def _expect(self, assembly: Assembly, snapshot: _Snapshot) -> None:
        """Spare the site making all its pages only to know their addresses."""
        urls = self.cache.get("urls", snapshot.surroundings) if self.cache else None
        if urls is not None:
            assembly.center.expect_urls(urls)

    def _problems_of(self, assembly: Assembly, snapshot: _Snapshot) -> tuple[Problem, ...]:
        """Problems of options, data and redirects. The latter depend on what surrounds articles only,
        and compiling them takes longer than checking an article.
        """
        if self.cache is None:
            return assembly.problems
        found = self.cache.get("redirects", snapshot.surroundings)
        if found is None:
            found = assembly.center.redirects.problems
            urls = assembly.center.generated_urls
            key = snapshot.surroundings
            self.cache.put([("redirects", key, tuple(found)), ("urls", key, urls)])
        return (*assembly.found, *found)

    def _snapshot(
        self, signatures: dict[str, str], *, with_bodies: bool, only: frozenset[str]
    ) -> _Snapshot:
        """The content folder as it is now, from what is remembered of it where that holds."""
        stored: _Snapshot | None = self.cache.get("content", self.config) if self.cache else None
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

    def _patch(self, stored: _Snapshot, uris: Sequence[str], signatures: Mapping[str, str]) -> bool:
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
                _set_own(article, (new.article.body, new.article.lines))
            if new.problems != old.problems:
                gone = set(old.problems)
                kept = [problem for problem in stored.content.problems if problem not in gone]
                problems = (*kept, *new.problems)
                stored.content = dataclasses.replace(stored.content, problems=problems)
                old.problems = new.problems
        return True

    def _load(self, signatures: dict[str, str], stored: _Snapshot | None) -> _Snapshot:
        """Read the folder, taking unchanged files from ``stored``."""
        reader = _Reader(self.settings, stored, signatures)
        content = load_content(self.settings, read=reader)
        surroundings = _surroundings(content, signatures, self.config) if self.cache else ""
        _share(reader.reads, content)
        snapshot = _Snapshot(signatures, reader.reads, content, surroundings)
        self._store(snapshot)
        return snapshot

    def _store(self, snapshot: _Snapshot) -> None:
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
                _set_own(article, ("", {}))
            self.cache.put([("content", self.config, kept), ("own", self.config, own)])
        finally:
            for article in articles.values():
                _set_own(article, own[article.source])


_COMPARED = tuple(name for name in _FIELDS if name not in ("url", "slug"))


def _share(reads: Mapping[str, _Read], content: Content) -> None:
    """Keep one object an article: the placed one, unless the catalog had to give it another slug."""
    for uri, read in reads.items():
        placed = content.catalog.by_source.get(uri)
        if placed is not None and read.article is not None and placed.slug == read.article.slug:
            read.article = placed


def _give_own(stored: _Snapshot, own: Mapping[str, _Own]) -> None:
    catalog = stored.content.catalog
    reads = (read.article for read in stored.reads.values() if read.article is not None)
    for article in (*catalog.articles, *catalog.unpublished, *reads):
        _set_own(article, own.get(article.source, ("", {})))


def _set_own(article: Article, values: _Own) -> None:
    """Change what no index is about, in the object that every index holds."""
    for name, value in zip(_OWN, values, strict=True):
        object.__setattr__(article, name, value)


class _Reader:
    """Reads files, and takes those that are unchanged from a snapshot."""

    def __init__(
        self, settings: ContentSettings, stored: _Snapshot | None, signatures: Mapping[str, str]
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


class _KnownFindings(Mapping[str, Findings]):
    """Findings by source: those at hand, those remembered, and the rest found when asked for."""

    def __init__(self, check: IncrementalCheck, snapshot: _Snapshot, assembly: Assembly) -> None:
        self.check = check
        self.snapshot = snapshot
        self.assembly = assembly
        self.prefix = f"found:{check.lowest.name}:"
        self.found: dict[str, Findings] = {}
        self.new: dict[str, Findings] = {}
        catalog = snapshot.content.catalog
        self.articles = {
            article.source: article for article in (*catalog.articles, *catalog.unpublished)
        }

    @property
    def rendered(self) -> int:
        """How many articles had to be rendered."""
        return len(self.new)

    def __getitem__(self, source: str) -> Findings:
        """The findings of an article's body."""
        if source not in self.found:
            key, remembered = self._remembered(source)
            current = remembered if key and key == self._key(source) else None
            self.found[source] = current or self._find(self.articles[source], key, remembered)
        return self.found[source]

    def _remembered(self, source: str) -> tuple[str, Findings | None]:
        """What is remembered of an article, and under which key."""
        cache = self.check.cache
        return cache.get_with_key(self.prefix + source) if cache else ("", None)

    def __iter__(self) -> Iterator[str]:
        """Sources of all articles."""
        return iter(self.articles)

    def __len__(self) -> int:
        """The number of articles."""
        return len(self.articles)

    def _key(self, source: str) -> str:
        signature = self.snapshot.signatures.get(source)
        return f"{signature} {self.snapshot.surroundings}" if signature else ""

    def find(self, articles: Sequence[Article]) -> None:
        """Have the findings of all these articles."""
        if self.check.cache and len(articles) > _MANY:
            for source, (key, value) in self.check.cache.get_all(self.prefix).items():
                if source in self.articles and key and key == self._key(source):
                    self.found[source] = value
        missing = [article for article in articles if article.source not in self.found]
        if len(missing) > _MANY and self.check.jobs > 1 and hasattr(os, "fork"):
            self._find_together(missing)
            return
        for number, article in enumerate(missing, 1):
            self[article.source]
            self.check.progress(number, len(missing))

    def _find(self, article: Article, key: str, remembered: Findings | None) -> Findings:
        self.give_body(article)
        around = f" {self.snapshot.surroundings}"
        # Of a file that changed, the links that stayed lead where they led.
        answers = dict(remembered.answers) if remembered and key.endswith(around) else {}
        found = _find(self.assembly, article, self.check.policy, self.check.lowest, answers)
        self.new[article.source] = found
        return found

    def give_body(self, article: Article) -> None:
        """Read the text of an article of a snapshot without bodies: it is needed after all."""
        if article.body:
            return
        path = self.check.settings.root / article.source
        catalog = self.assembly.center.catalog
        file = place_file(path, article.source, {one.code for one in catalog.locales})
        fresh, _, _ = read_article(file, self.check.settings, catalog.locales, catalog.default)
        if fresh is not None:
            _set_own(article, (fresh.body, fresh.lines))

    def _find_together(self, articles: Sequence[Article]) -> None:
        """Render in several processes, which inherit all that they read."""
        _ = self.assembly.center.links  # compiled once, before there are several
        global _inherited
        _inherited = (self.assembly, self.check.policy, self.check.lowest, articles)
        parts = [
            range(start, min(start + 100, len(articles))) for start in range(0, len(articles), 100)
        ]
        gc.freeze()
        done = 0
        try:
            with ProcessPoolExecutor(self.check.jobs, multiprocessing.get_context("fork")) as pool:
                for part, results in zip(parts, pool.map(_find_part, parts), strict=True):
                    for index, found in zip(part, results, strict=True):
                        self.found[articles[index].source] = found
                        self.new[articles[index].source] = found
                    done += len(part)
                    self.check.progress(done, len(articles))
        finally:
            _inherited = None
            gc.unfreeze()

    def save(self) -> None:
        """Remember what was found now."""
        if self.check.cache and self.new:
            rows = [(self.prefix + source, key, found) for source, found in self.new.items()
                    if (key := self._key(source))]  # fmt: skip
            self.check.cache.put(rows)


#: What a process that was forked to render works on.
_inherited: tuple[Assembly, Policy, Severity, Sequence[Article]] | None = None


def _find_part(part: range) -> list[Findings]:
    assert _inherited is not None
    assembly, policy, lowest, articles = _inherited
    return [_find(assembly, articles[i], policy, lowest) for i in part]


def _find(
    assembly: Assembly,
    article: Article,
    policy: Policy,
    lowest: Severity,
    known: Mapping[str, ResolvedLink | None] = MappingProxyType({}),
) -> Findings:
    links = RememberedLinks(assembly.center, known)
    rendered = assembly.center.render(article, surroundings=links)
    found = find_in_article(article, rendered, policy, lowest)
    ignored = policy.ignored_in(article.path)
    return dataclasses.replace(found, ignored=ignored, answers=tuple(links.answers.items()))


for _kind in (Article, Problem, Link, ResolvedLink, Findings, Ignored, _Read):
    pickle_by_fields(_kind)
