"""What every page knows about the site it is on: names, languages, links of header and footer.

Built once a build; everything in it is the same for all pages of a locale, so that header and footer
are rendered once for each locale and section.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import quote, urlsplit

from mkdocs_help_center.content.content_types import BY_SECTION
from mkdocs_help_center.content.locales import Locale
from mkdocs_help_center.pages.assets import Assets
from mkdocs_help_center.pages.form_views import FormTarget
from mkdocs_help_center.pages.messages import Messages, Translator
from mkdocs_help_center.pages.theme_options import (
    LinkOption,
    Localised,
    ThemeOptions,
    in_locale,
)

#: Sections that are shelves of answers: they share the header's "Articles" menu, in this order.
SHELVES = ("faq", "tutorials", "troubleshooting", "tracks", "known-issues", "reference")
#: Sections that tell what is new or happening: each has its own place in the header.
NEWS = ("announcements", "release-notes", "blog", "status")


@dataclass(frozen=True, slots=True)
class NavItem:
    """An entry of the header: a section (``key``), a link from the configuration, or a menu."""

    title: str
    url: str = ""
    key: str = ""
    icon: str = ""
    description: str = ""
    items: tuple[NavItem, ...] = ()

    def holds(self, section: str | None) -> bool:
        """Whether the reader of ``section`` is in this entry or in its menu."""
        # Writing to support is a part of support, with a link of its own in the footer.
        wider = {"contact": "support"}.get(section or "", section)
        keys = {self.key, *(item.key for item in self.items)}
        return section in keys or wider in keys


@dataclass(frozen=True, slots=True)
class NavGroup:
    """A titled column of links in the footer."""

    title: str
    links: tuple[NavItem, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A line above every page. ``key`` is what a reader dismisses; ``starts`` and ``ends`` are moments in
    ISO 8601 by which the browser shows and hides it; ``hidden`` where its time has not come, or where it
    is only for readers who chose one of ``regions``. Browsers ask again for ``live`` ones: incidents.
    """

    key: str
    tone: str
    text: str
    url: str = ""
    starts: str = ""
    ends: str = ""
    regions: tuple[str, ...] = ()
    hidden: bool = False
    dismissible: bool = True
    live: bool = False


@dataclass(frozen=True, kw_only=True)
class SiteContext:
    """The site as templates see it.

    Attributes:
        url: the site's own address with its path, ``https://help.example.com/docs/``; ``""`` if unset.
        base_path: the path of ``url``, with slashes on both ends; every root-relative URL starts with it.
        sections: for each locale the section keys that have a page there.
        search_paths, status_paths, support_paths, contact_paths, changes_paths: for each locale that
            has such a page its URL; what is not there is not shown.
        regions_data: for each locale the file with the regions' hours.
        feedback: for each locale where "was this helpful?" is sent; empty where it is not asked.
        beside, header_beside: links to what lies beside this site, for the footer and the header.
        banners: lines above every page, for each locale.
        status_data: for each locale the file by which open pages learn of a change.
        status_tone, status_state: the overall state; empty where there is no status page.
        extra_css, extra_javascript: MkDocs' options, as URLs.
        preview: whether this is a deploy preview or the writers' server: nothing may be indexed.
    """

    name: str
    url: str = ""
    base_path: str = "/"
    locales: tuple[Locale, ...] = ()
    default_locale: str = "en"
    sections: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    options: ThemeOptions = field(default_factory=ThemeOptions)
    assets: Assets = field(default_factory=lambda: Assets(()))
    version: str = ""
    search_paths: Mapping[str, str] = field(default_factory=dict)
    status_paths: Mapping[str, str] = field(default_factory=dict)
    support_paths: Mapping[str, str] = field(default_factory=dict)
    regions_data: Mapping[str, str] = field(default_factory=dict)
    contact_paths: Mapping[str, str] = field(default_factory=dict)
    changes_paths: Mapping[str, str] = field(default_factory=dict)
    feedback: Mapping[str, FormTarget] = field(default_factory=dict)
    beside: Mapping[str, tuple[NavItem, ...]] = field(default_factory=dict)
    header_beside: Mapping[str, tuple[NavItem, ...]] = field(default_factory=dict)
    banners: Mapping[str, tuple[Bar, ...]] = field(default_factory=dict)
    status_data: Mapping[str, str] = field(default_factory=dict)
    status_tone: str = ""
    status_state: str = ""
    header: Mapping[str, tuple[NavItem, ...]] = field(default_factory=dict)
    footer: Mapping[str, tuple[NavGroup, ...]] = field(default_factory=dict)
    extra_css: tuple[str, ...] = ()
    extra_javascript: tuple[str, ...] = ()
    preview: bool = False

    def locale(self, code: str) -> Locale:
        """The locale ``code``; one that the site does not have is named by its code."""
        return next((one for one in self.locales if one.code == code), Locale(code, code))

    def name_in(self, locale: str) -> str:
        """The site's name in ``locale``."""
        return in_locale(self.options.site_name, locale, self.default_locale) or self.name

    def text(self, option: str, locale: str) -> str:
        """The localised theme option ``footer_text`` or ``edit_text``."""
        texts: Localised = getattr(self.options, option)
        return in_locale(texts, locale, self.default_locale)

    def home_url(self, locale: str) -> str:
        """The front page of ``locale``."""
        return f"{self.base_path}{quote(locale)}/"

    def section_url(self, locale: str, section: str) -> str:
        """The listing of ``section``."""
        return f"{self.home_url(locale)}{quote(section)}/"

    def search_url(self, locale: str) -> str | None:
        """The search page, None while there is none: then no search field is shown."""
        return self.search_paths.get(locale)

    def status_url(self, locale: str) -> str | None:
        """The status page, None while there is none."""
        return self.status_paths.get(locale)

    def support_url(self, locale: str) -> str | None:
        """The page that leads to support, None while there is none."""
        return self.support_paths.get(locale)

    def contact_url(self, locale: str) -> str | None:
        """The page where a ticket is opened, None while there is none."""
        return self.contact_paths.get(locale)

    def asset(self, name: str) -> str:
        """The root-relative, fingerprinted URL of a theme file such as ``help-center.css``, or ``""``."""
        return self.assets.url(name)

    def path(self, file: str) -> str:
        """The URL of a file of the documentation folder, such as the logo."""
        return f"{self.base_path}{quote(file)}" if file else ""

    def absolute(self, url: str) -> str:
        """A root-relative URL with the site's scheme and host; unchanged where the site has no URL."""
        if not self.url or not url.startswith("/"):
            return url
        return f"{_origin(self.url)}{url}"


