"""What an old URL can name: ids, slugs, legacy slugs and pages, each with the page in every language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from mkdocs_help_center.content.article import Article, Status
from mkdocs_help_center.content.catalog import Catalog
from mkdocs_help_center.content.slugs import slugify
from mkdocs_help_center.redirects.slug_names import (
    KeptNames,
    KeptSlugs,
    SlugLookup,
    legacy_keys,
    legacy_slugs,
    slug_keys,
)
from mkdocs_help_center.redirects.urls import path_key, slug_key, split_path


@dataclass(frozen=True, slots=True, eq=False)
class Destination:
    """One text in all its languages: a URL for each of the site's locales, empty where it is missing.

    URLs are relative to the site's root. ``neutral`` is the URL of a page that has no language.
    """

    urls: tuple[str, ...]
    neutral: str = ""

    def choose(self, wanted: int, default: int) -> int:
        """The best existing locale: the wanted one, the site's default, the first; -1 for neutral."""
        urls = self.urls
        if wanted >= 0 and urls[wanted]:
            return wanted
        if urls[default]:
            return default
        return next((number for number, url in enumerate(urls) if url), -1)


@dataclass(frozen=True, slots=True, eq=False)
class Gone:
    """An archived article: it has no page, but its URLs were published."""

    article: Article
    locale: int


class SlugTable(dict[str, tuple[Destination, ...]]):
    """``{locale number}/{slug key}`` → destinations, oldest article first.

    ``names`` are the slug keys of all locales, to tell quickly that there is none.
    """

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def add(self, locale: int, keys: Iterable[str], destination: Destination) -> None:
        """Another destination of slugs."""
        for key in keys:
            name = f"{locale}/{key}"
            if (known := self.get(name)) is None:
                self.names.add(key)
                self[name] = (destination,)
            elif destination not in known:
                self[name] = (*known, destination)


