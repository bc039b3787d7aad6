"""The whole site over one catalog: every page that it has, ready to be rendered in any order."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import NamedTuple

from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.authors import Authors, read_authors
from mkdocs_help_center.content.catalog import Catalog
from mkdocs_help_center.content.coverage import Coverage, coverage
from mkdocs_help_center.content.links import CatalogLinks
from mkdocs_help_center.content.load import Content
from mkdocs_help_center.content.locales import Locale
from mkdocs_help_center.content.modules import Modules, read_modules
from mkdocs_help_center.content.news import News
from mkdocs_help_center.content.problem import Problem
from mkdocs_help_center.content.source import DATA_FOLDER
from mkdocs_help_center.feeds.cuts import Cut, cuts_by_folder, feed_cuts
from mkdocs_help_center.feeds.formats import FORMAT_NAMES
from mkdocs_help_center.feeds.former import former_cuts, former_module_rules
from mkdocs_help_center.markdown import (
    DataSource,
    ImageResolver,
    Rendered,
)
from mkdocs_help_center.pages.article_extras import with_extras
from mkdocs_help_center.pages.articles import article_view, section_tree
from mkdocs_help_center.pages.file_urls import file_urls
from mkdocs_help_center.pages.messages import Messages
from mkdocs_help_center.pages.options import PageOptions
from mkdocs_help_center.pages.page import GeneratedPage
from mkdocs_help_center.pages.page_sources import PAGE_SOURCES
from mkdocs_help_center.pages.related import RelatedArticles, listed_articles
from mkdocs_help_center.pages.rendering import RenderedBodies
from mkdocs_help_center.pages.shelves import Shelves
from mkdocs_help_center.pages.site import SiteContext
from mkdocs_help_center.pages.status_pages import incident_view
from mkdocs_help_center.pages.structured_data import with_head
from mkdocs_help_center.pages.views import ArticleView, Link, View
from mkdocs_help_center.redirects.collect import RedirectFiles, build_table, read_files
from mkdocs_help_center.redirects.resolver import Resolver
from mkdocs_help_center.redirects.settings import RedirectSettings
from mkdocs_help_center.redirects.slug_names import KeptNames
from mkdocs_help_center.redirects.table import RedirectTable
from mkdocs_help_center.search.synonyms import Synonyms, read_synonyms
from mkdocs_help_center.status.board import Board
from mkdocs_help_center.support.load import Support


class KnownUrls(NamedTuple):
    """URLs of pages that are no articles, and of files: to find them, all pages have to be made."""

    pages: tuple[str, ...]
    files: tuple[str, ...]


class HelpCenter:
    """A site: its content, its words and its pages.

    Nothing is rendered before it is asked for; building the same view twice gives the same.
    """

    def __init__(
        self,
        content: Content,
        options: PageOptions,
        site: SiteContext,
        messages: Messages,
        *,
        images: ImageResolver | None = None,
        data: DataSource | None = None,
        support: Support | None = None,
        status: Board | None = None,
    ) -> None:
        self.content = content
        self.catalog: Catalog = content.catalog
        self.options = options
        self.site = site
        self.messages = messages
        self.images = images
        self.data = data
        self.support = support or Support()
        self.status = status or Board()
        self.base_path = site.base_path
        self.bodies = RenderedBodies(self)
        self._trees: dict[tuple[str, str, tuple[str, ...]], tuple[Link, ...]] = {}
        self._kept_names: KeptNames | None = None

    def url(self, path: str) -> str:
        """A page's URL as links print it: root-relative, with the site's base path."""
        return self.base_path + path

    def canonical(self, path: str) -> str:
        """A page's own absolute URL, empty where the site has none."""
        return self.site.absolute(self.url(path)) if self.options.site_url else ""

    @cached_property
    def built_locales(self) -> tuple[Locale, ...]:
        """The languages that this build writes; a whole build has all of :attr:`catalog`'s."""
        only = self.options.only_locales
        return tuple(one for one in self.catalog.locales if not only or one.code in only)

    @cached_property
    def _elsewhere(self) -> frozenset[str]:
        return frozenset(one.code for one in self.catalog.locales if one not in self.built_locales)

    def builds(self, path: str) -> bool:
        """Whether this build writes ``path`` (no leading slash): all but other builds' languages.

        What is in no language's folder is in every build, with the same bytes.
        """
        return path.partition("/")[0] not in self._elsewhere

    @cached_property
    def built_articles(self) -> Sequence[Article]:
        """The articles that this build writes pages for."""
        return tuple(one for one in self.catalog.articles if one.locale not in self._elsewhere)

    @cached_property
    def pages(self) -> Sequence[GeneratedPage]:
        """Every page, articles first, each URL once."""
        return (*map(self._article_page, self.catalog.articles), *self._other_pages.values())

    @cached_property
    def _other_pages(self) -> Mapping[str, GeneratedPage]:
        """Pages that are no articles, by URL."""
        pages: dict[str, GeneratedPage] = {}
        for source in PAGE_SOURCES:
            for page in source(self):
                if page.url not in pages and page.url not in self.catalog.by_url:
                    build = partial(_built_with_head, self, page)
                    pages[page.url] = replace(page, build=build)
        return pages

    def page_at(self, url: str) -> GeneratedPage | None:
        """The page of a URL without leading slash; an article's without making all others."""
        article = self.catalog.by_url.get(url)
        return self._other_pages.get(url) if article is None else self._article_page(article)

    @cached_property
    def plain_urls(self) -> frozenset[str]:
        """URLs of plain pages that no article takes from them."""
        return frozenset(self.content.pages.values()) - self.catalog.by_url.keys()

    @cached_property
    def generated_urls(self) -> tuple[str, ...]:
        """URLs of all pages that are no articles."""
        return tuple(self._other_pages)

    @cached_property
    def file_urls(self) -> tuple[str, ...]:
        """URLs of files that others fetch, embed or subscribe to."""
        return tuple(file_urls(self))

    @property
    def known_urls(self) -> KnownUrls:
        """Both, for a later run over the same site."""
        return KnownUrls(self.generated_urls, self.file_urls)

    def expect_urls(self, urls: KnownUrls) -> None:
        """Take ``urls`` from an earlier run over the same site."""
        self.__dict__ |= {"generated_urls": urls.pages, "file_urls": urls.files}

    def _article_page(self, article: Article) -> GeneratedPage:
        return GeneratedPage(
            article.url,
            article.locale,
            article.title,
            partial(self._rendered_view, article),
            article=article,
            listed=not article.hidden and article.status.published,
            alternates={
                locale: other.url
                for locale, other in self.catalog.translations(article).items()
                if not other.hidden
            },
            modified=article.modified,
        )

    def _rendered_view(self, article: Article) -> ArticleView:
        return self.article_view(article, self.bodies.of(article))

    def article_view(self, article: Article, rendered: Rendered) -> ArticleView:
        """The article's page with its body as rendered."""
        view = with_extras(self, article, rendered, article_view(self, article, rendered))
        return incident_view(self, article, view) if article.type.key == "incident" else view

    def forget(self, article: Article | None = None) -> None:
        """Render the article, or every one, again when it is asked for: its body or an image changed."""
        self.__dict__.pop("coverage", None)
        self.bodies.forget(article)

    @cached_property
    def _module_data(self) -> tuple[Modules, list[Problem]]:
        return read_modules(self.content.settings.root, self.content.settings.prefix)

    @property
    def modules(self) -> Modules:
        """The modules of the product, from ``_data/modules.yml``."""
        return self._module_data[0]

    @cached_property
    def _author_data(self) -> tuple[Authors, list[Problem]]:
        return read_authors(self.content.settings.root, self.content.settings.prefix)

    @property
    def authors(self) -> Authors:
        """Who signs articles, from ``_data/authors.yml``."""
        return self._author_data[0]

    @property
    def data_problems(self) -> Sequence[Problem]:
        """What is wrong with the files of modules and authors."""
        return (*self._module_data[1], *self._author_data[1])

    @cached_property
    def news(self) -> News:
        """What timelines and feeds show."""
        return News(self.catalog, self.modules, self.options.now)

    @cached_property
    def feed_cuts(self) -> tuple[Cut, ...]:
        """Every feed of the site."""
        cuts = feed_cuts(self)
        return (*cuts, *former_cuts(cuts, self.modules))

    @cached_property
    def _cuts_by_folder(self) -> Mapping[str, Cut]:
        return cuts_by_folder(self.feed_cuts)

    def feed_links(self, *folders: str) -> tuple[Link, ...]:
        """The feeds in ``folders`` (paths below the site's root) that there are, in every format."""
        return tuple(
            Link(f"{cut.title} ({name})", self.url(folder + file))
            for folder in dict.fromkeys(folders)
            if (cut := self._cuts_by_folder.get(folder))
            for file, name in FORMAT_NAMES.items()
        )

    def has_feeds(self, locale: str) -> bool:
        """Whether there is anything to subscribe to in ``locale``."""
        return any(cut.locale == locale for cut in self.feed_cuts)

    @cached_property
    def resolver(self) -> Resolver:
        """Where every URL leads that the site has or ever had."""
        return self.redirects.resolver

    @cached_property
    def redirects(self) -> RedirectTable:
        """Every old URL, and what is wrong with the rules for them."""
        return build_table(*self._redirect_sources, self._kept_names)

    @cached_property
    def _redirect_sources(
        self,
    ) -> tuple[Catalog, RedirectSettings, Sequence[str], RedirectFiles]:
        """All that decides the redirects."""
        others = (*self.content.files, *self.file_urls)
        known = [*self.generated_urls, *self.content.pages.values(), *others]
        files = self.redirect_files
        data = f"{self.content.settings.prefix}{DATA_FOLDER}/"
        renamed = former_module_rules(self.modules, self.generated_urls, data)
        files = replace(files, rules=(*files.rules, *renamed))
        return self.catalog, self.redirect_settings, known, files

    @cached_property
    def redirect_settings(self) -> RedirectSettings:
        """The site's decisions about redirects, with what its address decides."""
        return replace(
            self.options.redirects,
            base_path=self.base_path,
            hosts=frozenset(self.options.our_hosts),
            site_url=self.options.site_url,
        )

    @cached_property
    def redirect_files(self) -> RedirectFiles:
        """The rule files and the ledger, as read."""
        settings = self.content.settings
        prefix = f"{settings.prefix}{DATA_FOLDER}/"
        return read_files(settings.root / DATA_FOLDER, self.redirect_settings, prefix)

    @cached_property
    def links(self) -> CatalogLinks:
        """What resolves the links inside articles."""
        return CatalogLinks(self.resolver, self.content.pages, self.content.settings.prefix)

    @cached_property
    def related(self) -> RelatedArticles:
        """Which articles are close to which."""
        return RelatedArticles(listed_articles(self))

    def keep_names(self) -> None:
        """Look slugs up in what the next state of this site takes over, and not in tables of its own."""
        self._kept_names = KeptNames()

    def take_over(
        self, old: HelpCenter, changed: Collection[Article], *, bodies: bool = False
    ) -> None:
        """Keep what ``old``, the same site before a change, has found out and what still holds.

        Args:
            old: not to be used any more.
            changed: articles that are the same objects there and here, but were given other contents.
            bodies: whether bodies of all other articles are rendered as they were.
        """
        self.news.take_over(old.news, changed)
        self._kept_names = old._kept_names
        if "related" in old.__dict__:
            old.related.update(listed_articles(self), changed)
            self.__dict__["related"] = old.related
        if "redirects" in old.__dict__ and self._redirect_sources == old._redirect_sources:
            self.__dict__["redirects"] = old.redirects
            if bodies:
                self.bodies.take_over(old.bodies, changed)

    @cached_property
    def coverage(self) -> Coverage:
        """What is translated, counted by section."""
        return coverage(self.catalog)

    @cached_property
    def synonyms(self) -> Synonyms:
        """What readers say alike, from ``_data/synonyms.yml``."""
        settings = self.content.settings
        codes = [locale.code for locale in self.catalog.locales]
        return read_synonyms(settings.root, settings.prefix, codes)

    @cached_property
    def shelves(self) -> Shelves:
        """How articles stand together: in categories and in tracks."""
        return Shelves(self.catalog)

    def section_tree(self, locale: str, section: str, top: tuple[str, ...]) -> tuple[Link, ...]:
        """The section's top categories, the one of folder ``top`` marked."""
        key = (locale, section, top)
        if key not in self._trees:
            self._trees[key] = section_tree(self, locale, section, top)
        return self._trees[key]


def _built_with_head(center: HelpCenter, page: GeneratedPage) -> View:
    return with_head(center, page.build())
