"""What a body asks of the site while it is rendered, noted so that a later build can ask again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.cache import digest, pickle_by_fields
from mkdocs_help_center.markdown import (
    DataError,
    DataSource,
    ImageResolver,
    LinkResolver,
    ResolvedImage,
    ResolvedLink,
)

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter


@dataclass(frozen=True, slots=True)
class Asked:
    """What a body asked of its surroundings while it was rendered, and the answers.

    A body whose text is the same and whose questions have the same answers renders the same.
    """

    links: tuple[tuple[str, ResolvedLink | None], ...] = ()
    images: tuple[tuple[str, ResolvedImage | None], ...] = ()
    data: tuple[tuple[str, str], ...] = ()


pickle_by_fields(Asked)


@dataclass
class Recorder:
    """The three things that a body may ask, with a note of every answer."""

    article: Article
    wrapped_links: LinkResolver | None
    wrapped_images: ImageResolver | None
    wrapped_data: DataSource | None
    asked_links: dict[str, ResolvedLink | None] = field(default_factory=dict)
    asked_images: dict[str, ResolvedImage | None] = field(default_factory=dict)
    asked_data: dict[str, str] = field(default_factory=dict)

    def resolve_link(self, href: str, *, source: str, locale: str) -> ResolvedLink | None:
        """As the site resolves it."""
        if href not in self.asked_links:
            found = self.wrapped_links
            self.asked_links[href] = (
                found.resolve_link(href, source=source, locale=locale) if found else None
            )
        return self.asked_links[href]

    def resolve_image(self, src: str, *, source: str, locale: str) -> ResolvedImage | None:
        """As the site resolves it."""
        if src not in self.asked_images:
            found = self.wrapped_images
            self.asked_images[src] = (
                found.resolve_image(src, source=source, locale=locale) if found else None
            )
        return self.asked_images[src]

    def load_data(self, src: str) -> object:
        """As the site has it.

        Raises:
            DataError: as the site's source of data raises it.
        """
        if self.wrapped_data is None:
            raise DataError("there is no data folder")
        self.asked_data[src] = _data_state(self.wrapped_data, src)
        return self.wrapped_data.load_data(src)

    @property
    def asked(self) -> Asked:
        """The notes."""
        return Asked(
            tuple(self.asked_links.items()),
            tuple(self.asked_images.items()),
            tuple(self.asked_data.items()),
        )


def still_answered(
    center: HelpCenter, article: Article, asked: Asked, *, same_links: bool = False
) -> bool:
    """Whether every question of ``article`` has the answer that it had; ``same_links`` says that links
    are known to have theirs.
    """
    where = {"source": article.path, "locale": article.locale}
    images, data = center.images, center.data
    return (
        (same_links or _lead_there(center, asked, where))
        and all(
            (images.resolve_image(src, **where) if images else None) == answer
            for src, answer in asked.images
        )
        and all(data is not None and _data_state(data, src) == state for src, state in asked.data)
    )


def _lead_there(center: HelpCenter, asked: Asked, where: Mapping[str, str]) -> bool:
    links = center.links
    return all(links.resolve_link(href, **where) == answer for href, answer in asked.links)


def _data_state(data: DataSource, src: str) -> str:
    """A name for what ``src`` holds, its absence and faults included."""
    try:
        return digest(data.load_data(src))
    except DataError as error:
        return f"error: {error}"
