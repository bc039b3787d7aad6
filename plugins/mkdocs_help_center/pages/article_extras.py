"""What an article's page has besides the article: related ones, notices, its Markdown, its head."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mkdocs_help_center.content.article import Article
from mkdocs_help_center.markdown import Rendered
from mkdocs_help_center.pages.machine import markdown_path
from mkdocs_help_center.pages.structured_data import article_head
from mkdocs_help_center.pages.translation_notices import translation_notices
from mkdocs_help_center.pages.views import ArticleView, Link

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter


def with_extras(
    center: HelpCenter, article: Article, rendered: Rendered, view: ArticleView
) -> ArticleView:
    """``view`` with everything that is made from other articles or for other readers than people."""
    listed = not article.hidden and article.status.published
    named = {link.url for link in view.see_also}
    related = [
        Link(other.title, center.url(other.url))
        for other in center.related.of(article, center.shelves.track_of(article))
        if center.url(other.url) not in named
    ]
    has_markdown = listed and not center.options.preview
    return replace(
        view,
        related=tuple(related) if listed else (),
        notices=(*view.notices, *translation_notices(center, article, rendered)),
        source_markdown_url=center.url(markdown_path(article)) if has_markdown else None,
        short_url=_short_url(center, article),
        head={**view.head, **article_head(center, article, rendered, view)},
    )


def _short_url(center: HelpCenter, article: Article) -> str | None:
    """The link that stays right whatever becomes of the slug; None where no host is told of it."""
    if not center.redirect_settings.formats or not article.status.published:
        return None
    return center.resolver.short_link(article)