class Index:
    """All names of all pages. What most pages need is made at once, a table of slugs or ids when it is
    first asked for; :meth:`complete` asks for all.

    Args:
        catalog: the site's articles.
        known_urls: URLs of its other pages and files.
        kept: what a preview keeps over the changes of its site; slugs are then looked up in it.

    Attributes:
        codes: the site's locale codes; locales are numbers into it everywhere else.
        default: the default locale's number.
        directory_urls: whether articles' URLs end in a slash, not in ``.html``.
        exact: every page's URL (no leading slash) → its destination.
        pages: keys of paths of pages that are no articles; ``page_ends`` holds their last parts, to
            tell quickly that a path is none of them.
        group_ids: ids of tracks and categories.
    """

    def __init__(
        self, catalog: Catalog, known_urls: Iterable[str] = (), kept: KeptNames | None = None
    ) -> None:
        self.catalog = catalog
        self._kept = kept
        self.codes = tuple(locale.code for locale in catalog.locales)
        self.default = self.codes.index(catalog.default.code)
        self.number = {code: number for number, code in enumerate(self.codes)}
        self.directory_urls = all(item.url.endswith("/") for item in catalog.articles)
        self.exact: dict[str, Destination] = {}
        self.pages: dict[str, Destination] = {}
        self.page_ends: set[str] = set()
        self.of_article: dict[str, Destination] = {}
        self._add_articles()
        self._add_pages(known_urls)

    def complete(self) -> None:
        """Make every table: before there are several processes, each of which would; while nobody waits."""
        spare = () if self._kept is None else ("slugs", "legacy_slugs")
        for name, member in vars(type(self)).items():
            if isinstance(member, cached_property) and name not in spare:
                getattr(self, name)

    def destination(self, urls: Mapping[str, str], neutral: str = "") -> Destination:
        """A destination from URLs by locale code."""
        return Destination(tuple([urls.get(code, "") for code in self.codes]), neutral)

    def _add_articles(self) -> None:
        for article in self.catalog.articles:
            if article.url in self.exact:
                continue
            group = self.catalog.translations(article)
            urls = [group[code].url if code in group else "" for code in self.codes]
            destination = Destination(tuple(urls))
            for item in group.values():
                self.exact[item.url] = self.of_article[item.source] = destination

    def _merged(self, own: Mapping[str, Article]) -> Destination:
        """The articles of one id; where it has none in a language, their translation."""
        first = own.get(self.codes[self.default]) or next(iter(own.values()))
        group = self.of_article[first.source]
        if all(self.of_article[article.source] is group for article in own.values()):
            return group
        return Destination(
            tuple(
                [
                    own[code].url if code in own else group.urls[number]
                    for number, code in enumerate(self.codes)
                ]
            )
        )

    @cached_property
    def ids(self) -> dict[str, Destination]:
        """Destinations by article id."""
        return {name: self._merged(own) for name, own in self.catalog.by_id.items() if own}

    @cached_property
    def folded_ids(self) -> dict[str, Destination]:
        """Likewise by ids in lower case, those that are unambiguous."""
        folded: dict[str, list[str]] = {}
        for name in self.ids:
            folded.setdefault(name.lower(), []).append(name)
        return {key: self.ids[names[0]] for key, names in folded.items() if len(names) == 1}

    @cached_property
    def _owners(self) -> tuple[dict[str, str], dict[str, dict[str, Article]]]:
        """The short id of each article, by source, and the articles of each by locale."""
        names: dict[str, str] = {}
        owners: dict[str, dict[str, Article]] = {}
        for article in self.catalog.articles:
            name = names[article.source] = self._free_id(article, owners)
            owners.setdefault(name, {})[article.locale] = article
        return names, owners

    def short_id(self, article: Article) -> str:
        """What stands in its short URL; empty for an article without a page."""
        if article.source not in self.of_article:
            return ""
        # To know who owns a name that several want, all have to be looked at.
        return self._own_id(article) or self._owners[0][article.source]

    @cached_property
    def short_ids(self) -> dict[str, Destination]:
        """Destinations by what ``/{locale}/a/{id}`` takes."""
        known = {
            name: self.ids.get(name) or self._merged(own) for name, own in self._owners[1].items()
        }
        # What an article without an id had before it got one.
        for article in self.catalog.articles:
            known.setdefault(article.stem_id, self.of_article[article.source])
        return known

    def _own_id(self, article: Article) -> str:
        """The id or internal reference, where it is of no older article."""
        by_id = self.catalog.by_id
        if (name := article.id) and by_id[name].get(article.locale) is article:
            return name
        if article.internal_reference:
            name = f"ki-{article.internal_reference}"
            if by_id[name].get(article.locale) is article:
                return name
        return ""

    def _free_id(self, article: Article, owners: Mapping[str, Mapping[str, Article]]) -> str:
        """The identity, or what is left where an older article has the same one."""
        if name := self._own_id(article):
            return name
        by_id = self.catalog.by_id
        base = name = article.stem_id
        number = 1
        while name in by_id or article.locale in owners.get(name, ()):
            number += 1
            name = f"{base}-{number}"
        return name

    @cached_property
    def slug_lookup(self) -> SlugLookup:
        """What finds destinations by slug."""
        return self.slugs if self._kept is None else KeptSlugs(self, self._kept.slugs)

    @cached_property
    def legacy_lookup(self) -> SlugLookup:
        """Likewise by earlier slugs."""
        return self.legacy_slugs if self._kept is None else KeptSlugs(self, self._kept.legacy_slugs)

    @cached_property
    def slugs(self) -> SlugTable:
        """Destinations by slug, as it is and as it was written."""
        table = SlugTable()
        for article in self.catalog.by_age:
            number, destination = self.number[article.locale], self.of_article[article.source]
            table.add(number, slug_keys(article), destination)
        return table

    @cached_property
    def legacy_slugs(self) -> SlugTable:
        """Destinations by earlier slugs."""
        table = SlugTable()
        for article in self.catalog.by_age:
            if keys := legacy_keys(article):
                destination = self.of_article[article.source]
                table.add(self.number[article.locale], keys, destination)
        return table

    @cached_property
    def gone_ids(self) -> dict[str, Gone]:
        """Archived articles by ``{locale number}/{id}``."""
        found: dict[str, Gone] = {}
        for gone in self._archived:
            reference = gone.article.internal_reference
            for name in (gone.article.id, reference and f"ki-{reference}"):
                if name:
                    found.setdefault(f"{gone.locale}/{name}", gone)
        return found

    @cached_property
    def gone_slugs(self) -> dict[str, Gone]:
        """Likewise by slug key, of all slugs that they had."""
        found: dict[str, Gone] = {}
        for gone in self._archived:
            article = gone.article
            for raw in (article.slug, *article.raw_slugs, *legacy_slugs(article)):
                if key := slug_key(raw):
                    found.setdefault(f"{gone.locale}/{key}", gone)
        return found

    @cached_property
    def _archived(self) -> tuple[Gone, ...]:
        return tuple(
            Gone(article, self.number[article.locale])
            for article in self.catalog.unpublished
            if article.status is Status.ARCHIVED
        )

    def _add_pages(self, known_urls: Iterable[str]) -> None:
        """Homes, sections and categories of the catalog, and whatever else the site has."""
        groups: dict[object, dict[str, str]] = {}
        self.group_ids: dict[str, Destination] = {}
        for code in self.codes:
            groups.setdefault(("",), {})[code] = f"{code}/"
            for section in self.catalog.sections(code):
                groups.setdefault((section,), {})[code] = f"{code}/{section}/"
        for category in self.catalog.categories.values():
            group = groups.setdefault((category.section, category.key), {})
            group.setdefault(category.locale, category.url)
        neutral: list[str] = []
        placed = {url for group in groups.values() for url in group.values()} | self.exact.keys()
        # The root is a choice of language, whatever page a host shows where it cannot choose.
        for url in sorted({url.lstrip("/") for url in known_urls} - placed - {""}):
            locale, _, rest = url.partition("/")
            if locale in self.number:
                groups.setdefault(rest, {})[locale] = url
            else:
                neutral.append(url)
        for urls in groups.values():
            self._add_page(self.destination(urls), urls.values())
        for url in neutral:
            self._add_page(self.destination({}, url), (url,))
        self._add_groups()

    def _add_page(self, destination: Destination, urls: Iterable[str]) -> None:
        for url in urls:
            self.exact.setdefault(url, destination)
            key = path_key(split_path(url))
            self.pages.setdefault(key, destination)
            self.page_ends.add(key.rpartition("/")[2])

    def _add_groups(self) -> None:
        """Ids of categories and tracks; a track without a page starts at its first article."""
        for category in self.catalog.categories.values():
            name = category.key[-1]
            if name != slugify(category.folders[-1]) and category.url in self.exact:
                self.group_ids.setdefault(name, self.exact[category.url])
        steps = [article for article in self.catalog.articles if "trackId" in article.meta]
        for article in sorted(steps, key=lambda item: (item.order or 0, item.source)):
            track = article.text("trackId")
            if track and track not in self.group_ids:
                self.group_ids[track] = self.of_article[article.source]
