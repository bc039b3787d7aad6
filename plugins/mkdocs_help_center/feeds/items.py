"""From an article to a feed item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING

from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.dates import parse_date
from mkdocs_help_center.content.known_issues import known_issue_status
from mkdocs_help_center.content.news import FEED_SECTIONS
from mkdocs_help_center.content.releases import Release
from mkdocs_help_center.content.slugs import slugify
from mkdocs_help_center.feeds.content_html import feed_html
from mkdocs_help_center.feeds.identity import guids, titles
from mkdocs_help_center.feeds.model import Category, FeedItem
from mkdocs_help_center.pages.excerpts import excerpt
from mkdocs_help_center.pages.facets import value_label

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter
    from mkdocs_help_center.pages.messages import Translator


class Items:
    """The items of a build; an article becomes one item, whatever the feeds that it is in."""

    def __init__(self, center: HelpCenter) -> None:
        self.center = center
        self._items: dict[str, FeedItem] = {}

    @cached_property
    def _articles(self) -> tuple[list[Article], list[Article]]:
        """What is always in feeds, and what declared ones may hold besides: it takes no one's guid."""
        news: list[Article] = []
        others: list[Article] = []
        for (locale, section), listed in self.center.catalog.by_section.items():
            if section in FEED_SECTIONS:
                news += self.center.news.published(locale, section)
            elif self.center.options.feeds.cuts:
                others += listed
        return news, others

    @cached_property
    def _guids(self) -> Mapping[str, str]:
        return guids(*self._articles)

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        return titles(*self._articles)

    def of(self, article: Article) -> FeedItem:
        """The item of ``article``, which has to have a date that has come."""
        if article.source not in self._items:
            self._items[article.source] = self._make(article)
        return self._items[article.source]

    def _make(self, article: Article) -> FeedItem:
        assert article.date is not None, "only dated articles are published"
        center = self.center
        t = center.messages.translator(article.locale)
        release = center.news.release(article)
        url = center.canonical(article.url)
        body, image = feed_html(center.bodies.of(article).html, url)
        lead = "".join(f"<p>{line}</p>\n" for line in _lead(article, release, t))
        return FeedItem(
            guid=self._guids[article.source],
            url=url,
            title=self._titles[article.source],
            html=lead + body,
            summary=excerpt(article),
            published=article.date,
            updated=center.news.changed(article),
            categories=tuple(_categories(center, article, release, t)),
            author=center.authors.of(article),
            image=image,
            language=center.site.locale(article.locale).language_tag,
            facts=dict(_facts(center, article, release)),
        )


def _lead(article: Article, release: Release, t: Translator) -> Iterator[str]:
    """What a reader has to know before the text, as HTML."""
    if release.withdrawn:
        date = t.date(release.withdrawn)
        yield _labelled(t("feed.withdrawn", date=date), release.withdrawn_reason)
    for correction in release.corrections:
        yield _labelled(t("feed.corrected", date=t.date(correction.at)), correction.text)
    if release.action_required and article.type.key != "knownIssue":
        text = t("feed.action_required")
        if release.deadline:
            text = t("feed.action_required_by", date=t.date(release.deadline))
        yield f"<strong>{escape(text)}</strong>"
    if status := known_issue_status(article.text("kiStatus")):
        yield _labelled(f"{t('fact.status')}:", value_label("issue", status, t))
    yield from _updates(article, t)


def _labelled(label: str, text: str) -> str:
    return f"<strong>{escape(label)}</strong> {escape(text)}".rstrip()


def _updates(article: Article, t: Translator) -> Iterator[str]:
    """An incident's course, newest first."""
    if article.type.key != "incident":
        return
    entries = article.meta.get("updates")
    for entry in reversed(entries) if isinstance(entries, list) else ():
        if not isinstance(entry, dict):
            continue
        at, state, text = (str(entry.get(key) or "") for key in ("at", "state", "text"))
        moment = parse_date(at)
        when = f"{moment:%Y-%m-%d %H:%M} UTC" if moment else ""
        key = f"incident_state.{slugify(state).replace('-', '_')}"
        label = t(key) if t.has(key) else state
        yield _labelled(" · ".join(part for part in (when, label) if part), text)


def _categories(
    center: HelpCenter, article: Article, release: Release, t: Translator
) -> Iterator[Category]:
    default = center.catalog.default.code
    yield Category("content", article.type.key, t(f"type.{article.type.key}"))
    for kind, key in (("type", release.type), ("channel", release.channel)):
        if key:
            yield Category(kind, key, value_label(kind, key, t))
    if release.breaking:
        yield Category("action", "breaking", value_label("action", "breaking", t))
    if release.action_required:
        yield Category("action", "required", value_label("action", "required", t))
    if status := known_issue_status(article.text("kiStatus")):
        yield Category("issue", status, value_label("issue", status, t))
    modules = center.news.modules_of(article)
    for module in modules:
        yield Category("module", module.id, module.name(article.locale, default))
    area = next((found for one in modules if (found := one.area(article.locale, default))), "")
    if area := area or article.team:
        yield Category("area", slugify(area) or area, area)


def _facts(center: HelpCenter, article: Article, release: Release) -> Iterator[tuple[str, object]]:
    """What a program wants to know without reading the text; absent where it does not hold."""
    yield "content_type", article.type.key
    modules = [module.id for module in center.news.modules_of(article)]
    facts: tuple[tuple[str, object], ...] = (
        ("type", release.type),
        ("modules", modules),
        ("channel", release.channel),
        ("version", release.version),
        ("breaking", release.breaking),
        ("action_required", release.action_required),
        ("deadline", release.deadline.date().isoformat() if release.deadline else ""),
        ("withdrawn", release.withdrawn.isoformat() if release.withdrawn else ""),
        ("issue_status", known_issue_status(article.text("kiStatus")) or ""),
    )
    for key, value in facts:
        if value:
            yield key, value
