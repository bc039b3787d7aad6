"""What an article's links led to when it was last rendered: asking again takes all of the site."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from mkdocs_help_center.markdown import ResolvedImage, ResolvedLink

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter


class RememberedLinks:
    """Answers for links that are known, asks the site for others, and notes all answers.

    Args:
        center: the site.
        known: answers by address as written, for the one article that this is made for.
    """

    def __init__(self, center: HelpCenter, known: Mapping[str, ResolvedLink | None]) -> None:
        self._center = center
        self._known = known
        self.answers: dict[str, ResolvedLink | None] = {}

    def resolve_link(self, href: str, *, source: str, locale: str) -> ResolvedLink | None:
        """As the site's own links do."""
        if href in self._known:
            answer = self._known[href]
        else:
            answer = self._center.links.resolve_link(href, source=source, locale=locale)
        self.answers[href] = answer
        return answer

    def resolve_image(self, src: str, *, source: str, locale: str) -> ResolvedImage | None:
        """The site's own answer."""
        images = self._center.images
        return images.resolve_image(src, source=source, locale=locale) if images else None

    def load_data(self, src: str) -> object:
        """The site's own data."""
        assert self._center.data is not None
        return self._center.data.load_data(src)
