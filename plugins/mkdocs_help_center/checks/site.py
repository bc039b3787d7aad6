"""What a check of all articles looks at: the site, and what is known of every rendered body."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_help_center.checks.policy import NOTHING, Ignored
from mkdocs_help_center.checks.subject import Finding
from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.problem import Problem

if TYPE_CHECKING:
    from mkdocs_help_center.markdown import Link, ResolvedLink
    from mkdocs_help_center.pages.help_center import HelpCenter


class SiteFinding(NamedTuple):
    """A finding and the article that it is about."""

    article: Article
    finding: Finding


@dataclass(frozen=True, slots=True)
class Findings:
    """What remains of an article's rendered body: small enough to be kept for all of a site's.

    ``problems`` are those of rendering and of the checks of one article; ``links`` lead to other
    articles; ``anchors`` are what their fragments can name; ``ignored`` what its file says to ignore;
    ``answers`` what each address in it led to.
    """

    problems: tuple[Problem, ...] = ()
    links: tuple[Link, ...] = ()
    anchors: frozenset[str] = frozenset()
    ignored: Ignored = NOTHING
    answers: tuple[tuple[str, ResolvedLink | None], ...] = ()


@dataclass
class CheckedSite:
    """A site under its checks.

    Attributes:
        center: the site.
        findings: by the source of each article.
        only: sources of the articles whose problems are asked for; None for all.
    """

    center: HelpCenter
    findings: Mapping[str, Findings]
    only: frozenset[str] | None = None

    @cached_property
    def articles(self) -> tuple[Article, ...]:
        """The published articles whose problems are asked for."""
        every = self.center.catalog.articles
        if self.only is None:
            return every
        return tuple(article for article in every if article.source in self.only)

    def linked(self, link: Link) -> Article | None:
        """The article that a link leads to."""
        return self.center.catalog.by_url.get(link.url.removeprefix(self.center.base_path))

    def links(self) -> Iterator[tuple[Article, Link]]:
        """Links to other pages of the site in the articles asked for."""
        for article in self.articles:
            for link in self.findings[article.source].links:
                yield article, link
