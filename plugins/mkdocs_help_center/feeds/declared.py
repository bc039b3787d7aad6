"""Feeds that a site declares: what is in them, and what of their conditions nothing can meet."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.content_types import CONTENT_TYPES
from mkdocs_help_center.content.news import FEED_SECTIONS, News
from mkdocs_help_center.content.problem import Problem, Severity
from mkdocs_help_center.content.releases import channel_of, release_type
from mkdocs_help_center.content.slugs import slugify
from mkdocs_help_center.feeds.settings import CutSettings

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter


def declared_sections(settings: CutSettings) -> Sequence[str]:
    """Where a declared feed's articles are; content that is no news only where it is asked for."""
    if not settings.content_types:
        return FEED_SECTIONS
    return [kind.section for kind in CONTENT_TYPES if kind.key in settings.content_types]


def matches(settings: CutSettings, article: Article, news: News) -> bool:
    """Whether a declared feed holds ``article``: every condition that is given does."""
    release = news.release(article)
    if settings.content_types and article.type.key not in settings.content_types:
        return False
    if not settings.content_types and article.type.key == "knownIssue":
        return False
    if settings.action_required and not release.action_required:
        return False
    conditions: Sequence[tuple[Sequence[str], set[str]]] = (
        ([slugify(tag) for tag in settings.tags], _tags(article)),
        (
            [found.id if (found := news.modules.find(name)) else name for name in settings.modules],
            {module.id for module in news.modules_of(article)},
        ),
        ([channel_of(name) or name for name in settings.channels], {release.channel}),
        ([release_type(name) or name for name in settings.types], {release.type}),
    )
    return all(not wanted or has.intersection(wanted) for wanted, has in conditions)


def declared_feed_problems(center: HelpCenter, path: str) -> Iterator[Problem]:
    """Modules and tags in declared feeds that there are none of; ``path`` is the configuration's."""
    every = center.options.feeds.cuts
    wanted = {tag for cut in every for tag in cut.tags}
    known = (
        {tag for article in center.catalog.articles for tag in _tags(article)} if wanted else set()
    )
    for cut in every:
        for name in cut.modules:
            if center.modules.find(name) is None:
                yield _problem(path, cut, f"there is no module '{name}'",
                               _hint(name, [module.id for module in center.modules]))  # fmt: skip
        for tag in cut.tags:
            if slugify(tag) not in known:
                yield _problem(path, cut, f"no article has the tag '{tag}'",
                               _hint(slugify(tag), sorted(known)))  # fmt: skip


def _tags(article: Article) -> set[str]:
    return {slugify(tag) for tag in (*article.tags, *article.values("tag"))}


def _problem(path: str, cut: CutSettings, message: str, hint: str) -> Problem:
    text = f"the feed '{cut.path}': {message}"
    return Problem(path, 1, 1, "declared-feed", text, hint, Severity.WARNING)


def _hint(name: str, known: Sequence[str]) -> str:
    close = difflib.get_close_matches(name, known, 1, 0.6)
    return f"did you mean '{close[0]}'?" if close else "correct it, or leave it out"
