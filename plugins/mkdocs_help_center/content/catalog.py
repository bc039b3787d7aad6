"""All articles of a site in one index, with the reverse maps that everything else looks things up in."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property

from mkdocs_help_center.content.article import Article, article_url
from mkdocs_help_center.content.categories import (
    Category,
    FolderMetadata,
    Place,
    build_categories,
)
from mkdocs_help_center.content.content_types import CONTENT_TYPES, Order
from mkdocs_help_center.content.locales import Locale
from mkdocs_help_center.content.problem import Problem, Severity
from mkdocs_help_center.content.slugs import slugify
from mkdocs_help_center.content.translations import (
    TranslationGroups,
    by_locale,
    group_translations,
)

_NEVER = datetime.max.replace(tzinfo=UTC)


class Catalog:
    """The published articles of a site, indexed.

    Attributes:
        locales: the site's languages in order; ``default`` is one of them.
        articles: every article with a page, hidden ones included, in the order of their source.
        unpublished: drafts and archived articles, which have no page.
        by_source, by_url: article of a source URI, or of a URL (no leading slash).
        by_id: articles of an id (or of ``ki-N`` for a known issue's internal reference) by locale.
        categories: by place.
        problems: what was found while indexing.
    """

    def __init__(
        self,
        articles: Iterable[Article],
        locales: Sequence[Locale],
        default: Locale,
        metadata: Mapping[Place, FolderMetadata] | None = None,
        *,
        drafts: bool = False,
        groups: TranslationGroups | None = None,
    ) -> None:
        """Index ``articles``; with ``drafts`` the unpublished DRAFT ones get pages too. ``groups`` are kept
        by a caller that indexes a site again and again.
        """
        self.locales = tuple(locales)
        self.default = default
        self.problems: list[Problem] = []
        every = sorted(articles, key=lambda article: article.source)
        shown = [a for a in every if a.status.published or (drafts and a.status.name == "DRAFT")]
        pages = set(shown)
        self.unpublished = tuple(article for article in every if article not in pages)
        self.articles = tuple(self._assign_urls(shown))
        self._index()
        self._group_of: Mapping[str, Mapping[str, Article]] = (
            by_locale(group_translations(self.articles))
            if groups is None
            else groups.update(self.articles)
        )
        self.categories = build_categories(self.articles, metadata or {})
        self._list()

    def _assign_urls(self, articles: list[Article]) -> list[Article]:
        """Give each article its URL; of two that want one, the oldest keeps it."""
        wanted: dict[str, list[Article]] = {}
        for article in articles:
            url = article_url(article.locale, article.section, article.slug)
            if (rivals := wanted.get(url)) is None:
                wanted[url] = [article]
            else:
                rivals.append(article)
        urls = set(wanted)
        placed: dict[str, Article] = {}
        for url, rivals in wanted.items():
            keeper, *others = rivals if len(rivals) == 1 else sorted(rivals, key=age)
            placed[keeper.source] = _at(url, keeper)
            for article in others:
                moved = placed[article.source] = self._move(article, article.slug, urls)
                self.problems.append(_url_taken(article, keeper, moved))
        return [placed[article.source] for article in articles]

    @staticmethod
    def _move(article: Article, slug: str, urls: set[str]) -> Article:
        base = f"{slug}-{slugify(article.identity) or 'copy'}"
        candidate, number = base, 1
        while (url := article_url(article.locale, article.section, candidate)) in urls:
            number += 1
            candidate = f"{base}-{number}"
        urls.add(url)
        return dataclasses.replace(article, slug=candidate, url=url)

    def _index(self) -> None:
        self.by_source = {article.source: article for article in self.articles}
        self.by_url = {article.url: article for article in self.articles}
        self.by_id: dict[str, dict[str, Article]] = defaultdict(dict)
        for article in self.by_age:
            self._index_ids(article)

    @cached_property
    def by_age(self) -> Sequence[Article]:
        """All articles, oldest first."""
        # They are in the order of their sources, and sorting keeps it.
        return sorted(self.articles, key=lambda article: article.date or _NEVER)

    @cached_property
    def by_slug(self) -> Mapping[tuple[str, str], Sequence[Article]]:
        """Articles of a slug by locale, as (locale, safe slug) → articles, oldest first."""
        found: dict[tuple[str, str], list[Article]] = defaultdict(list)
        for article in self.by_age:
            for slug in sorted({article.slug, *map(slugify, article.raw_slugs)}):
                found[article.locale, slug].append(article)
        return dict(found)

    @cached_property
    def by_legacy_slug(self) -> Mapping[tuple[str, str], Sequence[Article]]:
        """Likewise for ``legacySlug``."""
        found: dict[tuple[str, str], list[Article]] = defaultdict(list)
        for article in self.by_age:
            for slug in dict.fromkeys(map(slugify, article.legacy_slugs)):
                if slug:
                    found[article.locale, slug].append(article)
        return dict(found)

    def _index_ids(self, article: Article) -> None:
        if article.id:
            known = self.by_id[article.id]
            if article.locale in known:
                self.problems.append(_duplicate_id(article, known[article.locale]))
            known.setdefault(article.locale, article)
        if article.internal_reference:
            reference = self.by_id[f"ki-{article.internal_reference}"]
            reference.setdefault(article.locale, article)

    def list_again(self) -> None:
        """Sort the lists anew after articles were given other titles, and nothing else of what they are
        indexed by.
        """
        self._list()

    def _list(self) -> None:
        """Articles that lists show, by (locale, section) and by category, in the section's order."""
        sections: dict[tuple[str, str], list[Article]] = defaultdict(list)
        for article in self.articles:
            if not article.hidden and article.status.published:
                sections[article.locale, article.section].append(article)
        orders = {kind.section: kind.order for kind in CONTENT_TYPES}
        self.by_section = {
            key: sort_articles(articles, orders[key[1]]) for key, articles in sections.items()
        }
        self.by_category: dict[Place, list[Article]] = defaultdict(list)
        self.categories_in: dict[Place, list[Category]] = defaultdict(list)
        for (locale, section), articles in self.by_section.items():
            for article in articles:
                if article.folders:
                    self.by_category[locale, section, article.folders].append(article)
        for category in sorted(
            self.categories.values(), key=lambda item: (item.order, item.name.casefold(), item.path)
        ):
            locale, section, folders = category.place
            self.categories_in[locale, section, folders[:-1]].append(category)

    def listed(self, locale: str, section: str) -> Sequence[Article]:
        """The articles that a section's listing shows, in its order."""
        return self.by_section.get((locale, section), ())

    def sections(self, locale: str) -> list[str]:
        """Sections with at least one listed article, in the registry's order."""
        return [kind.section for kind in CONTENT_TYPES if (locale, kind.section) in self.by_section]

    def translations(self, article: Article) -> Mapping[str, Article]:
        """The article in each language that it exists in, its own included, by locale."""
        return self._group_of[article.source]

    def in_category(self, place: Place) -> list[Article]:
        """Articles of a category and of all categories inside it, in the section's order."""
        locale, section, folders = place
        return [
            article
            for article in self.listed(locale, section)
            if article.folders[: len(folders)] == folders
        ]

    def category_of(self, article: Article) -> Category | None:
        """The innermost category of an article."""
        return self.categories.get((article.locale, article.section, article.folders))

    def category_trail(self, category: Category | None) -> list[Category]:
        """The category's ancestors from the section down, itself last."""
        if category is None:
            return []
        locale, section, folders = category.place
        depths = range(1, len(folders) + 1)
        trail = (self.categories.get((locale, section, folders[:depth])) for depth in depths)
        return [item for item in trail if item is not None]


def sort_articles(articles: Iterable[Article], order: Order) -> list[Article]:
    """``articles`` as a listing wants them; ties end at the source, so the order is always the same."""
    by_source = sorted(articles, key=lambda article: article.source)
    if order is Order.NEWEST:
        return sorted(by_source, key=lambda a: -a.date.timestamp() if a.date else 0)
    if order is Order.POSITION:
        return sorted(
            by_source,
            key=lambda a: (a.folders, a.order is None, a.order or 0, a.title.casefold()),
        )
    return sorted(by_source, key=lambda a: a.title.casefold())


def _at(url: str, article: Article) -> Article:
    # Most have the URL that they ask for, and a copy costs more than all of the index.
    return article if article.url == url else dataclasses.replace(article, url=url)


def age(article: Article) -> tuple[datetime, str]:
    """What sorts the oldest article first; ties end at the source."""
    return article.date or _NEVER, article.source


def _url_taken(article: Article, keeper: Article, moved: Article) -> Problem:
    key = next((key for key in ("slug", "slugEN") if key in article.lines), "title")
    message = (
        f"/{keeper.locale}/{keeper.section}/{keeper.slug}/ belongs to the older '{keeper.path}', "
        f"so this article is at '{moved.slug}'"
    )
    hint = "give it a slug of its own, or delete the copy"
    return Problem(article.path, article.line(key), 1, "url-taken", message, hint)


def _duplicate_id(article: Article, keeper: Article) -> Problem:
    message = f"id '{article.id}' is also that of the older '{keeper.path}', where old links lead"
    hint = "give each article its own id; only translations share one"
    return Problem(
        article.path, article.line("id"), 1, "duplicate-id", message, hint, Severity.WARNING
    )
