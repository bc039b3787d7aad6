"""Sample views of every page type, and a command that writes them as a small site to look at.

python -m tests.theme.samples FOLDER [locale …]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup
from mkdocs_help_center.content.content_types import BY_SECTION
from mkdocs_help_center.content.locales import Locale, parse_locale
from mkdocs_help_center.pages.assets import Assets
from mkdocs_help_center.pages.messages import Messages
from mkdocs_help_center.pages.site import SiteContext, with_navigation
from mkdocs_help_center.pages.theme import Theme, theme_dirs
from mkdocs_help_center.pages.theme_options import OptionReader, ThemeOptions
from mkdocs_help_center.pages.views import (
    Alternate,
    ArticleView,
    Badge,
    Fact,
    HomeView,
    LanguagesView,
    Link,
    ListingView,
    NotFoundView,
    Pagination,
    PlainView,
    Row,
    SectionCard,
    TocEntry,
    View,
)

from .sample_bodies import ARTICLE_BODY, PLAIN_BODY, TITLES

SECTIONS = (
    "faq",
    "tutorials",
    "troubleshooting",
    "tracks",
    "known-issues",
    "reference",
    "announcements",
    "release-notes",
)
LOCALES = ("en", "es", "pt")
NOON = datetime(2026, 9, 30, 12, tzinfo=UTC)
BADGES = (
    Badge("added", "release_type.added", "good", "plus-circle-outline"),
    Badge("improved", "release_type.improved", "info", "arrow-up-circle-outline"),
    Badge("deprecated", "release_type.deprecated", "warning", "clock-alert-outline"),
    Badge("removed", "release_type.removed", "danger", "minus-circle-outline"),
    Badge("beta", "channel.beta", "beta", "flask-outline"),
    Badge("info", "release_type.info", "neutral", "information-outline"),
)


def sample_theme(
    *,
    codes: Sequence[str] = LOCALES,
    search: bool = True,
    support: bool = True,
    options: ThemeOptions | None = None,
    custom_dir: Path | None = None,
) -> Theme:
    """A theme for a site with all sections; templates are strict about unknown names."""
    dirs = theme_dirs(custom_dir)
    messages = Messages(dirs[::-1])
    if options is None:
        options = OptionReader().read(
            {
                "footer_text": {"en": "© Sample", "es": "© Ejemplo", "pt": "© Exemplo"},
                "site_name": {code: messages.translator(code)("home.title") for code in codes},
            }
        )
    site = SiteContext(
        name="Help Center",
        url="https://help.example.com/",
        locales=tuple(parse_locale(code) or Locale(code, code) for code in codes),
        default_locale=codes[0],
        sections=dict.fromkeys(codes, SECTIONS),
        options=options,
        assets=Assets(dirs, options),
        version="0.0.0",
        search_paths={code: f"/{code}/search/" for code in codes} if search else {},
        support_paths={code: f"/{code}/support/" for code in codes} if support else {},
        contact_paths={code: f"/{code}/support/contact/" for code in codes} if support else {},
    )
    return Theme(dirs, with_navigation(site, messages), messages, jinja2.StrictUndefined)


def sample_views(theme: Theme, locale: str) -> dict[str, View]:
    """A view of each page type in ``locale``, by the file it is shown as."""
    return {
        "index.html": home(theme, locale),
        "listing.html": listing(theme, locale),
        "timeline.html": timeline(theme, locale),
        "article.html": article(theme, locale),
        "known-issue.html": known_issue(theme, locale),
        "announcement.html": announcement(theme, locale),
        "plain.html": plain(theme, locale),
        "404.html": not_found(theme, locale),
        "404-root.html": not_found(theme, locale, root=True),
        "languages.html": languages(theme, locale),
    }


def home(theme: Theme, locale: str) -> HomeView:
    """A front page with cards, popular links and news."""
    t = theme.translator(locale)
    titles = TITLES[locale]
    links = [Link(title, f"/{locale}/article.html") for title in titles]
    cards = [
        SectionCard(
            key,
            BY_SECTION[key].icon,
            t(f"section.{key}.title"),
            t(f"section.{key}.description"),
            f"/{locale}/listing.html",
            1204 + number * 7,
            links[number % 3 : number % 3 + 3],
        )
        for number, key in enumerate(SECTIONS)
    ]
    return HomeView(
        **_common(theme, locale, "home", "index.html", t("home.title")),
        sections=cards,
        popular=links[:5],
        news=list(_rows(theme, locale, 5)),
    )


def listing(theme: Theme, locale: str) -> ListingView:
    """A section's third page of many, with categories."""
    t = theme.translator(locale)
    pages = [Link(str(n), f"/{locale}/listing.html?{n}", n == 3) for n in range(1, 25)]
    topics = ("Checkout", "Catalog", "Payments", "Pricing & Promotions", "B2B", "Storefront")
    title = t("section.known-issues.title")
    common = _common(theme, locale, "listing", "listing.html", title, section="known-issues")
    return ListingView(
        **common,
        intro=t("section.known-issues.description"),
        total=1204,
        rows=list(_rows(theme, locale, 12)),
        categories=[
            Link(topic, f"/{locale}/listing.html", number == 1, 12 + 31 * number)
            for number, topic in enumerate(topics)
        ],
        pagination=Pagination(3, 24, pages[1].url, pages[3].url, pages),
    )


