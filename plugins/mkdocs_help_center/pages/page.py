"""A page of the site before it is rendered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from mkdocs_help_center.content.article import Article
from mkdocs_help_center.pages.views import View


@dataclass(frozen=True, slots=True, eq=False)
class GeneratedPage:
    """A page that the help center makes: where it goes, and how its view is built when it is needed.

    ``url`` has no leading slash; ``build`` may be called more than once and always gives the same.
    ``article`` is set for article pages. ``listed`` says whether sitemaps name it; ``alternates`` are
    its translations' URLs by locale, its own included, and ``modified`` its last change, if known.
    ``lists_only`` says that it shows nothing of articles but their fields and excerpts, and no time.
    """

    url: str
    locale: str
    title: str
    build: Callable[[], View]
    article: Article | None = None
    listed: bool = True
    alternates: Mapping[str, str] = field(default_factory=dict)
    modified: datetime | None = None
    lists_only: bool = False

    @property
    def dest(self) -> str:
        """The file that the page is written to, relative to the site's folder."""
        return f"{self.url}index.html" if self.url.endswith("/") or not self.url else self.url


def home_url(locale: str) -> str:
    """A locale's front page."""
    return f"{locale}/"


def section_url(locale: str, section: str) -> str:
    """A section's listing."""
    return f"{locale}/{section}/"


def numbered_url(url: str, number: int) -> str:
    """Page ``number`` of a list; the first is the list itself."""
    return url if number == 1 else f"{url}page/{number}/"


def not_found_url(locale: str) -> str:
    """A locale's 404 page."""
    return f"{locale}/404.html"
