"""An article as an entry of a timeline."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.releases import Release
from mkdocs_help_center.feeds.identity import UUID, guid_of, uuid_urn
from mkdocs_help_center.pages.excerpts import excerpt, plain_text, shorten
from mkdocs_help_center.pages.facets import value_label
from mkdocs_help_center.pages.page import section_url
from mkdocs_help_center.pages.release_urls import module_url, version_anchor
from mkdocs_help_center.pages.rows import badges, release_type_badge
from mkdocs_help_center.pages.views import Badge, Entry, Fact, Link, Notice

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter
    from mkdocs_help_center.pages.messages import Translator

#: Characters of what has to be done that a timeline shows.
_ACTION_LENGTH = 280


def entry(center: HelpCenter, article: Article) -> Entry:
    """The entry of ``article`` in a timeline."""
    t = center.messages.translator(article.locale)
    release = center.news.release(article)
    return Entry(
        anchor=anchor(article),
        title=article.title,
        url=center.url(article.url),
        date=article.date,
        badges=entry_badges(article, release, t),
        synopsis=excerpt(article),
        modules=tuple(_modules(center, article)),
        version=release.version,
        notices=tuple(notices(article, release, t)),
        action=shorten(plain_text(release.action), _ACTION_LENGTH)
        if release.action_required
        else "",
    )


def anchor(article: Article) -> str:
    """A fragment that stays when title and file change, since the guid does."""
    guid = guid_of(article)
    # The ends of guids that writers brought along may all be one: ``…/index.html``.
    return f"n-{(guid if guid.startswith(UUID) else uuid_urn(guid))[-12:]}"


def entry_badges(article: Article, release: Release, t: Translator) -> tuple[Badge, ...]:
    """The badges of the article's type, and those that news may have besides."""
    found = list(badges(article, t))
    if article.type.key == "announcement" and release.type:
        found.append(release_type_badge(release.type, t))
    if release.breaking:
        found.append(Badge("breaking", value_label("action", "breaking", t), "danger", "alert"))
    if release.withdrawn:
        found.append(Badge("withdrawn", t("news.withdrawn"), "neutral", "archive-outline"))
    return tuple(found)


def notices(
    article: Article, release: Release, t: Translator, action_url: str = ""
) -> Iterator[Notice]:
    """Withdrawal, corrections, what has to be done until when; the weightiest first."""
    if release.withdrawn:
        label = t("feed.withdrawn", date=t.date(release.withdrawn))
        yield Notice(label, release.withdrawn_reason, "warning", "archive-outline")
    for correction in release.corrections:
        label = t("feed.corrected", date=t.date(correction.at))
        yield Notice(label, correction.text, "info", "pencil-outline")
    if release.action_required and article.type.timeline:
        label = t("feed.action_required")
        if release.deadline:
            label = t("feed.action_required_by", date=t.date(release.deadline))
        yield Notice(label, "", "warning", "calendar-clock", action_url)


def release_facts(center: HelpCenter, article: Article) -> Iterator[Fact]:
    """A release note's modules, version and channel, each leading to more of its kind."""
    if article.type.key != "releaseNote":
        return
    t = center.messages.translator(article.locale)
    release = center.news.release(article)
    modules = tuple(_modules(center, article))
    if modules:
        label = t("fact.module" if len(modules) == 1 else "fact.modules")
        names = ", ".join(module.title for module in modules)
        yield Fact(label, names, url=modules[0].url if len(modules) == 1 else None)
    if release.version:
        yield Fact(t("fact.version"), release.version, url=_version_url(center, article) or None)
    if release.channel:
        yield Fact(t("fact.channel"), value_label("channel", release.channel, t))
    if release.deadline:
        yield Fact(t("fact.deadline"), t.date(release.deadline, "medium"))


def _version_url(center: HelpCenter, article: Article) -> str:
    """The version on the page of the module that has it."""
    version = center.news.release(article).version
    for module in center.news.modules_of(article)[:1]:
        notes = center.news.versioned(article.locale).get(module, ())
        if any(note is article for note in notes):
            return center.url(f"{module_url(article.locale, module)}#{version_anchor(version)}")
    return ""


def _modules(center: HelpCenter, article: Article) -> Iterator[Link]:
    """The article's modules; a link where the section can be narrowed to it."""
    base = section_url(article.locale, article.section)
    default = center.catalog.default.code
    known = {
        facet.key
        for facet in center.news.facets(article.locale, article.section)
        if facet.kind == "module"
    }
    for module in center.news.modules_of(article):
        url = center.url(f"{base}module/{module.id}/") if module.id in known else ""
        yield Link(module.name(article.locale, default), url)