def timeline(theme: Theme, locale: str) -> ListingView:
    """Release notes by month, the last of them without a date."""
    t = theme.translator(locale)
    title = t("section.release-notes.title")
    common = _common(theme, locale, "listing", "timeline.html", title, section="release-notes")
    feeds = [Link("RSS", f"/{locale}/release-notes/feed.xml")]
    common["feeds"] = feeds
    rows = [*_rows(theme, locale, 9), Row(TITLES[locale][0], f"/{locale}/article.html")]
    intro = t("section.release-notes.description")
    return ListingView(**common, intro=intro, total=10, rows=rows, timeline=True)


def article(theme: Theme, locale: str) -> ArticleView:
    """A lesson of a track with everything that an article may have."""
    t = theme.translator(locale)
    titles = TITLES[locale]
    links = [Link(title, f"/{locale}/article.html") for title in titles]
    tree = [Link(title, f"/{locale}/article.html", n == 1) for n, title in enumerate(titles)]
    body, toc = ARTICLE_BODY[locale]
    common = _common(theme, locale, "article", "article.html", titles[1], section="tracks")
    return ArticleView(
        **{**common, "html": Markup(body), "toc": [TocEntry(*entry) for entry in toc]},
        content_type="trackArticle",
        type_label=t("type.trackArticle"),
        published=NOON - timedelta(days=900),
        updated=NOON,
        reading_minutes=4,
        team="Order Management",
        tags=["Checkout", "SLA", "Marketing & Merchandising"],
        tree=tree,
        tree_title=Link(t("section.tracks.title"), f"/{locale}/listing.html"),
        track_position=(2, 5),
        previous=links[0],
        next=links[2],
        see_also=links[3:5],
        related=links[:3],
        edit_url="https://example.com/edit/x.md",
        source_markdown_url=f"/{locale}/tracks/x/index.md",
        short_url=f"/{locale}/a/x",
        draft=True,
    )


def known_issue(theme: Theme, locale: str) -> ArticleView:
    """A known issue with its fact box."""
    t = theme.translator(locale)
    body, toc = ARTICLE_BODY[locale]
    title = TITLES[locale][3]
    common = _common(theme, locale, "article", "known-issue.html", title, section="known-issues")
    status = Badge("backlog", t("issue_status.backlog"), "warning", "progress-clock")
    return ArticleView(
        **{**common, "html": Markup(body), "toc": [TocEntry(*entry) for entry in toc]},
        content_type="knownIssue",
        type_label=t("type.knownIssue"),
        published=NOON - timedelta(days=30),
        updated=NOON,
        facts=[
            Fact(t("fact.status"), badge=status),
            Fact(t("fact.id"), "1024482"),
            Fact(t("fact.module"), "Checkout"),
            Fact(t("fact.workaround"), t("fact.workaround_jump"), url="#workaround"),
        ],
        related=[Link(title, f"/{locale}/article.html") for title in TITLES[locale][:3]],
    )


