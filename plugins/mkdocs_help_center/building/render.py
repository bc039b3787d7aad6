"""Rendering every body of a site once: over all cores, and only where something it needs has changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mkdocs_help_center.building import workers
from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.cache import Cache, digest
from mkdocs_help_center.markdown import (
    DataError,
    DataSource,
    ImageResolver,
    LinkResolver,
    Rendered,
    ResolvedImage,
    ResolvedLink,
)

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter

_PREFIX = "rendered/"
#: Articles whose bodies are in a worker's hands at a time: what it made is there twice, and here once
#: more, until it is taken over.
BATCH = 2000


@dataclass(frozen=True, slots=True)
class Asked:
    """What a body asked of its surroundings while it was rendered, and the answers.

    A body whose text is the same and whose questions have the same answers renders the same.
    """

    links: tuple[tuple[str, ResolvedLink | None], ...] = ()
    images: tuple[tuple[str, ResolvedImage | None], ...] = ()
    data: tuple[tuple[str, str], ...] = ()


@dataclass
class _Recorder:
    """The three things that a body may ask, with a note of every answer."""

    article: Article
    wrapped_links: LinkResolver | None
    wrapped_images: ImageResolver | None
    wrapped_data: DataSource | None
    asked_links: dict[str, ResolvedLink | None] = field(default_factory=dict)
    asked_images: dict[str, ResolvedImage | None] = field(default_factory=dict)
    asked_data: dict[str, str] = field(default_factory=dict)

    def resolve_link(self, href: str, *, source: str, locale: str) -> ResolvedLink | None:
        if href not in self.asked_links:
            found = self.wrapped_links
            self.asked_links[href] = (
                found.resolve_link(href, source=source, locale=locale) if found else None
            )
        return self.asked_links[href]

    def resolve_image(self, src: str, *, source: str, locale: str) -> ResolvedImage | None:
        if src not in self.asked_images:
            found = self.wrapped_images
            self.asked_images[src] = (
                found.resolve_image(src, source=source, locale=locale) if found else None
            )
        return self.asked_images[src]

    def load_data(self, src: str) -> object:
        if self.wrapped_data is None:
            raise DataError("there is no data folder")
        self.asked_data[src] = _data_state(self.wrapped_data, src)
        return self.wrapped_data.load_data(src)

    @property
    def asked(self) -> Asked:
        return Asked(
            tuple(self.asked_links.items()),
            tuple(self.asked_images.items()),
            tuple(self.asked_data.items()),
        )


def _data_state(data: DataSource, src: str) -> str:
    """A name for what ``src`` holds, its absence and faults included."""
    try:
        return digest(data.load_data(src))
    except DataError as error:
        return f"error: {error}"


def render_all(center: HelpCenter, cache: Cache | None = None) -> int:
    """Render every article whose page this build writes, so that ``center.rendered`` answers at once.

    Args:
        center: the site.
        cache: bodies of earlier builds; those that still hold are taken, the others are put there.

    Returns:
        How many bodies were rendered anew.
    """
    keys = {article.source: _key(center, article) for article in center.catalog.articles}
    known = cache.get_all(_PREFIX) if cache else {}
    wanted: list[Article] = []
    for article in center.built_articles:
        if center.is_rendered(article):
            continue
        key, value = known.get(article.source, ("", None))
        if value is not None and key == keys[article.source] and _holds(center, article, value[1]):
            center.keep(article, value[0])
        else:
            wanted.append(article)
    by_source = center.catalog.by_source
    fresh = [
        (source, rendered, asked)
        for start in range(0, len(wanted), BATCH)
        for part in workers.start(
            lambda part: _render(center, part), wanted[start : start + BATCH]
        ).results()
        for source, rendered, asked in part
    ]
    for source, rendered, _ in fresh:
        center.keep(by_source[source], rendered)
    if cache:
        cache.put(
            (_PREFIX + source, keys[source], (rendered, asked)) for source, rendered, asked in fresh
        )
        cache.forget(_PREFIX + source for source in known if source not in keys)
    return len(fresh)


def _key(center: HelpCenter, article: Article) -> str:
    """What a body is rendered from, besides the answers that it gets."""
    return digest(
        article.path,
        article.locale,
        article.body_line,
        article.body,
        center.catalog.default.code,
        center.base_path,
        center.options.our_hosts,
        center.options.iframe_hosts,
    )


def _holds(center: HelpCenter, article: Article, asked: Asked) -> bool:
    """Whether every question of ``article`` still has the answer that it had."""
    where = {"source": article.path, "locale": article.locale}
    links, images, data = center.links, center.images, center.data
    return (
        all(links.resolve_link(href, **where) == answer for href, answer in asked.links)
        and all(
            (images.resolve_image(src, **where) if images else None) == answer
            for src, answer in asked.images
        )
        and all(data is not None and _data_state(data, src) == state for src, state in asked.data)
    )


def _render(center: HelpCenter, articles: Sequence[Article]) -> list[tuple[str, Rendered, Asked]]:
    found = []
    for article in articles:
        recorder = _Recorder(article, center.links, center.images, center.data)
        rendered = center.render(article, surroundings=recorder)
        found.append((article.source, rendered, recorder.asked))
    return found
