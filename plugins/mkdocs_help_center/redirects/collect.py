"""All redirects of a site in one table, from articles, configuration, rule files and the ledger."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs_help_center.content.article import Article, Status
from mkdocs_help_center.content.catalog import Catalog
from mkdocs_help_center.content.problem import Problem, Severity
from mkdocs_help_center.redirects.index import Index, legacy_slugs
from mkdocs_help_center.redirects.ledger import Ledger, moved_rules, read_ledger
from mkdocs_help_center.redirects.legacy import LegacyUrls
from mkdocs_help_center.redirects.model import How, Kind, Origin, Redirect, Rule
from mkdocs_help_center.redirects.resolver import Resolver
from mkdocs_help_center.redirects.settings import RedirectSettings
from mkdocs_help_center.redirects.tables import read_tables
from mkdocs_help_center.redirects.urls import slug_key


@dataclass(frozen=True)
class LanguageChoice:
    """A URL without a language: where it leads by the reader's, and without one."""

    source: str
    targets: dict[str, str]
    default: str


@dataclass(frozen=True)
class GonePage:
    """What the URL of an archived article, or one that a rule gives status 410, shows.

    ``source`` is the article's, or the rule's; ``url`` is relative to the site's root;
    ``alternatives`` are root-relative URLs of articles, nearest first.
    """

    source: str
    url: str
    locale: str
    article: Article | None
    alternatives: tuple[str, ...]


@dataclass
class RedirectTable:
    """One table for every host format.

    Attributes:
        resolver: says where any URL leads; what the rules below are made with.
        ledger: what was published before.
        problems: of rule files, rules, the ledger and legacy slugs, sorted.
    """

    resolver: Resolver
    ledger: Ledger
    problems: tuple[Problem, ...] = ()
    settings: RedirectSettings = field(default_factory=RedirectSettings)

    @functools.cached_property
    def redirects(self) -> tuple[Redirect, ...]:
        """Every old URL known, once: the most deliberate kind first, then in the articles' order."""
        buckets: dict[int, list[Redirect]] = {kind.value: [] for kind in Kind}
        seen: set[str] = set()
        for redirect in self._written():
            if redirect.source not in seen:
                seen.add(redirect.source)
                buckets[redirect.origin.kind].append(redirect)
        self._generate(buckets, seen)
        return tuple(redirect for kind in Kind for redirect in buckets[kind])

    @functools.cached_property
    def languages(self) -> tuple[LanguageChoice, ...]:
        """The root and the sections without a language."""
        resolver, base = self.resolver, self.settings.base_path
        index = resolver.index
        choices = []
        for section in ("", *sorted(set(resolver.reader.sections))):
            found = resolver.resolve(f"/{section}")
            if found.how is not How.LANGUAGE:
                continue
            page = index.exact[found.path]
            targets = {
                code: base + url for code, url in zip(index.codes, page.urls, strict=True) if url
            }
            choices.append(LanguageChoice(f"/{section}", targets, found.url))
        return tuple(choices)

    @functools.cached_property
    def gone(self) -> tuple[GonePage, ...]:
        """A page for every URL that answers 410: archived articles without successor, and rules."""
        resolver = self.resolver
        pages: dict[str, GonePage] = {}
        for article in resolver.catalog.unpublished:
            url = f"{article.locale}/{article.section}/{article.slug}/"
            if article.status is Status.ARCHIVED:
                self._add_gone(pages, article.source, url, article)
        for rule in resolver.written():
            path = resolver.canonical_source(rule.source)
            if rule.status == 410 and "?" not in path and "%" not in path:
                self._add_gone(pages, rule.source, path.strip("/") + "/", None)
        return tuple(pages.values())

    def gone_page(self, source: str) -> str:
        """The URL of the page that a gone URL shows, relative to the site's root; or empty."""
        found = self.resolver.resolve(source)
        for page in self.gone:
            if page.url == source.strip("/") + "/" or (
                found.article is not None and page.article is found.article
            ):
                return page.url
        return ""

    def _add_gone(
        self, pages: dict[str, GonePage], source: str, url: str, article: Article | None
    ) -> None:
        found = self.resolver.resolve(f"/{url}")
        if found.status != 410 or url in pages:
            return
        locale = found.wanted_locale or self.resolver.catalog.default.code
        near = tuple(self.resolver.nearest(f"/{url}", locale))
        pages[url] = GonePage(source, url, locale, article, near)

    def _generate(self, buckets: dict[int, list[Redirect]], seen: set[str]) -> None:
        """Add the legacy URLs of every article; those that mean another one lead there."""
        resolver = self.resolver
        resolve = resolver.resolve
        urls = LegacyUrls(resolver.index, self.settings)
        for article in resolver.catalog.articles:
            origins: dict[int, Origin] = {}
            for source, kind in urls.of(article):
                if source in seen:
                    continue
                seen.add(source)
                found = resolve(source)
                if found.status in (200, 404, 410):
                    continue
                origin = origins.get(kind)
                if origin is None:
                    line = article.line("legacySlug" if kind is Kind.LEGACY_SLUG else "slug")
                    origin = origins[kind] = Origin(kind, article.path, line)
                buckets[kind].append(Redirect(source, found.url, found.status, origin))

    def _written(self) -> Iterator[Redirect]:
        """What people wrote, and what the ledger knows."""
        resolver = self.resolver
        for rule in resolver.written():
            found = resolver.resolve(rule.source)
            if found.status in (200, 404, 302) and found.how is not How.RULE:
                continue
            target = "" if found.status == 410 else found.url
            yield Redirect(
                resolver.canonical_source(rule.source), target, found.status, rule.origin
            )
        yield from self._archived()

    def _archived(self) -> Iterator[Redirect]:
        """URLs of archived articles: to their successors, or gone."""
        resolver = self.resolver
        urls = LegacyUrls(resolver.index, self.settings)
        for article in resolver.catalog.unpublished:
            if article.status is not Status.ARCHIVED:
                continue
            origin = Origin(Kind.REPLACED, article.path, article.line("replacedBy"))
            own = f"/{article.locale}/{article.section}/{article.slug}/"
            for source in (own, *(url for url, _ in urls.of(article))):
                found = resolver.resolve(source)
                if found.how in (How.REPLACED, How.GONE):
                    target = "" if found.status == 410 else found.url
                    yield Redirect(source, target, found.status, origin)


