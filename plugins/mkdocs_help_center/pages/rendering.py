"""The bodies of a site's articles, each rendered when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, Protocol

from mkdocs_help_center.content.article import Article
from mkdocs_help_center.markdown import (
    DataSource,
    ImageResolver,
    Link,
    LinkResolver,
    MarkdownOptions,
    MarkdownRenderer,
    RenderContext,
    Rendered,
)

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter


class Surroundings(LinkResolver, ImageResolver, DataSource, Protocol):
    """All that a body asks for while it is rendered."""


class RenderedBodies:
    """Bodies as HTML, with their links and what is wrong with them.

    Attributes:
        recall: finds a body that was rendered elsewhere; what it gives is not kept here.
        recall_links: finds the links of such a body, which are known without having it.
    """

    def __init__(self, center: HelpCenter) -> None:
        self.recall: Callable[[Article], Rendered | None] | None = None
        self.recall_links: Callable[[Article], Sequence[Link] | None] | None = None
        self._center = center
        self._rendered: dict[str, Rendered] = {}
        hosts = frozenset(center.options.iframe_hosts)
        self._renderer = MarkdownRenderer(MarkdownOptions(iframe_hosts=hosts))

    def of(self, article: Article) -> Rendered:
        """The article's body as it was last rendered, rendered now if it never was."""
        found = self._rendered.get(article.source)
        if found is None and self.recall is not None:
            found = self.recall(article)
        return found or self.render(article)

    def render(
        self, article: Article, body: str | None = None, surroundings: Surroundings | None = None
    ) -> Rendered:
        """Render an article's body, whatever is known of it.

        ``body`` replaces its own; ``surroundings`` what resolves its links, images and data.
        """
        center = self._center
        context = RenderContext(
            source=article.path,
            locale=article.locale,
            first_line=article.body_line,
            default_locale=center.catalog.default.code,
            links=surroundings or center.links,
            images=surroundings or center.images,
            data=surroundings or center.data,
            our_hosts=frozenset(center.options.our_hosts),
        )
        rendered = self._renderer.render(article.body if body is None else body, context)
        self._rendered[article.source] = rendered
        return rendered

    def links_of(self, article: Article) -> Sequence[Link]:
        """The links of the article's body."""
        found = None
        if self.recall_links is not None and not self.has(article):
            found = self.recall_links(article)
        return self.of(article).links if found is None else found

    def has(self, article: Article) -> bool:
        """Whether the article's body is at hand."""
        return article.source in self._rendered

    @property
    def sources(self) -> frozenset[str]:
        """The files of articles whose bodies are at hand."""
        return frozenset(self._rendered)

    def forget(self, article: Article | None = None) -> None:
        """Render the article, or every one, again when it is asked for."""
        if article is None:
            self._rendered.clear()
        else:
            self._rendered.pop(article.source, None)

    def keep_only(self, sources: Collection[str]) -> None:
        """Let go of all bodies but those of the files ``sources``."""
        self._rendered = {name: one for name, one in self._rendered.items() if name in sources}

    def take_over(self, old: RenderedBodies, changed: Collection[Article]) -> None:
        """Have the bodies that ``old`` has, but for those of ``changed`` articles."""
        sources = {article.source for article in changed}
        self._rendered = {s: r for s, r in old._rendered.items() if s not in sources}
