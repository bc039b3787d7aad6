"""Digests of what pages show of articles besides their texts.

Most edits change a text and nothing else. Then only what shows texts can be different: the article's own
page and Markdown, lists by their excerpts, news and feeds. All else need not be made to be compared.
"""

from __future__ import annotations

import dataclasses
import itertools
import operator
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from mkdocs_help_center.building.keys import value_digest
from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.releases import CHANGES
from mkdocs_help_center.pages.translation_notices import later_source

if TYPE_CHECKING:
    from mkdocs_help_center.building.bodies import Body
    from mkdocs_help_center.pages.help_center import HelpCenter

_TEXT = frozenset({"body_utf8", "lines", "body_line"})
_FIELDS = [field.name for field in dataclasses.fields(Article) if field.name not in _TEXT]
_facts = operator.attrgetter(*(f"{name}.key" if name == "type" else name for name in _FIELDS))


def article_facts(article: Article) -> bytes:
    """A digest of everything that an article says in its fields, and of where it is."""
    return value_digest(_facts(article))


def site_facts(center: HelpCenter, *parts: object) -> bytes:
    """A digest of everything that the site is made from besides the texts of its articles.

    Args:
        center: the site.
        parts: what it was made from: settings, templates, the facts of articles, data.
    """
    return value_digest(parts, center.generated_urls, center.file_urls)


class PageInputs:
    """What pages are made from, where that can be told without making them.

    Args:
        center: the site.
        facts: as :func:`site_facts` gives it; empty where nothing can be told.
        bodies: what is known of bodies by their source.
    """

    def __init__(self, center: HelpCenter, facts: bytes, bodies: Mapping[str, Body]) -> None:
        self._center = center
        self._facts = facts
        self._bodies = bodies
        self._lists = b""

    def of_article(self, article: Article) -> bytes:
        """A digest of what an article's page is made from; empty where that is an incident's history, or
        another's text that is not there yet.
        """
        body = self._bodies.get(article.source)
        if not self._facts or body is None or not body.key or article.type.key == "incident":
            return b""
        parts: list[object] = [self._facts, body.rendered]
        if article.type.timeline or not CHANGES.isdisjoint(article.meta):
            news = self._center.news
            # As they are at the time of the build.
            parts += [news.release(article), news.is_upcoming(article)]
        if (source := later_source(self._center, article)) is not None:
            if (other := self._bodies.get(source.source)) is None:
                return b""
            parts.append(other.rendered)
        return value_digest(*parts)

    def of_markdown(self, articles: Iterable[Article]) -> bytes:
        """A digest of what the Markdown of ``articles`` is made from."""
        if not self._facts:
            return b""
        bodies = [self._bodies[article.source] for article in articles]
        if not all(body.key for body in bodies):
            return b""
        return value_digest(self._facts, "markdown", [(body.key, body.rendered) for body in bodies])

    def of_site(self, kind: str, *more: object) -> bytes:
        """A digest of what files are made from that show no text of articles; ``kind`` and ``more`` tell
        them apart.
        """
        return value_digest(self._facts, kind, more) if self._facts else b""

    def of_pages(self, kind: str) -> bytes:
        """A digest of what files are made from that show where pages are and when they changed."""
        # The others are articles; lists change with their news, whose time may have come.
        pages = [
            (page.url, page.locale, page.listed, page.modified, sorted(page.alternates.items()))
            for page in self._center.pages
            if page.article is None
        ]
        return self.of_site(kind, pages)

    def of_feeds(self, kind: str) -> bytes:
        """A digest of what feeds are made from: the news that have come, whole."""
        news, bodies = self._center.news, self._bodies
        limit = self._center.options.feeds.limit
        shown = [cut.shown(limit) for cut in self._center.feed_cuts]
        articles = list(dict.fromkeys(itertools.chain.from_iterable(shown)))
        if not all(
            (body := bodies.get(article.source)) is not None and body.key for article in articles
        ):
            return b""
        texts = [
            (
                article.source,
                bodies[article.source].rendered,
                news.changed(article),
                # As it is at the time of the build; without these fields it is what its text says.
                None if CHANGES.isdisjoint(article.meta) else news.release(article),
            )
            for article in articles
        ]
        lists = [[article.source for article in some] for some in shown]
        return self.of_site(kind, texts, lists)

    def of_lists(self, kind: str = "") -> bytes:
        """A digest of what lists of articles that are no news are made from, excerpts included; ``kind``
        tells files that are made otherwise.
        """
        if self._facts and not self._lists:
            known = self._bodies
            texts = [
                (article.source, known[article.source].key if article.type.timeline else b"",
                 known[article.source].excerpt)
                for article in self._center.catalog.articles
                if article.source in known
            ]  # fmt: skip
            self._lists = value_digest(self._facts, texts)
        return value_digest(self._lists, kind) if self._lists and kind else self._lists
