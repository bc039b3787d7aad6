"""What timelines and feeds need to know of an article: its date, type, module, version, identity."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from mkdocs_help_center.checks.registry import Scope, register, site_check
from mkdocs_help_center.checks.site import CheckedSite, SiteFinding
from mkdocs_help_center.checks.subject import Finding
from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.content_types import Order
from mkdocs_help_center.content.dates import parse_date
from mkdocs_help_center.content.modules import named_modules
from mkdocs_help_center.content.problem import Severity
from mkdocs_help_center.content.releases import (
    CHANNELS,
    RELEASE_TYPES,
    channel_of,
    release_of,
    release_type,
)
from mkdocs_help_center.content.versions import is_version
from mkdocs_help_center.feeds.identity import guid_of, is_lasting

register(
    "modules",
    Severity.ERROR,
    Scope.ELSEWHERE,
    """A module has an id in small letters, and a name.

    Bad: ``- id: Master Data`` in ``modules.yml``
    Good: ``- id: master-data``""",
)
register(
    "authors",
    Severity.ERROR,
    Scope.ELSEWHERE,
    """An author's id has a name.

    Bad: ``2K1mAzRSNyQe53cJ4L6Rkb:`` in ``authors.yml``
    Good: ``2K1mAzRSNyQe53cJ4L6Rkb: Tomás Iriarte``""",
)

_DATES = ("firstPublishedAt", "publishedAt", "createdAt")


def _finding(article: Article, key: str, message: str, hint: str = "") -> SiteFinding:
    return SiteFinding(article, Finding(article.line(key), 1, message, hint))


def _news(site: CheckedSite) -> Iterator[Article]:
    """Articles asked for that timelines and feeds show."""
    for article in site.articles:
        if article.type.order is Order.NEWEST and not article.hidden:
            yield article


@site_check(Severity.WARNING)
def news_date(site: CheckedSite) -> Iterator[SiteFinding]:
    """News have a date; without one they are at the end of the timeline and in no feed.

    Bad: ``createdAt: 31/10/2026``
    Good: ``createdAt: 2026-10-31T14:05:00.000Z``
    """
    for article in _news(site):
        if article.date is None:
            key = next((key for key in _DATES if key in article.lines), "title")
            message = "the article has no date, so it is in no feed"
            hint = "write 'publishedAt: 2026-10-31T14:05:00.000Z'"
            yield _finding(article, key, message, hint)


@site_check(Severity.WARNING)
def unknown_module(site: CheckedSite) -> Iterator[SiteFinding]:
    """``module`` and ``modules`` name modules of ``_data/modules.yml``.

    Bad: ``module: chekout``
    Good: ``module: checkout``
    """
    modules = site.center.modules
    for article in site.articles if len(modules) else ():
        for name in named_modules(article):
            if modules.find(name) is None:
                key = "module" if "module" in article.lines else "modules"
                hint = f"use one of {', '.join(module.id for module in modules)}"
                yield _finding(article, key, f"there is no module '{name}'", hint)


@site_check(Severity.WARNING)
def release_type_name(site: CheckedSite) -> Iterator[SiteFinding]:
    """A release note's ``type`` is one of the known, in any of the site's languages.

    Bad: ``type: imporved``
    Good: ``type: improved``
    """
    for article in _news(site):
        text = article.text("type")
        if article.type.key == "releaseNote" and text and not release_type(text):
            hint = f"use one of {', '.join(RELEASE_TYPES)}"
            message = f"there is no type '{text}'; 'info' is shown"
            yield _finding(article, "type", message, hint)


@site_check(Severity.WARNING)
def release_channel_name(site: CheckedSite) -> Iterator[SiteFinding]:
    """A release's ``channel`` is stable or beta.

    Bad: ``channel: nightly``
    Good: ``channel: beta``
    """
    for article in _news(site):
        text = article.text("channel")
        if text and not channel_of(text):
            message = f"there is no channel '{text}'; none is shown"
            yield _finding(article, "channel", message, f"use one of {', '.join(CHANNELS)}")


@site_check(Severity.WARNING)
def release_version(site: CheckedSite) -> Iterator[SiteFinding]:
    """A release's ``version`` can be ordered, as SemVer or PEP 440 say.

    Bad: ``version: the new one``
    Good: ``version: 3.2.0``
    """
    for article in _news(site):
        text = article.text("version")
        if text and not is_version(text):
            message = f"'{text}' is no version number, so it comes after all others"
            yield _finding(article, "version", message, "write it like 3.2.0 or 3.2.0-beta.1")


@site_check(Severity.WARNING)
def correction_form(site: CheckedSite) -> Iterator[SiteFinding]:
    """A correction has a date and a text; so has a withdrawal a date.

    Bad: ``corrections: [the limit is 20]``
    Good: ``corrections: [{date: 2026-10-31, text: The limit is 20.}]``
    """
    for article in _news(site):
        entries = article.meta.get("corrections")
        given = len(entries) if isinstance(entries, list) else int(entries is not None)
        # One that is in the release's list is right.
        right = len(release_of(article).corrections) if given else 0
        right -= bool(article.date_of("correctedAt") and article.text("correction"))
        if given and given > right:
            hint = "write '- date: 2026-10-31' and below it 'text: What was wrong.'"
            message = "a correction without a date or a text is not shown"
            yield _finding(article, "corrections", message, hint)
        if article.text("correction") and not article.date_of("correctedAt"):
            message = "a correction without 'correctedAt' is not shown"
            yield _finding(article, "correction", message, "write 'correctedAt: 2026-10-31'")
        if article.text("withdrawnAt") and not article.date_of("withdrawnAt"):
            message = f"'{article.text('withdrawnAt')}' is no date, so nothing is withdrawn"
            yield _finding(article, "withdrawnAt", message, "write 'withdrawnAt: 2026-10-31'")


@site_check(Severity.WARNING)
def late_news(site: CheckedSite) -> Iterator[SiteFinding]:
    """What is new or corrected is dated within what a feed shows, or nobody who subscribes sees it.
    New is what says so by ``createdAt``, and in a deploy preview each file that was not there before.

    Bad: ``createdAt: 2026-10-31`` with ``publishedAt: 2019-10-31``
    Good: ``createdAt: 2026-10-31`` with ``publishedAt: 2026-10-31``
    """
    limit = site.center.options.feeds.limit
    for article in _news(site):
        if article.date is None or not article.type.timeline:
            continue
        published = site.center.news.published(article.locale, article.section)
        oldest = published[limit - 1].date if len(published) >= limit else None
        key, moment = _last_deed(site, article)
        if oldest and moment and article.date < oldest <= moment:
            message = (
                f"dated {article.date:%Y-%m-%d}, before the oldest entry of the live feed "
                f"({oldest:%Y-%m-%d}), so readers of the feed do not see it"
            )
            hint = "publish news of today that lead to it"
            yield _finding(article, key, message, hint)


def _last_deed(site: CheckedSite, article: Article) -> tuple[str, datetime | None]:
    """The last time that a writer did something which readers should see, and its field."""
    if article.source in site.center.options.added:
        key = next((key for key in _DATES if key in article.lines), "title")
        return key, site.center.news.now
    release = site.center.news.release(article)
    deeds = [
        ("createdAt", article.created),
        ("withdrawnAt", release.withdrawn),
        *(("corrections", correction.at) for correction in release.corrections),
    ]
    known = [(key, moment) for key, moment in deeds if moment is not None]
    return max(known, key=lambda deed: deed[1], default=("createdAt", None))


@site_check(Severity.INFO)
def feed_guid(site: CheckedSite) -> Iterator[SiteFinding]:
    """What is in feeds has an ``id`` or a ``guid``, so that it stays the same entry when its file is
    renamed.

    Bad: a release note without ``id``
    Good: ``guid: urn:uuid:6f9619ff-8b86-5f11-b42d-00cf4fc964ff``
    """
    for article in _news(site):
        if article.lines and not is_lasting(article):
            key = min(article.lines, key=lambda name: article.lines[name])
            message = "without 'id' or 'guid' a new file name makes it a new entry of the feeds"
            yield _finding(article, key, message, f"write 'guid: {guid_of(article)}'")


@site_check(Severity.WARNING)
def taken_guid(site: CheckedSite) -> Iterator[SiteFinding]:
    """No two articles have one ``guid``: readers' programs would show one of them.

    Bad: the front matter of a note copied with its ``guid``
    Good: a copy without ``guid``
    """
    if not any(article.text("guid") for article in site.articles):
        return
    first: dict[str, Article] = {}
    for article in site.center.catalog.articles:
        if guid := article.text("guid"):
            other = first.setdefault(guid, article)
            if other is not article and article in site.articles:
                message = f"guid '{guid}' is also that of '{other.path}'"
                yield _finding(article, "guid", message, "delete one; 'check --fix' writes another")


@site_check(Severity.WARNING)
def deadline_date(site: CheckedSite) -> Iterator[SiteFinding]:
    """A deadline does not come before the news of it.

    Bad: ``publishedAt: 2026-10-31`` with ``deadline: 2025-11-30``
    Good: ``publishedAt: 2026-10-31`` with ``deadline: 2026-11-30``
    """
    for article in _news(site):
        deadline = parse_date(article.text("deadline"))
        if deadline and article.date and deadline.date() < article.date.date():
            message = f"the deadline {deadline:%Y-%m-%d} is before the article's own date"
            yield _finding(article, "deadline", message, "check both dates")
