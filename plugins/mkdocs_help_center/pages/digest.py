"""The digest: a month's announcements, release notes and posts, as an e-mail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.news import newest_first
from mkdocs_help_center.pages.entries import entry
from mkdocs_help_center.pages.page import section_url
from mkdocs_help_center.pages.views import Entry

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter
    from mkdocs_help_center.pages.theme import Theme

#: What a digest tells, in this order.
SECTIONS = ("announcements", "release-notes", "blog")


@dataclass(frozen=True, slots=True)
class DigestSection:
    """News of one section; ``url`` is its listing, absolute."""

    title: str
    url: str
    entries: Sequence[Entry]


@dataclass(frozen=True, slots=True)
class Digest:
    """A month in one language. ``deadlines`` are those still to come at its end, the nearest first."""

    locale: str
    title: str
    month: datetime
    home_url: str
    subscribe_url: str
    sections: Sequence[DigestSection] = ()
    deadlines: Sequence[Entry] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing happened."""
        return not self.sections


def digest(center: HelpCenter, locale: str, month: datetime) -> Digest:
    """What was published in ``month`` (its first moment, UTC) in ``locale``; every URL is absolute."""
    t = center.messages.translator(locale)
    end = next_month(month)
    sections = []
    for section in SECTIONS:
        articles = [
            article
            for article in center.news.published(locale, section)
            if article.date is not None and month <= article.date < end
        ]
        if articles:
            sections.append(
                DigestSection(
                    t(f"section.{section}.title"),
                    center.canonical(section_url(locale, section)),
                    tuple(_absolute(center, article) for article in articles),
                )
            )
    return Digest(
        locale=locale,
        title=t("digest.title", site=center.site.name_in(locale), month=t.date(month, "month")),
        month=month,
        home_url=center.canonical(f"{locale}/"),
        subscribe_url=center.canonical(f"{locale}/subscribe/"),
        sections=tuple(sections),
        deadlines=tuple(_absolute(center, article) for article in _open(center, locale, end)),
    )


def next_month(month: datetime) -> datetime:
    """The first moment of the month after."""
    return datetime(month.year + month.month // 12, month.month % 12 + 1, 1, tzinfo=UTC)


def _open(center: HelpCenter, locale: str, end: datetime) -> Iterator[Article]:
    """What readers have to act on after the month, if it was out by then."""
    due = []
    for section in SECTIONS:
        for article in newest_first(center.news.published(locale, section)):
            deadline = center.news.release(article).deadline
            if deadline and deadline >= end and article.date and article.date < end:
                due.append((deadline, article.source, article))
    for _, _, article in sorted(due, key=lambda one: one[:2]):
        yield article


def _absolute(center: HelpCenter, article: Article) -> Entry:
    """An entry for a mail: no page is around it that URLs could start from."""
    shown = entry(center, article)
    modules = tuple(
        replace(link, url=urljoin(center.options.site_url, link.url) if link.url else "")
        for link in shown.modules
    )
    return replace(shown, url=center.canonical(article.url), modules=modules)


def render_digest(theme: Theme, found: Digest) -> tuple[str, str]:
    """The digest as HTML for a mail, and as plain text."""
    t = theme.translator(found.locale)
    html = theme.env.get_template("digest.html").render(digest=found, t=t)
    text = theme.env.get_template("digest.txt").render(digest=found, t=t)
    return html, text
