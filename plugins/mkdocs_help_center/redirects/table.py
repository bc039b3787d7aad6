"""One table of every old URL of a site, which host formats render."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mkdocs_help_center.content.article import Article, Status
from mkdocs_help_center.content.cache import without_gc
from mkdocs_help_center.content.problem import Problem
from mkdocs_help_center.redirects.checks import check_ledger, check_legacy_slugs
from mkdocs_help_center.redirects.gone import GonePage
from mkdocs_help_center.redirects.ledger import Ledger
from mkdocs_help_center.redirects.legacy import LegacyUrls
from mkdocs_help_center.redirects.model import How, Kind, Origin, Redirect
from mkdocs_help_center.redirects.resolver import Resolver
from mkdocs_help_center.redirects.settings import RedirectSettings


@dataclass(frozen=True)
class LanguageChoice:
    """A URL without a language: where it leads by the reader's, and without one."""

    source: str
    targets: dict[str, str]
    default: str


@dataclass
class RedirectTable:
    """One table for every host format.

    Attributes:
        resolver: says where any URL leads; what the redirects are made with.
        ledger: what was published before.
        gone: the pages of what answers 410.
        read_problems: of the rule files and the ledger.
    """

    resolver: Resolver
    ledger: Ledger
    gone: tuple[GonePage, ...] = ()
    read_problems: tuple[Problem, ...] = ()

    @property
    def settings(self) -> RedirectSettings:
        """The site's decisions."""
        return self.resolver.settings

    @functools.cached_property
    def redirects(self) -> tuple[Redirect, ...]:
        """Every old URL known, once: the most deliberate kind first, then in the articles' order."""
        buckets: list[list[Redirect]] = [[] for _ in range(max(Kind) + 1)]
        seen: set[str] = set()
        for redirect in self._written():
            if redirect.source not in seen:
                seen.add(redirect.source)
                buckets[redirect.origin.kind].append(redirect)
        with without_gc():
            self._generate(buckets, seen)
        return tuple([redirect for bucket in buckets for redirect in bucket])

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
    def problems(self) -> tuple[Problem, ...]:
        """Of rule files, rules, the ledger and legacy slugs, sorted."""
        legacy = self.problems_of(self.resolver.catalog.articles)
        return tuple(sorted((*self.written_problems, *legacy)))

    @functools.cached_property
    def written_problems(self) -> tuple[Problem, ...]:
        """Of what people wrote besides articles: rule files, and published URLs that are gone."""
        ledger = check_ledger(self.ledger, self.resolver)
        return (*self.read_problems, *self.resolver.problems, *ledger)

    def problems_of(self, articles: Iterable[Article]) -> Iterator[Problem]:
        """Of what articles say about their old URLs; rules in front matter are written ones."""
        return check_legacy_slugs(self.resolver, articles)

    def gone_page(self, source: str) -> str:
        """The URL of the page that a gone URL shows, relative to the site's root; or empty."""
        found = self.resolver.resolve(source)
        for page in self.gone:
            if page.url == source.strip("/") + "/" or (
                found.article is not None and page.article is found.article
            ):
                return page.url
        return ""

    def _generate(self, buckets: list[list[Redirect]], seen: set[str]) -> None:
        """Add the legacy URLs of every article; those that mean another one lead there."""
        resolver = self.resolver
        redirect = resolver.redirect
        urls = LegacyUrls(resolver.index, self.settings)
        for article in resolver.catalog.articles:
            origins: list[Origin | None] = [None] * len(buckets)
            for source, kind in urls.of(article):
                if source in seen:
                    continue
                seen.add(source)
                target, status = redirect(source)
                if status in (200, 404, 410):
                    continue
                origin = origins[kind]
                if origin is None:
                    line = article.line("legacySlug" if kind is Kind.LEGACY_SLUG else "slug")
                    origin = origins[kind] = Origin(kind, article.path, line)
                buckets[kind].append(Redirect(source, target, status, origin))

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