def collect_redirects(
    catalog: Catalog,
    settings: RedirectSettings | None = None,
    known_urls: Iterable[str] = (),
    data: Path | None = None,
    prefix: str = "content/_data/",
) -> RedirectTable:
    """Everything that redirects, of one site.

    Args:
        catalog: its articles.
        settings: its decisions.
        known_urls: URLs of its other pages and files, relative to its root.
        data: the folder with rule files and the ledger; None for none.
        prefix: what problems put before those files' names.
    """
    settings = settings or RedirectSettings()
    known = tuple(known_urls)
    rules: list[Rule] = []
    problems: list[Problem] = []
    ledger = Ledger(prefix + settings.ledger)
    if data is not None:
        required = settings.tables != RedirectSettings().tables
        rules, problems = read_tables(data, settings.tables, prefix, required=required)
        ledger = read_ledger(data / settings.ledger, prefix + settings.ledger)
    index = Index(catalog, known)
    rules = [
        *moved_rules(ledger, index),
        *article_rules(catalog),
        *rules,
        *renamed_rules(settings, index),
    ]
    resolver = Resolver(catalog, rules, settings, index=index)
    problems += [*ledger.problems, *resolver.problems]
    problems += [*_vanished(ledger, resolver), *_taken_legacy_slugs(resolver)]
    return RedirectTable(resolver, ledger, tuple(sorted(problems)), settings)


def article_rules(catalog: Catalog) -> Iterator[Rule]:
    """What articles say about URLs: ``redirectFrom``, and ``replacedBy`` of archived ones."""
    for article in catalog.articles:
        origin = Origin(Kind.REDIRECT_FROM, article.path, article.line("redirectFrom"))
        for source in article.values("redirectFrom"):
            yield Rule(source, "/" + article.url, 301, origin)
    for article in catalog.unpublished:
        target = article.text("replacedBy")
        if target and article.status is Status.ARCHIVED:
            origin = Origin(Kind.REPLACED, article.path, article.line("replacedBy"))
            yield Rule(article.source, target, 301, origin, article.locale)


def renamed_rules(settings: RedirectSettings, index: Index) -> Iterator[Rule]:
    """A rule in every language for each renamed category; its articles kept their URLs."""
    for old, new in settings.categories.items():
        old_section, _, old_path = old.strip("/").partition("/")
        section, _, path = new.strip("/").partition("/")
        for code in index.codes:
            origin = Origin(Kind.RENAMED, "mkdocs.yml")
            source = f"/{code}/{old_section}/category/{old_path}/"
            target = f"/{code}/{section}/category/{path}/"
            yield Rule(source, target, 301, origin)


def _vanished(ledger: Ledger, resolver: Resolver) -> Iterator[Problem]:
    """Published URLs that lead nowhere now."""
    for entry in ledger.entries:
        if entry.url[1:] in resolver.index.exact or resolver.resolve(entry.url).status != 404:
            continue
        near = resolver.nearest(entry.url, None, 1)
        hint = f"add 'redirectFrom: {entry.url}' to the article that took its place"
        hint += f" ('{near[0]}'?)" if near else ", or a rule with 'status: 410' if it is gone"
        message = f"'{entry.url}' was published and leads nowhere now"
        yield Problem(ledger.path, entry.line, 1, "url-vanished", message, hint, Severity.ERROR)


def _taken_legacy_slugs(resolver: Resolver) -> Iterator[Problem]:
    """Legacy slugs that lead to another article, so that old bookmarks do."""
    for article in resolver.catalog.articles:
        for raw in legacy_slugs(article):
            key = slug_key(raw)
            if not key or key == article.slug:
                continue
            found = resolver.resolve(f"/{article.locale}/{article.section}/{raw}")
            other = found.article
            if (
                other is not None
                and resolver.index.of_article[other.source]
                is not (resolver.index.of_article[article.source])
            ):
                message = f"legacySlug '{raw}' leads to '{other.path}' by its {found.how.value}"
                hint = "take it out here, or there"
                line = article.line("legacySlug")
                yield Problem(article.path, line, 1, "legacy-slug-taken", message, hint)