@functools.lru_cache(maxsize=16)
def _origin(url: str) -> str:
    """Scheme and host of ``url``."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def with_navigation(site: SiteContext, messages: Messages) -> SiteContext:
    """``site`` with its header and footer filled in, from its sections, pages and options."""
    codes = [locale.code for locale in site.locales]
    return replace(
        site,
        header={code: _header(site, messages, code) for code in codes},
        footer={code: _footer(site, messages, code) for code in codes},
    )


def base_path(site_url: str) -> str:
    """``https://help.example.com/docs`` → ``/docs/``."""
    path = urlsplit(site_url).path.strip("/")
    return f"/{path}/" if path else "/"


def _header(site: SiteContext, messages: Messages, locale: str) -> tuple[NavItem, ...]:
    t = messages.translator(locale)
    shelves = _section_items(site, messages, locale, SHELVES)
    menu = NavItem(t("nav.articles"), items=shelves) if len(shelves) > 1 else None
    articles = (menu,) if menu else shelves
    news = _section_items(site, messages, locale, NEWS)
    # One way to help is enough up there: the support page leads to the contact form.
    pages = _page_items(site, messages, locale)[:1]
    configured = tuple(_configured(site.options.header_links, site, locale))
    beside = site.header_beside.get(locale, ())
    return (*articles, *news, *pages, *beside, *configured)


def _footer(site: SiteContext, messages: Messages, locale: str) -> tuple[NavGroup, ...]:
    t = messages.translator(locale)
    groups = [
        NavGroup(t("nav.articles"), _section_items(site, messages, locale, SHELVES)),
        NavGroup(
            t("nav.whats_new"),
            (*_section_items(site, messages, locale, NEWS), *_subscribe(site, t, locale)),
        ),
        NavGroup(
            t("nav.help"), (*_page_items(site, messages, locale), *site.beside.get(locale, ()))
        ),
    ]
    for group in site.options.footer_links:
        links = tuple(_configured(group.links, site, locale))
        groups.append(NavGroup(in_locale(group.title, locale, site.default_locale), links))
    return tuple(group for group in groups if group.links)


def _section_items(
    site: SiteContext, messages: Messages, locale: str, keys: Sequence[str]
) -> tuple[NavItem, ...]:
    t = messages.translator(locale)
    return tuple(
        NavItem(
            title=t(f"section.{key}.title"),
            url=site.section_url(locale, key),
            key=key,
            icon=BY_SECTION[key].icon if key in BY_SECTION else "",
            description=t(f"section.{key}.description"),
        )
        for key in keys
        if key in site.sections.get(locale, ())
    )


def _subscribe(site: SiteContext, t: Translator, locale: str) -> tuple[NavItem, ...]:
    """The page of feeds, which a site with an address and news has, though no preview of it."""
    has_news = any(key in site.sections.get(locale, ()) for key in NEWS)
    if not site.url or site.preview or not has_news:
        return ()
    return (NavItem(t("subscribe.title"), f"{site.home_url(locale)}subscribe/"),)


def _page_items(site: SiteContext, messages: Messages, locale: str) -> tuple[NavItem, ...]:
    t = messages.translator(locale)
    pages = (("support", site.support_url(locale)), ("contact", site.contact_url(locale)))
    return tuple(NavItem(t(f"nav.{key}"), url, key) for key, url in pages if url)


def _configured(links: Iterable[LinkOption], site: SiteContext, locale: str) -> Iterable[NavItem]:
    for link in links:
        url = in_locale(link.url, locale, site.default_locale)
        title = in_locale(link.title, locale, site.default_locale)
        yield NavItem(title, url.replace("{locale}", quote(locale)))