def announcement(theme: Theme, locale: str) -> ArticleView:
    """News without a table of contents or tree, not translated to every language."""
    t = theme.translator(locale)
    titles = TITLES[locale]
    common = _common(
        theme, locale, "article", "announcement.html", titles[4], section="announcements"
    )
    common["alternates"] = [
        Alternate(
            one.code, one.name, None if one.code == "es" else f"/{one.code}/", one.code == locale
        )
        for one in theme.site.locales
    ]
    return ArticleView(
        **{**common, "html": Markup(f"<p>{titles[0]} {titles[1]} {titles[2]}.</p>")},
        content_type="announcement",
        type_label=t("type.announcement"),
        published=NOON - timedelta(days=3),
        updated=NOON,
        synopsis=" ".join(titles[:2]),
        badges=[_badge(theme, locale, BADGES[0]), _badge(theme, locale, BADGES[4])],
    )


def plain(theme: Theme, locale: str) -> PlainView:
    """A page of Python-Markdown with Material's blocks."""
    common = _common(theme, locale, "plain", "plain.html", TITLES[locale][2])
    toc = [TocEntry("tabs", "Tabs"), TocEntry("admonitions", "Admonitions")]
    return PlainView(
        **{**common, "html": Markup(PLAIN_BODY), "toc": toc}, edit_url="https://example.com/edit"
    )


def not_found(theme: Theme, locale: str, *, root: bool = False) -> NotFoundView:
    """A 404 page; at the root it speaks all the site's languages."""
    t = theme.translator(locale)
    common = _common(theme, locale, "not-found", "not_found.html", t("notfound.title"))
    others = [
        Alternate(one.code, one.name, f"/{one.code}/")
        for one in theme.site.locales
        if root and one.code != locale
    ]
    popular = [Link(title, f"/{locale}/article.html") for title in TITLES[locale][:5]]
    return NotFoundView(**{**common, "noindex": True}, popular=popular, others=others)


def languages(theme: Theme, locale: str) -> LanguagesView:
    """The choice of a language."""
    homes = [Alternate(one.code, one.name, f"/{one.code}/") for one in theme.site.locales]
    return LanguagesView(
        **_common(theme, locale, "languages", "languages.html", theme.site.name), homes=homes
    )


def _common(
    theme: Theme, locale: str, kind: str, file: str, title: str, *, section: str | None = None
) -> dict[str, Any]:
    t = theme.translator(locale)
    crumbs = [Link(theme.site.name_in(locale), theme.site.home_url(locale))]
    if section:
        crumbs.append(Link(t(f"section.{section}.title"), theme.site.section_url(locale, section)))
    templates = {"not-found": "not_found.html"}
    return {
        "kind": kind,
        "template": templates.get(kind, f"{kind}.html"),
        "locale": locale,
        "url": f"/{locale}/{file}",
        "title": title,
        "canonical": f"https://help.example.com/{locale}/{file}",
        "description": f"{title}.",
        "section": section,
        "breadcrumbs": crumbs,
        "alternates": [
            Alternate(one.code, one.name, f"/{one.code}/{file}", one.code == locale)
            for one in theme.site.locales
        ],
    }


def _rows(theme: Theme, locale: str, count: int) -> Iterator[Row]:
    titles = TITLES[locale]
    for number in range(count):
        yield Row(
            titles[number % len(titles)],
            f"/{locale}/article.html",
            excerpt=f"{titles[(number + 2) % len(titles)]} {titles[(number + 1) % len(titles)]}"
            if number % 4 != 3
            else "",
            date=NOON - timedelta(days=9 * number),
            badges=[_badge(theme, locale, BADGES[number % len(BADGES)])],
            group="Order Management" if number % 2 else "",
        )


def _badge(theme: Theme, locale: str, badge: Badge) -> Badge:
    return Badge(badge.key, theme.translator(locale)(badge.label), badge.tone, badge.icon)


def write_site(folder: Path, codes: Sequence[str] = LOCALES, *, whole: bool = True) -> None:
    """Writes the samples of ``codes`` and the theme's files below ``folder``."""
    theme = sample_theme(search=whole, support=whole)
    for uri, content in theme.site.assets.files.items():
        target = folder / uri
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    for code in codes:
        for name, view in sample_views(theme, code).items():
            target = folder / code / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(theme.render(view), encoding="utf-8")


if __name__ == "__main__":
    write_site(Path(sys.argv[1]), sys.argv[2:] or LOCALES)
