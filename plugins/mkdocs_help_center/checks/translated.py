"""An article beside its translations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from mkdocs_help_center.checks.registry import site_check
from mkdocs_help_center.checks.site import CheckedSite, SiteFinding
from mkdocs_help_center.checks.subject import Finding
from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.coverage import SOURCE_HASH, State, state_of
from mkdocs_help_center.content.problem import Severity

#: Fields that say the same in every language.
_SAME = ("productTeam", "slugEN", "contentType", "order", "trackId", "subcategoryId", "kiStatus")
_LOCALE_IN_LINK = re.compile(
    r"^(?:https?://[^/]+)?/([a-z]{2}(?:-[A-Za-z]{2})?)/|[?&]locale=([A-Za-z-]+)"
)


def source_of(site: CheckedSite, article: Article) -> Article | None:
    """The article that ``article`` translates: the one in the site's default language."""
    source = site.center.catalog.translations(article).get(site.center.catalog.default.code)
    return source if source is not None and source is not article else None


@site_check(Severity.INFO)
def stale_translation(site: CheckedSite) -> Iterator[SiteFinding]:
    """A translation is brought up to date after its source changed.

    Bad: ``updatedAt: 2024-02-01`` where the English article has ``updatedAt: 2026-10-01``
    Good: ``updatedAt: 2026-10-02`` in both
    """
    for article in site.articles:
        source = source_of(site, article)
        if source is None or state_of(article, source) is not State.OUTDATED:
            continue
        if article.text(SOURCE_HASH):
            message = f"the source '{source.path}' changed since this translation was made"
            finding = Finding(article.line(SOURCE_HASH), 1, message,
                              "translate the changes, then `help-center translations --mark` it")  # fmt: skip
            yield SiteFinding(article, finding)
        elif source.updated and article.updated:
            days = (source.updated - article.updated).days
            message = f"the source '{source.path}' changed {days} days later than this translation"
            finding = Finding(article.line("updatedAt"), 1, message,
                              "translate the changes and set 'updatedAt'")  # fmt: skip
            yield SiteFinding(article, finding)


@site_check(Severity.INFO)
def translation_fields(site: CheckedSite) -> Iterator[SiteFinding]:
    """Fields that name the same thing in every language are the same in all translations.

    Bad: ``productTeam: cms`` where the English article has ``productTeam: CMS``
    Good: ``productTeam: CMS`` in all of them
    """
    for article in site.articles:
        source = source_of(site, article)
        if source is None:
            continue
        for key in _SAME:
            mine, theirs = article.text(key), source.text(key)
            if mine and theirs and mine != theirs:
                message = f"{key} '{mine}' is '{theirs}' in '{source.path}'"
                yield SiteFinding(article, Finding(article.line(key), 1, message, "write the same"))


@site_check(Severity.INFO)
def link_locale(site: CheckedSite) -> Iterator[SiteFinding]:
    """A link leads to an article in the language of the page that it is on, where there is one.

    Bad: ``[Papéis](/en/tutorials/roles)`` in a Portuguese article
    Good: ``[Papéis](/pt/tutorials/roles)`` in a Portuguese article
    """
    for article, link in site.links():
        match = _LOCALE_IN_LINK.search(link.href)
        written = (match[1] or match[2]) if match else article.locale
        if written.lower() == article.locale.lower():
            continue
        target = site.linked(link)
        if target is None:
            continue
        own = site.center.catalog.translations(target).get(article.locale)
        # "Available in English only, [click here](/en/faq/plans)" means that language.
        if own is not None and own is not article:
            message = f"the link '{link.href}' names '{written}', this page is '{article.locale}'"
            finding = Finding(link.line, link.column, message, f"write '/{own.url.rstrip('/')}'")
            yield SiteFinding(article, finding)


@site_check(Severity.INFO)
def future_date(site: CheckedSite) -> Iterator[SiteFinding]:
    """What has happened has a date in the past; only news and maintenance may be announced ahead.

    Bad: ``createdAt: 2062-10-31`` in a tutorial
    Good: ``createdAt: 2026-10-31`` in a tutorial
    """
    now = site.center.options.now + timedelta(days=1)
    for article in site.articles:
        keys = ("createdAt", "updatedAt") if article.type.timeline else (
            "createdAt", "updatedAt", "publishedAt", "firstPublishedAt")  # fmt: skip
        for key in keys:
            moment = article.date_of(key)
            if moment is not None and moment > now:
                finding = Finding(
                    article.line(key), 1, f"'{key}' is in the future", "correct the date"
                )
                yield SiteFinding(article, finding)
                break
